/* A disk of 400 KiB: appending stops with words, the file stays whole, and
 * all that was acknowledged is there. Needs a small tmpfs: as root in a
 * mount namespace of its own, else in a user namespace; else skipped. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/logfile.h"

#define NO_TMPFS 77

static void put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, text, strlen(text)) < 0)
		fprintf(stderr, "%s cannot be written\n", path);
	close(fd);
}

/* A tmpfs on dir that only this process sees. */
static bool small_disk(const char *dir)
{
	char map[64];
	unsigned id = geteuid();

	if (unshare(CLONE_NEWNS)) {
		if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
			return false;
		put("/proc/self/setgroups", "deny");
		snprintf(map, sizeof(map), "0 %u 1", id);
		put("/proc/self/uid_map", map);
	}
	return !mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) &&
	       !mount("none", dir, "tmpfs", 0, "size=400k,mode=0700");
}

/* In the child, where cmocka's assertions cannot reach: an exit code. */
static int fill(struct fixture *f, const struct device *by)
{
	struct entry e = { .type = "note" };
	static char members[2000];
	struct log *log;
	struct verify v;
	uint64_t acked = 1;
	int rc;

	memset(members, 'x', sizeof(members) - 1);
	memcpy(members, "{\"text\":\"", 9);
	memcpy(members + sizeof(members) - 3, "\"}", 2);
	e.members = members;
	log = logfile_new(f, by);
	while ((rc = log_append(log, &e, 1, by, NULL, NULL, &f->err)) == 0)
		acked++;
	printf("%llu acknowledged, then: %s\n", (unsigned long long)acked,
	       f->err.what);
	if (rc != ERR_IO || !strstr(f->err.what, "the disk is full") ||
	    !strstr(f->err.fix, "df -h"))
		return 2;
	/* A short one, on and on, until not a byte is left. */
	e.members = NULL;
	for (int i = 0; i < 300; i++)
		acked += log_append(log, &e, 1, by, NULL, NULL, &f->err) == 0;
	log_close(log);
	if (log_verify(&v, logfile_path(f), NULL, &f->env, NULL, NULL, NULL,
		       &f->err))
		return 3;
	return v.faults || v.records != acked || acked < 20 ? 4 : 0;
}

static void a_full_disk_stops_the_pen_not_the_case(void **state)
{
	struct device *a = fixture_device(0);
	struct fixture f;
	int status;
	pid_t pid;

	(void)state;
	fixture_up(&f);
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		int rc = small_disk(f.dir) ? fill(&f, a) : NO_TMPFS;

		fflush(stdout);
		_exit(rc);
	}
	waitpid(pid, &status, 0);
	device_free(a);
	fixture_down(&f);
	if (WIFEXITED(status) && WEXITSTATUS(status) == NO_TMPFS)
		skip(); /* no tmpfs to be had here */
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_disk_stops_the_pen_not_the_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
