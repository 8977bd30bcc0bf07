/* core/notice/approve.h - a person agrees to one exact text for one group. */
#ifndef STANCH_NOTICE_APPROVE_H
#define STANCH_NOTICE_APPROVE_H

#include "core/notice/draft.h"

struct approving {
	const struct clock_rules *rules;
	int64_t count;	 /* people in the group now */
	bool alone;	 /* the team lets an author approve */
	const char *why; /* or NULL */
	const char *lang; /* of the words of content lists */
};
/* Approves the draft that was opened. ERR_INVALID: blanks are left;
 * ERR_REFUSED: an item is missing and no reason given, or the person may
 * not; ERR_PENDING: a second one is needed; ERR_MOVED. */
int notice_approve(struct act *a, struct draft *d,
		   const struct approving *how, struct error *err);
/* ERR_INVALID with the names of the blanks that are left, else 0. */
int notice_no_blanks(const struct draft *d, struct error *err);
/* ERR_REFUSED where the group is no longer the one that was approved. */
int notice_same_count(const struct case_notice *n, int64_t count,
		      const char *label, struct error *err);

#endif
