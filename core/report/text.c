/*
 * core/report/text.c - the tree as plain lines, for a terminal.
 *
 * A brief is cut to a line a fact, so that it stays in one screen.
 */
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/mdwrap.h"
#include "core/report/tree.h"

#define COLUMNS_MAX 16
#define WIDE_MIN 24 /* below that the last column is no column */
#define NAME_MAX_CELLS 30
#define GAP 2

struct page {
	struct str *out;
	int width;
	bool brief;
};

static void blocks(struct page *p, const struct node *n, int indent);

/* Sets text from the present column on, further lines at `hang`. */
static void set(struct page *p, const char *text, int hang, bool verbatim)
{
	struct arena a = {0};
	struct glyphs g = {.a = &a};
	struct str s = {0};
	size_t from = 0, next = 0;
	int room = p->width - hang;

	shown(&s, text);
	glyphs_add(&g, str_text(&s), 0);
	if (room < 16)
		room = 16;
	do {
		size_t end = glyphs_line(&g, from, room, verbatim, &next);

		if (from)
			str_pad(p->out, ' ', (size_t)hang);
		for (size_t i = from; i < end; i++)
			str_addn(p->out, g.at[i].p, g.at[i].len);
		str_addc(p->out, '\n');
		from = next;
	} while (from < g.count);
	p->out->failed |= g.failed || s.failed;
	str_release(&s);
	arena_release(&a);
}

static void gap(struct page *p)
{
	size_t n = p->out->len;

	if (!p->brief && n > 1 && p->out->p[n - 2] != '\n')
		str_addc(p->out, '\n');
}

static void para(struct page *p, const char *text, int indent)
{
	str_pad(p->out, ' ', (size_t)indent);
	set(p, text, indent, false);
}

static void head(struct page *p, const struct node *n, int indent)
{
	struct str s = {0};
	int cells;

	gap(p);
	if (p->brief) { /* one line, whatever the title */
		shown(&s, n->text);
		str_addn(p->out, str_text(&s),
			 utf8_cut(str_text(&s), p->width, NULL));
		str_addc(p->out, '\n');
		str_release(&s);
		return;
	}
	para(p, n->text, indent);
	shown(&s, n->text);
	cells = utf8_cells(str_text(&s));
	str_pad(p->out, n->level == 1 ? '=' : '-',
		n->level > 2 ? 0 : (size_t)(cells < p->width ? cells
							    : p->width));
	if (n->level <= 2)
		str_addc(p->out, '\n');
	str_release(&s);
	gap(p);
}

static void list(struct page *p, const struct node *n, int indent)
{
	size_t number = 0;

	for (const struct node *i = n->child; i; i = i->next) {
		struct str lead = {0};
		int in;

		if (n->numbered)
			str_addf(&lead, "%zu. ", ++number);
		else if (!i->mark)
			str_add(&lead, "- ");
		if (i->mark)
			str_addf(&lead, "%s ", i->mark);
		str_pad(p->out, ' ', (size_t)indent);
		str_add(p->out, str_text(&lead));
		in = indent + utf8_cells(str_text(&lead));
		set(p, i->text, in, false);
		blocks(p, i->child, in);
		if (i->child)
			gap(p);
		str_release(&lead);
	}
}

/* A row of the brief: one line, cut. */
static void cut(struct page *p, const char *text, int used)
{
	struct str s = {0};
	const char *t;
	size_t n;

	shown(&s, text);
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] == '\n')
			s.p[i] = ' ';
	t = str_text(&s);
	if (utf8_cells(t) > p->width - used) {
		n = utf8_cut(t, p->width - used - 2, NULL);
		str_addn(p->out, t, n);
		str_add(p->out, "..");
	} else {
		str_add(p->out, t);
	}
	str_addc(p->out, '\n');
	p->out->failed |= s.failed;
	str_release(&s);
}

static int shown_cells(const char *text)
{
	struct str s = {0};
	int n;

	shown(&s, text);
	n = utf8_cells(str_text(&s));
	str_release(&s);
	return n;
}

static int name_width(const struct node *facts)
{
	int width = 0;

	for (const struct node *i = facts->child; i; i = i->next) {
		int n = shown_cells(i->name);

		if (n > width && n <= NAME_MAX_CELLS)
			width = n;
	}
	return width;
}

static void facts(struct page *p, const struct node *n, int indent)
{
	int width = name_width(n), hang = indent + width + GAP;

	for (const struct node *i = n->child; i; i = i->next) {
		int used = shown_cells(i->name);

		str_pad(p->out, ' ', (size_t)indent);
		shown(p->out, i->name);
		str_pad(p->out, ' ',
			(size_t)(used < width ? width - used + GAP : GAP));
		if (p->brief)
			cut(p, i->text, hang);
		else
			set(p, i->text, used > width ? indent + used + GAP
						     : hang, false);
	}
}

/* --- tables ------------------------------------------------------------------- */

struct columns {
	int width[COLUMNS_MAX];
	int count, wide; /* wide: the one that takes what is left */
};

static void measure(struct columns *c, const struct node *table)
{
	for (const struct node *r = table->child; r; r = r->next) {
		int i = 0;

		for (const struct node *x = r->child; x && i < COLUMNS_MAX;
		     x = x->next, i++) {
			int n = shown_cells(x->text);

			if (n > c->width[i])
				c->width[i] = n;
		}
		if (i > c->count)
			c->count = i;
	}
	for (int i = 1; i < c->count; i++)
		if (c->width[i] > c->width[c->wide])
			c->wide = i;
}

/* True if the table stands in columns: the widest one comes last on the
 * line below the others' room and takes several lines. */
static bool fits(struct columns *c, int width)
{
	int sum = 0;

	for (int i = 0; i < c->count; i++)
		sum += c->width[i] + (i ? GAP : 0);
	if (sum <= width)
		return true;
	c->width[c->wide] -= sum - width;
	return c->wide + 1 == c->count && c->width[c->wide] >= WIDE_MIN;
}

static void row(struct page *p, const struct columns *c, const struct node *r,
		int indent)
{
	int at = indent, i = 0;

	str_pad(p->out, ' ', (size_t)indent);
	for (const struct node *x = r->child; x && i < COLUMNS_MAX;
	     x = x->next, i++) {
		if (!x->next || i + 1 == COLUMNS_MAX) {
			set(p, x->text, at, false);
			return;
		}
		shown(p->out, x->text);
		str_pad(p->out, ' ',
			(size_t)(c->width[i] - shown_cells(x->text) + GAP));
		at += c->width[i] + GAP;
	}
}

/* Of more than three columns the cells below the first carry the name of
 * theirs. */
static void named(struct page *p, const struct node *head,
		  const struct node *x, int indent)
{
	struct str text = {0};

	if (head && *head->text)
		str_addf(&text, "%s: ", head->text);
	str_add(&text, x->text);
	para(p, str_text(&text), indent);
	str_release(&text);
}

/* Too wide for columns: the short cells on a line, the long ones below. */
static void stacked(struct page *p, const struct node *head, int count,
		    const struct node *r, int indent)
{
	const struct node *h = count > 3 ? head->child : NULL;
	bool first = true;

	for (const struct node *x = r->child; x;
	     x = x->next, h = h ? h->next : NULL) {
		if (!*x->text)
			continue;
		if (count <= 3 && first && x->next &&
		    shown_cells(x->text) < 24 &&
		    shown_cells(x->next->text) < 24) {
			str_pad(p->out, ' ', (size_t)indent);
			shown(p->out, x->text);
			str_add(p->out, "  ");
			shown(p->out, x->next->text);
			str_addc(p->out, '\n');
			x = x->next;
		} else if (first) {
			para(p, x->text, indent);
		} else {
			named(p, h, x, indent + 2);
		}
		first = false;
	}
}

static void table(struct page *p, const struct node *n, int indent)
{
	struct columns c = {0};
	bool columns;

	measure(&c, n);
	columns = fits(&c, p->width - indent);
	for (const struct node *r = n->child; r; r = r->next)
		if (columns)
			row(p, &c, r, indent);
		else if (r != n->child)
			stacked(p, n->child, c.count, r, indent);
}

/* --- the rest ------------------------------------------------------------------ */

/* Set apart by a bar at its left. */
static void caution(struct page *p, const struct node *n, int indent)
{
	struct str in = {0};
	struct page inner = {&in, p->width - indent - 2, p->brief};

	if (n->child)
		blocks(&inner, n->child, 0);
	else
		para(&inner, n->text, 0);
	while (in.len && in.p[in.len - 1] == '\n')
		in.p[--in.len] = '\0';
	for (const char *at = str_text(&in); *at;) {
		size_t len = strcspn(at, "\n");

		str_pad(p->out, ' ', (size_t)indent);
		str_add(p->out, "| ");
		str_addn(p->out, at, len);
		str_addc(p->out, '\n');
		at += len + (at[len] == '\n');
	}
	p->out->failed |= in.failed;
	str_release(&in);
}

static void fields(struct page *p, const struct node *n, int indent)
{
	int at = p->width;

	for (const struct node *c = n->child; c; c = c->next) {
		int need = shown_cells(c->text) + 2 + 16;

		if (at + need + GAP > p->width) {
			if (c != n->child)
				str_addc(p->out, '\n');
			str_pad(p->out, ' ', (size_t)indent);
			at = indent;
		} else {
			str_pad(p->out, ' ', GAP);
			at += GAP;
		}
		shown(p->out, c->text);
		str_add(p->out, ": ");
		str_pad(p->out, '_', 16);
		at += need;
	}
	str_addc(p->out, '\n');
}

static void room(struct page *p, const struct node *n, int indent)
{
	for (int i = 0; i < n->level; i++) {
		str_pad(p->out, ' ', (size_t)indent);
		str_pad(p->out, '_', (size_t)(p->width - indent));
		str_addc(p->out, '\n');
	}
}

static void blocks(struct page *p, const struct node *n, int indent)
{
	if (indent > p->width - 16)
		indent = p->width - 16;
	for (; n; n = n->next) {
		switch (n->kind) {
		case NODE_HEADING:
			head(p, n, indent);
			break;
		case NODE_PARA:
			para(p, n->text, indent);
			break;
		case NODE_CAUTION:
			caution(p, n, indent);
			break;
		case NODE_LIST:
			list(p, n, indent);
			break;
		case NODE_FACTS:
			facts(p, n, indent);
			break;
		case NODE_TABLE:
			table(p, n, indent);
			break;
		case NODE_CODE:
			str_pad(p->out, ' ', (size_t)indent);
			set(p, n->text, indent, true);
			break;
		case NODE_FIELDS:
			fields(p, n, indent);
			break;
		case NODE_ROOM:
			room(p, n, indent);
			break;
		case NODE_ROOT: case NODE_ITEM: case NODE_FACT:
		case NODE_ROW: case NODE_CELL:
			break;
		}
		if (!indent)
			gap(p);
	}
}

int report_text(struct str *out, const struct report *r, int width,
		struct error *err)
{
	struct page p = {out, width < 40 ? 40 : width,
			 r->form == REPORT_BRIEF};

	blocks(&p, r->root.child, 0);
	while (out->len > 1 && out->p[out->len - 1] == '\n' &&
	       out->p[out->len - 2] == '\n')
		out->p[--out->len] = '\0';
	return out->failed ? error_nomem(err) : 0;
}
