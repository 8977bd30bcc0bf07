/* Legal time limits counted: every worked case, and what holds for all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/clock/count.h"
#include "tests/support/clocks.h"

#define LEN(a) (sizeof(a) / sizeof(*(a)))
#define HOUR ((int64_t)3600000)
#define DAY (24 * HOUR)

struct world {
	struct clock_rules *rules;
	struct zones *zones;
	int64_t now;
};

static int up(void **state)
{
	struct world *w = mem_zalloc(sizeof(*w));

	w->rules = clocks_shipped();
	w->zones = zones_new(ZONE_DIR);
	w->now = 1795305600000; /* 2026-11-22 */
	*state = w;
	return 0;
}

static int down(void **state)
{
	struct world *w = *state;

	clock_rules_free(w->rules);
	zones_free(w->zones);
	mem_free(w);
	return 0;
}

static const struct zone *zone_of(struct world *w, const char *name)
{
	const struct zone *z;
	struct error err = {0};

	if (zones_get(&z, w->zones, name, &err))
		fail_msg("%s", err.what);
	return z;
}

static const struct clock_rule *rule(struct world *w, const char *id)
{
	const struct clock_rule *c;
	struct error err = {0};

	if (clock_rules_find(&c, w->rules, id, &err))
		fail_msg("%s", err.what);
	return c;
}

static int64_t at(const char *text)
{
	struct error err = {0};
	int64_t t;

	if (time_parse(&t, NULL, text, NULL, 0, &err))
		fail_msg("%s", err.what);
	return t;
}

/* --- the worked cases ---------------------------------------------------------- */

static int take(struct clock_trigger *t, struct world *w, char *facts,
		struct error *err)
{
	char *save = NULL;
	int rc = 0;

	for (char *f = strtok_r(facts, " ", &save); f && !rc;
	     f = strtok_r(NULL, " ", &save)) {
		char *is = strchr(f, '=');

		if (!is)
			continue; /* "-" */
		*is = '\0';
		rc = clock_fact(t, w->rules, f, is + 1, w->now, err);
	}
	return rc;
}

static const struct clock_note *note_of(const struct clock_due *due,
					const char *id)
{
	for (size_t i = 0; i < due->notes; i++)
		if (!strcmp(due->note[i].id, id))
			return &due->note[i];
	return NULL;
}

static void check_note(const struct clock_vector *v,
		       const struct clock_due *due, const struct zone *z,
		       const char *name, const char *want)
{
	bool calendar = !strcmp(name, "roll_calendar");
	const struct clock_note *n = note_of(due, calendar ? "roll" : name);
	char text[TIME_TEXT] = "";

	if (!n && calendar)
		n = note_of(due, "relief_5_4");
	if (!n)
		fail_msg("%s: no note %s", v->id, name);
	if (calendar)
		str_copy(text, sizeof(text), n->calendar->id);
	else if (n->value == NOTE_AT)
		time_text(text, n->at, z);
	else
		str_copy(text, sizeof(text),
			 n->value == NOTE_NO_MOVE ? "no_move" : "unknown");
	if (strcmp(text, want) != 0)
		fail_msg("%s: %s is %s, not %s", v->id, name, text, want);
}

static void check_notes(const struct clock_vector *v,
			const struct clock_due *due, const struct zone *z)
{
	char *save = NULL;

	for (char *n = strtok_r(v->notes, " ", &save); n;
	     n = strtok_r(NULL, " ", &save)) {
		char *is = strchr(n, '=');

		if (!is)
			continue; /* "-" */
		*is = '\0';
		check_note(v, due, z, n, is + 1);
	}
}

static void check_vector(void *ctx, const struct clock_vector *v)
{
	struct world *w = ctx;
	const struct clock_rule *c = rule(w, v->clock);
	struct clock_trigger t = {.known = true};
	char got[TIME_TEXT];
	struct clock_due due;
	struct error err = {0};
	int rc;

	t.zone = zone_of(w, v->zone);
	t.new_york = zone_of(w, "America/New_York");
	rc = clock_moment(&t.at, v->trigger, t.zone, w->now, &err);
	if (!rc)
		rc = take(&t, w, v->facts, &err);
	clock_count(&due, c, &t, w->now);
	if (rc)
		str_copy(got, sizeof(got), err.id ? err.id : err.what);
	else if (due.end == END_NEVER)
		str_copy(got, sizeof(got), clock_states[due.state].id);
	else
		time_text(got, due.deadline, t.zone);
	if (strcmp(got, v->expect) != 0)
		fail_msg("%s: %s, not %s", v->id, got, v->expect);
	if (!rc)
		check_notes(v, &due, t.zone);
}

static void every_worked_case_comes_out(void **state)
{
	assert_true(clocks_vectors(check_vector, *state) > 110);
}

/* --- what holds for all ------------------------------------------------------------ */

static const char *const zones[] = {
	"Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kolkata",
	"America/Santiago", "Africa/Cairo", "Australia/Lord_Howe",
	"Pacific/Apia", "Asia/Kathmandu", "America/Havana",
	"Pacific/Chatham", "UTC",
};

/* Looked for second by second around where it must be. */
static int64_t slow_day_end(int64_t day, const struct zone *z)
{
	static const int64_t step[] = {900000, 30000, 1000};
	int64_t t = day * DAY - 30 * HOUR;

	for (size_t i = 0; i < LEN(step); i++)
		while (true) {
			struct civil c = time_civil(t + step[i], z);

			if (time_days(c.year, c.month, c.day) > day)
				break;
			t += step[i];
		}
	return t + 1000;
}

static void a_day_ends_at_the_first_instant_with_a_later_date(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < LEN(zones); i++) {
		const struct zone *z = zone_of(w, zones[i]);
		int64_t from = time_days(2026, 1, 1);

		for (int64_t d = from; d < from + 730; d++)
			if (time_day_end(d, z) != slow_day_end(d, z))
				fail_msg("%s, day %lld", zones[i],
					 (long long)d);
	}
	/* A date that never was ends where the next one begins. */
	assert_int_equal(time_day_end(time_days(2011, 12, 30),
				      zone_of(w, "Pacific/Apia")),
			 at("2011-12-31T00:00:00+14:00"));
	assert_int_equal(time_day_end(time_days(2011, 12, 29),
				      zone_of(w, "Pacific/Apia")),
			 at("2011-12-31T00:00:00+14:00"));
}

/* A later trigger never gives an earlier deadline; hours are hours. */
static void a_later_trigger_never_ends_earlier(void **state)
{
	struct world *w = *state;
	const struct clock_rule *c;

	for (size_t i = 0; (c = clock_rule_at(w->rules, i)); i++) {
		const struct zone *z = zone_of(w, zones[i % LEN(zones)]);
		struct clock_trigger t = {
			.known = true, .zone = z, .anchor = ANCHOR_YES,
			.new_york = zone_of(w, "America/New_York")};
		int64_t last = INT64_MIN, from = at("2027-06-01T00:00Z");
		struct clock_due due;

		for (int64_t h = 0; h < 4000; h += 7) {
			t.at = from + h * HOUR;
			clock_count(&due, c, &t, t.at);
			if (due.end == END_NEVER)
				break;
			assert_true(due.deadline >= last);
			assert_true(due.deadline > t.at);
			assert_int_equal(due.state, CLOCK_RUNNING);
			if (c->method == METHOD_ELAPSED &&
			    c->span.unit == UNIT_HOURS)
				assert_int_equal(due.deadline - t.at,
						 c->span.value * HOUR);
			last = due.deadline;
		}
	}
}

/* A note is a later reading: it never stands before the deadline. */
static void no_note_is_earlier_than_its_deadline(void **state)
{
	struct world *w = *state;
	const struct clock_rule *c;

	for (size_t i = 0; (c = clock_rule_at(w->rules, i)); i++)
		for (int64_t h = 0; h < 9000; h += 31) {
			struct clock_trigger t = {
				.known = true, .anchor = ANCHOR_YES,
				.at = at("2026-01-01T00:00Z") + h * HOUR,
				.zone = zone_of(w, "Europe/Berlin"),
				.classified = true,
				.calendar = clock_calendar(w->rules,
							   "de-national"),
				.new_york = zone_of(w, "America/New_York")};
			struct clock_due due;

			t.classified_at = t.at + (h % 40) * HOUR;
			clock_count(&due, c, &t, t.at);
			for (size_t k = 0; k < due.notes; k++)
				if (due.note[k].value == NOTE_AT &&
				    due.note[k].at < due.deadline)
					fail_msg("%s: %s", c->id,
						 due.note[k].id);
		}
}

static void an_instant_is_over_after_it_and_a_day_at_its_end(void **state)
{
	int64_t end = at("2026-10-11T00:00:00+08:00");

	(void)state;
	assert_false(clock_over(END_INSTANT, end, end));
	assert_true(clock_over(END_INSTANT, end, end + 1));
	assert_false(clock_over(END_DAY, end, end - 1));
	assert_true(clock_over(END_DAY, end, end));
	assert_false(clock_over(END_NEVER, end, INT64_MAX));
}

static void a_clock_that_is_met_shows_its_margin(void **state)
{
	struct clock_due due = {.end = END_INSTANT, .deadline = 100 * HOUR};
	int64_t margin;

	(void)state;
	assert_int_equal(clock_met(&due, 99 * HOUR, &margin), CLOCK_FILED);
	assert_int_equal(margin, HOUR);
	assert_int_equal(clock_met(&due, 101 * HOUR, &margin),
			 CLOCK_FILED_LATE);
	assert_int_equal(margin, -HOUR);
	due.end = END_NEVER;
	assert_int_equal(clock_met(&due, 101 * HOUR, &margin), CLOCK_FILED);
	assert_int_equal(margin, 0);
}

static void a_day_alone_counts_hours_from_its_beginning(void **state)
{
	struct world *w = *state;
	struct clock_trigger t = {
		.known = true, .precision = PRECISE_DAY,
		.zone = zone_of(w, "Europe/Berlin"),
		.at = at("2026-11-20T15:00:00+01:00")};
	struct clock_due due;

	clock_count(&due, rule(w, "eu-gdpr-33-authority"), &t, t.at);
	assert_int_equal(due.deadline, at("2026-11-23T00:00:00+01:00"));
	assert_non_null(note_of(&due, "day_only"));
}

static void a_date_alone_is_the_beginning_of_that_day(void **state)
{
	struct world *w = *state;
	struct clock_trigger t = {.zone = zone_of(w, "America/Santiago")};
	struct error err = {0};

	/* The clocks skip midnight there: the day begins at one. */
	assert_int_equal(clock_began(&t, "2026-09-06", w->now, &err), 0);
	assert_true(t.known);
	assert_int_equal(t.precision, PRECISE_DAY);
	assert_int_equal(t.at, at("2026-09-06T01:00:00-03:00"));
	t.precision = PRECISE_MINUTE;
	assert_int_equal(clock_began(&t, "2026-09-06T08:30", w->now, &err), 0);
	assert_int_equal(t.precision, PRECISE_MINUTE);
	assert_int_equal(t.at, at("2026-09-06T08:30:00-03:00"));
	assert_int_equal(clock_began(&t, "2026-02-30", w->now, &err),
			 ERR_USAGE);
	assert_string_equal(err.what, "\"2026-02-30\" is no time");
	assert_int_equal(clock_began(&t, "9999-12-31", w->now, &err),
			 ERR_USAGE);
}

static void without_a_time_nothing_runs(void **state)
{
	struct world *w = *state;
	struct clock_trigger t = {.zone = zone_of(w, "Europe/Berlin")};
	struct clock_due due;

	clock_count(&due, rule(w, "eu-nis2-final"), &t, w->now);
	assert_int_equal(due.state, CLOCK_NOT_STARTED);
	t.anchor = ANCHOR_YES;
	clock_count(&due, rule(w, "eu-nis2-final"), &t, w->now);
	assert_int_equal(due.state, CLOCK_ANCHOR_MISSING);
	assert_int_equal(due.end, END_NEVER);
}

static void a_contract_counts_what_it_says(void **state)
{
	struct world *w = *state;
	struct clock_trigger t = {
		.known = true, .zone = zone_of(w, "Asia/Shanghai"),
		.at = at("2026-11-20T15:00:00+08:00")};
	struct clock_due due;

	assert_true(clock_term_parse(&t.term, "48h"));
	clock_count(&due, rule(w, "insurer-notice"), &t, t.at);
	assert_int_equal(due.deadline, t.at + 48 * HOUR);
	assert_true(clock_term_parse(&t.term, "3d"));
	clock_count(&due, rule(w, "insurer-notice"), &t, t.at);
	assert_int_equal(due.deadline, at("2026-11-24T00:00:00+08:00"));
	assert_int_equal(due.end, END_DAY);
	assert_false(clock_term_parse(&t.term, "3w"));
	assert_false(clock_term_parse(&t.term, "h"));
	assert_false(clock_term_parse(&t.term, "0h"));
	assert_false(clock_term_parse(&t.term, "99999999h"));
}

static void a_fact_that_is_wrong_is_named(void **state)
{
	static const struct {
		const char *name, *value, *id, *what;
	} row[] = {
		{"classified_a", "now", "unknown_fact",
		 "no clock asks for the fact classified_a"},
		{"calendar", "de-nationa", "unknown_calendar",
		 "no calendar is called de-nationa"},
		{"anchor_recorded", "perhaps", "bad_fact",
		 "anchor_recorded: \"perhaps\" is no answer"},
		{"classified_at", "2026-03-29T02:30", "nonexistent_local_time",
		 "2026-03-29T02:30: no such local time, the clocks skipped "
		 "it"},
		{"classified_at", "2026-10-25T02:30", "ambiguous_local_time",
		 "2026-10-25T02:30: this local time came twice, the clocks "
		 "went back"},
	};
	struct world *w = *state;

	for (size_t i = 0; i < LEN(row); i++) {
		struct clock_trigger t = {.zone = zone_of(w, "Europe/Berlin")};
		struct error err = {0};

		assert_int_equal(clock_fact(&t, w->rules, row[i].name,
					    row[i].value, w->now, &err),
				 ERR_USAGE);
		assert_string_equal(err.id, row[i].id);
		assert_string_equal(err.what, row[i].what);
	}
}

static void a_year_that_no_law_knows_is_refused(void **state)
{
	struct error err = {0};
	int64_t t;

	(void)state;
	assert_int_equal(clock_moment(&t, "9999-12-31T00:00Z", NULL, 0, &err),
			 ERR_USAGE);
	assert_string_equal(err.what, "9999-12-31T00:00Z: no law counts from "
				      "that year");
	assert_int_equal(clock_moment(&t, "tomorrow", NULL, 0, &err),
			 ERR_USAGE);
}

static void the_end_of_a_day_is_told_as_24_00(void **state)
{
	struct world *w = *state;
	char text[TIME_TEXT];

	clock_when(text, END_DAY, at("2026-10-11T00:00:00+08:00"),
		   zone_of(w, "Asia/Shanghai"));
	assert_string_equal(text, "2026-10-10 24:00 +08");
	clock_when(text, END_DAY, at("2026-09-06T01:00:00-03:00"),
		   zone_of(w, "America/Santiago"));
	assert_string_equal(text, "2026-09-05 24:00 -04");
	/* The same moment in another zone is no end of a day there. */
	clock_when(text, END_DAY, at("2026-10-11T00:00:00+08:00"),
		   zone_of(w, "Europe/Berlin"));
	assert_string_equal(text, "2026-10-10 18:00 +02");
	clock_when(text, END_INSTANT, at("2026-10-11T09:30:00+08:00"),
		   zone_of(w, "Asia/Shanghai"));
	assert_string_equal(text, "2026-10-11 09:30 +08");
}

static void a_zone_has_a_name_and_nothing_else_is_one(void **state)
{
	static const char *const bad[] = {
		"Europe/Berlim", "Europe", "../etc/passwd", "/etc/localtime",
		"", "Europe//Berlin", "Europe/", "a b", "tzdata.zi",
	};
	struct world *w = *state;
	const struct zone *z;

	for (size_t i = 0; i < LEN(bad); i++) {
		struct error err = {0};

		assert_int_equal(zones_get(&z, w->zones, bad[i], &err),
				 ERR_NOTFOUND);
		assert_string_equal(err.id, "unknown_zone");
		assert_null(z);
	}
	assert_ptr_equal(zone_of(w, "Asia/Tokyo"), zone_of(w, "Asia/Tokyo"));
	assert_int_equal(zone_offset(zone_of(w, "Asia/Tokyo"), w->now),
			 9 * 3600);
}

/* --- calendars ----------------------------------------------------------------------- */

static int64_t day(const char *text)
{
	return at(text) / DAY;
}

static void open_beats_closed_beats_the_weekend(void **state)
{
	static const struct {
		const char *calendar, *day;
		enum day_kind kind;
	} row[] = {
		{"cn-statutory", "2026-10-10T00:00Z", DAY_OPEN},
		{"cn-statutory", "2026-10-11T00:00Z", DAY_CLOSED},
		{"cn-statutory", "2026-10-07T00:00Z", DAY_CLOSED},
		{"cn-statutory", "2026-10-08T00:00Z", DAY_OPEN},
		{"cn-statutory", "2027-01-04T00:00Z", DAY_UNKNOWN},
		{"cn-statutory", "2025-12-31T00:00Z", DAY_UNKNOWN},
		{"us-federal", "2027-12-31T00:00Z", DAY_CLOSED},
		{"us-federal", "2026-07-03T00:00Z", DAY_CLOSED},
		{"us-federal", "2026-11-27T00:00Z", DAY_OPEN},
		{"us-federal", "2050-11-24T00:00Z", DAY_CLOSED},
		{"de-national", "2028-04-14T00:00Z", DAY_CLOSED},
		{"de-national", "2028-04-17T00:00Z", DAY_CLOSED},
		{"de-national", "2038-04-26T00:00Z", DAY_CLOSED},
		{"de-national", "2026-12-28T00:00Z", DAY_OPEN},
	};
	struct world *w = *state;

	for (size_t i = 0; i < LEN(row); i++)
		if (calendar_day(clock_calendar(w->rules, row[i].calendar),
				 day(row[i].day)) != row[i].kind)
			fail_msg("%s %s", row[i].calendar, row[i].day);
}

static void a_rule_may_have_no_day_in_a_year(void **state)
{
	struct holiday_rule leap = {.kind = RULE_FIXED, .month = 2,
				    .day = 29};
	struct holiday_rule fifth = {.kind = RULE_NTH, .month = 2,
				     .weekday = 0, .nth = 5};
	struct holiday_rule easter = {.kind = RULE_EASTER};
	int64_t d;

	(void)state;
	assert_true(holiday_day(&d, &leap, 2028));
	assert_false(holiday_day(&d, &leap, 2027));
	assert_false(holiday_day(&d, &fifth, 2027));
	assert_true(holiday_day(&d, &easter, 1961));
	assert_int_equal(d, time_days(1961, 4, 2));
	assert_true(holiday_day(&d, &easter, 2285));
	assert_int_equal(d, time_days(2285, 3, 22));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_worked_case_comes_out),
		cmocka_unit_test(
			a_day_ends_at_the_first_instant_with_a_later_date),
		cmocka_unit_test(a_later_trigger_never_ends_earlier),
		cmocka_unit_test(no_note_is_earlier_than_its_deadline),
		cmocka_unit_test(
			an_instant_is_over_after_it_and_a_day_at_its_end),
		cmocka_unit_test(a_clock_that_is_met_shows_its_margin),
		cmocka_unit_test(a_day_alone_counts_hours_from_its_beginning),
		cmocka_unit_test(a_date_alone_is_the_beginning_of_that_day),
		cmocka_unit_test(without_a_time_nothing_runs),
		cmocka_unit_test(a_contract_counts_what_it_says),
		cmocka_unit_test(a_fact_that_is_wrong_is_named),
		cmocka_unit_test(a_year_that_no_law_knows_is_refused),
		cmocka_unit_test(the_end_of_a_day_is_told_as_24_00),
		cmocka_unit_test(a_zone_has_a_name_and_nothing_else_is_one),
		cmocka_unit_test(open_beats_closed_beats_the_weekend),
		cmocka_unit_test(a_rule_may_have_no_day_in_a_year),
	};

	return cmocka_run_group_tests(tests, up, down);
}
