/*
 * core/notice/blank.h - the blanks a notice may have: {{name}}.
 *
 * One fixed table: a template can ask for nothing else, so what it takes
 * from the team, the case and a person's row is known beforehand.
 */
#ifndef STANCH_NOTICE_BLANK_H
#define STANCH_NOTICE_BLANK_H

#include <stddef.h>

enum blank_from {
	BLANK_TEAM,   /* the same in every case of the team */
	BLANK_CASE,   /* what is known of the breach */
	BLANK_NOTICE, /* typed for this notice alone */
	BLANK_PERSON, /* from the row of the person it goes to */
};
struct blank {
	const char *name; /* "kinds" */
	enum blank_from from;
	const char *what; /* a msgid: "kinds of data" */
};

/* The row of a name of n bytes; NULL if there is none. */
const struct blank *blank_find(const char *name, size_t n);
/* The name nearest to a word, or NULL. */
const char *blank_nearest(const char *word);
/* All rows, for documents and forms. */
const struct blank *blank_table(size_t *count);

#endif
