/*
 * core/notice/mail.h - one letter as an Internet message (RFC 5322, MIME:
 * RFC 2045 and 2047), and handing it to a program that takes mail.
 */
#ifndef STANCH_NOTICE_MAIL_H
#define STANCH_NOTICE_MAIL_H

#include "core/base/error.h"
#include "core/base/str.h"
#include "core/base/time.h"

struct mail {
	const char *from, *from_name; /* the name may be NULL */
	const char *to, *to_name;
	const char *subject, *text; /* UTF-8 */
	const char *id;		    /* without < >; NULL: none */
	int64_t at;
	const struct zone *zone;
};

/* One plain address (RFC 5321, ASCII, no quoted part): nothing in it can end
 * a line, open another header or name a second recipient. */
bool mail_address(const char *text);
/* What of a name may stand in a header, in place of what is in out: without
 * characters that nobody sees, on one line. */
void mail_name(struct str *out, const char *name);
/* Appends the message, lines ended by LF. ERR_INVALID names what cannot
 * stand in a header: an address that is none, a control character. */
int mail_write(struct str *out, const struct mail *m, struct error *err);

#define MAIL_GRACE_MS 3000 /* for the letter in hand when somebody stops */

struct mail_wait { /* how long a mail program may take over one letter */
	int timeout_ms;
	bool (*give_up)(void *ctx); /* asked every 50 ms; NULL: never */
	void *ctx;
};
enum handed { HANDED_OVER, HANDED_NOT, HANDED_DOUBT };
/* Gives the message to `program` (words, no shell; -t -i are added) on its
 * standard input. A program that says no: HANDED_NOT and its first line in
 * why; one that was killed, fell silent, was given up or did not read all:
 * HANDED_DOUBT. ERR_NOTFOUND and the like if it cannot be started: nothing
 * was handed over. */
int mail_hand(enum handed *out, char why[200], const char *program,
	      const struct str *message, const struct mail_wait *wait,
	      struct error *err);

struct mail_way { /* how letters go out, by the person's settings */
	char program[512], from[512];
	int timeout_ms;
	long long per_minute;
};
/* get: the value of a setting, "" where it is not set. ERR_USAGE for a
 * number that does not fit and, with `ours`, where our address is none. */
int mail_way_read(struct mail_way *out,
		  int (*get)(char *value, size_t size, void *ctx,
			     const char *key, struct error *err),
		  void *ctx, bool ours, struct error *err);
/* When the letter after `done` may go, in ms after the first. */
int64_t mail_way_due(const struct mail_way *w, size_t done);

#endif
