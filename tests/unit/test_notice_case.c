/* Notices in a case: drafted, approved, who they go to. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/notice/calls.h"
#include "core/notice/words.h"
#include "tests/support/noticefix.h"

/* --- drafts ------------------------------------------------------------------- */

static void a_draft_marks_what_differs_from_person_to_person(void **state)
{
	struct noticefix *w = *state;
	struct str text = {0};
	struct draft d;

	letter_draft(w, NULL);
	ok(w, draft_open(&d, w->x.c, "A", &w->x.f.err));
	ok(w, draft_exact(&text, &d, &w->x.f.err));
	assert_string_equal(str_text(&text),
			    "Subject: From Salon\n\nDear {{name}},\n"
			    "names\ntheft\nfraud\nCall us.\n");
	draft_release(&d);
	str_release(&text);
}

static void a_name_cannot_turn_a_letter_round(void **state)
{
	struct noticefix *w = *state;
	const char *value[PERSON_FIELDS];
	struct draft d;

	for (int f = 0; f < PERSON_FIELDS; f++)
		value[f] = "";
	value[PERSON_NAME] = "Bo\xe2\x80\xae\xe2\x80\x8b {{harm}}";
	letter_draft(w, NULL);
	ok(w, draft_open(&d, w->x.c, "A", &w->x.f.err));
	ok(w, draft_fill(&d, value, &w->x.f.err));
	assert_true(str_starts(str_text(&d.out.text), "Dear Bo {{harm}},\n"));
	draft_release(&d);
}

static void an_item_to_follow_says_so_until_it_is_filled_in(void **state)
{
	struct noticefix *w = *state;
	struct notice_mark mark = {"cn-pipl-57/2", NULL};
	struct draft_check c;
	struct draft d;

	w->blank[2].value = "";
	letter_draft(w, NULL);
	ok(w, draft_open(&d, w->x.c, "A", &w->x.f.err));
	assert_int_equal(d.out.left_count, 1);
	draft_release(&d);
	w->set.mark = &mark;
	w->set.marks = 1;
	letter_draft(w, "A");
	ok(w, draft_open(&d, w->x.c, "A", &w->x.f.err));
	assert_int_equal(d.out.left_count, 0);
	ok(w, draft_check(&c, &d, NULL, w->rules, &w->x.f.err));
	assert_int_equal(c.later, 1);
	assert_non_null(strstr(str_text(&d.out.text),
			       "not known yet; will follow"));
	draft_check_release(&c);
	draft_release(&d);
	w->blank[2].value = "a stolen password";
	letter_draft(w, "A");
	assert_int_equal(letter(w, "A")->set->marks, 0);
}

/* --- approval ----------------------------------------------------------------- */

static void whoever_wrote_it_needs_a_reason_and_it_is_marked(void **state)
{
	struct noticefix *w = *state;

	letter_draft(w, NULL);
	refused(w, letter_try(w, &w->x.a, "A", NULL, false), ERR_REFUSED,
		"notice A: whoever wrote it cannot approve it");
	w->x.a.by = "wu";
	refused(w, letter_try(w, &w->x.a, "A", "wu said yes", false),
		ERR_REFUSED, "notice A: lin cannot approve it for wu");
	w->x.a.by = NULL;
	ok(w, letter_try(w, &w->x.a, "A", "nobody answers", false));
	assert_true(letter(w, "A")->approved);
	assert_true(letter(w, "A")->self);
}

#define OWN \
	"---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\n" \
	"subject: Hi\n---\n{{?guardian}}Dear {{guardian}},{{/guardian}}\n" \
	"[[cn-pipl-57/1]]\n{{your-kinds}}\n[[cn-pipl-57/2 cn-pipl-57/3 " \
	"cn-pipl-57/4 cn-pipl-57/5]]\nAll else.\n[[cn-pipl-57/6]]\n" \
	"{{?name}}Ask for {{name}}.{{/name}}\n"

static void what_some_rows_lack_is_counted_and_not_approved(void **state)
{
	const struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS,
				       .count_only = true};
	struct noticefix *w = *state;
	struct draft_check c;
	struct group g;
	struct draft d;

	bring(w, "name,phone,kinds\nEx,13800000011,phone\n"
		 ",13800000012,phone\n");
	w->set.blanks = 1;
	ok(w, draft_write(NULL, &w->x.a, NULL, &w->set, "own.en.md", OWN,
			  strlen(OWN), &w->x.f.err));
	ok(w, draft_open(&d, w->x.c, "A", &w->x.f.err));
	ok(w, group_read(&g, w->x.c, d.n, &all, &w->x.f.err));
	ok(w, draft_check(&c, &d, &g, w->rules, &w->x.f.err));
	assert_int_equal(c.lacks, 1);
	assert_string_equal(c.lack[0].blank->name, "your-kinds");
	assert_int_equal(c.lack[0].people, 4);
	assert_int_equal(c.missing, 2);
	assert_int_equal(c.item[0].people, 4);
	assert_int_equal(c.item[1].people, 0);
	assert_int_equal(c.item[5].people, 1);
	draft_check_release(&c);
	group_release(&g);
	draft_release(&d);
	refused(w, letter_try(w, &w->x.a, "A", "never mind", true),
		ERR_INVALID,
		"notice A cannot be written to everybody in its group");
	assert_non_null(strstr(w->x.f.err.where,
			       "4 people have no value for it"));
	w->set.blanks = 2; /* the kinds of all stand in for one's own */
	ok(w, draft_write(NULL, &w->x.a, "A", &w->set, "own.en.md", OWN,
			  strlen(OWN), &w->x.f.err));
	refused(w, letter_try(w, &w->x.a, "A", NULL, true), ERR_REFUSED,
		"notice A does not say all that it must");
	assert_non_null(strstr(w->x.f.err.where, "(not to 1 person)"));
	ok(w, letter_try(w, &w->x.a, "A", "one has no name", true));
}

static void a_responder_without_the_role_approves_nothing(void **state)
{
	struct noticefix *w = *state;
	struct act wu = {.c = NULL};

	letter_draft(w, NULL);
	wu.c = casefix_wu(&w->x);
	refused(w, letter_try(w, &wu, "A", NULL, false), ERR_REFUSED,
		"wu may not approve notice A");
	casefile_close(wu.c);
}

static void an_approval_is_void_once_anything_of_it_changes(void **state)
{
	struct noticefix *w = *state;
	struct notice_mark mark = {"cn-pipl-57/2", "told on the page"};

	for (int i = 0; i < 4; i++) {
		letter_draft(w, i ? "A" : NULL);
		letter_approve(w, "A");
		if (i == 0)
			w->blank[3].value = "fraud by telephone";
		else if (i == 1)
			w->set.filter = "name=An";
		else if (i == 2)
			w->set.marks = 1, w->set.mark = &mark;
		else
			break;
		letter_draft(w, "A");
		assert_false(letter(w, "A")->approved);
		assert_non_null(letter(w, "A")->voided);
		assert_string_equal(notice_state_name(letter(w, "A")), "void");
	}
	assert_true(letter(w, "A")->approved);
}

static void a_group_that_grew_is_not_the_one_approved(void **state)
{
	struct noticefix *w = *state;
	struct outbox_sum sum;

	letter_draft(w, NULL);
	letter_approve(w, "A");
	bring(w, "name,mail\nEx,ex@example.org\n");
	refused(w, letter_send(w, &sum, "A", SIZE_MAX), ERR_REFUSED,
		"notice A was approved for 4 people; the group has 5 now");
	assert_false(letter(w, "A")->sent);
}

#define TWICE \
	"---\nplaybook: 1\nid: 0c8b0a34-5a51-4f0b-9a3e-1d6f3c1f7a11\n" \
	"lang: en\nroles: {lead: Lead, it: IT}\n---\n\n# Tell them\n\n" \
	"## Notify\n- id: notify\n- kind: notify\n\n### People: tell them\n" \
	"- id: tell\n- role: it\n- notice: letter\n- approve: lead\n" \
	"- second: any\n\nTell them.\n"

static void where_the_playbook_wants_two_one_is_not_enough(void **state)
{
	static const struct pb_source file = {"tell.md", TWICE,
					      sizeof(TWICE) - 1};
	struct noticefix *w = *state;
	struct outbox_sum sum;
	struct act wu;

	ok(w, act_adopt(&w->x.a, "tell", "8c2f1d08c2f1d08c2f1d08c2f1d08c2f1d08c2"
			"f1", &file, 1, NULL, &w->x.f.err));
	wu = (struct act){.c = casefix_wu(&w->x)};
	ok(w, draft_write(NULL, &wu, NULL, &w->set, "letter.en.md", LETTER,
			  strlen(LETTER), &w->x.f.err));
	casefile_close(wu.c);
	ok(w, casefile_refresh(w->x.c, NULL, &w->x.f.err));
	refused(w, letter_try(w, &w->x.a, "A", NULL, false), ERR_PENDING,
		"recorded; notice A needs a second approval");
	refused(w, letter_send(w, &sum, "A", SIZE_MAX), ERR_REFUSED,
		"notice A needs a second approval; lin gave one");
	refused(w, letter_try(w, &w->x.a, "A", NULL, false), ERR_REFUSED,
		"notice A: lin approved this text already");
	wu = (struct act){.c = casefix_wu(&w->x)};
	ok(w, letter_try(w, &wu, "A", "only us two", false));
	casefile_close(wu.c);
	ok(w, casefile_refresh(w->x.c, NULL, &w->x.f.err));
	assert_true(letter(w, "A")->approved);
	ok(w, letter_send(w, &sum, "A", SIZE_MAX));
	assert_int_equal(sum.by_fate[FATE_HANDED], 3);
}

static void an_author_with_a_reason_is_one_of_two(void **state)
{
	static const struct pb_source file = {"tell.md", TWICE,
					      sizeof(TWICE) - 1};
	struct noticefix *w = *state;
	struct outbox_sum sum;
	struct str words = {0};
	struct act wu;

	ok(w, act_adopt(&w->x.a, "tell", "8c2f1d08c2f1d08c2f1d08c2f1d08c2f1d08c2"
			"f1", &file, 1, NULL, &w->x.f.err));
	letter_draft(w, NULL);
	refused(w, letter_try(w, &w->x.a, "A", "nobody answers", false),
		ERR_PENDING, "recorded; notice A needs a second approval");
	refused(w, letter_send(w, &sum, "A", SIZE_MAX), ERR_REFUSED,
		"notice A needs a second approval; lin gave one");
	wu = (struct act){.c = casefix_wu(&w->x)};
	ok(w, letter_try(w, &wu, "A", NULL, false));
	casefile_close(wu.c);
	ok(w, casefile_refresh(w->x.c, NULL, &w->x.f.err));
	assert_true(letter(w, "A")->approved);
	notice_state_words(&words, letter(w, "A"));
	assert_string_equal(str_text(&words),
			    "approved by its author (lin), wu");
	str_release(&words);
	w->blank[3].value = "more";
	letter_draft(w, "A");
	ok(w, letter_try(w, &w->x.a, "A", NULL, true)); /* a firm of one */
	assert_true(letter(w, "A")->approved);
}

/* --- groups ------------------------------------------------------------------- */

static void a_group_is_read_in_windows(void **state)
{
	struct noticefix *w = *state;
	struct group_args args = {.fates = ~0u, .field = PERSON_PHONE,
				  .most = 3};
	struct group g;
	char last[PERSON_ID];

	letter_draft(w, NULL);
	ok(w, group_read(&g, w->x.c, letter(w, "A"), &args, &w->x.f.err));
	assert_int_equal(g.count, 3);
	assert_int_equal(g.wanted, 4);
	assert_true(g.more);
	str_copy(last, sizeof(last), g.to[2].id);
	group_release(&g);
	args.after = last;
	ok(w, group_read(&g, w->x.c, letter(w, "A"), &args, &w->x.f.err));
	assert_int_equal(g.count, 1);
	assert_int_equal(g.people, 4);
	assert_false(g.more);
	assert_string_equal(g.to[0].label, "P-1/4");
	assert_string_equal(call_number(&g.to[0], VIA_PHONE), "13800000009");
	ok(w, group_mask(&g, &w->x.f.err));
	assert_null(strstr(g.to[0].value[PERSON_PHONE], "13800000004"));
	group_release(&g);
}

static void of_a_long_list_only_places_are_kept(void **state)
{
	struct noticefix *w = *state;
	struct group_index x;
	struct group g = {0};
	struct people *p;

	letter_draft(w, NULL);
	ok(w, register_open(&p, w->x.c, &w->x.f.err));
	ok(w, group_index(&x, w->x.c, p, letter(w, "A"),
			  FATE_BIT(FATE_BOUNCED), &w->x.f.err));
	assert_int_equal(x.count, 0);
	assert_int_equal(x.by_fate[FATE_NONE], 4);
	ok(w, group_index(&x, w->x.c, p, letter(w, "A"), FATE_BIT(FATE_NONE),
			  &w->x.f.err));
	assert_int_equal(x.count, 4);
	assert_int_equal(x.people, 4);
	ok(w, group_take(&g, p, x.at[3], FATE_NONE, &w->x.f.err));
	ok(w, group_take(&g, p, x.at[1], FATE_NONE, &w->x.f.err));
	assert_int_equal(g.count, 1);
	assert_string_equal(g.to[0].label, "P-1/2");
	assert_string_equal(g.to[0].value[PERSON_MAIL], "bo@example.org");
	group_release(&g);
	group_index_release(&x);
	register_close(p);
}

static void whom_nothing_reached_is_a_group_of_its_own(void **state)
{
	struct noticefix *w = *state;
	struct notice_told lost = {.fate = FATE_BOUNCED, .why = "full"};
	struct outbox_sum sum;
	struct group g;
	int64_t count;

	letter_draft(w, NULL);
	letter_approve(w, "A");
	ok(w, letter_send(w, &sum, "A", SIZE_MAX));
	ok(w, group_person(&g, w->x.c, letter(w, "A"), "P-1/2", &w->x.f.err));
	ok(w, notice_tell(&w->x.a, "A", g.to, 1, &lost, &w->x.f.err));
	group_release(&g);
	w->set.filter = "unreached=A";
	ok(w, group_count(&count, w->x.c, &w->set, &w->x.f.err));
	assert_int_equal(count, 2); /* Bo, and Ci who has no address */
	w->set.filter = "unreached=A,name=Bo";
	ok(w, group_count(&count, w->x.c, &w->set, &w->x.f.err));
	assert_int_equal(count, 1);
	letter_draft(w, NULL);
	refused(w, group_person(&g, w->x.c, letter(w, "B"), "P-1/1",
				&w->x.f.err), ERR_NOTFOUND,
		"P-1/1 is not among those that notice B goes to");
	w->set.filter = "unreached=B,name=Bo";
	refused(w, draft_write(NULL, &w->x.a, "B", &w->set, "letter.en.md",
			       LETTER, strlen(LETTER), &w->x.f.err), ERR_USAGE,
		"unreached=B,name=Bo: its group goes round in a circle");
	letter_draft(w, NULL);
	w->set.filter = "unreached=C";
	letter_draft(w, "B");
	refused(w, group_count(&count, w->x.c, &w->set, &w->x.f.err),
		ERR_USAGE, "unreached=B: its group goes round in a circle");
	w->set.filter = "unreached=Q";
	refused(w, group_count(&count, w->x.c, &w->set, &w->x.f.err),
		ERR_NOTFOUND, "INC-2026-014 has no notice Q");
}

#define TEST(t) \
	cmocka_unit_test_setup_teardown(t, noticefix_begin, noticefix_end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_draft_marks_what_differs_from_person_to_person),
		TEST(a_name_cannot_turn_a_letter_round),
		TEST(an_item_to_follow_says_so_until_it_is_filled_in),
		TEST(whoever_wrote_it_needs_a_reason_and_it_is_marked),
		TEST(what_some_rows_lack_is_counted_and_not_approved),
		TEST(a_responder_without_the_role_approves_nothing),
		TEST(an_approval_is_void_once_anything_of_it_changes),
		TEST(a_group_that_grew_is_not_the_one_approved),
		TEST(where_the_playbook_wants_two_one_is_not_enough),
		TEST(an_author_with_a_reason_is_one_of_two),
		TEST(a_group_is_read_in_windows),
		TEST(of_a_long_list_only_places_are_kept),
		TEST(whom_nothing_reached_is_a_group_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
