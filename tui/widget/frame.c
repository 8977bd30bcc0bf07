#include "tui/widget/frame.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"

#define NAME_CELLS 20 /* of a time limit, in the title row */
#define NAME_LEAST 8

int frame_rows(const struct app *app, const struct surface *s)
{
	return app_footer_row(app, s) - 1;
}

/* ---- times ---- */
static const char *const weekdays[] = {N_("Mon"), N_("Tue"), N_("Wed"),
				       N_("Thu"), N_("Fri"), N_("Sat"),
				       N_("Sun")};
static const char *const months[] = {
	N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
	N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};

void frame_day(struct str *out, const struct civil *t)
{
	/* weekday, day, month: "Wed 14 Oct" */
	str_addf(out, _("%s %02d %s"), _(weekdays[t->weekday]), t->day,
		 _(months[t->month - 1]));
}

/* "14:12 +08" */
static void add_clock(struct str *out, const struct civil *t)
{
	char offset[TIME_TEXT];

	time_offset_text(offset, t->offset);
	str_addf(out, "%02d:%02d %s", t->hour, t->minute, offset);
}

void frame_time(struct str *out, int64_t at, const struct zone *z)
{
	struct civil t = time_civil(at, z);

	frame_day(out, &t);
	str_addc(out, ' ');
	add_clock(out, &t);
}

void frame_when(struct str *out, int64_t at, int64_t now,
		const struct zone *z)
{
	struct civil a = time_civil(at, z), n = time_civil(now, z);

	if (a.year == n.year && a.month == n.month && a.day == n.day)
		str_addf(out, "%02d:%02d", a.hour, a.minute);
	else /* day, month: "12 Oct" */
		str_addf(out, _("%02d %s"), a.day, _(months[a.month - 1]));
}

void frame_upper(struct str *out, const char *text)
{
	for (; *text; text++)
		str_addc(out, *text >= 'a' && *text <= 'z'
				      ? (char)(*text - 'a' + 'A')
				      : *text);
}

/* ---- the title row ---- */
/* The banner of a drill leaves a narrow window no room for the day. */
static void add_right(struct str *out, struct app *app, int cols)
{
	const struct zone *z = app_config(app)->env->zone;
	struct civil t = time_civil(app_now(app), z);

	if (app_read_only(app))
		str_addf(out, "%s ", _("READ-ONLY"));
	if (!app_drill(app))
		str_addf(out, "%s   ", _("LIVE"));
	if (*app_config(app)->who)
		str_addf(out, "%s   ", app_config(app)->who);
	if (!app_drill(app) || cols >= APP_WIDE) {
		frame_day(out, &t);
		str_addc(out, ' ');
	}
	add_clock(out, &t);
}

int frame_title(struct app *app, struct surface *s, const char *name,
		const char *what)
{
	int cols = surface_cols(s), col = 1, room;
	struct app_next *next = app_next(app);
	struct str right = {0}, left = {0};

	surface_fill(s, 0, 0, INT_MAX, LOOK_REVERSE, ' ');
	add_right(&right, app, cols);
	room = cols - 1 - utf8_cells(str_text(&right)) - 2;
	surface_right(s, 0, 1, cols - 1, LOOK_REVERSE, str_text(&right));
	if (app_drill(app)) {
		app_banner(&left, app);
		name = str_text(&left);
	}
	col += surface_field(s, 0, col, room, LOOK_REVERSE | LOOK_BOLD, name);
	if (what && col + 4 < room)
		col += 2 + surface_field(s, 0, col + 2, room - col - 1,
					 LOOK_REVERSE, what);
	next->shown = false;
	next->from = col;
	next->to = room + 1;
	str_release(&right);
	str_release(&left);
	return 1;
}

/* How long comes first: the name is left out where there is no room, and the
 * title is cut if it must. */
void frame_over(struct app *app, struct surface *s)
{
	struct app_next *next = app_next(app);
	struct countdown c = {COUNT_UNTIL, next->start, next->end};
	int room = next->to - next->from - 1, cells;
	struct str span = {0}, text = {0};

	if (next->to && !next->shown && next->end && !app_drill(app)) {
		countdown_short(&span, &c, app_now(app));
		str_add(&text, str_text(&span) +
				       strspn(str_text(&span), " "));
		cells = utf8_cells(str_text(&text));
		if (room > cells + NAME_LEAST) {
			str_addf(&text, " %s", next->what);
			cells = utf8_cells(str_text(&text));
			cells = cells < room ? cells : room;
		}
		surface_fill(s, 0, next->to - cells - 1, cells + 1,
			     LOOK_REVERSE, ' ');
		surface_field(s, 0, next->to - cells, cells,
			      LOOK_REVERSE | LOOK_BOLD, str_text(&text));
	}
	next->to = 0;
	str_release(&span);
	str_release(&text);
}

/* ---- NEXT ---- */
static int draw_due(struct app *app, struct surface *s, int row,
		    const struct countdown *c)
{
	const struct zone *z = app_config(app)->env->zone;
	int cols = surface_cols(s), gap = cols >= APP_WIDE ? 6 : 2;
	int64_t now = app_now(app);
	unsigned look = countdown_look(countdown_level(c, now));
	struct str head = {0}, when = {0};
	int used;

	countdown_head(&head, c, now);
	if (c->kind == COUNT_UNTIL)
		countdown_when(&when, c->end, now, z);
	used = utf8_cells(str_text(&when));
	surface_right(s, row, 1, cols - 1, LOOK_PLAIN, str_text(&when));
	used += used ? gap : 0;
	surface_right(s, row, 1, cols - 1 - used, look, str_text(&head));
	used += utf8_cells(str_text(&head));
	str_release(&head);
	str_release(&when);
	return used;
}

void frame_next(struct app *app, struct surface *s, int row,
		const char *label, const char *what, const char *owner,
		const struct countdown *c)
{
	int cols = surface_cols(s), room = cols - 2, col = 1;
	struct app_next *next = app_next(app);

	next->shown = true;
	next->end = c && c->kind == COUNT_UNTIL ? c->end : 0;
	next->start = c ? c->start : 0;
	snprintf(next->what, sizeof(next->what), "%.*s",
		 (int)utf8_cut(what, NAME_CELLS, NULL), what);
	if (c)
		room -= draw_due(app, s, row, c) + 1;
	col += surface_put(s, row, col, room, LOOK_BOLD, _("NEXT")) + 2;
	if (label)
		col += surface_put(s, row, col, room - col, LOOK_PLAIN,
				   label) + 2;
	if (owner && *owner)
		room -= utf8_cells(owner) + 3;
	col += surface_field(s, row, col, room - col + 1, LOOK_BOLD, what);
	if (owner && *owner)
		surface_put(s, row, col + 3, INT_MAX, LOOK_PLAIN, owner);
}

/* ---- tabs and phases ---- */
static void add_tab(struct str *out, const struct frame_tab *t, int number,
		    bool chosen)
{
	str_add(out, chosen ? "[" : "");
	if (number)
		str_addf(out, "%d ", number);
	if (chosen)
		frame_upper(out, t->text);
	else
		str_add(out, t->text);
	if (t->count && *t->count)
		str_addf(out, " %s", t->count);
	str_add(out, chosen ? "]" : "");
}

static int put_tab(struct surface *s, int row, int col,
		   const struct frame_tab *t, int number, bool chosen)
{
	struct str text = {0};
	int used;

	add_tab(&text, t, number, chosen);
	used = surface_put(s, row, col, INT_MAX,
			   chosen ? LOOK_BOLD : LOOK_PLAIN, str_text(&text));
	if (number > 0 && number < 10)
		surface_spot(s, row, col, used,
			     (struct spot){.key = '0' + (uint32_t)number});
	str_release(&text);
	return used;
}

static int cells_from(const struct frame_tab *tabs, int from, int to,
		      int chosen, int gap)
{
	struct str text = {0};
	int cells = 0;

	for (int i = from; i <= to; i++) {
		str_clear(&text);
		add_tab(&text, &tabs[i], tabs[i].number, i == chosen);
		cells += utf8_cells(str_text(&text)) + (i > from ? gap : 0);
	}
	str_release(&text);
	return cells;
}

/* The widest gap of 3 to 1 that leaves all of them in view; 0: none. */
static int tabs_gap(const struct frame_tab *tabs, int n, int chosen, int room)
{
	int gap = 3;

	while (gap && cells_from(tabs, 0, n - 1, chosen, gap) > room)
		gap--;
	return gap;
}

void frame_tabs(struct surface *s, int row, const struct frame_tab *tabs,
		int n, int chosen, const char *right)
{
	struct frame_tab tab[FRAME_TABS];
	int col = 1, cols = surface_cols(s), gap;

	for (int i = 0; i < n && i < FRAME_TABS; i++) {
		tab[i] = tabs[i];
		tab[i].number = tabs[i].number ? tabs[i].number : i + 1;
	}
	gap = tabs_gap(tab, n, chosen, cols - 2);
	for (int i = n - 1; i >= 0 && !gap; i--) { /* counts go, last first */
		if (i != chosen)
			tab[i].count = NULL;
		gap = tabs_gap(tab, n, chosen, cols - 2);
	}
	gap = gap ? gap : 1;
	for (int i = 0; i < n; i++)
		col += put_tab(s, row, col, &tab[i], tab[i].number,
			       i == chosen) + gap;
	if (right && col + utf8_cells(right) <= cols)
		surface_right(s, row, col, cols - col, LOOK_PLAIN, right);
}

void frame_phases(struct surface *s, int row, const struct frame_tab *tabs,
		  int n, int chosen)
{
	int room = surface_cols(s) - 2, col = 1, from = 0, gap = 4;

	while (gap > 2 && cells_from(tabs, 0, n - 1, chosen, gap) > room)
		gap--;
	while (from < chosen &&
	       cells_from(tabs, from, chosen, chosen, gap) + 4 > room)
		from++;
	if (from)
		col += surface_put(s, row, col, 2, LOOK_PLAIN, "..") + 2;
	for (int i = from; i < n; i++)
		col += put_tab(s, row, col, &tabs[i], 0, i == chosen) + gap;
}

void frame_rule(struct surface *s, int row)
{
	surface_fill(s, row, 1, INT_MAX, LOOK_PLAIN, '-');
}

void frame_dots(struct surface *s, int row, int col, int cells)
{
	surface_fill(s, row, col, cells, LOOK_PLAIN, '.');
}
