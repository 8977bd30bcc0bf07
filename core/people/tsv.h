/*
 * core/people/tsv.h - rows of the register as text: tab-separated, a line
 * each, in pieces that can be read alone (docs/FILE-FORMAT.md,
 * people.import).
 */
#ifndef STANCH_PEOPLE_TSV_H
#define STANCH_PEOPLE_TSV_H

#include "core/base/str.h"
#include "core/log/log.h"
#include "core/people/column.h"

struct tsv { /* all-zero but for the first line is ready */
	struct str head; /* "row\tsame\tname\n" */
	struct log_att *piece; /* finished ones; data is ours */
	size_t count, cap;
	struct str now; /* the one being filled */
	struct str row; /* the row being written */
};

/* The first line, from the fields in the order of columns. */
void tsv_begin(struct tsv *r, const enum person_field *field, size_t count);
/* A row: its number, the id or row of the same person or NULL, the values.
 * ERR_NOMEM. */
int tsv_add(struct tsv *r, uint64_t number, const char *same,
	     const char *const *value, size_t count);
int tsv_end(struct tsv *r);
void tsv_release(struct tsv *r);
/* Adds the value that stands escaped at p. */
void tsv_unescape(struct str *out, const char *p, size_t n);

#endif
