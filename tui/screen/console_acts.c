/* tui/screen/console_acts.c - what the facilitator does. Space freezes and
 * never sends; no single key ends or destroys. */
#include <stdio.h>
#include <string.h>

#include "core/base/tr.h"
#include "tui/screen/console.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

#define ROLES 24
#define OBJECTIVES 24

static struct drilling *drill_of(const struct console *v)
{
	return ctx_of(v->app)->drill;
}

static bool say(struct console *v, const struct saying *w, const char *done)
{
	struct error err = {0};
	struct str text = {0};
	bool ok;
	int rc = drilling_do(drill_of(v), w, &err);

	str_addf(&text, "%s %s", w->word[1] ? w->word[1] : "", done);
	ok = drill_told(v->app, rc, &err,
			str_text(&text) + (w->word[1] ? 0 : 1));
	str_release(&text);
	return ok;
}

/* The inject in hand; its id is kept for the answer to a question. */
static const struct drill_inject *chosen(struct console *v)
{
	const struct drill_inject *in;

	drill_now(v->app);
	console_rows(v);
	in = console_inject(v, list_at(&v->list));
	if (in)
		str_copy(v->id, sizeof(v->id), in->id);
	return in;
}

/* --- the clock -------------------------------------------------------------------- */

static void startex(struct app *app, void *ctx, bool yes)
{
	(void)app;
	if (yes)
		say(ctx, &(struct saying){.word = {"start"}},
		    _("STARTEX 演练开始"));
}

static void second_role(struct app *app, void *ctx, int i)
{
	struct console *v = ctx;
	const char *role = i < 0 ? NULL : drill_role(drill_of(v), (size_t)i);

	(void)app;
	if (!role)
		return;
	str_copy(v->on, sizeof(v->on), role);
	say(v, &(struct saying){.word = {"resume"}, .with = v->on},
	    _("RESUME 演练继续"));
}

static void after_halt(struct console *v)
{
	const char *role[ROLES];
	int n = 0;

	while (n < ROLES && (role[n] = drill_role(drill_of(v), (size_t)n)))
		n++;
	dialog_choose(v->app, _("The real matter is closed or staffed by "
				"others. Who else says so?"),
		      role, n, 0, second_role, v);
}

static void freeze(struct app *app, void *state)
{
	struct console *v = state;
	const struct drill_state *d = drill_now(app);

	switch (d ? d->run : RUN_ENDED) {
	case RUN_BEFORE:
		dialog_yes(app, _("STARTEX: no real case open, real phone "
				  "minded, partners told?"), startex, v);
		return;
	case RUN_RUNNING:
		say(v, &(struct saying){.word = {"freeze"}},
		    _("FREEZE 演练暂停"));
		return;
	case RUN_FROZEN:
		say(v, &(struct saying){.word = {"resume"}},
		    _("RESUME 演练继续"));
		return;
	case RUN_HALTED:
		after_halt(v);
		return;
	case RUN_ENDED:
		app_note(app, _("This drill is over."));
		return;
	}
}

static void speed_by(struct console *v, int by)
{
	static const char *const words[] = {"0.5", "1", "2", "4"};
	const struct drill_state *d = drill_now(v->app);
	int half = d ? times_half(&d->times, d->now) : 2;
	int i = half == 1 ? 0 : half == 2 ? 1 : half == 4 ? 2 : 3;

	i += by;
	if (i >= 0 && i < 4)
		say(v, &(struct saying){.word = {"speed", words[i]}},
		    _("times the speed"));
}

static void faster(struct app *app, void *state)
{
	(void)app;
	speed_by(state, 1);
}

static void slower(struct app *app, void *state)
{
	(void)app;
	speed_by(state, -1);
}

static void span_given(struct app *app, void *ctx, const char *span)
{
	struct console *v = ctx;

	(void)app;
	if (span)
		say(v, &(struct saying){.word = {v->word, span}},
		    _("jumped"));
}

/* Play time of the next inject that has not come. */
static bool next_play(char out[32], const struct drill_state *d)
{
	int64_t best = TIMES_NEVER, now = times_play(&d->times, d->now);

	for (size_t i = 0; i < d->inject_count; i++) {
		const struct sc_inject *def = d->inject[i].def;

		if (def && def->timed && def->at > now && def->at < best)
			best = def->at;
	}
	snprintf(out, 32, "%llds", (long long)(best / 1000));
	return best != TIMES_NEVER;
}

static void jump_chosen(struct app *app, void *ctx, int i)
{
	struct console *v = ctx;
	const struct drill_state *d = drill_now(app);
	char span[32];

	str_copy(v->word, sizeof(v->word), i == 2 ? "story" : "jump");
	if (!i && d && next_play(span, d))
		say(v, &(struct saying){.word = {"jump", span}},
		    _("jumped"));
	else if (!i)
		app_note(app, _("No inject comes after this."));
	else if (i > 0)
		prompt_ask(app, i == 1 ? _("Play time, as 12m or 1h30m")
				       : _("Story on by, as 2h"),
			   "", PROMPT_NEEDED | PROMPT_FLEETING, span_given,
			   v);
}

static void jump(struct app *app, void *state)
{
	const char *choices[] = {_("Play on to the next inject"),
				 _("Play on to a time"),
				 _("The story on by a time")};

	dialog_choose(app, _("Jump: what is passed waits, nothing fires"),
		      choices, 3, 0, jump_chosen, state);
}

/* --- injects ---------------------------------------------------------------------- */

static void release_why(struct app *app, void *ctx, const char *why)
{
	struct console *v = ctx;

	(void)app;
	if (why)
		say(v, &(struct saying){.word = {"release", v->id},
					.why = why}, _("released"));
}

static void release(struct app *app, void *state)
{
	struct console *v = state;
	const struct drill_inject *in = chosen(v);

	if (!in)
		return;
	if (in->def && in->def->when_count && !in->cond_now && !in->event)
		prompt_ask(app, _("Its condition is false. Why all the same"),
			   "", PROMPT_NEEDED, release_why, v);
	else
		say(v, &(struct saying){.word = {"release", v->id}},
		    _("released"));
}

static void hold(struct app *app, void *state)
{
	struct console *v = state;

	(void)app;
	if (chosen(v))
		say(v, &(struct saying){.word = {"hold", v->id}}, _("held"));
}

static void skip_why(struct app *app, void *ctx, const char *why)
{
	struct console *v = ctx;

	(void)app;
	if (why)
		say(v, &(struct saying){.word = {"skip", v->id}, .why = why},
		    _("left out"));
}

static void skip(struct app *app, void *state)
{
	if (chosen(state))
		prompt_ask(app, _("Why is it left out"), "", PROMPT_NEEDED,
			   skip_why, state);
}

static void adlib_given(struct app *app, void *ctx, const char *text)
{
	(void)app;
	if (text)
		say(ctx, &(struct saying){.word = {"adlib", text}},
		    _("brought in"));
}

static void adlib(struct app *app, void *state)
{
	prompt_ask(app, _("Players get (no score)"), "", PROMPT_NEEDED,
		   adlib_given, state);
}

static void hint_given(struct app *app, void *ctx, const char *text)
{
	struct console *v = ctx;

	(void)app;
	if (text)
		say(v, &(struct saying){.word = {"hint", v->id, text}},
		    _("hint given, counted"));
}

static void hint(struct app *app, void *state)
{
	if (chosen(state))
		prompt_ask(app, _("Hint (counted)"), "", PROMPT_NEEDED,
			   hint_given, state);
}

static void detail(struct app *app, void *state)
{
	struct console *v = state;

	if (chosen(v))
		app_push(app, &inject_screen, v->id);
}

/* --- what is seen ------------------------------------------------------------------- */

static void mark_chosen(struct app *app, void *ctx, int i)
{
	static const char *const ops[] = {"met", "late", "missed",
					  "not-observed"};
	struct console *v = ctx;

	(void)app;
	if (i >= 0)
		say(v, &(struct saying){.word = {"mark", v->on, ops[i]}},
		    ops[i]);
}

static void ask_mark(struct console *v)
{
	const char *choices[] = {_("met"), _("late"), _("missed"),
				 _("not observed")};

	dialog_choose(v->app, v->on, choices, 4, 0, mark_chosen, v);
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

static void mark(struct app *app, void *state)
{
	struct console *v = state;
	const struct drill_inject *in = chosen(v);
	const struct score *sc = drill_of(v)->score;
	const char *choices[CONSOLE_EXPECTS];
	int n = 0;

	for (size_t i = 0; in && sc && i < sc->expect_count &&
			   n < CONSOLE_EXPECTS; i++) {
		if (sc->expect[i].inject != in)
			continue;
		v->expect[n] = i;
		choices[n++] = sc->expect[i].def->key;
	}
	if (!n)
		app_note(app, _("Nothing is hoped to be seen here."));
	else if (n == 1)
		expect_chosen(app, v, 0);
	else
		dialog_choose(app, _("What was seen?"), choices, n, 0,
			      expect_chosen, v);
}

static void observe_given(struct app *app, void *ctx, const char *text)
{
	struct console *v = ctx;

	(void)app;
	if (text)
		say(v, &(struct saying){.word = {"observe", text},
					.inject = *v->id ? v->id : NULL},
		    _("noted"));
}

static void observe(struct app *app, void *state)
{
	struct console *v = state;

	if (!chosen(v))
		*v->id = '\0';
	prompt_ask(app, _("Observation"), "", PROMPT_NEEDED, observe_given,
		   state);
}

static void rate_why(struct app *app, void *ctx, const char *why)
{
	struct console *v = ctx;

	(void)app;
	if (why)
		say(v, &(struct saying){.word = {"rate", v->on, v->word},
					.why = *why ? why : NULL},
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

static void rate(struct app *app, void *state)
{
	struct console *v = state;
	const struct scenario *sc = drill_of(v)->sc;
	const char *choices[OBJECTIVES];
	int n = 0;

	while (sc && n < OBJECTIVES && (size_t)n < sc->objective_count) {
		choices[n] = text_in(&sc->objective[n].does,
				     scenario_lang(sc, ctx_of(app)->lang));
		n++;
	}
	if (n)
		dialog_choose(app, _("Which objective?"), choices, n, 0,
			      objective_chosen, v);
}

/* --- the end, the eye, the alarm ------------------------------------------------------ */

static void end_why(struct app *app, void *ctx, const char *why)
{
	(void)app;
	if (why)
		say(ctx, &(struct saying){.word = {"end"}, .why = why},
		    _("ENDEX 演练结束"));
}

static const char *check_endex(struct app *app, void *ctx, const char *text)
{
	(void)app;
	(void)ctx;
	return str_eq(text, "ENDEX") ? NULL : _("type ENDEX, or Esc");
}

static void endex_typed(struct app *app, void *ctx, const char *text)
{
	const struct drill_state *d = text ? drill_now(app) : NULL;
	struct str due = {0};

	for (size_t i = 0; d && i < d->inject_count; i++)
		if (d->inject[i].state == INJ_DUE ||
		    d->inject[i].state == INJ_HELD)
			str_addf(&due, " %s", d->inject[i].id);
	if (d && due.len) {
		str_add(&due, ": ");
		str_add(&due, _("due. Why end all the same"));
		prompt_ask(app, str_text(&due) + 1, "", PROMPT_NEEDED,
			   end_why, ctx);
	} else if (d) {
		say(ctx, &(struct saying){.word = {"end"}},
		    _("ENDEX 演练结束"));
	}
	str_release(&due);
}

static void endex(struct app *app, void *state)
{
	prompt_open(app, &(struct prompt){
		.label = _("To end for all, type ENDEX"),
		.flags = PROMPT_NEEDED | PROMPT_FLEETING,
		.check = check_endex, .done = endex_typed, .ctx = state});
}

static void eye(struct app *app, void *state)
{
	(void)state;
	app_push(app, &inbox_screen, NULL);
}

static void halt(struct app *app, void *state)
{
	struct console *v = state;
	struct error err = {0};
	int rc = drilling_halt(drill_of(v), &err);

	drill_told(app, rc, &err, _("REAL INCIDENT 真实事件: halted"));
}

#define W ACT_CHANGES
const struct action console_actions[] = {
	{"drill-freeze", "Space F5", N_("freeze"),
	 N_("Freeze at once, resume; before it: STARTEX"), freeze,
	 W | ACT_FOOTER},
	{"drill-release", "r F6", N_("release"),
	 N_("Release the chosen inject to the players"), release,
	 W | ACT_FOOTER},
	{"drill-hold", "H", N_("hold"), N_("Hold it: it stays due"), hold,
	 W | ACT_FOOTER},
	{"drill-skip", "s", N_("skip"), N_("Leave it out; asks why"), skip,
	 W | ACT_FOOTER},
	{"drill-mark", "m", N_("mark"),
	 N_("Say what was seen: met, late, missed, not observed"), mark,
	 W | ACT_FOOTER},
	{"drill-observe", "a", N_("note"),
	 N_("An observation, tied to the inject in hand"), observe,
	 W | ACT_FOOTER},
	{"drill-hint", "t", N_("hint"), N_("A hint on the chosen inject"),
	 hint, W | ACT_FOOTER | ACT_WIDE},
	{"drill-halt", "! F9", N_("REAL"),
	 N_("REAL INCIDENT: halts the drill at once"), halt, ACT_FOOTER},
	{"drill-jump", "J", N_("jump"),
	 N_("Jump on to the next inject or a time"), jump, W | ACT_HIDDEN},
	{"drill-faster", "+ =", N_("faster"), N_("Up to 4 times the speed"),
	 faster, W | ACT_HIDDEN},
	{"drill-slower", "-", N_("slower"), N_("Down to half the speed"),
	 slower, W | ACT_HIDDEN},
	{"drill-adlib", "i", N_("ad-lib"),
	 N_("Bring in something nobody had planned; no score"), adlib,
	 W | ACT_HIDDEN},
	{"drill-rate", "O", N_("rate"), N_("Rate an objective: P S M U NR"),
	 rate, W | ACT_HIDDEN},
	{"drill-detail", "Enter", N_("inject"),
	 N_("The inject with its note, text and condition"), detail,
	 ACT_HIDDEN},
	{"drill-eye", "v", N_("players' view"),
	 N_("What players see; sets no mark"), eye, ACT_HIDDEN},
	{"drill-end", "X", N_("ENDEX"), N_("End the drill: type the word"),
	 endex, W | ACT_HIDDEN},
	{0},
};
#undef W
