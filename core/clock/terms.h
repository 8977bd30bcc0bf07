/*
 * core/clock/terms.h - the words that clock files may use and that the
 * program acts on: how to count, what to note beside a deadline, which facts
 * to ask for, in which state a clock is. One table each; their ids are what
 * the files and --json hold, for ever.
 */
#ifndef STANCH_CLOCK_TERMS_H
#define STANCH_CLOCK_TERMS_H

#include "core/case/clocks.h"

enum clock_method {
	METHOD_NONE, METHOD_CONTRACT, METHOD_ELAPSED, METHOD_DAYS_EXCL,
	METHOD_DAYS_INCL, METHOD_MONTH_1182, METHOD_SEC_DAYS, METHOD_BR_DAYS,
	METHOD_DORA, METHOD_YEAR_END,
};
enum clock_unit {
	UNIT_NONE, UNIT_MINUTES, UNIT_HOURS, UNIT_DAYS, UNIT_BDAYS,
	UNIT_MONTHS,
};
enum clock_flag { /* places in the table; flags are bits, 1 << place */
	FLAG_NO_ROLL, FLAG_SHOW_EARLIER, FLAG_ROLL_CN, FLAG_ROLL_1182,
	FLAG_HOUR_1182, FLAG_ROLL_JP, FLAG_HOLIDAYS_SKIPPED, FLAG_DORA_RELIEF,
	FLAG_CUTOFF, FLAG_SOFT,
};
enum clock_fact {
	FACT_CLASSIFIED, FACT_SMALL_AGENT, FACT_CALENDAR, FACT_ANCHOR,
};
enum clock_state {
	CLOCK_NOT_APPLICABLE, CLOCK_SCOPE_UNKNOWN, CLOCK_NOT_IN_FORCE,
	CLOCK_NOT_STARTED, CLOCK_ANCHOR_MISSING, CLOCK_NO_NUMBER,
	CLOCK_RUNNING, CLOCK_OVERDUE, CLOCK_FILED, CLOCK_FILED_LATE,
	CLOCK_SKIPPED,
};
enum law_status {
	LAW_IN_FORCE, LAW_NOT_IN_FORCE, LAW_PROPOSED, LAW_VOLUNTARY,
	LAW_CONTRACT,
};

struct clock_term {
	const char *id;	  /* "days_excl_event" */
	const char *name; /* N_(); NULL for what has none (units) */
};

/* Each ended by {0}; place i is value i of its enum. */
extern const struct clock_term clock_methods[], clock_units[], clock_flags[],
	clock_facts[], clock_states[], law_statuses[], clock_precisions[];

/* The place of an id in one of them, -1 if it is not there. */
int clock_term(const struct clock_term *of, const char *id);
/* The id nearest to a word, or NULL. */
const char *clock_term_near(const struct clock_term *of, const char *word);
/* Does the method count in this unit? */
bool clock_method_takes(enum clock_method m, enum clock_unit u);

#endif
