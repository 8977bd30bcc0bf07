/* core/report/choices.c - decisions with their reasons, and everything that
 * was closed although something was missing. */
#include "core/base/tr.h"
#include "core/case/words.h"
#include "core/report/tree.h"

/* --- decisions ------------------------------------------------------------------ */

static void consequences(struct maker *m, struct node *facts,
			 const struct step *st)
{
	const struct situation *s = m->s;
	struct str text = {0};

	for (size_t i = 0; st->answer && i < s->step_count; i++) {
		const struct step *on = &s->step[i];

		if (!str_eq(on->book->prefix, st->book->prefix) ||
		    !str_eq(on->def->when_step, st->def->id) ||
		    on->state != STEP_NOT_NEEDED)
			continue;
		str_addf(&text, "%s%s %s", text.len ? "\n" : "", on->number,
			 step_title(m, on));
	}
	if (text.len)
		fact_take(m, facts, _("Not needed for it"), &text);
}

static void decision(struct maker *m, struct node *list, const struct step *st)
{
	const struct set_text *p = st->decided ? st->decided->data : NULL;
	struct node *item = node_addf(m, list, NODE_ITEM, "%s  %s",
				      st->number, step_title(m, st));
	struct node *facts = node_add(m, item, NODE_FACTS, "");
	struct str text = {0};

	item->mark = step_mark(st);
	if (!p) {
		fact(m, facts, _("Answer"),
		     step_closed(st) ? step_state_words(st->state)
				     : _("unknown: not decided yet"));
		if (st->why && *st->why)
			fact(m, facts, _("Why"), st->why);
		return;
	}
	str_add(&text, playbook_answer(st->book->pb, p->text,
				       lang_of(m, st->book)));
	if (!st->answer)
		str_addf(&text, " (%s)", _("does not count yet"));
	fact_take(m, facts, _("Answer"), &text);
	str_addf(&text, "%s, ", when(m, st->decided->at));
	add_doer(&text, st->decided);
	fact_take(m, facts, _("Decided"), &text);
	fact(m, facts, _("Why"), p->why);
	if (st->approve) {
		str_addf(&text, "%s, ", when(m, st->approve->at));
		add_doer(&text, st->approve);
		fact_take(m, facts, _("Approved"), &text);
	}
	consequences(m, facts, st);
}

void build_decisions(struct maker *m)
{
	const struct situation *s = m->s;
	struct node *list = NULL;

	heading(m, 2, _("Decisions"));
	for (size_t i = 0; i < s->step_count; i++) {
		if (!s->step[i].def->decide.count)
			continue;
		if (!list)
			list = node_add(m, &m->r->root, NODE_LIST, "");
		decision(m, list, &s->step[i]);
	}
	if (!list)
		node_add(m, &m->r->root, NODE_PARA,
			 _("The playbook asks for no decision."));
}

/* --- overrides -------------------------------------------------------------------- */

/* Set by a person, not because a decision ruled it out. */
static bool passed_over(const struct step *st)
{
	return st->last && (st->overrides || st->state == STEP_SKIPPED ||
			    st->state == STEP_NOT_NEEDED);
}

static void override(struct maker *m, struct node *list, const struct step *st)
{
	struct str text = {0};

	str_addf(&text, "%s  %s: %s, ", st->number, step_title(m, st),
		 step_state_words(st->state));
	add_doer(&text, st->last);
	str_addf(&text, ", %s", when(m, st->last->at));
	if (st->overrides) {
		str_add(&text, _("; missing: "));
		needs_words(&text, st->overrides);
	}
	str_addf(&text, _("; why: %s"),
		 st->why && *st->why ? st->why : _("unknown"));
	node_take(m, list, NODE_ITEM, &text)->mark = step_mark(st);
}

static void closing(struct maker *m, struct node *list, const struct event *ev)
{
	const struct set_close *p = ev->data;
	struct str text = {0};
	struct node *item, *below;

	str_addf(&text, _("The case was closed with steps still open, %s, "),
		 when(m, ev->at));
	add_doer(&text, ev);
	str_addf(&text, _("; why: %s"),
		 p->why && *p->why ? p->why : _("unknown"));
	if (ev->retracted)
		str_addf(&text, " (%s)", _("opened again later"));
	item = node_take(m, list, NODE_ITEM, &text);
	below = node_add(m, item, NODE_LIST, "");
	for (size_t i = 0; i < p->open_count; i++) {
		const struct step *st =
			map_gets(&m->s->step_by_key, p->open_step[i]);

		if (st)
			node_addf(m, below, NODE_ITEM, "%s  %s", st->number,
				  step_title(m, st));
		else
			node_add(m, below, NODE_ITEM, p->open_step[i]);
	}
}

void build_overrides(struct maker *m)
{
	const struct situation *s = m->s;
	struct node *list;

	heading(m, 2, _("Overrides"));
	node_add(m, &m->r->root, NODE_PARA,
		 _("Everything that was closed although something was "
		   "missing."));
	list = node_add(m, &m->r->root, NODE_LIST, "");
	for (size_t i = 0; i < s->step_count; i++)
		if (passed_over(&s->step[i]))
			override(m, list, &s->step[i]);
	for (size_t i = 0; i < s->close_count; i++) {
		const struct set_close *p = s->close[i]->data;

		if (p->open_count)
			closing(m, list, s->close[i]);
	}
	if (!list->child)
		node_add(m, list, NODE_ITEM, _("None."));
}
