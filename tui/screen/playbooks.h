/*
 * tui/screen/playbooks.h - the playbook browser. Private to playbooks.c
 * (rows, the screen), playbooks_detail.c (what is said of the chosen one).
 */
#ifndef STANCH_SCREEN_PLAYBOOKS_H
#define STANCH_SCREEN_PLAYBOOKS_H

#include "tui/screen/board.h"
#include "tui/widget/list.h"
#include "tui/widget/rich.h"

#define OLDER_MOST 3 /* cases told of one by one */

struct books_detail { /* what needs the text itself */
	char slug[64];	  /* of whom; "" nobody yet */
	char at[COMMIT_HEX]; /* its last change then */
	struct books_older {
		char label[32];
		char text[256]; /* "2.0.3 @ 8c2f1d0: 3 changed, 2 new" */
	} older[OLDER_MOST];
	size_t older_count;
	struct str behind; /* "zh: 3.03 Data types, 3.05 Systems" */
};

struct books {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct board board; /* for NEXT, the tabs, and who runs what */
	struct pb_entry *pb;
	size_t count;
	bool reading; /* more will be known in a moment */
	struct rich *text; /* what is said of the chosen one */
	struct books_detail detail;
};

/* The chosen one; NULL when there is none. */
const struct pb_entry *books_chosen(struct books *v);
/* True if the detail is not of the chosen one as it is now. */
bool books_detail_waits(struct books *v);
/* Reads the texts that the detail needs: some ms. */
void books_detail_read(struct books *v);
void books_detail_draw(struct books *v, struct surface *s, int row, int rows,
		       int col, int cells);
void books_detail_release(struct books *v);

#endif
