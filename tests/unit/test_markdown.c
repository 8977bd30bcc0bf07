/* Markdown to a tree: kinds, texts, places, and what no text may cost. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/arena.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/utf8.h"
#include "core/playbook/markdown.h"

static const char *const block_name[] = {
	"doc", "h", "p", "quote", "ul", "ol", "li", "code", "hr", "html",
	"table", "tr", "td",
};

/* The tree as text: h2@1:4(Title) ul@3:3[li@3:3[p@3:3(a)]] */
static void sketch(struct str *s, const struct md_node *n)
{
	str_add(s, block_name[n->block]);
	if (n->level)
		str_addf(s, "%d", n->level);
	if (n->task)
		str_addf(s, "{%c}", n->task);
	if (n->line)
		str_addf(s, "@%d:%d", n->line, n->col);
	for (const struct md_run *r = n->runs; r; r = r->next)
		str_addf(s, "(%s%s%s%s%s%s%s)", r->style & MDS_STRONG ? "**" : "",
			 r->style & MDS_EM ? "_" : "",
			 r->style & MDS_CODE ? "`" : "",
			 r->style & MDS_BREAK ? "/" : r->text,
			 r->href ? " -> " : "", r->href ? r->href : "",
			 r->style & MDS_IMAGE ? " !" : "");
	if (!n->child)
		return;
	str_addc(s, '[');
	for (const struct md_node *c = n->child; c; c = c->next) {
		sketch(s, c);
		if (c->next)
			str_addc(s, ' ');
	}
	str_addc(s, ']');
}

static void a_text_becomes_a_tree_with_places(void **state)
{
	static const struct {
		const char *text, *tree;
	} row[] = {
		{"# A *b*\n\ntext\nmore\n",
		 "doc@1:3[h1@1:3(A )(_b) p@3:1(text more)]"},
		{"- a: 1\n- b\n", "doc@1:3[ul@1:3[li@1:3[p@1:3(a: 1)] "
				  "li@2:3[p@2:3(b)]]]"},
		{"- a\n\n- [x] b\n- [ ] c\n",
		 "doc@1:3[ul@1:3[li@1:3[p@1:3(a)] li{x}@3:7[p@3:7(b)] "
		 "li{ }@4:7[p@4:7(c)]]]"},
		{"- a\n  - b\n", "doc@1:3[ul@1:3[li@1:3[p@1:3(a) "
				 "ul@2:5[li@2:5[p@2:5(b)]]]]]"},
		{"4. x\n", "doc@1:4[ol4@1:4[li@1:4[p@1:4(x)]]]"},
		{"> **Caution** no\n> off\n",
		 "doc@1:5[quote@1:5[p@1:5(**Caution)( no off)]]"},
		{"[a](http://x/?b&amp;c) ![i](p.png)\n",
		 "doc@1:2[p@1:2(a -> http://x/?b&c)( )(i -> p.png !)]"},
		{"a  \nb\n", "doc@1:1[p@1:1(a)(/)(b)]"},
		{"```sh\nrm -rf\n```\n", "doc@2:1[code@2:1(rm -rf\n)]"},
		{"<b>x</b> <!-- y -->\n",
		 "doc@1:1[p@1:1(<b>x</b> <!-- y -->)]"},
		{"|a|b|\n|---|---|\n|c|`d`|\n",
		 "doc@1:2[table@1:2[tr@1:2[td@1:2(a) td@1:4(b)] "
		 "tr@3:2[td@3:2(c) td@3:5(`d)]]]"},
		{"----\n", "doc[hr]"},
		{"先止住\n再查清\nthen\n", "doc@1:1[p@1:1(先止住再查清 then)]"},
		{"a &lt; b &#x4e2d; &#27; &bogus; &#0;\n",
		 "doc@1:1[p@1:1(a < b 中 &#27; &bogus; &#0;)]"},
		{"中文 *强调*\n", "doc@1:1[p@1:1(中文 )(_强调)]"},
		{"", "doc"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct arena a = {0};
		struct str s = {0};
		struct md_node *doc;

		assert_int_equal(markdown_parse(&doc, &a, row[i].text,
						strlen(row[i].text), NULL), 0);
		sketch(&s, doc);
		assert_string_equal(str_text(&s), row[i].tree);
		str_release(&s);
		arena_release(&a);
	}
}

static void a_node_knows_its_lines_and_its_mark(void **state)
{
	static const char text[] = "---\nx: 1\n---\n# T\n\n- [ ] 一二\n  more\n";
	struct arena a = {0};
	struct md_node *doc, *item;

	(void)state;
	assert_int_equal(markdown_parse_from(&doc, &a, text, 13, strlen(text),
					     NULL), 0);
	assert_int_equal(doc->child->line, 4);
	item = doc->child->next->child;
	assert_int_equal(item->line, 6);
	assert_int_equal(text[item->task_at - 1], '[');
	assert_int_equal(text[item->task_at], ' ');
	assert_memory_equal(text + item->start, "- [ ]", 5);
	assert_int_equal(item->end, strlen(text));
	assert_string_equal(markdown_flat(&a, item), "一二 more");
	arena_release(&a);
}

static void repeat(struct str *s, const char *what, size_t n)
{
	while (n--)
		str_add(s, what);
}

static void a_bomb_ends_with_an_error(void **state)
{
	static const struct {
		const char *unit;
		size_t times;
		const char *tail, *what;
	} row[] = {
		{"> ", 100000, "x\n",
		 "lists and quotes nested deeper than 64"},
		{"- ", 100000, "x\n",
		 "lists and quotes nested deeper than 64"},
		{"x", 2 << 20, "\n",
		 "the text is over 1 MiB (2097153 bytes)"},
		{"*a*", 300000, "\n", "more than 200,000 pieces of Markdown"},
		{"![[]()", 40000, "\n", NULL},
		{"[", 500000, "\n", NULL},
		{"*a **a ", 80000, "\n", NULL},
		{"&#x0;", 150000, "\n", NULL},
		{"`", 900000, "\n", NULL},
		{"a\n> ", 100000, "\n", NULL},
	};
	struct arena a = {0};
	struct md_node *doc;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str s = {0};
		struct error err = {0};
		int rc;

		repeat(&s, row[i].unit, row[i].times);
		str_add(&s, row[i].tail);
		rc = markdown_parse(&doc, &a, s.p, s.len, &err);
		if (row[i].what) {
			assert_int_equal(rc, ERR_TOOBIG);
			assert_string_equal(err.what, row[i].what);
			assert_null(doc);
		} else if (rc && rc != ERR_TOOBIG) {
			fail_msg("%s: %d", row[i].unit, rc);
		}
		str_release(&s);
		arena_release(&a);
	}
}

static void a_table_of_many_cells_ends_early(void **state)
{
	struct arena a = {0};
	struct md_node *doc;
	struct str s = {0};
	struct error err = {0};

	(void)state;
	repeat(&s, "|a", 8000);
	str_add(&s, "|\n");
	repeat(&s, "|---", 8000);
	str_add(&s, "|\n");
	repeat(&s, "x\n", 20000);
	assert_int_equal(markdown_parse(&doc, &a, s.p, s.len, &err),
			 ERR_TOOBIG);
	assert_string_equal(err.what, "more than 200,000 pieces of Markdown");
	str_release(&s);
	arena_release(&a);
}

static void memory_may_run_out_anywhere(void **state)
{
	static const char text[] = "# a\n\n- b [c](d \"e\")\n\n```f\ng\n```\n";
	struct md_node *doc;
	int rc = ERR_NOMEM;

	(void)state;
	for (uint64_t n = 1; rc; n++) {
		struct arena a = {0};
		struct error err = {0};

		mem_fail_at(n);
		rc = markdown_parse(&doc, &a, text, strlen(text), &err);
		mem_fail_at(0);
		if (rc) {
			assert_int_equal(rc, ERR_NOMEM);
			assert_string_equal(err.what, "out of memory");
		}
		arena_release(&a);
	}
}

static size_t read_all(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t read = 0;

	while (d && (e = readdir(d))) {
		char path[1024];
		struct stat st;
		struct str s = {0};
		struct arena a = {0};
		struct md_node *doc;

		if (e->d_name[0] == '.' ||
		    snprintf(path, sizeof(path), "%s/%s", dir, e->d_name) >=
			    (int)sizeof(path) || stat(path, &st))
			continue;
		if (S_ISDIR(st.st_mode)) {
			read += read_all(path);
		} else if (str_ends(path, ".md") &&
			   !io_read(&s, path, MARKDOWN_MAX, NULL) &&
			   utf8_valid(s.p, s.len)) {
			if (markdown_parse(&doc, &a, s.p, s.len, NULL))
				fail_msg("%s does not parse", path);
			read++;
		}
		str_release(&s);
		arena_release(&a);
	}
	if (d)
		closedir(d);
	return read;
}

static void playbooks_of_others_are_read_without_a_crash(void **state)
{
	(void)state;
	if (!io_exists("../shared/corpora"))
		skip();
	assert_true(read_all("../shared/corpora") > 50);
}

static void what_stands_behind_the_end_is_no_text(void **state)
{
	static const char text[] = "# t\n\n[](t) behind";
	struct arena a = {0};
	struct md_node *doc;
	size_t n = sizeof("# t\n\n[](t") - 1;

	(void)state;
	assert_int_equal(markdown_parse(&doc, &a, text, n, NULL), 0);
	assert_null(strstr(markdown_flat(&a, doc), "behind"));
	arena_release(&a);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_behind_the_end_is_no_text),
		cmocka_unit_test(a_text_becomes_a_tree_with_places),
		cmocka_unit_test(a_node_knows_its_lines_and_its_mark),
		cmocka_unit_test(a_bomb_ends_with_an_error),
		cmocka_unit_test(a_table_of_many_cells_ends_early),
		cmocka_unit_test(memory_may_run_out_anywhere),
		cmocka_unit_test(playbooks_of_others_are_read_without_a_crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
