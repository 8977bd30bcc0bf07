/* A case file that was changed from outside: opening refuses it, verify names
 * every fault; a purge is none. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/support/logcase.h"

static void verify_finds_a_sound_case_whole(void **state)
{
	struct logcase *s = *state;
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
	struct logcase *s = *state;

	logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note", NULL, NULL);
	logcase_close(s);
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
		struct logcase *s = *state;

		for (int k = 0; k < 4; k++)
			logfile_add(&s->f, s->log, s->a, REC_PLAIN, "note",
				    NULL, NULL);
		logcase_close(s);
		logfile_sql(&s->f, row[i].sql);
		assert_int_equal(log_open(&s->log, logfile_path(&s->f), NULL,
					  0, &s->f.env, &s->f.err),
				 ERR_CORRUPT);
		if (strcmp(s->f.err.what, row[i].what) != 0)
			fail_msg("%s: %s", row[i].sql, s->f.err.what);
		assert_non_null(strstr(s->f.err.where, s->f.dir));
		assert_non_null(strstr(s->f.err.fix,
				       "stanch verify " LOGFILE_LABEL));
		logcase_down(state);
		logcase_up(state);
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
	struct logcase *s = *state;
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
	logcase_close(s);
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
	struct logcase *s = *state;
	struct faults found = { 0 };
	struct verify v;

	logcase_close(s);
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
	struct logcase *s = *state;
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
	logcase_close(s);
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

static void a_purge_takes_the_body_out_of_the_file(void **state)
{
	struct logcase *s = *state;
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
	logcase_reopen(s);
	assert_int_equal(log_find(s->log, e.id)->state, REC_PURGED);
	assert_int_equal(log_verify(&v, logfile_path(&s->f), NULL, &s->f.env,
				    note_fault, NULL, &found, &s->f.err), 0);
	assert_string_equal(str_text(&found.text), "");
	assert_int_equal(v.purged, 1);
	str_release(&found.text);
}

static void an_attachment_changed_on_disk_is_not_handed_out(void **state)
{
	struct logcase *s = *state;
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

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, logcase_up, logcase_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(verify_finds_a_sound_case_whole),
		TEST(open_names_the_record_that_was_edited),
		TEST(open_refuses_what_was_changed_and_says_where),
		TEST(verify_names_every_fault_once),
		TEST(verify_says_what_keeps_it_from_reading),
		TEST(verify_can_be_stopped_and_uses_a_child_for_many),
		TEST(a_purge_takes_the_body_out_of_the_file),
		TEST(an_attachment_changed_on_disk_is_not_handed_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
