/*
 * tui/widget/prompt.h - one line asked for on the bottom row.
 *
 * Enter gives it, Esc cancels; what was typed is kept and comes back when
 * the same question is asked on the same screen.
 */
#ifndef STANCH_WIDGET_PROMPT_H
#define STANCH_WIDGET_PROMPT_H

#include "tui/app/app.h"

enum prompt_flag {
	PROMPT_HIDDEN = 1, /* a passphrase: no echo, wiped, never kept */
	PROMPT_EDITOR = 2, /* Ctrl-G opens the editor; many lines may return */
	PROMPT_NEEDED = 4, /* Enter on nothing stays and says so */
	PROMPT_FLEETING = 8, /* a word to find: not worth keeping on Esc */
};

struct prompt {
	const char *label; /* translated: "Note" */
	const char *text;  /* what stands there at first; NULL: nothing */
	unsigned flags;	   /* enum prompt_flag */
	/* Optional: the i-th word that goes on from so_far, best first; NULL
	 * ends. Tab takes them in turn; the row above lists them; Enter on a
	 * beginning of exactly one takes that one. */
	const char *(*complete)(struct app *app, void *ctx,
				const char *so_far, int i);
	/* Optional: what is wrong with it (the prompt stays), or NULL. */
	const char *(*check)(struct app *app, void *ctx, const char *text);
	/* Optional: called after each change (find as you type). */
	void (*typed)(struct app *app, void *ctx, const char *text);
	/* Once, always; text NULL = cancelled. The prompt is gone already, so
	 * the next one may be asked from here. */
	void (*done)(struct app *app, void *ctx, const char *text);
	void *ctx;
};

/* Copies label and text; ctx stays the caller's and must live until done().
 */
void prompt_open(struct app *app, const struct prompt *p);
/* The common case. */
void prompt_ask(struct app *app, const char *label, const char *text,
		unsigned flags,
		void (*done)(struct app *app, void *ctx, const char *text),
		void *ctx);

#endif
