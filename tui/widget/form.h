/*
 * tui/widget/form.h - several fields at once: text, a choice, many lines.
 *
 * Either as part of a screen (form_new, form_draw, form_key) or as an
 * overlay over the whole body (form_ask).
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

enum form_result {
	FORM_NOT_MINE, /* the key is none of the form's */
	FORM_EATEN,
	FORM_DONE,     /* Enter on the last field, all needed ones filled */
	FORM_LEFT,     /* Esc: nothing is lost, form_text() still has it */
};

struct form;
/* Copies the texts. NULL when memory is out. */
struct form *form_new(const struct form_field *fields, int n);
void form_free(struct form *f); /* NULL is fine */
/* Draws from row on, at most rows; returns the rows used. With focus it sets
 * the cursor. */
int form_draw(struct form *f, struct surface *s, int row, int rows, int col,
	      int cells, bool focus);
/* Enter, Tab, Down: next field; Shift-Tab, Up: back; left, right and digits
 * choose; Ctrl-G opens the editor for FORM_LINES and FORM_TEXT. */
enum form_result form_key(struct form *f, struct app *app, uint32_t key);
const char *form_text(const struct form *f, int i); /* a choice: its words */
int form_choice(const struct form *f, int i);
int form_at(const struct form *f); /* the field that has the focus */
void form_go(struct form *f, int i);
bool form_typing(const struct form *f); /* the focus is in a text field */
bool form_touched(const struct form *f); /* something was typed */
/* What is wrong (a needed field is empty), put beside the field; NULL takes
 * it away. The focus goes there. Copies. */
void form_complain(struct form *f, int i, const char *what);

/* As an overlay. done() gets the form, or NULL when it was left; false keeps
 * it open (after form_complain()). What was typed is kept on Esc. */
void form_ask(struct app *app, const char *title,
	      const struct form_field *fields, int n,
	      bool (*done)(struct app *app, void *ctx, struct form *f),
	      void *ctx);

#endif
