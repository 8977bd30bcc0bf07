/* tui/screen/console.h - private to the facilitator's console. */
#ifndef STANCH_SCREEN_CONSOLE_H
#define STANCH_SCREEN_CONSOLE_H

#include "tui/screen/drilling.h"
#include "tui/widget/list.h"

#define CONSOLE_EXPECTS 16
#define CONSOLE_AHEAD 3 /* rows of what is to come below the one in hand */

struct conrow { /* an inject, and one of what is hoped to be seen */
	size_t inject, expect; /* indexes; expect beyond all: none, or the
				* row says when the inject is needed */
	bool first;	       /* the row of the inject itself */
};

struct console {
	struct app *app;
	struct list list;
	struct conrow *row;
	size_t count, cap;
	/* what a question that is open now is about */
	char id[64], on[160], word[16], to[64];
	enum tell { TELL_ADLIB, TELL_HINT, TELL_TALK } tell;
	size_t expect[CONSOLE_EXPECTS];
};

#define MINUTE INT64_C(60000)

/* console_head.c */
void console_status(const struct drilling *g, struct surface *s, int row);
void console_clocks(const struct app *app, struct surface *s, int row);

/* console_draw.c */
/* Makes the rows anew, of the state as it was looked at last. */
void console_rows(struct console *v);
void console_draw(struct app *app, void *state, struct surface *s);
extern const struct list_ops console_ops;
/* "2.07 Close the link", or what is to be said. Appends. */
void console_expect(struct str *out, const struct app *app,
		    const struct sc_expect *e);
/* "if not done: 2.07 Close the link". Appends. */
void console_condition(struct str *out, const struct app *app,
		       const struct sc_inject *def);
/* An option of a decision in the person's words; itself if it has none. */
const char *console_option(const struct app *app, const char *decision,
			   const char *option);
/* The inject of a row; NULL if it went. */
const struct drill_inject *console_inject(const struct console *v, int i);

/* console_marks.c */
void console_mark(struct app *app, void *state);
void console_observe(struct app *app, void *state);
void console_rate(struct app *app, void *state);

/* console_acts.c */
/* The inject in hand; its id is kept for the answer to a question. */
const struct drill_inject *console_chosen(struct console *v);
/* Says it, and tells it as done, with what it is about. */
bool console_say(struct console *v, const struct saying *w, const char *done);
/* The same, and remembers how it is taken back. verb "": an inject is set,
 * and now is the verb; type is that of the records. */
void console_turn(struct console *v, const char *verb, const char *type,
		  const char *now, const char *why, const char *done);
extern const struct action console_actions[], judge_actions[];

#endif
