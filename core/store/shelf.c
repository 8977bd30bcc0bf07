/* core/store/shelf.c - what lint asks of the store, and lint itself. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/clock/propose.h"
#include "core/playbook/finding.h"
#include "core/store/beside.h"
#include "core/store/private.h"

#define MAIN "main"

/* --- the files of a commit -------------------------------------------------- */

static int read_at(void *ctx, struct str *out, const char *path,
		   struct error *err)
{
	const struct files_at *at = ctx;

	return repo_read(out, at->s->repo, at->commit, path, err);
}

int files_at(struct beside *out, const struct files_at *at, struct arena *a,
	     struct error *err)
{
	*out = (struct beside){.read = read_at, .ctx = (void *)(uintptr_t)at};
	return books_paths(&out->path, &out->count, a, at->s, at->commit, "",
			   err);
}

/* What cannot be had, store_lint_beside() tells. */
static int read_clocks(struct clock_rules *c, struct store *s,
		       const char *commit, struct arena *a, struct error *err)
{
	const struct files_at at = {s, commit};
	struct findings ignored = {0};
	struct beside files;
	int rc = files_at(&files, &at, a, err);

	if (!rc)
		rc = beside_clocks(c, &ignored, &files, err);
	findings_release(&ignored);
	return rc;
}

static int need_clocks(struct store *s, struct error *err)
{
	struct clock_rules *c;
	struct arena a = {0};
	int rc;

	if (s->clocks)
		return 0;
	c = clock_rules_new();
	rc = c ? read_clocks(c, s, MAIN, &a, err) : error_nomem(err);
	arena_release(&a);
	if (rc)
		clock_rules_free(c);
	else
		s->clocks = c;
	return rc;
}

int store_clocks(const struct clock_rules **out, struct store *s,
		 struct error *err)
{
	int rc = need_clocks(s, err);

	*out = s->clocks;
	return rc;
}

static bool in_china(const struct team *t)
{
	static const char *const zones[] = {
		"Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing",
		"Asia/Chungking", "Asia/Harbin", "Asia/Kashgar", "PRC", NULL};

	for (size_t i = 0; t->zone && zones[i]; i++)
		if (!strcmp(t->zone, zones[i]))
			return true;
	return !t->zone && t->lang && t->lang[0] &&
	       str_starts(t->lang[0], "zh");
}

bool store_sees_clock(struct store *s, const struct clock_rule *c)
{
	const struct team *t = store_team(s);

	if (!t || !in_china(t) || !strcmp(c->jurisdiction, "CN") ||
	    !strcmp(c->jurisdiction, "contract"))
		return true;
	for (size_t i = 0; i < t->place_count; i++)
		if (clock_at_place(c, t->place[i]))
			return true;
	return false;
}

size_t store_clock_places(const char **out, size_t max, struct store *s)
{
	const struct team *t = store_team(s);
	size_t n = 0;

	if (t && in_china(t) && n < max)
		out[n++] = "CN";
	for (size_t i = 0; t && i < t->place_count && n < max; i++)
		out[n++] = t->place[i];
	return n;
}

/* --- lint --------------------------------------------------------------- */

static const struct clock_rules *rules_of(void *ctx)
{
	return ((struct world *)ctx)->clocks;
}

/* A clock that is not loaded is there all the same. */
static bool has_clock(void *ctx, const char *id, bool *has_number)
{
	const struct clock_rule *r = clock_rule(rules_of(ctx), id);

	if (r && has_number)
		*has_number = r->span.value > 0;
	return r;
}

static bool has_trigger(void *ctx, const char *event)
{
	return clock_event(rules_of(ctx), event);
}

static bool has_recipient(void *ctx, const char *kind)
{
	return clock_recipient(rules_of(ctx), kind);
}

static const char *trigger_of(void *ctx, const char *id)
{
	const struct clock_rule *r = clock_rule(rules_of(ctx), id);

	return r ? r->event : NULL;
}

static const char *kind_of(void *ctx, const char *id)
{
	const struct clock_rule *r = clock_rule(rules_of(ctx), id);

	return r ? r->kind : NULL;
}

static const char *nearest(void *ctx, const char *word, bool clocks)
{
	return clock_nearest(rules_of(ctx), word, clocks);
}

static bool has_notice(void *ctx, const char *id, const char *lang)
{
	const struct world *w = ctx;
	char path[256];
	int n = snprintf(path, sizeof(path), "notices/%s.%s.md", id, lang);

	return n > 0 && (size_t)n < sizeof(path) && map_gets(&w->notices, path);
}

void world_release(struct world *w)
{
	map_release(&w->notices);
	arena_release(&w->arena);
}

void world_ask(struct world *w, const struct team *team)
{
	w->lint = (struct lint_world){.clock = has_clock,
				      .trigger = has_trigger,
				      .recipient = has_recipient,
				      .notice = has_notice,
				      .clock_event = trigger_of,
				      .clock_kind = kind_of,
				      .nearest = nearest,
				      .team_langs = team ? team->lang : NULL,
				      .ctx = w};
}

/* The rest of a world that has its clocks. */
static int world_fill(struct world *w, struct store *s, const char *commit,
		      struct error *err)
{
	const char **path;
	size_t n;
	int rc = books_paths(&path, &n, &w->arena, s, commit, "notices", err);

	for (size_t i = 0; !rc && i < n; i++)
		if (map_puts(&w->notices, path[i], (void *)(uintptr_t)path[i]))
			rc = error_nomem(err);
	world_ask(w, store_team(s));
	if (rc)
		world_release(w);
	return rc;
}

int world_read(struct world *w, struct store *s, struct error *err)
{
	int rc = need_clocks(s, err);

	*w = (struct world){.clocks = s->clocks};
	return rc ? rc : world_fill(w, s, MAIN, err);
}

static int lint_in(struct findings *f, struct store *s, struct world *w,
		   const struct playbook *pb, const struct pb_source *src,
		   size_t count, struct error *err)
{
	struct playbook *old = NULL;
	struct pb_texts texts = {0};
	struct findings ignored = {0};
	int rc;

	/* None in force, or one that cannot be read: nothing to lose. */
	if (!store_playbook(&old, &texts, &ignored, s, pb->slug, MAIN, NULL))
		w->lint.in_force = old;
	rc = playbook_lint(f, pb, src, count, &w->lint, err);
	playbook_free(old);
	pb_texts_release(&texts);
	findings_release(&ignored);
	return rc;
}

int store_lint(struct findings *f, struct store *s, const struct playbook *pb,
	       const struct pb_source *src, size_t count, struct error *err)
{
	struct world w;
	int rc = world_read(&w, s, err);

	if (rc)
		return rc;
	rc = lint_in(f, s, &w, pb, src, count, err);
	world_release(&w);
	return rc;
}

int store_lint_all(struct store *s, const char *commit,
		   int (*fn)(void *ctx, const char *slug, struct findings *f),
		   void *ctx, struct error *err)
{
	struct clock_rules *clocks = clock_rules_new();
	struct world w = {.clocks = clocks};
	struct arena a = {0};
	const char **slug;
	size_t n;
	int rc = clocks ? read_clocks(clocks, s, commit, &a, err)
			: error_nomem(err);

	if (!rc)
		rc = world_fill(&w, s, commit, err);
	if (rc) {
		clock_rules_free(clocks);
		arena_release(&a);
		return rc;
	}
	rc = books_slugs(&slug, &n, &a, s, commit, err);
	for (size_t i = 0; !rc && i < n; i++) {
		struct findings f = {0};
		struct playbook *pb = NULL;
		struct error own = {0};
		struct pb_texts t;
		char file[80];

		rc = store_playbook(&pb, &t, &f, s, slug[i], commit, &own);
		if (!rc)
			rc = lint_in(&f, s, &w, pb, t.src, t.count, &own);
		snprintf(file, sizeof(file), "%s.md", slug[i]);
		rc = finding_unread(&f, file, rc, &own);
		if (!rc)
			rc = fn(ctx, slug[i], &f);
		else if (err)
			*err = own;
		playbook_free(pb);
		pb_texts_release(&t);
		findings_release(&f);
	}
	world_release(&w);
	clock_rules_free(clocks);
	arena_release(&a);
	return rc;
}

int store_lint_at(struct findings *f, struct store *s,
		  const struct playbook *pb, const struct pb_source *src,
		  size_t count, const char *commit, struct error *err)
{
	struct clock_rules *clocks = clock_rules_new();
	struct world w = {.clocks = clocks};
	struct arena a = {0};
	int rc = clocks ? read_clocks(clocks, s, commit, &a, err)
			: error_nomem(err);

	if (!rc)
		rc = world_fill(&w, s, commit, err);
	if (!rc) {
		rc = lint_in(f, s, &w, pb, src, count, err);
		world_release(&w);
	}
	clock_rules_free(clocks);
	arena_release(&a);
	return rc;
}

static int lint_files(struct findings *f, struct store *s,
		      const struct beside *files, struct error *err)
{
	struct clock_rules *clocks = clock_rules_new();
	int rc = clocks ? clock_rules_zones(clocks, store_env(s)->zone_dir,
					    err)
			: error_nomem(err);

	if (!rc)
		rc = beside_clocks(clocks, f, files, err);
	if (!rc)
		rc = beside_lint(f, NULL, files, clocks, err);
	clock_rules_free(clocks);
	return rc;
}

int store_lint_beside(struct findings *f, struct store *s,
		      const struct beside *files, const char *main,
		      struct error *err)
{
	const struct files_at at = {s, main};
	struct findings all = {0}, known = {0};
	struct arena a = {0};
	struct beside there;
	int rc = lint_files(&all, s, files, err);

	if (!rc && all.count) {
		rc = files_at(&there, &at, &a, err);
		if (!rc)
			rc = lint_files(&known, s, &there, err);
		if (rc == ERR_NOTFOUND) { /* no main yet: it has none */
			error_clear(err);
			rc = 0;
		}
		findings_drop(&all, &known);
	}
	if (!rc)
		findings_take(f, &all, "");
	findings_release(&all);
	findings_release(&known);
	arena_release(&a);
	return rc;
}
