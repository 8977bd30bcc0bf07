/*
 * tests/support/logcase.h - one case file, open, owned by device A; B has no
 * part in it yet. For cmocka: *state is a struct logcase.
 */
#ifndef STANCH_TESTS_LOGCASE_H
#define STANCH_TESTS_LOGCASE_H

#include "tests/support/logfile.h"

struct logcase {
	struct fixture f;
	struct device *a, *b;
	struct log *log; /* NULL while it is closed */
};

int logcase_up(void **state);
int logcase_down(void **state);
void logcase_close(struct logcase *s);
/* Closed before if it was open; with <dir>/seen. */
void logcase_reopen(struct logcase *s);

#endif
