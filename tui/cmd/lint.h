/* tui/cmd/lint.h - `playbook lint`, and how any lint tells what it finds. */
#ifndef STANCH_CMD_LINT_H
#define STANCH_CMD_LINT_H

#include "tui/cmd/cli.h"

struct linting {
	struct cli *x;
	struct table table;
	size_t errors, warnings, hints;
	size_t books;	  /* or scenarios, where they alone are looked at */
	size_t others;	  /* notices and scenarios beside the playbooks */
	bool short_lines; /* one line a finding, also for people */
};

int lint_run(struct cli *x, struct error *err);
/* A folder: its playbooks, and its clocks, notices, team and scenarios. */
int lint_folder(struct linting *l, const char *path, struct error *err);
/* The same with --fix: mends the files instead. */
int fix_run(struct cli *x, struct error *err);
/* Begins the list of findings. */
void lint_begin(struct linting *l, struct cli *x);
/* All of f; `dir` stands before each file name. */
void lint_tell(struct linting *l, const char *dir, const struct findings *f);
/* Before a question about one file of a draft: what is found in it, and
 * errors of any, those last; of other files only how much. */
void lint_tell_edited(struct cli *x, const struct findings *f,
		      const char *file, const char *draft);
/* Ends the list, in JSON with the sums; the exit status says if there were
 * errors. */
int lint_end(struct linting *l, int rc, struct error *err);

#endif
