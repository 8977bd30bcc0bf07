/* core/report/steps.c - every step, phase by phase: who did it, with what. */
#include "core/base/tr.h"
#include "core/case/words.h"
#include "core/report/tree.h"

/* The decision that a step hangs on, or NULL. */
static const struct step *decider(const struct maker *m, const struct step *st)
{
	const struct situation *s = m->s;

	for (size_t i = 0; i < s->step_count; i++)
		if (str_eq(s->step[i].book->prefix, st->book->prefix) &&
		    str_eq(s->step[i].def->id, st->def->when_step))
			return &s->step[i];
	return NULL;
}

static void state(struct maker *m, struct node *facts, const struct step *st)
{
	const struct step *on = decider(m, st);
	struct str text = {0};

	str_add(&text, step_state_words(st->state));
	if (st->last) {
		str_addf(&text, ", %s, ", when(m, st->last->at));
		add_doer(&text, st->last);
	} else if (st->state == STEP_NOT_NEEDED && on) {
		str_addf(&text, _(", follows from the decision %s %s"),
			 on->number, step_title(m, on));
	}
	if (st->asked) {
		str_add(&text, _("; still needs "));
		needs_words(&text, st->asks);
	}
	if (!step_closed(st) && st->waits_for)
		str_addf(&text, _("; waits for %s %s"), st->waits_for->number,
			 step_title(m, st->waits_for));
	fact_take(m, facts, _("State"), &text);
}

/* Two people at once: both values stay until somebody settles it. */
static void conflict(struct maker *m, struct node *facts,
		     const struct step *st)
{
	for (size_t i = 0; st->conflict && i < st->reg->count; i++) {
		const struct event *ev = st->reg->at[i];
		const struct set_step *p = ev->data;
		struct str text = {0};

		str_addf(&text, "%s, %s, ", step_state_words(p->state),
			 when(m, ev->at));
		add_doer(&text, ev);
		if (p->value && *p->value)
			str_addf(&text, ": %s", p->value);
		fact_take(m, facts, _("Set twice at once"), &text);
	}
}

static void owner(struct maker *m, struct node *facts, const struct step *st)
{
	factf(m, facts, _("Owner"), "%s (%s)",
	      st->owner ? st->owner : _("nobody"),
	      role_name(m, st->def->role));
}

static void due(struct maker *m, struct node *facts, const struct step *st)
{
	int64_t end = step_closed(st) ? st->closed : m->s->settled_at;
	char late[TIME_TEXT];

	if (!st->due || st->state == STEP_NOT_NEEDED)
		return;
	if (end <= st->due) {
		fact(m, facts, _("Aim"), when(m, st->due));
		return;
	}
	time_span(late, end - st->due);
	factf(m, facts, _("Aim"),
	      step_closed(st) ? _("%s, closed %s late")
			      : _("%s, OVERDUE by %s"),
	      when(m, st->due), late);
}

static void value(struct maker *m, struct node *facts, const struct step *st)
{
	const char *label = text_in(&st->def->value_label,
				    lang_of(m, st->book));

	if (st->def->value == VALUE_NONE || st->def->value == VALUE_LIST) {
		if (st->value && *st->value)
			fact(m, facts, _("Value"), step_value(m, st));
		return;
	}
	if (st->value || step_closed(st))
		fact(m, facts, *label ? label : _("Value"),
		     step_value(m, st));
}

static void evidence(struct maker *m, struct node *facts,
		     const struct step *st)
{
	struct str text = {0};

	for (size_t i = 0; i < st->evidence_count; i++)
		str_addf(&text, "%s%s %s", i ? "\n" : "",
			 st->evidence[i]->label,
			 st->evidence[i]->title ? st->evidence[i]->title : "");
	if (text.len)
		fact_take(m, facts, _("Evidence"), &text);
}

static void notes(struct maker *m, struct node *facts, const struct step *st)
{
	const struct situation *s = m->s;

	for (size_t i = 0; st->notes && i < s->note_count; i++) {
		const struct note *n = &s->note[i];
		struct str text = {0};

		if (!str_eq(n->step, st->key) || !event_counts(n->event))
			continue;
		str_addf(&text, "%s, ", when(m, n->event->at));
		add_doer(&text, n->event);
		str_addf(&text, ": %s", n->text);
		fact_take(m, facts, _("Note"), &text);
	}
}

static void person(struct maker *m, struct node *facts, const char *name,
		   const struct event *ev, bool asked)
{
	struct str text = {0};

	if (ev) {
		add_doer(&text, ev);
		str_addf(&text, ", %s", when(m, ev->at));
		fact_take(m, facts, name, &text);
	} else if (asked) {
		fact(m, facts, name, _("nobody"));
	}
}

static void people(struct maker *m, struct node *facts, const struct step *st)
{
	bool done = st->state == STEP_DONE;

	person(m, facts, _("Second reader"), st->second,
	       done && st->def->second);
	person(m, facts, _("Approved by"), st->approve,
	       done && st->def->approve);
}

static void ticks(struct maker *m, struct node *item, const struct step *st)
{
	struct node *list;

	if (!st->tick_count || (!st->last && !st->ticked))
		return;
	list = node_add(m, item, NODE_LIST, "");
	for (size_t i = 0; i < st->tick_count; i++) {
		const struct tick *t = &st->tick[i];

		node_add(m, list, NODE_ITEM,
			 text_in(&t->item->text, lang_of(m, st->book)))
			->mark = t->conflict ? "[*]"
				 : t->ticked ? "[x]"
					     : "[ ]";
	}
}

static void answer(struct maker *m, struct node *facts, const struct step *st)
{
	if (st->answer)
		fact(m, facts, _("Answer"),
		     playbook_answer(st->book->pb, st->answer,
				     lang_of(m, st->book)));
}

static void one(struct maker *m, struct node *list, const struct step *st)
{
	struct node *item = node_addf(m, list, NODE_ITEM, "%s  %s",
				      st->number, step_title(m, st));
	struct node *facts = node_add(m, item, NODE_FACTS, "");
	struct str text = {0};

	item->mark = step_mark(st);
	state(m, facts, st);
	version_words(m, &text, st);
	if (text.len)
		fact_take(m, facts, _("Playbook"), &text);
	conflict(m, facts, st);
	owner(m, facts, st);
	due(m, facts, st);
	value(m, facts, st);
	answer(m, facts, st);
	if (st->why && *st->why)
		fact(m, facts, _("Why"), st->why);
	evidence(m, facts, st);
	notes(m, facts, st);
	people(m, facts, st);
	needs_words(&text, st->overrides);
	if (text.len)
		fact(m, facts, _("Closed without"), str_text(&text));
	str_release(&text);
	ticks(m, item, st);
}

static void phase(struct maker *m, const struct phase *ph)
{
	struct str text = {0};
	struct node *list;

	str_addf(&text, "%s  %s  %zu/%zu", ph->number,
		 text_in(&ph->def->title, lang_of(m, ph->book)), ph->done,
		 ph->total);
	if (ph->closed)
		str_addf(&text, _(", closed %s"), when(m, ph->closed));
	heading(m, 3, str_text(&text));
	m->r->failed |= text.failed;
	str_release(&text);
	list = node_add(m, &m->r->root, NODE_LIST, "");
	for (size_t i = 0; i < ph->count; i++)
		one(m, list, &m->s->step[ph->first + i]);
}

void build_steps(struct maker *m)
{
	const struct situation *s = m->s;

	heading(m, 2, _("Steps by phase"));
	if (!s->phase_count)
		node_add(m, &m->r->root, NODE_PARA,
			 _("The case follows no playbook."));
	for (size_t i = 0; i < s->phase_count; i++)
		phase(m, &s->phase[i]);
}
