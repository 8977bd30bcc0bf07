/* core/playbook/mdtext.c - Markdown as plain lines of a given width. */
#include "core/playbook/mdtext.h"

#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/mdwrap.h"

#define NARROWEST 16
#define COLUMNS 32 /* of a table; a wider one is set as lines */

struct page {
	struct arena *a;
	struct mdline *line;
	size_t count, cap;
	int width;
	unsigned flags;
	bool failed;
};

/* What stands before a block's first line and before its others: blanks,
 * "- ", "| ". */
struct margin {
	const char *first, *rest;
};

static struct mdline *add_line(struct page *p)
{
	struct mdline *l;

	if (p->failed || arena_grow(p->a, &p->line, p->count, &p->cap,
				    sizeof(*l))) {
		p->failed = true;
		return NULL;
	}
	l = &p->line[p->count++];
	*l = (struct mdline){0};
	return l;
}

static void add_span(struct page *p, struct mdline *l, size_t *cap,
		     const char *text, size_t n, unsigned style)
{
	const char *copy;

	if (arena_grow(p->a, &l->span, l->count, cap, sizeof(*l->span)) ||
	    !(copy = arena_strndup(p->a, text, n)))
		p->failed = true;
	else
		l->span[l->count++] = (struct mdspan){copy, style};
}

/* One line from glyphs [from, end) behind its margin. */
static void put(struct page *p, const char *margin, const struct glyphs *g,
		size_t from, size_t end)
{
	struct mdline *l = add_line(p);
	size_t cap = 0, i, n = strlen(margin);

	if (!l)
		return;
	l->indent = (int)strspn(margin, " ");
	if (n > (size_t)l->indent)
		add_span(p, l, &cap, margin + l->indent,
			 n - (size_t)l->indent, MDS_PLAIN);
	for (; from < end && !p->failed; from = i) {
		const struct glyph *x = &g->at[from];

		for (i = from + 1; i < end && g->at[i].style == x->style &&
				   g->at[i].p == g->at[i - 1].p +
							 g->at[i - 1].len;)
			i++;
		add_span(p, l, &cap, x->p,
			 (size_t)(g->at[i - 1].p + g->at[i - 1].len - x->p),
			 x->style);
	}
}

static int room(const struct page *p, const char *margin)
{
	int n = p->width - utf8_cells(margin);

	return n < NARROWEST / 2 ? NARROWEST / 2 : n;
}

static void wrap(struct page *p, struct margin m, const struct glyphs *g,
		 bool verbatim)
{
	size_t from = 0, next, end;
	const char *margin = m.first;

	p->failed |= g->failed;
	do {
		end = glyphs_line(g, from, room(p, margin), verbatim, &next);
		put(p, margin, g, from, end);
		margin = m.rest;
		from = next;
	} while (from < g->count && !p->failed);
}

static void leaf(struct page *p, struct margin m, const struct md_node *node)
{
	struct glyphs g = {.a = p->a};

	glyphs_runs(&g, node->runs);
	for (size_t i = 0; node->block == MDB_HEADING && i < g.count; i++)
		g.at[i].style |= MDS_STRONG;
	wrap(p, m, &g, false);
}

static void code(struct page *p, struct margin m, const struct md_node *node)
{
	struct glyphs mark = {.a = p->a}, g = {.a = p->a};
	const char *in = arena_printf(p->a, "%s  ", m.rest);
	struct margin inner = {in, in};

	if (!in) {
		p->failed = true;
		return;
	}
	if (node->info) {
		glyphs_add(&mark, node->info, MDS_PLAIN);
		glyphs_add(&mark, " ", MDS_PLAIN);
	}
	glyphs_add(&mark, _("(not run)"), MDS_PLAIN);
	wrap(p, m, &mark, false);
	for (const struct md_run *r = node->runs; r; r = r->next)
		glyphs_add(&g, r->text, MDS_CODE);
	for (size_t i = 0; i < g.count; i++)
		if (g.at[i].cp == '\t') {
			g.at[i].p = " ";
			g.at[i].cp = ' ';
			g.at[i].width = 1;
		}
	if (g.count && g.at[g.count - 1].cp == '\n')
		g.count--;
	wrap(p, inner, &g, true);
}

/* --- tables ---------------------------------------------------------------- */

static struct glyphs cell_text(struct page *p, const struct md_node *cell)
{
	struct glyphs g = {.a = p->a};

	if (cell)
		glyphs_runs(&g, cell->runs);
	p->failed |= g.failed;
	return g;
}

/* Widths of the columns; false if they do not fit. */
static bool columns(struct page *p, const struct md_node *table, int room_,
		    int width[COLUMNS])
{
	int total = 0;

	memset(width, 0, COLUMNS * sizeof(*width));
	for (const struct md_node *r = table->child; r; r = r->next) {
		int i = 0;

		for (const struct md_node *c = r->child; c; c = c->next, i++) {
			struct glyphs g = cell_text(p, c);
			int n = glyphs_cells(&g);

			if (i == COLUMNS || n > room_)
				return false;
			width[i] = n > width[i] ? n : width[i];
		}
	}
	for (int i = 0; i < COLUMNS; i++)
		total += width[i] ? width[i] + 2 : 0;
	return total - 2 <= room_;
}

static void pad(struct glyphs *g, int n)
{
	while (n-- > 0)
		glyphs_add(g, " ", MDS_PLAIN);
}

static void in_columns(struct page *p, struct margin m,
		       const struct md_node *table, const int *width)
{
	for (const struct md_node *r = table->child; r; r = r->next) {
		struct glyphs g = {.a = p->a};
		int i = 0, used = 0, want = 0;

		for (const struct md_node *c = r->child; c; c = c->next, i++) {
			size_t from = g.count;

			pad(&g, want - used);
			glyphs_runs(&g, c->runs);
			for (; r->head && from < g.count; from++)
				g.at[from].style |= MDS_STRONG;
			used = glyphs_cells(&g);
			want += width[i] + 2;
		}
		p->failed |= g.failed;
		put(p, r == table->child ? m.first : m.rest, &g, 0, g.count);
	}
}

/* "head: cell", a line each; a blank line between rows. */
static void in_lines(struct page *p, struct margin m,
		     const struct md_node *table)
{
	const struct md_node *head = table->child;

	for (const struct md_node *r = head ? head->next : NULL; r;
	     r = r->next) {
		const struct md_node *h = head->child;

		for (const struct md_node *c = r->child; c;
		     c = c->next, h = h ? h->next : NULL) {
			struct glyphs g = {.a = p->a};

			if (!c->runs)
				continue;
			if (h && h->runs) {
				glyphs_runs(&g, h->runs);
				glyphs_add(&g, ": ", MDS_PLAIN);
			}
			glyphs_runs(&g, c->runs);
			wrap(p, m, &g, false);
			m.first = m.rest;
		}
		if (r->next)
			put(p, m.rest, &(struct glyphs){0}, 0, 0);
	}
}

static void table(struct page *p, struct margin m, const struct md_node *node)
{
	int width[COLUMNS];

	if (columns(p, node, room(p, m.rest), width))
		in_columns(p, m, node, width);
	else
		in_lines(p, m, node);
}

/* --- blocks ---------------------------------------------------------------- */

static void blocks(struct page *p, struct margin m,
		   const struct md_node *first, bool apart);

/* The margin for what stands inside a block. Where no room is left, deeper
 * blocks are not set in further. */
static struct margin deeper(struct page *p, struct margin m,
			    const char *first, const char *rest)
{
	struct margin in;

	if (p->width - utf8_cells(m.rest) < NARROWEST)
		return m;
	in.first = arena_printf(p->a, "%s%s", m.first, first);
	in.rest = arena_printf(p->a, "%s%s", m.rest, rest);
	if (!in.first || !in.rest) {
		p->failed = true;
		return m;
	}
	return in;
}

static void item(struct page *p, struct margin m, const struct md_node *node,
		 int number)
{
	const char *mark = node->task ? node->task == 'x' ? "[x] " : "[ ] "
				      : "- ";
	char *blanks;

	if (number >= 0)
		mark = arena_printf(p->a, "%d. ", number);
	blanks = mark ? arena_strdup(p->a, mark) : NULL;
	if (!blanks) {
		p->failed = true;
		return;
	}
	memset(blanks, ' ', strlen(blanks));
	m = deeper(p, m, mark, blanks);
	if (node->child)
		blocks(p, m, node->child, false);
	else
		put(p, m.first, &(struct glyphs){0}, 0, 0);
}

static void list(struct page *p, struct margin m, const struct md_node *node)
{
	int number = node->block == MDB_OLIST ? node->level : -1;

	for (const struct md_node *i = node->child; i; i = i->next) {
		item(p, m, i, number);
		if (number >= 0 && number < 1000000000)
			number++;
		m.first = m.rest;
	}
}

static void block(struct page *p, struct margin m, const struct md_node *node)
{
	struct glyphs rule = {.a = p->a};

	switch (node->block) {
	case MDB_DOC:
	case MDB_ITEM:
	case MDB_ROW:
		blocks(p, m, node->child, true);
		return;
	case MDB_HEADING:
	case MDB_PARA:
	case MDB_CELL:
		leaf(p, m, node);
		return;
	case MDB_QUOTE:
		blocks(p, deeper(p, m, "| ", "| "), node->child, true);
		return;
	case MDB_LIST:
	case MDB_OLIST:
		list(p, m, node);
		return;
	case MDB_CODE:
	case MDB_HTML:
		code(p, m, node);
		return;
	case MDB_RULE:
		glyphs_add(&rule, "---", MDS_PLAIN);
		wrap(p, m, &rule, false);
		return;
	case MDB_TABLE:
		table(p, m, node);
		return;
	}
}

static void blocks(struct page *p, struct margin m,
		   const struct md_node *first, bool apart)
{
	for (; first && !p->failed; first = first->next) {
		block(p, m, first);
		m.first = m.rest;
		if (apart && first->next && !(p->flags & MDTEXT_TIGHT))
			put(p, m.rest, &(struct glyphs){0}, 0, 0);
	}
}

int mdtext_render(struct mdline **out, size_t *count, struct arena *a,
		  const struct md_node *first, int width, unsigned flags,
		  struct error *err)
{
	struct page p = {.a = a, .flags = flags,
			 .width = width < NARROWEST ? NARROWEST : width};

	blocks(&p, (struct margin){"", ""}, first, true);
	*out = p.failed ? NULL : p.line;
	*count = p.failed ? 0 : p.count;
	return p.failed ? error_nomem(err) : 0;
}
