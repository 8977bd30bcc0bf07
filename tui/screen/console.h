/* tui/screen/console.h - private to the facilitator's console. */
#ifndef STANCH_SCREEN_CONSOLE_H
#define STANCH_SCREEN_CONSOLE_H

#include "tui/screen/drilling.h"
#include "tui/widget/list.h"

#define CONSOLE_EXPECTS 16

struct conrow { /* an inject, and one of what is hoped to be seen */
	size_t inject, expect; /* indexes; expect SIZE_MAX: none */
	bool first;	       /* the row of the inject itself */
};

struct console {
	struct app *app;
	struct list list;
	struct conrow *row;
	size_t count, cap;
	/* what a question that is open now is about */
	char id[64], on[160], word[16];
	size_t expect[CONSOLE_EXPECTS];
};

/* console_draw.c */
/* Makes the rows anew, of the state as it was looked at last. */
void console_rows(struct console *v);
void console_draw(struct app *app, void *state, struct surface *s);
extern const struct list_ops console_ops;
/* The inject of a row; NULL if it went. */
const struct drill_inject *console_inject(const struct console *v, int i);

/* console_acts.c */
extern const struct action console_actions[];

#endif
