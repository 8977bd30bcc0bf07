/* core/people/cell.c - see cell.h. */
#include "core/people/cell.h"

#include <string.h>

/* Blanks of all kinds, and marks without width. */
static const char *const blanks[] = {
	" ", "\t", "\n", "\r", "\xc2\xa0", "\xe3\x80\x80", "\xe2\x80\x8b",
	"\xe2\x81\xa0", "\xef\xbb\xbf", NULL};
/* Marks of direction, which numbers copied from a telephone carry. In a name
 * they stay: who put them there may have meant to deceive. */
static const char *const turns[] = {
	"\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xaa", "\xe2\x80\xab",
	"\xe2\x80\xac", "\xe2\x80\xad", "\xe2\x80\xae", "\xe2\x81\xa6",
	"\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9", NULL};

/* Bytes of one of the marks at the start of n bytes, or at their end. */
static size_t begins(const char *p, size_t n, const char *const *mark)
{
	for (; *mark; mark++) {
		size_t len = strlen(*mark);

		if (len <= n && !memcmp(p, *mark, len))
			return len;
	}
	return 0;
}

static size_t ends(const char *p, size_t n, const char *const *mark)
{
	for (; *mark; mark++) {
		size_t len = strlen(*mark);

		if (len <= n && !memcmp(p + n - len, *mark, len))
			return len;
	}
	return 0;
}

/* Keeps the bytes from..to of it. */
static void keep(struct str *s, size_t from, size_t to)
{
	if (!s->len || to - from == s->len)
		return;
	memmove(s->p, s->p + from, to - from);
	s->len = to - from;
	s->p[s->len] = '\0';
}

static void trim(struct str *s, const char *const *mark)
{
	size_t from = 0, to = s->len, n;

	while ((n = begins(s->p + from, to - from, mark)))
		from += n;
	while ((n = ends(s->p + from, to - from, mark)))
		to -= n;
	keep(s, from, to);
}

/* ="text": a formula that is only its text. */
static bool quoted_formula(const struct str *s)
{
	return s->len >= 3 && s->p[0] == '=' && s->p[1] == '"' &&
	       s->p[s->len - 1] == '"' && !memchr(s->p + 2, '"', s->len - 3);
}

void cell_tidy(struct str *s)
{
	if (!s->len)
		return;
	trim(s, blanks);
	if (quoted_formula(s))
		keep(s, 2, s->len - 1);
	else if (s->len > 1 && s->p[0] == '\'' &&
		 strchr("0123456789+=-@", s->p[1]))
		keep(s, 1, s->len);
	else
		return;
	trim(s, blanks);
}

static bool is_number(enum person_field f)
{
	return f == PERSON_PHONE || f == PERSON_GUARDIAN_PHONE ||
	       f == PERSON_ID_NUMBER || f == PERSON_REF;
}

static bool stands_for_nothing(const char *text)
{
	static const char *const word[] = {
		"-", "--", "—", "——", "/", "\\", "无", "暂无", "未填", "未填写",
		"未知", "N/A", "n/a", "#N/A", "NA", "NULL", "null", "None",
		"none", "NaN", "nan", "nil", NULL};

	for (size_t i = 0; word[i]; i++)
		if (!strcmp(text, word[i]))
			return true;
	return false;
}

void cell_settle(struct str *s, enum person_field f)
{
	size_t digits;

	if (!s->len || f == PERSON_NAME || f == PERSON_GUARDIAN)
		return; /* Null is somebody's name */
	if (s->len <= 9 && stands_for_nothing(s->p)) {
		keep(s, 0, 0);
		return;
	}
	if (!is_number(f))
		return;
	trim(s, turns);
	digits = strspn(s->p, "0123456789");
	if (digits > 4 && s->p[digits] == '.' && s->p[digits + 1] == '0' &&
	    !s->p[digits + 1 + strspn(s->p + digits + 1, "0")])
		keep(s, 0, digits);
}

bool cell_shortened(const char *text, enum person_field f)
{
	size_t whole = strspn(text, "0123456789"), part = 0;
	const char *p = text + whole;

	if (!is_number(f))
		return false;
	if (*text == '#')
		return !text[strspn(text, "#")];
	if (*p == '.')
		part = 1 + strspn(p + 1, "0123456789");
	p += part;
	if (!whole || (*p != 'e' && *p != 'E') || (!part && p[1] != '+'))
		return false;
	p += 1 + (p[1] == '+');
	return *p && !p[strspn(p, "0123456789")];
}
