/*
 * kill -9 at a random moment while a table of people comes in: every import
 * is there whole, with all its rows, or not at all; none that was told to be
 * in is lost. STANCH_KILL_IMPORTS sets how often (40).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/log/log.h"
#include "core/people/import.h"
#include "core/people/register.h"
#include "tests/support/casefix.h"

#define ROWS 20000 /* more than one piece of the file's pages */
#define WHOLE_MS 150 /* what one import takes, about */

static void write_table(struct casefix *x)
{
	struct str s = {0};

	str_add(&s, "name,phone,address\n");
	for (int i = 0; i < ROWS; i++)
		str_addf(&s, "Person %d,139%08d,\"Long Road %d, 3rd floor\"\n",
			 i, i, i);
	fixture_write(&x->f, "t.csv", str_text(&s));
	str_release(&s);
}

/* Brings the table in until it is killed, a byte for each that is in. */
static void import_for_ever(struct casefix *x, int out)
{
	struct import_args args = {.path = fixture_path(&x->f, "t.csv")};
	struct caseopts opts = {.env = &x->f.env, .device = x->lin};
	struct casefile *c;
	struct import_result r;

	if (casefile_open(&c, x->path, &opts, NULL))
		_exit(1);
	for (;;) {
		x->f.now++;
		if (people_import(&r, &(struct act){.c = c}, &args, NULL))
			_exit(2);
		import_release(&r);
		if (write(out, "i", 1) != 1)
			_exit(3);
	}
}

/* How many were told to be in before the power went. */
static size_t one_round(struct casefix *x, long us)
{
	struct timespec ts = {us / 1000000, us % 1000000 * 1000};
	int fd[2], status;
	size_t n = 0;
	char byte;
	pid_t pid;

	assert_int_equal(pipe(fd), 0);
	pid = fork();
	if (pid == 0) {
		close(fd[0]);
		import_for_ever(x, fd[1]);
	}
	assert_true(pid > 0);
	close(fd[1]);
	nanosleep(&ts, NULL);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	assert_true(WIFSIGNALED(status));
	while (read(fd[0], &byte, 1) == 1)
		n++;
	close(fd[0]);
	return n;
}

/* Imports that are there; each with every row of it. */
static size_t whole_imports(struct casefix *x)
{
	struct casefile *c = casefix_wu(x);
	size_t n = casefile_now(c)->import_count;
	struct people *p;
	struct verify v;

	if (register_open(&p, c, &x->f.err))
		fail_msg("%s", x->f.err.what);
	assert_int_equal(register_rows(p), n * ROWS);
	assert_int_equal(register_people(p), n ? ROWS : 0);
	register_close(p);
	casefile_close(c);
	assert_int_equal(log_verify(&v, x->path, NULL, &x->f.env, NULL, NULL,
				    NULL, &x->f.err), 0);
	assert_int_equal(v.faults, 0);
	return n;
}

static void an_import_is_there_whole_or_not_at_all(void **state)
{
	const char *set = getenv("STANCH_KILL_IMPORTS");
	long rounds = set ? strtol(set, NULL, 10) : 40;
	size_t told = 0, more = 0;
	uint64_t seed = 1;

	(void)state;
	while (rounds > 0) {
		struct casefix x;
		size_t n = 0, there;

		/* A case every so often: they grow. */
		casefix_up(&x);
		write_table(&x);
		for (int i = 0; i < 10 && rounds > 0; i++, rounds--) {
			seed = seed * UINT64_C(6364136223846793005) + 1;
			n += one_round(&x, 2000 + (long)(seed >> 40) %
							  (WHOLE_MS * 1500));
			there = whole_imports(&x);
			if (there < n)
				fail_msg("%zu of %zu imports are lost",
					 n - there, n);
			more += there > n;
			n = there; /* done, and killed before it could say so */
		}
		told += n;
		casefix_down(&x);
	}
	print_message("%zu imports, %zu of them not told of, none in part\n",
		      told, more);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_import_is_there_whole_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
