/* tui/screen/views.c - the tables of all screens. */
#include "tui/screen/views.h"

#include <stddef.h>

const struct screen_def *const all_screens[] = {
	&dashboard_screen, &newcase_screen,  &case_screen,
	&decision_screen,  &step_screen,     &timeline_screen,
	&diff_screen,	   &difftext_screen, &blame_screen,
	&draft_screen,	   &filediff_screen, &stale_screen,
	&record_screen,	   &evidence_screen, &contacts_screen,
	&members_screen,   &playbooks_screen, &reading_screen,
	&versions_screen,  &report_screen,   &preview_screen,
	&import_screen,	   &adopt_screen,    &adopttext_screen,
	&noticepeople_screen,
	&notices_screen,   &notice_screen,   &noticetext_screen,
	&people_screen,	   &counts_screen,   &person_screen,
	&enquiries_screen, &enquiry_screen,  &twice_screen,
	&groups_screen,	   &imports_screen,  &bringin_screen,
	&clocks_screen,	   &clock_screen,    &allclocks_screen,
	&drills_screen,	   &drillnew_screen, &drillreport_screen,
	&console_screen,   &judge_screen,    &inject_screen,   &inbox_screen,
	NULL,
};

const struct screen_def *const case_views[7] = {
	&case_screen, &timeline_screen, &evidence_screen,
	&people_screen, &notices_screen, &clocks_screen, &report_screen,
};

const struct screen_def *const board_views[5] = {
	&dashboard_screen, &allclocks_screen, &playbooks_screen,
	&drills_screen, &members_screen,
};
