/* tests/support/clocks.c - see clocks.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/str.h"
#include "core/store/shipped.h"
#include "tests/support/clocks.h"

#define VECTORS "tests/support/vectors/clocks.txt"

struct clock_rules *clocks_shipped(void)
{
	struct clock_rules *r = clock_rules_new();
	const struct clock_problem *p;
	struct error err = {0};

	assert_non_null(r);
	for (const struct shipped *s = shipped_files; s->path; s++)
		if (str_starts(s->path, "clocks/") &&
		    clock_rules_add(r, s->path, s->data,
				    (size_t)(s->end - s->data), &err))
			fail_msg("%s", err.what);
	if (clock_rules_link(r, &err))
		fail_msg("%s", err.what);
	p = clock_problem_at(r, 0);
	if (p)
		fail_msg("%s:%d:%d: %s", p->file, p->line, p->col, p->what);
	return r;
}

/* Cuts a line at " | ". */
static bool cut(struct clock_vector *v, char *line)
{
	char **const field[] = {&v->id,	   &v->clock,  &v->trigger, &v->zone,
				&v->facts, &v->expect, &v->notes};

	for (size_t i = 0; i < sizeof(field) / sizeof(*field); i++) {
		char *end = strstr(line, " | ");

		if (!end)
			return false;
		*end = '\0';
		*field[i] = line;
		line = end + 3;
	}
	return true;
}

size_t clocks_vectors(void (*fn)(void *ctx, const struct clock_vector *v),
		      void *ctx)
{
	struct str text = {0};
	struct error err = {0};
	size_t n = 0;

	if (io_read(&text, VECTORS, (size_t)1 << 20, &err))
		fail_msg("%s", err.what);
	for (char *p = text.p, *end; p && *p; p = end + 1) {
		struct clock_vector v;

		end = strchr(p, '\n');
		assert_non_null(end);
		*end = '\0';
		if (*p == '#')
			continue;
		if (!cut(&v, p))
			fail_msg("%s: %s", VECTORS, p);
		fn(ctx, &v);
		n++;
	}
	str_release(&text);
	return n;
}
