/*
 * tui/screen/review.h - the rows of the report view: summary, findings,
 * actions. Private to review.c (rows), report.c (the screen) and
 * report_acts.c (what a person does there).
 */
#ifndef STANCH_SCREEN_REVIEW_H
#define STANCH_SCREEN_REVIEW_H

#include "tui/screen/ctx.h"
#include "tui/widget/list.h"
#include "tui/widget/rich.h"

enum review_kind { REVIEW_BLANK, REVIEW_HEAD, REVIEW_NONE, REVIEW_SUMMARY,
		   REVIEW_FINDING, REVIEW_ACTION };
struct review_row {
	enum review_kind kind;
	char key[16];	  /* "summary", "F-1", "A-2"; "" cannot be chosen */
	const char *text; /* a msgid: heading, or why there is nothing */
};

struct review {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct review_row *row;
	size_t count, cap;
	char about[16]; /* the action an open question is about */
	enum action_state state; /* what it is being set to */
	int format; /* of the report being written */
	const char *kinds[FIND_WELL + 2]; /* words in the form; NULL-ended */
	struct str text; /* of the row asked for last */
};

/* Makes the rows anew from the open case: actions open and overdue first. */
void review_lay(struct review *v);
extern const struct list_ops review_ops;
/* What is chosen; NULL when it is something else. */
const struct case_finding *review_finding(struct review *v);
const struct case_action *review_action(struct review *v);
/* All of the chosen row, in the rows below the list. */
void review_detail(struct review *v, struct surface *s, int row, int last);

/* report_acts.c: its action table. */
extern const struct action report_actions[];

/* A report as text, onto a rich text: underlined lines are headings. */
void review_text(struct rich *r, const char *text);

#endif
