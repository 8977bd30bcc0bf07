#include "tui/widget/pager.h"

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/widget/frame.h"

/* Before the first draw the width is not known; find and scroll may be asked
 * nevertheless. */
#define FIRST_CELLS 76

static int lines_of(struct pager *p)
{
	int n = rich_layout(p->text, p->cells ? p->cells : FIRST_CELLS);

	return n < 0 ? 0 : n;
}

static void scroll_to(struct pager *p, int top)
{
	int most = lines_of(p) - p->rows;

	p->top = top > most ? most : top;
	if (p->top < 0)
		p->top = 0;
}

static bool move(struct focus *f, enum move how)
{
	struct pager *p = (struct pager *)f;
	int page = p->rows > 1 ? p->rows - 1 : 1, before = p->top;

	p->found = -1;
	switch (how) {
	case MOVE_UP:
		scroll_to(p, p->top - 1);
		break;
	case MOVE_DOWN:
		scroll_to(p, p->top + 1);
		break;
	case MOVE_PAGE_UP:
		scroll_to(p, p->top - page);
		break;
	case MOVE_PAGE_DOWN:
		scroll_to(p, p->top + page);
		break;
	case MOVE_HALF_UP:
		scroll_to(p, p->top - (page + 1) / 2);
		break;
	case MOVE_HALF_DOWN:
		scroll_to(p, p->top + (page + 1) / 2);
		break;
	case MOVE_FIRST:
		scroll_to(p, 0);
		break;
	case MOVE_LAST:
		scroll_to(p, lines_of(p));
		break;
	case MOVE_LEFT:
	case MOVE_RIGHT:
		break;
	}
	return p->top != before;
}

static enum hit find(struct focus *f, const char *text, int dir)
{
	struct pager *p = (struct pager *)f;
	int n = lines_of(p), at = p->found >= 0 ? p->found : p->top;
	struct str line = {0};
	bool hit = false;

	/* The first n after scrolling may find the line at the top itself. */
	if (p->found < 0 && dir > 0)
		dir = 0;
	for (int k = dir ? 1 : 0; *text && !hit && k <= n && n; k++) {
		int i = (at + (dir < 0 ? -k : k) + 2 * n) % n;

		str_clear(&line);
		rich_text(&line, p->text, i);
		hit = utf8_find(str_text(&line), text) >= 0;
		if (hit) {
			p->found = i;
			if (i < p->top || i >= p->top + p->rows)
				scroll_to(p, i - p->rows / 3);
		}
	}
	str_release(&line);
	return hit ? HIT_ONE : HIT_NONE;
}

static const struct focus_ops pager_focus = {move, find, NULL, NULL,
					     NULL};

int pager_init(struct pager *p, struct error *err)
{
	*p = (struct pager){.focus = {&pager_focus}, .found = -1};
	p->text = rich_new();
	return p->text ? 0 : error_nomem(err);
}

void pager_release(struct pager *p)
{
	rich_free(p->text);
	p->text = NULL;
}

void pager_draw(struct pager *p, struct surface *s, int row, int rows,
		int col, int cells, bool focus)
{
	p->cells = cells;
	p->rows = rows;
	scroll_to(p, p->top);
	for (int i = 0; i < rows; i++)
		rich_draw(p->text, p->top + i, s, row + i, col, cells);
	if (p->found >= p->top && p->found < p->top + rows)
		surface_look(s, row + p->found - p->top, col, cells,
			     LOOK_UNDERLINE);
	if (focus)
		surface_cursor(s,
			       p->found >= p->top && p->found < p->top + rows
				       ? row + p->found - p->top
				       : row,
			       col);
}

void pager_place(struct str *out, const struct pager *p)
{
	int n = lines_of((struct pager *)p), last = p->top + p->rows;

	str_addf(out, _("%d-%d of %d"), n ? p->top + 1 : 0,
		 last < n ? last : n, n);
}

void pager_page(struct pager *p, struct surface *s, int row, int rows,
		const char *head)
{
	struct str place = {0};

	surface_field(s, row, 1, surface_cols(s) - 22, LOOK_BOLD, head);
	frame_rule(s, row + 1);
	pager_draw(p, s, row + 2, rows, 0, surface_cols(s), true);
	pager_place(&place, p);
	surface_right(s, row, surface_cols(s) - 20, 19, LOOK_PLAIN,
		      str_text(&place));
	str_release(&place);
}
