/*
 * core/notice/bounces.h - a table of what could not be delivered, as mail
 * servers and mail houses give it: read back, each row a recorded result.
 *
 * A row names its person by Message-ID, by e-mail address, by telephone or by
 * the register's id; a reason may stand beside it. Addresses and long numbers
 * are taken out of reasons: values of the register stand in no other record.
 */
#ifndef STANCH_NOTICE_BOUNCES_H
#define STANCH_NOTICE_BOUNCES_H

#include "core/notice/group.h"
#include "core/people/columns.h"

#define BOUNCES_MAX 1000000 /* rows */
#define BOUNCES_BAD_LISTED 100

enum bounce_field { BOUNCE_MESSAGE, BOUNCE_PERSON, BOUNCE_MAIL, BOUNCE_PHONE,
		    BOUNCE_REASON, BOUNCE_FIELDS };
extern const struct column_kind bounce_columns;

struct bounces_args {
	const char *path;
	const char *name;	/* for messages; NULL: the path */
	enum encoding encoding; /* ENC_UNKNOWN: found out */
	struct columns_args columns;
	enum fate fate;	     /* what is recorded: FATE_BOUNCED */
	const char *channel; /* or NULL */
	bool dry;	     /* nothing is written */
	/* Non-zero stops: ERR_CANCELLED. May be NULL. */
	int (*progress)(void *ctx, int64_t done, int64_t all);
	void *ctx;
};
struct bounces { /* bounces_release() */
	struct columns columns;
	uint64_t rows;	  /* below the headings */
	uint64_t bad;	  /* of them */
	uint64_t people;  /* whose result was recorded, or would be */
	uint64_t already; /* who had it before */
	struct bounce_bad {
		uint64_t row, line;
		enum row_fault fault;
	} first[BOUNCES_BAD_LISTED];
};
/* Records what the sound rows say, in pieces of NOTICE_BATCH; the same table
 * read twice records nothing twice. What stands in *out is worth showing
 * after a failure too. ERR_INVALID: no table, no column that names anybody;
 * ERR_CANCELLED, ERR_TOOBIG, those of columns_read() and of the log. */
int bounces_take(struct bounces *out, struct act *a, const char *label,
		 const struct bounces_args *args, struct error *err);
void bounces_release(struct bounces *b);

#endif
