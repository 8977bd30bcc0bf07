/* core/drill/translate.c - the words that a translation lends. */
#include <string.h>

#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/drill/reading.h"

static struct text *cast_text(const struct scenario *sc, const char *key)
{
	for (size_t i = 0; i < sc->cast_count; i++)
		if (str_eq(sc->cast[i].key, key))
			return &sc->cast[i].text;
	return NULL;
}

static struct text *option_text(const struct sc_decision *d, const char *key)
{
	for (size_t i = 0; i < d->option_count; i++)
		if (str_eq(d->option[i].key, key))
			return &d->option[i].text;
	return NULL;
}

static struct text *say_text(const struct scenario *sc, const char *inject,
			     const char *say)
{
	const struct sc_inject *in = scenario_inject(sc, inject);

	for (size_t i = 0; in && i < in->expect_count; i++)
		if (!in->expect[i].step &&
		    str_eq(strchr(in->expect[i].key, ':') + 1, say))
			return &in->expect[i].say;
	return NULL;
}

/* "cast.x", "O1", "O1.task", "D-01", "D-01.option", "I-05.say-1". */
static struct text *find_word(const struct scenario *sc, const char *name)
{
	const char *dot = strchr(name, '.');
	size_t n = dot ? (size_t)(dot - name) : strlen(name);
	char head[33];
	const struct sc_objective *o;
	const struct sc_decision *d;

	if (n >= sizeof(head))
		return NULL;
	memcpy(head, name, n);
	head[n] = '\0';
	if (dot && str_eq(head, "cast"))
		return cast_text(sc, dot + 1);
	o = scenario_objective(sc, head);
	if (o)
		return (struct text *)(uintptr_t)(
			!dot ? &o->does
			     : str_eq(dot, ".task") ? &o->task : NULL);
	d = scenario_decision(sc, head);
	if (d)
		return dot ? option_text(d, dot + 1)
			   : (struct text *)(uintptr_t)&d->ask;
	return dot ? say_text(sc, head, dot + 1) : NULL;
}

void sc_words(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	for (const struct ynode *c = v->child; c; c = c->next) {
		struct text *t = c->kind == Y_SCALAR
					 ? find_word(r->sc, c->key)
					 : NULL;

		if (t)
			t->in[r->lang] = sc_keep(r, c->text);
		else
			sc_complain(r, SC_TRANSLATION, c->key_line,
				    c->key_col, NULL,
				    _("the base has no \"%s\""), c->key);
	}
}

static struct sc_inject *find_inject(const struct scenario *sc,
				     const char *id)
{
	return (struct sc_inject *)(uintptr_t)scenario_inject(sc, id);
}

static void unknown_inject(struct reading *r, const struct body *b)
{
	const char *near = NULL;

	for (size_t i = 0; i < r->sc->inject_count; i++)
		near = near_better(b->id, near, r->sc->inject[i].id);
	sc_complain(r, r->lang ? SC_TRANSLATION : SC_BODY, b->at.line,
		    b->at.col, near,
		    r->lang ? _("the base has no inject \"%s\"")
			    : _("the front matter has no inject \"%s\""),
		    b->id);
}

/* Gives the injects their texts, in the order of the front matter. */
static void take_bodies(struct reading *r)
{
	struct scenario *sc = r->sc;
	size_t next = 0;

	for (size_t i = 0; i < r->bodies; i++) {
		const struct body *b = &r->body[i];
		struct sc_inject *in = find_inject(sc, b->id);

		if (!in) {
			unknown_inject(r, b);
			continue;
		}
		if (in->title.in[r->lang])
			sc_complain(r, SC_BODY, b->at.line, b->at.col, NULL,
				    _("%s is there twice"), b->id);
		else if (in < &sc->inject[next])
			sc_complain(r, SC_BODY, b->at.line, b->at.col, NULL,
				    _("%s stands in another order than in "
				      "the front matter"), b->id);
		else
			next = (size_t)(in - sc->inject) + 1;
		in->title.in[r->lang] = b->title;
		in->note.in[r->lang] = b->note;
		in->say.in[r->lang] = b->say;
		if (!r->lang)
			in->body = b->at;
	}
	sc->brief.in[r->lang] = r->brief;
	sc->hotwash.in[r->lang] = r->hotwash;
}

static void check_bodies(struct reading *r)
{
	struct scenario *sc = r->sc;
	struct str lacks = {0};

	for (size_t i = 0; i < sc->inject_count; i++) {
		const struct sc_inject *in = &sc->inject[i];

		if (in->title.in[r->lang])
			continue;
		str_addf(&lacks, "%s%s", lacks.len ? ", " : "", in->id);
		if (!r->lang)
			sc_complain(r, SC_BODY, in->spot.line, in->spot.col,
				    NULL, _("the body has no \"## %s\""),
				    in->id);
	}
	if (r->lang && lacks.len)
		sc_complain(r, SC_MISSING, sc->lang_at[r->lang].line,
			    sc->lang_at[r->lang].col, NULL,
			    _("shown in the base's language: %s"),
			    str_text(&lacks));
	if (lacks.failed)
		r->rc = ERR_NOMEM;
	str_release(&lacks);
}

void sc_translate(struct reading *r)
{
	sc_body(r);
	take_bodies(r);
	check_bodies(r);
}
