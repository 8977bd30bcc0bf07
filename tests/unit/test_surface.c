/* The grid: cells, wide characters, cutting, the picture; the theme. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>
#include <string.h>

#include "core/base/str.h"
#include "tui/app/surface.h"
#include "tui/app/theme.h"
#include "tui/app/touchup.h"

static int setup(void **state)
{
	*state = surface_new(4, 20);
	return *state == NULL;
}

static int teardown(void **state)
{
	surface_free(*state);
	return 0;
}

#define assert_row(s, row, want) row_is(s, row, want, __FILE__, __LINE__)
static void row_is(struct surface *s, int row, const char *want,
		   const char *file, int line)
{
	struct str text = {0};
	char is[300];

	surface_row_text(&text, s, row);
	str_copy(is, sizeof(is), str_text(&text));
	str_release(&text);
	_assert_string_equal(is, want, file, line);
}

static void text_is_cut_at_the_edge_and_off_the_grid_is_nothing(void **state)
{
	struct surface *s = *state;

	assert_int_equal(surface_put(s, 0, 15, INT_MAX, 0, "Record count"),
			 5);
	assert_row(s, 0, "               Recor");
	assert_int_equal(surface_put(s, 1, 2, 3, 0, "abcdef"), 3);
	assert_row(s, 1, "  abc");
	assert_int_equal(surface_put(s, 9, 0, 5, 0, "x"), 0);
	assert_int_equal(surface_put(s, -1, 0, 5, 0, "x"), 0);
	assert_int_equal(surface_put(s, 0, 20, 5, 0, "x"), 0);
	surface_put(s, 2, -2, 6, 0, "abcdef");
	assert_row(s, 2, "cdef");
	surface_fill(s, 3, -5, 8, 0, '-');
	assert_row(s, 3, "---");
}

static void a_wide_character_is_never_cut_in_half(void **state)
{
	struct surface *s = *state;

	assert_int_equal(surface_put(s, 0, 0, 5, 0, "供应商"), 4);
	assert_row(s, 0, "供应");
	assert_int_equal(surface_put(s, 1, 17, INT_MAX, 0, "供应"), 2);
	assert_row(s, 1, "                 供");
	surface_put(s, 0, 1, 1, 0, "x");
	assert_row(s, 0, " x应");
	surface_put(s, 0, 2, 1, 0, "y");
	assert_row(s, 0, " xy");
	assert_int_equal(surface_cell(s, 1, 17)->width, 2);
	assert_int_equal(surface_cell(s, 1, 18)->width, 0);
}

static void marks_stay_with_their_letter(void **state)
{
	struct surface *s = *state;

	assert_int_equal(surface_put(s, 0, 0, 9, 0, "e\xcc\x81t"), 2);
	assert_row(s, 0, "e\xcc\x81t");
	assert_int_equal(surface_cell(s, 0, 0)->ch[1], 0x301);
	/* A mark without a letter is spelt out. */
	surface_put(s, 1, 0, 9, 0, "\xcc\x81x");
	assert_row(s, 1, "<U+0301>x");
}

static void what_could_trick_a_terminal_is_spelt_out(void **state)
{
	struct surface *s = *state;

	surface_put(s, 0, 0, INT_MAX, 0, "a\033[31m");
	assert_row(s, 0, "a<U+001B>[31m");
	surface_put(s, 1, 0, INT_MAX, 0, "\xe2\x80\xaex\xff");
	assert_row(s, 1, "<U+202E>x<xFF>");
}

static void a_field_shows_that_it_was_cut(void **state)
{
	struct surface *s = *state;

	assert_int_equal(surface_field(s, 0, 0, 8, 0, "Record count"), 8);
	assert_row(s, 0, "Record..");
	assert_int_equal(surface_field(s, 1, 0, 7, 0, "备份是否"), 6);
	assert_row(s, 1, "备份..");
	assert_int_equal(surface_field(s, 2, 0, 8, 0, "备份是否"), 8);
	surface_right(s, 3, 0, 20, 0, "u  undo");
	assert_row(s, 3, "             u  undo");
	surface_right(s, 3, 0, 3, 0, "undo");
	assert_row(s, 3, "und          u  undo");
}

static void a_new_size_is_blank_and_one_cell_is_enough(void **state)
{
	struct surface *s = *state;
	int row, col;

	surface_cursor(s, 99, -5);
	surface_cursor_at(s, &row, &col);
	assert_int_equal(row, 3);
	assert_int_equal(col, 0);
	surface_put(s, 0, 0, 5, 0, "x");
	assert_int_equal(surface_resize(s, 0, -3), 0);
	assert_int_equal(surface_rows(s), 1);
	assert_int_equal(surface_cols(s), 1);
	assert_int_equal(surface_put(s, 0, 0, INT_MAX, 0, "供"), 0);
	assert_row(s, 0, "");
}

static void a_copy_takes_what_fits(void **state)
{
	struct surface *s = *state, *small = surface_new(2, 3);

	surface_put(s, 0, 0, 9, LOOK_BOLD, "abcdef");
	surface_copy(small, s);
	assert_row(small, 0, "abc");
	assert_int_equal(surface_cell(small, 0, 0)->look, LOOK_BOLD);
	surface_free(small);
}

static void the_picture_holds_every_run_to_its_cells(void **state)
{
	struct surface *s = *state;
	struct str svg = {0};

	surface_fill(s, 0, 0, 20, LOOK_REVERSE, ' ');
	surface_put(s, 0, 1, 9, LOOK_REVERSE, "Cases");
	surface_put(s, 1, 1, 9, LOOK_OVERDUE, "!! <&>");
	surface_put(s, 2, 0, 9, 0, "案例 a");
	surface_svg(&svg, s);
	assert_non_null(strstr(str_text(&svg), "textLength=\"36\""));
	assert_non_null(strstr(str_text(&svg), "案例</text>"));
	assert_non_null(strstr(str_text(&svg), "&lt;&amp;&gt;"));
	assert_non_null(strstr(str_text(&svg), "fill=\"#b3261e\""));
	assert_non_null(strstr(str_text(&svg), "</svg>\n"));
	str_release(&svg);
}

static void colours_are_few_and_say_what_words_say_too(void **state)
{
	(void)state;
	assert_int_equal(theme_colour(LOOK_BOLD | LOOK_REVERSE),
			 THEME_DEFAULT);
	assert_int_equal(theme_colour(LOOK_OVERDUE | LOOK_BOLD), THEME_RED);
	assert_int_equal(theme_colour(LOOK_OVERDUE | LOOK_SOON), THEME_RED);
	assert_int_equal(theme_colour(LOOK_SOON), THEME_MAGENTA);
	assert_int_equal(theme_colour(LOOK_LINK), THEME_BLUE);
	assert_true(theme_wanted(1, "1", 0));
	assert_false(theme_wanted(-1, NULL, 256));
	assert_false(theme_wanted(0, "1", 256));
	assert_true(theme_wanted(0, "", 8));
	assert_false(theme_wanted(0, NULL, 2));
}

static void a_few_digits_are_written_and_the_cursor_stays(void **state)
{
	struct surface *now = *state, *seen = surface_new(4, 20);
	struct str out = {0};

	assert_non_null(seen);
	surface_put(seen, 0, 0, 20, LOOK_REVERSE, " 14:12  play 1 of 15");
	surface_put(seen, 1, 0, 20, LOOK_OVERDUE | LOOK_BOLD, "OVERDUE 9m");
	surface_cursor(seen, 2, 1);
	surface_copy(now, seen);
	assert_false(touchup(&out, seen, now, true)); /* nothing changed */
	surface_put(now, 0, 0, 20, LOOK_REVERSE, " 14:13  play 2 of 15");
	surface_put(now, 1, 0, 20, LOOK_OVERDUE | LOOK_BOLD, "OVERDUE 8m");
	assert_true(touchup(&out, seen, now, true));
	assert_string_equal(str_text(&out),
			    "\0337\033[1;6H\033[7m3\033[7C2"
			    "\033[2;9H\033[0;1;31m8\033[m\0338");
	str_clear(&out);
	assert_true(touchup(&out, seen, now, false));
	assert_null(strstr(str_text(&out), "31"));
	str_release(&out);
	surface_free(seen);
}

static void more_than_a_few_letters_is_for_curses(void **state)
{
	struct surface *now = *state, *seen = surface_new(4, 20);
	struct str out = {0};

	assert_non_null(seen);
	surface_put(seen, 0, 0, 20, LOOK_PLAIN, "1");
	surface_cursor(now, 3, 3); /* the cursor went */
	assert_false(touchup(&out, seen, now, true));
	surface_cursor(seen, 3, 3);
	assert_true(touchup(&out, seen, now, true));
	str_clear(&out);
	surface_put(now, 1, 0, 20, LOOK_PLAIN, "æ¡"); /* wide */
	assert_false(touchup(&out, seen, now, true));
	surface_clear(now);
	surface_cursor(now, 3, 3);
	surface_fill(now, 1, 0, 20, LOOK_PLAIN, '-');
	surface_fill(now, 2, 0, 20, LOOK_PLAIN, '-');
	assert_false(touchup(&out, seen, now, true));
	assert_int_equal(out.len, 0);
	str_release(&out);
	surface_free(seen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(text_is_cut_at_the_edge_and_off_the_grid_is_nothing),
		TEST(a_wide_character_is_never_cut_in_half),
		TEST(marks_stay_with_their_letter),
		TEST(what_could_trick_a_terminal_is_spelt_out),
		TEST(a_field_shows_that_it_was_cut),
		TEST(a_new_size_is_blank_and_one_cell_is_enough),
		TEST(a_copy_takes_what_fits),
		TEST(the_picture_holds_every_run_to_its_cells),
		TEST(colours_are_few_and_say_what_words_say_too),
		TEST(a_few_digits_are_written_and_the_cursor_stays),
		TEST(more_than_a_few_letters_is_for_curses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
