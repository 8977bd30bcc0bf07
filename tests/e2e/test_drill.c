/* A drill on two real terminals: one leads, one plays. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "tests/support/live.h"

#define ENTER "\r"
#define SOON 500 /* ms: a release reaches the players */

struct drill {
	struct live w;
	const char *label;
	struct pty *lead, *play;
};

static int up(void **state)
{
	static struct drill d;
	const char *out;

	memset(&d, 0, sizeof(d));
	live_up(&d.w);
	assert_int_equal(live_run(&d.w, &out, "drill", "new", "--scenario",
				   "first-call", NULL), 0);
	d.label = arena_strndup(&d.w.f.arena, out, strcspn(out, "\n"));
	assert_non_null(d.label);
	*state = &d;
	return 0;
}

static int down(void **state)
{
	struct drill *d = *state;

	pty_close(d->play);
	if (d->lead != d->w.p)
		pty_close(d->lead);
	live_down(&d->w); /* and the first that was started */
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

static void leads(struct drill *d)
{
	d->lead = live_start(&d->w, 24, 80, "drill", "run", d->label, NULL);
	sees(d->lead, "WE HOPE TO SEE");
}

static void plays(struct drill *d, const char *role)
{
	d->play = live_start(&d->w, 24, 80, "drill", "join", d->label,
			     role ? "--as" : NULL, role, NULL);
	sees(d->play, "INCIDENT");
}

/* Both are there and the drill runs. */
static void starts(struct drill *d)
{
	leads(d);
	sees(d->lead, "BEFORE STARTEX");
	plays(d, "lead");
	pty_type(d->lead, " ");
	sees(d->lead, "STARTEX: no real case open");
	pty_type(d->lead, "y");
	sees(d->lead, "RUNNING x1");
	sees(d->play, "RUNNING");
}

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
	sees(d->play, "FROZEN");
	d->lead = live_start(&d->w, 24, 80, "drill", "run", d->label, NULL);
	sees(d->lead, "FROZEN");
	sees(d->lead, "1 freeze");
	pty_type(d->lead, "q");
	ends(d->lead, 0);
	pty_close(d->lead);
	d->lead = NULL;
	assert_int_equal(live_run(&d->w, &out, "drill", "show", d->label,
				   NULL), 0);
	assert_non_null(strstr(out, "frozen"));
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

static void real_incident_is_one_key_and_blanks_the_players(void **state)
{
	struct drill *d = *state;

	starts(d);
	pty_type(d->play, "!");
	sees(d->play, "DRILL HALTED - REAL INCIDENT POSSIBLE");
	lacks(d->play, "INCIDENT  ");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_release_reaches_the_player_in_half_a_second),
		TEST(a_frozen_drill_is_frozen_for_all),
		TEST(a_killed_console_is_a_freeze),
		TEST(one_person_leads),
		TEST(real_incident_is_one_key_and_blanks_the_players),
		TEST(on_a_shared_laptop_who_acts_is_asked_at_each_entry),
		TEST(the_end_is_a_typed_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
