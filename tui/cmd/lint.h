/* tui/cmd/lint.h - `playbook lint`, and how any lint tells what it finds. */
#ifndef STANCH_CMD_LINT_H
#define STANCH_CMD_LINT_H

#include "tui/cmd/cli.h"

struct linting {
	struct cli *x;
	struct table table;
	size_t errors, warnings, hints, books;
};

int lint_run(struct cli *x, struct error *err);
/* The same with --fix: mends the files instead. */
int fix_run(struct cli *x, struct error *err);
/* Begins the list of findings. */
void lint_begin(struct linting *l, struct cli *x);
/* All of f; `dir` stands before each file name. */
void lint_tell(struct linting *l, const char *dir, const struct findings *f);
/* Ends the list, in JSON with the sums; the exit status says if there were
 * errors. */
int lint_end(struct linting *l, int rc, struct error *err);

#endif
