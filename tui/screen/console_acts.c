/* tui/screen/console_acts.c - what the facilitator does. Space freezes and
 * never sends; no single key ends or destroys. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/console.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

static struct drilling *drill_of(const struct console *v)
{
	return ctx_of(v->app)->drill;
}

bool console_say(struct console *v, const struct saying *w, const char *done)
{
	struct error err = {0};
	struct str text = {0};
	bool ok;
	int rc = drilling_do(drill_of(v), w, &err);

	str_addf(&text, "%s %s", w->word[1] ? w->word[1] : "", done);
	ok = drill_told(v->app, rc, &err,
			str_text(&text) + (w->word[1] ? 0 : 1));
	if (ok) /* what u takes back is not what the row tells now */
		app_hint(v->app, "drill-mark");
	str_release(&text);
	return ok;
}

/* --- taken back by saying the opposite ------------------------------------------- */

struct turn { /* a verb and what it is about: before, and then */
	char verb[16], on[160], was[24], now[24], why[256], what[200];
};

static int turn(struct app *app, const struct turn *t, bool back,
		struct error *err)
{
	const char *word = back ? t->was : t->now;
	struct saying w = {.word = {t->verb, t->on, word},
			   .why = !back && *t->why ? t->why : NULL};
	int rc;

	if (!*t->verb) /* of an inject: the word is the verb */
		w = (struct saying){.word = {word, t->on},
				    .why = *t->why ? t->why : NULL};
	rc = drilling_do(ctx_of(app)->drill, &w, err);
	if (rc)
		return rc;
	app_say(app, back ? _("taken back: %s") : _("done again: %s"),
		t->what);
	app_hint(app, NULL);
	app_changed(app);
	return 0;
}

static int turn_back(struct app *app, void *ctx, struct error *err)
{
	return turn(app, ctx, true, err);
}

static int turn_again(struct app *app, void *ctx, struct error *err)
{
	return turn(app, ctx, false, err);
}

static const struct undo_ops turn_ops = {turn_back, turn_again, mem_free};

/* Says it, and remembers how it is taken back. verb "": an inject is set. */
void console_turn(struct console *v, const char *verb, const char *type,
		     const char *now, const char *why, const char *done)
{
	const char *on = *verb ? v->on : v->id;
	const char *was = drilling_word(drill_of(v), type, on);
	struct turn *t = mem_zalloc(sizeof(*t));
	struct saying w = {.word = {verb, on, now}, .why = why};

	if (!t)
		return;
	if (!*verb)
		w = (struct saying){.word = {now, on}, .why = why};
	str_copy(t->verb, sizeof(t->verb), verb);
	str_copy(t->on, sizeof(t->on), on);
	str_copy(t->now, sizeof(t->now), now);
	str_copy(t->was, sizeof(t->was),
		 was		       ? was
		 : !*verb	       ? "plan"
		 : str_eq(verb, "rate") ? "NR" : "none");
	str_copy(t->why, sizeof(t->why), why ? why : "");
	snprintf(t->what, sizeof(t->what), "%.120s %.60s", on, done);
	if (console_say(v, &w, done)) {
		app_set_undo(v->app, t->what, &turn_ops, t);
		app_hint(v->app, NULL);
	} else {
		mem_free(t);
	}
}

/* The inject in hand; its id is kept for the answer to a question. */
const struct drill_inject *console_chosen(struct console *v)
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

static void speed_by(struct console *v, int by)
{
	static const char *const words[] = {"0.5", "1", "2", "4"};
	const struct drill_state *d = drill_now(v->app);
	int half = d ? times_half(&d->times, d->now) : 2;
	int i = half == 1 ? 0 : half == 2 ? 1 : half == 4 ? 2 : 3;

	i += by;
	if (i >= 0 && i < 4)
		console_say(v, &(struct saying){.word = {"speed", words[i]}},
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

/* verb: jump, or story. */
static void leap(struct console *v, const char *verb, const char *span)
{
	struct error err = {0};
	struct str text = {0};
	int rc = drilling_do(drill_of(v), &(struct saying){
					.word = {verb, span}}, &err);

	str_addf(&text, str_eq(verb, "story") ? _("the story leapt by %s")
					      : _("play jumped to %s"), span);
	if (drill_told(v->app, rc, &err, str_text(&text)))
		app_hint(v->app, "drill-mark");
	str_release(&text);
}

static void span_given(struct app *app, void *ctx, const char *span)
{
	struct console *v = ctx;

	(void)app;
	if (span)
		leap(v, v->word, span);
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
	if (best % 60000)
		snprintf(out, 32, "%llds", (long long)(best / 1000));
	else
		snprintf(out, 32, "%lldm", (long long)(best / 60000));
	return best != TIMES_NEVER;
}

static void jump_chosen(struct app *app, void *ctx, int i)
{
	struct console *v = ctx;
	const struct drill_state *d = drill_now(app);
	char span[32];

	str_copy(v->word, sizeof(v->word), i == 2 ? "story" : "jump");
	if (!i && d && next_play(span, d))
		leap(v, "jump", span);
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
		console_say(v, &(struct saying){.word = {"release", v->id},
					.why = why}, _("released"));
}

static void release(struct app *app, void *state)
{
	struct console *v = state;
	const struct drill_inject *in = console_chosen(v);

	if (!in)
		return;
	if (in->def && in->def->when_count && !in->cond_now && !in->event)
		prompt_ask(app, _("Its condition is false. Why all the same"),
			   "", PROMPT_NEEDED, release_why, v);
	else
		console_say(v, &(struct saying){.word = {"release", v->id}},
		    _("released"));
}

static void hold(struct app *app, void *state)
{
	struct console *v = state;

	(void)app;
	if (console_chosen(v))
		console_turn(v, "", "inject.set", "hold", NULL, _("held"));
}

static void skip_why(struct app *app, void *ctx, const char *why)
{
	(void)app;
	if (why)
		console_turn(ctx, "", "inject.set", "skip", why, _("left out"));
}

static void skip_chosen(struct app *app, void *ctx, int i)
{
	if (i == 0)
		console_turn(ctx, "", "inject.set", "moot", NULL,
			 _("not needed"));
	else if (i == 1)
		prompt_ask(app, _("Why is it left out"), "", PROMPT_NEEDED,
			   skip_why, ctx);
}

/* One with a condition can also have become pointless, which is no skip. */
static void skip(struct app *app, void *state)
{
	const char *choices[] = {
		_("Not needed: what it was to provoke is done"),
		_("Left out, with a reason")};
	const struct drill_inject *in = console_chosen(state);

	if (in && in->def && in->def->when_count)
		dialog_choose(app, in->id, choices, 2, in->cond_now,
			      skip_chosen, state);
	else if (in)
		skip_chosen(app, state, 1);
}

/* --- the silent vote --------------------------------------------------------------- */

/* Of the decision the inject in hand opens, else of the last one open. */
static const struct drill_decision *vote_in_hand(struct console *v)
{
	const struct drill_inject *in = console_chosen(v);
	const struct drill_state *d = drill_of(v)->d;
	const struct drill_decision *last = NULL;

	for (size_t i = 0; i < d->decision_count; i++) {
		const struct drill_decision *k = &d->decision[i];

		if (!k->opened || k->option)
			continue;
		if (k->opened == in)
			return k;
		last = k;
	}
	return last;
}

static void ballot(struct app *app, void *state)
{
	struct console *v = state;
	const struct drill_decision *d = vote_in_hand(v);
	const bool closed = d && d->closed;

	if (!d) {
		app_note(app, _("No decision is open: nothing to vote on."));
		return;
	}
	str_copy(v->on, sizeof(v->on), d->id);
	console_say(v, &(struct saying){.word = {"vote", v->on,
						 closed ? BALLOT_OPEN
							: BALLOT_CLOSE}},
		    closed ? _("vote open again") : _("vote closed"));
}

/* --- a word to the players --------------------------------------------------------- */

static void word_given(struct app *app, void *ctx, const char *text)
{
	struct console *v = ctx;
	const char *to = *v->to ? v->to : NULL;

	(void)app;
	if (!text)
		return;
	switch (v->tell) {
	case TELL_ADLIB:
		console_say(v, &(struct saying){.word = {"adlib", text},
						.to = to},
		    _("brought in, no score"));
		return;
	case TELL_HINT:
		console_say(v, &(struct saying){.word = {"hint", v->id, text},
					.to = to},
		    _("hint given, counted"));
		return;
	case TELL_TALK:
		if (console_say(v, &(struct saying){.word = {"talk", text},
					    .to = to},
			to ? to : _("told to all")))
			app_say(v->app, _("told: %s"), text);
		return;
	}
}

static void whom_chosen(struct app *app, void *ctx, int i)
{
	struct console *v = ctx;
	const char *role =
		i > 0 ? drill_role(drill_of(v), (size_t)i - 1) : NULL;
	const char *const labels[] = {_("Players get (no score)"),
				      _("Hint (counted)"), _("Say")};

	if (i < 0)
		return;
	str_copy(v->to, sizeof(v->to), role ? role : "");
	prompt_ask(app, labels[v->tell], "", PROMPT_NEEDED, word_given, v);
}

static void ask_whom(struct console *v, enum tell tell)
{
	v->tell = tell;
	drill_choose_role(v->app, _("To whom?"), _("all"), NULL, whom_chosen,
			  v);
}

static void adlib(struct app *app, void *state)
{
	(void)app;
	ask_whom(state, TELL_ADLIB);
}

static void help_chosen(struct app *app, void *ctx, int i)
{
	(void)app;
	if (i >= 0)
		ask_whom(ctx, i ? TELL_TALK : TELL_HINT);
}

static void hint(struct app *app, void *state)
{
	struct console *v = state;
	const struct drill_inject *in = console_chosen(v);
	struct str first = {0};
	const char *choices[2];

	if (!in || !inject_released(in)) {
		ask_whom(v, TELL_TALK);
		return;
	}
	str_addf(&first, _("A hint on %s (counted)"), in->id);
	choices[0] = str_text(&first);
	choices[1] = _("A word that is no help, such as an answer");
	dialog_choose(app, _("What do you tell?"), choices, 2, 0, help_chosen,
		      v);
	str_release(&first);
}

static void detail(struct app *app, void *state)
{
	struct console *v = state;

	if (console_chosen(v))
		app_push(app, &inject_screen, v->id);
}

/* --- who is let in ------------------------------------------------------------------ */

static void admit(struct app *app, void *state)
{
	struct drilling *g = drill_of(state);
	struct error err = {0};
	struct str who = {0};
	int rc;

	drilling_ask_text(&who, g);
	rc = drilling_admit(g, &err);
	str_addf(&who, ": %s", _("let in"));
	drill_told(app, rc, &err, str_text(&who));
	str_release(&who);
}

/* --- the players' eye, the report ----------------------------------------------------- */

static void eye(struct app *app, void *state)
{
	(void)state;
	app_push(app, &inbox_screen, NULL);
}

static void report(struct app *app, void *state)
{
	(void)state;
	drill_report(app);
}

#define W ACT_CHANGES
/* By how badly each is needed in the footer: 80 columns have no room for
 * all. */
const struct action console_actions[] = {
	{"drill-freeze", "Space F5", N_("freeze|go/freeze"),
	 N_("Freeze at once, resume; before it: STARTEX"), drill_freeze,
	 W | ACT_FOOTER},
	{"drill-release", "r F6", N_("release"),
	 N_("Release the chosen inject to the players"), release,
	 W | ACT_FOOTER},
	{"drill-mark", "m", N_("mark"),
	 N_("Say what was seen: met, late, missed, not observed"),
	 console_mark, W | ACT_FOOTER},
	{"drill-observe", "a", N_("note"),
	 N_("An observation, tied to the inject in hand"), console_observe,
	 W | ACT_FOOTER},
	{"drill-halt", "! F9", N_("REAL"),
	 N_("REAL INCIDENT: halts the drill at once"), drill_alarm,
	 ACT_FOOTER},
	{"drill-hint", "t", N_("hint"),
	 N_("Tell players something: a hint, or an answer"), hint,
	 W | ACT_FOOTER},
	{"drill-end", "X", N_("end|ENDEX"),
	 N_("End the drill: type the word"), drill_endex, W | ACT_FOOTER},
	{"drill-skip", "s", N_("skip"),
	 N_("Leave it out, or say that it is not needed; asks why"), skip,
	 W | ACT_FOOTER},
	{"drill-rate", "O", N_("rate"), N_("Rate an objective: P S M U NR"),
	 console_rate, W | ACT_FOOTER},
	{"drill-hold", "H", N_("hold"), N_("Hold it: it stays due"), hold,
	 W | ACT_HIDDEN},
	{"drill-real", "c", N_("real case"),
	 N_("While it is halted: open a real case"), drill_real_case,
	 ACT_HIDDEN},
	{"drill-adlib", "i", N_("ad-lib"),
	 N_("Bring in something nobody had planned; no score"), adlib,
	 W | ACT_HIDDEN},
	{"drill-ballot", "V", N_("vote"),
	 N_("Close the silent vote on a decision, or open it again"), ballot,
	 W | ACT_HIDDEN},
	{"drill-jump", "J", N_("jump"),
	 N_("Jump on to the next inject or a time"), jump, W | ACT_HIDDEN},
	{"drill-faster", "+ =", N_("faster"), N_("Up to 4 times the speed"),
	 faster, W | ACT_HIDDEN},
	{"drill-slower", "-", N_("slower"), N_("Down to half the speed"),
	 slower, W | ACT_HIDDEN},
	{"drill-detail", "Enter", N_("inject"),
	 N_("The inject with its note, text and condition"), detail,
	 ACT_HIDDEN},
	{"drill-eye", "v", N_("players' view"),
	 N_("What players see; sets no mark"), eye, ACT_HIDDEN},
	{"drill-report", "7 x", N_("report"),
	 N_("The report, once the drill has ended"), report, ACT_HIDDEN},
	{"drill-admit", "A", N_("let in"),
	 N_("Let the one in who asks to join from a device of his own"),
	 admit, W | ACT_HIDDEN},
	{0},
};

const struct action judge_actions[] = {
	{"drill-mark", "m", N_("mark"),
	 N_("Say what was seen: met, late, missed, not observed"),
	 console_mark, W | ACT_FOOTER},
	{"drill-observe", "a", N_("note"),
	 N_("An observation, tied to the inject in hand"), console_observe,
	 W | ACT_FOOTER},
	{"drill-rate", "O", N_("rate"), N_("Rate an objective: P S M U NR"),
	 console_rate, W | ACT_FOOTER},
	{"drill-detail", "Enter", N_("inject"),
	 N_("The inject with its text and what is hoped for"), detail,
	 ACT_FOOTER},
	{"drill-eye", "v i", N_("players' view"),
	 N_("What players see; sets no mark"), eye, ACT_FOOTER},
	{"drill-halt", "! F9", N_("REAL"),
	 N_("REAL INCIDENT: halts the drill at once"), drill_alarm,
	 ACT_FOOTER},
	{"drill-real", "c", N_("real case"),
	 N_("While it is halted: open a real case"), drill_real_case,
	 ACT_HIDDEN | ACT_CURTAIN},
	{"drill-report", "x 7", N_("report"),
	 N_("The report, once the drill has ended"), report, ACT_HIDDEN},
	{0},
};
#undef W
