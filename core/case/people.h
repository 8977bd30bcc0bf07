/*
 * core/case/people.h - the register of affected people as records have it:
 * what was brought in, what was changed since, who asked and was answered.
 *
 * Rows stand in attachments and are not read here: a situation knows only
 * that they are there (core/people/register.h reads them). A person's id is
 * "<id of the import's record in hex>/<row>"; people say "P-1/17".
 */
#ifndef STANCH_CASE_PEOPLE_H
#define STANCH_CASE_PEOPLE_H

#include "core/case/act.h"

#define PEOPLE_PIECE ((size_t)4 * 1024 * 1024)
#define PEOPLE_PIECES 256 /* of one import; its record names each */
#define PERSON_ID 80	  /* with the NUL */

struct people_import {
	const struct event *event;
	char label[16]; /* "P-1"; a purge leaves the others' alone */
	size_t number;
	const char *source;   /* the file's name without its folder */
	const char *encoding; /* "UTF-8" */
	const char **field;   /* names of the columns mapped, in order */
	size_t field_count;
	int64_t rows, same, skipped;
	struct people_piece {
		uint8_t hash[HASH_LEN];
		size_t len;
	} *piece;
	size_t piece_count;
};

struct set_person { /* people.set: all that differs from the import */
	const char **field, **value; /* count of each */
	size_t count;
	const char *same;   /* id of the person this is too; "" is nobody */
	const char **apart; /* ids looked at: somebody else */
	size_t apart_count;
	const char *channel; /* field to reach them by: the first one failed */
	bool removed;	     /* not affected after all */
	const char *why;
};

struct set_group { /* people.group, on its name: a saved filter */
	const char *filter; /* NULL: no group any more; "" is everybody */
};

struct enquiry {
	const struct event *event;
	char label[16]; /* "Q-1" */
	const char *person; /* id, or NULL: an unknown caller */
	const char *channel, *text; /* who an unknown caller is: in the text */
	const char *to; /* whose it is; NULL */
	int64_t due;	/* ms; 0 */
};
struct set_answer { /* enquiry.answer: the state of an enquiry */
	const char *text; /* what was answered; NULL: still open */
	const char *to;
	int64_t due;
};
/* An enquiry as it stands. */
struct enquiry_now {
	const char *to, *answer;
	int64_t due;
	const struct event *last; /* enquiry.answer, or NULL */
	bool overdue, conflict;
};

/* By label or NULL. */
const struct people_import *situation_import(const struct situation *s,
					     const char *label);
const struct enquiry *situation_enquiry(const struct situation *s,
					const char *label);
/* What was set on that person since, or NULL; the later of two at once. */
const struct set_person *situation_person(const struct situation *s,
					  const char *id, bool *conflict);
/* The filter saved under that name, or NULL. */
const char *situation_group(const struct situation *s, const char *name);
/* The first name that this very filter is saved under, or NULL. */
const char *situation_group_name(const struct situation *s,
				 const char *filter);
/* At the moment the situation was settled for. */
void enquiry_state(struct enquiry_now *out, const struct situation *s,
		   const struct enquiry *q);
/* "OVERDUE", "not answered", "answered" or "withdrawn", translated. */
const char *enquiry_words(const struct enquiry *q,
			  const struct enquiry_now *now);
/* Appends "2 not answered, 1 OVERDUE"; nothing where none is open. */
void enquiries_words(struct str *out, const struct situation *s);
void enquiries_open(size_t *open, size_t *overdue, const struct situation *s);
/* "P-1/17" for an id, the id's beginning if its import is gone. */
void person_words(char out[PERSON_ID], const struct situation *s,
		  const char *id);

/* --- acts -------------------------------------------------------------------- */

/* Writes what is given but for event, label, number and piece; the rows are
 * the attachments, at most PEOPLE_PIECES of PEOPLE_PIECE bytes. */
int act_people_import(struct act *a, const struct people_import *what,
		      const struct log_att *piece, size_t count,
		      struct error *err);
int act_people_set(struct act *a, const char *id,
		   const struct set_person *what, struct error *err);
/* Saves a filter under a name of at most 80 bytes; filter NULL takes
 * the group away. ERR_USAGE for a name that is none. */
int act_people_group(struct act *a, const char *name, const char *filter,
		     struct error *err);
/* Takes an import out of the file for good: its rows and all that was set
 * on them. By an owner, with a reason, and not while the case is on hold:
 * ERR_REFUSED. It reaches no copy that never hears of it. */
int act_people_purge(struct act *a, const char *label, const char *why,
		     struct error *err);
int act_enquiry_add(struct act *a, const struct enquiry *what,
		    struct error *err);
/* Members that are NULL or 0 stay as they are. */
int act_enquiry_answer(struct act *a, const char *label,
		       const struct set_answer *what, struct error *err);

#endif
