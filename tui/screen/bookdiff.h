/*
 * tui/screen/bookdiff.h - two versions of a playbook side by side: what the
 * difference screens show.
 */
#ifndef STANCH_SCREEN_BOOKDIFF_H
#define STANCH_SCREEN_BOOKDIFF_H

#include "core/playbook/diff.h"
#include "tui/screen/bookref.h"
#include "tui/widget/rich.h"

struct bookdiff {
	struct app *app;
	struct bookref from, to;
	struct booktext was, is; /* pb NULL: there was none */
	struct pb_diff *d;
	char step[128]; /* where to begin: a step's id, or "" */
};

/* Opens "FROM TO [#STEP]", each "SLUG@COMMIT". A playbook that one of the two
 * commits does not have is new, or gone; "-" for a commit is none at all. */
int bookdiff_open(struct bookdiff *b, struct app *app, const char *arg,
		  struct error *err);
/* What a commit changed of a playbook, for bookdiff_open(). Appends. */
void bookdiff_of_commit(struct str *arg, struct app *app, const char *slug,
			const char *id);
void bookdiff_release(struct bookdiff *b);
/* True if there is something to show of that row. */
bool bookdiff_changed(const struct bookdiff *b, size_t row);
/* "2.0.3 @ 8c2f1d0  ->  2.1.0 @ 5d77c1e". Appends. */
void bookdiff_versions(struct str *out, const struct bookdiff *b);
/* "3.03  Data types", a phase's "3  Assess". Appends. */
void bookdiff_name(struct str *out, const struct bookdiff *b, size_t row);
/* "title, check items". Appends. */
void bookdiff_parts(struct str *out, const struct bookdiff *b, size_t row);
/* The word for what happened to a row: "changed". */
const char *bookdiff_word(const struct bookdiff *b, size_t row);

/* Adds a row's lines, with '-' and '+' before what changed and the words
 * marked; in every language that changed. brief: only what stands close to a
 * change. False when memory is out. */
bool bookdiff_lines(struct rich *r, struct bookdiff *b, size_t row,
		    bool brief);
/* The same in two columns of `cells`, old and new, line for line. */
bool bookdiff_columns(struct rich *old, struct rich *new, int cells,
		      struct bookdiff *b, size_t row);
/* All files as a patch without steps. */
bool bookdiff_patch(struct rich *r, struct bookdiff *b);

#endif
