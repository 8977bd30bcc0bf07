/*
 * tests/support/script.h - runs `.t` files: keys in, rows out.
 *
 *   ! a sentence: a new test in a world of its own
 *   world NAME | now TIME | zone +08 | lang zh | size 80x24   set it up
 *   case PATH, or any other word: handed to the world (script_world.word)
 *   keys j Space Ctrl-L    one after the other, 100 ms apart
 *   type some text         character by character, 60 ms apart
 *   burst some text        all at once, as a careless paste
 *   paste some text        a bracketed paste; \n is a line feed
 *   resize 60x15           wait 90s (h m s, or ms)
 *   click TEXT             where the text first stands;  wheel up, wheel down
 *   | text                 a row that must be there; in this order since the
 *                          last thing done; ~ is any text
 *   no| text               no row reads so
 *   at| text               the row the cursor stands on
 *   copied TEXT, title TEXT, over (the program has ended), golden NAME
 *   run COMMAND            then exit N, out| and err| lines, in order
 *
 * Blanks at both ends of a row do not count. # at the start is a comment.
 */
#ifndef STANCH_TEST_SCRIPT_H
#define STANCH_TEST_SCRIPT_H

#include <stdbool.h>

#include "core/base/env.h"
#include "core/base/error.h"
#include "core/base/str.h"
#include "tui/app/app.h"

struct script_setup { /* what the lines before the first key said */
	struct env *env; /* its clock is the script's; borrowed */
	const char *lang; /* "en", "zh" */
	int rows, cols;
};
/* What the script runs in; a fixture has one of these for each kind. */
struct script_world {
	const char *name;
	/* Makes a world at the first line that needs it. */
	int (*open)(void **world, const struct script_setup *setup,
		    struct error *err);
	void (*close)(void *world);
	struct app *(*app)(void *world);   /* NULL: has no screens */
	struct term *(*term)(void *world); /* a term_mem */
	/* `case support/cases/lost-laptop.case` and other words of its own;
	 * words before open() are repeated right after it. ERR_NOTFOUND: no
	 * such word. May be NULL. */
	int (*word)(void *world, const char *word, const char *rest,
		    struct error *err);
	/* Runs a command line, collects what it prints; its exit code. May
	 * be NULL. */
	int (*run)(void *world, const char *line, struct str *out,
		   struct str *err);
};

/* Runs every test of a file; the first of worlds (NULL-ended) is meant where
 * no `world` line is. Returns how many tests failed; report says of each
 * file:line, what was wanted, and the whole screen. *tests counts them. */
int script_run(struct str *report, int *tests, const char *path,
	       const struct script_world *const *worlds);

#endif
