/* core/report/aar_record.c - what the record shows: the course, the clocks,
 * the decisions, what was expected. */
#include <stdlib.h>

#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "core/drill/words.h"
#include "core/report/aar_parts.h"

/* --- 4 -------------------------------------------------------------------------- */

struct moment_of { /* one row of the course */
	const struct event *ev;
	int64_t at, instant;
};

/* What was kept apart until the end stands at the end of the record; when it
 * was written down is told. */
static int64_t made_at(const struct event *ev)
{
	const struct drill_note *p = ev->data;

	if (str_eq(ev->type, "mark") || str_eq(ev->type, "rating") ||
	    str_eq(ev->type, "observation") || str_eq(ev->type, "inject.set"))
		return p && p->made ? p->made : ev->at;
	return ev->at;
}

static int by_instant(const void *x, const void *y)
{
	const struct moment_of *a = x, *b = y;

	if (a->instant != b->instant)
		return a->instant < b->instant ? -1 : 1;
	return (a->ev->index > b->ev->index) - (a->ev->index < b->ev->index);
}

static struct moment_of *in_order(struct aar *a, size_t *n)
{
	const struct situation *s = a->m->s;
	struct moment_of *row = arena_alloc(&a->m->r->arena,
					    (s->event_count + 1) *
						    sizeof(*row));

	*n = 0;
	for (size_t i = 0; row && i < s->event_count; i++) {
		const struct event *ev = s->event[i];
		int64_t at = made_at(ev);

		if (ev->standing != REC_COUNTS || !ev->known || !ev->by)
			continue;
		row[(*n)++] = (struct moment_of){
			ev, at, at == ev->at ? a->d->instant[i] : at};
	}
	if (row)
		qsort(row, *n, sizeof(*row), by_instant);
	return row;
}

struct unnamed { /* an event, and what of it is told without names */
	struct event told;
	struct who who;
	struct set_step step;
	struct set_text owner;
};

/* By its role alone, whoever's device wrote it. Words that a step was closed
 * with are often names and numbers of people, as is who was given it. */
static void unname(struct unnamed *u, const struct aar *a,
		   const struct event *ev)
{
	const struct step *st = ev->on ? map_gets(&a->m->s->step_by_key,
						  ev->on) : NULL;

	u->told = *ev;
	u->who = *ev->author;
	u->who.name = ev->by;
	u->told.author = &u->who;
	if (ev->data && str_eq(ev->type, "step.set") &&
	    !(st && (st->def->value == VALUE_NUMBER ||
		     st->def->value == VALUE_TIME))) {
		u->step = *(const struct set_step *)ev->data;
		u->step.value = NULL;
		u->told.data = &u->step;
	}
	if (ev->data && str_eq(ev->type, "step.assign")) {
		u->owner = *(const struct set_text *)ev->data;
		if (u->owner.text && *u->owner.text &&
		    !scenario_role(a->sc, u->owner.text))
			u->owner.text = _("somebody");
		u->told.data = &u->owner;
	}
}

/* An inject by its title in the report's language. */
static void what_happened(struct str *out, const struct aar *a,
			  const struct event *ev)
{
	const struct sc_inject *in =
		str_eq(ev->type, "inject.release")
			? scenario_inject(a->sc, ev->on) : NULL;
	struct unnamed u;

	if (in) {
		str_addf(out, _("released %s"), in->id);
		str_addf(out, ": %s", text_in(&in->title, a->lang));
		return;
	}
	unname(&u, a, ev);
	timeline_text(out, a->m->s, &u.told, a->m->r->lang);
}

static int course(struct aar *a)
{
	static const char *const head[] = {N_("Wall"), N_("Play"),
		N_("Story"), N_("Role"), N_("What happened"), NULL};
	const struct times *tm = &a->d->times;
	struct moment_of *m;
	struct node *t;
	size_t n;

	heading(a->m, 2, _("4 Course of the drill"));
	t = aar_table(a, head);
	m = in_order(a, &n);
	for (size_t i = 0; m && i < n; i++) {
		struct node *row = aar_row(a, t);
		struct str text = {0};

		what_happened(&text, a, m[i].ev);
		aar_cell(a, row, when(a->m, m[i].at));
		aar_span(a, row, times_play(tm, m[i].instant));
		aar_story(a, row, times_story(tm, m[i].instant));
		aar_cell(a, row, timeline_role(m[i].ev->by));
		node_take(a->m, row, NODE_CELL, &text);
	}
	return m ? 0 : ERR_NOMEM;
}

/* --- 5, 6 ----------------------------------------------------------------------- */

static void margin(struct aar *a, struct node *row,
		   const struct score_clock *k)
{
	int64_t left = k->deadline == INT64_MIN || k->done == INT64_MIN
			       ? 0 : k->deadline - k->done;
	char text[TIME_TEXT] = "";

	if (k->done == INT64_MIN) {
		aar_cell(a, row, "");
	} else if (k->deadline == INT64_MIN) {
		time_span(text, k->done - k->start);
		node_addf(a->m, row, NODE_CELL, _("%s after it began"), text);
	} else {
		time_span(text, left < 0 ? -left : left);
		node_addf(a->m, row, NODE_CELL, "%s%s", left < 0 ? "-" : "",
			  text);
	}
}

static void clocks(struct aar *a)
{
	static const char *const head[] = {N_("Clock"), N_("Counted"),
		N_("Begins"), N_("Deadline"), N_("Done"), N_("Margin"),
		N_("Result"), NULL};
	struct node *t;

	heading(a->m, 2, _("5 Legal clocks"));
	t = aar_table(a, head);
	for (size_t i = 0; i < a->s->clock_count; i++) {
		const struct score_clock *k = &a->s->clock[i];
		struct node *row = aar_row(a, t);

		aar_cell(a, row, k->def->id);
		aar_cell(a, row, score_clock_words(k));
		aar_story(a, row, k->start);
		aar_story(a, row, k->deadline);
		aar_story(a, row, k->done);
		margin(a, row, k);
		aar_cell(a, row, clock_result_words(k->result));
	}
	node_add(a->m, &a->m->r->root, NODE_PARA,
		 _("All in story time. Drafting material, no legal advice: "
		   "have counsel check limits before you rely on them."));
}

/* Votes are counted, never told by whom. */
static void votes(struct aar *a, struct node *row,
		  const struct score_decision *o)
{
	if (o->d->vote_count >= SCORE_VOTERS)
		node_addf(a->m, row, NODE_CELL, _("%zu, %u %% alike"),
			  o->d->vote_count, o->alike);
	else
		node_addf(a->m, row, NODE_CELL, "%zu", o->d->vote_count);
}

static void decision_options(struct aar *a, struct node *row,
			     const struct sc_decision *def)
{
	struct str text = {0};

	for (size_t i = 0; def && i < def->option_count; i++) {
		const char *said = text_in(&def->option[i].text, a->lang);

		str_addf(&text, "%s%s", i ? " / " : "",
			 *said ? said : def->option[i].key);
	}
	node_take(a->m, row, NODE_CELL, &text);
}

/* The option that was taken, in the report's words. */
static const char *taken(const struct aar *a, const struct drill_decision *d)
{
	for (size_t i = 0; d->def && i < d->def->option_count; i++) {
		const char *said = text_in(&d->def->option[i].text, a->lang);

		if (str_eq(d->def->option[i].key, d->option) && *said)
			return said;
	}
	return d->option ? d->option : _("undecided");
}

static void decisions(struct aar *a)
{
	static const char *const head[] = {N_("Decision"), N_("Options"),
		N_("Taken"), N_("Owner"), N_("Why"), N_("Took"), N_("In time"),
		N_("Votes"), NULL};
	struct node *t;

	heading(a->m, 2, _("6 Decisions"));
	t = aar_table(a, head);
	for (size_t i = 0; i < a->s->decision_count; i++) {
		const struct score_decision *o = &a->s->decision[i];
		struct node *row = aar_row(a, t);

		node_addf(a->m, row, NODE_CELL, "%s %s", o->d->id,
			  o->d->def ? text_in(&o->d->def->ask, a->lang)
				    : "");
		decision_options(a, row, o->d->def);
		aar_cell(a, row, taken(a, o->d));
		aar_cell(a, row, o->d->owner);
		aar_cell(a, row, o->d->why);
		aar_span(a, row, o->took);
		aar_cell(a, row, o->took == REAL_NONE ? ""
				 : o->in_time ? _("yes") : _("no"));
		votes(a, row, o);
	}
}

/* --- 7 -------------------------------------------------------------------------- */

static void took(struct aar *a, struct node *row, const struct score_expect *e)
{
	if (e->took_known && e->took >= 0)
		aar_span(a, row, e->took);
	else
		aar_cell(a, row, e->took_known ? _("before") : "");
}

static void order(struct aar *a, struct node *row, const struct score_expect *e)
{
	size_t edges = 0;
	size_t broken = score_order(a->d, e->def->step, &edges);

	aar_cell(a, row, broken ? _("out of order") : edges ? _("kept") : "");
}

static void expected(struct aar *a)
{
	static const char *const head[] = {N_("Expected"), N_("Of"), N_("By"),
		N_("Took"), N_("Result"), N_("Order"), N_("Note"), NULL};
	struct node *t;

	heading(a->m, 2, _("7 Expected actions"));
	t = aar_table(a, head);
	for (size_t i = 0; i < a->s->expect_count; i++) {
		const struct score_expect *e = &a->s->expect[i];
		const struct step *st =
			e->def->step ? map_gets(&a->m->s->step_by_key,
						e->def->step) : NULL;
		struct node *row;

		if (e->again)
			continue;
		row = aar_row(a, t);
		node_addf(a->m, row, NODE_CELL, "%s%s %s", e->def->key,
			  e->def->crit ? " !" : "",
			  st ? step_title(a->m, st)
			     : text_in(&e->def->say, a->lang));
		aar_cell(a, row, e->def->obj);
		aar_span(a, row, e->def->by);
		took(a, row, e);
		aar_cell(a, row, expect_state_words(e->state));
		order(a, row, e);
		aar_cell(a, row, e->mark && e->mark->text ? e->mark->text
				 : e->prompted ? _("prompted") : "");
	}
	node_add(a->m, &a->m->r->root, NODE_PARA,
		 _("! critical. met: within its time, in real time from the "
		   "release; untested: never asked, or the end came first; "
		   "prompted: after a hint or a contingency."));
}

int aar_record(struct aar *a)
{
	int rc = course(a);

	clocks(a);
	decisions(a);
	expected(a);
	return rc;
}
