/* Lint: one bad file per code with its line and column, and the fine ones. */
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
#include "core/base/str.h"
#include "core/clock/rules.h"
#include "core/drill/scenario.h"
#include "core/playbook/playbook.h"

static struct clock_rules *clocks(void)
{
	static const char *const files[] = {"events", "cn", "eu", NULL};
	struct clock_rules *c = clock_rules_new();
	struct error err = {0};

	for (size_t i = 0; files[i]; i++) {
		struct str text = {0};
		char path[64];

		snprintf(path, sizeof(path), "playbooks/clocks/%s.yaml",
			 files[i]);
		if (io_read(&text, path, 1 << 20, &err) ||
		    clock_rules_add(c, path, text.p, text.len, &err))
			fail_msg("%s", err.what);
		str_release(&text);
	}
	return c;
}

static bool has_clock(void *ctx, const char *id, bool *has_number)
{
	const struct clock_rule *r = clock_rule(ctx, id);

	if (r && has_number)
		*has_number = r->span.value > 0;
	return r;
}

static bool has_trigger(void *ctx, const char *event)
{
	return clock_event(ctx, event);
}

static bool has_recipient(void *ctx, const char *kind)
{
	return clock_recipient(ctx, kind);
}

static const char *trigger_of(void *ctx, const char *id)
{
	const struct clock_rule *r = clock_rule(ctx, id);

	return r ? r->event : NULL;
}

static const char *kind_of(void *ctx, const char *id)
{
	const struct clock_rule *r = clock_rule(ctx, id);

	return r ? r->kind : NULL;
}

static const char *nearest(void *ctx, const char *word, bool clocks_only)
{
	return clock_nearest(ctx, word, clocks_only);
}

static struct lint_world world_of(struct clock_rules *c)
{
	return (struct lint_world){
		.clock = has_clock, .trigger = has_trigger,
		.recipient = has_recipient, .ctx = c,
		.clock_event = trigger_of, .clock_kind = kind_of,
		.nearest = nearest,
	};
}

/* Reads and lints; every finding as finding_text() has it. */
static void lint(struct str *out, const struct pb_source *src, size_t n,
		 const struct lint_world *world)
{
	struct findings f = {0};
	struct playbook *pb = NULL;
	struct error err = {0};

	if (!playbook_read(&pb, src, n, &f, &err))
		assert_int_equal(playbook_lint(&f, pb, src, n, world, &err),
				 0);
	for (size_t i = 0; i < f.count; i++)
		finding_text(out, &f.at[i]);
	playbook_free(pb);
	findings_release(&f);
}

/* --- the files under tests/support/lint ------------------------------------ */

static bool fetch(struct str *text, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "tests/support/lint/%s", name);
	return io_read(text, path, 1 << 20, NULL) == 0;
}

/* The findings of one bad playbook as "file:line:col: level: code". */
static void brief(struct str *out, const char *base,
		  const struct lint_world *w)
{
	struct str text[2] = {{0}}, old = {0};
	char zh[96], was[96];
	struct pb_source src[2] = {{base, NULL, 0}, {zh, NULL, 0}};
	struct pb_source old_src = {base, NULL, 0};
	struct findings f = {0};
	struct playbook *pb = NULL, *in_force = NULL;
	struct lint_world world = *w;
	size_t n = 1;

	assert_true(fetch(&text[0], base));
	snprintf(zh, sizeof(zh), "%.*s.zh.md", (int)strlen(base) - 3, base);
	snprintf(was, sizeof(was), "in-force/%s", base);
	n += fetch(&text[1], zh);
	for (size_t i = 0; i < n; i++) {
		src[i].text = str_text(&text[i]);
		src[i].len = text[i].len;
	}
	if (fetch(&old, was)) {
		old_src.text = old.p;
		old_src.len = old.len;
		assert_int_equal(playbook_read(&in_force, &old_src, 1, NULL,
					       NULL), 0);
		world.in_force = in_force;
	}
	if (!playbook_read(&pb, src, n, &f, NULL))
		assert_int_equal(playbook_lint(&f, pb, src, n, &world, NULL),
				 0);
	for (size_t i = 0; i < f.count; i++)
		str_addf(out, "%s:%d:%d: %s: %s\n", f.at[i].file,
			 f.at[i].line, f.at[i].col,
			 lint_level_name(f.at[i].level), f.at[i].code);
	playbook_free(pb);
	playbook_free(in_force);
	findings_release(&f);
	str_release(&text[0]);
	str_release(&text[1]);
	str_release(&old);
}

static void every_bad_file_has_its_finding_and_no_other(void **state)
{
	struct clock_rules *c = clocks();
	struct lint_world world = world_of(c);
	struct str expected = {0}, got = {0};
	char last[64] = "";

	(void)state;
	assert_true(fetch(&expected, "expected.txt"));
	for (char *line = expected.p; line && *line;) {
		char base[64];
		size_t n = strcspn(line, ":");
		char *dot;

		snprintf(base, sizeof(base), "%.*s", (int)n, line);
		if ((dot = strstr(base, ".zh.md")))
			memmove(dot, dot + 3, 4);
		if (strcmp(base, last) != 0)
			brief(&got, base, &world);
		str_copy(last, sizeof(last), base);
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	assert_string_equal(str_text(&got), str_text(&expected));
	str_release(&expected);
	str_release(&got);
	clock_rules_free(c);
}

/* --- messages -------------------------------------------------------------- */

#define FRONT "---\nplaybook: 1\nid: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n" \
	      "lang: en\nroles: {lead: Lead, it: IT}\n---\n# Title\n\nWhen.\n\n"
#define PHASE "## Contain\n- id: contain\n\n"
#define REST "## I\n- id: investigate\n\n## N\n- id: notify\n\n" \
	     "## L\n- id: learn\n\n### Thing: check\n- id: thing\n" \
	     "- role: it\n\nDo.\n"

static const struct {
	const char *body, *says;
} faults[] = {
	{PHASE "### A: b\n- id: a\n- role: leed\n\nx\n\n",
	 "p.md:16:9: error: unknown role \"leed\"\n"
	 "  step a, key role\n  did you mean lead?\n"},
	{PHASE "### A: b\n- id: a\n- due: 6h before aware\n\nx\n\n",
	 "p.md:16:18: error: unknown clock \"aware\"\n"
	 "  step a, key due\n"},
	{PHASE "### A: b\n- id: a\n- after: b\n\nx\n\n"
	 "### B: b\n- id: b\n- after: a\n\nx\n\n",
	 "p.md:22:10: error: this waits for a, which waits for this\n"
	 "  step b, key after\n  one of them must not wait\n"},
	{PHASE "### A: b\n- id: a\n- after: a\n\nx\n\n",
	 "p.md:16:10: error: a waits for itself\n"
	 "  step a, key after\n  one of them must not wait\n"},
	{PHASE "### A: b\n- id: a\n- after: contain-check\n\nx\n\n"
	 "### C: b\n- id: contain-check\n\nx\n\n",
	 "p.md:20:5: error: the phase check waits for a, which "
	 "waits for the check\n"
	 "  step contain-check\n  one of them must not wait\n"},
	{PHASE "### A: b\n- id: a\n- decide: yes | no\n\nx\n\n"
	 "### B: b\n- id: b\n- when: a = yess\n\nx\n\n",
	 "p.md:22:13: error: unknown answer \"yess\"\n"
	 "  step b, key when\n  did you mean yes?\n"},
	{PHASE "### A: b\n- id: a\n\nx\n\n"
	 "### B: b\n- id: b\n- when: a = yes\n\nx\n\n",
	 "p.md:21:9: error: the step a decides nothing\n"
	 "  step b, key when\n  - decide: yes | no\n"},
	{PHASE "### A: b\n- id: a\n- when: later = yes\n\nx\n\n"
	 "### B: b\n- id: later\n- decide: yes | no\n\nx\n\n",
	 "p.md:16:9: error: the decision later comes later\n"
	 "  step a, key when\n"
	 "  put the decision before what hangs on it\n"},
	{PHASE "### A: b\n- id: a\n- starts: awareness\n\nx\n\n",
	 "p.md:16:11: error: unknown clock or trigger \"awareness\"\n"
	 "  step a, key starts\n"},
	{PHASE "### A: b\n- id: a\n- starts: aware\n"
	 "- stops: authority\n\nx\n\n", ""},
	{PHASE "### A: b\n- id: a\n- starts: aware\n"
	 "- stops: eu-gdpr-33-authority\n\nx\n\n", ""},
	{PHASE "### A: b\n- id: a\n- after: thing\n- role: lead\n\n"
	 "x\n\n",
	 "p.md:17:3: hint: the keys are not in their usual order\n"
	 "  step a\n  docs/PLAYBOOK-FORMAT.md has the order\n"},
	{PHASE "### A: b\n- id：a\n\nx\n\n",
	 "p.md:15:3: hint: full-width marks in a key line\n"
	 "  step a\n  write : , ; | = and \" here\n"},
	{PHASE "### A: b\n- id: a\n\n**注意**：x\n\n",
	 "p.md:17:3: warning: this is not read as the step's "
	 "caution\n  step a\n  > **Caution** Do not power off. "
	 "(marks outside the bold)\n"},
	{PHASE "### A: b\n- id: a\n\n[x](ftp://y)\n\n",
	 "p.md:17:2: warning: a link of another kind\n"
	 "  step a\n  http, https, mailto or a path\n"},
	{PHASE "### A: b\n- id: a\n\n",
	 "p.md:14:5: warning: a step with nothing in it\n"
	 "  step a\n  say what to do, or delete the step\n"},
	{PHASE "### A: b\n- id: a\n\n- [ ] x\n  - [ ] y\n\n",
	 "p.md:18:9: warning: this [ ] cannot be ticked\n"
	 "  step a\n  items stand at the left edge of a step\n"},
};

static void a_finding_says_what_where_and_how(void **state)
{
	struct clock_rules *c = clocks();
	struct lint_world world = world_of(c);

	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		struct str text = {0}, out = {0};
		struct pb_source src = {"p.md", NULL, 0};

		str_add(&text, FRONT);
		str_add(&text, faults[i].body);
		str_add(&text, REST);
		src.text = text.p;
		src.len = text.len;
		lint(&out, &src, 1, &world);
		assert_string_equal(str_text(&out), faults[i].says);
		str_release(&text);
		str_release(&out);
	}
	clock_rules_free(c);
}

static bool no_notice(void *ctx, const char *id, const char *lang)
{
	(void)ctx;
	(void)id;
	return strcmp(lang, "zh") == 0;
}

static void a_notice_that_is_missing_is_a_warning(void **state)
{
	static const char text[] = FRONT PHASE
		"### A: b\n- id: a\n- notice: x, customer\n\nx\n\n" REST;
	struct pb_source src = {"p.md", text, sizeof(text) - 1};
	struct lint_world world = {.notice = no_notice};
	struct str out = {0};

	(void)state;
	lint(&out, &src, 1, &world);
	assert_string_equal(str_text(&out),
		"p.md:16:11: warning: no notice \"x\" in the language en\n"
		"  step a, key notice\n"
		"p.md:16:14: warning: no notice \"customer\" in the language "
		"en\n  step a, key notice\n");
	str_release(&out);
}

static void the_team_wants_its_languages(void **state)
{
	static const char *const langs[] = {"en", "zh_CN", NULL};
	static const char text[] = FRONT PHASE REST;
	struct pb_source src = {"p.md", text, sizeof(text) - 1};
	struct lint_world world = {.team_langs = langs};
	struct str out = {0};

	(void)state;
	lint(&out, &src, 1, &world);
	assert_string_equal(str_text(&out),
		"p.md:1:1: warning: no translation into zh, which the team "
		"reads\n");
	str_release(&out);
}

/* --- what ships, and the examples ------------------------------------------ */

static void lint_pair(struct str *out, const char *dir, const char *a,
		      const char *b, const struct lint_world *world)
{
	struct str text[2] = {{0}};
	struct pb_source src[2] = {{a, NULL, 0}, {b, NULL, 0}};

	for (size_t i = 0; i < 2; i++) {
		char path[128];

		snprintf(path, sizeof(path), "%s/%s", dir, src[i].name);
		assert_int_equal(io_read(&text[i], path, 1 << 20, NULL), 0);
		src[i].text = text[i].p;
		src[i].len = text[i].len;
	}
	lint(out, src, 2, world);
	str_release(&text[0]);
	str_release(&text[1]);
}

static void the_example_has_no_finding(void **state)
{
	struct clock_rules *c = clocks();
	struct lint_world world = world_of(c);
	struct str out = {0};

	(void)state;
	if (!io_exists("../shared/examples/customer-data-exposed.md")) {
		clock_rules_free(c);
		skip();
	}
	lint_pair(&out, "../shared/examples", "customer-data-exposed.md",
		  "customer-data-exposed.zh.md", &world);
	assert_string_equal(str_text(&out), "");
	str_release(&out);
	clock_rules_free(c);
}

/* Each rule is a row of a table there. */
static void has_rows(const char *page, const struct lint_rule *r, size_t n)
{
	struct str doc = {0}, row = {0};

	assert_int_equal(io_read(&doc, page, 1 << 20, NULL), 0);
	for (size_t i = 0; i < n; i++) {
		str_clear(&row);
		str_addf(&row, "| %s | `%s` | %s |\n",
			 lint_level_name(r[i].level), r[i].code, r[i].finds);
		if (!strstr(doc.p, row.p))
			fail_msg("%s lacks: %s", page, row.p);
	}
	str_release(&doc);
	str_release(&row);
}

static void the_documents_have_the_tables_of_codes(void **state)
{
	const struct lint_rule *r;
	size_t n;

	(void)state;
	r = lint_rules(&n);
	assert_int_equal(n, 24);
	has_rows("docs/PLAYBOOK-FORMAT.md", r, n);
	r = scenario_rules(&n);
	assert_int_equal(n, 22);
	has_rows("docs/DRILLS.md", r, n);
}

/* The text between a line "````markdown" and the next "````". */
static const char *fenced(const char *doc, size_t *n, int which)
{
	const char *p = doc;

	while (which-- >= 0)
		p = strstr(p, "````markdown\n") + 13;
	*n = (size_t)(strstr(p, "````") - p);
	return p;
}

static void the_document_s_example_has_no_finding(void **state)
{
	struct str doc = {0}, out = {0};
	struct clock_rules *c = clocks();
	struct lint_world world = world_of(c);
	struct pb_source src = {"mailbox.md", NULL, 0};

	(void)state;
	assert_int_equal(io_read(&doc, "docs/PLAYBOOK-FORMAT.md", 1 << 20,
				 NULL), 0);
	src.text = fenced(doc.p, &src.len, 0);
	lint(&out, &src, 1, &world);
	assert_string_equal(str_text(&out), "");
	str_release(&out);
	str_release(&doc);
	clock_rules_free(c);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_bad_file_has_its_finding_and_no_other),
		cmocka_unit_test(a_finding_says_what_where_and_how),
		cmocka_unit_test(a_notice_that_is_missing_is_a_warning),
		cmocka_unit_test(the_team_wants_its_languages),
		cmocka_unit_test(the_example_has_no_finding),
		cmocka_unit_test(the_documents_have_the_tables_of_codes),
		cmocka_unit_test(the_document_s_example_has_no_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
