/* tui/screen/clocks.h - private to the clocks view's files. */
#ifndef STANCH_SCREEN_CLOCKS_H
#define STANCH_SCREEN_CLOCKS_H

#include "tui/screen/clockrows.h"
#include "tui/widget/list.h"
#include "tui/widget/rich.h"

struct clocksview {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct clockrows rows;
	const struct clock_rules *rules; /* the store's */
	struct zones *zones;
	struct str text;   /* of a row, for find */
	struct rich *foot; /* the sentence in both languages */
	bool asked;	   /* answers were given */
	struct case_facts facts;
	char *kinds;	   /* facts.kinds */
	const char *word[3][6]; /* choices of the questions */
};

/* Lays the rows out anew. */
void clocksview_lay(struct clocksview *v);
const struct clockrow *clocksview_chosen(struct clocksview *v);
extern const struct action clocks_actions[]; /* clocks_acts.c */
/* The zone a clock is told in: as recorded, else the rule's, else ours. */
const struct zone *clockrow_zone(const struct clockrow *r,
				 struct zones *zones,
				 const struct clock_rules *rules,
				 const struct zone *ours);
/* The sentence in both languages, filled in; NULL: no memory. */
struct rich *clocks_foot(void);
/* Draws it so that it ends above row last; returns its first row. */
int clocks_foot_draw(struct rich *foot, struct surface *s, int last);

#endif
