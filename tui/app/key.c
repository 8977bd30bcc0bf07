/* Names of keys, full-width keys, and the guard against stray text. */
#include <string.h>

#include "core/base/utf8.h"
#include "tui/app/keymap.h"
#include "tui/app/term.h"

static const struct {
	const char *name;
	uint32_t key;
} names[] = {
	{"Space", KEY_SPACE},	    {"Enter", KEY_ENTER},
	{"Tab", KEY_TAB},	    {"Esc", KEY_ESC},
	{"Backspace", KEY_BACKSPACE}, {"Delete", KEY_DELETE},
	{"Up", KEY_UP_ARROW},	    {"Down", KEY_DOWN_ARROW},
	{"Left", KEY_LEFT_ARROW},   {"Right", KEY_RIGHT_ARROW},
	{"Home", KEY_HOME_},	    {"End", KEY_END_},
	{"PgUp", KEY_PGUP},	    {"PgDn", KEY_PGDN},
	{"Shift-Tab", KEY_SHIFT_TAB},
};
#define NAMES (sizeof(names) / sizeof(names[0]))

static uint32_t parse_numbered(const char *name)
{
	long long n;

	if (str_starts(name, "Ctrl-") && name[5] >= 'A' && name[5] <= 'Z' &&
	    !name[6])
		return (uint32_t)(name[5] - 'A' + 1);
	if (name[0] == 'F' && str_int(&n, name + 1, 1, 12))
		return KEY_F1 + (uint32_t)n - 1;
	return KEY_NONE;
}

uint32_t key_parse(const char *name)
{
	const char *p = name, *end = name + strlen(name);
	uint32_t cp;

	for (size_t i = 0; i < NAMES; i++)
		if (str_eq(names[i].name, name))
			return names[i].key;
	if (utf8_next(&cp, &p, end) && p == end && cp > ' ' && cp != 127)
		return key_narrow(cp);
	return parse_numbered(name);
}

void key_name(struct str *out, uint32_t key)
{
	char bytes[4];

	for (size_t i = 0; i < NAMES; i++) {
		if (names[i].key != key)
			continue;
		str_add(out, names[i].name);
		return;
	}
	if (key >= KEY_F1 && key <= KEY_F12)
		str_addf(out, "F%u", (unsigned)(key - KEY_F1 + 1));
	else if (key < ' ')
		str_addf(out, "Ctrl-%c", (char)('A' + key - 1));
	else if (key < KEY_SPECIAL)
		str_addn(out, bytes, utf8_encode(bytes, key));
}

uint32_t key_narrow(uint32_t key)
{
	static const struct {
		uint32_t wide, ascii;
	} signs[] = {
		{0x3000, ' '}, {0x3001, ','}, {0x3002, '.'}, {0x2018, '\''},
		{0x2019, '\''}, {0x201c, '"'}, {0x201d, '"'}, {0x3010, '['},
		{0x3011, ']'}, {0x300a, '<'}, {0x300b, '>'}, {0xffe5, '$'},
		{0x2026, '^'}, {0x2014, '_'}, {0xb7, '`'},
	};

	if (key >= 0xff01 && key <= 0xff5e)
		return key - 0xff01 + '!';
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].wide == key)
			return signs[i].ascii;
	return key;
}

bool key_is_cjk(uint32_t key)
{
	return key >= 0x1100 && key < KEY_SPECIAL && utf8_width(key) == 2;
}

static bool is_letter(uint32_t key)
{
	return (key >= 'a' && key <= 'z') || (key >= 'A' && key <= 'Z');
}

bool guard_key(struct guard *g, uint32_t key, bool moves, int64_t ms)
{
	if (g->shut && ms - g->last > GUARD_MS)
		*g = (struct guard){0};
	g->last = ms;
	if (!is_letter(key))
		return !g->shut;
	memmove(g->at, g->at + 1, sizeof(g->at) - sizeof(g->at[0]));
	memmove(g->moves, g->moves + 1, sizeof(g->moves) - 1);
	g->at[GUARD_LETTERS - 1] = ms;
	g->moves[GUARD_LETTERS - 1] = moves;
	if (g->letters < GUARD_LETTERS)
		g->letters++;
	if (g->letters == GUARD_LETTERS && ms - g->at[0] <= GUARD_MS)
		g->shut = memchr(g->moves, false, sizeof(g->moves)) != NULL;
	return !g->shut;
}

bool guard_ahead(struct guard *g, const uint32_t *keys, const bool *moves,
		 int n, int64_t ms)
{
	int letters = 0, others = 0;

	for (int i = 0; i < n; i++) {
		letters += is_letter(keys[i]);
		others += is_letter(keys[i]) && !moves[i];
	}
	if (letters < GUARD_LETTERS || !others)
		return false;
	g->shut = true;
	g->last = ms;
	return true;
}
