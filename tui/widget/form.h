/*
 * tui/widget/form.h - several fields at once: text, a choice, many lines, as
 * an overlay over the whole body.
 */
#ifndef STANCH_WIDGET_FORM_H
#define STANCH_WIDGET_FORM_H

#include "tui/app/app.h"

enum form_kind { FORM_TEXT, FORM_CHOICE, FORM_LINES };

struct form_field {
	const char *label;	    /* translated */
	enum form_kind kind;
	const char *hint;	    /* what to write, one line; or NULL */
	const char *text;	    /* first value; or NULL */
	const char *const *choices; /* FORM_CHOICE: NULL-ended, borrowed */
	int chosen;		    /* FORM_CHOICE: first value */
	int rows;		    /* FORM_LINES: height, at least 1 */
	bool needed;		    /* may not stay empty */
};

struct form;
/* What stands in field i; borrowed until the next key. A choice: its words. */
const char *form_text(const struct form *f, int i);
/* The index of what field i, a FORM_CHOICE, has chosen. */
int form_choice(const struct form *f, int i);
/* What is wrong (a needed field is empty), put beside the field; NULL takes
 * it away. The focus goes there. Copies. */
void form_complain(struct form *f, int i, const char *what);

/* Opens it; copies the texts, borrows `choices` until it is closed. Enter,
 * Tab, Down: next field; Shift-Tab, Up: back; left, right and digits choose;
 * Ctrl-G opens the editor. done() gets the form after Enter on the last field
 * with all needed ones filled, or NULL when it was left; false keeps it open
 * (after form_complain()). What was typed is kept on Esc. Without memory it
 * says so and calls done() with NULL. */
void form_ask(struct app *app, const char *title,
	      const struct form_field *fields, int n,
	      bool (*done)(struct app *app, void *ctx, struct form *f),
	      void *ctx);

#endif
