/* tui/screen/dashboard.h - private to the dashboard's files. */
#ifndef STANCH_SCREEN_DASHBOARD_H
#define STANCH_SCREEN_DASHBOARD_H

#include "core/store/news.h"
#include "tui/screen/board.h"
#include "tui/widget/list.h"
#include "tui/widget/rich.h"

#define FOLD_KEY "closed cases" /* the row that folds them */

struct dashrow {
	const struct summary *m; /* NULL: an empty row, or the fold */
	bool fold;
};

struct dashboard {
	struct app *app;
	struct board board;
	struct list cases, waits;
	struct rich *empty; /* what is said while there is no case */
	struct str text;    /* of a row, for find */
	struct dashrow *row;
	size_t row_count, row_cap, closed;
	bool in_waits; /* the keys are in the second list */
	bool unfolded; /* closed cases are shown */
	bool reading;  /* the next slice is on its way */
	bool coming;   /* a load is: something was written */
	struct book_news news; /* of the playbooks */
	bool news_tried;  /* it has been asked for since the last load */
	bool chosen;   /* the first choice has been made */
	int64_t told;  /* when the last change was made that was told */
	int notify;    /* inotify on the folder of cases, or -1 */
	int asks;      /* its watch of the asks to join, or -1 */
};

/* dashboard_draw.c */
void dashboard_draw(struct app *app, void *state, struct surface *s);
extern const struct list_ops dashboard_case_ops, dashboard_wait_ops;
/* Lays out the rows of the list of cases. */
void dashboard_rows(struct dashboard *d);

/* dashboard_figures.c: "TODAY    done 14    overdue none    blocked 1: ...",
 * and a row for each kind of thing that is owed; returns the rows drawn. */
int dashboard_today(const struct dashboard *d, struct surface *s, int row);
/* The same, a figure a row, for a column of a wide window. */
void dashboard_today_column(const struct dashboard *d, struct surface *s,
			    int row, int col, int cells);
/* Rows of these beside those that are always there, `each` for one kind. */
int dashboard_owed_rows(const struct dashboard *d, int each);
/* Cells of the words before figures, so that they stand in line. */
int dashboard_head_cells(void);

/* dashboard_news.c: the rows it needs, drawn; read if what is remembered is
 * not as it is now. */
int dashboard_news_rows(const struct dashboard *d);
void dashboard_news_draw(const struct dashboard *d, struct surface *s,
			 int row);
void dashboard_news_read(struct dashboard *d);

#endif
