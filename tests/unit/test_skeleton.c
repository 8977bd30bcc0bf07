/* A new playbook begins as one that passes lint. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/str.h"
#include "core/playbook/fix.h"
#include "core/playbook/skeleton.h"

#define UUID "5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10"

static void is_clean(const char *title, const char *lang)
{
	struct str text = {0}, says = {0}, fixed = {0};
	struct findings f = {0};
	struct error err = {0};
	struct playbook *pb;
	struct pb_source src = {.name = "new.md"};

	assert_int_equal(playbook_skeleton(&text, title, lang, UUID, &err),
			 0);
	src.text = str_text(&text);
	src.len = text.len;
	assert_int_equal(playbook_read(&pb, &src, 1, &f, &err), 0);
	assert_int_equal(playbook_lint(&f, pb, &src, 1, NULL, &err), 0);
	for (size_t i = 0; i < f.count; i++)
		finding_text(&says, &f.at[i]);
	assert_string_equal(str_text(&says), "");
	assert_int_equal(pb->phase_count, 4);
	assert_string_equal(pb->lang[0], lang);
	assert_int_equal(playbook_fix(&fixed, &src, false, NULL, &err), 0);
	assert_string_equal(str_text(&fixed), str_text(&text));
	playbook_free(pb);
	findings_release(&f);
	str_release(&text);
	str_release(&says);
	str_release(&fixed);
}

static void a_new_playbook_passes_lint_in_both_languages(void **state)
{
	(void)state;
	is_clean("Lost laptop", "en");
	is_clean("", "en");
	is_clean("电脑丢失", "zh");
	is_clean("", "zh");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_new_playbook_passes_lint_in_both_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
