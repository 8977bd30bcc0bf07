/*
 * core/drill/compare.h - two runs of one scenario beside each other. From
 * the two records; nothing about it is stored.
 */
#ifndef STANCH_DRILL_COMPARE_H
#define STANCH_DRILL_COMPARE_H

#include "core/drill/score.h"
#include "core/playbook/diff.h"

enum outcome { /* of an expectation, from one run to a later one */
	OUTCOME_FIXED, OUTCOME_STILL, OUTCOME_REGRESSED, OUTCOME_NEW,
	OUTCOME_GONE, OUTCOME_KEPT, OUTCOME_UNTESTED,
};
#define OUTCOMES (OUTCOME_UNTESTED + 1)

struct drill_run_of { /* one run; all borrowed */
	const char *label;
	const struct drill_state *d; /* started, with its scenario */
	const struct score *s;
	/* Its playbook against that of the run it is compared with; NULL: a
	 * version is not here. */
	const struct pb_diff *diff;
};

/* The expectation of that key where it counts, or NULL. */
const struct score_expect *score_find(const struct score *s, const char *key);
/* Either may be NULL: not asked in that run. */
enum outcome score_outcome(const struct score_expect *was,
			   const struct score_expect *is);
const char *outcome_name(enum outcome o); /* "still-missed" */

struct drill_pair { /* one expectation in both */
	const struct score_expect *was, *is; /* one may be NULL */
	enum outcome outcome;
};
/* All expectations of both, sorted by outcome, each in the order of the
 * later run. *out is in the arena. ERR_NOMEM. */
int drill_pairs(struct drill_pair **out, size_t *count, struct arena *a,
		const struct score *was, const struct score *is);

/* The same scenario, major version and mode, both ended. */
bool drill_alike(const struct drill_state *a, const struct drill_state *b);
/* And no practice: only such runs are a team's history. */
bool drill_history(const struct drill_state *a, const struct drill_state *b);
/* How a step changed by a diff, or STEP_KEPT. step may be NULL. */
enum step_change drill_changed(const struct pb_diff *diff, const char *step);

/* Roles that did something, in an arena: "it, lead"; *count of them. */
const char *drill_roles(size_t *count, struct arena *a,
			const struct situation *s);

#define HEADS_MOST 999
struct drill_heads { /* how many people had each role */
	struct drill_head {
		const char *role;
		size_t count;
	} *at;
	size_t count;	/* 0: nobody counted them */
	size_t players; /* without facilitator, evaluator, observer */
};
/* As whoever led counted them off the sign-in sheet, in that order; in an
 * arena. ERR_NOMEM. */
int drill_heads(struct drill_heads *out, struct arena *a,
		const struct situation *s);
/* "lead 2, it 1", in the arena. */
const char *drill_heads_text(struct arena *a, const struct drill_heads *h);

#endif
