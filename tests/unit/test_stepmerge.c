/* Two texts of a playbook merged step by step. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/store/stepmerge.h"

struct row {
	const char *base, *ours, *theirs, *want;
	size_t conflicts;
};

#define HEAD "---\nplaybook: 1\n---\n\n# T\n\n"
#define P "## P\n- id: p\n\n"
#define STEP(id, text) "### S\n- id: " id "\n\n" text "\n"

static void steps_merge_by_themselves(void **state)
{
	static const struct row rows[] = {
		{HEAD P STEP("a", "1") "\n" STEP("b", "2"),
		 HEAD P STEP("a", "x") "\n" STEP("b", "2"),
		 HEAD P STEP("a", "1") "\n" STEP("b", "y"),
		 HEAD P STEP("a", "x") "\n" STEP("b", "y"), 0},
		/* one moves, the other changes and adds */
		{HEAD P STEP("a", "1") "\n" STEP("b", "2"),
		 HEAD P STEP("b", "2") "\n" STEP("a", "1"),
		 HEAD P STEP("a", "x") "\n" STEP("c", "3") "\n"
		 STEP("b", "2"),
		 HEAD P STEP("b", "2") "\n" STEP("a", "x") "\n"
		 STEP("c", "3"), 0},
		/* one takes away what the other left alone, or changed */
		{HEAD P STEP("a", "1") "\n" STEP("b", "2"),
		 HEAD P STEP("b", "2"),
		 HEAD P STEP("a", "1") "\n" STEP("b", "y"),
		 HEAD P STEP("b", "y"), 0},
		{HEAD P STEP("a", "1") "\n" STEP("b", "2"),
		 HEAD P STEP("b", "2"),
		 HEAD P STEP("a", "x") "\n" STEP("b", "2"), NULL, 1},
		/* a heading in code is text */
		{HEAD P STEP("a", "```\n## x\n```") "\n" STEP("b", "2"),
		 HEAD P STEP("a", "```\n## y\n```") "\n" STEP("b", "2"),
		 HEAD P STEP("a", "```\n## x\n```") "\n" STEP("b", "3"),
		 HEAD P STEP("a", "```\n## y\n```") "\n" STEP("b", "3"), 0},
		/* the layout of what nobody touched is kept */
		{HEAD P STEP("a", "1") "\n\n\n" STEP("b", "2"),
		 HEAD P STEP("a", "1") "\n\n\n" STEP("b", "x"),
		 HEAD "n\n\n" P STEP("a", "1") "\n\n\n" STEP("b", "2"),
		 HEAD "n\n\n" P STEP("a", "1") "\n\n\n" STEP("b", "x"), 0},
		/* the same step, the same line */
		{HEAD P STEP("a", "1"), HEAD P STEP("a", "x"),
		 HEAD P STEP("a", "y"), NULL, 1},
		/* an id twice: by line */
		{HEAD P STEP("a", "1") "\n" STEP("a", "2"),
		 HEAD P STEP("a", "x") "\n" STEP("a", "2"),
		 HEAD P STEP("a", "y") "\n" STEP("a", "2"), NULL, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *r = &rows[i];
		struct three t = {{r->base, strlen(r->base)},
				  {r->ours, strlen(r->ours)},
				  {r->theirs, strlen(r->theirs)}, "draft",
				  "main"};
		struct draft_merging m = {0};
		struct str out = {0};

		assert_int_equal(step_merge(&out, &m, "a.md", &t, NULL), 0);
		if (m.count != r->conflicts ||
		    (r->want && strcmp(r->want, str_text(&out))))
			fail_msg("row %zu: %zu conflicts\n%s", i, m.count,
				 str_text(&out));
		assert_int_equal(step_marked(str_text(&out), out.len),
				 r->conflicts > 0);
		draft_merging_release(&m);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_merge_by_themselves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
