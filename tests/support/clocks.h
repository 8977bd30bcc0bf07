/* tests/support/clocks.h - the clocks that ship, and the worked cases of
 * tests/support/vectors/clocks.txt. */
#ifndef STANCH_TESTS_CLOCKS_H
#define STANCH_TESTS_CLOCKS_H

#include "core/base/zones.h"
#include "core/clock/rules.h"

#define ZONE_DIR "/usr/share/zoneinfo"

struct clock_vector {
	char *id, *clock, *trigger, *zone, *facts, *expect, *notes;
};

/* The files that ship, linked; fails the test if one has a problem. */
struct clock_rules *clocks_shipped(void);
/* Every case, one after the other; returns how many there were. */
size_t clocks_vectors(void (*fn)(void *ctx, const struct clock_vector *v),
		      void *ctx);

#endif
