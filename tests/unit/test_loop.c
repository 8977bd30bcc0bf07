/* The loop and the curses terminal on a real pseudo-terminal: this program
 * starts itself again as the demo. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/demo.h"
#include "tests/support/pty.h"
#include "tui/app/surface.h"

#define WAIT 5000
#define FOOTER "q quit"

/* ---- the demo as a program ---- */
static int64_t clock_of(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t mono(void *ctx)
{
	(void)ctx;
	return clock_of(CLOCK_MONOTONIC);
}

/* Stands still; or runs, from two seconds before a full minute on. */
static int64_t pinned(void *ctx)
{
	static int64_t began;
	const int64_t at = INT64_C(1930000000000);

	if (!getenv("DEMO_RUNS"))
		return at;
	if (!began)
		began = mono(ctx);
	return at - at % 60000 + 58000 + mono(ctx) - began;
}

static bool ntp(void *ctx)
{
	(void)ctx;
	return true;
}

static int luck(void *ctx, void *bytes, size_t n)
{
	(void)ctx;
	return getrandom(bytes, n, 0) == (ssize_t)n ? 0 : ERR_IO;
}

static int run_demo(void)
{
	struct env env = {.now = pinned, .mono = mono, .ntp = ntp,
			  .random = luck, .boot_id = "b", .pinned = true};
	struct demo *d = demo_new();
	struct keymap *keys = demo_keys();
	struct error err = {0};
	struct term *term;
	struct app *app;
	char note[300];

	setlocale(LC_ALL, "");
	if (term_curses_open(&term, getenv("DEMO_COLOUR") ? -1 : 0, note, sizeof(note), &err)) {
		fprintf(stderr, "error: %s\n", err.what);
		keymap_free(keys);
		demo_free(d);
		return 4;
	}
	app = demo_app(d, term, &env, keys);
	if (*note)
		app_say(app, "%s", note);
	if (getenv("DEMO_CRASH"))
		abort();
	app_run(app, &err);
	app_free(app);
	term->ops->close(term);
	keymap_free(keys);
	demo_free(d);
	puts("left in order");
	return 0;
}

/* ---- the tests ---- */
static struct pty *start(const char *const env[], int rows, int cols)
{
	char *argv[] = {(char *)"/proc/self/exe", (char *)"demo", NULL};

	return pty_start(argv, env, rows, cols);
}

static int setup(void **state)
{
	*state = start(NULL, 24, 80);
	return *state == NULL;
}

static int teardown(void **state)
{
	pty_close(*state);
	return 0;
}

#define assert_shows(p, text) shows(p, text, __FILE__, __LINE__)
static void shows(struct pty *p, const char *text, const char *file, int line)
{
	struct str s = {0};

	if (pty_wait(p, text, WAIT))
		return;
	pty_screen(&s, p);
	print_error("%s:%d: \"%s\" never came\n", file, line, text);
	fputs(str_text(&s), stderr);
	str_release(&s);
	_fail(file, line);
}

static bool raw_ends_in_order(struct pty *p)
{
	const char *on = strstr(str_text(pty_raw(p)), "\033[?2004h");

	for (const char *next; on && (next = strstr(on + 1, "\033[?2004h"));)
		on = next;
	return on && strstr(on, "\033[?2004l") && strstr(on, "\033[?1049l");
}

static void a_move_writes_few_bytes_and_the_cursor_follows(void **state)
{
	struct pty *p = *state;
	size_t bytes, most = 0;
	bool visible;
	int row, col;

	assert_shows(p, FOOTER);
	pty_settle(p, 30);
	bytes = pty_bytes(p);
	print_message("first screen: %zu bytes\n", bytes);
	assert_in_range(bytes, 1, 6000);
	for (int i = 0; i < 4; i++) {
		pty_type(p, "j");
		pty_settle(p, 20);
		bytes = pty_bytes(p);
		most = bytes > most ? bytes : most;
	}
	print_message("a move: at most %zu bytes\n", most);
	assert_in_range(most, 1, 100);
	pty_cursor(p, &row, &col, &visible);
	assert_int_equal(row, 8);
	assert_int_equal(col, 1);
	assert_true(visible);
}

static void q_leaves_and_gives_the_terminal_back(void **state)
{
	struct pty *p = *state;

	assert_shows(p, FOOTER);
	pty_type(p, "q");
	assert_int_equal(pty_exit(p, WAIT), 0);
	assert_non_null(strstr(str_text(pty_raw(p)), "left in order"));
	assert_true(raw_ends_in_order(p));
}

static void a_signal_to_end_is_obeyed_in_order(void **state)
{
	struct pty *p = *state;

	assert_shows(p, FOOTER);
	pty_signal(p, SIGTERM);
	assert_int_equal(pty_exit(p, WAIT), 0);
	assert_true(raw_ends_in_order(p));
}

static void hanging_up_ends_it_in_order(void **state)
{
	struct pty *p = *state;

	assert_shows(p, FOOTER);
	pty_signal(p, SIGHUP);
	assert_int_equal(pty_exit(p, WAIT), 0);
}

static void a_crash_gives_the_terminal_back(void **state)
{
	static const char *const env[] = {"DEMO_CRASH=1", NULL};
	struct pty *p = start(env, 24, 80);

	pty_close(*state);
	*state = p;
	assert_int_equal(pty_exit(p, WAIT), 128 + SIGABRT);
	assert_true(raw_ends_in_order(p));
}

static void arrows_escape_and_chinese_come_through(void **state)
{
	struct pty *p = *state;

	assert_shows(p, FOOTER);
	pty_type(p, "\033OB\033[B");
	assert_shows(p, " > 3.03 [ ] Data types");
	pty_type(p, "a供应商");
	assert_shows(p, "Note: 供应商");
	pty_type(p, "\033");
	assert_shows(p, "kept, not used yet");
	pty_type(p, "\033[5~\033[6~?");
	assert_shows(p, "On every screen");
	pty_type(p, "\033");
	assert_shows(p, FOOTER);
}

static void a_bracketed_paste_is_text_or_refused(void **state)
{
	struct pty *p = *state;

	assert_shows(p, FOOTER);
	pty_type(p, "\033[200~X\rjq\033[201~");
	assert_shows(p, "Paste refused: no text field is open.");
	pty_settle(p, 150);
	pty_type(p, "a");
	assert_shows(p, "Note:");
	pty_type(p, "\033[200~qu\033[31moted\001 两\033[201~");
	assert_shows(p, "Note: qu[31moted 两");
}

static void the_window_may_take_any_size_at_any_time(void **state)
{
	struct pty *p = *state;

	assert_shows(p, FOOTER);
	for (int i = 1; i < 40; i++)
		pty_resize(p, 1 + i * 7 % 60, 1 + i * 37 % 200);
	pty_resize(p, 5, 20);
	assert_shows(p, "Need 60x15, have 20x");
	pty_resize(p, 43, 132);
	assert_shows(p, "skip or block   / find");
	pty_resize(p, 24, 80);
	assert_shows(p, "Space done  o owner");
}

static void ctrl_z_stops_and_going_on_paints_again(void **state)
{
	struct pty *p = *state;

	assert_shows(p, FOOTER);
	pty_type(p, "j");
	assert_shows(p, " > 3.02");
	pty_type(p, "\032");
	/* No job control around it: the shell's part is SIGCONT. */
	pty_settle(p, 60);
	pty_signal(p, SIGCONT);
	pty_type(p, "j");
	assert_shows(p, " > 3.03");
}

static void an_unknown_terminal_is_told_and_served(void **state)
{
	static const char *const env[] = {"TERM=no-such-terminal", NULL};
	struct pty *p = start(env, 24, 80);

	pty_close(*state);
	*state = p;
	assert_shows(p, "Terminal \"no-such-terminal\" is not known here");
	assert_shows(p, FOOTER);
}

static void every_common_terminal_is_served(void **state)
{
	static const char *const terms[] = {
		"TERM=linux",  "TERM=screen",	 "TERM=screen-256color",
		"TERM=tmux",   "TERM=tmux-256color", "TERM=rxvt",
		"TERM=vt100",  "TERM=vt220",	 "TERM=ansi",
		"TERM=xterm",  "TERM=xterm-kitty-not", "TERM=",
	};

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		/* ncurses itself loses 2 kB where newterm() fails. */
		const char *const env[] = {
			terms[i], "ASAN_OPTIONS=detect_leaks=0", NULL};

		pty_close(*state);
		*state = start(env, 24, 80);
		assert_shows(*state, "q quit");
		pty_type(*state, "j");
		assert_shows(*state, " > 3.02");
		pty_type(*state, "q");
		assert_int_equal(pty_exit(*state, WAIT), 0);
	}
}

static void a_dumb_terminal_is_refused_with_a_way_out(void **state)
{
	static const char *const env[] = {"TERM=dumb", NULL};
	struct pty *p = start(env, 24, 80);

	pty_close(*state);
	*state = p;
	assert_int_equal(pty_exit(p, WAIT), 4);
	assert_non_null(strstr(str_text(pty_raw(p)),
			       "TERM=dumb has no screen, only lines"));
	assert_null(strchr(str_text(pty_raw(p)), '\033'));
}

/* "\033[3" digit(s) "m" or "\033[..;3..": a foreground colour. */
static bool has_colour(const char *raw)
{
	while ((raw = strstr(raw, "\033["))) {
		size_t n = strspn(raw + 2, "0123456789;");

		if (raw[2 + n] == 'm' && raw[2] == '3' && n >= 2)
			return true;
		raw += 2;
	}
	return false;
}

static void colour_is_sent_only_where_it_is_wanted(void **state)
{
	static const struct {
		const char *env[3];
		bool colour;
	} rows[] = {
		{{NULL}, true},
		{{"TERM=vt100", NULL}, false},
		{{"DEMO_COLOUR=-1", NULL}, false},
	};

	for (size_t i = 0; i < 3; i++) {
		pty_close(*state);
		*state = start(rows[i].env, 24, 80);
		assert_shows(*state, FOOTER);
		pty_settle(*state, 30);
		assert_int_equal(has_colour(str_text(pty_raw(*state))),
				 rows[i].colour);
	}
}

static void other_locales_get_question_marks_not_broken_rows(void **state)
{
	static const char *const env[] = {"LC_ALL=C", NULL};
	struct pty *p = start(env, 24, 80);

	pty_close(*state);
	*state = p;
	assert_shows(p, "3.05 [ ] ?????????????? ");
	assert_shows(p, FOOTER);
}

static void idle_it_writes_nothing(void **state)
{
	struct pty *p = *state;

	assert_shows(p, FOOTER);
	pty_settle(p, 50);
	pty_bytes(p);
	pty_settle(p, 400);
	assert_int_equal(pty_bytes(p), 0);
}

static void a_minute_that_passes_is_a_few_bytes(void **state)
{
	static const char *const env[] = {"DEMO_RUNS=1", "TZ=UTC", NULL};
	struct pty *p = start(env, 24, 80);
	struct surface *is = surface_new(24, 80);
	size_t bytes;
	bool visible;
	int row, col;

	pty_close(*state);
	*state = p;
	assert_non_null(is);
	assert_shows(p, "23:06 +00");
	pty_settle(p, 400); /* the first frame's last bytes, however slow */
	pty_bytes(p);
	assert_shows(p, "23:07 +00");
	pty_settle(p, 30);
	bytes = pty_bytes(p);
	print_message("a minute: %zu bytes\n", bytes);
	assert_in_range(bytes, 1, 24);
	pty_cursor(p, &row, &col, &visible);
	assert_int_equal(row, 4);
	assert_int_equal(col, 1);
	pty_surface(is, p);
	assert_int_equal(surface_cell(is, 0, 74)->look, LOOK_REVERSE);
	pty_type(p, "j"); /* curses still knows what is there */
	assert_shows(p, " > 3.02");
	assert_shows(p, "23:07 +00");
	surface_free(is);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(a_move_writes_few_bytes_and_the_cursor_follows),
		TEST(q_leaves_and_gives_the_terminal_back),
		TEST(a_signal_to_end_is_obeyed_in_order),
		TEST(hanging_up_ends_it_in_order),
		TEST(a_crash_gives_the_terminal_back),
		TEST(arrows_escape_and_chinese_come_through),
		TEST(a_bracketed_paste_is_text_or_refused),
		TEST(the_window_may_take_any_size_at_any_time),
		TEST(ctrl_z_stops_and_going_on_paints_again),
		TEST(an_unknown_terminal_is_told_and_served),
		TEST(every_common_terminal_is_served),
		TEST(a_dumb_terminal_is_refused_with_a_way_out),
		TEST(colour_is_sent_only_where_it_is_wanted),
		TEST(other_locales_get_question_marks_not_broken_rows),
		TEST(idle_it_writes_nothing),
		TEST(a_minute_that_passes_is_a_few_bytes),
	};

	if (argc > 1 && !strcmp(argv[1], "demo"))
		return run_demo();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
