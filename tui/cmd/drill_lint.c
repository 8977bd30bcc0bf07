/* tui/cmd/drill_lint.c - `drill lint`. */
#include <string.h>

#include "core/base/tr.h"
#include "tui/cmd/drill.h"
#include "tui/cmd/lint.h"

int drill_texts(struct pb_texts *texts, struct cli *x, const char *word,
		struct error *err)
{
	struct store *store;
	int rc;

	if (strchr(word, '/') || str_ends(word, ".md"))
		return store_scenario_file(texts, word, err);
	*texts = (struct pb_texts){0};
	rc = cli_store(&store, x, err);
	return rc ? rc : store_scenario(texts, store, word, "main", err);
}

int drill_scenario(struct scenario **out, struct cli *x, const char *word,
		   struct error *err)
{
	struct findings ignored = {0};
	struct pb_texts texts;
	int rc = drill_texts(&texts, x, word, err);

	*out = NULL;
	if (rc)
		return rc;
	rc = scenario_read(out, texts.src, texts.count, &ignored, err);
	findings_release(&ignored);
	pb_texts_release(&texts);
	return rc;
}

int drill_world(struct scenario_world *w, struct cli *x,
		const struct playbook *pb, struct error *err)
{
	const struct clock_rules *rules = NULL;
	int rc = store_clocks(&rules, x->store, err);

	scenario_world_of(w, rules, pb);
	return rc;
}

/* "dir/" of a path, "" of an id. */
static void folder_of(struct str *out, const char *word)
{
	const char *slash = strrchr(word, '/');

	if (slash)
		str_addn(out, word, (size_t)(slash - word) + 1);
}

static void deadline_json(struct cli *x, const struct scenario *sc,
			  const struct sc_deadline *d)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "scenario", sc->id);
	jwrite_str(w, "id", d->clock->id);
	jwrite_str(w, "truth", d->clock->truth);
	jwrite_bool(w, "own_target", d->house);
	out_json_time(&x->out, "story", d->story);
	if (d->play == TIMES_NEVER)
		jwrite_null(w, "play_ms");
	else
		jwrite_int(w, "play_ms", d->play);
	jwrite_end(w);
}

/* When the team could first have known, in truth. */
static void aware_lines(struct cli *x, const struct scenario *sc)
{
	char story[TIME_TEXT];

	for (size_t i = 0; i < sc->inject_count; i++) {
		const struct sc_inject *in = &sc->inject[i];
		bool truth = false;

		for (size_t k = 0; k < sc->clock_count; k++)
			truth |= str_eq(sc->clock[k].truth, in->id);
		if (!truth || !in->timed)
			continue;
		story_text(story, sc->story, sc->offset,
			   sc->story + times_anchored(sc->anchor,
						      sc->anchor_count,
						      in->at));
		out_line(&x->out, _("awareness (%s): story %s"), in->id,
			 story);
	}
}

static void deadline_line(struct cli *x, const struct scenario *sc,
			  const struct sc_deadline *d)
{
	char story[TIME_TEXT], play[TIME_TEXT];

	story_text(story, sc->story, sc->offset, d->story);
	play_text(play, d->play);
	if (d->play == TIMES_NEVER)
		out_line(&x->out, _("%s  %s: story %s, after the end of "
				    "play"),
			 d->clock->id, d->house ? _("own target")
						: _("limit"), story);
	else
		out_line(&x->out, _("%s  %s: story %s = play %s"),
			 d->clock->id, d->house ? _("own target")
						: _("limit"), story, play);
}

/* Where each clock runs out, for whoever wrote the anchors. */
static int deadlines(struct cli *x, const struct scenario *sc,
		     const struct scenario_world *w, struct error *err)
{
	struct sc_deadline *d;
	struct arena a = {0};
	size_t count;
	int rc = scenario_deadlines(&d, &count, &a, sc, w);

	if (x->out.mode == OUT_TEXT && count)
		aware_lines(x, sc);
	for (size_t i = 0; !rc && i < count; i++)
		if (x->out.mode == OUT_JSON)
			deadline_json(x, sc, &d[i]);
		else if (x->out.mode == OUT_TEXT)
			deadline_line(x, sc, &d[i]);
	arena_release(&a);
	return rc ? error_nomem(err) : 0;
}

/* The playbook in force; one that is not there is a fault of the scenario. */
static int find_book(struct playbook **out, struct pb_texts *texts,
		     struct findings *f, struct store *store,
		     const struct scenario *sc, struct error *err)
{
	struct findings ignored = {0};
	int rc = store_playbook(out, texts, &ignored, store, sc->slug, "main",
				err);

	findings_release(&ignored);
	if (rc != ERR_NOTFOUND)
		return rc;
	scenario_no_playbook(f, sc);
	error_clear(err);
	return 0;
}

/* JSON has two lists, so it asks for one at a time. */
enum telling { TELL_FINDINGS = 1, TELL_CLOCKS = 2, TELL_BOTH = 3 };

static int check(struct linting *l, struct findings *f, struct scenario *sc,
		 enum telling what, struct error *err)
{
	struct playbook *pb = NULL;
	struct pb_texts texts;
	struct scenario_world w;
	struct store *store;
	int rc = cli_store(&store, l->x, err);

	if (!rc && sc->slug)
		rc = find_book(&pb, &texts, f, store, sc, err);
	if (!rc)
		rc = drill_world(&w, l->x, pb, err);
	if (!rc)
		rc = scenario_lint(f, sc, &w, err);
	if (!rc && (what & TELL_CLOCKS))
		rc = deadlines(l->x, sc, &w, err);
	if (pb)
		pb_texts_release(&texts);
	playbook_free(pb);
	return rc;
}

static int lint_one(struct linting *l, const char *word, enum telling what,
		    struct error *err)
{
	struct scenario *sc = NULL;
	struct findings f = {0};
	struct pb_texts texts;
	struct str dir = {0};
	int rc = drill_texts(&texts, l->x, word, err);

	if (rc)
		return rc;
	rc = scenario_read(&sc, texts.src, texts.count, &f, err);
	if (!rc && l->x->out.mode == OUT_TEXT)
		play_banner(l->x, sc->id);
	if (!rc)
		rc = check(l, &f, sc, what, err);
	else if (rc == ERR_INVALID && f.errors)
		rc = 0; /* no scenario at all: the finding says so */
	folder_of(&dir, word);
	if (!rc && (what & TELL_FINDINGS)) {
		lint_tell(l, str_text(&dir), &f);
		l->books++;
	}
	str_release(&dir);
	scenario_free(sc);
	findings_release(&f);
	pb_texts_release(&texts);
	return rc;
}

static int lint_all(struct linting *l, enum telling what, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; i < l->x->args.word_count && !rc; i++)
		rc = lint_one(l, cli_word(l->x, i), what, err);
	return rc;
}

int drill_lint_run(struct cli *x, struct error *err)
{
	bool json = x->out.mode == OUT_JSON;
	struct linting l;
	int rc;

	lint_begin(&l, x);
	rc = lint_all(&l, json ? TELL_FINDINGS : TELL_BOTH, err);
	rc = lint_end(&l, rc, err);
	if (json) {
		jwrite_array(x->out.json, "clocks");
		if (!rc)
			rc = lint_all(&l, TELL_CLOCKS, err);
		jwrite_end(x->out.json);
	}
	if (!rc)
		out_note(&x->out, _("scenarios: %zu   errors: %zu   "
				    "warnings: %zu   hints: %zu"),
			 l.books, l.errors, l.warnings, l.hints);
	return rc;
}
