/* core/playbook/order.c - lint: steps that wait for each other. */
#include <string.h>

#include "core/base/tr.h"
#include "core/playbook/lint.h"

enum colour { WHITE, GREY, BLACK };

struct search {
	struct linter *l;
	enum colour *colour; /* by index of step */
};

static void visit(struct search *s, const struct pb_step *st);

/* Follows one edge: st waits for `to` because of key. */
static void edge(struct search *s, const struct pb_step *st,
		 const struct pb_step *to, enum key_id key)
{
	struct place at;

	if (!to)
		return;
	if (s->colour[lint_index(s->l, to)] == WHITE) {
		visit(s, to);
	} else if (s->colour[lint_index(s->l, to)] == GREY) {
		at = key == KEYS ? lint_step(s->l, st)
				 : lint_key(s->l, st, key, to->id);
		finding_add(s->l->f, LINT_ORDER, &at,
			    _("one of them must not wait"),
			    st == to ? _("%s waits for itself")
			    : key == KEYS
			    ? _("the phase check waits for %s, which waits "
				"for the check")
			    : _("this waits for %s, which waits for this"),
			    to->id);
	}
}

/* Depth first; at most 300 steps deep. A phase check waits for the other
 * steps of its phase. */
static void visit(struct search *s, const struct pb_step *st)
{
	const struct playbook *pb = s->l->pb;

	s->colour[lint_index(s->l, st)] = GREY;
	for (size_t i = 0; i < st->after.count; i++)
		edge(s, st, playbook_step(pb, st->after.id[i]), KEY_AFTER);
	if (st->when_step && strcmp(st->when_step, st->id) != 0)
		edge(s, st, playbook_step(pb, st->when_step), KEY_WHEN);
	for (size_t i = 0; st->is_check && i < st->phase->step_count; i++)
		if (&st->phase->step[i] != st)
			edge(s, st, &st->phase->step[i], KEYS);
	s->colour[lint_index(s->l, st)] = BLACK;
}

void lint_cycles(struct linter *l)
{
	struct search s = {.l = l};

	if (!l->pb->step_count)
		return;
	s.colour = arena_alloc(&l->scratch,
			       l->pb->step_count * sizeof(*s.colour));
	if (!s.colour) {
		l->failed = true;
		return;
	}
	for (size_t i = 0; i < l->pb->step_count; i++)
		if (s.colour[i] == WHITE)
			visit(&s, &l->pb->step[i]);
}
