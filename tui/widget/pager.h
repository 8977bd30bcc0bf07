/*
 * tui/widget/pager.h - a text longer than the window: scroll and find.
 */
#ifndef STANCH_WIDGET_PAGER_H
#define STANCH_WIDGET_PAGER_H

#include "tui/app/app.h"
#include "tui/widget/rich.h"

struct pager {
	struct focus focus; /* first: screen_def.focus gives &pager->focus */
	struct rich *text;  /* fill it with rich_*; owned by the pager */
	int top, rows;
	int found; /* line of the last match, -1 */
	int cells; /* width at the last draw */
};

int pager_init(struct pager *p, struct error *err); /* ERR_NOMEM */
void pager_release(struct pager *p);
/* Draws the lines in view, the cursor on the first or on the match. */
void pager_draw(struct pager *p, struct surface *s, int row, int rows,
		int col, int cells, bool focus);
/* A page of its own: head and place in row, a rule, then `rows` lines of
 * text from edge to edge. */
void pager_page(struct pager *p, struct surface *s, int row, int rows,
		const char *head);
/* "12-30 of 84", for a heading. Appends. */
void pager_place(struct str *out, const struct pager *p);

#endif
