/* Files that are whole or not there, folders, other programs. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"

struct fixture {
	char dir[64];
	char path[128];
	struct str text, errs;
	struct error err;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	str_copy(f->dir, sizeof(f->dir), "/tmp/stanch-io-XXXXXX");
	*state = f;
	return mkdtemp(f->dir) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	nftw(f->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	str_release(&f->text);
	str_release(&f->errs);
	free(f);
	return 0;
}

static const char *in_dir(struct fixture *f, const char *name)
{
	snprintf(f->path, sizeof(f->path), "%s/%s", f->dir, name);
	return f->path;
}

static unsigned mode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : st.st_mode & 07777;
}

static int count(void *ctx, const char *name)
{
	(void)name;
	++*(int *)ctx;
	return 0;
}

static void a_file_is_replaced_whole_with_its_mode(void **state)
{
	struct fixture *f = *state;
	const char *path = in_dir(f, "card");
	mode_t old = umask(077);
	int files = 0;

	assert_int_equal(io_replace(path, "one", 3, 0640, &f->err), 0);
	assert_int_equal(io_replace(path, "t\0o", 3, 0664, &f->err), 0);
	umask(old);
	assert_int_equal(io_read(&f->text, path, 3, &f->err), 0);
	assert_int_equal(f->text.len, 3);
	assert_memory_equal(f->text.p, "t\0o", 3);
	assert_int_equal(mode_of(path), 0664);
	assert_int_equal(io_replace(path, NULL, 0, 0600, &f->err), 0);
	assert_int_equal(io_read(&f->text, path, 0, &f->err), 0);
	assert_int_equal(f->text.len, 3);
	assert_int_equal(io_list(f->dir, count, &files, &f->err), 0);
	assert_int_equal(files, 1);
}

static void what_is_there_is_not_created_again(void **state)
{
	struct fixture *f = *state;
	const char *path = in_dir(f, "card");

	assert_false(io_exists(path));
	assert_int_equal(io_create(path, "one", 3, 0444, &f->err), 0);
	assert_true(io_exists(path));
	assert_int_equal(io_create(path, "two", 3, 0600, &f->err),
			 ERR_REFUSED);
	assert_non_null(strstr(f->err.what, "card: there already"));
	assert_int_equal(io_read(&f->text, path, 9, &f->err), 0);
	assert_string_equal(f->text.p, "one");
	assert_int_equal(mode_of(path), 0444);
}

static void a_failed_write_leaves_no_file_behind(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(io_replace(in_dir(f, "no/card"), "x", 1, 0600,
				    &f->err), ERR_NOTFOUND);
	assert_non_null(strstr(f->err.what, "no/card: No such file"));
	assert_int_equal(mkdir(in_dir(f, "card"), 0700), 0);
	assert_int_equal(io_replace(f->path, "x", 1, 0600, &f->err), ERR_IO);
	/* Only the folder is in there: rmdir() would fail on a leftover. */
	assert_int_equal(rmdir(f->path), 0);
	assert_int_equal(rmdir(f->dir), 0);
	assert_int_equal(mkdir(f->dir, 0700), 0);
}

static void only_regular_files_within_the_limit_are_read(void **state)
{
	struct fixture *f = *state;
	char big[40000];

	memset(big, 'x', sizeof(big));
	str_add(&f->text, "kept");
	assert_int_equal(io_read(&f->text, in_dir(f, "no"), 10, &f->err),
			 ERR_NOTFOUND);
	assert_int_equal(io_replace(in_dir(f, "big"), big, sizeof(big), 0600,
				    &f->err), 0);
	assert_int_equal(io_read(&f->text, f->path, sizeof(big) - 1, &f->err),
			 ERR_TOOBIG);
	assert_non_null(strstr(f->err.what, "larger than the limit of 39999"));
	assert_int_equal(io_read(&f->text, f->dir, 10, &f->err), ERR_IO);
	assert_non_null(strstr(f->err.what, "not a regular file"));
	assert_int_equal(mkfifo(in_dir(f, "fifo"), 0600), 0);
	assert_int_equal(io_read(&f->text, f->path, 10, &f->err), ERR_IO);
	/* Says size 0, has bytes. */
	assert_int_equal(io_read(&f->text, "/proc/self/status", 4, &f->err),
			 ERR_TOOBIG);
	assert_string_equal(f->text.p, "kept");
	assert_int_equal(io_read(&f->text, in_dir(f, "big"), sizeof(big),
				 &f->err), 0);
	assert_int_equal(f->text.len, 4 + sizeof(big));
}

static void folders_are_made_with_their_mode_and_kept(void **state)
{
	struct fixture *f = *state;
	char deep[128];
	mode_t old = umask(077);

	snprintf(deep, sizeof(deep), "%s/a//b/c/", f->dir);
	assert_int_equal(io_mkdirs(deep, 02770, &f->err), 0);
	umask(old);
	assert_int_equal(mode_of(in_dir(f, "a")), 02770);
	assert_int_equal(mode_of(in_dir(f, "a/b/c")), 02770);
	assert_int_equal(io_mkdirs(f->path, 0700, &f->err), 0);
	assert_int_equal(mode_of(f->path), 02770);
	assert_int_equal(io_mkdirs("/", 0700, &f->err), 0);
	assert_int_equal(io_create(in_dir(f, "file"), "", 0, 0600, &f->err),
			 0);
	assert_int_equal(io_mkdirs(in_dir(f, "file"), 0700, &f->err), ERR_IO);
	assert_non_null(strstr(f->err.what, "file: Not a directory"));
	assert_int_equal(io_mkdirs(in_dir(f, "file/x"), 0700, &f->err),
			 ERR_IO);
}

static int collect(void *ctx, const char *name)
{
	struct str *s = ctx;

	str_addf(s, "%s ", name);
	return strcmp(name, "stop") ? 0 : 42;
}

static void names_come_in_byte_order_without_hidden_ones(void **state)
{
	static const char *const name[] = {"b", "a", ".hidden", "Z", "a-"};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(name) / sizeof(*name); i++)
		assert_int_equal(io_create(in_dir(f, name[i]), "", 0, 0600,
					   &f->err), 0);
	assert_int_equal(io_list(f->dir, collect, &f->text, &f->err), 0);
	assert_string_equal(str_text(&f->text), "Z a a- b ");
	assert_int_equal(io_create(in_dir(f, "stop"), "", 0, 0600, &f->err), 0);
	assert_int_equal(io_create(in_dir(f, "z"), "", 0, 0600, &f->err), 0);
	str_clear(&f->text);
	assert_int_equal(io_list(f->dir, collect, &f->text, &f->err), 42);
	assert_string_equal(f->text.p, "Z a a- b stop ");
	assert_int_equal(io_list(in_dir(f, "no"), collect, NULL, &f->err),
			 ERR_NOTFOUND);
}

static void a_path_is_joined_with_one_slash(void **state)
{
	static const char *const row[][3] = {
		{"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"/", "b", "/b"},
		{"", "b", "b"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		char *p = io_join(row[i][0], row[i][1]);

		assert_string_equal(p, row[i][2]);
		mem_free(p);
	}
}

static void files_without_memory_are_refused_in_words(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(io_create(in_dir(f, "a"), "x", 1, 0600, &f->err), 0);
	for (uint64_t nth = 1; nth < 3; nth++) {
		mem_fail_at(nth);
		assert_int_equal(io_replace(f->path, "y", 1, 0600, &f->err),
				 ERR_NOMEM);
		mem_fail_at(nth);
		assert_int_equal(io_list(f->dir, collect, NULL, &f->err),
				 ERR_NOMEM);
	}
	mem_fail_at(1);
	assert_int_equal(io_read(&f->text, f->path, 9, &f->err), ERR_NOMEM);
	mem_fail_at(0);
	assert_string_equal(f->err.what, "out of memory");
}

static void the_disk_here_is_local_and_a_lost_one_is_named(void **state)
{
	struct fixture *f = *state;

	if (io_local_disk("/proc", &f->err))
		fail_msg("%s", f->err.what);
	assert_int_equal(io_local_disk(in_dir(f, "no"), &f->err),
			 ERR_NOTFOUND);
}

static int run(struct fixture *f, int *status, const char *script, size_t max,
	       int timeout_ms)
{
	const char *argv[] = {"sh", "-c", script, "sh", "a b;\"$c", NULL};
	const char *envp[] = {"STANCH_TEST=added here", "LC_ALL=C", NULL};

	str_clear(&f->text);
	str_clear(&f->errs);
	return io_run(status, &f->text, &f->errs, argv, envp, max, timeout_ms,
		      &f->err);
}

static void a_program_is_run_with_its_words_as_they_are(void **state)
{
	static const struct {
		const char *script;
		int status;
		const char *out, *errs;
	} row[] = {
		{"printf %s \"$1\"", 0, "a b;\"$c", ""},
		{"echo out; echo err >&2; exit 7", 7, "out\n", "err\n"},
		{"printf %s \"$STANCH_TEST\"", 0, "added here", ""},
		{"cat", 0, "", ""}, /* its input is empty */
		{"kill -9 $$", 137, "", ""},
		{"kill -PIPE $$", 141, "", ""}, /* not ignored, as it is here */
		{"exec >&- 2>&-; sleep 0.05; exit 3", 3, "", ""},
		{"sleep 5 & echo left", 0, "left\n", ""}, /* holds the pipe */
	};
	struct fixture *f = *state;
	int status;

	signal(SIGPIPE, SIG_IGN);
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		if (run(f, &status, row[i].script, 1000, 4000))
			fail_msg("%s: %s", row[i].script, f->err.what);
		if (status != row[i].status ||
		    strcmp(str_text(&f->text), row[i].out) ||
		    strcmp(str_text(&f->errs), row[i].errs))
			fail_msg("%s: %d \"%s\" \"%s\"", row[i].script, status,
				 str_text(&f->text), str_text(&f->errs));
	}
	signal(SIGPIPE, SIG_DFL);
}

static void a_program_too_loud_too_slow_or_absent_is_named(void **state)
{
	struct fixture *f = *state;
	const char *absent[] = {"stanch-no-such-program", NULL};
	int status;

	assert_int_equal(run(f, &status, "yes", 5000, 4000), ERR_TOOBIG);
	assert_string_equal(f->err.what, "sh: more than 5000 bytes of output");
	assert_int_equal(status, -1);
	assert_int_equal(run(f, &status, "echo on; sleep 60", 1000, 60),
			 ERR_IO);
	assert_string_equal(f->err.what, "sh: silent for 1 s, stopped");
	assert_string_equal(str_text(&f->text), "on\n");
	assert_int_equal(io_run(&status, &f->text, &f->errs, absent, NULL, 10,
				1000, &f->err), ERR_NOTFOUND);
	assert_string_equal(f->err.what, "stanch-no-such-program: "
					 "No such file or directory");
}

static bool enough(void *ctx, const struct str *errs)
{
	*(unsigned *)ctx += 1;
	return strstr(str_text(errs), "half") != NULL;
}

static void who_looks_on_may_end_it_and_it_may_tidy_up(void **state)
{
	struct fixture *f = *state;
	unsigned looks = 0;
	struct io_watch look = {.stop = enough, .ctx = &looks};
	const char *tidy = in_dir(f, "tidy");
	const char *argv[] = {"sh", "-c", "trap 'echo >\"$1\"; exit' TERM; "
			      "echo half >&2; sleep 60 & wait", "sh", tidy,
			      NULL};
	int status;

	str_clear(&f->errs);
	assert_int_equal(io_run_watched(&status, &f->text, &f->errs, argv, NULL,
					1000, 9000, &look, &f->err),
			 ERR_CANCELLED);
	assert_string_equal(f->err.what, "stopped");
	assert_true(looks > 0);
	assert_true(io_exists(tidy));
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_file_is_replaced_whole_with_its_mode),
		CASE(what_is_there_is_not_created_again),
		CASE(a_failed_write_leaves_no_file_behind),
		CASE(only_regular_files_within_the_limit_are_read),
		CASE(folders_are_made_with_their_mode_and_kept),
		CASE(names_come_in_byte_order_without_hidden_ones),
		CASE(a_path_is_joined_with_one_slash),
		CASE(files_without_memory_are_refused_in_words),
		CASE(the_disk_here_is_local_and_a_lost_one_is_named),
		CASE(a_program_is_run_with_its_words_as_they_are),
		CASE(a_program_too_loud_too_slow_or_absent_is_named),
		CASE(who_looks_on_may_end_it_and_it_may_tidy_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
