/* core/id/card.c - device cards: whose a key claims to be. Text from
 * others: a claim, and hostile until checked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/id/device.h"

#define CARD_MAX 4096

void card_text(struct str *out, const struct card *c)
{
	char hex[KEY_HEX];

	hex_encode(hex, c->dev, KEY_LEN);
	str_addf(out, "stanch-device v1\ndev %s\nname %s\nhost %s\nmade %s\n",
		 hex, c->name, c->host, c->made);
}

/* The value behind `key ` on the line at *p, which is moved behind it. */
static bool take_line(char *value, size_t size, const char **p,
		      const char *end, const char *key)
{
	const char *lf = memchr(*p, '\n', (size_t)(end - *p));
	size_t k = strlen(key), n;

	if (!lf || (size_t)(lf - *p) <= k || memcmp(*p, key, k) != 0 ||
	    (*p)[k] != ' ')
		return false;
	n = (size_t)(lf - *p) - k - 1;
	if (n == 0 || n >= size || memchr(*p + k + 1, '\0', n) ||
	    !utf8_valid(*p + k + 1, n))
		return false;
	memcpy(value, *p + k + 1, n);
	value[n] = '\0';
	*p = lf + 1;
	return true;
}

static int bad_line(int line, const char *want, struct error *err)
{
	error_set(err, ERR_INVALID, _("not a device card"));
	error_where(err, _("line %d should be: %s"), line, want);
	return ERR_INVALID;
}

int card_parse(struct card *out, const char *text, size_t n,
	       struct error *err)
{
	const char *p = text, *end = text + n;
	struct card c = { .owner = (uid_t)-1 };
	char hex[KEY_HEX], version[8];
	int64_t at;

	if (!take_line(version, sizeof(version), &p, end, "stanch-device") ||
	    strcmp(version, "v1") != 0)
		return bad_line(1, "stanch-device v1", err);
	if (!take_line(hex, sizeof(hex), &p, end, "dev") ||
	    strlen(hex) != KEY_HEX - 1 || !hex_decode(c.dev, KEY_LEN, hex))
		return bad_line(2, "dev <64 hex digits>", err);
	if (!take_line(c.name, sizeof(c.name), &p, end, "name"))
		return bad_line(3, "name <1-64 bytes>", err);
	if (!take_line(c.host, sizeof(c.host), &p, end, "host"))
		return bad_line(4, "host <1-64 bytes>", err);
	if (!take_line(c.made, sizeof(c.made), &p, end, "made") ||
	    time_parse_wall(&at, NULL, c.made) || p != end)
		return bad_line(5, "made <YYYY-MM-DDThh:mm:ss.mmm+hh:mm>",
				err);
	*out = c;
	return 0;
}

int card_leave(const char *devices_dir, const struct card *c,
	       struct error *err)
{
	char name[KEY_HEX + sizeof(".card")];
	char hex[KEY_HEX];
	struct str text = { 0 };
	char *path;
	int rc;

	hex_encode(hex, c->dev, KEY_LEN);
	snprintf(name, sizeof(name), "%s.card", hex);
	path = io_join(devices_dir, name);
	card_text(&text, c);
	if (!path || text.failed)
		rc = error_nomem(err);
	else if (io_exists(path))
		rc = 0;
	else
		rc = io_create(path, text.p, text.len, 0644, err);
	if (rc == ERR_REFUSED) { /* left by another start of ours */
		error_clear(err);
		rc = 0;
	}
	str_release(&text);
	mem_free(path);
	return rc;
}

struct listing {
	const char *dir;
	struct card *cards;
	size_t len, cap, odd;
	struct error *err;
};

/* Reads one card; false if it is none, or not the one its name says. */
static bool card_read(struct card *c, const char *path, const char *name)
{
	struct str text = { 0 };
	char hex[KEY_HEX];
	struct stat st;
	bool ok;

	ok = lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	     io_read(&text, path, CARD_MAX, NULL) == 0 &&
	     card_parse(c, str_text(&text), text.len, NULL) == 0;
	str_release(&text);
	if (!ok)
		return false;
	hex_encode(hex, c->dev, KEY_LEN);
	/* What others can write to, its owner does not vouch for. */
	c->owner = st.st_mode & 022 ? (uid_t)-1 : st.st_uid;
	return strncmp(name, hex, KEY_HEX - 1) == 0 &&
	       strcmp(name + KEY_HEX - 1, ".card") == 0;
}

static int list_one(void *ctx, const char *name)
{
	struct listing *l = ctx;
	char *path = io_join(l->dir, name);
	int rc = 0;

	if (!path || mem_reserve(&l->cards, &l->cap, l->len + 1,
				 sizeof(*l->cards)))
		rc = error_nomem(l->err);
	else if (card_read(&l->cards[l->len], path, name))
		l->len++;
	else
		l->odd++;
	mem_free(path);
	return rc;
}

static int by_age(const void *a, const void *b)
{
	const struct card *x = a, *y = b;
	int64_t at = 0, bt = 0;

	time_parse_wall(&at, NULL, x->made);
	time_parse_wall(&bt, NULL, y->made);
	if (at != bt)
		return at < bt ? -1 : 1;
	return memcmp(x->dev, y->dev, KEY_LEN);
}

int card_list(struct card **out, size_t *count, size_t *odd,
	      const char *devices_dir, struct error *err)
{
	struct listing l = { .dir = devices_dir, .err = err };
	int rc = io_list(devices_dir, list_one, &l, err);

	*out = NULL;
	*count = 0;
	if (odd)
		*odd = l.odd;
	if (rc) {
		mem_free(l.cards);
		return rc;
	}
	if (l.len)
		qsort(l.cards, l.len, sizeof(*l.cards), by_age);
	*out = l.cards;
	*count = l.len;
	return 0;
}
