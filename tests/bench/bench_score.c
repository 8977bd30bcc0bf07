/*
 * tests/bench/bench_score.c - what a long drill costs to score and to report,
 * as whole commands: 5,000 records of play, of the largest scenario that
 * ships. STANCH_BENCH_DRILL sets the size.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/jwrite.h"
#include "core/case/act.h"
#include "core/drill/scenario.h"
#include "tests/support/bench.h"

#define LABEL "DRILL-2026-001"
#define RUNS 7
#define BATCH ((size_t)400) /* records in one transaction */

static void say_text(struct jwrite *j, const void *ctx)
{
	jwrite_str(j, "text", ctx);
}

static void say_words(struct jwrite *j, const void *ctx)
{
	jwrite_array(j, "words");
	jwrite_object(j, NULL);
	jwrite_str(j, "text", ctx);
	jwrite_end(j);
	jwrite_end(j);
}

/* A start is left to the command; play is releases, words and steps. */
static void play(struct casefile *c, size_t n)
{
	static const char *const roles[] = {"lead", "it", "legal", "comms"};
	static const char *const types[] = {"talk", "inject.ack",
					    "inject.answer", "talk"};
	static const char *const injects[] = {"I-01", "I-02", "I-03", "I-05",
					      "I-07", "I-09", "I-11", "I-13"};
	struct drill_entry *e = calloc(n, sizeof(*e));
	struct act a = {.c = c};
	struct error err;

	assert_non_null(e);
	for (size_t i = 0; i < n; i++) {
		e[i] = (struct drill_entry){
			.type = types[i % 4], .on = injects[i / 4 % 8],
			.by = roles[i % 4], .fill = say_text,
			.ctx = "Who holds a copy, and since when?"};
		if (i < 8)
			e[i] = (struct drill_entry){
				.type = "inject.release", .on = injects[i],
				.by = "facilitator", .fill = say_words,
				.ctx = "Something happened."};
	}
	for (size_t i = 0; i < n; i += BATCH)
		if (act_drill(&a, e + i, n - i < BATCH ? n - i : BATCH,
			      ROLE_OWNER, &err))
			fail_msg("%s", err.what);
	free(e);
}

static double time_command(struct live *w, const char *verb,
			   const char *option, const char *file)
{
	double t[RUNS];

	for (int i = 0; i < RUNS; i++) {
		t[i] = bench_now();
		assert_int_equal(live_run(w, NULL, "drill", verb, LABEL,
					  option, file, NULL), 0);
		t[i] = (bench_now() - t[i]) * 1e3;
	}
	return bench_share(t, RUNS, 0.5);
}

int main(void)
{
	const char *set = getenv("STANCH_BENCH_DRILL");
	size_t n = set ? strtoul(set, NULL, 10) : 5000;
	struct casefile *c;
	struct store *s;
	struct live w;

	live_up(&w);
	assert_int_equal(live_run(&w, NULL, "drill", "new", "--scenario",
				  "salon-transfer-leak", NULL), 0);
	assert_int_equal(live_run(&w, NULL, "drill", "do", LABEL, "start",
				  NULL), 0);
	s = bench_store(&w);
	if (store_drill_open(&c, s, LABEL, false, &w.f.err))
		fail_msg("%s", w.f.err.what);
	play(c, n);
	casefile_close(c);
	store_close(s);
	assert_int_equal(live_run(&w, NULL, "drill", "end", LABEL, "--why",
				  "over", NULL), 0);
	bench_line("drill of 5,000 records: score", time_command(&w, "score", NULL, NULL),
		   "ms", "200");
	bench_line("drill of 5,000 records: report",
		   time_command(&w, "report", "-o",
				fixture_path(&w.f, "aar.md")),
		   "ms", "200");
	live_down(&w);
	return 0;
}
