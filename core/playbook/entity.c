/* core/playbook/entity.c - "&amp;" and its kin (HTML 5, 13.5; a part). */
#include "core/playbook/entity.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/base/utf8.h"

static const struct {
	const char *name;
	uint32_t cp;
} entities[] = {
	{"amp", '&'},	   {"lt", '<'},	      {"gt", '>'},
	{"quot", '"'},	   {"apos", '\''},    {"nbsp", ' '},
	{"copy", 0xa9},	   {"reg", 0xae},     {"sect", 0xa7},
	{"middot", 0xb7},  {"times", 0xd7},   {"deg", 0xb0},
	{"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018},
	{"rsquo", 0x2019}, {"ldquo", 0x201c}, {"rdquo", 0x201d},
	{"bull", 0x2022},  {"hellip", 0x2026}, {"euro", 0x20ac},
	{"rarr", 0x2192},  {"le", 0x2264},    {"ge", 0x2265},
};

static uint32_t entity_number(const char *s, size_t n)
{
	bool hex = n && (*s == 'x' || *s == 'X');
	uint32_t cp = 0, digit;

	for (size_t i = hex; i < n; i++) {
		char c = s[i];

		digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
					     : (uint32_t)((c | 32) - 'a' + 10);
		cp = cp * (hex ? 16 : 10) + digit;
		if (cp > 0x10ffff)
			return 0;
	}
	return cp;
}

size_t entity_decode(char out[4], const char *text, size_t n)
{
	uint32_t cp = 0;
	const char *name = text + 1;
	size_t len = n - 2;

	if (n < 3)
		return 0;
	if (*name == '#') {
		cp = entity_number(name + 1, len - 1);
	} else {
		for (size_t i = 0;
		     i < sizeof(entities) / sizeof(*entities); i++)
			if (strlen(entities[i].name) == len &&
			    memcmp(entities[i].name, name, len) == 0)
				cp = entities[i].cp;
	}
	if (!cp || (cp >= 0xd800 && cp < 0xe000) || utf8_hidden(cp))
		return 0;
	return utf8_encode(out, cp);
}
