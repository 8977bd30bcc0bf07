/* The store that screen tests look at: see tests/support/world.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/mem.h"
#include "tests/support/fixture.h"
#include "tests/support/world.h"

static void the_three_cases_stand_as_promised(void **state)
{
	struct fixture f;
	struct world *w;
	struct summary *sum;
	size_t n;

	(void)state;
	fixture_up(&f);
	if (world_new(&w, &f.env, WORLD_CASES, &f.err))
		fail_msg("%s\n%s\n%s", f.err.what, f.err.where, f.err.fix);
	assert_int_equal(store_cases(&sum, &n, world_store(w, "mei"), false,
				     &f.err), 0);
	assert_int_equal(n, 3);
	assert_string_equal(sum[0].label, "INC-2026-003");
	assert_string_equal(sum[0].title, "Vendor portal breach");
	assert_string_equal(sum[0].lead, "lin");
	assert_int_equal(sum[0].blocked, 1);
	assert_true(sum[0].open && sum[1].open && !sum[2].open);
	assert_string_equal(sum[2].label, "INC-2026-002");
	assert_int_equal(sum[2].actions_overdue, 1);
	assert_int_equal(sum[2].actions_open, 2);
	mem_free(sum);
	world_free(w);
	fixture_down(&f);
}

static void a_step_waits_for_a_second_reader(void **state)
{
	struct fixture f;
	struct world *w;
	struct casefile *c;
	const struct step *st;

	(void)state;
	fixture_up(&f);
	assert_int_equal(world_new(&w, &f.env, WORLD_CASES, &f.err), 0);
	assert_int_equal(store_case_open(&c, world_store(w, "mei"), "003",
					 true, &f.err), 0);
	assert_int_equal(situation_step(&st, casefile_now(c), "data-types",
					&f.err), 0);
	assert_true(st->asked);
	assert_true(step_may_confirm(casefile_now(c), st, "mei", NULL));
	assert_false(step_may_confirm(casefile_now(c), st, "lin", NULL));
	casefile_close(c);
	world_free(w);
	fixture_down(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_three_cases_stand_as_promised),
		cmocka_unit_test(a_step_waits_for_a_second_reader),
	};

	return cmocka_run_group_tests_name("world", tests, NULL, NULL);
}
