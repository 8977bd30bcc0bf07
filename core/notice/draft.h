/*
 * core/notice/draft.h - a notice of a case with its template: written,
 * filled in, checked against what it must say, merged for one person.
 *
 * The exact text is "Subject: ...", an empty line and the text, with
 * {{name}} where a person's own value goes; its SHA-256 is what approvals
 * name. It is made anew from the record whenever it is needed, and compared.
 */
#ifndef STANCH_NOTICE_DRAFT_H
#define STANCH_NOTICE_DRAFT_H

#include "core/case/notices.h"
#include "core/notice/fill.h"
#include "core/people/column.h"

struct draft { /* all-zero is closed */
	char of[32];		     /* the label of its case */
	const struct case_notice *n; /* until the case changes */
	struct notice_template *t;
	struct str source; /* the template's bytes */
	struct filled out; /* of the last draft_fill() */
	struct str clean;  /* private */
	char mark[160];	   /* private */
};

/* Writes a draft (label NULL: a new one) from a template. What the case and
 * the office give is filled in where nobody set it: label, aware, to, date.
 * ERR_INVALID where the template is wrong, ERR_USAGE for a group that would
 * follow from itself; out gets its label. */
int draft_write(char out[16], struct act *a, const char *label,
		const struct set_notice *n, const char *file,
		const char *source, size_t len, struct error *err);
/* The notice as it stands. ERR_NOTFOUND, ERR_CORRUPT when the text that is
 * made of it is not the one recorded. */
int draft_open(struct draft *d, struct casefile *c, const char *label,
	       struct error *err);
void draft_release(struct draft *d);
/* After something was written: the same notice in the case as it is now.
 * ERR_MOVED unless `of` is still the draft that stands. */
int draft_again(struct draft *d, struct casefile *c, const char *label,
		const uint8_t of[ID_LEN], struct error *err);
/* Fills d->out. value: of PERSON_FIELDS, or NULL for the text common to all.
 * Characters that show() would hide are left out of a person's values. */
int draft_fill(struct draft *d, const char *const *value, struct error *err);
/* For whoever says it aloud: "[the person's name]" stands where each person's
 * own values go. */
int draft_fill_slots(struct draft *d, struct error *err);
/* For whoever reads it without being named, on a door or a website: as
 * somebody of whom nothing is known. */
int draft_fill_public(struct draft *d, struct error *err);
/* What such a blank is for that person of PERSON_FIELDS values; "" if there
 * is nothing. Borrowed until the next call. */
const char *draft_own_value(struct draft *d, const char *const *value,
			    const struct blank *b);
/* Appends the exact text; d->out is filled for all. */
int draft_exact(struct str *out, struct draft *d, struct error *err);

/* What a text takes from a person's own row: the field, by number. */
#define DRAFT_OWN 3
enum person_field draft_own(size_t i);
/* The name of the field that such a blank takes: "kinds". */
const char *draft_own_name(const struct blank *b);

#endif
