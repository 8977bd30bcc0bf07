/* JSON: what a record body may hold, and what is written comes back. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/jread.h"
#include "core/base/jwrite.h"
#include "core/base/mem.h"

#define DEPTH 8

static void bodies_obey_the_rules_or_are_refused(void **state)
{
	static const struct {
		const char *text, *what; /* what is NULL: accepted */
	} row[] = {
		{"{}", NULL},
		{"{\"t\":\"note\",\"n\":-0}", NULL},
		{"{\"a\":9007199254740991}", NULL},
		{"{\"a\":-9007199254740991}", NULL},
		{"{\"a\":\"\\ud83d\\ude00\",\"b\":\"\xf0\x9f\x98\x80\"}", NULL},
		{"{\"a\": [1, 2, {\"a\": null}]\n}", NULL},
		{"{\"a\":\"{[{[{[{[{[\\\"{[{[\"}", NULL},
		{"", "not one object"},
		{"[]", "not one object"},
		{" {}", "not one object"},
		{"{}\n", "not one object"},
		{"\xef\xbb\xbf{}", "not one object"},
		{"{", "not one object"},
		{"{}{}", "not valid JSON"},
		{"{\"a\":1,}", "not valid JSON"},
		{"{'a':1}", "not valid JSON"},
		{"{\"a\":01}", "not valid JSON"},
		{"{\"a\":NaN}", "not valid JSON"},
		{"{\"a\":9007199254740992}", "\"a\": number beyond"},
		{"{\"a\":-9007199254740992}", "\"a\": number beyond"},
		{"{\"a\":99999999999999999999}", "not valid JSON"},
		{"{\"a\":1.0}", "\"a\": a number with fraction"},
		{"{\"a\":[{\"b\":[1e2]}]}", "\"b\": a number with fraction"},
		{"{\"a\":1E400}", "not valid JSON"},
		{"{\"a\":1,\"a\":2}", "duplicate object key"},
		{"{\"a\":1,\"\\u0061\":2}", "duplicate object key"},
		{"{\"x\":{\"a\":1,\"b\":2,\"a\":1}}", "duplicate object key"},
		{"{\"a\":\"\\u0000\"}", "not valid JSON"},
		{"{\"\\u0000\":1}", "not valid JSON"},
		{"{\"a\":\"\\ud800\"}", "not valid JSON"},
		{"{\"a\":\"\\udc00\\ud800\"}", "not valid JSON"},
		{"{\"a\":\"\xed\xa0\x80\"}", "not valid JSON"},
		{"{\"a\":\"\xc0\xaf\"}", "not valid JSON"},
		{"{\"a\":\"\n\"}", "not valid JSON"},
		{"{\"a\":[[[[[[[1]]]]]]]}", NULL},
		{"{\"a\":[[[[[[[[1]]]]]]]]}", "deeper than 8"},
		{"{\"a\\\\\":[[[[[[[[1]]]]]]]]}", "deeper than 8"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct error err = {0};
		struct jread *doc;
		int rc = jread_parse(&doc, row[i].text, strlen(row[i].text),
				     DEPTH, &err);

		if (rc != (row[i].what ? ERR_INVALID : 0) || !rc != !!doc)
			fail_msg("%s gave %d %s", row[i].text, rc, err.what);
		if (row[i].what && !strstr(err.what, row[i].what))
			fail_msg("%s: \"%s\"", row[i].text, err.what);
		jread_free(doc);
	}
}

static void the_seventeenth_level_is_one_too_many(void **state)
{
	char text[100] = "{\"a\":";
	struct error err = {0};
	struct jread *doc;
	size_t n = strlen(text);

	(void)state;
	memset(text + n, '[', 16);
	memset(text + n + 16, ']', 16);
	text[n + 32] = '}';
	assert_int_equal(jread_parse(&doc, text, n + 33, 17, &err), 0);
	jread_free(doc);
	assert_int_equal(jread_parse(&doc, text, n + 33, 16, &err),
			 ERR_INVALID);
	assert_null(doc);
	assert_string_equal(err.what, "JSON nested deeper than 16 levels");
	assert_string_equal(err.where, "byte 21");
}

static void a_raw_nul_and_a_short_length_are_refused(void **state)
{
	static const char text[] = "{\"a\":\"x\0y\"}";
	struct error err = {0};
	struct jread *doc;

	(void)state;
	assert_int_equal(jread_parse(&doc, text, sizeof(text) - 1, DEPTH, &err),
			 ERR_INVALID);
	assert_int_equal(jread_parse(&doc, "{\"a\":1}}", 7, DEPTH, &err), 0);
	jread_free(doc);
	assert_int_equal(jread_parse(&doc, "{\n \"a\": x}", 10, DEPTH, &err),
			 ERR_INVALID);
	assert_string_equal(err.where, "line 2, column 7");
}

struct names {
	char text[64];
	int left;
};

static bool add_name(void *ctx, const char *name, const struct jread *v)
{
	struct names *n = ctx;

	strncat(n->text, name, sizeof(n->text) - strlen(n->text) - 1);
	assert_non_null(v);
	return --n->left > 0;
}

static void members_are_read_by_kind(void **state)
{
	static const char text[] =
		"{\"z\":\"text\",\"n\":-42,\"yes\":true,\"no\":false,"
		"\"list\":[\"a\",7,null],\"obj\":{\"in\":1},\"nil\":null}";
	struct names some = {"", 2}, all = {"", 99};
	struct jread *doc;
	const struct jread *list;

	(void)state;
	assert_int_equal(jread_parse(&doc, text, strlen(text), DEPTH, NULL), 0);
	assert_string_equal(jread_str(doc, "z"), "text");
	assert_null(jread_str(doc, "n"));
	assert_null(jread_str(doc, "absent"));
	assert_int_equal(jread_int(doc, "n", 5), -42);
	assert_int_equal(jread_int(doc, "z", 5), 5);
	assert_true(jread_bool(doc, "yes", false));
	assert_false(jread_bool(doc, "no", true));
	assert_true(jread_bool(doc, "n", true));
	list = jread_get(doc, "list");
	assert_true(jread_is_array(list) && !jread_is_object(list));
	assert_int_equal(jread_len(list), 3);
	assert_string_equal(jread_text(jread_at(list, 0)), "a");
	assert_int_equal(jread_number(jread_at(list, 1)), 7);
	assert_null(jread_at(list, 3));
	assert_null(jread_get(list, "a"));
	assert_true(jread_is_object(jread_get(doc, "obj")));
	assert_int_equal(jread_len(jread_get(doc, "obj")), 0);
	assert_false(jread_each(doc, add_name, &some));
	assert_string_equal(some.text, "zn");
	assert_true(jread_each(doc, add_name, &all));
	assert_string_equal(all.text, "znyesnolistobjnil");
	jread_free(doc);
}

static void nothing_is_in_no_value(void **state)
{
	(void)state;
	assert_null(jread_get(NULL, "a"));
	assert_null(jread_str(NULL, "a"));
	assert_null(jread_at(NULL, 0));
	assert_null(jread_text(NULL));
	assert_int_equal(jread_int(NULL, "a", 3), 3);
	assert_int_equal(jread_number(NULL), 0);
	assert_int_equal(jread_len(NULL), 0);
	assert_false(jread_truth(NULL) || jread_is_int(NULL) ||
		     jread_is_bool(NULL) || jread_is_array(NULL));
	assert_true(jread_each(NULL, add_name, NULL));
	jread_free(NULL);
}

static void what_is_written_keeps_its_order(void **state)
{
	static const uint8_t id[2] = {0x0a, 0xff};
	struct jwrite *w = jwrite_new();
	struct str s = {0};

	(void)state;
	jwrite_str(w, "t", "note");
	jwrite_int(w, "mono", 9007199254740991);
	jwrite_array(w, "list");
	jwrite_bool(w, NULL, true);
	jwrite_object(w, NULL);
	jwrite_hex(w, "id", id, sizeof(id));
	jwrite_end(w);
	jwrite_str(w, NULL, "\"\\/\n\x01\x7f");
	jwrite_end(w);
	jwrite_str(w, "a", NULL);
	jwrite_null(w, "b");
	assert_int_equal(jwrite_text(&s, w, NULL), 0);
	assert_string_equal(str_text(&s),
			    "{\"t\":\"note\",\"mono\":9007199254740991,"
			    "\"list\":[true,{\"id\":\"0aff\"},"
			    "\"\\\"\\\\/\\n\\u0001\x7f\"],"
			    "\"a\":null,\"b\":null}");
	jwrite_free(w);
	jwrite_free(NULL);
	str_release(&s);
}

static void pretty_hides_nothing_and_tricks_nobody(void **state)
{
	static const char given[] =
		"{\"a\":\"\xe2\x80\xae<\xe5\xba\x97>\xf3\xa0\x81\x81"
		"\xef\xbf\xbe\\t\",\"b\":[{},-5]}";
	struct jwrite *w = jwrite_new();
	struct str s = {0}, t = {0};
	struct jread *doc, *again;

	(void)state;
	assert_int_equal(jread_parse(&doc, given, strlen(given), DEPTH, NULL),
			 0);
	jwrite_copy(w, "copy", doc);
	jwrite_str(w, "bad", "x\x9by");
	assert_int_equal(jwrite_pretty(&s, w, NULL), 0);
	assert_string_equal(str_text(&s),
			    "{\n"
			    "  \"copy\": {\n"
			    "    \"a\": \"\\u202e<\xe5\xba\x97>\\udb40\\udc41"
			    "\\ufffe\\t\",\n"
			    "    \"b\": [\n"
			    "      {},\n"
			    "      -5\n"
			    "    ]\n"
			    "  },\n"
			    "  \"bad\": \"x<x9B>y\"\n"
			    "}\n");
	assert_int_equal(jread_parse(&again, s.p, s.len - 1, DEPTH, NULL), 0);
	assert_string_equal(jread_str(jread_get(again, "copy"), "a"),
			    jread_str(doc, "a"));
	assert_int_equal(jwrite_text(&t, w, NULL), 0);
	assert_non_null(strstr(t.p, "\xe2\x80\xae"));
	jread_free(again);
	jread_free(doc);
	jwrite_free(w);
	str_release(&s);
	str_release(&t);
}

static void writing_without_memory_is_told_at_the_end(void **state)
{
	struct error err = {0};
	struct str s = {0};
	int rc = 1;

	(void)state;
	for (uint64_t nth = 1; rc && nth < 50; nth++) {
		struct jwrite *w = jwrite_new();

		mem_fail_at(nth);
		jwrite_array(w, "list");
		jwrite_hex(w, NULL, "x", 1);
		jwrite_object(w, NULL);
		jwrite_str(w, "a", "\xff");
		jwrite_end(w);
		jwrite_end(w);
		rc = jwrite_text(&s, w, &err);
		mem_fail_at(0);
		if (rc) {
			assert_int_equal(rc, ERR_NOMEM);
			assert_string_equal(err.what, "out of memory");
			str_release(&s);
		}
		jwrite_free(w);
	}
	assert_string_equal(str_text(&s),
			    "{\"list\":[\"78\",{\"a\":\"<xFF>\"}]}");
	str_release(&s);
	mem_fail_at(1);
	assert_null(jwrite_new());
	mem_fail_at(0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bodies_obey_the_rules_or_are_refused),
		cmocka_unit_test(the_seventeenth_level_is_one_too_many),
		cmocka_unit_test(a_raw_nul_and_a_short_length_are_refused),
		cmocka_unit_test(members_are_read_by_kind),
		cmocka_unit_test(nothing_is_in_no_value),
		cmocka_unit_test(what_is_written_keeps_its_order),
		cmocka_unit_test(pretty_hides_nothing_and_tricks_nobody),
		cmocka_unit_test(writing_without_memory_is_told_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
