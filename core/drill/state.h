/*
 * core/drill/state.h - a drill as it stands: what a case's replay gives,
 * read with the scenario and the notes beside it.
 *
 * A replay never fails: what makes no sense is kept, counted as odd, and
 * changes nothing. Without a scenario (a player's view) only what was
 * released is known.
 */
#ifndef STANCH_DRILL_STATE_H
#define STANCH_DRILL_STATE_H

#include "core/base/env.h"
#include "core/case/drillbody.h"
#include "core/drill/notes.h"
#include "core/drill/scenario.h"

#define REAL_NONE ((int64_t)-1)
/* Who acts without being a role of the scenario. */
#define FACILITATOR "facilitator"
/* vote.cast of the facilitator. */
#define BALLOT_OPEN "open"
#define BALLOT_CLOSE "close"
#define EVALUATOR "evaluator"
#define OBSERVER "observer"

enum inject_state { /* docs/DRILLS.md; the last three are closed */
	INJ_PLANNED, INJ_DUE, INJ_HELD, INJ_RELEASED, INJ_ACKED,
	INJ_ANSWERED, INJ_MOOT, INJ_SKIPPED, INJ_NOT_REACHED,
};
struct drill_inject {
	const char *id;
	const struct sc_inject *def; /* NULL: ad-lib, a hint, no scenario */
	enum inject_state state;
	const struct event *event; /* its release, or NULL */
	const struct drill_release *said;
	int64_t due;	      /* instant; TIMES_NEVER */
	bool cond_due, cond_now; /* its condition then and now */
	int64_t released, real;	 /* instant and R of the release */
	int64_t ack, answer;	 /* R of the first, or REAL_NONE */
	const char *answer_text, *why;
};

struct drill_vote {
	const char *by, *option;
};
struct drill_decision {
	const char *id;
	const struct sc_decision *def; /* or NULL */
	const struct drill_inject *opened; /* or NULL */
	const struct event *event; /* the current answer, or NULL */
	bool conflict;		   /* two unsettled answers */
	const char *option, *why, *owner;
	int64_t real; /* R of it, or REAL_NONE */
	bool closed;		 /* the facilitator closed the vote */
	struct drill_vote *vote; /* the last of each voter */
	size_t vote_count, vote_cap;
};

struct drill_step { /* how a step came to be done; from the record alone */
	const char *key;
	bool done;     /* stands done at the end */
	int64_t at, real; /* the first done that still stands */
	int64_t touched;  /* R of the last word on it */
};

struct drill_mark { /* a word of an evaluator; both sources */
	const char *type, *on, *by, *op, *text, *inject, *objective;
	int64_t made;
};

struct drill_state {
	struct arena arena;
	const struct situation *s;
	const struct scenario *sc; /* or NULL */
	struct times times;
	int64_t *instant; /* U of every event of s */
	size_t end;	  /* index of the event `end`, or event_count */
	const struct event *started, *ended;
	const struct drill_control *start; /* or NULL */
	int64_t now; /* the instant asked for, not beyond the end */
	enum drill_run run;
	struct drill_inject *inject; /* the scenario's, then the others */
	size_t inject_count, inject_cap;
	struct drill_decision *decision;
	size_t decision_count, decision_cap;
	struct map step_by_key;
	struct drill_mark *mark;
	size_t mark_count, mark_cap;
	size_t freezes, jumps, leaps, halts, skips, hints, adlibs, odd;
	int most_half; /* fastest speed that was used */
	bool practice; /* faster than 1, solo or scripted: no history */
};

/* *out is the caller's (drill_state_free) and borrows s, sc and notes.
 * sc and notes may be NULL. at: the present moment. ERR_NOMEM. */
int drill_state_make(struct drill_state **out, const struct situation *s,
		     const struct scenario *sc,
		     const struct drill_notes *notes,
		     const struct moment *at, struct error *err);
void drill_state_free(struct drill_state *d);
/* The present moment as a record of this device would say it. */
struct moment drill_moment(const struct env *env,
			   const uint8_t dev[KEY_LEN]);

/* By id, or a step by its key; NULL if there is none. */
const struct drill_inject *drill_inject(const struct drill_state *d,
					const char *id);
const struct drill_decision *drill_decision(const struct drill_state *d,
					    const char *id);
const struct drill_step *drill_step(const struct drill_state *d,
				    const char *key);
bool inject_released(const struct drill_inject *in);
/* All conditions of an inject, as the record stood at an instant. */
bool drill_condition(const struct drill_state *d, const struct sc_inject *in,
		     int64_t at);
/* R of an event of the situation. */
int64_t drill_real(const struct drill_state *d, const struct event *ev);
/* The membership it takes to act as somebody: evaluator, observer, else to
 * play (also NULL: in any role). */
enum member_role drill_takes(const char *as);
const char *inject_state_name(enum inject_state st); /* "not-reached" */

#endif
