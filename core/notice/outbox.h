/*
 * core/notice/outbox.h - the one door through which notices leave.
 *
 * For each batch the intent is recorded first, then it is handed over, then
 * what became of it is recorded. Whoever has an intent without a result is
 * in doubt, and is sent to again only by choice. A drill is refused here and
 * again where records are written.
 */
#ifndef STANCH_NOTICE_OUTBOX_H
#define STANCH_NOTICE_OUTBOX_H

#include "core/notice/approve.h"
#include "core/notice/group.h"
#include "core/notice/mail.h"

/* The last three are no sending by the program: calls.h. */
enum via { VIA_MAIL, VIA_EML, VIA_CSV, VIA_HTML, VIA_POSTER, VIA_PHONE,
	   VIA_SMS, VIA_WECHAT, VIAS };
const char *via_name(enum via v); /* "mail" */
bool via_parse(enum via *out, const char *word);
bool via_by_hand(enum via v);
/* Without it nobody can be reached so; PERSON_FIELDS: nothing is needed. */
enum person_field via_field(enum via v);

struct outbox {
	struct act *a;
	const char *label; /* of the notice */
	enum via via;
	unsigned fates; /* bits: whom to send to */
	const char *only; /* and of them just this one's id; NULL: all */
	const char *dir;     /* where files go */
	const char *program; /* for mail: words of a command */
	const char *from;    /* our address */
	const char *office;  /* address of an authority, or NULL */
	struct mail_wait wait;
	/* Before each letter; non-zero stops: the rest is not sent. */
	int (*step)(void *ctx, size_t done, size_t all);
	void *ctx;
};
struct outbox_sum {
	size_t by_fate[FATES];
	size_t all, lacking; /* wanted; of them without an address */
	bool stopped;
	char why[200]; /* of the last that failed or is in doubt */
};
/* ERR_REFUSED (a drill, not approved, the group changed), ERR_MOVED, those
 * of the mail program that cannot be started; sum says what was done. */
int outbox_send(struct outbox_sum *sum, const struct outbox *o,
		struct error *err);
/* One letter to `to`, with words where a person's values go. Recorded as a
 * test of this very draft. */
int outbox_test(const struct outbox *o, const char *to, struct error *err);
/* True if this very draft was tried out. */
bool outbox_tested(const struct case_notice *n);

#endif
