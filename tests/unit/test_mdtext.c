/* Guidance as plain lines: wrapped, set in, nothing raw left. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/utf8.h"
#include "core/playbook/mdtext.h"

static void draw(struct str *out, const char *text, int width, unsigned flags)
{
	struct arena a = {0};
	struct md_node *doc;
	struct mdline *line;
	size_t count;

	assert_int_equal(markdown_parse(&doc, &a, text, strlen(text), NULL),
			 0);
	assert_int_equal(mdtext_render(&line, &count, &a, doc->child, width,
				       flags, NULL), 0);
	for (size_t i = 0; i < count; i++) {
		size_t from = out->len;

		str_pad(out, ' ', (size_t)line[i].indent);
		for (size_t k = 0; k < line[i].count; k++)
			str_add(out, line[i].span[k].text);
		if (width > 15 &&
		    utf8_cells(str_text(out) + from) > width)
			fail_msg("too wide: %s", str_text(out) + from);
		str_addc(out, '\n');
	}
	arena_release(&a);
}

static void markdown_becomes_plain_lines(void **state)
{
	static const struct {
		int width;
		unsigned flags;
		const char *text, *lines;
	} row[] = {
		{20, 0, "one two three four five six",
		 "one two three four\nfive six\n"},
		{20, 0, "a\n\nb", "a\n\nb\n"},
		{20, MDTEXT_TIGHT, "a\n\nb", "a\nb\n"},
		{20, 0, "* one two three four five\n* b\n  1. c\n  2. d\n",
		 "- one two three four\n  five\n- b\n  1. c\n  2. d\n"},
		{20, 0, "> **Caution** do not power it off",
		 "| Caution do not\n| power it off\n"},
		{20, 0, "> a\n>\n> b", "| a\n| \n| b\n"},
		{30, 0, "```sh\ndd if=/dev/x\n\tof=y\n```",
		 "sh (not run)\n  dd if=/dev/x\n      of=y\n"},
		{20, 0, "```\n0123456789012345678901234\n```",
		 "(not run)\n  012345678901234567\n  8901234\n"},
		{40, 0, "see [the log](https://example.org/x).",
		 "see the log <https://example.org/x>.\n"},
		{40, 0, "<https://example.org/x>", "https://example.org/x\n"},
		{40, 0, "![a map](map.png)", "[image: a map] <map.png>\n"},
		{40, 0, "|who|when|\n|---|---|\n|lead|now|\n|it|in 1 h|\n",
		 "who   when\nlead  now\nit    in 1 h\n"},
		{16, 0, "|who|when|\n|---|---|\n|the lead|now or later|\n",
		 "who: the lead\nwhen: now or\nlater\n"},
		{16, 0, "先止住泄露，再查清原因。", "先止住泄露，再查\n清原因。\n"},
		{16, 0, "一二三四五六七八，九", "一二三四五六七\n八，九\n"},
		{16, 0, "一二三四五六七（八）九", "一二三四五六七\n（八）九\n"},
		{16, 0, "第57条 PIPL说“不必等”，先报。",
		 "第57条 PIPL说“不\n必等”，先报。\n"},
		{16, 0, "01234567890123456789", "0123456789012345\n6789\n"},
		{40, 0, "a  \nb", "a\nb\n"},
		{40, 0, "#### Head\n\n---\n", "Head\n\n---\n"},
		{40, 0, "- [ ] open\n- [x] shut\n", "[ ] open\n[x] shut\n"},
		{40, 0, "<b>x</b>", "<b>x</b>\n"},
		{40, 0, "", ""},
		{1, 0, "one two three four", "one two three\nfour\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str out = {0};

		draw(&out, row[i].text, row[i].width, row[i].flags);
		assert_string_equal(str_text(&out), row[i].lines);
		str_release(&out);
	}
}

static void every_width_keeps_every_word(void **state)
{
	static const char text[] =
		"* 先止住（写明“谁、几点”），再看 `ls -l` 的输出；**不要**关机！\n"
		"  > quoted words *and* more, 以及中文。\n\n"
		"1. one [two](three) four\n\n|a|b|\n|---|---|\n|c|d|\n";

	(void)state;
	for (int width = 1; width < 90; width++) {
		struct str out = {0};
		const char *p;

		draw(&out, text, width, 0);
		for (p = str_text(&out); (p = strchr(p, '\n')); p++) {
			const char *q = p + 1 + strspn(p + 1, " |");

			if (strncmp(q, "，", 3) == 0 ||
			    strncmp(q, "；", 3) == 0 ||
			    strncmp(q, "）", 3) == 0)
				fail_msg("width %d:\n%s", width, out.p);
		}
		str_release(&out);
	}
}

static void deep_nesting_stays_in_its_width(void **state)
{
	struct str text = {0}, out = {0};

	(void)state;
	for (int i = 0; i < 50; i++)
		str_add(&text, "> ");
	str_add(&text, "some words that are wrapped somehow\n");
	draw(&out, str_text(&text), 60, 0);
	assert_non_null(strstr(str_text(&out), "somehow"));
	str_release(&text);
	str_release(&out);
}

static void memory_may_run_out_anywhere(void **state)
{
	static const char text[] = "a [b](c)\n\n- d\n\n> e\n\n```\nf\n```\n\n"
				   "|a|b|\n|---|---|\n|c|d|\n";
	struct arena parsed = {0};
	struct md_node *doc;
	struct mdline *line;
	size_t count;
	int rc = ERR_NOMEM;

	(void)state;
	assert_int_equal(markdown_parse(&doc, &parsed, text, strlen(text),
					NULL), 0);
	for (uint64_t n = 1; rc; n++) {
		struct arena a = {0};

		mem_fail_at(n);
		rc = mdtext_render(&line, &count, &a, doc->child, 40, 0, NULL);
		mem_fail_at(0);
		assert_true(!rc || (rc == ERR_NOMEM && !line));
		arena_release(&a);
	}
	arena_release(&parsed);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(markdown_becomes_plain_lines),
		cmocka_unit_test(every_width_keeps_every_word),
		cmocka_unit_test(deep_nesting_stays_in_its_width),
		cmocka_unit_test(memory_may_run_out_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
