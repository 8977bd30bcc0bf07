/* What may reach a terminal, and how wide it is there. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"

#define ACUTE "\xcc\x81"

static void show_lets_nothing_through_that_tricks(void **state)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{"", ""},
		{"plain ~ text", "plain ~ text"},
		{"\xe5\xba\x97\xe9\x95\xbf caf\xc3\xa9",
		 "\xe5\xba\x97\xe9\x95\xbf caf\xc3\xa9"},
		/* controls */
		{"a\x1b[31mb", "a<U+001B>[31mb"},
		{"a\rb\bc\x7f", "a<U+000D>b<U+0008>c<U+007F>"},
		{"a\tb\n", "a<U+0009>b<U+000A>"},
		{"\xc2\x80\xc2\x9b", "<U+0080><U+009B>"},
		{"\x9b"
		 "31m",
		 "<x9B>31m"},
		/* bad UTF-8 */
		{"\xc0\xaf", "<xC0><xAF>"},
		{"\xe0\x80\xaf", "<xE0><x80><xAF>"},
		{"\xf0\x80\x80\xaf", "<xF0><x80><x80><xAF>"},
		{"\xed\xa0\x80\xed\xbf\xbf", "<xED><xA0><x80><xED><xBF><xBF>"},
		{"\xf4\x90\x80\x80", "<xF4><x90><x80><x80>"},
		{"\xf8\x88\x80\x80\x80", "<xF8><x88><x80><x80><x80>"},
		{"\xef\xbf\xbe", "<xEF><xBF><xBE>"},
		{"\xef\xb7\x90", "<xEF><xB7><x90>"},
		{"\xe5\xba", "<xE5><xBA>"},
		{"\xe5\xba"
		 "A",
		 "<xE5><xBA>A"},
		{"\xff\xfe", "<xFF><xFE>"},
		/* bidi, zero width, tags, fillers, private, unassigned */
		{"x\xe2\x80\xaey", "x<U+202E>y"},
		{"\xe2\x81\xa6\xe2\x81\xa9", "<U+2066><U+2069>"},
		{"a\xe2\x80\x8b"
		 "b\xef\xbb\xbf",
		 "a<U+200B>b<U+FEFF>"},
		{"\xe2\x80\xa8\xe2\x80\xa9", "<U+2028><U+2029>"},
		{"\xf3\xa0\x81\x81", "<U+E0041>"},
		{"\xf3\xa0\x84\x80", "<U+E0100>"},
		{"\xc2\xad\xcd\x8f\xd8\x9c", "<U+00AD><U+034F><U+061C>"},
		{"\xe1\x85\x9f\xe3\x85\xa4\xef\xbe\xa0",
		 "<U+115F><U+3164><U+FFA0>"},
		{"\xee\x80\x80\xf4\x80\x80\x80", "<U+E000><U+100000>"},
		{"\xcd\xb8", "<U+0378>"},
		{"\xef\xbf\xb9", "<U+FFF9>"},
		/* a family of emoji falls apart at its joiners */
		{"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9",
		 "\xf0\x9f\x91\xa8<U+200D>\xf0\x9f\x91\xa9"},
		/* marks */
		{"e" ACUTE ACUTE ACUTE ACUTE, "e" ACUTE ACUTE ACUTE ACUTE},
		{"e" ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE "x" ACUTE,
		 "e" ACUTE ACUTE ACUTE ACUTE "<U+0301><U+0301>x" ACUTE},
		{ACUTE "a", "<U+0301>a"},
		{"\x9b" ACUTE, "<x9B><U+0301>"},
		{"a\n" ACUTE, "a<U+000A><U+0301>"},
	};
	struct str s = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		str_clear(&s);
		show_text(&s, row[i].in);
		if (strcmp(str_text(&s), row[i].out))
			fail_msg("row %zu: \"%s\", not \"%s\"", i, str_text(&s),
				 row[i].out);
	}
	str_release(&s);
}

static void line_breaks_and_tabs_act_only_where_asked(void **state)
{
	static const char text[] = "a\tb\n\0" ACUTE;
	struct str s = {0};

	(void)state;
	show(&s, text, sizeof(text) - 1, SHOW_LF);
	assert_string_equal(s.p, "a<U+0009>b\n<U+0000><U+0301>");
	str_clear(&s);
	show(&s, text, 4, SHOW_LF | SHOW_TAB);
	assert_string_equal(s.p, "a\tb\n");
	str_clear(&s);
	show(&s, "a\n" ACUTE, 4, SHOW_LF);
	assert_string_equal(s.p, "a\n<U+0301>");
	show(&s, NULL, 0, SHOW_LINE);
	assert_string_equal(s.p, "a\n<U+0301>");
	str_release(&s);
}

static void every_code_point_is_shown_or_named(void **state)
{
	struct str s = {0};

	(void)state;
	for (uint32_t cp = 0; cp < 0x110000; cp++) {
		char c[5] = "";
		size_t n = utf8_encode(c, cp);
		const char *p = c;
		uint32_t got = 0;
		bool good = utf8_next(&got, &p, c + n), same;

		str_clear(&s);
		show(&s, c, n, SHOW_LINE);
		same = s.len == n && memcmp(s.p, c, n) == 0;
		if (good && (got != cp || p != c + n))
			fail_msg("U+%04X was decoded as another", (unsigned)cp);
		if (same != (!utf8_hidden(cp) && utf8_width(cp) > 0) ||
		    (!same && s.p[1] != (good ? 'U' : 'x')))
			fail_msg("U+%04X is shown as \"%s\"", (unsigned)cp,
				 s.p);
	}
	str_release(&s);
}

static void widths_are_our_own(void **state)
{
	static const struct {
		uint32_t cp;
		int width;
	} row[] = {
		{'a', 1},     {0xe9, 1},    {0x301, 0},	 {0x20dd, 0},
		{0x5e97, 2},  {0x3400, 2},  {0x9fff, 2}, {0x20000, 2},
		{0x3001, 2},  {0xff01, 2},  {0xff61, 1}, {0xac00, 2},
		{0x1100, 2},  {0x1161, 0},  {0x11a8, 0}, {0x302a, 0},
		{0x1f600, 2}, {0x1f1e8, 1}, {0x231a, 2}, {0x2605, 1},
		{0x2500, 1},  {0x25cf, 1},  {0x2026, 1}, {0x201c, 1},
		{0xfe0f, 0},  {0x600, 0},   {0x903, 1},	 {0xe000, 1},
		{0x2ffb, 2},  {0x2fff, 1},  {0x4dc0, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		if (utf8_width(row[i].cp) != row[i].width)
			fail_msg("U+%04X is %d cells", (unsigned)row[i].cp,
				 utf8_width(row[i].cp));
	assert_int_equal(utf8_cells("\xe5\xba\x97 e" ACUTE "!"), 5);
}

static void a_cut_keeps_marks_with_their_base(void **state)
{
	static const struct {
		const char *text;
		int cells, used;
		size_t bytes;
	} row[] = {
		{"abc", 2, 2, 2},
		{"abc", 9, 3, 3},
		{"abc", 0, 0, 0},
		{"\xe5\xba\x97\xe9\x95\xbf", 3, 2, 3},
		{"\xe5\xba\x97\xe9\x95\xbf", 1, 0, 0},
		{"e" ACUTE ACUTE "x", 1, 1, 5},
		{"xe" ACUTE, 1, 1, 1},
	};
	int used;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		assert_int_equal(utf8_cut(row[i].text, row[i].cells, &used),
				 row[i].bytes);
		assert_int_equal(used, row[i].used);
		assert_int_equal(utf8_cut(row[i].text, row[i].cells, NULL),
				 row[i].bytes);
	}
}

static void search_meets_full_width_and_capitals(void **state)
{
	(void)state;
	assert_int_equal(utf8_find("Reset Password", "pass"), 6);
	assert_int_equal(
		utf8_find("\xe5\xba\x97 \xef\xbc\xa1\xef\xbc\x91", "a1"), 4);
	assert_int_equal(utf8_find("a\xe3\x80\x80"
				   "b",
				   "A b"),
			 0);
	assert_int_equal(utf8_find("abc", ""), 0);
	assert_int_equal(utf8_find("", ""), 0);
	assert_int_equal(utf8_find("", "a"), -1);
	assert_int_equal(utf8_find("ab", "abc"), -1);
	assert_int_equal(utf8_find("x\xe9y", "\xc3\xa9"), -1);
	assert_int_equal(utf8_find("x\xe9y", "\xe9"), 1);
}

static void look_alike_scripts_in_a_word_are_noticed(void **state)
{
	static const struct {
		const char *text;
		bool mixed;
	} row[] = {
		{"paypal.example", false},
		{"p\xd0\xb0ypal.example", true}, /* Cyrillic a */
		{"\xd0\xbc\xd0\xb8\xd1\x80.example", false},
		{"Lin \xd0\x9c\xd0\xb8\xd1\x80", false}, /* two words */
		{"alph\xce\xb1", true},			 /* Greek alpha */
		{"a_1" ACUTE "\xd0\xb0", true},
		{"A\xe5\x85\xac\xe5\x8f\xb8", false}, /* CJK is no double */
		{"a\xff\xd0\xb0", false},
		{"", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		if (utf8_mixed(row[i].text) != row[i].mixed)
			fail_msg("\"%s\"", row[i].text);
}

static void validity_is_strict(void **state)
{
	(void)state;
	assert_true(utf8_valid("a\0b", 3));
	assert_true(utf8_valid("", 0));
	assert_true(utf8_valid(NULL, 0));
	assert_true(utf8_valid("\xf4\x8f\xbf\xbd", 4));
	assert_false(utf8_valid("\xf4\x8f\xbf\xbf", 4));
	assert_false(utf8_valid("\xe5\xba\x97", 2));
	assert_false(utf8_valid("abc\xc1\xbf", 5));
}

static void show_without_memory_leaves_a_failed_string(void **state)
{
	struct str s = {0};

	(void)state;
	mem_fail_at(1);
	show_text(&s, "abc\n");
	mem_fail_at(0);
	assert_true(s.failed);
	str_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(show_lets_nothing_through_that_tricks),
		cmocka_unit_test(line_breaks_and_tabs_act_only_where_asked),
		cmocka_unit_test(every_code_point_is_shown_or_named),
		cmocka_unit_test(widths_are_our_own),
		cmocka_unit_test(a_cut_keeps_marks_with_their_base),
		cmocka_unit_test(search_meets_full_width_and_capitals),
		cmocka_unit_test(look_alike_scripts_in_a_word_are_noticed),
		cmocka_unit_test(validity_is_strict),
		cmocka_unit_test(show_without_memory_leaves_a_failed_string),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
