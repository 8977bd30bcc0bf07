/* Options, exit statuses and the choice of a language, without a program. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/base/mem.h"
#include "tui/cmd/cmd.h"

static const struct opt own[] = {
	{"message", 'm', OPT_TEXT, "TEXT", "m"},
	{"size", 0, OPT_TEXT, "low|high", "s"},
	{"only", 0, OPT_MANY, "NAME", "o"},
	{"json", 0, OPT_MAYBE, "FIELDS", "j"},
	{"quiet", 'q', OPT_FLAG, NULL, "q"},
	{0}
};
static const struct opt *const tables[] = {own, NULL};

/* Takes a NULL-ended argv; returns the first error. */
static int take(struct args *a, const char *const *typed,
		struct error *err)
{
	char *const *argv = (char *const *)typed;
	int argc = 0, i = 0, rc;

	while (argv[argc])
		argc++;
	error_clear(err);
	rc = args_init(a, argv, argc, err);
	while (!rc && i < argc)
		rc = args_take(a, tables, argv, argc, &i, err);
	return rc;
}

static void every_way_to_write_an_option_is_read(void **state)
{
	const char *ways[][5] = {
		{"--message", "hi"}, {"--message=hi"}, {"-m", "hi"},
		{"-mhi"}, {"-qmhi"}, {"-qm", "hi"}, {"-m", "no", "-m", "hi"},
	};
	struct error err;
	struct args a;

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		assert_int_equal(take(&a, ways[i], &err), 0);
		assert_string_equal(args_text(&a, "message"), "hi");
		assert_int_equal(a.word_count, 0);
		args_release(&a);
	}
}

static void words_and_options_mix_until_two_dashes(void **state)
{
	const char *argv[] = {"one", "-q", "-", "--", "--json", "-q", NULL};
	struct error err;
	struct args a;

	(void)state;
	assert_int_equal(take(&a, argv, &err), 0);
	assert_int_equal(a.word_count, 4);
	assert_string_equal(a.word[1], "-");
	assert_string_equal(a.word[2], "--json");
	assert_true(args_flag(&a, "quiet"));
	assert_false(args_flag(&a, "json"));
	args_release(&a);
}

static void a_wrong_option_names_itself_and_the_nearest(void **state)
{
	const struct {
		const char *argv[3];
		const char *what, *fix;
	} rows[] = {
		{{"--mesage"}, "unknown option: --mesage",
		 "did you mean: --message"},
		{{"-z"}, "unknown option: -z", ""},
		{{"--quiet=1"}, "--quiet takes no value", ""},
		{{"--size", "hgih"}, "--size cannot be hgih",
		 "did you mean: --size high"},
		{{"--message"}, "--message needs a value", "--message TEXT"},
		{{"-m"}, "--message needs a value", "--message TEXT"},
	};
	struct error err;
	struct args a;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(take(&a, rows[i].argv, &err),
				 ERR_USAGE);
		assert_string_equal(err.what, rows[i].what);
		assert_string_equal(err.fix, rows[i].fix);
		args_release(&a);
	}
}

static void commas_part_a_list_that_may_be_given_again(void **state)
{
	const char *argv[] = {"--only", "wu,mei,", "--only=lin", NULL};
	const char **list;
	struct error err;
	struct args a;
	size_t n;

	(void)state;
	assert_int_equal(take(&a, argv, &err), 0);
	assert_int_equal(args_list(&list, &n, &a, "only", &err), 0);
	assert_int_equal(n, 3);
	assert_string_equal(list[0], "wu");
	assert_string_equal(list[1], "mei");
	assert_string_equal(list[2], "lin");
	mem_free(list);
	args_release(&a);
}

static void every_error_has_the_status_that_is_documented(void **state)
{
	static const struct {
		int code, status;
	} rows[] = {
		{ERR_OK, 0}, {ERR_FAILED, 1}, {ERR_USAGE, 2},
		{ERR_NOTFOUND, 3}, {ERR_REFUSED, 4}, {ERR_INVALID, 5},
		{ERR_CORRUPT, 5}, {ERR_MOVED, 6}, {ERR_UNKNOWN, 1},
		{ERR_IO, 1}, {ERR_NOMEM, 1}, {ERR_BUSY, 1},
		{ERR_CANCELLED, 130}, {ERR_TOOBIG, 5}, {ERR_PENDING, 4},
	};
	int status;
	bool known;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(out_status(rows[i].code), rows[i].status);
		known = false;
		for (size_t k = 0; out_status_words(k, &status); k++)
			known |= status == rows[i].status;
		assert_true(known);
	}
}

static void a_language_is_taken_from_the_strongest_wish(void **state)
{
	static const struct {
		struct lang_wish wish;
		const char *code;
	} rows[] = {
		{{.lang = "zh_CN.UTF-8"}, "zh_CN"},
		{{.lang = "zh_CN", .lc_messages = "en_US"}, "en"},
		{{.lc_messages = "en_US", .lc_all = "zh_SG"}, "zh_CN"},
		{{.lc_all = "zh_CN", .config = "en"}, "en"},
		{{.config = "en", .own = "zh"}, "zh_CN"},
		{{.own = "zh", .option = "en"}, "en"},
		{{.own = "fr", .lang = "zh_CN"}, "zh_CN"},
		{{.lang = "zh_TW.UTF-8"}, "en"},
		{{.lang = "zh-Hans"}, "zh_CN"},
		{{.lc_all = "", .lang = "zh_CN@stroke"}, "zh_CN"},
		{{0}, "en"},
	};
	char code[LANG_CODE];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		lang_choose(code, &rows[i].wish);
		assert_string_equal(code, rows[i].code);
	}
}

/* The table itself: whoever adds a row is told here what it lacks. */
static void every_command_can_be_explained(void **state)
{
	const struct command *c, *found;
	struct error err = {0};

	(void)state;
	for (size_t i = 0; (c = command_at(i)); i++) {
		const char *word[4];
		char name[32];
		size_t n = 0, least, most;

		assert_true(str_copy(name, sizeof(name), c->name));
		for (char *p = name; p && n < 4;) {
			word[n++] = p;
			p = strchr(p, ' ');
			if (p)
				*p++ = '\0';
		}
		assert_int_equal(command_find(&found, word, n, &err), 0);
		assert_ptr_equal(found, c);
		assert_non_null(c->summary);
		assert_true(c->flags & CMD_HIDDEN || c->examples);
		assert_false(str_ends(c->summary, "."));
		command_words(&least, &most, c);
		assert_true(least <= most);
		for (const struct opt *o = c->opts; o && o->name; o++) {
			assert_non_null(o->help);
			assert_true(o->kind == OPT_FLAG || o->value);
			for (const struct opt *g = global_opts; g->name; g++)
				assert_string_not_equal(g->name, o->name);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way_to_write_an_option_is_read),
		cmocka_unit_test(words_and_options_mix_until_two_dashes),
		cmocka_unit_test(a_wrong_option_names_itself_and_the_nearest),
		cmocka_unit_test(commas_part_a_list_that_may_be_given_again),
		cmocka_unit_test(
			every_error_has_the_status_that_is_documented),
		cmocka_unit_test(a_language_is_taken_from_the_strongest_wish),
		cmocka_unit_test(every_command_can_be_explained),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
