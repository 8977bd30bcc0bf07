/* tui/screen/case_draw.c - the case screen: data to cells. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/adopt.h"
#include "tui/screen/case.h"
#include "tui/widget/countdown.h"
#include "tui/widget/frame.h"

#define LEFT_WIDE 48   /* columns of the list from 130 */
#define LEFT_NARROW 42 /* from 100 */
#define NUMBER 5       /* "3.01" and a blank; more only where one is longer */
#define RIGHT 28       /* the third column */
#define LEGEND_ROWS 34 /* so high, what the marks mean is told as well */

const struct phase *caseview_phase(const struct caseview *v)
{
	const struct situation *s = ctx_now(v->on.app);

	for (size_t i = 0; i < s->phase_count; i++)
		if (str_eq(s->phase[i].key, v->phase))
			return &s->phase[i];
	return s->phase_count ? &s->phase[0] : NULL;
}

/* --- a step's line ------------------------------------------------------------------ */

static void put_str(struct surface *s, int row, int col, int cells,
		    unsigned look, struct str *text)
{
	surface_field(s, row, col, cells, look, str_text(text));
	str_clear(text);
}

static unsigned when_look(const struct app *app, const struct step *st)
{
	return ctx_now(app)->state == CASE_OPEN && st->state < STEP_SKIPPED &&
			       st->due && st->due <= ctx_time(app)
		       ? LOOK_OVERDUE | LOOK_BOLD
		       : LOOK_PLAIN;
}

/* " 3.01 [x] Mail server      snapshot taken                wu      14:09" */
static void draw_step(const struct app *app, const struct step *st,
		      struct surface *s, int row, int col, int cells,
		      bool open)
{
	size_t lang = ctx_lang(app, st->book);
	unsigned look = open ? LOOK_BOLD : LOOK_PLAIN;
	int number = step_number_cells(ctx_now(app), NUMBER);
	int says = cells - 26 - 22 - (number - NUMBER);
	struct str t = {0};

	surface_put(s, row, col, number, look, st->number);
	col += number - NUMBER;
	surface_put(s, row, col + 5, 3, look, step_mark(st));
	if (open)
		frame_upper(&t, text_in(&st->def->object, lang));
	else
		str_add(&t, text_in(&st->def->object, lang));
	put_str(s, row, col + 9, 17, look, &t);
	step_says(&t, app, st);
	put_str(s, row, col + 27, says, LOOK_PLAIN, &t);
	step_owner_text(&t, st);
	put_str(s, row, col + 28 + says, 7, LOOK_PLAIN, &t);
	step_when_text(&t, app, st);
	put_str(s, row, col + 36 + says, 11, when_look(app, st), &t);
	str_release(&t);
}

/* The left column of a wide window: number, mark, object, owner. */
static void draw_brief(const struct app *app, const struct step *st,
		       struct surface *s, int row, int col, int cells,
		       bool open)
{
	size_t lang = ctx_lang(app, st->book);
	unsigned look = open ? LOOK_BOLD : when_look(app, st);
	int number = step_number_cells(ctx_now(app), NUMBER);
	int room = cells - 6 - number - 9, at = col + 2 + number;
	struct str t = {0};

	surface_put(s, row, col + 2, number, look, st->number);
	surface_put(s, row, at, 3, look, step_mark(st));
	if (open)
		frame_upper(&t, text_in(&st->def->object, lang));
	else
		str_add(&t, text_in(&st->def->object, lang));
	if (st->state == STEP_BLOCKED &&
	    utf8_cells(str_text(&t)) + utf8_cells(_(", BLOCKED")) <= room)
		str_add(&t, _(", BLOCKED"));
	put_str(s, row, at + 4, room, look, &t);
	step_owner_text(&t, st);
	put_str(s, row, col + cells - 8, 8, LOOK_PLAIN, &t);
	str_release(&t);
}

static void draw_phase(const struct app *app, const struct phase *ph,
		       struct surface *s, int row, int col, int cells,
		       bool open)
{
	const struct ctx *x = ctx_of(app);
	const char *title = text_in(&ph->def->title,
				    ctx_lang(app, ph->book));
	struct str t = {0};

	str_addf(&t, "%s ", ph->number);
	if (open)
		frame_upper(&t, title);
	else
		str_add(&t, title);
	surface_field(s, row, col, cells - 20, LOOK_PLAIN, str_text(&t));
	str_clear(&t);
	str_addf(&t, "%zu/%zu", ph->done, ph->total);
	if (ph->closed) {
		str_add(&t, _("   done "));
		frame_when(&t, ph->closed, app_now(app), x->env->zone);
	}
	put_str(s, row, col + cells - 19, 19, LOOK_PLAIN, &t);
	str_release(&t);
}

static void draw_tick(const struct row *r, struct surface *s, int row,
		      int col, int cells, bool chosen)
{
	surface_field(s, row, col + r->indent, cells - r->indent,
		      chosen ? LOOK_BOLD : LOOK_PLAIN, r->text);
}

/* --- the lists ---------------------------------------------------------------------------- */

static int rows_count(void *ctx)
{
	return (int)((struct caseview *)ctx)->rows.count;
}

static const char *rows_key(void *ctx, int i)
{
	return ((struct caseview *)ctx)->rows.at[i].key;
}

static void draw_row(const struct caseview *v, const struct row *r,
		     struct surface *s, int row, int col, int cells,
		     bool chosen)
{
	bool wide = surface_cols(s) >= APP_WIDE;

	switch (r->kind) {
	case ROW_STEP:
		if (wide)
			draw_brief(v->on.app, r->step, s, row, col, cells,
				   chosen);
		else
			draw_step(v->on.app, r->step, s, row, col, cells,
				  str_eq(r->key, v->on.step));
		return;
	case ROW_PHASE:
		draw_phase(v->on.app, r->phase, s, row, col, cells,
			   str_eq(r->phase->key, v->phase));
		return;
	case ROW_TICK:
		draw_tick(r, s, row, col, cells, chosen);
		return;
	case ROW_DOTS:
		frame_dots(s, row, col, cells - 1);
		return;
	case ROW_TEXT:
		if (r->text)
			surface_put(s, row, col + r->indent - 3,
				    cells - r->indent + 3, r->look, r->text);
		return;
	case ROW_BLANK:
		return;
	}
}

static void rows_draw(void *ctx, int i, struct surface *s, int row, int col,
		      int cells, bool chosen)
{
	struct caseview *v = ctx;

	draw_row(v, &v->rows.at[i], s, row, col, cells, chosen);
}

static const char *find_text(const struct row *r)
{
	return r->kind == ROW_STEP || r->kind == ROW_TICK ? r->text : NULL;
}

static const char *rows_text(void *ctx, int i)
{
	struct caseview *v = ctx;

	return find_text(&v->rows.at[i]);
}

const struct list_ops case_list_ops = {rows_count, rows_key, rows_draw,
				       rows_text};

static int right_count(void *ctx)
{
	return (int)((struct caseview *)ctx)->right.count;
}

/* Every line of the guidance can be reached, so that a long one scrolls. */
static const char *right_key(void *ctx, int i)
{
	return ((struct caseview *)ctx)->right.at[i].key;
}

static void right_draw(void *ctx, int i, struct surface *s, int row, int col,
		       int cells, bool chosen)
{
	struct caseview *v = ctx;

	draw_row(v, &v->right.at[i], s, row, col - 2, cells, chosen);
}

static const char *right_text(void *ctx, int i)
{
	struct caseview *v = ctx;

	return find_text(&v->right.at[i]);
}

const struct list_ops case_detail_ops = {right_count, right_key, right_draw,
					 right_text};

/* --- the head -------------------------------------------------------------------------------- */

static void draw_phases(struct caseview *v, struct surface *s, int row)
{
	const struct situation *now = ctx_now(v->on.app);
	struct frame_tab tabs[24] = {{0}};
	char counts[24][24];
	int chosen = 0, n = 0;

	for (size_t i = 0; i < now->phase_count && n < 24; i++) {
		const struct phase *ph = &now->phase[i];

		if (str_eq(ph->key, v->phase))
			chosen = n;
		else if (ph->folded)
			continue;
		tabs[n].text = text_in(&ph->def->title,
				       ctx_lang(v->on.app, ph->book));
		snprintf(counts[n], sizeof(counts[n]), "%zu/%zu", ph->done,
			 ph->total);
		tabs[n].count = counts[n];
		n++;
	}
	frame_phases(s, row, tabs, n, chosen);
}

/* What to do in a case that has no steps to show. */
static void draw_empty(const struct caseview *v, struct surface *s)
{
	const struct situation *now = ctx_now(v->on.app);

	if (now->book_count)
		surface_put(s, 6, 3, 200, LOOK_BOLD,
			    _("The playbook's text cannot be read; see "
			      "2 Timeline."));
	else
		surface_put(s, 6, 3, 200, LOOK_PLAIN,
			    _("No playbook yet. P: choose one. a: write a "
			      "note."));
	surface_cursor(s, 6, 3);
}

/* --- the whole ---------------------------------------------------------------------------------- */

static void draw_progress(const struct caseview *v, struct surface *s,
			  int row, int cells)
{
	const struct situation *now = ctx_now(v->on.app);

	surface_putf(s, row, 3, cells - 3, LOOK_PLAIN,
		     _("%zu of %zu done   %zu blocked   %zu overdue"),
		     now->done, now->total, now->blocked,
		     now->state == CASE_CLOSED ? 0 : now->overdue);
}

/* ">" stands in one column only: where the keys go. */
static void draw_detail(struct caseview *v, struct surface *s, int row,
			int rows, int col, int cells)
{
	int n = (int)v->right.count;

	if (v->in_detail) {
		list_draw(&v->detail, s, row, rows, col, cells, true);
		return;
	}
	for (int i = 0; i < n && i < rows; i++)
		if (i == rows - 1 && i < n - 1)
			surface_put(s, row + i, col + 3, cells - 3,
				    LOOK_PLAIN, _(".. v shows the whole step"));
		else
			right_draw(v, i, s, row + i, col + 3, cells - 3,
				   false);
}

/* "playbook moved on: ...", on as many rows as it takes, from below; how
 * many it took. */
static int draw_news(struct caseview *v, struct surface *s, int last, int col,
		     int cells)
{
	const char *news = adopt_news(v->on.app);
	struct str t = {0};
	const char *text;
	size_t n;
	int rows = 0;

	if (!*news)
		return 0;
	str_addf(&t, _("%s   P shows it"), news);
	for (text = str_text(&t); *text; text += n)
		n = rows_break(text, cells), rows++;
	text = str_text(&t);
	for (int i = 0; i < rows; i++, text += n) {
		n = rows_break(text, cells);
		surface_fill(s, last - rows + 1 + i, col, cells, LOOK_PLAIN,
			     ' ');
		surface_putf(s, last - rows + 1 + i, col, cells, LOOK_BOLD,
			     "%.*s", (int)n, text);
	}
	str_release(&t);
	return rows;
}

static void draw_wide(struct caseview *v, struct surface *s, int top,
		      int rows)
{
	int cols = surface_cols(s);
	int left = cols >= APP_WIDER ? LEFT_WIDE : LEFT_NARROW;
	int middle = cols - left - 2 - (cols >= APP_WIDER ? RIGHT + 3 : 0);
	const struct step *st = onstep_now(&v->on);
	int news;

	surface_put(s, top, 1, left, LOOK_PLAIN, _("PHASE AND STEP"));
	surface_put(s, top, left - 8, 8, LOOK_PLAIN, _("OWNER"));
	surface_cursor(s, top + 2, 1);
	news = draw_news(v, s, top + rows - 1, 3, left - 3);
	list_draw(&v->list, s, top + 2, rows - 4 - news, 0, left,
		  !v->in_detail);
	draw_progress(v, s, top + rows - 2 - news, left);
	if (st) {
		struct str t = {0};

		str_addf(&t, "%s  ", st->number);
		frame_upper(&t, text_in(&st->def->object,
					ctx_lang(v->on.app, st->book)));
		surface_field(s, top, left + 2, middle, LOOK_BOLD,
			      str_text(&t));
		str_clear(&t);
		step_says(&t, v->on.app, st);
		surface_field(s, top + 1, left + 2, middle, LOOK_PLAIN,
			      str_text(&t));
		str_release(&t);
		draw_detail(v, s, top + 3, rows - 3, left, middle);
	}
	if (cols >= APP_WIDER)
		caseview_side(v, s, top, rows, cols - RIGHT - 1, RIGHT);
}

/* The grown step stands whole in the window, or from its first row on; the
 * rest of a long one is a key away. */
static void draw_narrow(struct caseview *v, struct surface *s, int top,
			int rows)
{
	int first = -1, last = -1, at = list_at(&v->list);
	const struct step *st = onstep_now(&v->on);

	for (int i = 0; i < (int)v->rows.count; i++) {
		if (v->rows.at[i].step != st || !st)
			continue;
		first = first < 0 && v->rows.at[i].kind != ROW_BLANK ? i
								    : first;
		last = i;
	}
	if (!list_filtered(&v->list) && first >= 0 && at == first) {
		if (last >= v->list.top + rows)
			v->list.top = last - rows + 1;
		if (first < v->list.top)
			v->list.top = first;
	}
	if (at < 0)
		surface_cursor(s, top, 1);
	list_draw(&v->list, s, top, rows, 0, surface_cols(s), true);
	if (!list_filtered(&v->list) && last >= v->list.top + rows) {
		surface_fill(s, top + rows - 1, 1, INT_MAX, LOOK_PLAIN, ' ');
		surface_put(s, top + rows - 1, 3, surface_cols(s) - 4,
			    LOOK_PLAIN, _(".. v shows the whole step"));
	}
}

/* Rows are made anew from the situation each time: a few dozen lines. */
void caseview_lay(struct caseview *v, int cols)
{
	const struct phase *ph = caseview_phase(v);
	const struct step *st = onstep_now(&v->on);
	int left = cols >= APP_WIDER ? LEFT_WIDE : LEFT_NARROW;

	rows_release(&v->rows);
	rows_release(&v->right);
	if (!ph)
		return;
	if (v->filtered)
		rows_all(&v->rows, v->on.app);
	if (cols < APP_WIDE && v->filtered)
		return;
	if (cols < APP_WIDE) {
		rows_phase(&v->rows, v->on.app, ph, st, cols - 3);
		return;
	}
	if (!v->filtered)
		rows_tree(&v->rows, v->on.app, ph);
	if (st)
		rows_step(&v->right, v->on.app, st,
			  cols - left - 8 -
				  (cols >= APP_WIDER ? RIGHT + 3 : 0));
}

void caseview_draw(struct app *app, void *state, struct surface *s)
{
	struct caseview *v = state;
	const struct situation *now = ctx_now(app);
	int rows = frame_rows(app, s), top;
	bool wide = surface_cols(s) >= APP_WIDE;

	top = frame_title(app, s, now->label, now->title);
	ctx_next_row(app, s, top++);
	if (wide)
		ctx_view_tabs(app, s, top++, 0);
	else
		draw_phases(v, s, top++);
	frame_rule(s, top++);
	ctx_last_change(app);
	if (!now->step_count) {
		draw_empty(v, s);
		return;
	}
	caseview_lay(v, surface_cols(s));
	if (!wide) {
		rows -= draw_news(v, s, rows - 1, 3, surface_cols(s) - 4);
		draw_narrow(v, s, top, rows - top);
		return;
	}
	if (rows - top >= LEGEND_ROWS) {
		rows -= 2;
		surface_field(s, rows, 1, surface_cols(s) - 2, LOOK_PLAIN,
			      _("[ ] open   [~] doing   [x] done   "
				"[?] decision   [!] blocked   [/] skipped   "
				"[-] not needed   [*] two values"));
	}
	draw_wide(v, s, top, rows - top);
}
