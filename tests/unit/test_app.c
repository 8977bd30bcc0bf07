/* The app on the terminal in memory: stack, messages, undo, timers, fds,
 * long work, editor. What keys do on the screen is in tests/screen/demo.t. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "tests/support/demo.h"
#include "tui/widget/everywhere.h"
#include "tui/widget/prompt.h"

struct fixture {
	struct demo *demo;
	struct keymap *keys;
	struct term *term;
	struct app *app;
	struct env env;
	int64_t ms; /* both clocks */
	int fds[2];
	int calls;
	char dir[64];
};

struct vast { /* a screen with something that takes long to look through */
	struct focus focus;
	struct fixture *f;
};

static int64_t clock_ms(void *ctx)
{
	return ((struct fixture *)ctx)->ms;
}

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct error err = {0};

	*state = f;
	f->ms = 1000000;
	f->env = (struct env){.now = clock_ms, .mono = clock_ms, .ctx = f};
	f->demo = demo_new();
	f->keys = demo_keys();
	if (term_mem_open(&f->term, 24, 80, &err) || pipe(f->fds))
		return -1;
	f->app = demo_app(f->demo, f->term, &f->env, f->keys);
	str_copy(f->dir, sizeof(f->dir), "/tmp/stanch-app-XXXXXX");
	return !f->app || !mkdtemp(f->dir);
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	app_free(f->app);
	f->term->ops->close(f->term);
	keymap_free(f->keys);
	demo_free(f->demo);
	close(f->fds[0]);
	close(f->fds[1]);
	rmdir(f->dir);
	free(f);
	return 0;
}

static void press(struct fixture *f, uint32_t key)
{
	f->ms += 100;
	term_mem_feed(f->term, key);
	app_step(f->app, 0);
}

#define assert_row(f, row, part) row_has(f, row, part, __FILE__, __LINE__)
static void row_has(struct fixture *f, int row, const char *part,
		    const char *file, int line)
{
	struct str text = {0};
	bool hit;

	surface_row_text(&text, term_mem_surface(f->term), row);
	hit = strstr(str_text(&text), part) != NULL;
	if (!hit)
		print_error("row %d: \"%s\" lacks \"%s\"\n", row,
			    str_text(&text), part);
	str_release(&text);
	_assert_true(hit, part, file, line);
}

static void the_last_screen_left_ends_it(void **state)
{
	struct fixture *f = *state;

	app_push(f->app, &demo_screen, NULL);
	assert_int_equal(app_depth(f->app), 2);
	app_pop(f->app);
	assert_true(app_step(f->app, 0));
	app_pop(f->app);
	assert_int_equal(app_depth(f->app), 0);
	assert_false(app_step(f->app, 0));
}

static int refuse(void **out, struct app *app, const void *arg,
		  struct error *err)
{
	(void)app;
	*out = NULL;
	return error_set(err, ERR_CORRUPT, "%s is damaged", (const char *)arg);
}

static void a_screen_that_cannot_open_says_why_and_leaves_no_trace(
	void **state)
{
	static const struct screen_def bad = {.name = "bad", .open = refuse};
	struct fixture *f = *state;

	assert_int_equal(app_push(f->app, &bad, "INC-2031-009"), ERR_CORRUPT);
	assert_int_equal(app_depth(f->app), 1);
	assert_string_equal(app_message(f->app, 0, NULL),
			    "error: INC-2031-009 is damaged");
	app_step(f->app, 0);
	assert_row(f, 22, "error: INC-2031-009 is damaged");
	assert_int_equal(app_replace(f->app, &bad, "x"), ERR_CORRUPT);
	assert_ptr_equal(app_top(f->app), &demo_screen);
}

static void replacing_a_screen_keeps_the_depth(void **state)
{
	struct fixture *f = *state;
	void *before = app_top_state(f->app);

	assert_int_equal(app_replace(f->app, &demo_screen, NULL), 0);
	assert_int_equal(app_depth(f->app), 1);
	assert_ptr_not_equal(app_top_state(f->app), before);
}

static void two_hundred_messages_are_kept(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 250; i++)
		app_say(f->app, "message %d", i);
	assert_string_equal(app_message(f->app, 0, NULL), "message 249");
	assert_string_equal(app_message(f->app, 199, NULL), "message 50");
	assert_null(app_message(f->app, 200, NULL));
	assert_null(app_message(f->app, -1, NULL));
}

static void a_later_word_is_not_pushed_out_by_an_older_change(void **state)
{
	struct fixture *f = *state;

	app_last(f->app, f->ms, "mei confirmed 3.02");
	app_step(f->app, 0);
	assert_row(f, 22, "00:16  mei confirmed 3.02");
	f->ms += 60000;
	app_say(f->app, "3.03 is done");
	app_last(f->app, f->ms - 30000, "wu took 3.05");
	app_step(f->app, 0);
	assert_row(f, 22, "00:17  3.03 is done");
	app_last(f->app, f->ms + 1, "wu took 3.05");
	app_step(f->app, 0);
	assert_row(f, 22, "wu took 3.05");
}

static void undo_has_no_limit_and_a_new_change_ends_redo(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 301; i++)
		press(f, KEY_SPACE);
	assert_false(demo_is_done(f->demo, "3.01"));
	for (int i = 0; i < 300; i++)
		press(f, 'u');
	assert_false(demo_is_done(f->demo, "3.01"));
	press(f, 'u');
	assert_true(demo_is_done(f->demo, "3.01"));
	assert_null(app_undo_label(f->app));
	press(f, 'U');
	press(f, 'j');
	press(f, KEY_SPACE);
	press(f, 'U');
	assert_row(f, 22, "There is nothing to do again.");
	assert_string_equal(app_undo_label(f->app), "3.02");
}

static void what_nothing_takes_back_stands_before_what_can_be(void **state)
{
	struct fixture *f = *state;

	press(f, KEY_SPACE);
	assert_string_equal(app_undo_label(f->app), "3.01");
	app_set_final(f->app, "P-1 purged");
	assert_null(app_undo_label(f->app));
	app_step(f->app, 0);
	press(f, 'u');
	assert_row(f, 22, "Nothing takes that back: P-1 purged. u again: ");
	assert_false(demo_is_done(f->demo, "3.01"));
	press(f, 'u');
	assert_true(demo_is_done(f->demo, "3.01"));
	press(f, 'U');
	assert_false(demo_is_done(f->demo, "3.01"));
	press(f, 'U');
	assert_row(f, 22, "That was never taken back: P-1 purged.");
}

/* As a list of a million is looked through: Ctrl-C comes meanwhile. */
static enum hit search(struct focus *f, const char *text, int dir)
{
	struct fixture *x = ((struct vast *)f)->f;
	enum hit found;

	(void)text;
	(void)dir;
	app_busy(x->app, "people", 0, 9);
	term_mem_feed(x->term, KEY_CTRL_C);
	x->ms += 100;
	found = app_busy(x->app, "people", 5, 9) ? HIT_STOPPED : HIT_NONE;
	app_busy_end(x->app);
	return found;
}

static int vast_open(void **state, struct app *app, const void *arg,
		     struct error *err)
{
	(void)app;
	(void)err;
	*state = (void *)arg;
	return 0;
}

static void vast_draw(struct app *app, void *state, struct surface *s)
{
	(void)app;
	(void)state;
	(void)s;
}

static struct focus *vast_focus(struct app *app, void *state)
{
	(void)app;
	return state;
}

static void a_search_that_was_stopped_does_not_say_not_found(void **state)
{
	static const struct focus_ops ops = {.find = search};
	static const struct screen_def vast = {
		.name = "vast", .open = vast_open, .draw = vast_draw,
		.focus = vast_focus};
	struct vast v = {.focus = {&ops}, .f = *state};

	assert_int_equal(app_push(v.f->app, &vast, &v), 0);
	everywhere_find(v.f->app, NULL, "zhang");
	app_step(v.f->app, 0);
	assert_row(v.f, 22, "Stopped before the end; not found so far: zhang");
}

static bool changed_once(struct app *app)
{
	struct demo *d = app_user(app);

	if (demo_is_done(d, "3.02"))
		demo_arrive(d, "3.02", "from elsewhere");
	else
		return false;
	return true;
}

static void what_others_write_is_seen_at_the_next_look(void **state)
{
	struct fixture *f = *state;

	app_set_watch(f->app, changed_once, 250);
	app_step(f->app, 0);
	int before = term_mem_paints(f->term);

	f->ms += 249;
	app_step(f->app, 0);
	assert_int_equal(term_mem_paints(f->term), before);
	f->ms += 1;
	app_step(f->app, 0);
	assert_int_equal(term_mem_paints(f->term), before + 1);
	assert_row(f, 4, "from elsewhere");
	for (int i = 0; i < 20; i++) {
		f->ms += 250;
		app_step(f->app, 0);
	}
	assert_int_equal(term_mem_paints(f->term), before + 1);
}

static void count(struct app *app, void *ctx)
{
	(void)app;
	((struct fixture *)ctx)->calls++;
}

static void read_one(struct app *app, void *ctx, int fd)
{
	struct fixture *f = ctx;
	char byte;

	f->calls += read(fd, &byte, 1) == 1;
	app_drop_fd(app, fd);
}

static void timers_and_descriptors_call_back_once(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(app_after(f->app, 100, count, f), 0);
	app_step(f->app, 0);
	assert_int_equal(f->calls, 0);
	f->ms += 100;
	app_step(f->app, 0);
	app_step(f->app, 0);
	assert_int_equal(f->calls, 1);
	for (int i = 0; i < 8; i++)
		assert_int_equal(app_after(f->app, 1, count, f), 0);
	assert_int_equal(app_after(f->app, 1, count, f), ERR_TOOBIG);
	assert_int_equal(app_add_fd(f->app, f->fds[0], read_one, f), 0);
	assert_int_equal(write(f->fds[1], "ab", 2), 2);
	app_step(f->app, 0);
	app_step(f->app, 0);
	assert_int_equal(f->calls, 2);
}

static void long_work_says_how_far_it_is_and_ctrl_c_stops_it(void **state)
{
	struct fixture *f = *state;

	app_step(f->app, 0);
	assert_false(app_busy(f->app, "exporting", 0, 41208));
	f->ms += 299;
	assert_false(app_busy(f->app, "exporting", 900, 41208));
	f->ms += 1;
	assert_false(app_busy(f->app, "exporting", 1200, 41208));
	assert_row(f, 22, "exporting 1,200 of 41,208   Ctrl-C stops");
	f->ms += 500;
	assert_false(app_busy(f->app, "exporting", 2000, 41208));
	assert_row(f, 22, "exporting 1,200 of 41,208");
	term_mem_feed(f->term, 'j');
	term_mem_feed(f->term, KEY_CTRL_C);
	f->ms += 500;
	assert_true(app_busy(f->app, "exporting", 1000000, 0));
	assert_row(f, 22, "exporting 1,000,000   Ctrl-C stops");
	app_busy_end(f->app);
	app_step(f->app, 0); /* the j that came meanwhile */
	assert_row(f, 5, "> 3.02");
	assert_false(app_busy(f->app, "again", 0, 0));
}

/* An app whose editor is a line of shell. */
static struct app *app_with_editor(struct fixture *f, const char *editor)
{
	struct app_config config = *app_config(f->app);
	struct error err = {0};
	struct app *app;

	config.editor = editor;
	config.tmp = f->dir;
	assert_int_equal(app_new(&app, &config, &err), 0);
	return app;
}

static void the_editor_gets_the_text_and_its_failure_changes_nothing(
	void **state)
{
	static const struct {
		const char *editor, *text;
		int line, rc;
		const char *now; /* NULL: unchanged */
	} row[] = {
		{"sh -c 'echo more >>\"$1\"' edit", "one\n", 1, 0,
		 "one\nmore\n"},
		{"true", "one", 1, 0, NULL},
		{"sh -c 'echo >>\"$1\"; exit 3' edit", "one", 1,
		 ERR_CANCELLED, NULL},
		{"no-such-editor-at-all 2>/dev/null", "one", 1,
		 ERR_CANCELLED, NULL},
		{"sh -c 'printf \"\\377\" >\"$1\"' edit", "one", 1,
		 ERR_INVALID, NULL},
		{"sh -c 'echo two >\"$1\"' edit", "one", 5, 0, "two"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct app *app = app_with_editor(*state, row[i].editor);
		struct error err = {0};
		char *text;

		assert_int_equal(app_edit(app, &text, row[i].text,
					  row[i].line, &err),
				 row[i].rc);
		if (row[i].now)
			assert_string_equal(text, row[i].now);
		else
			assert_null(text);
		mem_free(text);
		app_free(app);
	}
}

static void every_size_can_be_drawn_with_everything_open(void **state)
{
	static const uint32_t openers[] = {'j', 'a', 'c', 's', 'X', 'W', ':',
					   '?', 'e', '/'};
	struct fixture *f = *state;

	app_set_drill(f->app, "DRILL-2031-001");
	for (size_t k = 0; k < sizeof(openers) / sizeof(openers[0]); k++) {
		press(f, openers[k]);
		for (int rows = 1; rows < 30; rows += k ? 7 : 1) {
			for (int cols = 1; cols < 170; cols += 13) {
				term_mem_resize(f->term, rows, cols);
				app_step(f->app, 0);
			}
		}
		term_mem_resize(f->term, 120, 400);
		app_step(f->app, 0);
		assert_row(f, 119, "DRILL 演练  DRILL-2031-001  NOT REAL");
		term_mem_resize(f->term, 24, 80);
		press(f, KEY_ESC);
	}
}

static void no_memory_is_told_and_survived(void **state)
{
	struct fixture *f = *state;

	for (uint64_t nth = 1; nth < 60; nth++) {
		term_mem_feed(f->term, nth % 3 ? 'a' : 'c');
		mem_fail_at(nth);
		f->ms += 100;
		app_step(f->app, 0);
		mem_fail_at(0);
		press(f, KEY_ESC);
		press(f, KEY_ESC);
	}
	press(f, 'j');
	assert_row(f, 5, "> 3.02");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_last_screen_left_ends_it),
		TEST(a_screen_that_cannot_open_says_why_and_leaves_no_trace),
		TEST(replacing_a_screen_keeps_the_depth),
		TEST(two_hundred_messages_are_kept),
		TEST(a_later_word_is_not_pushed_out_by_an_older_change),
		TEST(undo_has_no_limit_and_a_new_change_ends_redo),
		TEST(what_nothing_takes_back_stands_before_what_can_be),
		TEST(a_search_that_was_stopped_does_not_say_not_found),
		TEST(what_others_write_is_seen_at_the_next_look),
		TEST(timers_and_descriptors_call_back_once),
		TEST(long_work_says_how_far_it_is_and_ctrl_c_stops_it),
		TEST(the_editor_gets_the_text_and_its_failure_changes_nothing),
		TEST(every_size_can_be_drawn_with_everything_open),
		TEST(no_memory_is_told_and_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
