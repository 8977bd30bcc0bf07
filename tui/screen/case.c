/* tui/screen/case.c - the steps of a case, the one in hand grown in place. */
#include "tui/screen/case.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/adopt.h"
#include "tui/screen/closing.h"
#include "tui/screen/views.h"
#include "tui/widget/countdown.h"
#include "tui/widget/everywhere.h"

/* --- what is chosen ------------------------------------------------------------------- */

static const struct row *chosen_row(struct caseview *v)
{
	struct rows *r = v->in_detail ? &v->right : &v->rows;
	int i = list_at(v->in_detail ? &v->detail : &v->list);

	return i >= 0 && (size_t)i < r->count ? &r->at[i] : NULL;
}

static void show_step(struct caseview *v, const char *key)
{
	const struct situation *s = ctx_now(v->on.app);
	const struct step *st = key ? map_gets(&s->step_by_key, key) : NULL;

	if (!st)
		return;
	str_copy(v->on.step, sizeof(v->on.step), st->key);
	ctx_stand(v->on.app, st->key);
	for (size_t i = 0; i < s->phase_count; i++)
		if (st->index >= s->phase[i].first &&
		    st->index < s->phase[i].first + s->phase[i].count)
			str_copy(v->phase, sizeof(v->phase), s->phase[i].key);
}

static void go_step(struct caseview *v, const char *key)
{
	char to[sizeof(v->on.step)]; /* key may lie in rows soon made anew */

	str_copy(to, sizeof(to), key ? key : "");
	show_step(v, to);
	v->in_detail = false;
	caseview_lay(v, surface_cols(app_surface(v->on.app)));
	list_choose(&v->list, to);
	app_redraw(v->on.app);
}

/* The choice has moved: the step under it is the one that grows. */
static void follow(struct caseview *v)
{
	const struct row *r = v->in_detail ? NULL : chosen_row(v);

	if (!r || !r->key)
		return;
	if (r->kind == ROW_STEP && !str_eq(r->key, v->on.step))
		go_step(v, r->key);
	app_redraw(v->on.app);
}

/* Opens a phase of the list of a wide window. */
static void unfold(struct caseview *v, const struct row *r)
{
	str_copy(v->phase, sizeof(v->phase), r->key + strlen("phase:"));
	caseview_lay(v, surface_cols(app_surface(v->on.app)));
	app_redraw(v->on.app);
}

static void phase_by(struct caseview *v, int by, bool to_last)
{
	const struct situation *s = ctx_now(v->on.app);
	const struct phase *ph = caseview_phase(v);
	long i = ph ? ph - s->phase + by : -1;

	while (i >= 0 && (size_t)i < s->phase_count &&
	       (!s->phase[i].count || s->phase[i].folded))
		i += by;
	if (i < 0 || (size_t)i >= s->phase_count)
		return;
	ph = &s->phase[i];
	go_step(v, s->step[ph->first + (to_last ? ph->count - 1 : 0)].key);
}

/* --- moving and finding, through all phases -------------------------------------------- */

static struct caseview *of_focus(const struct focus *f)
{
	return (struct caseview *)((char *)(uintptr_t)f -
				   offsetof(struct caseview, focus));
}

static struct focus *inner(struct caseview *v)
{
	return v->in_detail ? &v->detail.focus : &v->list.focus;
}

static bool focus_move(struct focus *f, enum move how)
{
	struct caseview *v = of_focus(f);
	struct focus *in = inner(v);

	if (!v->in_detail && (how == MOVE_LEFT || how == MOVE_RIGHT)) {
		phase_by(v, how == MOVE_LEFT ? -1 : 1, false);
		return true;
	}
	if (in->ops->move(in, how)) {
		follow(v);
		return true;
	}
	if (!v->in_detail && (how == MOVE_UP || how == MOVE_DOWN)) {
		phase_by(v, how == MOVE_UP ? -1 : 1, how == MOVE_UP);
		return true;
	}
	return false;
}

static bool holds(const struct step *st, const char *text)
{
	if (utf8_find(st->number, text) >= 0 || utf8_find(st->key, text) >= 0)
		return true;
	if (st->owner && utf8_find(st->owner, text) >= 0)
		return true;
	for (size_t i = 0; i < PB_LANGS; i++)
		if (st->def->title.in[i] &&
		    utf8_find(st->def->title.in[i], text) >= 0)
			return true;
	return false;
}

static enum hit focus_find(struct focus *f, const char *text, int dir)
{
	struct caseview *v = of_focus(f);
	const struct situation *s = ctx_now(v->on.app);
	const struct step *st = onstep_now(&v->on);
	size_t n = s->step_count, at = st ? st->index : 0;

	for (size_t k = dir ? 1 : 0; k < n + (dir ? 1 : 0); k++) {
		size_t i = (at + (dir < 0 ? n - k % n : k)) % n;

		if (!holds(&s->step[i], text))
			continue;
		go_step(v, s->step[i].key);
		return HIT_ONE;
	}
	return HIT_NONE;
}

static int focus_filter(struct focus *f, const char *text)
{
	struct caseview *v = of_focus(f);
	struct focus *in = &v->list.focus;
	int left;

	v->in_detail = false;
	v->filtered = *text;
	caseview_lay(v, surface_cols(app_surface(v->on.app)));
	left = in->ops->filter(in, text);
	follow(v);
	return left;
}

static bool focus_filtered(const struct focus *f)
{
	return of_focus(f)->filtered;
}

static bool focus_pick(struct focus *f, const struct focus *list, int item)
{
	struct caseview *v = of_focus(f);
	bool detail = list == &v->detail.focus;
	struct focus *in = detail ? &v->detail.focus : &v->list.focus;

	if (!in->ops->pick(in, list, item))
		return false;
	v->in_detail = detail;
	follow(v);
	return true;
}

static const struct focus_ops case_focus_ops = {
	focus_move, focus_find, focus_filter, focus_filtered, focus_pick,
};

/* --- opening ---------------------------------------------------------------------------- */

/* "left 6 min ago at 3.03" */
static void say_left(struct app *app, const struct step *st, int64_t ms)
{
	struct str span = {0}, text = {0};

	if (ms < TIME_MINUTE)
		return;
	if (ms < 60 * TIME_MINUTE)
		str_addf(&span, _("%d min"), (int)(ms / TIME_MINUTE));
	else
		countdown_span(&span, ms);
	str_addf(&text, _("left %s ago at %s"), str_text(&span), st->number);
	app_note(app, str_text(&text));
	str_release(&text);
	str_release(&span);
}

/* Where this person was before a break, if there is still something to do;
 * else the step in hand. NULL: the playbook has none. */
static const char *place(struct app *app, const struct situation *s)
{
	const struct ctx *x = ctx_of(app);
	struct store_left left;
	const struct step *st = NULL;

	if (!x->drill &&
	    store_left(&left, x->store, log_case_id(casefile_log(x->c))))
		st = map_gets(&s->step_by_key, left.step);
	if (st)
		say_left(app, st, app_now(app) - left.at);
	if (st && st->state < STEP_SKIPPED)
		return st->key;
	if (s->next)
		return s->next->key;
	return s->step_count ? s->step[0].key : NULL;
}

/* arg: a step's key to stand on, or NULL for where one left, or the step in
 * hand. */
static int case_open(void **state, struct app *app, const void *arg,
		     struct error *err)
{
	const struct situation *s = ctx_now(app);
	struct caseview *v = mem_zalloc(sizeof(*v));

	if (!v)
		return error_nomem(err);
	v->on.app = app;
	v->focus.ops = &case_focus_ops;
	list_init(&v->list, &case_list_ops, v);
	list_init(&v->detail, &case_detail_ops, v);
	*state = v;
	if (!arg)
		arg = place(app, s);
	if (arg)
		go_step(v, arg);
	return 0;
}

static void case_close(struct app *app, void *state)
{
	struct caseview *v = state;

	ctx_leave(app);
	list_release(&v->list);
	list_release(&v->detail);
	rows_release(&v->rows);
	rows_release(&v->right);
	mem_free(v);
}

/* What the rows point into is gone after a change. */
static void case_refresh(struct app *app, void *state)
{
	caseview_lay(state, surface_cols(app_surface(app)));
}

static int64_t case_next(struct app *app, void *state)
{
	(void)app;
	(void)state;
	return 60000 - app_now(app) % 60000;
}

static struct focus *case_focus(struct app *app, void *state)
{
	struct caseview *v = state;

	(void)app;
	return &v->focus;
}

/* --- acting on the step in hand ------------------------------------------------------------- */

static void toggle_tick(struct caseview *v, const struct row *r)
{
	const struct step *st = onstep_now(&v->on);
	struct act a = ctx_act(v->on.app);
	struct error err = {0};

	for (size_t i = 0; st && i < st->tick_count; i++)
		if (str_eq(st->tick[i].key, r->key)) {
			bool on = !st->tick[i].ticked;
			const char *item =
				text_in(&st->tick[i].item->text, 0);
			int rc = act_check(&a, v->on.step, item, on, &err);

			onstep_told(&v->on, &a, rc, &err,
				    on ? _("ticked") : _("unticked"));
			return;
		}
}

static void step_main(struct app *app, void *state)
{
	struct caseview *v = state;
	const struct row *r = chosen_row(v);

	if (r && r->kind == ROW_TICK)
		toggle_tick(v, r);
	else if (r && r->kind == ROW_PHASE)
		unfold(v, r);
	else if (onstep_retired(&v->on))
		onstep_aside(app, v);
	else if (*v->on.step)
		closing_start(app, v->on.step);
}

static void step_open(struct app *app, void *state)
{
	struct caseview *v = state;
	const struct step *st = onstep_now(&v->on);
	const struct row *r = chosen_row(v);

	if (r && r->kind == ROW_PHASE) {
		unfold(v, r);
		return;
	}
	if (!st)
		return;
	if (st->conflict)
		onstep_settle(&v->on, st);
	else if (st->def->decide.count && st->state != STEP_NOT_NEEDED)
		app_push(app, &decision_screen, v->on.step);
	else
		app_push(app, &step_screen, v->on.step);
}

static void step_view(struct app *app, void *state)
{
	struct caseview *v = state;

	if (onstep_now(&v->on))
		app_push(app, &step_screen, v->on.step);
}

/* --- moving about ---------------------------------------------------------------------------------------------- */

static void pane(struct app *app, void *state)
{
	struct caseview *v = state;

	if (surface_cols(app_surface(app)) < APP_WIDE)
		return;
	v->in_detail = !v->in_detail;
	app_redraw(app);
}

static void phase_next(struct app *app, void *state)
{
	(void)app;
	phase_by(state, 1, false);
}

static void phase_back(struct app *app, void *state)
{
	(void)app;
	phase_by(state, -1, false);
}

static void next_deadline(struct app *app, void *state)
{
	const struct step *st;
	const struct case_clock *c;

	ctx_first_due(ctx_now(app), &st, &c);
	if (st)
		go_step(state, st->key);
	else
		ctx_go_deadline(app);
}

static void members(struct app *app, void *state)
{
	(void)state;
	app_push(app, &members_screen, NULL);
}

static void contacts(struct app *app, void *state)
{
	(void)state;
	app_push(app, &contacts_screen, NULL);
}

/* A newer version first; its screen leads on to one more playbook. */
static void adopt(struct app *app, void *state)
{
	char slug[64];

	(void)state;
	if (adopt_moved(slug, sizeof(slug), app))
		app_push(app, &adopt_screen, slug);
	else
		app_push(app, &newcase_screen, ctx_now(app)->label);
}

#define W ACT_CHANGES
static const struct action case_actions[] = {
	{"step-done", "Space", N_("done"), N_("Close the step, or open it "
					      "again; tick the item"),
	 step_main, W | ACT_FOOTER},
	ONSTEP_ACTIONS(ACT_WIDE),
	{"view", "1 2 3 4 5 6 7", N_("view"),
	 N_("Steps, timeline, evidence, people, notices, clocks, report"),
	 ctx_view, ACT_FOOTER},
	{"open", "Enter", N_("open|open"),
	 N_("Open a decision, settle two values, read the step"), step_open,
	 ACT_HIDDEN},
	{"step-view", "v", N_("view step"),
	 N_("Its evidence, notes and history"), step_view, ACT_HIDDEN},
	{"deadline", "D", N_("deadline"), N_("Go to the nearest time limit"),
	 next_deadline, ACT_FOOTER | ACT_WIDE},
	{"pane", "Tab Shift-Tab", N_("other column"),
	 N_("Go to the guidance beside the list, and back"), pane,
	 ACT_HIDDEN},
	{"phase-next", "Right l ]", N_("next phase"),
	 N_("Go to the next phase"), phase_next, ACT_HIDDEN | ACT_MOVES},
	{"phase-back", "Left h [", N_("phase before"),
	 N_("Go to the phase before"), phase_back, ACT_HIDDEN | ACT_MOVES},
	{"copy", "y", N_("copy"), N_("Copy the step's number and name"),
	 onstep_copy, ACT_HIDDEN},
	{"playbook-add", "P", N_("playbook"),
	 N_("Adopt a newer version, or follow one more playbook"), adopt,
	 W | ACT_HIDDEN},
	{"contacts", "C", N_("contacts"), N_("Whom to call, and how"),
	 contacts, ACT_HIDDEN},
	{"members", "M", N_("members"),
	 N_("Who is in the case; admit or remove"), members, ACT_HIDDEN},
	{"case-close", "X", N_("close case"),
	 N_("Close the case, or open it again; asks why"), caseview_end,
	 W | ACT_HIDDEN},
	{0},
};
#undef W

const struct screen_def case_screen = {
	.name = "case",
	.title = N_("Case"),
	.actions = case_actions,
	.open = case_open,
	.close = case_close,
	.draw = caseview_draw,
	.refresh = case_refresh,
	.next = case_next,
	.focus = case_focus,
};
