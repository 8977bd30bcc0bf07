/* core/drill/lint.c - what a scenario must be as a whole. */
#include <stdlib.h>
#include <string.h>

#include "core/base/near.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/drill/reading.h"
#include "core/drill/write.h"

#define LEAP_STORY (4 * TIME_HOUR)  /* so much story ... */
#define LEAP_PLAY (5 * TIME_MINUTE) /* ... in so little play is a leap */

struct checking {
	struct findings *f;
	const struct scenario *sc;
	const struct scenario_world *world;
};

/* --- the playbook ----------------------------------------------------------------- */

static void check_step(struct checking *c, const char *id, struct sc_spot at)
{
	const struct playbook *pb = c->world->pb;
	const char *near = NULL;

	if (!pb || !id || playbook_step(pb, id))
		return;
	for (size_t i = 0; i < pb->step_count; i++)
		near = near_better(id, near, pb->step[i].id);
	sc_find(c->f, c->sc, SC_STEP, at, near,
		_("the playbook %s has no step \"%s\""), pb->slug, id);
}

/* 1.10.0 is behind 1.9.0: number by number. */
static int version_order(const char *a, const char *b)
{
	while (*a || *b) {
		long x = strtol(a, (char **)(uintptr_t)&a, 10);
		long y = strtol(b, (char **)(uintptr_t)&b, 10);

		if (x != y)
			return x < y ? -1 : 1;
		if (*a != '.' || *b != '.')
			return *a == '.' ? 1 : *b == '.' ? -1 : 0;
		a++;
		b++;
	}
	return 0;
}

static void check_playbook(struct checking *c)
{
	const struct playbook *pb = c->world->pb;
	const struct scenario *sc = c->sc;

	if (!pb)
		return;
	if (sc->min && (!pb->version ||
			version_order(pb->version, sc->min) < 0))
		sc_find(c->f, sc, SC_PLAYBOOK, sc->slug_at, NULL,
			_("%s is at version %s; the scenario needs %s"),
			pb->slug, pb->version ? pb->version : "?", sc->min);
}

/* --- names -------------------------------------------------------------------------- */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void check_ref(struct checking *c, bool known, struct sc_spot at,
		      const char *what, const char *id)
{
	if (!known)
		sc_find(c->f, c->sc, SC_REF, at, NULL, what, id);
}
#pragma GCC diagnostic pop

static bool in_cast(const struct scenario *sc, const char *key)
{
	for (size_t i = 0; i < sc->cast_count; i++)
		if (str_eq(sc->cast[i].key, key))
			return true;
	return false;
}

static bool has_option(const struct sc_decision *d, const char *option)
{
	for (size_t i = 0; d && i < d->option_count; i++)
		if (str_eq(d->option[i].key, option))
			return true;
	return false;
}

static void check_names(struct checking *c, const struct sc_inject *in)
{
	const struct scenario *sc = c->sc;

	check_ref(c, !in->from || in_cast(sc, in->from), in->spot,
		  _("\"%s\" is not in the cast"), in->from);
	for (size_t i = 0; i < in->to_count; i++)
		check_ref(c, scenario_role(sc, in->to[i]), in->spot,
			  _("\"%s\" is none of the roles"), in->to[i]);
	for (size_t i = 0; i < in->obj_count; i++)
		check_ref(c, scenario_objective(sc, in->obj[i]) != NULL,
			  in->spot, _("there is no objective \"%s\""),
			  in->obj[i]);
	check_ref(c, !in->opens || scenario_decision(sc, in->opens),
		  in->spot, _("there is no decision \"%s\""), in->opens);
}

/* --- objectives ---------------------------------------------------------------------- */

static bool serves(const struct sc_inject *in, const char *obj)
{
	for (size_t i = 0; i < in->obj_count; i++)
		if (str_eq(in->obj[i], obj))
			return true;
	return false;
}

static bool has_critical(const struct scenario *sc, const char *obj)
{
	for (size_t i = 0; i < sc->inject_count; i++)
		for (size_t k = 0; k < sc->inject[i].expect_count; k++)
			if (sc->inject[i].expect[k].crit &&
			    str_eq(sc->inject[i].expect[k].obj, obj))
				return true;
	return false;
}

static void check_objectives(struct checking *c)
{
	const struct scenario *sc = c->sc;

	for (size_t i = 0; i < sc->objective_count; i++)
		if (!has_critical(sc, sc->objective[i].id))
			sc_find(c->f, sc, SC_OBJECTIVE, sc->objective[i].at,
				"crit: true",
				_("%s has no critical expectation: nobody "
				  "could fail it"), sc->objective[i].id);
	for (size_t i = 0; i < sc->decision_count; i++)
		if (sc->decision[i].obj &&
		    !scenario_objective(sc, sc->decision[i].obj))
			sc_find(c->f, sc, SC_REF, sc->decision[i].at, NULL,
				_("there is no objective \"%s\""),
				sc->decision[i].obj);
}

static void check_expect(struct checking *c, const struct sc_inject *in,
			 const struct sc_expect *e)
{
	check_step(c, e->step, e->at);
	if (!e->obj)
		sc_find(c->f, c->sc, SC_OBJECTIVE, e->at, "obj: O1",
			_("which objective of %s is this for?"), in->id);
	else if (!serves(in, e->obj))
		sc_find(c->f, c->sc, SC_OBJECTIVE, e->at, NULL,
			_("%s is none of the objectives of %s"), e->obj,
			in->id);
	if (in->timed && in->at <= c->sc->play_ms &&
	    in->at + e->by > c->sc->play_ms)
		sc_find(c->f, c->sc, SC_TIME, e->at, NULL,
			_("its time runs out after the end of play"));
}

/* --- conditions ------------------------------------------------------------------------ */

static const struct sc_inject *opener(const struct scenario *sc,
				      const char *decision)
{
	for (size_t i = 0; i < sc->inject_count; i++)
		if (str_eq(sc->inject[i].opens, decision))
			return &sc->inject[i];
	return NULL;
}

/* What a condition rests on has to be there first, and on no condition of
 * its own: one hop. */
static void check_hop(struct checking *c, const struct sc_inject *in,
		      const struct sc_inject *on, const struct sc_cond *w,
		      const char *id)
{
	if (!on)
		sc_find(c->f, c->sc, SC_WHEN, w->at, NULL,
			_("no inject brings \"%s\" about"), id);
	else if (on->when_count)
		sc_find(c->f, c->sc, SC_WHEN, w->at, NULL,
			_("%s has a condition itself"), on->id);
	else if (on == in || (on->timed && in->timed && on->at > in->at))
		sc_find(c->f, c->sc, SC_WHEN, w->at, NULL,
			_("%s comes later"), on->id);
}

static void check_cond(struct checking *c, const struct sc_inject *in,
		       const struct sc_cond *w)
{
	const struct sc_decision *d;

	switch (w->kind) {
	case WHEN_NOT_DONE:
	case WHEN_ANY_NOT_DONE:
	case WHEN_DONE:
		for (size_t i = 0; i < w->count; i++)
			check_step(c, w->id[i], w->at);
		break;
	case WHEN_DECIDED:
		d = scenario_decision(c->sc, w->id[0]);
		if (!has_option(d, w->option))
			sc_find(c->f, c->sc, SC_WHEN, w->at, NULL,
				_("no decision %s with the option %s"),
				w->id[0], w->option);
		else
			check_hop(c, in, opener(c->sc, w->id[0]), w,
				  w->id[0]);
		break;
	case WHEN_UNANSWERED:
		check_hop(c, in, scenario_inject(c->sc, w->id[0]), w,
			  w->id[0]);
		break;
	}
}

static void check_inject(struct checking *c, const struct sc_inject *in)
{
	bool conditional = in->kind == KIND_CONTINGENCY ||
			   in->kind == KIND_CONSEQUENCE;

	check_names(c, in);
	if (!in->timed && c->sc->release != RELEASE_MANUAL)
		sc_find(c->f, c->sc, SC_TIME, in->spot, "at: 12m",
			_("%s does not say when"), in->id);
	if (in->at > c->sc->play_ms)
		sc_find(c->f, c->sc, SC_TIME, in->spot, NULL,
			_("%s comes after the end of play"), in->id);
	if (!in->obj_count && in->kind != KIND_NOISE)
		sc_find(c->f, c->sc, SC_OBJECTIVE, in->spot, NULL,
			_("%s serves no objective and is not noise"), in->id);
	if (conditional && !in->when_count)
		sc_find(c->f, c->sc, SC_WHEN, in->spot,
			"when: {not_done: step}",
			_("%s is a %s and has no condition"), in->id,
			sc_kind_name(in->kind));
	for (size_t i = 0; i < in->when_count; i++)
		check_cond(c, in, &in->when[i]);
	for (size_t i = 0; i < in->expect_count; i++)
		check_expect(c, in, &in->expect[i]);
}

/* --- time -------------------------------------------------------------------------------- */

static void check_dense(struct checking *c)
{
	const struct scenario *sc = c->sc;

	for (size_t i = 0; i < sc->inject_count; i++) {
		const struct sc_inject *in = &sc->inject[i];
		size_t near = 0;

		for (size_t k = 0; k < sc->inject_count; k++) {
			const struct sc_inject *o = &sc->inject[k];

			near += o->timed && !o->when_count &&
				o->at <= in->at && (o != in) &&
				in->at - o->at < 5 * TIME_MINUTE &&
				(o->at < in->at || k < i);
		}
		if (in->timed && !in->when_count && near >= 2)
			sc_find(c->f, sc, SC_DENSE, in->spot, NULL,
				_("%s is the third in less than 5 minutes"),
				in->id);
	}
}

static void check_clocks(struct checking *c)
{
	const struct scenario *sc = c->sc;
	bool has;

	for (size_t i = 0; i < sc->clock_count; i++) {
		const struct sc_clock *k = &sc->clock[i];
		const struct sc_inject *in = scenario_inject(sc, k->truth);

		if (c->world->clock &&
		    !c->world->clock(c->world->ctx, k->id, &has))
			sc_find(c->f, sc, SC_CLOCKS, k->at, NULL,
				_("no clock is called \"%s\""), k->id);
		if (!in)
			sc_find(c->f, sc, SC_CLOCKS, k->at, NULL,
				_("there is no inject \"%s\""),
				k->truth ? k->truth : "");
		else if (in->when_count)
			sc_find(c->f, sc, SC_CLOCKS, k->at, NULL,
				_("%s has a condition: the clock might never "
				  "start"), in->id);
		if (k->if_decision &&
		    !has_option(scenario_decision(sc, k->if_decision),
				k->if_option))
			sc_find(c->f, sc, SC_REF, k->at, NULL,
				_("no decision %s with the option %s"),
				k->if_decision, k->if_option);
	}
}

static bool in_leap(const struct scenario *sc, int64_t play)
{
	for (size_t i = 1; i < sc->anchor_count; i++) {
		const struct anchor *a = &sc->anchor[i - 1];

		if (play > a[0].play && play < a[1].play &&
		    a[1].story - a[0].story >= LEAP_STORY &&
		    a[1].play - a[0].play <= LEAP_PLAY)
			return true;
	}
	return false;
}

static bool anchored(const struct scenario *sc)
{
	return anchors_fit(sc->anchor, sc->anchor_count, sc->play_ms);
}

static int add_deadline(struct sc_deadline **out, size_t *count, size_t *cap,
			struct arena *a, const struct scenario *sc,
			const struct sc_deadline *d, int64_t after)
{
	struct sc_deadline *x;

	if (arena_grow(a, out, *count, cap, sizeof(*x)))
		return ERR_NOMEM;
	x = &(*out)[(*count)++];
	*x = *d;
	x->story = sc->story + after;
	x->play = times_play_of(sc->anchor, sc->anchor_count, after);
	if (x->play > sc->play_ms)
		x->play = TIMES_NEVER;
	return 0;
}

int scenario_deadlines(struct sc_deadline **out, size_t *count,
		       struct arena *a, const struct scenario *sc,
		       const struct scenario_world *w)
{
	size_t cap = 0;
	int rc = 0;

	*out = NULL;
	*count = 0;
	for (size_t i = 0; !rc && anchored(sc) && i < sc->clock_count; i++) {
		const struct sc_clock *k = &sc->clock[i];
		const struct sc_inject *in = scenario_inject(sc, k->truth);
		struct sc_deadline d = {.clock = k};
		int64_t from, end;

		if (!in || !in->timed)
			continue;
		from = times_anchored(sc->anchor, sc->anchor_count, in->at);
		if (w->limit &&
		    w->limit(w->ctx, k->id, sc->story + from, &end))
			rc = add_deadline(out, count, &cap, a, sc, &d,
					  end - sc->story);
		d.house = true;
		if (!rc && k->house)
			rc = add_deadline(out, count, &cap, a, sc, &d,
					  from + k->house);
	}
	return rc;
}

static int check_leaps(struct checking *c)
{
	struct sc_deadline *d;
	struct arena a = {0};
	size_t count;
	int rc = scenario_deadlines(&d, &count, &a, c->sc, c->world);

	for (size_t i = 0; i < count; i++)
		if (d[i].play != TIMES_NEVER && in_leap(c->sc, d[i].play))
			sc_find(c->f, c->sc, SC_LEAP, d[i].clock->at, NULL,
				_("%s runs out while the story leaps: nobody "
				  "can meet it"), d[i].clock->id);
	arena_release(&a);
	return rc;
}

/* --- what is left to write ---------------------------------------------------------- */

static void check_written(struct checking *c, const struct text *t,
			  struct sc_spot at, const char *what)
{
	if (strstr(text_in(t, 0), SC_ASKED))
		sc_find(c->f, c->sc, SC_WRITE, at, NULL,
			_("%s: write this; take the mark %s away"), what,
			SC_ASKED);
}

static void check_texts(struct checking *c)
{
	static const struct sc_spot top = {1, 1};
	const struct scenario *sc = c->sc;

	check_written(c, &sc->title, top, _("the title"));
	check_written(c, &sc->brief, top, _("what is read before STARTEX"));
	check_written(c, &sc->hotwash, top, _("the hotwash"));
	for (size_t i = 0; i < sc->cast_count; i++)
		check_written(c, &sc->cast[i].text, sc->cast[i].at,
			      sc->cast[i].key);
	for (size_t i = 0; i < sc->objective_count; i++)
		check_written(c, &sc->objective[i].does, sc->objective[i].at,
			      sc->objective[i].id);
	for (size_t i = 0; i < sc->decision_count; i++)
		check_written(c, &sc->decision[i].ask, sc->decision[i].at,
			      sc->decision[i].id);
	for (size_t i = 0; i < sc->inject_count; i++) {
		const struct sc_inject *in = &sc->inject[i];

		check_written(c, &in->title, in->body, _("a title"));
		check_written(c, &in->note, in->body,
			      _("a facilitator's paragraph"));
		check_written(c, &in->say, in->body, _("what players see"));
	}
}

int scenario_lint(struct findings *f, const struct scenario *sc,
		  const struct scenario_world *world, struct error *err)
{
	struct checking c = {f, sc, world};

	if (sc->anchor_count && sc->play_ms && !anchored(sc))
		sc_find(f, sc, SC_TIME, sc->anchor_at,
			"anchors: [[0m, 0h], [20m, 2h30m]]",
			_("the first anchor is [0m, 0h], play rises, the "
			  "story never falls"));
	check_playbook(&c);
	check_objectives(&c);
	check_clocks(&c);
	for (size_t i = 0; i < sc->inject_count; i++)
		check_inject(&c, &sc->inject[i]);
	check_dense(&c);
	check_texts(&c);
	if (check_leaps(&c) || f->failed)
		return error_nomem(err);
	findings_sort(f);
	return 0;
}
