/* core/drill/when.c - conditions of injects, as the record stood then. */
#include "core/drill/looking.h"

static bool done_at(const struct drill_state *d, const char *key, int64_t at)
{
	bool done = false, asked = false;

	for (size_t i = 0; i < d->end; i++) {
		const struct event *ev = d->s->event[i];
		const struct set_step *p = ev->data;
		const struct set_confirm *c = ev->data;

		if (d->instant[i] > at || !drill_counts(ev))
			continue;
		if (str_eq(ev->type, "step.set") && str_eq(ev->on, key)) {
			asked = drill_closes(p);
			done = asked && (!p->asks || done);
		} else if (str_eq(ev->type, "step.confirm") &&
			   str_eq(c->step, key)) {
			done = asked;
		}
	}
	return done;
}

/* The answer that stood then; NULL for none. What a later one replaced is
 * gone; two at once are settled by nobody and count as none. */
static const char *decided_at(const struct drill_state *d, const char *id,
			      int64_t at)
{
	const struct reg *r = situation_reg(d->s, "decision.set", id);
	const char *option = NULL;

	if (r && r->count > 1 && d->instant[drill_index(d, r->at[0])] <= at &&
	    d->instant[drill_index(d, r->at[1])] <= at)
		return NULL;
	for (size_t i = 0; i < d->end; i++) {
		const struct event *ev = d->s->event[i];

		if (d->instant[i] <= at && drill_counts(ev) &&
		    str_eq(ev->type, "decision.set") && str_eq(ev->on, id))
			option = ((const struct set_text *)ev->data)->text;
	}
	return option;
}

static bool unanswered_at(const struct drill_state *d, const char *id,
			  int64_t at)
{
	const struct sc_inject *def = scenario_inject(d->sc, id);
	bool released = false;

	for (size_t i = 0; i < d->end; i++) {
		const struct event *ev = d->s->event[i];

		if (d->instant[i] > at || !drill_counts(ev) ||
		    !str_eq(ev->on, id))
			continue;
		released |= str_eq(ev->type, "inject.release");
		if (str_eq(ev->type, "inject.answer"))
			return false;
	}
	return released && !(def && def->opens && decided_at(d, def->opens,
							     at));
}

static bool holds(const struct drill_state *d, const struct sc_cond *w,
		  int64_t at)
{
	switch (w->kind) {
	case WHEN_NOT_DONE:
		return !done_at(d, w->id[0], at);
	case WHEN_DONE:
		return done_at(d, w->id[0], at);
	case WHEN_ANY_NOT_DONE:
		for (size_t i = 0; i < w->count; i++)
			if (!done_at(d, w->id[i], at))
				return true;
		return false;
	case WHEN_DECIDED:
		return str_eq(decided_at(d, w->id[0], at), w->option);
	case WHEN_UNANSWERED:
		return unanswered_at(d, w->id[0], at);
	}
	return false;
}

bool drill_condition(const struct drill_state *d, const struct sc_inject *in,
		     int64_t at)
{
	for (size_t i = 0; i < in->when_count; i++)
		if (!holds(d, &in->when[i], at))
			return false;
	return true;
}
