/* core/case/adopting.h - private to core/case: a row of a plan in words. */
#ifndef STANCH_CASE_ADOPTING_H
#define STANCH_CASE_ADOPTING_H

#include "core/case/adopt.h"
#include "core/base/time.h"

struct telling {
	const struct situation *before, *after;
	const struct zone *zone;
	const struct step *was, *is;
	struct str *out;
};

/* What becomes of a step that both have: nothing if it is the same. */
void tell_changed(const struct telling *t);
void tell_new(const struct telling *t);
void tell_retired(const struct telling *t);

#endif
