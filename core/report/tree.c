/* core/report/tree.c - making the tree, and words that all parts use. */
#include "core/report/tree.h"

#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"

/* --- nodes ------------------------------------------------------------------ */

struct node *node_add(struct maker *m, struct node *parent,
		      enum node_kind kind, const char *text)
{
	struct report *r = m->r;
	struct node *n = arena_alloc(&r->arena, sizeof(*n));
	char *copy = arena_strdup(&r->arena, text);

	if (!n || !copy || parent == &r->spare) {
		r->failed = true;
		return &r->spare;
	}
	n->kind = kind;
	n->text = copy;
	if (parent->last)
		parent->last->next = n;
	else
		parent->child = n;
	parent->last = n;
	return n;
}

struct node *node_take(struct maker *m, struct node *parent,
		       enum node_kind kind, struct str *text)
{
	struct node *n = node_add(m, parent, kind, str_text(text));

	m->r->failed |= text->failed;
	str_release(text);
	return n;
}

struct node *node_addf(struct maker *m, struct node *parent,
		       enum node_kind kind, const char *fmt, ...)
{
	struct str s = {0};
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&s, fmt, ap);
	va_end(ap);
	return node_take(m, parent, kind, &s);
}

void fact(struct maker *m, struct node *facts, const char *name,
	  const char *text)
{
	struct node *n = node_add(m, facts, NODE_FACT,
				  text && *text ? text : _("unknown"));

	n->name = arena_strdup(&m->r->arena, name);
	m->r->failed |= !n->name;
}

void fact_take(struct maker *m, struct node *facts, const char *name,
	       struct str *text)
{
	fact(m, facts, name, str_text(text));
	m->r->failed |= text->failed;
	str_release(text);
}

void factf(struct maker *m, struct node *facts, const char *name,
	   const char *fmt, ...)
{
	struct str s = {0};
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&s, fmt, ap);
	va_end(ap);
	fact_take(m, facts, name, &s);
}

struct node *heading(struct maker *m, int level, const char *text)
{
	struct node *n = node_add(m, &m->r->root, NODE_HEADING, text);

	n->level = level;
	return n;
}

/* --- guidance --------------------------------------------------------------- */

static void add_run(struct str *out, const struct md_run *run)
{
	bool ends = !run->next || run->next->href != run->href;

	if (run->style & MDS_BREAK)
		str_addc(out, '\n');
	else if (run->style & MDS_IMAGE)
		str_addf(out, _("[image: %s]"), run->text);
	else
		str_add(out, run->text);
	if (run->href && ends && strcmp(run->href, run->text) != 0)
		str_addf(out, " <%s>", run->href);
}

static void guide(struct maker *m, struct node *parent, enum node_kind kind,
		  const struct md_node *node)
{
	struct str text = {0};

	for (const struct md_run *run = node->runs; run; run = run->next)
		add_run(&text, run);
	node_take(m, parent, kind, &text);
}

/* The first paragraph of an item stands on the item's own line. */
static void guide_item(struct maker *m, struct node *list,
		       const struct md_node *item)
{
	const struct md_node *first = item->child;
	struct node *n;

	if (first && first->block == MDB_PARA) {
		guide(m, list, NODE_ITEM, first);
		first = first->next;
	} else {
		node_add(m, list, NODE_ITEM, "");
	}
	n = list->last ? list->last : &m->r->spare;
	if (item->task)
		n->mark = item->task == 'x' ? "[x]" : "[ ]";
	guidance(m, n, first);
}

static void guide_rows(struct maker *m, struct node *table,
		       const struct md_node *row)
{
	for (; row; row = row->next) {
		struct node *r = node_add(m, table, NODE_ROW, "");

		for (const struct md_node *c = row->child; c; c = c->next)
			guide(m, r, NODE_CELL, c);
	}
}

void guidance(struct maker *m, struct node *parent,
	      const struct md_node *first)
{
	struct node *n;

	for (; first; first = first->next)
		switch (first->block) {
		case MDB_HEADING: case MDB_PARA: case MDB_HTML:
			guide(m, parent, NODE_PARA, first);
			break;
		case MDB_CODE:
			guide(m, parent, NODE_CODE, first);
			break;
		case MDB_QUOTE:
			n = node_add(m, parent, NODE_CAUTION, "");
			guidance(m, n, first->child);
			break;
		case MDB_LIST: case MDB_OLIST:
			n = node_add(m, parent, NODE_LIST, "");
			n->numbered = first->block == MDB_OLIST;
			for (const struct md_node *i = first->child; i;
			     i = i->next)
				guide_item(m, n, i);
			break;
		case MDB_TABLE:
			n = node_add(m, parent, NODE_TABLE, "");
			guide_rows(m, n, first->child);
			break;
		case MDB_DOC: case MDB_ITEM: case MDB_ROW: case MDB_CELL:
		case MDB_RULE:
			break;
		}
}

/* --- words ------------------------------------------------------------------ */

const char *when(struct maker *m, int64_t at)
{
	char text[TIME_TEXT], *kept;

	if (!at)
		return _("unknown");
	time_zoned(text, at, m->zone);
	kept = arena_strdup(&m->r->arena, text);
	m->r->failed |= !kept;
	return kept ? kept : "";
}

size_t lang_of(const struct maker *m, const struct book *b)
{
	return b->pb ? playbook_lang(b->pb, m->r->lang) : 0;
}

const char *step_title(const struct maker *m, const struct step *st)
{
	return text_in(&st->def->title, lang_of(m, st->book));
}

const char *step_value(struct maker *m, const struct step *st)
{
	struct error ignored;
	int64_t at;

	if (st->value && st->def->value == VALUE_TIME &&
	    !time_parse(&at, NULL, st->value, NULL, 0, &ignored))
		return when(m, at);
	return st->value;
}

const char *role_name(const struct maker *m, const char *key)
{
	const struct situation *s = m->s;

	for (size_t i = 0; i < s->book_count; i++) {
		const struct playbook *pb = s->book[i].pb;

		for (size_t k = 0; pb && k < pb->role_count; k++)
			if (str_eq(pb->role[k].key, key))
				return text_in(&pb->role[k].name,
					       lang_of(m, &s->book[i]));
	}
	return key ? key : _("unknown");
}

void add_doer(struct str *out, const struct event *ev)
{
	if (ev->by && *ev->by && !str_eq(ev->by, ev->author->name))
		str_addf(out, _("%s, written by %s"), ev->by,
			 ev->author->name);
	else
		str_add(out, event_doer(ev));
}

void add_names(struct str *out, const char *const *name, size_t count)
{
	for (size_t i = 0; i < count; i++)
		str_addf(out, "%s%s", i ? ", " : "", name[i]);
}

bool step_closed(const struct step *st)
{
	return st->state >= STEP_SKIPPED;
}

bool event_counts(const struct event *ev)
{
	return ev->standing == REC_COUNTS && !ev->retracted;
}

void first_line(struct maker *m)
{
	const struct situation *s = m->s;
	const char *title = m->title ? m->title : s->title;
	struct str text = {0};

	if (s->drill)
		str_addf(&text, "DRILL 演练  %s  NOT REAL 非真实事件",
			 s->label);
	else
		str_addf(&text, "%s  %s", _("LIVE"), s->label);
	if (*title)
		str_addf(&text, "  %s", title);
	node_take(m, &m->r->root, NODE_HEADING, &text)->level = 1;
}

void last_line(struct maker *m)
{
	if (m->s->drill)
		node_addf(m, &m->r->root, NODE_PARA,
			  "DRILL 演练  %s  NOT REAL 非真实事件",
			  m->s->label);
}

/* --- writing ------------------------------------------------------------------ */

void shown(struct str *out, const char *text)
{
	size_t n = strlen(text), from = 0;

	while (n && (text[n - 1] == '\n' || text[n - 1] == ' '))
		n--;
	for (size_t i = 0; i < n; i++) {
		bool cr = text[i] == '\r' && text[i + 1] == '\n';

		if (text[i] != '\t' && !cr)
			continue;
		show(out, text + from, i - from, SHOW_LF);
		if (!cr)
			str_addc(out, ' ');
		from = i + 1;
	}
	show(out, text + from, n - from, SHOW_LF);
}
