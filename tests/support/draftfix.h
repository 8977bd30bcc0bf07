/*
 * tests/support/draftfix.h - a shared store with the playbooks that ship, and
 * somebody who writes drafts of them: lin first, others by draftfix_be().
 *
 * Everything here ends the test by an assertion when it cannot be had.
 */
#ifndef STANCH_TESTS_DRAFTFIX_H
#define STANCH_TESTS_DRAFTFIX_H

#include "core/store/draft.h"
#include "tests/support/fixture.h"

/* Phrases of BOOK that tests change. */
#define BOOK "ransomware.md"
#define SPREAD "In doubt, or if nobody can look within five minutes"
#define PHOTO "Use a phone that is not on the firm's network."

struct draftfix {
	struct fixture f;
	struct store *s; /* of whoever git says we are */
	char id[COMMIT_HEX]; /* of the last draftfix_change() */
};

/* For cmocka: *state is a struct draftfix. At its end git finds nothing wrong
 * with the repository. */
int draftfix_up(void **state);
int draftfix_down(void **state);
/* From here on we are this person, on a device of their own. */
void draftfix_be(struct draftfix *x, const char *who);
void draftfix_new(struct draftfix *x, const char *draft);
/* The text of the draft with one phrase for another, kept. */
void draftfix_edit(struct draftfix *x, const char *draft, const char *file,
		   const char *from, const char *to);
/* The same in BOOK, and committed: x->id. */
void draftfix_change(struct draftfix *x, const char *draft, const char *from,
		     const char *to);
enum draft_state draftfix_state(struct draftfix *x, const char *draft);
/* BOOK of main has these words, or lacks them. */
void draftfix_main(struct draftfix *x, const char *words, bool has);
/* What x->f.err says has this in it. */
void draftfix_says(const struct draftfix *x, const char *want);

#endif
