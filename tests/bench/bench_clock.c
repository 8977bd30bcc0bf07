/*
 * tests/bench/bench_clock.c - what legal time limits cost: all rules that
 * ship read once, and a deadline with its notes counted for each of them,
 * more than any case will hold.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/clock/count.h"
#include "tests/support/bench.h"
#include "tests/support/clocks.h"

#define RUNS 21

static size_t count_all(const struct clock_rules *r,
			const struct clock_trigger *t)
{
	const struct clock_rule *c;
	struct clock_due due;
	size_t n = 0;

	for (size_t i = 0; (c = clock_rule_at(r, i)); i++) {
		clock_count(&due, c, t, t->at);
		n += due.end != END_NEVER;
	}
	return n;
}

int main(void)
{
	struct clock_trigger t = {.known = true, .at = 1795305600000,
				  .anchor = ANCHOR_YES, .classified = true,
				  .classified_at = 1795305600000};
	struct clock_rules *r = NULL;
	double read[RUNS], count[RUNS];
	struct zones *z = zones_new(ZONE_DIR);

	for (int i = 0; i < RUNS; i++) {
		clock_rules_free(r);
		read[i] = bench_now();
		r = clocks_shipped();
		read[i] = (bench_now() - read[i]) * 1e3;
	}
	if (zones_get(&t.zone, z, "Europe/Berlin", NULL) ||
	    zones_get(&t.new_york, z, "America/New_York", NULL))
		return 1;
	t.calendar = clock_calendar(r, "de-national");
	for (int i = 0; i < RUNS; i++) {
		count[i] = bench_now();
		assert_true(count_all(r, &t) > 60);
		count[i] = (bench_now() - count[i]) * 1e3;
	}
	bench_line("94 legal time limits: read", bench_share(read, RUNS, 0.5),
		   "ms", "-");
	bench_line("94 legal time limits: all counted",
		   bench_share(count, RUNS, 0.5), "ms", "1");
	clock_rules_free(r);
	zones_free(z);
	return 0;
}
