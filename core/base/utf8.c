/* core/base/utf8.c - text from outside: strict UTF-8, widths, show(). */
#include "core/base/utf8.h"

#include <string.h>

#include "core/base/utf8_table.h"

#define MARKS_MAX 4
#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static bool in_ranges(const struct range *r, size_t n, uint32_t cp)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (cp > r[mid].last)
			lo = mid + 1;
		else if (cp < r[mid].first)
			hi = mid;
		else
			return true;
	}
	return false;
}

static bool noncharacter(uint32_t cp)
{
	return (cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef);
}

/* The length of the sequence at s, 0 if it is none (RFC 3629, section 4);
 * noncharacters pass. */
static size_t decode(uint32_t *cp, const unsigned char *s, size_t n)
{
	/* Smallest value of each length: below it the form is overlong. */
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t len = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2
		     : s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;
	uint32_t c;

	if (!len || len > n)
		return 0;
	c = len == 1 ? s[0] : s[0] & (0x7fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*cp = c;
	return len;
}

bool utf8_next(uint32_t *cp, const char **p, const char *end)
{
	const unsigned char *s = (const unsigned char *)*p;
	size_t len = decode(cp, s, (size_t)(end - *p));

	if (!len || noncharacter(*cp)) {
		*cp = *s;
		++*p;
		return false;
	}
	*p += len;
	return true;
}

bool utf8_valid(const char *s, size_t n)
{
	const char *end = n ? s + n : s;
	uint32_t cp;

	while (s < end) {
		if ((unsigned char)*s < 0x80)
			s++;
		else if (!utf8_next(&cp, &s, end))
			return false;
	}
	return true;
}

size_t utf8_encode(char out[4], uint32_t cp)
{
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};

	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (cp & 0x3f));
		cp >>= 6;
	}
	out[0] = (char)(lead[n] | cp);
	return n;
}

bool utf8_hidden(uint32_t cp)
{
	if (cp < 0x7f)
		return cp < 0x20;
	if (cp >= 0x4e00 && cp <= 0x9fff)
		return false;
	return cp > 0x10ffff ||
	       in_ranges(hidden_ranges, COUNT(hidden_ranges), cp);
}

bool utf8_shows(const char *s)
{
	const char *end = s + strlen(s);
	uint32_t cp;

	while (s < end)
		if (utf8_next(&cp, &s, end) && !utf8_hidden(cp) &&
		    cp != ' ' && cp != 0xa0 && cp != 0x3000)
			return true;
	return false;
}

int utf8_width(uint32_t cp)
{
	if (cp < 0x300)
		return 1;
	if (cp >= 0x4e00 && cp <= 0x9fff)
		return 2;
	if (in_ranges(zero_ranges, COUNT(zero_ranges), cp))
		return 0;
	return in_ranges(wide_ranges, COUNT(wide_ranges), cp) &&
	       !utf8_hidden(cp) ? 2 : 1;
}

int utf8_cells(const char *s)
{
	const char *end = s + strlen(s);
	uint32_t cp;
	int n = 0;

	while (s < end)
		n += utf8_next(&cp, &s, end) ? utf8_width(cp) : 1;
	return n;
}

size_t utf8_cut(const char *s, int cells, int *used)
{
	const char *p = s, *end = s + strlen(s);
	uint32_t cp;
	int n = 0;

	while (p < end) {
		const char *next = p;
		int w = utf8_next(&cp, &next, end) ? utf8_width(cp) : 1;

		if (w > cells - n)
			break;
		n += w;
		p = next;
	}
	if (used)
		*used = n;
	return (size_t)(p - s);
}

uint32_t utf8_fold(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xff01 - '!';
	else if (cp == 0x3000)
		cp = ' ';
	return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
}

/* The next folded character; a bad byte is equal to itself alone. */
static uint32_t next_folded(const char **p, const char *end)
{
	uint32_t cp;

	return utf8_next(&cp, p, end) ? utf8_fold(cp) : 0x110000 + cp;
}

static bool starts_folded(const char *s, const char *end, const char *needle,
			  const char *needle_end)
{
	while (needle < needle_end)
		if (s == end || next_folded(&s, end) !=
				next_folded(&needle, needle_end))
			return false;
	return true;
}

long utf8_find(const char *hay, const char *needle)
{
	const char *end = hay + strlen(hay);
	const char *needle_end = needle + strlen(needle);
	uint32_t cp;

	for (const char *p = hay; p < end; utf8_next(&cp, &p, end))
		if (starts_folded(p, end, needle, needle_end))
			return (long)(p - hay);
	return *needle ? -1 : 0;
}

static enum script script_of(uint32_t cp)
{
	size_t lo = 0, hi = COUNT(script_ranges);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (cp > script_ranges[mid].last)
			lo = mid + 1;
		else if (cp < script_ranges[mid].first)
			hi = mid;
		else
			return script_ranges[mid].script;
	}
	return SCRIPT_OTHER;
}

bool utf8_mixed(const char *s)
{
	const char *end = s + strlen(s);
	unsigned seen = 0;
	uint32_t cp;

	while (s < end) {
		enum script script = SCRIPT_OTHER;
		bool good = utf8_next(&cp, &s, end);

		if (good)
			script = script_of(cp);
		if (script)
			seen |= script;
		else if (!good || !((cp >= '0' && cp <= '9') || cp == '_' ||
				    utf8_width(cp) == 0))
			seen = 0; /* the word ended */
		if (seen & (seen - 1))
			return true;
	}
	return false;
}

/* Counts combining marks on the base before them. At the start of a text,
 * after a line break and after an escape of ours there is no base: a mark
 * there would change what is not the text's own. */
struct marks {
	bool base;
	int n;
};

static bool refused(struct marks *m, uint32_t cp)
{
	if (utf8_hidden(cp)) {
		m->base = false;
		return true;
	}
	if (utf8_width(cp) > 0) {
		*m = (struct marks){true, 0};
		return false;
	}
	return !m->base || ++m->n > MARKS_MAX;
}

static bool printable(char c)
{
	return c >= 0x20 && c < 0x7f;
}

void show(struct str *out, const char *s, size_t n, int flags)
{
	const char *end, *from = s; /* from: not yet added */
	struct marks marks = {false, 0};

	if (!n) /* s may be NULL then */
		return;
	end = s + n;
	while (s < end) {
		const char *at = s;
		uint32_t cp;
		bool good;

		if (printable(*s)) {
			marks = (struct marks){true, 0};
			s++;
			continue;
		}
		good = utf8_next(&cp, &s, end);
		if ((cp == '\n' && flags & SHOW_LF) ||
		    (cp == '\t' && flags & SHOW_TAB)) {
			marks.base = false;
			continue;
		}
		if (good && !refused(&marks, cp))
			continue;
		marks.base = false;
		str_addn(out, from, (size_t)(at - from));
		str_addf(out, good ? "<U+%04X>" : "<x%02X>", (unsigned)cp);
		from = s;
	}
	str_addn(out, from, (size_t)(s - from));
}

void show_text(struct str *out, const char *s)
{
	show(out, s, strlen(s), SHOW_LINE);
}

static void add_escape(struct str *out, uint32_t cp)
{
	if (cp < 0x10000) {
		str_addf(out, "\\u%04x", (unsigned)cp);
		return;
	}
	cp -= 0x10000;
	str_addf(out, "\\u%04x\\u%04x", 0xd800 + (unsigned)(cp >> 10),
		 0xdc00 + (unsigned)(cp & 0x3ff));
}

void show_json(struct str *out, const char *json, size_t n)
{
	const char *end = json + n, *from = json;
	struct marks marks = {false, 0};

	while (json < end) {
		const char *at = json;
		uint32_t cp;
		size_t len;

		if (printable(*json) || *json == '\n') {
			/* What follows a quote begins a text. */
			marks = (struct marks){*json != '"', 0};
			json++;
			continue;
		}
		len = decode(&cp, (const unsigned char *)json,
			     (size_t)(end - json));
		if (!len)
			cp = 0xfffd;
		json += len ? len : 1;
		if (len && !refused(&marks, cp))
			continue;
		str_addn(out, from, (size_t)(at - from));
		add_escape(out, cp);
		from = json;
	}
	str_addn(out, from, (size_t)(json - from));
}
