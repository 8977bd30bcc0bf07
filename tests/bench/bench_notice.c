/*
 * tests/bench/bench_notice.c - a notice to 100,000 people: counted, approved,
 * merged to a letter of its own for each of them as .eml, and the memory that
 * takes; a case that holds all those results opened; undeliverables read back.
 *
 * STANCH_BENCH_LETTERS sets the size.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "tests/support/bench.h"

#define LOST 10 /* one of so many letters comes back */

static size_t letters(void)
{
	const char *set = getenv("STANCH_BENCH_LETTERS");

	return set ? strtoul(set, NULL, 10) : 100000;
}

static void write_people(const char *path, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs("姓名,手机,邮箱,数据种类\n", f);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "王%zu,1%010zu,user%zu@example.org,%s\n", i,
			3000000000 + i * 7, i, i % 3 ? "姓名、电话" : "");
	assert_int_equal(fclose(f), 0);
}

static void write_lost(const char *path, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs("邮箱,原因\n", f);
	for (size_t i = 0; i < n; i += LOST)
		fprintf(f, "user%zu@example.org,%s\n", i,
			i % 20 ? "550 no such user" : "452 full");
	assert_int_equal(fclose(f), 0);
}

/* A notice that says all it must, approved by its author. */
static void write_notice(struct live *w, const char *label)
{
	assert_int_equal(live_run(w, NULL, "store", "config", "mail-from",
				  "salon@example.org", NULL), 0);
	assert_int_equal(live_run(w, NULL, "notice", "draft", label,
				  "cn-individuals", "--to", "all",
				  "--text-lang", "zh", NULL), 0);
	assert_int_equal(live_run(w, NULL, "notice", "set", label, "A",
				  "firm=示例美容店", "what=客户名单被出售。",
				  "happened=不详", "cause=密码被盗",
				  "harm=诈骗", "done=已停用账号",
				  "advice=不要相信陌生来电。", "contact=林",
				  "phone=000-0000", "kinds=姓名、电话", NULL),
			 0);
}

int main(void)
{
	const char *label, *table, *lost;
	struct rusage used;
	struct live w;
	double t;

	live_up(&w);
	label = live_case(&w);
	table = fixture_path(&w.f, "people.csv");
	lost = fixture_path(&w.f, "lost.csv");
	write_people(table, letters());
	write_lost(lost, letters());
	assert_int_equal(live_run(&w, NULL, "people", "import", label, table,
				  "--no-input", NULL), 0);
	write_notice(&w, label);
	t = bench_now();
	assert_int_equal(live_run(&w, NULL, "notice", "approve", label, "A",
				  "--why", "alone", NULL), 0);
	bench_line("notices: approve", bench_now() - t, "s", "-");
	t = bench_now();
	assert_int_equal(live_run(&w, NULL, "notice", "send", label, "A",
				  "--confirm", label, "--via", "eml", "-o",
				  fixture_path(&w.f, "out"), NULL), 0);
	bench_line("notices: letters to .eml", bench_now() - t, "s", "10");
	getrusage(RUSAGE_CHILDREN, &used);
	bench_line("notices: memory of it", (double)used.ru_maxrss / 1024,
		   "MB", "-");
	t = bench_now();
	assert_int_equal(live_run(&w, NULL, "case", "show", label, NULL), 0);
	bench_line("notices: open their case", (bench_now() - t) * 1e3, "ms",
		   "500");
	t = bench_now();
	assert_int_equal(live_run(&w, NULL, "notice", "result", label, "A",
				  "--from", lost, NULL), 0);
	bench_line("notices: undeliverables read back", bench_now() - t, "s",
		   "-");
	live_down(&w);
	return 0;
}
