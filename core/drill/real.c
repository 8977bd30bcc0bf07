/*
 * core/drill/real.c - what looks like a real person's number.
 *
 * A scenario is read aloud, printed and passed on: an example that happens
 * to be somebody's number gets that person called. Digits that belong
 * together may have blanks or hyphens between them.
 */
#include <ctype.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/drill/reading.h"

#define DIGITS 24

struct number {
	char digit[DIGITS]; /* of 18 the last may be an X */
	size_t count;
	bool plus, parted;
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
	return n->count >= 13 && n->count <= 19 && n->digit[0] != '0' &&
	       isdigit((unsigned char)n->digit[n->count - 1]) &&
	       luhn(n->digit, n->count);
}

static bool phone(const struct number *n)
{
	const char *d = n->digit;

	if (n->plus)
		return n->count >= 8 && n->count <= 15;
	if (n->count == 11 && d[0] == '1' && d[1] >= '3')
		return true;
	/* An area code and a number, in two parts: 010-1234 5678. */
	return n->parted && d[0] == '0' && n->count >= 10 && n->count <= 12;
}

/* The digits that begin at p. */
static void gather(struct number *n, const char *p, const char *end)
{
	*n = (struct number){.plus = p > end - 1 ? false : *p == '+'};
	p += n->plus;
	n->end = p;
	for (; p < end && n->count < DIGITS; p++) {
		if (isdigit((unsigned char)*p)) {
			n->digit[n->count++] = *p;
			n->end = p + 1;
		} else if (n->count == 17 && (*p == 'X' || *p == 'x')) {
			n->digit[n->count++] = 'X';
			n->end = p + 1;
			return;
		} else if ((*p == ' ' || *p == '-') && n->count &&
			   p + 1 < end && isdigit((unsigned char)p[1])) {
			n->parted = true;
		} else {
			return;
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
		bool joined = p > r->text &&
			      (isalnum((unsigned char)p[-1]) || p[-1] == '.');

		if (isdigit((unsigned char)*p) || *p == '+')
			gather(&n, p, end);
		if (n.count && !joined)
			what = phone(&n) ? _("a phone number")
			       : chinese_id(&n) ? _("an identity number")
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
