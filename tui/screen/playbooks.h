/*
 * tui/screen/playbooks.h - the playbook browser. Private to playbooks.c
 * (rows, the screen), playbooks_detail.c (what is said of the chosen one).
 */
#ifndef STANCH_SCREEN_PLAYBOOKS_H
#define STANCH_SCREEN_PLAYBOOKS_H

#include "core/store/draft.h"
#include "core/store/share.h"
#include "tui/screen/board.h"
#include "tui/widget/list.h"
#include "tui/widget/rich.h"

#define OLDER_MOST 3 /* cases told of one by one */

struct books_detail { /* what needs the text itself */
	char slug[64];	  /* of whom; "" nobody yet */
	char at[COMMIT_HEX]; /* its last change then */
	bool again;	     /* to be read anew; this stands meanwhile */
	struct books_older {
		char label[32];
		char text[256]; /* "2.0.3 @ 8c2f1d0: 3 changed, 2 new" */
	} older[OLDER_MOST];
	size_t older_count;
	struct books_drafted {
		char name[DRAFT_NAME];
		char text[256]; /* "3 changed, lint clean" */
	} draft[OLDER_MOST];
	size_t draft_count;
	struct str behind; /* "zh: 3.03 Data types, 3.05 Systems" */
	struct str drilled; /* the last drill on it; "" never */
};

struct books_row { /* a playbook, or a draft below it */
	int pb, draft; /* -1: none; a draft of a new playbook has no pb */
	char key[80];
};
struct books {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct board board; /* for NEXT, the tabs, and who runs what */
	struct pb_entry *pb;
	size_t count;
	struct draft *draft;
	size_t draft_count;
	struct books_row *row;
	size_t row_count;
	int64_t told; /* when the draft was offered that is told of */
	bool drafts_read;
	struct store_brought brought; /* with the drafts; version "" nothing */
	bool reading; /* more will be known in a moment */
	struct rich *text; /* what is said of the chosen one */
	struct books_detail detail;
};

/* The chosen one's, or that of the chosen draft; NULL when there is none. */
const struct pb_entry *books_chosen(struct books *v);
/* True if the detail is not of the chosen one as it is now. */
bool books_detail_waits(struct books *v);
/* Reads the texts that the detail needs: some ms. */
void books_detail_read(struct books *v);
void books_detail_draw(struct books *v, struct surface *s, int row, int rows,
		       int col, int cells);
void books_detail_release(struct books *v);

#endif
