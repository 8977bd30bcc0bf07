/* What a person saw of a case before: rollback shows, signatures need no
 * second check, odd times are remembered. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "tests/support/logcase.h"

static int open_as(struct logcase *s, const char *seen, unsigned flags)
{
	return log_open(&s->log, logfile_path(&s->f),
			fixture_path(&s->f, "%s", seen), flags, &s->f.env,
			&s->f.err);
}

static void notes(struct logcase *s, int n)
{
	for (int i = 0; i < n; i++) {
		s->f.now += 1000;
		s->f.mono += 1000;
		logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL,
			    NULL);
	}
}

static void copy_file(const char *from, const char *to)
{
	struct str bytes = { 0 };

	assert_int_equal(io_read(&bytes, from, 1 << 20, NULL), 0);
	assert_int_equal(io_create(to, bytes.p, bytes.len, 0660, NULL), 0);
	str_release(&bytes);
}

static void an_older_copy_put_in_place_is_noticed(void **state)
{
	struct logcase *s = *state;
	const char *old = fixture_path(&s->f, "old");

	notes(s, 2);
	logcase_close(s);
	copy_file(logfile_path(&s->f), old);
	assert_int_equal(open_as(s, "seen", 0), 0);
	assert_int_equal(log_rolled_back(s->log), 0);
	notes(s, 3);
	logcase_close(s);
	assert_int_equal(rename(old, logfile_path(&s->f)), 0);
	assert_int_equal(open_as(s, "seen", 0), 0);
	assert_int_equal(log_rolled_back(s->log), 3);
	logcase_close(s);
	/* Opening it does not make anybody forget. */
	assert_int_equal(open_as(s, "seen", 0), 0);
	assert_int_equal(log_rolled_back(s->log), 3);
	logcase_close(s);
	/* The list of cases, which checks little, says it as well. */
	assert_int_equal(open_as(s, "seen", LOG_READ_ONLY | LOG_QUICK), 0);
	assert_int_equal(log_rolled_back(s->log), 3);
	logcase_close(s);
	assert_int_equal(open_as(s, "seen", 0), 0);
	notes(s, 5);
	logcase_close(s);
	assert_int_equal(open_as(s, "seen", 0), 0);
	assert_int_equal(log_rolled_back(s->log), 1);
	logcase_close(s);
	/* Who never saw them cannot know. */
	assert_int_equal(open_as(s, "other", 0), 0);
	assert_int_equal(log_rolled_back(s->log), 0);
}

static void the_file_says_what_the_format_says(void **state)
{
	struct logcase *s = *state;
	char hex[ID_HEX], tip[ID_HEX], name[ID_HEX + 8], want[32];
	const char *text;
	size_t n;

	notes(s, 2);
	hex_encode(hex, log_case_id(s->log), ID_LEN);
	hex_encode(tip, log_records(s->log, &n)[2]->id, ID_LEN);
	logcase_close(s);
	snprintf(name, sizeof(name), "seen/%s", hex);
	text = fixture_read(&s->f, name);
	assert_memory_equal(text, "stanch-seen 1\nn 3 ", 18);
	snprintf(want, sizeof(want), "\ntip %.20s", tip);
	assert_non_null(strstr(text, want));
	assert_null(strstr(text, "got"));
}

/* A signature exchanged behind our back: seen when nothing vouches. */
static void a_signature_that_changed_is_checked_again(void **state)
{
	struct logcase *s = *state;

	notes(s, 3);
	logcase_close(s);
	logfile_sql(&s->f, "UPDATE rec SET sig = (SELECT sig FROM rec WHERE"
			   " n = 3) WHERE n = 2");
	assert_int_equal(open_as(s, "seen", 0), ERR_CORRUPT);
	assert_null(s->log);
	assert_string_equal(s->f.err.what,
			    "record 2: the signature is not its author's");
}

static void a_damaged_seen_file_counts_as_none(void **state)
{
	struct logcase *s = *state;
	char hex[ID_HEX], name[ID_HEX + 8];

	notes(s, 1);
	hex_encode(hex, log_case_id(s->log), ID_LEN);
	logcase_close(s);
	snprintf(name, sizeof(name), "seen/%s", hex);
	fixture_write(&s->f, name, "stanch-seen 1\nn x y\n");
	assert_int_equal(open_as(s, "seen", 0), 0);
	assert_int_equal(log_rolled_back(s->log), 0);
}

static unsigned flags_of(struct logcase *s, size_t i)
{
	size_t n;
	const struct rec *const *r = log_records(s->log, &n);

	assert_true(i < n);
	return r[i]->flags;
}

static void what_arrives_hours_later_stays_marked_as_late(void **state)
{
	struct logcase *s = *state;
	int64_t start = s->f.now;

	logcase_close(s);
	assert_int_equal(open_as(s, "mine", 0), 0); /* I was here */
	logcase_close(s);
	assert_int_equal(open_as(s, "other", 0), 0);
	notes(s, 1);
	logcase_close(s);
	s->f.now = start + 5 * 3600 * 1000;
	assert_int_equal(open_as(s, "mine", 0), 0);
	assert_int_equal(flags_of(s, 1), REC_LATE);
	logcase_close(s);
	s->f.now += 3600 * 1000;
	assert_int_equal(open_as(s, "mine", 0), 0);
	assert_int_equal(flags_of(s, 1), REC_LATE);
	assert_int_equal(flags_of(s, 0), 0);
}

static void clocks_that_jump_are_marked(void **state)
{
	struct logcase *s = *state;
	int64_t start = s->f.now;

	notes(s, 1);
	s->f.now += 10 * 60000; /* ten minutes on, one second of uptime */
	s->f.mono += 1000;
	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, NULL);
	s->f.now = start - 3600 * 1000; /* and back an hour */
	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, NULL);
	assert_int_equal(flags_of(s, 1), 0);
	assert_int_equal(flags_of(s, 2), REC_STEPPED);
	assert_int_equal(flags_of(s, 3), REC_STEPPED | REC_EARLY);
	logcase_close(s);
	assert_int_equal(open_as(s, "other", 0), 0);
	assert_int_equal(flags_of(s, 2), REC_STEPPED | REC_AHEAD);
}

static void a_clock_set_by_hand_is_said_aloud(void **state)
{
	struct logcase *s = *state;
	struct verify v;
	size_t n;

	s->f.env.pinned = true;
	s->f.now -= 90 * 86400000LL;
	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, NULL);
	assert_non_null(strstr(log_records(s->log, &n)[1]->body,
			       ",\"ntp\":true,\"clock\":\"set\"}"));
	assert_int_equal(flags_of(s, 1), REC_PINNED);
	assert_int_equal(log_verify(&v, logfile_path(&s->f), NULL, &s->f.env,
				    NULL, NULL, NULL, &s->f.err), 0);
	assert_int_equal(v.pinned, 1);
}

/* Two copies of one device, both writing: shown, not fatal. */
static void two_copies_of_a_key_are_marked(void **state)
{
	struct logcase *s = *state;
	struct craft c = { .by = s->a, .h = { .ndeps = 1, .lamport = 2 } };
	const struct rec *const *r;
	struct db_row row;
	struct db *db;
	size_t n;

	r = log_records(s->log, &n);
	memcpy(c.h.case_id, r[0]->id, ID_LEN);
	memcpy(c.h.deps[0], r[0]->id, ID_LEN);
	notes(s, 2);
	logcase_close(s);
	c.body = craft_body(&s->f, "note", ",\"text\":\"the other copy\"");
	row = craft_row(&c);
	assert_int_equal(db_open(&db, logfile_path(&s->f), 0, &s->f.env,
				 &s->f.err), 0);
	assert_int_equal(db_begin(db, &s->f.err), 0);
	assert_int_equal(db_insert(db, &row, &s->f.err), 0);
	assert_int_equal(db_commit(db, &s->f.err), 0);
	db_close(db);
	assert_int_equal(open_as(s, "seen", 0), 0);
	r = log_records(s->log, &n);
	assert_int_equal(n, 4);
	assert_int_equal(r[0]->flags & REC_TWO_COPIES, 0);
	for (size_t i = 1; i < n; i++)
		assert_true(r[i]->flags & REC_TWO_COPIES);
}

struct waiting {
	uint64_t done, all;
	int calls, patience;
};

static int waits(void *ctx, uint64_t done, uint64_t all)
{
	struct waiting *w = ctx;

	assert_true(done > w->done && done <= all);
	w->done = done;
	w->all = all;
	return ++w->calls > w->patience;
}

static void a_first_opening_tells_how_far_it_is_and_can_be_stopped(
	void **state)
{
	struct logcase *s = *state;
	struct waiting w = {.patience = 1};
	struct log_watch watch = {waits, &w};

	logcase_close(s);
	assert_int_equal(unlink(logfile_path(&s->f)), 0);
	logfile_long(&s->f, 1000);
	assert_int_equal(log_open_watched(&s->log, logfile_path(&s->f), NULL,
					  0, &s->f.env, &watch, &s->f.err),
			 ERR_CANCELLED);
	assert_null(s->log);
	assert_string_equal(s->f.err.what, "stopped");
	assert_int_equal(w.calls, 2);
	assert_int_equal(w.all, 1000);
	w = (struct waiting){.patience = 1000};
	assert_int_equal(log_open_watched(&s->log, logfile_path(&s->f), NULL,
					  0, &s->f.env, &watch, &s->f.err),
			 0);
	assert_in_range(w.done, 700, 1000);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, logcase_up, logcase_down)
	const struct CMUnitTest tests[] = {
		TEST(an_older_copy_put_in_place_is_noticed),
		TEST(the_file_says_what_the_format_says),
		TEST(a_signature_that_changed_is_checked_again),
		TEST(a_damaged_seen_file_counts_as_none),
		TEST(what_arrives_hours_later_stays_marked_as_late),
		TEST(clocks_that_jump_are_marked),
		TEST(a_clock_set_by_hand_is_said_aloud),
		TEST(two_copies_of_a_key_are_marked),
		TEST(a_first_opening_tells_how_far_it_is_and_can_be_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
