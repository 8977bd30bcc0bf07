/* The word somebody probably meant. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/near.h"

static void slips_are_counted(void **state)
{
	static const struct {
		const char *a, *b;
		int d;
	} row[] = {
		{"role", "role", 0}, {"rol", "role", 1}, {"role", "rola", 1},
		{"roel", "role", 1}, {"", "abc", 3},	 {"abc", "", 3},
		{"due", "evidence", 6}, {"ab", "ba", 1}, {"", "", 0},
		{"a234567890123456789012345678901234567890123456789012345678"
		 "90123456789", "a", 99},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		if (near_distance(row[i].a, row[i].b) != row[i].d)
			fail_msg("%s, %s: %d", row[i].a, row[i].b,
				 near_distance(row[i].a, row[i].b));
}

static void the_nearest_word_is_named_or_none(void **state)
{
	static const char *const words[] = {"role", "second", "evidence",
					    "due", "of", NULL};
	static const struct {
		const char *word, *near;
	} row[] = {
		{"rol", "role"}, {"evidance", "evidence"}, {"deu", "due"},
		{"secnod", "second"}, {"colour", NULL}, {"zz", NULL},
		{"", NULL}, {"fo", "of"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		const char *got = near_word(row[i].word, words);

		if (!row[i].near)
			assert_null(got);
		else if (!got)
			fail_msg("nothing near %s", row[i].word);
		else
			assert_string_equal(got, row[i].near);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(slips_are_counted),
		cmocka_unit_test(the_nearest_word_is_named_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
