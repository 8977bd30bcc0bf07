/* core/report/aar_earlier.c - earlier runs of the scenario, and how the drill
 * itself went. */
#include "core/base/tr.h"
#include "core/drill/words.h"
#include "core/report/aar_parts.h"

/* --- 12 ------------------------------------------------------------------------- */

static const char *state_of(const struct score_expect *e)
{
	return e ? expect_state_words(e->state) : "-";
}

static void pairs(struct aar *a, const struct drill_run_of *was)
{
	static const char *const head[] = {N_("Outcome"), N_("Expected"),
		N_("Before"), N_("Now"), N_("Step"), NULL};
	struct node *t = aar_table(a, head);
	struct drill_pair *pair;
	size_t count;

	if (drill_pairs(&pair, &count, &a->m->r->arena, was->s, a->s)) {
		a->m->r->failed = true;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const struct score_expect *e =
			pair[i].is ? pair[i].is : pair[i].was;
		enum step_change change =
			drill_changed(was->diff, e->def->step);
		struct node *row;

		if (pair[i].outcome >= OUTCOME_KEPT)
			continue; /* only what moved, or did not */
		row = aar_row(a, t);
		aar_cell(a, row, outcome_words(pair[i].outcome));
		aar_cell(a, row, e->def->key);
		aar_cell(a, row, state_of(pair[i].was));
		aar_cell(a, row, state_of(pair[i].is));
		aar_cell(a, row, change == STEP_KEPT
					 ? "" : drill_change_words(change));
	}
}

static void changed_steps(struct aar *a, const struct drill_run_of *was)
{
	struct str text = {0};

	for (size_t i = 0; was->diff && i < was->diff->count; i++) {
		const struct step_diff *r = &was->diff->step[i];

		if (r->change == STEP_KEPT || (!r->was && !r->is))
			continue;
		str_addf(&text, "%s%s (%s)", text.len ? ", " : "", r->id,
			 drill_change_words(r->change));
	}
	if (!was->diff)
		str_add(&text, _("a version of the playbook is not here"));
	else if (!text.len)
		str_add(&text, _("none"));
	node_addf(a->m, &a->m->r->root, NODE_PARA,
		  _("Steps of the playbook changed since: %s"),
		  str_text(&text));
	str_release(&text);
}

static void run_facts(struct aar *a, const struct drill_run_of *was)
{
	const struct drill_state *d = was->d;

	heading(a->m, 3, was->label);
	node_addf(a->m, &a->m->r->root, NODE_PARA,
		  _("%s, %s, playbook @ %.12s; freezes %zu, jumps %zu, skips "
		    "%zu, hints %zu"),
		  when(a->m, d->started->at), drill_mode_words(d->start->mode),
		  d->start->commit ? d->start->commit : "?", d->freezes,
		  d->jumps + d->leaps, d->skips, d->hints);
}

void aar_earlier(struct aar *a)
{
	heading(a->m, 2, _("12 Earlier runs"));
	if (!a->from->earlier_count)
		node_add(a->m, &a->m->r->root, NODE_PARA,
			 _("No earlier run of this scenario and mode is "
			   "here."));
	for (size_t i = a->from->earlier_count; i--;) { /* newest first */
		const struct drill_run_of *was = &a->from->earlier[i];

		run_facts(a, was);
		pairs(a, was);
		changed_steps(a, was);
	}
	node_add(a->m, &a->m->r->root, NODE_PARA,
		 _("How many had played this scenario before stands on the "
		   "sign-in sheet. With two or three runs there are arrows, "
		   "no statistics."));
}

/* --- 13, 14, 15 ------------------------------------------------------------------ */

static void conduct(struct aar *a)
{
	const struct drill_state *d = a->d;
	struct node *f;

	heading(a->m, 2, _("14 Conduct of the drill"));
	f = node_add(a->m, &a->m->r->root, NODE_FACTS, "");
	factf(a->m, f, _("Freezes"), "%zu", d->freezes);
	factf(a->m, f, _("Jumps"), "%zu + %zu", d->jumps, d->leaps);
	factf(a->m, f, _("Skipped injects"), "%zu", d->skips);
	factf(a->m, f, _("Hints"), "%zu", d->hints);
	factf(a->m, f, _("Ad-libs"), "%zu", d->adlibs);
	factf(a->m, f, _("Halts"), "%zu", d->halts);
	factf(a->m, f, _("Orders that made no sense"), "%zu", d->odd);
	aar_room(a, _("What did the exercise itself do badly?"), "conduct", 2);
	node_add(a->m, &a->m->r->root, NODE_PARA,
		 _("After ENDEX: all stood down? Did any real call, mail, "
		   "transfer or account change happen?"));
	node_add(a->m, &a->m->r->root, NODE_ROOM, "")->level = 1;
}

void aar_hotwash(struct aar *a)
{
	heading(a->m, 2, _("13 Hotwash"));
	aar_room(a, *text_in(&a->sc->hotwash, a->lang)
			    ? text_in(&a->sc->hotwash, a->lang)
			    : _("What surprised us?"),
		 "hotwash", 6);
	aar_room(a, _("\"When ..., I will ...\": one line of each role, no "
		      "names"), "promise", 4);
	conduct(a);
	heading(a->m, 2, _("15 Approval"));
	aar_room(a, _("Conclusion:"), "conclusion", 2);
	aar_room(a, _("How to go on:"), "next", 2);
	aar_room(a, _("Distribution, signatures by role:"), NULL, 3);
}
