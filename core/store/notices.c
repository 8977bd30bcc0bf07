/* core/store/notices.c - texts to send: notices/<id>.<lang>.md at main. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/store/private.h"

#define FOLDER "notices"

/* The id's length in "cn-individuals.zh.md"; 0 if it is no such name. */
static size_t id_len(const char *name)
{
	const char *dot = strchr(name, '.');

	return dot && str_ends(name, ".md") && strcmp(dot, ".md") != 0
		       ? (size_t)(dot - name)
		       : 0;
}

int store_notices(const char ***out, size_t *count, struct arena *a,
		  struct store *s, struct error *err)
{
	const char **path;
	size_t n, kept = 0;
	int rc = books_paths(&path, &n, a, s, "main", FOLDER, err);

	*out = NULL;
	*count = 0;
	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++) {
		const char *name = path[i] + strlen(FOLDER "/");

		if (id_len(name))
			path[kept++] = name;
	}
	*out = path;
	*count = kept;
	return 0;
}

static int no_notice(const char *id, const char *lang, const char **name,
		     size_t count, struct error *err)
{
	const char *near = NULL;
	char best[64] = "";

	error_set(err, ERR_NOTFOUND, _("there is no notice %s in %s"), id,
		  lang);
	for (size_t i = 0; i < count; i++) {
		char word[64];
		int n = snprintf(word, sizeof(word), "%.*s",
				 (int)id_len(name[i]), name[i]);

		if (n < 0 || (size_t)n >= sizeof(word) ||
		    near_better(id, near, word) == near)
			continue;
		str_copy(best, sizeof(best), word);
		near = best;
	}
	if (near)
		error_where(err, _("did you mean: %s"), near);
	return error_fix(err, "stanch notice list --templates");
}

int store_notice(struct str *out, char file[STORE_NOTICE], struct store *s,
		 const char *id, const char *lang, struct error *err)
{
	struct arena a = {0};
	const char **name;
	size_t count;
	char path[STORE_NOTICE + 16];
	int rc = store_notices(&name, &count, &a, s, err);
	bool there = false;
	int n = snprintf(file, STORE_NOTICE, "%s.%s.md", id, lang);

	for (size_t i = 0; !rc && i < count; i++)
		there |= str_eq(name[i], file);
	if (!rc && (n < 0 || n >= STORE_NOTICE || !there))
		rc = no_notice(id, lang, name, count, err);
	snprintf(path, sizeof(path), FOLDER "/%s", file);
	if (!rc)
		rc = repo_read(out, s->repo, "main", path, err);
	arena_release(&a);
	return rc;
}
