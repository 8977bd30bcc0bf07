/*
 * core/drill/words.h - what states are called where people read: the words
 * behind the names that tools read. All translated.
 */
#ifndef STANCH_DRILL_WORDS_H
#define STANCH_DRILL_WORDS_H

#include "core/drill/compare.h"

const char *drill_run_words(enum drill_run r);	     /* "not started" */
const char *inject_state_words(enum inject_state st); /* "not reached" */
const char *expect_state_words(enum expect_state st); /* "not observed" */
const char *clock_result_words(enum clock_result r);
/* Whose clock it is: the law's from the truth, our own target, the team's
 * own start. */
const char *score_clock_words(const struct score_clock *k);
/* Why the rules propose a rating. */
const char *proposal_words(enum proposal why);
const char *rating_words(enum rating r); /* "P, achieved cleanly" */
const char *outcome_words(enum outcome o);
/* Of a step that changed: "reworded". */
const char *drill_change_words(enum step_change change);
const char *drill_mode_words(const char *mode); /* of a start record */

#endif
