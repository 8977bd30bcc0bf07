/*
 * tui/cmd/drill_left.c - what an evaluator notes on a device of his own, left
 * in the store for whoever ends the drill under the same login.
 *
 * A copy of his notes, drills/.notes/<id>.<device>, mode 0600: it shows what
 * his own folder shows, to the same account alone, and no player's program
 * opens it. Where accounts differ nobody can read it, and he hands in himself
 * (drill_keep.c); what the end has taken he does not write again.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "tui/cmd/drill.h"

#define NAME_ROOM (ID_HEX + KEY_HEX + 16)

static void name_of(char out[NAME_ROOM], const struct play *p,
		    const uint8_t dev[KEY_LEN])
{
	char id[ID_HEX], hex[KEY_HEX];

	hex_encode(id, log_case_id(casefile_log(p->c)), ID_LEN);
	hex_encode(hex, dev, KEY_LEN);
	snprintf(out, NAME_ROOM, "%s.%s%s", id, hex,
		 p->apart ? ".observer" : "");
}

int play_leave(const struct play *p, struct error *err)
{
	char name[NAME_ROOM], *dir, *path;
	int rc = store_drill_left(&dir, p->x->store, true, err);

	if (rc)
		return rc;
	name_of(name, p, device_key(store_device(p->x->store)));
	path = io_join(dir, name);
	rc = path ? notes_save(&p->notes, path, err) : error_nomem(err);
	mem_free(path);
	mem_free(dir);
	return rc;
}

struct taking {
	struct play *p;
	const char *dir;
	bool drop; /* they are in the file: away with them */
};

/* Of somebody who may evaluate, by the name of the file. */
static bool is_ours(const struct play *p, const char *name)
{
	char id[ID_HEX], hex[KEY_HEX];
	uint8_t dev[KEY_LEN];

	hex_encode(id, log_case_id(casefile_log(p->c)), ID_LEN);
	if (strncmp(name, id, ID_HEX - 1) || name[ID_HEX - 1] != '.')
		return false;
	snprintf(hex, sizeof(hex), "%s", name + ID_HEX);
	return hex_decode(dev, KEY_LEN, hex) &&
	       log_role(casefile_log(p->c), dev) >= ROLE_EVALUATOR;
}

/* Notes that cannot be read wait for their author. */
static int take_one(void *ctx, const char *name)
{
	struct taking *t = ctx;
	struct drill_notes left;
	struct stat st;
	char *path = is_ours(t->p, name) ? io_join(t->dir, name) : NULL;
	bool mine = path && !lstat(path, &st) && S_ISREG(st.st_mode) &&
		    st.st_uid == geteuid();
	int rc = 0;

	if (mine && t->drop) {
		unlink(path);
	} else if (mine && !notes_load(&left, path, NULL)) {
		for (size_t i = 0; !rc && i < left.count; i++)
			rc = notes_add(&t->p->notes, &left.at[i], NULL);
		notes_release(&left);
	}
	mem_free(path);
	return rc;
}

static int each(struct play *p, bool drop, struct error *err)
{
	struct taking t = {.p = p, .drop = drop};
	char *dir;
	int rc = store_drill_left(&dir, p->x->store, false, err);

	t.dir = dir;
	if (!rc && io_exists(dir) && io_list(dir, take_one, &t, err))
		rc = error_nomem(err);
	mem_free(dir);
	return rc;
}

int play_take(struct play *p, struct error *err)
{
	return each(p, false, err);
}

void play_taken(struct play *p)
{
	struct error ignored = {0};

	each(p, true, &ignored);
}
