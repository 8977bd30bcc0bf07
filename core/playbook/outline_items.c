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
static bool only_link(const struct md_node *item)
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

	title = take_role(f, title, &role);
	st = import_step_add(f->im, vocab_strip(title), line);
	if (st)
		st->role = role;
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
}

static void note(struct filling *f, const struct md_node *n)
{
	if (n->block == MDB_RULE || !outline_bytes(n))
		return;
	import_note_add(f->im, n->block == MDB_CODE
				       ? markdown_flat(f->o->a, n)
				       : outline_flat(f->o, n),
			false);
}

/* Code keeps its lines. */
static void code_note(struct filling *f, const struct md_node *n)
{
	struct str s = {0};

	for (const struct md_run *r = n->runs; r; r = r->next)
		str_add(&s, r->text);
	import_note_add(f->im, str_text(&s), true);
	if (f->told && (strstr(str_text(&s), "- [ ]") ||
			strstr(str_text(&s), "☐")))
		import_finding_add(f->im, IMPORT_WARN, n->line,
				   _("a list inside a code block is not read "
				     "as steps"));
	f->im->failed |= s.failed;
	str_release(&s);
}

/* Items below a step, however deep, are its check items. */
static void check_items(struct filling *f, const struct md_node *list)
{
	for (const struct md_node *i = list->child; i; i = i->next)
		for (const struct md_node *c = i->child; c; c = c->next)
			if (outline_is_list(c)) {
				check_items(f, c);
			} else if (c != i->child || only_link(i)) {
				if (c->block == MDB_CODE)
					code_note(f, c);
				else
					note(f, c);
			} else if (c->block == MDB_PARA) {
				import_check_add(f->im, outline_line(f, c));
				todo(f, c, outline_line(f, c));
				if (first_break(c))
					hard_lines(f, c, sub_line);
			} else {
				note(f, c);
			}
}

static void step_items(struct filling *f, const struct md_node *list)
{
	for (const struct md_node *i = list->child; i; i = i->next) {
		const struct md_node *c = i->child;

		if (!c || only_link(i)) {
			if (c)
				note(f, i);
			continue;
		}
		if (c->block == MDB_PARA) {
			item_step(f, c);
			c = c->next;
		} else if (!outline_is_list(c)) {
			import_step_add(f->im, outline_flat(f->o, i), i->line);
			continue;
		} else {
			step_items(f, c);
			c = c->next;
		}
		for (; c; c = c->next)
			if (outline_is_list(c))
				check_items(f, c);
			else if (c->block == MDB_CODE)
				code_note(f, c);
			else
				note(f, c);
	}
}

static void one_item(struct filling *f, const char *text, int line)
{
	if (f->as_items)
		import_check_add(f->im, text);
	else
		outline_step(f, text, line);
}

/* --- tables, paragraphs ---------------------------------------------------------- */

/* A row with an empty box is an item: the text of its other cells. */
static bool boxed_row(struct filling *f, const struct md_node *row)
{
	struct str s = {0};
	bool box = false;

	for (const struct md_node *c = row->child; c; c = c->next) {
		const char *t = outline_flat(f->o, c);

		if (str_starts(t, "☐") || str_starts(t, "[ ]")) {
			box = true;
			t += 3 + strspn(t + 3, " ");
		}
		if (*t && s.len)
			str_add(&s, ": ");
		str_add(&s, t);
	}
	if (box && s.len)
		one_item(f, str_text(&s), row->line);
	f->im->failed |= s.failed;
	str_release(&s);
	return box;
}

static void table(struct filling *f, const struct md_node *t)
{
	bool boxes = false;

	for (const struct md_node *r = t->child; r; r = r->next)
		if (!r->head)
			boxes |= boxed_row(f, r);
	if (!boxes)
		note(f, t);
	if (f->told && strstr(outline_flat(f->o, t), "<li>"))
		import_finding_add(f->im, IMPORT_WARN, t->line,
				   _("a list inside a table cell is not read "
				     "as steps"));
}

/* "1、text" lines: each is an item; false if the paragraph has none. */
static bool numbered_lines(struct filling *f, const struct md_node *para)
{
	const char *p = f->o->text + para->start, *end = f->o->text + para->end;
	int line = para->line;

	if (!vocab_item(outline_flat(f->o, para)))
		return false;
	for (; p < end; line++) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		struct str s = {0};
		size_t n;

		for (; p < (nl ? nl : end); p++)
			if (*p != '*' && *p != '`' && *p != '\r')
				str_addc(&s, *p);
		p = nl ? nl + 1 : end;
		n = vocab_item(str_text(&s) + strspn(str_text(&s), " "));
		if (n)
			one_item(f, str_text(&s) + strspn(str_text(&s), " ") +
				 n, line);
		else
			import_note_add(f->im, str_text(&s), false);
		f->im->failed |= s.failed;
		str_release(&s);
	}
	return true;
}

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
	note(f, q);
}

void outline_block(struct filling *f, const struct md_node *n)
{
	switch (n->block) {
	case MDB_LIST:
	case MDB_OLIST:
		if (f->as_items)
			check_items(f, n);
		else
			step_items(f, n);
		break;
	case MDB_CODE:
		code_note(f, n);
		break;
	case MDB_TABLE:
		table(f, n);
		break;
	case MDB_QUOTE:
		quote_role(f, n);
		break;
	case MDB_PARA:
		if (!numbered_lines(f, n)) {
			todo(f, n, outline_flat(f->o, n));
			note(f, n);
		}
		break;
	case MDB_HTML:
	case MDB_HEADING:
	case MDB_DOC: case MDB_ITEM: case MDB_RULE: case MDB_ROW:
	case MDB_CELL:
		note(f, n);
		break;
	}
}
