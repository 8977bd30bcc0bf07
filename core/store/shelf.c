/* core/store/shelf.c - the playbooks in force, linted and listed. */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/private.h"

#define MAIN "main"

/* "clocks/cn.yaml" and not what lies deeper (duties, calendars). */
static bool is_clock_file(const char *path)
{
	return str_starts(path, "clocks/") && str_ends(path, ".yaml") &&
	       !strchr(path + strlen("clocks/"), '/');
}

static int read_clocks(struct clockdata *c, struct store *s,
		       struct arena *a, struct error *err)
{
	const char **path;
	struct str text = {0};
	size_t n;
	int rc = books_paths(&path, &n, a, s, MAIN, "clocks", err);

	for (size_t i = 0; !rc && i < n; i++) {
		if (!is_clock_file(path[i]))
			continue;
		str_clear(&text);
		rc = repo_read(&text, s->repo, MAIN, path[i], err);
		if (!rc)
			rc = clockdata_add(c, path[i], str_text(&text),
					   text.len, err);
	}
	str_release(&text);
	return rc;
}

static int need_clocks(struct store *s, struct error *err)
{
	struct clockdata *c;
	struct arena a = {0};
	int rc;

	if (s->clocks)
		return 0;
	c = clockdata_new();
	rc = c ? read_clocks(c, s, &a, err) : error_nomem(err);
	arena_release(&a);
	if (rc)
		clockdata_free(c);
	else
		s->clocks = c;
	return rc;
}

struct clockdata *store_clocks(struct store *s, struct error *err)
{
	return need_clocks(s, err) ? NULL : s->clocks;
}

/* --- lint --------------------------------------------------------------- */

struct world { /* what lint may ask: the clocks and notices at main */
	struct arena arena;
	struct clockdata *clocks; /* borrowed */
	struct map notices;	  /* paths */
	struct lint_world lint;
};

static bool has_clock(void *ctx, const char *id, bool *has_number)
{
	return clockdata_clock(((struct world *)ctx)->clocks, id, has_number);
}

static bool has_trigger(void *ctx, const char *event)
{
	return clockdata_trigger(((struct world *)ctx)->clocks, event);
}

static bool has_recipient(void *ctx, const char *kind)
{
	return clockdata_recipient(((struct world *)ctx)->clocks, kind);
}

static const char *clock_event(void *ctx, const char *id)
{
	return clockdata_event(((struct world *)ctx)->clocks, id);
}

static const char *clock_kind(void *ctx, const char *id)
{
	return clockdata_kind(((struct world *)ctx)->clocks, id);
}

static const char *nearest(void *ctx, const char *word, bool clocks)
{
	return clockdata_nearest(((struct world *)ctx)->clocks, word, clocks);
}

static bool has_notice(void *ctx, const char *id, const char *lang)
{
	const struct world *w = ctx;
	char path[256];
	int n = snprintf(path, sizeof(path), "notices/%s.%s.md", id, lang);

	return n > 0 && (size_t)n < sizeof(path) && map_gets(&w->notices, path);
}

static void world_release(struct world *w)
{
	map_release(&w->notices);
	arena_release(&w->arena);
}

static int world_read(struct world *w, struct store *s, struct error *err)
{
	const struct team *team = store_team(s);
	const char **path;
	size_t n;
	int rc = need_clocks(s, err);

	*w = (struct world){.clocks = s->clocks};
	if (rc)
		return rc;
	rc = books_paths(&path, &n, &w->arena, s, MAIN, "notices", err);
	for (size_t i = 0; !rc && i < n; i++)
		if (map_puts(&w->notices, path[i], (void *)(uintptr_t)path[i]))
			rc = error_nomem(err);
	w->lint = (struct lint_world){.clock = has_clock,
				      .trigger = has_trigger,
				      .recipient = has_recipient,
				      .notice = has_notice,
				      .clock_event = clock_event,
				      .clock_kind = clock_kind,
				      .nearest = nearest,
				      .team_langs = team ? team->lang : NULL,
				      .ctx = w};
	if (rc)
		world_release(w);
	return rc;
}

int store_lint(struct findings *f, struct store *s, const struct playbook *pb,
	       const struct pb_source *src, size_t count, struct error *err)
{
	struct playbook *old = NULL;
	struct pb_texts texts = {0};
	struct findings ignored = {0};
	struct world w;
	int rc = world_read(&w, s, err);

	if (rc)
		return rc;
	/* None in force, or one that cannot be read: nothing to lose. */
	if (!store_playbook(&old, &texts, &ignored, s, pb->slug, MAIN, NULL))
		w.lint.in_force = old;
	rc = playbook_lint(f, pb, src, count, &w.lint, err);
	playbook_free(old);
	pb_texts_release(&texts);
	findings_release(&ignored);
	world_release(&w);
	return rc;
}

/* --- the list --------------------------------------------------------------- */

static void add_langs(struct pb_entry *e, const struct playbook *pb)
{
	size_t len = 0;

	for (size_t i = 0; i < pb->langs && len < sizeof(e->langs); i++)
		len += (size_t)snprintf(e->langs + len, sizeof(e->langs) - len,
					"%s%s", len ? ", " : "", pb->lang[i]);
}

/* Open cases that follow it; older: on another text than the one here. */
static void add_cases(struct pb_entry *e, const struct pb_source *base,
		      const struct summary *cases, size_t count)
{
	uint8_t sum[HASH_LEN];

	hash_bytes(sum, base->text, base->len);
	for (size_t i = 0; i < count; i++) {
		const struct summary *c = &cases[i];

		for (unsigned b = 0; c->open && b < c->book_count; b++) {
			if (strcmp(c->book[b].slug, e->slug))
				continue;
			e->cases_open++;
			e->cases_older +=
				memcmp(c->book[b].sha256, sum, HASH_LEN) != 0;
		}
	}
}

struct listing {
	struct store *s;
	const char *lang;
	const struct lint_world *world;
	struct summary *cases;
	size_t case_count;
};

static int entry(struct pb_entry *e, struct listing *l, const char *slug,
		 struct error *err)
{
	struct findings f = {0};
	struct pb_texts t;
	struct playbook *pb;
	char path[80];
	size_t lang;
	int rc = store_playbook(&pb, &t, &f, l->s, slug, MAIN, err);

	store_fit(e->slug, sizeof(e->slug), slug);
	if (!rc) {
		lang = playbook_lang(pb, l->lang);
		store_fit(e->title, sizeof(e->title),
			  text_in(&pb->title, lang));
		store_fit(e->intro, sizeof(e->intro),
			  text_in(&pb->intro, lang));
		store_fit(e->version, sizeof(e->version),
		    pb->version ? pb->version : "");
		add_langs(e, pb);
		e->phases = (unsigned)pb->phase_count;
		e->steps = (unsigned)pb->step_count;
		add_cases(e, &t.src[0], l->cases, l->case_count);
		rc = playbook_lint(&f, pb, t.src, t.count, l->world, err);
		playbook_free(pb);
		pb_texts_release(&t);
	} else if (rc == ERR_INVALID || rc == ERR_TOOBIG) {
		store_fit(e->title, sizeof(e->title), slug);
		f.errors += !f.errors;
		rc = 0;
	}
	e->errors = (unsigned)f.errors;
	e->warnings = (unsigned)f.warnings;
	findings_release(&f);
	snprintf(path, sizeof(path), "%s.md", slug);
	return rc ? rc
		  : repo_last_change(&e->last, l->s->repo, MAIN, path, err);
}

int store_playbooks(struct pb_entry **out, size_t *count, struct store *s,
		    const char *lang, struct error *err)
{
	static const struct lint_world nothing;
	struct listing l = {.s = s, .lang = lang, .world = &nothing};
	struct arena a = {0};
	struct pb_entry *all = NULL;
	struct world w;
	const char **slug;
	size_t n = 0;
	int rc = books_slugs(&slug, &n, &a, s, MAIN, err);

	*out = NULL;
	*count = 0;
	if (!rc)
		rc = store_cases(&l.cases, &l.case_count, s, false, err);
	/* Broken clock files must not hide the playbooks: store_check()
	 * tells of them. */
	if (!rc && !world_read(&w, s, NULL))
		l.world = &w.lint;
	all = rc ? NULL : mem_zalloc((n + 1) * sizeof(*all));
	if (!rc && !all)
		rc = error_nomem(err);
	for (size_t i = 0; !rc && i < n; i++)
		rc = entry(&all[i], &l, slug[i], err);
	if (l.world == &w.lint)
		world_release(&w);
	mem_free(l.cases);
	arena_release(&a);
	if (rc) {
		mem_free(all);
		return rc;
	}
	*out = all;
	*count = n;
	return 0;
}
