/* core/report/review.c - findings and actions. */
#include "core/base/tr.h"
#include "core/case/words.h"
#include "core/report/tree.h"

/* --- findings ------------------------------------------------------------------ */

static const struct {
	enum finding_kind kind;
	const char *title, *none;
} kinds[] = {
	{FIND_CAUSE, N_("Causes"),
	 N_("Unknown: nobody has written down a cause.")},
	{FIND_CONTRIBUTING, N_("What contributed"),
	 N_("Unknown: nothing has been written down.")},
	{FIND_WELL, N_("What went well"),
	 N_("Unknown: nothing has been written down.")},
};

static void ref(struct maker *m, struct str *out, const char *word)
{
	const struct step *st = map_gets(&m->s->step_by_key, word);
	const struct evidence *e = situation_evidence(m->s, word);

	if (st)
		str_addf(out, "%s %s", st->number, step_title(m, st));
	else if (e && e->title)
		str_addf(out, "%s %s", e->label, e->title);
	else
		str_addf(out, "%.64s", word);
}

static void finding(struct maker *m, struct node *list,
		    const struct case_finding *f)
{
	struct str text = {0};

	str_addf(&text, "%s  %s (", f->label, f->text);
	add_doer(&text, f->event);
	str_add(&text, ")");
	for (size_t i = 0; i < f->ref_count; i++) {
		str_add(&text, i ? ", " : _("; tied to "));
		ref(m, &text, f->ref[i]);
	}
	node_take(m, list, NODE_ITEM, &text);
}

static void findings(struct maker *m, enum finding_kind kind,
		     const char *none)
{
	const struct situation *s = m->s;
	struct node *list = NULL;

	for (size_t i = 0; i < s->finding_count; i++) {
		const struct case_finding *f = &s->finding[i];

		if (f->kind != kind || !event_counts(f->event))
			continue;
		if (!list)
			list = node_add(m, &m->r->root, NODE_LIST, "");
		finding(m, list, f);
	}
	if (!list)
		node_add(m, &m->r->root, NODE_PARA, none);
}

/* --- actions --------------------------------------------------------------------- */

enum rank { RANK_OVERDUE, RANK_OPEN, RANK_CLOSED, RANKS };

static enum rank rank_of(const struct maker *m, const struct case_action *a)
{
	if (a->state >= ACTION_DONE)
		return RANK_CLOSED;
	return a->due && a->due <= m->s->settled_at ? RANK_OVERDUE
						    : RANK_OPEN;
}

static void due(struct maker *m, struct node *facts,
		const struct case_action *a)
{
	if (a->due_text && rank_of(m, a) == RANK_OVERDUE)
		factf(m, facts, _("Due"), _("%s, OVERDUE"), a->due_text);
	else
		fact(m, facts, _("Due"), a->due_text);
}

static void action_state(struct maker *m, struct node *facts,
			 const struct case_action *a)
{
	struct str text = {0};

	str_add(&text, action_state_words(a->state));
	if (a->conflict)
		str_addf(&text, " (%s)", _("two people set it at once"));
	if (a->last) {
		str_addf(&text, ", %s, ", when(m, a->last->at));
		add_doer(&text, a->last);
	}
	fact_take(m, facts, _("State"), &text);
}

static void action(struct maker *m, struct node *list,
		   const struct case_action *a)
{
	const struct step *st = a->step ? map_gets(&m->s->step_by_key, a->step)
					: NULL;
	struct node *item, *facts;

	item = node_addf(m, list, NODE_ITEM, "%s  %s", a->label, a->text);
	item->mark = a->state == ACTION_DONE ? "[x]"
		     : a->state == ACTION_DROPPED ? "[/]"
						  : "[ ]";
	facts = node_add(m, item, NODE_FACTS, "");
	fact(m, facts, _("Owner"), a->owner);
	due(m, facts, a);
	action_state(m, facts, a);
	if (st)
		factf(m, facts, _("Changes the step"), "%s %s", st->number,
		      step_title(m, st));
	else if (a->step)
		fact(m, facts, _("Changes the step"), a->step);
	if (a->state == ACTION_DONE || (a->proof && *a->proof))
		fact(m, facts, _("Proof"), a->proof);
	if (a->commit && *a->commit)
		fact(m, facts, _("Commit"), a->commit);
	if (a->why && *a->why)
		fact(m, facts, _("Why"), a->why);
}

static void actions(struct maker *m)
{
	const struct situation *s = m->s;
	struct node *list = NULL;

	heading(m, 2, _("Actions"));
	for (enum rank r = RANK_OVERDUE; r < RANKS; r++)
		for (size_t i = 0; i < s->action_count; i++) {
			const struct case_action *a = &s->action[i];

			if (rank_of(m, a) != r || !event_counts(a->event))
				continue;
			if (!list)
				list = node_add(m, &m->r->root, NODE_LIST, "");
			action(m, list, a);
		}
	if (!list)
		node_add(m, &m->r->root, NODE_PARA,
			 _("No action has been written down."));
}

void build_review(struct maker *m)
{
	heading(m, 2, _("Findings"));
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		heading(m, 3, _(kinds[i].title));
		findings(m, kinds[i].kind, _(kinds[i].none));
	}
	actions(m);
}
