/* tui/screen/notices_people.h - private to the list of who got a notice. */
#ifndef STANCH_SCREEN_NOTICES_PEOPLE_H
#define STANCH_SCREEN_NOTICES_PEOPLE_H

#include "tui/screen/notices.h"
#include "tui/screen/people.h"

struct gotten {
	struct list list; /* first: its focus is ours */
	struct app *app;
	char label[NOTICE_LABEL];
	struct roster *r; /* whom it goes to; NULL: an office */
	struct group_index who; /* of the tab that is shown: places in it */
	struct group group;	/* the one last looked at, or the office */
	size_t held;		/* who that is; SIZE_MAX: nobody */
	size_t tab;
	int id_cells; /* what a label needs */
	enum via way;	/* how they are told by hand */
	unsigned begun; /* bits: ways of which a round is on record */
	bool whole;   /* values are not masked */
	char about[PERSON_ID]; /* whom a question is about, */
	char whom[256];	       /* and their label, once it is answered */
	enum fate fate;	       /* the answer to it */
	char key[PERSON_ID]; /* of the row asked for last */
	struct str find;
};

/* Until another is asked for, or read anew. */
const struct recipient *gotten_chosen(struct gotten *v);
/* By id; NULL if they are not on this list, or no longer. */
const struct recipient *gotten_find(struct gotten *v, const char *id);
/* Reads the people of the tab that is shown. */
int gotten_load(struct gotten *v, struct error *err);
/* The list of the next result that anybody has. */
void gotten_next_tab(struct app *app, void *state);
/* "phone:  1 reached  2 no answer": the keys of its way. Appends. */
void gotten_keys(struct str *out, const struct gotten *v);
extern const struct action noticepeople_actions[]; /* notices_results.c */

#endif
