/* What a drill showed: by rule, by the record, without a total. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/case/clocks.h"
#include "core/drill/metrics.h"
#include "core/drill/words.h"
#include "tests/support/drillfix.h"

static void expects(struct drillfix *x, const char *key, const char *want)
{
	assert_string_equal(
		expect_state_name(drillfix_expect(x, key)->state), want);
}

static void proposes(struct drillfix *x, const char *id, const char *rating,
		     const char *because)
{
	const struct score_objective *o = drillfix_objective(x, id);

	assert_string_equal(rating_name(o->proposed), rating);
	assert_string_equal(proposal_name(o->because), because);
}

static void decide(struct drillfix *x, const char *members)
{
	drillfix_write(x, "decision.set", "D-01", "lead", members);
}

/* --- expectations -------------------------------------------------------------------- */

static void a_step_is_met_late_missed_or_untested_by_its_time(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	expects(x, "I-01:awareness-time", "open");
	expects(x, "I-02:lock-laptop", "untested");
	drillfix_at(x, 5);
	drillfix_done(x, "lead", "awareness-time");
	expects(x, "I-01:awareness-time", "met");
	assert_int_equal(drillfix_expect(x, "I-01:awareness-time")->took,
			 5 * MINUTE);
	drillfix_release(x, "I-02");
	drillfix_at(x, 9);
	expects(x, "I-02:lock-laptop", "open");
	drillfix_at(x, 10);
	expects(x, "I-02:lock-laptop", "missed");
	drillfix_at(x, 11);
	drillfix_done(x, "it", "lock-laptop");
	expects(x, "I-02:lock-laptop", "late");
}

static void a_freeze_is_no_time_for_people(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	drillfix_at(x, 4);
	drillfix_op(x, "freeze");
	drillfix_at(x, 30);
	drillfix_op(x, "resume");
	drillfix_at(x, 30.5);
	drillfix_done(x, "lead", "awareness-time");
	expects(x, "I-01:awareness-time", "met");
	assert_int_equal(drillfix_expect(x, "I-01:awareness-time")->took,
			 MINUTE * 9 / 2);
}

static void done_before_it_was_asked_is_met(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 1);
	drillfix_done(x, "lead", "awareness-time");
	drillfix_at(x, 3);
	drillfix_release(x, "I-01");
	expects(x, "I-01:awareness-time", "met");
	assert_int_equal(drillfix_expect(x, "I-01:awareness-time")->took,
			 -2 * MINUTE);
}

static void the_end_before_its_time_leaves_it_untested(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	drillfix_at(x, 4);
	drillfix_op(x, "end");
	drillfix_at(x, 100);
	expects(x, "I-01:awareness-time", "untested");
}

static void a_step_asked_twice_counts_once_and_late_if_chased(void **state)
{
	struct drillfix *x = *state;
	const struct score_expect *e;

	drillfix_start(x);
	drillfix_release(x, "I-02");
	drillfix_at(x, 3);
	drillfix_release(x, "I-04");
	drillfix_at(x, 4);
	drillfix_done(x, "lead", "awareness-time");
	drillfix_done(x, "it", "lock-laptop");
	e = drillfix_expect(x, "I-02:lock-laptop");
	assert_false(e->again);
	assert_true(e->prompted);
	assert_int_equal(e->state, EXP_LATE);
	assert_true(drillfix_expect(x, "I-04:lock-laptop")->again);
	assert_int_equal(x->s->required, 1);
}

static void what_is_said_needs_somebody_who_heard_it(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-03");
	drillfix_at(x, 5);
	expects(x, "I-03:say-1", "not-observed");
	drillfix_keep(x, "mark", "I-03:say-1", EVALUATOR, "late");
	drillfix_keep(x, "mark", "I-03:say-1", EVALUATOR, "met");
	expects(x, "I-03:say-1", "met");
}

static void a_person_overrules_the_rule(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	drillfix_at(x, 2);
	drillfix_done(x, "lead", "awareness-time");
	drillfix_keep(x, "mark", "I-01:awareness-time", EVALUATOR, "missed");
	expects(x, "I-01:awareness-time", "missed");
	assert_int_equal(x->s->critical_missed, 1);
}

/* --- objectives ------------------------------------------------------------------------ */

static void the_rules_propose_and_two_persons_are_both_shown(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	proposes(x, "O1", "NR", "untested");
	drillfix_release(x, "I-01");
	drillfix_at(x, 2);
	drillfix_done(x, "lead", "awareness-time");
	proposes(x, "O1", "P", "clean");
	drillfix_release(x, "I-02");
	drillfix_at(x, 9);
	proposes(x, "O2", "U", "critical-missed");
	drillfix_done(x, "it", "lock-laptop");
	proposes(x, "O2", "S", "late");
	drillfix_keep(x, "rating", "O2", EVALUATOR, "U");
	drillfix_keep(x, "rating", "O2", FACILITATOR, "M");
	drillfix_keep(x, "rating", "O2", EVALUATOR, "S");
	assert_int_equal(drillfix_objective(x, "O2")->rated_count, 2);
	assert_string_equal(drillfix_objective(x, "O2")->rated[0]->op, "S");
	assert_string_equal(drillfix_objective(x, "O2")->rated[1]->op, "M");
	proposes(x, "O2", "S", "late");
}

static void a_hint_makes_it_an_s(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	drillfix_at(x, 1);
	drillfix_write(x, "inject.release", "H-1", FACILITATOR,
		       "{\"of\":\"I-01\",\"hint\":true,\"words\":"
		       "[{\"text\":\"who?\"}]}");
	drillfix_at(x, 2);
	drillfix_done(x, "lead", "awareness-time");
	proposes(x, "O1", "S", "prompted");
	assert_int_equal(x->s->unprompted, 0);
	assert_int_equal(x->s->met, 1);
}

static void an_order_broken_is_proposed_as_m(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-02");
	drillfix_at(x, 1);
	drillfix_done(x, "it", "lock-laptop"); /* after awareness-time */
	proposes(x, "O2", "M", "out-of-order");
	assert_int_equal(x->s->broken, 1);
	assert_int_equal(x->s->edges, 1);
}

static void a_clock_missed_is_proposed_as_m(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	drillfix_done(x, "lead", "awareness-time");
	drillfix_release(x, "I-02");
	drillfix_at(x, 1);
	drillfix_done(x, "it", "lock-laptop");
	proposes(x, "O2", "P", "clean");
	drillfix_at(x, 14); /* story 9 h 12 m: past our own target of 6 h */
	proposes(x, "O2", "M", "clock-missed");
	assert_int_equal(x->s->clocks[CLOCK_MISSED], 1);
	assert_int_equal(x->s->clocks[CLOCK_STILL_OPEN], 1);
}

/* --- clocks ------------------------------------------------------------------------------ */

static void a_deadline_that_a_jump_passed_is_cut(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	drillfix_at(x, 1);
	drillfix_write(x, "drill.control", NULL, FACILITATOR,
		       "{\"op\":\"jump\",\"ms\":900000}");
	drillfix_score(x);
	assert_int_equal(x->s->clocks[CLOCK_CUT], 1);
	assert_int_equal(x->s->clocks[CLOCK_MISSED], 0);
}

static void the_teams_own_start_is_counted_apart(void **state)
{
	struct drillfix *x = *state;
	int64_t nine = 1773651600000; /* 2026-03-16 09:00 UTC */
	struct set_clock own = {.clock = "eu-gdpr-33-authority",
				.at = nine + 60 * MINUTE, .basis = "the call",
				.end = END_INSTANT,
				.deadline = nine + 61 * 60 * MINUTE};
	struct act a = {.c = x->x.c, .by = "lead"};
	const struct score_clock *k;

	drillfix_start(x);
	drillfix_release(x, "I-01");
	assert_int_equal(act_clock_start(&a, own.clock, &own, NULL, 0,
					 &x->x.f.err), 0);
	drillfix_at(x, 2);
	assert_int_equal(act_clock_stop(&a, own.clock,
					&(struct set_met){
						.at = nine + 24 * MINUTE,
						.receipt = "R-1"},
					&x->x.f.err), 0);
	drillfix_score(x);
	assert_int_equal(x->s->clock_count, 3);
	k = &x->s->clock[2];
	assert_true(k->team);
	assert_int_equal(k->start, own.at);
	assert_int_equal(k->deadline, own.deadline);
	assert_int_equal(k->done, nine + 24 * MINUTE);
	assert_int_equal(k->result, CLOCK_MET);
	assert_string_equal(score_clock_words(k),
			    "from the team's own start");
	assert_int_equal(x->s->clocks[CLOCK_MET], 2);
}

static void awareness_is_measured_against_the_truth(void **state)
{
	struct drillfix *x = *state;
	struct act a = {.c = x->x.c, .by = "lead"};

	drillfix_start(x);
	drillfix_at(x, 5); /* story 10:00 */
	drillfix_release(x, "I-01");
	drillfix_score(x);
	assert_false(x->s->aware_known);
	assert_int_equal(act_case_aware(&a, 1773651600000 + 50 * MINUTE,
					"the guard", &x->x.f.err), 0);
	drillfix_score(x);
	assert_true(x->s->aware_known);
	assert_int_equal(x->s->aware, -10 * MINUTE);
}

/* --- decisions, figures ------------------------------------------------------------------ */

static void without_owner_or_reason_nothing_was_decided(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-03");
	drillfix_at(x, 2);
	decide(x, "{\"answer\":\"wait\",\"owner\":\"lead\"}");
	drillfix_score(x);
	assert_false(x->s->decision[0].decided);
	assert_true(x->s->undecided);
	drillfix_at(x, 4);
	decide(x, "{\"answer\":\"wait\",\"owner\":\"lead\","
		  "\"why\":\"the log\"}");
	drillfix_score(x);
	assert_true(x->s->decision[0].decided);
	assert_true(x->s->decision[0].in_time);
	assert_int_equal(x->s->slowest, 4 * MINUTE);
}

static void votes_show_a_share_only_from_four_voters_on(void **state)
{
	static const char *const voter[] = {"a", "b", "c", "d"};
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_release(x, "I-03");
	for (int i = 0; i < 4; i++) {
		drillfix_score(x);
		assert_null(x->s->alike_on);
		drillfix_write(x, "vote.cast", "D-01", voter[i],
			       i < 3 ? "{\"op\":\"wait\"}"
				     : "{\"op\":\"wipe\"}");
	}
	drillfix_score(x);
	assert_string_equal(x->s->alike_on, "D-01");
	assert_int_equal(x->s->alike, 75);
}

static void containment_is_counted_from_the_first_that_asked(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_at(x, 1);
	drillfix_release(x, "I-02");
	drillfix_score(x);
	assert_false(x->s->contained_known);
	drillfix_at(x, 4);
	drillfix_done(x, "it", "lock-laptop");
	drillfix_score(x);
	assert_true(x->s->contained_known);
	assert_int_equal(x->s->contained, 3 * MINUTE);
}

static void contained_before_it_was_asked_is_less_than_nothing(void **state)
{
	struct drillfix *x = *state;
	struct str text = {0};

	drillfix_start(x);
	drillfix_at(x, 1);
	drillfix_done(x, "it", "lock-laptop");
	drillfix_at(x, 3);
	drillfix_release(x, "I-02");
	drillfix_score(x);
	drill_metrics[0].tell(&text, x->s);
	assert_string_equal(str_text(&text), "-2:00");
	str_release(&text);
}

static void each_figure_says_what_it_means_and_none_is_a_total(void **state)
{
	struct drillfix *x = *state;

	drillfix_start(x);
	drillfix_op(x, "end");
	drillfix_score(x);
	assert_true(drill_metric_count > METRICS_HEAD);
	for (size_t i = 0; i < drill_metric_count; i++) {
		struct str text = {0};

		drill_metrics[i].tell(&text, x->s);
		assert_true(text.len > 0);
		assert_true(strlen(drill_metrics[i].means) > 20);
		assert_null(strstr(drill_metrics[i].name, "otal"));
		assert_null(strstr(drill_metrics[i].name, "core"));
		str_release(&text);
	}
}

/* --- two runs ------------------------------------------------------------------------------ */

static void two_runs_show_what_was_fixed_and_what_got_worse(void **state)
{
	struct drillfix *x = *state, *y = calloc(1, sizeof(*y));
	struct drill_pair *pair;
	struct arena a = {0};
	size_t count;

	assert_non_null(y);
	drillfix_up(y);
	drillfix_start(x);
	drillfix_start(y);
	drillfix_release(x, "I-01");
	drillfix_release(y, "I-01");
	drillfix_release(x, "I-02");
	drillfix_release(y, "I-02");
	drillfix_at(x, 1);
	drillfix_at(y, 1);
	drillfix_done(x, "lead", "awareness-time");
	drillfix_done(y, "it", "lock-laptop");
	drillfix_at(x, 20);
	drillfix_at(y, 20);
	drillfix_score(x);
	drillfix_score(y);
	assert_int_equal(drill_pairs(&pair, &count, &a, x->s, y->s), 0);
	assert_string_equal(outcome_name(pair[0].outcome), "fixed");
	assert_string_equal(pair[0].is->def->key, "I-02:lock-laptop");
	assert_string_equal(outcome_name(pair[1].outcome), "regressed");
	assert_string_equal(pair[1].is->def->key, "I-01:awareness-time");
	assert_string_equal(outcome_name(pair[count - 1].outcome),
			    "untested");
	assert_int_equal(score_outcome(NULL, pair[0].is), OUTCOME_NEW);
	assert_int_equal(score_outcome(pair[0].was, NULL), OUTCOME_GONE);
	assert_int_equal(score_outcome(pair[1].is, pair[1].is),
			 OUTCOME_STILL);
	assert_false(drill_history(x->d, y->d)); /* neither has ended */
	drillfix_op(x, "end");
	drillfix_op(y, "end");
	assert_true(drill_history(drillfix_look(x), drillfix_look(y)));
	arena_release(&a);
	drillfix_down(y);
	free(y);
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, drillfix_begin, drillfix_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_step_is_met_late_missed_or_untested_by_its_time),
		TEST(a_freeze_is_no_time_for_people),
		TEST(done_before_it_was_asked_is_met),
		TEST(the_end_before_its_time_leaves_it_untested),
		TEST(a_step_asked_twice_counts_once_and_late_if_chased),
		TEST(what_is_said_needs_somebody_who_heard_it),
		TEST(a_person_overrules_the_rule),
		TEST(the_rules_propose_and_two_persons_are_both_shown),
		TEST(a_hint_makes_it_an_s),
		TEST(an_order_broken_is_proposed_as_m),
		TEST(a_clock_missed_is_proposed_as_m),
		TEST(a_deadline_that_a_jump_passed_is_cut),
		TEST(the_teams_own_start_is_counted_apart),
		TEST(awareness_is_measured_against_the_truth),
		TEST(without_owner_or_reason_nothing_was_decided),
		TEST(votes_show_a_share_only_from_four_voters_on),
		TEST(containment_is_counted_from_the_first_that_asked),
		TEST(contained_before_it_was_asked_is_less_than_nothing),
		TEST(each_figure_says_what_it_means_and_none_is_a_total),
		TEST(two_runs_show_what_was_fixed_and_what_got_worse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
