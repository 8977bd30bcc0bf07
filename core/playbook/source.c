/* core/playbook/source.c - a playbook's file as bytes: what no text may
 * hold, and which line and column a byte is. */
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/reader.h"

#define TOLD 20 /* bad bytes of a file: finding a line takes time */

struct place place_at(const struct reader *r, int line, int col)
{
	return (struct place){.file = r->file, .line = line, .col = col};
}

/* Length and place of a byte, for findings. */
static void place_of(struct place *at, const struct reader *r, size_t byte)
{
	const char *p = r->text, *nl;

	*at = place_at(r, 1, 1);
	while ((nl = memchr(p, '\n', (size_t)(r->text + byte - p)))) {
		at->line++;
		p = nl + 1;
	}
	for (; p < r->text + byte; p++)
		at->col += ((unsigned char)*p & 0xc0) != 0x80;
}

static void bad_byte(struct reader *r, size_t byte, const char *fix,
		     const char *what)
{
	struct place at;

	place_of(&at, r, byte);
	finding_add(r->f, LINT_BYTES, &at, fix, "%s", what);
}

/* Plain characters of nearly every text: no need to look them up. */
static bool plain(uint32_t cp)
{
	return (cp >= 0x4e00 && cp < 0xa000) || (cp >= 0x3001 && cp < 0x3100) ||
	       (cp > 0xff00 && cp < 0xff5f);
}

static bool hidden_check(struct reader *r, uint32_t cp, size_t byte)
{
	struct place at;

	if (plain(cp) || !utf8_hidden(cp))
		return true;
	if (r->bad_bytes++ < TOLD) {
		place_of(&at, r, byte);
		finding_add(r->f, LINT_BYTES, &at, _("delete it"),
			    _("the hidden character U+%04X"), (unsigned)cp);
	}
	return cp != 0;
}

static void conflict_check(struct reader *r, size_t at)
{
	static const char *const mark[] = {"<<<<<<< ", ">>>>>>> ", "||||||| "};

	if (r->len - at < 8)
		return;
	for (size_t i = 0; i < sizeof(mark) / sizeof(*mark); i++)
		if (memcmp(r->text + at, mark[i], 8) == 0 &&
		    r->bad_bytes++ < TOLD)
			bad_byte(r, at,
				 _("settle the merge and delete the marks"),
				 _("a merge conflict mark"));
}

bool bytes_check(struct reader *r)
{
	const char *p = r->text, *end = r->text + r->len, *from;
	uint32_t cp;

	if (r->len)
		conflict_check(r, 0);
	while (p < end) {
		unsigned char c = (unsigned char)*p;

		from = p;
		if (c >= 0x20 && c < 0x7f) {
			p++;
		} else if (c == '\n') {
			p++;
			if (p < end && (*p == '<' || *p == '>' || *p == '|'))
				conflict_check(r, (size_t)(p - r->text));
		} else if (c == '\t' || (c == '\r' && end - p > 1 &&
					 p[1] == '\n')) {
			p++;
		} else if (!utf8_next(&cp, &p, end)) {
			bad_byte(r, (size_t)(from - r->text),
				 _("save the file as UTF-8"),
				 _("a byte that is no UTF-8"));
			return false;
		} else if (!hidden_check(r, cp, (size_t)(from - r->text))) {
			return false;
		}
	}
	return true;
}

void lang_normal(char out[16], const char *lang)
{
	static const char *const simple[] = {"zh", "zh-CN", "zh-Hans",
					     "zh-Hans-CN", "zh-SG"};
	size_t n = strcspn(lang, ".@");

	if (n > 15)
		n = 15;
	memcpy(out, lang, n);
	out[n] = '\0';
	for (size_t i = 0; i < n; i++)
		if (out[i] == '_')
			out[i] = '-';
	for (size_t i = 0; i < sizeof(simple) / sizeof(*simple); i++)
		if (strcmp(out, simple[i]) == 0)
			out[2] = '\0';
	if (strncmp(out, "zh-", 3) != 0)
		out[strcspn(out, "-")] = '\0';
}
