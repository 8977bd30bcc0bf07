/*
 * core/drill/write.h - a scenario as text, from what a person has already: a
 * playbook, a list of injects.
 *
 * What is not known is written with the mark [?] in front, and lint tells it
 * as a hint until somebody has written it.
 */
#ifndef STANCH_DRILL_WRITE_H
#define STANCH_DRILL_WRITE_H

#include "core/drill/scenario.h"

#define SC_ASKED "[?]" /* stands where somebody has to write */

struct draft_expect {
	const char *step, *say; /* one of them */
	int64_t by;
	bool crit;
};
struct draft_decision {
	const char *id, *ask, **option; /* options are keys */
	size_t option_count;
	int64_t within; /* 0: no limit */
	size_t goal;	/* into objectives */
};
struct draft_inject { /* NULL: not known */
	const char *id;	   /* of all of them or of none: then I-01, I-02 ... */
	const char *opens; /* a decision */
	int64_t at;
	const char *kind, *via, *title, *note, *say;
	const char *when;  /* as in the front matter, or NULL */
	size_t from, goal; /* into cast, objectives */
	const char **to;   /* roles; none: all of them */
	size_t to_count;
	struct draft_expect *expect;
	size_t expect_count;
};
struct draft_clock {
	const char *id;
	size_t inject; /* that starts it in truth */
};
struct sc_draft { /* all texts are borrowed */
	const char *id, *lang, *title, *slug, *min;
	const char *story; /* RFC 3339: its first instant */
	const char **role, **cast, **goal;
	size_t role_count, cast_count, goal_count;
	struct draft_inject *inject;
	size_t inject_count;
	struct draft_clock *clock;
	size_t clock_count;
	struct draft_decision *decision;
	size_t decision_count;
};

/* Appends the base file, <id>.<lang>.md; the words of the program in it are
 * in its language. An objective without a critical expectation gets its
 * first one made critical. ERR_NOMEM. */
int scenario_write(struct str *out, struct sc_draft *d, struct error *err);

/* The skeleton of a scenario for a playbook: an inject for each decision,
 * each step that starts or stops a clock, the first two that contain and
 * every notice. Texts are those of language `lang` of the playbook.
 * ERR_NOMEM; ERR_REFUSED if no step is one of those. */
int scenario_skeleton(struct str *out, const struct playbook *pb,
		      const char *id, size_t lang, const char *story,
		      struct error *err);

#endif
