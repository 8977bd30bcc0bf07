/*
 * tui/screen/draftview.h - one draft: what lint finds, what it changes, and
 * its way into force. Private to draftview.c (rows, the screen) and
 * draft_acts.c (what a person does there).
 */
#ifndef STANCH_SCREEN_DRAFTVIEW_H
#define STANCH_SCREEN_DRAFTVIEW_H

#include "core/store/draft.h"
#include "tui/screen/bookdiff.h"
#include "tui/widget/list.h"

enum draft_row_kind { DROW_HEAD, DROW_FINDING, DROW_CHANGE };
struct draft_row {
	enum draft_row_kind kind;
	const char *head; /* a msgid */
	size_t at;	  /* which finding, which row of the difference */
	char key[24];
};

struct draftview {
	struct list list; /* first: its focus is ours */
	struct app *app;
	char name[DRAFT_NAME], slug[64];
	struct draft d;
	struct findings found;
	struct bookdiff b;
	bool readable; /* b is open */
	struct draft_row *row;
	size_t count;
	struct rich *text; /* of the chosen row */
	struct str shown;  /* of the row asked for last */
	char step[128];	   /* the editor begins there */
	const char *files[PB_LANGS]; /* while one is being chosen */
};

/* Reads it anew: after every change. ERR_NOTFOUND: it is gone. */
int draftview_load(struct draftview *v, struct error *err);
const struct draft_row *draftview_chosen(struct draftview *v);

/* --- draft_acts.c --- */

extern const struct action draft_actions[];
/* Opens the editor on the draft that this person writes of a playbook, begun
 * if there is none, and its screen below; step NULL: at the top. */
void draft_begin(struct app *app, const char *slug, const char *step);
/* Asks for the names of a playbook that is not there yet. */
void draft_ask_new(struct app *app);

#endif
