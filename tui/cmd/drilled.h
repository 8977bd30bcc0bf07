/* tui/cmd/drilled.h - when a playbook was last practised. */
#ifndef STANCH_CMD_DRILLED_H
#define STANCH_CMD_DRILLED_H

#include "tui/cmd/cli.h"

/* "DRILLED  DRILL-2026-002 on 2026-09-12, at 2.0.3 @ 8c2f1d0; 7 steps differ
 * since then", or `drilled` in JSON; commit: the version that is shown. The
 * store is open. */
int drilled_tell(struct cli *x, const char *slug, const char *commit,
		 struct error *err);

#endif
