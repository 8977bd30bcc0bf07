/* core/report/record.c - the timeline, and what must be known about the
 * record to trust it. */
#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "core/report/tree.h"

static void add_event(struct maker *m, struct node *table,
		      const struct event *ev)
{
	struct node *row = node_add(m, table, NODE_ROW, "");
	char hex[ID_HEX];
	struct str text = {0}, flags = {0};
	struct event told = *ev;

	/* On a machine that never asks for the time every row would say so:
	 * it is counted below instead. */
	told.flags &= ~(unsigned)REC_UNSYNCED;
	hex_encode(hex, ev->id, ID_LEN);
	node_add(m, row, NODE_CELL, when(m, ev->at));
	node_addf(m, row, NODE_CELL, "%.8s", hex);
	timeline_text(&text, m->s, ev, m->r->lang);
	timeline_flags(&flags, &told);
	if (flags.len)
		str_addf(&text, _(" (read with care: %s)"),
			 str_text(&flags));
	str_release(&flags);
	node_take(m, row, NODE_CELL, &text);
}

static struct node *table_of(struct maker *m)
{
	static const char *const head[] = {N_("Time"), N_("Record"),
		N_("What happened")};
	struct node *table = node_add(m, &m->r->root, NODE_TABLE, ""), *row;

	row = node_add(m, table, NODE_ROW, "");
	for (size_t i = 0; i < sizeof(head) / sizeof(*head); i++)
		node_add(m, row, NODE_CELL, _(head[i]));
	return table;
}

void build_timeline(struct maker *m)
{
	const struct situation *s = m->s;
	struct node *table;

	heading(m, 2, _("Timeline"));
	table = table_of(m);
	for (size_t i = 0; i < s->event_count; i++)
		if (s->event[i]->standing == REC_COUNTS)
			add_event(m, table, s->event[i]);
}

/* --- the record itself -------------------------------------------------------- */

static bool apart(const struct event *ev)
{
	return ev->standing != REC_COUNTS || ev->odd || !ev->known;
}

static void set_apart(struct maker *m)
{
	const struct situation *s = m->s;
	struct node *table = NULL;

	for (size_t i = 0; i < s->event_count; i++) {
		if (!apart(s->event[i]))
			continue;
		if (!table) {
			node_add(m, &m->r->root, NODE_PARA,
				 _("Kept in the record, but without effect "
				   "or not understood:"));
			table = table_of(m);
		}
		add_event(m, table, s->event[i]);
	}
	if (!table)
		node_add(m, &m->r->root, NODE_PARA,
			 _("No record is set apart, refused or without "
			   "effect."));
}

static void counts(struct maker *m)
{
	const struct situation *s = m->s;
	size_t standing[REC_PURGED + 1] = {0}, odd = 0, unknown = 0;
	size_t unsynced = 0;
	struct node *f = node_add(m, &m->r->root, NODE_FACTS, "");

	for (size_t i = 0; i < s->event_count; i++) {
		standing[s->event[i]->standing]++;
		odd += s->event[i]->odd != NULL;
		unknown += !s->event[i]->known;
		unsynced += (s->event[i]->flags & REC_UNSYNCED) != 0;
	}
	factf(m, f, _("Records"), "%zu", s->event_count);
	factf(m, f, _("Under a clock set by hand"), "%zu", s->pinned);
	factf(m, f, _("Clock not synchronised"), "%zu", unsynced);
	factf(m, f, _("Set apart, author removed"), "%zu",
	      standing[REC_SET_APART]);
	factf(m, f, _("Not permitted to their author"), "%zu",
	      standing[REC_NOT_PERMITTED]);
	factf(m, f, _("Purged by an owner"), "%zu", standing[REC_PURGED]);
	factf(m, f, _("Without effect"), "%zu", odd);
	factf(m, f, _("Unknown to this program"), "%zu", unknown);
}

/* "a1b2 c3d4 ...": read aloud in groups of four. */
static void group(struct str *out, const char *hex)
{
	for (size_t i = 0; hex[i]; i++)
		str_addf(out, "%s%c", i && i % 4 == 0 ? " " : "", hex[i]);
}

static int fingerprint(struct maker *m, struct error *err)
{
	char wall[TIME_TEXT], hex[21];
	struct str text = {0}, words = {0};
	int rc;

	time_wall(wall, m->s->settled_at, m->zone);
	rc = log_checkpoint(&text, hex, casefile_log(m->c), wall, err);
	if (rc) {
		str_release(&text);
		return rc;
	}
	group(&words, hex);
	node_addf(m, &m->r->root, NODE_PARA, _("Fingerprint of the record: %s"),
		  str_text(&words));
	str_release(&words);
	node_add(m, &m->r->root, NODE_PARA,
		 _("It is the beginning of the SHA-256 of these lines, which "
		   "name the last records; whoever has them can see that "
		   "nothing before them was changed:"));
	node_take(m, &m->r->root, NODE_CODE, &text);
	return 0;
}

int build_record(struct maker *m, struct error *err)
{
	heading(m, 2, _("The record"));
	counts(m);
	set_apart(m);
	node_addf(m, &m->r->root, NODE_PARA,
		  _("To check the record itself: stanch verify %s"),
		  m->s->label);
	return fingerprint(m, err);
}
