/*
 * core/report/aar_nine.c - the evaluation form of nine items, as GB/T
 * 38645-2020 (table A.9) names them; what each asks is in our words, and
 * what the record has to say on it stands beside. People fill in the rest.
 */
#include "core/base/tr.h"
#include "core/report/aar_parts.h"

static void order_of(struct str *out, const struct aar *a)
{
	str_addf(out, _("skips %zu, ad-libs %zu, jumps %zu"), a->d->skips,
		 a->d->adlibs, a->d->jumps + a->d->leaps);
}

static void awareness(struct str *out, const struct aar *a)
{
	char text[TIME_TEXT];

	if (!a->s->aware_known) {
		str_add(out, _("awareness was not recorded"));
		return;
	}
	play_short(text, a->s->aware);
	str_addf(out, _("awareness error %s"), text);
}

static void containment(struct str *out, const struct aar *a)
{
	char text[TIME_TEXT];

	if (!a->s->contained_known) {
		str_add(out, _("not contained by the end"));
		return;
	}
	play_short(text, a->s->contained);
	str_addf(out, _("first containment %s"), text);
}

static void command(struct str *out, const struct aar *a)
{
	size_t decided = 0;

	for (size_t i = 0; i < a->s->decision_count; i++)
		decided += a->s->decision[i].decided;
	str_addf(out, _("%zu of %zu decisions with owner and reason"), decided,
		 a->s->decision_count);
}

static void handling(struct str *out, const struct aar *a)
{
	str_addf(out, _("%zu of %zu steps done, %zu of %zu out of order"),
		 a->s->done, a->s->required, a->s->broken, a->s->edges);
}

static void partners(struct str *out, const struct aar *a)
{
	str_addf(out, _("%zu of %zu injects answered, contradictions %zu"),
		 a->s->in_window, a->s->asked, a->s->contradictions);
}

static void support(struct str *out, const struct aar *a)
{
	str_addf(out, _("freezes %zu, hints %zu, halts %zu"), a->d->freezes,
		 a->d->hints, a->d->halts);
}

static void goals(struct str *out, const struct aar *a)
{
	size_t met = 0;

	for (size_t i = 0; i < a->s->objective_count; i++) {
		const struct score_objective *o = &a->s->objective[i];

		met += o->rated_count && !str_eq(o->rated[0]->op, "U") &&
		       !str_eq(o->rated[0]->op, "NR");
	}
	str_addf(out, _("%zu of %zu objectives achieved, findings %zu, "
			"actions %zu"), met, a->s->objective_count,
		 a->m->s->finding_count, a->m->s->action_count);
}

static const struct {
	const char *item, *asks;
	void (*tell)(struct str *out, const struct aar *a);
} items[] = {
	{N_("Feasibility of the plan"),
	 N_("Was the scenario sound, and true to the playbook?"), order_of},
	{N_("Monitoring and alert"),
	 N_("Was it noticed in time, and told rightly?"), awareness},
	{N_("Locating the fault"),
	 N_("Was the source found, and a way out of the playbook taken?"),
	 containment},
	{N_("Command and coordination"),
	 N_("Was somebody in charge at once, were orders clear and right?"),
	 command},
	{N_("Handling by those who took part"),
	 N_("Did each know the task, act in time and report back?"),
	 handling},
	{N_("Working with third parties"),
	 N_("Were contacts known, did they answer, did it go smoothly?"),
	 partners},
	{N_("Support of the drill"),
	 N_("Deputies, means, spare ways, a way back: were they ready?"),
	 support},
	{N_("Objectives reached"),
	 N_("Did it reach its aim, and bring up what to improve?"), goals},
	{N_("Cost and use"), N_("Was it worth its time and money?"), NULL},
};

void aar_nine(struct aar *a)
{
	static const char *const head[] = {"", N_("Item"), N_("Asks"),
		N_("From the record"), "1/3/5", N_("To improve"), NULL};
	struct node *t;

	heading(a->m, 2, _("10 Nine items"));
	t = aar_table(a, head);
	for (size_t i = 0; i < sizeof(items) / sizeof(*items); i++) {
		struct node *row = aar_row(a, t);
		struct str text = {0};

		node_addf(a->m, row, NODE_CELL, "%zu", i + 1);
		aar_cell(a, row, _(items[i].item));
		aar_cell(a, row, _(items[i].asks));
		if (items[i].tell)
			items[i].tell(&text, a);
		node_take(a->m, row, NODE_CELL, &text);
		aar_cell(a, row, "");
		aar_cell(a, row, "");
	}
	node_add(a->m, &a->m->r->root, NODE_PARA,
		 _("1 poor, 3 fit, 5 excellent: an evaluator enters them. The "
		   "items are those of GB/T 38645-2020; check them against "
		   "the standard."));
	node_addf(a->m, &a->m->r->root, NODE_PARA, _("%s ended before its "
						     "time. Why:"),
		  a->d->ended && times_play(&a->d->times, a->d->now) <
					 a->sc->play_ms ? "[x]" : "[ ]");
	node_add(a->m, &a->m->r->root, NODE_ROOM, "")->level = 1;
}
