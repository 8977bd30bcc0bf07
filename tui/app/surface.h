/*
 * tui/app/surface.h - a grid of cells; the only thing a screen draws on.
 *
 * Everything put on it passes show(), is cut by cells and never splits a
 * wide character. Colour is a hint on top of attributes: the same facts
 * stand in one colour.
 */
#ifndef STANCH_APP_SURFACE_H
#define STANCH_APP_SURFACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/str.h"

enum look { /* attribute bits */
	LOOK_PLAIN = 0, LOOK_BOLD = 1, LOOK_REVERSE = 2, LOOK_UNDERLINE = 4,
	LOOK_OVERDUE = 8, /* red, only with !! and the word */
	LOOK_SOON = 16,	  /* magenta, only with ! */
	LOOK_LINK = 32,	  /* blue */
};

#define CELL_MARKS 4
struct cell {
	uint32_t ch[1 + CELL_MARKS]; /* base and marks, 0-ended; 0 = the
					right half of a wide character */
	uint8_t width;		     /* 1 or 2; 0 for a right half */
	uint8_t look;
};

struct surface;
struct focus;

struct spot { /* what a click there means */
	const struct focus *list; /* this item of a list, */
	int item;
	uint32_t key; /* or, if not 0, the same as that key */
};

struct surface *surface_new(int rows, int cols); /* NULL: no memory */
void surface_free(struct surface *s);
int surface_resize(struct surface *s, int rows, int cols); /* ERR_NOMEM */
int surface_rows(const struct surface *s);
int surface_cols(const struct surface *s);
void surface_clear(struct surface *s);
/* Cells and cursor of `from`, as much as there is room for; blank beyond. */
void surface_copy(struct surface *to, const struct surface *from);
const struct cell *surface_cell(const struct surface *s, int row, int col);

/* Puts text at (row, col), at most `cells` cells of it (INT_MAX: to the
 * edge); returns the cells used. Off the grid is nothing, NULL is "". */
int surface_put(struct surface *s, int row, int col, int cells,
		unsigned look, const char *text);
int surface_putf(struct surface *s, int row, int col, int cells,
		 unsigned look, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));
/* Right-aligned so that its last cell is at col + cells - 1. */
void surface_right(struct surface *s, int row, int col, int cells,
		   unsigned look, const char *text);
/* Like surface_put, but ends in ".." when it had to cut. */
int surface_field(struct surface *s, int row, int col, int cells,
		  unsigned look, const char *text);
void surface_fill(struct surface *s, int row, int col, int cells,
		  unsigned look, char c);
/* Sets look on cells that are there already (adds the bits). */
void surface_look(struct surface *s, int row, int col, int cells,
		  unsigned look);
/* Where the real cursor stands; every draw sets it. */
void surface_cursor(struct surface *s, int row, int col);
void surface_cursor_at(const struct surface *s, int *row, int *col);
/* Marks cells of a row as such a place until surface_clear(). */
void surface_spot(struct surface *s, int row, int col, int cells,
		  struct spot what);
/* The last one that was put there; NULL: nothing to click on. */
const struct spot *surface_spot_at(const struct surface *s, int row,
				   int col);
/* One row as text, trailing blanks cut. For tests, --plain, SVG. */
void surface_row_text(struct str *out, const struct surface *s, int row);
/* The whole as an SVG picture (one <text> a cell run, monospace). */
void surface_svg(struct str *out, const struct surface *s);

#endif
