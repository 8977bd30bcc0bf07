/* core/report/notices.c - who was told, in which words, who approved them,
 * what became of it, what was promised and what is to follow. */
#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/clock/words.h"
#include "core/notice/fate.h"
#include "core/notice/words.h"
#include "core/report/tree.h"

static void addressed(struct maker *m, struct node *facts,
		      const struct case_notice *n)
{
	const struct set_notice *set = n->set;
	char hex[HASH_HEX];
	struct str to = {0};

	str_add(&to, notice_to_words(m->s, set));
	if (set->filter && situation_group_name(m->s, set->filter))
		str_addf(&to, " (%s)", set->filter);
	fact_take(m, facts, _("To"), &to);
	hex_encode(hex, set->text.sha256, HASH_LEN);
	factf(m, facts, _("Text"), _("%s.%s, version %zu, SHA-256 %s"),
	      set->template, set->lang, n->version, hex);
	factf(m, facts, _("Written by"), "%s, %s", event_doer(n->draft),
	      when(m, n->draft->at));
}

static void approved(struct maker *m, struct node *facts,
		     const struct case_notice *n)
{
	for (size_t i = 0; i < n->approvals; i++) {
		const struct set_approval *p = n->approval[i]->data;
		struct str text = {0};

		add_doer(&text, n->approval[i]);
		str_addf(&text, ngettext(", %s, for %lld person",
					 ", %s, for %lld people",
					 (unsigned long)p->count),
			 when(m, n->approval[i]->at), (long long)p->count);
		if (p->why)
			str_addf(&text, _(" (why: %s)"), p->why);
		fact_take(m, facts, p->self ? _("Approved by its author")
					    : _("Approved by"), &text);
	}
}

/* Batches of one way and one person that follow each other are one line. */
static void sent(struct maker *m, struct node *facts,
		 const struct case_notice *n)
{
	for (size_t i = 0; i < n->sendings;) {
		const struct event *first = n->sending[i];
		const struct set_sending *p = first->data, *q = p;
		struct str text = {0};
		long long count = 0;

		for (; i < n->sendings && str_eq(q->channel, p->channel) &&
		       str_eq(event_doer(n->sending[i]), event_doer(first));
		     q = ++i < n->sendings ? n->sending[i]->data : q)
			count += q->count;
		str_addf(&text, "%s, %s, ", when(m, first->at),
			 channel_words(p->channel));
		add_doer(&text, first);
		if (count && !sending_is_test(p))
			str_addf(&text, ngettext(", %lld person",
						 ", %lld people",
						 (unsigned long)count), count);
		fact_take(m, facts,
			  sending_is_test(p) ? _("Tried out") : _("Sent"),
			  &text);
	}
}

static void results(struct maker *m, struct node *facts,
		    const struct case_notice *n)
{
	struct str text = {0};
	size_t by[FATES];
	struct fates f;

	if (fates_read(&f, n, NULL)) {
		m->r->failed = true;
		return;
	}
	fates_count(by, &f);
	fates_release(&f);
	for (int i = FATE_NONE; i < FATES; i++)
		if (by[i])
			str_addf(&text, "%s%s %zu", text.len ? ", " : "",
				 _(fate_words((enum fate)i)), by[i]);
	if (text.len)
		fact_take(m, facts, _("What became of it"), &text);
	str_release(&text);
	for (size_t i = 0; i < n->results; i++) {
		const struct set_result *p = n->result[i]->data;

		if (p->receipt)
			factf(m, facts, _("Receipt"), "%s, %s", p->receipt,
			      when(m, n->result[i]->at));
	}
}

static void clock_of(struct maker *m, struct node *facts,
		     const struct case_notice *n)
{
	const struct case_clock *c =
		n->set->clock ? situation_clock(m->s, n->set->clock) : NULL;
	struct str text = {0};

	if (!c)
		return;
	str_addf(&text, "%s: ", c->key);
	case_clock_stands(&text, c, m->s->settled_at);
	fact_take(m, facts, _("For the clock"), &text);
}

static void offers(struct maker *m, struct node *facts,
		   const struct case_notice *n)
{
	for (size_t i = 0; i < n->offers; i++) {
		const struct set_offer *o = n->offer[i]->data;
		struct str text = {0};

		str_addf(&text, "%s: %s", n->offer[i]->on, o->text);
		if (o->until)
			str_addf(&text, _(", until %s"), o->until);
		str_addf(&text, ", %s", offer_state_words(m->s, o));
		fact_take(m, facts, _("Offered"), &text);
	}
}

static void one(struct maker *m, struct node *list,
		const struct case_notice *n)
{
	struct str text = {0};
	struct node *item, *facts;

	item = node_addf(m, list, NODE_ITEM, _("Notice %s"), n->label);
	facts = node_add(m, item, NODE_FACTS, "");
	notice_state_words(&text, n);
	fact_take(m, facts, _("State"), &text);
	addressed(m, facts, n);
	approved(m, facts, n);
	sent(m, facts, n);
	results(m, facts, n);
	clock_of(m, facts, n);
	for (size_t i = 0; i < n->follows; i++)
		fact(m, facts, i ? "" : _("To follow"), n->follow[i]);
	offers(m, facts, n);
}

void build_notices(struct maker *m)
{
	struct node *list;

	heading(m, 2, _("Notices"));
	if (!m->s->notice_count) {
		node_add(m, &m->r->root, NODE_PARA,
			 _("Nobody has written one."));
		return;
	}
	list = node_add(m, &m->r->root, NODE_LIST, "");
	for (size_t i = 0; i < m->s->notice_count; i++)
		one(m, list, &m->s->notice[i]);
}
