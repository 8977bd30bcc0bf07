/* core/report/clocks.c - legal time limits: begun when, on what basis, met
 * with what margin, shown by what. */
#include "core/base/tr.h"
#include "core/base/zones.h"
#include "core/clock/words.h"
#include "core/report/tree.h"

static void begun(struct maker *m, struct node *facts,
		  const struct case_clock *c)
{
	const struct set_clock *p = c->set;
	int precise = p->precision
			      ? clock_term(clock_precisions, p->precision)
			      : -1;
	struct str text = {0};

	if (c->at) {
		str_add(&text, when(m, c->at));
		if (precise > 0)
			str_addf(&text, ", %s",
				 _(clock_precisions[precise].name));
		if (c->recounted)
			str_addf(&text, _(", corrected with the awareness; "
					  "first recorded as %s"),
				 when(m, p->at));
	}
	fact_take(m, facts, _("Began"), &text);
	fact(m, facts, _("Basis"), p->basis);
	str_add(&text, p->who ? p->who : "");
	if (p->who)
		str_add(&text, _(", recorded by "));
	add_doer(&text, c->start);
	str_addf(&text, ", %s", when(m, c->start->at));
	fact_take(m, facts, _("Determined by"), &text);
	if (p->why)
		fact(m, facts, _("Why"), p->why);
}

/* In the zone of who is told, and in ours. */
static void deadline(struct maker *m, struct node *facts,
		     const struct case_clock *c, struct zones *zones)
{
	const struct zone *z = NULL;
	char there[TIME_TEXT], ours[TIME_TEXT];

	if (!c->deadline) {
		fact(m, facts, _("Deadline"), _("the rule has no number"));
		return;
	}
	clock_when(ours, c->end, c->deadline, m->zone);
	if (!zones || !c->set->zone ||
	    zones_get(&z, zones, c->set->zone, NULL)) {
		fact(m, facts, _("Deadline"), ours);
		return;
	}
	clock_when(there, c->end, c->deadline, z);
	if (str_eq(there, ours))
		factf(m, facts, _("Deadline"), "%s, %s", there, c->set->zone);
	else
		factf(m, facts, _("Deadline"), _("%s, %s (here %s)"), there,
		      c->set->zone, ours);
}

static void ended(struct maker *m, struct node *facts,
		  const struct case_clock *c)
{
	struct str text = {0};

	if (c->state == CC_MET) {
		str_addf(&text, "%s, ", when(m, c->met->at));
		add_doer(&text, c->stop);
		fact_take(m, facts, _("Met"), &text);
		str_add(&text, c->met->receipt ? c->met->receipt : "");
		for (size_t i = 0; i < c->met->evidence_count; i++)
			str_addf(&text, "%s%s", text.len ? ", " : "",
				 c->met->evidence[i]);
		fact_take(m, facts, _("Receipt"), &text);
		if (c->met->why)
			fact(m, facts, _("Remark"), c->met->why);
	}
	if (c->state == CC_WAIVED) {
		add_doer(&text, c->waive);
		str_addf(&text, ", %s: %s", when(m, c->waive->at),
			 c->waived->why);
		fact_take(m, facts, _("Waived by"), &text);
	}
}

static void source(struct maker *m, struct node *facts,
		   const struct set_clock *p)
{
	factf(m, facts, _("Source"), _("%s; grade %s, as of %s"),
	      p->source ? p->source : _("unknown"),
	      p->grade ? clock_grade_short(p->grade) : _("unknown"),
	      p->checked ? p->checked : _("not known"));
}

static void one(struct maker *m, struct node *list,
		const struct case_clock *c, struct zones *zones)
{
	struct str text = {0};
	struct node *item, *facts;

	str_add(&text, c->key);
	str_add(&text, c->set ? "  " : "");
	case_clock_name(&text, c, m->r->lang);
	item = node_take(m, list, NODE_ITEM, &text);
	facts = node_add(m, item, NODE_FACTS, "");
	case_clock_stands(&text, c, m->s->settled_at);
	fact_take(m, facts, _("State"), &text);
	if (c->set) {
		begun(m, facts, c);
		deadline(m, facts, c, zones);
	}
	ended(m, facts, c);
	if (c->set)
		source(m, facts, c->set);
	if (c->conflict)
		fact(m, facts, _("Set twice at once"),
		     _("two people started it at once; the one due first "
		       "counts"));
}

void build_clocks(struct maker *m)
{
	const struct situation *s = m->s;
	const char *dir = casefile_opts(m->c)->env->zone_dir;
	struct zones *zones = dir && s->clock_count ? zones_new(dir) : NULL;
	struct node *list;

	heading(m, 2, _("Legal clocks"));
	if (!s->clock_count) {
		node_add(m, &m->r->root, NODE_PARA,
			 _("Nobody has started or waived one."));
		return;
	}
	list = node_add(m, &m->r->root, NODE_LIST, "");
	for (size_t i = 0; i < s->clock_count; i++)
		one(m, list, &s->clock[i], zones);
	node_add(m, &m->r->root, NODE_PARA, clock_no_advice_in("en"));
	node_add(m, &m->r->root, NODE_PARA, clock_no_advice_in("zh"));
	zones_free(zones);
}
