/*
 * core/notice/group.h - who a notice goes to, and what became of it for each
 * of them.
 *
 * Read from the register when asked for, and copied: the register must be
 * closed before anything is written.
 */
#ifndef STANCH_NOTICE_GROUP_H
#define STANCH_NOTICE_GROUP_H

#include "core/case/notices.h"
#include "core/people/register.h"

#define GROUP_ALL "all"	      /* the filter that finds everybody */
#define GROUP_OFFICE "office" /* the "of" of an authority's row */

/* How many people it goes to now; 1 for an office, 0 for a public text.
 * ERR_USAGE for a filter that is none. */
int group_count(int64_t *count, struct casefile *c,
		const struct set_notice *set, struct error *err);

enum fate {
	FATE_NONE,    /* nothing was sent */
	FATE_DOUBT,   /* handed over or not: nobody knows */
	FATE_HANDED,
	FATE_FAILED,  /* refused before it was out of our hands */
	FATE_BOUNCED, /* came back */
	FATE_REACHED, /* answered, read, spoken to */
	FATE_NO_ANSWER,
	FATES,
};
const char *fate_name(enum fate f);  /* "in-doubt": tools and records */
const char *fate_words(enum fate f); /* a msgid */
/* False if the word names none that a person may record. */
bool fate_parse(enum fate *out, const char *word);

/* What the records of a notice say of each row; fates_release(). */
struct fates {
	struct fate_rows {
		const char *of; /* import, or GROUP_OFFICE */
		unsigned char *at; /* by row, enum fate */
		size_t rows;
	} *import;
	size_t imports, cap;
};
int fates_read(struct fates *out, const struct situation *s,
	       const struct case_notice *n, struct error *err);
void fates_release(struct fates *f);
/* id: "<import>/<row>", or an office's name. */
enum fate fates_of(const struct fates *f, const char *id);

struct recipient {
	const char *id, *label; /* "P-1/17" */
	const char *value[PERSON_FIELDS];
	enum fate fate;
};
struct group {
	struct recipient *to;
	size_t count, cap;
	size_t people;	       /* in the group */
	size_t by_fate[FATES]; /* of them */
	size_t lacking;	       /* wanted, but without an address */
	bool more;	       /* `most` was reached */
	struct arena arena;
};
struct group_args {
	unsigned fates;		 /* bits 1 << enum fate: whom to take */
	enum person_field field; /* they must have; PERSON_FIELDS: none */
	size_t most;		 /* 0: all */
	bool count_only;
};
int group_read(struct group *out, struct casefile *c,
	       const struct case_notice *n, const struct group_args *args,
	       struct error *err);
void group_release(struct group *g);
/* One person of the group. ERR_NOTFOUND. */
int group_person(struct group *out, struct casefile *c,
		 const struct case_notice *n, const char *word,
		 struct error *err);

/* The rows of recipients in order, as records hold them, in an arena. */
int group_rows(struct notice_rows **out, size_t *count, struct arena *a,
	       const struct recipient *to, size_t n);

#endif
