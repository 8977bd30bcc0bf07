/* core/playbook/outline_table.c - rows of tables and numbered lines that are
 * items in foreign Markdown. */
#include <string.h>

#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/playbook/outline.h"
#include "core/playbook/vocab.h"

#define COLUMNS 12 /* more are read as text */

/* A line or row that is an item: a step or a check item. */
static void add_item(struct filling *f, const char *text, int line)
{
	size_t unit;

	if (f->as_items) {
		import_check_add(f->im, text);
		return;
	}
	switch (outline_mark(f, line, MARK_STEP, &unit)) {
	case MARK_NONE: case MARK_STEP: case MARK_GROUP:
		outline_step(f, text, line);
		break;
	case MARK_PHASE:
		import_phase_add(f->im, vocab_kind(text), text, line);
		import_phase_unit(f->im, unit);
		break;
	case MARK_ITEMS:
		import_check_add(f->im, text);
		break;
	case MARK_NOTES:
		f->im->line = line;
		import_note_add(f->im, text, false);
		break;
	case MARK_NEW:
		import_finding_add(f->im, IMPORT_WARN, line,
				   _("new, left out until it is marked: %s"),
				   text);
		import_skip_add(f->im, text, line);
		break;
	case MARK_SKIP:
		import_skip_add(f->im, text, line);
		break;
	}
}

/* --- tables ------------------------------------------------------------------ */

struct columns { /* what the columns of a table are; -1: there is none */
	int action, owner, number, phase, count;
	const char *head[COLUMNS];
};

static void read_head(struct columns *c, struct outline *o,
		      const struct md_node *table)
{
	const struct md_node *row = table->child;

	*c = (struct columns){.action = -1, .owner = -1, .number = -1,
			      .phase = -1};
	if (!row || !row->head)
		return;
	for (const struct md_node *cell = row->child;
	     cell && c->count < COLUMNS; cell = cell->next) {
		const char *text = outline_flat(o, cell);

		switch (vocab_column(text)) {
		case COLUMN_ACTION:
			c->action = c->action < 0 ? c->count : c->action;
			break;
		case COLUMN_OWNER:
			c->owner = c->owner < 0 ? c->count : c->owner;
			break;
		case COLUMN_NUMBER:
			c->number = c->number < 0 ? c->count : c->number;
			break;
		case COLUMN_PHASE:
			c->phase = c->phase < 0 ? c->count : c->phase;
			break;
		case COLUMN_OTHER:
			break;
		}
		c->head[c->count++] = text;
	}
}

/* Bytes of an open or ticked box at the start of a cell or line. */
static size_t box(const char *t)
{
	size_t n = vocab_box(t);

	return n ? n + strspn(t + n, " ") : 0;
}

static const char *cell_at(struct outline *o, const struct md_node *row, int at)
{
	const struct md_node *c = row->child;

	while (c && at-- > 0)
		c = c->next;
	return c ? outline_flat(o, c) : "";
}

/* One cell at least begins with a box. A tick in several is what a table of
 * features has. */
static bool has_box(struct outline *o, const struct md_node *row)
{
	size_t boxes = 0, ticks = 0;

	for (const struct md_node *c = row->child; c; c = c->next) {
		boxes += box(outline_flat(o, c)) > 0;
		ticks += str_starts(outline_flat(o, c), "✅");
	}
	return boxes && ticks < 2;
}

/* Most cells of the column are words, not numbers. */
static bool in_words(struct outline *o, const struct md_node *table, int at)
{
	int words = 0;

	for (const struct md_node *r = table->child; r; r = r->next) {
		const char *text = r->head ? "" : cell_at(o, r, at);

		if (*text)
			words += *vocab_strip(text) < '0' ||
						 *vocab_strip(text) > '9'
					 ? 1 : -1;
	}
	return words > 0;
}

/* A table of actions names its column, and says more of each row: who, in
 * which phase, or which number it has. A column "Step" that only numbers is
 * none. */
static bool is_actions(struct outline *o, const struct md_node *table,
		       struct columns *c)
{
	size_t rows = 0;

	read_head(c, o, table);
	if (c->action < 0 && c->number >= 0 &&
	    (c->owner >= 0 || c->phase >= 0) &&
	    in_words(o, table, c->number)) {
		c->action = c->number;
		c->number = -1;
	}
	if (c->action < 0 ||
	    (c->owner < 0 && c->number < 0 && c->phase < 0))
		return false;
	for (const struct md_node *r = table->child; r; r = r->next)
		rows += !r->head && *cell_at(o, r, c->action);
	return rows >= 2;
}

bool outline_row(struct outline *o, const struct md_node *table,
		 const struct md_node *row)
{
	struct columns c;

	return !row->head && (has_box(o, row) ||
			      (is_actions(o, table, &c) &&
			       *cell_at(o, row, c.action)));
}

/* A row with an empty box is an item: the text of its other cells. */
static void boxed_row(struct filling *f, const struct md_node *row)
{
	struct str s = {0};

	for (const struct md_node *c = row->child; c; c = c->next) {
		const char *t = outline_flat(f->o, c);

		t += box(t);
		if (*t && s.len)
			str_add(&s, ": ");
		str_add(&s, t);
	}
	if (s.len)
		add_item(f, str_text(&s), row->line);
	f->im->failed |= s.failed;
	str_release(&s);
}

/* The other cells, each under its heading. */
static void row_notes(struct filling *f, const struct columns *c,
		      const struct md_node *row)
{
	for (int i = 0; i < c->count; i++) {
		const char *text = cell_at(f->o, row, i);
		struct str s = {0};

		if (i == c->action || i == c->number || i == c->phase ||
		    i == c->owner || !text[box(text)])
			continue;
		str_addf(&s, "%s: %s", c->head[i], text);
		f->im->line = row->line;
		import_note_add(f->im, str_text(&s), false);
		f->im->failed |= s.failed;
		str_release(&s);
	}
}

/* A row as a check item: "Interview the manager (HR lead, 4 h)". */
static void item_row(struct filling *f, const struct columns *c,
		     const struct md_node *row)
{
	struct str s = {0};
	size_t more = 0;

	str_add(&s, cell_at(f->o, row, c->action));
	for (int i = 0; i < c->count; i++) {
		const char *text = cell_at(f->o, row, i);

		if (i == c->action || i == c->number || !text[box(text)])
			continue;
		str_addf(&s, "%s%s", more++ ? ", " : " (", text);
	}
	if (more)
		str_addc(&s, ')');
	import_check_add(f->im, str_text(&s));
	f->im->failed |= s.failed;
	str_release(&s);
}

/* A column of phases begins a new one where its cell changes. */
static void row_phase(struct filling *f, const struct columns *c,
		      const struct md_node *row)
{
	const char *name = c->phase < 0 ? "" : cell_at(f->o, row, c->phase);
	const char *title = vocab_strip(name);

	if (!*title || f->im->failed ||
	    (f->im->phases &&
	     str_eq(f->im->phase[f->im->phases - 1].title, title)))
		return;
	import_phase_add(f->im, vocab_kind(title), title, row->line);
}

static void action_row(struct filling *f, const struct columns *c,
		       const struct md_node *row)
{
	const char *owner = c->owner < 0 ? "" : cell_at(f->o, row, c->owner);
	const struct import_step *was = import_last(f->im);
	struct import_step *st;

	if (f->as_items) {
		item_row(f, c, row);
		return;
	}
	row_phase(f, c, row);
	add_item(f, cell_at(f->o, row, c->action), row->line);
	st = import_last(f->im);
	if (st && st != was && !st->role && *owner) {
		st->role = arena_strdup(&f->im->arena, owner);
		f->im->failed |= !st->role;
	}
	row_notes(f, c, row);
}

bool outline_table(struct filling *f, const struct md_node *t)
{
	struct columns c;
	bool actions = is_actions(f->o, t, &c), any = false;

	for (const struct md_node *r = t->child; r; r = r->next) {
		if (r->head)
			continue;
		if (actions && *cell_at(f->o, r, c.action)) {
			action_row(f, &c, r);
			any = true;
		} else if (has_box(f->o, r)) {
			boxed_row(f, r);
			any = true;
		} else if (any) {
			outline_note(f, r);
		}
	}
	return any;
}

/* --- numbered lines ------------------------------------------------------------- */

/* "**2. Call the shop** by telephone": Markdown sees no list in it. */
static size_t bold_number(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n && n < 3 && (text[n] == '.' || text[n] == ')') &&
			       text[n + 1] == ' '
		       ? n + 2 : 0;
}

bool outline_source_line(struct str *out, const char **p, const char *end,
			 size_t *skip)
{
	const char *nl = memchr(*p, '\n', (size_t)(end - *p));
	const char *text;
	bool bold = end - *p > 2 && !memcmp(*p, "**", 2);
	size_t n;

	for (; *p < (nl ? nl : end); ++*p)
		if (**p != '*' && **p != '`' && **p != '\r')
			str_addc(out, **p);
	*p = nl ? nl + 1 : end;
	text = str_text(out) + strspn(str_text(out), " ");
	n = vocab_item(text);
	if (!n && bold)
		n = bold_number(text);
	*skip = (size_t)(text - str_text(out)) + n;
	return n > 0;
}

bool outline_is_numbered(const struct outline *o, const struct md_node *para)
{
	const char *p = o->text + para->start, *end = o->text + para->end;
	size_t items = 0, skip;
	bool first = false;

	if (para->end <= para->start)
		return false;
	for (bool head = true; p < end; head = false) {
		struct str s = {0};
		bool is = outline_source_line(&s, &p, end, &skip);

		items += is;
		first |= head && is;
		str_release(&s);
	}
	return first || items >= 2;
}

/* '(' for "（一）", '1' for "1、", 's' for "第1步", 'o' for marks. */
static char style_of(const char *line)
{
	line += strspn(line, " ");
	if (str_starts(line, "（"))
		return '(';
	if (line[0] >= '0' && line[0] <= '9')
		return '1';
	return str_starts(line, "第") || line[0] == 'S' || line[0] == 's'
		       ? 's' : 'o';
}

/* Lines numbered in another way than those above are below them: "1）" under
 * "（一）". */
static bool below(struct filling *f, char style)
{
	bool is = (f->numbered == '(' && style != '(') ||
		  (f->numbered == 's' && (style == '1' || style == 'o')) ||
		  (f->numbered == '1' && style == 'o');

	if (!is)
		f->numbered = style;
	return is;
}

/* Lines before the first item are a note, those behind one belong to it. */
bool outline_numbered(struct filling *f, const struct md_node *para)
{
	const char *p = f->o->text + para->start, *end = f->o->text + para->end;
	bool items = f->as_items;
	struct str s = {0};
	int line = para->line;
	size_t skip;

	if (!outline_is_numbered(f->o, para))
		return false;
	for (; p < end; line++) {
		str_clear(&s);
		if (outline_source_line(&s, &p, end, &skip)) {
			f->as_items = items || below(f, style_of(str_text(&s)));
			add_item(f, str_text(&s) + skip, line);
			f->as_items = items;
		} else {
			f->im->line = line;
			import_note_add(f->im, str_text(&s), false);
		}
	}
	f->im->failed |= s.failed;
	str_release(&s);
	return true;
}
