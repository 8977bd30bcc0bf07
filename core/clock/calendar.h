/*
 * core/clock/calendar.h - days on which offices are open, as data: a table
 * of closed and open days a year, or rules that give them for any year.
 *
 * Days are counted since 1970-01-01, as time_days() counts them.
 */
#ifndef STANCH_CLOCK_CALENDAR_H
#define STANCH_CLOCK_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct clock_words { /* a text for people; zh may be NULL */
	const char *en, *zh;
};

enum day_kind { DAY_OPEN, DAY_CLOSED, DAY_UNKNOWN };
enum rule_kind { RULE_FIXED, RULE_NTH, RULE_LAST, RULE_EASTER };

struct holiday_rule {
	enum rule_kind kind;
	int month, day, weekday, nth, offset; /* weekday: 0 = Monday */
};
struct day_span {
	int64_t from, to; /* both inside */
};
struct day_spans {
	struct day_span *at;
	size_t count, cap;
};
struct clock_calendar {
	const char *id;
	struct clock_words name;
	bool table;	  /* only the years listed are known */
	unsigned weekend; /* bits, Monday is 1 */
	bool observed;	  /* fixed days: Saturday to Friday, Sunday to
			     Monday */
	int *year;	  /* listed, of a table */
	size_t years, year_cap;
	struct day_spans closed, open; /* open beats closed */
	struct holiday_rule *rule;
	size_t rules, rule_cap;
	const char *confidence, *source, *note;
	const char *file; /* clocks/calendars/cn-statutory.yaml */
};

enum day_kind calendar_day(const struct clock_calendar *c, int64_t day);
/* The first open day at or after a day, in *out; DAY_UNKNOWN when a year
 * without data comes first, DAY_CLOSED when no day of a year is open. */
enum day_kind calendar_open(int64_t *out, const struct clock_calendar *c,
			    int64_t day);
/* The day on which a rule falls in a year; false in a year without it. */
bool holiday_day(int64_t *out, const struct holiday_rule *r, int year);
/* The last year that a table knows; 0 for rules, which know them all. */
int calendar_last_year(const struct clock_calendar *c);
/* 0 = Monday. */
int day_weekday(int64_t day);

#endif
