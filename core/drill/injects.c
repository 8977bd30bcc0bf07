/* core/drill/injects.c - the list of injects in the front matter. */
#include <string.h>

#include "core/base/tr.h"
#include "core/drill/reading.h"

static const char *const kind_names[] = {
	[KIND_MESSAGE] = "message",	    [KIND_EVIDENCE] = "evidence",
	[KIND_PRESS] = "press",		    [KIND_DECISION] = "decision",
	[KIND_RESOURCE] = "resource",	    [KIND_NOISE] = "noise",
	[KIND_CONTINGENCY] = "contingency", [KIND_CONSEQUENCE] = "consequence",
};

const char *sc_kind_name(enum sc_kind k)
{
	return kind_names[k];
}

static const char *const when_names[] = {
	[WHEN_NOT_DONE] = "not_done", [WHEN_ANY_NOT_DONE] = "any_not_done",
	[WHEN_DONE] = "done",	      [WHEN_DECIDED] = "decided",
	[WHEN_UNANSWERED] = "unanswered",
};

const char *sc_when_name(enum sc_when w)
{
	return when_names[w];
}

/* --- what is expected ------------------------------------------------------------ */

static void take_step(struct reading *r, const struct ynode *v, void *to)
{
	struct sc_expect *e = to;

	e->step = sc_keep(r, v->text);
	if (!id_valid(v->text))
		sc_complain(r, SC_ID, v->line, v->col, NULL,
			    _("\"%s\" is no id of a step"), v->text);
}

static void take_say(struct reading *r, const struct ynode *v, void *to)
{
	((struct sc_expect *)to)->say.in[0] = sc_keep(r, v->text);
}

static void take_by(struct reading *r, const struct ynode *v, void *to)
{
	sc_span(r, v, &((struct sc_expect *)to)->by);
}

static void take_crit(struct reading *r, const struct ynode *v, void *to)
{
	struct sc_expect *e = to;

	e->crit = strcmp(v->text, "true") == 0;
	if (!e->crit && strcmp(v->text, "false") != 0)
		sc_complain(r, SC_FRONT, v->line, v->col, NULL,
			    _("true or false was expected"));
}

static void take_for(struct reading *r, const struct ynode *v, void *to)
{
	((struct sc_expect *)to)->obj = sc_keep(r, v->text);
}

static void take_expect(struct reading *r, const struct ynode *v, void *to)
{
	static const struct sc_field fields[] = {
		{"step", Y_SCALAR, false, take_step},
		{"say", Y_SCALAR, false, take_say},
		{"by", Y_SCALAR, true, take_by},
		{"crit", Y_SCALAR, false, take_crit},
		{"obj", Y_SCALAR, false, take_for}, {0}};
	struct sc_inject *in = to;
	size_t cap = 0;

	for (const struct ynode *c = v->child; c; c = c->next) {
		struct sc_expect *e;

		if (!sc_grow(r, c, &in->expect, in->expect_count, &cap,
			     sizeof(*e), SC_ITEMS))
			return;
		e = &in->expect[in->expect_count++];
		e->at = sc_spot(c);
		sc_map(r, c, fields, e);
		if (!e->step == !e->say.in[0])
			sc_complain(r, SC_FRONT, c->line, c->col, NULL,
				    _("an expectation is a step or a say"));
	}
}

/* --- conditions --------------------------------------------------------------------- */

static bool read_cond(struct reading *r, struct sc_cond *c,
		      const struct ynode *v)
{
	const struct ynode *pick = v->child;

	if (c->kind != WHEN_DECIDED) {
		sc_texts(r, v, &c->id, &c->count);
		return c->count && (c->kind == WHEN_ANY_NOT_DONE ||
				    c->count == 1);
	}
	if (v->kind != Y_MAP || v->count != 1 || pick->kind != Y_SCALAR)
		return false;
	c->id = arena_alloc(r->a, sizeof(*c->id));
	if (!c->id) {
		r->rc = ERR_NOMEM;
		return true;
	}
	c->id[0] = sc_keep(r, pick->key);
	c->count = 1;
	c->option = sc_keep(r, pick->text);
	return true;
}

static void take_when(struct reading *r, const struct ynode *v, void *to)
{
	struct sc_inject *in = to;
	size_t cap = 0;

	for (const struct ynode *c = v->child; c; c = c->next) {
		struct sc_cond *w;
		int k = WHEN_NOT_DONE;

		while (k <= WHEN_UNANSWERED && strcmp(when_names[k], c->key))
			k++;
		if (k > WHEN_UNANSWERED) {
			sc_complain(r, SC_WHEN, c->key_line, c->key_col,
				    "not_done any_not_done done decided "
				    "unanswered",
				    _("no condition is called \"%s\""),
				    c->key);
			continue;
		}
		if (!sc_grow(r, c, &in->when, in->when_count, &cap,
			     sizeof(*w), SC_ITEMS))
			return;
		w = &in->when[in->when_count++];
		w->kind = (enum sc_when)k;
		w->at = sc_spot(c);
		if (!read_cond(r, w, c)) {
			sc_complain(r, SC_WHEN, c->line, c->col, NULL,
				    _("%s: not as it must be"), c->key);
			in->when_count--;
		}
	}
}

/* --- one inject ------------------------------------------------------------------------ */

static void take_id(struct reading *r, const struct ynode *v, void *to)
{
	struct sc_inject *in = to;

	in->id = sc_keep(r, v->text);
	sc_key(r, v, v->text);
	for (size_t i = 0; i + 1 < r->sc->inject_count; i++)
		sc_once(r, sc_spot(v),
			str_eq(r->sc->inject[i].id, v->text), v->text);
}

static void take_at(struct reading *r, const struct ynode *v, void *to)
{
	struct sc_inject *in = to;

	in->timed = sc_span(r, v, &in->at);
}

static void take_kind(struct reading *r, const struct ynode *v, void *to)
{
	for (int i = KIND_MESSAGE; i <= KIND_CONSEQUENCE; i++)
		if (strcmp(kind_names[i], v->text) == 0) {
			((struct sc_inject *)to)->kind = (enum sc_kind)i;
			return;
		}
	sc_complain(r, SC_FRONT, v->line, v->col,
		    "message evidence press decision resource noise "
		    "contingency consequence",
		    _("no kind of inject is called \"%s\""), v->text);
}

static void take_via(struct reading *r, const struct ynode *v, void *to)
{
	((struct sc_inject *)to)->via = sc_keep(r, v->text);
}

static void take_from(struct reading *r, const struct ynode *v, void *to)
{
	((struct sc_inject *)to)->from = sc_keep(r, v->text);
}

static void take_to(struct reading *r, const struct ynode *v, void *to)
{
	struct sc_inject *in = to;

	sc_texts(r, v, &in->to, &in->to_count);
}

static void take_obj(struct reading *r, const struct ynode *v, void *to)
{
	struct sc_inject *in = to;

	sc_texts(r, v, &in->obj, &in->obj_count);
}

static void take_opens(struct reading *r, const struct ynode *v, void *to)
{
	((struct sc_inject *)to)->opens = sc_keep(r, v->text);
}

/* Each expectation gets its name and, if the inject has one, its objective. */
static void name_expects(struct reading *r, struct sc_inject *in)
{
	size_t says = 0;

	for (size_t i = 0; i < in->expect_count; i++) {
		struct sc_expect *e = &in->expect[i];

		if (e->step)
			e->key = arena_printf(r->a, "%s:%s", in->id, e->step);
		else
			e->key = arena_printf(r->a, "%s:say-%zu", in->id,
					      ++says);
		if (!e->key)
			r->rc = ERR_NOMEM;
		for (size_t k = 0; k < i; k++)
			sc_once(r, e->at, str_eq(in->expect[k].key, e->key),
				e->key);
		if (!e->obj && in->obj_count == 1)
			e->obj = in->obj[0];
	}
}

void sc_injects(struct reading *r, const struct ynode *v, void *to)
{
	static const struct sc_field fields[] = {
		{"id", Y_SCALAR, true, take_id},
		{"at", Y_SCALAR, false, take_at},
		{"kind", Y_SCALAR, true, take_kind},
		{"via", Y_SCALAR, false, take_via},
		{"from", Y_SCALAR, true, take_from},
		{"to", -1, true, take_to},
		{"obj", -1, false, take_obj},
		{"opens", Y_SCALAR, false, take_opens},
		{"when", Y_MAP, false, take_when},
		{"expect", Y_LIST, false, take_expect}, {0}};
	struct scenario *sc = r->sc;
	size_t cap = 0;

	(void)to;
	for (const struct ynode *c = v->child; c; c = c->next) {
		struct sc_inject *in;

		if (!sc_grow(r, c, &sc->inject, sc->inject_count, &cap,
			     sizeof(*in), SC_INJECTS))
			return;
		in = &sc->inject[sc->inject_count++];
		in->spot = sc_spot(c);
		sc_map(r, c, fields, in);
		if (!in->id)
			in->id = "?";
		name_expects(r, in);
	}
}
