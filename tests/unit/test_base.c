/* The small ground everything stands on: errors, strings, arena, map. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/map.h"
#include "core/base/mem.h"
#include "core/base/str.h"

static void an_error_keeps_its_three_lines(void **state)
{
	struct error err = {0};

	(void)state;
	assert_int_equal(error_set(&err, ERR_NOTFOUND, "no step %s", "3.2"),
			 ERR_NOTFOUND);
	error_where(&err, "phase 3 has 3.01 to 3.08");
	assert_int_equal(error_fix(&err, "try 3.02"), ERR_NOTFOUND);
	assert_string_equal(err.what, "no step 3.2");
	assert_string_equal(err.where, "phase 3 has 3.01 to 3.08");
	assert_string_equal(err.fix, "try 3.02");
	errno = ENOENT;
	assert_int_equal(error_errno(&err, "x"), ERR_NOTFOUND);
	assert_string_equal(err.what, "x: No such file or directory");
	assert_string_equal(err.fix, "");
}

static void a_string_that_ran_out_stays_failed(void **state)
{
	struct str s = {0};

	(void)state;
	str_addf(&s, "%d people", 41208);
	assert_string_equal(str_text(&s), "41208 people");
	mem_fail_at(1);
	str_pad(&s, 'x', 10000);
	mem_fail_at(0);
	str_add(&s, "more");
	assert_true(s.failed);
	assert_null(str_take(&s));
	assert_string_equal(str_text(&s), "");
}

static void numbers_are_read_whole_or_not_at_all(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		long long n;
	} row[] = {
		{"0", true, 0},	    {"-7", true, -7}, {"12 ", false, 0},
		{" 12", false, 0},  {"", false, 0},   {"0x10", false, 0},
		{"101", false, 0},  {"100", true, 100}, {"+5", false, 0},
		{"99999999999999999999", false, 0},
	};
	long long n;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		if (str_int(&n, row[i].text, -50, 100) != row[i].ok)
			fail_msg("\"%s\" was read wrongly", row[i].text);
		if (row[i].ok)
			assert_int_equal(n, row[i].n);
	}
}

static void a_map_finds_what_was_put(void **state)
{
	struct arena a = {0};
	struct map m = {0};
	char key[32];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		char *k = arena_printf(&a, "key-%d", i);

		assert_int_equal(map_puts(&m, k, k), 0);
	}
	assert_int_equal(m.len, 1000);
	for (int i = 0; i < 1000; i++) {
		snprintf(key, sizeof(key), "key-%d", i);
		assert_string_equal(map_gets(&m, key), key);
	}
	assert_null(map_gets(&m, "key-1000"));
	map_release(&m);
	assert_null(map_gets(&m, "key-1"));
	arena_release(&a);
}

static void an_arena_grows_arrays_and_gives_zeroes(void **state)
{
	struct arena a = {0};
	int *item = NULL;
	size_t cap = 0;
	char *big;

	(void)state;
	for (size_t i = 0; i < 100; i++) {
		assert_int_equal(
			arena_grow(&a, &item, i, &cap, sizeof(*item)), 0);
		item[i] = (int)i;
	}
	assert_int_equal(item[99], 99);
	big = arena_alloc(&a, 100000);
	assert_non_null(big);
	assert_int_equal(big[99999], 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_keeps_its_three_lines),
		cmocka_unit_test(a_string_that_ran_out_stays_failed),
		cmocka_unit_test(numbers_are_read_whole_or_not_at_all),
		cmocka_unit_test(a_map_finds_what_was_put),
		cmocka_unit_test(an_arena_grows_arrays_and_gives_zeroes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
