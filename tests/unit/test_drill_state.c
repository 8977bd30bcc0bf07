/* A drill as it stands: its clock in trouble, its injects, who may steer. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/drillfix.h"

static int64_t real_now(struct drillfix *x)
{
	const struct drill_state *d = drillfix_look(x);

	return times_real(&d->times, d->now);
}

static int64_t play_now(struct drillfix *x)
{
	const struct drill_state *d = drillfix_look(x);

	return times_play(&d->times, d->now);
}

static void is_state(struct drillfix *x, const char *id, const char *want)
{
	assert_string_equal(
		inject_state_name(drillfix_inject(x, id)->state), want);
}

/* --- the clock in trouble -------------------------------------------------------- */

static void a_freeze_across_a_due_inject_puts_it_off(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 4);
	drillfix_op(x, "freeze");
	drillfix_at(x, 9);
	is_state(x, "I-02", "planned");
	assert_int_equal(drillfix_look(x)->run, RUN_FROZEN);
	drillfix_at(x, 14);
	drillfix_op(x, "resume");
	drillfix_at(x, 14.9);
	is_state(x, "I-02", "planned");
	drillfix_at(x, 15);
	is_state(x, "I-02", "due");
	assert_int_equal(drillfix_inject(x, "I-02")->due,
			 x->start + 15 * MINUTE);
	assert_int_equal(real_now(x), 5 * MINUTE);
	assert_int_equal(drillfix_look(x)->freezes, 1);
}

static void a_jump_over_three_injects_fires_none_of_them(void **state)
{
	static const char *const passed[] = {"I-02", "I-03", "I-04"};
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 2);
	drillfix_write(x, "drill.control", NULL, FACILITATOR,
		       "{\"op\":\"jump\",\"ms\":780000}");
	for (size_t i = 0; i < 3; i++) {
		is_state(x, passed[i], "due");
		assert_int_equal(drillfix_inject(x, passed[i])->due,
				 x->start + 2 * MINUTE);
		assert_null(drillfix_inject(x, passed[i])->event);
	}
	is_state(x, "I-05", "planned");
	assert_int_equal(play_now(x), 13 * MINUTE);
	assert_int_equal(real_now(x), 2 * MINUTE);
}

static void a_jump_back_is_kept_and_changes_nothing(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 6);
	drillfix_write(x, "drill.control", NULL, FACILITATOR,
		       "{\"op\":\"jump\",\"ms\":60000}");
	assert_int_equal(play_now(x), 6 * MINUTE);
	assert_int_equal(drillfix_look(x)->odd, 1);
	assert_int_equal(drillfix_look(x)->jumps, 0);
}

static void a_clock_set_back_adds_and_takes_nothing(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 6);
	drillfix_release(x, "I-02");
	x->x.f.now -= 60 * MINUTE; /* somebody sets the machine's clock */
	assert_int_equal(real_now(x), 6 * MINUTE);
	x->x.f.now += MINUTE;
	x->x.f.mono += MINUTE;
	drillfix_write(x, "inject.ack", "I-02", "it", "{}");
	assert_int_equal(drillfix_inject(x, "I-02")->ack, 7 * MINUTE);
	drillfix_op(x, "freeze");
	x->x.f.now += 90 * MINUTE;
	x->x.f.mono += MINUTE;
	drillfix_op(x, "resume");
	assert_int_equal(real_now(x), 7 * MINUTE);
	x->x.f.now += MINUTE;
	x->x.f.mono += MINUTE;
	is_state(x, "I-03", "due");
}

static void a_crash_costs_only_the_silence(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 10); /* the console died at minute 4 */
	drillfix_write(x, "drill.control", NULL, FACILITATOR,
		       "{\"op\":\"freeze\",\"why\":\"lost\",\"gone\":360000}");
	assert_int_equal(drillfix_look(x)->run, RUN_FROZEN);
	assert_int_equal(real_now(x), 4 * MINUTE);
	drillfix_at(x, 12);
	drillfix_op(x, "resume");
	drillfix_at(x, 13);
	assert_int_equal(real_now(x), 5 * MINUTE);
	assert_int_equal(play_now(x), 5 * MINUTE);
	is_state(x, "I-02", "due");
}

/* Whatever happened meanwhile: no release is ever written by the state. */
static void nothing_fires_late_in_a_burst(void **state)
{
	struct drillfix *x = *state;
	const struct drill_state *d;

	drillfix_start(x);
	drillfix_at(x, 1);
	drillfix_op(x, "freeze");
	drillfix_at(x, 500);
	drillfix_op(x, "resume");
	drillfix_at(x, 502);
	d = drillfix_look(x);
	for (size_t i = 0; i < d->inject_count; i++)
		assert_null(d->inject[i].event);
	is_state(x, "I-01", "due");
	is_state(x, "I-02", "planned");
	assert_int_equal(play_now(x), 3 * MINUTE);
}

/* --- ends ---------------------------------------------------------------------------- */

static void what_is_due_at_the_end_was_not_reached(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	drillfix_at(x, 9);
	is_state(x, "I-02", "due");
	drillfix_op(x, "end");
	drillfix_at(x, 60);
	is_state(x, "I-01", "released");
	is_state(x, "I-02", "not-reached");
	is_state(x, "I-05", "not-reached");
	assert_int_equal(real_now(x), 9 * MINUTE);
	assert_int_equal(drillfix_look(x)->run, RUN_ENDED);
}

static void what_is_written_behind_the_end_changes_no_inject(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 6);
	drillfix_op(x, "end");
	drillfix_release(x, "I-02");
	drillfix_op(x, "resume");
	is_state(x, "I-02", "not-reached");
	assert_int_equal(drillfix_look(x)->run, RUN_ENDED);
	assert_int_equal(drillfix_look(x)->odd, 1);
}

static void a_halt_is_left_only_with_a_second_role(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 1);
	drillfix_write_wu(x, "drill.control", NULL, "it",
			  "{\"op\":\"halt\",\"role\":\"it\"}");
	assert_int_equal(drillfix_look(x)->run, RUN_HALTED);
	drillfix_op(x, "resume");
	assert_int_equal(drillfix_look(x)->run, RUN_HALTED);
	drillfix_write(x, "drill.control", NULL, FACILITATOR,
		       "{\"op\":\"resume\",\"with\":\"it\"}");
	assert_int_equal(drillfix_look(x)->run, RUN_RUNNING);
	assert_int_equal(drillfix_look(x)->halts, 1);
}

/* --- who may ------------------------------------------------------------------------- */

static void a_player_may_halt_but_not_steer(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 1);
	drillfix_write_wu(x, "drill.control", NULL, "it",
			  "{\"op\":\"freeze\"}");
	assert_int_equal(drillfix_look(x)->run, RUN_RUNNING);
	assert_int_equal(drillfix_look(x)->odd, 1);
}

static void a_players_mark_counts_for_nothing(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_write_wu(x, "mark", "I-03:say-1", "it", "{\"op\":\"met\"}");
	drillfix_write(x, "rating", "O1", FACILITATOR, "{\"op\":\"U\"}");
	assert_int_equal(drillfix_look(x)->mark_count, 0);
	drillfix_op(x, "end");
	assert_int_equal(drillfix_look(x)->mark_count, 1);
	assert_string_equal(x->d->mark[0].type, "rating");
}

/* --- injects -------------------------------------------------------------------------- */

static void a_contingency_is_not_needed_once_its_step_is_done(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 6);
	assert_true(drillfix_inject(x, "I-04")->cond_now);
	drillfix_done(x, "lead", "awareness-time");
	drillfix_done(x, "it", "lock-laptop");
	drillfix_at(x, 12);
	is_state(x, "I-04", "moot");
	assert_false(drillfix_inject(x, "I-04")->cond_now);
}

/* Its condition is that of the instant it was due at. */
static void a_contingency_stays_due_when_its_step_is_done_later(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 13);
	is_state(x, "I-04", "due");
	drillfix_done(x, "lead", "awareness-time");
	drillfix_done(x, "it", "lock-laptop");
	is_state(x, "I-04", "due");
	assert_true(x->d->inject[3].cond_due);
	assert_false(x->d->inject[3].cond_now);
	drillfix_op(x, "end");
	is_state(x, "I-04", "moot");
}

static void held_and_skipped_stay_what_they_are(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_keep(x, "inject.set", "I-02", FACILITATOR, "hold");
	drillfix_keep(x, "inject.set", "I-05", FACILITATOR, "skip");
	drillfix_at(x, 20);
	is_state(x, "I-02", "held");
	is_state(x, "I-05", "skipped");
	assert_int_equal(drillfix_look(x)->skips, 1);
	drillfix_release(x, "I-02");
	is_state(x, "I-02", "released");
}

static void an_answer_acknowledges_and_a_decision_answers(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	drillfix_release(x, "I-03");
	drillfix_at(x, 1);
	drillfix_write(x, "inject.ack", "I-01", "lead", "{}");
	is_state(x, "I-01", "acked");
	drillfix_at(x, 2);
	drillfix_write(x, "inject.answer", "I-01", "lead",
		       "{\"text\":\"we call back\"}");
	is_state(x, "I-01", "answered");
	assert_int_equal(drillfix_inject(x, "I-01")->ack, MINUTE);
	drillfix_at(x, 3);
	drillfix_write(x, "decision.set", "D-01", "lead",
		       "{\"answer\":\"wait\",\"owner\":\"lead\","
		       "\"why\":\"evidence\"}");
	is_state(x, "I-03", "answered");
	assert_int_equal(drillfix_inject(x, "I-03")->answer, 3 * MINUTE);
}

static void hints_and_ad_libs_are_counted_apart(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	drillfix_write(x, "inject.release", "H-1", FACILITATOR,
		       "{\"of\":\"I-01\",\"hint\":true,\"words\":"
		       "[{\"text\":\"who?\"}]}");
	drillfix_write(x, "inject.release", "X-1", FACILITATOR,
		       "{\"adlib\":true,\"words\":[{\"text\":\"dog\"}]}");
	assert_int_equal(drillfix_look(x)->hints, 1);
	assert_int_equal(x->d->adlibs, 1);
	assert_int_equal(x->d->inject_count, 7);
}

static void the_last_vote_of_each_voter_counts(void **state)
{
	struct drillfix *x = *state;
	const struct drill_decision *v;

	drillfix_start(x);
	drillfix_release(x, "I-03");
	drillfix_write(x, "vote.cast", "D-01", "lead", "{\"op\":\"wipe\"}");
	drillfix_write_wu(x, "vote.cast", "D-01", "it", "{\"op\":\"wait\"}");
	drillfix_write(x, "vote.cast", "D-01", "lead", "{\"op\":\"wait\"}");
	v = drill_decision(drillfix_look(x), "D-01");
	assert_int_equal(v->vote_count, 2);
	assert_string_equal(v->vote[0].option, "wait");
}

static void the_facilitator_closes_the_vote_and_casts_none(void **state)
{
	struct drillfix *x = *state;
	const struct drill_decision *v;

	drillfix_start(x);
	drillfix_release(x, "I-03");
	assert_false(drill_decision(drillfix_look(x), "D-01")->closed);
	drillfix_write(x, "vote.cast", "D-01", FACILITATOR,
		       "{\"op\":\"close\"}");
	v = drill_decision(drillfix_look(x), "D-01");
	assert_true(v->closed);
	assert_int_equal(v->vote_count, 0);
	drillfix_write(x, "vote.cast", "D-01", FACILITATOR,
		       "{\"op\":\"open\"}");
	assert_false(drill_decision(drillfix_look(x), "D-01")->closed);
}

/* --- drill and real ------------------------------------------------------------------- */

static void a_drills_own_events_are_refused_in_a_case(void **state)
{
	struct drill_entry e = {.type = "inject.release", .on = "I-01"};
	struct casefix c;

	(void)state;
	casefix_up(&c);
	assert_int_equal(act_drill(&c.a, &e, 1, ROLE_OBSERVER, &c.f.err),
			 ERR_REFUSED);
	assert_string_equal(c.f.err.what, "INC-2026-014 is no drill");
	casefix_down(&c);
}

static void a_drill_stays_one_when_it_is_opened_twice(void **state)
{
	struct drillfix *x = *state;

	assert_true(casefile_now(x->x.c)->drill);
	assert_true(casefile_now(x->wu)->drill);
	assert_string_equal(casefile_now(x->wu)->label, "DRILL-2026-014");
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, drillfix_begin, drillfix_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_freeze_across_a_due_inject_puts_it_off),
		TEST(a_jump_over_three_injects_fires_none_of_them),
		TEST(a_jump_back_is_kept_and_changes_nothing),
		TEST(a_clock_set_back_adds_and_takes_nothing),
		TEST(a_crash_costs_only_the_silence),
		TEST(nothing_fires_late_in_a_burst),
		TEST(what_is_due_at_the_end_was_not_reached),
		TEST(what_is_written_behind_the_end_changes_no_inject),
		TEST(a_halt_is_left_only_with_a_second_role),
		TEST(a_player_may_halt_but_not_steer),
		TEST(a_players_mark_counts_for_nothing),
		TEST(a_contingency_is_not_needed_once_its_step_is_done),
		TEST(a_contingency_stays_due_when_its_step_is_done_later),
		TEST(held_and_skipped_stay_what_they_are),
		TEST(an_answer_acknowledges_and_a_decision_answers),
		TEST(hints_and_ad_libs_are_counted_apart),
		TEST(the_last_vote_of_each_voter_counts),
		TEST(the_facilitator_closes_the_vote_and_casts_none),
		TEST(a_drills_own_events_are_refused_in_a_case),
		TEST(a_drill_stays_one_when_it_is_opened_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
