/* core/clock/calendar.c - see calendar.h. */
#include "core/clock/calendar.h"

#include "core/base/time.h"

#define LOOK 400 /* days; a calendar closed for longer says nothing */
#define SATURDAY 5
#define SUNDAY 6

int day_weekday(int64_t day)
{
	int64_t r = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return (int)(r < 0 ? r + 7 : r);
}

static int year_of(int64_t day)
{
	int year, month, d;

	time_from_days(&year, &month, &d, day);
	return year;
}

/* Gregorian Easter Sunday, by the "anonymous" rule (Nature, 1876). */
static int64_t easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;

	return time_days(year, f / 31, f % 31 + 1);
}

bool holiday_day(int64_t *out, const struct holiday_rule *r, int year)
{
	int64_t first, last;

	switch (r->kind) {
	case RULE_FIXED:
		*out = time_days(year, r->month, r->day);
		return r->day <= time_days_in(year, r->month);
	case RULE_NTH:
		first = time_days(year, r->month, 1);
		*out = first + (r->weekday - day_weekday(first) + 7) % 7 +
		       7 * (r->nth - 1);
		return *out < first + time_days_in(year, r->month);
	case RULE_LAST:
		last = time_days(year, r->month, 1) +
		       time_days_in(year, r->month) - 1;
		*out = last - (day_weekday(last) - r->weekday + 7) % 7;
		return true;
	case RULE_EASTER:
		*out = easter(year) + r->offset;
		return true;
	}
	return false;
}

static int64_t observed_on(int64_t day)
{
	switch (day_weekday(day)) {
	case SATURDAY:
		return day - 1;
	case SUNDAY:
		return day + 1;
	}
	return day;
}

/* Observance crosses the year's end, so three years are looked at. */
static bool rule_closes(const struct clock_calendar *c,
			const struct holiday_rule *r, int64_t day)
{
	int year = year_of(day);
	int64_t on;

	for (int y = year - 1; y <= year + 1; y++) {
		if (!holiday_day(&on, r, y))
			continue;
		if (on == day || (c->observed && r->kind == RULE_FIXED &&
				  observed_on(on) == day))
			return true;
	}
	return false;
}

static bool within(const struct day_spans *s, int64_t day)
{
	for (size_t i = 0; i < s->count; i++)
		if (day >= s->at[i].from && day <= s->at[i].to)
			return true;
	return false;
}

static bool known(const struct clock_calendar *c, int year)
{
	for (size_t i = 0; i < c->years; i++)
		if (c->year[i] == year)
			return true;
	return !c->table;
}

enum day_kind calendar_day(const struct clock_calendar *c, int64_t day)
{
	if (!known(c, year_of(day)))
		return DAY_UNKNOWN;
	if (within(&c->open, day))
		return DAY_OPEN;
	if (within(&c->closed, day))
		return DAY_CLOSED;
	for (size_t i = 0; i < c->rules; i++)
		if (rule_closes(c, &c->rule[i], day))
			return DAY_CLOSED;
	return c->weekend >> day_weekday(day) & 1 ? DAY_CLOSED : DAY_OPEN;
}

enum day_kind calendar_open(int64_t *out, const struct clock_calendar *c,
			    int64_t day)
{
	for (int i = 0; i < LOOK; i++) {
		enum day_kind k = calendar_day(c, day + i);

		*out = day + i;
		if (k != DAY_CLOSED)
			return k;
	}
	return DAY_CLOSED;
}

int calendar_last_year(const struct clock_calendar *c)
{
	int last = 0;

	for (size_t i = 0; i < c->years; i++)
		if (c->year[i] > last)
			last = c->year[i];
	return c->table ? last : 0;
}
