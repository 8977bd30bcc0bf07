/* What `lint --fix` mends, and what it leaves alone. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/str.h"
#include "core/playbook/fix.h"

#define FRONT "---\nplaybook: 1\nid: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n" \
	      "lang: en\nroles: {lead: Lead, ops: Systems}\n"
#define HEAD "---\n# Title\n\nWhen.\n\n"
#define PHASE "## Contain\n- id: contain\n\n"

/* What comes out, and that a second run changes nothing. */
static void becomes(const char *text, const struct playbook *in_force,
		    const char *want)
{
	struct pb_source src = {"leak.md", text, strlen(text)};
	struct str once = {0}, twice = {0};
	struct error err = {0};

	assert_int_equal(playbook_fix(&once, &src, false, in_force, &err), 0);
	assert_string_equal(str_text(&once), want);
	src.text = str_text(&once);
	src.len = once.len;
	assert_int_equal(playbook_fix(&twice, &src, false, in_force, &err),
			 0);
	assert_string_equal(str_text(&twice), str_text(&once));
	str_release(&once);
	str_release(&twice);
}

static void what_is_right_stays_as_it_is(void **state)
{
	static const char text[] = FRONT HEAD PHASE
		"### A：do it\n- id: a\n- value: text \"one， two\"\n\n"
		"Prose：with “marks”.  \n\n- [ ] One\n";

	(void)state;
	becomes(text, NULL, text);
}

static void bytes_and_keys_are_put_right(void **state)
{
	(void)state;
	becomes("\xef\xbb\xbf" FRONT HEAD PHASE "### A: do it\r\n"
		"- role：ops  \r\n- id: a\r\n\r\nBody.\r\n", NULL,
		FRONT HEAD PHASE "### A: do it\n- id: a\n- role: ops\n\n"
		"Body.\n");
	becomes(FRONT HEAD PHASE "### A: ok?\n- id: a\n- decide：yes｜no\n"
		"- evidence：note“who，when”\n\nBody.\n", NULL,
		FRONT HEAD PHASE "### A: ok?\n- id: a\n- decide: yes | no\n"
		"- evidence: note \"who，when\"\n\nBody.\n");
}

static void an_id_comes_from_the_title(void **state)
{
	(void)state;
	becomes(FRONT HEAD "## Contain\n\nText.\n\n### Evidence image: take\n"
		"Body.\n\n### Evidence image: again\n- role: ops\n\nBody.\n\n"
		"### 镜像：制作\n\n正文\n", NULL,
		FRONT HEAD "## Contain\n- id: contain\n\nText.\n\n"
		"### Evidence image: take\n- id: evidence-image\n\nBody.\n\n"
		"### Evidence image: again\n- id: evidence-image-2\n"
		"- role: ops\n\nBody.\n\n### 镜像：制作\n- id: step-3\n\n正文\n");
}

static void a_deleted_id_is_retired(void **state)
{
	static const char old[] = FRONT HEAD PHASE
		"### A: do\n- id: a\n\nx\n\n### B: do\n- id: b\n\ny\n";
	struct pb_source src = {"leak.md", old, strlen(old)};
	struct playbook *pb = NULL;
	struct error err = {0};

	(void)state;
	assert_int_equal(playbook_read(&pb, &src, 1, NULL, &err), 0);
	becomes(FRONT HEAD PHASE "### B: do\n- id: b\n\ny\n", pb,
		FRONT "retired: [a]\n" HEAD PHASE "### B: do\n- id: b\n\ny\n");
	becomes(FRONT "retired: [z]\n" HEAD PHASE "### B: do\n\ny\n", pb,
		FRONT "retired: [z, a, b]\n" HEAD PHASE
		"### B: do\n- id: b-2\n\ny\n");
	playbook_free(pb);
}

static void what_is_no_playbook_is_refused(void **state)
{
	struct pb_source src = {"x.md", "# Notes\n", 8};
	struct str out = {0};
	struct error err = {0};

	(void)state;
	assert_int_equal(playbook_fix(&out, &src, false, NULL, &err),
			 ERR_INVALID);
	assert_string_equal(err.what,
			    "x.md: no front matter with playbook: 1");
	assert_int_equal(out.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_right_stays_as_it_is),
		cmocka_unit_test(bytes_and_keys_are_put_right),
		cmocka_unit_test(an_id_comes_from_the_title),
		cmocka_unit_test(a_deleted_id_is_retired),
		cmocka_unit_test(what_is_no_playbook_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
