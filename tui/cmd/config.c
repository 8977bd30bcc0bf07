/* tui/cmd/config.c - see config.h. */
#include "tui/cmd/config.h"

#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "tui/cmd/opt.h"

#define CONFIG_MAX ((size_t)64 << 10)

static const struct config_row rows[] = {
	{"lang", "en|zh_CN", N_("the language of texts")},
	{"sendmail", "COMMAND", N_("the mail program; -t -i are added to it")},
	{"mail-from", "ADDRESS", N_("our address on letters")},
	{"mail-timeout", "SECONDS", N_("how long the mail program may be "
				       "silent: 60")},
	{"mail-rate", "NUMBER", N_("letters a minute at most: 600")},
	{"color", "auto|always|never", N_("colour on the full screen")},
	{"mouse", "on|off", N_("clicks choose rows and views: off")},
};

bool config_row(struct config_row *out, size_t i)
{
	if (i >= sizeof(rows) / sizeof(*rows))
		return false;
	*out = rows[i];
	return true;
}

static const struct config_row *find(const char *key, struct error *err)
{
	const char *best = NULL;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (!strcmp(rows[i].key, key))
			return &rows[i];
		best = near_better(key, best, rows[i].key);
	}
	error_set(err, ERR_USAGE, _("there is no setting %s"), key);
	if (best)
		error_fix(err, _("did you mean: %s"), best);
	return NULL;
}

bool config_known(const char *key, struct error *err)
{
	return find(key, err) != NULL;
}

/* The value's place in a line `key = value`, or NULL if the line is another
 * one; *n its length. */
static const char *value_in(const char *line, const char *key, size_t *n)
{
	size_t k = strlen(key);
	const char *p = line + strspn(line, " \t");

	if (strncmp(p, key, k) != 0)
		return NULL;
	p += k;
	p += strspn(p, " \t");
	if (*p != '=')
		return NULL;
	p++;
	p += strspn(p, " \t");
	*n = strcspn(p, "\n");
	while (*n && strchr(" \t\r", p[*n - 1]))
		--*n;
	return p;
}

static int load(struct str *text, const char *dir, struct error *err)
{
	char *path = io_join(dir, "config");
	int rc = path ? io_read(text, path, CONFIG_MAX, err)
		      : error_nomem(err);

	mem_free(path);
	if (rc != ERR_NOTFOUND)
		return rc;
	error_clear(err);
	return 0;
}

int config_get(char *value, size_t size, const char *dir, const char *key,
	       struct error *err)
{
	struct str text = {0};
	int rc = load(&text, dir, err);
	const char *p = str_text(&text);

	*value = '\0';
	while (!rc && *p) {
		size_t n;
		const char *v = value_in(p, key, &n);

		if (v && n < size) {
			memcpy(value, v, n);
			value[n] = '\0';
		}
		p += strcspn(p, "\n");
		p += *p == '\n';
	}
	str_release(&text);
	return rc;
}

static void replaced(struct str *out, const char *text, const char *key,
		     const char *value)
{
	while (*text) {
		size_t n = strcspn(text, "\n"), unused;

		if (!value_in(text, key, &unused)) {
			str_addn(out, text, n);
			str_addc(out, '\n');
		}
		text += n + (text[n] == '\n');
	}
	str_addf(out, "%s = %s\n", key, value);
}

int config_set(const char *dir, const char *key, const char *value,
	       struct error *err)
{
	const struct config_row *row = find(key, err);
	struct str old = {0}, now = {0};
	char *path = NULL;
	int rc = row ? 0 : ERR_USAGE;

	if (!rc && !opt_allows(&(struct opt){.value = row->values}, value)) {
		error_set(err, ERR_USAGE, _("%s cannot be %s"), key, value);
		error_where(err, _("it is one of: %s"), row->values);
		return ERR_USAGE;
	}
	if (!rc)
		rc = load(&old, dir, err);
	if (!rc)
		rc = io_mkdirs(dir, 0700, err);
	if (!rc)
		replaced(&now, str_text(&old), key, value);
	path = io_join(dir, "config");
	if (!rc && (!path || now.failed))
		rc = error_nomem(err);
	if (!rc)
		rc = io_replace(path, str_text(&now), now.len, 0600, err);
	mem_free(path);
	str_release(&old);
	str_release(&now);
	return rc;
}
