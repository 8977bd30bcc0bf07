/* core/drill/score_figures.c - the figures of a drill; core/drill/metrics.h
 * says what each of them means. */
#include <stdlib.h>

#include "core/base/time.h"
#include "core/drill/looking.h"
#include "core/drill/scoring.h"

/* From the first inject that asks for a step of a contain phase. */
static void first_containment(struct score *s, const struct drill_state *d)
{
	int64_t asked = REAL_NONE, done = REAL_NONE;

	for (size_t i = 0; i < d->s->step_count; i++) {
		const struct step *st = &d->s->step[i];
		const struct drill_step *how = drill_step(d, st->key);

		if (st->def->phase->kind != PHASE_CONTAIN)
			continue;
		if (how && how->done &&
		    (done == REAL_NONE || how->real < done))
			done = how->real;
		for (size_t k = 0; k < s->expect_count; k++)
			if (s->expect[k].inject->event &&
			    str_eq(s->expect[k].def->step, st->key) &&
			    (asked == REAL_NONE ||
			     s->expect[k].inject->real < asked))
				asked = s->expect[k].inject->real;
	}
	s->contained_known = asked != REAL_NONE && done != REAL_NONE;
	s->contained = done - asked; /* less than 0: before it was asked */
}

static int by_size(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The one in the middle, between the two there if n is even; sorts them.
 * REAL_NONE of none. */
static int64_t median(int64_t *took, size_t n)
{
	qsort(took, n, sizeof(*took), by_size);
	return n ? (took[(n - 1) / 2] + took[n / 2]) / 2 : REAL_NONE;
}

static int acknowledged(struct score *s, const struct drill_state *d)
{
	int64_t *took = arena_alloc(&s->arena, (d->inject_count + 1) *
						       sizeof(*took));
	size_t n = 0;

	if (!took)
		return ERR_NOMEM;
	for (size_t i = 0; i < d->inject_count; i++)
		if (d->inject[i].def && d->inject[i].ack != REAL_NONE)
			took[n++] = d->inject[i].ack - d->inject[i].real;
	s->acked = median(took, n);
	return 0;
}

/* An inject asks if it opens a decision or wants something said. */
static int64_t window_of(const struct drill_state *d,
			 const struct sc_inject *in)
{
	const struct sc_decision *x =
		in->opens ? scenario_decision(d->sc, in->opens) : NULL;
	int64_t most = x ? x->within : 0;

	for (size_t i = 0; i < in->expect_count; i++)
		if (!in->expect[i].step && in->expect[i].by > most)
			most = in->expect[i].by;
	return most;
}

static void answered(struct score *s, const struct drill_state *d)
{
	for (size_t i = 0; i < d->inject_count; i++) {
		const struct drill_inject *in = &d->inject[i];
		int64_t window = in->def && in->event ? window_of(d, in->def)
						      : 0;

		s->asked += window > 0;
		s->in_window += window > 0 && in->answer != REAL_NONE &&
				in->answer - in->real <= window;
	}
}

static void awareness(struct score *s, const struct drill_state *d)
{
	const struct set_text *said = d->s->aware ? d->s->aware->data : NULL;
	const struct drill_inject *truth =
		d->sc->clock_count
			? drill_inject(d, d->sc->clock[0].truth)
			: NULL;

	if (!said || !truth || !truth->event)
		return;
	s->aware_known = true;
	s->aware = said->at - times_story(&d->times, truth->released);
}

/* Edges, not places in a list: parallel work is right. */
static size_t broken_edges(const struct drill_state *d,
			   const struct step *st, size_t *edges)
{
	const struct drill_step *how = drill_step(d, st->key);
	size_t broken = 0;

	for (size_t k = 0; how && how->done && k < st->def->after.count; k++) {
		const char *id = st->def->after.id[k];
		const struct drill_step *was = drill_step(d, id);
		const struct step *other = map_gets(&d->s->step_by_key, id);

		if (other && other->state == STEP_NOT_NEEDED)
			continue;
		(*edges)++;
		broken += !was || !was->done || was->real > how->real;
	}
	return broken;
}

size_t score_order(const struct drill_state *d, const char *step,
		   size_t *edges)
{
	const struct step *st = step ? map_gets(&d->s->step_by_key, step)
				     : NULL;

	return st ? broken_edges(d, st, edges) : 0;
}

static void order(struct score *s, const struct drill_state *d)
{
	for (size_t i = 0; i < d->s->step_count; i++)
		s->broken += broken_edges(d, &d->s->step[i], &s->edges);
}

/* The vote that agreed least; fewer than four voters show nothing. */
static void alignment(struct score *s)
{
	for (size_t i = 0; i < s->decision_count; i++) {
		const struct score_decision *o = &s->decision[i];

		if (o->d->vote_count < SCORE_VOTERS ||
		    (s->alike_on && o->alike >= s->alike))
			continue;
		s->alike = o->alike;
		s->alike_on = o->d->id;
	}
}

/* The actions that came of it; how many days those done took. */
static int plan(struct score *s, const struct drill_state *d)
{
	const struct situation *now = d->s;
	int64_t *took = arena_alloc(&s->arena, (now->action_count + 1) *
						       sizeof(*took));
	size_t n = 0;

	if (!took)
		return ERR_NOMEM;
	for (size_t i = 0; i < now->action_count; i++) {
		const struct case_action *a = &now->action[i];

		if (!drill_counts(a->event) || a->state == ACTION_DROPPED)
			continue;
		s->actions++;
		if (a->state == ACTION_DONE && a->last)
			took[n++] = (a->last->at - a->event->at) / TIME_DAY;
	}
	s->actions_done = n;
	s->action_days = median(took, n);
	return 0;
}

static void sums(struct score *s, const struct drill_state *d)
{
	for (size_t i = 0; i < s->expect_count; i++) {
		const struct score_expect *e = &s->expect[i];

		if (e->again)
			continue;
		s->met += e->state == EXP_MET;
		s->unprompted += e->state == EXP_MET && !e->prompted;
		s->critical_missed += e->state == EXP_MISSED && e->def->crit;
		if (e->def->step && inject_released(e->inject)) {
			const struct drill_step *st =
				drill_step(d, e->def->step);

			s->required++;
			s->done += st && st->done;
		}
	}
	for (size_t i = 0; i < d->mark_count; i++)
		s->contradictions +=
			str_eq(d->mark[i].type, "observation") &&
			str_eq(d->mark[i].op, "contradiction");
}

int score_figures(struct score *s, const struct drill_state *d)
{
	int rc = acknowledged(s, d);

	if (!rc)
		rc = plan(s, d);
	if (rc)
		return rc;
	first_containment(s, d);
	answered(s, d);
	awareness(s, d);
	order(s, d);
	alignment(s);
	sums(s, d);
	return 0;
}
