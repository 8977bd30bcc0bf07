/* core/notice/approve.h - a person agrees to one exact text for one group. */
#ifndef STANCH_NOTICE_APPROVE_H
#define STANCH_NOTICE_APPROVE_H

#include "core/notice/draft_check.h"

struct approving {
	const struct clock_rules *rules;
	bool alone;	 /* the team lets an author approve */
	const char *why; /* or NULL */
	const char *lang; /* of the words of content lists */
};
/* Approves the draft that was opened, for the group as it is now.
 * ERR_INVALID: blanks are left, for all or for some; ERR_REFUSED: an item is
 * missing and no reason given, or the person may not; ERR_PENDING: a second
 * one is needed; ERR_MOVED. */
int notice_approve(struct act *a, struct draft *d,
		   const struct approving *how, struct error *err);
/* ERR_INVALID with the names of the blanks that are left, else 0. */
int notice_no_blanks(const struct draft *d, struct error *err);
/* The same, and for blanks that people of the group have no value for: c is
 * of draft_check() with that group. */
int notice_all_filled(const struct draft *d, const struct draft_check *c,
		      struct error *err);
/* True where an approval was given for another number of people than the
 * group has now; *was gets that number. */
bool notice_other_count(int64_t *was, const struct case_notice *n,
			int64_t count);
/* ERR_REFUSED where the group is no longer the one that was approved. */
int notice_same_count(const struct case_notice *n, int64_t count,
		      const char *label, struct error *err);

#endif
