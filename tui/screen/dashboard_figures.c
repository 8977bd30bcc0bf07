/* tui/screen/dashboard_figures.c - what was done today, what is owed: the
 * figures below the cases. */
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/dashboard.h"

/* What is owed past the steps: by us, and to those affected. */
enum { ACTIONS, ASKED, OFFERED, OWED };

static const struct {
	const char *head, *open;
} owed_words[OWED] = {
	[ACTIONS] = {N_("ACTIONS"), N_("to do")},
	[ASKED] = {N_("ASKED"), N_("not answered")},
	[OFFERED] = {N_("OFFERED"), N_("not kept yet")},
};

struct figures {
	size_t done, overdue, blocked;
	const char *blocked_label, *blocked_text;
	struct owed {
		size_t open, late;
		const char *label; /* of the first case where some are late */
	} owed[OWED];
};

static void add_owed(struct owed *o, const struct summary *m, unsigned open,
		     unsigned late)
{
	o->open += open;
	o->late += late;
	if (late && !o->label)
		o->label = m->label;
}

static struct figures sum_up(const struct board *b)
{
	struct figures f = {0};

	for (size_t i = 0; i < b->count; i++) {
		const struct summary *m = &b->at[i];
		const struct board_glance *g = &b->glance[i];

		add_owed(&f.owed[ACTIONS], m, m->actions_open,
			 m->actions_overdue);
		if (m->drill)
			continue;
		add_owed(&f.owed[ASKED], m, m->enquiries_open,
			 m->enquiries_overdue);
		add_owed(&f.owed[OFFERED], m, m->offers_open,
			 m->offers_overdue);
		if (!m->open)
			continue;
		f.done += g->done_today;
		f.overdue += g->overdue;
		f.blocked += m->blocked;
		if (*g->blocked && !f.blocked_text) {
			f.blocked_label = m->label;
			f.blocked_text = g->blocked;
		}
	}
	return f;
}

static void add_number(struct str *out, const char *word, size_t n)
{
	if (n)
		str_addf(out, "%s %zu", word, n);
	else
		str_addf(out, "%s %s", word, _("none"));
}

static void add_blocked(struct str *out, const struct figures *f)
{
	add_number(out, _("blocked"), f->blocked);
	if (f->blocked_text)
		str_addf(out, ": %s %s", f->blocked_label, f->blocked_text);
}

static void add_late(struct str *out, const struct owed *o)
{
	add_number(out, o->late ? _("!! OVERDUE") : _("overdue"), o->late);
	if (o->label)
		str_addf(out, ": %s", o->label);
}

static unsigned late_look(const struct owed *o)
{
	return countdown_look(o->late ? COUNT_OVER : COUNT_CALM);
}

int dashboard_owed_rows(const struct dashboard *d, int each)
{
	struct figures f = sum_up(&d->board);

	return each * ((f.owed[ASKED].open > 0) + (f.owed[OFFERED].open > 0));
}

int dashboard_head_cells(void)
{
	static const char *const word[] = {N_("TODAY"), N_("NEWER"),
					   N_("REVIEW")};
	int most = 7;

	for (int i = 0; i < OWED; i++)
		if (utf8_cells(_(owed_words[i].head)) > most)
			most = utf8_cells(_(owed_words[i].head));

	for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++)
		if (utf8_cells(_(word[i])) > most)
			most = utf8_cells(_(word[i]));
	return most + 2;
}

/* Clears the text. */
static void put_line(struct surface *s, int row, int col, int cells,
		     const char *head, unsigned look, struct str *text)
{
	int used = dashboard_head_cells();

	surface_put(s, row, col, used, LOOK_BOLD, head);
	surface_field(s, row, col + used, cells - used, look, str_text(text));
	str_clear(text);
}

int dashboard_today(const struct dashboard *d, struct surface *s, int row)
{
	struct figures f = sum_up(&d->board);
	struct str text = {0};
	int cells = surface_cols(s) - 2, from = row;

	add_number(&text, _("done"), f.done);
	str_add(&text, "    ");
	add_number(&text, _("overdue"), f.overdue);
	str_add(&text, "    ");
	add_blocked(&text, &f);
	put_line(s, row++, 1, cells, _("TODAY"), LOOK_PLAIN, &text);
	for (int i = 0; i < OWED; i++) {
		const struct owed *o = &f.owed[i];

		if (!o->open)
			continue;
		add_number(&text, _(owed_words[i].open), o->open);
		str_add(&text, "    ");
		add_late(&text, o);
		put_line(s, row++, 1, cells, _(owed_words[i].head),
			 late_look(o), &text);
	}
	str_release(&text);
	return row - from;
}

void dashboard_today_column(const struct dashboard *d, struct surface *s,
			    int row, int col, int cells)
{
	struct figures f = sum_up(&d->board);
	struct str text = {0};

	add_number(&text, _("done"), f.done);
	put_line(s, row++, col, cells, _("TODAY"), LOOK_PLAIN, &text);
	add_number(&text, _("overdue"), f.overdue);
	put_line(s, row++, col, cells, "", LOOK_PLAIN, &text);
	add_number(&text, _("blocked"), f.blocked);
	put_line(s, row++, col, cells, "", LOOK_PLAIN, &text);
	if (f.blocked_text) {
		str_addf(&text, "%s %s", f.blocked_label, f.blocked_text);
		put_line(s, row++, col, cells, "", LOOK_PLAIN, &text);
	}
	for (int i = 0; i < OWED; i++) {
		const struct owed *o = &f.owed[i];

		if (!o->open && i != ACTIONS)
			continue;
		add_number(&text, _(owed_words[i].open), o->open);
		put_line(s, row++, col, cells, _(owed_words[i].head),
			 LOOK_PLAIN, &text);
		add_late(&text, o);
		put_line(s, row++, col, cells, "", late_look(o), &text);
	}
	str_release(&text);
}
