/*
 * core/case/clocks.h - the legal time limits of a case: what a person
 * determined, and what came of it.
 *
 * A clock.start record holds the determination and the deadline as it was
 * counted then; this layer counts nothing. Who opens the case may hand in a
 * struct case_limits that counts anew where the case's awareness was
 * corrected (core/clock/limits.h).
 */
#ifndef STANCH_CASE_CLOCKS_H
#define STANCH_CASE_CLOCKS_H

#include "core/base/time.h"
#include "core/case/act.h"

/* An instant is overdue once it has passed; a day's end at that moment. */
enum clock_end { END_NEVER, END_INSTANT, END_DAY };
const char *clock_end_name(enum clock_end end); /* "day" */

/* "10 Oct 24:00" belongs to the day before: how the end of a day is told
 * where it is one, "2026-10-10 24:00"; an instant, and that moment in a zone
 * where no day ends then, is "2026-10-10 09:30". With the offset behind it. */
void clock_when(char out[TIME_TEXT], enum clock_end end, int64_t at,
		const struct zone *z);

struct clock_pin { /* a file that the rule stood in */
	const char *name;
	uint8_t sha256[HASH_LEN], att[HASH_LEN];
};
struct set_clock { /* clock.start; texts may be NULL where not needed */
	bool withdrawn; /* undone: nothing else is set */
	const char *clock, *scope;
	int64_t at;	   /* ms; 0 if the time is not known */
	int offset;	   /* as recorded, seconds east */
	const char *text;  /* the time as typed */
	const char *zone, *zone_version, *precision;
	bool aware;	   /* it is the case's awareness, and follows it */
	const char *who, *basis, *why;
	const char **evidence;
	size_t evidence_count;
	const char **fact; /* "calendar=de-national" */
	size_t fact_count;
	const char *term; /* of a contract: "24h" */
	/* the rule, in short; whole in its file, which is attached */
	const char *law, *law_zh, *brief, *brief_zh; /* brief: a short name */
	const char *article, *article_zh, *kind, *method, *unit;
	const char *status, *from, *grade, *checked, *source;
	int value;
	enum clock_end end;
	int64_t deadline; /* ms, as counted then; 0 for none */
	int due_offset;	  /* of its zone at that moment, seconds east */
	struct clock_pin *pin;
	size_t pins;
};
struct set_met { /* clock.stop */
	bool withdrawn;
	int64_t at;
	const char *receipt, *why;
	const char **evidence;
	size_t evidence_count;
};
struct set_waived { /* clock.waive */
	bool withdrawn;
	const char *why;
};

enum case_clock_state { CC_RUNNING, CC_MET, CC_WAIVED, CC_WITHDRAWN };
struct case_clock {
	const char *key;   /* register: the clock's id, or id@scope */
	const char *clock; /* its id */
	enum case_clock_state state;
	const struct event *start, *stop, *waive; /* that count, or NULL */
	const struct set_clock *set; /* NULL: waived, never started */
	const struct set_met *met;
	const struct set_waived *waived;
	bool conflict;	   /* two started it at once: the one due first */
	int64_t at;	   /* it runs from; 0 */
	int64_t deadline;  /* 0: none */
	enum clock_end end;
	bool recounted;	   /* awareness was corrected after the start */
	bool overdue;	   /* running, or met late */
	int64_t margin;	   /* met: ms left, less than 0 when late */
};

struct case_limits { /* counts for core/case; from above */
	/* The deadline of a clock if it began at `at`; false if it cannot be
	 * counted here: then the recorded one stands. */
	bool (*recount)(void *ctx, const struct set_clock *c, int64_t at,
			int64_t *deadline);
	void *ctx;
};

/* The clock of that register or id, NULL if there is none. */
const struct case_clock *situation_clock(const struct situation *s,
					 const char *key);

/* Starts or corrects; on: id or id@scope. The basis is demanded. files are
 * attached. */
int act_clock_start(struct act *a, const char *on, const struct set_clock *c,
		    const struct pb_source *file, size_t files,
		    struct error *err);
/* It was met at `at`, shown by a receipt or evidence: one is demanded. */
int act_clock_stop(struct act *a, const char *on, const struct set_met *m,
		   struct error *err);
/* With a reason, by a person; a clock nobody started can be waived too. */
int act_clock_waive(struct act *a, const char *on, const char *why,
		    struct error *err);

#endif
