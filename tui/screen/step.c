/* tui/screen/step.c - all of one step: guidance, evidence, notes, history. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "tui/screen/case_rows.h"
#include "tui/screen/onstep.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

struct stepview {
	struct onstep on;
	struct pager pager;
	int cells;
};

static void add_guidance(struct rich *r, struct app *app,
			 const struct step *st, int cells)
{
	struct rows rows = {0};

	rows_step(&rows, app, st, cells - 6 < 76 ? cells - 6 : 76);
	for (size_t i = 0; i < rows.count; i++)
		rich_line(r, 3, rows.at[i].look,
			  rows.at[i].text ? rows.at[i].text : "");
	rows_release(&rows);
}

static void add_evidence(struct rich *r, const struct step *st)
{
	struct str t = {0};

	if (!st->evidence_count)
		return;
	rich_line(r, 0, LOOK_PLAIN, "");
	rich_line(r, 1, LOOK_BOLD, _("EVIDENCE"));
	for (size_t i = 0; i < st->evidence_count; i++) {
		const struct evidence *e = st->evidence[i];

		str_addf(&t, _("%s  %s, held by %s"), e->label, e->title,
			 e->holder);
		rich_line(r, 3, LOOK_PLAIN, str_text(&t));
		str_clear(&t);
	}
	str_release(&t);
}

static bool is_about(const struct event *ev, const struct step *st)
{
	if (ev->on && (str_eq(ev->on, st->key) ||
		       (str_starts(ev->on, st->key) &&
			ev->on[strlen(st->key)] == '#')))
		return true;
	if (str_eq(ev->type, "note") && ev->data)
		return str_eq(((const struct note *)ev->data)->step, st->key);
	if (str_eq(ev->type, "step.confirm") && ev->data)
		return str_eq(((const struct set_confirm *)ev->data)->step,
			      st->key);
	return false;
}

static void add_history(struct rich *r, struct app *app,
			const struct step *st)
{
	const struct situation *s = ctx_now(app);
	const struct ctx *x = ctx_of(app);
	struct str t = {0};
	bool told = false;

	for (size_t i = 0; i < s->event_count; i++) {
		if (!is_about(s->event[i], st))
			continue;
		if (!told) {
			rich_line(r, 0, LOOK_PLAIN, "");
			rich_line(r, 1, LOOK_BOLD, _("WHAT HAPPENED HERE"));
		}
		told = true;
		frame_when(&t, s->event[i]->at, app_now(app), x->env->zone);
		str_add(&t, "  ");
		timeline_text(&t, s, s->event[i], x->lang);
		rich_para(r, 3, 10);
		rich_add(r, LOOK_PLAIN, str_text(&t));
		str_clear(&t);
	}
	str_release(&t);
}

static void fill(struct app *app, struct stepview *v, int cells)
{
	const struct step *st = onstep_now(&v->on);
	struct rich *r = v->pager.text;

	rich_clear(r);
	v->cells = cells;
	if (!st)
		return;
	add_guidance(r, app, st, cells);
	add_evidence(r, st);
	add_history(r, app, st);
}

static int step_open(void **state, struct app *app, const void *arg,
		     struct error *err)
{
	struct stepview *v = mem_zalloc(sizeof(*v));
	int rc = v ? pager_init(&v->pager, err) : error_nomem(err);

	if (rc) {
		mem_free(v);
		return rc;
	}
	v->on.app = app;
	str_copy(v->on.step, sizeof(v->on.step), arg);
	fill(app, v, surface_cols(app_surface(app)));
	*state = v;
	return 0;
}

static void step_close(struct app *app, void *state)
{
	struct stepview *v = state;

	(void)app;
	pager_release(&v->pager);
	mem_free(v);
}

static void step_refresh(struct app *app, void *state)
{
	fill(app, state, surface_cols(app_surface(app)));
}

static void step_draw(struct app *app, void *state, struct surface *s)
{
	struct stepview *v = state;
	const struct situation *now = ctx_now(app);
	const struct step *st = onstep_now(&v->on);
	int row, last = frame_rows(app, s);
	struct str t = {0};

	if (v->cells != surface_cols(s))
		fill(app, v, surface_cols(s));
	row = frame_title(app, s, now->label, now->title);
	ctx_next_row(app, s, row++);
	if (st) {
		str_addf(&t, "%s  %s  ", st->number, step_mark(st));
		str_add(&t, text_in(&st->def->title,
				    ctx_lang(app, st->book)));
		surface_field(s, row, 1, surface_cols(s) - 2, LOOK_BOLD,
			      str_text(&t));
	}
	str_release(&t);
	row++;
	frame_rule(s, row++);
	pager_draw(&v->pager, s, row, last - row, 0, surface_cols(s), true);
}

static struct focus *step_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct stepview *)state)->pager.focus;
}

/* Back to the case, and there to that view. */
static void step_views(struct app *app, void *state)
{
	(void)state;
	app_pop(app);
	ctx_view(app, NULL);
}

#define W ACT_CHANGES
static const struct action step_actions[] = {
	ONSTEP_ACTIONS(0),
	{"view", "1 2 3 4 5 6 7", N_("view"),
	 N_("Steps, timeline, evidence, people, notices, clocks, report"),
	 step_views, ACT_FOOTER},
	{"copy", "y", N_("copy"), N_("Copy the step's number and name"),
	 onstep_copy, ACT_HIDDEN},
	{0},
};
#undef W

const struct screen_def step_screen = {
	.name = "step",
	.title = N_("One step"),
	.actions = step_actions,
	.open = step_open,
	.close = step_close,
	.draw = step_draw,
	.refresh = step_refresh,
	.focus = step_focus,
};
