/* The list of cases: what it tells, what it remembers, what it opens. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/case/act.h"
#include "core/case/people.h"
#include "core/store/store.h"
#include "tests/support/fixture.h"
#include "tests/support/logfile.h"

#define MINUTE INT64_C(60000)

static void the_list_tells_what_stands_in_the_case(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct summary *all;
	char label[32];
	size_t n;

	fixture_case(f, s, "older", label);
	f->now += MINUTE;
	fixture_case(f, s, "newer", label);
	all = fixture_list(f, s, &n, false);
	assert_int_equal(n, 2);
	assert_string_equal(all[0].label, "INC-2026-002");
	assert_string_equal(all[0].title, "newer");
	assert_string_equal(all[1].title, "older");
	assert_true(all[0].open && all[0].fresh && !all[0].broken);
	assert_int_equal(all[0].severity, SEV_HIGH);
	assert_int_equal(all[0].opened, f->now);
	assert_true(all[0].total > 5 && all[0].done == 0);
	assert_true(*all[0].next && *all[0].phase);
	assert_string_equal(all[0].lead, "mei");
	assert_string_equal(all[0].book[0].slug, "customer-data-leak");
	mem_free(all);
	store_close(s);
}

static void the_first_screen_reads_the_cache_and_opens_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct summary *all;
	struct casefile *c;
	char label[32];
	size_t n;

	fixture_case(f, s, "one", label);
	f->now += MINUTE; /* the file is no longer just written */
	mem_free(fixture_list(f, s, &n, false));
	store_close(s);

	s = fixture_store(f, "mei", NULL);
	all = fixture_list(f, s, &n, true);
	assert_true(n == 1 && all[0].fresh);
	assert_string_equal(all[0].title, "one");
	mem_free(all);

	goes(f, store_case_open(&c, s, label, false, &f->err));
	goes(f, act_case_set(&(struct act){.c = c}, "title", "two", &f->err));
	casefile_close(c);
	all = fixture_list(f, s, &n, true);
	assert_false(all[0].fresh);
	assert_string_equal(all[0].title, "one");
	mem_free(all);
	all = fixture_list(f, s, &n, false);
	assert_true(all[0].fresh);
	assert_string_equal(all[0].title, "two");
	mem_free(all);
	store_close(s);
}

static const char *cache_name(struct fixture *f)
{
	DIR *d = opendir(fixture_path(f, "mei/cache/summaries"));
	const char *name = NULL;
	struct dirent *e;

	assert_non_null(d);
	while ((e = readdir(d)))
		if (e->d_name[0] != '.')
			name = fixture_path(f, "mei/cache/summaries/%s",
					    e->d_name);
	closedir(d);
	assert_non_null(name);
	return name;
}

static void a_broken_cache_is_passed_over_and_written_anew(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct summary *all;
	struct str bytes = {0};
	const char *path;
	char label[32];
	size_t n;

	fixture_case(f, s, "one", label);
	f->now += MINUTE;
	mem_free(fixture_list(f, s, &n, false));
	store_close(s);
	path = cache_name(f);
	goes(f, io_read(&bytes, path, 1 << 20, &f->err));
	for (size_t cut = 0; cut <= bytes.len; cut += 37) {
		char was = bytes.p[cut % bytes.len];

		bytes.p[cut % bytes.len] ^= 0x41;
		goes(f, io_replace(path, bytes.p,
				   cut % 2 ? bytes.len : cut, 0600, &f->err));
		bytes.p[cut % bytes.len] = was;
		s = fixture_store(f, "mei", NULL);
		all = fixture_list(f, s, &n, true);
		assert_true(n == 1 && !all[0].fresh && !*all[0].title);
		mem_free(all);
		if (cut == 37)
			mem_free(fixture_list(f, s, &n, false));
		store_close(s);
	}
	s = fixture_store(f, "mei", NULL);
	all = fixture_list(f, s, &n, false);
	assert_string_equal(all[0].title, "one");
	mem_free(all);
	store_close(s);
	s = fixture_store(f, "mei", NULL);
	all = fixture_list(f, s, &n, true);
	assert_true(all[0].fresh);
	mem_free(all);
	store_close(s);
	str_release(&bytes);
}

static void a_broken_case_stands_in_the_list_with_its_reason(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct summary *all;
	char label[32];
	size_t n;

	fixture_case(f, s, "one", label);
	fixture_write(f, "store/cases/INC-2026-007.case", "no case at all");
	fixture_write(f, "store/cases/INC-2026-001.case-journal", "");
	fixture_write(f, "store/cases/$(x).case", "");
	fixture_write(f, "store/cases/notes.txt", "");
	all = fixture_list(f, s, &n, false);
	assert_int_equal(n, 2);
	assert_string_equal(all[1].label, "INC-2026-007");
	assert_true(all[1].broken && all[1].open);
	assert_true(*all[1].error);
	mem_free(all);
	store_close(s);
}

/* The playbook of many cases is read once: a case that has lost its text, or
 * holds another one under its name, still stands there without steps. */
static void a_case_shows_no_text_it_does_not_hold(void **state)
{
	static const struct {
		const char *what, *sql;
	} row[] = {
		{"changed", "UPDATE att SET data = x'00'"},
		{"whole", NULL},
		{"gone", "DELETE FROM att"},
		{"whole again", NULL},
	};
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct summary *all;
	char label[32];
	size_t n;

	for (size_t i = 0; i < 4; i++) {
		fixture_case(f, s, row[i].what, label);
		if (row[i].sql)
			logfile_sql_at(fixture_path(f, "store/cases/%s.case",
						    label), row[i].sql);
	}
	all = fixture_list(f, s, &n, false);
	assert_int_equal(n, 4);
	for (size_t i = 0; i < 4; i++) {
		bool whole = str_starts(all[i].title, "whole");

		if ((all[i].total > 5) != whole)
			fail_msg("%s: %u steps", all[i].title, all[i].total);
	}
	mem_free(all);
	store_close(s);
}

static void an_action_falls_due_without_the_file_changing(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct action_args args = {.text = "change the locks", .owner = "mei",
				   .due = "2026-10-20"};
	struct summary *all;
	struct casefile *c;
	char label[32];
	size_t n;

	fixture_case(f, s, "one", label);
	goes(f, store_case_open(&c, s, label, false, &f->err));
	goes(f, act_action_add(&(struct act){.c = c}, &args, &f->err));
	casefile_close(c);
	f->now += MINUTE;
	all = fixture_list(f, s, &n, false);
	assert_int_equal(all[0].actions_open, 1);
	assert_int_equal(all[0].actions_overdue, 0);
	mem_free(all);
	f->now += 10 * 24 * 60 * MINUTE;
	all = fixture_list(f, s, &n, true);
	assert_false(all[0].fresh);
	mem_free(all);
	all = fixture_list(f, s, &n, false);
	assert_int_equal(all[0].actions_overdue, 1);
	mem_free(all);
	store_close(s);
}

static void what_people_wait_for_falls_due_as_well(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct enquiry q = {.text = "Is my number among them?"};
	struct summary *all;
	struct casefile *c;
	char label[32];
	size_t n;

	fixture_case(f, s, "one", label);
	goes(f, store_case_open(&c, s, label, false, &f->err));
	goes(f, act_enquiry_add(&(struct act){.c = c}, &q, &f->err));
	q.due = f->now + 60 * MINUTE;
	goes(f, act_enquiry_add(&(struct act){.c = c}, &q, &f->err));
	casefile_close(c);
	f->now += MINUTE;
	all = fixture_list(f, s, &n, false);
	assert_int_equal(all[0].enquiries_open, 2);
	assert_int_equal(all[0].enquiries_overdue, 0);
	mem_free(all);
	f->now += 60 * MINUTE;
	all = fixture_list(f, s, &n, false);
	assert_int_equal(all[0].enquiries_overdue, 1);
	mem_free(all);
	goes(f, store_case_open(&c, s, label, false, &f->err));
	goes(f, act_enquiry_answer(&(struct act){.c = c}, "Q-2",
				   &(struct set_answer){.text = "Yes."},
				   &f->err));
	casefile_close(c);
	f->now += MINUTE;
	all = fixture_list(f, s, &n, false);
	assert_int_equal(all[0].enquiries_open, 1);
	assert_int_equal(all[0].enquiries_overdue, 0);
	mem_free(all);
	store_close(s);
}

/* Whatever allocation fails: a code, or a list with a case that says so. */
static void out_of_memory_leaves_nothing_behind(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct store_paths paths = *store_paths(s);
	char label[32];
	int rc = ERR_NOMEM;

	fixture_case(f, s, "one", label);
	f->now += MINUTE;
	mem_free(fixture_list(f, s, &(size_t){0}, false));
	store_close(s);
	for (uint64_t nth = 1; rc; nth++) {
		struct summary *all = NULL;
		char *path = NULL;
		bool made;
		size_t n;

		mem_fail_at(nth);
		rc = store_open(&s, &made, &paths, &f->env, &f->err);
		if (!rc)
			rc = store_cases(&all, &n, s, true, &f->err);
		if (!rc)
			rc = store_find(&path, s, "001", &f->err);
		mem_fail_at(0);
		if (rc && rc != ERR_NOMEM)
			fail_msg("%d: %s", rc, f->err.what);
		mem_free(path);
		mem_free(all);
		store_close(s);
		s = NULL;
	}
}

#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_begin, fixture_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_list_tells_what_stands_in_the_case),
		T(the_first_screen_reads_the_cache_and_opens_nothing),
		T(a_broken_cache_is_passed_over_and_written_anew),
		T(a_broken_case_stands_in_the_list_with_its_reason),
		T(a_case_shows_no_text_it_does_not_hold),
		T(an_action_falls_due_without_the_file_changing),
		T(what_people_wait_for_falls_due_as_well),
		T(out_of_memory_leaves_nothing_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
