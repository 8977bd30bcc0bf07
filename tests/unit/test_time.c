/* Instants, zones with their gaps and folds, spans. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/time.h"

#define ZONES "/usr/share/zoneinfo/"
#define LEN(a) (sizeof(a) / sizeof(*(a)))

/* A TZif file: an empty version 1 part, then n changes (seconds, offset) in
 * the 64-bit part, the first offset, the footer. */
struct tzif {
	char version;
	int first;
	int n;
	struct {
		int64_t at;
		int offset;
	} change[3];
	const char *footer;
	int leap;
};

static void add_be(struct str *s, int64_t v, int n)
{
	while (n-- > 0)
		str_addc(s, (char)(uint8_t)((uint64_t)v >> (8 * n)));
}

static void add_header(struct str *s, char version, int leap, int n)
{
	str_add(s, "TZif");
	str_addc(s, version);
	str_pad(s, '\0', 15 + 8); /* reserved; isut, isstd */
	add_be(s, leap, 4);
	add_be(s, n, 4);
	add_be(s, n + 1, 4);
	add_be(s, 4, 4);
}

static void add_types(struct str *s, const struct tzif *t, int n)
{
	add_be(s, t->first, 4);
	str_pad(s, '\0', 2);
	for (int i = 0; i < n; i++) {
		add_be(s, t->change[i].offset, 4);
		str_pad(s, '\0', 2);
	}
	str_addn(s, "LMT", 4);
}

static int load(struct zone **out, const struct tzif *t, size_t cut,
		struct error *err)
{
	char dir[] = "/tmp/stanch-time-XXXXXX", path[64];
	struct str s = {0};
	int rc;

	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/Zone", dir);
	add_header(&s, t->version, 0, 0);
	add_types(&s, t, 0);
	add_header(&s, t->version, t->leap, t->n);
	for (int i = 0; i < t->n; i++)
		add_be(&s, t->change[i].at, 8);
	for (int i = 0; i < t->n; i++)
		str_addc(&s, (char)(i + 1));
	add_types(&s, t, t->n);
	str_pad(&s, '\0', (size_t)t->leap * 12);
	str_addf(&s, "\n%s\n", t->footer);
	assert_int_equal(io_create(path, s.p, s.len - cut, 0600, err), 0);
	rc = zone_load(out, path, err);
	unlink(path);
	rmdir(dir);
	str_release(&s);
	return rc;
}

static int64_t utc(const char *text)
{
	struct error err = {0};
	int64_t at = 0;

	if (time_parse(&at, NULL, text, NULL, 0, &err))
		fail_msg("%s", err.what);
	return at;
}

static void days_and_dates_agree_over_centuries(void **state)
{
	int y, m, d;

	(void)state;
	assert_int_equal(time_days(1970, 1, 1), 0);
	assert_int_equal(time_days(2000, 3, 1), 11017);
	assert_int_equal(time_days(1600, 2, 29), -135081);
	for (int64_t day = -800000; day < 800000; day += 13) {
		time_from_days(&y, &m, &d, day);
		assert_int_equal(time_days(y, m, d), day);
		assert_true(m >= 1 && m <= 12 && d >= 1 && d <= 31);
	}
}

static void a_civil_time_has_its_weekday_and_rounds_down(void **state)
{
	struct zone *z = zone_fixed(8 * 3600);
	struct civil c = time_civil(utc("2026-10-14T23:12:05.007Z"), z);

	(void)state;
	assert_int_equal(c.day, 15);
	assert_int_equal(c.hour, 7);
	assert_int_equal(c.weekday, 3);
	assert_int_equal(c.ms, 7);
	assert_int_equal(c.offset, 28800);
	c = time_civil(-1, NULL);
	assert_int_equal(c.year, 1969);
	assert_int_equal(c.second, 59);
	assert_int_equal(c.ms, 999);
	assert_int_equal(c.weekday, 2);
	zone_free(z);
}

static void times_are_read_in_the_forms_people_write(void **state)
{
	/* Now is Wed 14 Oct 2026 14:12:30.5 at +08. */
	static const struct {
		const char *text, *utc; /* utc NULL: refused */
		int offset;
	} row[] = {
		{"2026-10-14T06:12:00Z", "2026-10-14T06:12:00Z", 0},
		{"2026-10-14t06:12z", "2026-10-14T06:12:00Z", 0},
		{"2026-10-14 06:12+05:30", "2026-10-14T00:42:00Z", 19800},
		{"2026-10-14T06:12:59.9999-03:00", "2026-10-14T09:12:59Z",
		 -10800},
		{"2026-10-14 06:12", "2026-10-13T22:12:00Z", 28800},
		{"2024-02-29T00:00", "2024-02-28T16:00:00Z", 28800},
		{"0000-01-01T00:00Z", "0000-01-01T00:00:00Z", 0},
		{"06:12", "2026-10-13T22:12:00Z", 28800},
		{"now", "2026-10-14T06:12:30Z", 28800},
		{"2026-02-29T00:00Z", NULL, 0},
		{"2026-13-01T00:00Z", NULL, 0},
		{"2026-00-10T00:00Z", NULL, 0},
		{"2026-10-14T24:00Z", NULL, 0},
		{"2026-10-14T23:60Z", NULL, 0},
		{"2026-10-14T23:59:60Z", NULL, 0},
		{"2026-10-14T23:59:59.Z", NULL, 0},
		{"2026-10-14T06:12+24:00", NULL, 0},
		{"2026-10-14T06:12+0800", NULL, 0},
		{"2026-10-14T06:12+08", NULL, 0},
		{"2026-10-14T06:12Zx", NULL, 0},
		{"2026-10-14", NULL, 0},
		{"2026-10-14T", NULL, 0},
		{" 06:12", NULL, 0},
		{"6:12", NULL, 0},
		{"06:12:00", NULL, 0},
		{"", NULL, 0},
		{"Now", NULL, 0},
		{"2026-1\xef\xbc\x90-14T06:12Z", NULL, 0},
	};
	struct zone *z = zone_fixed(28800);
	int64_t now = utc("2026-10-14T06:12:30.500Z");

	(void)state;
	for (size_t i = 0; i < LEN(row); i++) {
		struct error err = {0};
		char text[TIME_TEXT];
		int64_t at = 0;
		int offset = 0, rc;

		rc = time_parse(&at, &offset, row[i].text, z, now, &err);
		time_utc(text, at);
		if (rc != (row[i].utc ? 0 : ERR_INVALID))
			fail_msg("\"%s\": %d", row[i].text, rc);
		if (rc && !strstr(err.what, "is no time"))
			fail_msg("\"%s\": %s", row[i].text, err.what);
		if (!rc &&
		    (strcmp(text, row[i].utc) || offset != row[i].offset))
			fail_msg("\"%s\": %s %d", row[i].text, text, offset);
	}
	zone_free(z);
}

static void the_wall_form_has_one_spelling(void **state)
{
	static const char *const bad[] = {
		"2026-10-14T06:12:00.000Z",
		"2026-10-14T06:12:00+08:00",
		"2026-10-14T06:12:60.000+08:00",
		"2026-10-14 06:12:00.000+08:00",
		"2026-10-14T06:12:00.00+008:00",
		"2026-10-14T06:12:00.0000+8:00",
		"2026-10-14T06:12:00,000+08:00",
		"2026-02-30T06:12:00.000+08:00",
		"2026-10-14T06:12:00.000+08:000",
		"",
		"2026-10-14T06:12:00.000+08",
		"2026-10-14T06:12:00.000+08:60",
		"2026-10-14T06:12:00.000 08:00",
	};
	static const char *const good[] = {
		"2026-10-14T06:12:00.000+08:00",
		"0000-01-01T00:00:00.001-23:59",
		"9999-12-31T23:59:59.999+00:00",
	};
	char text[TIME_TEXT];
	int64_t at;
	int offset;

	(void)state;
	for (size_t i = 0; i < LEN(bad); i++)
		if (time_parse_wall(&at, NULL, bad[i]) != ERR_INVALID)
			fail_msg("\"%s\" was taken", bad[i]);
	for (size_t i = 0; i < LEN(good); i++) {
		struct zone *z;

		assert_int_equal(time_parse_wall(&at, &offset, good[i]), 0);
		z = zone_fixed(offset);
		time_wall(text, at, z);
		assert_string_equal(text, good[i]);
		zone_free(z);
	}
}

static int try_local(const char *text, const struct zone *z, int64_t out[2])
{
	struct civil c = time_civil(utc(text), NULL);

	return time_local(out, &c, z);
}

static void a_system_zone_has_its_gap_and_its_fold(void **state)
{
	struct error err = {0};
	struct zone *z;
	int64_t at[2];

	(void)state;
	if (!io_exists(ZONES "America/New_York"))
		skip();
	assert_int_equal(zone_load(&z, ZONES "America/New_York", &err), 0);
	assert_int_equal(zone_offset(z, utc("2026-07-01T00:00Z")), -14400);
	assert_int_equal(zone_offset(z, utc("2026-12-01T00:00Z")), -18000);
	assert_int_equal(zone_offset(z, utc("1800-01-01T00:00Z")), -17762);
	assert_int_equal(zone_offset(z, utc("2199-07-01T00:00Z")), -14400);
	assert_int_equal(try_local("2026-03-08T02:30Z", z, at), 0);
	assert_int_equal(try_local("2026-03-08T03:00Z", z, at), 1);
	assert_int_equal(at[0], utc("2026-03-08T07:00Z"));
	assert_int_equal(try_local("2026-11-01T01:30Z", z, at), 2);
	assert_int_equal(at[0], utc("2026-11-01T05:30Z"));
	assert_int_equal(at[1], utc("2026-11-01T06:30Z"));
	assert_int_equal(try_local("2026-11-01T02:00Z", z, at), 1);
	assert_int_equal(
		time_parse(&at[0], NULL, "2026-03-08 02:30", z, 0, &err),
		ERR_INVALID);
	assert_string_equal(err.what, "2026-03-08 02:30: no such local time, "
				      "the clocks skipped it");
	assert_int_equal(
		time_parse(&at[0], NULL, "2026-11-01T01:30", z, 0, &err),
		ERR_INVALID);
	assert_string_equal(err.fix, "write 2026-11-01T01:30:00-04:00 or "
				     "2026-11-01T01:30:00-05:00");
	assert_int_equal(zone_change(z, utc("2026-03-08T06:59:59.999Z")),
			 utc("2026-03-08T07:00Z"));
	zone_free(z);
}

/* What only the footer says. */
static void a_zone_of_a_footer_alone_obeys_it(void **state)
{
	static const struct {
		const char *footer, *at;
		int offset;
	} row[] = {
		{"CST-8", "2026-07-01T00:00Z", 28800},
		{"<+0545>-5:45", "2026-07-01T00:00Z", 20700},
		{"<-03>3", "2026-07-01T00:00Z", -10800},
		{"", "2026-07-01T00:00Z", 1234}, /* its first offset */
		/* Berlin: last Sundays */
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7200},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600},
		/* Sydney: over the new year */
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-01T00:00Z", 39600},
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-07-01T00:00Z", 36000},
		/* Dublin: "daylight saving" in winter, an hour back */
		{"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00Z", 0},
		{"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00Z", 3600},
		/* Nuuk: before midnight of the day before */
		{"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z",
		 -7200},
		{"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z",
		 -3600},
		/* Hours beyond a day: Gaza of some years */
		{"EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-27T23:59:59Z",
		 7200},
		{"EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00:00Z",
		 10800},
		/* Day numbers with and without 29 February */
		{"AAA0BBB,J60/0,J300/0", "2028-02-29T23:59:59Z", 0},
		{"AAA0BBB,J60/0,J300/0", "2028-03-01T00:00:00Z", 3600},
		{"AAA0BBB,59/0,300/0", "2028-02-28T23:59:59Z", 0},
		{"AAA0BBB,59/0,300/0", "2028-02-29T00:00:00Z", 3600},
		/* All year round */
		{"EST5EDT,0/0,J365/25", "2026-12-31T23:30Z", -14400},
		{"EST5EDT,0/0,J365/25", "2027-01-01T05:00Z", -14400},
		{"XXX3YYY,0/0,J365/25", "2028-12-31T12:00Z", -7200},
	};

	(void)state;
	for (size_t i = 0; i < LEN(row); i++) {
		struct tzif t = {
			.version = '3', .first = 1234, .footer = row[i].footer};
		struct error err = {0};
		struct zone *z;
		int got;

		if (load(&z, &t, 0, &err))
			fail_msg("%s: %s", row[i].footer, err.what);
		got = zone_offset(z, utc(row[i].at));
		if (got != row[i].offset)
			fail_msg("%s at %s: %d", row[i].footer, row[i].at, got);
		zone_free(z);
	}
}

static void the_footer_counts_only_behind_the_table(void **state)
{
	static const struct tzif t = {
		'2',
		600,
		2,
		{{0, 7200}, {1000000000, 3600}},
		"CET-1CEST,M3.5.0,M10.5.0/3",
		0,
	};
	struct zone *z;
	int64_t at[2];

	(void)state;
	assert_int_equal(load(&z, &t, 0, NULL), 0);
	assert_int_equal(zone_offset(z, -1), 600);
	assert_int_equal(zone_offset(z, 0), 7200);
	assert_int_equal(zone_offset(z, utc("1999-12-31T00:00Z")), 7200);
	assert_int_equal(zone_offset(z, utc("2026-07-01T00:00Z")), 7200);
	assert_int_equal(zone_offset(z, utc("2026-12-01T00:00Z")), 3600);
	assert_int_equal(try_local("1970-01-01T01:00Z", z, at), 0);
	assert_int_equal(try_local("1970-01-01T00:09:59Z", z, at), 1);
	assert_int_equal(try_local("2026-10-25T02:30Z", z, at), 2);
	assert_int_equal(at[1] - at[0], 3600000);
	assert_int_equal(zone_change(z, -500), 0);
	assert_int_equal(zone_change(z, utc("2026-07-01T00:00Z")),
			 utc("2026-10-25T01:00Z"));
	zone_free(z);
}

static void a_zone_that_breaks_the_format_is_refused(void **state)
{
	static const struct {
		struct tzif t;
		size_t cut;
		const char *why;
	} row[] = {
		{{.version = '\0', .footer = "UTC0"}, 0, "no 64-bit part"},
		{{.version = '2', .footer = "UTC0"}, 70, "no TZif file"},
		{{.version = '2', .footer = "UTC0"}, 1, "footer has no end"},
		{{.version = '2', .footer = "UTC0"}, 6, "it has no footer"},
		{{.version = '2', .footer = "UT0"}, 0, "footer cannot be read"},
		{{.version = '2', .footer = "UTC"}, 0, "footer cannot be read"},
		{{.version = '2', .footer = "EST5EDT"}, 0, "cannot be read"},
		{{.version = '2', .footer = "EST5EDT,M3.2.0"}, 0, "be read"},
		{{.version = '2', .footer = "EST5EDT,M13.2.0,J1"},
		 0,
		 "be read"},
		{{.version = '2', .footer = "EST5EDT,J0,J1"}, 0, "be read"},
		{{.version = '2', .footer = "EST5EDT,J1/168,J2"}, 0, "be read"},
		{{.version = '2', .footer = "EST5 "}, 0, "be read"},
		{{.version = '2', .footer = "EST25"}, 0, "be read"},
		{{.version = '2', .footer = "EST24"}, 0, "be read"},
		{{.version = '2', .footer = "<ABC5"}, 0, "be read"},
		{{.version = '2', .footer = "EST5:"}, 0, "be read"},
		{{.version = '2', .footer = "EST5:5"}, 0, "be read"},
		{{.version = '2', .leap = 1, .footer = "UTC0"},
		 0,
		 "counts leap seconds"},
		{{'2', 0, 2, {{5, 0}, {5, 0}}, "UTC0", 0}, 0, "not in order"},
		{{'2', 0, 1, {{5, 86400}}, "UTC0", 0}, 0, "a day or more"},
	};

	(void)state;
	for (size_t i = 0; i < LEN(row); i++) {
		struct error err = {0};
		struct zone *z;

		if (load(&z, &row[i].t, row[i].cut, &err) != ERR_INVALID || z ||
		    !strstr(err.what, row[i].why))
			fail_msg("row %zu: \"%s\"", i, err.what);
	}
}

static void a_zone_that_is_not_there_is_named(void **state)
{
	struct error err = {0};
	struct zone *z;

	(void)state;
	assert_int_equal(zone_load(&z, "/nowhere/Zone", &err), ERR_NOTFOUND);
	assert_string_equal(err.what,
			    "/nowhere/Zone: No such file or directory");
	assert_null(z);
	zone_free(NULL);
	mem_fail_at(1);
	assert_int_equal(zone_load(&z, "/nowhere/Zone", &err), ERR_NOMEM);
	assert_null(zone_fixed(0));
	mem_fail_at(0);
}

static void spans_have_two_units(void **state)
{
	static const struct {
		int64_t ms;
		const char *text;
	} row[] = {
		{0, "0s"},
		{999, "0s"},
		{59999, "59s"},
		{60000, "1m 0s"},
		{560000, "9m 20s"},
		{3599999, "59m 59s"},
		{3600000, "1h 0m"},
		{13680000, "3h 48m"},
		{248400000, "2d 21h"},
		{86400000, "1d 0h"},
		{-13680000, "3h 48m"},
		{INT64_MIN, "106751991167d 7h"},
	};
	char text[TIME_TEXT];

	(void)state;
	for (size_t i = 0; i < LEN(row); i++) {
		time_span(text, row[i].ms);
		assert_string_equal(text, row[i].text);
	}
}

static void spans_are_read_as_they_are_written(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		int64_t minutes;
	} row[] = {
		{"15m", true, 15},	{"4h", true, 240},
		{"3d", true, 4320},	{"90m", true, 90},
		{"0m", true, 0},	{"999999d", true, 1439998560},
		{"1000000d", false, 0}, {"m", false, 0},
		{"", false, 0},		{"15", false, 0},
		{"15s", false, 0},	{"-1h", false, 0},
		{"1 h", false, 0},	{"1.5h", false, 0},
		{"4H", false, 0},
	};
	int64_t ms;

	(void)state;
	for (size_t i = 0; i < LEN(row); i++) {
		if (time_span_parse(&ms, row[i].text, strlen(row[i].text)) !=
		    row[i].ok)
			fail_msg("\"%s\"", row[i].text);
		if (row[i].ok)
			assert_int_equal(ms, row[i].minutes * 60000);
	}
	assert_true(time_span_parse(&ms, "4h from opened", 2));
}

static void offsets_are_written_short(void **state)
{
	static const struct {
		int seconds;
		const char *text;
	} row[] = {
		{28800, "+08"},	    {19800, "+05:30"}, {0, "+00"},
		{-12600, "-03:30"}, {-1800, "-00:30"}, {-17762, "-04:56:02"},
	};
	char text[TIME_TEXT];

	(void)state;
	for (size_t i = 0; i < LEN(row); i++) {
		time_offset_text(text, row[i].seconds);
		assert_string_equal(text, row[i].text);
	}
}

static void people_see_a_day_a_minute_and_an_offset(void **state)
{
	const int64_t at = INT64_C(1792124340000); /* 2026-10-16T04:19Z */
	struct zone *z = zone_fixed(5 * 3600 + 1800);
	char text[TIME_TEXT];

	(void)state;
	assert_non_null(z);
	time_date(text, at + INT64_C(20 * 3600000), z);
	assert_string_equal(text, "2026-10-17");
	time_minute(text, at, z);
	assert_string_equal(text, "2026-10-16 09:49");
	time_zoned(text, at, z);
	assert_string_equal(text, "2026-10-16 09:49 +05:30");
	time_zoned(text, at, NULL);
	assert_string_equal(text, "2026-10-16 04:19 +00");
	zone_free(z);
}

static void a_wall_time_of_local_mean_time_keeps_its_instant(void **state)
{
	struct zone *z = zone_fixed(-17762);
	char text[TIME_TEXT];
	int64_t at;

	(void)state;
	time_wall(text, -1000000, z);
	assert_string_equal(text, "1969-12-31T18:47:20.000-04:56");
	assert_int_equal(time_parse_wall(&at, NULL, text), 0);
	assert_int_equal(at, -1000000);
	zone_free(z);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_and_dates_agree_over_centuries),
		cmocka_unit_test(a_civil_time_has_its_weekday_and_rounds_down),
		cmocka_unit_test(times_are_read_in_the_forms_people_write),
		cmocka_unit_test(the_wall_form_has_one_spelling),
		cmocka_unit_test(a_system_zone_has_its_gap_and_its_fold),
		cmocka_unit_test(a_zone_of_a_footer_alone_obeys_it),
		cmocka_unit_test(the_footer_counts_only_behind_the_table),
		cmocka_unit_test(a_zone_that_breaks_the_format_is_refused),
		cmocka_unit_test(a_zone_that_is_not_there_is_named),
		cmocka_unit_test(spans_have_two_units),
		cmocka_unit_test(spans_are_read_as_they_are_written),
		cmocka_unit_test(offsets_are_written_short),
		cmocka_unit_test(people_see_a_day_a_minute_and_an_offset),
		cmocka_unit_test(
			a_wall_time_of_local_mean_time_keeps_its_instant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
