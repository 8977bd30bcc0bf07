/* The playbook reader: grammar, keys in both languages, translations. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/playbook/playbook.h"

#define FRONT "---\nplaybook: 1\nid: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n" \
	      "lang: en\nroles: {lead: Lead, ops: Systems}\n---\n" \
	      "# Title\n\nWhen to use.\n\n"
#define PHASE "## Contain\n- id: contain\n\n"

static const char english[] =
	"---\nplaybook: 1\nid: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n"
	"lang: en\nversion: 1.4.0\ntlp: green\n"
	"roles: {lead: Incident lead, ops: Systems engineer}\n"
	"retired: [old-step]\n---\n\n"
	"# Records exposed\n\nUse this when records may be out.\nNow.\n\n"
	"## Contain\n- id: contain\n- mode: do-confirm\n\nStop it first.\n\n"
	"### Evidence image: take it\n- id: evidence-image\n- role: ops\n"
	"- second: any\n- due: 1h from opened\n"
	"- value: time \"when it was taken\"\n"
	"- evidence: hash \"memory, disk\"\n- evidence: file \"logins\"\n\n"
	"> **Caution** Do not reboot.\n\nWork from a clean machine.\n\n"
	"- [ ] Memory: imaged\n- [ ] Disk: imaged\n  * or a snapshot\n\n"
	"### Data: any involved?\n- id: personal-data\n"
	"- after: evidence-image\n- decide: yes | no\n\nIn doubt yes.\n\n"
	"## Tell\n- id: tell\n- kind: notify\n\n"
	"### Authority: tell it\n- id: tell-authority\n"
	"- when: personal-data != no\n"
	"- due: 6h before eu-gdpr-33-authority\n"
	"- repeat: every 24h until evidence-image\n- approve: lead\n"
	"- notice: authority-first, customer\n"
	"- stops: authority\n\n"
	"### Phase check: read aloud\n- id: tell-check\n\nRead.\n";

static const char chinese[] =
	"---\nplaybook: 1\nid: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n"
	"lang: zh\nof: 00000000\nroles: {lead: 负责人, ops: 工程师}\n"
	"answers: {yes: 有, no: 没有}\n---\n\n"
	"# 记录外泄\n\n怀疑外泄时使用。\n\n"
	"### 证据镜像：制作\n- 编号：evidence-image\n"
	"- 填报：time“制作时间”\n"
	"- 证据：hash“内存、磁盘”\n- 证据：file“登录清单”\n\n"
	"> **注意** 不要重启。\n\n使用干净的设备。\n\n"
	"- [ ] 内存：已制作\n- [ ] 磁盘：已制作\n\n"
	"### 个人信息：是否涉及？\n- 编号：personal-data\n\n拿不准选“有”。\n";

static struct playbook *read_two(const char *a, const char *b, struct str *says)
{
	struct pb_source src[2] = {{"leak.md", a, strlen(a)},
				   {"leak.zh.md", b, b ? strlen(b) : 0}};
	struct findings f = {0};
	struct playbook *pb = NULL;
	struct error err = {0};
	int rc = playbook_read(&pb, src, b ? 2 : 1, &f, &err);

	for (size_t i = 0; i < f.count; i++)
		if (says)
			finding_text(says, &f.at[i]);
	if (rc && says)
		str_addf(says, "! %d %s\n", rc, err.what);
	findings_release(&f);
	return pb;
}

static void a_playbook_becomes_phases_steps_and_items(void **state)
{
	struct str says = {0};
	struct playbook *pb = read_two(english, NULL, &says);
	const struct pb_step *st;

	(void)state;
	assert_string_equal(str_text(&says), "");
	assert_string_equal(pb->slug, "leak");
	assert_string_equal(pb->version, "1.4.0");
	assert_string_equal(pb->tlp, "green");
	assert_string_equal(text_in(&pb->title, 0), "Records exposed");
	assert_string_equal(text_in(&pb->intro, 0),
			    "Use this when records may be out. Now.");
	assert_int_equal(pb->phase_count, 2);
	assert_int_equal(pb->phase[0].kind, PHASE_CONTAIN);
	assert_true(pb->phase[0].do_confirm);
	assert_int_equal(pb->phase[1].kind, PHASE_NOTIFY);
	assert_false(pb->phase[1].do_confirm);
	assert_int_equal(pb->phase[1].step_count, 2);
	assert_ptr_equal(pb->phase[1].step, &pb->step[2]);
	st = playbook_step(pb, "evidence-image");
	assert_string_equal(st->number, "1.01");
	assert_string_equal(text_in(&st->object, 0), "Evidence image");
	assert_string_equal(text_in(&st->action, 0), "take it");
	assert_string_equal(st->role, "ops");
	assert_string_equal(st->second, "any");
	assert_int_equal(st->due.span, 3600000);
	assert_false(st->due.before);
	assert_string_equal(st->due.anchor, "opened");
	assert_int_equal(st->value, VALUE_TIME);
	assert_string_equal(text_in(&st->value_label, 0), "when it was taken");
	assert_int_equal(st->evidence_count, 2);
	assert_int_equal(st->evidence[0].type, EVID_HASH);
	assert_string_equal(text_in(&st->evidence[0].label, 0),
			    "memory, disk");
	assert_int_equal(st->item_count, 2);
	assert_string_equal(text_in(&st->item[1].text, 0), "Disk: imaged");
	assert_int_equal(st->item[1].more[0]->block, MDB_LIST);
	assert_null(st->item[0].more[0]);
	assert_int_equal(st->caution[0]->block, MDB_QUOTE);
	assert_string_equal(st->body[0]->runs->text,
			    "Work from a clean machine.");
	assert_null(st->body[0]->next);
	st = playbook_step(pb, "tell-authority");
	assert_string_equal(st->role, "lead");
	assert_string_equal(st->when_step, "personal-data");
	assert_string_equal(st->when_answer, "no");
	assert_true(st->when_not);
	assert_true(st->due.before);
	assert_int_equal(st->repeat, 86400000);
	assert_string_equal(st->repeat_until, "evidence-image");
	assert_int_equal(st->notice.count, 2);
	assert_string_equal(st->notice.id[1], "customer");
	assert_true(playbook_step(pb, "tell-check")->is_check);
	assert_null(playbook_step(pb, "nope"));
	assert_string_equal(playbook_answer(pb, "yes", 0), "yes");
	playbook_free(pb);
}

static void a_translation_lends_its_texts(void **state)
{
	struct str says = {0};
	struct playbook *pb = read_two(english, chinese, &says);
	const struct pb_step *st = playbook_step(pb, "evidence-image");

	(void)state;
	assert_int_equal(pb->langs, 2);
	assert_int_equal(playbook_lang(pb, "zh_CN.UTF-8"), 1);
	assert_int_equal(playbook_lang(pb, "zh-Hans"), 1);
	assert_int_equal(playbook_lang(pb, "zh-Hant"), 0);
	assert_int_equal(playbook_lang(pb, "fr"), 0);
	assert_string_equal(text_in(&pb->title, 1), "记录外泄");
	assert_string_equal(text_in(&pb->role[1].name, 1), "工程师");
	assert_string_equal(text_in(&st->object, 1), "证据镜像");
	assert_string_equal(text_in(&st->action, 1), "制作");
	assert_string_equal(text_in(&st->value_label, 1), "制作时间");
	assert_string_equal(text_in(&st->evidence[0].label, 1), "内存、磁盘");
	assert_string_equal(text_in(&st->item[1].text, 1), "磁盘：已制作");
	assert_string_equal(st->body[1]->runs->text, "使用干净的设备。");
	assert_true(st->stale[1]);
	assert_string_equal(playbook_answer(pb, "no", 1), "没有");
	st = playbook_step(pb, "tell-authority");
	assert_string_equal(text_in(&st->title, 1), "Authority: tell it");
	assert_null(st->title.in[1]);
	assert_non_null(strstr(str_text(&says),
		"leak.zh.md:1:1: warning: the step \"tell-authority\" is not "
		"translated\n"));
	assert_null(strstr(str_text(&says), "error"));
	str_release(&says);
	playbook_free(pb);
}

static void chinese_keys_say_the_same(void **state)
{
	static const char text[] =
		"---\nplaybook: 1\nid: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n"
		"lang: zh\nroles: {lead: 负责人, law: 法务}\n---\n# 手册\n\n何时用。\n\n"
		"## 通知\n- 编号：notify-people\n- 阶段：notify\n- 方式：do-confirm\n\n"
		"### 时间：写下\n- 编号：awareness-time\n- 启动时钟：aware，x-1\n\n"
		"### 是否：判定\n- 编号：any-data\n- 判定：yes｜no\n\n"
		"### 监管部门：报告\n- 编号：tell\n- 角色：law\n- 复核：any\n"
		"- 前置：awareness-time，any-data\n- 条件：any-data ＝ yes\n"
		"- 时限：awareness-time 起 24h\n- 重复：每 24h 直到 any-data\n"
		"- 填报：number“人数”\n- 证据：ref“回执编号”\n- 审批：lead\n"
		"- 模板：a，b\n- 停止时钟：authority\n\n正文。\n\n"
		"### 前：六小时\n- 编号：before\n- 时限：x-1 前 6h\n\n正文。\n";
	struct str says = {0};
	struct playbook *pb = read_two(text, NULL, &says);
	const struct pb_step *st = playbook_step(pb, "tell");

	(void)state;
	assert_string_equal(str_text(&says), "");
	assert_string_equal(st->role, "law");
	assert_int_equal(st->after.count, 2);
	assert_string_equal(st->when_step, "any-data");
	assert_int_equal(st->due.span, 86400000);
	assert_string_equal(st->due.anchor, "awareness-time");
	assert_string_equal(st->repeat_until, "any-data");
	assert_int_equal(st->value, VALUE_NUMBER);
	assert_string_equal(text_in(&st->value_label, 0), "人数");
	assert_int_equal(st->evidence[0].type, EVID_REF);
	assert_string_equal(st->approve, "lead");
	assert_string_equal(st->stops.id[0], "authority");
	assert_string_equal(st->notice.id[1], "b");
	assert_true(playbook_step(pb, "before")->due.before);
	assert_int_equal(playbook_step(pb, "any-data")->decide.count, 2);
	assert_string_equal(playbook_answer(pb, "yes", 0), "是");
	assert_int_equal(pb->phase[0].kind, PHASE_NOTIFY);
	playbook_free(pb);
}

static const struct {
	const char *text, *says;
} faults[] = {
	{FRONT PHASE "### A: b\n- id: a\n- due: 4h form opened\n\nx\n",
	 "leak.md:16:8: error: this is no value of due: \"4h form "
	 "opened\"\n  step a, key due\n  due: 4h from opened, or due: "
	 "6h before eu-gdpr-33-authority\n"},
	{FRONT PHASE "### A: b\n- id: a\n- due: 400d from opened\n\nx\n",
	 "leak.md:16:8: error: a time span outside 1 minute to 366 "
	 "days\n  step a, key due\n  write a time from 1m to 366d\n"},
	{FRONT PHASE "### A: b\n- id: a\nSay it.\n",
	 "leak.md:15:3: error: id runs over the end of its line\n"
	 "  key id\n  leave a blank line below the keys\n"},
	{FRONT PHASE "### A: b\n- id: a\n- rol: lead\n\nx\n",
	 "leak.md:16:3: error: unknown key \"rol\"\n"
	 "  step a, key rol\n  did you mean role?\n"},
	{FRONT PHASE "### A: b\n- id: a\n- mode: read-do\n\nx\n",
	 "leak.md:16:3: error: mode is a key of phases\n"
	 "  step a, key mode\n"},
	{FRONT "## Contain\n- id: contain\n- role: lead\n",
	 "leak.md:13:3: error: role is a key of steps\n  key role\n"},
	{FRONT "## Stop\n- id: stop\n",
	 "leak.md:11:4: error: the phase \"stop\" has no kind\n"
	 "  key kind\n  kind: prepare, detect, contain, investigate, "
	 "notify, recover or learn\n"},
	{FRONT PHASE "### A: b\n\nx\n",
	 "leak.md:14:5: error: no key list right under the heading\n"
	 "  - id: evidence-image\n"},
	{FRONT PHASE "### A: b\n- role: lead\n\nx\n",
	 "leak.md:14:5: error: the key list has no id\n  key id\n"
	 "  - id: evidence-image\n"},
	{FRONT PHASE "### A: b\n- id: A1\n\nx\n",
	 "leak.md:15:7: error: \"A1\" is no id\n  key id\n"
	 "  a-z, 0-9 and -, a letter first, at most 40\n"},
	{FRONT PHASE "### A: b\n- id: a\n\n- [ ] x\n- y\n",
	 "leak.md:18:3: error: a line without [ ] in a list of check "
	 "items\n  step a\n  begin it with - [ ], or put a sentence "
	 "between the two lists\n"},
	{FRONT PHASE "- [ ] x\n",
	 "leak.md:14:7: error: check items outside a step\n"
	 "  put it into a step\n"},
	{FRONT PHASE "### A: b\n- id: a\n\n> **Caution** No.\nSay.\n",
	 "leak.md:18:1: error: this line would belong to the "
	 "caution\n  step a\n  leave a blank line below the "
	 "caution\n"},
	{FRONT PHASE "### A: b\n- id: a\n- value: count \"x\"\n\nx\n",
	 "leak.md:16:10: error: this is no value of value: \"count "
	 "\"x\"\"\n  step a, key value\n  value: number \"people "
	 "affected\" (or text, time, list)\n"},
	{FRONT PHASE "### A: b\n- id: a\n- decide: yes\n\nx\n",
	 "leak.md:16:11: error: this is no value of decide: \"yes\"\n"
	 "  step a, key decide\n  decide: yes | no\n"},
	{FRONT PHASE "### A: b\n- id: a\n- of: 76dace5b\n\nx\n",
	 "leak.md:16:3: error: of belongs to a translation\n"
	 "  step a, key of\n"},
	{FRONT PHASE "### A: b\n- id: a\n\n- [x] y\n",
	 "leak.md:17:7: warning: a ticked item: ticks belong to "
	 "cases\n  step a\n  - [ ]\n"},
	{FRONT PHASE "### A: b\n- id: a\n\nx\x1b[31m\n",
	 "leak.md:17:2: error: the hidden character U+001B\n"
	 "  delete it\n"},
	{FRONT, "leak.md:1:1: error: the file has no phase\n"
		"  ## Contain\n"},
	{FRONT PHASE "# Two\n",
	 "leak.md:14:3: error: a second title\n"
	 "  a file has one title; phases begin with ##\n"},
	{"# No front\n",
	 "leak.md:1:1: error: no front matter with playbook: 1\n"
	 "  begin with --- , playbook: 1, id, lang, roles, ---\n"
	 "! -5 leak.md: no front matter with playbook: 1\n"},
	{"---\nplaybook: 1\n\xff\n---\n",
	 "leak.md:3:1: error: a byte that is no UTF-8\n"
	 "  save the file as UTF-8\n! -5 leak.md: not UTF-8 text\n"},
};

/* Each faulty text and the one finding of reading it. */
static void a_fault_is_named_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		struct str says = {0};
		struct playbook *pb = read_two(faults[i].text, NULL, &says);

		assert_string_equal(str_text(&says), faults[i].says);
		str_release(&says);
		playbook_free(pb);
	}
}

static void a_translation_may_not_change_the_structure(void **state)
{
	static const struct {
		const char *text, *says;
	} row[] = {
		{"### 一：二\n- 编号：evidence-image\n- 角色：ops\n",
		 "error: 角色 belongs to the base file alone\n"
		 "  step evidence-image, key 角色\n  delete the line here\n"},
		{"### 一：二\n- 编号：evidence-imago\n",
		 "error: the base file has no step \"evidence-imago\"\n"
		 "  key 编号\n  evidence-image\n"},
		{"### 一：二\n- 编号：evidence-image\n- 填报：text“a”\n",
		 "error: the base file has another kind here\n"
		 "  step evidence-image, key 填报\n"},
		{"### 一：二\n- 编号：evidence-image\n- 证据：hash“a”\n",
		 "error: 1 here, 2 in the base file\n"
		 "  step evidence-image, key 证据\n"},
		{"### 一：二\n- 编号：evidence-image\n\n- [ ] a\n",
		 "error: 1 here, 2 in the base file\n"
		 "  step evidence-image, key - [ ]\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str text = {0}, says = {0};
		struct playbook *pb;

		str_add(&text, "---\nplaybook: 1\nlang: zh\n"
			       "id: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n"
			       "---\n# 题\n\n");
		str_add(&text, row[i].text);
		pb = read_two(english, str_text(&text), &says);
		if (!strstr(str_text(&says), row[i].says))
			fail_msg("%s\nis not in\n%s", row[i].says, says.p);
		playbook_free(pb);
		str_release(&text);
		str_release(&says);
	}
}

/* --- hashes ---------------------------------------------------------------- */

static void a_hash_sees_texts_and_labels_only(void **state)
{
	static const struct {
		const char *step;
		bool same;
	} row[] = {
		{"### A: b\n- id: a\n- role: ops\n\nx\n", true},
		{"### A: b  \n- id: a\n\n\nx  \n", true},
		{"### A: b\r\n- id: a\r\n\r\nx\r\n", true},
		{"### A: b\n- id: a\n\ny\n", false},
		{"### A: c\n- id: a\n\nx\n", false},
		{"### A: b\n- id: a\n- value: text \"l\"\n\nx\n", false},
		{"### A: b\n- id: a\n\nx\n\n- [ ] i\n", false},
	};
	char first[9] = "";

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str text = {0};
		struct playbook *pb;
		const char *hash;

		str_add(&text, FRONT PHASE);
		str_add(&text, row[i].step);
		pb = read_two(str_text(&text), NULL, NULL);
		hash = pb->step[0].source_hash.in[0];
		if (!i)
			str_copy(first, sizeof(first), hash);
		assert_int_equal(strcmp(hash, first) == 0, row[i].same);
		playbook_free(pb);
		str_release(&text);
	}
	assert_string_equal(first, "1bb8049c");
}

static void the_hashes_of_the_example_are_right(void **state)
{
	static const char *const name[] = {
		"../shared/examples/customer-data-exposed.md",
		"../shared/examples/customer-data-exposed.zh.md"};
	struct str text[2] = {{0}}, says = {0};
	struct playbook *pb;

	(void)state;
	if (!io_exists(name[0]))
		skip();
	for (int i = 0; i < 2; i++)
		assert_int_equal(io_read(&text[i], name[i], 1 << 20, NULL), 0);
	pb = read_two(text[0].p, text[1].p, &says);
	assert_string_equal(str_text(&says), "");
	assert_string_equal(pb->source_hash.in[0], "5f416bbd");
	playbook_free(pb);
	str_release(&text[0]);
	str_release(&text[1]);
}

/* --- limits ---------------------------------------------------------------- */

static void limits_are_kept(void **state)
{
	static const struct {
		const char *unit;
		int times;
		const char *says;
	} row[] = {
		{"## P\n- id: p%d\n- kind: learn\n\n", 21,
		 "error: more than 20 phases\n"},
		{"### S: s\n- id: s%d\n\nx\n\n", 301,
		 "error: more than 300 steps\n"},
		{"- [ ] item %d\n", 61,
		 "error: more than 60 items in a step\n"},
		{"- evidence: note \"%d\"\n", 80, "error: more than 60 keys\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str text = {0}, says = {0};
		struct playbook *pb;

		str_add(&text, FRONT);
		if (*row[i].unit == '#' && row[i].unit[2] == '#')
			str_add(&text, PHASE);
		if (*row[i].unit == '-')
			str_add(&text, PHASE "### A: b\n- id: a\n");
		if (row[i].unit[2] == '[')
			str_add(&text, "\n");
		for (int k = 0; k < row[i].times; k++) {
			const char *d = strstr(row[i].unit, "%d");

			str_addn(&text, row[i].unit,
				 (size_t)(d - row[i].unit));
			str_addf(&text, "%d%s", k, d + 2);
		}
		pb = read_two(str_text(&text), NULL, &says);
		if (!strstr(str_text(&says), row[i].says))
			fail_msg("%s is not in %s", row[i].says, says.p);
		assert_true(pb->phase_count <= 20 && pb->step_count <= 300);
		playbook_free(pb);
		str_release(&text);
		str_release(&says);
	}
}

static void a_text_over_a_mebibyte_is_refused(void **state)
{
	struct str text = {0}, says = {0};

	(void)state;
	str_add(&text, FRONT);
	str_pad(&text, 'x', MARKDOWN_MAX);
	assert_null(read_two(str_text(&text), NULL, &says));
	assert_non_null(strstr(str_text(&says),
			       "error: the text is over 1 MiB"));
	str_release(&text);
	str_release(&says);
}

static void many_findings_are_counted_not_kept(void **state)
{
	struct str text = {0};
	struct findings f = {0};
	struct playbook *pb;
	struct pb_source src = {"leak.md", NULL, 0};

	(void)state;
	str_add(&text, FRONT PHASE);
	for (int i = 0; i < 3000; i++)
		str_add(&text, "### A\n");
	src.text = text.p;
	src.len = text.len;
	assert_int_equal(playbook_read(&pb, &src, 1, &f, NULL), 0);
	assert_int_equal(f.count, 1000);
	assert_true(f.errors >= 3000);
	findings_release(&f);
	playbook_free(pb);
	str_release(&text);
}

static void a_bomb_of_faults_ends_quickly(void **state)
{
	static const char *const unit[] = {
		"\xe2\x80\x8b", "\n<<<<<<< a", "### A: b\n- id: a\n- rol: x\n\n",
		"### A: b\n- id: some-long-id-that-is-nowhere-in-the-base\n\n",
		"- rol: lead\n", "* [ ](ftp:x) TODO\n", "[Name] ",
	};
	struct pb_source src[2] = {
		{"leak.md", english, sizeof(english) - 1},
		{"leak.zh.md", NULL, 0}};

	(void)state;
	for (size_t i = 0; i < sizeof(unit) / sizeof(*unit); i++) {
		struct str text = {0};

		str_add(&text, FRONT PHASE);
		while (text.len + 100 < MARKDOWN_MAX)
			str_add(&text, unit[i]);
		src[1].text = text.p;
		src[1].len = text.len;
		for (size_t k = 0; k < 2; k++) {
			struct findings f = {0};
			struct playbook *pb;

			if (!playbook_read(&pb, k ? src : src + 1, k + 1, &f,
					   NULL)) {
				assert_int_equal(
					playbook_lint(&f, pb, k ? src : src + 1,
						      k + 1, NULL, NULL), 0);
				playbook_free(pb);
			}
			assert_true(f.errors + f.warnings > 0);
			findings_release(&f);
		}
		str_release(&text);
	}
}

static void memory_may_run_out_anywhere(void **state)
{
	struct pb_source src[2] = {
		{"leak.md", english, sizeof(english) - 1},
		{"leak.zh.md", chinese, sizeof(chinese) - 1}};
	struct playbook *pb;
	int rc = ERR_NOMEM;

	(void)state;
	for (uint64_t n = 1; rc; n++) {
		struct findings f = {0};

		mem_fail_at(n);
		rc = playbook_read(&pb, src, 2, &f, NULL);
		mem_fail_at(0);
		assert_true(!rc || rc == ERR_NOMEM);
		findings_release(&f);
		if (!rc)
			playbook_free(pb);
		if (!rc && n > 100000)
			fail();
	}
}

static void a_playbook_is_known_by_its_front_matter(void **state)
{
	(void)state;
	assert_true(playbook_is(english, sizeof(english) - 1));
	assert_false(playbook_is("# README\n", 9));
	assert_false(playbook_is("---\ntitle: x\n---\nplaybook: 1\n", 30));
	assert_false(playbook_is("---\nplaybook: 1\n", 16));
	assert_false(playbook_is("", 0));
	assert_true(playbook_is("---\r\nplaybook: 1\r\n---\r\n", 23));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_playbook_becomes_phases_steps_and_items),
		cmocka_unit_test(a_translation_lends_its_texts),
		cmocka_unit_test(chinese_keys_say_the_same),
		cmocka_unit_test(a_fault_is_named_with_its_place),
		cmocka_unit_test(a_translation_may_not_change_the_structure),
		cmocka_unit_test(a_hash_sees_texts_and_labels_only),
		cmocka_unit_test(the_hashes_of_the_example_are_right),
		cmocka_unit_test(limits_are_kept),
		cmocka_unit_test(a_text_over_a_mebibyte_is_refused),
		cmocka_unit_test(many_findings_are_counted_not_kept),
		cmocka_unit_test(a_bomb_of_faults_ends_quickly),
		cmocka_unit_test(memory_may_run_out_anywhere),
		cmocka_unit_test(a_playbook_is_known_by_its_front_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
