/* tui/screen/peopleview.h - private to the list of people. */
#ifndef STANCH_SCREEN_PEOPLEVIEW_H
#define STANCH_SCREEN_PEOPLEVIEW_H

#include "tui/screen/people.h"
#include "tui/widget/list.h"

struct peopleview {
	struct focus focus; /* first: finds in all values, masked or not */
	struct app *app;
	struct roster *r;
	struct list list;
	char label[PERSON_ID];	/* of the row asked for last */
	char marked[PERSON_ID]; /* with Space; "" nobody */
	char wrong[256];	/* with the filter just typed */
	int id_cells;		/* what a label needs */
	bool export_whole;	/* what an open question is about */
};

extern const struct action people_actions[]; /* people_acts.c */
/* Shows only who fits; "" shows all. False, and what is wrong is told: as
 * before. */
bool peopleview_filter(struct peopleview *v, const char *text);
/* The place of the chosen one; PEOPLE_NOBODY. */
size_t peopleview_chosen(struct peopleview *v);

#endif
