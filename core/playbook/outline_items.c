/* core/playbook/outline_items.c - lists, tables and paragraphs of foreign
 * Markdown become steps, check items and notes. */
#include <string.h>

#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/playbook/outline.h"
#include "core/playbook/vocab.h"

#define LEAD_MAX 140 /* bytes of an item's title, before it is cut */

/* --- items ------------------------------------------------------------------- */

bool outline_is_list(const struct md_node *n)
{
	return n->block == MDB_LIST || n->block == MDB_OLIST;
}

/* An item that is one link and nothing more: for reading. */
bool outline_only_link(const struct md_node *item)
{
	const struct md_node *p = item->child;
	bool link = false;

	if (!p || p->next || p->block != MDB_PARA || item->task)
		return false;
	for (const struct md_run *r = p->runs; r; r = r->next)
		if (r->style & MDS_LINK)
			link = true;
		else if (r->text[strspn(r->text, " .-:")])
			return false;
	return link;
}

bool outline_placeholder(struct filling *f, const struct md_node *n)
{
	return n->block == MDB_PARA && str_starts(outline_flat(f->o, n),
						  "TODO");
}

static void todo(struct filling *f, const struct md_node *n, const char *text)
{
	if (f->told && (strstr(text, "TODO") || strstr(text, "FIXME")))
		import_finding_add(f->im, IMPORT_WARN, n->line,
				   _("text left to write: %s"), text);
}

/* "a. text" behind a hard break is an item of its own. */
static bool lettered(const char *s)
{
	s += strspn(s, " ");
	return s[0] >= 'a' && s[0] <= 'z' && (s[1] == '.' || s[1] == ')') &&
	       s[2] == ' ';
}

/* The runs of a paragraph as lines, parted at hard breaks: calls for each
 * with whether it is the first. */
static void hard_lines(struct filling *f, const struct md_node *para,
		       void (*each)(struct filling *f, const char *line,
				    bool first))
{
	struct str s = {0};
	bool first = true;

	for (const struct md_run *r = para->runs; r; r = r->next) {
		if (!(r->style & MDS_BREAK)) {
			str_add(&s, r->text);
			continue;
		}
		each(f, str_text(&s), first);
		first = false;
		str_clear(&s);
	}
	each(f, str_text(&s), first);
	f->im->failed |= s.failed;
	str_release(&s);
}

/* Where the links of a title or an item lead is kept beside it. */
static void links(struct filling *f, const struct md_node *n)
{
	const char *last = NULL;

	for (const struct md_run *r = n->runs; f->told && r; r = r->next) {
		struct str s = {0};

		if (!(r->style & MDS_LINK) || !r->href || !*r->href ||
		    *r->href == '#' || str_eq(r->href, last) ||
		    str_eq(r->href, r->text))
			continue;
		last = r->href;
		str_addf(&s, "%s: %s", r->text, r->href);
		f->im->line = n->line;
		import_note_add(f->im, str_text(&s), false);
		f->im->failed |= s.failed;
		str_release(&s);
	}
}

static void sub_line(struct filling *f, const char *line, bool first)
{
	if (first)
		return;
	line += strspn(line, " ");
	if (lettered(line))
		import_check_add(f->im, line + 3);
	else
		import_note_add(f->im, line, false);
}

static const struct md_run *first_break(const struct md_node *para)
{
	const struct md_run *r = para->runs;

	while (r && !(r->style & MDS_BREAK))
		r = r->next;
	return r;
}

const char *outline_line(struct filling *f, const struct md_node *para)
{
	const struct md_run *stop = first_break(para);
	struct md_node head = *para;
	struct md_run *copy, **to = &head.runs;

	head.child = NULL;
	head.runs = NULL;
	for (const struct md_run *r = para->runs; r && r != stop;
	     r = r->next) {
		copy = arena_alloc(f->o->a, sizeof(*copy));
		if (!copy) {
			f->o->failed = true;
			return "";
		}
		*copy = *r;
		copy->next = NULL;
		*to = copy;
		to = &copy->next;
	}
	return outline_flat(f->o, &head);
}

/* The bold words an item begins with, if they are a title of their own;
 * *rest is then what follows. */
static const char *bold_lead(struct filling *f, const struct md_node *para,
			     const char *line, const char **rest)
{
	const struct md_run *r = para->runs;
	size_t n = 0;
	char *s;

	for (; r && r->style & MDS_STRONG; r = r->next)
		n += strlen(r->text);
	if (!r || n < 8 || n >= strlen(line) || strlen(line) <= LEAD_MAX)
		return NULL;
	if (memcmp(line, para->runs->text, 4) != 0)
		return NULL;
	s = arena_strndup(f->o->a, line, n);
	f->o->failed |= !s;
	*rest = line + n + strspn(line + n, " :.");
	return s;
}

/* The end of the first sentence of a long line, 0 if it has none. */
static size_t sentence(const char *s)
{
	static const char *const end[] = {". ", "。", "；", "; ", ": ", "：",
					  " — ", " – "};
	size_t best = 0;

	for (size_t i = 0; i < sizeof(end) / sizeof(*end); i++) {
		const char *p = strstr(s, end[i]);

		if (p && p - s >= 12 && (!best || (size_t)(p - s) < best))
			best = (size_t)(p - s);
	}
	return best;
}

/* "[Role] do this" -> role and the rest; a role has no digits. */
static const char *take_role(struct filling *f, const char *title,
			     const char **role)
{
	size_t n;

	*role = NULL;
	if (*title != '[')
		return title;
	n = strcspn(title, "]");
	if (n < 4 || n > 40 || title[n] != ']' || title[n + 1] != ' ' ||
	    strcspn(title, "0123456789") < n)
		return title;
	*role = arena_strndup(&f->im->arena, title + 1, n - 1);
	return title + n + 1 + strspn(title + n + 1, " :-");
}

void outline_step(struct filling *f, const char *title, int line)
{
	const char *role;
	struct import_step *st;
	size_t unit;

	outline_mark(f, line, MARK_STEP, &unit);
	title = take_role(f, title, &role);
	f->im->line = line;
	st = import_step_add(f->im, vocab_strip(title), line);
	if (!st)
		return;
	st->role = role;
	import_step_unit(f->im, unit);
}

static void item_step(struct filling *f, const struct md_node *para)
{
	const char *line = outline_line(f, para), *rest = NULL, *lead;
	size_t n;

	todo(f, para, line);
	lead = bold_lead(f, para, line, &rest);
	n = lead || strlen(line) <= LEAD_MAX ? 0 : sentence(line);
	if (n) {
		lead = arena_strndup(f->o->a, line, n);
		rest = line;
		f->o->failed |= !lead;
	}
	outline_step(f, lead ? lead : line, para->line);
	if (rest)
		import_note_add(f->im, rest, false);
	if (first_break(para))
		hard_lines(f, para, sub_line);
	links(f, para);
}

/* --- notes ------------------------------------------------------------------- */

/* The source of a block, for what plain text would lose: the cells of a
 * table, the targets of links. NULL where it is not whole lines. */
static const char *source(struct filling *f, const struct md_node *n)
{
	char *s;

	if (n->parent != f->o->doc || n->block == MDB_HTML ||
	    n->block == MDB_CODE || n->block == MDB_HEADING ||
	    n->end <= n->start)
		return NULL;
	s = arena_strndup(f->o->a, f->o->text + n->start, n->end - n->start);
	f->o->failed |= !s;
	/* Pictures in the text, and links that are told elsewhere. */
	return s && (strstr(s, "](data:") || strstr(s, "][")) ? NULL : s;
}

/* Code keeps its lines. */
static const char *code(struct filling *f, const struct md_node *n)
{
	struct str s = {0};
	const char *text;

	for (const struct md_run *r = n->runs; r; r = r->next)
		str_add(&s, r->text);
	text = arena_strdup(f->o->a, str_text(&s));
	f->o->failed |= !text || s.failed;
	str_release(&s);
	return text ? text : "";
}

static bool holds_list(const struct md_node *n)
{
	const struct md_node *c = n->child;

	while (c && !outline_is_list(c))
		c = c->next;
	return c != NULL;
}

/* Tells of lists where they are not read. */
static void hidden_list(struct filling *f, const struct md_node *n,
			const char *text)
{
	if (!f->told)
		return;
	if (n->block == MDB_CODE &&
	    (strstr(text, "- [ ]") || strstr(text, "☐")))
		import_finding_add(f->im, IMPORT_WARN, n->line,
				   _("a list inside a code block is not read "
				     "as steps"));
	else if (n->block == MDB_TABLE && strstr(text, "<li>"))
		import_finding_add(f->im, IMPORT_WARN, n->line,
				   _("a list inside a table cell is not read "
				     "as steps"));
	else if (n->block == MDB_QUOTE && holds_list(n))
		import_finding_add(f->im, IMPORT_WARN, n->line,
				   _("a list inside a quote is not read as "
				     "steps"));
	else if (n->block == MDB_HTML && strstr(text, "<li"))
		import_finding_add(f->im, IMPORT_WARN, n->line,
				   _("a list in HTML is not read as steps"));
}

void outline_note(struct filling *f, const struct md_node *n)
{
	const char *text;

	if (!f->told || n->block == MDB_RULE || !outline_bytes(n))
		return;
	f->im->line = n->line;
	if (n->block == MDB_CODE) {
		text = code(f, n);
		import_note_add(f->im, text, true);
	} else if ((text = source(f, n))) {
		import_markup_add(f->im, text);
	} else {
		text = outline_flat(f->o, n);
		import_note_add(f->im, text, false);
	}
	hidden_list(f, n, text);
}

void outline_intro(struct filling *f, const struct md_node *n)
{
	struct import_note note = {.line = n->line,
				   .code = n->block == MDB_CODE};

	if (!f->told || n->block == MDB_RULE || !outline_bytes(n))
		return;
	note.text = note.code ? code(f, n) : source(f, n);
	note.markup = note.text && !note.code;
	if (!note.text)
		note.text = outline_flat(f->o, n);
	import_intro_add(f->im, &note);
	hidden_list(f, n, note.text);
}

void outline_left(struct filling *f, const struct md_node *n)
{
	const char *text;

	if (!f->told || n->block == MDB_RULE)
		return;
	text = n->block == MDB_CODE ? code(f, n) : source(f, n);
	import_skip_add(f->im, text ? text : outline_flat(f->o, n), n->line);
}

/* --- lists ------------------------------------------------------------------- */

/* Items below a step, however deep, are its check items. */
static void check_items(struct filling *f, const struct md_node *list)
{
	for (const struct md_node *i = list->child; i; i = i->next)
		for (const struct md_node *c = i->child; c; c = c->next)
			if (outline_is_list(c)) {
				check_items(f, c);
			} else if (c != i->child || outline_only_link(i)) {
				outline_note(f, c);
			} else if (c->block == MDB_PARA) {
				import_check_add(f->im, outline_line(f, c));
				todo(f, c, outline_line(f, c));
				if (first_break(c))
					hard_lines(f, c, sub_line);
				links(f, c);
			} else {
				outline_note(f, c);
			}
}

/* An item that names a step: its lists are check items. */
static void one_step(struct filling *f, const struct md_node *i)
{
	const struct md_node *c = i->child;

	if (c->block == MDB_PARA) {
		item_step(f, c);
		c = c->next;
	} else {
		outline_step(f, outline_flat(f->o, i),
			     c->line ? c->line : i->line);
		return;
	}
	for (; c; c = c->next)
		if (outline_is_list(c))
			check_items(f, c);
		else
			outline_note(f, c);
}

static void one_check(struct filling *f, const struct md_node *i)
{
	struct md_node alone = *i, list = {.block = MDB_LIST};

	alone.next = NULL;
	list.child = &alone;
	check_items(f, &list);
}

/* An item whose own lists are the steps. */
static void one_group(struct filling *f, const struct md_node *i)
{
	f->im->line = i->child->line;
	import_note_add(f->im, outline_flat(f->o, i->child), false);
	for (const struct md_node *c = i->child->next; c; c = c->next)
		outline_block(f, c);
}

static void left_item(struct filling *f, const struct md_node *i,
		      enum import_mark mark)
{
	outline_left(f, i);
	if (f->told && mark == MARK_NEW)
		import_finding_add(f->im, IMPORT_WARN, i->line,
				   _("new, left out until it is marked: %s"),
				   outline_flat(f->o, i));
}

static void marked_item(struct filling *f, const struct md_node *i)
{
	int line = i->child->line ? i->child->line : i->line;
	size_t unit;
	enum import_mark mark = outline_mark(
		f, line, outline_only_link(i) ? MARK_NOTES : MARK_STEP, &unit);

	switch (mark) {
	case MARK_NONE:
	case MARK_STEP:
		one_step(f, i);
		break;
	case MARK_PHASE:
		outline_item_phase(f, i);
		break;
	case MARK_GROUP:
		one_group(f, i);
		break;
	case MARK_ITEMS:
		one_check(f, i);
		break;
	case MARK_NOTES:
		outline_note(f, i);
		break;
	case MARK_SKIP:
	case MARK_NEW:
		left_item(f, i, mark);
		break;
	}
}

static void step_items(struct filling *f, const struct md_node *list)
{
	for (const struct md_node *i = list->child; i; i = i->next)
		if (i->child && outline_is_list(i->child)) {
			for (const struct md_node *c = i->child; c;
			     c = c->next)
				if (outline_is_list(c))
					step_items(f, c);
				else
					outline_note(f, c);
		} else if (i->child) {
			marked_item(f, i);
		}
}

/* --- blocks ------------------------------------------------------------------ */

static void quote_role(struct filling *f, const struct md_node *q)
{
	static const char *const word[] = {"Role:", "Owner:", "Responsible:",
					   "负责人：", "角色："};
	const char *t = outline_flat(f->o, q);
	struct import_step *st = import_last(f->im);

	for (size_t i = 0; st && !st->role &&
	     i < sizeof(word) / sizeof(*word); i++)
		if (str_starts(t, word[i])) {
			t += strlen(word[i]);
			t += strspn(t, " ");
			st->role = arena_strndup(&f->im->arena, t,
						 strcspn(t, ",;|."));
		}
	outline_note(f, q);
}

void outline_block(struct filling *f, const struct md_node *n)
{
	char behind = f->numbered; /* a list behind a numbered line is below */

	if (n->block != MDB_PARA)
		f->numbered = 0;
	switch (n->block) {
	case MDB_LIST:
	case MDB_OLIST:
		if (f->as_items || behind)
			check_items(f, n);
		else
			step_items(f, n);
		f->numbered = behind;
		break;
	case MDB_TABLE:
		if (!outline_table(f, n))
			outline_note(f, n);
		else
			hidden_list(f, n, outline_flat(f->o, n));
		break;
	case MDB_QUOTE:
		quote_role(f, n);
		break;
	case MDB_PARA:
		if (outline_numbered(f, n))
			break;
		f->numbered = 0;
		todo(f, n, outline_flat(f->o, n));
		outline_note(f, n);
		break;
	case MDB_CODE: case MDB_HTML: case MDB_HEADING: case MDB_DOC:
	case MDB_ITEM: case MDB_RULE: case MDB_ROW: case MDB_CELL:
		f->numbered = behind;
		outline_note(f, n);
		break;
	}
}
