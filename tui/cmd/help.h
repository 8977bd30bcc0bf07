/* tui/cmd/help.h - help, made from the command tables. */
#ifndef STANCH_CMD_HELP_H
#define STANCH_CMD_HELP_H

#include "tui/cmd/cmd.h"

/* Help for x->cmd, for the noun typed so far, or for all. */
int help_command(struct cli *x, struct error *err);
int help_version(struct cli *x);
/* The man page in mdoc, and the candidates and scripts of completion. */
int man_run(struct cli *x, struct error *err);
int completion_run(struct cli *x, struct error *err);
int complete_run(struct cli *x, struct error *err);

/* Row i of the environment variables and files the program knows, for help
 * and the man page; false behind the last. */
/* Of a command with CMD_DRILL: that a drill's label is taken, too, and who
 * does it there; translated, no full stop. */
const char *help_drill(const struct command *c);
struct help_row {
	const char *name, *text; /* text: N_() */
};
bool help_environment(struct help_row *out, size_t i);
bool help_file(struct help_row *out, size_t i);

#endif
