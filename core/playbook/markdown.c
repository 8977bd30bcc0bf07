/* core/playbook/markdown.c - Markdown to a tree, by md4c. */
#include "core/playbook/markdown.h"

#include <md4c.h>
#include <string.h>

#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/entity.h"

#define SPANS 64 /* links and emphasis inside each other, beyond: ignored */

struct builder {
	struct arena *a;
	const char *doc; /* the whole source */
	size_t from, n;	 /* md4c reads doc[from..n) */
	struct md_node *cur;
	struct md_node *last[MARKDOWN_DEPTH + 1]; /* last child, by depth */
	struct md_run *tail;			  /* last run of cur */
	int depth;
	bool implied;	/* cur is the paragraph of a tight list item */
	bool head;	/* inside a table head */
	bool soft;	/* a soft line break waits for the next text */
	size_t nodes;
	size_t first, end; /* bytes of the leaf's text; first > end: none */
	size_t at, at_line; /* a line start and its number, to count on */
	int count[MDS_BREAK];	   /* open spans of each style */
	const char *href[SPANS];   /* targets of the open spans */
	int spans;
	unsigned style;		   /* of the text in buf */
	const char *target;	   /* its link */
	struct str buf;
	int rc;
	const char *why;
};

/* --- places ---------------------------------------------------------------- */

/* Moves the line cursor to the line that holds byte `at`. Blocks come in
 * the order of the source, so this walks it once. */
static void seek(struct builder *b, size_t at)
{
	const char *nl;

	if (at < b->at) {
		b->at = 0;
		b->at_line = 1;
	}
	while ((nl = memchr(b->doc + b->at, '\n', at - b->at))) {
		b->at = (size_t)(nl - b->doc) + 1;
		b->at_line++;
	}
}

static int column(const char *line, const char *p)
{
	int col = 1;

	for (; line < p; line++)
		col += ((unsigned char)*line & 0xc0) != 0x80;
	return col;
}

/* Gives a node the place of the bytes [first, end) of its text. */
static void place(struct builder *b, struct md_node *node, size_t first,
		  size_t end)
{
	const char *nl;

	seek(b, first);
	node->line = (int)b->at_line;
	node->col = column(b->doc + b->at, b->doc + first);
	node->start = b->at;
	nl = end < b->n ? memchr(b->doc + end, '\n', b->n - end) : NULL;
	node->end = nl ? (size_t)(nl - b->doc) + 1 : b->n;
}

static void widen(struct md_node *parent, const struct md_node *child)
{
	if (!child->line)
		return;
	if (!parent->line) {
		parent->line = child->line;
		parent->col = child->col;
		parent->start = child->start;
	}
	if (child->end > parent->end)
		parent->end = child->end;
}

/* --- runs ------------------------------------------------------------------ */

static int nomem(struct builder *b)
{
	return b->rc = ERR_NOMEM;
}

static int add_run(struct builder *b, const char *text, size_t n,
		   unsigned style, const char *href)
{
	struct md_run *run = arena_alloc(b->a, sizeof(*run));

	if (!run || !(run->text = arena_strndup(b->a, text, n)))
		return nomem(b);
	run->style = style;
	run->href = href;
	if (b->tail)
		b->tail->next = run;
	else
		b->cur->runs = run;
	b->tail = run;
	return 0;
}

static int flush(struct builder *b)
{
	int rc = 0;

	if (b->buf.failed)
		return nomem(b);
	if (b->buf.len)
		rc = add_run(b, b->buf.p, b->buf.len, b->style, b->target);
	str_clear(&b->buf);
	return rc;
}

/* The character that ends the text so far, 0 if there is none. */
static uint32_t last_char(const struct builder *b)
{
	const char *s = b->buf.len ? b->buf.p : b->tail ? b->tail->text : "";
	const char *end = s + (b->buf.len ? b->buf.len : strlen(s)), *p = end;
	uint32_t cp = 0;

	while (p > s && p[-1] && ((unsigned char)*--p & 0xc0) == 0x80)
		continue;
	if (p < end)
		utf8_next(&cp, &p, end);
	return cp;
}

/* A line break in running text is a space, but not between two wide
 * characters: Chinese has none there. */
static void soft_break(struct builder *b, const char *next, size_t n)
{
	const char *p = next;
	uint32_t before = last_char(b), cp = 0;

	b->soft = false;
	if (n)
		utf8_next(&cp, &p, next + n);
	if (before > 0x2e80 && cp > 0x2e80 && utf8_width(before) == 2 &&
	    utf8_width(cp) == 2)
		return;
	str_addc(&b->buf, ' ');
}

static unsigned style_now(const struct builder *b)
{
	unsigned style = 0;

	for (unsigned s = 1; s < MDS_BREAK; s <<= 1)
		if (b->count[s])
			style |= s;
	return style;
}

static const char *target_now(const struct builder *b)
{
	int i = b->spans < SPANS ? b->spans : SPANS;

	while (i-- > 0)
		if (b->href[i])
			return b->href[i];
	return NULL;
}

static int add_text(struct builder *b, const char *text, size_t n)
{
	unsigned style = style_now(b);
	const char *target = style & (MDS_LINK | MDS_IMAGE) ? target_now(b)
							     : NULL;

	if (b->soft)
		soft_break(b, text, n);
	if ((style != b->style || target != b->target) && flush(b))
		return b->rc;
	b->style = style;
	b->target = target;
	str_addn(&b->buf, text, n);
	return 0;
}

/* --- entities and attributes ------------------------------------------------ */

static int add_entity(struct builder *b, const char *text, size_t n)
{
	char c[4];
	size_t len = entity_decode(c, text, n);

	return len ? add_text(b, c, len) : add_text(b, text, n);
}

/* A link target or an info string, in the arena; NULL if empty. */
static const char *attribute(struct builder *b, const MD_ATTRIBUTE *at)
{
	struct str s = {0};
	char c[4], *out;

	if (!at->text || !at->size)
		return NULL;
	for (size_t i = 0; at->substr_offsets[i] < at->size; i++) {
		const char *p = at->text + at->substr_offsets[i];
		size_t n = at->substr_offsets[i + 1] - at->substr_offsets[i];
		size_t len = at->substr_types[i] == MD_TEXT_ENTITY
				     ? entity_decode(c, p, n) : 0;

		str_addn(&s, len ? c : p, len ? len : n);
	}
	out = arena_strndup(b->a, str_text(&s), s.len);
	if (!out || s.failed)
		nomem(b);
	str_release(&s);
	return out;
}

/* --- blocks ---------------------------------------------------------------- */

static int count_node(struct builder *b)
{
	if (b->rc)
		return b->rc;
	if (++b->nodes > MARKDOWN_NODES) {
		b->why = N_("more than 200,000 pieces of Markdown");
		b->rc = ERR_TOOBIG;
	}
	return b->rc;
}

static int open_block(struct builder *b, enum md_block block)
{
	struct md_node *node;

	if (b->depth >= MARKDOWN_DEPTH) {
		b->why = N_("lists and quotes nested deeper than 64");
		return b->rc = ERR_TOOBIG;
	}
	node = arena_alloc(b->a, sizeof(*node));
	if (!node)
		return nomem(b);
	node->block = block;
	node->parent = b->cur;
	if (b->last[b->depth])
		b->last[b->depth]->next = node;
	else if (b->cur)
		b->cur->child = node;
	b->last[b->depth++] = node;
	b->last[b->depth] = NULL;
	b->cur = node;
	b->tail = NULL;
	b->first = SIZE_MAX;
	b->end = 0;
	b->soft = false;
	return 0;
}

static int close_block(struct builder *b)
{
	struct md_node *node = b->cur;

	if (flush(b))
		return b->rc;
	b->soft = false;
	if (b->first != SIZE_MAX)
		place(b, node, b->first, b->end);
	else if (node->task && !node->line)
		place(b, node, node->task_at, node->task_at);
	b->first = SIZE_MAX;
	b->end = 0;
	b->tail = NULL;
	b->depth--;
	b->cur = node->parent;
	if (b->cur)
		widen(b->cur, node);
	return 0;
}

static int close_implied(struct builder *b)
{
	if (!b->implied)
		return 0;
	b->implied = false;
	return close_block(b);
}

static enum md_block block_of(MD_BLOCKTYPE type)
{
	switch (type) {
	case MD_BLOCK_DOC:
		return MDB_DOC;
	case MD_BLOCK_QUOTE:
		return MDB_QUOTE;
	case MD_BLOCK_UL:
		return MDB_LIST;
	case MD_BLOCK_OL:
		return MDB_OLIST;
	case MD_BLOCK_LI:
		return MDB_ITEM;
	case MD_BLOCK_HR:
		return MDB_RULE;
	case MD_BLOCK_H:
		return MDB_HEADING;
	case MD_BLOCK_CODE:
		return MDB_CODE;
	case MD_BLOCK_HTML:
		return MDB_HTML;
	case MD_BLOCK_P:
		return MDB_PARA;
	case MD_BLOCK_TABLE:
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
		return MDB_TABLE;
	case MD_BLOCK_TR:
		return MDB_ROW;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		return MDB_CELL;
	}
	return MDB_PARA;
}

/* What md4c tells beside the kind of a block. */
static void detail_of(struct builder *b, MD_BLOCKTYPE type, void *detail)
{
	struct md_node *node = b->cur;
	const MD_BLOCK_LI_DETAIL *li = detail;

	if (type == MD_BLOCK_H) {
		node->level = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
	} else if (type == MD_BLOCK_OL) {
		node->level = (int)((MD_BLOCK_OL_DETAIL *)detail)->start;
	} else if (type == MD_BLOCK_CODE) {
		node->info = attribute(
			b, &((MD_BLOCK_CODE_DETAIL *)detail)->info);
	} else if (type == MD_BLOCK_LI && li->is_task) {
		node->task = li->task_mark == ' ' ? ' ' : 'x';
		node->task_at = b->from + li->task_mark_offset;
	}
}

static bool part_of_table(MD_BLOCKTYPE type)
{
	return type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct builder *b = ctx;

	if (count_node(b) || close_implied(b))
		return b->rc;
	if (part_of_table(type)) {
		b->head = type == MD_BLOCK_THEAD;
		return 0;
	}
	if (open_block(b, block_of(type)))
		return b->rc;
	b->cur->head = b->head && (b->cur->block == MDB_ROW ||
				   b->cur->block == MDB_CELL);
	detail_of(b, type, detail);
	return b->rc;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct builder *b = ctx;

	(void)detail;
	if (close_implied(b))
		return b->rc;
	if (part_of_table(type)) {
		b->head = false;
		return 0;
	}
	return close_block(b);
}

/* --- spans and text -------------------------------------------------------- */

static unsigned style_of(MD_SPANTYPE type)
{
	switch (type) {
	case MD_SPAN_EM:
		return MDS_EM;
	case MD_SPAN_STRONG:
		return MDS_STRONG;
	case MD_SPAN_A:
	case MD_SPAN_WIKILINK:
		return MDS_LINK;
	case MD_SPAN_IMG:
		return MDS_IMAGE;
	case MD_SPAN_CODE:
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
		return MDS_CODE;
	case MD_SPAN_DEL:
		return MDS_DEL;
	case MD_SPAN_U:
		return MDS_EM;
	}
	return MDS_PLAIN;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct builder *b = ctx;
	const char *href = NULL;

	if (count_node(b))
		return b->rc;
	if (type == MD_SPAN_A)
		href = attribute(b, &((MD_SPAN_A_DETAIL *)detail)->href);
	else if (type == MD_SPAN_IMG)
		href = attribute(b, &((MD_SPAN_IMG_DETAIL *)detail)->src);
	if (b->spans < SPANS)
		b->href[b->spans] = href;
	b->spans++;
	b->count[style_of(type)]++;
	return b->rc;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct builder *b = ctx;

	(void)detail;
	b->spans--;
	b->count[style_of(type)]--;
	return 0;
}

static void note_place(struct builder *b, const char *text, size_t n)
{
	size_t at;

	if (text < b->doc || text >= b->doc + b->n || !n)
		return;
	at = (size_t)(text - b->doc);
	if (at < b->first)
		b->first = at;
	if (at + n - 1 > b->end)
		b->end = at + n - 1;
}

static int hard_break(struct builder *b)
{
	b->soft = false;
	if (flush(b))
		return b->rc;
	return add_run(b, "\n", 1, MDS_BREAK, NULL);
}

static int text(MD_TEXTTYPE type, const char *s, unsigned n, void *ctx)
{
	struct builder *b = ctx;

	if (count_node(b))
		return b->rc;
	if (b->cur->block == MDB_ITEM) {
		if (open_block(b, MDB_PARA))
			return b->rc;
		b->implied = true;
	}
	note_place(b, s, n);
	switch (type) {
	case MD_TEXT_BR:
		return hard_break(b);
	case MD_TEXT_SOFTBR:
		b->soft = true;
		return 0;
	case MD_TEXT_ENTITY:
		return add_entity(b, s, n);
	case MD_TEXT_NULLCHAR:
		return add_text(b, "\xef\xbf\xbd", 3);
	case MD_TEXT_NORMAL:
	case MD_TEXT_CODE:
	case MD_TEXT_HTML:
	case MD_TEXT_LATEXMATH:
		return add_text(b, s, n);
	}
	return 0;
}

/* --- the calls ------------------------------------------------------------- */

#define FLAGS (MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH)

/* md4c 0.4.8 looks at the byte behind the end of an open link, and loses its
 * way if that is a bracket: so there is a line's end or a NUL. */
static int parse(struct md_node **out, struct arena *a, const char *source,
		 size_t from, size_t n, unsigned flags, struct error *err)
{
	const MD_PARSER parser = {
		.flags = flags,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};
	struct builder b = {.a = a, .doc = source, .from = from, .n = n,
			    .at_line = 1, .first = SIZE_MAX};
	int rc;

	*out = NULL;
	if (n > MARKDOWN_MAX)
		return error_set(err, ERR_TOOBIG,
				 _("the text is over 1 MiB (%zu bytes)"), n);
	if (n && source[n - 1] != '\n') {
		b.doc = arena_strndup(a, source, n);
		if (!b.doc)
			return error_nomem(err);
	}
	rc = md_parse(b.doc + from, (unsigned)(n - from), &parser, &b);
	str_release(&b.buf);
	if (b.rc == ERR_TOOBIG)
		return error_set(err, ERR_TOOBIG, "%s", _(b.why));
	if (rc || b.rc)
		return error_nomem(err);
	*out = b.last[0];
	return 0;
}

int markdown_parse_from(struct md_node **out, struct arena *a,
			const char *source, size_t from, size_t n,
			struct error *err)
{
	return parse(out, a, source, from, n, FLAGS | MD_FLAG_NOHTML, err);
}

int markdown_parse_foreign(struct md_node **out, struct arena *a,
			   const char *source, size_t from, size_t n,
			   struct error *err)
{
	return parse(out, a, source, from, n,
		     FLAGS | MD_FLAG_PERMISSIVEATXHEADERS, err);
}

int markdown_parse(struct md_node **out, struct arena *a, const char *source,
		   size_t n, struct error *err)
{
	return markdown_parse_from(out, a, source, 0, n, err);
}

/* Writes the flattened text to p (unless NULL); returns its length. */
static size_t flatten(char *p, size_t at, const struct md_node *node)
{
	for (const struct md_run *r = node->runs; r; r = r->next)
		for (const char *s = r->text; *s; s++, at++)
			if (p)
				p[at] = *s == '\n' ? ' ' : *s;
	for (const struct md_node *c = node->child; c; c = c->next) {
		size_t before = at;

		at = flatten(p, at, c);
		if (at > before && c->next) {
			if (p)
				p[at] = ' ';
			at++;
		}
	}
	return at;
}

char *markdown_flat(struct arena *a, const struct md_node *node)
{
	size_t n = flatten(NULL, 0, node);
	char *p = arena_alloc(a, n + 1);

	if (!p)
		return NULL;
	flatten(p, 0, node);
	while (n && p[n - 1] == ' ')
		p[--n] = '\0';
	return p;
}
