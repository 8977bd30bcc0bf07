/* A running case takes up another version of its playbook: numbers never
 * move, done stays done, ticks follow their text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/versions.h"

#define NEWEST "2222222222222222222222222222222222222222"
#define FIRST "8c2f1d08c2f1d08c2f1d08c2f1d08c2f1d08c2f1"

/* Only the base: a translation that lacks steps is no concern here. */
static void adopt(struct casefix *x, const char *commit,
		  const struct edit *base)
{
	struct version v = version(x, base);

	v.count = 1;
	goes(&x->f, try_adopt(x, commit, &v, "we learned something"));
}

static const struct edit phone_in[] = {
	{"### Phase check: read aloud\n- id: first-hour-check",
	 PHONE "### Phase check: read aloud\n- id: first-hour-check"},
	{0},
};
static const struct edit review_out[] = {
	{"### Owner: say that nothing leaked\n- id: tell-owner\n"
	 "- role: lead\n- when: personal-data = no\n\n"
	 "One sentence is enough.\n\n",
	 ""},
	{0},
};

static void number_is(struct casefix *x, const char *key, const char *want)
{
	assert_string_equal(casefix_step(x, key)->number, want);
}

/* --- numbers ------------------------------------------------------------------- */

static void a_step_put_in_gets_a_letter_and_moves_nothing(void **state)
{
	struct casefix *x = *state;

	order_is(x, AT_FIRST);
	adopt(x, NEWER, phone_in);
	order_is(x, "1: 1.01 1.02 1.02a 1.03 2: 2.01 2.02 3: 3.01 3.02 "
		    "4: 4.01");
	number_is(x, "ask-phone", "1.02a");
	assert_string_equal(casefix_step(x, "1.02a")->key, "ask-phone");
	assert_non_null(casefix_step(x, "1.02a")->came);
	assert_null(casefix_step(x, "1.02")->came);
}

static void the_next_at_the_same_place_gets_the_next_letter(void **state)
{
	static const struct edit two[] = {
		{"### Phase check: read aloud\n- id: first-hour-check",
		 "### Bag: look\n- id: look-bag\n- role: it\n\nLook.\n\n"
		 PHONE
		 "### Phase check: read aloud\n- id: first-hour-check"},
		{"### Awareness time", "### Door: shut it\n- id: shut-door\n"
		 "- role: it\n\nShut.\n\n### Awareness time"},
		{0},
	};
	struct casefix *x = *state;

	adopt(x, NEWER, phone_in);
	adopt(x, NEWEST, two);
	order_is(x, "1: 1.00a 1.01 1.02 1.02b 1.02a 1.03 2: 2.01 2.02 "
		    "3: 3.01 3.02 4: 4.01");
	number_is(x, "ask-phone", "1.02a");
	number_is(x, "look-bag", "1.02b");
	number_is(x, "shut-door", "1.00a");
}

static void a_new_phase_is_numbered_after_the_last(void **state)
{
	static const struct edit cards[] = {
		{"## Notify\n", "## Cards\n- id: cards\n- kind: notify\n\n### Card: block\n"
		 "- id: block-card\n- role: it\n\nCall.\n\n## Notify\n"},
		{0},
	};
	struct casefix *x = *state;

	adopt(x, NEWER, cards);
	order_is(x, "1: 1.01 1.02 1.03 2: 2.01 2.02 5: 5.01 3: 3.01 3.02 "
		    "4: 4.01");
	assert_string_equal(casefix_step(x, "5.01")->key, "block-card");
}

static void a_step_that_moves_takes_its_number_along(void **state)
{
	static const struct edit moved[] = {
		{"### Owner: say that nothing leaked\n- id: tell-owner\n"
		 "- role: lead\n- when: personal-data = no\n\n"
		 "One sentence is enough.\n\n", ""},
		{"### Review: hold it", "### Owner: say that nothing leaked\n"
		 "- id: tell-owner\n- role: lead\n"
		 "- when: personal-data = no\n\nOne sentence is enough.\n\n"
		 "### Review: hold it"},
		{0},
	};
	struct casefix *x = *state;

	adopt(x, NEWER, moved);
	order_is(x, "1: 1.01 1.02 1.03 2: 2.01 2.02 3: 3.01 4: 3.02 4.01");
}

/* --- retired ---------------------------------------------------------------------- */

static void a_retired_step_stays_until_somebody_closes_it(void **state)
{
	struct casefix *x = *state;
	const struct step *st;

	goes(&x->f, act_step_start(&x->a, "tell-owner", &x->f.err));
	adopt(x, NEWER, review_out);
	order_is(x, "1: 1.01 1.02 1.03 2: 2.01 2.02 3: 3.01 3.02- 4: 4.01");
	st = casefix_step(x, "3.02");
	assert_true(st->retired);
	assert_int_equal(st->state, STEP_DOING);
	assert_string_equal(text_in(&st->def->object, 0), "Owner");
	assert_non_null(st->gone);
	assert_int_equal(casefile_now(x->c)->total, 8);
	goes(&x->f, act_step_not_needed(&x->a, "3.02", "retired", &x->f.err));
	assert_int_equal(casefix_step(x, "3.02")->state, STEP_NOT_NEEDED);
}

static void a_retired_step_that_is_open_is_not_next_and_has_no_aim(void **state)
{
	static const struct edit out[] = {
		{"### Awareness time: write it down\n- id: awareness-time\n"
		 "- role: lead\n- second: any\n- due: 15m from opened\n"
		 "- value: time \"when we became aware\"\n"
		 "- evidence: note \"who told us\"\n"
		 "- starts: eu-gdpr-33-authority, cn-pipl-57-authority\n\n"
		 "Take the earliest time that somebody can name.\n\n", ""},
		{"- after: awareness-time\n", ""},
		{"- due: 12h from awareness-time\n", ""},
		{0},
	};
	struct casefix *x = *state;
	const struct situation *s = casefile_now(x->c);

	assert_string_equal(s->next->key, "awareness-time");
	adopt(x, NEWER, out);
	s = casefile_now(x->c);
	order_is(x, "1: 1.01- 1.02 1.03 2: 2.01 2.02 3: 3.01 3.02 4: 4.01");
	assert_string_equal(s->next->key, "lock-laptop");
	assert_int_equal(casefix_step(x, "1.01")->due, 0);
	assert_int_equal(casefix_step(x, "1.01")->state, STEP_OPEN);
}

static void done_stays_done_and_says_when_its_text_changed(void **state)
{
	static const struct edit reworded[] = {
		{"- [ ] Sessions: ended", "- [ ] Sessions: ended everywhere"},
		{0},
	};
	struct casefix *x = *state;
	const struct step *st;

	goes(&x->f, act_step_done(&x->a, "1.02",
			    &(struct step_args){.why = "by phone"},
			    &x->f.err));
	adopt(x, NEWER, reworded);
	st = casefix_step(x, "1.02");
	assert_int_equal(st->state, STEP_DONE);
	assert_non_null(st->changed);
	assert_string_equal(((const struct set_adopt *)st->changed->data)
				    ->commit, NEWER);
	assert_null(casefix_step(x, "1.01")->changed);
	goes(&x->f, act_step_reopen(&x->a, "1.02", "look again", &x->f.err));
	goes(&x->f,
	     act_step_done(&x->a, "1.02", &(struct step_args){.why = "yes"},
			    &x->f.err));
	assert_null(casefix_step(x, "1.02")->changed);
}

static void going_back_to_an_older_version_is_the_same_turned_round(void **state)
{
	struct casefix *x = *state;
	struct version first = version(x, NULL);

	adopt(x, NEWER, phone_in);
	goes(&x->f, try_adopt(x, FIRST, &first, "the phone was a bad idea"));
	order_is(x, "1: 1.01 1.02 1.02a- 1.03 2: 2.01 2.02 3: 3.01 3.02 "
		    "4: 4.01");
	adopt(x, NEWEST, phone_in);
	order_is(x, "1: 1.01 1.02 1.02a 1.03 2: 2.01 2.02 3: 3.01 3.02 "
		    "4: 4.01");
}

/* --- ticks -------------------------------------------------------------------------- */

static void a_tick_follows_its_text_and_no_other(void **state)
{
	static const struct edit reworded[] = {
		{"- [ ] Lock order: sent\n- [ ] Passwords: changed\n",
		 "- [ ] Battery: dead\n- [ ] Lock order: sent\n"
		 "- [ ] Passwords: all changed\n"},
		{0},
	};
	static const char *const both[] = {"1", "2"};
	struct casefix *x = *state;
	const struct step *st;

	goes(&x->f, act_checks(&x->a, "1.02", both, 2, true, &x->f.err));
	adopt(x, NEWER, reworded);
	st = casefix_step(x, "1.02");
	assert_int_equal(st->tick_count, 4);
	assert_int_equal(st->ticked, 1);
	assert_true(st->tick[1].ticked);
	assert_int_equal(st->old_count, 1);
	assert_string_equal(text_in(&st->old[0].item->text, 0),
			    "Passwords: changed");
	goes(&x->f, act_check(&x->a, "1.02", "Lock order", false, &x->f.err));
	assert_int_equal(casefix_step(x, "1.02")->ticked, 0);
	goes(&x->f, act_undo(&x->a, x->a.id, &x->f.err));
	assert_int_equal(casefix_step(x, "1.02")->ticked, 1);
}

/* The translation becomes the base: its texts, with the keys of the base. */
static struct version turned(struct casefix *x)
{
	struct version v = {.count = 1}, first = version(x, NULL);
	struct findings f = {0};
	struct playbook *pb;
	struct str out = {0};

	goes(&x->f, playbook_read(&pb, first.src, 2, &f, &x->f.err));
	str_add(&out, "---\nplaybook: 1\n"
		      "id: 55edbbae-c5f3-4b2f-b385-7a9af11eb71b\nlang: zh\n"
		      "roles: {lead: L, it: I, legal: C}\n---\n\n# 电脑\n\n"
		      "丢了。\n\n## 第一小时\n- id: first-hour\n"
		      "- kind: contain\n\n### 锁\n- id: lock-laptop\n"
		      "- role: it\n\n锁住。\n\n");
	for (size_t i = 0; i < playbook_step(pb, "lock-laptop")->item_count;
	     i++)
		str_addf(&out, "- [ ] %s\n",
			 text_in(&playbook_step(pb, "lock-laptop")
					  ->item[i].text, 1));
	v.src[0] = (struct pb_source){"lost-laptop.md",
		arena_strndup(&x->f.arena, out.p, out.len), out.len};
	str_release(&out);
	playbook_free(pb);
	findings_release(&f);
	return v;
}

static void a_change_of_the_base_language_drops_no_tick(void **state)
{
	struct casefix *x = *state;
	struct version zh = turned(x);

	goes(&x->f, act_check(&x->a, "1.02", "2", true, &x->f.err));
	goes(&x->f, try_adopt(x, NEWER, &zh, "we work in Chinese"));
	assert_int_equal(casefix_step(x, "1.02")->ticked, 1);
	assert_true(casefix_step(x, "1.02")->tick[1].ticked);
	assert_int_equal(casefix_step(x, "1.02")->old_count, 0);
	goes(&x->f, act_check(&x->a, "1.02", "2", false, &x->f.err));
	assert_int_equal(casefix_step(x, "1.02")->ticked, 0);
}

/* --- decisions ------------------------------------------------------------------------ */

static void an_answer_no_longer_offered_rules_nothing_out(void **state)
{
	static const struct edit other[] = {
		{"- decide: yes | no", "- decide: much | little"},
		{"- when: personal-data = yes\n- repeat",
		 "- when: personal-data = much\n- repeat"},
		{"- when: personal-data = yes\n- due",
		 "- when: personal-data = much\n- due"},
		{"- when: personal-data = no", "- when: personal-data = little"},
		{0},
	};
	struct casefix *x = *state;
	const struct step *st;

	goes(&x->f, act_decide(&x->a, "personal-data", "yes",
			 &(struct step_args){.why = "we looked"},
			 &x->f.err) == ERR_PENDING ? 0 : 1);
	goes(&x->f, act_step_confirm(&(struct act){.c = x->c, .by = "wu"},
			       "personal-data", &x->f.err));
	assert_int_equal(casefix_step(x, "tell-owner")->state,
			 STEP_NOT_NEEDED);
	adopt(x, NEWER, other);
	st = casefix_step(x, "personal-data");
	assert_int_equal(st->state, STEP_DONE);
	assert_null(st->answer);
	assert_string_equal(st->answer_gone, "yes");
	assert_string_equal(step_mark(st), "[?]");
	st = casefix_step(x, "tell-owner");
	assert_int_equal(st->state, STEP_OPEN);
	assert_true(st->waits);
	assert_string_equal(st->waits_for->key, "personal-data");
}

/* --- what is refused, and back ------------------------------------------------------- */

static void another_version_needs_a_reason_and_another_text(void **state)
{
	static const struct edit stranger[] = {
		{"55edbbae", "66edbbae"}, {0}};
	static const struct edit faulty[] = {
		{"- after: awareness-time", "- after: awareness-tim"}, {0}};
	struct casefix *x = *state;
	struct version v = version(x, phone_in), same = version(x, NULL),
		       other = version(x, stranger),
		       bad = version(x, faulty);

	v.count = other.count = 1;
	assert_int_equal(try_adopt(x, NEWER, &v, " "), ERR_REFUSED);
	assert_string_equal(x->f.err.what,
			    "adopting another version needs a reason");
	assert_int_equal(try_adopt(x, NEWER, &same, "why not"), ERR_REFUSED);
	assert_string_equal(x->f.err.what, "INC-2026-014 follows this text "
					   "of lost-laptop already");
	assert_int_equal(try_adopt(x, NEWER, &other, "why not"), ERR_REFUSED);
	assert_string_equal(x->f.err.what, "that is another playbook, not a "
					   "version of lost-laptop");
	assert_int_equal(try_adopt(x, NEWER, &bad, "why not"), ERR_INVALID);
	assert_string_equal(x->f.err.what, "playbook lost-laptop has errors");
	order_is(x, AT_FIRST);
}

static void undoing_an_adoption_takes_up_what_was_before(void **state)
{
	struct casefix *x = *state;
	uint8_t first[ID_LEN];

	adopt(x, NEWER, phone_in);
	memcpy(first, x->a.id, ID_LEN);
	goes(&x->f, act_undo(&x->a, first, &x->f.err));
	assert_string_equal(casefile_now(x->c)->book[0].adopt->commit, FIRST);
	assert_true(casefix_step(x, "1.02a")->retired);
	assert_int_equal(act_undo(&x->a, first, &x->f.err), ERR_REFUSED);
	assert_string_equal(x->f.err.what, "another version of lost-laptop "
					   "was adopted since");
	goes(&x->f, act_undo(&x->a, x->a.id, &x->f.err));
	assert_string_equal(casefile_now(x->c)->book[0].adopt->commit, NEWER);
	assert_false(casefix_step(x, "1.02a")->retired);
}

static void somebody_who_adopts_meanwhile_stops_a_screen_too(void **state)
{
	struct casefix *x = *state;
	struct casefile *other = casefix_wu(x);
	struct act wu = {.c = other};
	struct version v = version(x, phone_in), w = version(x, review_out);

	goes(&x->f, act_adopt(&wu, "lost-laptop", NEWER, v.src, 1, "first",
			&x->f.err));
	casefile_close(other);
	assert_int_equal(act_adopt(&x->a, "lost-laptop", NEWEST, w.src, 1,
				   "second", &x->f.err), ERR_MOVED);
	assert_string_equal(casefile_now(x->c)->book[0].adopt->commit, NEWER);
	order_is(x, "1: 1.01 1.02 1.02a 1.03 2: 2.01 2.02 3: 3.01 3.02 "
		    "4: 4.01");
}

static void two_playbooks_keep_their_keys_whatever_is_adopted(void **state)
{
	static const char text[] =
		"---\nplaybook: 1\nid: 7c1cbb1c-9f6b-4a51-8a0e-0d4d3f3c0b55\n"
		"lang: en\nroles: {lead: Lead}\n---\n\n# Leak\n\nIt leaks.\n"
		"\n## Contain\n- id: contain\n\n### Tap: close it\n"
		"- id: tap\n\nTurn it.\n";
	struct casefix *x = *state;
	struct casefile *again;

	goes(&x->f, act_adopt(&x->a, "leak", NEWEST,
			&(struct pb_source){"leak.md", text,
					    sizeof(text) - 1}, 1,
			NULL, &x->f.err));
	adopt(x, NEWER, phone_in);
	number_is(x, "leak/tap", "5.01");
	number_is(x, "ask-phone", "1.02a");
	again = casefix_wu(x);
	casefile_close(x->c);
	x->c = again;
	number_is(x, "leak/tap", "5.01");
	number_is(x, "ask-phone", "1.02a");
}

/* --- two at once ------------------------------------------------------------------- */

/* As when two copies meet: the second did not know of the first. */
static void adopt_blind(struct casefix *x, const char *commit,
			const struct version *v)
{
	const struct situation *s = casefile_now(x->c);
	struct log_att att = {.data = v->src[0].text, .len = v->src[0].len,
			      .name = v->src[0].name,
			      .type = "text/markdown"};
	uint8_t over[1][ID_LEN];
	char members[160];
	struct entry e = {.kind = REC_PLAIN, .type = "playbook.adopt",
			  .on = "lost-laptop", .members = members,
			  .over = (const uint8_t(*)[ID_LEN])over,
			  .over_count = 1, .att = &att, .att_count = 1};

	snprintf(members, sizeof(members),
		 "{\"commit\":\"%s\",\"why\":\"blind\"}", commit);
	memcpy(over[0], s->version[0]->event->id, ID_LEN);
	goes(&x->f, log_append(casefile_log(x->c), &e, 1, x->lin, NULL, NULL,
			 &x->f.err));
	goes(&x->f, casefile_refresh(x->c, NULL, &x->f.err));
}

static void of_two_adopted_at_once_the_steps_of_both_stand(void **state)
{
	struct casefix *x = *state;
	struct version phone = version(x, phone_in),
		       out = version(x, review_out);
	const struct situation *s;

	phone.count = 1;
	adopt_blind(x, NEWER, &phone);
	adopt_blind(x, NEWEST, &out);
	s = casefile_now(x->c);
	assert_true(s->book[0].conflict);
	assert_string_equal(s->book[0].adopt->commit, NEWEST);
	order_is(x, "1: 1.01 1.02 1.02a 1.03 2: 2.01 2.02 3: 3.01 3.02 "
		    "4: 4.01");
	goes(&x->f, try_adopt(x, NEWER, &phone, "the phone it is"));
	assert_false(casefile_now(x->c)->book[0].conflict);
	order_is(x, "1: 1.01 1.02 1.02a 1.03 2: 2.01 2.02 3: 3.01 3.02 "
		    "4: 4.01");
	out.count = 1;
	goes(&x->f, try_adopt(x, NEWEST, &out, "or not"));
	order_is(x, "1: 1.01 1.02 1.02a- 1.03 2: 2.01 2.02 3: 3.01 3.02- "
		    "4: 4.01");
}

#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, casefix_begin, casefix_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_step_put_in_gets_a_letter_and_moves_nothing),
		TEST(the_next_at_the_same_place_gets_the_next_letter),
		TEST(a_new_phase_is_numbered_after_the_last),
		TEST(a_step_that_moves_takes_its_number_along),
		TEST(a_retired_step_stays_until_somebody_closes_it),
		TEST(a_retired_step_that_is_open_is_not_next_and_has_no_aim),
		TEST(done_stays_done_and_says_when_its_text_changed),
		TEST(going_back_to_an_older_version_is_the_same_turned_round),
		TEST(a_tick_follows_its_text_and_no_other),
		TEST(a_change_of_the_base_language_drops_no_tick),
		TEST(an_answer_no_longer_offered_rules_nothing_out),
		TEST(another_version_needs_a_reason_and_another_text),
		TEST(undoing_an_adoption_takes_up_what_was_before),
		TEST(somebody_who_adopts_meanwhile_stops_a_screen_too),
		TEST(two_playbooks_keep_their_keys_whatever_is_adopted),
		TEST(of_two_adopted_at_once_the_steps_of_both_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
