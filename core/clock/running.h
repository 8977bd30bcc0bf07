/*
 * core/clock/running.h - rules and cases together: a clock starts in a case
 * from a determination, and is counted again when that is corrected.
 */
#ifndef STANCH_CLOCK_RUNNING_H
#define STANCH_CLOCK_RUNNING_H

#include "core/base/zones.h"
#include "core/case/clocks.h"
#include "core/clock/count.h"

struct clock_begin { /* a determination, as a person gives it */
	const struct clock_rule *rule;
	const char *scope; /* a second one of its kind; NULL */
	struct clock_trigger t;
	bool aware;	   /* its time is the case's awareness */
	const char *typed, *zone, *zone_version, *who, *basis, *why, *term;
	const char **evidence, **fact;
	size_t evidence_count, fact_count;
	char moment[96]; /* clock_start()'s own */
};

/* Counts and records it, with the files of its rule and calendar. A chained
 * clock runs from the filing of its anchor in this case, if that was met;
 * b->t.known may be false then. ERR_REFUSED: not in force, its anchor not
 * filed, a reason missing. *due (may be NULL) is what was counted. */
int clock_start(struct clock_due *due, struct act *a, struct clock_begin *b,
		const struct clock_rules *rules, int64_t now,
		struct error *err);

/* A clock of a case as today's rule, calendar and zone data count it: also
 * the readings beside its deadline. false: it cannot be counted here. */
bool clock_today(struct clock_due *out, const struct case_clock *c,
		 struct zones *zones, const struct clock_rules *rules);

struct clock_change { /* between what was recorded and what holds today */
	bool rule;	  /* the law's number or way of counting was edited */
	int64_t deadline; /* as it would be counted today; 0 for none */
	enum clock_end end;
};
/* Whether a clock of a case would be counted otherwise today: new zone data,
 * another calendar, an edited rule. The recorded deadline stands all the
 * same: a person starts the clock again to take the new one. */
bool clock_changed(struct clock_change *out, const struct case_clock *c,
		   struct zones *zones, const struct clock_rules *rules);

/* What counts for core/case (struct case_limits). rules() is asked when it
 * is first needed and may give NULL. */
struct clock_limits;
struct clock_limits *clock_limits_new(
	const char *zone_dir, const struct clock_rules *(*rules)(void *ctx),
	void *ctx); /* NULL when memory is out */
void clock_limits_free(struct clock_limits *l); /* NULL is fine */
const struct case_limits *clock_limits_ops(struct clock_limits *l);

/* All running clocks as an RFC 5545 calendar: add each, then end. Lines end
 * with LF; whoever sends them makes it CRLF. Laws are named in lang; when: the
 * deadline in words, as the end of a day is 24:00 there. */
void ics_begin(struct str *out);
void ics_add(struct str *out, const char *label, const char *title,
	     const struct case_clock *c, const char *when, const char *lang,
	     int64_t now);
void ics_end(struct str *out);

#endif
