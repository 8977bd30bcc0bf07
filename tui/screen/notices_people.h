/* tui/screen/notices_people.h - private to the list of who got a notice. */
#ifndef STANCH_SCREEN_NOTICES_PEOPLE_H
#define STANCH_SCREEN_NOTICES_PEOPLE_H

#include "tui/screen/notices.h"

struct gotten {
	struct list list; /* first: its focus is ours */
	struct app *app;
	char label[NOTICE_LABEL];
	struct group group; /* of the tab that is shown */
	size_t tab;
	bool calling; /* a round of calls is on record */
	bool whole;   /* values are not masked */
	bool recorded; /* that somebody looks at them */
	char about[PERSON_ID]; /* whom a question is about */
	enum fate fate;	       /* the answer to it */
	struct str find;
};

const struct recipient *gotten_chosen(struct gotten *v);
/* Reads the people of the tab that is shown. */
int gotten_load(struct gotten *v, struct error *err);
/* The list of the next result that anybody has. */
void gotten_next_tab(struct app *app, void *state);
extern const struct action noticepeople_actions[]; /* notices_results.c */

#endif
