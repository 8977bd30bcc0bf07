/* core/report/aar_open.c - what was played, the figures, the objectives. */
#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "core/drill/metrics.h"
#include "core/drill/words.h"
#include "core/report/aar_parts.h"

/* --- 1 -------------------------------------------------------------------------- */

static void what_was_played(struct aar *a, struct node *f)
{
	const struct drill_control *k = a->d->start;
	const struct situation *s = a->m->s;
	char hex[HASH_HEX] = "";

	if (k)
		hex_encode(hex, k->sha256, HASH_LEN);
	factf(a->m, f, _("Scenario"), "%s  %s %s  %.16s", a->sc->id,
	      text_in(&a->sc->title, a->lang), a->sc->version, hex);
	factf(a->m, f, _("Playbook"), "%s %s @ %.12s",
	      k && k->slug ? k->slug : a->sc->slug,
	      s->book_count && s->book[0].pb && s->book[0].pb->version
		      ? s->book[0].pb->version : "",
	      k && k->commit ? k->commit : "?");
	fact(a->m, f, _("Language"), a->sc->lang[a->lang]);
}

static void when_and_how(struct aar *a, struct node *f)
{
	const struct drill_state *d = a->d;
	char play[TIME_TEXT], real[TIME_TEXT], story[TIME_TEXT];

	play_short(play, times_play(&d->times, d->now));
	play_short(real, times_real(&d->times, d->now));
	fact(a->m, f, _("Began"), when(a->m, d->started ? d->started->at : 0));
	fact(a->m, f, _("Ended"), when(a->m, d->ended ? d->ended->at : 0));
	factf(a->m, f, _("Played"), _("%s of play in %s of real time"), play,
	      real);
	if (d->start) {
		story_text(story, d->times.story, d->start->offset,
			   times_story(&d->times, d->now));
		factf(a->m, f, _("Story"), _("up to %s"), story);
	}
	factf(a->m, f, _("Form"), _("tabletop, %s"),
	      drill_mode_words(d->start ? d->start->mode : NULL));
	if (d->practice)
		fact(a->m, f, _("Standing"),
		     _("This run is practice: it stays out of the team's "
		       "history."));
}

/* Of one group, or (who NULL) of the players; empty if nobody counted. */
static void how_many(struct aar *a, struct node *row, const char *who,
		     const struct drill_heads *h)
{
	if (!who && h->count) {
		node_addf(a->m, row, NODE_CELL, "%zu (%s)", h->players,
			  drill_heads_text(&a->m->r->arena, h));
		return;
	}
	for (size_t i = 0; who && i < h->count; i++)
		if (str_eq(h->at[i].role, who)) {
			node_addf(a->m, row, NODE_CELL, "%zu",
				  h->at[i].count);
			return;
		}
	aar_cell(a, row, "");
}

/* The groups of GB/T 38645; who came is on the sign-in sheet. */
static void groups(struct aar *a)
{
	static const struct {
		const char *group, *who;
	} parts[] = {
		{N_("Command"), N_("facilitator")},
		{N_("Planning"), N_("author of the scenario")},
		{N_("Players"), NULL},
		{N_("Evaluation"), N_("evaluator")},
		{N_("Observation"), N_("observer")},
	};
	static const char *const head[] = {N_("Group"), N_("Roles"),
		N_("How many people"), NULL};
	struct node *t = aar_table(a, head);
	struct arena *arena = &a->m->r->arena;
	struct drill_heads heads;
	size_t roles;
	const char *played = drill_roles(&roles, arena, a->m->s);

	if (drill_heads(&heads, arena, a->m->s)) {
		a->m->r->failed = true;
		return;
	}

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct node *row = aar_row(a, t);

		aar_cell(a, row, _(parts[i].group));
		aar_cell(a, row, parts[i].who ? _(parts[i].who) : played);
		how_many(a, row, parts[i].who, &heads);
	}
}

static void at_a_glance(struct aar *a)
{
	struct node *f;

	heading(a->m, 2, _("1 At a glance"));
	f = node_add(a->m, &a->m->r->root, NODE_FACTS, "");
	what_was_played(a, f);
	when_and_how(a, f);
	fact(a->m, f, _("Scope"), text_in(&a->sc->title, a->lang));
	aar_room(a, _("Place, and who approved it:"), NULL, 1);
	groups(a);
}

/* --- 2 -------------------------------------------------------------------------- */

static void objective_row(struct aar *a)
{
	struct str text = {0};

	for (size_t i = 0; i < a->s->objective_count; i++) {
		const struct score_objective *o = &a->s->objective[i];

		str_addf(&text, "%s%s ", i ? "   " : "", o->def->id);
		for (size_t k = 0; k < o->rated_count; k++)
			str_addf(&text, "%s%s", k ? "/" : "",
				 o->rated[k]->op);
		if (!o->rated_count)
			str_add(&text, rating_name(RATE_NR));
	}
	node_take(a->m, &a->m->r->root, NODE_PARA, &text);
}

static void metrics(struct aar *a, size_t from, size_t to)
{
	static const char *const head[] = {N_("Figure"), N_("Value"),
		N_("What it means"), NULL};
	struct node *t = aar_table(a, head);

	for (size_t i = from; i < to; i++) {
		struct node *row = aar_row(a, t);
		struct str text = {0};

		aar_cell(a, row, _(drill_metrics[i].name));
		drill_metrics[i].tell(&text, a->s);
		node_take(a->m, row, NODE_CELL, &text);
		aar_cell(a, row, _(drill_metrics[i].means));
	}
}

static void summary(struct aar *a)
{
	heading(a->m, 2, _("2 Summary"));
	objective_row(a);
	metrics(a, 0, METRICS_HEAD);
	heading(a->m, 3, _("Other figures"));
	metrics(a, METRICS_HEAD, drill_metric_count);
	node_add(a->m, &a->m->r->root, NODE_PARA,
		 _("There is no total: figures that mean different things "
		   "are not added up."));
	aar_room(a, _("Three things that went well:"), "strength", 3);
	aar_room(a, _("Three things to improve:"), "improve", 3);
}

/* --- 3 -------------------------------------------------------------------------- */

/* What each evaluator said; two that differ are both shown. */
static void ratings_of(struct str *rated, struct str *form, struct str *by,
		       struct str *why, const struct score_objective *o)
{
	static const char *const marks[] = {"5", "3", "1", "1", "-"};

	for (size_t i = 0; i < o->rated_count; i++) {
		const struct drill_mark *k = o->rated[i];
		int r = RATE_P;

		while (r < RATE_NR && !str_eq(rating_name(r), k->op))
			r++;
		str_addf(rated, "%s%s", i ? " / " : "", k->op);
		str_addf(form, "%s%s", i ? " / " : "", marks[r]);
		str_addf(by, "%s%s", i ? " / " : "",
			 k->by ? timeline_role(k->by) : "");
		if (k->text)
			str_addf(why, "%s%s", why->len ? " / " : "", k->text);
	}
	if (!o->rated_count) {
		str_add(rated, rating_name(RATE_NR));
		str_addf(form, "(%s)", marks[o->proposed]);
	}
}

static void objective(struct aar *a, struct node *t,
		      const struct score_objective *o)
{
	struct str rated = {0}, form = {0}, by = {0}, why = {0};
	struct node *row = aar_row(a, t);

	ratings_of(&rated, &form, &by, &why, o);
	node_addf(a->m, row, NODE_CELL, "%s %s", o->def->id,
		  text_in(&o->def->does, a->lang));
	aar_cell(a, row, text_in(&o->def->task, a->lang));
	node_take(a->m, row, NODE_CELL, &rated);
	node_addf(a->m, row, NODE_CELL, "%s: %s", rating_name(o->proposed),
		  proposal_words(o->because));
	node_take(a->m, row, NODE_CELL, &form);
	node_take(a->m, row, NODE_CELL, &by);
	node_take(a->m, row, NODE_CELL, &why);
}

static void objectives(struct aar *a)
{
	static const char *const head[] = {N_("Objective"),
		N_("Critical tasks"), N_("Rated"), N_("The rules propose"),
		"1/3/5", N_("Role"), N_("Why"), NULL};
	struct str text = {0};
	struct node *t;

	heading(a->m, 2, _("3 Objectives and ratings"));
	t = aar_table(a, head);
	for (size_t i = 0; i < a->s->objective_count; i++)
		objective(a, t, &a->s->objective[i]);
	for (int r = RATE_P; r <= RATE_NR; r++)
		str_addf(&text, "%s%s", r ? "; " : "", rating_words(r));
	str_addf(&text, ". %s",
		 _("A person rates; 5 excellent, 3 fit, 1 poor is the form "
		   "of GB/T 38645, in brackets what the proposal comes to."));
	node_take(a->m, &a->m->r->root, NODE_PARA, &text);
}

void aar_open(struct aar *a)
{
	at_a_glance(a);
	summary(a);
	objectives(a);
}
