/*
 * tui/screen/clockrows.h - the rows of the clocks view, as data: what runs,
 * what waits, what steps and answers propose, what was met or waived.
 */
#ifndef STANCH_SCREEN_CLOCKROWS_H
#define STANCH_SCREEN_CLOCKROWS_H

#include "core/base/arena.h"
#include "core/clock/propose.h"
#include "core/clock/running.h"
#include "tui/screen/ctx.h"
#include "tui/widget/countdown.h"

enum clockrow_kind { /* in the order of the list */
	CR_OVERDUE, CR_RUNNING, CR_SINCE, CR_WAITING, CR_PROPOSED,
	CR_OFFERED, CR_OFF, CR_MET, CR_WAIVED,
};
struct clockrow {
	enum clockrow_kind kind;
	const char *key; /* of the register, else the rule's id; a copy */
	const struct case_clock *c;    /* NULL: nobody has decided on it */
	const struct clock_rule *rule; /* as it is today; NULL: gone */
	const struct step *step;       /* by which it is offered, or NULL */
	const char *why;	       /* CR_PROPOSED, CR_OFF */
};
struct clockrows {
	struct arena arena;
	struct clockrow *at;
	size_t count, cap;
	bool failed; /* memory ran out */
};

void clockrows_release(struct clockrows *r);
/* Lays them out anew. facts: answers that clocks are proposed from; NULL:
 * nobody gave any. Borrows from the situation and the rules. */
void clockrows_lay(struct clockrows *r, const struct situation *s,
		   const struct clock_rules *rules, struct store *store,
		   const struct case_facts *facts);
const struct clockrow *clockrows_find(const struct clockrows *r,
				      const char *key);
/* Calls fn with every rule that the `starts` of a step mean and nobody has
 * decided on; one that is named but not loaded is among them. */
void clockrows_starts(const struct step *st, const struct situation *s,
		      const struct clock_rules *rules, struct store *store,
		      void (*fn)(void *ctx, const struct clock_rule *rule),
		      void *ctx);
/* The same with the running clocks that its `stops` mean. */
void clockrows_stops(const struct step *st, const struct situation *s,
		     void (*fn)(void *ctx, const struct case_clock *c),
		     void *ctx);
/* Its name for a column. Appends. */
void clockrow_name(struct str *out, const struct clockrow *r,
		   const char *lang);
/* What counts down or up; false for what has no time to tell. */
bool clockrow_countdown(struct countdown *out, const struct clockrow *r);
/* "! due in 3h 48m", "20h 12m since", "not started", "met, 3h 0m left",
 * "offered by 1.02". Appends. */
void clockrow_time(struct str *out, const struct clockrow *r, int64_t now);

#endif
