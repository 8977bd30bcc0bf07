/*
 * core/people/csv.h - comma-separated rows, as they come (RFC 4180, and what
 * spreadsheets make of it).
 *
 * Fed in pieces of any size; a row is handed on as soon as it is whole, so a
 * file of any length takes the memory of one row. Quoted cells hold
 * separators, quotes (doubled) and line ends; a row ends with LF, CR LF or
 * CR. Nothing is interpreted: a cell that begins with = is only text.
 */
#ifndef STANCH_PEOPLE_CSV_H
#define STANCH_PEOPLE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/str.h"

#define CSV_CELL_MAX ((size_t)64 * 1024)
#define CSV_COLUMNS 1000

enum csv_fault { /* of a row; it is handed on all the same */
	CSV_SOUND,
	CSV_TOO_LONG,	/* a cell over CSV_CELL_MAX; it is cut there */
	CSV_TOO_WIDE,	/* over CSV_COLUMNS; the rest is left out */
	CSV_UNCLOSED,	/* the file ended within quotes */
	CSV_ZERO,	/* a NUL byte; it is left out */
};

struct csv_row { /* valid within the call only */
	const char *const *cell; /* NUL-ended */
	const size_t *len;
	size_t count;
	uint64_t line; /* where it begins, from 1 */
	enum csv_fault fault;
};

struct csv;

/* separator 0: found in the first row, of , ; TAB and | the one that stands
 * there most often outside quotes; a row "sep=;" says it too and is left out.
 * fn may stop with a code of its own. NULL when memory is out. */
struct csv *csv_new(char separator,
		    int (*fn)(void *ctx, const struct csv_row *row,
			      struct error *err),
		    void *ctx);
void csv_free(struct csv *c);
int csv_feed(struct csv *c, const char *bytes, size_t n, struct error *err);
/* The last row, which may lack its line end. */
int csv_end(struct csv *c, struct error *err);
/* True if no cell of a sound row has a byte. */
bool csv_row_empty(const struct csv_row *row);

/* Appends a cell in quotes (text NULL: an empty one); separators and the
 * CR LF of a row are the caller's. What a spreadsheet would calculate (= + -
 * @ TAB CR first) gets a ' in front, as an import takes it back; plus: but
 * for a telephone number with a +, for a program that sends to it. */
void csv_cell(struct str *out, const char *text, bool plus);

#endif
