/* COMMIT ends in an error: whether the entry is in the file is looked up,
 * never guessed. A file system that lies about deleting the journal (that
 * deletion is what commits) gives both answers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sqlite3.h>
#include <string.h>

#include "tests/support/logfile.h"

enum lie {
	HONEST,
	KEPT_AND_FAILED,    /* not deleted: not committed */
	DELETED_AND_GONE,   /* the same, and the disk answers no more */
	DELETED_AND_FAILED, /* deleted: committed, yet an error comes back */
};

static bool gone; /* no file can be opened any more */
static enum lie next; /* what the next deletion does */
static sqlite3_vfs *real, lying;

static int lying_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	enum lie now = next;

	(void)vfs;
	next = HONEST;
	if (now == KEPT_AND_FAILED)
		return SQLITE_IOERR_DELETE;
	if (now == DELETED_AND_GONE)
		gone = true;
	if (now == DELETED_AND_FAILED || gone) {
		real->xDelete(real, name, sync);
		return SQLITE_IOERR_DELETE;
	}
	return real->xDelete(real, name, sync);
}

static int lying_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
		      int flags, int *out)
{
	(void)vfs;
	file->pMethods = NULL;
	return gone ? SQLITE_CANTOPEN
		    : real->xOpen(real, name, file, flags, out);
}

static int up(void **state)
{
	(void)state;
	sqlite3_initialize();
	real = sqlite3_vfs_find(NULL);
	lying = *real;
	lying.zName = "lying";
	lying.xDelete = lying_delete;
	lying.xOpen = lying_open;
	return sqlite3_vfs_register(&lying, 1);
}

static int down(void **state)
{
	(void)state;
	sqlite3_vfs_unregister(&lying);
	return sqlite3_vfs_register(real, 1);
}

static void append_under(enum lie lie, int want, size_t records)
{
	struct device *a = fixture_device(0);
	struct entry e = { .type = "note" };
	const struct rec *first;
	struct fixture f;
	struct log *log;
	size_t n;

	fixture_up(&f);
	log = logfile_new(&f, a);
	first = log_records(log, &n)[0];
	next = lie;
	assert_int_equal(log_append(log, &e, 1, a, NULL, NULL, &f.err), want);
	next = HONEST;
	if (want) {
		assert_non_null(strstr(f.err.what, "the disk reports"));
		assert_string_equal(f.err.where, "Nothing was recorded; your "
						 "text is still there.");
	}
	log_records(log, &n);
	assert_int_equal(n, records);
	assert_int_equal(log_find(log, e.id) != NULL, want == 0);
	/* What was handed out before may still be looked at. */
	assert_string_equal(first->type, "case.open");
	assert_string_equal(log_label(log), LOGFILE_LABEL);
	/* Life goes on either way. */
	assert_int_equal(log_append(log, &e, 1, a, NULL, NULL, &f.err), 0);
	log_close(log);
	assert_int_equal(log_open(&log, logfile_path(&f), NULL, 0, &f.env,
				  &f.err), 0);
	log_records(log, &n);
	assert_int_equal(n, records + 1);
	log_close(log);
	device_free(a);
	fixture_down(&f);
}

static void an_error_after_the_commit_is_a_success(void **state)
{
	(void)state;
	append_under(DELETED_AND_FAILED, 0, 2);
}

static void an_error_before_the_commit_leaves_nothing(void **state)
{
	(void)state;
	append_under(KEPT_AND_FAILED, ERR_IO, 1);
}

static void a_disk_that_is_gone_leaves_it_open_and_says_so(void **state)
{
	struct device *a = fixture_device(0);
	struct entry e = { .type = "note" };
	struct str data = { 0 };
	struct fixture f;
	struct log *log;
	bool reorder;

	(void)state;
	fixture_up(&f);
	log = logfile_new(&f, a);
	next = DELETED_AND_GONE;
	assert_int_equal(log_append(log, &e, 1, a, NULL, NULL, &f.err),
			 ERR_UNKNOWN);
	assert_non_null(strstr(f.err.what, "whether the entry was recorded is "
					   "not known"));
	assert_non_null(strstr(f.err.where, "cannot be opened"));
	/* While it is away nothing works, and nothing falls over. */
	assert_true(log_changed(log));
	assert_int_equal(log_refresh(log, NULL, NULL, &f.err), ERR_IO);
	assert_int_equal(log_append(log, &e, 1, a, NULL, NULL, &f.err),
			 ERR_IO);
	assert_false(log_att_has(log, e.id));
	assert_int_equal(log_att_read(&data, log, e.id, &f.err), ERR_IO);
	assert_string_equal(log_label(log), LOGFILE_LABEL);
	gone = false;
	assert_int_equal(log_refresh(log, NULL, &reorder, &f.err), 0);
	assert_true(reorder);
	assert_non_null(log_find(log, e.id));
	log_close(log);
	device_free(a);
	fixture_down(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			an_error_after_the_commit_is_a_success, up, down),
		cmocka_unit_test_setup_teardown(
			an_error_before_the_commit_leaves_nothing, up, down),
		cmocka_unit_test_setup_teardown(
			a_disk_that_is_gone_leaves_it_open_and_says_so, up,
			down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
