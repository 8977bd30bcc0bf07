/*
 * core/drill/times.h - the four times of a drill, as functions of its
 * control log and an instant, and of nothing else (docs/DRILLS.md).
 *
 * W wall, R real un-paused time, P play time, S story time. People are
 * measured in R, injects are delivered in P, law is counted in S; W is a
 * claim and a label. No due time is ever stored. All are int64_t
 * milliseconds, division rounds down; an instant is a time of U, the walls
 * as the monotonic clock of the console mends them.
 */
#ifndef STANCH_DRILL_TIMES_H
#define STANCH_DRILL_TIMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"

#define TIMES_NEVER INT64_MAX
#define TIMES_PLAY ((int64_t)24 * 3600 * 1000)	      /* longest play */
#define TIMES_STORY ((int64_t)366 * 24 * 3600 * 1000) /* longest story */

enum drill_op {
	OP_START, OP_FREEZE, OP_RESUME, OP_SPEED, OP_JUMP, OP_STORY, OP_HALT,
	OP_END,
};
enum drill_run {
	RUN_BEFORE, /* not started */
	RUN_RUNNING,
	RUN_FROZEN,
	RUN_HALTED, /* REAL INCIDENT: plain resume does not leave it */
	RUN_ENDED,
};

struct anchor { /* at this play time the story is so far */
	int64_t play, story;
};

struct moment { /* when a record says it was written */
	int64_t wall, mono;
	uint64_t boot; /* mono compares only within one */
};

struct control { /* one drill.control record */
	enum drill_op op;
	struct moment at;
	int64_t gone; /* freeze: silence before it that was no play */
	bool with;    /* resume: a second role agreed */
	int half;     /* speed: 1 2 4 8, twice the factor */
	int64_t ms;   /* jump: to this play time; story: by so much */
	/* start */
	int64_t story, play; /* the story's first instant; length of play */
	const struct anchor *anchor;
	size_t anchor_count;
};

struct span { /* from t0 to the next one's */
	int64_t t0, r0, p0, x0;
	enum drill_run state;
	int half;
};

struct times { /* all-zero is a drill that has not started */
	struct arena *arena; /* borrowed; set it before the first times_add */
	struct span *span;
	size_t count, cap;
	struct anchor *anchor;
	size_t anchor_count;
	int64_t story, play;
	struct moment last; /* of the latest control record since start */
	int64_t last_u;
};

/* Anchors as a scenario may have them: the first is 0, 0, play rises
 * strictly, story never falls, within the limits above. */
bool anchors_fit(const struct anchor *a, size_t count, int64_t play);

/* Folds one record more, in record order. *odd is why it makes no sense in
 * the state it met (translated), and then it changed nothing; else NULL.
 * ERR_NOMEM. */
int times_add(struct times *t, const struct control *c, const char **odd);
/* U of any record that stands behind all control records folded so far. */
int64_t times_instant(const struct times *t, const struct moment *m);

/* At an instant; before the start all are 0 and S is INT64_MIN. */
enum drill_run times_state(const struct times *t, int64_t at);
int times_half(const struct times *t, int64_t at);
int64_t times_real(const struct times *t, int64_t at);
int64_t times_play(const struct times *t, int64_t at);
int64_t times_story(const struct times *t, int64_t at);

/* The first instant with P >= play, as far as the log goes and on from there
 * as it stands; what a jump passes is due at the jump. TIMES_NEVER while it
 * is frozen, halted or ended before that. */
int64_t times_due(const struct times *t, int64_t play);
/* Whether a jump passed a play time that lies behind: it was never played,
 * and what was due then is for a person. */
bool times_skipped(const struct times *t, int64_t play);
/* The first play time whose story is `story` or later, without the story
 * jumps (x0 = 0): what lint prints. TIMES_NEVER if there is none. */
int64_t times_play_of(const struct anchor *a, size_t count, int64_t story);
/* A of the anchors: the story so far at a play time. */
int64_t times_anchored(const struct anchor *a, size_t count, int64_t play);

enum passing {
	PASS_OPEN,   /* not reached */
	PASS_PLAYED, /* at speed 1 or slower; anchors count as played */
	PASS_CUT,    /* in a faster span, by a jump or a story jump */
};
/* How the story passed an instant of its own, and when (TIMES_NEVER: it has
 * not as the log stands; a running drill is followed to `until`). */
enum passing times_passing(const struct times *t, int64_t story,
			   int64_t until, int64_t *at);

const char *drill_op_name(enum drill_op op); /* "freeze" */
bool drill_op_parse(enum drill_op *out, const char *word);
const char *drill_run_name(enum drill_run r); /* "frozen" */

#endif
