/*
 * kill -9 at a random moment while appending: nothing acknowledged is lost,
 * nothing is half there. STANCH_KILL_ROUNDS sets how often (1000).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/logfile.h"

/* Appends until it is killed, each id into the pipe once it is durable. */
static void append_for_ever(struct fixture *f, const struct device *by,
			    int out)
{
	struct entry e = { .type = "note",
			   .members = "{\"text\":\"before the power went\"}" };
	struct log *log;

	if (log_open(&log, logfile_path(f), NULL, LOG_QUICK, &f->env, NULL))
		_exit(1);
	for (;;) {
		f->now++;
		if (log_append(log, &e, 1, by, NULL, NULL, NULL))
			_exit(2);
		if (write(out, e.id, ID_LEN) != ID_LEN)
			_exit(3);
	}
}

static void nap(long us)
{
	struct timespec ts = { 0, us * 1000 };

	nanosleep(&ts, NULL);
}

/* One round; how many were acknowledged, their ids behind acked. */
static size_t one_round(struct fixture *f, const struct device *by,
			long us, uint8_t (*acked)[ID_LEN], size_t room)
{
	int fd[2], status;
	size_t n = 0;
	pid_t pid;

	assert_int_equal(pipe(fd), 0);
	pid = fork();
	if (pid == 0) {
		close(fd[0]);
		append_for_ever(f, by, fd[1]);
	}
	assert_true(pid > 0);
	close(fd[1]);
	nap(us);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	assert_true(WIFSIGNALED(status));
	while (n < room && read(fd[0], acked[n], ID_LEN) == ID_LEN)
		n++;
	close(fd[0]);
	return n;
}

static void nothing_acknowledged_is_lost_to_kill_9(void **state)
{
	static uint8_t acked[20000][ID_LEN];
	const char *set = getenv("STANCH_KILL_ROUNDS");
	long rounds = set ? strtol(set, NULL, 10) : 1000;
	char journal[256];
	long hot = 0;
	size_t total = 0;
	uint64_t seed = 1;

	(void)state;
	while (rounds > 0) {
		struct fixture f;
		struct device *a = fixture_device(0);
		struct verify v;
		struct log *log;
		size_t n = 0;

		/* A case every so often, or replaying it is all we do. */
		fixture_up(&f);
		log_close(logfile_new(&f, a));
		snprintf(journal, sizeof(journal), "%s-journal",
			 logfile_path(&f));
		for (int i = 0; i < 50 && rounds > 0; i++, rounds--) {
			seed = seed * UINT64_C(6364136223846793005) + 1;
			n += one_round(&f, a, 2000 + (long)(seed >> 40) %
						     18000,
				       acked + n, 20000 - n);
			hot += access(journal, F_OK) == 0;
			assert_int_equal(log_open(&log, logfile_path(&f),
						  NULL, LOG_QUICK, &f.env,
						  &f.err), 0);
			for (size_t k = 0; k < n; k++)
				if (!log_find(log, acked[k]))
					fail_msg("entry %zu of %zu is lost",
						 k, n);
			log_close(log);
		}
		assert_int_equal(log_verify(&v, logfile_path(&f), NULL,
					    &f.env, NULL, NULL, NULL,
					    &f.err), 0);
		assert_int_equal(v.faults, 0);
		total += n;
		device_free(a);
		fixture_down(&f);
	}
	print_message("%zu acknowledged, %ld hot journals, none lost\n",
		      total, hot);
	assert_true(total > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_acknowledged_is_lost_to_kill_9),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
