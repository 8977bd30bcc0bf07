/* The report, the brief and the checklist: whole, honest, harmless. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "core/case/evidence.h"
#include "core/report/report.h"
#include "tests/support/casefix.h"

#define MINUTE 60000

typedef int writer(struct str *out, const struct report *r,
		   struct error *err);

static void ok(struct casefix *x, int rc)
{
	if (rc && rc != ERR_PENDING)
		fail_msg("%s", x->f.err.what);
	x->f.now += MINUTE;
	x->f.mono += MINUTE;
}

static void tick_all(struct casefix *x, const char *step, size_t count)
{
	static const char *const number[] = {"1", "2", "3"};

	for (size_t i = 0; i < count; i++)
		ok(x, act_check(&x->a, step, number[i], true, &x->f.err));
}

static void confirm(struct casefix *x, const char *step)
{
	struct casefile *wu = casefix_wu(x);
	struct act a = {.c = wu};
	int rc = act_step_confirm(&a, step, &x->f.err);

	casefile_close(wu);
	ok(x, rc);
	ok(x, casefile_refresh(x->c, NULL, &x->f.err));
}

/* The first hour of a lost laptop, with everything that can happen. */
static void first_hour(struct casefix *x)
{
	struct error *err = &x->f.err;
	char label[16];

	ok(x, act_case_aware(&x->a, x->f.now - 20 * MINUTE,
			     "the train company rang", err));
	ok(x, act_note(&x->a, "awareness-time", "Conductor Rao, by phone",
		       err));
	ok(x, act_step_done(&x->a, "awareness-time",
			    &(struct step_args){
				    .value = "2026-10-14T05:52:00Z"}, err));
	confirm(x, "awareness-time");
	fixture_write(&x->f, "lock.txt", "locked at 06:20\n");
	ok(x, evidence_add(label, &x->a,
			   &(struct evidence_args){
				   .path = fixture_path(&x->f, "lock.txt"),
				   .title = "Screen of the lock order",
				   .source = "device portal",
				   .step = "lock-laptop"}, err));
	ok(x, evidence_handover(&x->a, label, "wu", "keeps the originals",
				err));
	tick_all(x, "lock-laptop", 3);
	ok(x, act_step_done(&x->a, "lock-laptop",
			    &(struct step_args){.why = "one session cannot "
						       "be listed"}, err));
	ok(x, act_step_skip(&x->a, "first-hour-check", "read aloud on the "
						       "phone", err));
}

static void rest(struct casefix *x)
{
	struct error *err = &x->f.err;

	ok(x, act_decide(&x->a, "personal-data", "yes",
			 &(struct step_args){.why = "customer list on it"},
			 err));
	ok(x, act_step_start(&x->a, "people-count", err));
	ok(x, act_step_block(&x->a, "tell-authority", "portal is down",
			     err));
	ok(x, act_finding(&x->a, FIND_CAUSE, "The disk was not encrypted",
			  (const char *const[]){"lock-laptop", "E-1"}, 2,
			  err));
	ok(x, act_action_add(&x->a,
			     &(struct action_args){.text = "Encrypt all disks",
						   .owner = "wu",
						   .due = "2026-10-13",
						   .step = "lock-laptop"},
			     err));
	ok(x, act_action_add(&x->a,
			     &(struct action_args){.text = "Thank Rao",
						   .state = "done",
						   .proof = "card sent"},
			     err));
	ok(x, act_case_set(&x->a, "summary", "A laptop with the customer list "
		"was left on the 05:10 train.", err));
}

static char *written(struct casefix *x, enum report_form form,
		     const char *lang, writer *write)
{
	struct report *r;
	struct str out = {0};

	ok(x, casefile_tick(x->c, &x->f.err));
	ok(x, report_build(&r, form, x->c, lang, &x->f.err));
	ok(x, write(&out, r, &x->f.err));
	report_free(r);
	return str_take(&out);
}

static int as_text(struct str *out, const struct report *r,
		   struct error *err)
{
	return report_text(out, r, 80, err);
}

/* Equal to the file of that name in tests/unit/golden; UPDATE=1 writes it. */
static void golden(const char *name, const char *text)
{
	char path[128] = "tests/unit/golden/";
	struct str want = {0};
	struct error err;

	strncat(path, name, sizeof(path) - strlen(path) - 1);
	if (getenv("UPDATE")) {
		assert_int_equal(io_mkdirs("tests/unit/golden", 0755, &err),
				 0);
		assert_int_equal(io_replace(path, text, strlen(text), 0644,
					    &err), 0);
	}
	if (io_read(&want, path, (size_t)1 << 20, &err))
		fail_msg("%s; make it with UPDATE=1", err.what);
	if (strcmp(str_text(&want), text) != 0)
		fail_msg("%s is no longer what is written; look at it, then "
			 "run with UPDATE=1:\n%s", path, text);
	str_release(&want);
}

static void each_form_is_as_it_was_read_and_approved(void **state)
{
	static const struct {
		const char *name, *lang;
		enum report_form form;
		writer *write;
	} row[] = {
		{"report.en.md", "en", REPORT_FULL, report_markdown},
		{"report.zh.md", "zh_CN", REPORT_FULL, report_markdown},
		{"report.en.html", "en", REPORT_FULL, report_html},
		{"report.zh.html", "zh_CN", REPORT_FULL, report_html},
		{"report.en.txt", "en", REPORT_FULL, as_text},
		{"brief.en.txt", "en", REPORT_BRIEF, as_text},
		{"brief.zh.txt", "zh_CN", REPORT_BRIEF, as_text},
		{"checklist.en.txt", "en", REPORT_CHECKLIST, as_text},
		{"checklist.zh.md", "zh_CN", REPORT_CHECKLIST,
		 report_markdown},
	};
	struct casefix *x = *state;
	int64_t now;

	first_hour(x);
	rest(x);
	now = x->f.now;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		char *text;

		x->f.now = now;
		text = written(x, row[i].form, row[i].lang, row[i].write);
		assert_true(utf8_valid(text, strlen(text)));
		golden(row[i].name, text);
		mem_free(text);
	}
}

/* --- what is not known ---------------------------------------------------------- */

static void has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is missing in:\n%s", part, text);
}

static void has_not(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("\"%s\" must not be in:\n%s", part, text);
}

static void what_nobody_recorded_is_called_unknown(void **state)
{
	static const char *const part[] = {
		"Summary: unknown, nobody has written it.",
		"- **Aware:** unknown\n",
		"- **Contained:** unknown\n",
		"- **Aware to contained:** unknown\n",
		"Unknown: nobody has written down a cause.",
		"No evidence is in the record.",
		"No action has been written down.",
		"unknown: not decided yet",
	};
	struct casefix *x = *state;
	char *md = written(x, REPORT_FULL, "en", report_markdown), *text;

	for (size_t i = 0; i < sizeof(part) / sizeof(*part); i++)
		has(md, part[i]);
	mem_free(md);
	text = written(x, REPORT_BRIEF, "en", as_text);
	has(text, "summary unknown: nobody has written it");
	has(text, "Aware       unknown\n");
	mem_free(text);
}

static void a_close_with_open_steps_names_each_of_them(void **state)
{
	struct casefix *x = *state;
	char *md;

	first_hour(x);
	ok(x, act_case_close(&x->a, CLOSE_RESOLVED, NULL, "found again",
			     &x->f.err));
	ok(x, act_case_set(&x->a, "summary", "Found in lost property.",
			   &x->f.err));
	md = written(x, REPORT_FULL, "en", report_markdown);
	has(md, "## Summary\n\nFound in lost property.\n");
	has(md, "The case was closed with steps still open");
	has(md, "lin; why: found again\n\n  - 2.01  Personal data: was any "
		"on it?\n  - 2.02  People: count them\n");
	has(md, "- **State:** closed as resolved\n");
	mem_free(md);
}

static void records_under_a_clock_set_by_hand_are_counted_aloud(void **state)
{
	struct casefix *x = *state;
	char *md;

	x->f.env.pinned = true;
	ok(x, act_note(&x->a, NULL, "one", &x->f.err));
	ok(x, act_note(&x->a, NULL, "two", &x->f.err));
	md = written(x, REPORT_FULL, "en", report_markdown);
	has(md, "> 2 records were written under a clock set by hand: their "
		"times prove nothing.\n");
	has(md, "noted: two (read with care: clock set by hand) |\n");
	has(md, "- **Under a clock set by hand:** 2\n");
	mem_free(md);
}

static void the_fingerprint_is_that_of_the_lines_below_it(void **state)
{
	struct casefix *x = *state;
	char *text = written(x, REPORT_FULL, "en", as_text);
	const char *lines = strstr(text, "stanch-checkpoint v1\n");
	const char *words = strstr(text, "Fingerprint of the record: ");
	uint8_t sum[HASH_LEN];
	char hex[2 * HASH_LEN + 1];

	assert_non_null(lines);
	assert_non_null(words);
	hash_bytes(sum, lines, strlen(lines));
	hex_encode(hex, sum, HASH_LEN);
	words += strlen("Fingerprint of the record: ");
	for (size_t i = 0; i < 20; i++, words++) {
		if (i && i % 4 == 0)
			assert_int_equal(*words++, ' ');
		assert_int_equal(*words, hex[i]);
	}
	mem_free(text);
}

/* --- versions -------------------------------------------------------------------- */

/* Takes up the playbook with one line in it changed. */
static void adopt_with(struct casefix *x, const char *from, const char *to)
{
	struct pb_source src = {.name = "lost-laptop.md"};
	struct str was = {0}, is = {0};
	const char *at;

	ok(x, io_read(&was, "tests/support/playbooks/lost-laptop.md",
		      MARKDOWN_MAX, &x->f.err));
	at = strstr(str_text(&was), from);
	assert_non_null(at);
	str_addn(&is, was.p, (size_t)(at - was.p));
	str_add(&is, to);
	str_add(&is, at + strlen(from));
	src.text = str_text(&is);
	src.len = is.len;
	ok(x, act_adopt(&x->a, "lost-laptop",
			"2222222222222222222222222222222222222222", &src, 1,
			"sessions | stayed", &x->f.err));
	str_release(&was);
	str_release(&is);
}

static void each_version_adopted_is_told_with_its_reason(void **state)
{
	static const char changed[] = ", by 1.2.0 @ 222222222222, adopted ";
	struct casefix *x = *state;
	char *text = written(x, REPORT_FULL, "en", report_markdown);

	has_not(text, "Versions of the playbook");
	mem_free(text);
	ok(x, act_step_done(&x->a, "lock-laptop",
			    &(struct step_args){.why = "by phone"},
			    &x->f.err));
	adopt_with(x, "- [ ] Sessions: ended", "- [ ] Sessions: all ended");
	text = written(x, REPORT_FULL, "en", report_markdown);
	has(text, "## Versions of the playbook\n\n| Adopted | Who | Playbook "
		  "| Version | Why |\n");
	has(text, "| lost-laptop | 1.2.0 @ 8c2f1d08c2f1 | the first one |\n");
	has(text, "| lost-laptop | 1.2.0 @ 222222222222 | sessions \\| stayed "
		  "|\n");
	has(text, "**Playbook:** text changed after it was done");
	has(text, changed);
	mem_free(text);
	text = written(x, REPORT_FULL, "zh_CN", report_html);
	has(text, "<h2>Versions of the playbook</h2>");
	has(text, "<td>sessions | stayed</td>");
	has(text, changed);
	mem_free(text);
	text = written(x, REPORT_CHECKLIST, "en", as_text);
	has(text, "text changed after it was done, by 1.2.0");
	mem_free(text);
}

static void a_retired_step_is_told_as_retired(void **state)
{
	struct casefix *x = *state;
	char *text;

	ok(x, act_step_start(&x->a, "tell-owner", &x->f.err));
	adopt_with(x, "### Owner: say that nothing leaked\n- id: tell-owner\n"
		      "- role: lead\n- when: personal-data = no\n\n"
		      "One sentence is enough.\n\n", "");
	text = written(x, REPORT_FULL, "en", as_text);
	has(text, "Playbook  retired, by 1.2.0 @ 222222222222, adopted ");
	mem_free(text);
}

/* --- hostile text ---------------------------------------------------------------- */

static const char hostile[] =
	"<script>alert(1)</script> <b onload='x'>&amp; \"q\" | a | b\n"
	"# head\n- item\n1. one\n---\n===\n    code\n```\nfence\n"
	"`tick` *em* _em_ [x](javascript:alert(1)) ![i](http://e.example/i) "
	"<https://e.example/> https://e.example/x www.e.example a@e.example "
	"~~gone~~ \\| \xe2\x80\xae" "txt.exe \x1b[31mred\x07 \x9b \xff"
	"\r\nend";

static void hostile_case(struct casefix *x)
{
	struct error *err = &x->f.err;

	ok(x, act_note(&x->a, "lock-laptop", hostile, err));
	ok(x, act_case_set(&x->a, "title", hostile, err));
	ok(x, act_case_set(&x->a, "summary", hostile, err));
	ok(x, act_step_block(&x->a, "lock-laptop", hostile, err));
	ok(x, act_finding(&x->a, FIND_CAUSE, hostile,
			  (const char *const[]){hostile}, 1, err));
	ok(x, act_action_add(&x->a,
			     &(struct action_args){.text = hostile,
						   .owner = hostile,
						   .proof = hostile}, err));
}

/* Nothing a terminal or a browser would act on. */
static void harmless_bytes(const char *text)
{
	struct str again = {0};

	assert_true(utf8_valid(text, strlen(text)));
	show(&again, text, strlen(text), SHOW_LF);
	assert_string_equal(str_text(&again), text);
	str_release(&again);
	has(text, "end");
}

static void hostile_text_stays_text_in_html(void **state)
{
	static const char *const bad[] = {"<script", "onload='", "href",
		"<a ", "<b ", "<img", "\"q\"", "&amp;amp;\""};
	struct casefix *x = *state;
	char *html;

	hostile_case(x);
	html = written(x, REPORT_FULL, "en", report_html);
	harmless_bytes(html);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		has_not(html, bad[i]);
	has(html, "&lt;script&gt;alert(1)&lt;/script&gt;");
	has(html, "default-src 'none'; style-src 'unsafe-inline'");
	mem_free(html);
}

static bool tame(const struct md_node *n)
{
	for (; n; n = n->next) {
		if (n->block == MDB_HTML || n->block == MDB_RULE)
			return false;
		for (const struct md_run *r = n->runs; r; r = r->next)
			if (r->style & (MDS_LINK | MDS_IMAGE | MDS_CODE |
					MDS_EM | MDS_DEL))
				return false;
		if (n->child && !tame(n->child))
			return false;
	}
	return true;
}

static size_t headings(const struct md_node *n)
{
	size_t count = 0;

	for (; n; n = n->next)
		count += n->block == MDB_HEADING;
	return count;
}

static void hostile_text_stays_text_in_markdown(void **state)
{
	struct casefix *x = *state;
	struct arena a = {0};
	struct md_node *before, *after;
	char *plain = written(x, REPORT_FULL, "en", report_markdown), *md;

	hostile_case(x);
	md = written(x, REPORT_FULL, "en", report_markdown);
	harmless_bytes(md);
	assert_int_equal(markdown_parse(&before, &a, plain, strlen(plain),
					&x->f.err), 0);
	assert_int_equal(markdown_parse(&after, &a, md, strlen(md),
					&x->f.err), 0);
	assert_true(tame(after->child));
	assert_int_equal(headings(before->child), headings(after->child));
	has_not(md, "https://");
	has_not(md, "www.e");
	arena_release(&a);
	mem_free(plain);
	mem_free(md);
}

static void hostile_text_stays_in_its_lines_on_a_terminal(void **state)
{
	struct casefix *x = *state;

	hostile_case(x);
	for (int form = REPORT_FULL; form <= REPORT_CHECKLIST; form++) {
		struct str line = {0};
		char *text = written(x, (enum report_form)form, "en", as_text);

		assert_true(utf8_valid(text, strlen(text)));
		for (const char *p = text; *p;) {
			size_t n = strcspn(p, "\n");

			str_clear(&line);
			str_addn(&line, p, n);
			if (utf8_cells(str_text(&line)) > 80)
				fail_msg("too wide: %s", str_text(&line));
			p += n + (p[n] == '\n');
		}
		str_release(&line);
		mem_free(text);
	}
}

/* --- the brief ---------------------------------------------------------------------- */

static void the_brief_stays_in_one_screen_however_much_happens(void **state)
{
	static const char *const step[] = {"awareness-time", "lock-laptop",
		"people-count", "tell-authority", "tell-owner", "review"};
	struct casefix *x = *state;
	size_t rows = 0;
	char *text;

	for (size_t i = 0; i < 3; i++)
		ok(x, act_step_block(&x->a, step[i], "no line to the office "
			"that anybody could use before the morning comes, "
			"say the people there", &x->f.err));
	for (size_t i = 3; i < 6; i++)
		ok(x, act_step_start(&x->a, step[i], &x->f.err));
	text = written(x, REPORT_BRIEF, "en", as_text);
	for (const char *p = text; *p; p++)
		rows += *p == '\n';
	assert_in_range(rows, 12, 23);
	has(text, "            and 2 more\n");
	mem_free(text);
}

static void a_report_says_so_when_memory_runs_out(void **state)
{
	struct casefix *x = *state;
	bool done = false;

	first_hour(x);
	for (uint64_t n = 1; !done; n += 7) {
		struct report *r = NULL;
		struct str out = {0};
		struct error err = {0};
		int rc;

		mem_fail_at(n);
		rc = report_build(&r, REPORT_FULL, x->c, "en", &err);
		if (!rc)
			rc = report_html(&out, r, &err);
		if (!rc)
			rc = report_text(&out, r, 80, &err);
		mem_fail_at(0);
		if (rc)
			assert_int_equal(rc, ERR_NOMEM);
		done = !rc;
		report_free(r);
		str_release(&out);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, casefix_begin, casefix_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_version_adopted_is_told_with_its_reason),
		TEST(a_retired_step_is_told_as_retired),
		TEST(each_form_is_as_it_was_read_and_approved),
		TEST(what_nobody_recorded_is_called_unknown),
		TEST(a_close_with_open_steps_names_each_of_them),
		TEST(records_under_a_clock_set_by_hand_are_counted_aloud),
		TEST(the_fingerprint_is_that_of_the_lines_below_it),
		TEST(hostile_text_stays_text_in_html),
		TEST(hostile_text_stays_text_in_markdown),
		TEST(hostile_text_stays_in_its_lines_on_a_terminal),
		TEST(the_brief_stays_in_one_screen_however_much_happens),
		TEST(a_report_says_so_when_memory_runs_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
