/*
 * core/people/sheet.h - a file of rows, whatever program wrote it: what it is
 * written in is found out, then row after row comes in UTF-8.
 */
#ifndef STANCH_PEOPLE_SHEET_H
#define STANCH_PEOPLE_SHEET_H

#include "core/people/csv.h"
#include "core/people/encoding.h"

enum row_fault { /* why a row cannot be used */
	ROW_SOUND, ROW_FEW, ROW_MANY, ROW_WIDE, ROW_LONG, ROW_NUL,
	ROW_UNCLOSED, ROW_BYTES, ROW_MIXED, ROW_NOBODY, ROW_PHONE, ROW_MAIL,
	ROW_GUARDIAN, ROW_SHORTENED, ROW_UNNAMED, ROW_UNKNOWN, ROW_UNSENT,
};
/* "the e-mail is not of its form", translated. */
const char *row_fault_words(enum row_fault f);

struct sheet;

/* *out is the caller's until sheet_close(). name: what messages call it;
 * NULL: its path. ENC_UNKNOWN: found out, which reads the file once.
 * progress (may be NULL): non-zero stops the work. ERR_INVALID for what is no
 * file of rows, ERR_CANCELLED, those of open. */
int sheet_open(struct sheet **out, const char *path, const char *name,
	       enum encoding e,
	       int (*progress)(void *ctx, int64_t done, int64_t all),
	       void *ctx, struct error *err);
void sheet_close(struct sheet *s); /* NULL is fine */
enum encoding sheet_encoding(const struct sheet *s);
/* Each row to fn, cells as they stand in the file: sheet_cell() reads one.
 * fn may stop with a code of its own. */
int sheet_read(struct sheet *s,
	       int (*fn)(void *ctx, const struct csv_row *row,
			 struct error *err),
	       void *ctx, struct error *err);
/* A cell in UTF-8, tidied (cell.h), in place of what is in out. */
enum row_fault sheet_cell(struct str *out, const struct sheet *s,
			  const char *cell, size_t n);
/* What is wrong with the shape of a row: fewer cells than `least`, one with
 * something in it behind `most`. */
enum row_fault sheet_row_fault(const struct csv_row *row, size_t least,
			       size_t most);

#endif
