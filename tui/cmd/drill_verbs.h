/* tui/cmd/drill_verbs.h - private to `drill do`: the verbs of drill_acts.c,
 * and what they share with drill_do.c. */
#ifndef STANCH_CMD_DRILL_VERBS_H
#define STANCH_CMD_DRILL_VERBS_H

#include "tui/cmd/drill.h"

/* Word i, 0 being the verb; NULL if it was not given. */
const char *verb_word(const struct args *a, size_t i);
/* Whether a released inject asks for that decision, with that option. */
int verb_option(const struct play *p, const char *id, const char *option,
		struct error *err);

/* Answers: what was recorded, what is next. */
void play_told(struct play *p, const struct args *a);

int verb_decide(struct play *p, struct args *a, struct error *err);
int verb_done(struct play *p, struct args *a, struct error *err);
int verb_confirm(struct play *p, struct args *a, struct error *err);
int verb_work(struct play *p, struct args *a, struct error *err);
int verb_unneeded(struct play *p, struct args *a, struct error *err);
int verb_reopen(struct play *p, struct args *a, struct error *err);
int verb_check(struct play *p, struct args *a, struct error *err);
int verb_note(struct play *p, struct args *a, struct error *err);
int verb_aware(struct play *p, struct args *a, struct error *err);
int verb_block(struct play *p, struct args *a, struct error *err);
int verb_clock_start(struct play *p, struct args *a, struct error *err);
int verb_clock_stop(struct play *p, struct args *a, struct error *err);
int verb_clock_waive(struct play *p, struct args *a, struct error *err);

#endif
