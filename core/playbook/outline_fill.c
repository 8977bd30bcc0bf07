/* core/playbook/outline_fill.c - sections of foreign Markdown become phases
 * and steps: by rules, or as a mapping marks them. */
#include <string.h>

#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/playbook/outline.h"
#include "core/playbook/vocab.h"

#define SAME_MAX 400 /* steps of a phase that are compared by title */

enum place { AT_TOP, IN_PHASE, IN_STEP, IN_NOTES };

static void section(struct filling *f, const struct sect *s,
		    enum place place, enum import_mark rule);

/* --- blocks ------------------------------------------------------------------ */

/* "Do these:" belongs to the list behind it. */
static bool leads_in(const struct md_node *n)
{
	return n->block == MDB_PARA && n->next && outline_is_list(n->next);
}

/* Text that stands in front of the first step of a phase, or in none, is
 * outside. */
static void blocks(struct filling *f, const struct sect *s, bool as_items)
{
	bool was = f->as_items;

	f->as_items = as_items;
	f->numbered = 0;
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next) {
		size_t bytes = outline_placeholder(f, n) ? 0 : outline_bytes(n);

		if (f->o->title && n->line == f->o->title->line)
			continue; /* the file's own title, in a flat file */
		f->im->bytes += bytes;
		outline_block(f, n);
		if (!import_last(f->im) && !leads_in(n))
			f->im->outside += bytes;
	}
	f->as_items = was;
}

/* Above the phases, text belongs to the whole; elsewhere to what is above
 * it, as does a section among the phases that is none. */
static void notes(struct filling *f, const struct sect *s, enum place place)
{
	bool among = place == AT_TOP && s->level == f->level &&
		     s != f->o->title;
	bool whole = place == AT_TOP && !(among && f->im->phases);

	f->im->line = s->line;
	if (!whole || among)
		import_note_add(f->im, s->title, false);
	else if (s->level && s != f->o->title)
		import_skip_add(f->im, s->title, s->line);
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next) {
		size_t bytes = outline_bytes(n);

		f->im->bytes += bytes;
		if (!import_last(f->im) || whole)
			f->im->outside += bytes;
		if (whole)
			outline_intro(f, n);
		else
			outline_note(f, n);
	}
}

/* --- what is left out ---------------------------------------------------------- */

static void left_out(struct filling *f, const struct sect *s)
{
	import_skip_add(f->im, s->title, s->line);
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next)
		outline_left(f, n);
}

static bool marked_in(const struct filling *f, const struct sect *s)
{
	const struct import_unit *u;

	if (!f->told || !s->unit)
		return false;
	u = &f->im->unit[s->unit - 1];
	return u->set && u->mark != MARK_SKIP && u->mark != MARK_NEW;
}

/* Leaves out a section and what is below it, but for what a mapping
 * marks. */
static void skip(struct filling *f, const struct sect *s, enum place place)
{
	left_out(f, s);
	for (const struct sect *c = s->child; c; c = c->next)
		if (marked_in(f, c))
			section(f, c, place, MARK_SKIP);
		else
			skip(f, c, place);
}

static void tell_left_out(struct filling *f, const struct sect *s,
			  enum import_mark mark)
{
	if (!f->told)
		return;
	if (mark == MARK_NEW)
		import_finding_add(f->im, IMPORT_WARN, s->line,
				   _("new, left out until it is marked: %s"),
				   s->title);
	else
		import_finding_add(f->im, IMPORT_INFO, s->line,
				   s->skip ? _("skipped, as it is for reading: "
					       "%s")
					   : _("skipped, as marked: %s"),
				   s->title);
}

/* --- rules ------------------------------------------------------------------- */

static size_t lists_in(const struct sect *s)
{
	size_t n = 0;

	for (const struct md_node *b = s->first; b && b != s->stop;
	     b = b->next)
		if (outline_is_list(b))
			for (const struct md_node *i = b->child; i;
			     i = i->next)
				n++;
	return n;
}

/* Bold paragraphs are steps of a phase if they are its only parts and two
 * have items; else they only introduce what follows. */
static bool bold_steps(const struct sect *s)
{
	size_t with = 0;

	for (const struct sect *c = s->child; c; c = c->next) {
		if (c->level != LEVEL_BOLD)
			return false;
		with += lists_in(c) > 0;
	}
	return with >= 2;
}

/* The only part of a phase, with enough items: a group of steps. */
static bool is_group(const struct sect *c)
{
	const struct sect *s = c->parent;

	return s->child == c && !c->next && !c->child && !lists_in(s) &&
	       lists_in(c) >= 3;
}

/* "Contain" below "Remediate" is a phase of its own. */
static bool is_phase(const struct sect *c)
{
	return c->level != LEVEL_BOLD && vocab_bare(c->title);
}

/* An ordered or ticked list that stands above the phases is one too. */
static bool own_steps(struct outline *o, const struct sect *s)
{
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next) {
		if (n->block == MDB_OLIST ||
		    (n->block == MDB_LIST && n->child && n->child->task))
			return true;
		for (const struct md_node *r = n->block == MDB_TABLE ? n->child
								      : NULL;
		     r; r = r->next)
			if (outline_row(o, n, r))
				return true;
	}
	return false;
}

/* It has items, or parts that are steps. */
static bool gives_steps(struct outline *o, const struct sect *s)
{
	if (s->child || own_steps(o, s))
		return true;
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next) {
		if (n->block == MDB_PARA && outline_is_numbered(o, n))
			return true;
		for (const struct md_node *i = outline_is_list(n) ? n->child
								  : NULL;
		     i; i = i->next)
			if (!outline_only_link(i))
				return true;
	}
	return false;
}

/* Says of the sections below s, and below those, what they are beside each
 * other. */
static void compare(struct outline *o, struct sect *s)
{
	size_t acting[LEVEL_NONE] = {0};
	bool other[LEVEL_NONE] = {false};

	for (struct sect *c = s->child; c; c = c->next) {
		c->acts = gives_steps(o, c);
		acting[c->level] += c->acts && !c->skip;
		c->below = c->plain && other[c->level];
		other[c->level] |= !c->plain && !c->skip;
		compare(o, c);
	}
	for (struct sect *c = s->child; c; c = c->next)
		c->tells = !c->acts && acting[c->level] >= 2 &&
			   vocab_kind(c->title) == PHASE_NONE;
}

void outline_compare(struct outline *o)
{
	compare(o, o->root);
}

static bool upper(const struct filling *f, const struct sect *s)
{
	return s->level < f->level || s == f->o->title;
}

static enum import_mark rule_at_top(const struct filling *f,
				    const struct sect *s)
{
	if (s->skip)
		return MARK_SKIP;
	if (s->level == f->level && f->im->phases && s->below)
		return MARK_STEP;
	if (s->level == f->level && s != f->o->title)
		return s->tells ? MARK_NOTES : MARK_PHASE;
	if (s->level && own_steps(f->o, s))
		return MARK_PHASE;
	return MARK_NOTES;
}

static enum import_mark rule_in_phase(const struct sect *s, bool bold)
{
	if (s->skip)
		return MARK_SKIP;
	if (is_phase(s))
		return MARK_PHASE;
	if (s->level == LEVEL_BOLD && !bold && !s->numbered)
		return MARK_GROUP;
	return is_group(s) ? MARK_GROUP : MARK_STEP;
}

/* --- sections ---------------------------------------------------------------- */

/* Parts of a phase that are phases themselves come behind its other parts. */
static void below_phase(struct filling *f, const struct sect *s)
{
	bool bold = bold_steps(s);
	size_t unit;

	for (int later = 0; later < 2; later++)
		for (const struct sect *c = s->child; c; c = c->next) {
			enum import_mark rule = rule_in_phase(c, bold);

			if ((outline_mark(f, c->line, rule, &unit) ==
			     MARK_PHASE) == later)
				section(f, c, IN_PHASE, rule);
		}
}

static void below(struct filling *f, const struct sect *s, enum place place)
{
	if (place == IN_PHASE) {
		below_phase(f, s);
		return;
	}
	for (const struct sect *c = s->child; c; c = c->next)
		section(f, c, place,
			place == AT_TOP	  ? rule_at_top(f, c)
			: c->skip	  ? MARK_SKIP
			: place == IN_STEP ? MARK_ITEMS : MARK_NOTES);
}

static void need_phase(struct filling *f, int line)
{
	if (!f->im->phases)
		import_phase_add(f->im, PHASE_NONE, _("Steps"), line);
}

static void as_phase(struct filling *f, const struct sect *s, size_t unit)
{
	import_phase_add(f->im, vocab_kind(s->title), s->title, s->line);
	import_phase_unit(f->im, unit);
	f->im->bytes += strlen(s->title);
	blocks(f, s, false);
}

static void as_step(struct filling *f, const struct sect *s)
{
	need_phase(f, s->line);
	outline_step(f, s->title, s->line);
	f->im->bytes += strlen(s->title);
	blocks(f, s, true);
}

/* The title is a note; the list items are steps, or items of the last. */
static void as_part(struct filling *f, const struct sect *s, bool items)
{
	need_phase(f, s->line);
	f->im->line = s->line;
	import_note_add(f->im, s->title, false);
	if (items)
		f->im->bytes += strlen(s->title);
	blocks(f, s, items);
}

static void section(struct filling *f, const struct sect *s,
		    enum place place, enum import_mark rule)
{
	size_t unit;
	enum import_mark mark = outline_mark(f, s->level ? s->line : 0, rule,
					     &unit);

	switch (mark) {
	case MARK_PHASE:
		as_phase(f, s, unit);
		below(f, s, place == AT_TOP && upper(f, s) ? AT_TOP
							    : IN_PHASE);
		break;
	case MARK_STEP:
		as_step(f, s);
		below(f, s, IN_STEP);
		break;
	case MARK_GROUP:
		as_part(f, s, false);
		below(f, s, IN_PHASE);
		break;
	case MARK_ITEMS:
		as_part(f, s, true);
		below(f, s, IN_STEP);
		break;
	case MARK_NONE:
	case MARK_NOTES:
		notes(f, s, place);
		below(f, s, place == AT_TOP ? AT_TOP : IN_NOTES);
		break;
	case MARK_SKIP:
	case MARK_NEW:
		tell_left_out(f, s, mark);
		skip(f, s, place);
		break;
	}
}

/* --- files without headings --------------------------------------------------- */

/* The items of the first list that have items below them are phases; with
 * none, the file is one phase. */
static void flat_file(struct filling *f)
{
	struct sect all = *f->o->root;

	all.stop = NULL;
	import_phase_add(f->im, PHASE_NONE, _("Steps"), 1);
	blocks(f, &all, false);
}

void outline_item_phase(struct filling *f, const struct md_node *i)
{
	bool para = i->child && i->child->block == MDB_PARA;
	const char *title = para ? outline_line(f, i->child) : "";
	int line = para ? i->child->line : i->line;
	size_t bytes = outline_bytes(i), unit;

	outline_mark(f, line, MARK_PHASE, &unit);
	import_phase_add(f->im, vocab_kind(title), vocab_strip(title), line);
	import_phase_unit(f->im, unit);
	for (const struct md_node *c = i->child; c; c = c->next)
		if (c != i->child || !para)
			outline_block(f, c);
	f->im->bytes += bytes;
	if (!import_last(f->im))
		f->im->outside += bytes;
}

static void nested_list(struct filling *f, const struct md_node *list)
{
	for (const struct md_node *i = list->child; i; i = i->next) {
		int line = i->child && i->child->line ? i->child->line
						      : i->line;
		size_t unit;
		enum import_mark mark = outline_mark(f, line, MARK_PHASE,
						     &unit);

		if (mark == MARK_SKIP || mark == MARK_NEW)
			outline_left(f, i);
		else
			outline_item_phase(f, i);
	}
}

/* The list that holds at least two items with lists below them. */
static const struct md_node *phase_list(const struct outline *o)
{
	for (const struct md_node *n = o->doc->child; n; n = n->next) {
		const struct md_node *i = n->child;
		size_t deep = 0;

		for (; outline_is_list(n) && i; i = i->next)
			deep += i->child && i->child->next &&
				outline_is_list(i->child->next);
		if (deep >= 2)
			return n;
	}
	return NULL;
}

static void no_headings(struct filling *f)
{
	const struct md_node *list = phase_list(f->o);

	if (!list) {
		flat_file(f);
		return;
	}
	for (const struct md_node *n = f->o->doc->child; n; n = n->next)
		if (n == list) {
			nested_list(f, n);
		} else {
			size_t bytes = outline_bytes(n);

			f->im->bytes += bytes;
			f->im->outside += bytes;
			outline_intro(f, n);
		}
}

/* --- the whole ---------------------------------------------------------------- */

/* Phases without a step and a note are headings only. */
static void drop_empty(struct imported *im)
{
	size_t to = 0;

	for (size_t i = 0; i < im->phases; i++)
		if (im->phase[i].steps || im->phase[i].notes)
			im->phase[to++] = im->phase[i];
		else
			import_skip_add(im, im->phase[i].title,
					im->phase[i].line);
	im->phases = to;
}

static void say_twice(struct imported *im, const struct import_phase *ph)
{
	for (size_t i = 1; i < ph->steps; i++)
		for (size_t k = 0; k < i; k++)
			if (str_eq(ph->step[i].title, ph->step[k].title)) {
				import_finding_add(im, IMPORT_INFO,
					ph->step[i].line,
					_("the same title twice: %s"),
					ph->step[i].title);
				break;
			}
}

/* What tells a reader to do something, but in no list: one step. */
static void as_one_step(struct imported *im, struct import_phase *ph)
{
	struct import_step *st = arena_alloc(&im->arena, sizeof(*st));

	if (!st) {
		im->failed = true;
		return;
	}
	*st = (struct import_step){.title = ph->title, .line = ph->line,
				   .note = ph->note, .notes = ph->notes,
				   .note_cap = ph->note_cap};
	ph->step = st;
	ph->steps = ph->step_cap = 1;
	ph->note = NULL;
	ph->notes = ph->note_cap = 0;
	import_finding_add(im, IMPORT_INFO, ph->line,
			   _("no list is here; read as one step: %s"),
			   ph->title);
}

static void say_phases(struct imported *im, bool headings)
{
	size_t steps = 0;

	for (size_t i = 0; i < im->phases; i++)
		steps += im->phase[i].steps;
	if (im->phases > 20)
		import_finding_add(im, IMPORT_WARN, 0,
				   _("%zu phases; a playbook has at most 20"),
				   im->phases);
	for (size_t i = 0; i < im->phases; i++) {
		struct import_phase *ph = &im->phase[i];

		if (ph->steps < SAME_MAX)
			say_twice(im, ph);
		if (ph->steps || !headings)
			continue;
		if (!steps || ph->kind != PHASE_NONE)
			as_one_step(im, ph);
		else
			import_finding_add(im, IMPORT_WARN, ph->line,
					   _("a phase without steps: %s"),
					   ph->title);
	}
}

void outline_fill(struct imported *im, struct outline *o, int level, bool told)
{
	struct filling f = {.im = im, .o = o, .level = level, .told = told};

	if (level == LEVEL_NONE)
		no_headings(&f);
	else
		section(&f, o->root, AT_TOP, MARK_NOTES);
	drop_empty(im);
	if (told && !im->failed)
		say_phases(im, level != LEVEL_NONE);
}
