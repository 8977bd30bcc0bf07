/* core/report/checklist.c - the playbook on paper: what is known stands
 * there, what is not has room to be written by hand. */
#include "core/base/tr.h"
#include "core/case/words.h"
#include "core/report/tree.h"

static const struct md_node *in_lang(struct md_node *const *by_lang,
				     size_t lang)
{
	return by_lang[lang] ? by_lang[lang] : by_lang[0];
}

static void field(struct maker *m, struct node *fields, const char *name)
{
	node_add(m, fields, NODE_CELL, name);
}

/* "done, wu, 2026-10-14 14:12 +08", or lines to fill in. */
static void who(struct maker *m, struct node *item, const struct step *st)
{
	struct node *facts = node_add(m, item, NODE_FACTS, "");
	struct str text = {0};

	factf(m, facts, _("Owner"), "%s (%s)",
	      st->owner ? st->owner : "__________",
	      role_name(m, st->def->role));
	if (st->due && !step_closed(st))
		fact(m, facts, _("Aim"), when(m, st->due));
	if (!st->last && st->state == STEP_OPEN)
		return;
	str_add(&text, step_state_words(st->state));
	if (st->last) {
		str_addf(&text, ", %s, ", when(m, st->last->at));
		add_doer(&text, st->last);
	}
	fact_take(m, facts, _("State"), &text);
	if (st->answer)
		fact(m, facts, _("Answer"),
		     playbook_answer(st->book->pb, st->answer,
				     lang_of(m, st->book)));
	if (st->value && *st->value)
		fact(m, facts, _("Value"), step_value(m, st));
	if (st->why && *st->why)
		fact(m, facts, _("Why"), st->why);
}

static void ticks(struct maker *m, struct node *item, const struct step *st)
{
	size_t lang = lang_of(m, st->book);
	struct node *list;

	if (!st->tick_count)
		return;
	list = node_add(m, item, NODE_LIST, "");
	for (size_t i = 0; i < st->tick_count; i++) {
		const struct tick *t = &st->tick[i];
		struct node *n = node_add(m, list, NODE_ITEM,
					  text_in(&t->item->text, lang));

		n->mark = t->ticked ? "[x]" : "[ ]";
		guidance(m, n, in_lang(t->item->more, lang));
	}
}

static void answers(struct maker *m, struct node *item, const struct step *st)
{
	const struct pb_list *d = &st->def->decide;
	struct node *list;

	if (!d->count || st->answer)
		return;
	list = node_add(m, item, NODE_LIST, "");
	for (size_t i = 0; i < d->count; i++)
		node_add(m, list, NODE_ITEM,
			 playbook_answer(st->book->pb, d->id[i],
					 lang_of(m, st->book)))
			->mark = "[ ]";
}

static void demands(struct maker *m, struct node *item, const struct step *st)
{
	const struct pb_step *def = st->def;
	size_t lang = lang_of(m, st->book);
	struct node *list;

	if (!def->evidence_count)
		return;
	list = node_add(m, item, NODE_LIST, "");
	for (size_t i = 0; i < def->evidence_count; i++)
		node_addf(m, list, NODE_ITEM, "%s: %s",
			  evidence_words(def->evidence[i].type),
			  text_in(&def->evidence[i].label, lang))
			->mark = step_closed(st) ? NULL : "[ ]";
}

/* What is written by hand while the program is not there. */
static void room(struct maker *m, struct node *item, const struct step *st)
{
	const char *label = text_in(&st->def->value_label,
				    lang_of(m, st->book));
	struct node *fields;

	if (step_closed(st))
		return;
	fields = node_add(m, item, NODE_FIELDS, "");
	if (st->def->value != VALUE_NONE && st->def->value != VALUE_LIST)
		field(m, fields, *label ? label : _("Value"));
	field(m, fields, _("Done by"));
	field(m, fields, _("At"));
	if (st->def->second)
		field(m, fields, _("Second reader"));
	if (st->def->approve)
		field(m, fields, _("Approved by"));
	node_add(m, item, NODE_ROOM, "")->level = 2;
}

static void one(struct maker *m, struct node *list, const struct step *st)
{
	size_t lang = lang_of(m, st->book);
	struct node *item = node_addf(m, list, NODE_ITEM, "%s  %s",
				      st->number, step_title(m, st));
	const struct md_node *caution = in_lang(st->def->caution, lang);
	struct str text = {0};

	item->mark = step_mark(st);
	version_words(m, &text, st);
	if (text.len)
		node_take(m, item, NODE_PARA, &text);
	who(m, item, st);
	if (caution && !step_closed(st))
		guidance(m, node_add(m, item, NODE_CAUTION, ""),
			 caution->child);
	if (!step_closed(st))
		guidance(m, item, in_lang(st->def->body, lang));
	ticks(m, item, st);
	answers(m, item, st);
	demands(m, item, st);
	room(m, item, st);
}

static void phase(struct maker *m, const struct phase *ph)
{
	size_t lang = lang_of(m, ph->book);
	struct str text = {0};
	struct node *list;

	str_addf(&text, "%s  %s  %zu/%zu", ph->number,
		 text_in(&ph->def->title, lang), ph->done, ph->total);
	heading(m, 2, str_text(&text));
	m->r->failed |= text.failed;
	str_release(&text);
	node_add(m, &m->r->root, NODE_PARA,
		 ph->def->do_confirm
			 ? _("DO-CONFIRM: do the steps, then read them aloud "
			     "and mark them.")
			 : _("READ-DO: read a step aloud, do it, mark it, "
			     "then read the next."));
	guidance(m, &m->r->root, in_lang(ph->def->intro, lang));
	list = node_add(m, &m->r->root, NODE_LIST, "");
	for (size_t i = 0; i < ph->count; i++)
		one(m, list, &m->s->step[ph->first + i]);
}

void build_checklist(struct maker *m)
{
	const struct situation *s = m->s;

	first_line(m);
	node_addf(m, &m->r->root, NODE_PARA,
		  _("Checklist, as of %s. Marks: [ ] open, [~] doing, [x] "
		    "done, [/] skipped, [!] blocked, [-] not needed, [?] not "
		    "decided, [*] two values at once. Write the time beside "
		    "everything you write."),
		  when(m, s->settled_at));
	if (!s->phase_count)
		node_add(m, &m->r->root, NODE_PARA,
			 _("The case follows no playbook."));
	for (size_t i = 0; i < s->phase_count; i++)
		phase(m, &s->phase[i]);
	heading(m, 2, _("Notes"));
	node_add(m, &m->r->root, NODE_ROOM, "")->level = 12;
}
