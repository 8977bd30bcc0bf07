/* core/store/shelf.c - what lint asks of the store, and lint itself. */
#include <stdio.h>
#include <string.h>

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

void world_release(struct world *w)
{
	map_release(&w->notices);
	arena_release(&w->arena);
}

int world_read(struct world *w, struct store *s, struct error *err)
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
