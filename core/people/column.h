/*
 * core/people/column.h - what the register holds of a person, and which
 * heading of somebody's table means which of it.
 */
#ifndef STANCH_PEOPLE_COLUMN_H
#define STANCH_PEOPLE_COLUMN_H

#include <stdbool.h>
#include <stddef.h>

enum person_field {
	PERSON_NAME, PERSON_PHONE, PERSON_MAIL, PERSON_WECHAT,
	PERSON_ADDRESS, PERSON_ID_NUMBER, PERSON_LANGUAGE,
	PERSON_JURISDICTION, PERSON_KINDS, PERSON_MINOR, PERSON_GUARDIAN,
	PERSON_GUARDIAN_PHONE, PERSON_GROUP, PERSON_REF,
	PERSON_FIELDS, /* how many; as a column's: not mapped */
};

/* What the columns of one kind of table can be. A field is its place in the
 * table below; `count` is none: left out, not known. */
struct column_kind {
	const char *table; /* its name in what is remembered; "": people */
	const struct column_field {
		const char *name;  /* "guardian-phone" */
		const char *label; /* a msgid */
		bool secret;	   /* shown in part only */
		const char *headings; /* known ones, folded, parted by | */
	} *field;
	int count;
	int needed; /* of the first so many one column must be there */
	const char *lacking; /* said if none is: a msgid */
	const char *example, *map; /* "name,phone", "#1=name,#2=phone" */
};
#define COLUMN_FIELDS 16 /* of a kind, at most */
extern const struct column_kind people_columns;
/* By name; count if there is none. */
int column_find(const struct column_kind *k, const char *name);
/* The field that a heading means, by the table of common Chinese and English
 * ones; case, blanks, full-width forms and a unit in brackets do not count.
 * `count` if it is not known. */
int column_known(const struct column_kind *k, const char *heading);

/* "guardian-phone": as files, options and JSON have it. */
const char *person_field_name(enum person_field f);
const char *person_field_label(enum person_field f); /* a msgid */
/* True where lists and exports that leave the team show only part of it. */
bool person_field_secret(enum person_field f);
/* By name; PERSON_FIELDS if there is none. */
enum person_field person_field_find(const char *name);

/* Part of a value, enough to tell it from others: "138****0021",
 * "l***@example.org", "3301***********12", "张*". Writes at most size bytes,
 * whole characters. */
void person_mask(char *out, size_t size, enum person_field f,
		 const char *value);

#endif
