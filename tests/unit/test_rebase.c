/* Another language of a playbook becomes its base. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/playbook/rebase_lang.h"
#include "core/store/shipped.h"

#define UUID "5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10"

static const char base[] =
	"---\nplaybook: 1\nid: " UUID "\nlang: en\nversion: 1.0.0\n"
	"roles: {lead: Lead, ops: Systems}\n---\n\n# Leak\n\nWhen.\n\n"
	"## Contain\n- id: contain\n- mode: read-do\n\nText.\n\n"
	"### Image: take it\n- id: image\n- role: ops\n- after: door, gate\n"
	"- due: 15m from opened\n- value: text \"where\"\n\nBody.\n\n"
	"- [ ] One\n\n"
	"### Door: shut it\n- id: door\n- repeat: every 24h until image\n\n"
	"### Gate: shut it?\n- id: gate\n- decide: yes | no\n";

static const char zh[] = /* of = %s: the hashes of the base's sections */
	"---\nplaybook: 1\nid: " UUID "\nlang: zh\nof: %s\n"
	"roles: {lead: 负责人}\n---\n\n# 泄露\n\n何时。\n\n"
	"## 遏制\n- 编号：contain\n- 原文：%s\n\n文字。\n\n"
	"### 镜像：制作\n- 编号：image\n- 填报：text“在哪”\n- 原文：%s\n\n"
	"正文。\n\n- [ ] 一\n\n"
	"### 门：关上\n- 编号：door\n- 原文：00000000\n\n";

static void make_zh(char *out, size_t size)
{
	struct pb_source src = {"leak.md", base, sizeof(base) - 1};
	struct playbook *pb;

	assert_int_equal(playbook_read(&pb, &src, 1, NULL, NULL), 0);
	snprintf(out, size, zh, pb->source_hash.in[0],
		 pb->phase[0].source_hash.in[0],
		 pb->step[0].source_hash.in[0]);
	playbook_free(pb);
}

static void structure_moves_and_texts_stay(void **state)
{
	char text[2048];
	struct pb_source src[2] = {{"leak.md", base, sizeof(base) - 1}};
	struct findings f = {0};
	struct playbook *pb;
	struct error err = {0};
	struct rebased r;

	(void)state;
	make_zh(text, sizeof(text));
	src[1] = (struct pb_source){"leak.zh.md", text, strlen(text)};
	assert_int_equal(playbook_rebase(&r, "leak", src, 2, "zh_CN", &err),
			 0);
	assert_int_equal(r.count, 2);
	assert_string_equal(r.file[0].name, "leak.md");
	assert_string_equal(r.file[1].name, "leak.en.md");
	assert_string_equal(r.gone, "leak.zh.md");
	assert_int_equal(r.untranslated_count, 1);
	assert_string_equal(r.untranslated[0], "gate");
	assert_string_equal(r.file[0].text,
		"---\nplaybook: 1\nid: " UUID "\nlang: zh\nversion: 1.0.0\n"
		"roles: {lead: \"负责人\", ops: \"Systems\"}\n---\n\n# 泄露\n\n"
		"何时。\n\n## 遏制\n- 编号：contain\n- 方式：read-do\n\n文字。\n\n"
		"### 镜像：制作\n- 编号：image\n- 角色：ops\n- 前置：door，gate\n"
		"- 时限：opened 起 15m\n- 填报：text“在哪”\n\n正文。\n\n"
		"- [ ] 一\n\n### 门：关上\n- 编号：door\n"
		"- 重复：每 24h 直到 image\n\n"
		"### Gate: shut it?\n- 编号：gate\n- 判定：yes | no\n");
	assert_int_equal(playbook_read(&pb, r.file, 2, &f, &err), 0);
	assert_int_equal(f.errors, 0);
	assert_string_equal(pb->lang[0], "zh");
	assert_string_equal(pb->lang[1], "en");
	assert_string_equal(pb->step[0].item[0].text.in[1], "One");
	assert_int_equal(pb->step[0].due.span, 15 * 60 * 1000);
	assert_false(pb->stale[1]);
	assert_false(pb->step[0].stale[1]);
	assert_true(pb->step[1].stale[1]); /* as it was the other way round */
	assert_false(pb->step[2].stale[1]);
	playbook_free(pb);
	findings_release(&f);
	rebased_release(&r);
}

/* Both ways, everything that ships: the same bytes again. */
static void there_and_back_gives_the_same_bytes(void **state)
{
	static const char *const slugs[] = {"customer-data-leak",
		"business-transfer", "ransomware"};
	size_t seen = 0;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct pb_source src[2] = {{0}};
		struct rebased there, back;
		struct error err = {0};
		char name[64];
		size_t n = strlen(slugs[i]);

		for (const struct shipped *s = shipped_files; s->path; s++) {
			size_t k;

			if (strncmp(s->path, slugs[i], n) ||
			    s->path[n] != '.')
				continue;
			k = strlen(s->path) > n + 3;
			src[k] = (struct pb_source){s->path, s->data,
				(size_t)(s->end - s->data)};
		}
		snprintf(name, sizeof(name), "%.2s", src[1].name + n + 1);
		if (playbook_rebase(&there, slugs[i], src, 2, name, &err))
			fail_msg("%s: %s", slugs[i], err.what);
		assert_int_equal(there.untranslated_count, 0);
		if (playbook_rebase(&back, slugs[i], there.file, 2,
				    strcmp(name, "en") ? "en" : "zh", &err))
			fail_msg("%s: %s", slugs[i], err.what);
		assert_string_equal(back.file[0].text, src[0].text);
		assert_string_equal(back.file[1].text, src[1].text);
		rebased_release(&there);
		rebased_release(&back);
		seen++;
	}
	assert_int_equal(seen, 3);
}

static void what_cannot_be_is_said(void **state)
{
	char text[2048];
	struct pb_source src[2] = {{"leak.md", base, sizeof(base) - 1}};
	struct error err = {0};
	struct rebased r;

	(void)state;
	make_zh(text, sizeof(text));
	src[1] = (struct pb_source){"leak.zh.md", text, strlen(text)};
	assert_int_equal(playbook_rebase(&r, "leak", src, 2, "fr", &err),
			 ERR_NOTFOUND);
	assert_string_equal(err.what, "leak has no text in \"fr\"");
	assert_string_equal(err.where, "it has: en, zh");
	rebased_release(&r);
	assert_int_equal(playbook_rebase(&r, "leak", src, 2, "en", &err),
			 ERR_REFUSED);
	assert_string_equal(err.what, "leak is written in \"en\" already");
	rebased_release(&r);
}

static void memory_may_run_out_anywhere(void **state)
{
	char text[2048];
	struct pb_source src[2] = {{"leak.md", base, sizeof(base) - 1}};
	int rc = ERR_NOMEM;

	(void)state;
	make_zh(text, sizeof(text));
	src[1] = (struct pb_source){"leak.zh.md", text, strlen(text)};
	for (uint64_t n = 1; rc; n++) {
		struct rebased r;

		mem_fail_at(n);
		rc = playbook_rebase(&r, "leak", src, 2, "zh", NULL);
		mem_fail_at(0);
		assert_true(!rc || rc == ERR_NOMEM);
		rebased_release(&r);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(structure_moves_and_texts_stay),
		cmocka_unit_test(there_and_back_gives_the_same_bytes),
		cmocka_unit_test(what_cannot_be_is_said),
		cmocka_unit_test(memory_may_run_out_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
