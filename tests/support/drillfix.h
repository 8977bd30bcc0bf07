/*
 * tests/support/drillfix.h - a drill that follows tests/support/playbooks/
 * lost-laptop, led by the device lin, played by wu; and its scenario:
 *
 *   I-01  0m   awareness-time by 5m !                      O1
 *   I-02  5m   lock-laptop by 5m !                         O2
 *   I-03  8m   opens D-01 (wipe, wait) within 5m, say-1 !  O3
 *   I-04  12m  if lock-laptop is not done: lock-laptop     O2
 *   I-05  15m  noise, say-1                                O1
 *
 * O2 is within the clock eu-gdpr-33-authority, true from I-01, own target
 * 6h. Story: 10m of play are 2h, then 18h by 20m, 30m are 22h. Nothing
 * passes but what a test says: x.f.now stands at the start of play until
 * drillfix_at().
 */
#ifndef STANCH_TESTS_DRILLFIX_H
#define STANCH_TESTS_DRILLFIX_H

#include "core/drill/compare.h"
#include "tests/support/casefix.h"

#define MINUTE ((int64_t)60 * 1000)

struct drillfix {
	struct casefix x; /* x.c is the drill, opened by lin */
	struct casefile *wu;
	struct scenario *sc;
	struct drill_notes notes;
	struct drill_state *d;
	struct score *s;
	int64_t start; /* wall of minute 0 */
};

void drillfix_up(struct drillfix *x);
void drillfix_down(struct drillfix *x);
/* The two for cmocka: *state is a struct drillfix. */
int drillfix_begin(void **state);
int drillfix_end(void **state);
/* The clocks of the machine stand at that minute; halves are fine. */
void drillfix_at(struct drillfix *x, double minute);
/* One record of lin's: its members as JSON, "{\"op\":\"freeze\"}". by is the
 * role. Fails the test if it cannot be written. */
void drillfix_write(struct drillfix *x, const char *type, const char *on,
		    const char *by, const char *members);
/* The same by wu's device. */
void drillfix_write_wu(struct drillfix *x, const char *type, const char *on,
		       const char *by, const char *members);
void drillfix_start(struct drillfix *x);
void drillfix_op(struct drillfix *x, const char *op); /* freeze, resume ... */
void drillfix_release(struct drillfix *x, const char *inject);
/* A step done, whatever it lacks. */
void drillfix_done(struct drillfix *x, const char *role, const char *step);
/* A note of the facilitator's, kept apart. */
void drillfix_keep(struct drillfix *x, const char *type, const char *on,
		   const char *by, const char *op);
/* The state as it stands now; x->d, made anew. */
const struct drill_state *drillfix_look(struct drillfix *x);
const struct drill_inject *drillfix_inject(struct drillfix *x,
					   const char *id);
/* The score of that state; the clock of the scenario runs 72 hours. */
const struct score *drillfix_score(struct drillfix *x);
const struct score_expect *drillfix_expect(struct drillfix *x,
					   const char *key);
const struct score_objective *drillfix_objective(struct drillfix *x,
						 const char *id);

#endif
