/*
 * tui/screen/closing.h - closing a step: asks for what is missing, one thing
 * after the other, then records it. Nothing is written before the last
 * answer; Esc at any point leaves everything as it is.
 */
#ifndef STANCH_SCREEN_CLOSING_H
#define STANCH_SCREEN_CLOSING_H

#include "tui/screen/ctx.h"

/* The main act on a step (Space): close it, confirm it, or open it again;
 * a decision opens its own screen. */
void closing_start(struct app *app, const char *step_key);
/* Asks for a file and adds it as evidence of a step (NULL: of the case);
 * then `after` (may be NULL) with the label, or NULL if it was left. */
void closing_file(struct app *app, const char *step_key,
		  void (*after)(struct app *app, void *ctx,
				const char *label),
		  void *ctx);

/* Says so, and true, in a case that is closed: before anything is asked. */
bool closing_refused(struct app *app);

#endif
