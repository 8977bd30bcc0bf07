/*
 * tui/cmd/drill_csv.h - the list of injects that people keep in a
 * spreadsheet, read and written.
 */
#ifndef STANCH_CMD_DRILL_CSV_H
#define STANCH_CMD_DRILL_CSV_H

#include "core/drill/write.h"

/* Appends the scenario that a list of comma-separated rows (UTF-8) tells of.
 * Columns are known by their headings in English or Chinese, in any order;
 * what is not there is marked as to be written. A time is "12m", minutes, or
 * a time of day, which counts from the first row's. ERR_INVALID with the
 * line; ERR_NOMEM. */
int injects_read(struct str *out, const struct str *list,
		 const struct playbook *pb, const char *id, size_t lang,
		 const char *story, struct error *err);
/* Appends the list of a scenario, headings and texts in that language. A
 * cell that a spreadsheet would take for a formula gets a ' in front.
 * ERR_NOMEM. */
int injects_write(struct str *out, const struct scenario *sc,
		  const char *lang, struct error *err);

#endif
