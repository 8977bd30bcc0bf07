/*
 * tests/support/bench.h - what every program under tests/bench/ needs: a
 * stopwatch, a line of the table, and cases of any size.
 */
#ifndef STANCH_TESTS_BENCH_H
#define STANCH_TESTS_BENCH_H

#include "core/store/store.h"
#include "tests/support/live.h"

double bench_now(void); /* seconds, monotonic */
/* name, value, unit, bound with TABs between; a bound of "-" only tells, one
 * that begins with "of " is a multiple of the line of that name. */
void bench_line(const char *name, double value, const char *unit,
		const char *bound);
/* The value below which the given share (0.5, 0.95) of n lies; sorts them. */
double bench_share(double *values, size_t n, double share);

/* The store of that home, opened as the program would. The caller's. */
struct store *bench_store(struct live *w);
/* A case that follows customer-data-leak, with about `records` records as
 * work leaves them: steps begun and done, items ticked, notes. */
void bench_case(struct live *w, struct store *s, const char *label,
		size_t records);

#endif
