/*
 * core/people/columns.h - which column of a table becomes which field.
 *
 * In this order: what --map says, what was chosen for these headings before,
 * the table of known headings, what a person answers. A column that nobody
 * mapped is not stored.
 */
#ifndef STANCH_PEOPLE_COLUMNS_H
#define STANCH_PEOPLE_COLUMNS_H

#include <stddef.h>

#include "core/base/error.h"
#include "core/people/column.h"

struct columns {
	char **heading;		  /* as in the file, UTF-8 */
	enum person_field *field; /* PERSON_FIELDS: left out */
	size_t count;
	size_t at[PERSON_FIELDS]; /* the field's column, or SIZE_MAX */
	bool remembered; /* chosen for these headings before */
};

struct columns_args {
	const char *map;    /* "会员卡=ref,列3=phone", or NULL */
	const char *memory; /* file of choices made before; NULL: none */
	/* A heading nobody knows, columns counted from 1: a field, or
	 * PERSON_FIELDS to leave it out. NULL: nobody is asked. */
	int (*ask)(void *ctx, enum person_field *out, const char *heading,
		   size_t column, struct error *err);
	void *ctx;
};

/* All-zero is ready; takes the row of headings. ERR_USAGE for a map that
 * names no column or no field, ERR_INVALID where no column would be stored
 * or the first row is somebody's data. */
int columns_choose(struct columns *c, const char *const *cell, size_t count,
		   const struct columns_args *args, struct error *err);
/* Keeps what was chosen, by the SHA-256 of the headings: no word of the
 * table is written. Nothing where args->memory is NULL. */
int columns_remember(const struct columns *c, const struct columns_args *args,
		     struct error *err);
void columns_release(struct columns *c);

#endif
