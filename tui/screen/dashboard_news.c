/* tui/screen/dashboard_news.c - what is new in the playbooks, in two rows of
 * the dashboard at most. */
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/dashboard.h"

struct older { /* what is told of */
	const struct summary *m;
	const struct news_book *now;
	size_t count; /* of open cases that follow an older version */
};

/* The chosen case if it is one of them, for its key compares. */
static struct older find_older(const struct dashboard *d)
{
	const struct summary *chosen =
		board_find(&d->board, list_key((struct list *)&d->cases));
	struct older o = {0};

	for (size_t i = 0; i < d->board.count; i++) {
		const struct summary *m = &d->board.at[i];
		const struct summary_book *runs;
		const struct news_book *now = news_older(&runs, &d->news, m);

		if (!now)
			continue;
		o.count++;
		if (o.m && m != chosen)
			continue;
		o.m = m;
		o.now = now;
	}
	return o;
}

int dashboard_news_rows(const struct dashboard *d)
{
	return (find_older(d).m != NULL) + (d->news.reviews != 0);
}

static void put(struct surface *s, int row, const char *head,
		const struct str *text, const char *hint)
{
	int cells = surface_cols(s) - 2, used = dashboard_head_cells();

	surface_put(s, row, 1, used, LOOK_BOLD, head);
	surface_right(s, row, 1, cells, LOOK_PLAIN, hint);
	surface_field(s, row, 1 + used,
		      cells - used - 2 - utf8_cells(hint), LOOK_PLAIN,
		      str_text(text));
}

static void draw_older(const struct older *o, struct surface *s, int row)
{
	struct str t = {0};

	str_addf(&t, _("%s runs an older %s than is in force"), o->m->label,
		 o->now->slug);
	if (o->count > 1)
		str_addf(&t, _(", and %zu more"), o->count - 1);
	put(s, row, _("NEWER"), &t, _("P  compare"));
	str_release(&t);
}

void dashboard_news_draw(const struct dashboard *d, struct surface *s,
			 int row)
{
	struct older o = find_older(d);
	struct str t = {0};

	if (o.m)
		draw_older(&o, s, row++);
	if (!d->news.reviews)
		return;
	str_addf(&t, ngettext("%u draft waits for your review: %s",
			      "%u drafts wait for your review: %s ...",
			      d->news.reviews),
		 d->news.reviews, d->news.draft);
	put(s, row, _("REVIEW"), &t, _("3  playbooks"));
	str_release(&t);
}

/* --- reading, behind the first screen ------------------------------------------ */

void dashboard_news_read(struct dashboard *d)
{
	if (d->news_tried || (d->news.fresh &&
			      news_covers(&d->news, d->board.at,
					  d->board.count)))
		return;
	d->news_tried = true; /* once, until something is written */
	if (store_news_read(&d->news, d->board.store, d->board.at,
			    d->board.count, NULL))
		d->news = (struct book_news){0};
}
