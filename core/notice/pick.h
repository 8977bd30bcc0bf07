/*
 * core/notice/pick.h - private: whom the filter of a group finds.
 *
 * A filter of the register (core/people/register.h), "all", or
 * "unreached=A" with such a filter behind a comma: those of notice A's group
 * who have not got it, and of them whom the rest finds.
 */
#ifndef STANCH_NOTICE_PICK_H
#define STANCH_NOTICE_PICK_H

#include "core/notice/fate.h"
#include "core/people/register.h"

#define PICK_DEEP 4 /* notices that follow one another */

struct pick { /* pick_release() */
	struct people_filter *filter[PICK_DEEP];
	struct fates fates[PICK_DEEP];
	size_t filters, notices;
};
/* ERR_USAGE for a filter that is none, ERR_NOTFOUND for a notice. */
int pick_open(struct pick *out, const struct situation *s,
	      const char *filter, struct error *err);
void pick_release(struct pick *p);
/* id: of the person at that place. */
bool pick_match(const struct pick *p, const struct people *people, size_t at,
		const char *id);

#endif
