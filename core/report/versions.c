/* core/report/versions.c - the versions of its playbooks that a case took
 * up, in order, and what that did to a step. */
#include "core/base/tr.h"
#include "core/report/tree.h"

/* "2.1.0 @ 5d77c1e0aa12" */
static void add_version(struct str *out, const struct book *b)
{
	if (!b->unread && b->pb && b->pb->version)
		str_addf(out, "%s ", b->pb->version);
	if (b->adopt->commit)
		str_addf(out, "@ %.12s", b->adopt->commit);
	if (b->unread)
		str_addf(out, " (%s)", _("its text is unreadable"));
}

static void add_row(struct maker *m, struct node *table, const struct book *b)
{
	struct node *row = node_add(m, table, NODE_ROW, "");
	const char *why = b->adopt->why;
	struct str text = {0};

	node_add(m, row, NODE_CELL, when(m, b->event->at));
	add_doer(&text, b->event);
	node_take(m, row, NODE_CELL, &text);
	node_add(m, row, NODE_CELL, b->adopt->slug);
	add_version(&text, b);
	node_take(m, row, NODE_CELL, &text);
	if (why && *why)
		str_add(&text, why);
	else
		str_add(&text, b->was ? _("unknown") : _("the first one"));
	if (b->stands && b->conflict)
		str_addf(&text, " (%s)", _("adopted at once with another"));
	node_take(m, row, NODE_CELL, &text);
}

void build_versions(struct maker *m)
{
	static const char *const head[] = {N_("Adopted"), N_("Who"),
		N_("Playbook"), N_("Version"), N_("Why")};
	const struct situation *s = m->s;
	struct node *table, *row;

	if (s->version_count <= s->book_count)
		return;
	heading(m, 2, _("Versions of the playbook"));
	table = node_add(m, &m->r->root, NODE_TABLE, "");
	row = node_add(m, table, NODE_ROW, "");
	for (size_t i = 0; i < sizeof(head) / sizeof(*head); i++)
		node_add(m, row, NODE_CELL, _(head[i]));
	for (size_t i = 0; i < s->version_count; i++)
		add_row(m, table, s->version[i]);
}

/* "text changed after it was done, by 2.1.0 @ 5d77c1e0aa12, adopted ..." */
static void add_since(struct maker *m, struct str *out, const char *what,
		      const struct event *ev)
{
	str_add(out, what);
	for (size_t i = 0; ev && i < m->s->version_count; i++) {
		if (m->s->version[i]->event != ev)
			continue;
		str_add(out, _(", by "));
		add_version(out, m->s->version[i]);
		str_addf(out, _(", adopted %s"), when(m, ev->at));
	}
}

void version_words(struct maker *m, struct str *out, const struct step *st)
{
	if (st->retired)
		add_since(m, out, _("retired"), st->gone);
	else if (st->changed)
		add_since(m, out, _("text changed after it was done"),
			  st->changed);
}
