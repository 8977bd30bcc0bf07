/*
 * core/notice/draft_check.h - a draft against what the law wants said, and
 * against the rows of those it goes to: a letter lacks what its reader's row
 * does not have.
 */
#ifndef STANCH_NOTICE_DRAFT_CHECK_H
#define STANCH_NOTICE_DRAFT_CHECK_H

#include "core/clock/rules.h"
#include "core/notice/group.h"

enum said_state { SAID, SAID_LATER, SAID_NOT, SAID_MISSING };
struct said { /* an item of a content list, and what becomes of it */
	const struct clock_list *list;
	const struct clock_item *item;
	enum said_state state;
	const char *why; /* SAID_NOT: not applicable, because */
	size_t people; /* SAID_MISSING: in so many letters; 0: in all */
};
struct draft_check {
	struct said *item;
	size_t items, cap, missing, later;
	struct draft_lack { /* so many people have no value for it */
		const struct blank *blank;
		size_t people;
	} lack[DRAFT_OWN];
	size_t lacks;
	const struct clock_list **list;
	size_t lists, list_cap;
	struct sms_size sms;
	bool most; /* sms: of the longest letter; others may be shorter */
	struct arena arena;
};
const char *said_name(enum said_state st); /* "to-follow" */
/* Against the lists of its template and of the clock that it serves. d->out
 * is filled for all; what is left blank stands there. g: those it goes to,
 * counted by group_read(); NULL: what their rows lack is not asked. */
int draft_check(struct draft_check *out, struct draft *d,
		const struct group *g, const struct clock_rules *rules,
		struct error *err);
/* The blank among them that so many have no value for; 0: nobody. */
size_t draft_check_lacking(const struct draft_check *c, const struct blank *b);
void draft_check_release(struct draft_check *c);

#endif
