/*
 * core/case/layout.h - private to core/case: where the steps of a case
 * stand, over all versions of its playbooks (docs/adr/0006-adopting.md).
 *
 * A number is given once, when a version first brings a step, and never
 * moves; the order is that of the version in force. What that version lacks
 * keeps its place before the step that came after it.
 */
#ifndef STANCH_CASE_LAYOUT_H
#define STANCH_CASE_LAYOUT_H

#include "core/case/situation.h"
#include "core/playbook/diff.h"

struct spot { /* of a playbook, of a phase in it, of a step in that */
	const char *id;
	const char *key;	 /* "contain", "ransomware/contain" */
	const char *number;	 /* "3", "3.05", "3.05a" */
	const void *def;	 /* struct pb_phase or pb_step */
	const struct book *book; /* the version def is of */
	bool stands;		 /* a version in force has it */
	const struct event *came, *gone;
	struct spot **in;	 /* phases, steps: in order */
	size_t count;

	struct spot *up, *before; /* private */
	size_t seen;
};

/* One root a playbook, as s->book; from s->version. All of it lies in
 * s->settled. ERR_NOMEM or 0. */
int layout_make(struct spot ***out, struct situation *s);

/* --- books.c --------------------------------------------------------------- */

/* Reads the versions that are new, each text once. */
int books_read(struct situation *s, struct log *log, struct error *err);
/* Which of the versions stand, by the registers. */
void books_stand(struct situation *s);
/* s->book from s->version: what is in force. ERR_NOMEM or 0. */
int books_in_force(struct situation *s);
void books_free(struct situation *s);
/* The newest version of the same playbook, in force or not. */
const struct book *book_newest(const struct situation *s,
			       const struct book *b);
/* The step in a version; NULL if it has none or cannot be read. */
const struct pb_step *book_step(const struct book *b, const char *id);

/* --- ticks.c --------------------------------------------------------------- */

/* Fills in st->tick and st->old. ERR_NOMEM or 0. */
int ticks_lay(struct situation *s, struct step *st);
/* The adoption that changed the step's text after it was done, or NULL. */
const struct event *step_changed(const struct situation *s,
				 const struct step *st);
/* What a reader finds changed: DIFF_TITLE, DIFF_BODY, DIFF_ITEMS and, for
 * the labels of value and evidence, DIFF_KEYS; 0 if nothing. Compared in the
 * base language of `b`, else of `a`. */
unsigned step_text_parts(const struct playbook *a, const struct pb_step *x,
			 const struct playbook *b, const struct pb_step *y);
bool item_same(const struct pb_item *a, const struct pb_item *b);

#endif
