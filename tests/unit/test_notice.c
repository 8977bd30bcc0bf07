/* The text of notices: read, checked, filled in. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/yread.h"
#include "core/notice/check.h"
#include "core/notice/fill.h"
#include "core/store/shipped.h"

#define HEAD "---\nnotice: 1\nlang: en\nto: individuals\ncovers: [xx-1]\n" \
	     "subject: \"{{firm}}: {{label}}\"\n---\n" /* body: line 8 */

static struct notice_template *read_text(const char *text, struct findings *f)
{
	struct notice_template *t;
	struct error err = {0};

	if (notice_template_read(&t, "letter.en.md", text, strlen(text), f,
				 &err))
		fail_msg("%s", err.what);
	return t;
}

struct values { /* "name=value" */
	const char *at[8];
};

static const char *value(void *ctx, const struct blank *b)
{
	const struct values *v = ctx;
	size_t n = strlen(b->name);

	for (size_t i = 0; i < 8 && v->at[i]; i++)
		if (!strncmp(v->at[i], b->name, n) && v->at[i][n] == '=')
			return v->at[i] + n + 1;
	return NULL;
}

static void assert_filled(const char *body, struct values v,
			  const char *subject, const char *text)
{
	struct findings f = {0};
	struct filled out = {0};
	struct str all = {0};
	struct notice_template *t;

	str_addf(&all, "%s%s", HEAD, body);
	t = read_text(str_text(&all), &f);
	assert_int_equal(f.errors, 0);
	assert_int_equal(notice_fill(&out, t, value, &v, NULL), 0);
	assert_string_equal(str_text(&out.subject), subject);
	assert_string_equal(str_text(&out.text), text);
	filled_release(&out);
	notice_template_free(t);
	findings_release(&f);
	str_release(&all);
}

static void blanks_are_filled_once_and_never_scanned_again(void **state)
{
	(void)state;
	assert_filled("Dear {{name}}, call {{phone}}.\n",
		      (struct values){{"firm=Mossbank", "label=INC-2026-001",
				       "name={{phone}}", "phone=000"}},
		      "Mossbank: INC-2026-001",
		      "Dear {{phone}}, call 000.\n");
}

static void a_blank_without_value_says_what_it_wants(void **state)
{
	(void)state;
	assert_filled("Data: {{kinds}}.\n", (struct values){{"firm=M"}},
		      "M: [number of the case]", "Data: [kinds of data].\n");
}

static void a_condition_stands_or_falls_with_its_blank(void **state)
{
	static const char body[] = "A\n\n{{?offer}}\nOffer: {{offer}}"
		"{{?until}} until {{until}}{{/until}}\n{{/offer}}\n\nB\n";

	(void)state;
	assert_filled(body, (struct values){{"firm=M", "label=L"}}, "M: L",
		      "A\n\nB\n");
	assert_filled(body, (struct values){{"firm=M", "label=L", "offer=x"}},
		      "M: L", "A\n\nOffer: x\n\nB\n");
	assert_filled(body, (struct values){{"firm=M", "label=L", "offer=x",
					     "until=May"}},
		      "M: L", "A\n\nOffer: x until May\n\nB\n");
	assert_filled(body, (struct values){{"firm=M", "label=L",
					     "until=May"}},
		      "M: L", "A\n\nB\n");
}

static void marks_of_blocks_are_never_sent(void **state)
{
	(void)state;
	assert_filled("Hello\n[[xx-1/1]]\nOne.\n[[]]\nBye\n",
		      (struct values){{"firm=M", "label=L"}}, "M: L",
		      "Hello\nOne.\nBye\n");
}

static void an_item_is_filled_when_its_block_has_text_and_no_blank(void **s)
{
	static const char text[] = HEAD
		"[[xx-1/1]]\nKinds: {{kinds}}.\n"
		"[[xx-1/2 xx-1/3]]\nfixed words\n"
		"[[xx-1/4]]\n\n"
		"[[xx-1/5]]\n{{?late}}Late: {{late}}{{/late}}\n";
	struct values v = {{"firm=M", "label=L"}};
	struct findings f = {0};
	struct filled out = {0};
	struct notice_template *t = read_text(text, &f);
	static const enum item_state before[] = {ITEM_EMPTY, ITEM_FILLED,
		ITEM_FILLED, ITEM_EMPTY, ITEM_EMPTY, ITEM_EMPTY};

	(void)s;
	assert_int_equal(notice_fill(&out, t, value, &v, NULL), 0);
	for (int i = 0; i < 6; i++)
		assert_int_equal(notice_item_state(&out, t, "xx-1", i + 1),
				 before[i]);
	assert_int_equal(out.left_count, 1);
	assert_string_equal(out.left[0]->name, "kinds");
	v.at[2] = "kinds=names";
	v.at[3] = "late=we were asleep";
	assert_int_equal(notice_fill(&out, t, value, &v, NULL), 0);
	assert_int_equal(notice_item_state(&out, t, "xx-1", 1), ITEM_FILLED);
	assert_int_equal(notice_item_state(&out, t, "xx-1", 5), ITEM_FILLED);
	assert_int_equal(notice_item_state(&out, t, "yy-1", 1), ITEM_EMPTY);
	assert_int_equal(out.left_count, 0);
	filled_release(&out);
	notice_template_free(t);
	findings_release(&f);
}

/* --- faults of a template --------------------------------------------------- */

static void faults_are_named_with_line_and_column(void **state)
{
	static const struct {
		const char *body, *finding;
	} row[] = {
		{"a\nb {{knids}}\n", "letter.en.md:9:3: error: there is no "
		 "blank {{knids}}\n  did you mean kinds?\n"},
		{"{{name\n", "letter.en.md:8:1: error: {{ is not closed on "
		 "its line\n"},
		{"{{?name}}\n[[xx-1/1]]\n", "letter.en.md:8:1: error: "
		 "{{?name}} is not closed within its block\n"},
		{"x {{/name}}\n", "letter.en.md:8:3: error: {{/name}} closes "
		 "nothing that is open\n"},
		{"[[xx-1]]\n", "letter.en.md:8:3: error: \"xx-1\" is no item "
		 "of a content list\n  [[cn-pipl-57/1 cn-pipl-57/2]]\n"},
		{"[[xx-1/1 yy-1/2]]\n", "letter.en.md:8:10: error: the front "
		 "matter does not say that it covers yy-1\n"
		 "  covers: [yy-1]\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct findings f = {0};
		struct str all = {0}, said = {0};
		struct notice_template *t;

		str_addf(&all, "%s%s", HEAD, row[i].body);
		t = read_text(str_text(&all), &f);
		assert_int_equal(f.count, 1);
		finding_text(&said, &f.at[0]);
		assert_string_equal(str_text(&said), row[i].finding);
		notice_template_free(t);
		findings_release(&f);
		str_release(&all);
		str_release(&said);
	}
}

static void what_is_no_notice_is_refused(void **state)
{
	static const struct {
		const char *text;
		int rc;
		const char *what;
	} row[] = {
		{"hello\n", ERR_INVALID,
		 "letter.en.md: no front matter with notice: 1"},
		{"---\nplaybook: 1\n---\n", ERR_INVALID,
		 "letter.en.md: no front matter with notice: 1"},
		{"---\nnotice: 1\n---\n\xff\n", ERR_INVALID,
		 "letter.en.md: the file is not UTF-8 text"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct notice_template *t;
		struct error err = {0};

		assert_int_equal(
			notice_template_read(&t, "letter.en.md", row[i].text,
					     strlen(row[i].text), NULL, &err),
			row[i].rc);
		assert_null(t);
		assert_string_equal(err.what, row[i].what);
	}
}

/* --- what ships --------------------------------------------------------------- */

struct data { /* content lists and recipients of the clock files */
	struct ydoc *doc[64];
	size_t count;
};

static int items(void *ctx, const char *list)
{
	const struct data *d = ctx;

	for (size_t i = 0; i < d->count; i++) {
		const struct ynode *l = yread_get(yread_root(d->doc[i]),
						  "content_lists");

		for (l = l ? l->child : NULL; l; l = l->next)
			if (str_eq(yread_str(l, "id"), list))
				return (int)yread_get(l, "items")->count;
	}
	return 0;
}

static bool recipient(void *ctx, const char *kind)
{
	const struct data *d = ctx;

	for (size_t i = 0; i < d->count; i++) {
		const struct ynode *k = yread_get(yread_root(d->doc[i]),
						  "recipient_kinds");

		for (k = k ? k->child : NULL; k; k = k->next)
			if (str_eq(k->text, kind))
				return true;
	}
	return false;
}

static const char *nobody(void *ctx, const char *word)
{
	(void)ctx;
	(void)word;
	return NULL;
}

static void load(struct data *d)
{
	for (const struct shipped *s = shipped_files; s->path; s++)
		if (str_starts(s->path, "clocks/"))
			assert_int_equal(yread_parse(&d->doc[d->count++],
				s->data, (size_t)(s->end - s->data), 16, 1,
				NULL), 0);
}

static void every_notice_that_ships_covers_its_lists(void **state)
{
	struct data d = {0};
	struct notice_world w = {recipient, items, nobody, &d};
	size_t seen = 0;

	(void)state;
	load(&d);
	for (const struct shipped *s = shipped_files; s->path; s++) {
		struct notice_template *t;
		struct findings f = {0};
		struct str said = {0};
		struct error err = {0};

		if (!str_starts(s->path, "notices/"))
			continue;
		if (notice_template_read(&t, s->path, s->data,
					 (size_t)(s->end - s->data), &f, &err))
			fail_msg("%s", err.what);
		assert_int_equal(notice_lint(&f, t, s->path, &w, NULL), 0);
		if (f.count)
			finding_text(&said, &f.at[0]);
		assert_string_equal(str_text(&said), "");
		notice_template_free(t);
		findings_release(&f);
		seen++;
	}
	assert_true(seen >= 30);
	for (size_t i = 0; i < d.count; i++)
		yread_free(d.doc[i]);
}

/* What is asked of the person who fills it in is the same in both. */
static void both_languages_ask_for_the_same(void **state)
{
	(void)state;
	for (const struct shipped *s = shipped_files; s->path; s++) {
		struct notice_template *t[2];
		char other[128];
		const struct shipped *o = shipped_files;
		size_t n;
		const struct blank *b = blank_table(&n);

		if (!str_starts(s->path, "notices/") ||
		    !str_ends(s->path, ".en.md"))
			continue;
		str_copy(other, sizeof(other), s->path);
		memcpy(other + strlen(other) - 5, "zh", 2);
		while (o->path && strcmp(o->path, other))
			o++;
		assert_non_null(o->path);
		assert_int_equal(notice_template_read(&t[0], s->path, s->data,
			(size_t)(s->end - s->data), NULL, NULL), 0);
		assert_int_equal(notice_template_read(&t[1], o->path, o->data,
			(size_t)(o->end - o->data), NULL, NULL), 0);
		assert_string_equal(t[0]->to, t[1]->to);
		assert_int_equal(t[0]->cover_count, t[1]->cover_count);
		for (size_t i = 0; i < n; i++) {
			bool in[2] = {false, false};

			for (size_t k = 0; k < 2; k++)
				for (size_t j = 0; j < t[k]->piece_count; j++)
					in[k] |= t[k]->piece[j].blank == &b[i];
			if (in[0] != in[1])
				fail_msg("%s: {{%s}}", s->path, b[i].name);
		}
		notice_template_free(t[0]);
		notice_template_free(t[1]);
	}
}

static void a_lint_of_unknown_lists_and_items_says_so(void **state)
{
	struct data d = {0};
	struct notice_world w = {recipient, items, nobody, &d};
	struct findings f = {0};
	struct str said = {0};
	static const char text[] =
		"---\nnotice: 1\nlang: en\nto: nobody\ncovers: [cn-pipl-57, "
		"zz]\nsubject: x\n---\n[[cn-pipl-57/1 cn-pipl-57/2 "
		"cn-pipl-57/3 cn-pipl-57/4 cn-pipl-57/5 cn-pipl-57/7]]\nx\n";
	struct notice_template *t = read_text(text, &f);

	(void)state;
	load(&d);
	assert_int_equal(notice_lint(&f, t, "letter.en.md", &w, NULL), 0);
	for (size_t i = 0; i < f.count; i++)
		finding_text(&said, &f.at[i]);
	assert_string_equal(str_text(&said),
		"letter.en.md:4:5: error: \"nobody\" is no kind of recipient\n"
		"  key to\n"
		"letter.en.md:1:1: error: no block covers cn-pipl-57/6\n"
		"  key covers\n"
		"letter.en.md:1:1: error: there is no content list \"zz\"\n"
		"  key covers\n"
		"letter.en.md:8:68: error: the list cn-pipl-57 has 6 items, "
		"not 7\n");
	notice_template_free(t);
	findings_release(&f);
	str_release(&said);
	for (size_t i = 0; i < d.count; i++)
		yread_free(d.doc[i]);
}

/* --- short messages ------------------------------------------------------------- */

static void short_messages_are_counted_as_networks_do(void **state)
{
	char long_ascii[400], long_zh[400] = "";
	struct sms_size s;

	(void)state;
	s = sms_measure("");
	assert_int_equal(s.parts, 0);
	memset(long_ascii, 'a', 161);
	long_ascii[160] = '\0';
	s = sms_measure(long_ascii);
	assert_int_equal(s.units, 160);
	assert_int_equal(s.parts, 1);
	assert_false(s.unicode);
	long_ascii[160] = 'a';
	long_ascii[161] = '\0';
	s = sms_measure(long_ascii);
	assert_int_equal(s.parts, 2);
	s = sms_measure("[10 €]"); /* four of the extension table's */
	assert_int_equal(s.units, 9);
	assert_false(s.unicode);
	for (int i = 0; i < 70; i++)
		memcpy(long_zh + strlen(long_zh), "\xe6\xb1\x89", 4);
	s = sms_measure(long_zh);
	assert_true(s.unicode);
	assert_int_equal(s.units, 70);
	assert_int_equal(s.parts, 1);
	memcpy(long_zh + strlen(long_zh), "\xe6\xb1\x89", 4);
	s = sms_measure(long_zh);
	assert_int_equal(s.parts, 2);
}

static void memory_may_run_out_anywhere(void **state)
{
	struct values v = {{"firm=M", "label=L", "offer=x"}};
	int rc = ERR_NOMEM;

	(void)state;
	for (uint64_t n = 1; rc; n++) {
		struct notice_template *t = NULL;
		struct findings f = {0};
		struct filled out = {0};
		static const char text[] = HEAD
			"a {{knid}} {{offer}}\n[[xx-1/1]]\n{{kinds}}\n";

		mem_fail_at(n);
		rc = notice_template_read(&t, "letter.en.md", text,
					  sizeof(text) - 1, &f, NULL);
		if (!rc)
			rc = notice_fill(&out, t, value, &v, NULL);
		mem_fail_at(0);
		assert_true(!rc || rc == ERR_NOMEM);
		filled_release(&out);
		notice_template_free(t);
		findings_release(&f);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_are_filled_once_and_never_scanned_again),
		cmocka_unit_test(a_blank_without_value_says_what_it_wants),
		cmocka_unit_test(a_condition_stands_or_falls_with_its_blank),
		cmocka_unit_test(marks_of_blocks_are_never_sent),
		cmocka_unit_test(
			an_item_is_filled_when_its_block_has_text_and_no_blank),
		cmocka_unit_test(faults_are_named_with_line_and_column),
		cmocka_unit_test(what_is_no_notice_is_refused),
		cmocka_unit_test(every_notice_that_ships_covers_its_lists),
		cmocka_unit_test(both_languages_ask_for_the_same),
		cmocka_unit_test(a_lint_of_unknown_lists_and_items_says_so),
		cmocka_unit_test(short_messages_are_counted_as_networks_do),
		cmocka_unit_test(memory_may_run_out_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
