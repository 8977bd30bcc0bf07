/*
 * core/drill/real.c - what looks like a real person's number.
 *
 * A scenario is read aloud, printed and passed on: an example that happens
 * to be somebody's number gets that person called. Digits that belong
 * together may have blanks, hyphens or dots between them.
 */
#include <ctype.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/drill/reading.h"

#define DIGITS 24
#define PARTS 4

struct number {
	char digit[DIGITS]; /* of 18 the last may be an X */
	size_t count;
	size_t part[PARTS], parts; /* digits of each; the last one's are not */
	bool plus, round;	   /* begins with +, with ( */
	char sign;		   /* between all parts; 0: several, none */
	const char *end;
};

static bool luhn(const char *d, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int x = d[n - 1 - i] - '0';

		if (i % 2)
			x = x * 2 > 9 ? x * 2 - 9 : x * 2;
		sum += x;
	}
	return sum % 10 == 0;
}

/* GB 11643: weights 2^(17-i) mod 11, check 1 - sum mod 11. */
static bool chinese_id(const struct number *n)
{
	static const char check[] = "10X98765432";
	int sum = 0, weight = 1;

	if (n->count != 18)
		return false;
	for (size_t i = 17; i-- > 0;) {
		weight = weight * 2 % 11;
		sum += (n->digit[i] - '0') * weight;
	}
	return check[sum % 11] == n->digit[17];
}

static bool card(const struct number *n)
{
	return n->sign != '.' && n->count >= 13 && n->count <= 19 &&
	       n->digit[0] != '0' &&
	       isdigit((unsigned char)n->digit[n->count - 1]) &&
	       luhn(n->digit, n->count);
}

/* 234-567-8901, (234) 567-8901, 1-234-567-8901, 400-123-4567: parts of
 * three, three and four. 555-0100 to 555-0199 are kept for stories. */
static bool in_parts(const struct number *n)
{
	size_t at = n->parts == 3 && n->part[0] == 1 && n->digit[0] == '1';
	const char *d = n->digit + at;

	if (n->parts != at + 2 || n->count != at + 10 || n->sign == ' ' ||
	    n->part[at] != 3 || n->part[at + 1] != 3)
		return false;
	return d[0] >= '2' && d[3] >= '2' && strncmp(d + 3, "55501", 5) != 0;
}

static bool phone(const struct number *n)
{
	const char *d = n->digit;

	if (n->plus)
		return n->count >= 8 && n->count <= 15;
	if ((n->count == 11 && d[0] == '1' && d[1] >= '3') || in_parts(n))
		return true;
	/* An area code and a number, in two parts: 010-1234 5678. */
	return n->parts && n->sign != '.' && d[0] == '0' && n->count >= 10 &&
	       n->count <= 12;
}

/* Of the United States: 123-45-6789, no area 000, 666 or from 900 on. */
static bool social(const struct number *n)
{
	const char *d = n->digit;

	return n->parts == 2 && n->sign == '-' && n->count == 9 &&
	       n->part[0] == 3 && n->part[1] == 2 && d[0] != '9' &&
	       strncmp(d, "000", 3) != 0 && strncmp(d, "666", 3) != 0;
}

/* How many bytes at p part two digits of one number; 0: none do. */
static size_t between(const struct number *n, const char *p, const char *end)
{
	size_t len = n->round && !n->parts && *p == ')' ? 1 : 0;

	if (p + len < end && strchr(" -.", p[len]))
		len++;
	return n->count && len && p + len < end &&
	       isdigit((unsigned char)p[len]) ? len : 0;
}

static void part(struct number *n, char sign)
{
	size_t before = 0;

	for (size_t i = 0; i < n->parts && i < PARTS; i++)
		before += n->part[i];
	if (n->parts < PARTS)
		n->part[n->parts] = n->count - before;
	n->sign = !n->parts || n->sign == sign ? sign : '\0';
	n->parts++;
}

/* The digits that begin at p. */
static void gather(struct number *n, const char *p, const char *end)
{
	size_t len;

	*n = (struct number){.plus = *p == '+', .round = *p == '('};
	p += n->plus || n->round;
	n->end = p;
	for (; p < end && n->count < DIGITS; p += len) {
		len = 1;
		if (isdigit((unsigned char)*p)) {
			n->digit[n->count++] = *p;
			n->end = p + 1;
		} else if (n->count == 17 && (*p == 'X' || *p == 'x')) {
			n->digit[n->count++] = 'X';
			n->end = p + 1;
			return;
		} else {
			len = between(n, p, end);
			if (!len)
				return;
			part(n, *p);
		}
	}
}

static bool mail_sign(char c)
{
	return isalnum((unsigned char)c) || strchr("._%+-", c);
}

/* Names that RFC 2606 keeps out of use. */
static bool reserved(const char *host, size_t n)
{
	static const char *const ends[] = {"example.com", "example.org",
					   "example.net", ".example",
					   ".invalid", ".test"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t e = strlen(ends[i]);

		if (n >= e && strncmp(host + n - e, ends[i], e) == 0 &&
		    (n == e || *ends[i] == '.' || host[n - e - 1] == '.'))
			return true;
	}
	return false;
}

/* text[at] is the @ of a mail address somebody may have. */
static bool mail(const struct reading *r, size_t at)
{
	const char *host = r->text + at + 1, *end = r->text + r->len;
	size_t n = 0, dots = 0;

	if (!at || !mail_sign(r->text[at - 1]))
		return false;
	while (host + n < end && (isalnum((unsigned char)host[n]) ||
				  host[n] == '.' || host[n] == '-'))
		n++;
	while (n && strchr(".-", host[n - 1]))
		n--;
	for (size_t i = 0; i < n; i++)
		dots += host[i] == '.';
	return dots && !reserved(host, n);
}

void sc_real(struct reading *r)
{
	const char *p = r->text, *end = r->text + r->len, *line = p;
	int nr = 1;

	while (p < end) {
		const char *what = NULL;
		struct number n = {.end = p + 1};
		bool joined = p > r->text && *p != '(' &&
			      (isalnum((unsigned char)p[-1]) || p[-1] == '.');

		if (isdigit((unsigned char)*p) || *p == '+' || *p == '(')
			gather(&n, p, end);
		if (n.count && !joined)
			what = phone(&n) ? _("a phone number")
			       : chinese_id(&n) || social(&n)
				       ? _("an identity number")
			       : card(&n) ? _("a card number") : NULL;
		if (*p == '@' && mail(r, (size_t)(p - r->text)))
			what = _("a mail address");
		if (what)
			sc_complain(r, SC_REAL, nr, (int)(p - line) + 1,
				    _("invent one that cannot be anybody's, "
				      "or leave it out"),
				    _("this looks like %s"), what);
		if (*p == '\n') {
			nr++;
			line = p + 1;
		}
		p = n.end > p ? n.end : p + 1;
	}
}
