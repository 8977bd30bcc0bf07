/* YAML: a tree of texts with their places, and what is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/yread.h"

#define DEPTH 8

static void a_tree_keeps_texts_order_and_places(void **state)
{
	static const char text[] = "# a comment\n"
				   "id: no\n"
				   "version: 1.10\n"
				   "title: \"no\"\n"
				   "\xe5\xba\x97: caf\xc3\xa9\n"
				   "list:\n"
				   "  - one\n"
				   "  - {a: 1, b: [x, y]}\n"
				   "block: |\n"
				   "  two\n"
				   "  lines\n"
				   "empty:\n"
				   "tilde: ~\n"
				   "quoted: '~'\n";
	struct ydoc *doc;
	const struct ynode *root, *n;

	(void)state;
	assert_int_equal(yread_parse(&doc, text, strlen(text), DEPTH, 2, NULL),
			 0);
	root = yread_root(doc);
	assert_int_equal(root->kind, Y_MAP);
	assert_int_equal(root->count, 9);
	assert_int_equal(root->line, 3);
	assert_null(root->key);
	assert_string_equal(root->text, "");
	assert_string_equal(yread_str(root, "id"), "no");
	assert_false(yread_get(root, "id")->quoted);
	assert_string_equal(yread_str(root, "version"), "1.10");
	assert_true(yread_get(root, "title")->quoted);
	n = yread_get(root, "\xe5\xba\x97");
	assert_int_equal(n->key_line, 6);
	assert_int_equal(n->key_col, 1);
	assert_int_equal(n->line, 6);
	assert_int_equal(n->col, 4);
	assert_string_equal(n->next->key, "list");
	n = yread_get(root, "list");
	assert_int_equal(n->kind, Y_LIST);
	assert_int_equal(n->count, 2);
	assert_null(n->child->key);
	assert_null(yread_get(n, "a"));
	assert_null(yread_str(root, "list"));
	assert_string_equal(yread_str(n->child->next, "a"), "1");
	n = yread_get(n->child->next, "b");
	assert_string_equal(n->child->next->text, "y");
	assert_int_equal(n->child->next->line, 9);
	assert_int_equal(n->child->next->col, 19);
	assert_string_equal(yread_str(root, "block"), "two\nlines\n");
	assert_non_null(yread_get(root, "empty"));
	assert_null(yread_str(root, "empty"));
	assert_null(yread_str(root, "tilde"));
	assert_string_equal(yread_str(root, "quoted"), "~");
	assert_null(yread_str(root, "absent"));
	assert_null(yread_get(NULL, "id"));
	yread_free(doc);
	yread_free(NULL);
}

static void a_text_without_content_has_no_root(void **state)
{
	static const char *const text[] = {"", "# only this\n", "\n\n"};
	struct ydoc *doc;

	(void)state;
	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++) {
		assert_int_equal(yread_parse(&doc, text[i], strlen(text[i]),
					     DEPTH, 1, NULL),
				 0);
		assert_null(yread_root(doc));
		yread_free(doc);
	}
}

static void what_can_surprise_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *text, *what, *where;
	} row[] = {
		{"a: &x [1]\nb: *x\n", "an anchor (&)", "2:4"},
		{"a: *x\n", "an alias (*)", "2:4"},
		{"a: &a [l,l]\nb: &b [*a,*a]\nc: [*b,*b]\n", "an anchor",
		 "2:4"},
		{"a: !!str 1\n", "a tag (!)", "2:4"},
		{"a: !x {b: 1}\n", "a tag (!)", "2:4"},
		{"a: ! [b]\n", "a tag (!)", "2:4"},
		{"!!python/object:os.system {}\n", "a tag (!)", "2:1"},
		{"a: 1\n---\nb: 2\n", "a second document", "3:1"},
		{"a: 1\n...\n--- x\n", "a second document", "4:1"},
		{"a: 1\nb: 2\na: 3\n", "\"a\" is in line 2 already", "4:1"},
		{"x: {k: 1, \"k\": 2}\n", "\"k\" is in line 2 already", "2:11"},
		{"\"\\x61\": 1\na: 2\n", "\"a\" is in line 2", "3:1"},
		{"? [a]\n: b\n", "a key must be a text", "2:3"},
		{"{{a: b}: c}\n", "a key must be a text", "2:2"},
		{"[[[[[[[[[1]]]]]]]]]\n", "deeper than 8 levels", "2:9"},
		{"a: \"x\\0y\"\n", "a NUL character", "2:4"},
		{"a: b\n c: d\n", "not valid YAML: ", "3:3"},
		{"a: 'b\n", "not valid YAML: found unexpected end", "3:1"},
		{"a:\n\t- b\n", "not valid YAML: found character", "3:1"},
		{"a: \"\\ud800\"\n", "not valid YAML: ", "2:7"},
		{"a: b\n\xe5\xba\x97: \xff\n", "not valid UTF-8", "3:4"},
		{"a: \xed\xa0\x80\n", "not valid UTF-8", "2:4"},
		{"a: b\n\xe5\xba\x97: \x01\n", "not valid YAML: control",
		 "3:4"},
		{"%TAG ! tag:example,2026:\n---\n!a b\n", "a tag (!)", "4:1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct error err = {0};
		struct ydoc *doc;
		int rc = yread_parse(&doc, row[i].text, strlen(row[i].text),
				     DEPTH, 2, &err);

		if (rc != ERR_INVALID || doc ||
		    !strstr(err.what, row[i].what) ||
		    strcmp(err.where, row[i].where))
			fail_msg("row %zu: %d \"%s\" %s", i, rc, err.what,
				 err.where);
	}
}

static void eight_levels_are_fine(void **state)
{
	static const char text[] = "a: [[[[[[[deep]]]]]]]";
	struct ydoc *doc;

	(void)state;
	assert_int_equal(yread_parse(&doc, text, strlen(text), DEPTH, 1, NULL),
			 0);
	yread_free(doc);
}

static void bombs_end_early(void **state)
{
	struct error err = {0};
	struct str s = {0};
	struct ydoc *doc;

	(void)state;
	str_pad(&s, '[', 1000000);
	assert_int_equal(yread_parse(&doc, s.p, s.len, 16, 1, &err),
			 ERR_INVALID);
	assert_string_equal(err.what, "nested deeper than 16 levels");
	str_clear(&s);
	for (int i = 0; i < 60000; i++)
		str_addf(&s, "k%d: v\n", i);
	str_add(&s, "k7: v\n");
	assert_int_equal(yread_parse(&doc, s.p, s.len, 16, 1, &err),
			 ERR_INVALID);
	assert_string_equal(err.what, "the key \"k7\" is in line 8 already");
	assert_string_equal(err.where, "60001:1");
	str_release(&s);
}

static void a_tree_without_memory_is_none(void **state)
{
	static const char text[] = "a: [b, {c: d}]\n";
	int rc = 1;

	(void)state;
	for (uint64_t nth = 1; rc && nth < 50; nth++) {
		struct error err = {0};
		struct ydoc *doc;

		mem_fail_at(nth);
		rc = yread_parse(&doc, text, strlen(text), DEPTH, 1, &err);
		mem_fail_at(0);
		assert_int_equal(rc, rc ? ERR_NOMEM : 0);
		assert_int_equal(!rc, doc != NULL);
		yread_free(doc);
	}
	assert_int_equal(rc, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tree_keeps_texts_order_and_places),
		cmocka_unit_test(a_text_without_content_has_no_root),
		cmocka_unit_test(what_can_surprise_is_refused_with_its_place),
		cmocka_unit_test(eight_levels_are_fine),
		cmocka_unit_test(bombs_end_early),
		cmocka_unit_test(a_tree_without_memory_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
