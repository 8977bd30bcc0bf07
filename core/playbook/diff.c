/* core/playbook/diff.c - which steps of a playbook changed, and how. */
#include "core/playbook/diff.h"

#include <string.h>

#include "core/base/lcs.h"
#include "core/base/mem.h"
#include "core/playbook/diffing.h"

/* --- languages --------------------------------------------------------------- */

static size_t lang_index(const struct playbook *pb, const char *lang)
{
	size_t k = 0;

	while (k < pb->langs && !str_eq(pb->lang[k], lang))
		k++;
	return k;
}

/* The language both were written in as far as can be: then a change of base
 * language is no change of text. */
static void main_langs(const struct pb_diff *d, struct side *a,
		       struct side *b)
{
	const struct playbook *was = d->was.pb, *is = d->is.pb;
	size_t k;

	*a = (struct side){d->was.src[0], 0};
	*b = (struct side){d->is.src[0], 0};
	k = lang_index(was, is->lang[0]);
	if (k < was->langs) {
		*a = (struct side){d->was.src[k], k};
		return;
	}
	k = lang_index(is, was->lang[0]);
	if (k < is->langs)
		*b = (struct side){d->is.src[k], k};
}

struct langs_seen {
	bool changed; /* a text people had is another one */
	bool other;   /* ... is there for the first time, or no longer */
};

/* Compares one thing in every language but the one already compared. same()
 * is asked only where both have it. */
static struct langs_seen other_langs(const struct pb_diff *d,
				     const struct side *done,
				     const struct text *was,
				     const struct text *is,
				     bool (*same)(const struct side *a,
						  const void *x,
						  const struct side *b,
						  const void *y),
				     const void *x, const void *y)
{
	struct langs_seen seen = {0};

	for (size_t i = 0; i < d->is.pb->langs; i++) {
		size_t k = lang_index(d->was.pb, d->is.pb->lang[i]);
		struct side a = {0}, b = {d->is.src[i], i};
		bool had;

		if (i == done->k)
			continue;
		had = k < d->was.pb->langs && was->in[k];
		if (had)
			a = (struct side){d->was.src[k], k};
		if (had != (is->in[i] != NULL))
			seen.other = true;
		else if (had && !same(&a, x, &b, y))
			seen.changed = true;
	}
	for (size_t k = 0; k < d->was.pb->langs; k++)
		if (lang_index(d->is.pb, d->was.pb->lang[k]) ==
			    d->is.pb->langs && was->in[k])
			seen.other = true;
	return seen;
}

/* True if a translation answers for another text of its base than it did:
 * nobody reads it, but it is what a translator's "still right" writes. */
static bool other_of(const struct pb_diff *d, const struct text *was,
		     const struct text *is)
{
	for (size_t i = 1; i < d->is.pb->langs; i++) {
		size_t k = lang_index(d->was.pb, d->is.pb->lang[i]);

		if (k > 0 && k < d->was.pb->langs &&
		    !str_eq(was->in[k], is->in[i]))
			return true;
	}
	return false;
}

static bool step_same(const struct side *a, const void *x,
		      const struct side *b, const void *y)
{
	return !step_texts(a, x, b, y);
}

static bool phase_same(const struct side *a, const void *x,
		       const struct side *b, const void *y)
{
	const struct pb_phase *p = x, *q = y;

	return str_eq(p->title.in[a->k], q->title.in[b->k]) &&
	       same_blocks(a->src, p->intro[a->k], b->src, q->intro[b->k]);
}

static bool front_same(const struct side *a, const void *x,
		       const struct side *b, const void *y)
{
	const struct playbook *p = x, *q = y;

	return str_eq(p->title.in[a->k], q->title.in[b->k]) &&
	       same_blocks(a->src, p->intro_body[a->k], b->src,
			   q->intro_body[b->k]) &&
	       same_roles(p, a->k, q, b->k) && same_answers(p, a->k, q, b->k);
}

/* --- rows -------------------------------------------------------------------- */

static struct step_diff *row_add(struct pb_diff *d, const char *id)
{
	struct step_diff *row = &d->step[d->count++];

	row->id = id;
	return row;
}

/* What the parts make of a row that both versions have. */
static void row_end(struct pb_diff *d, struct step_diff *row,
		    struct langs_seen langs)
{
	unsigned texts = row->parts & ~(unsigned)DIFF_PLACE;

	if (langs.changed || langs.other)
		row->parts |= DIFF_LANG;
	d->langs |= langs.changed || langs.other;
	if (texts || langs.changed)
		row->change = STEP_REWORDED;
	else if (row->parts & DIFF_PLACE)
		row->change = STEP_MOVED;
}

static void step_row(struct pb_diff *d, const struct pb_step *was,
		     const struct pb_step *is, bool moved)
{
	struct step_diff *row = row_add(d, is->id);
	struct langs_seen langs;
	struct side a, b;

	main_langs(d, &a, &b);
	row->was = was;
	row->is = is;
	row->parts = step_texts(&a, was, &b, is);
	if (!same_keys(was, is))
		row->parts |= DIFF_KEYS;
	if (moved)
		row->parts |= DIFF_PLACE;
	langs = other_langs(d, &b, &was->title, &is->title, step_same, was,
			    is);
	langs.other |= other_of(d, &was->source_hash, &is->source_hash);
	row_end(d, row, langs);
	d->kept += row->change == STEP_KEPT;
	d->reworded += row->change == STEP_REWORDED;
	d->moved += row->change == STEP_MOVED;
}

static void phase_row(struct pb_diff *d, const struct pb_phase *was,
		      const struct pb_phase *is, bool moved)
{
	struct step_diff *row = row_add(d, is->id);
	struct langs_seen langs;
	struct side a, b;

	main_langs(d, &a, &b);
	row->phase_was = was;
	row->phase_is = is;
	if (!str_eq(was->title.in[a.k], is->title.in[b.k]))
		row->parts |= DIFF_TITLE;
	if (!same_blocks(a.src, was->intro[a.k], b.src, is->intro[b.k]))
		row->parts |= DIFF_BODY;
	if (was->kind != is->kind || was->do_confirm != is->do_confirm)
		row->parts |= DIFF_KEYS;
	if (moved)
		row->parts |= DIFF_PLACE;
	langs = other_langs(d, &b, &was->title, &is->title, phase_same, was,
			    is);
	langs.other |= other_of(d, &was->source_hash, &is->source_hash);
	row_end(d, row, langs);
	d->texts += row->change != STEP_KEPT;
}

static void front_row(struct pb_diff *d)
{
	const struct playbook *was = d->was.pb, *is = d->is.pb;
	struct step_diff *row = row_add(d, "");
	struct langs_seen langs;
	struct side a, b;

	if (!was || !is) {
		row->change = is ? STEP_NEW : STEP_RETIRED;
		return;
	}
	main_langs(d, &a, &b);
	if (!str_eq(was->title.in[a.k], is->title.in[b.k]))
		row->parts |= DIFF_TITLE;
	if (!same_blocks(a.src, was->intro_body[a.k], b.src,
			 is->intro_body[b.k]))
		row->parts |= DIFF_BODY;
	if (!same_roles(was, a.k, is, b.k) ||
	    !same_answers(was, a.k, is, b.k) || !same_front(was, is))
		row->parts |= DIFF_KEYS;
	d->texts += row->parts != 0;
	if (!str_eq(was->version, is->version) ||
	    !same_list(&was->retired, &is->retired))
		row->parts |= DIFF_KEYS;
	langs = other_langs(d, &b, &was->title, &is->title, front_same, was,
			    is);
	langs.other |= other_of(d, &was->source_hash, &is->source_hash);
	row_end(d, row, langs);
	if (row->change == STEP_REWORDED && row->parts == DIFF_LANG)
		d->texts++;
}

static void added_row(struct pb_diff *d, const struct pb_phase *ph,
		      const struct pb_step *st)
{
	struct step_diff *row = row_add(d, st ? st->id : ph->id);

	row->is = st;
	row->phase_is = st ? NULL : ph;
	row->change = STEP_NEW;
	d->added += st != NULL;
	d->texts += !st;
}

static void retired_row(struct pb_diff *d, const struct pb_phase *ph,
			const struct pb_step *st)
{
	struct step_diff *row = row_add(d, st ? st->id : ph->id);

	row->was = st;
	row->phase_was = st ? NULL : ph;
	row->change = STEP_RETIRED;
	d->retired += st != NULL;
	d->texts += !st;
}

/* --- places ------------------------------------------------------------------- */

static const struct pb_phase *phase_find(const struct playbook *pb,
					 const char *id)
{
	for (size_t i = 0; pb && i < pb->phase_count; i++)
		if (str_eq(pb->phase[i].id, id))
			return &pb->phase[i];
	return NULL;
}

/* Where the first of that id stands; a double one (an error) is new. */
static const struct pb_step *step_was(const struct pb_diff *d,
				      const struct pb_step *st)
{
	if (!d->was.pb || playbook_step(d->is.pb, st->id) != st)
		return NULL;
	return playbook_step(d->was.pb, st->id);
}

static const struct pb_step *step_is(const struct pb_diff *d,
				     const struct pb_step *st)
{
	if (!d->is.pb || playbook_step(d->was.pb, st->id) != st)
		return NULL;
	return playbook_step(d->is.pb, st->id);
}

struct places { /* by index in the new version: it left its place */
	bool *step, *phase;
};

/* Order counts among those that stayed in one phase. */
static int places_steps(struct places *out, const struct pb_diff *d,
			const struct pb_phase *ph, int *at, bool *moved)
{
	size_t first = ph->step_count ? (size_t)(ph->step - d->is.pb->step)
				      : 0;
	size_t n = 0;

	for (size_t i = 0; i < ph->step_count; i++) {
		const struct pb_step *was = step_was(d, &ph->step[i]);

		out->step[first + i] = was &&
				       !str_eq(was->phase->id, ph->id);
		if (was && !out->step[first + i])
			at[n++] = (int)(was - d->was.pb->step);
	}
	if (lcs_moved(moved, at, n))
		return ERR_NOMEM;
	n = 0;
	for (size_t i = 0; i < ph->step_count; i++)
		if (step_was(d, &ph->step[i]) && !out->step[first + i])
			out->step[first + i] = moved[n++];
	return 0;
}

static int places_phases(struct places *out, const struct pb_diff *d, int *at,
			 bool *moved)
{
	const struct playbook *is = d->is.pb;
	size_t n = 0;

	for (size_t i = 0; i < is->phase_count; i++) {
		const struct pb_phase *was = phase_find(d->was.pb,
							is->phase[i].id);

		if (was)
			at[n++] = (int)(was - d->was.pb->phase);
	}
	if (lcs_moved(moved, at, n))
		return ERR_NOMEM;
	n = 0;
	for (size_t i = 0; i < is->phase_count; i++)
		if (phase_find(d->was.pb, is->phase[i].id))
			out->phase[i] = moved[n++];
	return 0;
}

static int places_find(struct places *out, struct pb_diff *d)
{
	const struct playbook *is = d->is.pb;
	size_t n = is ? is->step_count + is->phase_count + 1 : 1;
	int *at = arena_alloc(&d->arena, n * sizeof(*at));
	bool *moved = arena_alloc(&d->arena, n * sizeof(*moved));
	int rc = 0;

	out->step = arena_alloc(&d->arena, n * sizeof(*out->step));
	out->phase = arena_alloc(&d->arena, n * sizeof(*out->phase));
	if (!at || !moved || !out->step || !out->phase)
		return ERR_NOMEM;
	if (!is || !d->was.pb)
		return 0;
	for (size_t i = 0; i < is->phase_count && !rc; i++)
		rc = places_steps(out, d, &is->phase[i], at, moved);
	return rc ? rc : places_phases(out, d, at, moved);
}

/* --- the walk ------------------------------------------------------------------- */

/* Steps that are gone and stood behind the old step `from` (NULL: the head
 * of its phase), up to the next that kept its place. */
static void gone_steps(struct pb_diff *d, const struct places *at,
		       const struct pb_phase *ph, const struct pb_step *from)
{
	size_t i = from ? (size_t)(from - ph->step) + 1 : 0;

	for (; i < ph->step_count; i++) {
		const struct pb_step *is = step_is(d, &ph->step[i]);

		if (!is)
			retired_row(d, ph, &ph->step[i]);
		else if (!at->step[is - d->is.pb->step] &&
			 str_eq(is->phase->id, ph->id))
			return;
	}
}

static void gone_phases(struct pb_diff *d, const struct places *at, size_t i)
{
	const struct playbook *was = d->was.pb;

	for (; was && i < was->phase_count; i++) {
		const struct pb_phase *ph = &was->phase[i];
		const struct pb_phase *is = phase_find(d->is.pb, ph->id);

		if (is && !at->phase[is - d->is.pb->phase])
			return;
		if (is)
			continue;
		retired_row(d, ph, NULL);
		for (size_t k = 0; k < ph->step_count; k++)
			if (!step_is(d, &ph->step[k]))
				retired_row(d, ph, &ph->step[k]);
	}
}

static void walk_phase(struct pb_diff *d, const struct places *at,
		       const struct pb_phase *ph)
{
	const struct pb_phase *old = phase_find(d->is.pb, ph->id) == ph
					     ? phase_find(d->was.pb, ph->id)
					     : NULL; /* a double id */
	bool moved = at->phase[ph - d->is.pb->phase];

	if (old)
		phase_row(d, old, ph, moved);
	else
		added_row(d, ph, NULL);
	if (old)
		gone_steps(d, at, old, NULL);
	for (size_t i = 0; i < ph->step_count; i++) {
		const struct pb_step *st = &ph->step[i];
		const struct pb_step *was = step_was(d, st);
		bool left = at->step[st - d->is.pb->step];

		if (was)
			step_row(d, was, st, left);
		else
			added_row(d, ph, st);
		if (was && old && !left)
			gone_steps(d, at, old, was);
	}
	if (old && !moved)
		gone_phases(d, at, (size_t)(old - d->was.pb->phase) + 1);
}

static void side_set(struct pb_side *s, const struct playbook *pb,
		     const struct pb_source *src, size_t count)
{
	s->pb = pb;
	for (size_t k = 0; pb && k < pb->langs; k++)
		for (size_t i = 0; i < count; i++)
			if (str_eq(pb->file[k], src[i].name))
				s->src[k] = &src[i];
}

static size_t row_room(const struct playbook *pb)
{
	return pb ? pb->phase_count + pb->step_count : 0;
}

int playbook_diff(struct pb_diff **out, const struct playbook *was,
		  const struct pb_source *was_src, size_t was_count,
		  const struct playbook *is, const struct pb_source *is_src,
		  size_t is_count, struct error *err)
{
	struct pb_diff *d = mem_zalloc(sizeof(*d));
	struct places at = {0};

	*out = NULL;
	if (!d)
		return error_nomem(err);
	side_set(&d->was, was, was_src, was_count);
	side_set(&d->is, is, is_src, is_count);
	d->step = arena_alloc(&d->arena, (row_room(was) + row_room(is) + 1) *
						 sizeof(*d->step));
	if (!d->step || places_find(&at, d)) {
		pb_diff_free(d);
		return error_nomem(err);
	}
	front_row(d);
	gone_phases(d, &at, 0);
	for (size_t i = 0; is && i < is->phase_count; i++)
		walk_phase(d, &at, &is->phase[i]);
	*out = d;
	return 0;
}

void pb_diff_free(struct pb_diff *d)
{
	if (!d)
		return;
	arena_release(&d->arena);
	mem_free(d);
}
