/* core/playbook/outline_fill.c - sections of foreign Markdown become phases
 * and steps. */
#include <string.h>

#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/playbook/outline.h"
#include "core/playbook/vocab.h"

#define SAME_MAX 400 /* steps of a phase that are compared by title */

/* --- sections ---------------------------------------------------------------- */

/* "Do these:" belongs to the list behind it. */
static bool leads_in(const struct md_node *n)
{
	return n->block == MDB_PARA && n->next && outline_is_list(n->next);
}

/* Text that stands in front of the first step of a phase, or in none, is
 * outside. */
static void blocks(struct filling *f, const struct sect *s)
{
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next) {
		size_t bytes = outline_placeholder(f, n) ? 0 : outline_bytes(n);

		f->im->bytes += bytes;
		outline_block(f, n);
		if (!import_last(f->im) && !leads_in(n))
			f->im->outside += bytes;
	}
}

static void skipped(struct filling *f, const struct sect *s)
{
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next)
		f->im->skipped += outline_bytes(n) > 0;
	for (const struct sect *c = s->child; c; c = c->next)
		skipped(f, c);
}

static void skip(struct filling *f, const struct sect *s)
{
	if (f->told)
		import_finding_add(f->im, IMPORT_INFO, s->line,
				   _("skipped, as it is for reading: %s"),
				   s->title);
	skipped(f, s);
}

/* A section below a step: its title is a note, its items are the step's. */
static void below_step(struct filling *f, const struct sect *s)
{
	for (const struct sect *c = s->child; c; c = c->next) {
		if (c->skip) {
			skip(f, c);
			continue;
		}
		import_note_add(f->im, c->title, false);
		f->im->bytes += strlen(c->title);
		blocks(f, c);
		below_step(f, c);
	}
}

static void section_step(struct filling *f, const struct sect *s)
{
	outline_step(f, s->title, s->line);
	f->im->bytes += strlen(s->title);
	f->as_items = true;
	blocks(f, s);
	below_step(f, s);
	f->as_items = false;
}

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
static bool is_group(const struct sect *s, const struct sect *c)
{
	return s->child == c && !c->next && !c->child && !lists_in(s) &&
	       lists_in(c) >= 3;
}

/* "Contain" below "Remediate" is a phase of its own. */
static bool is_phase(const struct sect *c)
{
	return c->level != LEVEL_BOLD && vocab_bare(c->title);
}

static void phase(struct filling *f, const struct sect *s)
{
	bool bold = bold_steps(s);

	import_phase_add(f->im, vocab_kind(s->title), s->title, s->line);
	f->im->bytes += strlen(s->title);
	blocks(f, s);
	for (const struct sect *c = s->child; c; c = c->next) {
		if (c->skip) {
			skip(f, c);
		} else if (is_phase(c)) {
			continue;
		} else if (c->level == LEVEL_BOLD && !bold) {
			import_note_add(f->im, c->title, false);
			blocks(f, c);
		} else if (is_group(s, c)) {
			import_note_add(f->im, c->title, false);
			blocks(f, c);
		} else {
			section_step(f, c);
		}
	}
	for (const struct sect *c = s->child; c; c = c->next)
		if (!c->skip && is_phase(c))
			phase(f, c);
}

/* An ordered or ticked list that stands above the phases is one too. */
static bool own_steps(const struct sect *s)
{
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next)
		if (n->block == MDB_OLIST ||
		    (n->block == MDB_LIST && n->child && n->child->task))
			return true;
	return false;
}

/* Text above the phases belongs to the whole: no phase is there yet, or it
 * would go to the wrong one. */
static void above(struct filling *f, const struct sect *s)
{
	if (s == f->o->title && own_steps(s)) {
		import_phase_add(f->im, vocab_kind(s->title), s->title,
				 s->line);
		blocks(f, s);
		return;
	}
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next) {
		size_t bytes = outline_bytes(n);

		f->im->bytes += bytes;
		f->im->outside += bytes;
		f->im->notes += bytes > 0;
		if (f->told && n->block == MDB_TABLE &&
		    strstr(outline_flat(f->o, n), "<li>"))
			import_finding_add(f->im, IMPORT_WARN, n->line,
				_("a list inside a table cell is not read as "
				  "steps"));
	}
}

static void walk(struct filling *f, const struct sect *s)
{
	if (s->skip) {
		skip(f, s);
	} else if (s->level == f->level && s != f->o->title) {
		phase(f, s);
	} else {
		above(f, s);
		for (const struct sect *c = s->child; c; c = c->next)
			walk(f, c);
	}
}

/* No headings: the items of the first list that have items below them are
 * phases; with none, the file is one phase. */
static void flat_file(struct filling *f)
{
	import_phase_add(f->im, PHASE_NONE, _("Steps"), 1);
	for (const struct md_node *n = f->o->doc->child; n; n = n->next) {
		size_t bytes = outline_bytes(n);

		f->im->bytes += bytes;
		outline_block(f, n);
		if (!import_last(f->im))
			f->im->outside += bytes;
	}
}

static void nested_list(struct filling *f, const struct md_node *list)
{
	for (const struct md_node *i = list->child; i; i = i->next) {
		const char *title = i->child && i->child->block == MDB_PARA
					    ? outline_line(f, i->child) : "";
		size_t bytes = outline_bytes(i);

		import_phase_add(f->im, vocab_kind(title), vocab_strip(title),
				 i->line);
		for (const struct md_node *c = i->child; c; c = c->next)
			if (c != i->child || c->block != MDB_PARA)
				outline_block(f, c);
		f->im->bytes += bytes;
		if (!import_last(f->im))
			f->im->outside += bytes;
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

/* --- the whole ---------------------------------------------------------------- */

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
			f->im->notes += bytes > 0;
		}
}

/* Phases without a step and a note are headings only. */
static void drop_empty(struct imported *im)
{
	size_t to = 0;

	for (size_t i = 0; i < im->phases; i++)
		if (im->phase[i].steps || im->phase[i].notes)
			im->phase[to++] = im->phase[i];
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

void outline_fill(struct imported *im, struct outline *o, int level, bool told)
{
	struct filling f = {.im = im, .o = o, .level = level, .told = told};

	if (level == LEVEL_NONE)
		no_headings(&f);
	else
		walk(&f, o->root);
	drop_empty(im);
	if (!told || im->failed)
		return;
	if (im->phases > 20)
		import_finding_add(im, IMPORT_WARN, 0,
				   _("%zu phases; a playbook has at most 20"),
				   im->phases);
	for (size_t i = 0; i < im->phases; i++) {
		const struct import_phase *ph = &im->phase[i];

		if (ph->steps < SAME_MAX)
			say_twice(im, ph);
		if (!ph->steps && level != LEVEL_NONE)
			import_finding_add(im, IMPORT_WARN, ph->line,
					   _("a phase without steps: %s"),
					   ph->title);
	}
}
