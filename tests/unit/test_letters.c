/* Letters as files: rows of a table, pages to print, one file a person. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/io.h"
#include "core/notice/letters.h"
#include "tests/support/fixture.h"

static void a_cell_is_never_a_formula(void **state)
{
	static const struct {
		const char *cell, *row;
	} row[] = {
		{"=1+1", "\"'=1+1\"\r\n"},
		{"@SUM(A1)", "\"'@SUM(A1)\"\r\n"},
		{"-2+3", "\"'-2+3\"\r\n"},
		{"\t=1", "\"'\t=1\"\r\n"},
		{"+86 138-0000 0001", "\"+86 138-0000 0001\"\r\n"},
		{"+1+cmd", "\"'+1+cmd\"\r\n"},
		{"say \"hi\",\nok", "\"say \"\"hi\"\",\nok\"\r\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str out = {0};

		letters_row(&out, (const char *const[]){row[i].cell, NULL});
		assert_string_equal(str_text(&out), row[i].row);
		str_release(&out);
	}
}

static void a_letter_on_paper_is_text_and_nothing_else(void **state)
{
	struct recipient to = {.label = "P-1/1"};
	struct str out = {0};

	(void)state;
	for (int f = 0; f < PERSON_FIELDS; f++)
		to.value[f] = "";
	to.value[PERSON_NAME] = "<script>\xe2\x80\xae";
	letters_begin(&out, "en");
	letters_page(&out, &to, "<b>", "a & b");
	letters_end(&out);
	assert_null(strstr(str_text(&out), "<script>"));
	assert_null(strstr(str_text(&out), "\xe2\x80\xae"));
	assert_null(strstr(str_text(&out), "<b>"));
	assert_non_null(strstr(str_text(&out), "a &amp; b"));
	str_release(&out);
}

static void a_letter_is_never_written_over_another(void **state)
{
	struct fixture *f = *state;
	const char *dir = fixture_path(f, "out");
	struct str text = {0};
	struct stat st;

	str_add(&text, "x\n");
	goes(f, io_mkdirs(dir, 0700, &f->err));
	goes(f, letters_file(dir, "A", "P-1/1", &text, &f->err));
	assert_int_equal(stat(fixture_path(f, "out/A-P-1_1.eml"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_not_equal(letters_file(dir, "A", "P-1/1", &text, &f->err),
			     0);
	goes(f, letters_numbered(dir, "A", 1, "csv", &text, &f->err));
	goes(f, letters_numbered(dir, "A", 1, "csv", &text, &f->err));
	assert_int_equal(stat(fixture_path(f, "out/A-2.csv"), &st), 0);
	str_release(&text);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_begin, fixture_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_cell_is_never_a_formula),
		TEST(a_letter_on_paper_is_text_and_nothing_else),
		TEST(a_letter_is_never_written_over_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
