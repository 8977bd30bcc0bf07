/* core/report/aar.c - the after-action report of a drill. Roles, never
 * names; no total. */
#include "core/report/aar.h"

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "core/report/tree.h"

struct aar {
	struct maker *m;
	const struct drill_state *d;
	const struct score *s;
	const struct scenario *sc;
	size_t lang;
};

static struct node *table(struct aar *a, const char *const *head)
{
	struct node *t = node_add(a->m, &a->m->r->root, NODE_TABLE, "");
	struct node *row = node_add(a->m, t, NODE_ROW, "");

	for (; *head; head++)
		node_add(a->m, row, NODE_CELL, _(*head));
	return t;
}

static struct node *new_row(struct aar *a, struct node *t)
{
	return node_add(a->m, t, NODE_ROW, "");
}

static void cell(struct aar *a, struct node *row, const char *text)
{
	node_add(a->m, row, NODE_CELL, text ? text : "");
}

static void span_cell(struct aar *a, struct node *row, int64_t ms)
{
	char text[TIME_TEXT] = "";

	if (ms != REAL_NONE)
		play_text(text, ms);
	cell(a, row, text);
}

static void story_cell(struct aar *a, struct node *row, int64_t at)
{
	char text[TIME_TEXT] = "";

	if (at != INT64_MIN && a->d->start)
		story_text(text, a->d->times.story, a->d->start->offset, at);
	cell(a, row, text);
}

static void room(struct aar *a, const char *ask, int lines)
{
	node_add(a->m, &a->m->r->root, NODE_PARA, ask);
	node_add(a->m, &a->m->r->root, NODE_ROOM, "")->level = lines;
}

/* --- 1, 2 ------------------------------------------------------------------------ */

static void at_a_glance(struct aar *a)
{
	struct node *f;
	const struct drill_control *k = a->d->start;
	char play[TIME_TEXT], real[TIME_TEXT], hex[HASH_HEX] = "";
	struct maker *m = a->m;

	heading(m, 2, _("1 At a glance"));
	f = node_add(m, &m->r->root, NODE_FACTS, "");
	play_text(play, times_play(&a->d->times, a->d->now));
	play_text(real, times_real(&a->d->times, a->d->now));
	if (k)
		hex_encode(hex, k->sha256, HASH_LEN);
	factf(m, f, _("Scenario"), "%s  %s %s  %.16s", a->sc->id,
	      text_in(&a->sc->title, a->lang), a->sc->version, hex);
	factf(m, f, _("Playbook"), "%s @ %.12s",
	      k && k->slug ? k->slug : a->sc->slug,
	      k && k->commit ? k->commit : "?");
	fact(m, f, _("Began"), when(m, a->d->started ? a->d->started->at
						     : 0));
	fact(m, f, _("Ended"), when(m, a->d->ended ? a->d->ended->at : 0));
	fact(m, f, _("Form"), _("tabletop"));
	factf(m, f, _("Played"), _("%s of play in %s of real time"), play,
	      real);
	if (a->d->practice)
		fact(m, f, _("Standing"),
		     _("This run is practice: it stays out of the team's "
		       "history."));
}

static void six(struct aar *a)
{
	const struct score *s = a->s;
	struct maker *m = a->m;
	struct node *f;
	char text[TIME_TEXT];

	heading(m, 2, _("2 Summary"));
	f = node_add(m, &m->r->root, NODE_FACTS, "");
	play_text(text, s->contained < 0 ? 0 : s->contained);
	fact(m, f, _("First containment"),
	     s->contained == REAL_NONE ? _("not by the end") : text);
	play_text(text, s->slowest < 0 ? 0 : s->slowest);
	fact(m, f, _("Slowest critical decision"),
	     s->undecided ? _("one was not taken")
	     : s->slowest == REAL_NONE ? "-" : text);
	factf(m, f, _("Clocks"), _("met %zu, missed %zu, open %zu, cut %zu"),
	      s->clocks[CLOCK_MET], s->clocks[CLOCK_MISSED],
	      s->clocks[CLOCK_STILL_OPEN], s->clocks[CLOCK_CUT]);
	factf(m, f, _("Critical steps missed"), "%zu", s->critical_missed);
	factf(m, f, _("Steps out of order"), _("%zu of %zu"), s->broken,
	      s->edges);
	factf(m, f, _("Met unprompted"), _("%zu of %zu"), s->unprompted,
	      s->met);
	room(a, _("Three things that went well:"), 3);
	room(a, _("Three things to improve:"), 3);
}

/* --- 3 ------------------------------------------------------------------------------ */

static void ratings_of(struct str *out, struct str *why,
		       const struct score_objective *o)
{
	for (size_t i = 0; i < o->rated_count; i++) {
		str_addf(out, "%s%s", i ? " / " : "", o->rated[i]->op);
		if (o->rated[i]->text)
			str_addf(why, "%s%s", why->len ? " / " : "",
				 o->rated[i]->text);
	}
}

/* 5 excellent, 3 fit, 1 poor, as GB/T 38645 scores. */
static const char *mark_of_form(enum rating r)
{
	static const char *const marks[] = {"5", "3", "1", "1", "-"};

	return marks[r];
}

static void objectives(struct aar *a)
{
	static const char *const head[] = {N_("Objective"),
		N_("Critical tasks"), N_("Rated"), N_("Proposed"), "1/3/5",
		N_("Why"), NULL};
	struct node *t;

	heading(a->m, 2, _("3 Objectives and ratings"));
	t = table(a, head);
	for (size_t i = 0; i < a->s->objective_count; i++) {
		const struct score_objective *o = &a->s->objective[i];
		struct str rated = {0}, why = {0};
		struct node *row = new_row(a, t);

		ratings_of(&rated, &why, o);
		node_addf(a->m, row, NODE_CELL, "%s %s", o->def->id,
			  text_in(&o->def->does, a->lang));
		cell(a, row, text_in(&o->def->task, a->lang));
		node_take(a->m, row, NODE_CELL, &rated);
		cell(a, row, rating_name(o->proposed));
		cell(a, row, mark_of_form(o->proposed));
		node_take(a->m, row, NODE_CELL, &why);
	}
}

/* --- 4 ------------------------------------------------------------------------------ */

/* By its role alone, whoever's device wrote it. */
static void told_by_role(struct str *out, const struct aar *a,
			 const struct event *ev)
{
	struct who who = *ev->author;
	struct event told = *ev;

	who.name = ev->by;
	told.author = &who;
	timeline_text(out, a->m->s, &told, a->m->r->lang);
}

/* What was kept apart until the end stands at the end; when it was written
 * down is told. */
static int64_t made_at(const struct event *ev)
{
	const struct drill_note *p = ev->data;

	if (str_eq(ev->type, "mark") || str_eq(ev->type, "rating") ||
	    str_eq(ev->type, "observation") || str_eq(ev->type, "inject.set"))
		return p && p->made ? p->made : ev->at;
	return ev->at;
}

static void course(struct aar *a)
{
	static const char *const head[] = {N_("Wall"), N_("Play"),
		N_("Story"), N_("What happened"), NULL};
	const struct situation *s = a->m->s;
	struct node *t;

	heading(a->m, 2, _("4 Course of the drill"));
	t = table(a, head);
	for (size_t i = 0; i < s->event_count; i++) {
		const struct event *ev = s->event[i];
		struct str text = {0};
		struct node *row;

		if (ev->standing != REC_COUNTS || !ev->known || !ev->by)
			continue;
		row = new_row(a, t);
		told_by_role(&text, a, ev);
		cell(a, row, when(a->m, made_at(ev)));
		span_cell(a, row, times_play(&a->d->times,
					     a->d->instant[i]));
		story_cell(a, row, times_story(&a->d->times,
					       a->d->instant[i]));
		node_take(a->m, row, NODE_CELL, &text);
	}
}

/* --- 5, 6, 7 ------------------------------------------------------------------------- */

static void clocks(struct aar *a)
{
	static const char *const head[] = {N_("Clock"), N_("Deadline"),
		N_("Done"), N_("Result"), N_("Of"), NULL};
	struct node *t;

	heading(a->m, 2, _("5 Legal clocks"));
	t = table(a, head);
	for (size_t i = 0; i < a->s->clock_count; i++) {
		const struct score_clock *k = &a->s->clock[i];
		struct node *row = new_row(a, t);

		cell(a, row, k->def->id);
		story_cell(a, row, k->deadline);
		story_cell(a, row, k->done);
		cell(a, row, clock_result_name(k->result));
		cell(a, row, k->house ? _("own target") : _("limit"));
	}
}

static void decisions(struct aar *a)
{
	static const char *const head[] = {N_("Decision"), N_("Option"),
		N_("Owner"), N_("Why"), N_("Took"), N_("Votes"), NULL};
	struct node *t;

	heading(a->m, 2, _("6 Decisions"));
	t = table(a, head);
	for (size_t i = 0; i < a->s->decision_count; i++) {
		const struct score_decision *o = &a->s->decision[i];
		struct node *row = new_row(a, t);

		node_addf(a->m, row, NODE_CELL, "%s %s", o->d->id,
			  o->d->def ? text_in(&o->d->def->ask, a->lang)
				    : "");
		cell(a, row, o->d->option ? o->d->option : _("undecided"));
		cell(a, row, o->d->owner);
		cell(a, row, o->d->why);
		span_cell(a, row, o->took);
		node_addf(a->m, row, NODE_CELL, "%zu", o->d->vote_count);
	}
}

static void expected(struct aar *a)
{
	static const char *const head[] = {N_("Expected"), N_("By"),
		N_("Took"), N_("Result"), N_("Note"), NULL};
	struct node *t;

	heading(a->m, 2, _("7 Expected actions"));
	t = table(a, head);
	for (size_t i = 0; i < a->s->expect_count; i++) {
		const struct score_expect *e = &a->s->expect[i];
		struct node *row;

		if (e->again)
			continue;
		row = new_row(a, t);
		node_addf(a->m, row, NODE_CELL, "%s%s %s", e->def->key,
			  e->def->crit ? " !" : "",
			  text_in(&e->def->say, a->lang));
		span_cell(a, row, e->def->by);
		if (e->took_known && e->took >= 0)
			span_cell(a, row, e->took);
		else
			cell(a, row, e->took_known ? _("before") : "");
		cell(a, row, expect_state_name(e->state));
		cell(a, row, e->mark && e->mark->text ? e->mark->text
			     : e->prompted ? _("prompted") : "");
	}
}

/* --- 8, 9, 13, 14, 15 -------------------------------------------------------------------- */

static void observations(struct aar *a)
{
	static const char *const head[] = {N_("Observation"), N_("Inject"),
		N_("Objective"), N_("By"), NULL};
	struct node *t;

	heading(a->m, 2, _("8 Observations and analysis"));
	t = table(a, head);
	for (size_t i = 0; i < a->d->mark_count; i++) {
		const struct drill_mark *k = &a->d->mark[i];
		struct node *row;

		if (!str_eq(k->type, "observation"))
			continue;
		row = new_row(a, t);
		cell(a, row, k->text);
		cell(a, row, k->inject);
		cell(a, row, k->objective);
		cell(a, row, k->by);
	}
	room(a, _("Which line of the playbook was wrong, missing or could "
		  "not be found? Its draft and commit:"), 4);
}

static void ending(struct aar *a)
{
	const struct drill_state *d = a->d;
	struct maker *m = a->m;
	struct node *f;

	heading(m, 2, _("13 Hotwash"));
	room(a, *text_in(&a->sc->hotwash, a->lang)
			? text_in(&a->sc->hotwash, a->lang)
			: _("What surprised us?"), 6);
	heading(m, 2, _("14 Conduct of the drill"));
	f = node_add(m, &m->r->root, NODE_FACTS, "");
	factf(m, f, _("Freezes"), "%zu", d->freezes);
	factf(m, f, _("Jumps"), "%zu + %zu", d->jumps, d->leaps);
	factf(m, f, _("Skipped injects"), "%zu", d->skips);
	factf(m, f, _("Hints"), "%zu", d->hints);
	factf(m, f, _("Halts"), "%zu", d->halts);
	factf(m, f, _("Orders that made no sense"), "%zu", d->odd);
	room(a, _("What did the exercise itself do badly?"), 2);
	heading(m, 2, _("15 Approval"));
	room(a, _("Conclusion, distribution, signatures by role:"), 4);
}

int aar_build(struct report **out, const struct casefile *c,
	      const struct drill_state *d, const struct score *s,
	      const char *lang, struct error *err)
{
	struct maker m;
	struct aar a = {&m, d, s, d->sc, scenario_lang(d->sc, lang)};
	int rc = report_begin(out, &m, REPORT_FULL, c, lang, err);

	if (rc)
		return rc;
	first_line(&m);
	at_a_glance(&a);
	six(&a);
	objectives(&a);
	course(&a);
	clocks(&a);
	decisions(&a);
	expected(&a);
	observations(&a);
	build_review(&m); /* findings, and actions as the improvement plan */
	ending(&a);
	last_line(&m);
	if (!(*out)->failed)
		return 0;
	report_free(*out);
	*out = NULL;
	return error_nomem(err);
}
