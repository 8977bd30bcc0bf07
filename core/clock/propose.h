/*
 * core/clock/propose.h - from short answers to the clocks that may apply,
 * each with the reason. Nothing is decided: a person starts or waives each.
 */
#ifndef STANCH_CLOCK_PROPOSE_H
#define STANCH_CLOCK_PROPOSE_H

#include "core/base/str.h"
#include "core/clock/rules.h"

#define FACT_PLACES 40

enum case_fact { /* conditions a clock can have; places in the table */
	CF_PLACES, CF_ROLE, CF_LEVEL, CF_MINORS, CF_CRIME, CF_CII, CF_ORGAN,
	CF_MISUSE, CF_COUNT, CF_KINDS,
};
enum answer { ANSWER_UNSAID, ANSWER_NO, ANSWER_YES };
enum our_role { ROLE_UNSAID, ROLE_HANDLER, ROLE_PROCESSOR };

struct case_facts {
	const char *place[FACT_PLACES]; /* ids of jurisdictions, borrowed */
	size_t places;
	enum our_role role;
	int level;	/* of the incident in China: 0 unsaid, 1 一般 to 4 */
	enum answer is[CF_KINDS + 1]; /* yes-or-no ones */
	long long people;    /* how many, -1 unsaid */
	const char *kinds;   /* of data, as typed; borrowed */
};

/* The questions, in their order: id, and what is asked. Ended by {0}. */
extern const struct clock_term case_questions[];

/* An answer as typed. ERR_USAGE with the nearest, or what can be said. */
int case_fact(struct case_facts *f, const struct clock_rules *r,
	      const char *name, const char *value, struct error *err);
/* Is it the clock of that place, or of the country that it is part of ("US"
 * of "us-ca")? */
bool clock_at_place(const struct clock_rule *c, const char *place);
/* Whether a clock may apply; *why gets the reasons, parted by "; ". A thing
 * nobody answered does not rule a clock out: the reason says "if". */
bool clock_proposed(struct str *why, const struct clock_rule *c,
		    const struct case_facts *f);

#endif
