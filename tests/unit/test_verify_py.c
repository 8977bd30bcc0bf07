/* A second reader in another language, written from the page on the format
 * alone: it must find our files whole, and the tampered ones not. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "tests/support/logfile.h"
#include "tests/support/vectors.h"

static bool can_run(const char *name, const char *arg)
{
	const char *const argv[] = { name, arg, NULL };
	struct str out = { 0 }, errs = { 0 };
	int status = -1;
	bool ok = !io_run(&status, &out, &errs, argv, NULL, 4096, 10000,
			  NULL) && status == 0;

	str_release(&out);
	str_release(&errs);
	return ok;
}

static int up(void **state)
{
	struct fixture *f = mem_zalloc(sizeof(*f));

	fixture_up(f);
	*state = f;
	return 0;
}

static int down(void **state)
{
	fixture_down(*state);
	mem_free(*state);
	return 0;
}

static void second_reader_says(struct fixture *f, int want, const char *text)
{
	const char *const argv[] = { "python3", "tests/support/verify.py",
				     logfile_path(f), NULL };
	struct str out = { 0 }, errs = { 0 };
	int status = -1;

	assert_int_equal(io_run(&status, &out, &errs, argv, NULL, 1 << 20,
				30000, &f->err), 0);
	assert_string_equal(str_text(&errs), "");
	assert_string_equal(str_text(&out), text);
	assert_int_equal(status, want);
	str_release(&out);
	str_release(&errs);
}

static void write_case(struct fixture *f)
{
	static const struct log_att att = { "proof", 5, "a.txt", NULL };
	struct entry e = { .type = "evidence.add", .att = &att,
			   .att_count = 1 };
	struct device *a = fixture_device(0);
	struct log *log = logfile_new(f, a);

	logfile_add(f, log, a, REC_PLAIN, "note", "{\"text\":\"已隔离\"}", NULL);
	assert_int_equal(log_append(log, &e, 1, a, NULL, NULL, &f->err), 0);
	logfile_add(f, log, a, REC_CHARTER, "join", NULL, NULL);
	log_close(log);
	device_free(a);
}

static void need_python(void)
{
	if (!can_run("python3", "--version") || !can_run("openssl", "version"))
		skip(); /* no second reader without them */
}

static void the_second_reader_finds_our_file_whole(void **state)
{
	need_python();
	write_case(*state);
	second_reader_says(*state, 0, "4 records, 0 faults\n");
}

static void the_second_reader_agrees_on_the_vectors(void **state)
{
	struct db_row rows[8];
	struct vector v[8];
	size_t n;

	need_python();
	n = vectors_read(v, *state, 'p');
	for (size_t i = 0; i < n; i++)
		rows[i] = v[i].row;
	craft_file(*state, rows, n);
	second_reader_says(*state, 0, "5 records, 0 faults\n");
}

static void the_second_reader_names_what_was_changed(void **state)
{
	need_python();
	write_case(*state);
	logfile_sql(*state,
		    "UPDATE rec SET body = x'7b7d' WHERE n = 2;"
		    "UPDATE rec SET sig = zeroblob(64) WHERE n = 4;"
		    "UPDATE att SET data = x'00'");
	second_reader_says(*state, 1,
			   "record 2: body and hash differ\n"
			   "record 4: signature\n"
			   "attachment c1cda26362828b69: content and hash "
			   "differ\n4 records, 3 faults\n");
	logfile_sql(*state, "DELETE FROM rec WHERE n = 2; CREATE TABLE x(a)");
	second_reader_says(*state, 1, "schema\n0 records, 1 faults\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, up, down)
	const struct CMUnitTest tests[] = {
		TEST(the_second_reader_finds_our_file_whole),
		TEST(the_second_reader_agrees_on_the_vectors),
		TEST(the_second_reader_names_what_was_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
