/*
 * tui/screen/drilling.h - the drill that the screens lead or play in.
 *
 * Whoever leads it holds the lock beside its file: free means that nobody
 * watches the clock, and players see it frozen at once. What is done goes
 * through the verbs of `drill do`.
 */
#ifndef STANCH_SCREEN_DRILLING_H
#define STANCH_SCREEN_DRILLING_H

#include "core/drill/score.h"
#include "tui/screen/ctx.h"

struct cli;
struct play;

enum drill_part { /* what the person here is in it */
	PART_LEADS,
	PART_SOLO, /* leads and plays: practice of one */
	PART_PLAYS,
	PART_EVALUATES, /* sees what is out, with what is hoped for */
	PART_OBSERVES,	/* sees what players see */
};

struct drill_asking { /* what a question that is open now is about */
	char inject[64], on[64], option[64], owner[64];
};

struct drilling {
	struct casefile *c;	     /* borrowed of the play, as all below */
	const struct drill_state *d; /* as of the last drilling_look() */
	uint64_t settled;	     /* the case, when it was looked at */
	const struct scenario *sc;   /* NULL for players until it ended */
	struct score *score;	     /* NULL where there is no scenario */
	enum drill_part part;
	bool leads;	   /* holds the lock */
	bool unled;	   /* whose console died: it stands still */
	int64_t lost;	   /* ms that nobody had led it when it was opened */
	const char *fixed; /* the role that acts here, or NULL: ask */
	char as[64];	   /* who acted last */
	bool passing;	   /* who acts has been asked */
	bool in;	   /* this device may act as what one is here */
	bool asked;	   /* if not: whoever leads has been asked */
	size_t check;	   /* of the self-check: the expectation in hand */
	struct drill_asking asking;
	const struct zone *zone; /* of the story, once it is known */
	int64_t shown; /* the instant whose times the screens tell */
	struct join_ask *ask; /* of whoever leads: who wants to be let in */
	size_t ask_count;
	/* private */
	struct cli *x;
	struct play *p;
	int lock; /* a descriptor, or -1 */
	struct moment ticked;
	int64_t second; /* of the watch's last look */
	int64_t minute; /* of the wall, when `shown` was taken */
	size_t events, due; /* recorded, and waiting, at that time */
};

/* Opens a drill to lead it (ERR_REFUSED if somebody does) or to play in it,
 * as that role (ERR_NOTFOUND), as "evaluator" or "observer", or any. One that
 * was running while nobody led it is frozen from the last sign of life on.
 * *out is the caller's (drilling_close), x and as are borrowed. */
int drilling_open(struct drilling **out, struct cli *x, const char *label,
		  bool leads, const char *as, struct error *err);
/* Freezes it first if it is led and runs. NULL is fine. */
void drilling_close(struct drilling *g);
/* Works the state out for the present moment. */
int drilling_look(struct drilling *g, struct error *err);
/* Every second, of whoever leads: leaves the sign of life, notices sleep,
 * releases what releases itself. *did: something was written. */
int drilling_tick(bool *did, struct drilling *g, struct error *err);

struct saying { /* a verb of `drill do`, its words and options */
	const char *as;	     /* NULL: as the part says, "facilitator" ... */
	const char *word[4]; /* NULL-ended */
	const char *why, *with, *owner, *to, *inject, *objective;
};
int drilling_do(struct drilling *g, const struct saying *w,
		struct error *err);
/* The last word on something, "met", "S", "hold"; NULL if there is none. */
const char *drilling_word(const struct drilling *g, const char *type,
			  const char *on);
/* Lets the first in who asks. ERR_NOTFOUND: nobody does. */
int drilling_admit(struct drilling *g, struct error *err);
/* "wu 3168c605 asks to join as it"; nothing if nobody does. Appends. */
void drilling_ask_text(struct str *out, const struct drilling *g);
/* The person's own zone, for times of the wall. */
const struct zone *drilling_zone(const struct drilling *g);
/* REAL INCIDENT, of anybody, named or not. */
int drilling_halt(struct drilling *g, struct error *err);

/* --- on every screen: drillbar.c --------------------------------------------- */

/* Keys good on every screen: of players, in practice alone, of observers. */
extern const struct action drill_actions[], solo_actions[],
	observer_actions[];
#define DRILL_KEYS "drill"
#define SOLO_KEYS "solo"
#define OBSERVER_KEYS "observer"

/* The drill of the context on its screens: the steps to play in, the console
 * to lead. While it is led, signs of life are left from now on. */
int drill_begin(struct app *app, const char *label);
/* Space, F5: STARTEX, FREEZE, RESUME, as it stands. */
void drill_freeze(struct app *app, void *state);
/* REAL INCIDENT: halted in one step; then a real case is offered. */
void drill_alarm(struct app *app, void *state);
/* Opens a real case, in a program of its own, while it is halted. */
void drill_real_case(struct app *app, void *state);
/* Once it has ended: what came of it. */
void drill_report(struct app *app);
/* Asks what is to be asked when it ends, ends it, shows the report. */
void drill_endex(struct app *app, void *state);

/* The session's drill: looked at anew. What a screen keeps of the situation
 * is gone then, so never while one draws, or before its action. What times
 * the screens tell moves with the minute of the wall, so that all of them are
 * written in one go, and at once with what is recorded or falls due. */
const struct drill_state *drill_now(const struct app *app);
/* The times that the screens tell, after a look that was no drill_now(). */
void drill_seen(const struct app *app);
/* "RUNNING x1   play 24 of 65 min   story d1 12:48   i inbox 2 new". */
void drill_row(struct app *app, struct surface *s, int row);
/* As the app's gate: who acts is asked, or the entry refused. */
bool drill_gate(struct app *app, const struct action *a);
/* Within the app's watch: true if the drill was looked at anew. */
bool drill_watch(struct app *app);
/* The story's moment at the last full minute of play, as it is shown. The
 * wall's before it began. */
int64_t drill_story(const struct drilling *g);
/* Whether an inject is meant for who plays here. */
bool drill_for_me(const struct drilling *g, const struct drill_inject *in);
/* When the last halt was called, wall time; 0. */
int64_t drill_halted(const struct drilling *g);
/* "RUNNING", "FROZEN", translated; frozen while nobody leads it. */
const char *drill_state_word(const struct drilling *g);
/* The i-th role; NULL behind the last. */
const char *drill_role(const struct drilling *g, size_t i);
/* "lead  Incident lead": the word it is written by, and the playbook's name
 * for it in the person's language. Appends. */
void drill_role_text(struct str *out, const struct app *app, size_t i);
/* Its words in the person's language; NULL: not released, no scenario. */
const struct drill_words *drill_said(const struct app *app,
				     const struct drill_inject *in);
/* --- what an inject asks: drillask.c ------------------------------------------- */

/* One of the roles, behind a choice of its own if first is not NULL; done as
 * dialog_choose() has it. */
void drill_choose_role(struct app *app, const char *question,
		       const char *first, const char *chosen,
		       void (*done)(struct app *app, void *ctx, int i),
		       void *ctx);
/* Asks for option, owner and reason of the decision a released inject opens,
 * of whoever leads for the one who took it first; or for a silent vote.
 * False: it opens none. */
bool drill_decide(struct app *app, const struct drill_inject *in);
bool drill_vote(struct app *app, const struct drill_inject *in);

/* After drilling_do(): tells what was done, or the error. */
bool drill_told(struct app *app, int rc, const struct error *err,
		const char *what);

#endif
