/*
 * tui/widget/frame.h - the rows every screen has: title, NEXT, tabs, rules.
 */
#ifndef STANCH_WIDGET_FRAME_H
#define STANCH_WIDGET_FRAME_H

#include "tui/app/app.h"
#include "tui/widget/countdown.h"

/* How many rows from the top are the screen's own; below them the app draws
 * what was said, the footer, and in a drill the banner. */
int frame_rows(const struct app *app, const struct surface *s);

/* The title row, in reverse: " INC-2026-014  Vendor portal breach    LIVE
 * lin   Wed 14 Oct 14:12 +08". what may be NULL. In a drill it is the
 * banner, with what behind it where there is room. Returns the next row. */
int frame_title(struct app *app, struct surface *s, const char *name,
		const char *what);
/* The same as frame_next(), short, in the title row of a screen or form that
 * has no such row: " draft/backups         ! 3h48 PIPL 57 people   LIVE".
 * What was told last; app_config's over(). */
void frame_over(struct app *app, struct surface *s);
/* " NEXT  INC-2026-014  Tell the regulator   lin      ! due in  3h 48m  today
 * 18:00". label and owner may be NULL; c NULL: `what` says that nothing is
 * due. */
void frame_next(struct app *app, struct surface *s, int row,
		const char *label, const char *what, const char *owner,
		const struct countdown *c);

struct frame_tab {
	const char *text;  /* "Cases", "Detect"; translated */
	const char *count; /* "3", "5/5"; NULL or "": none */
	int number;	   /* its key; 0: its place in the row */
};
#define FRAME_TABS 9
/* " [1 CASES 3]   2 Clocks 4": numbered, the chosen one in brackets and
 * capitals (bold); n at most FRAME_TABS. Where there is no room they move
 * together, then lose their counts. right: text at the right edge, or NULL.
 */
void frame_tabs(struct surface *s, int row, const struct frame_tab *tabs,
		int n, int chosen, const char *right);
/* " Detect 5/5    Contain 6/6    [ASSESS 2/8]": a case's phases, not
 * numbered; cut so that the chosen one stays in view. */
void frame_phases(struct surface *s, int row, const struct frame_tab *tabs,
		  int n, int chosen);
/* " -----" under a head; "   ......" around a step that has grown. */
void frame_rule(struct surface *s, int row);
void frame_dots(struct surface *s, int row, int col, int cells);
/* "Wed 14 Oct", in the program's language. Appends. */
void frame_day(struct str *out, const struct civil *t);
/* "Wed 14 Oct 14:12 +08", in the program's language. Appends. */
void frame_time(struct str *out, int64_t at, const struct zone *z);
/* "14:12", or "12 Oct" when it is not today. Appends. */
void frame_when(struct str *out, int64_t at, int64_t now,
		const struct zone *z);
/* ASCII letters in capitals, all else as it is. Appends. */
void frame_upper(struct str *out, const char *text);

#endif
