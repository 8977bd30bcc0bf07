/*
 * core/drill/score.h - what a drill showed: expectations by rule, objectives
 * proposed for a person to rate, and figures with their definitions. There
 * is no total, and nothing here knows a name.
 */
#ifndef STANCH_DRILL_SCORE_H
#define STANCH_DRILL_SCORE_H

#include "core/drill/state.h"

enum expect_state {
	EXP_MET, EXP_LATE, EXP_MISSED, EXP_UNTESTED, EXP_NOT_OBSERVED,
	EXP_OPEN, /* its time still runs */
};
struct score_expect {
	const struct sc_inject *in;
	const struct sc_expect *def;
	const struct drill_inject *inject;
	enum expect_state state;
	bool took_known;
	int64_t took;  /* R from the release; less than 0: before it */
	bool again;    /* the step is expected elsewhere, and counts there */
	bool prompted; /* a hint or a contingency came first */
	const struct drill_mark *mark; /* a person's word over the rule */
};

enum rating { RATE_P, RATE_S, RATE_M, RATE_U, RATE_NR };
enum proposal { /* why the rules propose a rating; U, M, M, S, S, P, NR */
	BECAUSE_CRITICAL, BECAUSE_CLOCK, BECAUSE_ORDER, BECAUSE_LATE,
	BECAUSE_HELP, BECAUSE_CLEAN, BECAUSE_NOTHING,
};
struct score_objective {
	const struct sc_objective *def;
	enum rating proposed;
	enum proposal because;
	const struct drill_mark *rated[8]; /* the last of each evaluator */
	size_t rated_count;
	size_t met, late, missed, untested, critical_missed;
	size_t broken; /* edges of order before its steps */
};

enum clock_result {
	CLOCK_MET, CLOCK_MISSED, CLOCK_STILL_OPEN, CLOCK_CUT, CLOCK_NOT_ASKED,
};
struct score_clock {
	const struct sc_clock *def;
	bool house;	/* our own target */
	bool team;	/* from the team's own start; not in the figures */
	const char *step; /* its stop in the playbook, or NULL */
	/* Story instants; a deadline without a number is INT64_MIN. */
	int64_t start, deadline;
	int64_t done;	  /* story instant, or INT64_MIN */
	enum clock_result result;
};

struct score_decision {
	const struct drill_decision *d;
	int64_t took; /* R from the release, or REAL_NONE */
	bool in_time, decided; /* decided: with an owner and a reason */
	bool critical;	       /* its inject has a critical expectation */
	unsigned alike;	/* largest share of equal votes, percent; 0 */
};

struct score {
	struct arena arena;
	struct score_expect *expect;
	size_t expect_count, expect_cap;
	struct score_objective *objective;
	size_t objective_count;
	struct score_clock *clock;
	size_t clock_count, clock_cap;
	struct score_decision *decision;
	size_t decision_count;
	/* figures; REAL_NONE: not to be had */
	bool contained_known;
	int64_t contained;	/* first containment, R */
	int64_t acked;		/* median time to acknowledge, R */
	size_t asked, in_window; /* injects that ask; answered in time */
	int64_t slowest; /* critical decision, R */
	bool undecided;	 /* a critical one was not taken at all */
	int64_t aware;	 /* S recorded - S true */
	bool aware_known;
	size_t required, done; /* step coverage */
	size_t edges, broken;  /* order */
	size_t met, unprompted, critical_missed, contradictions;
	size_t clocks[CLOCK_NOT_ASKED + 1];
	const char *alike_on; /* decision voted on least alike, or NULL */
	unsigned alike;	      /* percent */
	size_t actions, actions_done; /* of the improvement plan */
	int64_t action_days; /* median of those done */
};
#define SCORE_VOTERS 4 /* fewer show counts, no share */

/* d must have been made with its scenario. w is asked how long clocks are;
 * may be NULL. *out is the caller's (score_free). ERR_NOMEM. */
int score_make(struct score **out, const struct drill_state *d,
	       const struct scenario_world *w, struct error *err);
void score_free(struct score *s);
/* How often a step was done before one that it waits for (`after`); adds to
 * *edges how many of them were put to the test. */
size_t score_order(const struct drill_state *d, const char *step,
		   size_t *edges);
const char *expect_state_name(enum expect_state st); /* "not-observed" */
const char *rating_name(enum rating r);		     /* "NR" */
const char *proposal_name(enum proposal why); /* "clock-missed" */
const char *clock_result_name(enum clock_result r);  /* "open" */

#endif
