/*
 * core/report/html.c - the tree as one HTML file for screen and paper.
 *
 * No script, no link, nothing fetched: see core/base/html.h.
 */
#include "core/base/html.h"
#include "core/base/tr.h"
#include "core/report/tree.h"

static void blocks(struct str *out, const struct node *n);

static void escape(struct str *out, const char *text)
{
	struct str s = {0};

	shown(&s, text);
	html_escape(out, str_text(&s));
	out->failed |= s.failed;
	str_release(&s);
}

static void element(struct str *out, const char *tag, const char *text)
{
	str_addf(out, "<%s>", tag);
	escape(out, text);
	str_addf(out, "</%s>\n", tag);
}

static void head(struct str *out, const struct node *n)
{
	str_addf(out, "<h%d>", n->level);
	escape(out, n->text);
	str_addf(out, "</h%d>\n", n->level);
}

static void item(struct str *out, const struct node *n)
{
	str_add(out, "<li>");
	if (n->mark)
		str_addf(out, "<span class=\"mark\">%s</span> ", n->mark);
	if (n->child)
		str_add(out, "<strong>");
	escape(out, n->text);
	if (n->child) {
		str_add(out, "</strong>\n");
		blocks(out, n->child);
	}
	str_add(out, "</li>\n");
}

static void list(struct str *out, const struct node *n)
{
	const char *tag = n->numbered ? "ol" : "ul";

	if (!n->child)
		return;
	str_addf(out, "<%s%s>\n", tag,
		 n->child->mark ? " class=\"marked\"" : "");
	for (const struct node *i = n->child; i; i = i->next)
		item(out, i);
	str_addf(out, "</%s>\n", tag);
}

static void facts(struct str *out, const struct node *n)
{
	str_add(out, "<table class=\"facts\">\n");
	for (const struct node *i = n->child; i; i = i->next) {
		str_add(out, "<tr><th>");
		escape(out, i->name);
		str_add(out, "</th><td>");
		escape(out, i->text);
		str_add(out, "</td></tr>\n");
	}
	str_add(out, "</table>\n");
}

static void table(struct str *out, const struct node *n)
{
	str_add(out, "<table class=\"grid\">\n");
	for (const struct node *r = n->child; r; r = r->next) {
		const char *tag = r == n->child ? "th" : "td";

		str_add(out, "<tr>");
		for (const struct node *c = r->child; c; c = c->next) {
			str_addf(out, "<%s>", tag);
			escape(out, c->text);
			str_addf(out, "</%s>", tag);
		}
		str_add(out, "</tr>\n");
	}
	str_add(out, "</table>\n");
}

static void code(struct str *out, const char *text)
{
	struct str s = {0};

	str_add(out, "<pre>");
	escape(&s, text);
	for (const char *p = str_text(&s); *p; p++) {
		if (str_starts(p, "<br>\n"))
			p += 4;
		str_addc(out, *p);
	}
	str_add(out, "</pre>\n");
	out->failed |= s.failed;
	str_release(&s);
}

static void caution(struct str *out, const struct node *n)
{
	str_add(out, "<div class=\"caution\">\n");
	if (n->child)
		blocks(out, n->child);
	else
		element(out, "p", n->text);
	str_add(out, "</div>\n");
}

static void fields(struct str *out, const struct node *n)
{
	str_add(out, "<p>");
	for (const struct node *c = n->child; c; c = c->next) {
		str_add(out, "<span class=\"field\">");
		escape(out, c->text);
		str_add(out, ":</span> ");
	}
	str_add(out, "</p>\n");
}

static void blocks(struct str *out, const struct node *n)
{
	for (; n; n = n->next)
		switch (n->kind) {
		case NODE_HEADING:
			head(out, n);
			break;
		case NODE_PARA:
			element(out, "p", n->text);
			break;
		case NODE_CAUTION:
			caution(out, n);
			break;
		case NODE_LIST:
			list(out, n);
			break;
		case NODE_FACTS:
			facts(out, n);
			break;
		case NODE_TABLE:
			table(out, n);
			break;
		case NODE_CODE:
			code(out, n->text);
			break;
		case NODE_FIELDS:
			fields(out, n);
			break;
		case NODE_ROOM:
			for (int i = 0; i < n->level; i++)
				str_add(out, "<div class=\"room\"></div>\n");
			break;
		case NODE_ROOT: case NODE_ITEM: case NODE_FACT:
		case NODE_ROW: case NODE_CELL:
			break;
		}
}

int report_html(struct str *out, const struct report *r, struct error *err)
{
	struct str title = {0};

	str_addf(&title, "%s ", r->drill ? "DRILL 演练" : _("LIVE"));
	shown(&title, r->label);
	html_begin(out, r->lang, str_text(&title));
	if (r->drill) { /* on every printed page */
		str_add(out, "<div style=\"position:fixed;bottom:0;right:0;"
			     "font-size:9pt\">DRILL 演练 ");
		escape(out, r->label);
		str_add(out, " NOT REAL 非真实事件</div>\n");
	}
	blocks(out, r->root.child);
	html_end(out);
	out->failed |= title.failed;
	str_release(&title);
	return out->failed ? error_nomem(err) : 0;
}
