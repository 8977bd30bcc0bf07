/*
 * core/playbook/stale.h - translations that are behind their base, section
 * by section: which they are, and saying of one that it is right again.
 */
#ifndef STANCH_PLAYBOOK_STALE_H
#define STANCH_PLAYBOOK_STALE_H

#include "core/playbook/playbook.h"

struct stale { /* a section whose base has moved on; borrowed from pb */
	const char *id; /* of a step or a phase; "": title, introduction */
	const char *number, *title; /* "3.02", "3", ""; in the base */
	const char *of;	 /* the hash it was translated from, or NULL */
	const char *now; /* the hash of the base's section */
	struct pb_range base, text; /* in the sources of both */
};

/* Those of the language at index lang of pb->lang, in order, into the arena;
 * a section that is not translated at all is none. ERR_NOMEM. */
int playbook_stale(struct stale **out, size_t *count, struct arena *a,
		   const struct playbook *pb, size_t lang, struct error *err);
/* Appends the translation with the `of` of one section naming the base as it
 * is now; no other byte changes. ERR_NOTFOUND: one of the two lacks the
 * section; ERR_INVALID, ERR_TOOBIG as reading; ERR_NOMEM. */
int playbook_fresh(struct str *out, const struct pb_source *base,
		   const struct pb_source *translation, const char *id,
		   struct error *err);

#endif
