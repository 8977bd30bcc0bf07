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

static void close_log(struct setting *s)
{
	log_close(s->log);
	s->log = NULL;
}

static int down(void **state)
{
	struct setting *s = *state;

	close_log(s);
	device_free(s->a);
	device_free(s->b);
	fixture_down(&s->f);
	mem_free(s);
	return 0;
}

static void reopen(struct setting *s)
{
	close_log(s);
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
	close_log(s);
	logfile_sql(&s->f, "UPDATE rec SET body = x'7b7d' WHERE n = 2");
	assert_int_equal(log_open(&s->log, logfile_path(&s->f), NULL, 0,
				  &s->f.env, &s->f.err), ERR_CORRUPT);
	assert_null(s->log);
	assert_string_equal(s->f.err.what, "record 2: body and hash differ");
}

/* --- tampering --------------------------------------------------------- */

static void open_refuses_what_was_changed_and_says_where(void **state)
{
	static const struct {
		const char *sql, *what;
	} row[] = {
		{ "UPDATE rec SET body = x'7b7d' WHERE n = 3",
		  "record 3: body and hash differ" },
		{ "UPDATE rec SET hdr = CAST(substr(hdr,1,16)||x'09'||"
		  "substr(hdr,18) AS BLOB) WHERE n = 3",
		  "record 3: header and id differ" },
		{ "UPDATE rec SET id = zeroblob(32) WHERE n = 3",
		  "record 3: header and id differ" },
		{ "UPDATE rec SET id = x'00' WHERE n = 3",
		  "record 3: header and id differ" },
		{ "UPDATE rec SET sig = zeroblob(64) WHERE n = 3",
		  "record 3: the signature is not its author's" },
		{ "UPDATE rec SET sig = zeroblob(63) WHERE n = 3",
		  "record 3: its signature has a wrong length" },
		{ "DELETE FROM rec WHERE n = 3",
		  "record 4: names an entry that is not before it in the "
		  "file" },
		{ "DELETE FROM rec WHERE n = 1",
		  "record 2: the first record of the case is missing" },
		{ "DELETE FROM rec",
		  "record 1: the first record of the case is missing" },
		{ "UPDATE rec SET n = 9 WHERE n = 3",
		  "record 4: names an entry that is not before it in the "
		  "file" },
		{ "UPDATE rec SET body = NULL WHERE n = 1",
		  "record 1: its body is missing" },
		{ "UPDATE rec SET body = x'7b7d' WHERE n = 1",
		  "record 1: body and hash differ" },
		{ "INSERT INTO rec SELECT 9, x'00', hdr, sig, body FROM rec"
		  " WHERE n = 2", "record 9: header and id differ" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct setting *s = *state;

		for (int k = 0; k < 4; k++)
			logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note",
				    NULL, NULL);
		close_log(s);
		logfile_sql(&s->f, row[i].sql);
		assert_int_equal(log_open(&s->log, logfile_path(&s->f), NULL,
					  0, &s->f.env, &s->f.err),
				 ERR_CORRUPT);
		if (strcmp(s->f.err.what, row[i].what) != 0)
			fail_msg("%s: %s", row[i].sql, s->f.err.what);
		assert_non_null(strstr(s->f.err.where, s->f.dir));
		assert_non_null(strstr(s->f.err.fix,
				       "stanch verify " LOGFILE_LABEL));
		down(state);
		up(state);
	}
}

struct faults {
	struct str text;
	uint64_t done;
};

static void note_fault(void *ctx, const char *text)
{
	struct faults *f = ctx;

	str_addf(&f->text, "%s\n", text);
}

static void verify_names_every_fault_once(void **state)
{
	struct setting *s = *state;
	struct log_att att = { "proof", 5, NULL, NULL };
	struct entry e = { .type = "evidence.add", .att = &att,
			   .att_count = 1 };
	struct faults found = { 0 };
	struct verify v;

	for (int i = 0; i < 4; i++)
		logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL,
			    NULL);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(log_append(s->log, &e, 1, s->a, NULL, NULL,
					    &s->f.err), 0);
		att.data = "other";
	}
	close_log(s);
	logfile_sql(&s->f, "UPDATE rec SET body = x'7b7d' WHERE n = 2;"
			   "UPDATE rec SET sig = zeroblob(64) WHERE n = 3;"
			   "UPDATE rec SET body = NULL WHERE n = 4;"
			   "UPDATE att SET data = x'00' WHERE data = "
			   "CAST('proof' AS BLOB);"
			   "DELETE FROM att WHERE data = "
			   "CAST('other' AS BLOB)");
	assert_int_equal(log_verify(&v, logfile_path(&s->f), NULL, &s->f.env,
				    note_fault, NULL, &found, &s->f.err), 0);
	assert_string_equal(str_text(&found.text),
		"record 2: body and hash differ\n"
		"record 3: the signature is not its author's\n"
		"record 4: its body is missing, and no owner purged it\n"
		"record 7: its attachment d9298a10d1b07358... is missing\n"
		"attachment c1cda26362828b69...: content and hash differ\n");
	assert_int_equal(v.faults, 5);
	str_release(&found.text);
}

static void verify_says_what_keeps_it_from_reading(void **state)
{
	struct setting *s = *state;
	struct faults found = { 0 };
	struct verify v;

	close_log(s);
	assert_int_equal(truncate(logfile_path(&s->f), 4096 * 2), 0);
	assert_int_equal(log_verify(&v, logfile_path(&s->f), NULL, &s->f.env,
				    note_fault, NULL, &found, &s->f.err), 0);
	assert_int_equal(v.faults, 1);
	assert_non_null(strstr(str_text(&found.text), "truncated"));
	str_release(&found.text);
	assert_int_equal(log_verify(&v, "/nowhere/x.case", NULL, &s->f.env,
				    NULL, NULL, NULL, &s->f.err),
			 ERR_NOTFOUND);
}

static int stop_soon(void *ctx, uint64_t done, uint64_t all)
{
	(void)ctx;
	assert_true(done <= all);
	return 1;
}

static void verify_can_be_stopped_and_uses_a_child_for_many(void **state)
{
	struct setting *s = *state;
	struct entry *e = mem_zalloc(2100 * sizeof(*e));
	struct faults found = { 0 };
	struct verify v;

	for (int i = 0; i < 2100; i++)
		e[i].type = "note";
	assert_int_equal(log_append(s->log, e, 2100, s->a, NULL, NULL,
				    &s->f.err), 0);
	mem_free(e);
	assert_int_equal(log_verify(&v, logfile_path(&s->f), NULL, &s->f.env,
				    NULL, stop_soon, NULL, &s->f.err),
			 ERR_CANCELLED);
	close_log(s);
	logfile_sql(&s->f, "UPDATE rec SET sig = zeroblob(64)"
			   " WHERE n IN (7, 2000)");
	assert_int_equal(log_verify(&v, logfile_path(&s->f), NULL, &s->f.env,
				    note_fault, NULL, &found, &s->f.err), 0);
	assert_string_equal(str_text(&found.text),
			    "record 7: the signature is not its author's\n"
			    "record 2000: the signature is not its "
			    "author's\n");
	str_release(&found.text);
}

/* --- writing ------------------------------------------------------------ */

static void who_is_no_member_is_told_how_to_become_one(void **state)
{
	struct setting *s = *state;
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

static void admit(struct setting *s, const char *role)
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
	struct setting *s = *state;
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
	struct setting *s = *state;
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
	reopen(s);
	log_records(s->log, &seen);
	assert_int_equal(seen, 2);
}

static void what_breaks_a_rule_is_not_written(void **state)
{
	struct setting *s = *state;
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
	struct setting *s = *state;
	struct craft c = { .by = s->a, .h = { .ndeps = 1, .lamport = 2 } };
	const struct rec *const *r;
	struct header h;
	struct db *db;
	size_t n;

	memcpy(c.h.case_id, log_case_id(s->log), ID_LEN);
	memcpy(c.h.deps[0], log_case_id(s->log), ID_LEN);
	close_log(s);
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

static void a_purge_takes_the_body_out_of_the_file(void **state)
{
	struct setting *s = *state;
	struct log_att att = { "face", 4, NULL, NULL };
	struct entry e = { .type = "evidence.add", .att = &att,
			   .att_count = 1 };
	struct faults found = { 0 };
	struct verify v;
	char hex[ID_HEX], sum[HASH_HEX];
	uint8_t hash[HASH_LEN];

	assert_int_equal(log_append(s->log, &e, 1, s->a, NULL, NULL,
				    &s->f.err), 0);
	hex_encode(hex, e.id, ID_LEN);
	hash_bytes(hash, "face", 4);
	hex_encode(sum, hash, HASH_LEN);
	logfile_add(&s->f, s->log, s->a, REC_CHARTER, "record.purge",
		    arena_printf(&s->f.arena, "{\"ids\":[\"%s\"],\"att\":["
				 "\"%s\"],\"why\":\"asked for\"}", hex, sum),
		    NULL);
	assert_int_equal(log_find(s->log, e.id)->state, REC_PURGED);
	assert_false(log_att_has(s->log, hash));
	reopen(s);
	assert_int_equal(log_find(s->log, e.id)->state, REC_PURGED);
	assert_int_equal(log_verify(&v, logfile_path(&s->f), NULL, &s->f.env,
				    note_fault, NULL, &found, &s->f.err), 0);
	assert_string_equal(str_text(&found.text), "");
	assert_int_equal(v.purged, 1);
	str_release(&found.text);
}

static void a_file_without_write_permission_is_read(void **state)
{
	struct setting *s = *state;
	struct entry e = { .type = "note" };
	const char *why;

	close_log(s);
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

static void an_attachment_changed_on_disk_is_not_handed_out(void **state)
{
	struct setting *s = *state;
	struct log_att att = { "proof", 5, NULL, NULL };
	struct entry e = { .type = "evidence.add", .att = &att,
			   .att_count = 1 };
	struct str data = { 0 };
	uint8_t sum[HASH_LEN];

	assert_int_equal(log_append(s->log, &e, 1, s->a, NULL, NULL,
				    &s->f.err), 0);
	logfile_sql(&s->f, "UPDATE att SET data = x'00'");
	hash_bytes(sum, "proof", 5);
	assert_int_equal(log_att_read(&data, s->log, sum, &s->f.err),
			 ERR_CORRUPT);
	assert_non_null(strstr(s->f.err.what,
			       "an attachment is not what was recorded"));
	str_release(&data);
	sum[0] ^= 1;
	assert_int_equal(log_att_read(&data, s->log, sum, &s->f.err),
			 ERR_NOTFOUND);
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
	struct setting *s = *state;
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
	reopen(s);
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
	struct setting *s = *state;
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
	struct setting *s = *state;
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
	struct setting *s = *state;
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

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, up, down)
	const struct CMUnitTest tests[] = {
		TEST(what_is_appended_is_there_after_opening),
		TEST(members_stand_in_the_order_of_the_format),
		TEST(a_second_reader_sees_what_the_first_appended),
		TEST(verify_finds_a_sound_case_whole),
		TEST(open_names_the_record_that_was_edited),
		TEST(open_refuses_what_was_changed_and_says_where),
		TEST(verify_names_every_fault_once),
		TEST(verify_says_what_keeps_it_from_reading),
		TEST(verify_can_be_stopped_and_uses_a_child_for_many),
		TEST(who_is_no_member_is_told_how_to_become_one),
		TEST(an_observer_is_kept_from_writing),
		TEST(a_write_called_off_inside_leaves_nothing),
		TEST(what_breaks_a_rule_is_not_written),
		TEST(more_than_64_tips_are_joined_first),
		TEST(a_purge_takes_the_body_out_of_the_file),
		TEST(a_file_without_write_permission_is_read),
		TEST(an_attachment_changed_on_disk_is_not_handed_out),
		TEST(an_unsound_body_is_kept_without_effect),
		TEST(two_processes_append_and_lose_nothing),
		TEST(an_id_is_found_by_its_beginning),
		TEST(a_case_is_there_whole_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
