/* core/store/cases.c - the files under cases/: named, found, opened. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/store/private.h"

#define SUFFIX ".case"
#define SUFFIX_LEN (sizeof(SUFFIX) - 1)
#define LABEL_MAX 31

bool store_is_label(const char *name, size_t n)
{
	if (!n || n > LABEL_MAX || !isalnum((unsigned char)*name))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)name[i]) && name[i] != '-')
			return false;
	return true;
}

char *store_label_of(const char *path)
{
	const char *name = io_name(path);
	size_t n = strlen(name);

	return mem_strndup(name, str_ends(name, SUFFIX) ? n - SUFFIX_LEN : n);
}

struct labels {
	struct arena *a;
	const char *suffix;
	const char **at;
	size_t len, cap;
};

static int add_label(void *ctx, const char *name)
{
	struct labels *l = ctx;
	size_t n = strlen(name), end = strlen(l->suffix);

	if (!str_ends(name, l->suffix) || !store_is_label(name, n - end))
		return 0;
	/* Room for the NULL at the end too. */
	if (arena_grow(l->a, &l->at, l->len + 1, &l->cap, sizeof(*l->at)))
		return ERR_NOMEM;
	l->at[l->len] = arena_strndup(l->a, name, n - end);
	if (!l->at[l->len])
		return ERR_NOMEM;
	l->at[++l->len] = NULL;
	return 0;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int store_labels(const char ***out, size_t *count, struct arena *a,
		 struct store *s, struct error *err)
{
	return store_labels_in(out, count, a, s->cases, SUFFIX, err);
}

int store_labels_in(const char ***out, size_t *count, struct arena *a,
		    const char *dir, const char *suffix, struct error *err)
{
	struct labels l = {.a = a, .suffix = suffix};
	int rc = arena_grow(a, &l.at, 0, &l.cap, sizeof(*l.at));

	if (!rc) {
		l.at[0] = NULL;
		rc = io_list(dir, add_label, &l, err);
	}
	if (l.len) /* files are in order with their suffix, labels without */
		qsort(l.at, l.len, sizeof(*l.at), by_bytes);
	*out = l.at;
	*count = l.len;
	return rc == ERR_NOMEM ? error_nomem(err) : rc;
}

/* --- finding ------------------------------------------------------------------ */

static bool fits(const char *label, const char *word)
{
	size_t n = strlen(label), w = strlen(word);

	return w <= n && (!strncasecmp(label, word, w) ||
			  !strcasecmp(label + n - w, word));
}

static int not_one(const char *const *label, const char *word, size_t hits,
		   struct error *err)
{
	const char *near = NULL;
	struct str all = {0};

	if (hits) {
		error_set(err, ERR_USAGE,
			  _("\"%s\" fits more than one case"), word);
		for (; *label; label++)
			if (fits(*label, word) && all.len < 200)
				str_addf(&all, "%s%s", all.len ? ", " : "",
					 *label);
		error_where(err, "%s", str_text(&all));
		error_fix(err, _("Write more of its label."));
		str_release(&all);
		return ERR_USAGE;
	}
	error_set(err, ERR_NOTFOUND, _("no case is called \"%s\""), word);
	/* Who writes a drill's label never means a real case. */
	if (strncasecmp(word, "DRILL-", strlen("DRILL-")) != 0)
		near = near_word(word, label);
	if (near)
		error_where(err, _("did you mean: %s"), near);
	error_fix(err, "%s", *label ? "stanch case list" : "stanch case new");
	return ERR_NOTFOUND;
}

char *store_case_path(const struct store *s, const char *label)
{
	char name[LABEL_MAX + SUFFIX_LEN + 1];

	snprintf(name, sizeof(name), "%s" SUFFIX, label);
	return io_join(s->cases, name);
}

int store_find(char **path, struct store *s, const char *word,
	       struct error *err)
{
	const char **label, *hit = NULL;
	struct arena a = {0};
	size_t count, hits = 0;
	int rc = store_labels(&label, &count, &a, s, err);

	*path = NULL;
	for (size_t i = 0; !rc && i < count; i++) {
		if (!strcasecmp(label[i], word)) {
			hit = label[i];
			hits = 1;
			break;
		}
		if (*word && fits(label[i], word)) {
			hit = label[i];
			hits++;
		}
	}
	if (!rc && hits != 1)
		rc = not_one(label, word, hits, err);
	if (!rc) {
		*path = store_case_path(s, hit);
		rc = *path ? 0 : error_nomem(err);
	}
	arena_release(&a);
	return rc;
}

int store_case_open(struct casefile **out, struct store *s, const char *word,
		    bool read_only, struct error *err)
{
	struct caseopts opts = store_caseopts(s, read_only);
	char *path;
	int rc = store_find(&path, s, word, err);

	*out = NULL;
	if (!rc)
		rc = casefile_open(out, path, &opts, err);
	mem_free(path);
	return rc;
}
