/* tui/cmd/drill.c - the commands of drills: one table. */
#include "tui/cmd/drill.h"

#include "core/base/tr.h"
#include "tui/cmd/cmd.h"

const struct command drill_commands[] = {
	{"drill lint", NULL, N_("Check scenarios of drills"),
	 "FILE|SCENARIO...", NULL,
	 "drill lint salon-transfer-leak\n"
	 "drill lint drills/salon-transfer-leak.en.md", drill_lint_run, 0},
	{0}
};
