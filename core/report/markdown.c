/*
 * core/report/markdown.c - the tree as GitHub's Markdown.
 *
 * Every sign that could mean something is escaped, so that no text from a
 * case becomes markup, a link or HTML (CommonMark 0.31, 2.4; GFM 6.9 for
 * bare addresses).
 */
#include <string.h>

#include "core/base/tr.h"
#include "core/report/tree.h"

static void blocks(struct str *out, const struct node *n, size_t indent);

/* A marker of a list, a heading or a rule at the start of a line. */
static bool starts_block(const char *p)
{
	size_t digits = strspn(p, "0123456789");

	return strchr("#+-=", *p) ||
	       (digits && (p[digits] == '.' || p[digits] == ')') &&
		strchr(" \n", p[digits + 1]));
}

static bool starts_address(const char *from, const char *p)
{
	return (*p == ':' && p[1] == '/' && p[2] == '/') ||
	       (*p == '.' && p - from >= 3 && !memcmp(p - 3, "www", 3)) ||
	       (*p == '.' && p - from >= 3 && !memcmp(p - 3, "WWW", 3)) ||
	       (*p == '@' && p > from && p[-1] != ' ' && p[1] != ' ');
}

/* One line, already shown. */
static void escape_line(struct str *out, const char *p, size_t n)
{
	const char *from = p, *end = p + n;

	for (; p < end; p++) {
		if (p == from && starts_block(p)) {
			size_t digits = strspn(p, "0123456789");

			str_addn(out, p, digits);
			p += digits;
			str_addc(out, '\\');
		} else if (strchr("\\`*_[]<>|&~", *p) ||
			   starts_address(from, p)) {
			str_addc(out, '\\');
		}
		str_addc(out, *p);
	}
}

/* Lines become hard breaks, or blanks where there is room for one only. */
static void escape(struct str *out, const char *text, size_t indent,
		   bool one_line)
{
	struct str s = {0};
	bool first = true;

	shown(&s, text);
	for (const char *p = str_text(&s); *p;) {
		size_t blank = strspn(p, " \n"), n;

		p += blank;
		n = strcspn(p, "\n");
		if (!n)
			break;
		if (!first && one_line)
			str_addc(out, ' ');
		if (!first && !one_line) {
			str_add(out, "\\\n");
			str_pad(out, ' ', indent);
		}
		escape_line(out, p, n);
		first = false;
		p += n;
	}
	out->failed |= s.failed;
	str_release(&s);
}

static void line(struct str *out, size_t indent, const char *text)
{
	str_pad(out, ' ', indent);
	escape(out, text, indent, false);
	str_add(out, "\n\n");
}

static void head(struct str *out, const struct node *n, size_t indent)
{
	str_pad(out, ' ', indent);
	str_pad(out, '#', (size_t)n->level);
	str_addc(out, ' ');
	escape(out, n->text, 0, true);
	str_add(out, "\n\n");
}

/* A task only where Markdown knows the mark, else the mark in words. */
static void mark(struct str *out, const struct node *n)
{
	if (!n->mark)
		return;
	if (n->mark[1] == ' ' || n->mark[1] == 'x')
		str_add(out, n->mark);
	else
		str_addf(out, "\\[%c\\]", n->mark[1]);
	str_addc(out, ' ');
}

static void list(struct str *out, const struct node *n, size_t indent)
{
	size_t number = 0;

	for (const struct node *i = n->child; i; i = i->next) {
		size_t at = out->len, in;

		str_pad(out, ' ', indent);
		if (n->numbered)
			str_addf(out, "%zu. ", ++number);
		else
			str_add(out, "- ");
		in = out->len - at;
		mark(out, i);
		escape(out, i->text, in, false);
		str_addc(out, '\n');
		if (i->child) {
			str_addc(out, '\n');
			blocks(out, i->child, in);
		}
	}
	if (n->child && !n->last->child)
		str_addc(out, '\n');
}

static void facts(struct str *out, const struct node *n, size_t indent)
{
	for (const struct node *i = n->child; i; i = i->next) {
		str_pad(out, ' ', indent);
		if (*i->name) {
			str_add(out, "- **");
			escape(out, i->name, 0, true);
			str_add(out, ":** ");
		} else {
			str_add(out, "  - ");
		}
		escape(out, i->text, indent + 2, false);
		str_addc(out, '\n');
	}
	str_addc(out, '\n');
}

static void table(struct str *out, const struct node *n, size_t indent)
{
	for (const struct node *r = n->child; r; r = r->next) {
		str_pad(out, ' ', indent);
		for (const struct node *c = r->child; c; c = c->next) {
			str_add(out, "| ");
			escape(out, c->text, 0, true);
			str_addc(out, ' ');
		}
		str_add(out, "|\n");
		if (r != n->child)
			continue;
		str_pad(out, ' ', indent);
		for (const struct node *c = r->child; c; c = c->next)
			str_add(out, "|---");
		str_add(out, "|\n");
	}
	str_addc(out, '\n');
}

/* Indented code: no fence in the text can end it. */
static void code(struct str *out, const char *text, size_t indent)
{
	struct str s = {0};

	shown(&s, text);
	for (const char *p = str_text(&s); *p;) {
		size_t n = strcspn(p, "\n");

		str_pad(out, ' ', indent + 4);
		str_addn(out, p, n);
		str_addc(out, '\n');
		p += n + (p[n] == '\n');
	}
	str_addc(out, '\n');
	out->failed |= s.failed;
	str_release(&s);
}

static void caution(struct str *out, const struct node *n, size_t indent)
{
	struct str in = {0};

	if (n->child)
		blocks(&in, n->child, 0);
	else
		line(&in, 0, n->text);
	while (in.len && in.p[in.len - 1] == '\n')
		in.p[--in.len] = '\0';
	for (const char *p = str_text(&in); *p;) {
		size_t len = strcspn(p, "\n");

		str_pad(out, ' ', indent);
		str_add(out, len ? "> " : ">");
		str_addn(out, p, len);
		str_addc(out, '\n');
		p += len + (p[len] == '\n');
	}
	str_addc(out, '\n');
	out->failed |= in.failed;
	str_release(&in);
}

static void blank_line(struct str *out, size_t n)
{
	for (size_t i = 0; i < n; i++)
		str_add(out, "\\_");
}

static void fields(struct str *out, const struct node *n, size_t indent)
{
	str_pad(out, ' ', indent);
	for (const struct node *c = n->child; c; c = c->next) {
		escape(out, c->text, 0, true);
		str_add(out, ": ");
		blank_line(out, 16);
		str_add(out, c->next ? "  " : "\n\n");
	}
}

static void room(struct str *out, const struct node *n, size_t indent)
{
	for (int i = 0; i < n->level; i++) {
		str_pad(out, ' ', indent);
		blank_line(out, 60);
		str_add(out, "\n\n");
	}
}

static void blocks(struct str *out, const struct node *n, size_t indent)
{
	for (; n; n = n->next)
		switch (n->kind) {
		case NODE_HEADING:
			head(out, n, indent);
			break;
		case NODE_PARA:
			line(out, indent, n->text);
			break;
		case NODE_CAUTION:
			caution(out, n, indent);
			break;
		case NODE_LIST:
			list(out, n, indent);
			break;
		case NODE_FACTS:
			facts(out, n, indent);
			break;
		case NODE_TABLE:
			table(out, n, indent);
			break;
		case NODE_CODE:
			code(out, n->text, indent);
			break;
		case NODE_FIELDS:
			fields(out, n, indent);
			break;
		case NODE_ROOM:
			room(out, n, indent);
			break;
		case NODE_ROOT: case NODE_ITEM: case NODE_FACT:
		case NODE_ROW: case NODE_CELL:
			break;
		}
}

int report_markdown(struct str *out, const struct report *r,
		    struct error *err)
{
	blocks(out, r->root.child, 0);
	while (out->len > 1 && out->p[out->len - 1] == '\n' &&
	       out->p[out->len - 2] == '\n')
		out->p[--out->len] = '\0';
	return out->failed ? error_nomem(err) : 0;
}
