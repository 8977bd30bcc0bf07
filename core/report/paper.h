/*
 * core/report/paper.h - what a drill needs on paper: the facilitator's list,
 * a sheet to sign, what the players may know beforehand.
 */
#ifndef STANCH_REPORT_PAPER_H
#define STANCH_REPORT_PAPER_H

#include "core/drill/scenario.h"
#include "core/report/report.h"

enum paper { PAPER_FACILITATOR, PAPER_SIGN_IN, PAPER_PLAYERS };

/* *out as of report_build(). label: of the drill, or the scenario's id if
 * there is none yet. hash: of the scenario, or NULL. */
int paper_build(struct report **out, enum paper what,
		const struct scenario *sc, const char *label,
		const char *hash, const char *lang, struct error *err);

#endif
