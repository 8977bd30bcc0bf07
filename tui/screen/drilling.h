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

struct drilling {
	struct casefile *c;	     /* borrowed of the play, as all below */
	const struct drill_state *d; /* as of the last drilling_look() */
	const struct scenario *sc;   /* NULL for players until it ended */
	struct score *score;	     /* NULL for players */
	bool leads;
	bool led;	   /* somebody leads it now */
	const char *fixed; /* the role that acts here, or NULL: ask */
	char as[64];	   /* who acted last */
	bool passing;	   /* who acts has been asked */
	/* private */
	struct cli *x;
	struct play *p;
	int lock, tick; /* descriptors, or -1 */
	char *lock_path;
	struct moment ticked;
	int64_t shown; /* what the watch saw last */
};

/* Opens a drill to lead it (ERR_REFUSED if somebody does) or to play in it,
 * as that role (ERR_NOTFOUND) or any. One that was running while nobody led
 * it is frozen from the last sign of life on. *out is the caller's
 * (drilling_close), x and as are borrowed. */
int drilling_open(struct drilling **out, struct cli *x, const char *label,
		  bool leads, const char *as, struct error *err);
/* Freezes it first if it is led and runs. NULL is fine. */
void drilling_close(struct drilling *g);
/* Works the state out for the present moment. */
int drilling_look(struct drilling *g, struct error *err);
/* Every second, of whoever leads: leaves the sign of life, notices sleep,
 * releases what releases itself. *did: something was written. */
int drilling_tick(bool *did, struct drilling *g, struct error *err);
/* Whether somebody leads it now, looked up anew. */
bool drilling_led(struct drilling *g);

struct saying { /* a verb of `drill do`, its words and options */
	const char *as;	     /* NULL: the facilitator */
	const char *word[4]; /* NULL-ended */
	const char *why, *with, *owner, *to, *inject, *objective;
};
int drilling_do(struct drilling *g, const struct saying *w,
		struct error *err);
/* REAL INCIDENT, of anybody, named or not. */
int drilling_halt(struct drilling *g, struct error *err);

/* --- on every screen: drillbar.c --------------------------------------------- */

extern const struct action drill_actions[]; /* keys good on every screen */
#define DRILL_KEYS "drill"

/* The session's drill: looked at anew. */
const struct drill_state *drill_now(const struct app *app);
/* "RUNNING x1   play 24 of 65 min   story d1 12:48   i inbox 2 new". */
void drill_row(struct app *app, struct surface *s, int row);
/* As the app's gate: who acts is asked, or the entry refused. */
bool drill_gate(struct app *app, const struct action *a);
/* Within the app's watch: true if the picture changed. */
bool drill_watch(struct app *app);
/* "RUNNING", "FROZEN", translated; frozen while nobody leads it. */
const char *drill_state_word(const struct drilling *g);
/* The i-th role; NULL behind the last. */
const char *drill_role(const struct drilling *g, size_t i);
/* Its words in the person's language; NULL: not released, no scenario. */
const struct drill_words *drill_said(const struct app *app,
				     const struct drill_inject *in);
/* After drilling_do(): tells what was done, or the error. */
bool drill_told(struct app *app, int rc, const struct error *err,
		const char *what);

#endif
