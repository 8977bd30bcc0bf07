/* Keys: their names, the map, keys.conf, the guard against stray text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/str.h"
#include "tui/app/keymap.h"
#include "tui/app/term.h"

static void nothing(struct app *app, void *state)
{
	(void)app;
	(void)state;
}

static const struct action everywhere[] = {
	{"down", "j Down", "down", "Down", nothing, ACT_MOVES},
	{"help", "? F1", "help", "Help", nothing, 0},
	{0},
};
static const struct action own[] = {
	{"step-done", "Space", "done", "Done", nothing, 0},
	{"view", "1 2 3 4", "view", "View", nothing, 0},
	{"hunt", "[ ]", "change", "Change", nothing, ACT_ALL_KEYS},
	{"jump", "j", "jump", "Jump", nothing, 0},
	{"help", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

static int setup(void **state)
{
	struct keymap *k = keymap_new();
	struct error err = {0};

	*state = k;
	return !k || keymap_add(k, KEYMAP_ALL, everywhere, &err) ||
	       keymap_add(k, "case", own, &err);
}

static int teardown(void **state)
{
	keymap_free(*state);
	return 0;
}

#define assert_action(k, screen, key, want) \
	assert_string_equal(keymap_find(k, screen, key)->name, want)
#define assert_keys(k, name, all, want) \
	keys_are(k, name, all, want, __FILE__, __LINE__)
static void keys_are(struct keymap *k, const char *name, bool all,
		     const char *want, const char *file, int line)
{
	struct str keys = {0};
	char is[100];

	keymap_keys(&keys, k, "case", name, all);
	str_copy(is, sizeof(is), str_text(&keys));
	str_release(&keys);
	_assert_string_equal(is, want, file, line);
}

static void every_key_has_one_name_and_is_read_back(void **state)
{
	static const struct {
		const char *name;
		uint32_t key;
	} row[] = {
		{"Space", KEY_SPACE}, {"Ctrl-L", KEY_CTRL_L}, {"j", 'j'},
		{"PgDn", KEY_PGDN},   {"F1", KEY_F1},	      {"F12", KEY_F12},
		{"?", '?'},	      {"Esc", KEY_ESC},	      {"Tab", KEY_TAB},
		{"Shift-Tab", KEY_SHIFT_TAB}, {"Enter", KEY_ENTER},
		{"Home", KEY_HOME_},  {"[", '['},	      {"#", '#'},
	};
	static const char *const none[] = {"", "jj", "Ctrl-", "Ctrl-1", "F0",
					   "F13", "space", "\001", "\xff"};
	struct str name = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		assert_int_equal(key_parse(row[i].name), row[i].key);
		str_clear(&name);
		key_name(&name, row[i].key);
		assert_string_equal(str_text(&name), row[i].name);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_int_equal(key_parse(none[i]), KEY_NONE);
	str_release(&name);
}

static void full_width_keys_count_as_their_ascii_ones(void **state)
{
	static const struct {
		uint32_t wide, ascii;
	} row[] = {
		{0xff4a, 'j'}, {0xff1a, ':'}, {0xff1f, '?'}, {0xff0f, '/'},
		{0xff01, '!'}, {0xff0b, '+'}, {0xff0d, '-'}, {0xff11, '1'},
		{0x3000, ' '}, {0x3010, '['}, {0x3002, '.'},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		assert_int_equal(key_narrow(row[i].wide), row[i].ascii);
	assert_int_equal(key_narrow(0x4f9b), 0x4f9b);
	assert_true(key_is_cjk(0x4f9b));
	assert_false(key_is_cjk(0xe9));
	assert_false(key_is_cjk(KEY_PGUP));
}

static void a_screens_own_keys_come_before_those_for_all(void **state)
{
	struct keymap *k = *state;

	assert_action(k, "case", 'j', "jump");
	assert_action(k, "case", KEY_DOWN_ARROW, "down");
	assert_action(k, "other", 'j', "down");
	assert_null(keymap_find(k, "case", 'z'));
	assert_string_equal(keymap_action(k, "case", "help")->brief, "help");
}

static void the_footer_names_keys_as_people_say_them(void **state)
{
	struct keymap *k = *state;

	assert_keys(k, "step-done", false, "Space");
	assert_keys(k, "view", false, "1-4");
	assert_keys(k, "view", true, "1 2 3 4");
	assert_keys(k, "hunt", true, "[ ]");
	assert_keys(k, "help", false, "?");
	assert_keys(k, "down", false, "Down"); /* j jumps here */
	assert_keys(k, "no-such", false, "");
}

static void keys_conf_moves_an_action_to_other_keys(void **state)
{
	struct keymap *k = *state;
	struct error err = {0};

	assert_int_equal(keymap_load(k,
				     "# Colemak\n\n"
				     "bind all n down  # comment\n"
				     "bind case x step-done\r\n"
				     "bind case # hunt\n"
				     "bind case 1 none\n",
				     "keys.conf", &err),
			 0);
	assert_action(k, "case", 'n', "down");
	assert_action(k, "case", 'x', "step-done");
	assert_action(k, "case", '#', "hunt");
	assert_null(keymap_find(k, "case", ' '));
	assert_null(keymap_find(k, "case", '1'));
	assert_keys(k, "step-done", false, "x");
}

static void a_bad_line_is_told_with_its_number_and_the_rest_holds(void **state)
{
	static const struct {
		const char *text, *what, *more;
	} row[] = {
		{"bind case jj step-done", "k:1: no such key: jj",
		 "Space Enter Tab Up PgDn F5 Ctrl-L j ?"},
		{"\nbind home x step-done", "k:2: no such screen: home",
		 "one of: all case"},
		{"bind case x fly", "k:1: no such action: fly",
		 "`:keys` lists the actions"},
		{"map x y", "k:1: not a word of keys.conf: map", ""},
		{"bind case x", "k:1: three words after bind",
		 "bind case Space step-done"},
		{"bind case x hunt\nbind case x view",
		 "k:2: x is bound twice", "first in line 1"},
	};
	struct error err;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct keymap *k;

		teardown(state);
		assert_int_equal(setup(state), 0);
		k = *state;
		error_clear(&err);
		assert_int_equal(keymap_load(k, row[i].text, "k", &err),
				 ERR_INVALID);
		assert_string_equal(err.what, row[i].what);
		assert_string_equal(*err.fix ? err.fix : err.where,
				    row[i].more);
	}
	assert_int_equal(keymap_load(*state, "oops\nbind case q hunt\n", "k",
				     &err),
			 ERR_INVALID);
	assert_action(*state, "case", 'q', "hunt");
}

static void two_actions_of_one_table_cannot_share_a_key(void **state)
{
	static const struct action twice[] = {
		{"a", "x", "a", "A", nothing, 0},
		{"b", "y x", "b", "B", nothing, 0},
		{0},
	};
	struct error err = {0};

	assert_int_equal(keymap_add(*state, "bad", twice, &err), ERR_INVALID);
	assert_string_equal(err.what, "bad: a and b share the key x");
}

static void five_letters_within_50_ms_shut_the_guard(void **state)
{
	struct guard g = {0};

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_true(guard_key(&g, 'a', false, 1000 + i * 10));
	assert_false(guard_key(&g, 'b', false, 1040));
	assert_false(guard_key(&g, ' ', false, 1060));
	assert_false(guard_key(&g, 'X', false, 1100));
	assert_true(guard_key(&g, 'a', false, 1151));
}

static void fast_movement_and_slow_typing_pass_the_guard(void **state)
{
	struct guard g = {0};

	(void)state;
	for (int i = 0; i < 50; i++)
		assert_true(guard_key(&g, 'j', true, 1000 + i));
	assert_true(guard_key(&g, KEY_SPACE, false, 1050));
	assert_false(guard_key(&g, 'o', false, 1051));
	g = (struct guard){0};
	for (int i = 0; i < 50; i++)
		assert_true(guard_key(&g, 'o', false, 1000 + i * 13));
}

static void letters_that_come_at_once_do_not_even_begin(void **state)
{
	static const uint32_t word[] = {'d', 'r', 'o', 'p', 's'};
	static const bool moves[] = {false, false, false, false, false};
	static const bool all[] = {true, true, true, true, true};
	struct guard g = {0};

	(void)state;
	assert_false(guard_ahead(&g, word, all, 5, 1000));
	assert_false(guard_ahead(&g, word, moves, 4, 1000));
	assert_true(guard_ahead(&g, word, moves, 5, 1000));
	assert_false(guard_key(&g, 'd', false, 1000));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_key_has_one_name_and_is_read_back),
		TEST(full_width_keys_count_as_their_ascii_ones),
		TEST(a_screens_own_keys_come_before_those_for_all),
		TEST(the_footer_names_keys_as_people_say_them),
		TEST(keys_conf_moves_an_action_to_other_keys),
		TEST(a_bad_line_is_told_with_its_number_and_the_rest_holds),
		TEST(two_actions_of_one_table_cannot_share_a_key),
		TEST(five_letters_within_50_ms_shut_the_guard),
		TEST(fast_movement_and_slow_typing_pass_the_guard),
		TEST(letters_that_come_at_once_do_not_even_begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
