/* Every tests/screen/ .t file, a test each: see tests/support/script.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/tr.h"
#include "tests/support/demo.h"
#include "tests/support/screens.h"

static const struct script_world *const worlds[] = {
	&demo_world, &cases_world, &nothing_world, NULL};

static void every_test_of_the_script_passes(void **state)
{
	struct str report = {0};
	int tests, bad = script_run(&report, &tests, *state, worlds);

	if (bad) {
		fputs(str_text(&report), stderr);
		str_release(&report);
		fail_msg("%d of %d tests failed", bad, tests);
	}
	str_release(&report);
	assert_int_not_equal(tests, 0);
}

/* The catalogue beside the program under test. */
static void find_catalogue(void)
{
	const char *b = getenv("B");
	struct str dir = {0};

	str_addf(&dir, "%s/locale", b ? b : "build/release");
	setlocale(LC_ALL, "C.UTF-8");
	bindtextdomain("stanch", str_text(&dir));
	bind_textdomain_codeset("stanch", "UTF-8");
	textdomain("stanch");
	str_release(&dir);
}

/* With arguments only those files. */
int main(int argc, char **argv)
{
	struct CMUnitTest tests[200] = {0};
	glob_t found = {0};
	size_t n = 0;
	int rc;

	find_catalogue();
	if (argc > 1) {
		for (int i = 1; i < argc && n < 200; i++)
			tests[n++] = (struct CMUnitTest){
				argv[i], every_test_of_the_script_passes,
				NULL, NULL, argv[i]};
	} else if (!glob("tests/screen/*.t", 0, NULL, &found)) {
		for (; n < found.gl_pathc && n < 200; n++)
			tests[n] = (struct CMUnitTest){
				found.gl_pathv[n],
				every_test_of_the_script_passes, NULL, NULL,
				found.gl_pathv[n]};
	}
	rc = _cmocka_run_group_tests("screens", tests, n, NULL, NULL);
	globfree(&found);
	return n ? rc : 1;
}
