/* Notices leave a case: how, what is known when that breaks off, what people
 * find out by hand and what comes back. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/io.h"
#include "core/notice/bounces.h"
#include "core/notice/calls.h"
#include "core/people/import.h"
#include "tests/support/noticefix.h"

/* --- sending -------------------------------------------------------------------- */

static void a_poster_names_nobody(void **state)
{
	struct noticefix *w = *state;
	struct outbox_sum sum;
	struct outbox o = {.a = &w->x.a, .label = "A", .via = VIA_POSTER,
			   .dir = fixture_path(&w->x.f, "door")};
	struct str page = {0};

	ok(w, io_mkdirs(o.dir, 0700, &w->x.f.err));
	letter_draft(w, NULL);
	letter_approve(w, "A");
	refused(w, outbox_send(&sum, &o, &w->x.f.err), ERR_INVALID,
		"notice A: blanks are left");
	assert_false(letter(w, "A")->sent);
	w->blank[4] = (struct notice_blank){"name", "customers"};
	w->set.blanks = 5;
	letter_draft(w, "A");
	letter_approve(w, "A");
	ok(w, outbox_send(&sum, &o, &w->x.f.err));
	ok(w, io_read(&page, fixture_path(&w->x.f, "door/A-1.poster.html"),
		      4096, &w->x.f.err));
	assert_non_null(strstr(str_text(&page), "Dear customers,"));
	assert_null(strstr(str_text(&page), "{{"));
	str_release(&page);
}

static void a_stop_leaves_the_rest_unsent_and_it_goes_on_there(void **state)
{
	struct noticefix *w = *state;
	struct outbox_sum sum;

	letter_draft(w, NULL);
	letter_approve(w, "A");
	ok(w, letter_send(w, &sum, "A", 2));
	assert_true(sum.stopped);
	assert_int_equal(sum.by_fate[FATE_HANDED], 2);
	assert_int_equal(sum.by_fate[FATE_NONE], 1);
	assert_int_equal(sum.lacking, 1);
	assert_int_equal(letter_fates(w, "A", FATE_DOUBT), 0);
	ok(w, letter_send(w, &sum, "A", SIZE_MAX));
	assert_int_equal(sum.by_fate[FATE_HANDED], 1);
	assert_int_equal(letter_fates(w, "A", FATE_HANDED), 3);
	ok(w, letter_send(w, &sum, "A", SIZE_MAX));
	assert_int_equal(sum.all, 0);
}

/* An intent without a result is what a kill leaves. */
static void an_intent_without_result_is_in_doubt_and_not_sent_again(void **s)
{
	struct noticefix *w = *s;
	struct notice_rows rows;
	struct set_sending intent = {.channel = "mail", .count = 2,
				     .people = &rows, .people_count = 1};
	struct outbox_sum sum;
	struct group g;
	uint8_t id[1][ID_LEN];
	const struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS};

	letter_draft(w, NULL);
	letter_approve(w, "A");
	ok(w, group_read(&g, w->x.c, letter(w, "A"), &all, &w->x.f.err));
	rows = (struct notice_rows){
		arena_strndup(&g.arena, g.to[0].id,
			      (size_t)(strrchr(g.to[0].id, '/') - g.to[0].id)),
		"1-2"};
	memcpy(intent.of, letter(w, "A")->draft->id, ID_LEN);
	ok(w, act_notice_send(id, &w->x.a, "A", &intent, 1, &w->x.f.err));
	group_release(&g);
	assert_int_equal(letter_fates(w, "A", FATE_DOUBT), 2);
	ok(w, letter_send(w, &sum, "A", SIZE_MAX));
	assert_int_equal(sum.by_fate[FATE_HANDED], 1); /* De alone */
	assert_int_equal(letter_fates(w, "A", FATE_DOUBT), 2);
}

static void no_path_leads_out_of_a_drill(void **state)
{
	struct noticefix *w = *state;
	struct situation *s = (struct situation *)casefile_now(w->x.c);
	struct outbox o = {.a = &w->x.a, .label = "A", .via = VIA_MAIL,
			   .program = "true", .from = "a@example.org"};
	const struct notice_told told = {.fate = FATE_REACHED};
	static const char what[] =
		"INC-2026-014 is a drill: nothing can be sent from it";
	struct outbox_sum sum;

	letter_draft(w, NULL);
	letter_approve(w, "A");
	s = (struct situation *)casefile_now(w->x.c);
	s->drill = true;
	refused(w, letter_send(w, &sum, "A", SIZE_MAX), ERR_REFUSED, what);
	refused(w, outbox_test(&o, "me@example.org", &w->x.f.err),
		ERR_REFUSED, what);
	refused(w, calls_begin(&w->x.a, "A", VIA_PHONE, &w->x.f.err),
		ERR_REFUSED, what);
	refused(w, notice_tell(&w->x.a, "A", NULL, 0, &told, &w->x.f.err),
		ERR_REFUSED, what);
	assert_false(letter(w, "A")->sent);
}

/* --- told by hand ----------------------------------------------------------------- */

static void a_call_is_recorded_and_the_number_asked_for_again(void **state)
{
	struct noticefix *w = *state;
	const struct notice_told again = {.fate = FATE_AGAIN,
					  .channel = "phone"};
	struct group g;

	letter_draft(w, NULL);
	refused(w, calls_begin(&w->x.a, "A", VIA_PHONE, &w->x.f.err),
		ERR_REFUSED, "notice A is not approved; lin wrote it");
	letter_approve(w, "A");
	ok(w, calls_begin(&w->x.a, "A", VIA_PHONE, &w->x.f.err));
	ok(w, group_person(&g, w->x.c, letter(w, "A"), "P-1/1", &w->x.f.err));
	ok(w, notice_tell(&w->x.a, "A", g.to, 1, &again, &w->x.f.err));
	group_release(&g);
	ok(w, calls_read(&g, w->x.c, letter(w, "A"), VIA_PHONE, CALLS_FATES, 0,
			 &w->x.f.err));
	assert_int_equal(g.count, 4);
	assert_int_equal(g.to[0].fate, FATE_AGAIN);
	group_release(&g);
	assert_non_null(call_answer(VIA_PHONE, 'n'));
	assert_null(call_answer(VIA_SMS, 'n'));
	assert_null(call_answer(VIA_PHONE, 'z'));
}

static void a_reason_keeps_no_address_and_no_number(void **state)
{
	struct noticefix *w = *state;
	struct bounces_args args = {.fate = FATE_BOUNCED};
	struct outbox_sum sum;
	struct bounces b;
	const struct set_result *r;

	letter_draft(w, NULL);
	letter_approve(w, "A");
	ok(w, letter_send(w, &sum, "A", SIZE_MAX));
	fixture_write(&w->x.f, "b.csv",
		      "email,reason\n<BO@example.org>,\"550 5.1.1 "
		      "<bo@example.org> gone, call 13800000002\"\n");
	args.path = fixture_path(&w->x.f, "b.csv");
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	bounces_release(&b);
	assert_int_equal(b.people, 1);
	r = letter(w, "A")->result[letter(w, "A")->results - 1]->data;
	assert_string_equal(r->outcome[0].why, "550 5.1.1 ... gone, call ...");
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	bounces_release(&b);
	assert_int_equal(b.people, 0);
	assert_int_equal(b.already, 1);
}

static int ask_mail(void *ctx, int *out, const struct column_kind *k,
		    const char *heading, size_t column, struct error *err)
{
	(void)err;
	assert_ptr_equal(k, &bounce_columns);
	assert_string_equal(heading, "destinataire");
	assert_int_equal(column, 2);
	++*(int *)ctx;
	*out = BOUNCE_MAIL;
	return 0;
}

static void a_column_nobody_knows_is_asked_about_once(void **state)
{
	struct noticefix *w = *state;
	int asked = 0;
	struct bounces_args args = {
		.fate = FATE_BOUNCED,
		.columns = {.memory = fixture_path(&w->x.f, "columns"),
			    .ask = ask_mail, .ctx = &asked}};
	struct outbox_sum sum;
	struct bounces b;

	letter_draft(w, NULL);
	letter_approve(w, "A");
	ok(w, letter_send(w, &sum, "A", SIZE_MAX));
	fixture_write(&w->x.f, "b.csv",
		      "why,destinataire\nfull,bo@example.org\n");
	args.path = fixture_path(&w->x.f, "b.csv");
	args.dry = true;
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	bounces_release(&b);
	assert_int_equal(b.people, 1);
	args.dry = false;
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	bounces_release(&b);
	assert_int_equal(b.people, 1);
	assert_int_equal(asked, 2); /* a dry run writes nothing */
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	assert_true(b.columns.remembered);
	bounces_release(&b);
	assert_int_equal(b.already, 1);
	assert_int_equal(asked, 2);
}

/* The same headings mean other things in a table of people. */
static void what_is_remembered_of_one_table_is_not_of_another(void **state)
{
	struct noticefix *w = *state;
	struct import_args people = {
		.columns = {.map = "number=ref,code=name",
			    .memory = fixture_path(&w->x.f, "columns")}};
	struct bounces_args args = {.fate = FATE_BOUNCED,
				    .columns = people.columns};
	struct import_result r;
	struct bounces b;

	fixture_write(&w->x.f, "t.csv", "number,code\n13800000001,x\n");
	args.columns.map = NULL;
	args.path = people.path = fixture_path(&w->x.f, "t.csv");
	ok(w, people_import(&r, &w->x.a, &people, &w->x.f.err));
	assert_int_equal(r.columns.field[1], PERSON_NAME);
	import_release(&r);
	letter_draft(w, NULL);
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	assert_false(b.columns.remembered);
	assert_int_equal(b.columns.field[0], BOUNCE_PHONE);
	assert_int_equal(b.columns.field[1], BOUNCE_FIELDS);
	bounces_release(&b);
}

#define TEST(t) \
	cmocka_unit_test_setup_teardown(t, noticefix_begin, noticefix_end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_poster_names_nobody),
		TEST(a_stop_leaves_the_rest_unsent_and_it_goes_on_there),
		TEST(an_intent_without_result_is_in_doubt_and_not_sent_again),
		TEST(no_path_leads_out_of_a_drill),
		TEST(a_call_is_recorded_and_the_number_asked_for_again),
		TEST(a_reason_keeps_no_address_and_no_number),
		TEST(a_column_nobody_knows_is_asked_about_once),
		TEST(what_is_remembered_of_one_table_is_not_of_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
