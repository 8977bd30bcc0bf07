/* Two versions of a playbook: which steps changed, in which lines, words. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/lcs.h"
#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/playbook/diff.h"

#define FRONT "---\nplaybook: 1\nid: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n" \
	      "lang: en\nroles: {lead: Lead, ops: Systems}\n---\n" \
	      "# Title\n\nWhen to use.\n\n"
#define ZH_FRONT "---\nplaybook: 1\n" \
	"id: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n" \
	"lang: zh\nroles: {lead: 负责人, ops: 工程师}\n---\n\n" \
	"# 标题\n\n何时使用。\n\n"
#define PHASE "## Contain\n- id: contain\n\nStop it.\n\n"
#define A "### A: do it\n- id: a\n\nBody of a.\n\n"
#define B "### B: do it\n- id: b\n\nBody of b.\n\n"
#define C "### C: do it\n- id: c\n\nBody of c.\n\n"
#define D "### D: do it\n- id: d\n\nBody of d.\n\n"

struct two { /* versions, each a base and perhaps a translation */
	struct pb_source src[2][2];
	size_t count[2];
	struct playbook *pb[2];
	struct pb_diff *d;
};

static void read_side(struct two *t, int i, const char *base, const char *zh)
{
	struct findings f = {0};
	struct error err = {0};

	t->src[i][0] = (struct pb_source){"leak.md", base, strlen(base)};
	t->count[i] = 1;
	if (zh)
		t->src[i][t->count[i]++] = (struct pb_source){
			"leak.zh.md", zh, strlen(zh)};
	assert_int_equal(playbook_read(&t->pb[i], t->src[i], t->count[i], &f,
				       &err), 0);
	findings_release(&f);
}

static void compare4(struct two *t, const char *was, const char *was_zh,
		     const char *is, const char *is_zh)
{
	struct error err = {0};

	*t = (struct two){0};
	read_side(t, 0, was, was_zh);
	read_side(t, 1, is, is_zh);
	assert_int_equal(playbook_diff(&t->d, t->pb[0], t->src[0],
				       t->count[0], t->pb[1], t->src[1],
				       t->count[1], &err), 0);
}

static void compare(struct two *t, const char *was, const char *is)
{
	compare4(t, was, NULL, is, NULL);
}

static void two_free(struct two *t)
{
	pb_diff_free(t->d);
	playbook_free(t->pb[0]);
	playbook_free(t->pb[1]);
}

/* "a kept; b reworded body items" of every row. */
static void says(const struct two *t, const char *want)
{
	struct str s = {0};

	for (size_t i = 0; i < t->d->count; i++) {
		const struct step_diff *row = &t->d->step[i];

		str_addf(&s, "%s%s %s", i ? "; " : "", row->id,
			 step_change_name(row->change));
		for (unsigned bit = 1; bit <= DIFF_LANG; bit *= 2)
			if (row->parts & bit)
				str_addf(&s, " %s",
					 diff_part_name((enum diff_part)bit));
	}
	assert_string_equal(str_text(&s), want);
	str_release(&s);
}

static void words(const struct two *t, const char *want)
{
	struct str s = {0};

	pb_diff_words(&s, t->d);
	assert_string_equal(str_text(&s), want);
	str_release(&s);
}

/* Lines of a row: its sign, and [what changed] in brackets. */
static void shows(struct two *t, const char *id, const char *lang,
		  const char *want)
{
	struct str s = {0};
	struct error err = {0};
	struct diff_line *line;
	size_t n, row = 0;

	while (row < t->d->count && strcmp(t->d->step[row].id, id) != 0)
		row++;
	assert_true(row < t->d->count);
	assert_int_equal(step_diff_lines(&line, &n, t->d, row, lang, &err),
			 0);
	for (size_t i = 0; i < n; i++) {
		str_addc(&s, line[i].sign);
		if (!line[i].span_count)
			str_addn(&s, line[i].text, line[i].len);
		for (size_t k = 0; k < line[i].span_count; k++) {
			const struct diff_span *p = &line[i].span[k];

			str_add(&s, p->changed ? "[" : "");
			str_addn(&s, line[i].text + p->at, p->len);
			str_add(&s, p->changed ? "]" : "");
		}
		str_addc(&s, '\n');
	}
	assert_string_equal(str_text(&s), want);
	str_release(&s);
}

static void the_same_text_changes_nothing(void **state)
{
	struct two t;

	(void)state;
	compare(&t, FRONT PHASE A B, FRONT PHASE A B);
	says(&t, " kept; contain kept; a kept; b kept");
	words(&t, "nothing changed");
	assert_int_equal(t.d->kept, 2);
	shows(&t, "a", NULL, " ### A: do it\n - id: a\n \n Body of a.\n");
	two_free(&t);
}

static void layout_is_no_change(void **state)
{
	struct two t;

	(void)state;
	compare(&t,
		FRONT PHASE "### A: do it\n- role: ops\n- id: a\n\nBody.\n",
		FRONT PHASE "### A: do it\n\n- id: a\n- role: ops\n\n\n"
			    "Body.  \r\n");
	words(&t, "nothing changed");
	two_free(&t);
}

static void a_new_and_a_retired_step_stand_where_they_stood(void **state)
{
	struct two t;

	(void)state;
	compare(&t, FRONT PHASE A B C, FRONT PHASE A D C);
	says(&t, " kept; contain kept; a kept; b retired; d new; c kept");
	words(&t, "1 new, 1 retired");
	shows(&t, "b", NULL, "-### B: do it\n-- id: b\n-\n-Body of b.\n");
	shows(&t, "d", NULL, "+### D: do it\n+- id: d\n+\n+Body of d.\n");
	two_free(&t);
	compare(&t, FRONT PHASE A B C, FRONT PHASE C);
	says(&t, " kept; contain kept; a retired; b retired; c kept");
	two_free(&t);
	compare(&t, FRONT PHASE A B C, FRONT PHASE);
	says(&t, " kept; contain kept; a retired; b retired; c retired");
	words(&t, "3 retired");
	two_free(&t);
}

static void only_what_left_its_place_is_moved(void **state)
{
	struct two t;

	(void)state;
	compare(&t, FRONT PHASE A B C D, FRONT PHASE B C D A);
	says(&t, " kept; contain kept; b kept; c kept; d kept; "
		 "a moved place");
	words(&t, "1 moved");
	two_free(&t);
	/* A new step in front moves nothing. */
	compare(&t, FRONT PHASE B C, FRONT PHASE A B C);
	words(&t, "1 new");
	two_free(&t);
	compare(&t, FRONT PHASE A B "## Learn\n- id: learn\n\n" C,
		FRONT PHASE A "## Learn\n- id: learn\n\n" B C);
	says(&t, " kept; contain kept; a kept; learn kept; b moved place; "
		 "c kept");
	two_free(&t);
	compare(&t, FRONT PHASE A "## Learn\n- id: learn\n\n" B,
		FRONT "## Learn\n- id: learn\n\n" B PHASE A);
	says(&t, " kept; learn kept; b kept; contain moved place; a kept");
	words(&t, "no step, but texts around them");
	two_free(&t);
}

static void each_part_of_a_step_is_told(void **state)
{
	struct two t;

	(void)state;
	compare(&t, FRONT PHASE A, FRONT PHASE
		"### A: do it now\n- id: a\n- role: ops\n\nOther.\n\n"
		"- [ ] One\n");
	says(&t, " kept; contain kept; a reworded title keys body items");
	words(&t, "1 changed");
	two_free(&t);
	compare(&t, FRONT PHASE "### A: do it\n- id: a\n\n- [ ] One\n  * x\n",
		FRONT PHASE "### A: do it\n- id: a\n\n- [ ] One\n  * y\n");
	says(&t, " kept; contain kept; a reworded items");
	two_free(&t);
	compare(&t, FRONT PHASE "### A: do it\n- id: a\n\n> **Caution** x\n",
		FRONT PHASE "### A: do it\n- id: a\n\n> **Caution** y\n");
	says(&t, " kept; contain kept; a reworded body");
	two_free(&t);
	compare(&t, FRONT PHASE A B, FRONT "## Contain\n- id: contain\n\n"
		"Stop it now.\n\n" B A "version");
	says(&t, " kept; contain reworded body; b kept; a reworded body "
		 "place");
	two_free(&t);
}

static void a_retired_phase_takes_its_steps_with_it(void **state)
{
	struct two t;

	(void)state;
	compare(&t, FRONT PHASE A "## Learn\n- id: learn\n\n" B C,
		FRONT PHASE A C);
	says(&t, " kept; contain kept; a kept; c moved place; "
		 "learn retired; b retired");
	two_free(&t);
	compare(&t, FRONT "## Learn\n- id: learn\n\n" B PHASE A,
		FRONT PHASE A);
	says(&t, " kept; learn retired; b retired; contain kept; a kept");
	two_free(&t);
}

static void a_translation_alone_is_told_apart(void **state)
{
	struct two t;
	static const char en[] = FRONT PHASE A;
	static const char zh[] = ZH_FRONT "### 甲：做\n- 编号：a\n\n正文一。\n";
	static const char zh2[] = ZH_FRONT "### 甲：做\n- 编号：a\n\n正文二。\n";

	(void)state;
	compare4(&t, en, zh, en, zh2);
	says(&t, " kept; contain kept; a reworded translation");
	shows(&t, "a", "zh", " ### 甲：做\n - 编号：a\n \n-正文[一]。\n+正文[二]。\n");
	two_free(&t);
	compare4(&t, en, NULL, en, zh);
	says(&t, " kept translation; contain kept; a kept translation");
	words(&t, "only translations");
	two_free(&t);
}

static void a_translation_found_right_again_is_a_change(void **state)
{
	struct two t;
	static const char en[] = FRONT PHASE A;
	static const char zh[] = ZH_FRONT "## 遏制\n- 编号：contain\n\n停。\n\n"
		"### 甲：做\n- 编号：a\n- 原文：11111111\n\n正文。\n";
	static const char zh2[] = ZH_FRONT "## 遏制\n- 编号：contain\n\n停。\n\n"
		"### 甲：做\n- 编号：a\n- 原文：22222222\n\n正文。\n";

	(void)state;
	compare4(&t, en, zh, en, zh2);
	says(&t, " kept; contain kept; a kept translation");
	words(&t, "only translations");
	two_free(&t);
	compare4(&t, en, zh, en, zh);
	words(&t, "nothing changed");
	two_free(&t);
}

static void a_change_of_base_language_is_no_change_of_text(void **state)
{
	struct two t = {0};
	struct error err = {0};
	static const char en[] = FRONT PHASE A;
	static const char zh[] = ZH_FRONT "## 遏制\n- 编号：contain\n\n停。\n\n"
		"### 甲：做\n- 编号：a\n\n正文一。\n";

	(void)state;
	read_side(&t, 0, en, zh);
	t.src[1][0] = (struct pb_source){"leak.md", zh, strlen(zh)};
	t.src[1][1] = (struct pb_source){"leak.en.md", en, strlen(en)};
	t.count[1] = 2;
	assert_int_equal(playbook_read(&t.pb[1], t.src[1], 2, NULL, &err), 0);
	assert_int_equal(playbook_diff(&t.d, t.pb[0], t.src[0], 2, t.pb[1],
				       t.src[1], 2, &err), 0);
	says(&t, " reworded keys; contain kept; a kept");
	two_free(&t);
}

static void words_are_marked_inside_a_changed_line(void **state)
{
	struct two t;

	(void)state;
	compare(&t, FRONT PHASE "### A: do it\n- id: a\n\n"
		"Call the lead within one hour.\nThen wait.\n",
		FRONT PHASE "### A: do it\n- id: a\n\n"
		"Call the deputy within two hours.\nThen wait.\n");
	shows(&t, "a", "en", " ### A: do it\n - id: a\n \n"
	      "-Call the [lead] within [one hour].\n"
	      "+Call the [deputy] within [two hours].\n Then wait.\n");
	two_free(&t);
	/* A line that came where none went. */
	compare(&t, FRONT PHASE "### A: do it\n- id: a\n\nOne.\nTwo.\n",
		FRONT PHASE "### A: do it\n- id: a\n\nOne.\nNew.\nTwo.\n");
	shows(&t, "a", "en", " ### A: do it\n - id: a\n \n One.\n+New.\n"
			     " Two.\n");
	two_free(&t);
	compare(&t, FRONT PHASE "### A: do it\n- id: a\n\nWipe it.\n",
		FRONT PHASE "### A: do it\n- id: a\n\nKeep every disk as\n");
	shows(&t, "a", "en", " ### A: do it\n - id: a\n \n-Wipe it.\n"
			     "+Keep every disk as\n");
	two_free(&t);
}

static void nothing_before_or_after_is_all_new_or_all_retired(void **state)
{
	struct two t = {0};
	struct error err = {0};

	(void)state;
	read_side(&t, 0, FRONT PHASE A B, NULL);
	assert_int_equal(playbook_diff(&t.d, NULL, NULL, 0, t.pb[0],
				       t.src[0], 1, &err), 0);
	says(&t, " new; contain new; a new; b new");
	words(&t, "2 new");
	pb_diff_free(t.d);
	assert_int_equal(playbook_diff(&t.d, t.pb[0], t.src[0], 1, NULL,
				       NULL, 0, &err), 0);
	says(&t, " retired; contain retired; a retired; b retired");
	shows(&t, "a", NULL, "-### A: do it\n-- id: a\n-\n-Body of a.\n");
	two_free(&t);
}

static void double_ids_lose_no_row_and_break_nothing(void **state)
{
	struct two t;

	(void)state;
	compare(&t, FRONT PHASE A A PHASE B B, FRONT PHASE B PHASE B A A);
	assert_true(t.d->count >= 6);
	two_free(&t);
	compare(&t, FRONT PHASE A A B, FRONT PHASE PHASE PHASE);
	assert_true(t.d->count >= 4);
	two_free(&t);
}

static void a_hostile_text_is_shown_as_replaced(void **state)
{
	struct str a = {0}, b = {0};
	struct arena arena = {0};
	struct error err = {0};
	struct diff_line *line;
	size_t n;

	(void)state;
	for (int i = 0; i < 30000; i++) {
		str_addf(&a, "%d\n", i);
		str_addf(&b, "%d\n", i * 7 + 1);
	}
	assert_int_equal(text_diff_lines(&line, &n, &arena, a.p, a.len, b.p,
					 b.len, &err), 0);
	assert_int_equal(n, 60000);
	assert_int_equal(line[0].sign, '-');
	assert_int_equal(line[59999].sign, '+');
	arena_release(&arena);
	str_release(&a);
	str_release(&b);
}

static void the_fewest_edits_are_found(void **state)
{
	static const int a[] = {1, 2, 3, 4, 5, 6}, b[] = {1, 9, 3, 5, 4, 6};
	static const int order[] = {3, 1, 2, 9, 5, 7};
	bool gone[6], come[6], moved[6];

	(void)state;
	assert_int_equal(lcs_mark(gone, come, a, 6, b, 6, 100), 0);
	assert_true(gone[1] && come[1] && !gone[2] && !come[2]);
	assert_int_equal(gone[3] + gone[4], 1);
	assert_int_equal(come[3] + come[4], 1);
	assert_int_equal(lcs_mark(gone, come, a, 6, b, 6, 1), 0);
	assert_true(!gone[0] && gone[1] && gone[2] && gone[4] && !gone[5]);
	assert_int_equal(lcs_mark(gone, come, a, 6, b, 0, 100), 0);
	assert_true(gone[0] && gone[5]);
	assert_int_equal(lcs_moved(moved, order, 6), 0);
	assert_true(moved[0] && !moved[1] && !moved[2] && moved[3] &&
		    !moved[4] && !moved[5]);
}

static void no_memory_is_told(void **state)
{
	struct two t = {0};
	struct error err = {0};
	struct diff_line *line;
	size_t n;
	int rc = ERR_NOMEM;

	(void)state;
	read_side(&t, 0, FRONT PHASE A B C, NULL);
	read_side(&t, 1, FRONT PHASE C A D, NULL);
	for (uint64_t nth = 1; rc == ERR_NOMEM; nth++) {
		mem_fail_at(nth);
		rc = playbook_diff(&t.d, t.pb[0], t.src[0], 1, t.pb[1],
				   t.src[1], 1, &err);
		if (!rc)
			rc = step_diff_lines(&line, &n, t.d, 2, NULL, &err);
		mem_fail_at(0);
		pb_diff_free(t.d);
		t.d = NULL;
	}
	assert_int_equal(rc, 0);
	two_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_text_changes_nothing),
		cmocka_unit_test(layout_is_no_change),
		cmocka_unit_test(
			a_new_and_a_retired_step_stand_where_they_stood),
		cmocka_unit_test(only_what_left_its_place_is_moved),
		cmocka_unit_test(each_part_of_a_step_is_told),
		cmocka_unit_test(a_retired_phase_takes_its_steps_with_it),
		cmocka_unit_test(a_translation_alone_is_told_apart),
		cmocka_unit_test(
			a_translation_found_right_again_is_a_change),
		cmocka_unit_test(
			a_change_of_base_language_is_no_change_of_text),
		cmocka_unit_test(words_are_marked_inside_a_changed_line),
		cmocka_unit_test(
			nothing_before_or_after_is_all_new_or_all_retired),
		cmocka_unit_test(double_ids_lose_no_row_and_break_nothing),
		cmocka_unit_test(a_hostile_text_is_shown_as_replaced),
		cmocka_unit_test(the_fewest_edits_are_found),
		cmocka_unit_test(no_memory_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
