/* The main job on a real terminal: from an empty home to a decision, two
 * people on one case, a slip taken back, and what a crash leaves. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "tests/support/live.h"

#define ENTER "\r"

#define TEST(f) cmocka_unit_test_setup_teardown(f, live_begin, live_end)

static void an_empty_home_gives_a_working_dashboard(void **state)
{
	struct live *w = *state;
	const char *out;

	live_start(w, 24, 80, NULL);
	sees(w->p, "No case yet.");
	sees(w->p, "q quit");
	pty_type(w->p, "q");
	ends(w->p, 0);
	assert_int_equal(live_run(w, &out, "store", "check", NULL), 0);
	assert_null(strstr(out, "BAD"));
	assert_int_equal(live_run(w, &out, "playbook", "list", "--plain",
				   NULL), 0);
	assert_non_null(strstr(out, "customer-data-leak"));
}

static void one_key_one_line_and_the_first_step_is_there(void **state)
{
	struct live *w = *state;
	const char *out;

	live_start(w, 24, 80, NULL);
	sees(w->p, "No case yet.");
	pty_type(w->p, "c");
	sees(w->p, "What do you see?");
	pty_type(w->p, "1");
	sees(w->p, "What happened:");
	pty_type(w->p, "A stranger knew her balance" ENTER);
	sees(w->p, "How bad is it?");
	pty_type(w->p, "4");
	sees(w->p, "> 1.01 [ ] INCIDENT");
	sees(w->p, "A stranger knew her balance");
	pty_type(w->p, "q");
	sees(w->p, "WHAT HAPPENED");
	pty_type(w->p, "q");
	ends(w->p, 0);
	assert_non_null(strstr(str_text(pty_raw(w->p)), "INC-"));
	assert_int_equal(live_run(w, &out, "case", "list", "--plain", NULL),
			 0);
	assert_non_null(strstr(out, "A stranger knew her balance"));
}

static int64_t clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void a_change_in_one_is_seen_in_the_other(void **state)
{
	struct live *w = *state;
	const char *label = live_case(w);
	struct pty *other;
	int64_t began;

	live_start(w, 24, 80, "open", label, NULL);
	other = live_start(w, 24, 80, "open", label, NULL);
	sees(w->p, "> 1.01 [ ] INCIDENT");
	sees(other, "> 1.01 [ ] INCIDENT");
	pty_type(w->p, "w");
	sees(w->p, "> 1.01 [~] INCIDENT");
	began = clock_ms();
	sees(other, "> 1.01 [~] INCIDENT");
	/* Half a second, on a machine that does other things as well. */
	assert_true(clock_ms() - began < 1500);
	pty_type(other, "u");
	sees(other, "There is nothing to undo.");
	pty_type(w->p, "u");
	sees(w->p, "> 1.01 [ ] INCIDENT");
	sees(other, "> 1.01 [ ] INCIDENT");
	pty_close(other);
}

static void a_step_is_skipped_with_a_reason_and_taken_back(void **state)
{
	struct live *w = *state;
	const char *out, *label = live_case(w);

	live_start(w, 24, 80, "open", label, NULL);
	sees(w->p, "> 1.01 [ ] INCIDENT");
	pty_type(w->p, "s");
	sees(w->p, "Skip it");
	pty_type(w->p, "1");
	lacks(w->p, "Skip it");
	pty_type(w->p, "named already" ENTER);
	sees(w->p, "1.01 [/]");
	pty_type(w->p, "u");
	sees(w->p, "1.01 [ ]");
	pty_type(w->p, "U");
	sees(w->p, "1.01 [/]");
	assert_int_equal(live_run(w, &out, "timeline", label, NULL), 0);
	assert_non_null(strstr(out, "named already"));
	assert_int_equal(live_run(w, NULL, "verify", label, NULL), 0);
}

static void a_decision_is_taken_with_its_reason(void **state)
{
	struct live *w = *state;
	const char *out, *label = live_case(w);

	live_start(w, 24, 80, "open", label, NULL);
	sees(w->p, "> 1.01 [ ] INCIDENT");
	pty_type(w->p, "/");
	sees(w->p, "Find:");
	pty_type(w->p, "Insider" ENTER);
	sees(w->p, "> 1.03 [?] INSIDER");
	pty_type(w->p, ENTER);
	sees(w->p, "DECISION");
	pty_type(w->p, "1" ENTER);
	pty_settle(w->p, 100);
	pty_type(w->p, "The export ran under a leaver's account");
	sees(w->p, "a leaver's account");
	pty_type(w->p, ENTER);
	sees(w->p, "1.03 [x]");
	assert_int_equal(live_run(w, &out, "timeline", label, NULL), 0);
	assert_non_null(strstr(out, "a leaver's account"));
}

/* What one() left behind is there, and the same step is in hand. */
static void goes_on(struct live *w, const char *label)
{
	const char *out;
	struct pty *again = live_start(w, 24, 80, "open", label, NULL);

	sees(again, "> 1.01 [~] INCIDENT");
	pty_close(again);
	assert_int_equal(live_run(w, &out, "timeline", label, NULL), 0);
	assert_non_null(strstr(out, "the vendor names two hosts"));
	assert_int_equal(live_run(w, NULL, "verify", label, NULL), 0);
}

static void work_a_little(struct live *w, const char *label)
{
	live_start(w, 24, 80, "open", label, NULL);
	sees(w->p, "> 1.01 [ ] INCIDENT");
	pty_type(w->p, "w");
	sees(w->p, "> 1.01 [~] INCIDENT");
	pty_type(w->p, "a");
	sees(w->p, "Note:");
	pty_type(w->p, "the vendor names two hosts" ENTER);
	sees(w->p, "note added");
	lacks(w->p, "Note:");
	pty_type(w->p, "a");
	sees(w->p, "Note:");
	pty_type(w->p, "half a sentence that nobody fin");
	sees(w->p, "nobody fin");
}

static void a_terminal_that_hangs_up_loses_nothing(void **state)
{
	struct live *w = *state;
	const char *label = live_case(w);

	work_a_little(w, label);
	pty_signal(w->p, SIGHUP);
	assert_true(pty_exit(w->p, 5000) >= 0);
	goes_on(w, label);
}

static void kill_9_loses_at_most_what_is_being_typed(void **state)
{
	struct live *w = *state;
	const char *label = live_case(w);

	work_a_little(w, label);
	pty_signal(w->p, SIGKILL);
	ends(w->p, 128 + SIGKILL);
	goes_on(w, label);
}

static void leaving_says_what_is_next(void **state)
{
	struct live *w = *state;
	const char *label = live_case(w);

	live_start(w, 24, 80, "open", label, NULL);
	sees(w->p, "> 1.01 [ ] INCIDENT");
	pty_type(w->p, ":quit" ENTER);
	ends(w->p, 0);
	sees(w->p, "next 1.01 Incident");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_home_gives_a_working_dashboard),
		TEST(one_key_one_line_and_the_first_step_is_there),
		TEST(a_change_in_one_is_seen_in_the_other),
		TEST(a_step_is_skipped_with_a_reason_and_taken_back),
		TEST(a_decision_is_taken_with_its_reason),
		TEST(a_terminal_that_hangs_up_loses_nothing),
		TEST(kill_9_loses_at_most_what_is_being_typed),
		TEST(leaving_says_what_is_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
