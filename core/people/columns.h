/*
 * core/people/columns.h - which column of a table becomes which field.
 *
 * In this order: what --map says, what was chosen for these headings before,
 * the table of known headings, what a person answers. A column that nobody
 * mapped is not stored.
 */
#ifndef STANCH_PEOPLE_COLUMNS_H
#define STANCH_PEOPLE_COLUMNS_H

#include "core/people/column.h"
#include "core/people/sheet.h"

struct columns {
	const struct column_kind *of;
	char **heading; /* as in the file, UTF-8 */
	int *field;	/* of->count: left out */
	size_t count;
	size_t at[COLUMN_FIELDS]; /* the field's column, or SIZE_MAX */
	bool remembered; /* chosen for these headings before */
};

struct columns_args {
	const char *map;    /* "会员卡=ref,列3=phone", or NULL */
	const char *memory; /* file of choices made before; NULL: none */
	bool screen; /* there is no --map: what is wrong does not name it */
	/* A heading nobody knows, columns counted from 1: a field, or
	 * k->count to leave it out. NULL: nobody is asked. */
	int (*ask)(void *ctx, int *out, const struct column_kind *k,
		   const char *heading, size_t column, struct error *err);
	void *ctx;
};

/* All-zero is ready; takes the row of headings. ERR_USAGE for a map that
 * names no column or no field, ERR_INVALID where none of the columns needed
 * is there, the row cannot be read, or it is somebody's data. */
int columns_read(struct columns *c, const struct column_kind *k,
		 const struct sheet *sheet, const struct csv_row *row,
		 const struct columns_args *args, struct error *err);
/* Keeps what was chosen, by the SHA-256 of the headings: no word of the
 * table is written. Nothing where args->memory is NULL. */
int columns_remember(const struct columns *c, const struct columns_args *args,
		     struct error *err);
/* "name, phone, mail": the fields there are. Appends. */
void columns_list(struct str *out, const struct column_kind *k);
void columns_release(struct columns *c);

#endif
