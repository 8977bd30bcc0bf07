/*
 * core/case/doing.h - private to core/case: one act on its way, from the
 * check on screen to the check inside the transaction.
 */
#ifndef STANCH_CASE_DOING_H
#define STANCH_CASE_DOING_H

#include "core/case/act.h"
#include "core/case/write.h"

struct doing {
	struct act *a;
	const struct situation *s; /* until doing_end() */
	bool in_closed; /* allowed in a closed case too */
	/* Asked again inside the transaction; may be NULL. */
	int (*again)(struct doing *d, struct error *err);
	const void *what; /* of `again` */
	uint8_t (*ids)[ID_LEN]; /* gets the id of each record; NULL */
	struct batch b;
};

/* Checks that this device may write and, unless in_closed, that the case is
 * open. On failure nothing needs to be ended. */
int doing_begin(struct doing *d, struct act *a, bool in_closed,
		struct error *err);
/* The same for whoever has at least that role. */
int doing_begin_as(struct doing *d, struct act *a, bool in_closed,
		   enum member_role least, struct error *err);
/* One more record of a plain event; on (may be NULL) is copied; a register
 * gets `over` = the values that stand now. */
struct jwrite *doing_set(struct doing *d, const char *type, const char *on);
/* Appends, refreshes the case, gives the first id to a->id, frees. */
int doing_end(struct doing *d, struct error *err);
/* Frees without writing; returns rc. */
int doing_drop(struct doing *d, int rc);
/* The person acting: `by`, else this device's person. */
const char *doing_person(const struct doing *d);

/* The version adopted before it, adopted again; ERR_REFUSED if there is none
 * or it is no longer this one that stands. */
int act_adopt_undo(struct act *a, const struct event *ev, struct error *err);

/* A reason is demanded. ERR_REFUSED with words. */
int why_needed(const char *why, const char *for_what, struct error *err);

#endif
