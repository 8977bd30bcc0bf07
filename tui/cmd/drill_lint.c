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

	for (size_t i = 0; !rc && i < count; i++)
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

static int check(struct linting *l, struct findings *f, struct scenario *sc,
		 struct error *err)
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
	if (!rc)
		rc = deadlines(l->x, sc, &w, err);
	if (pb)
		pb_texts_release(&texts);
	playbook_free(pb);
	return rc;
}

static int lint_one(struct linting *l, const char *word, struct error *err)
{
	struct scenario *sc = NULL;
	struct findings f = {0};
	struct pb_texts texts;
	struct str dir = {0};
	int rc = drill_texts(&texts, l->x, word, err);

	if (rc)
		return rc;
	rc = scenario_read(&sc, texts.src, texts.count, &f, err);
	if (!rc)
		rc = check(l, &f, sc, err);
	else if (rc == ERR_INVALID && f.errors)
		rc = 0; /* no scenario at all: the finding says so */
	folder_of(&dir, word);
	if (!rc)
		lint_tell(l, str_text(&dir), &f);
	l->books++;
	str_release(&dir);
	scenario_free(sc);
	findings_release(&f);
	pb_texts_release(&texts);
	return rc;
}

int drill_lint_run(struct cli *x, struct error *err)
{
	struct linting l;
	int rc = 0;

	lint_begin(&l, x);
	for (size_t i = 0; i < x->args.word_count && !rc; i++)
		rc = lint_one(&l, cli_word(x, i), err);
	rc = lint_end(&l, rc, err);
	if (!rc)
		out_note(&x->out, _("scenarios: %zu   errors: %zu   "
				    "warnings: %zu   hints: %zu"),
			 l.books, l.errors, l.warnings, l.hints);
	return rc;
}
