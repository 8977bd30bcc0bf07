/* tui/cmd/lint.h - `playbook lint`. */
#ifndef STANCH_CMD_LINT_H
#define STANCH_CMD_LINT_H

#include "tui/cmd/cli.h"

int lint_run(struct cli *x, struct error *err);

#endif
