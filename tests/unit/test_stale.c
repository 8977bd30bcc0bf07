/* Translations behind their base, one section after the other. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/playbook/stale.h"

#define UUID "5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10"

static const char base[] =
	"---\nplaybook: 1\nid: " UUID "\nlang: en\nroles: {lead: Lead}\n---\n"
	"\n# Leak\n\nWhen.\n\n## Contain\n- id: contain\n- mode: read-do\n\n"
	"### Image: take it\n- id: image\n\nBody.\n\n"
	"### Door: shut it\n- id: door\n\n";
static const char zh[] =
	"---\nplaybook: 1\nid: " UUID "\nlang: zh\n---\n\n# 泄露\n\n何时。\n\n"
	"## 遏制\n- 编号：contain\n- 原文：11111111\n\n"
	"### 镜像：制作\n- 编号：image\n- 原文：00000000\n\n00000000 正文。\n\n"
	"### 门：关上\n- 编号：door\n\n";

static size_t behind(struct arena *a, struct stale **out, struct playbook **pb,
		     const char *text)
{
	const struct pb_source src[2] = {
		{"leak.md", base, sizeof(base) - 1},
		{"leak.zh.md", text, strlen(text)}};
	struct findings f = {0};
	struct error err;
	size_t n = 0;

	assert_int_equal(playbook_read(pb, src, 2, &f, &err), 0);
	assert_int_equal(f.errors, 0);
	assert_int_equal(playbook_stale(out, &n, a, *pb, 1, &err), 0);
	findings_release(&f);
	return n;
}

static void one_section_after_the_other_is_made_right(void **state)
{
	static const char *const id[] = {"", "contain", "image", "door"};
	const struct pb_source from = {"leak.md", base, sizeof(base) - 1};
	struct arena a = {0};
	struct str text = {0}, next = {0};
	struct playbook *pb;
	struct stale *at;
	struct error err;

	(void)state;
	str_add(&text, zh);
	for (size_t i = 0; i < 4; i++) {
		struct pb_source to = {"leak.zh.md", str_text(&text),
				       text.len};

		assert_int_equal(behind(&a, &at, &pb, str_text(&text)), 4 - i);
		assert_string_equal(at[0].id, id[i]);
		str_clear(&next);
		assert_int_equal(playbook_fresh(&next, &from, &to, id[i],
						&err), 0);
		assert_non_null(strstr(str_text(&next), at[0].now));
		playbook_free(pb);
		str_clear(&text);
		str_add(&text, str_text(&next));
	}
	assert_int_equal(behind(&a, &at, &pb, str_text(&text)), 0);
	playbook_free(pb);
	assert_non_null(strstr(str_text(&text), "\n\n00000000 正文。\n"));
	assert_non_null(strstr(str_text(&text), "- 编号：door\n- 原文："));
	str_release(&text);
	str_release(&next);
	arena_release(&a);
}

static void a_section_that_is_not_there_is_named(void **state)
{
	const struct pb_source from = {"leak.md", base, sizeof(base) - 1};
	const struct pb_source to = {"leak.zh.md", zh, sizeof(zh) - 1};
	struct str out = {0};
	struct error err;

	(void)state;
	assert_int_equal(playbook_fresh(&out, &from, &to, "gate", &err),
			 ERR_NOTFOUND);
	assert_string_equal(err.what, "leak.zh.md has no section \"gate\"");
	assert_int_equal(out.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_section_after_the_other_is_made_right),
		cmocka_unit_test(a_section_that_is_not_there_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
