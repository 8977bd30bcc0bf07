/* core/playbook/outline_lines.c - line breaks of foreign Markdown before it is
 * parsed: those of old systems, and those that CommonMark wants and people
 * leave out around a heading. */
#include <string.h>

#include "core/playbook/outline.h"
#include "core/playbook/vocab.h"

#define HEAD_MAX 120 /* bytes of a line that may be a heading */

struct loosening {
	struct outline *o;
	const char *end;
	char *out; /* NULL: only counting */
	size_t len, added;
	int lines; /* of the source so far */
	int lines_out;
};

const char *outline_ends(struct outline *o, const char *text, size_t n)
{
	char *s;

	if (!memchr(text, '\r', n))
		return text;
	s = arena_strndup(o->a, text, n);
	if (!s) {
		o->failed = true;
		return text;
	}
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\r' && s[i + 1] != '\n')
			s[i] = '\n';
	return s;
}

/* --- one line ----------------------------------------------------------------- */

static size_t length(const char *line, const char *end)
{
	const char *nl = memchr(line, '\n', (size_t)(end - line));

	return (size_t)((nl ? nl : end) - line);
}

static bool blank(const char *line, size_t n)
{
	while (n && strchr(" \t\r", line[n - 1]))
		n--;
	return !n;
}

static bool fence(const char *line, size_t n)
{
	size_t at = 0;

	while (at < n && (line[at] == ' ' || line[at] == '\t'))
		at++;
	return n - at >= 3 && (!memcmp(line + at, "```", 3) ||
			       !memcmp(line + at, "~~~", 3));
}

static bool atx(const char *line, size_t n)
{
	size_t marks = 0;

	while (marks < n && line[marks] == '#')
		marks++;
	return marks && marks <= 6 && marks < n && line[marks] == ' ';
}

/* "一、..." or "**Phase 2: ...**" on a line of its own. */
static bool numbered(const char *line, size_t n)
{
	char head[HEAD_MAX + 1];

	while (n && strchr(" \t\r*", line[n - 1]))
		n--;
	while (n && *line == '*') {
		line++;
		n--;
	}
	if (!n || n > HEAD_MAX)
		return false;
	memcpy(head, line, n);
	head[n] = '\0';
	return vocab_strip(head) != head && vocab_heading(head);
}

static bool underline(const char *line, size_t n)
{
	while (n && strchr(" \t\r", line[n - 1]))
		n--;
	return n && (strspn(line, "=") >= n || strspn(line, "-") >= n);
}

/* --- all of them ---------------------------------------------------------------- */

static void put(struct loosening *l, const char *bytes, size_t n)
{
	if (l->out)
		memcpy(l->out + l->len, bytes, n);
	l->len += n;
}

/* A blank line that stands where the next line of the source does. */
static void part(struct loosening *l)
{
	put(l, "\n", 1);
	l->added++;
	l->lines_out++;
	if (l->out && l->o->line_of)
		l->o->line_of[l->lines_out] = l->lines + 1;
}

static void copy(struct loosening *l, const char *line, size_t n)
{
	put(l, line, n);
	l->lines++;
	l->lines_out++;
	if (l->out && l->o->line_of)
		l->o->line_of[l->lines_out] = l->lines;
}

/* Whether a blank line belongs behind a heading by number: text follows that
 * is no such heading itself, nor what makes this one a heading. */
static bool opens(const char *next, const char *end)
{
	size_t n = next < end ? length(next, end) : 0;

	return n && !blank(next, n) && !numbered(next, n) &&
	       !underline(next, n);
}

static void go(struct loosening *l, const char *p)
{
	bool in_fence = false, text = false;

	while (p < l->end) {
		size_t n = length(p, l->end);
		bool whole = p + n < l->end;
		const char *next = p + n + whole;
		bool mark = fence(p, n);
		bool head = !in_fence && !mark && numbered(p, n) &&
			    opens(next, l->end);

		if (text && (head || (!in_fence && atx(p, n))))
			part(l);
		copy(l, p, n + whole);
		if (head)
			part(l);
		in_fence ^= mark;
		text = !head && !blank(p, n);
		p = next;
	}
}

void outline_loosen(struct outline *o, size_t from)
{
	struct loosening l = {.o = o, .end = o->text + o->len};
	int lines;

	go(&l, o->text + from);
	if (!l.added)
		return;
	l.out = arena_alloc(o->a, o->len + l.added + 1);
	lines = l.lines_out + 2;
	for (size_t i = 0; i < from; i++)
		lines += o->text[i] == '\n';
	o->line_of = arena_alloc(o->a, (size_t)lines * sizeof(*o->line_of));
	if (!l.out || !o->line_of) {
		o->failed = true;
		return;
	}
	l.lines = l.lines_out = 0;
	l.len = l.added = 0;
	for (const char *p = o->text, *stop = o->text + from; p < stop;) {
		size_t n = length(p, stop) + 1;

		copy(&l, p, n);
		p += n;
	}
	go(&l, o->text + from);
	l.out[l.len] = '\0';
	o->text = l.out;
	o->len = l.len;
	o->line_of[l.lines_out + 1] = l.lines + 1;
}

void outline_source_lines(struct outline *o, struct md_node *n)
{
	if (!o->line_of)
		return;
	n->line = n->line ? o->line_of[n->line] : 0;
	for (struct md_node *c = n->child; c; c = c->next)
		outline_source_lines(o, c);
}
