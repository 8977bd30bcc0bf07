/* core/drill/score_clock.c - legal clocks of a drill: from the truth of the
 * scenario and from the team's own start. All in story time. */
#include "core/case/clocks.h"
#include "core/drill/scoring.h"

/* The step of the playbook that stops a clock. */
static const char *stop_of(const struct drill_state *d, const char *clock)
{
	const struct situation *s = d->s;

	for (size_t i = 0; i < s->step_count; i++)
		for (size_t k = 0; k < s->step[i].def->stops.count; k++)
			if (str_eq(s->step[i].def->stops.id[k], clock))
				return s->step[i].key;
	return NULL;
}

static bool applies(const struct drill_state *d, const struct sc_clock *c)
{
	const struct drill_decision *x =
		c->if_decision ? drill_decision(d, c->if_decision) : NULL;

	return !c->if_decision ||
	       !(x && x->option && !str_eq(x->option, c->if_option));
}

/* Done by the step that stops it, or shown to be met by its proof. */
static int64_t done_at(const struct drill_state *d,
		       const struct score_clock *k)
{
	const struct drill_step *st = drill_step(d, k->step);
	const struct case_clock *c = situation_clock(d->s, k->def->id);
	int64_t done = st && st->done ? times_story(&d->times, st->at)
				      : INT64_MIN;

	if (c && c->state == CC_MET && (done == INT64_MIN || c->met->at < done))
		done = c->met->at;
	return done;
}

static void judge_clock(const struct drill_state *d, struct score_clock *k)
{
	int64_t at;

	k->done = done_at(d, k);
	if (k->deadline == INT64_MIN) { /* "immediately": time since, alone */
		k->result = k->done == INT64_MIN ? CLOCK_STILL_OPEN
						 : CLOCK_MET;
		return;
	}
	if (!applies(d, k->def)) {
		k->result = CLOCK_NOT_ASKED;
		return;
	}
	if (k->done != INT64_MIN && k->done <= k->deadline) {
		k->result = CLOCK_MET;
		return;
	}
	switch (times_passing(&d->times, k->deadline, d->now, &at)) {
	case PASS_OPEN:
		k->result = CLOCK_STILL_OPEN;
		break;
	case PASS_CUT:
		k->result = CLOCK_CUT;
		break;
	case PASS_PLAYED:
		k->result = CLOCK_MISSED;
		break;
	}
}

static int add_clock(struct score *s, const struct drill_state *d,
		     struct score_clock is)
{
	struct score_clock *k;

	if (arena_grow(&s->arena, &s->clock, s->clock_count, &s->clock_cap,
		       sizeof(*k)))
		return ERR_NOMEM;
	k = &s->clock[s->clock_count++];
	*k = is;
	k->step = stop_of(d, k->def->id);
	judge_clock(d, k);
	if (!k->team)
		s->clocks[k->result]++;
	return 0;
}

/* What the scenario says is true: the law's limit, and our own target. */
static int add_true(struct score *s, const struct drill_state *d,
		    const struct scenario_world *w, const struct sc_clock *c)
{
	const struct drill_inject *in = drill_inject(d, c->truth);
	struct score_clock k = {.def = c};
	int rc = 0;

	if (!in || !in->event)
		return 0;
	k.start = times_story(&d->times, in->released);
	if (w && w->limit && w->limit(w->ctx, c->id, k.start, &k.deadline))
		rc = add_clock(s, d, k);
	k.house = true;
	k.deadline = k.start + c->house;
	return rc || !c->house ? rc : add_clock(s, d, k);
}

/* What the team made of it: its own clocks, from its own start. */
static int add_teams(struct score *s, const struct drill_state *d,
		     const struct case_clock *c)
{
	struct score_clock k = {.team = true, .start = c->at,
				.deadline = c->deadline ? c->deadline
							: INT64_MIN};
	struct sc_clock *own;

	for (size_t i = 0; i < d->sc->clock_count; i++)
		if (str_eq(d->sc->clock[i].id, c->clock))
			k.def = &d->sc->clock[i];
	if (!c->at || c->state == CC_WITHDRAWN)
		return 0;
	if (!k.def) { /* one that the scenario does not speak of */
		own = arena_alloc(&s->arena, sizeof(*own));
		if (!own)
			return ERR_NOMEM;
		*own = (struct sc_clock){.id = c->clock};
		k.def = own;
	}
	return add_clock(s, d, k);
}

int score_clocks(struct score *s, const struct drill_state *d,
		 const struct scenario_world *w)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < d->sc->clock_count; i++)
		rc = add_true(s, d, w, &d->sc->clock[i]);
	for (size_t i = 0; !rc && i < d->s->clock_count; i++)
		rc = add_teams(s, d, &d->s->clock[i]);
	return rc;
}
