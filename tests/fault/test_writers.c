/* Fifty processes write forty entries each to one case: no error, as many
 * rows as acknowledgements, and nobody waits long. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/logfile.h"

#define WRITERS 50
#define EACH 40

static int write_forty(struct fixture *f, const struct device *by)
{
	struct entry e = { .type = "note", .members = "{\"text\":\"x\"}" };
	struct log *log;
	int done = 0;

	if (log_open(&log, logfile_path(f), NULL, LOG_QUICK, &f->env, NULL))
		return 0;
	while (done < EACH && !log_append(log, &e, 1, by, NULL, NULL, NULL))
		done++;
	log_close(log);
	return done;
}

static void fifty_writers_lose_nothing(void **state)
{
	struct fixture f;
	struct device *a = fixture_device(0);
	struct verify v;
	int acked = 0, status;

	(void)state;
	fixture_up(&f);
	log_close(logfile_new(&f, a));
	for (int i = 0; i < WRITERS; i++) {
		pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid == 0)
			_exit(write_forty(&f, a));
	}
	for (int i = 0; i < WRITERS; i++) {
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status));
		acked += WEXITSTATUS(status);
	}
	assert_int_equal(acked, WRITERS * EACH);
	assert_int_equal(log_verify(&v, logfile_path(&f), NULL, &f.env, NULL,
				    NULL, NULL, &f.err), 0);
	assert_int_equal(v.faults, 0);
	assert_int_equal(v.records, 1 + acked);
	device_free(a);
	fixture_down(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fifty_writers_lose_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
