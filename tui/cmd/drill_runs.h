/* tui/cmd/drill_runs.h - runs of a scenario, read to be put beside each
 * other. */
#ifndef STANCH_CMD_DRILL_RUNS_H
#define STANCH_CMD_DRILL_RUNS_H

#include "core/drill/compare.h"
#include "tui/cmd/changes.h"
#include "tui/cmd/drill.h"

struct run {
	struct play p;
	struct score *s;
	struct version v;     /* of its playbook */
	struct pb_diff *diff; /* to a later run's, by run_diff() */
};
/* ERR_REFUSED if it has not been started. */
int run_open(struct run *r, struct cli *x, const char *label,
	     struct error *err);
/* Not made if a version is not here. */
int run_diff(struct run *was, const struct run *is, struct error *err);
void run_close(struct run *r);

struct runs { /* those like one run, in order of time */
	struct run **at; /* each stays where it is: its story points there */
	struct drill_run_of *view;
	size_t count, cap, earlier; /* of them before that one */
};
/* All that are alike: history for a run that is history, practice for one
 * that is practice. Drills that cannot be read are left out. */
int runs_like(struct runs *out, struct cli *x, const struct run *of,
	      struct error *err);
void runs_release(struct runs *r);

#endif
