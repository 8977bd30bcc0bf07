/* core/drill/goals.c - objectives, clocks and decisions of the front
 * matter. */
#include <string.h>

#include "core/base/tr.h"
#include "core/drill/reading.h"

/* --- objectives ---------------------------------------------------------------- */

static void take_does(struct reading *r, const struct ynode *v, void *to)
{
	((struct sc_objective *)to)->does.in[0] = sc_keep(r, v->text);
}

static void take_task(struct reading *r, const struct ynode *v, void *to)
{
	((struct sc_objective *)to)->task.in[0] = sc_keep(r, v->text);
}

static void take_within(struct reading *r, const struct ynode *v, void *to)
{
	struct sc_objective *o = to;

	if (strcmp(v->text, "clock") == 0)
		o->within = SC_CLOCK;
	else
		sc_span(r, v, &o->within);
}

void sc_objectives(struct reading *r, const struct ynode *v, void *to)
{
	static const struct sc_field fields[] = {
		{"does", Y_SCALAR, true, take_does},
		{"task", Y_SCALAR, false, take_task},
		{"within", Y_SCALAR, false, take_within}, {0}};
	struct scenario *sc = r->sc;
	size_t cap = 0;

	(void)to;
	for (const struct ynode *c = v->child; c; c = c->next) {
		struct sc_objective *o;

		if (!sc_key(r, c, c->key) ||
		    !sc_grow(r, c, &sc->objective, sc->objective_count, &cap,
			     sizeof(*o), SC_ITEMS))
			return;
		o = &sc->objective[sc->objective_count++];
		o->id = sc_keep(r, c->key);
		o->at = (struct sc_spot){c->key_line, c->key_col};
		sc_map(r, c, fields, o);
	}
}

/* --- clocks --------------------------------------------------------------------- */

static void take_truth(struct reading *r, const struct ynode *v, void *to)
{
	((struct sc_clock *)to)->truth = sc_keep(r, v->text);
}

static void take_house(struct reading *r, const struct ynode *v, void *to)
{
	sc_span(r, v, &((struct sc_clock *)to)->house);
}

static void take_applies(struct reading *r, const struct ynode *v, void *to)
{
	struct sc_clock *c = to;

	if (v->count != 1 || v->child->kind != Y_SCALAR) {
		sc_complain(r, SC_FRONT, v->line, v->col,
			    "applies_if: {D-01: reportable}",
			    _("one decision and one of its options"));
		return;
	}
	c->if_decision = sc_keep(r, v->child->key);
	c->if_option = sc_keep(r, v->child->text);
}

void sc_clocks(struct reading *r, const struct ynode *v, void *to)
{
	static const struct sc_field fields[] = {
		{"truth", Y_SCALAR, true, take_truth},
		{"house_target", Y_SCALAR, false, take_house},
		{"applies_if", Y_MAP, false, take_applies}, {0}};
	struct scenario *sc = r->sc;
	size_t cap = 0;

	(void)to;
	for (const struct ynode *c = v->child; c; c = c->next) {
		struct sc_clock *k;

		if (!sc_grow(r, c, &sc->clock, sc->clock_count, &cap,
			     sizeof(*k), SC_ITEMS))
			return;
		k = &sc->clock[sc->clock_count++];
		k->id = sc_keep(r, c->key);
		k->at = (struct sc_spot){c->key_line, c->key_col};
		sc_map(r, c, fields, k);
	}
}

/* --- decisions ------------------------------------------------------------------- */

static void take_ask(struct reading *r, const struct ynode *v, void *to)
{
	((struct sc_decision *)to)->ask.in[0] = sc_keep(r, v->text);
}

static void take_options(struct reading *r, const struct ynode *v, void *to)
{
	struct sc_decision *d = to;
	size_t cap = 0;

	for (const struct ynode *c = v->child; c; c = c->next) {
		if (c->kind != Y_SCALAR || !sc_key(r, c, c->text) ||
		    !sc_grow(r, c, &d->option, d->option_count, &cap,
			     sizeof(*d->option), SC_ITEMS))
			return;
		for (size_t i = 0; i < d->option_count; i++)
			sc_once(r, sc_spot(c),
				str_eq(d->option[i].key, c->text), c->text);
		d->option[d->option_count].key = sc_keep(r, c->text);
		d->option[d->option_count++].at = sc_spot(c);
	}
}

static void take_decide_by(struct reading *r, const struct ynode *v, void *to)
{
	sc_span(r, v, &((struct sc_decision *)to)->within);
}

static void take_obj(struct reading *r, const struct ynode *v, void *to)
{
	((struct sc_decision *)to)->obj = sc_keep(r, v->text);
}

void sc_decisions(struct reading *r, const struct ynode *v, void *to)
{
	static const struct sc_field fields[] = {
		{"ask", Y_SCALAR, true, take_ask},
		{"options", Y_LIST, true, take_options},
		{"within", Y_SCALAR, false, take_decide_by},
		{"obj", Y_SCALAR, false, take_obj}, {0}};
	struct scenario *sc = r->sc;
	size_t cap = 0;

	(void)to;
	for (const struct ynode *c = v->child; c; c = c->next) {
		struct sc_decision *d;

		if (!sc_key(r, c, c->key) ||
		    !sc_grow(r, c, &sc->decision, sc->decision_count, &cap,
			     sizeof(*d), SC_ITEMS))
			return;
		d = &sc->decision[sc->decision_count++];
		d->id = sc_keep(r, c->key);
		d->at = (struct sc_spot){c->key_line, c->key_col};
		sc_map(r, c, fields, d);
	}
}
