/* A case file written, read back, changed by others. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/logcase.h"

static void what_is_appended_is_there_after_opening(void **state)
{
	struct logcase *s = *state;
	const struct rec *const *recs;
	struct jread *doc;
	uint8_t id[ID_LEN];
	size_t n;

	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note",
		    "{\"text\":\"called the bank\"}", id);
	logcase_reopen(s);
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
	struct logcase *s = *state;
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
	struct logcase *s = *state;
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

/* --- writing ------------------------------------------------------------ */

static void who_is_no_member_is_told_how_to_become_one(void **state)
{
	struct logcase *s = *state;
	struct entry e = { .type = "note" };
	size_t n;

	assert_int_equal(log_append(s->log, &e, 1, s->b, NULL, NULL,
				    &s->f.err), ERR_REFUSED);
	assert_string_equal(s->f.err.what,
			    "this device (29acbae1) is no member of "
			    LOGFILE_LABEL);
	assert_string_equal(s->f.err.fix,
			    "An owner admits it: stanch case member add "
			    LOGFILE_LABEL " 29acbae1");
	log_records(s->log, &n);
	assert_int_equal(n, 1);
}

static void admit(struct logcase *s, const char *role)
{
	char hex[KEY_HEX];
	char *members;

	hex_encode(hex, device_key(s->b), KEY_LEN);
	members = arena_printf(&s->f.arena,
			       "{\"dev\":\"%s\",\"role\":\"%s\"}", hex, role);
	logfile_add(&s->f, s->log, s->a, REC_CHARTER, "member.add", members,
		    NULL);
}

static void an_observer_is_kept_from_writing(void **state)
{
	struct logcase *s = *state;
	struct entry e = { .type = "note" };

	admit(s, "observer");
	assert_int_equal(log_role(s->log, device_key(s->b)), ROLE_OBSERVER);
	assert_int_equal(log_append(s->log, &e, 1, s->b, NULL, NULL,
				    &s->f.err), ERR_REFUSED);
	assert_string_equal(s->f.err.what, "your role in " LOGFILE_LABEL
					   " does not allow \"note\"");
	logfile_add(&s->f, s->log, s->b, REC_PLAIN, "access", NULL, NULL);
	admit(s, "responder");
	logfile_add(&s->f, s->log, s->b, REC_PLAIN, "note", NULL, NULL);
}

static int change_mind(void *ctx, struct log *log, struct error *err)
{
	size_t n;

	log_records(log, &n);
	*(size_t *)ctx = n;
	return error_set(err, ERR_MOVED, "it moved");
}

static void a_write_called_off_inside_leaves_nothing(void **state)
{
	struct logcase *s = *state;
	struct entry e = { .type = "note" };
	struct log *other;
	size_t seen = 0;

	assert_int_equal(log_open(&other, logfile_path(&s->f), NULL, 0,
				  &s->f.env, &s->f.err), 0);
	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, NULL);
	assert_int_equal(log_append(other, &e, 1, s->a, change_mind, &seen,
				    &s->f.err), ERR_MOVED);
	assert_int_equal(seen, 2); /* with the other's work in view */
	log_records(other, &seen);
	assert_int_equal(seen, 2);
	log_close(other);
	logcase_reopen(s);
	log_records(s->log, &seen);
	assert_int_equal(seen, 2);
}

static void what_breaks_a_rule_is_not_written(void **state)
{
	struct logcase *s = *state;
	static char huge[RECORD_BODY + 100];
	struct entry good = { .type = "note" };
	struct entry both[2];
	static const struct {
		const char *members;
		enum error_code code;
		const char *what;
	} row[] = {
		{ "{\"wall\":\"now\"}", ERR_INVALID,
		  "a member that every record has stands among the further "
		  "ones" },
		{ "{\"a\":1.5}", ERR_INVALID, "fraction or exponent" },
		{ "{\"a\":1,\"a\":2}", ERR_INVALID, "not valid JSON" },
		{ "[]", ERR_INVALID, "not one object" },
		{ huge, ERR_TOOBIG, "one record holds at most 61440" },
	};
	size_t n;

	both[0] = both[1] = good;
	both[1].on = "";
	assert_int_equal(log_append(s->log, both, 2, s->a, NULL, NULL,
				    &s->f.err), ERR_INVALID);
	assert_string_equal(s->f.err.what, "\"note\": the entry breaks a rule "
					   "of the format");
	memset(huge, 'x', sizeof(huge) - 1);
	memcpy(huge, "{\"a\":\"", 6);
	memcpy(huge + sizeof(huge) - 3, "\"}", 2);
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		both[0] = both[1] = good;
		both[1].members = row[i].members;
		assert_int_equal(log_append(s->log, both, 2, s->a, NULL,
					    NULL, &s->f.err), row[i].code);
		if (!strstr(s->f.err.what, row[i].what))
			fail_msg("%zu: %s", i, s->f.err.what);
		log_records(s->log, &n);
		assert_int_equal(n, 1); /* nor the good one before it */
	}
	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, NULL);
}

static void more_than_64_tips_are_joined_first(void **state)
{
	struct logcase *s = *state;
	struct craft c = { .by = s->a, .h = { .ndeps = 1, .lamport = 2 } };
	const struct rec *const *r;
	struct header h;
	struct db *db;
	size_t n;

	memcpy(c.h.case_id, log_case_id(s->log), ID_LEN);
	memcpy(c.h.deps[0], log_case_id(s->log), ID_LEN);
	logcase_close(s);
	assert_int_equal(db_open(&db, logfile_path(&s->f), 0, &s->f.env,
				 &s->f.err), 0);
	assert_int_equal(db_begin(db, &s->f.err), 0);
	for (int i = 0; i < 150; i++) {
		struct db_row row;

		s->f.now += 1000;
		c.body = craft_body(&s->f, "note", "");
		row = craft_row(&c);
		assert_int_equal(db_insert(db, &row, &s->f.err), 0);
	}
	assert_int_equal(db_commit(db, &s->f.err), 0);
	db_close(db);
	s->log = NULL;
	assert_int_equal(log_open(&s->log, logfile_path(&s->f), NULL, 0,
				  &s->f.env, &s->f.err), 0);
	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, NULL);
	r = log_records(s->log, &n);
	assert_int_equal(n, 1 + 150 + 2 + 1);
	assert_string_equal(r[n - 1]->type, "note");
	assert_int_equal(header_decode(&h, r[n - 1]->hdr, r[n - 1]->hdr_len,
				       NULL), 0);
	assert_int_equal(h.ndeps, 24); /* 150 - 2 * 64, and two joins */
	assert_string_equal(log_find(s->log, r[n - 1]->id)->type, "note");
	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, NULL);
	r = log_records(s->log, &n);
	assert_true(log_before(s->log, r[0], r[n - 1]));
	assert_true(log_before(s->log, r[60], r[n - 1]));
	assert_false(log_before(s->log, r[n - 1], r[60]));
	assert_false(log_before(s->log, r[60], r[61]));
}

static void a_file_without_write_permission_is_read(void **state)
{
	struct logcase *s = *state;
	struct entry e = { .type = "note" };
	const char *why;

	logcase_close(s);
	assert_int_equal(log_open(&s->log, logfile_path(&s->f), NULL,
				  LOG_READ_ONLY, &s->f.env, &s->f.err), 0);
	assert_false(log_can_write(s->log, &why));
	assert_string_equal(why, "it was opened to be read only");
	assert_int_equal(log_append(s->log, &e, 1, s->a, NULL, NULL,
				    &s->f.err), ERR_REFUSED);
	assert_string_equal(s->f.err.what,
			    LOGFILE_LABEL " cannot be written to: it was "
			    "opened to be read only");
}

static void an_unsound_body_is_kept_without_effect(void **state)
{
	static const char *const more[] = {
		",\"on\":\"x\"", ",\"over\":[]", ",\"on\":\"\",\"over\":[]",
		",\"on\":\"x\",\"over\":[\"00\"]", ",\"att\":{}",
		",\"a\":1.5", ",\"a\":1,\"a\":1", ",\"a\":\"\\u0000\"",
		",\"a\":\"\\ud800\"", ",\"a\":9007199254740992",
		",\"a\":[[[[[[[[1]]]]]]]]", ",\"a\":\"\xff\"",
	};
	const size_t count = sizeof(more) / sizeof(*more);
	struct logcase *s = *state;
	struct craft c = { .by = s->a, .h = { .ndeps = 1, .lamport = 2 } };
	struct db_row row[32];
	const struct rec *const *r;
	struct verify v;
	size_t n;

	r = log_records(s->log, &n);
	row[0] = (struct db_row){ 0, r[0]->id, r[0]->hdr, r[0]->sig,
				  r[0]->body, ID_LEN, r[0]->hdr_len, SIG_LEN,
				  r[0]->body_len };
	remove(logfile_path(&s->f));
	memcpy(c.h.case_id, log_case_id(s->log), ID_LEN);
	memcpy(c.h.deps[0], log_case_id(s->log), ID_LEN);
	for (size_t i = 0; i < count; i++) {
		c.body = craft_body(&s->f, "note", more[i]);
		row[i + 1] = craft_row(&c);
		row[i + 1].id = arena_strndup(&s->f.arena,
					      (const char *)c.id, ID_LEN);
	}
	craft_file(&s->f, row, count + 1);
	logcase_reopen(s);
	for (size_t i = 0; i < count; i++)
		if (log_find(s->log, row[i + 1].id)->sound)
			fail_msg("%s passed for sound", more[i]);
	assert_int_equal(log_verify(&v, logfile_path(&s->f), NULL, &s->f.env,
				    NULL, NULL, NULL, &s->f.err), 0);
	assert_int_equal(v.unsound, count);
	assert_int_equal(v.faults, 0);
}

static void two_processes_append_and_lose_nothing(void **state)
{
	struct logcase *s = *state;
	const int each = 30;
	struct log *other;
	int status = -1;
	size_t n;
	pid_t pid = fork();

	if (pid == 0) {
		struct entry e = { .type = "note" };

		if (log_open(&other, logfile_path(&s->f), NULL, 0, &s->f.env,
			     NULL))
			_exit(1);
		for (int i = 0; i < each; i++)
			if (log_append(other, &e, 1, s->a, NULL, NULL, NULL))
				_exit(2);
		log_close(other);
		_exit(0);
	}
	for (int i = 0; i < each; i++)
		logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL,
			    NULL);
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
	assert_int_equal(log_refresh(s->log, NULL, NULL, &s->f.err), 0);
	log_records(s->log, &n);
	assert_int_equal(n, 1 + 2 * each);
}

static void an_id_is_found_by_its_beginning(void **state)
{
	struct logcase *s = *state;
	const struct rec *r;
	uint8_t id[ID_LEN];
	char hex[ID_HEX];

	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, id);
	hex_encode(hex, id, ID_LEN);
	hex[12] = '\0';
	assert_int_equal(log_find_prefix(&r, s->log, hex, &s->f.err), 0);
	assert_memory_equal(r->id, id, ID_LEN);
	hex[3] = '\0';
	assert_int_equal(log_find_prefix(&r, s->log, hex, &s->f.err),
			 ERR_USAGE);
	assert_int_equal(log_find_prefix(&r, s->log, "zzzz", &s->f.err),
			 ERR_NOTFOUND);
	assert_null(r);
}

struct first_steps {
	const struct device *by;
	enum error_code answer;
};

static int write_more(void *ctx, struct log *log, struct error *err)
{
	const struct first_steps *f = ctx;
	struct entry e = { .type = "case.set" };

	if (f->answer)
		return error_set(err, f->answer, "called off");
	return log_append(log, &e, 1, f->by, NULL, NULL, err);
}

static void a_case_is_there_whole_or_not_at_all(void **state)
{
	struct logcase *s = *state;
	struct first_steps more = { .by = s->a, .answer = ERR_CANCELLED };
	uint8_t owner[1][KEY_LEN];
	struct log *log;
	size_t n;

	memcpy(owner[0], device_key(s->a), KEY_LEN);
	for (int i = 0; i < 2; i++) {
		int rc = log_create(&log, s->f.dir, "PLAN-2026-001",
				    FILE_CASE,
				    (const uint8_t(*)[KEY_LEN])owner, 1,
				    s->a, write_more, &more, NULL, &s->f.env,
				    &s->f.err);

		assert_int_equal(rc, more.answer);
		assert_int_equal(access(fixture_path(&s->f,
						     "PLAN-2026-001.case"),
					F_OK), more.answer ? -1 : 0);
		more.answer = ERR_OK;
	}
	log_records(log, &n);
	assert_int_equal(n, 2);
	log_close(log);
	assert_int_equal(log_create(&log, s->f.dir, "PLAN-2026-001",
				    FILE_CASE,
				    (const uint8_t(*)[KEY_LEN])owner, 1, s->a,
				    NULL, NULL, NULL, &s->f.env, &s->f.err),
			 ERR_REFUSED);
	assert_null(log);
	assert_int_equal(log_create(&log, s->f.dir, "DRILL-2026-001",
				    FILE_DRILL,
				    (const uint8_t(*)[KEY_LEN])owner, 1, s->a,
				    NULL, NULL, NULL, &s->f.env, &s->f.err),
			 0);
	assert_int_equal(log_kind(log), FILE_DRILL);
	log_close(log);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, logcase_up, logcase_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_appended_is_there_after_opening),
		TEST(members_stand_in_the_order_of_the_format),
		TEST(a_second_reader_sees_what_the_first_appended),
		TEST(who_is_no_member_is_told_how_to_become_one),
		TEST(an_observer_is_kept_from_writing),
		TEST(a_write_called_off_inside_leaves_nothing),
		TEST(what_breaks_a_rule_is_not_written),
		TEST(more_than_64_tips_are_joined_first),
		TEST(a_file_without_write_permission_is_read),
		TEST(an_unsound_body_is_kept_without_effect),
		TEST(two_processes_append_and_lose_nothing),
		TEST(an_id_is_found_by_its_beginning),
		TEST(a_case_is_there_whole_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
