/* core/case/settle.h - private to core/case: parts of settling. */
#ifndef STANCH_CASE_SETTLE_H
#define STANCH_CASE_SETTLE_H

#include "core/case/situation.h"

/* All that follows from the registers and the versions (s->version) as they
 * stand. ERR_NOMEM or 0. */
int settle_all(struct situation *s, int64_t now, struct error *err);
/* Phases, steps and roles, from the versions. ERR_NOMEM or 0. */
int lay_out(struct situation *s);
/* A step by its id within its playbook; NULL if there is none. */
struct step *settle_step(const struct situation *s, const struct book *b,
			 const char *id);
const struct role *settle_role(const struct situation *s, const char *key);
/* Legal time limits, from their records. ERR_NOMEM or 0. */
int settle_clocks(struct situation *s);
/* Notices, from their records; after the steps. ERR_NOMEM or 0. */
int settle_notices(struct situation *s);
/* Own targets (`due:`) of all steps, from what is known now. */
void settle_due(struct situation *s);
/* "2026-10-14": the end of that day in UTC, ms; 0 if it is no date. */
int64_t settle_day(const char *text);

#endif
