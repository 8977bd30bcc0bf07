/*
 * tui/app/focus.h - what the arrows, find and filter act on.
 *
 * A list or a pager has a struct focus as its first member; the screen says
 * which one is in front (screen_def.focus), and the keys that are good
 * everywhere need to know no more.
 */
#ifndef STANCH_APP_FOCUS_H
#define STANCH_APP_FOCUS_H

#include <stdbool.h>

enum move {
	MOVE_UP, MOVE_DOWN, MOVE_PAGE_UP, MOVE_PAGE_DOWN,
	MOVE_HALF_UP, MOVE_HALF_DOWN, MOVE_FIRST, MOVE_LAST,
	MOVE_LEFT, MOVE_RIGHT, /* fold, unfold */
};
enum hit { HIT_NONE, HIT_ONE, HIT_STOPPED /* by the person */ };

struct focus;
struct focus_ops {
	/* True if something moved. */
	bool (*move)(struct focus *f, enum move how);
	/* Goes to the next (dir 1) or previous (-1) match of text after the
	 * present place, round the end; dir 0 starts at the present place. */
	enum hit (*find)(struct focus *f, const char *text, int dir);
	/* Shows only what holds text; "" shows all. NULL: cannot filter.
	 * Returns how many are left. */
	int (*filter)(struct focus *f, const char *text);
	/* True while a filter hides something: Esc shows all first. NULL:
	 * never. */
	bool (*filtered)(const struct focus *f);
	/* Chooses an item of the list that a click was on, which may be this
	 * one or one it leads; false if it is neither. NULL: never. */
	bool (*pick)(struct focus *f, const struct focus *list, int item);
};
struct focus {
	const struct focus_ops *ops;
};

#endif
