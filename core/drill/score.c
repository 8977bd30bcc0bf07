/* core/drill/score.c - see score.h; the definitions stand in
 * docs/DRILLS.md, "Scores". */
#include "core/drill/score.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

static const char *const expect_names[] = {
	[EXP_MET] = "met",	     [EXP_LATE] = "late",
	[EXP_MISSED] = "missed",     [EXP_UNTESTED] = "untested",
	[EXP_NOT_OBSERVED] = "not-observed", [EXP_OPEN] = "open",
};
static const char *const rating_names[] = {"P", "S", "M", "U", "NR"};
static const char *const clock_names[] = {
	[CLOCK_MET] = "met", [CLOCK_MISSED] = "missed",
	[CLOCK_STILL_OPEN] = "open", [CLOCK_CUT] = "cut",
	[CLOCK_NOT_ASKED] = "not-applicable",
};

const char *expect_state_name(enum expect_state st)
{
	return expect_names[st];
}

const char *rating_name(enum rating r)
{
	return rating_names[r];
}

const char *clock_result_name(enum clock_result r)
{
	return clock_names[r];
}

/* --- expectations -------------------------------------------------------------- */

static const struct drill_mark *mark_of(const struct drill_state *d,
					const char *type, const char *on)
{
	const struct drill_mark *last = NULL;

	for (size_t i = 0; i < d->mark_count; i++)
		if (str_eq(d->mark[i].type, type) &&
		    str_eq(d->mark[i].on, on))
			last = &d->mark[i];
	return last;
}

/* Did a hint of the inject, or a contingency that asks for the same step,
 * come before? */
static bool was_hinted(const struct drill_state *d, const char *inject,
		       int64_t real)
{
	for (size_t i = 0; i < d->inject_count; i++) {
		const struct drill_inject *in = &d->inject[i];

		if (in->event && in->said->hint && in->real < real &&
		    str_eq(in->said->of, inject))
			return true;
	}
	return false;
}

static bool was_chased(const struct drill_state *d, const char *inject,
		       const char *step, int64_t real)
{
	for (size_t i = 0; i < d->inject_count; i++) {
		const struct drill_inject *in = &d->inject[i];

		if (!in->event || !in->def || !in->def->when_count ||
		    in->real >= real || str_eq(in->id, inject))
			continue;
		for (size_t k = 0; k < in->def->expect_count; k++)
			if (str_eq(in->def->expect[k].step, step))
				return true;
	}
	return false;
}

static void run_out(const struct drill_state *d, struct score_expect *e,
		    enum expect_state over)
{
	int64_t real = times_real(&d->times, d->now);

	if (real >= e->inject->real + e->def->by)
		e->state = over;
	else
		e->state = d->ended ? EXP_UNTESTED : EXP_OPEN;
}

static void judge_step(const struct drill_state *d, struct score_expect *e)
{
	const struct drill_step *st = drill_step(d, e->def->step);

	if (!st || !st->done) {
		run_out(d, e, EXP_MISSED);
		return;
	}
	e->took_known = true;
	e->took = st->real - e->inject->real;
	e->state = e->took <= e->def->by ? EXP_MET : EXP_LATE;
	e->prompted = was_hinted(d, e->in->id, st->real);
	/* Done only after its contingency came. */
	if (was_chased(d, e->in->id, e->def->step, st->real)) {
		e->prompted = true;
		e->state = EXP_LATE;
	}
}

static void by_hand(struct score_expect *e)
{
	for (int i = EXP_MET; e->mark && i <= EXP_NOT_OBSERVED; i++)
		if (str_eq(expect_names[i], e->mark->op))
			e->state = (enum expect_state)i;
}

static void judge(const struct drill_state *d, struct score_expect *e)
{
	e->mark = mark_of(d, "mark", e->def->key);
	if (!inject_released(e->inject)) {
		e->state = EXP_UNTESTED;
		return;
	}
	if (e->def->step)
		judge_step(d, e);
	else if (!e->mark)
		run_out(d, e, EXP_NOT_OBSERVED);
	if (!e->def->step)
		e->prompted = was_hinted(d, e->in->id, INT64_MAX);
	by_hand(e);
}

/* A step that two injects expect counts once: where it was asked first. */
static void once_only(struct score *s)
{
	for (size_t i = 0; i < s->expect_count; i++)
		for (size_t k = 0; k < s->expect_count; k++) {
			struct score_expect *a = &s->expect[i];
			struct score_expect *b = &s->expect[k];
			bool ra = a->inject->event, rb = b->inject->event;

			if (i == k || !a->def->step ||
			    !str_eq(a->def->step, b->def->step))
				continue;
			if (rb && ra ? b->inject->real < a->inject->real ||
					       (b->inject->real ==
							a->inject->real &&
						k < i)
				     : rb != ra ? rb : k < i)
				a->again = true;
		}
}

static int add_expects(struct score *s, const struct drill_state *d)
{
	for (size_t i = 0; i < d->inject_count; i++) {
		const struct drill_inject *in = &d->inject[i];

		for (size_t k = 0; in->def && k < in->def->expect_count;
		     k++) {
			struct score_expect *e;

			if (arena_grow(&s->arena, &s->expect,
				       s->expect_count, &s->expect_cap,
				       sizeof(*e)))
				return ERR_NOMEM;
			e = &s->expect[s->expect_count++];
			*e = (struct score_expect){
				.in = in->def, .def = &in->def->expect[k],
				.inject = in};
			judge(d, e);
		}
	}
	once_only(s);
	return 0;
}

/* --- objectives ------------------------------------------------------------------ */

static void count_expects(struct score_objective *o, const struct score *s,
			  bool *help)
{
	for (size_t i = 0; i < s->expect_count; i++) {
		const struct score_expect *e = &s->expect[i];

		if (e->again || !str_eq(e->def->obj, o->def->id))
			continue;
		o->met += e->state == EXP_MET;
		o->late += e->state == EXP_LATE;
		o->missed += e->state == EXP_MISSED;
		o->untested += e->state >= EXP_UNTESTED;
		o->critical_missed += e->state == EXP_MISSED && e->def->crit;
		*help |= e->prompted && e->state <= EXP_LATE;
	}
}

/* The last word of each evaluator; two that differ are both shown. */
static void take_ratings(struct score_objective *o,
			 const struct drill_state *d)
{
	for (size_t i = 0; i < d->mark_count; i++) {
		const struct drill_mark *m = &d->mark[i];
		size_t k = 0;

		if (!str_eq(m->type, "rating") || !str_eq(m->on, o->def->id))
			continue;
		while (k < o->rated_count && !str_eq(o->rated[k]->by, m->by))
			k++;
		if (k == 8)
			continue;
		o->rated[k] = m;
		o->rated_count += k == o->rated_count;
	}
}

static int add_objectives(struct score *s, const struct drill_state *d)
{
	size_t n = d->sc->objective_count;

	s->objective = arena_alloc(&s->arena,
				   (n + 1) * sizeof(*s->objective));
	if (!s->objective)
		return ERR_NOMEM;
	s->objective_count = n;
	for (size_t i = 0; i < n; i++) {
		struct score_objective *o = &s->objective[i];
		bool help = false;

		o->def = &d->sc->objective[i];
		count_expects(o, s, &help);
		take_ratings(o, d);
		if (o->critical_missed)
			o->proposed = RATE_U;
		else if (o->def->within == SC_CLOCK && s->clocks[CLOCK_MISSED])
			o->proposed = RATE_M;
		else if (o->late || o->missed || (help && o->met))
			o->proposed = RATE_S;
		else
			o->proposed = o->met ? RATE_P : RATE_NR;
	}
	return 0;
}

/* --- clocks ------------------------------------------------------------------------- */

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

static void judge_clock(const struct drill_state *d, struct score_clock *k)
{
	const struct drill_step *st = drill_step(d, k->step);
	int64_t at;

	k->done = st && st->done ? times_story(&d->times, st->at) : INT64_MIN;
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
		     const struct sc_clock *def, bool house, int64_t deadline)
{
	struct score_clock *k;

	if (arena_grow(&s->arena, &s->clock, s->clock_count, &s->clock_cap,
		       sizeof(*k)))
		return ERR_NOMEM;
	k = &s->clock[s->clock_count++];
	*k = (struct score_clock){.def = def, .house = house,
				  .step = stop_of(d, def->id),
				  .deadline = deadline};
	judge_clock(d, k);
	s->clocks[k->result]++;
	return 0;
}

static int add_clocks(struct score *s, const struct drill_state *d,
		      const struct scenario_world *w)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < d->sc->clock_count; i++) {
		const struct sc_clock *c = &d->sc->clock[i];
		const struct drill_inject *in = drill_inject(d, c->truth);
		int64_t from, end;

		if (!in || !in->event)
			continue;
		from = times_story(&d->times, in->released);
		if (w && w->limit && w->limit(w->ctx, c->id, from, &end))
			rc = add_clock(s, d, c, false, end);
		if (!rc && c->house)
			rc = add_clock(s, d, c, true, from + c->house);
	}
	return rc;
}

/* --- decisions ------------------------------------------------------------------------ */

static unsigned alike(const struct drill_decision *x)
{
	size_t most = 0;

	for (size_t i = 0; i < x->vote_count; i++) {
		size_t same = 0;

		for (size_t k = 0; k < x->vote_count; k++)
			same += str_eq(x->vote[i].option, x->vote[k].option);
		if (same > most)
			most = same;
	}
	return x->vote_count ? (unsigned)(most * 100 / x->vote_count) : 0;
}

static bool is_critical(const struct sc_inject *in)
{
	for (size_t i = 0; in && i < in->expect_count; i++)
		if (in->expect[i].crit)
			return true;
	return false;
}

static int add_decisions(struct score *s, const struct drill_state *d)
{
	s->slowest = REAL_NONE;
	s->decision = arena_alloc(&s->arena, (d->decision_count + 1) *
						     sizeof(*s->decision));
	if (!s->decision)
		return ERR_NOMEM;
	s->decision_count = d->decision_count;
	for (size_t i = 0; i < d->decision_count; i++) {
		const struct drill_decision *x = &d->decision[i];
		struct score_decision *o = &s->decision[i];

		*o = (struct score_decision){.d = x, .took = REAL_NONE,
					     .alike = alike(x)};
		o->critical = x->opened && is_critical(x->opened->def);
		o->decided = x->event && x->owner && *x->owner && x->why &&
			     *x->why;
		if (o->decided && x->opened)
			o->took = x->real - x->opened->real;
		o->in_time = o->took != REAL_NONE && x->def &&
			     (!x->def->within || o->took <= x->def->within);
		if (!o->critical)
			continue;
		s->undecided |= !o->decided;
		if (o->took > s->slowest)
			s->slowest = o->took;
	}
	return 0;
}

/* --- figures ----------------------------------------------------------------------------- */

/* From the first inject that asks for a step of a contain phase. */
static void first_containment(struct score *s, const struct drill_state *d)
{
	int64_t asked = REAL_NONE, done = REAL_NONE;

	s->contained = REAL_NONE;
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
	if (asked != REAL_NONE && done != REAL_NONE)
		s->contained = done > asked ? done - asked : 0;
}

static int by_size(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int acknowledged(struct score *s, const struct drill_state *d)
{
	int64_t *took = arena_alloc(&s->arena, (d->inject_count + 1) *
						       sizeof(*took));
	size_t n = 0;

	s->acked = REAL_NONE;
	if (!took)
		return ERR_NOMEM;
	for (size_t i = 0; i < d->inject_count; i++)
		if (d->inject[i].def && d->inject[i].ack != REAL_NONE)
			took[n++] = d->inject[i].ack - d->inject[i].real;
	qsort(took, n, sizeof(*took), by_size);
	if (n)
		s->acked = took[n / 2];
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
static void order(struct score *s, const struct drill_state *d)
{
	for (size_t i = 0; i < d->s->step_count; i++) {
		const struct step *st = &d->s->step[i];
		const struct drill_step *how = drill_step(d, st->key);

		for (size_t k = 0; how && how->done &&
				   k < st->def->after.count; k++) {
			const struct drill_step *was =
				drill_step(d, st->def->after.id[k]);
			const struct step *other = map_gets(
				&d->s->step_by_key, st->def->after.id[k]);

			if (other && other->state == STEP_NOT_NEEDED)
				continue;
			s->edges++;
			s->broken += !was || !was->done ||
				     was->real > how->real;
		}
	}
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

int score_make(struct score **out, const struct drill_state *d,
	       const struct scenario_world *w, struct error *err)
{
	struct score *s = mem_zalloc(sizeof(*s));
	int rc = s ? 0 : ERR_NOMEM;

	*out = NULL;
	if (!rc)
		rc = add_expects(s, d);
	if (!rc)
		rc = add_clocks(s, d, w);
	if (!rc)
		rc = add_objectives(s, d);
	if (!rc)
		rc = add_decisions(s, d);
	if (!rc)
		rc = acknowledged(s, d);
	if (rc) {
		score_free(s);
		return error_nomem(err);
	}
	first_containment(s, d);
	answered(s, d);
	awareness(s, d);
	order(s, d);
	sums(s, d);
	*out = s;
	return 0;
}

void score_free(struct score *s)
{
	if (!s)
		return;
	arena_release(&s->arena);
	mem_free(s);
}
