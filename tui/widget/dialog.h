/*
 * tui/widget/dialog.h - questions before what is hard to undo, and choices.
 *
 * done() is called once, always, and after the dialog has gone.
 */
#ifndef STANCH_WIDGET_DIALOG_H
#define STANCH_WIDGET_DIALOG_H

#include "tui/app/app.h"

/* "Question? y/N" on the bottom row. Only y says yes; Enter, Esc and every
 * other key say no. */
void dialog_yes(struct app *app, const char *question,
		void (*done)(struct app *app, void *ctx, bool yes), void *ctx);
/* One of n by number, or arrows and Enter; -1 = left alone. question: one or
 * more lines (\n). Choices are copied. More than nine scroll, and letters
 * narrow them down. */
void dialog_choose(struct app *app, const char *question,
		   const char *const *choices, int n, int chosen,
		   void (*done)(struct app *app, void *ctx, int i),
		   void *ctx);
/* For what leaves the building, closes or deletes: the case label must be
 * typed out. says: one or more lines (\n) on what will happen. */
void dialog_label(struct app *app, const char *says, const char *label,
		  void (*done)(struct app *app, void *ctx, bool yes),
		  void *ctx);

#endif
