/* tui/screen/drills.c - tab 4: all drills, marked in words; to lead one, to
 * play in it, to read what came of it, to make a new one. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/board.h"
#include "tui/screen/drillshelf.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"
#include "tui/widget/rich.h"

#define MARK "DRILL 演练"
#define AGAIN_MS 30000 /* how old what the list says may be */
#define DETAIL_ROWS 6

struct drills {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct board board;
	struct drill_card *card;
	size_t count;
	struct rich *empty;
	bool reading; /* the next slice is on its way */
	char label[64]; /* of the drill a question is about */
};

/* --- the list -------------------------------------------------------------------- */

static const struct drill_card *card_at(const struct drills *v, int i)
{
	return i >= 0 && (size_t)i < v->count ? &v->card[i] : NULL;
}

static int count(void *ctx)
{
	return (int)((struct drills *)ctx)->count;
}

static const char *key(void *ctx, int i)
{
	return card_at(ctx, i)->label;
}

static const char *text(void *ctx, int i)
{
	const struct drill_card *c = card_at(ctx, i);

	return *c->title ? c->title : c->label;
}

enum { C_MARK, C_LABEL, C_TITLE, C_BOOK, C_STATE, C_ROLES, C_WHEN, COLS };

static const char *const heads[COLS] = {
	NULL, N_("DRILL"), N_("SCENARIO"), N_("PLAYBOOK"),
	N_("STATE"), N_("ROLES"), N_("WHEN"),
};

/* Cells of each column, the gap behind it included; 0: not shown. */
static void widths(int out[COLS], int cells)
{
	static const int small[COLS] = {12, 16, 0, 0, 16, 0, 6};
	static const int wide[COLS] = {12, 16, 0, 28, 16, 0, 6};
	static const int wider[COLS] = {12, 16, 0, 28, 16, 22, 6};
	const int *w = cells < APP_WIDE - 3	? small
		       : cells < APP_WIDER - 3 ? wide : wider;
	int used = 0;

	memcpy(out, w, sizeof(small));
	for (int i = 0; i < COLS; i++)
		used += out[i];
	out[C_TITLE] = cells - used > 0 ? cells - used : 0;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct drills *v = ctx;
	const struct drill_card *c = card_at(v, i);
	const unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	struct str when = {0};
	const char *part[COLS] = {MARK, c->label, c->title, c->playbook,
				  NULL, c->roles, NULL};
	int w[COLS];

	widths(w, cells);
	if (c->known && !*c->error) {
		frame_when(&when, c->when, app_now(v->app),
			   app_config(v->app)->env->zone);
		part[C_STATE] = drillshelf_words(c->run);
		part[C_WHEN] = str_text(&when);
	} else {
		part[C_TITLE] = c->known ? c->error : _("reading");
	}
	for (int k = 0; k < COLS; k++) {
		if (w[k] && part[k])
			surface_field(s, row, col, w[k] - (k < C_WHEN ? 2 : 0),
				      k <= C_LABEL ? look : LOOK_PLAIN,
				      part[k]);
		col += w[k];
	}
	str_release(&when);
}

static const struct list_ops drills_ops = {count, key, draw_one, text};

/* --- reading, a drill at a time ---------------------------------------------------- */

static void read_on(struct app *app, void *ctx);

static void read_soon(struct drills *v, int ms)
{
	if (!v->reading && !app_after(v->app, ms, read_on, NULL))
		v->reading = true;
}

/* The newest first: numbers rise. What was known stays until it is read. */
static void load(struct drills *v)
{
	struct error err = {0};
	struct arena a = {0};
	struct drill_card *old = v->card;
	const size_t had = v->count;
	const char **label;
	size_t n = 0;

	if (store_drills(&label, &n, &a, ctx_of(v->app)->store, &err))
		app_error(v->app, &err);
	v->card = mem_zalloc((n + 1) * sizeof(*v->card));
	v->count = v->card ? n : 0;
	for (size_t i = 0; i < v->count; i++) {
		struct drill_card *c = &v->card[n - 1 - i];

		str_copy(c->label, sizeof(c->label), label[i]);
		for (size_t k = 0; k < had; k++)
			if (str_eq(old[k].label, c->label))
				*c = old[k];
		c->stale = true;
	}
	mem_free(old);
	arena_release(&a);
	if (board_load(&v->board, &err))
		app_error(v->app, &err);
	app_redraw(v->app);
	read_soon(v, 1);
}

/* The screen may have gone meanwhile: it is asked for, not remembered. */
static void read_on(struct app *app, void *ctx)
{
	struct drills *v;

	(void)ctx;
	if (app_top(app) != &drills_screen)
		return;
	v = app_top_state(app);
	v->reading = false;
	for (size_t i = 0; i < v->count; i++)
		if (v->card[i].stale) {
			drillshelf_card(&v->card[i], ctx_of(app),
					v->card[i].label);
			app_redraw(app);
			read_soon(v, 1);
			return;
		}
	for (size_t i = 0; i < v->count; i++)
		v->card[i].stale = true;
	read_soon(v, AGAIN_MS);
}

/* --- the screen --------------------------------------------------------------------- */

static void write_empty(struct rich *r)
{
	rich_empty(r, _("No drill yet."),
		   _("In a drill the team works on the steps of the real "
		     "playbook, while somebody who leads it feeds them a "
		     "scenario piece by piece. Nothing is sent to anybody, "
		     "no case is touched, and afterwards the record shows "
		     "what was done and what was not. The shortest takes 15 "
		     "minutes and one laptop."));
	rich_key(r, "c", _("a new drill: choose a scenario"));
}

static void drills_close(struct app *app, void *state)
{
	struct drills *v = state;

	(void)app;
	list_release(&v->list);
	board_release(&v->board);
	rich_free(v->empty);
	mem_free(v->card);
	mem_free(v);
}

static int drills_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct drills *v = mem_zalloc(sizeof(*v));

	(void)arg;
	if (!v)
		return error_nomem(err);
	v->app = app;
	v->empty = rich_new();
	list_init(&v->list, &drills_ops, v);
	board_init(&v->board, ctx_of(app)->store, ctx_of(app)->env);
	if (!v->empty) {
		drills_close(app, v);
		return error_nomem(err);
	}
	write_empty(v->empty);
	load(v);
	*state = v;
	return 0;
}

static void drills_refresh(struct app *app, void *state)
{
	struct drills *v = state;

	app_set_drill(app, NULL);
	app_set_read_only(app, ctx_of(app)->read_only);
	app_title(app, NULL);
	v->reading = false;
	write_empty(v->empty);
	load(v);
}

static void put_pair(struct surface *s, int row, int cells, const char *name,
		     const char *value)
{
	const int wide = 12;

	surface_put(s, row, 3, wide - 1, LOOK_PLAIN, name);
	surface_field(s, row, 3 + wide, cells - wide, LOOK_PLAIN, value);
}

/* The chosen drill, whole. */
static void draw_chosen(struct drills *v, struct surface *s, int row)
{
	const struct drill_card *c = card_at(v, list_at(&v->list));
	int cells = surface_cols(s) - 4;
	struct str t = {0};

	frame_dots(s, row++, 3, cells - 1);
	if (!c || !c->known || *c->error)
		return;
	surface_putf(s, row++, 3, cells, LOOK_BOLD, "%s  %s  %s", MARK,
		     c->label, c->title);
	str_add(&t, drillshelf_words(c->run));
	if (c->plays)
		str_addf(&t, _("   play %lld of %lld min"),
			 (long long)(c->play / 60000),
			 (long long)(c->plays / 60000));
	if (c->solo)
		str_addf(&t, "   %s", _("practice alone"));
	put_pair(s, row++, cells, _("State"), str_text(&t));
	put_pair(s, row++, cells, _("Scenario"),
		 *c->scenario ? c->scenario : _("told at STARTEX"));
	put_pair(s, row++, cells, _("Playbook"), c->playbook);
	put_pair(s, row, cells, _("Roles"),
		 *c->roles ? c->roles : _("nobody has acted yet"));
	str_release(&t);
}

static void draw_heads(struct surface *s)
{
	int w[COLS], col = 3;

	widths(w, surface_cols(s) - 3);
	for (int i = 0; i < COLS; i++) {
		if (w[i] && heads[i])
			surface_field(s, 3, col, w[i] - (i < C_WHEN),
				      LOOK_PLAIN, _(heads[i]));
		col += w[i];
	}
	frame_rule(s, 4);
}

static void draw_empty(struct drills *v, struct surface *s, int last)
{
	rich_put(v->empty, s, 4, last - 4, 3, surface_cols(s) - 6);
	surface_cursor(s, 4, 3);
}

static void drills_draw(struct app *app, void *state, struct surface *s)
{
	struct drills *v = state;
	int last = frame_rows(app, s), row = last - DETAIL_ROWS;

	frame_title(app, s, _("Drills"),
		    v->count ? _("practice, nothing here is a case") : NULL);
	board_next_row(app, &v->board, s, 1);
	board_tabs(app, &v->board, s, 2, 3);
	if (!v->count) {
		draw_empty(v, s, last);
		return;
	}
	draw_heads(s);
	list_draw(&v->list, s, 5, row - 5, 0, surface_cols(s), true);
	draw_chosen(v, s, row);
}

static struct focus *drills_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct drills *)state)->list.focus;
}

/* --- acting ------------------------------------------------------------------------- */

static void back_from(struct app *app, struct drills *v)
{
	drills_refresh(app, v);
}

static void role_given(struct app *app, void *ctx, const char *role)
{
	struct drills *v = ctx;

	if (!role)
		return;
	drillshelf_run(app, "join", v->label, role);
	back_from(app, v);
}

static void way_chosen(struct app *app, void *ctx, int i)
{
	static const char *const as[] = {NULL, NULL, NULL, "evaluator",
					 "observer"};
	struct drills *v = ctx;

	if (i < 0)
		return;
	if (i == 2) {
		prompt_ask(app, _("As which role (lead, it, legal ...)"), "",
			   PROMPT_NEEDED | PROMPT_FLEETING, role_given, v);
		return;
	}
	drillshelf_run(app, i ? "join" : "run", v->label, as[i]);
	back_from(app, v);
}

static void enter(struct app *app, void *state)
{
	const char *choices[] = {
		_("Lead it: the console (or practise, if it is a solo drill)"),
		_("Play on one screen for all: who acts is asked each time"),
		_("Play in one role, on a screen of its own"),
		_("Evaluate: mark, rate, observe"),
		_("Observe: see what players see, write observations")};
	struct drills *v = state;
	const struct drill_card *c = card_at(v, list_at(&v->list));

	if (!c) {
		app_note(app, _("There is no drill. c makes one."));
		return;
	}
	str_copy(v->label, sizeof(v->label), c->label);
	if (c->run == RUN_ENDED)
		app_push(app, &drillreport_screen, v->label);
	else
		dialog_choose(app, c->label, choices, 5, 0, way_chosen, v);
}

static void see_report(struct app *app, void *state)
{
	struct drills *v = state;
	const struct drill_card *c = card_at(v, list_at(&v->list));

	if (c && c->run == RUN_ENDED)
		app_push(app, &drillreport_screen, c->label);
	else
		app_note(app, _("The report is drafted when a drill ends."));
}

static void make_new(struct app *app, void *state)
{
	(void)state;
	app_push(app, &drillnew_screen, NULL);
}

static void copy(struct app *app, void *state)
{
	const char *label = list_key(&((struct drills *)state)->list);

	if (label)
		app_copy(app, label, label);
}

static void again(struct app *app, void *state)
{
	load(state);
	app_note(app, _("Read again."));
}

static const struct action drills_actions[] = {
	{"open", "Enter", N_("lead or play"),
	 N_("Lead the drill, play, evaluate or observe; ended: its report"),
	 enter, ACT_FOOTER},
	{"drill-new", "c", N_("new drill"),
	 N_("A new drill: choose scenario, playbook version, form"),
	 make_new, ACT_FOOTER | ACT_CHANGES},
	{"drill-report", "v", N_("report"),
	 N_("Read the report of a drill that has ended"), see_report,
	 ACT_FOOTER},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{"view", "1 2 3 4 5", N_("view"),
	 N_("1 cases, 2 clocks, 3 playbooks"), board_view, ACT_FOOTER},
	{"copy", "y", N_("copy"), N_("Copy the label of the drill"), copy,
	 ACT_HIDDEN},
	{"again", "R", N_("read again"), N_("Read all drills again"), again,
	 ACT_HIDDEN},
	{0},
};

const struct screen_def drills_screen = {
	.name = "drills",
	.title = N_("Drills"),
	.actions = drills_actions,
	.open = drills_open,
	.close = drills_close,
	.draw = drills_draw,
	.refresh = drills_refresh,
	.focus = drills_focus,
};
