/* core/store/folder.c - see folder.h. */
#include "core/store/folder.h"

#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/finding.h"
#include "core/store/beside.h"
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
	struct beside files;
	size_t cap;
	struct findings unread; /* clocks that cannot be had */
	struct arena arena;
	char *dir;
};

/* --- what it has, or what ships ---------------------------------------------- */

struct taking {
	struct folder *d;
	const char *below; /* "clocks/calendars/" */
	struct error *err;
};

static int take_path(void *ctx, const char *name)
{
	struct taking *t = ctx;
	struct folder *d = t->d;
	char *path = arena_printf(&d->arena, "%s%s", t->below, name);

	if (!path || arena_grow(&d->arena, &d->files.path, d->files.count,
				&d->cap, sizeof(path)))
		return error_nomem(t->err);
	d->files.path[d->files.count++] = path;
	return 0;
}

static int list_files(struct folder *d, struct error *err)
{
	static const char *const parts[] = {"", CLOCKS, CLOCKS "calendars/",
					    CLOCKS "duties/", NOTICES,
					    "drills/", NULL};
	int rc = 0;

	for (size_t i = 0; !rc && parts[i]; i++) {
		struct taking t = {d, parts[i], err};
		char *path = io_join(d->dir, parts[i]);

		rc = path ? 0 : error_nomem(err);
		if (!rc && (!i || io_exists(path)))
			rc = io_list(path, take_path, &t, err);
		mem_free(path);
	}
	return rc;
}

static int read_file(void *ctx, struct str *out, const char *path,
		     struct error *err)
{
	struct folder *d = ctx;
	char *full = io_join(d->dir, path);
	int rc = full ? io_read(out, full, TEXT_MAX, err) : error_nomem(err);

	mem_free(full);
	return rc;
}

/* Is there a file below a folder of that name? */
static bool has(const struct folder *d, const char *below)
{
	for (size_t i = 0; i < d->files.count; i++)
		if (str_starts(d->files.path[i], below))
			return true;
	return false;
}

static int ship_clocks(struct folder *d, struct error *err)
{
	int rc = 0;

	for (const struct shipped *s = shipped_files; !rc && s->path; s++)
		if (str_starts(s->path, CLOCKS))
			rc = clock_rules_add(d->clocks, s->path, s->data,
					     (size_t)(s->end - s->data), err);
	return rc ? rc : clock_rules_link(d->clocks, err);
}

static int add_notice(struct folder *d, const char *path, struct error *err)
{
	return str_starts(path, NOTICES) &&
			       map_puts(&d->world.notices, path,
					(void *)(uintptr_t)path)
		       ? error_nomem(err)
		       : 0;
}

static int read_notices(struct folder *d, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < d->files.count; i++)
		rc = add_notice(d, d->files.path[i], err);
	if (!rc && !has(d, NOTICES))
		for (const struct shipped *s = shipped_files; !rc && s->path;
		     s++)
			rc = add_notice(d, s->path, err);
	return rc;
}

/* What is wrong with it, beside_lint() says. */
static int read_team(struct folder *d, struct error *err)
{
	struct findings ignored = {0};
	struct str text = {0};
	int rc = 0;

	if (has(d, TEAM_FILE) && !read_file(d, &text, TEAM_FILE, NULL))
		rc = beside_lint_team(&d->team, &ignored, str_text(&text),
				      text.len, err);
	findings_release(&ignored);
	str_release(&text);
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
		struct error *err)
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
	if (!rc && s)
		rc = clock_rules_zones(d->clocks, store_env(s)->zone_dir,
				       err);
	d->files.read = read_file;
	d->files.ctx = d;
	if (!rc)
		rc = list_files(d, err);
	if (!rc)
		rc = has(d, CLOCKS) ? beside_clocks(d->clocks, &d->unread,
						    &d->files, err)
				    : ship_clocks(d, err);
	if (!rc)
		rc = read_notices(d, err);
	if (!rc)
		rc = read_team(d, err);
	if (!rc)
		rc = read_in_force(d, err);
	if (rc) {
		folder_close(d);
		return rc;
	}
	d->world.clocks = d->clocks;
	world_ask(&d->world, d->team);
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
	findings_release(&d->unread);
	team_free(d->team);
	arena_release(&d->arena);
	mem_free(d->dir);
	mem_free(d);
}

/* --- lint ---------------------------------------------------------------------- */

int folder_lint_beside(struct findings *f, size_t *looked, struct folder *d,
		       struct error *err)
{
	findings_take(f, &d->unread, "");
	return beside_lint(f, looked, &d->files, d->clocks, err);
}

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
