/*
 * tui/screen/case_rows.h - the rows of the case screen, as data: one line a
 * step, the step in hand grown in place. Made from a situation, drawn by
 * case.c; so the words can be tested without a terminal.
 */
#ifndef STANCH_SCREEN_CASE_ROWS_H
#define STANCH_SCREEN_CASE_ROWS_H

#include "tui/screen/ctx.h"

enum row_kind {
	ROW_STEP,  /* can be chosen; key = step key */
	ROW_TICK,  /* can be chosen; key = tick key */
	ROW_PHASE, /* a heading; key = phase key, can be chosen when folded */
	ROW_TEXT,  /* guidance, owner, caution; cannot be chosen */
	ROW_DOTS,
	ROW_BLANK,
};

struct row {
	enum row_kind kind;
	const char *key;  /* what a list knows it by; NULL: not to be chosen.
			     A copy, so it outlives the situation it is of */
	const struct step *step;
	const struct phase *phase;
	const struct tick *tick;
	const char *text; /* ROW_TEXT, ROW_TICK, ROW_STEP (to be found by);
			     in the arena */
	unsigned look;	  /* of text */
	int indent;	  /* cells, ROW_TEXT */
};

struct rows {
	struct arena arena;
	struct row *at;
	size_t count, cap;
	struct row spare; /* where a row goes when memory ran out */
	bool failed;	  /* memory ran out */
};

void rows_release(struct rows *r);
/* The steps of one phase, the step `open` grown to width cells. */
void rows_phase(struct rows *r, const struct app *app,
		const struct phase *ph, const struct step *open, int width);
/* All phases, one line each, the steps of `ph` below it: the left column of
 * a wide window. */
void rows_tree(struct rows *r, const struct app *app, const struct phase *ph);
/* Only its caution and the text of the playbook. */
void rows_guidance(struct rows *r, const struct app *app,
		   const struct step *st, int width);
/* Every step, one line each: what a filter chooses from. */
void rows_all(struct rows *r, const struct app *app);
/* Everything to read and tick in one step: the grown part alone. */
void rows_step(struct rows *r, const struct app *app, const struct step *st,
	       int width);

/* How many bytes of text to put on a line of that width: up to a blank, or
 * between wide characters; somewhere when a word is longer than the line. */
size_t rows_break(const char *text, int width);

/* When it is due, in ms; 0: never, as in a case that is closed. */
int64_t step_due(const struct app *app, const struct step *st);
/* The name of a role's key; "any" is anybody else. */
const char *step_role_word(const struct app *app, const struct step *st,
			   const char *role);

/* Columns of a number and the blank behind it: as many as the longest number
 * of the case takes ("10.05a"), never less than `least`. */
int step_number_cells(const struct situation *s, int least);
/* Texts of a step's single line. Appended. */
void step_says(struct str *out, const struct app *app, const struct step *st);
void step_owner_text(struct str *out, const struct step *st);
/* "second reader  mei", "approves  Incident lead"; "" if none is wanted. */
void step_person_text(struct str *out, const struct app *app,
		      const struct step *st);
/* "14:12  wu: blocked, no answer yet": one of two values set at once. */
void step_value_text(struct str *out, const struct app *app,
		     const struct event *ev);
/* "14:09", "doing 22m", "after 3.03", "aim 14:30", "blocked". */
void step_when_text(struct str *out, const struct app *app,
		    const struct step *st);

#endif
