/*
 * core/store/left.c - where this person was in a case, for whoever comes back
 * after a break. One small file a case in the state folder: the time and the
 * key of the step. Nothing hangs on it: what cannot be read was never there.
 */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/store/private.h"

#define LEFT_MAX 512

static char *path_of(const struct store *s, const uint8_t id[ID_LEN])
{
	char hex[ID_HEX], *dir = io_join(s->paths->state, "left"), *path;

	hex_encode(hex, id, ID_LEN);
	path = dir && !io_mkdirs(dir, 0700, NULL) ? io_join(dir, hex) : NULL;
	mem_free(dir);
	return path;
}

void store_leave(const struct store *s, const uint8_t id[ID_LEN],
		 const char *step)
{
	char *path = path_of(s, id), wall[TIME_TEXT];
	struct str text = {0};

	time_wall(wall, s->env->now(s->env->ctx), NULL);
	str_addf(&text, "%s %s\n", wall, step);
	if (path && !text.failed)
		(void)io_replace(path, text.p, text.len, 0600, NULL);
	str_release(&text);
	mem_free(path);
}

bool store_left(struct store_left *out, const struct store *s,
		const uint8_t id[ID_LEN])
{
	char *path = path_of(s, id), *blank, *end;
	struct str text = {0};
	bool good = false;

	*out = (struct store_left){0};
	if (path && !io_read(&text, path, LEFT_MAX, NULL) && text.len) {
		blank = strchr(text.p, ' ');
		end = strchr(text.p, '\n');
		if (blank && end > blank) {
			*blank = *end = '\0';
			good = !time_parse_wall(&out->at, NULL, text.p) &&
			       str_copy(out->step, sizeof(out->step),
					blank + 1);
		}
	}
	str_release(&text);
	mem_free(path);
	return good;
}
