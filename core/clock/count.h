/*
 * core/clock/count.h - from a rule and a trigger to a deadline: pure
 * functions, exact across clock changes, month ends and holidays
 * (docs/CLOCKS.md, "Counting").
 *
 * Where a rule can be read two ways, the earlier end is the deadline and the
 * later one a note. Nothing here reads a clock: `now` is handed in.
 */
#ifndef STANCH_CLOCK_COUNT_H
#define STANCH_CLOCK_COUNT_H

#include <stdint.h>

#include "core/base/time.h"
#include "core/clock/rules.h"

#define CLOCK_NOTES 12
/* A trigger outside these years is refused: no law counts from there, and
 * every deadline must have a year of four digits. */
#define CLOCK_YEAR_MIN 1900
#define CLOCK_YEAR_MAX 9000

enum trigger_precision {
	PRECISE_MINUTE, PRECISE_HOUR, PRECISE_DAY, PRECISE_UNKNOWN,
};
enum anchor_known { ANCHOR_UNSAID, ANCHOR_NO, ANCHOR_YES };

struct clock_trigger { /* what a person determined */
	bool known;	   /* there is a time */
	int64_t at;	   /* ms; whole seconds count */
	enum trigger_precision precision;
	const struct zone *zone;     /* of the clock, not of the laptop */
	const struct zone *new_york; /* for METHOD_SEC_DAYS; else NULL */
	/* facts */
	enum anchor_known anchor;
	bool classified, small_agent;
	int64_t classified_at;
	const struct clock_calendar *calendar; /* chosen for notes, or NULL */
	struct clock_span term; /* of a contract; value 0 or less: none */
};

enum note_value { NOTE_PLAIN, NOTE_AT, NOTE_NO_MOVE, NOTE_UNKNOWN };

struct clock_note {
	const char *id;	  /* "roll", "hour_rule", "no_roll" ... */
	const char *text; /* N_() */
	enum note_value value;
	int64_t at;	  /* NOTE_AT */
	enum clock_end end;
	const struct clock_calendar *calendar; /* it was counted with */
};

struct clock_due {
	enum clock_state state;
	enum clock_end end; /* END_NEVER: no deadline */
	int64_t deadline;   /* ms */
	struct clock_note note[CLOCK_NOTES];
	size_t notes;
};

/* The deadline and its notes, by that rule from that trigger, as it stands at
 * `now`. Pure: no clock, no file is read. */
void clock_count(struct clock_due *out, const struct clock_rule *r,
		 const struct clock_trigger *t, int64_t now);
/* What the state is once it was met at `filed`; *margin (may be NULL) is the
 * time that was left, less than 0 when late, 0 without a deadline. */
enum clock_state clock_met(const struct clock_due *due, int64_t filed,
			   int64_t *margin);
/* Has a deadline passed? A day's end is over at that moment, an instant after
 * it. */
bool clock_over(enum clock_end end, int64_t deadline, int64_t now);
/* The number and unit that hold for this trigger; value -1 for none. */
struct clock_span clock_span(const struct clock_rule *r,
			     const struct clock_trigger *t);
/* "within 72 h" as a person writes it: 24h, 90m, 3d; false if it is not. */
bool clock_term_parse(struct clock_span *out, const char *text);
/* A fact as typed, name and value; times without an offset are local to
 * t->zone. ERR_USAGE: unknown_fact, bad_fact, unknown_calendar, or those of
 * time_parse(). */
int clock_fact(struct clock_trigger *t, const struct clock_rules *r,
	       const char *name, const char *value, int64_t now,
	       struct error *err);
/* A moment to count from, local to the zone if it has no offset; ERR_USAGE
 * also for a year out of bounds. */
int clock_moment(int64_t *at, const char *text, const struct zone *z,
		 int64_t now, struct error *err);
/* The moment of a trigger that has its zone; a day alone, 2026-10-14, is its
 * beginning, known to the day. As clock_moment() else. */
int clock_began(struct clock_trigger *t, const char *text, int64_t now,
		struct error *err);
#endif
