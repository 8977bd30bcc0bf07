/* A case from its first record to its close, as acts and replays. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/case/evidence.h"
#include "core/case/timeline.h"
#include "tests/support/casefix.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, casefix_begin, casefix_end)

static void ok(struct casefix *x, int rc)
{
	if (rc)
		fail_msg("%s | %s | %s", x->f.err.what, x->f.err.where,
			 x->f.err.fix);
}

static void done(struct casefix *x, const char *step,
		 const struct step_args *args)
{
	ok(x, act_step_done(&x->a, step, args, &x->f.err));
}

static void state_is(struct casefix *x, const char *step,
		     enum step_state want)
{
	enum step_state got = casefix_step(x, step)->state;

	if (got != want)
		fail_msg("step %s is %s, not %s", step, step_state_name(got),
			 step_state_name(want));
}

/* Decides that personal data was on it: yes or no, confirmed by wu. */
static void decide(struct casefix *x, const char *answer)
{
	struct act wu = {.c = x->c, .by = "wu"};

	assert_int_equal(act_decide(&x->a, "personal-data", answer,
				    &(struct step_args){.why = "we looked"},
				    &x->f.err),
			 ERR_PENDING);
	ok(x, act_step_confirm(&wu, "personal-data", &x->f.err));
}

static void a_new_case_is_on_its_first_step(void **state)
{
	struct casefix *x = *state;
	const struct situation *s = casefile_now(x->c);

	assert_string_equal(s->label, "INC-2026-014");
	assert_string_equal(s->title, "Laptop left on the train");
	assert_int_equal(s->severity, SEV_HIGH);
	assert_int_equal(s->phase_count, 4);
	assert_int_equal(s->step_count, 8);
	assert_string_equal(s->next->key, "awareness-time");
	assert_string_equal(s->next->number, "1.01");
	assert_string_equal(s->next->owner, "lin");
	assert_int_equal(s->next->due, s->opened + 15 * 60000);
	assert_string_equal(s->me->name, "lin");
	assert_int_equal(s->me->role, ROLE_OWNER);
	assert_int_equal(s->done, 0);
}

static void closing_names_everything_that_is_missing(void **state)
{
	struct casefix *x = *state;

	assert_int_equal(act_step_done(&x->a, "1.01", &(struct step_args){0},
				       &x->f.err),
			 ERR_REFUSED);
	assert_string_equal(x->f.err.what,
			    "step 1.01 Awareness time cannot be closed yet");
	assert_string_equal(x->f.err.where,
			    "a value: \"when we became aware\"\n"
			    "evidence: a note, \"who told us\"");
	assert_string_equal(x->f.err.fix, "stanch step done INC-2026-014 1.01 "
					  "--value ...");
	state_is(x, "1.01", STEP_OPEN);
}

static void a_second_reader_closes_what_the_first_asked_for(void **state)
{
	struct casefix *x = *state;
	struct casefile *other;
	struct act wu;

	assert_int_equal(
		act_step_done(&x->a, "1.01",
			      &(struct step_args){
				      .value = "2026-10-14T05:00Z",
				      .note = "the conductor rang"},
			      &x->f.err),
		ERR_PENDING);
	assert_string_equal(x->f.err.what,
			    "recorded; step 1.01 Awareness time waits for a "
			    "second reader");
	state_is(x, "1.01", STEP_DOING);
	assert_int_equal(act_step_confirm(&x->a, "1.01", &x->f.err),
			 ERR_REFUSED);
	assert_string_equal(x->f.err.what, "lin did step 1.01; another "
					   "person must confirm it");
	other = casefix_wu(x);
	wu = (struct act){.c = other};
	ok(x, act_step_confirm(&wu, "1.01", &x->f.err));
	casefile_close(other);
	assert_true(casefile_stale(x->c));
	ok(x, casefile_refresh(x->c, NULL, &x->f.err));
	state_is(x, "1.01", STEP_DONE);
	assert_string_equal(event_doer(casefix_step(x, "1.01")->second), "wu");
	/* The time of awareness is now a fact of the case. */
	assert_non_null(casefile_now(x->c)->aware);
}

static void a_decision_opens_one_branch_and_rules_out_the_other(void **state)
{
	struct casefix *x = *state;

	assert_true(casefix_step(x, "tell-authority")->waits);
	decide(x, "yes");
	state_is(x, "personal-data", STEP_DONE);
	assert_string_equal(casefix_step(x, "personal-data")->answer, "yes");
	state_is(x, "tell-authority", STEP_OPEN);
	state_is(x, "tell-owner", STEP_NOT_NEEDED);
	assert_false(casefix_step(x, "tell-authority")->waits);
	decide(x, "no");
	state_is(x, "tell-authority", STEP_NOT_NEEDED);
	state_is(x, "tell-owner", STEP_OPEN);
}

static void a_skipped_decision_leaves_its_branches_open(void **state)
{
	struct casefix *x = *state;

	ok(x, act_step_skip(&x->a, "personal-data", "nobody is here",
			    &x->f.err));
	state_is(x, "tell-authority", STEP_OPEN);
	state_is(x, "tell-owner", STEP_OPEN);
	assert_false(casefix_step(x, "tell-owner")->waits);
}

static void skipping_asks_for_a_reason(void **state)
{
	struct casefix *x = *state;

	assert_int_equal(act_step_skip(&x->a, "1.02", " ", &x->f.err),
			 ERR_REFUSED);
	assert_string_equal(x->f.err.what, "skipping a step needs a reason");
	ok(x, act_step_skip(&x->a, "1.02", "the laptop is in my bag",
			    &x->f.err));
	state_is(x, "1.02", STEP_SKIPPED);
	assert_string_equal(casefix_step(x, "1.02")->why,
			    "the laptop is in my bag");
}

static void a_reason_overrides_what_is_missing_by_name(void **state)
{
	struct casefix *x = *state;
	const struct step *st;

	done(x, "lock-laptop", &(struct step_args){.why = "no network"});
	st = casefix_step(x, "lock-laptop");
	assert_int_equal(st->state, STEP_DONE);
	assert_int_equal(st->overrides,
			 NEED_AFTER | NEED_EVIDENCE | NEED_ITEMS);
}

static void undo_takes_an_action_back_to_what_it_was(void **state)
{
	struct casefix *x = *state;
	const struct case_action *now;

	assert_int_equal(act_action_add(&x->a, &(struct action_args){
		.text = "One login each", .owner = "wu"}, &x->f.err), 0);
	assert_int_equal(act_action_set(&x->a, "A-1", &(struct action_args){
		.owner = "lin", .state = "done"}, &x->f.err), 0);
	assert_int_equal(act_undo(&x->a, x->a.id, &x->f.err), 0);
	now = &casefile_now(x->c)->action[0];
	assert_string_equal(now->owner, "wu");
	assert_int_equal(now->state, ACTION_OPEN);
	assert_string_equal(now->text, "One login each");
}

static void undo_brings_back_what_stood_before(void **state)
{
	struct casefix *x = *state;

	ok(x, act_step_start(&x->a, "1.02", &x->f.err));
	done(x, "1.02", &(struct step_args){.why = "slip"});
	state_is(x, "1.02", STEP_DONE);
	ok(x, act_undo(&x->a, x->a.id, &x->f.err));
	state_is(x, "1.02", STEP_DOING);
	ok(x, act_note(&x->a, "1.02", "wrong line", &x->f.err));
	assert_int_equal(casefix_step(x, "1.02")->notes, 1);
	ok(x, act_undo(&x->a, x->a.id, &x->f.err));
	assert_int_equal(casefix_step(x, "1.02")->notes, 0);
}

static void somebody_else_can_take_a_step_over(void **state)
{
	struct casefix *x = *state;
	struct act wu = {.c = x->c, .by = "wu"};

	ok(x, act_step_start(&x->a, "1.02", &x->f.err));
	assert_int_equal(act_step_start(&x->a, "1.02", &x->f.err),
			 ERR_REFUSED);
	ok(x, act_step_start(&wu, "1.02", &x->f.err));
	assert_string_equal(event_doer(casefix_step(x, "1.02")->last), "wu");
}

static void two_at_once_stand_side_by_side_until_one_settles_it(void **state)
{
	struct casefix *x = *state;
	struct casefile *other = casefix_wu(x);
	struct act wu = {.c = other};

	/* Neither has seen the other's entry when the key goes down. */
	ok(x, act_step_assign(&x->a, "1.02", "lin", &x->f.err));
	ok(x, act_step_start(&x->a, "1.02", &x->f.err));
	ok(x, act_step_block(&wu, "1.02", "no phone", &x->f.err));
	ok(x, casefile_refresh(x->c, NULL, &x->f.err));
	assert_true(casefix_step(x, "1.02")->conflict);
	assert_string_equal(step_mark(casefix_step(x, "1.02")), "[*]");
	state_is(x, "1.02", STEP_BLOCKED); /* the more open of the two */
	ok(x, act_step_start(&x->a, "1.02", &x->f.err));
	assert_false(casefix_step(x, "1.02")->conflict);
	state_is(x, "1.02", STEP_DOING);
	casefile_close(other);
}

static void a_command_writes_nothing_if_the_step_moved(void **state)
{
	struct casefix *x = *state;
	struct casefile *other = casefix_wu(x);
	struct act wu = {.c = other, .strict = true};
	size_t before;

	ok(x, act_step_start(&x->a, "1.02", &x->f.err));
	assert_int_equal(act_step_block(&wu, "1.02", "why", &x->f.err),
			 ERR_MOVED);
	assert_string_equal(x->f.err.what,
			    "somebody changed this at the same moment; "
			    "nothing was written");
	before = casefile_now(x->c)->event_count;
	ok(x, casefile_refresh(x->c, NULL, &x->f.err));
	assert_int_equal(casefile_now(x->c)->event_count, before);
	casefile_close(other);
}

static void a_tick_belongs_to_the_text_of_its_item(void **state)
{
	struct casefix *x = *state;

	ok(x, act_check(&x->a, "1.02", "2", true, &x->f.err));
	ok(x, act_check(&x->a, "1.02", "Lock order: sent", true, &x->f.err));
	assert_int_equal(casefix_step(x, "1.02")->ticked, 2);
	ok(x, act_check(&x->a, "1.02", "2", false, &x->f.err));
	assert_int_equal(casefix_step(x, "1.02")->ticked, 1);
	assert_int_equal(act_check(&x->a, "1.02", "4", true, &x->f.err),
			 ERR_NOTFOUND);
	assert_string_equal(x->f.err.where, "it has 3 items");
}

static void an_unknown_step_gets_the_nearest(void **state)
{
	struct casefix *x = *state;
	const struct situation *s = casefile_now(x->c);
	const struct step *st;

	assert_int_equal(situation_step(&st, s, "1.2", &x->f.err),
			 ERR_NOTFOUND);
	assert_string_equal(x->f.err.what, "step 1.2 is not in INC-2026-014");
	assert_string_equal(x->f.err.where, "phase 1 has 1.01 to 1.03");
	assert_string_equal(x->f.err.fix, "did you mean 1.02?");
	assert_int_equal(situation_step(&st, s, "awarenes-time", &x->f.err),
			 ERR_NOTFOUND);
	assert_string_equal(x->f.err.fix, "did you mean awareness-time?");
	assert_int_equal(situation_step(&st, s, "p", &x->f.err), ERR_USAGE);
	assert_string_equal(x->f.err.where, "personal-data, people-count");
}

static void evidence_comes_out_as_it_went_in(void **state)
{
	struct casefix *x = *state;
	const struct evidence *e;
	char label[16];

	fixture_write(&x->f, "mail.txt", "somebody knew my balance\n");
	ok(x, evidence_add(label, &x->a,
			   &(struct evidence_args){
				   .path = fixture_path(&x->f, "mail.txt"),
				   .source = "front desk",
				   .step = "1.02"},
			   &x->f.err));
	assert_string_equal(label, "E-1");
	e = situation_evidence(casefile_now(x->c), "E-1");
	assert_true(e->inside);
	assert_int_equal(e->len, 25);
	assert_string_equal(e->holder, "lin");
	assert_int_equal(casefix_step(x, "1.02")->evidence_count, 1);
	ok(x, evidence_handover(&x->a, "E-1", "wu", "to the safe",
				&x->f.err));
	e = situation_evidence(casefile_now(x->c), "E-1");
	assert_string_equal(e->holder, "wu");
	assert_int_equal(e->custody_count, 1);
	ok(x, evidence_verify(x->c, "E-1", NULL, &x->f.err));
	ok(x, evidence_export(x->c, "E-1", fixture_path(&x->f, "out"), -1,
			      &x->f.err));
	assert_string_equal(fixture_read(&x->f, "out"),
			    "somebody knew my balance\n");
	assert_int_not_equal(evidence_export(x->c, "E-1",
					     fixture_path(&x->f, "out"), -1,
					     &x->f.err),
			     0);
}

static void a_large_file_stays_outside_by_hash_and_place(void **state)
{
	struct casefix *x = *state;
	const struct evidence *e;
	char label[16];

	fixture_write(&x->f, "disk.img", "0123456789");
	ok(x, evidence_add(label, &x->a,
			   &(struct evidence_args){
				   .path = fixture_path(&x->f, "disk.img"),
				   .limit = 4},
			   &x->f.err));
	e = situation_evidence(casefile_now(x->c), label);
	assert_false(e->inside);
	assert_true(e->has_hash);
	assert_int_equal(
		evidence_export(x->c, label, NULL, 1, &x->f.err),
		ERR_REFUSED);
	ok(x, evidence_verify(x->c, label, e->place, &x->f.err));
	fixture_write(&x->f, "disk.img", "0123456780");
	assert_int_equal(evidence_verify(x->c, label, e->place, &x->f.err),
			 ERR_CORRUPT);
	assert_string_equal(x->f.err.what,
			    "evidence E-1 is not what was recorded");
}

static void closing_lists_the_steps_left_open(void **state)
{
	struct casefix *x = *state;
	const struct set_close *p;

	assert_int_equal(act_case_close(&x->a, CLOSE_RESOLVED, NULL, NULL,
					&x->f.err),
			 ERR_REFUSED);
	ok(x, act_case_close(&x->a, CLOSE_FALSE_ALARM, NULL, "it was found",
			     &x->f.err));
	p = casefile_now(x->c)->closed->data;
	assert_int_equal(p->open_count, 8);
	assert_int_equal(act_step_start(&x->a, "1.02", &x->f.err),
			 ERR_REFUSED);
	assert_string_equal(x->f.err.what, "INC-2026-014 is closed");
	ok(x, act_case_reopen(&x->a, "it was another one", &x->f.err));
	assert_int_equal(casefile_now(x->c)->state, CASE_OPEN);
	ok(x, act_step_start(&x->a, "1.02", &x->f.err));
}

static void a_second_playbook_follows_the_first(void **state)
{
	static const char text[] =
		"---\nplaybook: 1\nid: 7c1cbb1c-9f6b-4a51-8a0e-0d4d3f3c0b55\n"
		"lang: en\nroles: {lead: Lead}\n---\n\n# Leak\n\nIt leaks.\n"
		"\n## Contain\n- id: contain\n\n### Tap: close it\n"
		"- id: tap\n\nTurn it.\n";
	struct casefix *x = *state;
	struct pb_source src = {"leak.md", text, sizeof(text) - 1};

	ok(x, act_adopt(&x->a, "leak",
			"1111111111111111111111111111111111111111", &src, 1,
			"it leaks too", &x->f.err));
	assert_string_equal(casefix_step(x, "leak/tap")->number, "5.01");
	assert_string_equal(casefix_step(x, "5.01")->key, "leak/tap");
	done(x, "leak/tap", &(struct step_args){0});
	state_is(x, "leak/tap", STEP_DONE);
}

static void findings_and_actions_have_labels_and_states(void **state)
{
	static const char *const ref[] = {"1.02"};
	struct casefix *x = *state;
	const struct situation *s;

	ok(x, act_finding(&x->a, FIND_CAUSE, "no lock code", ref, 1,
			  &x->f.err));
	ok(x, act_action_add(&x->a,
			     &(struct action_args){.text = "set lock codes",
						   .owner = "wu",
						   .due = "2026-11-01"},
			     &x->f.err));
	ok(x, act_action_set(&x->a, "A-1",
			     &(struct action_args){.state = "done",
						   .proof = "photo"},
			     &x->f.err));
	s = casefile_now(x->c);
	assert_string_equal(s->finding[0].label, "F-1");
	assert_int_equal(s->action[0].state, ACTION_DONE);
	assert_string_equal(s->action[0].owner, "wu");
	assert_string_equal(s->action[0].proof, "photo");
	assert_int_equal(act_action_set(&x->a, "A-1",
					&(struct action_args){.due = "soon"},
					&x->f.err),
			 ERR_INVALID);
	assert_string_equal(x->f.err.what, "\"soon\" is no date");
}

static void an_owner_admits_a_device_that_came_later(void **state)
{
	struct casefix *x = *state;
	struct device *late = fixture_device(64);
	struct caseopts opts = {.env = &x->f.env, .device = late};
	struct casefile *c;
	struct act a;

	ok(x, casefile_open(&c, x->path, &opts, &x->f.err));
	a = (struct act){.c = c};
	assert_int_equal(act_note(&a, NULL, "let me in", &x->f.err),
			 ERR_REFUSED);
	ok(x, act_member_add(&x->a, device_key(late), "mei", ROLE_RESPONDER,
			     &x->f.err));
	ok(x, casefile_refresh(c, NULL, &x->f.err));
	ok(x, act_note(&a, NULL, "thank you", &x->f.err));
	assert_string_equal(casefile_now(c)->me->name, "mei");
	assert_int_equal(act_member_remove(&a, device_key(x->lin), "no",
					   &x->f.err),
			 ERR_REFUSED);
	casefile_close(c);
	device_free(late);
}

static void the_timeline_tells_each_record_in_words(void **state)
{
	struct casefix *x = *state;
	const struct situation *s;
	struct str out = {0};

	x->a.by = "wu";
	done(x, "1.02", &(struct step_args){.why = "no network"});
	s = casefile_now(x->c);
	timeline_text(&out, s, s->event[s->event_count - 1], "en");
	assert_string_equal(str_text(&out),
			    "wu (written by lin) finished 1.02 Laptop, "
			    "overriding what was missing (why: no network)");
	str_release(&out);
}

static void replaying_twice_gives_the_same(void **state)
{
	struct casefix *x = *state;
	struct casefile *again;
	const struct situation *a, *b;

	decide(x, "yes");
	ok(x, act_step_block(&x->a, "1.02", "waiting", &x->f.err));
	again = casefix_wu(x);
	a = casefile_now(x->c);
	b = casefile_now(again);
	assert_int_equal(a->event_count, b->event_count);
	for (size_t i = 0; i < a->step_count; i++) {
		assert_int_equal(a->step[i].state, b->step[i].state);
		assert_int_equal(a->step[i].missing, b->step[i].missing);
	}
	assert_string_equal(a->next->key, b->next->key);
	casefile_close(again);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_case_is_on_its_first_step),
		TEST(closing_names_everything_that_is_missing),
		TEST(a_second_reader_closes_what_the_first_asked_for),
		TEST(a_decision_opens_one_branch_and_rules_out_the_other),
		TEST(a_skipped_decision_leaves_its_branches_open),
		TEST(skipping_asks_for_a_reason),
		TEST(a_reason_overrides_what_is_missing_by_name),
		TEST(undo_brings_back_what_stood_before),
		TEST(undo_takes_an_action_back_to_what_it_was),
		TEST(somebody_else_can_take_a_step_over),
		TEST(two_at_once_stand_side_by_side_until_one_settles_it),
		TEST(a_command_writes_nothing_if_the_step_moved),
		TEST(a_tick_belongs_to_the_text_of_its_item),
		TEST(an_unknown_step_gets_the_nearest),
		TEST(evidence_comes_out_as_it_went_in),
		TEST(a_large_file_stays_outside_by_hash_and_place),
		TEST(closing_lists_the_steps_left_open),
		TEST(a_second_playbook_follows_the_first),
		TEST(findings_and_actions_have_labels_and_states),
		TEST(an_owner_admits_a_device_that_came_later),
		TEST(the_timeline_tells_each_record_in_words),
		TEST(replaying_twice_gives_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
