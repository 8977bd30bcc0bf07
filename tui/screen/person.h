/* tui/screen/person.h - private to the page of one affected person. */
#ifndef STANCH_SCREEN_PERSON_H
#define STANCH_SCREEN_PERSON_H

#include "core/base/arena.h"
#include "tui/screen/people.h"
#include "tui/widget/list.h"

enum personrow_kind {
	PR_HEADING, PR_FIELD, PR_CHANNEL, PR_TEXT, PR_ENQUIRY,
};
struct personrow {
	enum personrow_kind kind;
	const char *key; /* NULL: a heading */
	const char *name, *text;
	enum person_field field; /* PR_FIELD */
	const char *enquiry;	 /* PR_ENQUIRY: its label */
};
struct personview {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct roster *r;
	char id[PERSON_ID], label[PERSON_ID];
	size_t at; /* place */
	bool gone; /* purged meanwhile */
	bool whole;
	char part[VALUE_SHOWN * 4];
	struct arena arena; /* of the rows */
	struct personrow *row;
	size_t count, cap;
	/* what an open question is about */
	enum person_field field;
	char *value;
};

extern const struct action person_actions[]; /* person_acts.c */

#endif
