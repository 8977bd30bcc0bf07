/*
 * core/store/joins.c - devices: looked up by a word, and asking to be let
 * into a case.
 *
 * An ask is a file cases/.asks/<case id>.<device> (drills/.asks/ of a
 * drill), holding the device's card and, in a drill, a line `as ROLE`. It is
 * gone once an owner has let the device in.
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
#include "core/drill/state.h"
#include "core/store/private.h"

#define CARD_MAX 4096
#define ASKS 200
#define AS "as "
#define ASK_NAME (ID_HEX - 1 + 1 + KEY_HEX)

static char *asks_dir(const struct store *s, const struct log *log)
{
	return io_join(log_kind(log) == FILE_DRILL ? s->drills : s->cases,
		       ".asks");
}

static void ask_name(char out[ASK_NAME], const struct log *log,
		     const uint8_t dev[KEY_LEN])
{
	hex_encode(out, log_case_id(log), ID_LEN);
	out[ID_HEX - 1] = '.';
	hex_encode(out + ID_HEX, dev, KEY_LEN);
}

/* In, or shut out for good: there is nothing to ask for. In a drill a member
 * may ask for more. */
static bool is_settled(const struct log *log, const uint8_t *dev,
		       const char *as)
{
	const enum member_role least = log_kind(log) == FILE_DRILL
					       ? drill_takes(as)
					       : ROLE_OBSERVER;
	size_t n;
	const struct member *m = log_members(log, &n);

	for (size_t i = 0; i < n; i++)
		if (!memcmp(m[i].dev, dev, KEY_LEN))
			return m[i].removed || m[i].role >= least;
	return false;
}

int store_ask_join(struct store *s, struct casefile *c, const char *as,
		   struct error *err)
{
	const struct log *log = casefile_log(c);
	char name[ASK_NAME];
	struct str text = {0};
	char *dir = NULL, *path = NULL;
	int rc;

	if (is_settled(log, s->card.dev, as)) {
		error_set(err, ERR_REFUSED,
			  _("%s: this device is or was a member"),
			  log_label(log));
		return error_fix(err, "stanch case member list %s",
				 log_label(log));
	}
	ask_name(name, log, s->card.dev);
	dir = asks_dir(s, log);
	path = dir ? io_join(dir, name) : NULL;
	card_text(&text, &s->card);
	if (as)
		str_addf(&text, AS "%s\n", as);
	rc = path && !text.failed ? io_mkdirs(dir, STORE_FOLDER, err)
				  : error_nomem(err);
	if (!rc)
		rc = io_replace(path, text.p, text.len, 0644, err);
	mem_free(path);
	mem_free(dir);
	str_release(&text);
	return rc;
}

struct asking {
	struct store *s;
	const struct log *log;
	const char *dir;
	struct join_ask *at;
	size_t len, cap;
};

/* The line behind the card, if there is one; how long the card is. */
static size_t take_as(char as[JOIN_AS], const struct str *text)
{
	const char *line = strstr(str_text(text), "\n" AS), *role;
	size_t n;

	*as = '\0';
	if (!line)
		return text->len;
	role = line + strlen("\n" AS);
	n = strspn(role, "abcdefghijklmnopqrstuvwxyz0123456789-");
	if (n < JOIN_AS && str_eq(role + n, "\n")) {
		memcpy(as, role, n);
		as[n] = '\0';
	}
	return (size_t)(line + 1 - str_text(text));
}

/* The card in an ask, if it is that device's own. */
static bool read_ask(struct join_ask *out, const char *path,
		     const uint8_t dev[KEY_LEN])
{
	struct str text = {0};
	struct stat st;
	bool good = !lstat(path, &st) && S_ISREG(st.st_mode) &&
		    !io_read(&text, path, CARD_MAX, NULL);
	const size_t card = take_as(out->as, &text);

	good = good && !card_parse(&out->card, str_text(&text), card, NULL) &&
	       !memcmp(out->card.dev, dev, KEY_LEN);
	str_release(&text);
	/* Where others can write, the owner vouches for nothing. */
	if (good)
		out->card.owner = st.st_mode & 022 ? (uid_t)-1 : st.st_uid;
	return good;
}

/* One that is rubbish, or went meanwhile, is passed over. */
static int keep_ask(struct asking *a, const char *path,
		    const uint8_t dev[KEY_LEN])
{
	struct join_ask ask;

	if (!read_ask(&ask, path, dev))
		return 0;
	if (is_settled(a->log, dev, *ask.as ? ask.as : NULL)) {
		unlink(path);
		return 0;
	}
	ask.person = store_person(a->s, &ask.card);
	if (mem_reserve(&a->at, &a->cap, a->len + 1, sizeof(*a->at)))
		return ERR_NOMEM;
	a->at[a->len++] = ask;
	return 0;
}

static int add_ask(void *ctx, const char *name)
{
	struct asking *a = ctx;
	char id[ID_HEX];
	uint8_t dev[KEY_LEN];
	char *path;
	int rc;

	hex_encode(id, log_case_id(a->log), ID_LEN);
	if (strncmp(name, id, ID_HEX - 1) || name[ID_HEX - 1] != '.' ||
	    !hex_decode(dev, KEY_LEN, name + ID_HEX) || a->len == ASKS)
		return 0;
	path = io_join(a->dir, name);
	if (!path)
		return ERR_NOMEM;
	rc = keep_ask(a, path, dev);
	mem_free(path);
	return rc;
}

int store_joins(struct join_ask **out, size_t *count, struct store *s,
		const struct casefile *c, struct error *err)
{
	char *dir = asks_dir(s, casefile_log(c));
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
