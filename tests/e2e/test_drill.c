/* A drill on two real terminals: one leads, one plays. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <string.h>

#include "core/base/io.h"
#include "tests/support/twoterms.h"

#define SOON 500 /* ms: a release reaches the players */
#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, twoterms_begin, twoterms_end)

static void a_release_reaches_the_player_in_half_a_second(void **state)
{
	struct drill *d = *state;

	starts(d);
	sees(d->lead, "> I-01");
	pty_settle(d->play, 100);
	pty_type(d->lead, "r");
	assert_true(pty_wait(d->play, "inbox: 1 NEW", SOON));
	pty_type(d->play, "i");
	sees(d->play, "rings: a customer was phoned");
	sees(d->play, "NOT REAL");
	assert_null(strstr(str_text(pty_raw(d->play)), "Do not say"));
	pty_type(d->play, " ");
	sees(d->play, "acknowledged");
	sees(d->lead, "read");
}

static void a_note_that_was_typed_is_not_told_as_missing(void **state)
{
	struct drill *d = *state;

	starts(d);
	pty_type(d->play, " ");
	sees(d->play, "names and mobile");
	pty_type(d->play, "Wu, Lin" ENTER);
	sees(d->play, "Note, who told us");
	pty_type(d->play, "the shop, by phone" ENTER);
	sees(d->play, "3 items are not ticked");
	assert_null(strstr(str_text(pty_raw(d->play)), "No evidence"));
	pty_type(d->play, "a drill" ENTER);
	sees(d->play, "[x] INCIDENT");
}

static void clocks_stand_with_their_minute_of_play(void **state)
{
	struct drill *d = *state;
	const char *out, *label;

	assert_int_equal(live_run(&d->w, &out, "drill", "new", "--scenario",
				   "salon-transfer-leak", NULL), 0);
	label = arena_strndup(&d->w.f.arena, out, strcspn(out, "\n"));
	assert_int_equal(live_run(&d->w, &out, "drill", "do", label, "start",
				  NULL), 0);
	assert_int_equal(live_run(&d->w, &out, "drill", "do", label, "jump",
				  "6m", NULL), 0);
	assert_int_equal(live_run(&d->w, &out, "drill", "do", label,
				  "release", "I-02", NULL), 0);
	d->lead = live_start(&d->w, 24, 80, "drill", "run", label, NULL);
	sees(d->lead, "d1 13:55 (play 28m)  +2");
	pty_resize(d->lead, 40, 160);
	sees(d->lead, "own target d2 09:55 (play 48m)");
}

static void a_frozen_drill_is_frozen_for_all(void **state)
{
	struct drill *d = *state;

	starts(d);
	pty_type(d->lead, " ");
	sees(d->lead, "FROZEN");
	sees(d->play, "FROZEN");
	pty_type(d->lead, " ");
	sees(d->play, "RUNNING");
	pty_type(d->lead, "q");
	ends(d->lead, 0);
	sees(d->play, "FROZEN");
}

static void a_killed_console_is_a_freeze(void **state)
{
	struct drill *d = *state;
	const char *out;

	starts(d);
	pty_signal(d->lead, SIGKILL);
	pty_exit(d->lead, 2000);
	sees(d->play, "FROZEN");
	d->lead = live_start(&d->w, 24, 80, "drill", "run", d->label, NULL);
	sees(d->lead, "Go on now?");
	sees(d->lead, "1 freeze");
	pty_type(d->lead, "n");
	sees(d->lead, "It stays frozen");
	sees(d->lead, "FROZEN");
	pty_type(d->lead, "q");
	ends(d->lead, 0);
	pty_close(d->lead);
	d->lead = NULL;
	assert_int_equal(live_run(&d->w, &out, "drill", "show", d->label,
				   NULL), 0);
	assert_non_null(strstr(out, "frozen"));
}

static void a_dead_console_is_a_freeze_for_commands_too(void **state)
{
	struct drill *d = *state;
	const char *out;

	starts(d);
	pty_type(d->lead, "X"); /* in the middle of a question */
	sees(d->lead, "type ENDEX");
	pty_signal(d->lead, SIGKILL);
	pty_exit(d->lead, 2000);
	assert_int_equal(live_run(&d->w, &out, "drill", "show", d->label,
				   NULL), 0);
	assert_non_null(strstr(out, "frozen"));
	assert_int_equal(live_run(&d->w, &out, "drill", "do", d->label,
				   "resume", NULL), 0);
	assert_non_null(strstr(out, "nobody led it for"));
	assert_non_null(strstr(out, "running"));
	assert_int_equal(live_run(&d->w, &out, "drill", "show", d->label,
				   NULL), 0);
	assert_non_null(strstr(out, "running"));
}

static void one_person_leads(void **state)
{
	struct drill *d = *state;
	struct pty *other;

	leads(d);
	other = live_start(&d->w, 24, 80, "drill", "run", d->label, NULL);
	sees(other, "is led elsewhere now");
	pty_close(other);
}

static void a_script_does_not_lead_beside_a_console(void **state)
{
	struct drill *d = *state;
	const char *script = fixture_path(&d->w.f, "script"), *out;
	const char line[] = "0m facilitator start\n";
	struct error err = {0};

	assert_int_equal(io_replace(script, line, sizeof(line) - 1, 0600,
				    &err), 0);
	leads(d);
	assert_int_equal(live_run(&d->w, NULL, "drill", "run", d->label,
				   "--script", script, NULL), 4);
	sees(d->lead, "BEFORE STARTEX");
	pty_type(d->lead, "q");
	ends(d->lead, 0);
	assert_int_equal(live_run(&d->w, &out, "drill", "run", d->label,
				   "--script", script, NULL), 0);
	assert_non_null(strstr(out, "1 lines played"));
}

static void real_incident_is_one_key_and_blanks_the_players(void **state)
{
	struct drill *d = *state;

	starts(d);
	pty_type(d->play, "!");
	sees(d->play, "DRILL HALTED - REAL INCIDENT POSSIBLE");
	lacks(d->play, "INCIDENT  ");
	sees(d->play, " +00"); /* the wall's, not the story's +08 */
	sees(d->lead, "HALTED");
	pty_type(d->lead, " ");
	sees(d->lead, "Who else says so?");
	pty_type(d->lead, ENTER);
	sees(d->lead, "RUNNING");
	sees(d->play, "RUNNING");
	pty_type(d->lead, "\033[20~"); /* F9 */
	sees(d->play, "REAL INCIDENT POSSIBLE");
}

static void on_a_shared_laptop_who_acts_is_asked_at_each_entry(void **state)
{
	struct drill *d = *state;
	const char *out;

	leads(d);
	plays(d, NULL);
	pty_type(d->lead, " ");
	sees(d->lead, "STARTEX");
	pty_type(d->lead, "y");
	sees(d->play, "RUNNING");
	pty_type(d->play, "w");
	sees(d->play, "Who acts?");
	pty_type(d->play, "1");
	sees(d->play, "working on it");
	assert_int_equal(live_run(&d->w, &out, "drill", "show", d->label,
				   NULL), 0);
	pty_type(d->play, "t");
	sees(d->play, "Who acts?");
	pty_type(d->play, ENTER);
	sees(d->play, "To the facilitator");
	pty_type(d->play, "who is the vendor?" ENTER);
	sees(d->lead, "who is the vendor?");
}

static void the_end_is_a_typed_word(void **state)
{
	struct drill *d = *state;

	starts(d);
	pty_type(d->lead, "r");
	sees(d->lead, "I-01 released");
	pty_type(d->lead, "X");
	sees(d->lead, "type ENDEX");
	pty_type(d->lead, "ENDEX" ENTER);
	sees(d->lead, "ENDED");
	sees(d->play, "ENDED");
}

/* --- ten at once ------------------------------------------------------------------ */

#define PLAYERS 10

static void a_release_reaches_ten_players(void **state)
{
	struct drill *d = *state;
	struct pty *all[PLAYERS];

	leads(d);
	for (int i = 0; i < PLAYERS; i++)
		all[i] = live_start(&d->w, 24, 80, "drill", "join", d->label,
				    NULL);
	for (int i = 0; i < PLAYERS; i++)
		sees(all[i], "BEFORE STARTEX");
	startex(d);
	for (int i = 0; i < PLAYERS; i++)
		sees(all[i], "RUNNING");
	pty_type(d->lead, "r");
	for (int i = 0; i < PLAYERS; i++)
		sees(all[i], "inbox: 1 NEW");
	for (int i = 0; i < PLAYERS; i++)
		pty_close(all[i]);
}

/* --- a console that dies, in each state ---------------------------------------------- */

static void dies(struct drill *d, const char *then)
{
	pty_signal(d->lead, SIGKILL);
	pty_exit(d->lead, 2000);
	if (d->lead != d->w.p)
		pty_close(d->lead);
	d->lead = live_start(&d->w, 24, 80, "drill", "run", d->label, NULL);
	sees(d->lead, then);
}

static void a_console_killed_in_any_state_is_led_on(void **state)
{
	struct drill *d = *state;

	leads(d);
	dies(d, "BEFORE STARTEX");
	startex(d);
	dies(d, "Go on now?");
	sees(d->lead, "FROZEN");
	dies(d, "Go on now?");
	pty_type(d->lead, "y");
	sees(d->lead, "RUNNING x1");
	pty_type(d->lead, "!");
	sees(d->lead, "Is there a real case?");
	dies(d, "HALTED");
	pty_type(d->lead, " ");
	sees(d->lead, "Who else says so?");
	pty_type(d->lead, ENTER);
	sees(d->lead, "RUNNING x1");
	pty_type(d->lead, "r");
	sees(d->lead, "I-01 released");
	pty_type(d->lead, "X");
	sees(d->lead, "type ENDEX");
	pty_type(d->lead, "ENDEX" ENTER);
	sees(d->lead, "All stand down");
	dies(d, "ENDED");
	pty_type(d->lead, "x");
	sees(d->lead, "The report, drafted from the record");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_release_reaches_the_player_in_half_a_second),
		TEST(a_note_that_was_typed_is_not_told_as_missing),
		TEST(clocks_stand_with_their_minute_of_play),
		TEST(a_frozen_drill_is_frozen_for_all),
		TEST(a_killed_console_is_a_freeze),
		TEST(a_dead_console_is_a_freeze_for_commands_too),
		TEST(one_person_leads),
		TEST(a_script_does_not_lead_beside_a_console),
		TEST(real_incident_is_one_key_and_blanks_the_players),
		TEST(on_a_shared_laptop_who_acts_is_asked_at_each_entry),
		TEST(the_end_is_a_typed_word),
		TEST(a_release_reaches_ten_players),
		TEST(a_console_killed_in_any_state_is_led_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
