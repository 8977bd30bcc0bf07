/* tests/support/golden.h - a whole screen against a text file. */
#ifndef STANCH_TEST_GOLDEN_H
#define STANCH_TEST_GOLDEN_H

#include <stdbool.h>

#include "core/base/str.h"
#include "tui/app/surface.h"

/* Compares the rows of s with the file; with UPDATE=1 in the environment it
 * writes the file instead. False: report says where they differ. */
bool golden_check(struct str *report, const struct surface *s,
		  const char *path);
/* The rows of s, numbered, with the cursor's place. Appends. */
void golden_dump(struct str *out, const struct surface *s);

#endif
