/*
 * core/report/aar.h - the after-action report of a drill: a draft from the
 * record, with room for what people have to write themselves.
 */
#ifndef STANCH_REPORT_AAR_H
#define STANCH_REPORT_AAR_H

#include "core/drill/score.h"
#include "core/report/report.h"

/* As report_build(); d and s were made of this case, with its scenario. */
int aar_build(struct report **out, const struct casefile *c,
	      const struct drill_state *d, const struct score *s,
	      const char *lang, struct error *err);

#endif
