/*
 * tui/widget/list.h - rows to choose from.
 *
 * The choice is tied to an item's key, never to its row: when new data moves
 * the item, the choice goes with it. Rows whose key is NULL (headings, text
 * that belongs to a row) cannot be chosen.
 */
#ifndef STANCH_WIDGET_LIST_H
#define STANCH_WIDGET_LIST_H

#include <stdbool.h>

#include "tui/app/app.h"

struct list_ops {
	int (*count)(void *ctx);
	/* What the item is for ever: an id. NULL: cannot be chosen. */
	const char *(*key)(void *ctx, int i);
	/* Draws item i at row; the mark ">" is drawn by the list itself. */
	void (*draw)(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen);
	/* What find and filter look at; NULL: never found. */
	const char *(*text)(void *ctx, int i);
};
struct list_search { /* of a long list, whose text would take long to make */
	bool (*holds)(void *ctx, int i, const char *words);
	/* How far it has come; true: stop. */
	bool (*tell)(void *ctx, int done, int all);
};

struct list {
	struct focus focus; /* first: screen_def.focus gives &list->focus */
	const struct list_ops *ops;
	void *ctx;
	const struct list_search *search; /* by find, not by text; or NULL */
	char *chosen;  /* key of the chosen item; private */
	int row;       /* where it was last seen */
	int top;       /* first item in view */
	int rows;      /* height at the last draw */
	int ahead;     /* items below the chosen one to keep in view */
	char *only;    /* filter; NULL or "": all */
	unsigned mark; /* look of ">" and of nothing else */
};

void list_init(struct list *l, const struct list_ops *ops, void *ctx);
void list_release(struct list *l);
/* Draws rows items from row on. The chosen one has ">" at col + 1 and the
 * cursor stands there when focus is set; items are drawn at col + 3. */
void list_draw(struct list *l, struct surface *s, int row, int rows, int col,
	       int cells, bool focus);
/* The chosen item now: its index, or -1 when there is none to choose. If the
 * item has gone, the nearest one after where it was. */
int list_at(struct list *l);
const char *list_key(struct list *l); /* its key; NULL: none */
/* Chooses by key; false and nothing changed if it is not there. */
bool list_choose(struct list *l, const char *key);
/* Chooses the nearest item that can be, from index i on. */
void list_go(struct list *l, int i);
bool list_filtered(const struct list *l);

#endif
