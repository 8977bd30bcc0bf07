/* core/case/layout.c - the places of phases and steps, over all versions. */
#include "core/case/layout.h"

#include <stdio.h>
#include <string.h>

struct layout {
	struct arena *a;
	struct map by_name; /* step key, and step number: a place */
	size_t phases;	    /* numbers given */
	size_t turn;	    /* the version being laid, from 1 */
	const struct book *v;
};

/* --- numbers ------------------------------------------------------------------ */

static size_t digits_of(const char *number)
{
	return strspn(number, "0123456789.");
}

/* The step before it whose number is of this phase, or NULL. */
static const struct spot *before(const struct spot *phase,
				  struct spot **in, size_t k)
{
	size_t n = strlen(phase->number);

	while (k-- > 0)
		if (!strncmp(in[k]->number, phase->number, n) &&
		    in[k]->number[n] == '.')
			return in[k];
	return NULL;
}

/* 0 "a" ... 25 "z", 26 "aa" ... */
static void letters(char out[8], size_t k)
{
	char back[8];
	size_t n = 0;

	for (k++; k && n < 7; k = (k - 1) / 26)
		back[n++] = (char)('a' + (k - 1) % 26);
	for (size_t i = 0; i < n; i++)
		out[i] = back[n - 1 - i];
	out[n] = '\0';
}

static const char *lettered(struct layout *l, const struct spot *phase,
			    const struct spot *after)
{
	const char *number = NULL;
	char tail[8];

	for (size_t k = 0; !number || map_gets(&l->by_name, number); k++) {
		letters(tail, k);
		number = after ? arena_printf(l->a, "%.*s%s",
					      (int)digits_of(after->number),
					      after->number, tail)
			       : arena_printf(l->a, "%s.00%s", phase->number,
					      tail);
		if (!number)
			return NULL;
	}
	return number;
}

/* --- taking a version ------------------------------------------------------------ */

static struct spot *spot_new(struct layout *l, const char *id)
{
	struct spot *p = arena_alloc(l->a, sizeof(*p));

	if (!p)
		return NULL;
	p->id = id;
	p->key = *l->v->prefix ? arena_printf(l->a, "%s%s", l->v->prefix, id)
			       : id;
	p->came = l->v->was ? l->v->event : NULL;
	return p->key ? p : NULL;
}

/* Text of a version that stands goes before that of one replaced. */
static void spot_take(struct layout *l, struct spot *p, struct spot *up,
		       const void *def)
{
	if (l->v->stands || !p->stands) {
		p->def = def;
		p->book = l->v;
	}
	p->stands |= l->v->stands;
	p->seen = l->turn;
	p->up = up;
	p->gone = NULL;
}

static struct spot *step_spot(struct layout *l, const char *id)
{
	char key[256];

	snprintf(key, sizeof(key), "%s%s", l->v->prefix, id);
	return map_gets(&l->by_name, key);
}

static int number_step(struct layout *l, struct spot *p,
		       const struct spot *phase, bool fresh,
		       struct spot **in, size_t k)
{
	p->number = fresh ? arena_printf(l->a, "%s.%02zu", phase->number,
					 k + 1)
			  : lettered(l, phase, before(phase, in, k));
	if (!p->number || map_puts(&l->by_name, p->key, p) ||
	    map_puts(&l->by_name, p->number, p))
		return ERR_NOMEM;
	return 0;
}

/* The steps of a phase in this version, into `in`; where they stood before
 * they are taken away later, by merge(). */
static int take_steps(struct layout *l, struct spot *phase, bool fresh,
		      const struct pb_phase *def, struct spot **in,
		      size_t *count)
{
	*count = 0;
	for (size_t k = 0; k < def->step_count; k++) {
		struct spot *p = step_spot(l, def->step[k].id);

		if (p && p->seen == l->turn)
			continue;
		if (!p) {
			p = spot_new(l, def->step[k].id);
			if (!p || number_step(l, p, phase, fresh, in, *count))
				return ERR_NOMEM;
		}
		spot_take(l, p, phase, &def->step[k]);
		in[(*count)++] = p;
	}
	return 0;
}

static struct spot *phase_spot(const struct spot *root, const char *id)
{
	for (size_t i = 0; i < root->count; i++)
		if (str_eq(root->in[i]->id, id))
			return root->in[i];
	return NULL;
}

static struct spot *take_phase(struct layout *l, struct spot *root,
				const struct pb_phase *def, bool *fresh)
{
	struct spot *p = phase_spot(root, def->id);

	*fresh = !p;
	if (!p) {
		p = spot_new(l, def->id);
		if (p)
			p->number = arena_printf(l->a, "%zu", ++l->phases);
		if (!p || !p->number)
			return NULL;
	}
	spot_take(l, p, root, def);
	return p;
}

/* --- order ------------------------------------------------------------------------ */

/* Puts `now` in, in its order; what was there and is not in this version
 * stays before the next that was there and still is. */
static int merge(struct layout *l, struct spot *up, struct spot **now,
		 size_t n)
{
	struct spot **out = arena_alloc(l->a, (n + up->count + 1) *
						       sizeof(*out));
	struct spot *next = NULL;
	size_t len = 0, left = 0;

	if (!out)
		return ERR_NOMEM;
	for (size_t i = up->count; i-- > 0;) {
		struct spot *p = up->in[i];

		if (p->up != up)
			continue;
		if (p->seen == l->turn) {
			next = p;
			continue;
		}
		p->before = next;
		if (!p->gone)
			p->gone = l->v->event;
		left++;
	}
	for (size_t k = 0; k <= n; k++) {
		for (size_t i = 0; left && i < up->count; i++)
			if (up->in[i]->up == up &&
			    up->in[i]->seen != l->turn &&
			    up->in[i]->before == (k < n ? now[k] : NULL))
				out[len++] = up->in[i];
		if (k < n)
			out[len++] = now[k];
	}
	up->in = out;
	up->count = len;
	return 0;
}

struct lane { /* a phase of this version and its steps */
	struct spot *phase, **in;
	size_t count;
};

static bool lane_taken(const struct lane *lane, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(lane[i].phase->id, id))
			return true;
	return false;
}

static const struct lane *lane_of(const struct lane *lane, size_t n,
				  const struct spot *phase)
{
	for (size_t i = 0; i < n; i++)
		if (lane[i].phase == phase)
			return &lane[i];
	return NULL;
}

static int merge_all(struct layout *l, struct spot *root,
		     const struct lane *lane, size_t n)
{
	struct spot **now = arena_alloc(l->a, (n + 1) * sizeof(*now));
	int rc = now ? 0 : ERR_NOMEM;

	for (size_t i = 0; !rc && i < n; i++)
		now[i] = lane[i].phase;
	if (!rc)
		rc = merge(l, root, now, n);
	for (size_t i = 0; !rc && i < root->count; i++) {
		const struct lane *has = lane_of(lane, n, root->in[i]);

		rc = merge(l, root->in[i], has ? has->in : NULL,
			   has ? has->count : 0);
	}
	return rc;
}

static int take_version(struct layout *l, struct spot *root)
{
	const struct playbook *pb = l->v->pb;
	struct lane *lane = arena_alloc(l->a, (pb->phase_count + 1) *
						      sizeof(*lane));
	size_t n = 0;

	if (!lane)
		return ERR_NOMEM;
	for (size_t i = 0; i < pb->phase_count; i++) {
		const struct pb_phase *def = &pb->phase[i];
		struct lane *at = &lane[n];
		bool fresh;

		if (lane_taken(lane, n, def->id))
			continue;
		at->phase = take_phase(l, root, def, &fresh);
		at->in = arena_alloc(l->a, (def->step_count + 1) *
						   sizeof(*at->in));
		if (!at->phase || !at->in ||
		    take_steps(l, at->phase, fresh, def, at->in, &at->count))
			return ERR_NOMEM;
		n++;
	}
	return merge_all(l, root, lane, n);
}

int layout_make(struct spot ***out, struct situation *s)
{
	struct layout l = {.a = &s->settled};
	struct spot **root = arena_alloc(l.a, (s->book_count + 1) *
						       sizeof(*root));
	int rc = root ? 0 : ERR_NOMEM;

	for (size_t i = 0; !rc && i < s->book_count; i++) {
		root[i] = arena_alloc(l.a, sizeof(**root));
		rc = root[i] ? 0 : ERR_NOMEM;
	}
	for (size_t i = 0; !rc && i < s->version_count; i++) {
		size_t b = 0;

		l.v = s->version[i];
		l.turn = i + 1;
		while (s->book[b].prefix != l.v->prefix)
			b++;
		if (l.v->pb)
			rc = take_version(&l, root[b]);
	}
	map_release(&l.by_name);
	*out = root;
	return rc;
}
