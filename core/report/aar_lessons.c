/* core/report/aar_lessons.c - what was learned: observations, findings on
 * the playbook, and what is done about them. */
#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "core/case/words.h"
#include "core/report/aar_parts.h"

/* --- 8 -------------------------------------------------------------------------- */

/* The steps that an inject asks for: the lines of the playbook in hand. */
static void playbook_lines(struct aar *a, struct node *row, const char *inject)
{
	const struct sc_inject *in =
		inject ? scenario_inject(a->sc, inject) : NULL;
	struct str text = {0};

	for (size_t i = 0; in && i < in->expect_count; i++)
		if (in->expect[i].step)
			str_addf(&text, "%s%s", text.len ? ", " : "",
				 in->expect[i].step);
	node_take(a->m, row, NODE_CELL, &text);
}

/* What was written for another section stands there. */
static bool is_observation(const struct drill_mark *k)
{
	return str_eq(k->type, "observation") &&
	       (!k->op || str_eq(k->op, "contradiction"));
}

static void observations(struct aar *a)
{
	static const char *const head[] = {N_("Observation"), N_("Inject"),
		N_("Objective"), N_("Role"), N_("Playbook line"),
		N_("Root cause"), N_("Recommendation"), NULL};
	struct node *t = NULL;

	heading(a->m, 2, _("8 Observations and analysis"));
	for (size_t i = 0; i < a->d->mark_count; i++) {
		const struct drill_mark *k = &a->d->mark[i];
		struct node *row;

		if (!is_observation(k))
			continue;
		t = t ? t : aar_table(a, head);
		row = aar_row(a, t);
		node_addf(a->m, row, NODE_CELL, "%s%s", k->text ? k->text : "",
			  k->op ? _(" (contradiction)") : "");
		aar_cell(a, row, k->inject);
		aar_cell(a, row, k->objective);
		aar_cell(a, row, timeline_role(k->by));
		playbook_lines(a, row, k->inject);
		aar_cell(a, row, "");
		aar_cell(a, row, "");
	}
	aar_room(a, _("Analysis:"), "analysis", 4);
}

/* --- 9 -------------------------------------------------------------------------- */

static void refs(struct aar *a, struct node *row, const struct case_finding *f)
{
	struct str text = {0};

	for (size_t i = 0; i < f->ref_count; i++) {
		const struct step *st = map_gets(&a->m->s->step_by_key,
						 f->ref[i]);

		str_addf(&text, "%s%.64s", i ? ", " : "", f->ref[i]);
		if (st)
			str_addf(&text, " %s", step_title(a->m, st));
	}
	node_take(a->m, row, NODE_CELL, &text);
}

static bool is_about(const struct case_finding *f, const char *step)
{
	for (size_t i = 0; step && i < f->ref_count; i++)
		if (str_eq(f->ref[i], step))
			return true;
	return false;
}

/* The commit that changed its step; else how a draft of it is opened. */
static void draft_or_commit(struct aar *a, struct node *row,
			    const struct case_finding *f)
{
	const struct situation *s = a->m->s;
	const char *slug = a->d->start ? a->d->start->slug : a->sc->slug;
	struct str text = {0};

	for (size_t i = 0; i < s->action_count; i++)
		if (is_about(f, s->action[i].step) && s->action[i].commit)
			str_addf(&text, "%s%.12s", text.len ? ", " : "",
				 s->action[i].commit);
	for (size_t i = 0; !text.len && i < f->ref_count; i++)
		if (map_gets(&s->step_by_key, f->ref[i]))
			str_addf(&text, "stanch playbook edit %s --step %s",
				 slug, f->ref[i]);
	node_take(a->m, row, NODE_CELL, &text);
}

static void findings(struct aar *a)
{
	static const char *const head[] = {"", N_("Kind"), N_("Finding"),
		N_("Role"), N_("Steps"), N_("Draft or commit"), NULL};
	const struct situation *s = a->m->s;
	struct node *t;

	heading(a->m, 2, _("9 Playbook findings"));
	node_add(a->m, &a->m->r->root, NODE_PARA,
		 _("Which line of the playbook was wrong, missing or could "
		   "not be found?"));
	t = s->finding_count ? aar_table(a, head) : NULL;
	for (size_t i = 0; i < s->finding_count; i++) {
		const struct case_finding *f = &s->finding[i];
		struct node *row;

		if (!event_counts(f->event))
			continue;
		row = aar_row(a, t);
		aar_cell(a, row, f->label);
		aar_cell(a, row, finding_kind_words(f->kind));
		aar_cell(a, row, f->text);
		aar_cell(a, row, timeline_role(f->event->by));
		refs(a, row, f);
		draft_or_commit(a, row, f);
	}
	if (!s->finding_count)
		node_addf(a->m, &a->m->r->root, NODE_PARA,
			  _("None is written down yet: stanch finding add %s "
			    "--ref STEP -m TEXT"), s->label);
}

void aar_lessons(struct aar *a)
{
	observations(a);
	findings(a);
}

/* --- 11 ------------------------------------------------------------------------- */

/* Which findings an action answers: those about its step. */
static void answers(struct aar *a, struct node *row,
		    const struct case_action *x)
{
	struct str text = {0};

	for (size_t i = 0; i < a->m->s->finding_count; i++)
		if (is_about(&a->m->s->finding[i], x->step))
			str_addf(&text, "%s%s", text.len ? ", " : "",
				 a->m->s->finding[i].label);
	node_take(a->m, row, NODE_CELL, &text);
}

/* The first later run in which its step was met; closed is not verified. */
static const char *verified_by(const struct aar *a, const char *step)
{
	for (size_t i = 0; step && i < a->from->later_count; i++) {
		const struct score *s = a->from->later[i].s;

		for (size_t k = 0; k < s->expect_count; k++)
			if (str_eq(s->expect[k].def->step, step) &&
			    !s->expect[k].again &&
			    s->expect[k].state == EXP_MET)
				return a->from->later[i].label;
	}
	return NULL;
}

static void action_state(struct aar *a, struct node *row,
			 const struct case_action *x)
{
	const char *run = x->state == ACTION_DONE ? verified_by(a, x->step)
						  : NULL;

	if (run)
		node_addf(a->m, row, NODE_CELL, _("%s, verified by %s"),
			  action_state_words(x->state), run);
	else
		aar_cell(a, row, action_state_words(x->state));
}

void aar_plan(struct aar *a)
{
	static const char *const head[] = {"", N_("Finding"), N_("Action"),
		N_("Owner"), N_("Due"), N_("Priority"), N_("Step"),
		N_("Proof"), N_("Commit"), N_("State"), NULL};
	const struct situation *s = a->m->s;
	struct node *t;

	heading(a->m, 2, _("11 Improvement plan"));
	t = s->action_count ? aar_table(a, head) : NULL;
	for (size_t i = 0; i < s->action_count; i++) {
		const struct case_action *x = &s->action[i];
		struct node *row;

		if (!event_counts(x->event))
			continue;
		row = aar_row(a, t);
		aar_cell(a, row, x->label);
		answers(a, row, x);
		aar_cell(a, row, x->text);
		aar_cell(a, row, x->owner);
		aar_cell(a, row, x->due_text);
		aar_cell(a, row, "");
		aar_cell(a, row, x->step);
		aar_cell(a, row, x->proof);
		node_addf(a->m, row, NODE_CELL, "%.12s",
			  x->commit ? x->commit : "");
		action_state(a, row, x);
	}
	if (!s->action_count)
		node_addf(a->m, &a->m->r->root, NODE_PARA,
			  _("None is written down yet: stanch action add %s "
			    "--step STEP --owner ROLE --due DATE -m TEXT"),
			  s->label);
	node_add(a->m, &a->m->r->root, NODE_PARA,
		 _("Looked at after 30, 60 and 90 days. Verified: what the "
		   "step was expected for was met in a later run."));
}
