/* core/store/folder.c - see folder.h. */
#include "core/store/folder.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/finding.h"
#include "core/store/private.h"
#include "core/store/shipped.h"

#define CLOCKS "clocks/"
#define NOTICES "notices/"
#define TEAM_FILE "team.yaml"

struct folder {
	struct world world; /* its clocks are ours */
	struct clock_rules *clocks;
	struct team *team;
	struct store *s; /* or NULL */
	struct map in_force; /* names of files */
	struct arena arena;
	char *dir;
};

/* --- what it has, or what ships ---------------------------------------------- */

struct taking {
	struct folder *d;
	const char *below; /* "clocks/calendars/" */
	struct error *err;
};

static int take_clocks(void *ctx, const char *name)
{
	struct taking *t = ctx;
	struct str path = {0}, text = {0}, full = {0};
	int rc;

	if (!str_ends(name, ".yaml"))
		return 0;
	str_addf(&path, "%s%s", t->below, name);
	str_addf(&full, "%s/%s", t->d->dir, str_text(&path));
	rc = io_read(&text, str_text(&full), CLOCK_FILE_MAX + 1, t->err);
	if (!rc)
		rc = clock_rules_add(t->d->clocks, str_text(&path),
				     str_text(&text), text.len, t->err);
	str_release(&path);
	str_release(&text);
	str_release(&full);
	return rc;
}

static int take_notice(void *ctx, const char *name)
{
	struct taking *t = ctx;
	char *path = arena_printf(&t->d->arena, "%s%s", t->below, name);

	if (!path || map_puts(&t->d->world.notices, path, path))
		return error_nomem(t->err);
	return 0;
}

/* A folder below ours to fn, name by name; *there is false if there is none. */
static int take(bool *there, struct taking *t,
		int (*fn)(void *ctx, const char *name))
{
	char *path = io_join(t->d->dir, t->below);
	int rc = path ? 0 : error_nomem(t->err);

	*there = !rc && io_exists(path);
	if (*there)
		rc = io_list(path, fn, t, t->err);
	mem_free(path);
	return rc;
}

static int ship_clocks(struct folder *d, struct error *err)
{
	int rc = 0;

	for (const struct shipped *s = shipped_files; !rc && s->path; s++)
		if (str_starts(s->path, CLOCKS))
			rc = clock_rules_add(d->clocks, s->path, s->data,
					     (size_t)(s->end - s->data), err);
	return rc;
}

static int ship_notices(struct folder *d, struct error *err)
{
	for (const struct shipped *s = shipped_files; s->path; s++)
		if (str_starts(s->path, NOTICES) &&
		    map_puts(&d->world.notices, s->path,
			     (void *)(uintptr_t)s->path))
			return error_nomem(err);
	return 0;
}

static int read_clocks(struct folder *d, struct findings *f,
		       struct error *err)
{
	static const char *const parts[] = {CLOCKS, CLOCKS "calendars/",
					    CLOCKS "duties/", NULL};
	struct taking t = {.d = d, .err = err};
	const struct clock_problem *p;
	bool there, own = false;
	int rc = 0;

	for (size_t i = 0; !rc && parts[i] && (!i || own); i++) {
		t.below = parts[i];
		rc = take(&there, &t, take_clocks);
		own |= there;
	}
	if (!rc && !own)
		rc = ship_clocks(d, err);
	if (!rc)
		rc = clock_rules_link(d->clocks, err);
	for (size_t i = 0; !rc && (p = clock_problem_at(d->clocks, i)); i++)
		finding_add(f, LINT_DATA,
			    &(struct place){.file = p->file, .line = p->line,
					    .col = p->col},
			    NULL, "%s", p->what);
	return rc;
}

static int read_notices(struct folder *d, struct error *err)
{
	struct taking t = {.d = d, .below = NOTICES, .err = err};
	bool there;
	int rc = take(&there, &t, take_notice);

	return rc || there ? rc : ship_notices(d, err);
}

/* "team.yaml:5:8: what" */
static void team_finding(struct findings *f, const struct error *e)
{
	struct place at = {.file = TEAM_FILE, .line = 1, .col = 1};
	const char *what = e->what;
	char *end;

	if (str_starts(what, TEAM_FILE ":")) {
		at.line = (int)strtol(what + strlen(TEAM_FILE ":"), &end, 10);
		at.col = (int)strtol(end + (*end == ':'), &end, 10);
		what = end + strspn(end, ": ");
	}
	finding_add(f, LINT_DATA, &at, *e->fix ? e->fix : NULL, "%s", what);
}

static int read_team(struct folder *d, struct findings *f, struct error *err)
{
	struct error e = {0};
	struct str text = {0};
	char *path = io_join(d->dir, TEAM_FILE);
	int rc = path ? 0 : error_nomem(err);

	if (!rc && io_exists(path)) {
		rc = io_read(&text, path, TEXT_MAX, &e);
		if (!rc)
			rc = team_read(&d->team, str_text(&text), text.len,
				       &e);
		if (rc == ERR_NOMEM)
			rc = error_nomem(err);
		else if (rc)
			team_finding(f, &e);
		rc = rc == ERR_NOMEM ? rc : 0;
	}
	str_release(&text);
	mem_free(path);
	return rc;
}

static int read_in_force(struct folder *d, struct error *err)
{
	const char **path;
	size_t n;
	int rc = 0;

	if (d->s)
		rc = books_paths(&path, &n, &d->arena, d->s, BRANCH_MAIN, "",
				 err);
	if (rc == ERR_NOTFOUND) { /* a store without main: nothing is */
		error_clear(err);
		d->s = NULL;
		rc = 0;
	}
	for (size_t i = 0; d->s && !rc && i < n; i++)
		if (map_puts(&d->in_force, path[i],
			     (void *)(uintptr_t)path[i]))
			rc = error_nomem(err);
	return rc;
}

int folder_open(struct folder **out, const char *dir, struct store *s,
		struct findings *f, struct error *err)
{
	struct folder *d = mem_zalloc(sizeof(*d));
	int rc = 0;

	*out = NULL;
	if (!d)
		return error_nomem(err);
	d->s = s;
	d->dir = mem_strdup(dir);
	d->clocks = clock_rules_new();
	if (!d->dir || !d->clocks)
		rc = error_nomem(err);
	if (!rc)
		rc = read_clocks(d, f, err);
	if (!rc)
		rc = read_notices(d, err);
	if (!rc)
		rc = read_team(d, f, err);
	if (!rc)
		rc = read_in_force(d, err);
	if (rc) {
		folder_close(d);
		return rc;
	}
	d->world.clocks = d->clocks;
	world_ask(&d->world, d->team);
	findings_sort(f);
	*out = d;
	return 0;
}

void folder_close(struct folder *d)
{
	if (!d)
		return;
	world_release(&d->world);
	map_release(&d->in_force);
	clock_rules_free(d->clocks);
	team_free(d->team);
	arena_release(&d->arena);
	mem_free(d->dir);
	mem_free(d);
}

const struct clock_rules *folder_clocks(const struct folder *d)
{
	return d->clocks;
}

/* --- lint ---------------------------------------------------------------------- */

/* The same text is in force: it can lack nothing. */
static bool is_in_force(struct folder *d, const struct pb_source *base)
{
	struct str text = {0};
	bool same = !repo_read(&text, d->s->repo, BRANCH_MAIN, base->name,
			       NULL) &&
		    text.len == base->len &&
		    !memcmp(str_text(&text), base->text, base->len);

	str_release(&text);
	return same;
}

int folder_lint(struct findings *f, struct folder *d,
		const struct playbook *pb, const struct pb_source *src,
		size_t count, struct error *err)
{
	struct playbook *old = NULL;
	struct pb_texts t = {0};
	struct findings ignored = {0};
	int rc;

	if (map_gets(&d->in_force, src[0].name) && !is_in_force(d, &src[0]))
		store_playbook(&old, &t, &ignored, d->s, pb->slug,
			       BRANCH_MAIN, NULL);
	d->world.lint.in_force = old;
	rc = playbook_lint(f, pb, src, count, &d->world.lint, err);
	d->world.lint.in_force = NULL;
	playbook_free(old);
	pb_texts_release(&t);
	findings_release(&ignored);
	return rc;
}
