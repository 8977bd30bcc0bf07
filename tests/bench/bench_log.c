/*
 * tests/bench/bench_log.c - what the case file costs: lines of name, value,
 * unit and bound, with TABs between.
 *
 * STANCH_BENCH_RECORDS sets the size of the large case (100000).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "core/base/mem.h"
#include "tests/support/logfile.h"

#define ROUNDS 400
#define SMALL 10000
#define LISTED 200

static double seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static void line(const char *name, double value, const char *unit,
		 const char *bound)
{
	printf("%s\t%.3f\t%s\t%s\n", name, value, unit, bound);
	fflush(stdout);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The same rows and pragmas without any of ours. */
static sqlite3 *bare_open(struct fixture *f)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(fixture_path(f, "bare.db"), &db), 0);
	assert_int_equal(
		sqlite3_exec(db,
			     "PRAGMA journal_mode=DELETE;"
			     "PRAGMA synchronous=EXTRA; PRAGMA fullfsync=1;"
			     "PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;"
			     "PRAGMA secure_delete=ON;"
			     "CREATE TABLE rec(n INTEGER PRIMARY KEY,"
			     " id BLOB NOT NULL UNIQUE, hdr BLOB NOT NULL,"
			     " sig BLOB NOT NULL, body BLOB) STRICT;"
			     "CREATE TABLE att(hash BLOB NOT NULL PRIMARY"
			     " KEY, data BLOB NOT NULL) STRICT;",
			     NULL, NULL, NULL), 0);
	return db;
}

static void bare_commit(sqlite3 *db, sqlite3_stmt *st)
{
	assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0), 0);
	assert_int_equal(sqlite3_step(st), SQLITE_DONE);
	sqlite3_reset(st);
	assert_int_equal(sqlite3_exec(db, "COMMIT", 0, 0, 0), 0);
}

static void bench_append(void)
{
	static double ours[ROUNDS], bare[ROUNDS];
	struct fixture f;
	struct device *a = fixture_device(0);
	struct log *log;
	sqlite3 *db;
	sqlite3_stmt *st;
	double t;

	fixture_up(&f);
	log = logfile_new(&f, a);
	db = bare_open(&f);
	assert_int_equal(sqlite3_prepare_v2(db,
			"INSERT INTO rec(id, hdr, sig, body) VALUES("
			"randomblob(32), zeroblob(184), zeroblob(64),"
			" zeroblob(180))", -1, &st, NULL), 0);
	for (int i = 0; i < ROUNDS; i++) {
		f.now += 1000;
		f.mono += 1000;
		t = seconds();
		logfile_add(&f, log, a, REC_PLAIN, "note",
			    "{\"text\":\"the customer rang again\"}", NULL);
		ours[i] = seconds() - t;
		t = seconds();
		bare_commit(db, st);
		bare[i] = seconds() - t;
	}
	qsort(ours, ROUNDS, sizeof(*ours), ascending);
	qsort(bare, ROUNDS, sizeof(*bare), ascending);
	line("append.median", ours[ROUNDS / 2] * 1e3, "ms", "-");
	line("append.p99", ours[ROUNDS * 99 / 100] * 1e3, "ms", "5");
	line("append.bare", bare[ROUNDS / 2] * 1e3, "ms", "-");
	line("append.ratio", ours[ROUNDS / 2] / bare[ROUNDS / 2], "x",
	     "1.5");
	sqlite3_finalize(st);
	sqlite3_close(db);
	log_close(log);
	device_free(a);
	fixture_down(&f);
}

static double time_open(struct fixture *f, unsigned flags)
{
	double t = seconds();
	struct log *log;

	if (log_open(&log, logfile_path(f), fixture_path(f, "seen"), flags,
		     &f->env, &f->err))
		fail_msg("%s", f->err.what);
	t = seconds() - t;
	log_close(log);
	return t;
}

static void bench_size(size_t n, const char *name, const char *open_bound,
		       const char *verify_bound)
{
	struct fixture f;
	struct verify v;
	char row[64];
	double t, best = 1e9;

	fixture_up(&f);
	logfile_long(&f, n);
	snprintf(row, sizeof(row), "open.first.%s", name);
	line(row, time_open(&f, 0), "s", "-");
	for (int i = 0; i < 3; i++) {
		t = time_open(&f, 0);
		best = t < best ? t : best;
	}
	snprintf(row, sizeof(row), "open.%s", name);
	line(row, best, "s", open_bound);
	t = seconds();
	assert_int_equal(log_verify(&v, logfile_path(&f), NULL, &f.env, NULL,
				    NULL, NULL, &f.err), 0);
	assert_int_equal(v.faults, 0);
	assert_int_equal(v.records, n);
	snprintf(row, sizeof(row), "verify.%s", name);
	line(row, seconds() - t, "s", verify_bound);
	fixture_down(&f);
}

static void bench_list(void)
{
	struct fixture f;
	double t;

	fixture_up(&f);
	logfile_long(&f, 20);
	time_open(&f, LOG_QUICK);
	t = seconds();
	for (int i = 0; i < LISTED; i++)
		time_open(&f, LOG_QUICK);
	line("open.quick.20", (seconds() - t) / LISTED * 1e3, "ms", "1");
	fixture_down(&f);
}

int main(void)
{
	const char *n = getenv("STANCH_BENCH_RECORDS");

	bench_append();
	bench_list();
	bench_size(SMALL, "10000", "0.15", "1");
	bench_size(n ? strtoul(n, NULL, 10) : 100000, "100000", "1.2", "10");
	return 0;
}
