/* A file for what is handed out: never over another one, never half. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#include "core/base/newfile.h"
#include "tests/support/fixture.h"

static void what_is_there_already_is_left_alone(void **state)
{
	struct fixture *f = *state;
	int fd;

	fixture_write(f, "out", "theirs");
	assert_int_equal(newfile_open(&fd, fixture_path(f, "out"), &f->err),
			 ERR_REFUSED);
	assert_int_equal(fd, -1);
	assert_non_null(strstr(f->err.what, "out: there already"));
	assert_string_equal(f->err.fix,
			    "nothing is overwritten: choose another name");
	assert_string_equal(fixture_read(f, "out"), "theirs");
	assert_int_equal(newfile_end(fd, "out", 0, &f->err), 0);
	assert_int_equal(newfile_end(fd, "out", ERR_IO, &f->err), ERR_IO);
}

static void only_what_went_well_stays(void **state)
{
	struct fixture *f = *state;
	const char *path = fixture_path(f, "out");
	int fd;

	goes(f, newfile_open(&fd, path, &f->err));
	assert_int_equal(write(fd, "half", 4), 4);
	assert_int_equal(newfile_end(fd, path, ERR_CORRUPT, &f->err),
			 ERR_CORRUPT);
	assert_int_equal(access(path, F_OK), -1);
	goes(f, newfile_open(&fd, path, &f->err));
	assert_int_equal(write(fd, "whole", 5), 5);
	goes(f, newfile_end(fd, path, 0, &f->err));
	assert_string_equal(fixture_read(f, "out"), "whole");
}

static void a_folder_that_is_not_there_is_named(void **state)
{
	struct fixture *f = *state;
	int fd;

	assert_true(newfile_open(&fd, fixture_path(f, "no/out"), &f->err) < 0);
	assert_non_null(strstr(f->err.what, "no/out"));
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_begin, fixture_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_there_already_is_left_alone),
		TEST(only_what_went_well_stays),
		TEST(a_folder_that_is_not_there_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
