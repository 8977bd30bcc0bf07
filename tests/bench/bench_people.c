/*
 * tests/bench/bench_people.c - a register of 1,000,000 people: brought in
 * beside `sqlite3 .import` of the same file, its memory, a case that holds it
 * opened, people filtered, counted, looked through for who is there twice.
 *
 * STANCH_BENCH_PEOPLE sets the size.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/bench.h"

static size_t people(void)
{
	const char *set = getenv("STANCH_BENCH_PEOPLE");

	return set ? strtoul(set, NULL, 10) : 1000000;
}

/* Invented, all different but for one in a thousand. */
static void write_table(const char *path, size_t n)
{
	static const char *const family[] = {"王", "李", "张", "刘", "陈"};
	static const char *const given[] = {"伟", "芳", "娜", "敏", "静",
					    "丽", "强"};
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs("姓名,手机,邮箱,身份证号,地区,语言,未成年人,门店\n", f);
	for (size_t i = 0; i < n; i++) {
		size_t k = i % 1000 == 999 ? i - 500 : i;

		fprintf(f, "%s%s%s,1%010zu,user%zu@example.org,"
			   "3301%014zu,%s,zh,%s,shop %zu\n",
			family[k % 5], given[k % 7], given[k / 7 % 7],
			3000000000 + k * 7, k, k, k % 9 ? "CN" : "HK",
			k % 50 ? "" : "yes", k % 40);
	}
	assert_int_equal(fclose(f), 0);
}

static double time_sqlite(const char *table, const char *into)
{
	double t = bench_now();
	char import[256];
	int status;
	pid_t pid;

	snprintf(import, sizeof(import), ".import '%s' t", table);
	pid = fork();
	if (!pid) {
		execlp("sqlite3", "sqlite3", into, ".mode csv", import,
		       (char *)NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) && !WEXITSTATUS(status) ? bench_now() - t
							 : -1;
}

/* The command; the peak of its memory in MB to *mb. */
static double time_import(double *mb, struct live *w, const char *label,
			  const char *table)
{
	double t = bench_now();
	struct rusage used;

	assert_int_equal(live_run(w, NULL, "people", "import", label, table,
				  "--no-input", NULL), 0);
	t = bench_now() - t;
	getrusage(RUSAGE_CHILDREN, &used);
	*mb = (double)used.ru_maxrss / 1024;
	return t;
}

static double time_run(struct live *w, const char *verb, const char *label,
		       const char *word, const char *where)
{
	double t = bench_now();

	assert_int_equal(live_run(w, NULL, "people", verb, label, word, where,
				  NULL), 0);
	return bench_now() - t;
}

int main(void)
{
	double theirs, ours, mb, t;
	const char *label, *table;
	char bound[32];
	struct live w;

	live_up(&w);
	label = live_case(&w);
	table = fixture_path(&w.f, "people.csv");
	write_table(table, people());
	ours = time_import(&mb, &w, label, table);
	theirs = time_sqlite(table, fixture_path(&w.f, "their.db"));
	snprintf(bound, sizeof(bound), "%.3f", 4 * theirs);
	bench_line("people: sqlite3 .import", theirs, "s", "-");
	bench_line("people: import", ours, "s", theirs > 0 ? bound : "-");
	bench_line("people: memory of an import", mb, "MB", "300");
	t = bench_now();
	assert_int_equal(live_run(&w, NULL, "case", "show", label, NULL), 0);
	bench_line("people: open their case", (bench_now() - t) * 1e3, "ms",
		   "500");
	bench_line("people: filter and count",
		   time_run(&w, "count", label, "group",
			    "--where=jurisdiction=CN,name~张"), "s", "1");
	bench_line("people: who is there twice",
		   time_run(&w, "same", label, NULL, NULL), "s", "3");
	live_down(&w);
	return 0;
}
