/* core/store/scenarios.c - the texts of drill scenarios: of the playbook
 * repository (drills/<id>.<lang>.md), or of a folder of the facilitators'. */
#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/store/private.h"

#define FOLDER "drills"

/* The id's length in "tiny.en.md"; 0 if it is no such name. */
static size_t id_len(const char *name)
{
	const char *dot = strchr(name, '.');

	return dot && str_ends(name, ".md") && strcmp(dot, ".md") != 0
		       ? (size_t)(dot - name)
		       : 0;
}

static bool is_of(const char *name, const char *id, size_t n)
{
	return id_len(name) == n && memcmp(name, id, n) == 0;
}

/* --- of the repository -------------------------------------------------------- */

static int no_scenario(const char *id, const char **path, size_t count,
		       struct error *err)
{
	const char *near = NULL;
	char name[64];

	error_set(err, ERR_NOTFOUND, _("no scenario is called \"%s\""), id);
	for (size_t i = 0; i < count; i++) {
		const char *file = path[i] + strlen(FOLDER "/");

		if (id_len(file) < sizeof(name)) {
			snprintf(name, sizeof(name), "%.*s",
				 (int)id_len(file), file);
			if (near_better(id, NULL, name))
				near = path[i] + strlen(FOLDER "/");
		}
	}
	if (near)
		error_where(err, _("did you mean: %.*s"), (int)id_len(near),
			    near);
	return error_fix(err, "stanch drill list --scenarios");
}

int store_scenario(struct pb_texts *t, struct store *s, const char *id,
		   const char *commit, struct error *err)
{
	const char **path = NULL;
	struct arena a = {0};
	struct str text = {0};
	size_t count = 0;
	int rc = store_need_repo(s, err);

	*t = (struct pb_texts){0};
	if (!rc)
		rc = repo_resolve(t->commit, s->repo, commit, err);
	if (!rc)
		rc = books_paths(&path, &count, &a, s, t->commit, FOLDER,
				 err);
	for (size_t i = 0; !rc && i < count; i++) {
		const char *name = path[i] + strlen(FOLDER "/");

		if (!is_of(name, id, strlen(id)))
			continue;
		str_clear(&text);
		rc = repo_read(&text, s->repo, t->commit, path[i], err);
		if (!rc)
			rc = pb_texts_add(t, name, false, &text, err);
	}
	if (!rc && !t->count)
		rc = no_scenario(id, path, count, err);
	str_release(&text);
	arena_release(&a);
	if (rc)
		pb_texts_release(t);
	return rc;
}

int store_scenarios(const char ***out, size_t *count, struct arena *a,
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
		size_t len = id_len(name);
		bool known = kept && strlen(path[kept - 1]) == len &&
			     is_of(name, path[kept - 1], len);

		if (!len || strchr(name, '/') || known)
			continue;
		path[kept] = arena_strndup(a, name, len);
		if (!path[kept++])
			return error_nomem(err);
	}
	*out = path;
	*count = kept;
	return 0;
}

/* --- of a folder --------------------------------------------------------------- */

struct gathering {
	struct pb_texts *t;
	const char *dir, *id;
	size_t id_len;
	struct error *err;
};

static int gather(void *ctx, const char *name)
{
	struct gathering *g = ctx;
	struct str text = {0};
	char *path;
	int rc;

	if (!is_of(name, g->id, g->id_len))
		return 0;
	path = io_join(g->dir, name);
	rc = path ? io_read(&text, path, TEXT_MAX, g->err)
		  : error_nomem(g->err);
	if (!rc)
		rc = pb_texts_add(g->t, name, false, &text, g->err);
	str_release(&text);
	mem_free(path);
	return rc;
}

int store_scenario_file(struct pb_texts *t, const char *path,
			struct error *err)
{
	const char *name = io_name(path);
	struct gathering g = {.t = t, .id = name, .id_len = id_len(name),
			      .err = err};
	char *dir;
	int rc;

	*t = (struct pb_texts){0};
	if (!g.id_len) {
		error_set(err, ERR_INVALID, _("%s: not a scenario's name"),
			  path);
		return error_fix(err, _("a scenario is <id>.<language>.md"));
	}
	dir = io_folder(path);
	g.dir = dir;
	rc = dir ? io_list(dir, gather, &g, err) : error_nomem(err);
	if (!rc && !t->count)
		rc = error_set(err, ERR_NOTFOUND, _("%s: no such file"), path);
	mem_free(dir);
	if (rc)
		pb_texts_release(t);
	return rc;
}
