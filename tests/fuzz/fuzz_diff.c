/* Two texts, apart at the first NUL: their difference gives both back, and
 * what it marks inside a line covers that line. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/playbook/diff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct side {
	const char *at, *end;
};

/* The next line of a side is this one. */
static void eat(struct side *s, const struct diff_line *l)
{
	const char *nl = memchr(s->at, '\n', (size_t)(s->end - s->at));
	const char *next = nl ? nl + 1 : s->end;
	size_t len = (size_t)((nl ? nl : s->end) - s->at);

	len -= len && s->at[len - 1] == '\r';
	if (s->at == s->end || len != l->len || memcmp(s->at, l->text, len))
		abort();
	s->at = next;
}

static void covered(const struct diff_line *l)
{
	size_t at = 0;

	for (size_t i = 0; i < l->span_count; i++) {
		if (l->sign == ' ' || l->span[i].at != at || !l->span[i].len)
			abort();
		at += l->span[i].len;
	}
	if (l->span_count && at != l->len)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const uint8_t *cut = n ? memchr(data, '\0', n) : NULL;
	const char *text = (const char *)data;
	size_t first = cut ? (size_t)(cut - data) : n;
	const char *other = cut ? text + first + 1 : "";
	size_t second = cut ? n - first - 1 : 0;
	struct side was = {text, text + first};
	struct side is = {other, other + second};
	struct arena a = {0};
	struct diff_line *line;
	size_t count;

	if (text_diff_lines(&line, &count, &a, text, first, other, second,
			    NULL))
		abort();
	for (size_t i = 0; i < count; i++) {
		if (line[i].sign != '+')
			eat(&was, &line[i]);
		if (line[i].sign != '-')
			eat(&is, &line[i]);
		covered(&line[i]);
	}
	if (was.at != was.end || is.at != is.end)
		abort();
	arena_release(&a);
	return 0;
}
