/*
 * tests/bench/bench_screen.c - what a person feels: from the command to a
 * full screen with 50 cases and 5,000 records (beside tig on a small
 * repository), from a key to the first byte, how much is written a key and a
 * minute, how much memory it holds.
 *
 * STANCH_BENCH_IDLE sets the seconds it is watched doing nothing (60: longer,
 * and the minute may turn twice).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/bench.h"

#define CASES 50
#define RECORDS 100 /* a case */
#define STARTS 30
#define KEYS 200

/* Milliseconds until the last row of the first screen is there. */
static double time_start(struct live *w, char *const argv[],
			 const char *last_row)
{
	double began = bench_now(), t = 0;
	struct pty *p = pty_start(argv, w->env, 24, 80);

	assert_non_null(p);
	while (t < 5 && !strstr(str_text(pty_raw(p)), last_row)) {
		pty_settle(p, 0);
		t = bench_now() - began;
	}
	pty_settle(p, 50);
	pty_type(p, "q");
	pty_exit(p, 2000);
	pty_close(p);
	return t * 1e3;
}

static bool there_is(const char *program)
{
	char line[64];
	int status;
	pid_t pid = fork();

	if (!pid) {
		snprintf(line, sizeof(line), "command -v %s >/dev/null",
			 program);
		execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) && !WEXITSTATUS(status);
}

/* Fifty commits in a folder of its own; its path. */
static const char *small_repository(struct live *w)
{
	static const char make[] =
		"cd \"$1\" && git init -q r && cd r && i=0 &&"
		" while [ $i -lt 50 ]; do i=$((i + 1)); echo $i >f; git add f;"
		" git -c user.name=a -c user.email=a@example.org"
		" commit -qm \"change $i\"; done";
	int status;
	pid_t pid = fork();

	if (!pid) {
		execl("/bin/sh", "sh", "-c", make, "sh", w->f.dir,
		      (char *)NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
	return fixture_path(&w->f, "r");
}

static void bench_start(struct live *w)
{
	static char env[] = "/usr/bin/env", chdir_to[600], tig[] = "tig";
	char *ours_argv[] = {w->program, NULL};
	char *tig_argv[] = {env, chdir_to, tig, NULL};
	double ours[STARTS], theirs[STARTS], tig_ms = 0;
	char bound[32] = "60";
	bool beside = there_is("tig") && there_is("git");

	if (beside)
		snprintf(chdir_to, sizeof(chdir_to), "--chdir=%s",
			 small_repository(w));
	else
		printf("(tig is not installed: nothing to compare with)\n");
	/* Not the first look at these cases: their summaries are cached. */
	assert_int_equal(live_run(w, NULL, "status", NULL), 0);
	for (int i = 0; i < STARTS; i++) {
		ours[i] = time_start(w, ours_argv, "quit");
		if (beside)
			theirs[i] = time_start(w, tig_argv, "[main]");
	}
	if (beside) {
		tig_ms = bench_share(theirs, STARTS, 0.5);
		bench_line("start: tig, small repository", tig_ms, "ms", "-");
		snprintf(bound, sizeof(bound), "%.2f", tig_ms);
	}
	bench_line("start: 50 cases, 5,000 records", bench_share(ours, STARTS,
								 0.5),
		   "ms", bound);
	bench_line("start: p95", bench_share(ours, STARTS, 0.95), "ms", "60");
}

/* j and k in turn; bytes a key in *bytes. */
static double key_to_byte(struct pty *p, double *bytes)
{
	static double t[KEYS];

	pty_settle(p, 100);
	pty_bytes(p);
	for (int i = 0; i < KEYS; i++) {
		double began = bench_now();
		size_t had = pty_raw(p)->len;

		pty_type(p, i % 2 ? "k" : "j");
		while (pty_raw(p)->len == had && bench_now() - began < 1)
			pty_settle(p, 0);
		t[i] = (bench_now() - began) * 1e3;
		pty_settle(p, 10);
	}
	*bytes = (double)pty_bytes(p) / KEYS;
	return bench_share(t, KEYS, 0.95);
}

static double resident_mb(pid_t pid)
{
	char path[64], line[256];
	double kb = 0;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	in = fopen(path, "r");
	while (in && fgets(line, sizeof(line), in))
		if (!strncmp(line, "VmRSS:", 6))
			kb = strtod(line + 6, NULL);
	if (in)
		fclose(in);
	return kb / 1024;
}

/* Milliseconds of processor time so far. */
static double busy_ms(pid_t pid)
{
	unsigned long user = 0, kernel = 0;
	char path[64];
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	in = fopen(path, "r");
	if (in && fscanf(in, "%*d %*s %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u "
			     "%*u %lu %lu", &user, &kernel) != 2)
		user = 0;
	if (in)
		fclose(in);
	return (double)(user + kernel) * 1e3 / (double)sysconf(_SC_CLK_TCK);
}

static void bench_idle(struct pty *p, const char *where)
{
	const char *set = getenv("STANCH_BENCH_IDLE");
	double seconds = set ? strtod(set, NULL) : 60, cpu, began;
	char line[64];

	pty_settle(p, 600);
	pty_bytes(p);
	cpu = busy_ms(pty_pid(p));
	for (began = bench_now(); bench_now() - began < seconds;) {
		poll(NULL, 0, 200);
		pty_settle(p, 0);
	}
	snprintf(line, sizeof(line), "idle, %s: bytes a minute", where);
	bench_line(line, (double)pty_bytes(p) * 60 / seconds, "B", "60");
	snprintf(line, sizeof(line), "idle, %s: processor a minute", where);
	bench_line(line, (busy_ms(pty_pid(p)) - cpu) * 60 / seconds, "ms",
		   "60");
}

static void bench_case_screen(struct live *w)
{
	double bytes, ms;
	struct pty *p = live_start(w, 24, 80, "open", "INC-2026-007", NULL);

	sees(p, "? help");
	pty_settle(p, 500);
	bench_line("case: first screen", (double)pty_bytes(p), "B", "6000");
	ms = key_to_byte(p, &bytes);
	bench_line("case: key to first byte, p95", ms, "ms", "5");
	bench_line("case: bytes a cursor move", bytes, "B", "400");
	bench_line("case: resident memory", resident_mb(pty_pid(p)), "MB",
		   "20");
	bench_idle(p, "case");
	pty_type(p, ":quit\r");
	pty_exit(p, 2000);
}

int main(void)
{
	static struct live w;
	struct store *s;
	struct pty *p;
	double bytes, ms;

	live_up(&w);
	w.f.now = (int64_t)time(NULL) * 1000 - INT64_C(86400000);
	s = bench_store(&w);
	for (int i = 1; i <= CASES; i++) {
		char label[32];

		snprintf(label, sizeof(label), "INC-2026-%03d", i);
		bench_case(&w, s, label, RECORDS);
	}
	store_close(s);
	bench_start(&w);
	p = live_start(&w, 24, 80, NULL);
	sees(p, "INC-2026-0");
	pty_settle(p, 500); /* the cases behind the screen are read as well */
	bench_line("dashboard: resident memory", resident_mb(pty_pid(p)),
		   "MB", "20");
	bench_line("dashboard: first screen", (double)pty_bytes(p), "B",
		   "6000");
	ms = key_to_byte(p, &bytes);
	bench_line("dashboard: key to first byte, p95", ms, "ms", "5");
	bench_line("dashboard: bytes a cursor move", bytes, "B", "400");
	bench_idle(p, "dashboard");
	pty_type(p, "q");
	pty_exit(p, 2000);
	pty_close(p);
	w.p = NULL;
	bench_case_screen(&w);
	live_down(&w);
	return 0;
}
