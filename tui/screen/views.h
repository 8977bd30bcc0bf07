/* tui/screen/views.h - every screen, by name. */
#ifndef STANCH_SCREEN_VIEWS_H
#define STANCH_SCREEN_VIEWS_H

#include "tui/app/screen.h"

extern const struct screen_def dashboard_screen; /* the root */
extern const struct screen_def newcase_screen;	 /* c: the picker */
extern const struct screen_def case_screen;	 /* 1 steps */
extern const struct screen_def decision_screen;	 /* arg: step key */
extern const struct screen_def step_screen;	 /* arg: step key; read all */
extern const struct screen_def timeline_screen;	 /* 2 */
extern const struct screen_def record_screen;	 /* arg: a record's hex id */
extern const struct screen_def evidence_screen;	 /* 3 */
extern const struct screen_def people_screen;	 /* 4 */
extern const struct screen_def counts_screen;	 /* arg: a field's name */
extern const struct screen_def person_screen;	 /* arg: an id, "P-1/17" */
extern const struct screen_def enquiries_screen; /* 4, Tab; arg: "Q-1" */
extern const struct screen_def enquiry_screen;	 /* arg: "Q-1" */
extern const struct screen_def notices_screen;	 /* 5; arg: a notice, NULL */
extern const struct screen_def notice_screen;	 /* arg: a notice's label */
extern const struct screen_def noticepeople_screen; /* "A": who got it */
extern const struct screen_def noticetext_screen; /* "A", "A changes" */
extern const struct screen_def twice_screen;	 /* 4, Tab */
extern const struct screen_def groups_screen;	 /* 4, Tab */
extern const struct screen_def imports_screen;	 /* 4, Tab */
extern const struct screen_def bringin_screen;	 /* arg: bringin.h */
extern const struct screen_def clocks_screen;	 /* 6; arg: a clock, NULL */
extern const struct screen_def clock_screen;	 /* arg: a clock; its law */
extern const struct screen_def allclocks_screen; /* of all cases */
extern const struct screen_def report_screen;	 /* 7 */
extern const struct screen_def preview_screen;	 /* of the report */
extern const struct screen_def contacts_screen;
extern const struct screen_def playbooks_screen;
extern const struct screen_def blame_screen; /* arg: as reading_screen */
extern const struct screen_def draft_screen; /* arg: "NAME [SLUG]" */
extern const struct screen_def filediff_screen; /* arg: "DRAFT FILE" */
extern const struct screen_def stale_screen; /* arg: "SLUG[@draft/NAME]" */
/* arg: "SLUG@FROM SLUG@TO [#STEP]" (tui/screen/bookdiff.h) */
extern const struct screen_def diff_screen;	/* step by step */
extern const struct screen_def difftext_screen; /* old and new text */
/* arg: "SLUG" or "SLUG@COMMIT" (tui/screen/bookref.h) */
extern const struct screen_def reading_screen;
extern const struct screen_def versions_screen; /* arg: "SLUG[@BRANCH]" */
extern const struct screen_def adopt_screen; /* arg: "SLUG", "SLUG@COMMIT" */
extern const struct screen_def adopttext_screen; /* arg: that, blank, key */
extern const struct screen_def members_screen; /* of the open case */

extern const struct screen_def drills_screen;	/* tab 4: all of them */
extern const struct screen_def drillnew_screen; /* c there: a new one */
extern const struct screen_def drillreport_screen; /* arg: NULL, a label */
extern const struct screen_def console_screen; /* leads a drill */
extern const struct screen_def judge_screen;   /* evaluates one */
extern const struct screen_def inject_screen;  /* arg: its id */
extern const struct screen_def inbox_screen;   /* what was released */

extern const struct screen_def import_screen; /* arg: path of a file */

/* All of them, NULL-ended: for the keymap, the man page, the tests. */
extern const struct screen_def *const all_screens[];

/* The view behind key 1-7 in a case. */
extern const struct screen_def *const case_views[7];

/* The screen behind key 1-5 outside of cases; the last is of one case. */
extern const struct screen_def *const board_views[5];

#endif
