/*
 * tui/screen/draftview.h - one draft: what lint finds, what it changes, and
 * its way into force. Private to draftview.c (rows, the screen) and
 * draft_acts.c (what a person does there).
 */
#ifndef STANCH_SCREEN_DRAFTVIEW_H
#define STANCH_SCREEN_DRAFTVIEW_H

#include "core/store/draft.h"
#include "tui/screen/bookdiff.h"
#include "tui/screen/verdict.h"
#include "tui/widget/list.h"

enum draft_row_kind { DROW_HEAD, DROW_MARK, DROW_FINDING, DROW_COMMENT,
		      DROW_CHANGE, DROW_FILE };
struct draft_row {
	enum draft_row_kind kind;
	const char *head; /* a msgid */
	size_t at; /* which mark, finding, comment, row of the difference,
		      path */
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
	struct draft_mark *mark; /* open conflicts */
	size_t marks;
	struct draft_files files_of;
	struct arena arena; /* of both */
	struct remarks remarks;
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
/* The id of the step or phase that the chosen row is about, or "". */
const char *draftview_step(struct draftview *v);
/* The row of the difference that is about a step, or NULL. */
const struct step_diff *draftview_change(const struct draftview *v,
					 const char *step);

/* --- draft_acts.c --- */

extern const struct action draft_actions[];
/* Opens the editor on the draft that this person writes of a playbook, begun
 * if there is none, and its screen below; step NULL: at the top. */
void draft_begin(struct app *app, const char *slug, const char *step);
/* The same of a file beside the playbooks, at a line. */
void draft_begin_file(struct app *app, const char *file, int line);
/* Opens its screen and asks for what it waits for. */
void draft_review(struct app *app, const char *name);
/* Asks for the names of a playbook that is not there yet. */
void draft_ask_new(struct app *app);

#endif
