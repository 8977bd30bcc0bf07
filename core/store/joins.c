/*
 * core/store/joins.c - devices: looked up by a word, and asking to be let
 * into a case.
 *
 * An ask is a file cases/.asks/<case id>.<device>, holding the device's
 * card: it says nothing that the card does not, and is gone once an owner
 * has let the device in.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/store/private.h"

#define CARD_MAX 4096
#define ASKS 200
#define ASK_NAME (ID_HEX - 1 + 1 + KEY_HEX)

static char *asks_dir(const struct store *s)
{
	return io_join(s->cases, ".asks");
}

static void ask_name(char out[ASK_NAME], const struct log *log,
		     const uint8_t dev[KEY_LEN])
{
	hex_encode(out, log_case_id(log), ID_LEN);
	out[ID_HEX - 1] = '.';
	hex_encode(out + ID_HEX, dev, KEY_LEN);
}

static bool is_member(const struct log *log, const uint8_t *dev)
{
	size_t n;
	const struct member *m = log_members(log, &n);

	for (size_t i = 0; i < n; i++)
		if (!memcmp(m[i].dev, dev, KEY_LEN))
			return true;
	return false;
}

int store_ask_join(struct store *s, struct casefile *c, struct error *err)
{
	const struct log *log = casefile_log(c);
	char name[ASK_NAME];
	struct str card = {0};
	char *dir = NULL, *path = NULL;
	int rc;

	if (is_member(log, s->card.dev)) {
		error_set(err, ERR_REFUSED,
			  _("%s: this device is or was a member"),
			  log_label(log));
		return error_fix(err, "stanch case member list %s",
				 log_label(log));
	}
	ask_name(name, log, s->card.dev);
	dir = asks_dir(s);
	path = dir ? io_join(dir, name) : NULL;
	card_text(&card, &s->card);
	rc = path && !card.failed ? io_mkdirs(dir, STORE_FOLDER, err)
				  : error_nomem(err);
	if (!rc)
		rc = io_create(path, card.p, card.len, 0644, err);
	if (rc == ERR_REFUSED) { /* asked before */
		error_clear(err);
		rc = 0;
	}
	mem_free(path);
	mem_free(dir);
	str_release(&card);
	return rc;
}

struct asking {
	struct store *s;
	const struct log *log;
	const char *dir;
	struct join_ask *at;
	size_t len, cap;
};

/* The card in an ask, if it is that device's own. */
static bool read_ask(struct card *out, const char *path,
		     const uint8_t dev[KEY_LEN])
{
	struct str text = {0};
	struct stat st;
	bool good = !lstat(path, &st) && S_ISREG(st.st_mode) &&
		    !io_read(&text, path, CARD_MAX, NULL) &&
		    !card_parse(out, str_text(&text), text.len, NULL) &&
		    !memcmp(out->dev, dev, KEY_LEN);

	str_release(&text);
	/* Where others can write, the owner vouches for nothing. */
	if (good)
		out->owner = st.st_mode & 022 ? (uid_t)-1 : st.st_uid;
	return good;
}

static int add_ask(void *ctx, const char *name)
{
	struct asking *a = ctx;
	char id[ID_HEX];
	uint8_t dev[KEY_LEN];
	struct card card;
	char *path;
	int rc = 0;

	hex_encode(id, log_case_id(a->log), ID_LEN);
	if (strncmp(name, id, ID_HEX - 1) || name[ID_HEX - 1] != '.' ||
	    !hex_decode(dev, KEY_LEN, name + ID_HEX) || a->len == ASKS)
		return 0;
	path = io_join(a->dir, name);
	if (!path)
		return ERR_NOMEM;
	if (is_member(a->log, dev))
		unlink(path);
	else if (read_ask(&card, path, dev))
		rc = mem_reserve(&a->at, &a->cap, a->len + 1, sizeof(*a->at));
	else
		rc = 1;
	if (!rc && !is_member(a->log, dev))
		a->at[a->len++] = (struct join_ask){
			card, store_person(a->s, &card)};
	mem_free(path);
	return rc < 0 ? rc : 0;
}

int store_joins(struct join_ask **out, size_t *count, struct store *s,
		const struct casefile *c, struct error *err)
{
	char *dir = asks_dir(s);
	struct asking a = {.s = s, .log = casefile_log(c), .dir = dir};
	int rc = dir ? io_list(dir, add_ask, &a, err) : error_nomem(err);

	if (rc == ERR_NOTFOUND) { /* nobody ever asked */
		error_clear(err);
		rc = 0;
	} else if (rc == ERR_NOMEM) {
		error_nomem(err);
	}
	if (rc) {
		mem_free(a.at);
		a = (struct asking){0};
	}
	mem_free(dir);
	*out = a.at;
	*count = a.len;
	return rc;
}

/* --- a device by a word ------------------------------------------------------------- */

/* A whole key, its tag, or the name or login of whom it speaks for. */
static bool is_called(struct store *s, const struct card *c,
		      const char *word)
{
	const struct team_person *p = store_holder(s, c->owner);
	char hex[KEY_HEX];

	hex_encode(hex, c->dev, KEY_LEN);
	if (!strcasecmp(word, hex) ||
	    (strlen(word) == TAG_LEN - 1 && !strncasecmp(word, hex,
							 TAG_LEN - 1)))
		return true;
	if (!p)
		return !strcasecmp(word, c->name);
	return !strcasecmp(word, p->name) ||
	       (p->login && !strcmp(word, p->login));
}

static int not_one(struct store *s, const struct card *card, size_t count,
		   const char *word, bool several, struct error *err)
{
	const char *near = NULL;
	struct str all = {0};
	char tag[TAG_LEN];

	for (size_t i = 0; i < count; i++) {
		const char *person = store_person(s, &card[i]);

		near = near_better(word, near, person ? person : card[i].name);
		key_tag(tag, card[i].dev);
		if (is_called(s, &card[i], word) && all.len < 300)
			str_addf(&all, "%s%s (%s)", all.len ? ", " : "", tag,
				 card[i].host);
	}
	if (several) {
		error_set(err, ERR_USAGE,
			  _("\"%s\" has more than one device"), word);
		error_where(err, "%s", str_text(&all));
		error_fix(err, _("Name the device by the 8 digits before its "
				 "host."));
		str_release(&all);
		return ERR_USAGE;
	}
	str_release(&all);
	error_set(err, ERR_NOTFOUND, _("no device of \"%s\" is known here"),
		  word);
	if (near)
		error_where(err, _("did you mean: %s"), near);
	return error_fix(err, _("A device is known once its user has started "
				"stanch on this store."));
}

int store_find_device(struct card *out, struct store *s, const char *word,
		      struct error *err)
{
	struct card *card;
	size_t count, hits = 0, hit = 0;
	int rc = card_list(&card, &count, NULL, s->devices, err);

	for (size_t i = 0; !rc && i < count; i++)
		if (is_called(s, &card[i], word)) {
			hit = i;
			hits++;
		}
	if (!rc && hits != 1)
		rc = not_one(s, card, count, word, hits > 1, err);
	else if (!rc)
		*out = card[hit];
	mem_free(card);
	return rc;
}
