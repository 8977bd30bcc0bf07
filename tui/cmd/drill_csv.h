/*
 * tui/cmd/drill_csv.h - the list of injects that people keep in a
 * spreadsheet, read and written.
 */
#ifndef STANCH_CMD_DRILL_CSV_H
#define STANCH_CMD_DRILL_CSV_H

#include "core/drill/write.h"

#define COLUMN_NAMES 6
enum column {
	COL_ID, COL_AT, COL_KIND, COL_VIA, COL_FROM, COL_TO, COL_TITLE,
	COL_TEXT, COL_STEP, COL_EXPECT, COL_BY, COL_GOAL, COL_WHEN, COL_NOTE,
	COL_DECISION, COL_ASK, COL_OPTIONS, COL_WITHIN, COLUMNS,
};
/* What headings are called, in English and in Chinese; the first of each is
 * what we write ourselves. */
extern const char *const column_names[COLUMNS][2][COLUMN_NAMES];

/* Appends the scenario that a list of comma-separated rows (UTF-8) tells of.
 * Columns are known by their headings in English or Chinese, in any order;
 * what is not there is marked as to be written. A time is "12m", minutes, or
 * a time of day, which counts from the first row's; behind an expected step
 * or word may stand its own and a ! for critical, "[5m !]". Numbers that are
 * ids stay. ERR_INVALID with the line; ERR_NOMEM. */
int injects_read(struct str *out, const struct str *list,
		 const struct playbook *pb, const char *id, size_t lang,
		 const char *story, struct error *err);
/* Appends the list of a scenario, headings and texts in that language. A
 * cell that a spreadsheet would take for a formula gets a ' in front.
 * ERR_NOMEM. */
int injects_write(struct str *out, const struct scenario *sc,
		  const char *lang, struct error *err);

#endif
