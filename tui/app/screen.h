/*
 * tui/app/screen.h - what a screen is: one table of actions, and functions
 * to open, draw and close it.
 *
 * draw() reads and changes nothing but the surface; an action changes and
 * draws nothing. Keys become actions in keymap.c; no screen sees a key
 * unless it asks for raw keys (a prompt, a form). Footer, help, the `:` list,
 * the man page and keys.conf all come from the action tables.
 */
#ifndef STANCH_APP_SCREEN_H
#define STANCH_APP_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"
#include "tui/app/focus.h"
#include "tui/app/surface.h"

struct app;

enum action_flag {
	ACT_FOOTER = 1,	 /* shown in the footer, in table order */
	ACT_HIDDEN = 2,	 /* not in the footer even when there is room */
	ACT_CHANGES = 4, /* writes to a case: refused in read-only */
	ACT_ALL_KEYS = 8, /* the footer names every key: "1 2 3 choose" */
	ACT_NARROW = 16, /* in the footer only below 100 columns */
	ACT_WIDE = 32,	 /* in the footer only from 100 columns */
	ACT_CURTAIN = 128, /* while a curtain hides all else, too; of the
			    * extra table only then */
	ACT_MOVES = 64,	 /* only moves: harmless however fast it is typed */
};

struct action {
	const char *name; /* "step-done": keys.conf, `:`, tests */
	/* "Space", "j Down", "[ ]": names, blank between. NULL, with brief,
	 * help and run NULL too: the action of this name that is good
	 * everywhere gets its place in this screen's footer here. */
	const char *keys;
	/* N_("done"): one or two words for the footer; with a bar, the
	 * second form is for 100 columns and more: N_("skip|skip or block").
	 * "" shows the key alone. */
	const char *brief;
	const char *help; /* N_("Mark the step done or reopen it") */
	void (*run)(struct app *app, void *state); /* app_key(): which key */
	unsigned flags; /* enum action_flag */
};

struct screen_def {
	const char *name;  /* "case" */
	const char *title; /* N_("Case") for help */
	const struct action *actions; /* ended by {0} */
	/* arg is the opener's and only valid during the call. */
	int (*open)(void **state, struct app *app, const void *arg,
		    struct error *err);
	void (*close)(struct app *app, void *state);
	/* rows and columns of s are the whole window; the app draws the last
	 * two rows (last change, footer) itself after this, in a drill a
	 * banner below them: frame_rows() says what is left. */
	void (*draw)(struct app *app, void *state, struct surface *s);
	/* Optional. Called after new data arrived (another process wrote),
	 * and on the screen coming to the top again. */
	void (*refresh)(struct app *app, void *state);
	/* Optional: ms until draw() would show something else; -1 never. */
	int64_t (*next)(struct app *app, void *state);
	/* Optional: first chance at raw keys; true = eaten. KEY_PASTE comes
	 * here too (app_pasted()) while field() says yes. */
	bool (*key)(struct app *app, void *state, uint32_t key);
	/* Optional: true while a text field has the focus. Then every key but
	 * Esc and Ctrl keys goes to key() alone, and pastes are welcome. */
	bool (*field)(struct app *app, void *state);
	/* Optional: the list or text that j k, PgDn, / n N & act on now. */
	struct focus *(*focus)(struct app *app, void *state);
};

#endif
