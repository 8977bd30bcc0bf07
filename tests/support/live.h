/*
 * tests/support/live.h - a home, a store and a clock of their own, and the
 * real program in them: on a pseudo-terminal, or as a command.
 *
 * Everything here ends the test by an assertion when it cannot be had; an
 * awaited text that does not come prints the screen.
 */
#ifndef STANCH_TESTS_LIVE_H
#define STANCH_TESTS_LIVE_H

#include "tests/support/fixture.h"
#include "tests/support/pty.h"

#define LIVE_ENV 16

struct live {
	struct fixture f;
	char program[512];	 /* $STANCH, or the build's own */
	const char *env[LIVE_ENV + 1];
	size_t env_count;
	struct pty *p;		 /* the first that was started */
};

void live_up(struct live *w);
/* Closes w->p too. */
void live_down(struct live *w);
/* The two for cmocka: *state is a struct live. */
int live_begin(void **state);
int live_end(void **state);
/* "NAME=value" or "NAME" to remove, for what is started from now on. */
void live_env(struct live *w, const char *entry);
/* The program with these words on a terminal of that size; words and their
 * NULL at the end. w->p if there is none yet; the caller closes the others. */
struct pty *live_start(struct live *w, int rows, int cols, ...);
/* A command without a terminal: its exit status, its stdout in *out (may be
 * NULL; until live_down()). */
int live_run(struct live *w, const char **out, ...);
/* Makes one case that follows customer-data-leak; its label. */
const char *live_case(struct live *w);

/* The text is on the screen within 5 s; without it within 5 s. */
void sees(struct pty *p, const char *text);
void lacks(struct pty *p, const char *text);
/* Exit status within 5 s. */
void ends(struct pty *p, int status);

#endif
