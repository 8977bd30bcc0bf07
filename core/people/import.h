/*
 * core/people/import.h - a table of people into the case: all of it, or what
 * is sound of it, or nothing.
 */
#ifndef STANCH_PEOPLE_IMPORT_H
#define STANCH_PEOPLE_IMPORT_H

#include "core/case/people.h"
#include "core/people/columns.h"
#include "core/people/sheet.h"

#define PEOPLE_ROWS 2000000
#define PEOPLE_BAD_LISTED 100

struct import_args {
	const char *path;
	const char *name; /* what the record calls it; NULL: as the file is */
	enum encoding encoding; /* ENC_UNKNOWN: found out */
	struct columns_args columns;
	bool skip_bad; /* the sound rows go in all the same */
	bool dry;      /* nothing is written */
	/* Each sound row, its values by field, NULL for what no column has;
	 * valid within the call. May be NULL. */
	void (*row)(void *ctx, uint64_t number, const char *const *value);
	/* Non-zero stops: ERR_CANCELLED. May be NULL. */
	int (*progress)(void *ctx, int64_t done, int64_t all);
	void *ctx;
};
struct import_result { /* import_release() */
	struct columns columns;
	enum encoding encoding;
	uint64_t rows, bad; /* sound ones; others */
	uint64_t same; /* of rows: people who are there already */
	uint64_t above; /* rows above the headings, left out */
	uint64_t near; /* of rows: another name with the same telephone */
	struct bad_row {
		uint64_t row, line;
		enum row_fault fault;
	} first[PEOPLE_BAD_LISTED];
	struct near_row { /* a row, and the id or row of whom it resembles */
		uint64_t row;
		char other[PERSON_ID];
	} resembles[PEOPLE_BAD_LISTED];
	const char *label; /* "P-1"; NULL if nothing was written */
};

/* One record, or none. What stands in `out` is worth showing after a failure
 * too (bad rows). ERR_INVALID for bad rows and tables that cannot be read,
 * ERR_TOOBIG, ERR_CANCELLED, those of columns_choose() and of the log. */
int people_import(struct import_result *out, struct act *a,
		  const struct import_args *args, struct error *err);
void import_release(struct import_result *out);

#endif
