/* Clock files: what ships, and every way in which one can be wrong. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "core/clock/words.h"
#include "tests/support/clocks.h"

#define LEN(a) (sizeof(a) / sizeof(*(a)))
#define HEAD "format: stanch-clocks-1\n"
#define PLACE "jurisdictions:\n  - {id: XX, en: \"There\", zone: \"UTC\"}\n"
#define WORDS "recipient_kinds: [authority]\n" \
	      "trigger_events:\n  - {id: aware, en: \"Became aware\"}\n"
#define CLOCK_OF(trigger, source) \
	      "  - id: xx-1\n" \
	      "    jurisdiction: XX\n" \
	      "    law: {en: \"Data Law\", zh: \"数据法\"}\n" \
	      "    article: \"art. 1\"\n" \
	      "    status: in_force\n" \
	      "    default_enabled: true\n" \
	      "    recipient: {kind: authority, en: \"Office\"}\n" \
	      trigger source \
	      "    confidence: \"B\"\n" \
	      "    evidence: {kind: official_source}\n"
#define TRIGGER "    trigger: {event: aware}\n"
#define SOURCE(text) "    citation: \"" text "\"\n"
#define CLOCK CLOCK_OF(TRIGGER, SOURCE("https://example.org"))
#define SOURCED(text) HEAD PLACE WORDS "clocks:\n" \
	CLOCK_OF(TRIGGER, SOURCE(text)) HOURS ELAPSED
#define WHOLE HEAD PLACE WORDS "clocks:\n" CLOCK
#define HOURS "    duration: {value: 72, unit: hours}\n"
#define ELAPSED "    counting: {method: elapsed}\n"

static struct clock_rules *read_text(const char *text)
{
	struct clock_rules *r = clock_rules_new();
	struct error err = {0};

	assert_int_equal(clock_rules_add(r, "clocks/xx.yaml", text,
					 strlen(text), &err), 0);
	assert_int_equal(clock_rules_link(r, &err), 0);
	return r;
}

static void what_ships_has_no_problem_and_all_its_clocks(void **state)
{
	struct clock_rules *r = clocks_shipped();
	const struct clock_rule *c;
	size_t n = 0, on = 0, lists = 0;

	(void)state;
	for (; (c = clock_rule_at(r, n)); n++) {
		assert_null(c->bad);
		assert_non_null(clock_place(r, c->jurisdiction));
		assert_non_null(clock_event(r, c->event)->name.zh);
		lists += clock_list(r, c->content_list) != NULL;
		on += c->enabled;
		assert_true(!c->enabled || !clock_needs_reason(c));
	}
	assert_int_equal(n, 94);
	assert_int_equal(on, 59);
	assert_true(lists > 60);
	c = clock_rule(r, "cn-incident-4h");
	assert_int_equal(c->span.value, 4);
	assert_string_equal(clock_zone(r, c), "Asia/Shanghai");
	assert_null(clock_zone(r, clock_rule(r, "eu-gdpr-33-authority")));
	assert_string_equal(clock_text(&c->law, "zh_CN"),
			    "国家网络安全事件报告管理办法");
	assert_string_equal(duty_map_at(r, 0)->id, "cn-small-business");
	assert_int_equal(duty_map_at(r, 0)->steps, 11);
	assert_null(duty_map_at(r, 1));
	clock_rules_free(r);
	clock_rules_free(NULL);
}

static void every_clock_that_ships_has_a_name_for_a_column(void **state)
{
	struct clock_rules *r = clocks_shipped();
	const struct clock_rule *c, *other;
	struct str text = {0};

	(void)state;
	for (size_t i = 0; (c = clock_rule_at(r, i)); i++) {
		assert_non_null(c->brief.en);
		assert_non_null(c->brief.zh);
		assert_in_range(utf8_cells(c->brief.en), 4, 20);
		assert_in_range(utf8_cells(c->brief.zh), 4, 20);
		for (size_t k = 0; k < i; k++) {
			other = clock_rule_at(r, k);
			assert_string_not_equal(other->brief.en, c->brief.en);
			assert_string_not_equal(other->brief.zh, c->brief.zh);
		}
	}
	clock_short(&text, clock_rule(r, "cn-pipl-57-individuals"), "zh_CN");
	assert_string_equal(str_text(&text), "个保法57条 个人");
	str_release(&text);
	clock_rules_free(r);
	r = read_text(WHOLE HOURS ELAPSED);
	clock_short(&text, clock_rule(r, "xx-1"), "en");
	assert_string_equal(str_text(&text), "xx-1");
	str_release(&text);
	clock_rules_free(r);
}

static void told_in_both(const struct clock_rule *c,
			 const struct clock_words *w)
{
	if (w->en && !w->zh)
		fail_msg("%s, no Chinese: %s", c->id, w->en);
}

static void every_text_that_ships_is_in_both_languages(void **state)
{
	struct clock_rules *r = clocks_shipped();
	const struct clock_rule *c;

	(void)state;
	for (size_t i = 0; (c = clock_rule_at(r, i)); i++) {
		told_in_both(c, &c->law);
		told_in_both(c, &c->duty_of);
		told_in_both(c, &c->recipient);
		told_in_both(c, &c->trigger);
		told_in_both(c, &c->qualifier);
		told_in_both(c, &c->threshold);
		told_in_both(c, &c->exceptions);
		told_in_both(c, &c->note);
		told_in_both(c, &c->penalty);
		told_in_both(c, &c->remark);
		told_in_both(c, &c->effective_note);
	}
	clock_rules_free(r);
	r = read_text(WHOLE HOURS ELAPSED "    penalty: \"a fine\"\n");
	assert_string_equal(clock_text(&clock_rule(r, "xx-1")->penalty, "zh"),
			    "a fine"); /* a text alone is English */
	clock_rules_free(r);
}

static void a_law_is_named_as_its_readers_name_it(void **state)
{
	static const struct {
		const char *lang, *article, *want;
	} row[] = {
		{"en", "art. 57 para. 1", "L, art. 57 para. 1"},
		{"zh_CN", "art. 57 para. 1", "L第57条第1款"},
		{"zh", "Art. 33(1)", "L第33条第1款"},
		{"zh", "Art. 23(4)(a)", "L第23条第4款(a)项"},
		{"zh", "arts 21, 59", "L第21条、第59条"},
		{"zh", "Art. 14(2)(a), 14(4)(a)",
		 "L第14条第2款(a)项、第14条第4款(a)项"},
		{"zh", "Art. 23(4)(d)-(e)", "L，Art. 23(4)(d)-(e)"},
		{"zh", "art. 23 (unverified)", "L，art. 23 (unverified)"},
		{"zh", "art. 48; Res. art. 6", "L，art. 48; Res. art. 6"},
		{"zh", "art. 5(", "L，art. 5("},
		{"zh", "art. 5()", "L，art. 5()"},
		{"zh", "art. ", "L，art. "},
		{"zh", "第29条", "L第29条"},
		{"zh", "articles not read", "L，articles not read"},
		{"zh", "45 CFR 164.404", "L，45 CFR 164.404"},
		{"zh", "", "L，"},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		clock_law(&out, "L", row[i].article, row[i].lang);
		assert_string_equal(str_text(&out), row[i].want);
		str_clear(&out);
	}
	str_release(&out);
}

static void a_small_file_is_read_whole(void **state)
{
	struct clock_rules *r = read_text(WHOLE HOURS ELAPSED);
	const struct clock_rule *c = clock_rule(r, "xx-1");

	(void)state;
	assert_null(clock_problem_at(r, 0));
	assert_int_equal(c->method, METHOD_ELAPSED);
	assert_int_equal(c->span.unit, UNIT_HOURS);
	assert_string_equal(clock_text(&c->law, "en"), "Data Law");
	assert_string_equal(clock_text(&c->recipient, "zh"), "Office");
	assert_null(c->reviewed_by);
	assert_int_equal(clock_marks(c, 0), MARK_NO_DATE | MARK_NO_REVIEW);
	clock_rules_free(r);
}

static const struct {
	const char *text;
	int line, col;
	const char *what;
} faults[] = {
	{WHOLE HOURS "    counting: {method: elapset}\n", 20, 24,
	 "unknown: elapset; did you mean elapsed?"},
	{WHOLE HOURS
	 "    counting: {method: elapsed, flags: [no_rol]}\n", 20, 41,
	 "unknown: no_rol; did you mean no_roll?"},
	{WHOLE HOURS
	 "    counting: {method: elapsed, calendar: moon}\n", 20, 43,
	 "unknown calendar: moon"},
	{WHOLE HOURS ELAPSED "    content_list: nothing\n", 21, 19,
	 "unknown content list: nothing"},
	{WHOLE HOURS ELAPSED "    more_content_lists: [nothing]\n", 21,
	 25, "unknown content list: nothing"},
	{WHOLE HOURS ELAPSED "    artikle: \"1\"\n", 21, 5,
	 "unknown key: artikle; did you mean article?"},
	{WHOLE HOURS ELAPSED "    effective_from: \"2026-02-30\"\n",
	 21, 21, "effective_from: \"2026-02-30\" is no date, write it "
		 "as 2026-10-14"},
	{WHOLE HOURS ELAPSED CLOCK HOURS ELAPSED, 21, 5,
	 "this id is taken: xx-1"},
	{WHOLE HOURS, 8, 5, "counting is missing"},
	{HEAD PLACE WORDS "clocks:\n" CLOCK_OF("", SOURCE("Act 1")) HOURS
	 ELAPSED, 8, 5, "trigger is missing"},
	{SOURCED(" "), 16, 15, "citation is missing"},
	{SOURCED("htp://example.org/a"), 16, 15,
	 "citation: \"htp://example.org/a\" is no address of a page"},
	{SOURCED("http:/example.org/a"), 16, 15,
	 "citation: \"http:/example.org/a\" is no address of a page"},
	{SOURCED("https://a.example/1; https://example"), 16, 15,
	 "citation: \"https://a.example/1; https://example\" is no address "
	 "of a page"},
	{HEAD "content_lists:\n  - {id: l, title: {en: T}, basis: b, "
	      "confidence: E, items: []}\n", 3, 51,
	 "unknown grade: E; it is one of A, B, C, D, project"},
	{WHOLE "    duration: {value: 3, unit: months}\n" ELAPSED, 19,
	 15, "elapsed does not count in months"},
	{WHOLE "    duration: {value: null, unit: hours}\n" ELAPSED,
	 19, 15, "elapsed needs a value of 1 or more"},
	{WHOLE "    duration: {value: 2, unit: none}\n"
	       "    counting: {method: none}\n", 19, 15,
	 "none has no value of its own"},
	{WHOLE "    duration: {value: -2, unit: hours}\n" ELAPSED, 19,
	 23, "value: a number from 0 to 10000 belongs here"},
	{WHOLE "    duration: {value: 4, unit: business_days}\n"
	       "    counting: {method: business_days_us_sec}\n", 20,
	 15, "counting like this needs a calendar"},
	{WHOLE "    duration: {value: 4, unit: hours}\n"
	       "    counting: {method: dora_initial}\n", 19, 15,
	 "dora_initial needs from_classified_hours and "
	 "from_aware_hours"},
	{HEAD "calendars:\n  - {id: c, en: C, kind: table, confidence: "
	      "A, source: s, weekend: [sat, sunday]}\n", 3, 74,
	 "mon, tue, wed, thu, fri, sat or sun belongs here"},
	{HEAD "calendars:\n  - id: c\n    en: C\n    kind: table\n"
	      "    confidence: A\n    source: s\n    weekend: [sat]\n"
	      "    years:\n      - year: 2026\n"
	      "        closed: [[\"2026-10-07\", \"2026-10-01\"]]\n",
	 11, 18, "a day belongs here, or the first and the last of "
		 "some: [\"2026-10-01\", \"2026-10-07\"]"},
	{HEAD "calendars:\n  - id: c\n    en: C\n    kind: rule\n"
	      "    confidence: A\n    source: s\n    weekend: [sat]\n"
	      "    rules:\n      - {rule: nth, month: 5, weekday: mon, "
	      "nth: 6}\n", 10, 9, "this rule gives no day"},
	{HEAD "calendars:\n  - id: c\n    en: C\n    kind: rule\n"
	      "    confidence: A\n    source: s\n    weekend: [sat]\n"
	      "    rules:\n      - {rule: fixed, month: 5, day: 1}\n"
	      "    check:\n      - {year: 2026, days: "
	      "[\"2026-05-02\"]}\n", 12, 29,
	 "the rules do not give this day"},
	{HEAD "calendars:\n  - id: c\n    en: C\n    kind: rule\n"
	      "    confidence: A\n    source: s\n    weekend: [sat]\n"
	      "    check:\n      - {days: [\"2026-05-02\"]}\n", 10, 9,
	 "year is missing"},
	{"format: stanch-clocks-9\n", 1, 9,
	 "this program reads stanch-clocks-1, not stanch-clocks-9"},
	{"a: [\n", 2, 1, NULL},
	{HEAD "clocks: 7\n", 2, 9, "clocks: a list belongs here"},
	{"- 1\n", 1, 1, "-: a map belongs here"},
};

static void what_is_wrong_is_told_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(faults); i++) {
		struct clock_rules *r = read_text(faults[i].text);
		const struct clock_problem *p = clock_problem_at(r, 0);

		if (!p)
			fail_msg("faults %zu: no problem", i);
		if ((faults[i].what && strcmp(p->what, faults[i].what) != 0) ||
		    p->line != faults[i].line || p->col != faults[i].col)
			fail_msg("faults %zu: %d:%d: %s", i, p->line, p->col,
				 p->what);
		clock_rules_free(r);
	}
}

static void a_zone_that_does_not_exist_is_found_by_lint(void **state)
{
	static const char *const text =
		HEAD "jurisdictions:\n  - {id: XX, en: There, zone: "
		     "\"Asia/Shangai\"}\n";
	struct clock_rules *r = clock_rules_new();
	struct error err = {0};

	(void)state;
	assert_int_equal(clock_rules_zones(r, ZONE_DIR, &err), 0);
	assert_int_equal(clock_rules_add(r, "clocks/xx.yaml", text,
					 strlen(text), &err), 0);
	assert_string_equal(clock_problem_at(r, 0)->what,
			    "\"Asia/Shangai\" is no time zone");
	assert_int_equal(clock_problem_at(r, 0)->line, 3);
	clock_rules_free(r);
	r = read_text(text); /* an old zone database loses nobody a clock */
	assert_null(clock_problem_at(r, 0));
	clock_rules_free(r);
}

/* Nothing is dropped in silence: the clocks of a bad file stay in the list. */
static void the_clocks_of_a_bad_file_are_not_loaded(void **state)
{
	static const char *const bad[] = {
		WHOLE HOURS ELAPSED "    oops: 1\n",
		WHOLE HOURS ELAPSED "  oops: [\n",
	};
	const struct clock_rule *c;

	(void)state;
	for (size_t i = 0; i < LEN(bad); i++) {
		struct clock_rules *r = read_text(bad[i]);
		struct error err = {0};

		assert_non_null(clock_rule(r, "xx-1"));
		assert_non_null(clock_rule(r, "xx-1")->bad);
		assert_int_equal(clock_rules_find(&c, r, "xx-1", &err),
				 ERR_INVALID);
		assert_string_equal(err.id, "clock_not_loaded");
		assert_string_equal(err.what, "xx-1 is not loaded");
		assert_null(c);
		clock_rules_free(r);
	}
}

static void a_calendar_that_is_refused_counts_nothing(void **state)
{
	static const char bad[] = HEAD "calendars:\n  - id: moon\n    en: M\n";
	static const char good[] = WHOLE HOURS
		"    counting: {method: elapsed, calendar: moon}\n";
	struct clock_rules *r = clock_rules_new();
	struct error err = {0};

	(void)state;
	assert_int_equal(clock_rules_add(r, "clocks/calendars/moon.yaml", bad,
					 sizeof(bad) - 1, &err), 0);
	assert_int_equal(clock_rules_add(r, "clocks/xx.yaml", good,
					 sizeof(good) - 1, &err), 0);
	assert_int_equal(clock_rules_link(r, &err), 0);
	assert_string_equal(clock_problem_at(r, 1)->what,
			    "the calendar is not loaded: moon");
	assert_non_null(clock_rule(r, "xx-1")->bad);
	clock_rules_free(r);
}

static void an_unknown_clock_names_the_nearest(void **state)
{
	struct clock_rules *r = clocks_shipped();
	const struct clock_rule *c;
	struct error err = {0};

	(void)state;
	assert_int_equal(clock_rules_find(&c, r, "eu-gdpr-33-autority", &err),
			 ERR_NOTFOUND);
	assert_string_equal(err.id, "unknown_clock");
	assert_string_equal(err.where, "did you mean eu-gdpr-33-authority?");
	assert_string_equal(clock_nearest(r, "awar", false), "aware");
	assert_null(clock_nearest(r, "awar", true));
	clock_rules_free(r);
}

static void a_file_over_the_limit_is_refused(void **state)
{
	struct clock_rules *r = clock_rules_new();
	char *text = mem_zalloc(CLOCK_FILE_MAX + 2);
	struct error err = {0};

	(void)state;
	memset(text, '#', CLOCK_FILE_MAX + 1);
	assert_int_equal(clock_rules_add(r, "clocks/big.yaml", text,
					 CLOCK_FILE_MAX + 1, &err), 0);
	assert_string_equal(clock_problem_at(r, 0)->what, "over 1 MiB");
	mem_free(text);
	clock_rules_free(r);
}

static void a_source_grows_old_and_is_marked(void **state)
{
	struct clock_rule c = {.checked = "2026-10-03", .reviewed_by = "Wu"};
	int64_t day = 86400000;

	(void)state;
	assert_int_equal(clock_marks(&c, 20800 * day), 0);
	assert_int_equal(clock_marks(&c, 20910 * day), MARK_OLD);
}

static void running_out_of_memory_leaves_nothing(void **state)
{
	static const char file[] = WHOLE HOURS ELAPSED;
	bool done = false;

	(void)state;
	for (uint64_t n = 1; !done && n < 4000; n++) {
		struct clock_rules *r = clock_rules_new();
		struct error err = {0};
		int rc;

		mem_fail_at(n);
		rc = clock_rules_add(r, "clocks/xx.yaml", file,
				     sizeof(file) - 1, &err);
		if (!rc)
			rc = clock_rules_link(r, &err);
		mem_fail_at(0);
		assert_true(rc == 0 || rc == ERR_NOMEM);
		done = !rc && !clock_problem_at(r, 0) &&
		       clock_rule(r, "xx-1");
		clock_rules_free(r);
	}
	assert_true(done);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_ships_has_no_problem_and_all_its_clocks),
		cmocka_unit_test(a_law_is_named_as_its_readers_name_it),
		cmocka_unit_test(a_small_file_is_read_whole),
		cmocka_unit_test(what_is_wrong_is_told_with_its_place),
		cmocka_unit_test(every_clock_that_ships_has_a_name_for_a_column),
		cmocka_unit_test(every_text_that_ships_is_in_both_languages),
		cmocka_unit_test(a_zone_that_does_not_exist_is_found_by_lint),
		cmocka_unit_test(the_clocks_of_a_bad_file_are_not_loaded),
		cmocka_unit_test(a_calendar_that_is_refused_counts_nothing),
		cmocka_unit_test(an_unknown_clock_names_the_nearest),
		cmocka_unit_test(a_file_over_the_limit_is_refused),
		cmocka_unit_test(a_source_grows_old_and_is_marked),
		cmocka_unit_test(running_out_of_memory_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
