/* core/playbook/outline_units.c - the parts of foreign Markdown that can be
 * marked: sections, list items, rows and numbered lines, each with a path. */
#include <stdio.h>
#include <string.h>

#include "core/playbook/outline.h"

struct naming {
	struct imported *im;
	struct outline *o;
	struct map seen;
};

static void set_text(struct naming *x, size_t unit, const struct str *text)
{
	x->im->failed |= text->failed;
	if (unit && !x->im->failed)
		import_unit_text(&x->im->unit[unit - 1], str_text(text),
				 text->len);
}

static const char *at_of(const struct naming *x, size_t unit)
{
	return unit ? x->im->unit[unit - 1].at : "";
}

/* Notes where a unit begins; its path ends in a number, or in its title. */
static size_t add(struct naming *x, const char *above, size_t number,
		  const char *title, int line, int depth)
{
	char name[24];
	size_t unit;

	snprintf(name, sizeof(name), "%zu", number);
	unit = import_unit_add(x->im, &x->seen, above, number ? name : title,
			       title, line, depth);
	if (unit && line > 0 && line <= x->o->lines && !x->o->unit[line])
		x->o->unit[line] = unit;
	return unit;
}

/* --- items ------------------------------------------------------------------- */

static void list_units(struct naming *x, const struct md_node *list,
		       const char *above, size_t *number, int depth)
{
	for (const struct md_node *i = list->child; i; i = i->next) {
		const struct md_node *c = i->child;
		const char *flat, *at;
		struct str text = {0};
		size_t unit, below = 0;

		if (!c || x->im->failed)
			continue;
		if (outline_is_list(c)) {
			list_units(x, c, above, number, depth);
			continue;
		}
		flat = outline_flat(x->o, i);
		str_add(&text, flat);
		unit = add(x, above, ++*number, outline_flat(x->o, c),
			   c->line ? c->line : i->line, depth);
		set_text(x, unit, &text);
		str_release(&text);
		at = at_of(x, unit);
		for (c = c->next; c; c = c->next)
			if (outline_is_list(c))
				list_units(x, c, at, &below, depth + 1);
	}
}

static void one_unit(struct naming *x, const char *text, const char *above,
		     size_t *number, int line, int depth)
{
	struct str s = {0};
	size_t unit = add(x, above, ++*number, text, line, depth);

	str_add(&s, text);
	set_text(x, unit, &s);
	str_release(&s);
}

static void table_units(struct naming *x, const struct md_node *t,
			const char *above, size_t *number, int depth)
{
	for (const struct md_node *r = t->child; r; r = r->next)
		if (outline_row(x->o, t, r))
			one_unit(x, outline_flat(x->o, r), above, number,
				 r->line, depth);
}

static void line_units(struct naming *x, const struct md_node *para,
		       const char *above, size_t *number, int depth)
{
	const char *p = x->o->text + para->start;
	int line = para->line;
	struct str s = {0};
	size_t skip;

	for (; outline_is_numbered(x->o, para) && p < x->o->text + para->end;
	     line++) {
		str_clear(&s);
		if (outline_source_line(&s, &p, x->o->text + para->end,
					&skip))
			one_unit(x, str_text(&s) + skip, above, number, line,
				 depth);
	}
	x->im->failed |= s.failed;
	str_release(&s);
}

/* --- sections ------------------------------------------------------------------ */

static void block_units(struct naming *x, const struct md_node *n,
			const char *above, size_t *number, int depth)
{
	if (outline_is_list(n))
		list_units(x, n, above, number, depth);
	else if (n->block == MDB_TABLE)
		table_units(x, n, above, number, depth);
	else if (n->block == MDB_PARA)
		line_units(x, n, above, number, depth);
}

static void section_units(struct naming *x, struct sect *s, const char *above,
			  int depth)
{
	struct str text = {0};
	const char *at = above;
	size_t number = 0;

	if (s->level) {
		s->unit = add(x, above, 0, s->title, s->line, depth);
		if (s != x->o->title)
			at = at_of(x, s->unit);
	}
	str_add(&text, s->title);
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next) {
		str_addf(&text, "\n%s", outline_flat(x->o, n));
		block_units(x, n, at, &number, depth + 1);
	}
	set_text(x, s->unit, &text);
	str_release(&text);
	for (struct sect *c = s->child; c && !x->im->failed; c = c->next)
		section_units(x, c, at, depth + (at != above));
}

static int count_lines(const char *text, size_t n)
{
	int lines = 1;

	for (const char *p = text; (p = memchr(p, '\n',
					       (size_t)(text + n - p))); p++)
		lines++;
	return lines;
}

void outline_units(struct imported *im, struct outline *o)
{
	struct naming x = {.im = im, .o = o};

	o->lines = count_lines(o->text, o->len);
	o->unit = arena_alloc(o->a, ((size_t)o->lines + 1) *
					    sizeof(*o->unit));
	if (!o->unit)
		im->failed = true;
	else
		section_units(&x, o->root, "", 0);
	map_release(&x.seen);
}

enum import_mark outline_mark(struct filling *f, int line,
			      enum import_mark rule, size_t *unit)
{
	*unit = f->told && line > 0 && line <= f->o->lines && f->o->unit
			? f->o->unit[line] : 0;
	return import_marked(f->im, *unit, rule);
}
