/* core/report/evidence.c - each piece of evidence, its hash, its custody. */
#include <inttypes.h>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/report/tree.h"

static void kept(struct maker *m, struct node *facts,
		 const struct evidence *e)
{
	if (e->inside)
		fact(m, facts, _("Kept"), _("inside the case"));
	else
		fact(m, facts, _("Kept at"), e->place);
}

static void sum(struct maker *m, struct node *facts, const struct evidence *e)
{
	char hex[2 * HASH_LEN + 1] = "";

	if (e->has_hash)
		hex_encode(hex, e->sha256, HASH_LEN);
	fact(m, facts, "SHA-256", hex);
	if (e->inside || e->len > 0)
		factf(m, facts, _("Size"), _("%" PRId64 " bytes"), e->len);
	else
		fact(m, facts, _("Size"), NULL);
}

static void custody(struct maker *m, struct node *facts,
		    const struct evidence *e)
{
	struct str text = {0};

	add_doer(&text, e->event);
	factf(m, facts, _("Taken in"), _("%s by %s"), when(m, e->event->at),
	      str_text(&text));
	for (size_t i = 0; i < e->custody_count; i++) {
		const struct event *ev = e->custody[i];
		const struct handover *h = ev->data;

		str_clear(&text);
		str_addf(&text, _("%s, from %s to %s"), when(m, ev->at),
			 h->from ? h->from : _("unknown"), h->to);
		if (h->why && *h->why)
			str_addf(&text, _(", why: %s"), h->why);
		str_add(&text, _(", recorded by "));
		add_doer(&text, ev);
		if (ev->retracted)
			str_addf(&text, " (%s)", _("withdrawn"));
		fact(m, facts, _("Handed over"), str_text(&text));
	}
	str_release(&text);
	fact(m, facts, _("Holder now"), e->holder);
}

static void one(struct maker *m, struct node *list, const struct evidence *e)
{
	const struct step *st = e->step ? map_gets(&m->s->step_by_key, e->step)
					: NULL;
	struct node *item, *facts;
	struct error ignored;
	int64_t at;

	item = node_addf(m, list, NODE_ITEM, "%s  %s%s", e->label,
			 e->title ? e->title : _("unknown"),
			 e->event->retracted ? _("  (withdrawn)") : "");
	facts = node_add(m, item, NODE_FACTS, "");
	fact(m, facts, _("File"), e->name);
	sum(m, facts, e);
	fact(m, facts, _("Source"), e->source);
	if (e->taken && !time_parse(&at, NULL, e->taken, NULL, 0, &ignored))
		fact(m, facts, _("Collected"), when(m, at));
	else
		fact(m, facts, _("Collected"), e->taken);
	kept(m, facts, e);
	if (st)
		factf(m, facts, _("Belongs to"), "%s %s", st->number,
		      step_title(m, st));
	custody(m, facts, e);
}

void build_evidence(struct maker *m)
{
	const struct situation *s = m->s;
	struct node *list;

	heading(m, 2, _("Evidence"));
	if (!s->evidence_count) {
		node_add(m, &m->r->root, NODE_PARA,
			 _("No evidence is in the record."));
		return;
	}
	list = node_add(m, &m->r->root, NODE_LIST, "");
	for (size_t i = 0; i < s->evidence_count; i++)
		one(m, list, s->evidence[i]);
}
