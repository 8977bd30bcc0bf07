/* The register of affected people: rows in and out, sets laid over them, who
 * is whom, filters, purges. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/people/change.h"
#include "core/people/import.h"
#include "core/people/match.h"
#include "core/people/register.h"
#include "core/people/tsv.h"
#include "core/people/value.h"
#include "tests/support/casefix.h"

/* Brings a table in; what came of it in *r (import_release). */
static int bring_more(struct import_result *r, struct casefix *x,
		      const char *text, bool skip_bad)
{
	struct import_args args = {.encoding = ENC_UNKNOWN,
				   .skip_bad = skip_bad};

	fixture_write(&x->f, "t.csv", text);
	args.path = fixture_path(&x->f, "t.csv");
	return people_import(r, &x->a, &args, &x->f.err);
}

static void bring(struct casefix *x, const char *text)
{
	struct import_result r;

	if (bring_more(&r, x, text, false))
		fail_msg("%s", x->f.err.what);
	import_release(&r);
}

static struct people *look(struct casefix *x)
{
	struct people *p;

	if (register_open(&p, x->c, &x->f.err))
		fail_msg("%s: %s", x->f.err.what, x->f.err.where);
	return p;
}

static size_t who(const struct people *p, const char *word)
{
	size_t at;

	assert_int_equal(register_find(&at, p, word, NULL), 0);
	return at;
}

static void assert_value(const struct people *p, const char *word,
			 enum person_field f, const char *value)
{
	struct str buf = {0};

	assert_string_equal(person_get(&buf, p, who(p, word), f), value);
	str_release(&buf);
}

static size_t count(const struct people *p, const char *where)
{
	struct people_filter *f;
	struct tally t;
	size_t n;

	assert_int_equal(filter_parse(&f, where, NULL), 0);
	assert_int_equal(register_count(&t, p, f, PERSON_FIELDS, NULL), 0);
	n = t.people;
	tally_release(&t);
	filter_free(f);
	return n;
}

static void set(struct casefix *x, const char *word,
		const struct person_change *c)
{
	struct people *p = look(x);

	if (person_change(&x->a, p, who(p, word), c, &x->f.err))
		fail_msg("%s", x->f.err.what);
	register_close(p);
}

/* --- values ------------------------------------------------------------------------- */

static void phones_and_mails_have_their_form(void **state)
{
	static const char *const phone[] = {"13800000021", "+86 138-0000-0021",
		"（0571）8888 8888", "１３８００００００２１", "12345",
		"0571-88888888转801", "+1 (415) 555-0100 ext 3",
		"13800000021/13900000022"};
	static const char *const no_phone[] = {"", "1234", "1.38E+10", "abc",
		"1234567890123456", "138@0000", "\x1b[31m"};
	static const char *const mail[] = {"a@b.cn", "x.y+z@mail.example.org",
					   "李@例子.cn"};
	static const char *const no_mail[] = {"a@@b.cn", "@b.cn", "a@", "a@b",
		"a b@c.de", "a@b..cn", "a@b.cn,c@d.cn", "<a@b.cn>",
		"a@b.cn\nBcc: c@d.cn", "a@-", "a@b.cn."};

	(void)state;
	for (size_t i = 0; i < sizeof(phone) / sizeof(*phone); i++)
		if (!value_is_phone(phone[i]))
			fail_msg("%s", phone[i]);
	for (size_t i = 0; i < sizeof(no_phone) / sizeof(*no_phone); i++)
		if (value_is_phone(no_phone[i]))
			fail_msg("%s", no_phone[i]);
	for (size_t i = 0; i < sizeof(mail) / sizeof(*mail); i++)
		assert_true(value_is_mail(mail[i]));
	for (size_t i = 0; i < sizeof(no_mail) / sizeof(*no_mail); i++)
		if (value_is_mail(no_mail[i]))
			fail_msg("%s", no_mail[i]);
}

static void values_that_mean_the_same_have_one_key(void **state)
{
	static const struct {
		enum person_field f;
		const char *a, *b;
	} row[] = {
		{PERSON_PHONE, "13800000021", "+86 138-0000-0021"},
		{PERSON_PHONE, "13800000021", "0086 13800000021"},
		{PERSON_PHONE, "１３８００００００２１", "8613800000021"},
		{PERSON_PHONE, "057188888888", "0571-88888888转801"},
		{PERSON_PHONE, "13800000021", "13800000021/13900000022"},
		{PERSON_MAIL, "A@B.CN", "a@b.cn"},
		{PERSON_NAME, "张 伟", "张　伟"},
		{PERSON_ID_NUMBER, "33010000000000001X",
		 "３３０１ 0000000000001x"},
	};
	struct str a = {0}, b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		value_key(&a, row[i].f, row[i].a);
		value_key(&b, row[i].f, row[i].b);
		assert_string_equal(str_text(&a), str_text(&b));
		assert_true(a.len > 0);
	}
	value_key(&a, PERSON_PHONE, "+1 3800000021");
	value_key(&b, PERSON_PHONE, "13800000022");
	assert_string_not_equal(str_text(&a), str_text(&b));
	str_release(&a);
	str_release(&b);
}

static void a_value_comes_back_as_it_went_into_a_row(void **state)
{
	static const enum person_field field[] = {PERSON_NAME,
						  PERSON_ADDRESS};
	const char *value[] = {"a\tb\\n\nc\rd\\", ""};
	struct tsv t = {0};
	struct str s = {0};
	const char *p;

	(void)state;
	tsv_begin(&t, field, 2);
	assert_int_equal(tsv_add(&t, 7, "3", value, 2), 0);
	assert_int_equal(tsv_end(&t), 0);
	assert_int_equal(t.count, 1);
	assert_string_equal(t.piece[0].data,
			    "row\tsame\tname\taddress\n"
			    "7\t3\ta\\tb\\\\n\\nc\\rd\\\\\t\n");
	p = strstr(t.piece[0].data, "a\\t");
	tsv_unescape(&s, p, strcspn(p, "\t\n"));
	assert_string_equal(str_text(&s), value[0]);
	str_release(&s);
	tsv_release(&t);
}

/* --- encodings ------------------------------------------------------------------------ */

static enum encoding guessed(const char *p, size_t n, size_t cut)
{
	struct guess g = {0};

	for (size_t at = 0; at < n; at += cut)
		guess_feed(&g, p + at, n - at < cut ? n - at : cut);
	return guess_end(&g);
}

static void an_encoding_is_found_however_the_file_is_cut(void **state)
{
	static const char gb[] = "\xd0\xd5\xc3\xfb,\xca\xd6\xbb\xfa\n";
	static const char utf8[] = "姓名,手机 😀\n";
	static const char most[] = "姓名,手机,地址\n\xd0\xd5\n";
	/* 陳大文, 林美麗 in Big5; 陳電話學 in GB 18030 */
	static const char big5[] = "name\n\xb3\xaf\xa4\x6a\xa4\xe5\n"
				   "\xaa\x4c\xac\xfc\xc4\x52\n";
	static const char wide[] = "name\n\xea\x90\xeb\x8a\xd4\x92\x8c\x57\n";

	(void)state;
	for (size_t cut = 1; cut < 12; cut++) {
		assert_int_equal(guessed(gb, sizeof(gb) - 1, cut),
				 ENC_GB18030);
		assert_int_equal(guessed(utf8, sizeof(utf8) - 1, cut),
				 ENC_UTF8);
		assert_int_equal(guessed(most, sizeof(most) - 1, cut),
				 ENC_UTF8);
		assert_int_equal(guessed(wide, sizeof(wide) - 1, cut),
				 ENC_GB18030);
	}
	assert_int_equal(guessed(big5, sizeof(big5) - 1, 100), ENC_BIG5);
	assert_int_equal(guessed("\xff\xfe" "a\0", 4, 4), ENC_UTF16LE);
	assert_int_equal(guessed("n\0,\0p\0\n\0", 8, 3), ENC_UTF16LE);
	assert_int_equal(guessed("\0n\0,\0p\0\n", 8, 3), ENC_UTF16BE);
	assert_int_equal(guessed("\xfe\xff\0a", 4, 4), ENC_UTF16BE);
	assert_int_equal(guessed("a,b\n", 4, 4), ENC_UTF8);
	assert_true(looks_utf8("北京市", 9));
	assert_false(looks_utf8("\xd0\xd5\xc3\xfb", 4));
}

static void a_stream_may_be_cut_within_a_character(void **state)
{
	static const char wide[] = {'a', 0, 0x20, 0x5f, 0x3d, (char)0xd8, 0,
				    (char)0xde, 'b', 0};

	(void)state;
	for (size_t cut = 1; cut <= sizeof(wide); cut++) {
		struct decoder *d = decoder_new(ENC_UTF16LE);
		struct str s = {0};

		assert_non_null(d);
		for (size_t at = 0; at < sizeof(wide); at += cut)
			decoder_stream(&s, d, wide + at,
				       sizeof(wide) - at < cut
					       ? sizeof(wide) - at
					       : cut);
		assert_string_equal(str_text(&s), "a张😀b");
		str_release(&s);
		decoder_free(d);
	}
}

/* --- the register -------------------------------------------------------------------- */

static void people_come_in_and_count_once(void **state)
{
	struct casefix *x = *state;
	struct people *p;

	bring(x, "name,phone,country,note\nA,13800000001,CN,secret\n"
		 "B,13800000002,HK,\nA,+8613800000001,CN,\n"
		 "C,13800000002,CN,\n");
	bring(x, "name,mail,phone\nb,,13800000002\nD,d@example.org,\n"
		 "D,D@EXAMPLE.ORG,\n");
	p = look(x);
	assert_int_equal(register_rows(p), 7);
	assert_int_equal(register_people(p), 4);
	assert_int_equal(person_same(p, who(p, "P-1/3")), 0);
	assert_int_equal(person_same(p, who(p, "P-2/1")), who(p, "P-1/2"));
	assert_int_equal(person_same(p, who(p, "P-2/3")), who(p, "P-2/2"));
	assert_value(p, "P-1/3", PERSON_PHONE, "+8613800000001");
	assert_int_equal(count(p, "jurisdiction=cn"), 2);
	assert_int_equal(count(p, "jurisdiction=CN|HK"), 3);
	assert_int_equal(count(p, "jurisdiction!="), 3);
	assert_int_equal(count(p, "mail~example"), 1);
	assert_int_equal(count(p, "mail!~example,import=P-2"), 0);
	assert_int_equal(count(p, NULL), 4);
	register_close(p);
}

static int bad_filter(const char *text, struct error *err)
{
	struct people_filter *f;

	return filter_parse(&f, text, err);
}

static void a_filter_that_is_none_says_what_fields_there_are(void **state)
{
	struct casefix *x = *state;

	assert_int_equal(bad_filter("colour=red", &x->f.err), ERR_USAGE);
	assert_string_equal(x->f.err.what, "\"colour=red\" is no condition");
	assert_non_null(strstr(x->f.err.where, "jurisdiction"));
	assert_int_equal(bad_filter("name", &x->f.err), ERR_USAGE);
	assert_int_equal(bad_filter("name!x", &x->f.err), ERR_USAGE);
	assert_int_equal(bad_filter("=x", &x->f.err), ERR_USAGE);
}

static void what_is_set_lies_over_the_import(void **state)
{
	struct casefix *x = *state;
	struct people *p;

	bring(x, "name,phone\nA,13800000001\nB,13800000002\n");
	set(x, "P-1/1", &(struct person_change){.field = PERSON_PHONE,
						.value = "13800000009"});
	set(x, "P-1/1", &(struct person_change){.field = PERSON_MAIL,
						.value = "a@example.org"});
	set(x, "P-1/2", &(struct person_change){.field = PERSON_FIELDS,
						.listed = TAKE_OFF,
						.why = "a test account"});
	p = look(x);
	assert_value(p, "P-1/1", PERSON_PHONE, "13800000009");
	assert_value(p, "P-1/1", PERSON_MAIL, "a@example.org");
	assert_value(p, "P-1/1", PERSON_NAME, "A");
	assert_int_equal(register_people(p), 1);
	assert_int_equal(count(p, "phone=13800000009"), 1);
	assert_true(person_removed(p, 1));
	assert_int_equal(person_change(&x->a, p, 0,
				       &(struct person_change){
					       .field = PERSON_MAIL,
					       .value = "a@@b"},
				       &x->f.err),
			 ERR_INVALID);
	assert_string_equal(x->f.err.what, "that is no e-mail");
	register_close(p);
}

static void two_people_are_joined_and_told_apart(void **state)
{
	struct casefix *x = *state;
	struct people *p;

	bring(x, "name,phone\nA,13800000001\nB,13800000001\n"
		 "C,13800000003\n");
	p = look(x);
	assert_int_equal(person_join(&x->a, p, 0, 1, false, NULL, NULL), 0);
	register_close(p);
	p = look(x);
	assert_int_equal(register_people(p), 2);
	assert_int_equal(person_join(&x->a, p, 0, 1, false, NULL, &x->f.err),
			 ERR_REFUSED);
	assert_string_equal(x->f.err.what,
			    "P-1/1 and P-1/2 are one person already");
	assert_int_equal(person_join(&x->a, p, 0, 1, true, "twins", NULL), 0);
	register_close(p);
	p = look(x);
	assert_int_equal(register_people(p), 3);
	register_close(p);
}

static int note_told(void *ctx, int64_t done, int64_t all)
{
	str_addf(ctx, "%d/%d ", (int)done, (int)all);
	return done == 5;
}

static void an_open_register_reads_only_what_is_new(void **state)
{
	struct casefix *x = *state;
	struct str told = {0}, buf = {0};
	struct people_watch w = {note_told, &told};
	struct people *p = NULL;
	struct error err = {0};

	bring(x, "name,phone\nA,13800000001\nB,13800000002\n");
	assert_int_equal(register_renew(&p, x->c, &w, &err), 0);
	set(x, "P-1/2", &(struct person_change){.field = PERSON_NAME,
						.value = "Bo"});
	assert_int_equal(register_renew(&p, x->c, &w, &err), 0);
	assert_string_equal(person_get(&buf, p, 1, PERSON_NAME), "Bo");
	assert_string_equal(str_text(&told), "2/2 ");
	bring(x, "name,phone\nC,13800000003\nD,13800000004\n");
	assert_int_equal(register_renew(&p, x->c, &w, &err), 0);
	assert_int_equal(register_people(p), 4);
	assert_string_equal(str_text(&told), "2/2 2/4 4/4 ");
	bring(x, "name,phone\nE,13800000005\n");
	assert_int_equal(register_renew(&p, x->c, &w, &err), ERR_CANCELLED);
	assert_null(p);
	str_release(&told);
	str_release(&buf);
}

static int note_pair(void *ctx, size_t at, size_t other, bool sure)
{
	str_addf(ctx, "%zu-%zu%s ", other, at, sure ? "" : "?");
	return 0;
}

static void pairs_are_found_until_told_apart(void **state)
{
	struct casefix *x = *state;
	struct str pairs = {0};
	struct people *p;

	bring(x, "name,phone\nA,13800000001\nB,13800000001\n"
		 "C,13800000003\n");
	set(x, "P-1/3", &(struct person_change){.field = PERSON_PHONE,
						.value = "13800000001"});
	set(x, "P-1/3", &(struct person_change){.field = PERSON_NAME,
						.value = "a"});
	p = look(x);
	assert_int_equal(register_pairs(p, &x->f.env, NULL, note_pair, &pairs,
					NULL), 0);
	assert_string_equal(str_text(&pairs), "0-1? 0-2 ");
	assert_int_equal(person_join(&x->a, p, 0, 1, true, NULL, NULL), 0);
	register_close(p);
	str_clear(&pairs);
	p = look(x);
	assert_int_equal(register_pairs(p, &x->f.env, NULL, note_pair, &pairs,
					NULL), 0);
	assert_string_equal(str_text(&pairs), "0-2 ");
	register_close(p);
	str_release(&pairs);
}

static void bad_rows_stop_all_or_are_left_out(void **state)
{
	static const char table[] = "name,phone\nA,13800000001\nB,12\n"
				    "C,13800000003\n";
	struct casefix *x = *state;
	struct import_result r;
	struct people *p;

	assert_int_equal(bring_more(&r, x, table, false), ERR_INVALID);
	assert_string_equal(x->f.err.what, "1 of 3 rows cannot be used; "
					   "nothing imported");
	assert_string_equal(x->f.err.where, "row 2 (line 3): the telephone "
					    "is not of its form");
	import_release(&r);
	assert_int_equal(casefile_now(x->c)->import_count, 0);
	assert_int_equal(bring_more(&r, x, table, true), 0);
	assert_int_equal(r.rows, 2);
	assert_int_equal(r.bad, 1);
	import_release(&r);
	p = look(x);
	assert_value(p, "P-1/3", PERSON_NAME, "C");
	assert_int_equal(register_find(&(size_t){0}, p, "P-1/2", NULL),
			 ERR_NOTFOUND);
	register_close(p);
}

/* --- purge ------------------------------------------------------------------------------ */

static void a_purge_takes_rows_and_sets_and_keeps_the_rest(void **state)
{
	struct casefix *x = *state;
	uint8_t hash[HASH_LEN];
	struct people *p;

	bring(x, "name,wechat\nA,wxid1\n");
	bring(x, "name,wechat\nB,wxid2\n");
	bring(x, "name,wechat\nB,wxid2\n"); /* the same bytes again */
	set(x, "P-2/1", &(struct person_change){.field = PERSON_NAME,
						.value = "Bea"});
	memcpy(hash, casefile_now(x->c)->import[1]->piece[0].hash, HASH_LEN);
	assert_int_equal(act_people_purge(&x->a, "P-2", "", &x->f.err),
			 ERR_REFUSED);
	assert_int_equal(act_people_purge(&x->a, "P-9", "gone", &x->f.err),
			 ERR_NOTFOUND);
	assert_int_equal(act_case_set(&x->a, "hold", "yes", NULL), 0);
	assert_int_equal(act_people_purge(&x->a, "P-2", "gone", &x->f.err),
			 ERR_REFUSED);
	assert_non_null(strstr(x->f.err.what, "on legal hold"));
	assert_int_equal(act_case_set(&x->a, "hold", "no", NULL), 0);
	if (act_people_purge(&x->a, "P-2", "over", &x->f.err))
		fail_msg("%s", x->f.err.what);
	p = look(x);
	assert_int_equal(register_rows(p), 2);
	assert_value(p, "P-3/1", PERSON_NAME, "B"); /* shares its bytes */
	assert_int_equal(register_find(&(size_t){0}, p, "P-2/1", NULL),
			 ERR_NOTFOUND);
	register_close(p);
	assert_true(log_att_has(casefile_log(x->c), hash));
	assert_int_equal(act_people_purge(&x->a, "P-3", "over", NULL), 0);
	assert_false(log_att_has(casefile_log(x->c), hash));
	bring(x, "name,wechat\nD,wxid4\n");
	assert_non_null(situation_import(casefile_now(x->c), "P-4"));
	assert_null(situation_import(casefile_now(x->c), "P-3"));
}

static void only_an_owner_purges(void **state)
{
	struct casefix *x = *state;
	struct casefile *c;
	struct act a;

	bring(x, "name,wechat\nA,wxid1\n");
	c = casefix_wu(x);
	a = (struct act){.c = c, .strict = true};
	assert_int_equal(act_people_purge(&a, "P-1", "why", &x->f.err),
			 ERR_REFUSED);
	assert_non_null(strstr(x->f.err.what, "only an owner"));
	casefile_close(c);
}

/* --- enquiries -------------------------------------------------------------------------- */

static void an_enquiry_is_given_out_and_answered(void **state)
{
	struct casefix *x = *state;
	struct enquiry q = {.text = "What of mine was taken?",
			    .due = x->f.now + 1000};
	const struct situation *s;
	struct enquiry_now now;

	assert_int_equal(act_enquiry_add(&x->a, &q, NULL), 0);
	assert_int_equal(act_enquiry_answer(&x->a, "Q-1",
				&(struct set_answer){.to = "wu"}, NULL), 0);
	s = casefile_now(x->c);
	enquiry_state(&now, s, s->enquiry[0]);
	assert_string_equal(now.to, "wu");
	assert_false(now.overdue);
	x->f.now += 5000;
	assert_int_equal(casefile_tick(x->c, NULL), 0);
	s = casefile_now(x->c);
	enquiry_state(&now, s, s->enquiry[0]);
	assert_true(now.overdue);
	assert_int_equal(act_enquiry_answer(&x->a, "Q-1",
				&(struct set_answer){.text = "Your name."},
				NULL), 0);
	s = casefile_now(x->c);
	enquiry_state(&now, s, s->enquiry[0]);
	assert_false(now.overdue);
	assert_string_equal(now.answer, "Your name.");
	assert_string_equal(now.to, "wu");
	assert_int_equal(act_enquiry_answer(&x->a, "Q-2",
				&(struct set_answer){.to = "wu"},
				&x->f.err), ERR_NOTFOUND);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, casefix_begin, casefix_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phones_and_mails_have_their_form),
		cmocka_unit_test(values_that_mean_the_same_have_one_key),
		cmocka_unit_test(a_value_comes_back_as_it_went_into_a_row),
		cmocka_unit_test(an_encoding_is_found_however_the_file_is_cut),
		cmocka_unit_test(a_stream_may_be_cut_within_a_character),
		TEST(people_come_in_and_count_once),
		TEST(a_filter_that_is_none_says_what_fields_there_are),
		TEST(what_is_set_lies_over_the_import),
		TEST(two_people_are_joined_and_told_apart),
		TEST(an_open_register_reads_only_what_is_new),
		TEST(pairs_are_found_until_told_apart),
		TEST(bad_rows_stop_all_or_are_left_out),
		TEST(a_purge_takes_rows_and_sets_and_keeps_the_rest),
		TEST(only_an_owner_purges),
		TEST(an_enquiry_is_given_out_and_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
