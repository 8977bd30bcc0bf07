/* core/playbook/export_html.c - a playbook as one HTML file. */
#include <string.h>

#include "core/base/html.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/export.h"
#include "core/playbook/reader.h"

static void nodes(struct str *out, const struct md_node *n);

static void text(struct str *out, const char *s)
{
	struct str shown = {0};

	show(&shown, s, strlen(s), SHOW_LF | SHOW_TAB);
	html_escape(out, str_text(&shown));
	out->failed |= shown.failed;
	str_release(&shown);
}

static void element(struct str *out, const char *tag, const char *s)
{
	str_addf(out, "<%s>", tag);
	text(out, s);
	str_addf(out, "</%s>\n", tag);
}

/* A link prints its text and its target; nothing can be followed. */
static void runs(struct str *out, const struct md_run *r)
{
	for (; r; r = r->next) {
		bool bold = r->style & MDS_STRONG, code = r->style & MDS_CODE;

		str_add(out, bold ? "<strong>" : "");
		str_add(out, code ? "<code>" : "");
		text(out, r->text);
		str_add(out, code ? "</code>" : "");
		str_add(out, bold ? "</strong>" : "");
		if (r->href && (!r->next || r->next->href != r->href)) {
			str_add(out, " (");
			text(out, r->href);
			str_add(out, ")");
		}
	}
}

/* Lines of code stay lines: in <pre> a break of its own would double. */
static void code(struct str *out, const struct md_node *n)
{
	str_add(out, "<p>");
	text(out, _("(not run)"));
	str_add(out, "</p>\n<pre>");
	for (const struct md_run *r = n->runs; r; r = r->next)
		for (const char *p = r->text; *p;) {
			size_t len = strcspn(p, "\n");
			struct str line = {0};

			str_addn(&line, p, len);
			text(out, str_text(&line));
			str_add(out, p[len] ? "\n" : "");
			p += len + (p[len] == '\n');
			out->failed |= line.failed;
			str_release(&line);
		}
	str_add(out, "</pre>\n");
}

static void wrap(struct str *out, const char *tag, const struct md_node *n)
{
	str_addf(out, "<%s>", tag);
	runs(out, n->runs);
	nodes(out, n->child);
	str_addf(out, "</%s>\n", tag);
}

static void nodes(struct str *out, const struct md_node *n)
{
	for (; n; n = n->next)
		switch (n->block) {
		case MDB_HEADING:
			wrap(out, "h4", n);
			break;
		case MDB_PARA:
		case MDB_HTML:
			wrap(out, "p", n);
			break;
		case MDB_QUOTE:
			wrap(out, "blockquote", n);
			break;
		case MDB_LIST:
			wrap(out, "ul", n);
			break;
		case MDB_OLIST:
			wrap(out, "ol", n);
			break;
		case MDB_ITEM:
			wrap(out, "li", n);
			break;
		case MDB_CODE:
			code(out, n);
			break;
		case MDB_TABLE:
			str_add(out, "<table class=\"grid\">\n");
			nodes(out, n->child);
			str_add(out, "</table>\n");
			break;
		case MDB_ROW:
			wrap(out, "tr", n);
			break;
		case MDB_CELL:
			wrap(out, n->head ? "th" : "td", n);
			break;
		case MDB_DOC: case MDB_RULE:
			break;
		}
}

static const struct md_node *in(struct md_node *const *body, size_t lang)
{
	return body[lang] ? body[lang] : body[0];
}

static void items(struct str *out, const struct pb_step *st, size_t lang)
{
	if (!st->item_count)
		return;
	str_add(out, "<ul class=\"marked\">\n");
	for (size_t i = 0; i < st->item_count; i++) {
		str_add(out, "<li><span class=\"mark\">[ ]</span> ");
		text(out, text_in(&st->item[i].text, lang));
		nodes(out, in(st->item[i].more, lang));
		str_add(out, "</li>\n");
	}
	str_add(out, "</ul>\n");
}

/* The quote node has siblings that are the body. */
static void caution(struct str *out, const struct md_node *quote)
{
	if (!quote)
		return;
	str_add(out, "<div class=\"caution\">\n");
	nodes(out, quote->child);
	str_add(out, "</div>\n");
}

void export_key(struct str *out, const struct pb_source *src,
		const struct pb_place *place)
{
	const char *p = src->text + place->at, *end = src->text + src->len;
	const char *nl = memchr(p, '\n', (size_t)(end - p));

	while (p < end && (*p == ' ' || *p == '-'))
		p++;
	end = nl ? nl : end;
	while (end > p && (end[-1] == '\r' || end[-1] == ' '))
		end--;
	str_addn(out, p, (size_t)(end - p));
}

static void keys(struct str *out, const struct pb_source *src,
		 const struct pb_step *st)
{
	str_add(out, "<ul>\n");
	for (size_t i = 0; i < st->place_count; i++) {
		struct str line = {0};

		export_key(&line, src, &st->place[i]);
		element(out, "li", str_text(&line));
		out->failed |= line.failed;
		str_release(&line);
	}
	str_add(out, "</ul>\n");
}

static void numbered(struct str *out, const char *tag, const char *number,
		     const char *title)
{
	str_addf(out, "<%s>%s ", tag, number);
	text(out, title);
	str_addf(out, "</%s>\n", tag);
}

int export_html(struct str *out, const struct playbook *pb,
		const struct pb_source *src, size_t lang, struct error *err)
{
	struct str title = {0};

	show_text(&title, text_in(&pb->title, lang));
	html_begin(out, pb->lang[lang], str_text(&title));
	element(out, "h1", text_in(&pb->title, lang));
	nodes(out, in(pb->intro_body, lang));
	for (size_t i = 0; i < pb->phase_count; i++) {
		const struct pb_phase *ph = &pb->phase[i];

		numbered(out, "h2", ph->number, text_in(&ph->title, lang));
		nodes(out, in(ph->intro, lang));
		for (size_t k = 0; k < ph->step_count; k++) {
			const struct pb_step *st = &ph->step[k];

			numbered(out, "h3", st->number,
				 text_in(&st->title, lang));
			keys(out, src, st);
			caution(out, in(st->caution, lang));
			nodes(out, in(st->body, lang));
			items(out, st, lang);
		}
	}
	html_end(out);
	out->failed |= title.failed;
	str_release(&title);
	return out->failed ? error_nomem(err) : 0;
}
