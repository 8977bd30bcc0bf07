/* Widgets apart from any screen: time limits, wrapping, lists, the line
 * editor, the frame's rows. Their keys are tested in tests/screen/demo.t. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/str.h"
#include "core/base/time.h"
#include "tui/app/term.h"
#include "tui/widget/countdown.h"
#include "tui/widget/edit.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/pager.h"

#define S INT64_C(1000)
#define M (60 * S)
#define H (60 * M)
#define D (24 * H)

#define assert_text(str, want) text_is(str, want, __FILE__, __LINE__)
static void text_is(struct str *text, const char *want, const char *file,
		    int line)
{
	char is[400];

	str_copy(is, sizeof(is), str_text(text));
	str_release(text);
	_assert_string_equal(is, want, file, line);
}

/* ---- time limits ---- */
static void a_time_limit_is_told_in_words_and_two_units(void **state)
{
	static const struct {
		struct countdown c;
		int64_t now;
		const char *text, *head, *brief;
	} row[] = {
		{{COUNT_UNTIL, 0, 100 * D}, 100 * D - 3 * H - 48 * M,
		 "due in 3h 48m", "due in  3h 48m", "  3h48"},
		{{COUNT_UNTIL, 1 * D, 4 * D}, 4 * D - 3 * H - 48 * M,
		 "! due in 3h 48m", "! due in  3h 48m", "! 3h48"},
		{{COUNT_UNTIL, 0, 100 * D}, 98 * D - 21 * H, "due in 2d 21h",
		 "due in  2d 21h", "  2d21h"},
		{{COUNT_UNTIL, 0, 100 * D}, 99 * D - 2 * H, "due in 1d 2h",
		 "due in   1d 2h", "  1d 2h"},
		{{COUNT_UNTIL, 0, 1 * D}, 1 * D, "!! OVERDUE 0s",
		 "!! OVERDUE      0s", "!! 0s"},
		{{COUNT_UNTIL, 0, 1 * D}, 1 * D + 2 * H, "!! OVERDUE 2h",
		 "!! OVERDUE      2h", "!! 2h00"},
		{{COUNT_UNTIL, 0, 1 * D}, 1 * D - 560 * S, "! due in 9m 20s",
		 "! due in  9m 20s", "! 9m20"},
		{{COUNT_UNTIL, 0, 1 * D}, 1 * D - 22 * M - 30 * S,
		 "! due in 22m", "! due in     22m", "! 22m"},
		{{COUNT_SINCE, 1 * D, 0}, 1 * D + 20 * H + 12 * M,
		 "20h 12m since", "20h 12m since", "  20h12"},
		{{COUNT_NOT_STARTED, 0, 0}, 5 * D, "not started",
		 "not started", "  not started"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct str a = {0}, b = {0}, c = {0};

		countdown_text(&a, &row[i].c, row[i].now);
		assert_text(&a, row[i].text);
		countdown_head(&b, &row[i].c, row[i].now);
		assert_text(&b, row[i].head);
		countdown_short(&c, &row[i].c, row[i].now);
		assert_text(&c, row[i].brief);
	}
}

static void text_at(struct str *out, const struct countdown *c, int64_t now)
{
	str_clear(out);
	countdown_text(out, c, now);
}

/* For many moments: the text stays until countdown_next(), then it differs. */
static void the_next_change_is_known_to_the_millisecond(void **state)
{
	const struct countdown all[] = {
		{COUNT_UNTIL, 1 * D, 4 * D}, {COUNT_UNTIL, 0, 4 * D},
		{COUNT_SINCE, 3 * D, 0}};
	struct str now = {0}, then = {0};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		for (int64_t t = 3 * D + 1; t < 4 * D + 2 * H;
		     t += 7 * M + 12347) {
			int64_t next = countdown_next(&all[i], t);

			assert_true(next > 0);
			text_at(&now, &all[i], t);
			text_at(&then, &all[i], t + next - 1);
			assert_string_equal(str_text(&now), str_text(&then));
			if (t + next >= 4 * D && t < 4 * D)
				continue;
			text_at(&then, &all[i], t + next);
			assert_string_not_equal(str_text(&now),
						str_text(&then));
		}
	}
	str_release(&now);
	str_release(&then);
	assert_int_equal(countdown_next(&(struct countdown){0}, 5), -1);
}

static void a_day_is_named_unless_it_is_today(void **state)
{
	struct zone *z = zone_fixed(8 * 3600);
	struct error err = {0};
	struct str s = {0};
	int64_t now, at;

	(void)state;
	time_parse(&now, NULL, "2026-10-14T14:12:00+08:00", NULL, 0, &err);
	time_parse(&at, NULL, "2026-10-17T14:31:00+08:00", NULL, 0, &err);
	countdown_when(&s, at, now, z);
	assert_text(&s, "Sat 17 Oct 14:31");
	countdown_when(&s, now + 228 * M, now, z);
	assert_text(&s, "today 18:00");
	/* Midnight ends a day, it never begins one. */
	time_parse(&at, NULL, "2026-10-18T00:00:00+08:00", NULL, 0, &err);
	countdown_when(&s, at, now, z);
	assert_text(&s, "Sat 17 Oct 24:00");
	countdown_when(&s, now + 588 * M, now, z);
	assert_text(&s, "today 24:00");
	time_parse(&at, NULL, "2026-10-17T14:31:00+08:00", NULL, 0, &err);
	frame_time(&s, now, z);
	assert_text(&s, "Wed 14 Oct 14:12 +08");
	frame_when(&s, at, now, z);
	assert_text(&s, "17 Oct");
	frame_when(&s, now, now, z);
	assert_text(&s, "14:12");
	zone_free(z);
}

/* ---- wrapping ---- */
static void assert_lines(struct rich *r, int cells, const char *const *want)
{
	int n = rich_layout(r, cells), i = 0;
	struct str line = {0};

	for (; want[i]; i++) {
		str_clear(&line);
		rich_text(&line, r, i);
		assert_string_equal(str_text(&line), want[i]);
	}
	assert_int_equal(n, i);
	str_release(&line);
}

static void words_wrap_and_looks_run_on(void **state)
{
	struct rich *r = rich_new();

	(void)state;
	rich_para(r, 0, 2);
	rich_add(r, 0, "Work on the ");
	rich_add(r, LOOK_BOLD, "copy");
	rich_add(r, 0, ", never on the original.");
	rich_line(r, 0, 0, "");
	rich_line(r, 1, 0, "one\ntwo");
	assert_lines(r, 16, (const char *const[]){
				    "Work on the", "copy, never on",
				    "the original.", "", "one", "two", NULL});
	assert_lines(r, 80, (const char *const[]){
				    "Work on the copy, never on the original.",
				    "", "one", "two", NULL});
	rich_free(r);
}

static void chinese_breaks_anywhere_but_before_a_closing_mark(void **state)
{
	struct rich *r = rich_new();

	(void)state;
	rich_line(r, 0, 0, "请警惕冒充来电，勿转账。查询：（示例）");
	assert_lines(r, 14, (const char *const[]){
				    "请警惕冒充来", "电，勿转账。查",
				    "询：（示例）", NULL});
	rich_clear(r);
	rich_line(r, 0, 0, "averyveryverylongword end");
	assert_lines(r, 10, (const char *const[]){"averyveryv", "erylongwor",
						  "d end", NULL});
	rich_free(r);
}

static void a_pager_finds_round_the_end(void **state)
{
	struct surface *s = surface_new(5, 20);
	struct str place = {0};
	struct pager p;
	struct error err = {0};

	(void)state;
	assert_int_equal(pager_init(&p, &err), 0);
	for (int i = 0; i < 30; i++) {
		rich_para(p.text, 0, 0);
		rich_addf(p.text, 0, "line %d", i);
	}
	pager_draw(&p, s, 0, 5, 0, 20, true);
	assert_true(p.focus.ops->find(&p.focus, "line 2", 1));
	assert_int_equal(p.found, 2);
	assert_true(p.focus.ops->find(&p.focus, "LINE 2", 1));
	assert_int_equal(p.found, 20);
	assert_true(p.focus.ops->find(&p.focus, "line 2", -1));
	assert_int_equal(p.found, 2);
	assert_true(p.focus.ops->find(&p.focus, "line 2", -1));
	assert_int_equal(p.found, 29);
	assert_false(p.focus.ops->find(&p.focus, "page", 1));
	assert_true(p.focus.ops->move(&p.focus, MOVE_LAST) || p.top == 25);
	pager_place(&place, &p);
	assert_text(&place, "26-30 of 30");
	pager_release(&p);
	surface_free(s);
}

/* ---- lists ---- */
struct items {
	const char *key[8]; /* "": a heading */
	int n;
};

static int items_count(void *ctx)
{
	return ((struct items *)ctx)->n;
}

static const char *items_key(void *ctx, int i)
{
	const char *key = ((struct items *)ctx)->key[i];

	return *key ? key : NULL;
}

static void items_draw(void *ctx, int i, struct surface *s, int row, int col,
		       int cells, bool chosen)
{
	(void)chosen;
	surface_put(s, row, col, cells, 0, ((struct items *)ctx)->key[i]);
}

static const char *items_text(void *ctx, int i)
{
	return ((struct items *)ctx)->key[i];
}

static const struct list_ops items_ops = {items_count, items_key, items_draw,
					  items_text};

static void the_choice_goes_with_its_item_and_to_a_neighbour(void **state)
{
	struct items it = {{"", "a", "b", "", "c", "d"}, 6};
	struct list l;

	(void)state;
	list_init(&l, &items_ops, &it);
	assert_string_equal(list_key(&l), "a");
	l.focus.ops->move(&l.focus, MOVE_DOWN);
	l.focus.ops->move(&l.focus, MOVE_DOWN);
	assert_string_equal(list_key(&l), "c");
	it = (struct items){{"c", "a", "b", "d"}, 4};
	assert_int_equal(list_at(&l), 0);
	assert_string_equal(list_key(&l), "c");
	it = (struct items){{"a", "b", "d"}, 3};
	assert_string_equal(list_key(&l), "a");
	assert_true(list_choose(&l, "d"));
	assert_false(list_choose(&l, "z"));
	it.n = 2;
	assert_string_equal(list_key(&l), "b");
	it.n = 0;
	assert_null(list_key(&l));
	assert_false(l.focus.ops->move(&l.focus, MOVE_DOWN));
	assert_false(l.focus.ops->find(&l.focus, "a", 1));
	list_release(&l);
}

static void a_list_scrolls_no_more_than_it_must(void **state)
{
	struct items it = {{"a", "b", "c", "d", "e", "f", "g"}, 7};
	struct surface *s = surface_new(3, 10);
	struct list l;
	int row, col;

	(void)state;
	list_init(&l, &items_ops, &it);
	for (int i = 0; i < 4; i++)
		l.focus.ops->move(&l.focus, MOVE_DOWN);
	list_draw(&l, s, 0, 3, 0, 10, true);
	assert_int_equal(l.top, 2);
	surface_cursor_at(s, &row, &col);
	assert_int_equal(row, 2);
	l.focus.ops->move(&l.focus, MOVE_UP);
	list_draw(&l, s, 0, 3, 0, 10, true);
	assert_int_equal(l.top, 2);
	l.focus.ops->move(&l.focus, MOVE_LAST);
	l.focus.ops->move(&l.focus, MOVE_PAGE_UP);
	assert_string_equal(list_key(&l), "e");
	assert_int_equal(l.focus.ops->filter(&l.focus, "F"), 1);
	assert_string_equal(list_key(&l), "f");
	assert_int_equal(l.focus.ops->filter(&l.focus, ""), 7);
	list_release(&l);
	surface_free(s);
}

/* ---- the line editor ---- */
static void feed(struct edit *e, const uint32_t *keys)
{
	for (; *keys; keys++)
		edit_key(e, *keys);
}

static void a_line_is_edited_by_whole_characters(void **state)
{
	struct edit e = {0};

	(void)state;
	feed(&e, (const uint32_t[]){'a', 0x4f9b, 'e', 0x301, 'b', 0});
	assert_string_equal(edit_text(&e), "a供e\xcc\x81" "b");
	feed(&e, (const uint32_t[]){KEY_LEFT_ARROW, KEY_BACKSPACE, 0});
	assert_string_equal(edit_text(&e), "a供b");
	feed(&e, (const uint32_t[]){KEY_HOME_, KEY_DELETE, KEY_DELETE, 'x',
				    0});
	assert_string_equal(edit_text(&e), "xb");
	feed(&e, (const uint32_t[]){KEY_END_, ' ', 'c', 'd', 23, 0});
	assert_string_equal(edit_text(&e), "xb ");
	edit_insert(&e, "1\r\n2\t\033[0m\x7f");
	assert_string_equal(edit_text(&e), "xb 1  2 [0m");
	assert_false(edit_key(&e, KEY_F1));
	assert_false(edit_key(&e, KEY_UP_ARROW));
	feed(&e, (const uint32_t[]){KEY_CTRL_U, KEY_BACKSPACE, KEY_DELETE,
				    KEY_LEFT_ARROW, 0});
	assert_string_equal(edit_text(&e), "");
	edit_release(&e);
}

static void the_cursor_of_a_long_line_stays_in_view(void **state)
{
	struct surface *s = surface_new(4, 12);
	struct edit e = {0};
	struct str row = {0};
	int r, c;

	(void)state;
	edit_set(&e, "0123456789供应商");
	edit_draw(&e, s, 0, 1, 2, 10, 0, true);
	surface_cursor_at(s, &r, &c);
	assert_in_range(c, 2, 11);
	surface_row_text(&row, s, 0);
	assert_text(&row, "  89供应商");
	e.many = true;
	edit_set(&e, "one\ntwo is too long for a row");
	edit_draw(&e, s, 0, 3, 0, 12, 0, true);
	surface_row_text(&row, s, 2);
	assert_text(&row, "row");
	surface_cursor_at(s, &r, &c);
	assert_int_equal(r, 2);
	assert_int_equal(c, 3);
	feed(&e, (const uint32_t[]){KEY_PGUP, KEY_DOWN_ARROW, 0});
	assert_int_equal(e.at, 4);
	edit_release(&e);
	surface_free(s);
}

/* ---- rows of the frame ---- */
static void phases_give_way_so_that_the_chosen_one_shows(void **state)
{
	static const struct frame_tab tabs[] = {
		{"Detect", "5/5", 0},	{"Contain", "6/6", 0},
		{"Assess", "2/8", 0},	{"Decide", "0/4", 0},
		{"Notify", NULL, 0},	{"Learn", NULL, 0}};
	struct surface *s = surface_new(2, 80), *small = surface_new(1, 40);
	struct str row = {0};

	(void)state;
	frame_phases(s, 0, tabs, 6, 2);
	surface_row_text(&row, s, 0);
	assert_text(&row, " Detect 5/5    Contain 6/6    [ASSESS 2/8]    "
			  "Decide 0/4    Notify    Learn");
	frame_phases(small, 0, tabs, 6, 5);
	surface_row_text(&row, small, 0);
	assert_text(&row, " ..  Decide 0/4  Notify  [LEARN]");
	frame_tabs(s, 1, tabs, 3, 0, NULL);
	surface_row_text(&row, s, 1);
	assert_text(&row, " [1 DETECT 5/5]   2 Contain 6/6   3 Assess 2/8");
	surface_clear(small);
	frame_tabs(small, 0, tabs, 3, 0, NULL);
	surface_row_text(&row, small, 0);
	assert_text(&row, " [1 DETECT 5/5] 2 Contain 6/6 3 Assess");
	surface_free(s);
	surface_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_time_limit_is_told_in_words_and_two_units),
		cmocka_unit_test(the_next_change_is_known_to_the_millisecond),
		cmocka_unit_test(a_day_is_named_unless_it_is_today),
		cmocka_unit_test(words_wrap_and_looks_run_on),
		cmocka_unit_test(
			chinese_breaks_anywhere_but_before_a_closing_mark),
		cmocka_unit_test(a_pager_finds_round_the_end),
		cmocka_unit_test(
			the_choice_goes_with_its_item_and_to_a_neighbour),
		cmocka_unit_test(a_list_scrolls_no_more_than_it_must),
		cmocka_unit_test(a_line_is_edited_by_whole_characters),
		cmocka_unit_test(the_cursor_of_a_long_line_stays_in_view),
		cmocka_unit_test(
			phases_give_way_so_that_the_chosen_one_shows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
