/* core/people/encoding.c - see encoding.h. */
#include "core/people/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"

#define WEIGHED 65536UL /* bytes of the beginning that are weighed */

static const struct {
	const char *name, *iconv;
} encodings[] = {
	[ENC_UTF8] = {"UTF-8", "UTF-8"},
	[ENC_UTF16LE] = {"UTF-16", "UTF-16LE"},
	[ENC_UTF16BE] = {"UTF-16BE", "UTF-16BE"},
	[ENC_GB18030] = {"GB 18030", "GB18030"},
	[ENC_BIG5] = {"Big5", "BIG5-HKSCS"},
	[ENC_UNKNOWN] = {"", ""},
};

const char *encoding_name(enum encoding e)
{
	return encodings[e].name;
}

enum encoding encoding_find(const char *word)
{
	static const struct {
		const char *word;
		enum encoding e;
	} words[] = {
		{"utf-8", ENC_UTF8},	   {"utf8", ENC_UTF8},
		{"utf-16", ENC_UTF16LE},   {"utf-16le", ENC_UTF16LE},
		{"utf-16be", ENC_UTF16BE}, {"gb18030", ENC_GB18030},
		{"gb-18030", ENC_GB18030}, {"gbk", ENC_GB18030},
		{"gb2312", ENC_GB18030},   {"big5", ENC_BIG5},
		{"big-5", ENC_BIG5},	   {"cp950", ENC_BIG5},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq(words[i].word, word))
			return words[i].e;
	return ENC_UNKNOWN;
}

/* --- guess ------------------------------------------------------------------------ */

static void read_mark(struct guess *g, const unsigned char *p, size_t n)
{
	g->begun = true;
	if (n >= 3 && !memcmp(p, "\xef\xbb\xbf", 3)) {
		g->mark = ENC_UTF8;
		g->mark_len = 3;
	} else if (n >= 2 && p[0] == 0xff && p[1] == 0xfe) {
		g->mark = ENC_UTF16LE;
		g->mark_len = 2;
	} else if (n >= 2 && p[0] == 0xfe && p[1] == 0xff) {
		g->mark = ENC_UTF16BE;
		g->mark_len = 2;
	}
	g->marked = g->mark_len > 0;
}

/* Bytes a character of UTF-8 has by its first. */
static size_t length_of(unsigned char c)
{
	return c < 0xc2 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 1;
}

static size_t ascii_run(const char *p, size_t n)
{
	size_t i = 0;
	uint64_t w;

	for (; i + 8 <= n; i += 8) {
		memcpy(&w, p + i, 8);
		if (w & 0x8080808080808080)
			break;
	}
	while (i < n && !((unsigned char)p[i] & 0x80))
		i++;
	return i;
}

static void count(struct guess *g, const char *p, size_t n)
{
	const char *end = p + n;
	uint32_t cp;

	while (p < end) {
		p += ascii_run(p, (size_t)(end - p));
		if (p == end)
			return;
		if (length_of((unsigned char)*p) > (size_t)(end - p)) {
			g->cut_len = (size_t)(end - p);
			memcpy(g->cut, p, g->cut_len);
			return;
		}
		if (utf8_next(&cp, &p, end))
			g->good++;
		else
			g->bad++;
	}
}

/* A character that the last piece ended within; how many bytes of this one
 * belong to it. */
static size_t finish_cut(struct guess *g, const char *p, size_t n)
{
	size_t need = length_of(g->cut[0]), more = need - g->cut_len;

	if (more > n) {
		memcpy(g->cut + g->cut_len, p, n);
		g->cut_len += n;
		return n;
	}
	memcpy(g->cut + g->cut_len, p, more);
	g->cut_len = 0;
	if (utf8_valid((const char *)g->cut, need)) {
		g->good++;
		return more;
	}
	g->bad++;
	return 0;
}

/* In Big5 two of five second bytes are below 0x7f and none is between 0x80
 * and 0xa0, and common characters begin below 0xc7. */
static void weigh(struct guess *g, const unsigned char *p, size_t n)
{
	bool second = false;

	if (g->seen >= WEIGHED)
		return;
	for (size_t i = 0; i < n; i++) {
		g->nul[(g->seen + i) & 1] += !p[i];
		if (second) {
			g->pairs++;
			g->low += p[i] >= 0x40 && p[i] < 0x7f;
			g->foreign += (p[i] >= 0x7f && p[i] < 0xa1) ||
				      p[i - 1] > 0xc6 || p[i - 1] < 0xa1;
		}
		second = !second && p[i] > 0x80;
	}
	g->seen += n;
}

void guess_feed(struct guess *g, const char *p, size_t n)
{
	size_t used;

	if (!n)
		return;
	if (!g->begun)
		read_mark(g, (const unsigned char *)p, n);
	weigh(g, (const unsigned char *)p, n);
	if (g->cut_len) {
		used = finish_cut(g, p, n);
		p += used;
		n -= used;
	}
	if (n)
		count(g, p, n);
}

enum encoding guess_end(const struct guess *g)
{
	if (g->marked)
		return g->mark;
	for (int odd = 0; odd < 2; odd++)
		if (g->nul[odd] >= 4 && g->nul[odd] * 8 >= g->seen &&
		    !g->nul[!odd])
			return odd ? ENC_UTF16LE : ENC_UTF16BE;
	if (g->bad <= g->good)
		return ENC_UTF8;
	return 5 * g->low >= g->pairs && 5 * g->foreign < g->pairs
		       ? ENC_BIG5 : ENC_GB18030;
}

bool looks_utf8(const char *p, size_t n)
{
	const char *end = p + n;
	size_t wide = 0;
	uint32_t cp;

	while (p < end) {
		const char *from = p;

		if (!utf8_next(&cp, &p, end) || p - from == 2)
			return false;
		wide += p - from == 3;
	}
	return wide > 1;
}

bool looks_bound(const char *head)
{
	static const char *const begin[] = {
		"PK\x03\x04", "\xd0\xcf\x11\xe0", "<html", "<table", "<!DOC",
		"<?xml", "%PDF"};
	size_t i = 0;

	while (i < sizeof(begin) / sizeof(*begin) &&
	       !str_starts(head, begin[i]))
		i++;
	return i < sizeof(begin) / sizeof(*begin);
}

/* --- decode ------------------------------------------------------------------------ */

struct decoder {
	enum encoding e;
	iconv_t cd;
	char kept[4]; /* of a stream: what waits for its other bytes */
	size_t kept_len;
};

struct decoder *decoder_new(enum encoding e)
{
	struct decoder *d = mem_zalloc(sizeof(*d));

	if (!d)
		return NULL;
	d->e = e;
	d->cd = iconv_open("UTF-8", encodings[e].iconv);
	if (d->cd == (iconv_t)-1) {
		mem_free(d);
		return NULL;
	}
	return d;
}

void decoder_free(struct decoder *d)
{
	if (!d)
		return;
	iconv_close(d->cd);
	mem_free(d);
}

/* As far as it goes; the rest stays in *p, *n and errno says why. */
static void convert(struct str *out, struct decoder *d, char **p, size_t *n)
{
	char buf[4096];

	errno = 0;
	do {
		char *to = buf;
		size_t room = sizeof(buf);
		size_t rc = iconv(d->cd, p, n, &to, &room);

		str_addn(out, buf, (size_t)(to - buf));
		if (rc != (size_t)-1)
			errno = 0;
	} while (errno == E2BIG);
}

bool decoder_cell(struct str *out, struct decoder *d, const char *p, size_t n)
{
	char *from = (char *)(uintptr_t)p;

	convert(out, d, &from, &n);
	if (n)
		iconv(d->cd, NULL, NULL, NULL, NULL);
	return !n;
}

static void one_piece(struct str *out, struct decoder *d, char *p, size_t n)
{
	while (n) {
		convert(out, d, &p, &n);
		if (!n)
			return;
		if (errno != EILSEQ || n < 2)
			break;
		str_add(out, "\xef\xbf\xbf"); /* U+FFFF */
		p += 2;
		n -= 2;
	}
	if (n && n < sizeof(d->kept)) {
		memcpy(d->kept, p, n);
		d->kept_len = n;
	}
}

void decoder_stream(struct str *out, struct decoder *d, const char *p,
		    size_t n)
{
	char joined[8];

	while (d->kept_len && n) {
		size_t len = d->kept_len;

		memcpy(joined, d->kept, len);
		joined[len] = *p++;
		n--;
		d->kept_len = 0;
		one_piece(out, d, joined, len + 1);
		if (d->kept_len > 3) /* cannot be: a character has four */
			d->kept_len = 0;
	}
	if (n)
		one_piece(out, d, (char *)(uintptr_t)p, n);
}
