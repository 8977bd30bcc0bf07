/* core/base/time.c - instants and calendars: read, written, counted. */
#include "core/base/time.h"

#include <stdio.h>
#include <string.h>

#include "core/base/str.h"
#include "core/base/tr.h"

/* a / b and a mod b, rounded down; b > 0. */
static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t floor_mod(int64_t a, int64_t b)
{
	int64_t r = a % b;

	return r < 0 ? r + b : r;
}

/* Both after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms":
 * years begin in March, 400 of them have 146,097 days. */
int64_t time_days(int year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = floor_div(y, 400);
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

void time_from_days(int *year, int *month, int *day, int64_t days)
{
	int64_t z = days + 719468;
	int64_t era = floor_div(z, 146097);
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	*day = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

static struct civil civil_at(int64_t at, int offset)
{
	struct civil c = {.offset = offset};
	int64_t ms = floor_mod(at, TIME_DAY) + offset * 1000LL;
	int64_t days = floor_div(at, TIME_DAY) + floor_div(ms, TIME_DAY);

	ms = floor_mod(ms, TIME_DAY);
	time_from_days(&c.year, &c.month, &c.day, days);
	c.weekday = (int)floor_mod(days + 3, 7); /* 1970-01-01: a Thursday */
	c.hour = (int)(ms / 3600000);
	c.minute = (int)(ms / 60000 % 60);
	c.second = (int)(ms / 1000 % 60);
	c.ms = (int)(ms % 1000);
	return c;
}

struct civil time_civil(int64_t at, const struct zone *z)
{
	return civil_at(at, zone_offset(z, at));
}

/* Wall time as if it were UTC. */
static int64_t wall_ms(const struct civil *c)
{
	return time_days(c->year, c->month, c->day) * TIME_DAY +
	       c->hour * 3600000LL + c->minute * 60000LL + c->second * 1000LL +
	       c->ms;
}

/* An offset is never a day or more. So every moment that could show this
 * wall time lies within a day of it; that stretch is walked from change to
 * change, and each piece with one offset can hold the wall time once. */
int time_local(int64_t out[2], const struct civil *wall, const struct zone *z)
{
	int64_t w = wall_ms(wall);
	int64_t from = w - TIME_DAY, end = w + TIME_DAY;
	int n = 0;

	while (from < end && n < 2) {
		int64_t to = zone_change(z, from);
		int64_t at = w - zone_offset(z, from) * 1000LL;

		if (at >= from && at < to)
			out[n++] = at;
		from = to;
	}
	return n;
}

/* The pieces with one offset are walked from before the day could have
 * ended; the first that holds a later wall time holds the end. */
int64_t time_day_end(int64_t day, const struct zone *z)
{
	int64_t w = (day + 1) * TIME_DAY, from = w - TIME_DAY;

	for (;;) {
		int64_t to = zone_change(z, from);
		int64_t at = w - zone_offset(z, from) * 1000LL;

		if (at < from)
			at = from;
		if (at < to)
			return at;
		from = to;
	}
}

int time_days_in(int year, int month)
{
	int y = month == 12 ? year + 1 : year;

	return (int)(time_days(y, month % 12 + 1, 1) -
		     time_days(year, month, 1));
}

/* Reads exactly n digits at *p and moves behind them. */
static bool digits(int *out, const char **p, int n)
{
	int v = 0;

	for (; n > 0; n--, ++*p) {
		if (**p < '0' || **p > '9')
			return false;
		v = v * 10 + (**p - '0');
	}
	*out = v;
	return true;
}

static bool literal(const char **p, char c)
{
	if (**p != c)
		return false;
	++*p;
	return true;
}

static bool read_date(struct civil *c, const char **p)
{
	return digits(&c->year, p, 4) && literal(p, '-') &&
	       digits(&c->month, p, 2) && literal(p, '-') &&
	       digits(&c->day, p, 2) && c->month >= 1 && c->month <= 12 &&
	       c->day >= 1 && c->day <= time_days_in(c->year, c->month);
}

static bool read_minutes(struct civil *c, const char **p)
{
	return digits(&c->hour, p, 2) && literal(p, ':') &&
	       digits(&c->minute, p, 2) && c->hour <= 23 && c->minute <= 59;
}

/* Seconds and fraction, if they are there; below a millisecond is cut. */
static bool read_seconds(struct civil *c, const char **p)
{
	int unit = 100, digit;

	if (!literal(p, ':'))
		return true;
	if (!digits(&c->second, p, 2) || c->second > 59)
		return false;
	if (!literal(p, '.'))
		return true;
	if (!digits(&digit, p, 1))
		return false;
	do {
		c->ms += digit * unit;
		unit /= 10;
	} while (digits(&digit, p, 1));
	return true;
}

/* +hh:mm or -hh:mm */
static bool read_offset(struct civil *c, const char **p)
{
	bool west = **p == '-';
	int hours, minutes;

	if (!west && **p != '+')
		return false;
	++*p;
	if (!digits(&hours, p, 2) || !literal(p, ':') ||
	    !digits(&minutes, p, 2) || hours > 23 || minutes > 59)
		return false;
	c->offset = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
	return true;
}

int time_parse_wall(int64_t *at, int *offset, const char *text)
{
	struct civil c = {0};
	const char *p = text;

	if (strnlen(text, 30) != 29 || !read_date(&c, &p) ||
	    !literal(&p, 'T') || !read_minutes(&c, &p) ||
	    !read_seconds(&c, &p) || p != text + 23 || !read_offset(&c, &p) ||
	    *p)
		return ERR_INVALID;
	*at = wall_ms(&c) - c.offset * 1000LL;
	if (offset)
		*offset = c.offset;
	return 0;
}

static int not_a_time(const char *text, struct error *err)
{
	error_set(err, ERR_INVALID, _("\"%.64s\" is no time"), text);
	error_fix(err, _("write 2026-10-14T06:12+08:00, 2026-10-14 06:12, "
			 "06:12 (today) or now"));
	return ERR_INVALID;
}

static int parse_local(int64_t *at, const char *text, const struct civil *c,
		       const struct zone *z, struct error *err)
{
	char first[TIME_TEXT], second[TIME_TEXT];
	int64_t found[2];
	int n = time_local(found, c, z);

	if (n == 1) {
		*at = found[0];
		return 0;
	}
	if (n == 0) {
		error_set(err, ERR_INVALID,
			  _("%s: no such local time, the clocks skipped it"),
			  text);
		error_fix(err, _("write it with its offset from UTC"));
		error_id(err, "nonexistent_local_time");
		return ERR_INVALID;
	}
	time_text(first, found[0], z);
	time_text(second, found[1], z);
	error_set(err, ERR_INVALID,
		  _("%s: this local time came twice, the clocks went back"),
		  text);
	error_fix(err, _("write %s or %s"), first, second);
	error_id(err, "ambiguous_local_time");
	return ERR_INVALID;
}

int time_parse(int64_t *at, int *offset, const char *text, const struct zone *z,
	       int64_t now, struct error *err)
{
	struct civil c = time_civil(now, z);
	const char *p = text;
	bool dated = strlen(text) > 5, own = false;
	int rc;

	c.second = c.ms = 0;
	if (str_eq(text, "now") || str_eq(text, _("now"))) {
		*at = now;
		if (offset)
			*offset = zone_offset(z, now);
		return 0;
	}
	if (dated && (!read_date(&c, &p) || !strchr("Tt ", *p) || !*p++))
		return not_a_time(text, err);
	if (!read_minutes(&c, &p) || (dated && !read_seconds(&c, &p)))
		return not_a_time(text, err);
	if (dated && (*p == 'Z' || *p == 'z')) {
		own = true;
		c.offset = 0;
		p++;
	} else if (dated && *p) {
		own = true;
		if (!read_offset(&c, &p))
			return not_a_time(text, err);
	}
	if (*p)
		return not_a_time(text, err);
	if (own)
		*at = wall_ms(&c) - c.offset * 1000LL;
	rc = own ? 0 : parse_local(at, text, &c, z, err);
	if (!rc && offset)
		*offset = own ? c.offset : zone_offset(z, *at);
	return rc;
}

void time_wall(char out[TIME_TEXT], int64_t at, const struct zone *z)
{
	int offset = zone_offset(z, at) / 60; /* this form has no seconds */
	struct civil c = civil_at(at, offset * 60);
	char sign = offset < 0 ? '-' : '+';

	offset = offset < 0 ? -offset : offset;
	snprintf(out, TIME_TEXT,
		 "%04d-%02d-%02dT%02d:%02d:%02d.%03d%c%02d:%02d", c.year,
		 c.month, c.day, c.hour, c.minute, c.second, c.ms, sign,
		 offset / 60, offset % 60);
}

void time_text(char out[TIME_TEXT], int64_t at, const struct zone *z)
{
	char whole[TIME_TEXT];

	time_wall(whole, at, z);
	memmove(whole + 19, whole + 23, strlen(whole + 23) + 1);
	str_copy(out, TIME_TEXT, whole);
}

void time_utc(char out[TIME_TEXT], int64_t at)
{
	struct civil c = civil_at(at, 0);

	snprintf(out, TIME_TEXT, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year,
		 c.month, c.day, c.hour, c.minute, c.second);
}

void time_date(char out[TIME_TEXT], int64_t at, const struct zone *z)
{
	struct civil c = time_civil(at, z);

	snprintf(out, TIME_TEXT, "%04d-%02d-%02d", c.year, c.month, c.day);
}

void time_minute(char out[TIME_TEXT], int64_t at, const struct zone *z)
{
	struct civil c = time_civil(at, z);

	snprintf(out, TIME_TEXT, "%04d-%02d-%02d %02d:%02d", c.year, c.month,
		 c.day, c.hour, c.minute);
}

void time_zoned(char out[TIME_TEXT], int64_t at, const struct zone *z)
{
	char offset[TIME_TEXT];
	size_t n;

	time_minute(out, at, z);
	time_offset_text(offset, zone_offset(z, at));
	n = strlen(out);
	snprintf(out + n, TIME_TEXT - n, " %.9s", offset);
}

void time_offset_text(char out[TIME_TEXT], int offset_seconds)
{
	int s = offset_seconds < 0 ? -offset_seconds : offset_seconds;
	char sign = offset_seconds < 0 ? '-' : '+';

	if (s % 60)
		snprintf(out, TIME_TEXT, "%c%02d:%02d:%02d", sign, s / 3600,
			 s / 60 % 60, s % 60);
	else if (s % 3600)
		snprintf(out, TIME_TEXT, "%c%02d:%02d", sign, s / 3600,
			 s / 60 % 60);
	else
		snprintf(out, TIME_TEXT, "%c%02d", sign, s / 3600);
}

void time_span(char out[TIME_TEXT], int64_t ms)
{
	uint64_t s = (ms < 0 ? -(uint64_t)ms : (uint64_t)ms) / 1000;
	unsigned long long m = s / 60, h = m / 60, d = h / 24;

	if (d)
		snprintf(out, TIME_TEXT, "%llud %lluh", d, h % 24);
	else if (h)
		snprintf(out, TIME_TEXT, "%lluh %llum", h, m % 60);
	else if (m)
		snprintf(out, TIME_TEXT, "%llum %us", m, (unsigned)(s % 60));
	else
		snprintf(out, TIME_TEXT, "%us", (unsigned)s);
}

bool time_span_parse(int64_t *ms, const char *text, size_t n)
{
	int64_t v = 0;

	if (n < 2 || n > 7)
		return false;
	for (size_t i = 0; i < n - 1; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		v = v * 10 + (text[i] - '0');
	}
	switch (text[n - 1]) {
	case 'm':
		*ms = v * 60000;
		return true;
	case 'h':
		*ms = v * 3600000;
		return true;
	case 'd':
		*ms = v * TIME_DAY;
		return true;
	}
	return false;
}
