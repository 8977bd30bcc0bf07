/*
 * tui/cmd/drill.h - what the commands of drills share.
 */
#ifndef STANCH_CMD_DRILL_H
#define STANCH_CMD_DRILL_H

#include "core/drill/scenario.h"
#include "tui/cmd/cli.h"

/* The texts of a scenario: a path if the word has a slash or ends in .md,
 * else its id at main. *texts is the caller's (pb_texts_release). */
int drill_texts(struct pb_texts *texts, struct cli *x, const char *word,
		struct error *err);
/* What lint may look up: the clocks of the store, and a playbook. */
int drill_world(struct scenario_world *w, struct cli *x,
		const struct playbook *pb, struct error *err);
int drill_lint_run(struct cli *x, struct error *err);

#endif
