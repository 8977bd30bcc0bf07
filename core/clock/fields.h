/*
 * core/clock/fields.h - private: a YAML map into a struct, by a table of its
 * members. What is not of its form is a problem of the file, with its place.
 */
#ifndef STANCH_CLOCK_FIELDS_H
#define STANCH_CLOCK_FIELDS_H

#include "core/base/arena.h"
#include "core/base/yread.h"
#include "core/clock/rules.h"

enum field_kind {
	F_TEXT,	 /* const char * */
	F_ID,	 /* const char *: letters, digits, - and _ */
	F_SOURCE, /* const char *: an address has http(s) and a host */
	F_DATE,	 /* const char *: YYYY-MM-DD, a day there is */
	F_BOOL,	 /* bool */
	F_INT,	 /* int, 0 to 10,000 */
	F_SIGNED, /* int, -400 to 400 */
	F_WORD,	 /* int: place in the terms of `of` */
	F_FLAGS, /* unsigned: bits of the terms of `of` */
	F_IDS,	 /* struct clock_ids */
	F_WORDS, /* struct clock_words, from a map en, zh */
	F_SAID,	 /* the same, or from a text: that is English */
	F_MAP,	 /* the members of `of` (struct field), from the same base */
	F_OTHER, /* read by the caller */
};

struct field {
	const char *key;
	enum field_kind kind;
	size_t at; /* offset in the struct */
	bool needed;
	const void *of;
};

struct field_reader {
	struct arena *arena;
	const char *file;
	struct clock_problem first; /* the first problem; what NULL: none */
	bool nomem;
};

/* Keeps the first problem of a file. */
void field_bad(struct field_reader *r, const struct ynode *at,
	       const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Sets the members of *to; unknown and missing ones are problems. A null is
 * as if it were not there. The texts stay the document's. */
void fields_read(struct field_reader *r, void *to, const struct field *table,
		 const struct ynode *map);
/* The elements of a list member; NULL, with a problem, if it is none. */
const struct ynode *field_list(struct field_reader *r,
			       const struct ynode *map, const char *key);
/* One more zeroed row of an array in the arena; NULL when memory is out. */
void *field_row(struct field_reader *r, void *items, size_t *count,
		size_t *cap, size_t size);
/* The same, of an array of pointers: the row stays where it is. */
void *field_new(struct field_reader *r, void *items, size_t *count,
		size_t *cap, size_t size);
/* A date to a day; false if it is none. */
bool field_day(int64_t *day, const char *text);

#endif
