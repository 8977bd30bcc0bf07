/* tui/screen/dashboard_draw.c - how the dashboard looks. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/dashboard.h"
#include "tui/widget/frame.h"

#define TOP 5 /* title, NEXT, tabs, heads, rule */
#define WAITS_SHOWN 3
#define NUMBER 6 /* a step's number and a blank; more if it is longer */
#define COARSE (10 * TIME_MINUTE)
#define ASKED_WHOLE 72 /* cells from which "asked ... by ..." has room */

/* --- rows of the list ---------------------------------------------------------- */

static void add_row(struct dashboard *d, const struct summary *m, bool fold)
{
	if (!mem_reserve(&d->row, &d->row_cap, d->row_count + 1,
			 sizeof(*d->row)))
		d->row[d->row_count++] = (struct dashrow){m, fold};
}

static void add_some(struct dashboard *d, bool open, bool drill)
{
	bool first = d->row_count > 0 && (drill || !open);

	for (size_t i = 0; i < d->board.count; i++) {
		const struct summary *m = &d->board.at[i];

		if (m->open != open || (open && m->drill != drill))
			continue;
		if (first && drill)
			add_row(d, NULL, false);
		first = false;
		add_row(d, m, false);
	}
}

void dashboard_rows(struct dashboard *d)
{
	d->row_count = d->closed = 0;
	for (size_t i = 0; i < d->board.count; i++)
		d->closed += !d->board.at[i].open;
	add_some(d, true, false);
	add_some(d, true, true);
	if (d->closed) {
		add_row(d, NULL, true);
		if (d->unfolded)
			add_some(d, false, false);
	}
}

static int row_count(void *ctx)
{
	return (int)((struct dashboard *)ctx)->row_count;
}

static const char *row_key(void *ctx, int i)
{
	const struct dashrow *r = &((struct dashboard *)ctx)->row[i];

	return r->m ? r->m->label : r->fold ? FOLD_KEY : NULL;
}

static const char *row_text(void *ctx, int i)
{
	struct dashboard *d = ctx;
	const struct summary *m = d->row[i].m;

	if (!m)
		return NULL;
	str_clear(&d->text);
	str_addf(&d->text, "%s %s %s %s", m->label, m->title, m->lead,
		 m->next);
	return str_text(&d->text);
}

/* --- columns ------------------------------------------------------------------------ */

enum { C_CASE, C_WHAT, C_PHASE, C_STEPS, C_LEAD, C_STEP, C_DUE, COLS };

static const char *const heads[COLS] = {
	N_("CASE"), N_("WHAT HAPPENED"), N_("PHASE"), N_("STEPS"),
	N_("LEAD"), N_("NEXT STEP"),	 N_("NEXT DEADLINE"),
};

/* Cells of each column, the gap behind it included; 0: not shown. */
static void widths(int out[COLS], const struct surface *s, int cells)
{
	static const int small[COLS] = {14, 30, 0, 7, 0, 0, 0};
	static const int usual[COLS] = {14, 22, 11, 7, 6, 0, 0};
	static const int wide[COLS] = {14, 28, 15, 7, 8, 0, 0};
	static const int wider[COLS] = {14, 32, 16, 7, 8, 26, 0};
	int cols = surface_cols(s), used = 0;
	const int *w = cols < 80	  ? small
		       : cols < APP_WIDE  ? usual
		       : cols < APP_WIDER ? wide
					  : wider;

	memcpy(out, w, sizeof(small));
	if (cols < 80)
		out[C_WHAT] -= 80 - cols > 16 ? 16 : 80 - cols;
	for (int i = 0; i < COLS; i++)
		used += out[i];
	out[C_DUE] = cells - used > 0 ? cells - used : 0;
}

static void draw_heads(struct surface *s)
{
	int w[COLS], col = 3;

	widths(w, s, surface_cols(s) - 3);
	for (int i = 0; i < COLS; i++) {
		if (w[i])
			surface_field(s, 3, col, w[i] - (i < C_DUE),
				      LOOK_PLAIN, _(heads[i]));
		col += w[i];
	}
	frame_rule(s, 4);
}

/* "3.03 Data types"; where there is little room the name must do. */
static const char *due_name(const char *text, bool whole)
{
	size_t n = strspn(text, "0123456789.abcdefghijklmnopqrstuvwxyz");
	bool numbered = n && text[n] == ' ' && memchr(text, '.', n) &&
			*text >= '0' && *text <= '9';

	return numbered && !whole ? text + n + 1 : text;
}

/* Only the nearest limit counts as NEXT does. The others go by the minute,
 * and by ten while an hour or more is left or ten minutes are over, and never
 * show more time than is left: twenty rows that tick would write without end
 * to a screen nobody touches. */
static int64_t row_now(const struct dashboard *d, const struct summary *m)
{
	int64_t now = app_now(d->app), left = m->next_due - now;

	if (m == board_first_due(&d->board))
		return now;
	return now + left % (left < TIME_HOUR && left > -COARSE ? TIME_MINUTE
								: COARSE);
}

static void draw_due(struct dashboard *d, const struct summary *m,
		     struct surface *s, int row, int col, int cells)
{
	struct countdown c = board_due(m);
	int64_t now = row_now(d, m);
	struct str text = {0};

	if (m->drill || !m->open) {
		surface_field(s, row, col, cells, LOOK_PLAIN,
			      m->open ? _("drill, not real") : _("closed"));
		return;
	}
	if (!m->next_due)
		return;
	countdown_short(&text, &c, now);
	str_addf(&text, " %s",
		 due_name(m->next_due_text, surface_cols(s) >= APP_WIDE));
	surface_field(s, row, col, cells,
		      countdown_look(countdown_level(&c, now)),
		      str_text(&text));
	str_release(&text);
}

static void draw_cells(struct dashboard *d, const struct summary *m,
		       struct surface *s, int row, int col, int cells)
{
	char steps[24];
	const char *text[COLS] = {m->label, m->title, m->phase, steps,
				  m->lead, m->next, NULL};
	int w[COLS];

	snprintf(steps, sizeof(steps), "%2u/%u", m->done, m->total);
	widths(w, s, cells);
	if (utf8_cells(m->label) + 2 > w[C_CASE]) { /* DRILL-, PLAN- */
		w[C_WHAT] -= utf8_cells(m->label) + 2 - w[C_CASE];
		w[C_CASE] = utf8_cells(m->label) + 2;
	}
	for (int i = 0; i < C_DUE; i++) {
		if (w[i])
			surface_field(s, row, col, w[i] - 2, LOOK_PLAIN,
				      text[i]);
		col += w[i];
	}
	draw_due(d, m, s, row, col, w[C_DUE]);
}

static void draw_fold(const struct dashboard *d, struct surface *s, int row,
		      int col, int cells)
{
	struct str text = {0};

	str_addf(&text, "%s ", d->unfolded ? "-" : "+");
	str_addf(&text, ngettext("%zu closed case", "%zu closed cases",
				 (unsigned long)d->closed),
		 d->closed);
	surface_field(s, row, col, cells, LOOK_PLAIN, str_text(&text));
	str_release(&text);
}

/* Why a case cannot be read; its label stands in the row already. */
static const char *trouble_of(const struct summary *m)
{
	size_t n = strlen(m->path);

	if (!*m->error)
		return _("cannot be read");
	return str_starts(m->error, m->path) && m->error[n] == ':'
		       ? m->error + n + 1 + (m->error[n + 1] == ' ')
		       : m->error;
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct dashboard *d = ctx;
	const struct dashrow *r = &d->row[i];
	const struct summary *m = r->m;
	int first = col;

	if (r->fold)
		draw_fold(d, s, row, col, cells);
	if (!m)
		return;
	if (m->broken) {
		col += surface_put(s, row, col, 15, LOOK_PLAIN, m->label);
		surface_field(s, row, col + 2, cells - 16, LOOK_PLAIN,
			      trouble_of(m));
	} else if (!m->fresh && !*m->title) {
		surface_put(s, row, col, 15, LOOK_PLAIN, m->label);
		surface_field(s, row, col + 14, cells - 14, LOOK_PLAIN,
			      _("reading"));
	} else {
		draw_cells(d, m, s, row, col, cells);
	}
	if (chosen)
		surface_look(s, row, first, 14, LOOK_BOLD);
}

const struct list_ops dashboard_case_ops = {row_count, row_key, row_draw,
					    row_text};

/* --- waiting on you -------------------------------------------------------------------- */

static int wait_count(void *ctx)
{
	return (int)((struct dashboard *)ctx)->board.wait_count;
}

static const char *wait_key(void *ctx, int i)
{
	return ((struct dashboard *)ctx)->board.wait[i]->id;
}

static const char *wait_text(void *ctx, int i)
{
	return ((struct dashboard *)ctx)->board.wait[i]->text;
}

static void wait_draw(void *ctx, int i, struct surface *s, int row, int col,
		      int cells, bool chosen)
{
	struct dashboard *d = ctx;
	const struct board_wait *w = d->board.wait[i];
	struct str asked = {0}, when = {0};
	int used = 0, number = (int)strlen(w->number);

	surface_field(s, row, col, 15, LOOK_PLAIN, w->label);
	if (w->at) {
		frame_when(&when, w->at, app_now(d->app),
			   app_config(d->app)->env->zone);
		if (cells < ASKED_WHOLE)
			str_addf(&asked, "%s %s", w->by, str_text(&when));
		else
			str_addf(&asked, _("asked %s by %s"),
				 str_text(&when), w->by);
		used = utf8_cells(str_text(&asked)) + 2;
		surface_right(s, row, col, cells - 1, LOOK_PLAIN,
			      str_text(&asked));
	}
	if (number)
		number = number < NUMBER ? NUMBER : number + 1;
	surface_put(s, row, col + 14, number, LOOK_PLAIN, w->number);
	surface_field(s, row, col + 14 + number, cells - 14 - number - used,
		      chosen ? LOOK_BOLD : LOOK_PLAIN, w->text);
	str_release(&asked);
	str_release(&when);
}

const struct list_ops dashboard_wait_ops = {wait_count, wait_key, wait_draw,
					    wait_text};

/* --- the whole ---------------------------------------------------------------------------------- */

/* The chosen case, for the third column. */
static void draw_chosen(struct dashboard *d, struct surface *s, int row,
			int col, int cells)
{
	const struct summary *m = board_find(&d->board,
					     list_key(&d->cases));
	const struct summary_book *runs = NULL;
	struct str when = {0};

	if (!m || m->broken)
		return;
	surface_field(s, row++, col, cells, LOOK_BOLD, m->label);
	surface_field(s, row++, col, cells, LOOK_PLAIN, m->title);
	if (*m->next)
		surface_putf(s, row++, col, cells, LOOK_PLAIN, _("next %s"),
			     m->next);
	if (*m->next && *m->next_owner)
		surface_putf(s, row++, col, cells, LOOK_PLAIN, _("owner %s"),
			     m->next_owner);
	frame_time(&when, m->changed, app_config(d->app)->env->zone);
	surface_putf(s, row++, col, cells, LOOK_PLAIN, _("changed %s"),
		     str_text(&when));
	for (unsigned i = 0; i < m->book_count; i++)
		surface_putf(s, row++, col, cells, LOOK_PLAIN,
			     news_older(&runs, &d->news, m) &&
					     runs == &m->book[i]
				     ? _("%s, a newer one is in force: P")
				     : "%s",
			     m->book[i].slug);
	str_release(&when);
}

/* "All times +08.   Store /srv/stanch, saved 14:11:02." */
static void draw_store(const struct dashboard *d, struct surface *s, int row)
{
	const struct zone *z = app_config(d->app)->env->zone;
	char offset[TIME_TEXT];
	int64_t saved = 0;
	struct str text = {0};

	for (size_t i = 0; i < d->board.count; i++)
		if (d->board.at[i].changed > saved)
			saved = d->board.at[i].changed;
	time_offset_text(offset, zone_offset(z, app_now(d->app)));
	str_addf(&text, _("All times %s.   Store %s"), offset,
		 store_paths(d->board.store)->home);
	if (saved) {
		struct civil c = time_civil(saved, z);

		str_addf(&text, _(", saved %02d:%02d:%02d"), c.hour,
			 c.minute, c.second);
	}
	str_addc(&text, '.');
	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      str_text(&text));
	str_release(&text);
}

/* Below the cases: what waits, and the figures. Returns its rows. */
static int lower_rows(const struct dashboard *d, const struct surface *s)
{
	int waits = (int)d->board.wait_count, news = dashboard_news_rows(d);

	if (surface_cols(s) >= APP_WIDE)
		return 7 + dashboard_owed_rows(d, 2) + news;
	waits = waits > WAITS_SHOWN ? WAITS_SHOWN : waits;
	return (waits ? waits + 2 : 0) + 3 + dashboard_owed_rows(d, 1) + news;
}

/* Only the list that has the keys shows its mark. */
static void draw_list(struct list *l, struct surface *s, int row, int rows,
		      int cells, bool focus)
{
	list_draw(l, s, row, rows, 0, cells, focus);
	for (int i = 0; !focus && i < rows; i++)
		surface_fill(s, row + i, 1, 1, LOOK_PLAIN, ' ');
}

static void draw_waits(struct dashboard *d, struct surface *s, int row,
		       int rows, int cells)
{
	surface_put(s, row, 1, cells, LOOK_BOLD, _("WAITING ON YOU"));
	if (!d->board.wait_count)
		surface_put(s, row + 1, 3, cells - 3, LOOK_PLAIN, _("nothing"));
	draw_list(&d->waits, s, row + 1, rows, cells, d->in_waits);
}

static void draw_lower(struct dashboard *d, struct surface *s, int row)
{
	int cols = surface_cols(s), third = 0, left, n;

	if (cols < APP_WIDE) {
		n = (int)d->board.wait_count;
		n = n > WAITS_SHOWN ? WAITS_SHOWN : n;
		if (n) {
			draw_waits(d, s, row, n, cols);
			row += n + 2;
		}
		row += dashboard_today(d, s, row);
		dashboard_news_draw(d, s, row);
		return;
	}
	if (cols >= APP_WIDER)
		third = 34;
	left = (cols - third) * 3 / 5;
	draw_waits(d, s, row, 5, left - 2);
	dashboard_today_column(d, s, row, left + 1, cols - third - left - 2);
	if (third)
		draw_chosen(d, s, row, cols - third + 1, third - 2);
	dashboard_news_draw(d, s, row + 7 + dashboard_owed_rows(d, 2));
}

static void draw_empty(struct dashboard *d, struct surface *s, int rows)
{
	rich_put(d->empty, s, 4, rows - 4, 3, surface_cols(s) - 6);
	surface_cursor(s, 4, 3);
}

void dashboard_draw(struct app *app, void *state, struct surface *s)
{
	struct dashboard *d = state;
	int rows = frame_rows(app, s), lower, list, n;

	frame_title(app, s, _("Cases"), NULL);
	board_next_row(app, &d->board, s, 1);
	board_tabs(app, &d->board, s, 2, 0);
	if (d->board.loaded && !d->board.count) {
		draw_empty(d, s, rows);
		return;
	}
	draw_heads(s);
	lower = lower_rows(d, s);
	list = rows - TOP - 1 - lower;
	if (rows - TOP > lower + 6)
		list -= 3; /* the store's row, and space around it */
	if (list < 2)
		list = rows - TOP - 1;
	n = (int)d->row_count < list ? (int)d->row_count : list;
	draw_list(&d->cases, s, TOP, n, surface_cols(s), !d->in_waits);
	if (list < rows - TOP - 1 || n + lower + TOP < rows)
		draw_lower(d, s, TOP + n + 1);
	if (rows - TOP > lower + 6)
		draw_store(d, s, rows - 3);
}
