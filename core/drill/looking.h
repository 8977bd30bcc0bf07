/* core/drill/looking.h - private: what reading a drill's record shares. */
#ifndef STANCH_DRILL_LOOKING_H
#define STANCH_DRILL_LOOKING_H

#include "core/drill/state.h"

/* A record that takes effect, was not withdrawn and is of its form. */
bool drill_counts(const struct event *ev);
/* Done, or done but for a second person (recorded as doing, with asks). */
bool drill_closes(const struct set_step *p);
/* Its place in s->event, or event_count. */
size_t drill_index(const struct drill_state *d, const struct event *ev);

#endif
