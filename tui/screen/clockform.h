/*
 * tui/screen/clockform.h - a clock starts, is met or is waived: the questions
 * for it. Nothing is written before the last answer; Esc leaves all as it is.
 */
#ifndef STANCH_SCREEN_CLOCKFORM_H
#define STANCH_SCREEN_CLOCKFORM_H

#include "tui/screen/clockrows.h"

/* Called at the end; done: something was written. */
typedef void clockform_after(struct app *app, void *ctx, bool done);

/* When, who, on what basis. step: whose value is proposed as the time; NULL:
 * the case's awareness is. known: what the basis begins as, or NULL. after may
 * be NULL. */
void clockform_start(struct app *app, const struct clock_rule *rule,
		     const struct step *step, const char *known,
		     clockform_after *after, void *ctx);
/* When it was sent, and what shows it. */
void clockform_stop(struct app *app, const struct case_clock *c,
		    clockform_after *after, void *ctx);
/* Why it does not apply. */
void clockform_waive(struct app *app, const char *key);
/* After a step was closed: its clocks, one form after the other, the first
 * Esc leaves the rest offered. */
void clockform_offer(struct app *app, const char *step_key);

#endif
