/* The call list on a real terminal: one person after the other, one key a
 * result; and the clock that is met by a y. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/live.h"

#define ENTER "\r"
#define CLOCK "us-ca-residents"

struct call {
	struct live w;
	const char *label;
};

static void run(struct call *c, const char *noun, const char *verb,
		const char *a, const char *b, const char *d)
{
	assert_int_equal(live_run(&c->w, NULL, noun, verb, c->label, a, b, d,
				  NULL), 0);
}

static int up(void **state)
{
	static struct call c;

	live_up(&c.w);
	c.label = live_case(&c.w);
	fixture_write(&c.w.f, "p.csv",
		      "name,phone,minor,guardian phone\n"
		      "An,13800000001,,\nDe,13800000004,yes,13800000009\n");
	run(&c, "people", "import", fixture_path(&c.w.f, "p.csv"),
	    "--no-input", NULL);
	assert_int_equal(live_run(&c.w, NULL, "clock", "start", c.label, CLOCK,
				  "--at", "now", "--basis", "a call",
				  "--no-input", NULL), 0);
	assert_int_equal(live_run(&c.w, NULL, "notice", "draft", c.label,
				  "cn-individuals", "--to", "all", "--clock",
				  CLOCK, "--text-lang", "en", NULL), 0);
	assert_int_equal(live_run(&c.w, NULL, "notice", "set", c.label, "A",
				  "firm=Salon", "what=Sold.", "happened=May",
				  "cause=theft", "harm=fraud", "done=closed",
				  "advice=none", "contact=Lin", "phone=0",
				  "kinds=names", NULL), 0);
	run(&c, "notice", "approve", "A", "--why", "alone");
	*state = &c;
	return 0;
}

static int down(void **state)
{
	live_down(&((struct call *)*state)->w);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

static void calls_go_one_after_the_other_and_meet_the_clock(void **state)
{
	struct call *c = *state;
	const char *out;
	struct pty *p = live_start(&c->w, 40, 80, "notice", "call", c->label,
				   "A", NULL);

	sees(p, "2 people to reach.");
	pty_type(p, ENTER);
	sees(p, "Dear An,");
	sees(p, "1 of 2  P-1/1  An  13800000001");
	pty_type(p, "z" ENTER);
	sees(p, "w wrong number");
	pty_type(p, "r" ENTER);
	sees(p, "2 of 2  P-1/2  De  13800000009  (a minor: the guardian)");
	pty_type(p, "n left word" ENTER);
	sees(p, "recorded: reached 1, no answer 1");
	sees(p, "Does this meet the clock " CLOCK);
	pty_type(p, "y" ENTER);
	sees(p, CLOCK ": met, ");
	sees(p, "before the deadline");
	ends(p, 0);
	assert_int_equal(live_run(&c->w, &out, "notice", "status", c->label,
				  "A", "--plain", NULL), 0);
	assert_non_null(strstr(out, "reached\t1\n"));
	assert_non_null(strstr(out, "no-answer\t1\n"));
	assert_int_equal(live_run(&c->w, &out, "timeline", c->label, NULL), 0);
	assert_non_null(strstr(out, "no answer 1 (why: left word)"));
}

static void a_stop_keeps_what_was_recorded_and_says_no_clock_is_met(void **s)
{
	struct call *c = *s;
	const char *out;
	struct pty *p = live_start(&c->w, 40, 80, "notice", "call", c->label,
				   "A", NULL);

	sees(p, "2 people to reach.");
	pty_type(p, ENTER);
	sees(p, "1 of 2");
	pty_type(p, "w" ENTER);
	sees(p, "2 of 2");
	pty_type(p, "q" ENTER);
	sees(p, "recorded: wrong number 1");
	sees(p, "Does this meet the clock");
	pty_type(p, ENTER);
	ends(p, 0);
	assert_int_equal(live_run(&c->w, &out, "clock", "list", c->label,
				  "--plain", NULL), 0);
	assert_non_null(strstr(out, "running"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(calls_go_one_after_the_other_and_meet_the_clock),
		TEST(a_stop_keeps_what_was_recorded_and_says_no_clock_is_met),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
