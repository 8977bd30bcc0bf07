/*
 * core/notice/group.h - who a notice goes to, and what became of it for each
 * of them.
 *
 * Read from the register when asked for, and copied: the register must be
 * closed before anything is written.
 */
#ifndef STANCH_NOTICE_GROUP_H
#define STANCH_NOTICE_GROUP_H

#include "core/notice/draft.h"
#include "core/notice/fate.h"
#include "core/people/register.h"

#define GROUP_ALL "all" /* the filter that finds everybody */
/* Of a filter: "unreached=A" finds those of notice A's group who have not got
 * it; more conditions stand behind a comma. */
#define GROUP_UNREACHED "unreached="

/* How many people it goes to now; 1 for an office, 0 for a public text.
 * ERR_USAGE for a filter that is none, ERR_NOTFOUND for a notice in it. */
int group_count(int64_t *count, struct casefile *c,
		const struct set_notice *set, struct error *err);

struct recipient {
	const char *id, *label; /* "P-1/17" */
	const char *value[PERSON_FIELDS];
	enum fate fate;
};
/* Sets of the values that a text takes from a person's row: of them, bit i
 * stands for draft_own(i). */
#define GROUP_SETS (1u << DRAFT_OWN)
struct group {
	struct recipient *to;
	size_t count, cap;
	size_t people;	       /* in the group */
	size_t by_own[GROUP_SETS]; /* of them: have just these */
	const char *longest[DRAFT_OWN]; /* value of each; NULL: none */
	size_t by_fate[FATES]; /* of them */
	size_t wanted;	       /* with such a fate, and an address */
	size_t lacking;	       /* with such a fate, without an address */
	bool more;	       /* `most` was reached */
	struct arena arena;
};
struct group_args {
	unsigned fates;		 /* bits 1 << enum fate: whom to take */
	enum person_field field; /* they must have; PERSON_FIELDS: none */
	size_t most;		 /* 0: all */
	const char *after;	 /* id: only those behind it; NULL */
	const char *only;	 /* id: just this one; NULL */
	bool count_only;
};
struct group_index { /* of a long list: who stands on it, in 4 bytes each */
	uint32_t *at; /* places in an open register, in order */
	size_t count, cap;
	size_t people, by_fate[FATES]; /* in the group */
};
/* Those with such a fate. For as long as that register is open and not
 * renewed; the caller's (group_index_release). What a public text or one to
 * an office goes to is nobody here. */
int group_index(struct group_index *out, struct casefile *c,
		const struct people *p, const struct case_notice *n,
		unsigned fates, struct error *err);
void group_index_release(struct group_index *x);
/* The person at a place of the register, in the place of whom *g holds. */
int group_take(struct group *g, const struct people *p, size_t at,
	       enum fate fate, struct error *err);

/* Those of the group that args wants, in order; the caller's
 * (group_release). ERR_USAGE for a filter that is none, ERR_NOTFOUND for a
 * notice in it, those of the register. */
int group_read(struct group *out, struct casefile *c,
	       const struct case_notice *n, const struct group_args *args,
	       struct error *err);
void group_release(struct group *g);
/* Everybody the notice went to or goes to, one after the other; what fn is
 * handed holds within the call, and fn must not write. A code of fn ends it. */
int group_each(struct casefile *c, const struct case_notice *n,
	       int (*fn)(void *ctx, const struct recipient *to,
			 struct error *err),
	       void *ctx, struct error *err);
/* One person of the group, or of those who got it; who stands in the register
 * twice is found under either label. ERR_NOTFOUND. */
int group_person(struct group *out, struct casefile *c,
		 const struct case_notice *n, const char *word,
		 struct error *err);

/* The telephone that is rung: a minor's guardian, not the child; "" without
 * one. */
const char *recipient_phone(const struct recipient *to);

/* Puts in place of their values what may be seen of them. ERR_NOMEM. */
int group_mask(struct group *g, struct error *err);

/* The rows of recipients in order, as records hold them, in an arena. */
int group_rows(struct notice_rows **out, size_t *count, struct arena *a,
	       const struct recipient *to, size_t n);

#endif
