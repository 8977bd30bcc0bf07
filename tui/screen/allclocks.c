/* tui/screen/allclocks.c - tab 2: the clocks of all open cases, overdue
 * first. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "tui/screen/board.h"
#include "tui/screen/clocks.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

#define CASE_CELLS 15
#define TIME_CELLS 19
#define WHEN_CELLS 22

struct allclocks {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct board board;
	const struct board_clock **row;
	size_t rows;
	struct rich *foot;
	bool reading; /* the next slice is on its way */
};

static const struct board_clock *item(const struct allclocks *v, int i)
{
	return i >= 0 && (size_t)i < v->rows ? v->row[i] : NULL;
}

static int count(void *ctx)
{
	return (int)((struct allclocks *)ctx)->rows;
}

static const char *key(void *ctx, int i)
{
	return item(ctx, i)->id;
}

static const char *text(void *ctx, int i)
{
	return item(ctx, i)->id;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct allclocks *v = ctx;
	const struct board_clock *c = item(v, i);
	int64_t now = app_now(v->app), whole = now - now % TIME_MINUTE;
	int name = cells - CASE_CELLS - TIME_CELLS - WHEN_CELLS;
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	char when[TIME_TEXT] = "";
	struct str t = {0};

	surface_field(s, row, col, CASE_CELLS - 1, look, c->label);
	surface_field(s, row, col + CASE_CELLS, name - 1, look, c->name);
	col += CASE_CELLS + name;
	countdown_text(&t, &c->due, whole);
	surface_field(s, row, col, TIME_CELLS - 1,
		      countdown_look(countdown_level(&c->due, now)),
		      str_text(&t));
	if (c->due.end)
		clock_when(when, c->end, c->due.end,
			   ctx_of(v->app)->env->zone);
	surface_field(s, row, col + TIME_CELLS, WHEN_CELLS - 1, LOOK_PLAIN,
		      when);
	str_release(&t);
}

static const struct list_ops allclocks_ops = {count, key, draw_one, text};

/* --- reading, a case at a time --------------------------------------------------- */

/* What has a deadline comes first, the nearest (or longest overdue) on top;
 * then what counts up, the longest first. */
static int by_need(const void *a, const void *b)
{
	const struct board_clock *x = *(const struct board_clock *const *)a;
	const struct board_clock *y = *(const struct board_clock *const *)b;

	if (!x->due.end != !y->due.end)
		return x->due.end ? -1 : 1;
	if (x->due.end != y->due.end)
		return x->due.end < y->due.end ? -1 : 1;
	if (x->due.start != y->due.start)
		return x->due.start < y->due.start ? -1 : 1;
	return strcmp(x->id, y->id);
}

static void lay(struct allclocks *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->board.count; i++)
		n += v->board.glance[i].clock_count;
	mem_free(v->row);
	v->row = mem_zalloc((n + 1) * sizeof(*v->row));
	v->rows = 0;
	for (size_t i = 0; v->row && i < v->board.count; i++)
		for (size_t k = 0; k < v->board.glance[i].clock_count; k++)
			if (!v->board.at[i].drill)
				v->row[v->rows++] =
					&v->board.glance[i].clock[k];
	if (v->rows)
		qsort(v->row, v->rows, sizeof(*v->row), by_need);
	app_redraw(v->app);
}

static void read_on(struct app *app, void *ctx);

static void read_soon(struct allclocks *v)
{
	if (!v->reading && !app_after(v->app, 1, read_on, NULL))
		v->reading = true;
}

/* The screen may have gone meanwhile: it is asked for, not remembered. */
static void read_on(struct app *app, void *ctx)
{
	struct allclocks *v;

	(void)ctx;
	if (app_top(app) != &allclocks_screen)
		return;
	v = app_top_state(app);
	v->reading = false;
	v->rows = 0; /* they point into what is read anew */
	if (board_step(&v->board, ctx_of(app)->who, ctx_of(app)->lang))
		read_soon(v);
	lay(v);
}

static void load(struct allclocks *v)
{
	struct error err = {0};

	v->rows = 0;
	if (board_load(&v->board, &err))
		app_error(v->app, &err);
	lay(v);
	read_soon(v);
}

/* --- the screen --------------------------------------------------------------------- */

static void allclocks_close(struct app *app, void *state)
{
	struct allclocks *v = state;

	(void)app;
	list_release(&v->list);
	board_release(&v->board);
	rich_free(v->foot);
	mem_free(v->row);
	mem_free(v);
}

static int allclocks_open(void **state, struct app *app, const void *arg,
			  struct error *err)
{
	struct allclocks *v = mem_zalloc(sizeof(*v));

	(void)arg;
	if (!v)
		return error_nomem(err);
	v->app = app;
	v->foot = clocks_foot();
	list_init(&v->list, &allclocks_ops, v);
	board_init(&v->board, ctx_of(app)->store, ctx_of(app)->env);
	if (!v->foot) {
		allclocks_close(app, v);
		return error_nomem(err);
	}
	load(v);
	*state = v;
	return 0;
}

static void allclocks_refresh(struct app *app, void *state)
{
	struct allclocks *v = state;

	app_set_drill(app, NULL);
	app_set_read_only(app, ctx_of(app)->read_only);
	app_title(app, NULL);
	v->reading = false;
	load(v);
}

static void draw_chosen(struct allclocks *v, struct surface *s, int row)
{
	const struct board_clock *c = item(v, list_at(&v->list));
	const struct summary *m =
		c ? board_find(&v->board, c->label) : NULL;
	int cells = surface_cols(s) - 4;

	frame_dots(s, row++, 3, cells - 1);
	if (!c)
		return;
	surface_putf(s, row++, 3, cells, LOOK_BOLD, "%s  %s", c->label,
		     m ? m->title : "");
	surface_putf(s, row++, 3, cells, LOOK_PLAIN, "%s  %s", c->key,
		     c->law);
}

static void allclocks_draw(struct app *app, void *state, struct surface *s)
{
	struct allclocks *v = state;
	int last = frame_rows(app, s), cols = surface_cols(s);
	int name = cols - 4 - CASE_CELLS - TIME_CELLS - WHEN_CELLS, row;

	frame_title(app, s, _("Clocks"), NULL);
	board_next_row(app, &v->board, s, 1);
	board_tabs(app, &v->board, s, 2, 1);
	last = clocks_foot_draw(v->foot, s, last);
	if (!v->rows) {
		frame_rule(s, 3);
		surface_put(s, 5, 3, cols - 4, LOOK_PLAIN,
			    _("No legal clock runs in an open case. In a "
			      "case, 6 has its clocks."));
		surface_cursor(s, 5, 3);
		return;
	}
	surface_put(s, 3, 3, CASE_CELLS - 1, LOOK_PLAIN, _("CASE"));
	surface_put(s, 3, 3 + CASE_CELLS, name - 1, LOOK_PLAIN, _("CLOCK"));
	surface_put(s, 3, 3 + CASE_CELLS + name, TIME_CELLS, LOOK_PLAIN,
		    _("TIME"));
	surface_put(s, 3, 3 + CASE_CELLS + name + TIME_CELLS, WHEN_CELLS,
		    LOOK_PLAIN, _("DEADLINE HERE"));
	frame_rule(s, 4);
	row = last - 4;
	list_draw(&v->list, s, 5, row - 5, 0, cols, true);
	draw_chosen(v, s, row);
}

static int64_t allclocks_next(struct app *app, void *state)
{
	(void)state;
	return TIME_MINUTE - app_now(app) % TIME_MINUTE;
}

static struct focus *allclocks_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct allclocks *)state)->list.focus;
}

/* --- acting ------------------------------------------------------------------------- */

static void enter(struct app *app, void *state)
{
	struct allclocks *v = state;
	const struct board_clock *c = item(v, list_at(&v->list));
	char label[32], to[sizeof(c->key)];

	if (!c)
		return;
	str_copy(label, sizeof(label), c->label);
	str_copy(to, sizeof(to), c->key);
	if (!ctx_open(app, label))
		app_push(app, &clocks_screen, to);
}

static void urgent(struct app *app, void *state)
{
	board_go_deadline(app, &((struct allclocks *)state)->board);
}

static void again(struct app *app, void *state)
{
	load(state);
	app_note(app, _("Read again."));
}

static const struct action allclocks_actions[] = {
	{"open", "Enter", N_("open|open"), N_("Open the clock in its case"),
	 enter, ACT_FOOTER},
	{"deadline", "D", N_("deadline"),
	 N_("Into the most urgent clock or step of all cases"), urgent,
	 ACT_FOOTER},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{"view", "1 2 3 4 5", N_("view"),
	 N_("1 cases, 3 playbooks, 4 drills"), board_view, ACT_FOOTER},
	{"again", "R", N_("read again"), N_("Read all cases again"), again,
	 ACT_HIDDEN},
	{0},
};

const struct screen_def allclocks_screen = {
	.name = "allclocks",
	.title = N_("Clocks of all cases"),
	.actions = allclocks_actions,
	.open = allclocks_open,
	.close = allclocks_close,
	.draw = allclocks_draw,
	.refresh = allclocks_refresh,
	.next = allclocks_next,
	.focus = allclocks_focus,
};
