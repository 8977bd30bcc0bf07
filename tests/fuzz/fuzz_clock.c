/* Clock files: any bytes give rules that can be counted with, or a problem
 * with its place. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock/count.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void count(const struct clock_rule *c, struct clock_rules *r)
{
	struct clock_trigger t = {.known = true, .at = 1795305600000,
				  .anchor = ANCHOR_YES, .classified = true};
	struct clock_due due;

	for (int year = 0; year < 80; year++) {
		t.at += (int64_t)366 * 86400000;
		t.classified_at = t.at + year * 3600000;
		clock_count(&due, c, &t, t.at);
		if (due.end != END_NEVER && due.deadline < t.at - 86400000)
			abort();
		if (due.notes > CLOCK_NOTES)
			abort();
	}
	clock_marks(c, t.at);
	clock_zone(r, c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct clock_rules *r = clock_rules_new();
	const struct clock_problem *p;
	const struct clock_rule *c;

	if (!r || clock_rules_add(r, "clocks/fuzz.yaml", (const char *)data,
				  n, NULL) ||
	    clock_rules_link(r, NULL))
		abort();
	for (size_t i = 0; (p = clock_problem_at(r, i)); i++)
		if (!p->what || p->line < 1 || p->col < 1)
			abort();
	for (size_t i = 0; (c = clock_rule_at(r, i)); i++)
		if (!c->bad)
			count(c, r);
	clock_rules_free(r);
	return 0;
}
