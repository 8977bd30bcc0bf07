/*
 * tests/bench/bench_case.c - what a case costs to open and a store to list:
 * a case of 10,000 and of 100,000 records as work leaves them, replayed to a
 * situation; a list of 1,000 cases by the command itself; a file of 1 GiB
 * taken in as evidence beside `openssl dgst`.
 *
 * STANCH_BENCH_RECORDS, STANCH_BENCH_CASES and STANCH_BENCH_MIB set the
 * sizes.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/io.h"
#include "tests/support/bench.h"

static size_t size_of(const char *name, size_t usual)
{
	const char *set = getenv(name);

	return set ? strtoul(set, NULL, 10) : usual;
}

static double time_open(struct live *w, struct store *s, const char *path,
			bool seen)
{
	struct caseopts opts = {.env = &w->f.env, .device = store_device(s)};
	struct casefile *c;
	double t;

	if (seen)
		opts.seen_dir = fixture_path(&w->f, "seen");
	t = bench_now();
	if (casefile_open(&c, path, &opts, &w->f.err))
		fail_msg("%s", w->f.err.what);
	t = bench_now() - t;
	casefile_close(c);
	return t;
}

static void bench_open(size_t n, const char *label, const char *name,
		       const char *bound)
{
	double t[5], first, made = bench_now();
	const char *path;
	struct live w;
	struct store *s;
	char line[64];

	live_up(&w);
	s = bench_store(&w);
	bench_case(&w, s, label, n);
	made = bench_now() - made;
	path = fixture_path(&w.f, "store/cases/%s.case", label);
	first = time_open(&w, s, path, true);
	for (int i = 0; i < 5; i++)
		t[i] = time_open(&w, s, path, true);
	snprintf(line, sizeof(line), "%s records: written", name);
	bench_line(line, made, "s", "-");
	snprintf(line, sizeof(line), "%s records: first open", name);
	bench_line(line, first, "s", "-");
	snprintf(line, sizeof(line), "%s records: open and replay", name);
	bench_line(line, bench_share(t, 5, 0.5), "s", bound);
	store_close(s);
	live_down(&w);
}

static double time_list(struct live *w)
{
	double t = bench_now();

	assert_int_equal(live_run(w, NULL, "case", "list", "--plain", NULL),
			 0);
	return (bench_now() - t) * 1e3;
}

static void bench_list(void)
{
	size_t n = size_of("STANCH_BENCH_CASES", 1000);
	struct live w;
	struct store *s;
	double warm[9];

	live_up(&w);
	s = bench_store(&w);
	for (size_t i = 1; i <= n; i++) {
		char label[32];

		snprintf(label, sizeof(label), "INC-2026-%03zu", i);
		bench_case(&w, s, label, 0);
	}
	store_close(s);
	bench_line("list of 1,000 cases: nothing cached", time_list(&w), "ms",
		   "-");
	for (int i = 0; i < 9; i++)
		warm[i] = time_list(&w);
	bench_line("list of 1,000 cases", bench_share(warm, 9, 0.5), "ms",
		   "150");
	live_down(&w);
}

static double time_openssl(const char *path)
{
	double t = bench_now();
	int status;
	pid_t pid = fork();

	if (!pid) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		execlp("openssl", "openssl", "dgst", "-sha256", path,
		       (char *)NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) && !WEXITSTATUS(status) ? bench_now() - t
							 : -1;
}

static void bench_hash(void)
{
	size_t mib = size_of("STANCH_BENCH_MIB", 1024);
	struct live w;
	const char *label, *path;
	double theirs, ours, bound;
	char text[32];
	int fd;

	live_up(&w);
	label = live_case(&w);
	path = fixture_path(&w.f, "disk.img");
	fd = open(path, O_CREAT | O_WRONLY, 0600);
	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, (off_t)mib << 20), 0);
	close(fd);
	time_openssl(path);
	theirs = time_openssl(path);
	ours = bench_now();
	assert_int_equal(live_run(&w, NULL, "evidence", "add", label, path,
				  "--place", "shelf 2", NULL),
			 0);
	ours = bench_now() - ours;
	bench_line("SHA-256 of 1 GiB: openssl dgst", theirs, "s", "-");
	bound = theirs * 1.2;
	snprintf(text, sizeof(text), "%.3f", bound);
	bench_line("SHA-256 of 1 GiB: evidence add", ours, "s",
		   theirs > 0 ? text : "-");
	live_down(&w);
}

int main(void)
{
	bench_open(10000, "INC-2026-901", "10,000", "0.15");
	bench_open(size_of("STANCH_BENCH_RECORDS", 100000), "INC-2026-902",
		   "100,000", "1.2");
	bench_list();
	bench_hash();
	return 0;
}
