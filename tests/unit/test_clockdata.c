/* The ids that clock files define. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/playbook/clockdata.h"
#include "core/store/shipped.h"

static const char file[] =
	"format: stanch-clocks-1\n"
	"recipient_kinds: [authority, police]\n"
	"trigger_events:\n"
	"  - id: aware\n"
	"clocks:\n"
	"  - id: xx-law-1\n"
	"    law: {en: \"Data Law\", zh: \"数据法\"}\n"
	"    article: \"art. 1\"\n"
	"    recipient: {kind: authority}\n"
	"    trigger: {event: aware}\n"
	"    duration: {value: 72, unit: hours}\n"
	"  - id: xx-law-2\n"
	"    law: {en: \"Data Law\"}\n"
	"    trigger: {event: sure}\n"
	"    duration: {value: null}\n";

static void ids_names_and_numbers_are_found(void **state)
{
	struct clockdata *c = clockdata_new();
	bool number = false;

	(void)state;
	assert_int_equal(clockdata_add(c, "xx.yaml", file, sizeof(file) - 1,
				       NULL), 0);
	assert_true(clockdata_clock(c, "xx-law-1", &number));
	assert_true(number);
	assert_true(clockdata_clock(c, "xx-law-2", &number));
	assert_false(number);
	assert_false(clockdata_clock(c, "xx-law-3", &number));
	assert_true(clockdata_trigger(c, "aware"));
	assert_true(clockdata_trigger(c, "sure"));
	assert_false(clockdata_trigger(c, "xx-law-1"));
	assert_true(clockdata_recipient(c, "police"));
	assert_false(clockdata_recipient(c, "aware"));
	assert_string_equal(clockdata_event(c, "xx-law-1"), "aware");
	assert_string_equal(clockdata_kind(c, "xx-law-1"), "authority");
	assert_null(clockdata_kind(c, "xx-law-2"));
	assert_string_equal(clockdata_name(c, "xx-law-1", "en"),
			    "Data Law, art. 1");
	assert_string_equal(clockdata_name(c, "xx-law-1", "zh"),
			    "数据法, art. 1");
	assert_string_equal(clockdata_name(c, "xx-law-2", "zh"), "Data Law");
	assert_null(clockdata_name(c, "aware", "en"));
	assert_string_equal(clockdata_nearest(c, "xx-lwa-1", true),
			    "xx-law-1");
	assert_string_equal(clockdata_nearest(c, "awar", false), "aware");
	assert_null(clockdata_nearest(c, "awar", true));
	clockdata_free(c);
	clockdata_free(NULL);
}

static void a_bad_file_is_named_with_its_line(void **state)
{
	static const struct {
		const char *text, *what;
	} row[] = {
		{"clocks:\n  - law: {en: x}\n",
		 "xx.yaml:2:5: a clock without id"},
		{"clocks:\n  - id: a\n  - id: a\n",
		 "xx.yaml:3:5: this clock id is taken"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct clockdata *c = clockdata_new();
		struct error err = {0};

		assert_int_equal(clockdata_add(c, "xx.yaml", row[i].text,
					       strlen(row[i].text), &err),
				 ERR_INVALID);
		assert_string_equal(err.what, row[i].what);
		clockdata_free(c);
	}
}

static void broken_yaml_is_named_with_its_line(void **state)
{
	struct clockdata *c = clockdata_new();
	struct error err = {0};

	(void)state;
	assert_int_equal(clockdata_add(c, "xx.yaml", "a: 1\na: 2\n", 10, &err),
			 ERR_INVALID);
	assert_memory_equal(err.what, "xx.yaml:2:1: ", 13);
	clockdata_free(c);
}

static void all_that_ships_is_read(void **state)
{
	struct clockdata *c = clockdata_new();
	struct error err = {0};
	bool number;

	(void)state;
	for (const struct shipped *s = shipped_files; s->path; s++)
		if (strncmp(s->path, "clocks/", 7) == 0 &&
		    clockdata_add(c, s->path, s->data,
				  (size_t)(s->end - s->data), &err))
			fail_msg("%s", err.what);
	assert_true(clockdata_clock(c, "eu-gdpr-33-authority", &number));
	assert_true(number);
	assert_true(clockdata_clock(c, "cn-pipl-57-authority", &number));
	assert_false(number);
	assert_true(clockdata_recipient(c, "individuals"));
	clockdata_free(c);
}

static void memory_may_run_out_anywhere(void **state)
{
	int rc = ERR_NOMEM;

	(void)state;
	for (uint64_t n = 1; rc; n++) {
		struct clockdata *c = clockdata_new();

		mem_fail_at(n);
		rc = clockdata_add(c, "xx.yaml", file, sizeof(file) - 1,
				   NULL);
		mem_fail_at(0);
		assert_true(!rc || rc == ERR_NOMEM);
		clockdata_free(c);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_names_and_numbers_are_found),
		cmocka_unit_test(a_bad_file_is_named_with_its_line),
		cmocka_unit_test(broken_yaml_is_named_with_its_line),
		cmocka_unit_test(all_that_ships_is_read),
		cmocka_unit_test(memory_may_run_out_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
