/* core/drill/scoring.h - private: the parts that score_make() puts together,
 * in this order. */
#ifndef STANCH_DRILL_SCORING_H
#define STANCH_DRILL_SCORING_H

#include "core/drill/score.h"

/* score_clock.c; before the objectives, which look at the results. */
int score_clocks(struct score *s, const struct drill_state *d,
		 const struct scenario_world *w);
/* score_figures.c; after all else. */
int score_figures(struct score *s, const struct drill_state *d);
#endif
