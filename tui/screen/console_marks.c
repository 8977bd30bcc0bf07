/* tui/screen/console_marks.c - what a person says of what was seen: marks,
 * observations, ratings. Nothing is scored by a key alone. */
#include <string.h>

#include "core/base/tr.h"
#include "tui/screen/console.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

#define OBJECTIVES 24

static struct drilling *drill_of(const struct console *v)
{
	return ctx_of(v->app)->drill;
}

static const char *mark_words(const char *op)
{
	return str_eq(op, "met")     ? _("met")
	       : str_eq(op, "late")  ? _("late")
	       : str_eq(op, "none")  ? _("as the rule says")
	       : str_eq(op, "missed") ? _("missed") : _("not observed");
}

static void mark_why(struct app *app, void *ctx, const char *why)
{
	struct console *v = ctx;

	(void)app;
	if (why)
		console_turn(v, "mark", "mark", v->word, *why ? why : NULL,
			 mark_words(v->word));
}

/* A word of a person over what the record says needs a reason. */
static void mark_chosen(struct app *app, void *ctx, int i)
{
	static const char *const ops[] = {"met", "late", "missed",
					  "not-observed", "none"};
	struct console *v = ctx;
	bool step = false;

	if (i < 0)
		return;
	str_copy(v->word, sizeof(v->word), ops[i]);
	for (size_t k = 0; k < drill_of(v)->score->expect_count; k++)
		step |= drill_of(v)->score->expect[k].def->step &&
			str_eq(drill_of(v)->score->expect[k].def->key, v->on);
	if (step && i < 4)
		prompt_ask(app, _("Why, against the record"), "", 0, mark_why,
			   v);
	else
		mark_why(app, v, "");
}

static void ask_mark(struct console *v)
{
	const char *choices[] = {_("met"), _("late"), _("missed"),
				 _("not observed"),
				 _("as the rule says: take a mark back")};

	dialog_choose(v->app, v->on, choices, 5, 0, mark_chosen, v);
}

static void expect_chosen(struct app *app, void *ctx, int i)
{
	struct console *v = ctx;
	const struct score *sc = drill_of(v)->score;

	(void)app;
	if (i < 0 || !sc || v->expect[i] >= sc->expect_count)
		return;
	str_copy(v->on, sizeof(v->on), sc->expect[v->expect[i]].def->key);
	ask_mark(v);
}

void console_mark(struct app *app, void *state)
{
	struct console *v = state;
	const struct drill_inject *in = console_chosen(v);
	const struct score *sc = drill_of(v)->score;
	struct str name[CONSOLE_EXPECTS] = {{0}};
	const char *choices[CONSOLE_EXPECTS];
	int n = 0;

	for (size_t i = 0; in && sc && i < sc->expect_count &&
			   n < CONSOLE_EXPECTS; i++) {
		if (sc->expect[i].inject != in)
			continue;
		v->expect[n] = i;
		console_expect(&name[n], app, sc->expect[i].def);
		choices[n] = str_text(&name[n]);
		n++;
	}
	if (!n)
		app_note(app, _("Nothing is hoped to be seen here."));
	else if (n == 1)
		expect_chosen(app, v, 0);
	else
		dialog_choose(app, _("What was seen?"), choices, n, 0,
			      expect_chosen, v);
	for (int i = 0; i < n; i++)
		str_release(&name[i]);
}

static void observe_given(struct app *app, void *ctx, const char *text)
{
	struct console *v = ctx;

	(void)app;
	if (text)
		console_say(v, &(struct saying){.word = {"observe", text},
					.inject = *v->id ? v->id : NULL},
		    _("noted"));
}

void console_observe(struct app *app, void *state)
{
	struct console *v = state;

	if (!console_chosen(v))
		*v->id = '\0';
	prompt_ask(app, _("Observation"), "", PROMPT_NEEDED, observe_given,
		   state);
}

static void rate_why(struct app *app, void *ctx, const char *why)
{
	struct console *v = ctx;

	(void)app;
	if (why)
		console_turn(v, "rate", "rating", v->word, *why ? why : NULL,
			 _("rated, a draft"));
}

static void rating_chosen(struct app *app, void *ctx, int i)
{
	struct console *v = ctx;

	if (i < 0)
		return;
	str_copy(v->word, sizeof(v->word), rating_name((enum rating)i));
	prompt_ask(app, _("Why"), "", 0, rate_why, v);
}

static void objective_chosen(struct app *app, void *ctx, int i)
{
	struct console *v = ctx;
	const struct scenario *sc = drill_of(v)->sc;
	const char *choices[] = {
		_("P  achieved"), _("S  achieved, with lateness or hints"),
		_("M  though a clock was missed"), _("U  not achieved"),
		_("NR  not rated")};

	if (i < 0 || (size_t)i >= sc->objective_count)
		return;
	str_copy(v->on, sizeof(v->on), sc->objective[i].id);
	dialog_choose(app, v->on, choices, 5, 0, rating_chosen, v);
}

/* "O2  Contain the leak   proposed S, rated P" */
static void objective_text(struct str *out, const struct console *v, size_t i)
{
	const struct drilling *g = drill_of(v);
	const struct sc_objective *o = &g->sc->objective[i];
	const char *rated = drilling_word(g, "rating", o->id);

	str_addf(out, "%s  %s", o->id,
		 text_in(&o->does,
			 scenario_lang(g->sc, ctx_of(v->app)->lang)));
	if (g->score && i < g->score->objective_count)
		str_addf(out, _("   proposed %s"),
			 rating_name(g->score->objective[i].proposed));
	if (rated)
		str_addf(out, _(", rated %s"), rated);
}

void console_rate(struct app *app, void *state)
{
	struct console *v = state;
	const struct scenario *sc = drill_of(v)->sc;
	struct str text[OBJECTIVES] = {{0}};
	const char *choices[OBJECTIVES];
	int n = 0;

	while (sc && n < OBJECTIVES && (size_t)n < sc->objective_count) {
		objective_text(&text[n], v, (size_t)n);
		choices[n] = str_text(&text[n]);
		n++;
	}
	if (n)
		dialog_choose(app, _("Which objective?"), choices, n, 0,
			      objective_chosen, v);
	else
		app_note(app, _("The scenario is not on this device."));
	for (int i = 0; i < n; i++)
		str_release(&text[i]);
}
