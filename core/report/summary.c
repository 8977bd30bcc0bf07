/* core/report/summary.c - the case in a few lines, and its people. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/words.h"
#include "core/report/tree.h"

static const struct event *first_of(const struct situation *s,
				    const char *type)
{
	for (size_t i = 0; i < s->event_count; i++)
		if (str_eq(s->event[i]->type, type))
			return s->event[i];
	return NULL;
}

static const char *kind_words(const struct situation *s)
{
	if (s->drill)
		return _("a drill, not real");
	return s->plan ? _("planned work") : _("an incident");
}

/* "2026-10-14 14:12 +08, lin" */
static void moment(struct maker *m, struct node *facts, const char *name,
		   int64_t at, const struct event *ev)
{
	struct str text = {0};

	if (at) {
		str_addf(&text, "%s, ", when(m, at));
		add_doer(&text, ev);
	}
	fact_take(m, facts, name, &text);
}

static void aware(struct maker *m, struct node *facts)
{
	const struct event *ev = m->s->aware;
	const struct set_text *p = ev ? ev->data : NULL;
	struct str text = {0};

	if (p && p->at) {
		str_addf(&text, _("%s, recorded by "), when(m, p->at));
		add_doer(&text, ev);
	}
	fact_take(m, facts, _("Aware"), &text);
	if (p)
		fact(m, facts, _("Aware, on what basis"), p->why);
}

static void state(struct maker *m, struct node *facts)
{
	const struct event *ev = m->s->closed;
	const struct set_close *p = ev ? ev->data : NULL;
	struct str text = {0};

	if (!p) {
		fact(m, facts, _("State"), _("open"));
		fact(m, facts, _("Closed"), _("not yet"));
		return;
	}
	str_addf(&text, _("closed as %s"), close_as_words(p->as));
	if (p->of)
		str_addf(&text, _(" of %s"), p->of);
	fact_take(m, facts, _("State"), &text);
	moment(m, facts, _("Closed"), ev->at, ev);
	fact(m, facts, _("Closed, why"), p->why);
}

static void span(struct maker *m, struct node *facts, const char *name,
		 int64_t from, int64_t to)
{
	char text[TIME_TEXT];

	if (!from || !to || to < from) {
		fact(m, facts, name, NULL);
		return;
	}
	time_span(text, to - from);
	fact(m, facts, name, text);
}

static void times(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	const struct event *opened = first_of(s, "case.open");
	const struct set_text *p = s->aware ? s->aware->data : NULL;

	moment(m, facts, _("Opened"), opened ? s->opened : 0, opened);
	aware(m, facts);
	fact(m, facts, _("Contained"), when(m, s->contained));
	state(m, facts);
	if (s->closed)
		span(m, facts, _("Took, opened to closed"), s->opened,
		     s->closed->at);
	else
		span(m, facts, _("Open for"), s->opened, s->settled_at);
	span(m, facts, _("Aware to contained"), p ? p->at : 0, s->contained);
}

static void books(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	char hex[2 * HASH_LEN + 1];

	if (!s->book_count)
		fact(m, facts, _("Playbook"), _("none"));
	for (size_t i = 0; i < s->book_count; i++) {
		const struct book *b = &s->book[i];
		struct str text = {0};

		if (b->pb)
			str_addf(&text, "%s, ",
				 text_in(&b->pb->title, lang_of(m, b)));
		str_add(&text, b->adopt->slug);
		if (b->pb && b->pb->version)
			str_addf(&text, " %s", b->pb->version);
		if (b->adopt->commit)
			str_addf(&text, " @ %.12s", b->adopt->commit);
		if (b->adopt->file_count) {
			hex_encode(hex, b->adopt->file[0].sha256, HASH_LEN);
			str_addf(&text, "\nSHA-256 %s", hex);
		}
		if (!b->pb)
			str_addf(&text, "\n%s", _("its text is unreadable"));
		fact_take(m, facts, _("Playbook"), &text);
	}
}

static void steps(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	size_t not_needed = 0;
	struct str text = {0};

	for (size_t i = 0; i < s->step_count; i++)
		not_needed += s->step[i].state == STEP_NOT_NEEDED;
	str_addf(&text, _("%zu of %zu closed"), s->done, s->total);
	if (not_needed)
		str_addf(&text, _(", %zu not needed"), not_needed);
	if (s->blocked)
		str_addf(&text, _(", %zu blocked"), s->blocked);
	if (s->overdue)
		str_addf(&text, _(", %zu overdue"), s->overdue);
	if (s->conflicts)
		str_addf(&text, _(", %zu with two values at once"),
			 s->conflicts);
	fact_take(m, facts, _("Steps"), &text);
}

/* What a reader must know before the first date: said at the top, and not
 * only where it happened. */
static void care(struct maker *m)
{
	const struct situation *s = m->s;

	if (s->pinned)
		node_addf(m, &m->r->root, NODE_CAUTION,
			  ngettext("%zu record was written under a clock set "
				   "by hand: its time proves nothing.",
				   "%zu records were written under a clock "
				   "set by hand: their times prove nothing.",
				   s->pinned),
			  s->pinned);
	if (s->hold)
		node_add(m, &m->r->root, NODE_CAUTION,
			 _("Legal hold: nothing may be purged."));
}

/* --- people ------------------------------------------------------------------- */

static void member(struct maker *m, struct node *table, const struct who *w)
{
	struct node *row = node_add(m, table, NODE_ROW, "");
	struct str name = {0};

	str_add(&name, w->name);
	if (w->claimed)
		str_addf(&name, " (%s)", _("own word"));
	node_take(m, row, NODE_CELL, &name);
	node_addf(m, row, NODE_CELL, "%s%s", member_role_words(w->role),
		  w->removed ? _(", removed") : "");
	node_add(m, row, NODE_CELL,
		 w->host && *w->host ? w->host : _("unknown"));
	node_add(m, row, NODE_CELL, w->tag);
	node_add(m, row, NODE_CELL, w->last ? when(m, w->last)
					    : _("nothing"));
}

static void members(struct maker *m)
{
	static const char *const head[] = {N_("Person"), N_("Rights"),
		N_("Machine"), N_("Device"), N_("Last wrote")};
	struct node *table, *row;

	heading(m, 2, _("People"));
	table = node_add(m, &m->r->root, NODE_TABLE, "");
	row = node_add(m, table, NODE_ROW, "");
	for (size_t i = 0; i < sizeof(head) / sizeof(*head); i++)
		node_add(m, row, NODE_CELL, _(head[i]));
	for (size_t i = 0; i < m->s->who_count; i++)
		member(m, table, m->s->who[i]);
}

static void roles(struct maker *m)
{
	const struct situation *s = m->s;
	struct node *facts;

	if (!s->role_count)
		return;
	facts = node_add(m, &m->r->root, NODE_FACTS, "");
	for (size_t i = 0; i < s->role_count; i++) {
		const struct role *r = &s->role[i];
		struct str names = {0};

		add_names(&names, r->name, r->count);
		if (!r->count)
			str_add(&names, _("nobody"));
		fact_take(m, facts, role_name(m, r->key), &names);
	}
}

void build_summary(struct maker *m)
{
	const struct situation *s = m->s;
	struct node *facts;

	node_addf(m, &m->r->root, NODE_PARA,
		  ngettext("Report, as of %s, from %zu record.",
			   "Report, as of %s, from %zu records.",
			   s->event_count),
		  when(m, s->settled_at), s->event_count);
	care(m);
	heading(m, 2, _("Summary"));
	node_add(m, &m->r->root, NODE_PARA,
		 s->summary && *s->summary
			 ? s->summary
			 : _("Summary: unknown, nobody has written it."));
	facts = node_add(m, &m->r->root, NODE_FACTS, "");
	fact(m, facts, _("Title"), s->title);
	fact(m, facts, _("Label"), s->label);
	fact(m, facts, _("Kind"), kind_words(s));
	fact(m, facts, _("Severity"), severity_words(s->severity));
	times(m, facts);
	steps(m, facts);
	books(m, facts);
	members(m);
	roles(m);
}
