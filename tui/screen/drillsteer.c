/* tui/screen/drillsteer.c - what leads a drill, on the console as in practice
 * alone: the tick, STARTEX to ENDEX, REAL INCIDENT, the self-check. */
#include <string.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "tui/screen/drilling.h"
#include "tui/screen/drillshelf.h"
#include "tui/screen/views.h"
#include "tui/widget/countdown.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

#define TICK_MS 1000

static struct drilling *drill_of(const struct app *app)
{
	return ctx_of(app)->drill;
}

static bool say(struct app *app, const struct saying *w, const char *done)
{
	struct error err = {0};
	int rc = drilling_do(drill_of(app), w, &err);

	return drill_told(app, rc, &err, done);
}

/* --- every second ------------------------------------------------------------------ */

static void tick(struct app *app, void *ctx)
{
	struct error err = {0};
	bool did;

	if (drilling_tick(&did, drill_of(app), &err))
		app_error(app, &err);
	else if (did)
		app_changed(app);
	app_after(app, TICK_MS, tick, ctx);
}

/* --- STARTEX, FREEZE, RESUME --------------------------------------------------------- */

static void startex(struct app *app, void *ctx, bool yes)
{
	(void)ctx;
	if (yes)
		say(app, &(struct saying){.word = {"start"}},
		    _("STARTEX 演练开始"));
}

static void second_role(struct app *app, void *ctx, int i)
{
	const char *role =
		i < 0 ? NULL : drill_role(drill_of(app), (size_t)i);
	char with[64];

	(void)ctx;
	if (!role)
		return;
	str_copy(with, sizeof(with), role);
	if (say(app, &(struct saying){.word = {"resume"}, .with = with},
		_("RESUME 演练继续")))
		app_set_curtain(app, NULL);
}

static void after_halt(struct app *app)
{
	drill_choose_role(app, _("The real matter is closed or staffed by "
				 "others. Who else says so?"),
			  NULL, NULL, second_role, NULL);
}

void drill_freeze(struct app *app, void *state)
{
	const struct drill_state *d = drill_now(app);

	(void)state;
	switch (d ? d->run : RUN_ENDED) {
	case RUN_BEFORE:
		dialog_yes(app, _("STARTEX: no real case open, real phone "
				  "minded, partners told?"), startex, NULL);
		return;
	case RUN_RUNNING:
		say(app, &(struct saying){.word = {"freeze"}},
		    _("FREEZE 演练暂停"));
		return;
	case RUN_FROZEN:
		say(app, &(struct saying){.word = {"resume"}},
		    _("RESUME 演练继续"));
		return;
	case RUN_HALTED:
		after_halt(app);
		return;
	case RUN_ENDED:
		app_note(app, _("This drill is over."));
		return;
	}
}

/* --- opened again ---------------------------------------------------------------------- */

static void go_on(struct app *app, void *ctx, bool yes)
{
	(void)ctx;
	if (yes)
		drill_freeze(app, NULL);
	else
		app_note(app, _("It stays frozen. F5 goes on."));
}

static void greet(struct app *app)
{
	const struct drilling *g = drill_of(app);
	struct str text = {0};

	switch (g->d->run) {
	case RUN_BEFORE:
		if (g->part == PART_SOLO)
			drill_freeze(app, NULL);
		else
			app_note(app, _("Space begins: STARTEX."));
		break;
	case RUN_FROZEN:
		if (g->lost >= TICK_MS) {
			str_add(&text, _("Nobody led it for "));
			countdown_span(&text, g->lost);
			str_add(&text, _(": that is no play. "));
		}
		str_add(&text, _("It is frozen. Go on now?"));
		dialog_yes(app, str_text(&text), go_on, NULL);
		break;
	case RUN_HALTED:
		app_note(app, _("Halted: REAL INCIDENT. c opens a real case, "
				"F5 asks who agrees to go on."));
		break;
	case RUN_ENDED:
		app_note(app, _("This drill is over. 7 shows its report."));
		break;
	case RUN_RUNNING:
		break;
	}
	str_release(&text);
}

/* What whoever does not lead finds: the door, an end, a play begun before. */
static void arrive(struct app *app)
{
	const struct drilling *g = drill_of(app);
	const struct drill_state *d = g->d;
	struct str text = {0};
	size_t out = 0;

	for (size_t i = 0; i < d->inject_count; i++)
		out += inject_released(&d->inject[i]);
	if (g->asked)
		str_add(&text, _("You asked to join: whoever leads lets you "
				 "in. Read on meanwhile."));
	else if (d->ended)
		str_add(&text, _("This drill is over. 7 shows its report."));
	else if (g->part == PART_EVALUATES && d->start && !g->sc)
		str_add(&text, _("What is hoped for is not known here: join "
				 "with --scenario FILE."));
	else if (out)
		str_addf(&text, ngettext("It has begun: minute %lld, %zu "
					 "inject is out. i shows it.",
					 "It has begun: minute %lld, %zu "
					 "injects are out. i shows them.",
					 (unsigned long)out),
			 (long long)(times_play(&d->times, d->now) /
				     TIME_MINUTE),
			 out);
	if (text.len)
		app_note(app, str_text(&text));
	str_release(&text);
}

/* What one who is that in a drill begins with; the keys that are good on
 * every screen of it. */
static const struct {
	const struct screen_def *screen;
	const char *keys;
} begins[] = {
	[PART_LEADS] = {&console_screen, NULL},
	[PART_SOLO] = {&case_screen, SOLO_KEYS},
	[PART_PLAYS] = {&case_screen, DRILL_KEYS},
	[PART_EVALUATES] = {&judge_screen, NULL},
	[PART_OBSERVES] = {&case_screen, OBSERVER_KEYS},
};

int drill_begin(struct app *app, const char *label)
{
	struct drilling *g = drill_of(app);
	int rc;

	ctx_of(app)->c = g->c;
	app_title(app, label);
	app_set_drill(app, label);
	app_set_extra(app, begins[g->part].keys);
	drill_watch(app);
	rc = app_push(app, begins[g->part].screen, NULL);
	if (!rc && !g->leads)
		arrive(app);
	if (rc || !g->leads)
		return rc;
	greet(app);
	return app_after(app, TICK_MS, tick, NULL);
}

/* --- REAL INCIDENT ------------------------------------------------------------------------ */

int64_t drill_halted(const struct drilling *g)
{
	const struct situation *s = g->d->s;

	for (size_t i = s->event_count; i--;) {
		const struct drill_control *k = s->event[i]->data;

		if (k && str_eq(s->event[i]->type, "drill.control") &&
		    str_eq(k->op, "halt"))
			return s->event[i]->at;
	}
	return 0;
}

void drill_real_case(struct app *app, void *state)
{
	const struct drill_state *d = drill_now(app);
	char label[64];

	(void)state;
	if (!d || d->run != RUN_HALTED) {
		app_note(app, _("A real case is opened here when the drill is "
				"halted: ! does that."));
		return;
	}
	str_copy(label, sizeof(label), d->s->label);
	drillshelf_real(app, label, drill_halted(drill_of(app)));
	app_changed(app);
}

/* Its two keys stand on the screen: no question is in their way. */
void drill_alarm(struct app *app, void *state)
{
	struct error err = {0};
	int rc = drilling_halt(drill_of(app), &err);

	(void)state;
	if (drill_told(app, rc, &err,
		       drill_of(app)->leads
			       ? _("REAL INCIDENT 真实事件. Is there a real "
				   "case? c opens it")
			       : _("REAL INCIDENT 真实事件: halted")))
		app_hint(app, "drill-real");
}

/* --- the self-check of who practised alone ---------------------------------------------------- */

static void end_now(struct app *app, const char *why);

static bool to_be_checked(const struct score_expect *e)
{
	return !e->def->step && inject_released(e->inject) && !e->mark;
}

static void checked(struct app *app, void *ctx, int i)
{
	static const char *const ops[] = {"met", "late", "missed"};
	struct drilling *g = drill_of(app);
	const struct score *sc = g->score;
	char on[160];

	(void)ctx;
	if (i < 0 || !sc || g->check >= sc->expect_count) {
		app_note(app, _("Not ended. X goes on with the check."));
		return;
	}
	str_copy(on, sizeof(on), sc->expect[g->check].def->key);
	if (say(app, &(struct saying){.word = {"mark", on, ops[i]}},
		_("checked")))
		end_now(app, NULL);
}

/* The next thing that should have been said; false: nothing is left. */
static bool ask_check(struct app *app)
{
	const char *choices[] = {_("yes, in time"), _("yes, but late"),
				 _("no")};
	struct drilling *g = drill_of(app);
	const struct score *sc = g->score;
	struct str text = {0};

	for (size_t i = 0; sc && i < sc->expect_count; i++) {
		const struct score_expect *e = &sc->expect[i];

		if (!to_be_checked(e))
			continue;
		g->check = i;
		str_addf(&text, _("Self-check, %s. Did you: %s"), e->in->id,
			 text_in(&e->def->say,
				 scenario_lang(g->sc, ctx_of(app)->lang)));
		dialog_choose(app, str_text(&text), choices, 3, 0, checked,
			      NULL);
		str_release(&text);
		return true;
	}
	return false;
}

void drill_report(struct app *app)
{
	const struct drill_state *d = drill_now(app);

	if (d && d->ended)
		app_push(app, &drillreport_screen, NULL);
	else
		app_note(app, _("The report is drafted when a drill ends."));
}

/* --- ENDEX ---------------------------------------------------------------------------------- */

static void real_told(struct app *app, void *ctx, const char *text)
{
	(void)ctx;
	if (!text)
		return;
	say(app, &(struct saying){.word = {"observe", text}}, _("noted"));
	app_push(app, &drillreport_screen, NULL);
}

static void real_asked(struct app *app, void *ctx, int i)
{
	(void)ctx;
	if (i == 1)
		prompt_ask(app, _("What really happened"), "", PROMPT_NEEDED,
			   real_told, NULL);
	else if (!i)
		app_push(app, &drillreport_screen, NULL);
}

/* "Not released: I-05 I-08" and the outbox of the drill, a line each. */
static void add_left(struct str *out, const struct drill_state *d)
{
	const struct situation *s = d->s;
	size_t n = 0;

	for (size_t i = 0; i < d->inject_count; i++)
		if (d->inject[i].state == INJ_NOT_REACHED)
			str_addf(out, "%s %s", n++ ? "" : _("Not released:"),
				 d->inject[i].id);
	str_add(out, n ? "\n" : "");
	if (!s->notice_keys)
		str_add(out, _("Outbox of the drill: empty"));
	for (size_t i = 0; i < s->notice_keys; i++)
		str_addf(out, "%s %s",
			 i ? "" : _("Outbox of the drill, nothing left it:"),
			 s->notice_key[i]);
	str_add(out, "\n");
}

static void stand_down(struct app *app)
{
	const char *choices[] = {_("No. Show the report"),
				 _("Yes: write down what")};
	const struct drill_state *d = drill_now(app);
	struct str text = {0};

	if (d)
		add_left(&text, d);
	str_add(&text, _("All stand down. Did any REAL call, mail, transfer "
			 "or account change happen?"));
	dialog_choose(app, str_text(&text), choices, 2, 0, real_asked, NULL);
	str_release(&text);
}

static void end_now(struct app *app, const char *why)
{
	const bool solo = drill_of(app)->part == PART_SOLO;

	if (solo && ask_check(app))
		return;
	if (solo && !why)
		why = _("practice alone");
	if (say(app, &(struct saying){.word = {"end"}, .why = why},
		_("ENDEX 演练结束: the report is drafted"))) {
		app_hint(app, "drill-report");
		stand_down(app);
	}
}

static void end_why(struct app *app, void *ctx, const char *why)
{
	(void)ctx;
	if (why)
		end_now(app, why);
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

	(void)ctx;
	for (size_t i = 0; d && drill_of(app)->part != PART_SOLO &&
			   i < d->inject_count; i++)
		if (d->inject[i].state == INJ_DUE ||
		    d->inject[i].state == INJ_HELD)
			str_addf(&due, " %s", d->inject[i].id);
	if (d && due.len) {
		str_add(&due, ": ");
		str_add(&due, _("due. Why end all the same"));
		prompt_ask(app, str_text(&due) + 1, "", PROMPT_NEEDED,
			   end_why, NULL);
	} else if (d) {
		end_now(app, NULL);
	}
	str_release(&due);
}

void drill_endex(struct app *app, void *state)
{
	const struct drill_state *d = drill_now(app);

	(void)state;
	if (!d || d->run == RUN_BEFORE || d->run == RUN_ENDED)
		app_note(app, d && d->run == RUN_ENDED
				      ? _("This drill is over. 7 shows its "
					  "report.")
				      : _("It has not begun. F5 begins."));
	else
		prompt_open(app, &(struct prompt){
			.label = _("To end for all, type ENDEX"),
			.flags = PROMPT_NEEDED | PROMPT_FLEETING,
			.check = check_endex, .done = endex_typed});
}
