/* Foreign Markdown: every shape under tests/support/foreign. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/str.h"
#include "tests/support/importing.h"

#define FOREIGN "tests/support/foreign/"

static void bold_paragraphs_are_phases_and_lettered_lines_items(void **state)
{
	struct imported *im = import_path(FOREIGN "cards.md");

	(void)state;
	import_is(im, "Response card: RC-07 - Lost badge:"
		" prepare Preparation(Keep a list of badges|"
		"Test the reader twice a year)"
		" detect Identification(Watch for:[Doors opened at night]"
		"[A badge used in two places]|Ask the owner)"
		" contain Containment(Block the badge|Change the door code)");
	assert_true(import_says(im, IMPORT_INFO, 20, "References"));
	assert_int_equal(im->skipped, 2);
	assert_string_equal(im->skip[0].text, "References");
	assert_int_equal(im->skip[0].line, 20);
	imported_free(im);
}

static void numbers_are_stripped_and_boxes_are_items(void **state)
{
	struct imported *im = import_path(FOREIGN "numbered.md");

	(void)state;
	import_is(im, "Stolen phone:"
		" prepare Prepare(Device list@Asset keeper[List is complete]"
		"[Copy is printed]|Numbers to call[Carrier][Insurer])"
		" contain Contain(Lock it[Lock the phone][Block the SIM]|"
		"Change passwords[Mail][Bank])"
		" learn Post-Incident Activity(Talk about it"
		"[What went well])");
	assert_true(import_says(im, IMPORT_WARN, 34, "inside a code block"));
	assert_true(im->phase[1].step[0].note[0].code);
	assert_string_equal(im->phase[1].step[0].note[0].text,
			    "lock --now\n- [ ] this is no item");
	imported_free(im);
}

static void a_bare_phase_word_below_a_phase_is_one_itself(void **state)
{
	struct imported *im = import_path(FOREIGN "nested.md");

	(void)state;
	import_is(im, "Playbook: Flooded cellar:"
		" investigate Investigate(Find the source Usually it is a "
		"pipe.[main valve][neighbour][above][beside]|Measure the "
		"depth@Caretaker|TODO)"
		" recover Remediate(Plan the pumping)"
		" contain Contain(Close the valve|Lay sandbags)"
		" notify Communicate(Tell the tenants|Tell the tenants)");
	assert_true(import_says(im, IMPORT_WARN, 15, "left to write"));
	assert_true(import_says(im, IMPORT_INFO, 33, "twice: Tell the tenants"));
	imported_free(im);
}

static void front_matter_tables_and_html_are_told(void **state)
{
	struct imported *im = import_path(FOREIGN "prose.md");

	(void)state;
	import_is(im, "Wrong letter sent:"
		" investigate Assess(words in front[what is in it]"
		"[who has it]|Ask for it back)"
		" notify Notify(Tell the data protection officer[Call]"
		"[Write]|Tell the person[Sender][Receiver])");
	assert_true(import_says(im, IMPORT_INFO, 1, "front matter"));
	assert_true(import_says(im, IMPORT_WARN, 34, "table cell"));
	assert_string_equal(im->phase[0].step[1].note[1].text,
			    "<!-- a comment -->");
	imported_free(im);
}

static void chinese_with_crlf_and_a_mark_reads_alike(void **state)
{
	struct imported *im = import_path(FOREIGN "chinese.md");

	(void)state;
	import_is(im, "机房停电处置: detect 发现(确认停电范围|通知值班)"
		" contain 遏制(关闭非必要设备|启用备用电源)"
		" recover 恢复(检查电源 ②启动设备[逐台开机])");
	assert_true(import_says(im, IMPORT_INFO, 1, "byte order mark"));
	assert_true(import_says(im, IMPORT_INFO, 19, "参考资料"));
	imported_free(im);
}

static void other_shapes_read_as_a_person_would(void **state)
{
	static const struct {
		const char *file, *is;
	} row[] = {
		{"plain-zh.md",
		 "数据泄露应急预案: prepare 准备阶段(建立值班表|备份密钥)"
		 " detect 发现与研判(确认泄露范围[查看访问日志][统计受影响人数]|"
		 "固定证据[复制镜像][计算哈希])"
		 " contain 遏制(隔离受影响主机|吊销令牌)"
		 " notify 通知(向负责人报告|通知监管部门)"},
		{"boxes.md",
		 "机房漏水处置检查表:  机房漏水处置检查表(切断漏水区域电源@值班员|"
		 "关闭总阀门@物业|搬离设备@运维)"
		 " notify 通知(通知部门负责人|通知保险公司)"
		 " recover 恢复(晾干设备|逐台测试)"},
		{"tables.md",
		 "Runbook: Stolen card data: contain Containment("
		 "Take the till offline@Shop lead|Block the cards@Payments|"
		 "Change the door code@Facilities)"
		 " investigate Investigation(Copy the till's disk@Forensics|"
		 "Read the camera log@Security)"
		 " notify Notification(Tell the bank|Tell the customers"
		 "[by letter][by phone if it is urgent])"},
		{"bold-steps.md",
		 "Phishing mail: detect Identify(Ask the person"
		 "[What did you click?][Did you type a password?]|"
		 "Look at the mail[Keep the headers][Keep the attachment])"
		 " contain Contain(Reset the password|"
		 "Close sessions[all devices][all tokens])"
		 " learn Lessons learned(Lessons learned)"},
		{"tight-zh.md",
		 "tight zh: detect 发现与上报(记下断网时间|告诉店长)"
		 "  处置措施(改用手写单据|通知宽带客服)"
		 " recover 恢复(核对手写单据|补录会员消费)"
		 " learn 总结(三天内开会|更新本办法)"},
		{"matrix.md",
		 "Till stolen: contain Contain(Lock the till from afar@IT|"
		 "Block its card reader@IT) notify Notify("
		 "Call the bank@Shop lead) recover Recover("
		 "Set up a spare till@IT)"},
		{"bold-numbers.md",
		 "Key lost: contain Containment("
		 "Change the lock of the back door first.|Count the cash)"
		 " recover Recovery(Cut new keys|"
		 "Hand them out against a signature)"},
		{"telling.md",
		 "Mail account taken over:  First hour(Reset the password|"
		 "Close all sessions)"
		 "  Within a day(Look at the forwarding rules|"
		 "Tell who got mail from it)"},
		{"html.md",
		 "Lost laptop: detect Detection(Ask when it was last seen|"
		 "Ask what was on it)"
		 " contain Containment(Wipe it from afar|Lock the account)"
		 " recover Recovery(Restore the files)"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str path = {0};
		struct imported *im;

		str_addf(&path, FOREIGN "%s", row[i].file);
		im = import_path(path.p);
		import_is(im, row[i].is);
		imported_free(im);
		str_release(&path);
	}
}

/* What only tells something stays where a person looks for it. */
static void a_section_that_only_tells_is_no_phase(void **state)
{
	struct imported *im = import_path(FOREIGN "telling.md");
	const struct import_step *st = &im->phase[0].step[1];

	(void)state;
	assert_int_equal(im->intros, 2);
	assert_string_equal(im->intro[0].text, "Where it applies");
	assert_string_equal(im->intro[1].text, "All shops use it.");
	assert_int_equal(st->notes, 2);
	assert_string_equal(st->note[0].text, "House rules");
	assert_int_equal(st->note[1].line, 10);
	assert_int_equal(im->skipped, 0);
	imported_free(im);
}

/* Blank lines that the reader puts in change no place. */
static void places_are_those_of_the_file(void **state)
{
	struct imported *im = import_path(FOREIGN "tight-zh.md");

	(void)state;
	assert_int_equal(im->phase[0].line, 6);
	assert_int_equal(im->phase[0].step[1].line, 8);
	assert_int_equal(im->phase[1].step[1].line, 12);
	assert_int_equal(im->phase[2].line, 13);
	assert_int_equal(im->phase[3].step[1].line, 19);
	assert_true(import_says(im, IMPORT_INFO, 3, "总则"));
	imported_free(im);
}

static void pages_of_other_programs_read_alike(void **state)
{
	static const char *const text[] = {
		"# Tablet\r## Contain\r- Lock\r- Revoke\r## Recover\r- Give\r"
		"- Check\r",
		"+++\ntitle = \"Tablet\"\n+++\n## Contain\n- Lock\n- Revoke\n"
		"## Recover\n- Give\n- Check\n",
		"{{< hint >}}\nCalm.\n{{< /hint >}}\n# Tablet\n## Contain\n"
		"- Lock\n- Revoke\n## Recover\n- Give\n- Check\n",
		"# Tablet\n## Contain {#contain}\n- [ ] Lock\n- [ ] Revoke\n"
		"## Recover {#recover}\n- [ ] Give\n- [ ] Check\n",
		"# Tablet\n## 1\xef\xb8\x8f\xe2\x83\xa3 Contain\n➡️ Lock\n"
		"➡️ Revoke\n## 2\xef\xb8\x8f\xe2\x83\xa3 Recover\n"
		"• Give\n• Check\n",
		"# Tablet\n## Contain\n| # | Task | Who |\n|---|---|---|\n"
		"| 1 | Lock |\n| 2 | Revoke |\n## Recover\n1. Give\n2. Check\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++) {
		struct imported *im = import_text(text[i]);

		import_is(im, "Tablet: contain Contain(Lock|Revoke)"
				  " recover Recover(Give|Check)");
		imported_free(im);
	}
}

static void a_title_that_is_cut_stands_whole_beside_it(void **state)
{
	struct str s = {0};
	struct imported *im;

	(void)state;
	str_add(&s, "# T\n\n## ");
	for (int i = 0; i < 40; i++)
		str_add(&s, "Containing ");
	str_add(&s, "ends\n\n- a\n- b\n\n## Recover\n\n- c\n");
	im = import_text(str_text(&s));
	assert_int_equal(im->phases, 2);
	assert_true(strlen(im->phase[0].title) <= 200);
	assert_int_equal(im->phase[0].notes, 1);
	assert_true(str_ends(im->phase[0].note[0].text, "Containing ends"));
	imported_free(im);
	str_release(&s);
}

static void ticks_in_several_columns_are_no_boxes(void **state)
{
	struct imported *im = import_text("# T\n\n## Contain\n\n- a\n\n"
					"| Shop | Card | Cash |\n|---|---|---|\n"
					"| North | ✅ | ✅ |\n\n## Recover\n\n"
					"- b\n");

	(void)state;
	import_is(im, "T: contain Contain(a) recover Recover(b)");
	imported_free(im);
}

static void lists_that_are_not_read_are_told(void **state)
{
	struct imported *im = import_text("# T\n\n## Contain\n\n> - Lock\n\n"
					"<h2>Recover</h2>\n<ul>\n"
					"<li>Give</li>\n</ul>\n");

	(void)state;
	assert_true(import_says(im, IMPORT_WARN, 5, "inside a quote"));
	assert_true(import_says(im, IMPORT_WARN, 8, "in HTML"));
	imported_free(im);
}

static void a_list_below_a_title_is_a_checklist(void **state)
{
	struct imported *im = import_path(FOREIGN "one-list.md");

	(void)state;
	assert_string_equal(im->title,
			    "What to do when the site is defaced");
	assert_int_equal(im->phases, 1);
	assert_int_equal(im->phase[0].steps, 5);
	assert_string_equal(im->phase[0].step[1].check[1], "French");
	imported_free(im);
}

static bool beside(void *ctx, struct str *out, const char *id)
{
	struct str path = {0};
	bool found;

	(void)ctx;
	str_addf(&path, FOREIGN "actions/%s.yml", id);
	found = io_read(out, path.p, IMPORT_MAX, NULL) == 0;
	str_release(&path);
	return found;
}

static void stages_of_actions_take_their_texts_from_beside(void **state)
{
	struct str s = {0};
	struct import_from from = {.name = "stages.yml", .beside = beside};
	struct imported *im = NULL;

	(void)state;
	assert_int_equal(io_read(&s, FOREIGN "stages.yml", IMPORT_MAX, NULL),
			 0);
	from.text = s.p;
	from.n = s.len;
	assert_int_equal(import_read(&im, &from, NULL), 0);
	assert_string_equal(im->format, "yaml");
	import_is(im, "Lost key:"
		" prepare Preparation(Keep a list of keys)"
		" contain Containment(Change the lock[front door][back door]|"
		"Tell the guard@Caretaker[day shift][night shift])"
		" learn Lessons learned(Talk about it)");
	assert_string_equal(im->phase[1].step[0].note[1].text,
			    "Call the locksmith first.");
	assert_true(im->phase[1].step[1].note[0].code);
	assert_string_equal(im->intro[0].text,
			    "A key to the store room is lost");
	assert_true(import_says(im, IMPORT_WARN, 6, "AC_0101"));
	assert_string_equal(im->skip[1].text, "author: nobody");
	imported_free(im);
	str_release(&s);
}

static void yaml_that_is_no_playbook_is_refused_at_its_line(void **state)
{
	static const struct {
		const char *text;
		int line;
		const char *why;
	} row[] = {
		{"just words\n", 1, "no stages"},
		{"a: &x [b]\nc: *x\n", 1, "anchor"},
		{"a: 1\na: 2\n", 2, "already"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct imported *im = import_bytes("a.yml", row[i].text,
						 strlen(row[i].text));

		assert_true(im->refused);
		if (!import_says(im, IMPORT_REFUSE, row[i].line, row[i].why))
			fail_msg("row %zu: %d %s", i, im->finding[0].line,
				 im->finding[0].text);
		imported_free(im);
	}
}

static void a_list_alone_is_phases_with_steps(void **state)
{
	struct imported *im = import_path(FOREIGN "list.md");

	(void)state;
	assert_string_equal(im->title, "list");
	assert_int_equal(im->phases, 3);
	assert_int_equal(im->phase[1].kind, PHASE_CONTAIN);
	assert_string_equal(im->phase[1].step[1].title, "call 0000");
	imported_free(im);
	im = import_text("- one\n- two\n");
	import_is(im, "some file name:  Steps(one|two)");
	imported_free(im);
}

static void numbering_goes_and_plain_numbers_stay(void **state)
{
	static const struct {
		const char *title, *is;
	} row[] = {
		{"Part 3 — Do it", "Do it"}, {"3.2 Do it", "Do it"},
		{"Step 12: Do it", "Do it"}, {"(C) Do it", "Do it"},
		{"第1步：Do it", "Do it"}, {"（二）Do it", "Do it"},
		{"三、Do it", "Do it"}, {"0x01 Do it", "Do it"},
		{"① Do it", "Do it"}, {"Phase IV - Do it", "Do it"},
		{"72 hours left", "72 hours left"}, {"3.", "3."},
		{"Stepping out", "Stepping out"}, {"(see below) x",
						   "(see below) x"},
		{"24/7 line", "24/7 line"}, {"365", "365"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str s = {0};
		struct imported *im;

		str_addf(&s, "# T\n\n## Contain\n\n### %s\n\n- [ ] a\n\n"
			 "### Other\n\n- [ ] b\n\n## Recover\n\n### More\n\n"
			 "- [ ] c\n", row[i].title);
		im = import_text(str_text(&s));
		assert_string_equal(im->phase[0].step[0].title, row[i].is);
		imported_free(im);
		str_release(&s);
	}
}

#define TEST(f) cmocka_unit_test(f)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bold_paragraphs_are_phases_and_lettered_lines_items),
		TEST(numbers_are_stripped_and_boxes_are_items),
		TEST(a_bare_phase_word_below_a_phase_is_one_itself),
		TEST(front_matter_tables_and_html_are_told),
		TEST(chinese_with_crlf_and_a_mark_reads_alike),
		TEST(other_shapes_read_as_a_person_would),
		TEST(a_section_that_only_tells_is_no_phase),
		TEST(places_are_those_of_the_file),
		TEST(pages_of_other_programs_read_alike),
		TEST(a_title_that_is_cut_stands_whole_beside_it),
		TEST(ticks_in_several_columns_are_no_boxes),
		TEST(lists_that_are_not_read_are_told),
		TEST(a_list_below_a_title_is_a_checklist),
		TEST(stages_of_actions_take_their_texts_from_beside),
		TEST(yaml_that_is_no_playbook_is_refused_at_its_line),
		TEST(a_list_alone_is_phases_with_steps),
		TEST(numbering_goes_and_plain_numbers_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
