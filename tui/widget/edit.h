/*
 * tui/widget/edit.h - text under a cursor: the one line editor of prompt,
 * form, palette and find. One line or many; moves by whole characters.
 */
#ifndef STANCH_WIDGET_EDIT_H
#define STANCH_WIDGET_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/app/surface.h"

struct edit {
	char *text;	/* NUL-ended; private memory */
	size_t len, cap;
	size_t at;	/* byte under the cursor */
	int left;	/* first cell (one line) or line (many) in view */
	bool many;	/* Enter makes a new line */
	bool hidden;	/* drawn as * */
	bool lost;	/* memory ran out: a key was not taken */
};

/* An all-zero struct edit is empty and ready. */
void edit_release(struct edit *e); /* hidden text is wiped */
int edit_set(struct edit *e, const char *text); /* cursor at the end */
const char *edit_text(const struct edit *e);	/* never NULL */
/* Characters, arrows, Home End, Backspace Delete, Ctrl-A E B F D H K U W;
 * Enter, Up, Down, PgUp, PgDn only in many lines. False: not for an edit. */
bool edit_key(struct edit *e, uint32_t key);
/* Puts text in at the cursor; controls are dropped, line ends become blanks
 * in one line. */
void edit_insert(struct edit *e, const char *text);
/* Draws and, with focus, sets the surface's cursor. */
void edit_draw(struct edit *e, struct surface *s, int row, int rows, int col,
	       int cells, unsigned look, bool focus);

#endif
