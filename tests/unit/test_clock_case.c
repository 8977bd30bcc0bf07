/* Clocks in a case: started, corrected, met, waived, undone, kept. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "core/case/timeline.h"
#include "core/clock/running.h"
#include "tests/support/casefix.h"
#include "tests/support/clocks.h"

#define HOUR ((int64_t)3600000)
#define GDPR "eu-gdpr-33-authority"

struct world {
	struct casefix x;
	struct clock_rules *rules;
	struct clock_limits *limits;
	struct zones *zones;
	int64_t now;
};

static const struct clock_rules *rules_of(void *ctx)
{
	return ((struct world *)ctx)->rules;
}

/* The case anew, with what counts for it. */
static void open_with_limits(struct world *w)
{
	struct caseopts opts = {.env = &w->x.f.env, .device = w->x.lin,
				.limits = clock_limits_ops(w->limits)};

	casefile_close(w->x.c);
	if (casefile_open(&w->x.c, w->x.path, &opts, &w->x.f.err))
		fail_msg("%s", w->x.f.err.what);
	w->x.a.c = w->x.c;
}

static int up(void **state)
{
	struct world *w = mem_zalloc(sizeof(*w));

	casefix_up(&w->x);
	w->rules = clocks_shipped();
	w->zones = zones_new(ZONE_DIR);
	w->limits = clock_limits_new(ZONE_DIR, rules_of, w);
	w->now = w->x.f.env.now(w->x.f.env.ctx);
	open_with_limits(w);
	*state = w;
	return 0;
}

static int down(void **state)
{
	struct world *w = *state;

	casefix_down(&w->x);
	clock_limits_free(w->limits);
	zones_free(w->zones);
	clock_rules_free(w->rules);
	mem_free(w);
	return 0;
}

static void ok(struct world *w, int rc)
{
	if (rc)
		fail_msg("%s", w->x.f.err.what);
}

static struct clock_begin begin(struct world *w, const char *id, int64_t at)
{
	struct clock_begin b = {.rule = clock_rule(w->rules, id),
				.t = {.known = at, .at = at},
				.basis = "the list is for sale",
				.zone = "Europe/Berlin", .typed = "typed"};

	ok(w, zones_get(&b.t.zone, w->zones, b.zone, &w->x.f.err));
	ok(w, zones_get(&b.t.new_york, w->zones, "America/New_York",
			&w->x.f.err));
	return b;
}

static int start(struct world *w, const char *id, int64_t at)
{
	struct clock_begin b = begin(w, id, at);

	return clock_start(NULL, &w->x.a, &b, w->rules, w->now,
			   &w->x.f.err);
}

static const struct case_clock *clock_of(struct world *w, const char *key)
{
	const struct case_clock *c =
		situation_clock(casefile_now(w->x.c), key);

	if (!c)
		fail_msg("no clock %s", key);
	return c;
}

static void said(struct world *w, const char *want)
{
	const struct situation *s = casefile_now(w->x.c);
	struct str text = {0};

	timeline_text(&text, s, s->event[s->event_count - 1], "en");
	if (!strstr(str_text(&text), want))
		fail_msg("%s", str_text(&text));
	str_release(&text);
}

static void a_clock_starts_from_a_determination(void **state)
{
	struct world *w = *state;
	const struct case_clock *c;

	ok(w, start(w, GDPR, w->now - 2 * HOUR));
	c = clock_of(w, GDPR);
	assert_int_equal(c->state, CC_RUNNING);
	assert_int_equal(c->deadline, w->now + 70 * HOUR);
	assert_int_equal(c->end, END_INSTANT);
	assert_false(c->overdue);
	assert_string_equal(c->set->basis, "the list is for sale");
	assert_string_equal(c->set->zone, "Europe/Berlin");
	assert_string_equal(c->set->method, "elapsed");
	assert_string_equal(c->set->text, "typed");
	assert_int_equal(c->set->value, 72);
	assert_int_equal(c->set->pins, 1);
	assert_string_equal(c->set->pin[0].name, "clocks/eu.yaml");
	assert_ptr_equal(casefile_now(w->x.c)->next_clock, c);
	said(w, "started the clock GDPR 33 authority from ");
}

static void a_correction_keeps_the_old_value_in_the_record(void **state)
{
	struct world *w = *state;
	size_t before;

	ok(w, start(w, GDPR, w->now - 2 * HOUR));
	before = casefile_now(w->x.c)->event_count;
	ok(w, start(w, GDPR, w->now - 20 * HOUR));
	assert_int_equal(clock_of(w, GDPR)->deadline, w->now + 52 * HOUR);
	assert_int_equal(casefile_now(w->x.c)->event_count, before + 1);
	assert_int_equal(casefile_now(w->x.c)->clock_count, 1);
	ok(w, act_undo(&w->x.a, w->x.a.id, &w->x.f.err));
	assert_int_equal(clock_of(w, GDPR)->deadline, w->now + 70 * HOUR);
	assert_string_equal(clock_of(w, GDPR)->set->basis,
			    "the list is for sale");
}

static void correcting_the_awareness_counts_anew(void **state)
{
	struct world *w = *state;
	struct clock_begin b;

	ok(w, act_case_aware(&w->x.a, w->now - HOUR, "a call", &w->x.f.err));
	b = begin(w, GDPR, w->now - HOUR);
	b.aware = true;
	ok(w, clock_start(NULL, &w->x.a, &b, w->rules, w->now, &w->x.f.err));
	ok(w, start(w, "eu-nis2-early-warning", w->now - HOUR));
	ok(w, act_case_aware(&w->x.a, w->now - 10 * HOUR, "an earlier mail",
			     &w->x.f.err));
	assert_int_equal(clock_of(w, GDPR)->deadline, w->now + 62 * HOUR);
	assert_int_equal(clock_of(w, GDPR)->set->deadline, w->now + 71 * HOUR);
	assert_true(clock_of(w, GDPR)->recounted);
	assert_int_equal(clock_of(w, "eu-nis2-early-warning")->deadline,
			 w->now + 23 * HOUR);
}

static void a_clock_is_met_with_its_proof_and_its_margin(void **state)
{
	struct world *w = *state;
	struct set_met m = {.at = w->now};

	ok(w, start(w, GDPR, w->now - 2 * HOUR));
	assert_int_equal(act_clock_stop(&w->x.a, GDPR, &m, &w->x.f.err),
			 ERR_REFUSED);
	assert_string_equal(w->x.f.err.what,
			    "that " GDPR " was met needs its proof");
	m.receipt = "2026-0311";
	ok(w, act_clock_stop(&w->x.a, GDPR, &m, &w->x.f.err));
	assert_int_equal(clock_of(w, GDPR)->state, CC_MET);
	assert_int_equal(clock_of(w, GDPR)->margin, 70 * HOUR);
	assert_false(clock_of(w, GDPR)->overdue);
	assert_null(casefile_now(w->x.c)->next_clock);
	said(w, "(receipt: 2026-0311)");
	/* A trigger corrected afterwards moves the margin. */
	ok(w, start(w, GDPR, w->now - 80 * HOUR));
	assert_int_equal(clock_of(w, GDPR)->state, CC_MET);
	assert_int_equal(clock_of(w, GDPR)->margin, -8 * HOUR);
	assert_true(clock_of(w, GDPR)->overdue);
}

static void undoing_a_stop_lets_it_run_again(void **state)
{
	struct world *w = *state;
	struct set_met m = {.at = w->now, .receipt = "R"};

	ok(w, start(w, GDPR, w->now - 2 * HOUR));
	ok(w, act_clock_stop(&w->x.a, GDPR, &m, &w->x.f.err));
	ok(w, act_undo(&w->x.a, w->x.a.id, &w->x.f.err));
	assert_int_equal(clock_of(w, GDPR)->state, CC_RUNNING);
	said(w, "took back that GDPR 33 authority was met");
}

static void undoing_a_start_leaves_no_clock(void **state)
{
	struct world *w = *state;

	ok(w, start(w, GDPR, w->now - 2 * HOUR));
	ok(w, act_undo(&w->x.a, w->x.a.id, &w->x.f.err));
	assert_int_equal(clock_of(w, GDPR)->state, CC_WITHDRAWN);
	assert_null(casefile_now(w->x.c)->next_clock);
	assert_int_equal(act_clock_stop(&w->x.a, GDPR,
					&(struct set_met){.at = w->now,
							  .receipt = "R"},
					&w->x.f.err), ERR_REFUSED);
	assert_string_equal(w->x.f.err.what, "nobody has started " GDPR);
}

static void a_waiver_needs_a_reason_and_ends_with_a_start(void **state)
{
	struct world *w = *state;

	assert_int_equal(act_clock_waive(&w->x.a, GDPR, " ", &w->x.f.err),
			 ERR_REFUSED);
	assert_string_equal(w->x.f.err.what,
			    "waiving a clock needs a reason");
	ok(w, act_clock_waive(&w->x.a, GDPR, "nobody in the EU",
			      &w->x.f.err));
	assert_int_equal(clock_of(w, GDPR)->state, CC_WAIVED);
	assert_string_equal(clock_of(w, GDPR)->waived->why,
			    "nobody in the EU");
	ok(w, start(w, GDPR, w->now));
	assert_int_equal(clock_of(w, GDPR)->state, CC_RUNNING);
}

static void of_two_starts_at_once_the_one_due_first_counts(void **state)
{
	struct world *w = *state;
	struct casefile *wu = casefix_wu(&w->x);
	struct act lin = w->x.a;

	w->x.a = (struct act){.c = wu};
	ok(w, start(w, GDPR, w->now - 30 * HOUR));
	w->x.a = lin;
	ok(w, start(w, GDPR, w->now - 2 * HOUR));
	ok(w, casefile_refresh(w->x.c, NULL, &w->x.f.err));
	if (clock_of(w, GDPR)->conflict)
		assert_int_equal(clock_of(w, GDPR)->deadline,
				 w->now + 42 * HOUR);
	casefile_close(wu);
}

static void a_chained_clock_waits_for_the_filing_it_follows(void **state)
{
	struct world *w = *state;
	struct set_met m = {.at = w->now - HOUR, .receipt = "R"};

	assert_int_equal(start(w, "eu-nis2-final", 0), ERR_REFUSED);
	assert_string_equal(w->x.f.err.what,
			    "eu-nis2-final runs from the filing of "
			    "eu-nis2-notification, which is not recorded");
	ok(w, start(w, "eu-nis2-notification", w->now - 2 * HOUR));
	ok(w, act_clock_stop(&w->x.a, "eu-nis2-notification", &m,
			     &w->x.f.err));
	ok(w, start(w, "eu-nis2-final", 0));
	assert_int_equal(clock_of(w, "eu-nis2-final")->at, w->now - HOUR);
	assert_int_equal(clock_of(w, "eu-nis2-final")->end, END_DAY);
	said(w, "it ends 2026-11-14 24:00 +01");
}

static void what_does_not_run_is_not_started(void **state)
{
	struct world *w = *state;
	struct clock_begin b;

	assert_int_equal(start(w, "eu-gdpr-33-omnibus-96h", w->now),
			 ERR_REFUSED);
	assert_string_equal(w->x.f.err.what, "eu-gdpr-33-omnibus-96h: not in "
					     "force at that time");
	assert_int_equal(start(w, "vn-pdpl-72h", w->now), ERR_REFUSED);
	assert_string_equal(w->x.f.err.what, "vn-pdpl-72h is switched off: "
					     "starting it needs a reason");
	assert_int_equal(start(w, GDPR, 0), ERR_USAGE);
	b = begin(w, GDPR, w->now);
	b.basis = "";
	assert_int_equal(clock_start(NULL, &w->x.a, &b, w->rules, w->now,
				     &w->x.f.err), ERR_REFUSED);
	assert_string_equal(w->x.f.err.what,
			    "starting a clock needs a reason");
	assert_int_equal(casefile_now(w->x.c)->clock_count, 0);
}

static void a_step_counts_back_from_a_running_clock(void **state)
{
	struct world *w = *state;
	const struct situation *s = casefile_now(w->x.c);
	const struct step *st = NULL;
	size_t index;

	for (size_t i = 0; i < s->step_count; i++)
		if (s->step[i].def->due.set && s->step[i].def->due.before)
			st = &s->step[i];
	assert_non_null(st);
	assert_true(st->due_waits);
	index = st->index;
	ok(w, start(w, GDPR, w->now - 2 * HOUR));
	st = &casefile_now(w->x.c)->step[index];
	assert_false(st->due_waits);
	assert_int_equal(st->due, w->now + 64 * HOUR);
}

static void a_past_deadline_is_overdue(void **state)
{
	struct world *w = *state;

	ok(w, start(w, GDPR, w->now - 73 * HOUR));
	assert_true(clock_of(w, GDPR)->overdue);
	assert_int_equal(casefile_now(w->x.c)->clocks_overdue, 1);
	ok(w, act_case_close(&w->x.a, CLOSE_FALSE_ALARM, NULL, "a joke",
			     &w->x.f.err));
	assert_int_equal(casefile_now(w->x.c)->clocks_overdue, 0);
}

static void two_of_one_kind_have_scopes(void **state)
{
	struct world *w = *state;
	struct clock_begin b = begin(w, GDPR, w->now);

	ok(w, start(w, GDPR, w->now));
	b.scope = "CNIL";
	ok(w, clock_start(NULL, &w->x.a, &b, w->rules, w->now, &w->x.f.err));
	assert_int_equal(casefile_now(w->x.c)->clock_count, 2);
	assert_string_equal(clock_of(w, GDPR "@CNIL")->set->scope, "CNIL");
	assert_string_equal(clock_of(w, GDPR "@CNIL")->clock, GDPR);
}

static void a_calendar_file_has_lines_of_at_most_75_bytes(void **state)
{
	struct world *w = *state;
	struct str out = {0};

	ok(w, start(w, GDPR, w->now));
	ics_begin(&out);
	ics_add(&out, "INC-2026-014", "数据泄露，数据泄露，数据泄露，数据泄露，"
				      "数据泄露; a, b\\c\nline",
		clock_of(w, GDPR), "2026-10-10 24:00 +08", "zh_CN", w->now);
	ics_end(&out);
	assert_true(utf8_valid(out.p, out.len));
	for (const char *p = out.p; *p; p += strcspn(p, "\n") + 1)
		assert_true(strcspn(p, "\n") <= 75);
	assert_non_null(strstr(out.p, "UID:INC-2026-014-" GDPR));
	assert_non_null(strstr(out.p, "\\; a\\, b\\\\c"));
	assert_non_null(strstr(out.p, "DTSTART:"));
	assert_non_null(strstr(out.p, "2026-10-10 24:00 +08"));
	assert_null(strstr(out.p, "VTIMEZONE"));
	assert_non_null(strstr(out.p, "通用数据保护条例第33条第1款"));
	str_clear(&out);
	ics_begin(&out); /* one without a component is none (RFC 5545, 3.6) */
	ics_end(&out);
	assert_non_null(strstr(out.p, "\nBEGIN:VTIMEZONE\nTZID:UTC\n"));
	str_release(&out);
}

/* The rules as they ship, but for one number that counsel edited. */
static struct clock_rules *edited(struct world *w)
{
	struct clock_rules *r = clock_rules_new();
	const struct clock_file *f;
	struct error err = {0};

	assert_non_null(r);
	for (size_t i = 0; (f = clock_file_at(w->rules, i)); i++) {
		const char *at = strcmp(f->path, "clocks/eu.yaml")
					 ? NULL
					 : strstr(f->text, "value: 72");
		struct str text = {0};

		str_addn(&text, f->text, f->len);
		if (at)
			memcpy(text.p + (at - f->text), "value: 48", 9);
		assert_int_equal(clock_rules_add(r, f->path, str_text(&text),
						 text.len, &err), 0);
		str_release(&text);
	}
	assert_int_equal(clock_rules_link(r, &err), 0);
	return r;
}

static void an_edited_rule_is_told_and_moves_nothing(void **state)
{
	struct world *w = *state;
	struct clock_rules *rules = edited(w);
	const struct case_clock *c;
	struct clock_change ch;
	int64_t at = w->now - 2 * HOUR;

	ok(w, start(w, GDPR, at));
	c = clock_of(w, GDPR);
	assert_false(clock_changed(&ch, c, w->zones, w->rules));
	assert_true(clock_changed(&ch, c, w->zones, rules));
	assert_true(ch.rule);
	assert_int_equal(ch.deadline, at + 48 * HOUR);
	assert_int_equal(c->deadline, at + 72 * HOUR);
	clock_rules_free(rules);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, up, down)
	const struct CMUnitTest tests[] = {
		TEST(a_clock_starts_from_a_determination),
		TEST(a_correction_keeps_the_old_value_in_the_record),
		TEST(correcting_the_awareness_counts_anew),
		TEST(a_clock_is_met_with_its_proof_and_its_margin),
		TEST(undoing_a_stop_lets_it_run_again),
		TEST(undoing_a_start_leaves_no_clock),
		TEST(a_waiver_needs_a_reason_and_ends_with_a_start),
		TEST(of_two_starts_at_once_the_one_due_first_counts),
		TEST(a_chained_clock_waits_for_the_filing_it_follows),
		TEST(what_does_not_run_is_not_started),
		TEST(a_step_counts_back_from_a_running_clock),
		TEST(a_past_deadline_is_overdue),
		TEST(two_of_one_kind_have_scopes),
		TEST(an_edited_rule_is_told_and_moves_nothing),
		TEST(a_calendar_file_has_lines_of_at_most_75_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
