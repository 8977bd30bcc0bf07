/*
 * core/report/aar.h - the after-action report of a drill: a draft from the
 * record, with room for what people have to write themselves. Roles, never
 * names; no total.
 */
#ifndef STANCH_REPORT_AAR_H
#define STANCH_REPORT_AAR_H

#include "core/drill/compare.h"
#include "core/report/report.h"

struct aar_source {
	const struct drill_state *d; /* of the case, with its scenario */
	const struct score *s;
	/* Other runs like it, each in order of time. The diff of an earlier
	 * one goes from its playbook to this one's; later ones have none. */
	const struct drill_run_of *earlier, *later;
	size_t earlier_count, later_count;
};

enum aar_form { AAR_TEXT, AAR_MARKDOWN, AAR_HTML }; /* it is written in */

/* As report_build(). */
int aar_build(struct report **out, const struct casefile *c,
	      const struct aar_source *from, const char *lang,
	      struct error *err);

#endif
