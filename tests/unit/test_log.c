/* A case file written, read back, changed by others, and tampered with. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/support/logfile.h"

struct setting {
	struct fixture f;
	struct device *a, *b;
	struct log *log;
};

static int up(void **state)
{
	struct setting *s = mem_zalloc(sizeof(*s));

	fixture_up(&s->f);
	s->a = fixture_device(0);
	s->b = fixture_device(32);
	s->log = logfile_new(&s->f, s->a);
	*state = s;
	return 0;
}

static int down(void **state)
{
	struct setting *s = *state;

	log_close(s->log);
	device_free(s->a);
	device_free(s->b);
	fixture_down(&s->f);
	mem_free(s);
	return 0;
}

static void reopen(struct setting *s)
{
	log_close(s->log);
	s->log = NULL;
	if (log_open(&s->log, logfile_path(&s->f),
		     fixture_path(&s->f, "seen"), 0, &s->f.env, &s->f.err))
		fail_msg("%s", s->f.err.what);
}

static void what_is_appended_is_there_after_opening(void **state)
{
	struct setting *s = *state;
	const struct rec *const *recs;
	struct jread *doc;
	uint8_t id[ID_LEN];
	size_t n;

	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note",
		    "{\"text\":\"called the bank\"}", id);
	reopen(s);
	recs = log_records(s->log, &n);
	assert_int_equal(n, 2);
	assert_string_equal(recs[0]->type, "case.open");
	assert_string_equal(recs[1]->type, "note");
	assert_memory_equal(recs[1]->id, id, ID_LEN);
	assert_int_equal(recs[1]->state, REC_COUNTS);
	assert_int_equal(recs[1]->wall, s->f.now);
	assert_true(recs[1]->sound);
	assert_string_equal(log_label(s->log), LOGFILE_LABEL);
	assert_int_equal(log_body(&doc, recs[1], &s->f.err), 0);
	assert_string_equal(jread_str(doc, "text"), "called the bank");
	jread_free(doc);
	assert_int_equal(log_body(&doc, recs[1], &s->f.err), 0);
	jread_free(doc);
}

static void members_stand_in_the_order_of_the_format(void **state)
{
	struct setting *s = *state;
	struct log_att att = { "evidence", 8, "a.txt", "text/plain" };
	uint8_t over[2][ID_LEN] = { { 9 }, { 1 } };
	struct entry e = {
		.type = "step.set", .on = "cut-access",
		.over = (const uint8_t(*)[ID_LEN])over, .over_count = 2,
		.members = "{\"state\":\"done\",\"n\":3}", .att = &att,
		.att_count = 1,
	};
	static const char *const want[] = { "{\"t\":\"step.set\",\"wall\":\"",
		"\",\"boot\":\"", "\",\"mono\":61000,\"ntp\":true,",
		"\"on\":\"cut-access\",\"over\":[\"01000000", ",\"09000000",
		"],\"att\":[{\"hash\":\"", "\",\"len\":8,\"sha256\":\"",
		"\",\"name\":\"a.txt\",\"type\":\"text/plain\"}],",
		"\"state\":\"done\",\"n\":3}" };
	struct str data = { 0 };
	const struct rec *r;
	const char *p;
	uint8_t sum[HASH_LEN];

	assert_int_equal(log_append(s->log, &e, 1, s->a, NULL, NULL,
				    &s->f.err), 0);
	r = log_find(s->log, e.id);
	assert_non_null(r);
	p = r->body;
	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
		const char *at = strstr(p, want[i]);

		if (!at)
			fail_msg("%s lacks %s", r->body, want[i]);
		p = at + strlen(want[i]);
	}
	hash_bytes(sum, "evidence", 8);
	assert_true(log_att_has(s->log, sum));
	assert_int_equal(log_att_read(&data, s->log, sum, &s->f.err), 0);
	assert_string_equal(str_text(&data), "evidence");
	str_release(&data);
}

static void a_second_reader_sees_what_the_first_appended(void **state)
{
	struct setting *s = *state;
	struct log *other;
	size_t added;
	bool reorder;

	assert_int_equal(log_open(&other, logfile_path(&s->f), NULL, 0,
				  &s->f.env, &s->f.err), 0);
	assert_false(log_changed(other));
	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, NULL);
	assert_true(log_changed(other));
	assert_int_equal(log_refresh(other, &added, &reorder, &s->f.err), 0);
	assert_int_equal(added, 1);
	assert_false(reorder);
	assert_false(log_changed(other));
	log_close(other);
}

static void verify_finds_a_sound_case_whole(void **state)
{
	struct setting *s = *state;
	struct verify v;

	for (int i = 0; i < 5; i++)
		logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL,
			    NULL);
	assert_int_equal(log_verify(&v, logfile_path(&s->f), NULL, &s->f.env,
				    NULL, NULL, NULL, &s->f.err), 0);
	assert_int_equal(v.faults, 0);
	assert_int_equal(v.records, 6);
	assert_int_equal(v.signatures, 6);
	assert_int_equal(strlen(v.fingerprint), 20);
}

static void open_names_the_record_that_was_edited(void **state)
{
	struct setting *s = *state;

	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, NULL);
	log_close(s->log);
	logfile_sql(&s->f, "UPDATE rec SET body = x'7b7d' WHERE n = 2");
	assert_int_equal(log_open(&s->log, logfile_path(&s->f), NULL, 0,
				  &s->f.env, &s->f.err), ERR_CORRUPT);
	assert_null(s->log);
	assert_string_equal(s->f.err.what, "record 2: body and hash differ");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, up, down)
	const struct CMUnitTest tests[] = {
		TEST(what_is_appended_is_there_after_opening),
		TEST(members_stand_in_the_order_of_the_format),
		TEST(a_second_reader_sees_what_the_first_appended),
		TEST(verify_finds_a_sound_case_whole),
		TEST(open_names_the_record_that_was_edited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
