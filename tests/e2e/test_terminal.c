/* Terminals as they come: none, dumb, unknown, tiny, stormy, one colour,
 * another language, keys of an input method, pastes, a job put to sleep. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/live.h"
#include "tests/support/logfile.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, live_begin, live_end)

static bool wrote(struct pty *p, const char *bytes)
{
	return strstr(str_text(pty_raw(p)), bytes) != NULL;
}

static void without_a_terminal_it_prints_how_things_stand(void **state)
{
	struct live *w = *state;
	const char *out, *label = live_case(w);

	assert_int_equal(live_run(w, &out, NULL), 0);
	assert_non_null(strstr(out, label));
	assert_null(strchr(out, '\033'));
	assert_int_equal(live_run(w, &out, "open", label, NULL), 0);
	assert_non_null(strstr(out, "1.01"));
	assert_null(strchr(out, '\033'));
}

/* Nobody here has opened it before: 60,000 signatures take seconds. */
static void a_long_first_opening_tells_how_far_it_is_and_stops(void **state)
{
	struct live *w = *state;
	const char *to;

	assert_int_equal(live_run(w, NULL, "status", NULL), 0);
	to = fixture_path(&w->f, "store/cases/%s.case", LOGFILE_LABEL);
	logfile_long(&w->f, 60000);
	assert_int_equal(rename(logfile_path(&w->f), to), 0);
	live_start(w, 24, 80, "timeline", LOGFILE_LABEL, NULL);
	sees(w->p, " of 60,000 entries");
	pty_type(w->p, "\003");
	ends(w->p, 130);
	pty_close(w->p);
	w->p = NULL;
	live_start(w, 24, 80, NULL);
	sees(w->p, "> " LOGFILE_LABEL);
	pty_type(w->p, "\r");
	sees(w->p, "checking the case: ");
	pty_type(w->p, "\003");
	sees(w->p, "error: stopped");
	pty_type(w->p, "q");
	ends(w->p, 0);
}

static void a_dumb_terminal_gets_the_same_in_lines(void **state)
{
	struct live *w = *state;
	const char *label = live_case(w);

	live_env(w, "TERM=dumb");
	live_start(w, 24, 80, NULL);
	ends(w->p, 0);
	assert_true(wrote(w->p, label));
	assert_false(wrote(w->p, "\033"));
}

static void an_unknown_terminal_is_worked_with_and_told(void **state)
{
	struct live *w = *state;

	live_env(w, "TERM=no-such-terminal");
	live_start(w, 24, 80, NULL);
	sees(w->p, "No case yet.");
	sees(w->p, "no-such-terminal");
	pty_type(w->p, "q");
	ends(w->p, 0);
}

/* Colours are CSI 3x m, 4x m; default colours are 39, 49. */
static bool paints(struct pty *p)
{
	const char *s = str_text(pty_raw(p));

	while ((s = strstr(s, "\033["))) {
		size_t n = strspn(s + 2, "0123456789;");

		if (s[2 + n] == 'm')
			for (const char *c = s + 2; c < s + 2 + n; c++)
				if ((c[-1] == '[' || c[-1] == ';') &&
				    (*c == '3' || *c == '4') && c[1] >= '0' &&
				    c[1] <= '8')
					return true;
		s += 2 + n;
	}
	return false;
}

static void no_color_means_no_colour_but_the_same_facts(void **state)
{
	struct live *w = *state;

	live_env(w, "STANCH_NOW=2031-03-04T09:00:00Z");
	live_case(w);
	live_env(w, "STANCH_NOW=2031-03-06T09:00:00Z");
	live_env(w, "NO_COLOR=1");
	live_start(w, 24, 80, NULL);
	sees(w->p, "!! OVERDUE");
	assert_false(paints(w->p));
}

static void overdue_is_red_where_there_are_colours(void **state)
{
	struct live *w = *state;

	live_env(w, "STANCH_NOW=2031-03-04T09:00:00Z");
	live_case(w);
	live_env(w, "STANCH_NOW=2031-03-06T09:00:00Z");
	live_start(w, 24, 80, NULL);
	sees(w->p, "!! OVERDUE");
	assert_true(paints(w->p));
}

static void a_cell_of_a_window_is_survived(void **state)
{
	struct live *w = *state;

	live_case(w);
	live_start(w, 1, 1, NULL);
	pty_settle(w->p, 100);
	pty_resize(w->p, 5, 40);
	sees(w->p, "Need 60x15");
	pty_resize(w->p, 24, 80);
	sees(w->p, "WHAT HAPPENED");
	pty_resize(w->p, 15, 60);
	sees(w->p, "? help");
	pty_type(w->p, "q");
	ends(w->p, 0);
}

static void a_storm_of_resizes_ends_in_a_whole_screen(void **state)
{
	struct live *w = *state;
	const char *label = live_case(w);
	unsigned seed = 1;

	live_start(w, 24, 80, "open", label, NULL);
	sees(w->p, "> 1.01");
	for (int i = 0; i < 300; i++) {
		seed = seed * 1103515245 + 12345;
		pty_resize(w->p, 1 + (int)(seed >> 16) % 120,
			   1 + (int)(seed >> 8) % 400);
		pty_type(w->p, i % 3 ? "j" : "k");
		pty_settle(w->p, 0);
	}
	pty_resize(w->p, 24, 80);
	sees(w->p, "Space done");
	sees(w->p, "INC-");
	pty_settle(w->p, 100);
	pty_type(w->p, "qq");
	ends(w->p, 0);
}

static void a_paste_outside_a_field_does_nothing(void **state)
{
	struct live *w = *state;
	const char *out, *label = live_case(w);

	live_start(w, 24, 80, "open", label, NULL);
	sees(w->p, "> 1.01");
	pty_type(w->p, "\033[200~swX1\rrm -rf\033[201~w\r");
	sees(w->p, "Paste refused");
	pty_settle(w->p, 200);
	assert_int_equal(live_run(w, &out, "step", "list", label, "--plain",
				  NULL), 0);
	assert_null(strstr(out, "skipped"));
	assert_null(strstr(out, "doing"));
}

static void text_for_another_window_does_nothing(void **state)
{
	struct live *w = *state;
	const char *out, *label = live_case(w);

	live_start(w, 24, 80, "open", label, NULL);
	sees(w->p, "> 1.01");
	pty_type(w->p, "kubectl delete pods");
	sees(w->p, "Ignored: text that came too fast");
	assert_int_equal(live_run(w, &out, "timeline", label, NULL), 0);
	assert_null(strstr(out, "working on"));
}

static void a_paste_into_a_field_is_text_and_stripped(void **state)
{
	struct live *w = *state;
	const char *out, *label = live_case(w);

	live_start(w, 24, 80, "open", label, NULL);
	sees(w->p, "> 1.01");
	pty_type(w->p, "a");
	sees(w->p, "Note:");
	pty_type(w->p, "\033[200~they\033]0;owned\a said so\033[201~");
	sees(w->p, "said so");
	pty_settle(w->p, 150);
	pty_type(w->p, "\r");
	sees(w->p, "note added");
	assert_false(wrote(w->p, "\033]0;owned"));
	assert_int_equal(live_run(w, &out, "timeline", label, NULL), 0);
	assert_non_null(strstr(out, "said so"));
}

static void full_width_letters_are_keys(void **state)
{
	struct live *w = *state;

	live_start(w, 24, 80, NULL);
	sees(w->p, "No case yet.");
	pty_type(w->p, "\xef\xbd\x83"); /* c of a Chinese input method */
	sees(w->p, "What do you see?");
	pty_type(w->p, "\xe5\xa4\x87");
	sees(w->p, "Input method is on. Switch to English to use keys.");
	pty_type(w->p, "\xef\xbd\x91\xef\xbd\x91");
	ends(w->p, 0);
}

static void everything_is_there_in_chinese(void **state)
{
	struct live *w = *state;
	const char *label = live_case(w);

	live_start(w, 24, 80, "--lang", "zh", NULL);
	sees(w->p, "案件");
	sees(w->p, "q 退出");
	pty_type(w->p, "\r");
	sees(w->p, "[接报 0/8]");
	sees(w->p, "立案，定负责人");
	sees(w->p, label);
	pty_type(w->p, "a");
	pty_settle(w->p, 100);
	pty_type(w->p, "供应商说有两台主机\r");
	pty_settle(w->p, 100);
	pty_type(w->p, "2");
	sees(w->p, "供应商说有两台主机");
	pty_type(w->p, ":");
	pty_settle(w->p, 100);
	pty_type(w->p, "lang en\r");
	sees(w->p, "TIMELINE");
}

static void control_z_gives_the_shell_back_and_fg_the_screen(void **state)
{
	static char shell[] = "/bin/sh", inter[] = "-i";
	char *argv[] = {shell, inter, NULL};
	struct live *w = *state;
	char line[600];

	live_case(w);
	live_env(w, "PS1=ready> ");
	live_env(w, "ENV");
	w->p = pty_start(argv, w->env, 24, 80);
	sees(w->p, "ready>");
	snprintf(line, sizeof(line), "%s\r", w->program);
	pty_type(w->p, line);
	sees(w->p, "WHAT HAPPENED");
	pty_type(w->p, "\032");
	sees(w->p, "Stopped");
	pty_settle(w->p, 100);
	lacks(w->p, "WHAT HAPPENED");
	pty_type(w->p, "fg\r");
	sees(w->p, "WHAT HAPPENED");
	pty_type(w->p, "q");
	sees(w->p, "ready>");
	pty_settle(w->p, 100); /* the prompt of before is on that screen too */
	pty_type(w->p, "exit\r");
	ends(w->p, 0);
}

/* What is switched on is switched off again: full screen, paste marks. */
static void leaving_puts_the_terminal_back(void **state)
{
	struct live *w = *state;

	live_start(w, 24, 80, NULL);
	sees(w->p, "No case yet.");
	assert_true(wrote(w->p, "\033[?1049h"));
	assert_true(wrote(w->p, "\033[?2004h"));
	pty_signal(w->p, SIGTERM);
	assert_true(pty_exit(w->p, 5000) >= 0);
	assert_true(wrote(w->p, "\033[?2004l"));
	assert_true(wrote(w->p, "\033[?1049l"));
}

/* Row and column of a press of the first button, as xterm tells it. */
#define CLICK_TAB_3 "\033[<0;30;3M\033[<0;30;3m"

static void the_mouse_is_ours_only_when_it_was_asked_for(void **state)
{
	struct live *w = *state;
	struct pty *p;

	live_case(w);
	live_start(w, 24, 80, NULL);
	sees(w->p, "3 Playbooks");
	assert_false(wrote(w->p, "1000h"));
	pty_type(w->p, ":");
	pty_settle(w->p, 100);
	pty_type(w->p, "set mouse on\r");
	sees(w->p, "The mouse is on.");
	assert_true(wrote(w->p, "1000h"));
	pty_type(w->p, CLICK_TAB_3);
	sees(w->p, "PLAYBOOKS");
	pty_type(w->p, ":quit\r");
	ends(w->p, 0);
	assert_true(wrote(w->p, "1000l"));
	assert_int_equal(live_run(w, NULL, "store", "config", "mouse", "on",
				  NULL), 0);
	p = live_start(w, 24, 80, NULL);
	sees(p, "3 Playbooks");
	pty_type(p, CLICK_TAB_3);
	sees(p, "PLAYBOOKS");
	pty_close(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_terminal_it_prints_how_things_stand),
		TEST(a_long_first_opening_tells_how_far_it_is_and_stops),
		TEST(a_dumb_terminal_gets_the_same_in_lines),
		TEST(an_unknown_terminal_is_worked_with_and_told),
		TEST(no_color_means_no_colour_but_the_same_facts),
		TEST(overdue_is_red_where_there_are_colours),
		TEST(a_cell_of_a_window_is_survived),
		TEST(a_storm_of_resizes_ends_in_a_whole_screen),
		TEST(a_paste_outside_a_field_does_nothing),
		TEST(text_for_another_window_does_nothing),
		TEST(a_paste_into_a_field_is_text_and_stripped),
		TEST(full_width_letters_are_keys),
		TEST(everything_is_there_in_chinese),
		TEST(control_z_gives_the_shell_back_and_fg_the_screen),
		TEST(leaving_puts_the_terminal_back),
		TEST(the_mouse_is_ours_only_when_it_was_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
