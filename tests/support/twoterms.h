/*
 * tests/support/twoterms.h - a drill on two real terminals: one leads, one
 * plays.
 *
 * Everything here ends the test by an assertion when it cannot be had.
 */
#ifndef STANCH_TESTS_TWOTERMS_H
#define STANCH_TESTS_TWOTERMS_H

#include "tests/support/live.h"

#define ENTER "\r"

struct drill {
	struct live w;
	const char *label;
	struct pty *lead, *play;
};

/* For cmocka: *state is a struct drill, a drill of first-call. */
int twoterms_begin(void **state);
int twoterms_end(void **state);
void leads(struct drill *d);
/* Whoever leads begins. */
void startex(struct drill *d);
/* role NULL: asked for. */
void plays(struct drill *d, const char *role);
/* Both are there and the drill runs. */
void starts(struct drill *d);

#endif
