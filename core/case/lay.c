/* core/case/lay.c - the phases, steps and roles that a case has. */
#include <string.h>

#include "core/base/str.h"
#include "core/case/event.h"
#include "core/case/layout.h"
#include "core/case/settle.h"

/* --- phases, steps ------------------------------------------------------------ */

static int lay_step(struct situation *s, const struct spot *p)
{
	struct step *st = &s->step[s->step_count];

	st->def = p->def;
	st->book = p->book;
	st->index = s->step_count++;
	st->key = p->key;
	st->number = p->number;
	st->retired = !p->stands;
	st->came = p->came;
	st->gone = p->stands ? NULL : p->gone;
	if (map_puts(&s->step_by_key, st->key, st))
		return ERR_NOMEM;
	st->reg = situation_reg(s, "step.set", st->key);
	st->last = reg_value(st->reg, &st->conflict);
	return ticks_lay(s, st);
}

static int lay_phase(struct situation *s, const struct spot *p)
{
	struct phase *ph = &s->phase[s->phase_count++];

	ph->def = p->def;
	ph->book = p->book;
	ph->first = s->step_count;
	ph->count = p->count;
	ph->folded = ph->def->kind == PHASE_PREPARE && !s->plan;
	ph->key = p->key;
	ph->retired = !p->stands;
	str_copy(ph->number, sizeof(ph->number), p->number);
	for (size_t k = 0; k < p->count; k++)
		if (lay_step(s, p->in[k]))
			return ERR_NOMEM;
	return 0;
}

/* A phase that lost all its steps is not shown. */
static bool shows(const struct spot *p)
{
	return p->stands || p->count;
}

static int lay_room(struct situation *s, struct spot *const *root)
{
	size_t phases = 0, steps = 0;

	for (size_t i = 0; i < s->book_count; i++) {
		phases += root[i]->count;
		for (size_t k = 0; k < root[i]->count; k++)
			steps += root[i]->in[k]->count;
	}
	s->phase = arena_alloc(&s->settled, (phases + 1) * sizeof(*s->phase));
	s->step = arena_alloc(&s->settled, (steps + 1) * sizeof(*s->step));
	return s->phase && s->step ? 0 : ERR_NOMEM;
}

static int lay_books(struct situation *s)
{
	struct spot **root;

	if (books_in_force(s) || layout_make(&root, s) || lay_room(s, root))
		return ERR_NOMEM;
	for (size_t i = 0; i < s->book_count; i++) {
		struct book *b = &s->book[i];

		b->first_phase = s->phase_count;
		for (size_t k = 0; k < root[i]->count; k++)
			if (shows(root[i]->in[k]) &&
			    lay_phase(s, root[i]->in[k]))
				return ERR_NOMEM;
		b->phase_count = s->phase_count - b->first_phase;
	}
	return 0;
}

/* --- roles --------------------------------------------------------------------- */

static void lay_role(struct situation *s, const struct pb_role *def)
{
	struct role *r = &s->role[s->role_count];
	const struct event *ev;

	if (settle_role(s, def->key))
		return;
	r->key = def->key;
	r->def = def;
	r->reg = situation_reg(s, "role.set", def->key);
	ev = reg_value(r->reg, NULL);
	if (ev) {
		const struct set_names *p = ev->data;

		r->name = p->name;
		r->count = p->count;
	}
	s->role_count++;
}

/* Those of the versions in force, then what a step of an older one needs. */
static int lay_roles(struct situation *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->version_count; i++)
		n += s->version[i]->pb ? s->version[i]->pb->role_count : 0;
	s->role = arena_alloc(&s->settled, (n + 1) * sizeof(*s->role));
	if (!s->role)
		return ERR_NOMEM;
	for (size_t i = 0; i < s->book_count; i++) {
		const struct playbook *pb = s->book[i].pb;

		for (size_t k = 0; pb && k < pb->role_count; k++)
			lay_role(s, &pb->role[k]);
	}
	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *st = &s->step[i];
		const struct playbook *pb = st->book->pb;

		for (size_t k = 0; st->retired && k < pb->role_count; k++)
			if (str_eq(pb->role[k].key, st->def->role))
				lay_role(s, &pb->role[k]);
	}
	return 0;
}

int lay_out(struct situation *s)
{
	return lay_books(s) || lay_roles(s) ? ERR_NOMEM : 0;
}
