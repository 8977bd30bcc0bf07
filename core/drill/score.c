/* core/drill/score.c - see score.h; the definitions stand in
 * docs/DRILLS.md, "Scores". Clocks: score_clock.c; figures:
 * score_figures.c. */
#include "core/base/mem.h"
#include "core/drill/scoring.h"

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

const char *proposal_name(enum proposal why)
{
	static const char *const names[] = {
		[BECAUSE_CRITICAL] = "critical-missed",
		[BECAUSE_CLOCK] = "clock-missed",
		[BECAUSE_ORDER] = "out-of-order", [BECAUSE_LATE] = "late",
		[BECAUSE_HELP] = "prompted", [BECAUSE_CLEAN] = "clean",
		[BECAUSE_NOTHING] = "untested",
	};

	return names[why];
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
	if (last && str_eq(last->op, "none")) /* taken back */
		last = NULL;
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

/* Was it asked for there first? Released before not released, then sooner,
 * then as the scenario has them. */
static bool asked_first(const struct score_expect *a,
			const struct score_expect *b)
{
	const struct drill_inject *x = a->inject, *y = b->inject;

	if (!x->event != !y->event)
		return x->event;
	if (x->event && x->real != y->real)
		return x->real < y->real;
	return a < b;
}

/* A step that two injects expect counts once: where it was asked first. */
static void once_only(struct score *s)
{
	for (size_t i = 0; i < s->expect_count; i++)
		for (size_t k = 0; k < s->expect_count; k++) {
			struct score_expect *a = &s->expect[i];
			const struct score_expect *b = &s->expect[k];

			a->again |= i != k && a->def->step &&
				    str_eq(a->def->step, b->def->step) &&
				    asked_first(b, a);
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

/* The first of these that holds, and what it proposes. */
static const enum rating proposals[] = {
	[BECAUSE_CRITICAL] = RATE_U, [BECAUSE_CLOCK] = RATE_M,
	[BECAUSE_ORDER] = RATE_M,    [BECAUSE_LATE] = RATE_S,
	[BECAUSE_HELP] = RATE_S,     [BECAUSE_CLEAN] = RATE_P,
	[BECAUSE_NOTHING] = RATE_NR,
};

static enum proposal why_proposed(const struct score_objective *o,
				  const struct score *s, bool help)
{
	if (o->critical_missed)
		return BECAUSE_CRITICAL;
	if (o->def->within == SC_CLOCK && s->clocks[CLOCK_MISSED])
		return BECAUSE_CLOCK;
	if (o->broken)
		return BECAUSE_ORDER;
	if (o->late || o->missed)
		return BECAUSE_LATE;
	if (help && o->met)
		return BECAUSE_HELP;
	return o->met ? BECAUSE_CLEAN : BECAUSE_NOTHING;
}

static void count_expects(struct score_objective *o, const struct score *s,
			  const struct drill_state *d, bool *help)
{
	size_t edges = 0;

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
		o->broken += score_order(d, e->def->step, &edges);
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
		if (k == sizeof(o->rated) / sizeof(*o->rated))
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
		count_expects(o, s, d, &help);
		take_ratings(o, d);
		o->because = why_proposed(o, s, help);
		o->proposed = proposals[o->because];
	}
	return 0;
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

int score_make(struct score **out, const struct drill_state *d,
	       const struct scenario_world *w, struct error *err)
{
	struct score *s = mem_zalloc(sizeof(*s));
	int rc = s ? 0 : ERR_NOMEM;

	*out = NULL;
	if (!rc)
		rc = add_expects(s, d);
	if (!rc)
		rc = score_clocks(s, d, w);
	if (!rc)
		rc = add_objectives(s, d);
	if (!rc)
		rc = add_decisions(s, d);
	if (!rc)
		rc = score_figures(s, d);
	if (rc) {
		score_free(s);
		return error_nomem(err);
	}
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
