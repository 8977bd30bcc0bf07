/*
 * core/people/register.h - the register of affected people, as it stands:
 * all imports that were not purged, with what was set on them since.
 *
 * Read when asked for, into memory, and nowhere else: no index is kept. A
 * person has a place here, 0 to register_rows() - 1, in the order of imports
 * and rows; it holds as long as the register is open. What lasts is the id.
 */
#ifndef STANCH_PEOPLE_REGISTER_H
#define STANCH_PEOPLE_REGISTER_H

#include "core/case/people.h"
#include "core/people/column.h"

#define PEOPLE_NOBODY SIZE_MAX

struct people;

/* Who is told how far long work is; NULL where nobody is. */
struct people_watch {
	int (*fn)(void *ctx, int64_t done, int64_t all); /* non-zero: stop */
	void *ctx;
};

/* *out is the caller's until register_close(), which must come before the
 * case is closed or brought up to date. ERR_CORRUPT for rows that are not
 * what was recorded, ERR_NOMEM, those of log_att_read(). */
int register_open(struct people **out, struct casefile *c,
		  struct error *err);
/* Opens it (*p NULL), or brings it up to date after the case was: rows are
 * read again, and places are others, only where an import came or went. In
 * between nothing but this and register_close() may be called. On failure
 * *p is NULL; codes as register_open() and ERR_CANCELLED. */
int register_renew(struct people **p, struct casefile *c,
		   const struct people_watch *watch, struct error *err);
void register_close(struct people *p); /* NULL is fine */
size_t register_rows(const struct people *p); /* all, twice or not */
size_t register_people(const struct people *p); /* each person once */
/* The place of "P-1/17" or of an id. ERR_NOTFOUND, ERR_USAGE. */
int register_find(size_t *at, const struct people *p, const char *word,
		  struct error *err);

/* Counted: not taken off, and not somebody who stands before. */
bool person_counts(const struct people *p, size_t at);
bool person_removed(const struct people *p, size_t at);
/* Two people set it at once; the later shows. */
bool person_conflict(const struct people *p, size_t at);
/* Who this is too: the place of the one that counts, or `at` itself. */
size_t person_same(const struct people *p, size_t at);
/* Somebody has said that these two are two people. */
bool person_apart(const struct people *p, size_t at, size_t other);
/* What was set on it since; NULL for nothing. */
const struct set_person *person_set(const struct people *p, size_t at);
void person_id(char out[PERSON_ID], const struct people *p, size_t at);
void person_label(char out[PERSON_ID], const struct people *p, size_t at);
/* The value, "" where there is none; in buf, until it is used again. */
const char *person_get(struct str *buf, const struct people *p, size_t at,
		       enum person_field f);

/* --- filters ---------------------------------------------------------------- */

/* "jurisdiction=CN,minor!=,name~zhang": all of them hold. = and != compare
 * whole values, ~ and !~ look within, without regard to case and full-width
 * forms; "a|b" is either; an empty value is none. `import` is a field too
 * ("import=P-2"). A comma, bar or backslash in a value stands behind \. */
struct people_filter;

/* ERR_USAGE names what is wrong. text NULL or "": everybody. */
int filter_parse(struct people_filter **out, const char *text,
		 struct error *err);
void filter_free(struct people_filter *f);
bool filter_match(const struct people_filter *f, const struct people *p,
		  size_t at);
/* True if the words stand somewhere among the values. */
bool person_search(const struct people *p, size_t at, const char *words);

/* --- counts ----------------------------------------------------------------- */

struct tally { /* tally_release() */
	struct tally_line {
		const char *value; /* "" for none */
		size_t count;
	} *line; /* most first */
	size_t count, cap;
	size_t people;	   /* who counts and matches */
	struct arena arena; /* private */
};
/* How many people that count and match have each value of a field; a list of
 * kinds ("telephone; address") counts under each. f PERSON_FIELDS: only
 * `people`. ERR_NOMEM. */
int register_count(struct tally *out, const struct people *p,
		   const struct people_filter *filter, enum person_field f,
		   struct error *err);
void tally_release(struct tally *t);

/* Looks through all that count for pairs: the same person (sure), or the
 * same telephone under another name. Pairs once told to be somebody else are
 * left out. A non-zero answer of fn stops and is returned; ERR_CANCELLED if
 * the watch (may be NULL) did. */
int register_pairs(const struct people *p, const struct env *env,
		   const struct people_watch *watch,
		   int (*fn)(void *ctx, size_t at, size_t other, bool sure),
		   void *ctx, struct error *err);

#endif
