/*
 * core/base/time.h - instants, zones and calendars; nothing here reads a
 * clock.
 *
 * An instant is int64_t milliseconds since 1970-01-01T00:00Z, leap seconds
 * ignored. Zones are TZif files (RFC 9636) including the footer rule.
 */
#ifndef STANCH_BASE_TIME_H
#define STANCH_BASE_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/str.h"

#define TIME_TEXT 40 /* room for any text made here */
#define TIME_SECOND INT64_C(1000) /* ms */
#define TIME_MINUTE (60 * TIME_SECOND)
#define TIME_HOUR (60 * TIME_MINUTE)
#define TIME_DAY (24 * TIME_HOUR)

struct zone;
struct civil { /* proleptic Gregorian, as a wall calendar shows it */
	int year, month, day, hour, minute, second, ms;
	int weekday; /* 0 = Monday */
	int offset;  /* seconds east of UTC */
};

/* RFC 3339 with an offset or Z; seconds and fraction may be missing, 'T'
 * may be a blank. *offset (seconds east) may be NULL. A time without offset
 * is local to z - one that does not exist or exists twice there is refused
 * (ERR_INVALID, id nonexistent_local_time or ambiguous_local_time; the fix
 * names both readings). Also "HH:MM" (of today in z, given now) and "now", in
 * English or the language in force. A NULL zone is UTC here and below. */
int time_parse(int64_t *at, int *offset, const char *text,
	       const struct zone *z, int64_t now, struct error *err);
/* Exactly YYYY-MM-DDThh:mm:ss.mmm+hh:mm (29 characters, never Z, seconds
 * <= 59) as record bodies hold it (docs/FILE-FORMAT.md 3). ERR_INVALID
 * else. */
int time_parse_wall(int64_t *at, int *offset, const char *text);
/* The same form out, with the zone's offset at that instant; an offset with
 * seconds (local mean time of old) is cut to whole minutes. */
void time_wall(char out[TIME_TEXT], int64_t at, const struct zone *z);
/* The same without milliseconds: 2026-10-14T14:12:00+08:00 (RFC 3339). */
void time_text(char out[TIME_TEXT], int64_t at, const struct zone *z);
/* 2026-10-14T06:12:00Z for --json. */
void time_utc(char out[TIME_TEXT], int64_t at);
/* As people are shown it: "2026-10-14", "2026-10-14 14:12", and with its
 * offset "2026-10-14 14:12 +08". */
void time_date(char out[TIME_TEXT], int64_t at, const struct zone *z);
void time_minute(char out[TIME_TEXT], int64_t at, const struct zone *z);
void time_zoned(char out[TIME_TEXT], int64_t at, const struct zone *z);

struct civil time_civil(int64_t at, const struct zone *z);
/* Days since 1970-01-01 of a civil date, and back. */
int64_t time_days(int year, int month, int day);
void time_from_days(int *year, int *month, int *day, int64_t days);
int time_days_in(int year, int month); /* 28 to 31 */
/* 24:00 of a day (days since 1970-01-01): the first instant whose local date
 * in z is later. Local midnight need not exist, and may exist twice. */
int64_t time_day_end(int64_t day, const struct zone *z);
/* The instants whose local form in z is the given wall time (only year to
 * ms are read): 0 (a gap), 1 or 2 (a fold) of them, earlier first. */
int time_local(int64_t out[2], const struct civil *wall,
	       const struct zone *z);

/* Reads a TZif file of version 2 or later (RFC 9636); *out is the caller's,
 * NULL on failure. ERR_NOTFOUND, ERR_INVALID, ERR_TOOBIG, ERR_IO,
 * ERR_NOMEM. */
int zone_load(struct zone **out, const char *path, struct error *err);
/* A fixed offset of less than a day, for tests and STANCH_NOW. NULL when
 * memory is out. */
struct zone *zone_fixed(int offset_seconds);
void zone_free(struct zone *z); /* NULL is fine */
/* Seconds east of UTC at an instant; 0 for NULL. */
int zone_offset(const struct zone *z, int64_t at);
/* The first instant after this one from which another rule holds (its offset
 * may be the same); INT64_MAX if there is none. */
int64_t zone_change(const struct zone *z, int64_t at);

/* "+08", "+05:30", "+00": how people are shown an offset. */
void time_offset_text(char out[TIME_TEXT], int offset_seconds);
/* Two units: "2d 21h", "3h 0m", "9m 20s", "0s". Rounds down; the
 * sign is left out. */
void time_span(char out[TIME_TEXT], int64_t ms);
/* "15m", "4h", "3d", "90m" to ms (a day is 24 h, at most six digits); false
 * if it is not one. */
bool time_span_parse(int64_t *ms, const char *text, size_t n);

#endif
