/* core/people/value.c - see value.h. */
#include "core/people/value.h"

#include <stdint.h>
#include <string.h>

#include "core/base/utf8.h"

#define EXTENSION 0x8f6c /* 转 */

/* The next character, folded; 0 at the end, U+FFFD for a bad byte. */
static uint32_t next(const char **p)
{
	uint32_t cp = (unsigned char)**p;

	if (!cp)
		return 0;
	if (cp < 0x80) {
		(*p)++;
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	}
	return utf8_next(&cp, p, *p + strlen(*p)) ? utf8_fold(cp) : 0xfffd;
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool parts_numbers(uint32_t cp)
{
	return cp == '/' || cp == ';' || cp == ',' || cp == 0x3001 ||
	       cp == '\n' || cp == '|';
}

static bool within_number(uint32_t cp)
{
	return cp == ' ' || cp == '-' || cp == '.' || cp == '(' ||
	       cp == ')' || cp == '+' || cp == 0x3000 || cp == 0xa0 ||
	       cp == '\t' || cp == '\'' || (cp >= 0x2010 && cp <= 0x2015);
}

static bool begins_extension(uint32_t cp, const char *rest)
{
	return cp == EXTENSION || cp == '#' || cp == 'x' ||
	       (cp == 'e' && str_starts(rest, "xt"));
}

bool value_is_phone(const char *text)
{
	size_t digits = 0;
	bool extension = false;
	uint32_t cp;

	while ((cp = next(&text))) {
		if (is_digit(cp)) {
			digits += !extension;
		} else if (parts_numbers(cp)) {
			if (digits < 5 || digits > 15)
				return false;
			digits = 0;
			extension = false;
		} else if (!extension && digits &&
			   begins_extension(cp, text)) {
			extension = true;
		} else if (!within_number(cp) &&
			   !(extension && (cp == 't' || cp == 'x'))) {
			return false;
		}
	}
	return digits >= 5 && digits <= 15;
}

/* Letters, digits, hyphens and dots; no empty label. Other scripts' letters
 * may stand there too (RFC 6531). */
static bool is_domain(const char *p)
{
	bool dotted = false;
	char was = '.';

	for (; *p; was = *p++) {
		unsigned char c = (unsigned char)*p;

		if (c == '.' && was == '.')
			return false;
		dotted |= c == '.';
		if (!(c >= 0x80 || c == '.' || c == '-' || is_digit(c) ||
		      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
			return false;
	}
	return dotted && was != '.' && was != '-';
}

bool value_is_mail(const char *text)
{
	const char *at = strchr(text, '@');

	if (!at || at == text || at - text > 64 || strlen(text) > 254)
		return false;
	for (const char *p = text; p < at; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f ||
		    strchr("<>()[]\\,;:\"", *p))
			return false;
	return is_domain(at + 1);
}

/* --- keys --------------------------------------------------------------------------- */

static void phone_key(struct str *out, const char *text)
{
	uint32_t cp;

	while ((cp = next(&text)) && !(parts_numbers(cp) && out->len)) {
		if (is_digit(cp))
			str_addc(out, (char)cp);
		else if (out->len && begins_extension(cp, text))
			break;
	}
	if (out->len > 11 && str_starts(str_text(out), "00")) {
		memmove(out->p, out->p + 2, out->len - 1);
		out->len -= 2;
	}
	if (out->len == 13 && str_starts(str_text(out), "861")) {
		memmove(out->p, out->p + 2, out->len - 1);
		out->len -= 2;
	}
}

void value_key(struct str *out, enum person_field f, const char *text)
{
	char bytes[4];
	uint32_t cp;

	str_clear(out);
	if (f == PERSON_PHONE || f == PERSON_GUARDIAN_PHONE) {
		phone_key(out, text);
		return;
	}
	while ((cp = next(&text)))
		if (cp != ' ' && cp != 0x3000 && cp != 0xa0 && cp != '\t' &&
		    cp != '\n' && cp != '\r')
			str_addn(out, bytes, utf8_encode(bytes, cp));
}
