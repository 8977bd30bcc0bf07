/* core/case/adopt.c - the plan of an adoption, by settling a copy. */
#include "core/case/adopt.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/adopting.h"
#include "core/case/layout.h"
#include "core/case/settle.h"

/* --- the copy ------------------------------------------------------------------ */

/* The new version in the place of the one that stands. */
static int version_plan(struct adopt_plan *p, const struct situation *s,
			const struct book *b, const struct playbook *to)
{
	struct set_adopt *adopt = arena_alloc(&p->arena, sizeof(*adopt));
	struct event *ev = arena_alloc(&p->arena, sizeof(*ev));
	struct book *v = arena_alloc(&p->arena, sizeof(*v));

	if (!adopt || !ev || !v)
		return ERR_NOMEM;
	adopt->slug = b->adopt->slug;
	adopt->commit = "";
	*ev = (struct event){.type = b->event->type, .on = b->event->on,
			     .data = adopt, .index = s->event_count,
			     .at = s->settled_at, .known = true};
	v->event = ev;
	v->adopt = adopt;
	v->pb = to;
	v->prefix = b->prefix;
	v->stands = true;
	for (size_t i = 0; i < p->after.version_count; i++)
		if (p->after.version[i]->prefix == b->prefix)
			v->was = p->after.version[i];
	p->after.version[p->after.version_count++] = v;
	return 0;
}

/* Copies, for what stands is another; each knows the copy before it. */
static int versions_copy(struct adopt_plan *p, const struct situation *s,
			 const struct book *b)
{
	struct book **v = arena_alloc(&p->arena, (s->version_count + 1) *
							 sizeof(*v));

	if (!v)
		return ERR_NOMEM;
	for (size_t i = 0; i < s->version_count; i++) {
		v[i] = arena_alloc(&p->arena, sizeof(**v));
		if (!v[i])
			return ERR_NOMEM;
		*v[i] = *s->version[i];
		for (size_t k = 0; k < i; k++)
			if (s->version[i]->was == s->version[k])
				v[i]->was = v[k];
		if (v[i]->prefix == b->prefix)
			v[i]->stands = v[i]->conflict = false;
	}
	p->after.version = v;
	p->after.version_count = s->version_count;
	return 0;
}

/* Registers and events are shared, they are only read; what settling makes
 * lies in the copy alone. Actions are changed in place: it has none. */
static int settle_copy(struct adopt_plan *p, const struct situation *s,
		       const struct book *b, const struct playbook *to,
		       struct error *err)
{
	p->after = *s;
	p->after.arena = p->after.settled = (struct arena){0};
	p->after.step_by_key = (struct map){0};
	p->after.action_count = 0;
	if (versions_copy(p, s, b) || version_plan(p, s, b, to))
		return error_nomem(err);
	return settle_all(&p->after, s->settled_at, err);
}

/* --- rows ------------------------------------------------------------------------ */

static enum adopt_kind kind_of(const struct step *was, const struct step *is,
			       const char *what)
{
	if (is->retired)
		return was && was->retired ? ADOPT_KEPT : ADOPT_RETIRED;
	if (!was || was->retired)
		return ADOPT_NEW;
	return *what ? ADOPT_CHANGED : ADOPT_KEPT;
}

static int row_fill(struct adopt_plan *p, struct adopt_row *r,
		    const struct situation *s, const struct step *is,
		    const struct zone *zone)
{
	struct str what = {0};
	struct telling t = {s, &p->after, zone,
			    map_gets(&s->step_by_key, is->key), is, &what};

	if (is->retired && !(t.was && t.was->retired))
		tell_retired(&t);
	else if (!is->retired && (!t.was || t.was->retired))
		tell_new(&t);
	else if (!is->retired)
		tell_changed(&t);
	r->was = t.was;
	r->is = is;
	r->what = what.failed ? NULL
			      : arena_strdup(&p->arena, str_text(&what));
	str_release(&what);
	if (!r->what)
		return ERR_NOMEM;
	r->kind = kind_of(r->was, is, r->what);
	return 0;
}

static void count_row(struct adopt_plan *p, const struct adopt_row *r)
{
	p->of[r->kind]++;
	p->done += r->was && r->was->state == STEP_DONE;
	p->touched += r->kind == ADOPT_KEPT && r->was && r->was->last;
}

static void sort_rows(struct adopt_plan *p, const struct adopt_row *all,
		      size_t n)
{
	for (int kind = ADOPT_CHANGED; kind <= ADOPT_KEPT; kind++)
		for (size_t i = 0; i < n; i++)
			if ((int)all[i].kind == kind)
				p->row[p->count++] = all[i];
}

static int fill_rows(struct adopt_plan *p, const struct situation *s,
		     const struct book *b, const struct zone *zone)
{
	const struct situation *after = &p->after;
	size_t room = (after->step_count + 1) * sizeof(*p->row), n = 0;
	struct adopt_row *all = arena_alloc(&p->arena, room);

	p->row = arena_alloc(&p->arena, room);
	if (!all || !p->row)
		return ERR_NOMEM;
	for (size_t i = 0; i < after->step_count; i++) {
		if (after->step[i].book->prefix != b->prefix)
			continue;
		if (row_fill(p, &all[n], s, &after->step[i], zone))
			return ERR_NOMEM;
		count_row(p, &all[n++]);
	}
	sort_rows(p, all, n);
	return 0;
}

int adopt_plan(struct adopt_plan **out, const struct situation *s,
	       const struct book *b, const struct playbook *to,
	       const struct zone *zone, struct error *err)
{
	struct adopt_plan *p = mem_zalloc(sizeof(*p));
	int rc = p ? settle_copy(p, s, b, to, err) : error_nomem(err);

	*out = NULL;
	if (!rc && fill_rows(p, s, b, zone))
		rc = error_nomem(err);
	if (rc)
		adopt_plan_free(p);
	else
		*out = p;
	return rc;
}

void adopt_plan_free(struct adopt_plan *p)
{
	if (!p)
		return;
	map_release(&p->after.step_by_key);
	arena_release(&p->after.settled);
	arena_release(&p->after.arena);
	arena_release(&p->arena);
	mem_free(p);
}

/* --- in a line -------------------------------------------------------------------- */

const char *adopt_kind_name(enum adopt_kind kind)
{
	static const char *const names[] = {
		[ADOPT_CHANGED] = "changed", [ADOPT_NEW] = "new",
		[ADOPT_RETIRED] = "retired", [ADOPT_KEPT] = "kept",
	};

	return names[kind];
}

static void add_count(struct str *out, const char *text)
{
	str_addf(out, "%s%s", out->len ? _(", ") : "", text);
}

void adopt_words(struct str *out, const size_t of[ADOPT_KINDS])
{
	struct str t = {0}, one = {0};
	const struct {
		size_t n;
		const char *text;
	} part[] = {
		{of[ADOPT_NEW], ngettext("%zu new", "%zu new",
					 of[ADOPT_NEW])},
		{of[ADOPT_CHANGED], ngettext("%zu changed", "%zu changed",
					     of[ADOPT_CHANGED])},
		{of[ADOPT_RETIRED], ngettext("%zu retired", "%zu retired",
					     of[ADOPT_RETIRED])},
	};

	for (size_t i = 0; i < sizeof(part) / sizeof(*part); i++) {
		if (!part[i].n)
			continue;
		str_clear(&one);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		str_addf(&one, part[i].text, part[i].n);
#pragma GCC diagnostic pop
		add_count(&t, str_text(&one));
	}
	str_add(out, t.len ? str_text(&t) : _("no step changed"));
	str_release(&one);
	str_release(&t);
}
