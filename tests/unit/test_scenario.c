/* Scenarios: what is read, and one bad file for each thing lint says. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/drill/scenario.h"

static const char good[] =
"---\n"
"format: drill-scenario/1\n"
"id: tiny\n"
"version: 1.0.0\n"
"lang: en\n"
"title: A list is out\n"
"playbook: {slug: customer-data-leak, min: 1.0.0}\n"
"level: {players: 2-5, solo: true, difficulty: easy}\n"
"minutes: {brief: 2, play: 15, hotwash: 5}\n"
"release: confirm\n"
"story: {start: \"2026-03-16T09:10+08:00\", anchors: [[0m, 0h], [10m, 2h], "
"[15m, 4h]]}\n"
"roles: [lead, it]\n"
"cast: {shop: Canal Street shop, vendor: the vendor}\n"
"objectives:\n"
"  O1: {does: Own it, task: \"lead named\", within: 5m}\n"
"  O2: {does: Contain, within: clock}\n"
"clocks:\n"
"  cn-pipl-57-authority: {truth: I-01, house_target: 2h}\n"
"  cn-incident-4h: {truth: I-01, applies_if: {D-01: stop}}\n"
"decisions:\n"
"  D-01: {ask: The import, options: [stop, go], within: 3m, obj: O2}\n"
"injects:\n"
"- {id: I-01, at: 0m, kind: message, via: phone, from: shop, to: [lead], "
"obj: [O1], expect: [{step: triage-open, by: 5m, crit: true}, "
"{say: a lead is named, by: 5m}]}\n"
"- {id: I-02, at: 3m, kind: decision, via: chat, from: vendor, to: [it], "
"opens: D-01, obj: [O1, O2], "
"expect: [{step: contain-kill-link, by: 8m, crit: true, obj: O2}]}\n"
"- {id: I-03, at: 8m, kind: contingency, when: {not_done: "
"contain-kill-link, decided: {D-01: go}}, via: system, from: vendor, "
"to: [it], obj: [O2], expect: [{step: contain-kill-link, by: 3m}]}\n"
"- {id: I-04, at: 9m, kind: noise, from: shop, to: [lead, it]}\n"
"---\n"
"# Brief\n"
"> Contact nobody outside.\n"
"\n"
"## I-01 A call\n"
"Do not say leak.\n"
"> A customer rings:\n"
"> she was called.\n"
"\n"
"## I-02 The link\n"
"Only now.\n"
"> A link is live.\n"
"\n"
"## I-03 Still live\n"
"> It is still live.\n"
"\n"
"## I-04 Noise\n"
"> A post says more.\n"
"\n"
"# Hotwash\n"
"1 What surprised us?\n";

static const char zh[] =
"---\n"
"format: drill-scenario/1\n"
"translation_of: tiny\n"
"version: 1.0.0\n"
"lang: zh\n"
"title: 名单外泄\n"
"words: {cast.shop: 运河街店, O1: 认领, O1.task: 定负责人, D-01: 导入, "
"D-01.stop: 停, I-01.say-1: 已定负责人}\n"
"---\n"
"## I-01 来电\n"
"不要说泄露。\n"
"> 客人来电。\n";

struct world {
	struct playbook *pb;
};

static int up(void **state)
{
	static const char *const names[] = {"customer-data-leak.md",
					    "customer-data-leak.en.md"};
	struct world *w = calloc(1, sizeof(*w));
	struct pb_source src[2];
	struct str text[2] = {{0}};
	struct findings f = {0};

	for (size_t i = 0; i < 2; i++) {
		char path[80];

		snprintf(path, sizeof(path), "playbooks/%s", names[i]);
		assert_int_equal(io_read(&text[i], path, 1 << 20, NULL), 0);
		src[i] = (struct pb_source){names[i], text[i].p, text[i].len};
	}
	assert_int_equal(playbook_read(&w->pb, src, 2, &f, NULL), 0);
	findings_release(&f);
	str_release(&text[0]);
	str_release(&text[1]);
	*state = w;
	return 0;
}

static int down(void **state)
{
	struct world *w = *state;

	playbook_free(w->pb);
	free(w);
	return 0;
}

static bool a_clock(void *ctx, const char *id, bool *has_number)
{
	(void)ctx;
	*has_number = true;
	return strncmp(id, "cn-", 3) == 0;
}

static bool a_limit(void *ctx, const char *id, int64_t from, int64_t *end)
{
	(void)ctx;
	*end = from + (int64_t)4 * 3600 * 1000;
	return strcmp(id, "cn-incident-4h") == 0;
}

static struct scenario_world world_of(const struct world *w)
{
	return (struct scenario_world){w->pb, a_clock, a_limit, NULL};
}

static struct scenario *read_two(struct findings *f, const char *base,
				 const char *other)
{
	struct pb_source src[2] = {{"tiny.zh.md", other, 0},
				   {"tiny.en.md", base, strlen(base)}};
	struct scenario *sc = NULL;
	size_t from = other ? 0 : 1;

	src[0].len = other ? strlen(other) : 0;
	scenario_read(&sc, src + from, 2 - from, f, NULL);
	return sc;
}

/* Every finding of reading and lint, as text. */
static void all_of(struct str *out, const struct world *w, const char *base,
		   const char *other)
{
	struct scenario_world world = world_of(w);
	struct findings f = {0};
	struct scenario *sc = read_two(&f, base, other);

	if (sc)
		assert_int_equal(scenario_lint(&f, sc, &world, NULL), 0);
	for (size_t i = 0; i < f.count; i++)
		finding_text(out, &f.at[i]);
	findings_release(&f);
	scenario_free(sc);
}

static char *replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	struct str s = {0};

	if (!at)
		fail_msg("\"%s\" is not in the good file", from);
	str_addn(&s, text, (size_t)(at - text));
	str_add(&s, to);
	str_add(&s, at + strlen(from));
	return str_take(&s);
}

static void a_scenario_is_read_with_all_that_it_says(void **state)
{
	struct findings f = {0};
	struct scenario *sc = read_two(&f, good, zh);
	const struct sc_inject *in;
	const struct sc_expect *e;
	size_t lang;

	(void)state;
	assert_non_null(sc);
	lang = scenario_lang(sc, "zh_CN");
	assert_int_equal(lang, 1);
	assert_int_equal(sc->play_ms, 15 * 60000);
	assert_int_equal(sc->inject_count, 4);
	assert_int_equal(sc->offset, 8 * 3600);
	in = scenario_inject(sc, "I-01");
	assert_string_equal(text_in(&in->say, 0),
			    "A customer rings:\nshe was called.");
	assert_string_equal(text_in(&in->note, 0), "Do not say leak.");
	assert_string_equal(text_in(&in->say, lang), "客人来电。");
	assert_string_equal(text_in(&sc->inject[1].say, lang),
			    "A link is live.");
	e = scenario_expect(sc, "I-01:say-1", &in);
	assert_string_equal(text_in(&e->say, lang), "已定负责人");
	assert_string_equal(e->obj, "O1");
	e = scenario_expect(sc, "I-03:contain-kill-link", &in);
	assert_int_equal(in->when_count, 2);
	assert_int_equal(in->when[1].kind, WHEN_DECIDED);
	assert_string_equal(in->when[1].option, "go");
	assert_string_equal(scenario_cast(sc, "shop", lang), "运河街店");
	assert_string_equal(scenario_cast(sc, "vendor", lang), "the vendor");
	assert_non_null(strstr(text_in(&sc->brief, 0), "Contact nobody"));
	assert_non_null(strstr(text_in(&sc->hotwash, 0), "surprised"));
	findings_release(&f);
	scenario_free(sc);
}

static void a_good_one_says_only_what_its_translation_lacks(void **state)
{
	struct str out = {0};

	all_of(&out, *state, good, NULL);
	assert_string_equal(str_text(&out), "");
	str_clear(&out);
	all_of(&out, *state, good, zh);
	assert_string_equal(str_text(&out),
			    "tiny.zh.md:5:7: warning: shown in the base's "
			    "language: I-02, I-03, I-04\n");
	str_release(&out);
}

static const struct {
	const char *from, *to, *say; /* "line:col: level: what" begins so */
} bad[] = {
	{"format: drill-scenario/1", "format: 2",
	 "2:9: error: this program reads format"},
	{"id: tiny", "id: other", "3:5: error: the id is not the one in"},
	{"lang: en", "lang: zh", "5:7: error: lang is not the language in"},
	{"title: A list", "titel: A list", "6:1: error: unknown key \"titel\""},
	{"minutes: {brief: 2, play: 15", "minutes: {brief: 2, paly: 15",
	 "9:21: error: unknown key \"paly\""},
	{"version: 1.0.0\n", "", "2:1: error: version is missing"},
	{"title: A list is out", "title: \"\"", "6:8: error: title is missing"},
	{"title: A list is out", "title: &a A list",
	 "6:8: error: "},
	{"title: A list is out", "title: A list\ntitle: B",
	 "7:1: error: the key \"title\" is in line 6 already"},
	{"at: 3m", "at: 0:03", "error: \"0:03\" is no span of time"},
	{"[10m, 2h]", "[10m, 5h]", "11:51: error: the first anchor is"},
	{"[[0m, 0h]", "[[1m, 0h]", "11:51: error: the first anchor is"},
	{"at: 9m", "at: 16m", "26:3: error: I-04 comes after the end"},
	{"by: 3m}]}", "by: 8m}]}",
	 "error: its time runs out after the end"},
	{"id: I-02", "id: I-01", "24:8: error: I-01 is there twice"},
	{"id: I-02", "id: 2", "24:8: error: \"2\" is no id"},
	{"from: shop, to: [lead], ", "from: nobody, to: [lead], ",
	 "23:3: error: \"nobody\" is not in the cast"},
	{"to: [lead, it]", "to: [lead, boss]",
	 "26:3: error: \"boss\" is none of the roles"},
	{"opens: D-01", "opens: D-02",
	 "24:3: error: there is no decision \"D-02\""},
	{"within: 3m, obj: O2", "within: 3m, obj: O9",
	 "21:3: error: there is no objective \"O9\""},
	{"by: 5m, crit: true", "by: 5m",
	 "15:3: error: O1 has no critical expectation"},
	{"kind: noise", "kind: press",
	 "26:3: error: I-04 serves no objective and is not noise"},
	{"crit: true, obj: O2", "crit: true",
	 "error: which objective of I-02 is this for?"},
	{"kind: noise", "kind: rumour", "error: no kind of inject is called"},
	{"{step: triage-open", "{step: triage-opened",
	 "error: the playbook customer-data-leak has no step "
	 "\"triage-opened\""},
	{"min: 1.0.0", "min: 1.10.0",
	 "error: customer-data-leak is at version 1.0.0; the scenario needs"},
	{"truth: I-01, house", "truth: I-03, house",
	 "error: I-03 has a condition: the clock might never start"},
	{"truth: I-01, house", "truth: I-09, house",
	 "error: there is no inject \"I-09\""},
	{"cn-incident-4h:", "xx-incident-4h:",
	 "19:3: error: no clock is called \"xx-incident-4h\""},
	{"{D-01: stop}}", "{D-01: wait}}",
	 "19:3: error: no decision D-01 with the option wait"},
	{"not_done: contain-kill-link", "undone: contain-kill-link",
	 "error: no condition is called \"undone\""},
	{"not_done: contain-kill-link", "unanswered: I-04",
	 "error: I-04 comes later"},
	{"not_done: contain-kill-link", "not_done: contain-kil-link",
	 "has no step \"contain-kil-link\""},
	{"kind: noise, ", "kind: noise, when: {unanswered: I-03}, ",
	 "error: I-03 has a condition itself"},
	{"when: {not_done: contain-kill-link, decided: {D-01: go}}, ", "",
	 "25:3: error: I-03 is a contingency and has no condition"},
	{"{D-01: go}", "{D-01: gone}",
	 "error: no decision D-01 with the option gone"},
	{"release: confirm", "release: slowly",
	 "10:10: error: no way of releasing we know"},
	/* the body */
	{"## I-04 Noise\n> A post says more.\n", "",
	 "26:3: error: the body has no \"## I-04\""},
	{"## I-04", "## I-05",
	 "error: the front matter has no inject \"I-05\""},
	{"## I-03 Still live\n", "## I-04 Still live\n",
	 "error: I-04 is there twice"},
	{"> It is still live.\n", "It is still live.\n",
	 "error: I-03 has no blockquote"},
	{"> It is still live.\n", "> It is\n\n> still live.\n",
	 "43:1: error: I-03 has a second blockquote"},
	{"> It is still live.\n", "> It is\nstill live.\n",
	 "42:1: error: this line would belong to the quote"},
	{"> It is still live.\n", "> It is\n    still live.\n",
	 "42:1: error: this line would belong to the quote"},
	{"> It is still live.\n", "> It is\n> > live.\n",
	 "42:1: error: a quote inside a quote"},
	{"> It is still live.\n", "- > It is\n\n> still live.\n",
	 "41:1: error: a quote inside a list"},
	{"> It is still live.\n", "```\n> It is\n```\n\n> still live.\n",
	 "42:1: error: a quote inside a code fence"},
	{"Only now.\n", "Only <b>now</b>.\n", "37:6: error: raw HTML"},
	{"Only now.\n", "Ring 138-1234-5678.\n",
	 "37:6: error: this looks like a phone number"},
	{"Only now.\n", "Ring +86 571 8888 0000.\n",
	 "37:6: error: this looks like a phone number"},
	{"Only now.\n", "Ring 010-6666 7777.\n",
	 "37:6: error: this looks like a phone number"},
	{"Only now.\n", "Call (234) 567-8901 (or 555-0100).\n",
	 "37:6: error: this looks like a phone number"},
	{"Only now.\n", "Ring 400-820-8820.\n",
	 "37:6: error: this looks like a phone number"},
	{"Only now.\n", "SSN 078-05-1120.\n",
	 "37:5: error: this looks like an identity number"},
	{"[lead, it]", "[lead, lead, it]",
	 "12:15: error: lead is there twice"},
	{"[stop, go]", "[stop, stop]", "error: stop is there twice"},
	{"{say: a lead is named", "{step: triage-open",
	 "error: I-01:triage-open is there twice"},
	{"[[0m, 0h], [10m, 2h], [15m, 4h]]", "[]",
	 "error: the first anchor is [0m, 0h]"},
	{"Only now.\n", "Write to lin@mossbank.com.\n",
	 "37:13: error: this looks like a mail address"},
	{"Only now.\n", "11010519491231002X is hers.\n",
	 "37:1: error: this looks like an identity number"},
	{"Only now.\n", "4111 1111 1111 1111 is hers.\n",
	 "37:1: error: this looks like a card number"},
	{"at: 8m, kind: contingency", "at: 8m, kind: contingency, ats: 1m",
	 "error: unknown key \"ats\""},
	{"when: {not_done: contain-kill-link, decided: {D-01: go}}, via",
	 "via", "error: I-03 is a contingency"},
};

static void each_fault_is_told_with_its_place(void **state)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		char *text = replaced(good, bad[i].from, bad[i].to);
		struct str out = {0};

		all_of(&out, *state, text, NULL);
		if (!strstr(str_text(&out), bad[i].say))
			fail_msg("%s -> %s: not \"%s\" but\n%s", bad[i].from,
				 bad[i].to, bad[i].say, str_text(&out));
		mem_free(text);
		str_release(&out);
	}
}

static const struct {
	const char *from, *to, *say;
} worse[] = {
	{"translation_of: tiny", "translation_of: small",
	 "3:17: error: this translates another scenario"},
	{"version: 1.0.0", "version: 0.9.0",
	 "4:10: warning: it translates version 0.9.0"},
	{"cast.shop", "cast.shopp",
	 "7:9: error: the base has no \"cast.shopp\""},
	{"D-01.stop", "D-01.halt", "error: the base has no \"D-01.halt\""},
	{"## I-01", "## I-11", "error: the base has no inject \"I-11\""},
	{"> 客人来电。", "客人来电。", "error: I-01 has no blockquote"},
	{"> 客人来电。", "> 客人来电 13912345678。",
	 "error: this looks like a phone number"},
	{"title: 名单外泄", "titel: 名单外泄", "6:1: error: unknown key"},
	{"lang: zh", "lang: en", "5:7: error: lang is not the language"},
	{"title: 名单外泄", "title: 名单外泄",
	 "5:7: warning: shown in the base's language: I-02, I-03, I-04"},
};

static void a_translation_is_checked_against_its_base(void **state)
{
	for (size_t i = 0; i < sizeof(worse) / sizeof(*worse); i++) {
		char *text = replaced(zh, worse[i].from, worse[i].to);
		struct str out = {0};

		all_of(&out, *state, good, text);
		if (!strstr(str_text(&out), worse[i].say))
			fail_msg("%s -> %s: not \"%s\" but\n%s",
				 worse[i].from, worse[i].to, worse[i].say,
				 str_text(&out));
		mem_free(text);
		str_release(&out);
	}
}

static void three_injects_in_five_minutes_are_many(void **state)
{
	char *a = replaced(good, "kind: contingency, when: {not_done: "
				 "contain-kill-link, decided: {D-01: go}}",
			   "kind: message");
	char *b = replaced(a, "at: 9m", "at: 8m"), *c;
	struct str out = {0};

	all_of(&out, *state, b, NULL);
	assert_null(strstr(str_text(&out), "is the third in less"));
	c = replaced(a, "at: 3m", "at: 6m");
	str_clear(&out);
	all_of(&out, *state, c, NULL);
	assert_non_null(strstr(str_text(&out),
			       "26:3: warning: I-04 is the third in less"));
	str_release(&out);
	mem_free(a);
	mem_free(b);
	mem_free(c);
}

static void a_deadline_in_a_leap_is_told(void **state)
{
	char *a = replaced(good, "[10m, 2h], [15m, 4h]",
			   "[10m, 1h], [11m, 30h]");
	struct str out = {0};

	all_of(&out, *state, a, NULL);
	assert_non_null(strstr(str_text(&out),
			       "18:3: warning: cn-pipl-57-authority runs out "
			       "while the story leaps"));
	str_release(&out);
	mem_free(a);
}

static void deadlines_have_their_play_minute(void **state)
{
	struct scenario_world w = world_of(*state);
	struct findings f = {0};
	struct scenario *sc = read_two(&f, good, NULL);
	struct arena a = {0};
	struct sc_deadline *d;
	char text[TIME_TEXT];
	size_t count;

	assert_int_equal(scenario_deadlines(&d, &count, &a, sc, &w), 0);
	assert_int_equal(count, 2);
	assert_true(d[0].house);
	play_text(text, d[0].play);
	assert_string_equal(text, "10:00");
	story_text(text, sc->story, sc->offset, d[0].story);
	assert_string_equal(text, "d1 11:10");
	assert_false(d[1].house);
	play_text(text, d[1].play);
	assert_string_equal(text, "15:00");
	story_text(text, sc->story, sc->offset, d[1].story + 86400000);
	assert_string_equal(text, "d2 13:10");
	arena_release(&a);
	findings_release(&f);
	scenario_free(sc);
}

static void files_that_are_none_are_refused_in_words(void **state)
{
	static const struct {
		const char *text, *say;
	} none[] = {
		{"no front matter", "tiny.en.md: no front matter"},
		{"---\n\xff\n---\n", "tiny.en.md: not UTF-8 text"},
		{"---\na: [\n---\n", "tiny.en.md: the front matter cannot"},
		{"---\n- a\n---\n", "tiny.en.md: the front matter cannot"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		struct pb_source src = {"tiny.en.md", none[i].text,
					strlen(none[i].text)};
		struct findings f = {0};
		struct error err = {0};
		struct scenario *sc;

		assert_int_equal(scenario_read(&sc, &src, 1, &f, &err),
				 ERR_INVALID);
		assert_null(sc);
		assert_memory_equal(err.what, none[i].say,
				    strlen(none[i].say));
		assert_true(f.errors > 0);
		findings_release(&f);
	}
}

static void a_translation_alone_is_no_scenario(void **state)
{
	struct pb_source src = {"tiny.zh.md", zh, sizeof(zh) - 1};
	struct findings f = {0};
	struct error err = {0};
	struct scenario *sc;

	(void)state;
	assert_int_equal(scenario_read(&sc, &src, 1, &f, &err), ERR_INVALID);
	assert_string_equal(err.what, "tiny.zh.md: the scenario it "
				      "translates is not beside it");
	findings_release(&f);
}

static void spans_are_numbers_with_units(void **state)
{
	static const struct {
		const char *text;
		int64_t ms;
	} rows[] = {
		{"12m", 720000},    {"1h30m", 5400000}, {"0m", 0},
		{"2h", 7200000},    {"45s", 45000},	{"1d2h", 93600000},
		{"", -1},	    {"12", -1},		{"0:12", -1},
		{"30m1h", -1},	    {"1h1h", -1},	{"m", -1},
		{"-5m", -1},	    {"1234567m", -1},	{"5 m", -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t ms;
		bool fits = play_parse(&ms, rows[i].text);

		if (fits != (rows[i].ms >= 0) || (fits && ms != rows[i].ms))
			fail_msg("\"%s\"", rows[i].text);
	}
}

/* What ships must be without a fault, in every language. */
static void the_shipped_scenarios_are_clean(void **state)
{
	static const char *const ids[] = {"first-call", "ledger-laptop",
		"locked-at-seven", "salon-transfer-leak", NULL};

	for (size_t i = 0; ids[i]; i++) {
		struct scenario_world w = world_of(*state);
		struct pb_source src[2];
		struct str text[2] = {{0}};
		struct findings f = {0};
		struct scenario *sc;
		struct str out = {0};
		char name[2][64];

		for (size_t k = 0; k < 2; k++) {
			char path[96];

			snprintf(name[k], sizeof(name[k]), "%s.%s.md", ids[i],
				 k ? "zh" : "en");
			snprintf(path, sizeof(path), "playbooks/drills/%s",
				 name[k]);
			assert_int_equal(io_read(&text[k], path, 1 << 20,
						 NULL), 0);
			src[k] = (struct pb_source){name[k], text[k].p,
						    text[k].len};
		}
		assert_int_equal(scenario_read(&sc, src, 2, &f, NULL), 0);
		if (strcmp(sc->slug, w.pb->slug) != 0)
			w.pb = NULL;
		w.clock = NULL; /* tests/cmd/test_drill.sh has all of them */
		scenario_lint(&f, sc, &w, NULL);
		for (size_t k = 0; k < f.count; k++)
			finding_text(&out, &f.at[k]);
		if (f.count)
			fail_msg("%s", str_text(&out));
		str_release(&out);
		str_release(&text[0]);
		str_release(&text[1]);
		findings_release(&f);
		scenario_free(sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_scenario_is_read_with_all_that_it_says),
		cmocka_unit_test(a_good_one_says_only_what_its_translation_lacks),
		cmocka_unit_test(each_fault_is_told_with_its_place),
		cmocka_unit_test(a_translation_is_checked_against_its_base),
		cmocka_unit_test(three_injects_in_five_minutes_are_many),
		cmocka_unit_test(a_deadline_in_a_leap_is_told),
		cmocka_unit_test(deadlines_have_their_play_minute),
		cmocka_unit_test(files_that_are_none_are_refused_in_words),
		cmocka_unit_test(a_translation_alone_is_no_scenario),
		cmocka_unit_test(spans_are_numbers_with_units),
		cmocka_unit_test(the_shipped_scenarios_are_clean),
	};

	return cmocka_run_group_tests(tests, up, down);
}
