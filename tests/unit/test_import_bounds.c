/* Foreign Markdown: what no file may do, and what those of others give. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/str.h"
#include "tests/support/importing.h"

#define FOREIGN "tests/support/foreign/"

static void what_is_no_text_is_refused_in_words(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		int line;
		const char *why;
	} row[] = {
		{"\xff\xfeh\0i\0", 6, 1, "UTF-16"},
		{"h\0e\0l\0l\0o\0", 10, 1, "UTF-16"},
		{"# a\n\xb2\xe2", 6, 2, "no UTF-8"},
		{"# a\n\n- b\0", 9, 3, "NUL"},
		{"{\"a\": [1,]}", 11, 1, "not valid JSON"},
		{"{\"type\":\"x\"}", 12, 1, "no CACAO playbook"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct imported *im = import_bytes("x.md", row[i].bytes,
						 row[i].n);

		assert_true(im->refused);
		assert_int_equal(im->phases, 0);
		assert_true(import_says(im, IMPORT_REFUSE, row[i].line, row[i].why));
		imported_free(im);
	}
}

static void too_much_is_refused_in_words(void **state)
{
	static const struct {
		const char *unit;
		size_t times;
		const char *why;
	} row[] = {
		{"word ", 1000000, "over 1 MiB"},
		{">", 100000, "deeper than 64"},
		{"- a\n", 100000, "200,000 pieces"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str s = {0};
		struct imported *im;

		for (size_t k = 0; k < row[i].times; k++)
			str_add(&s, row[i].unit);
		str_add(&s, " x\n");
		im = import_text(str_text(&s));
		assert_true(im->refused);
		assert_true(import_says(im, IMPORT_REFUSE, 0, row[i].why));
		imported_free(im);
		str_release(&s);
	}
}

static void nothing_at_all_is_told(void **state)
{
	struct imported *im = import_text("");

	(void)state;
	assert_false(im->refused);
	assert_string_equal(im->title, "some file name");
	assert_true(import_says(im, IMPORT_WARN, 0, "no steps found"));
	imported_free(im);
}

static void hidden_characters_are_named(void **state)
{
	struct imported *im = import_text("# a\n\n- b \xe2\x80\xae c\n");

	(void)state;
	assert_true(import_says(im, IMPORT_WARN, 3, "U+202E"));
	imported_free(im);
}

static void memory_may_run_out_anywhere(void **state)
{
	static const char *const file[] = {"prose.md", "cards.md",
					   "numbered.md", "flow.json"};

	(void)state;
	for (size_t f = 0; f < sizeof(file) / sizeof(*file); f++) {
		struct str path = {0}, s = {0};
		struct import_from from;
		struct imported *im;
		int rc = ERR_NOMEM;

		str_addf(&path, FOREIGN "%s", file[f]);
		assert_int_equal(io_read(&s, path.p, IMPORT_MAX, NULL), 0);
		from = (struct import_from){.name = path.p, .text = s.p,
					    .n = s.len};
		for (uint64_t n = 1; rc && n < 5000; n++) {
			mem_fail_at(n);
			rc = import_read(&im, &from, NULL);
			mem_fail_at(0);
			if (rc) {
				assert_int_equal(rc, ERR_NOMEM);
				assert_null(im);
			}
		}
		assert_int_equal(rc, 0);
		imported_free(im);
		str_release(&path);
		str_release(&s);
	}
}

/* --- other people's playbooks, where they are at hand ------------------------- */

struct tally {
	size_t files, usable;
};

static bool usable(const struct imported *im)
{
	size_t with = 0, steps = 0, longs = 0;

	for (size_t i = 0; i < im->phases; i++) {
		with += im->phase[i].steps > 0;
		steps += im->phase[i].steps;
		for (size_t k = 0; k < im->phase[i].steps; k++)
			longs += strlen(im->phase[i].step[k].title) > 140;
	}
	return im->phases >= 2 && 2 * with >= im->phases && steps >= 4 &&
	       steps <= 150 && 2 * im->outside < im->bytes &&
	       2 * longs <= steps;
}

static void visit(struct tally *t, const char *path, const char *suffix)
{
	DIR *d = opendir(path);
	struct dirent *e;

	while (d && (e = readdir(d))) {
		struct str p = {0};
		struct stat st;

		str_addf(&p, "%s/%s", path, e->d_name);
		if (e->d_name[0] == '.' || stat(p.p, &st)) {
			str_release(&p);
			continue;
		}
		if (S_ISDIR(st.st_mode)) {
			visit(t, p.p, suffix);
		} else if (str_ends(p.p, suffix) &&
			   !str_starts(e->d_name, "LICENSE")) {
			struct imported *im = import_path(p.p);

			t->files++;
			t->usable += usable(im);
			imported_free(im);
		}
		str_release(&p);
	}
	if (d)
		closedir(d);
}

static void playbooks_of_others_become_checklists(void **state)
{
	static const char *const all[] = {
		"gsvsoc_cirt-playbook-battle-cards",
		"aws-incident-response-playbooks",
		"incident-response-plan-template", "MicrosoftDocs-security",
	};
	struct stat st;

	(void)state;
	if (stat("../shared/corpora", &st))
		skip();
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct tally t = {0};
		struct str p = {0};

		str_addf(&p, "../shared/corpora/%s", all[i]);
		visit(&t, p.p, ".md");
		print_message("%s: %zu of %zu\n", all[i], t.usable, t.files);
		assert_int_equal(t.usable, t.files);
		str_release(&p);
	}
}

#define TEST(f) cmocka_unit_test(f)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_no_text_is_refused_in_words),
		TEST(too_much_is_refused_in_words),
		TEST(nothing_at_all_is_told),
		TEST(hidden_characters_are_named),
		TEST(memory_may_run_out_anywhere),
		TEST(playbooks_of_others_become_checklists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
