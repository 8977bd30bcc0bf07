/*
 * core/notice/calls.h - what people do themselves about a notice: ring up,
 * write a message by hand, hear what became of it. And the clock it meets.
 */
#ifndef STANCH_NOTICE_CALLS_H
#define STANCH_NOTICE_CALLS_H

#include "core/notice/group.h"
#include "core/notice/outbox.h"

/* What a person may answer after a call or a message, one key each. */
struct call_answer {
	char key;
	enum fate fate;
	unsigned vias; /* bits 1 << enum via where it is offered */
};
extern const struct call_answer call_answers[]; /* ended by key 0 */
/* The row of that key for that way, or NULL. */
const struct call_answer *call_answer(enum via via, char key);

/* Who is to be rung up now: they have a number (that of a minor's guardian),
 * have not got the notice or want to be called back. most 0: all. */
int calls_read(struct group *out, struct casefile *c,
	       const struct case_notice *n, enum via via, unsigned fates,
	       size_t most, struct error *err);
#define CALLS_FATES (FATES_UNREACHED | FATE_BIT(FATE_AGAIN))
/* The number or name to use. */
const char *call_number(const struct recipient *to, enum via via);
/* Whether anybody may be told: ERR_REFUSED as a sending would be (a drill, no
 * approval, another group), ERR_INVALID with blanks left. */
int calls_check(const struct draft *d, struct casefile *c, struct error *err);
/* Before the first of them: recorded as a sending, and checked as one. */
int calls_begin(struct act *a, const char *label, enum via via,
		struct error *err);

/* Fills d->out with the letter as that person of the group gets it: what is
 * masked in lists is masked there, unless `whole`. g is that one recipient,
 * the caller's (group_release). */
int notice_letter(struct draft *d, struct group *g, struct casefile *c,
		  const char *person, bool whole, struct error *err);

struct notice_told { /* of a person's own knowledge */
	enum fate fate;
	const char *channel, *receipt, *why; /* each may be NULL */
};
/* Records one result for all of them. */
int notice_tell(struct act *a, const char *label, const struct recipient *to,
		size_t count, const struct notice_told *what,
		struct error *err);

/* The clock that the notice serves, if it still runs although something of
 * the notice went out or was recorded; NULL: there is nothing to ask. */
const struct case_clock *notice_may_meet(const struct situation *s,
					 const char *label);
/* Records, by that person's choice, that this clock was met at the last
 * sending. receipt NULL: the text's hash and the count are the proof. */
int notice_meet(struct act *a, const char *label, const char *receipt,
		struct error *err);

#endif
