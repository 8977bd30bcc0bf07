/* core/case/settle.h - private to core/case: parts of settling. */
#ifndef STANCH_CASE_SETTLE_H
#define STANCH_CASE_SETTLE_H

#include "core/case/situation.h"

/* Reads the adopted playbooks that are new or changed. */
int settle_books(struct situation *s, struct log *log, struct error *err);
/* A step by its id within its playbook; NULL if there is none. */
struct step *settle_step(const struct situation *s, const struct book *b,
			 const char *id);
const struct role *settle_role(const struct situation *s, const char *key);
/* What closing it now would ask for: bits of enum step_need. */
unsigned settle_missing(const struct step *st);
/* Own targets (`due:`) of all steps, from what is known now. */
void settle_due(struct situation *s);
/* "2026-10-14": the end of that day in UTC, ms; 0 if it is no date. */
int64_t settle_day(const char *text);

#endif
