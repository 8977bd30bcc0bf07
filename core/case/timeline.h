/* core/case/timeline.h - every record in words, one line each. */
#ifndef STANCH_CASE_TIMELINE_H
#define STANCH_CASE_TIMELINE_H

#include "core/base/str.h"
#include "core/case/situation.h"

/* "lin closed 3.02 Record count: 41,208" in the user's language, on one
 * line, not yet through show(). lang: index for playbook texts. */
void timeline_text(struct str *out, const struct situation *s,
		   const struct event *ev, const char *lang);
/* Who leads, judges or watches a drill, in words; any other name as it is. */
const char *timeline_role(const char *by);
/* "came late", "clock set by hand" ...: words for the flags, "" if none. */
void timeline_flags(struct str *out, const struct event *ev);

#endif
