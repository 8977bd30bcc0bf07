/*
 * core/case/ticks.c - what of an older version still counts: ticks follow an
 * item as long as its text is the same, a done step whose text changed says
 * so (docs/PLAYBOOK-FORMAT.md, ids and versions).
 */
#include <string.h>

#include "core/case/event.h"
#include "core/case/layout.h"

/* --- the same text --------------------------------------------------------------- */

static bool text_same(const struct text *a, const struct text *b)
{
	for (size_t i = 0; i < PB_LANGS; i++)
		for (size_t k = 0; a->in[i] && k < PB_LANGS; k++)
			if (str_eq(a->in[i], b->in[k]))
				return true;
	return false;
}

bool item_same(const struct pb_item *a, const struct pb_item *b)
{
	return text_same(&a->text, &b->text);
}

static bool nodes_same(const struct md_node *x, const struct md_node *y)
{
	struct arena a = {0};
	bool same = true;

	while (same && x && y) {
		const char *p = markdown_flat(&a, x);
		const char *q = markdown_flat(&a, y);

		same = p && q && x->block == y->block && !strcmp(p, q);
		x = x->next;
		y = y->next;
	}
	arena_release(&a);
	return same && !x && !y;
}

/* One text in one language of each. */
static bool in_same(const struct text *x, size_t xl, const struct text *y,
		    size_t yl)
{
	return !strcmp(text_in(x, xl), text_in(y, yl));
}

static bool items_same(const struct pb_step *x, size_t xl,
		       const struct pb_step *y, size_t yl)
{
	if (x->item_count != y->item_count)
		return false;
	for (size_t i = 0; i < x->item_count; i++)
		if (!in_same(&x->item[i].text, xl, &y->item[i].text, yl) ||
		    !nodes_same(x->item[i].more[xl], y->item[i].more[yl]))
			return false;
	return true;
}

static bool labels_same(const struct pb_step *x, size_t xl,
			const struct pb_step *y, size_t yl)
{
	if (x->evidence_count != y->evidence_count)
		return false;
	for (size_t i = 0; i < x->evidence_count; i++)
		if (x->evidence[i].type != y->evidence[i].type ||
		    !in_same(&x->evidence[i].label, xl,
			     &y->evidence[i].label, yl))
			return false;
	return x->value == y->value &&
	       in_same(&x->value_label, xl, &y->value_label, yl);
}

/* The language to compare in, as an index in each. */
static void common_lang(size_t *al, size_t *bl, const struct playbook *a,
			const struct playbook *b)
{
	*bl = 0;
	*al = playbook_lang(a, b->lang[0]);
	if (!*al && !str_eq(a->lang[0], b->lang[0]))
		*bl = playbook_lang(b, a->lang[0]);
}

unsigned step_text_parts(const struct playbook *a, const struct pb_step *x,
			 const struct playbook *b, const struct pb_step *y)
{
	unsigned parts = 0;
	size_t al, bl;

	common_lang(&al, &bl, a, b);
	if (x == y || (!al && !bl && str_eq(a->lang[0], b->lang[0]) &&
		       str_eq(x->source_hash.in[0], y->source_hash.in[0])))
		return 0;
	if (!in_same(&x->title, al, &y->title, bl))
		parts |= DIFF_TITLE;
	if (!labels_same(x, al, y, bl))
		parts |= DIFF_KEYS;
	if (!nodes_same(x->caution[al], y->caution[bl]) ||
	    !nodes_same(x->body[al], y->body[bl]))
		parts |= DIFF_BODY;
	if (!items_same(x, al, y, bl))
		parts |= DIFF_ITEMS;
	return parts;
}

const struct event *step_changed(const struct situation *s,
				 const struct step *st)
{
	const struct book *top = book_newest(s, st->book), *then = top, *b;
	const struct event *changed = NULL;
	const struct pb_step *was;

	if (st->state != STEP_DONE || !st->last || st->retired || !top->was)
		return NULL;
	while (then->was && (then->event->index > st->last->index ||
			     !book_step(then, st->def->id)))
		then = then->was;
	was = book_step(then, st->def->id);
	if (!was || !step_text_parts(then->pb, was, st->book->pb, st->def))
		return NULL;
	for (b = top; b && b != then; b = b->was) {
		const struct pb_step *def = book_step(b, st->def->id);

		if (def && step_text_parts(then->pb, was, b->pb, def))
			changed = b->event;
	}
	return changed;
}

/* --- ticks -------------------------------------------------------------------------- */

struct keys { /* registers that count for items of today */
	const char **at;
	size_t len, cap;
};

static const struct pb_item *match(const struct pb_step *def,
				   const struct pb_item *it)
{
	for (size_t i = 0; i < def->item_count; i++)
		if (&def->item[i] == it || item_same(&def->item[i], it))
			return &def->item[i];
	return NULL;
}

static bool has_key(const struct keys *k, const char *key)
{
	for (size_t i = 0; i < k->len; i++)
		if (!strcmp(k->at[i], key))
			return true;
	return false;
}

static const char *item_key(struct situation *s, const struct step *st,
			    const struct pb_item *it)
{
	return tick_key(&s->settled, st->key, text_in(&it->text, 0));
}

/* Takes the register if nothing newer was found. What is ticked from now on
 * goes to the same one, so that an undo finds what stood before. */
static void tick_try(struct situation *s, struct tick *t, const char *key)
{
	const struct reg *r = situation_reg(s, "check.set", key);
	bool conflict;
	const struct event *ev = reg_value(r, &conflict);

	if (!ev || (t->last && t->last->index > ev->index))
		return;
	t->key = key;
	t->reg = r;
	t->last = ev;
	t->conflict = conflict;
	t->ticked = ((const struct set_check *)ev->data)->ticked;
}

/* The registers of the same text in earlier versions, and theirs. */
static int tick_trace(struct situation *s, const struct step *st,
		      struct tick *t, struct keys *k)
{
	const struct pb_item *it = t->item;

	for (const struct book *b = book_newest(s, st->book); b; b = b->was) {
		const struct pb_step *def = book_step(b, st->def->id);
		const struct pb_item *was = def ? match(def, it) : NULL;
		const char *key;

		if (!was || was == it)
			continue;
		it = was;
		key = item_key(s, st, was);
		if (!key)
			return ERR_NOMEM;
		if (has_key(k, key))
			continue;
		if (arena_grow(&s->settled, &k->at, k->len, &k->cap,
			       sizeof(*k->at)))
			return ERR_NOMEM;
		k->at[k->len++] = key;
		tick_try(s, t, key);
	}
	return 0;
}

/* The item of today that took the place of an old one. */
static size_t beside(const struct step *st, const struct pb_step *def,
		     size_t i)
{
	if (i < st->tick_count && !match(def, st->tick[i].item))
		return i;
	return st->tick_count;
}

static int old_add(struct situation *s, struct step *st, size_t *cap,
		   const struct old_tick *o)
{
	if (arena_grow(&s->settled, &st->old, st->old_count, cap,
		       sizeof(*st->old)))
		return ERR_NOMEM;
	st->old[st->old_count++] = *o;
	return 0;
}

/* What was ticked and has no place in the text any more. */
static int ticks_old(struct situation *s, struct step *st, struct keys *k)
{
	size_t cap = 0;

	for (const struct book *b = book_newest(s, st->book); b; b = b->was) {
		const struct pb_step *def = book_step(b, st->def->id);

		for (size_t i = 0; def && i < def->item_count; i++) {
			const char *key = item_key(s, st, &def->item[i]);
			struct tick t = {0};

			if (!key)
				return ERR_NOMEM;
			if (has_key(k, key))
				continue;
			tick_try(s, &t, key);
			if (!t.ticked)
				continue;
			if (arena_grow(&s->settled, &k->at, k->len, &k->cap,
				       sizeof(*k->at)) ||
			    old_add(s, st, &cap,
				    &(struct old_tick){
					    &def->item[i], b, t.last,
					    beside(st, def, i)}))
				return ERR_NOMEM;
			k->at[k->len++] = key;
		}
	}
	return 0;
}

int ticks_lay(struct situation *s, struct step *st)
{
	const struct pb_step *def = st->def;
	const bool more = book_newest(s, st->book)->was != NULL;
	struct keys k = {0};

	st->tick_count = def->item_count;
	st->tick = arena_alloc(&s->settled,
			       (def->item_count + 1) * sizeof(*st->tick));
	if (!st->tick)
		return ERR_NOMEM;
	for (size_t i = 0; i < def->item_count; i++) {
		struct tick *t = &st->tick[i];

		t->item = &def->item[i];
		t->key = item_key(s, st, t->item);
		if (!t->key || arena_grow(&s->settled, &k.at, k.len, &k.cap,
					  sizeof(*k.at)))
			return ERR_NOMEM;
		k.at[k.len++] = t->key;
		tick_try(s, t, t->key);
		if (more && tick_trace(s, st, t, &k))
			return ERR_NOMEM;
		st->ticked += t->ticked;
	}
	return more ? ticks_old(s, st, &k) : 0;
}
