/* Drafts: kept, committed, merged with what others wrote meanwhile, dropped. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/mem.h"
#include "tests/support/draftfix.h"

#define OK(call) goes(&x->f, (call))

static void without_a_message_the_text_waits(void **state)
{
	struct draftfix *x = *state;
	struct draft d;

	draftfix_new(x, "doubt");
	draftfix_edit(x, "doubt", BOOK, SPREAD, "When in doubt, or alone");
	assert_int_equal(store_draft_commit(x->id, x->s, "doubt", " \n",
					    &x->f.err), ERR_CANCELLED);
	assert_non_null(strstr(x->f.err.fix, "stanch playbook edit doubt"));
	store_close(x->s);
	x->s = NULL;
	draftfix_be(x, "lin");
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_true(d.unfinished);
	OK(store_draft_commit(x->id, x->s, "doubt", "Now", &x->f.err));
}

static void git_must_know_the_person(void **state)
{
	struct draftfix *x = *state;
	struct draft d;

	fixture_git(&x->f, "config", "--unset", "user.email");
	assert_int_equal(store_draft_new(&d, x->s, "doubt", &x->f.err),
			 ERR_REFUSED);
	draftfix_says(x, "git does not know your name and address");
	assert_non_null(strstr(x->f.err.fix,
			       "git config --global user.email"));
	fixture_git(&x->f, "config", "user.email", "lin@example.org");
}

static void two_drafts_that_change_two_steps_both_come_in(void **state)
{
	struct draftfix *x = *state;
	struct draft_merging m;

	draftfix_new(x, "one");
	draftfix_new(x, "two");
	draftfix_change(x, "one", SPREAD, "When in doubt, or alone");
	draftfix_change(x, "two", PHOTO, "Use a phone of your own.");
	OK(store_draft_merge(&m, x->s, "one", "why", &x->f.err));
	OK(store_draft_merge(&m, x->s, "two", "why", &x->f.err));
	draft_merging_release(&m);
	draftfix_main(x, "When in doubt", true);
	draftfix_main(x, "Use a phone of your own.", true);
}

static void a_step_both_changed_is_asked_for(void **state)
{
	struct draftfix *x = *state;
	struct arena a = {0};
	struct draft_mark *mark;
	size_t n;
	struct draft_merging m;
	struct str t = {0};
	struct draft d;

	draftfix_new(x, "one");
	draftfix_new(x, "two");
	draftfix_change(x, "one", SPREAD, "When in doubt, or alone");
	draftfix_edit(x, "two", BOOK, PHOTO, "Use a phone of your own.");
	draftfix_change(x, "two", SPREAD, "If nobody can look");
	OK(store_draft_merge(&m, x->s, "one", "why", &x->f.err));
	draft_merging_release(&m);
	assert_int_equal(store_draft_merge(&m, x->s, "two", "why",
					   &x->f.err), ERR_REFUSED);
	draftfix_says(x, "main and draft/two both changed 1 step");
	assert_string_equal(x->f.err.where, "ransomware.md: spread-now");
	assert_int_equal(m.count, 1);
	assert_non_null(strstr(m.at[0].ours, "If nobody can look"));
	assert_non_null(strstr(m.at[0].theirs, "When in doubt, or alone"));
	draft_merging_release(&m);
	OK(store_draft_marks(&mark, &n, &a, x->s, "two", &x->f.err));
	assert_int_equal(n, 1);
	assert_string_equal(mark->file, BOOK);
	assert_true(str_starts(mark->title, "Spread: "));
	assert_true(mark->line > 1);
	arena_release(&a);
	OK(store_draft(&d, x->s, "two", &x->f.err));
	assert_true(d.conflict && d.unfinished);
	OK(store_draft_text(&t, x->s, "two", BOOK, &x->f.err));
	assert_non_null(strstr(str_text(&t), "<<<<<<< draft\n"));
	assert_non_null(strstr(str_text(&t), "own.")); /* merged by itself */
	assert_int_equal(store_draft_commit(x->id, x->s, "two", "m",
					    &x->f.err), ERR_INVALID);
	draftfix_says(x, "ransomware.md holds marks of a conflict");
	str_release(&t);
	OK(repo_read(&t, store_repo(x->s, NULL), "main", BOOK, &x->f.err));
	OK(store_draft_keep(x->s, "two", BOOK, str_text(&t), t.len,
			    &x->f.err));
	draftfix_edit(x, "two", BOOK, "When in doubt, or alone", "Both");
	OK(store_draft_commit(x->id, x->s, "two", "Merge main", &x->f.err));
	OK(store_draft_merge(&m, x->s, "two", "why", &x->f.err));
	draft_merging_release(&m);
	draftfix_main(x, "Both", true);
	str_release(&t);
}

static void two_who_write_one_draft_do_not_trample(void **state)
{
	struct draftfix *x = *state;

	draftfix_new(x, "doubt");
	draftfix_change(x, "doubt", SPREAD, "When in doubt, or alone");
	draftfix_edit(x, "doubt", BOOK, PHOTO, "Use a phone of your own.");
	draftfix_be(x, "mei");
	draftfix_change(x, "doubt", "When in doubt, or alone",
			"If nobody can look");
	draftfix_be(x, "lin");
	OK(store_draft_commit(x->id, x->s, "doubt", "Phone", &x->f.err));
	draftfix_edit(x, "doubt", BOOK, "If nobody can look", "Alone");
	draftfix_be(x, "mei");
	draftfix_change(x, "doubt", "If nobody can look", "If nobody looks");
	draftfix_be(x, "lin");
	assert_int_equal(store_draft_commit(x->id, x->s, "doubt", "Alone",
					    &x->f.err), ERR_MOVED);
	draftfix_says(x, "draft doubt was changed by somebody else meanwhile");
	assert_string_equal(x->f.err.where, "ransomware.md: spread-now");
}

static void a_dropped_draft_can_be_brought_back(void **state)
{
	struct draftfix *x = *state;
	char id[COMMIT_HEX];
	struct draft d;

	draftfix_new(x, "doubt");
	draftfix_change(x, "doubt", SPREAD, "When in doubt, or alone");
	draftfix_edit(x, "doubt", BOOK, PHOTO, "Use a phone of your own.");
	OK(store_draft_drop(id, x->s, "doubt", &x->f.err));
	assert_string_equal(id, x->id);
	assert_int_equal(store_draft(&d, x->s, "doubt", &x->f.err),
			 ERR_NOTFOUND);
	fixture_git(&x->f, "branch", "draft/doubt", id);
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_false(d.unfinished);
}

static void a_kept_text_is_for_its_writer_alone(void **state)
{
	struct draftfix *x = *state;
	struct stat st;
	char *path;

	draftfix_new(x, "doubt");
	draftfix_edit(x, "doubt", BOOK, SPREAD, "When in doubt, or alone");
	OK(store_draft_path(&path, x->s, "doubt", BOOK, &x->f.err));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	mem_free(path);
	assert_int_equal(store_draft_path(&path, x->s, "doubt", "../x",
					  &x->f.err), ERR_REFUSED);
}

static void odd_names_are_refused(void **state)
{
	static const char *const bad[] = {
		"", "..", "../x", "-d", ".x", "a b", "a..b", "a/", "/a", "a//b",
		"x.lock", "a~1", "a^", "a:b", "a@{0}", "a%b", "a\nb",
		"\x1b[31m", "\xff", "a\\b", "$(id)",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	};
	struct draftfix *x = *state;
	struct draft d;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (store_draft_new(&d, x->s, bad[i], &x->f.err) !=
			    ERR_REFUSED ||
		    strchr(x->f.err.what, '\x1b'))
			fail_msg("%zu: %s", i, x->f.err.what);
	OK(store_draft_new(&d, x->s, "lin/backups-2", &x->f.err));
}

static void what_plain_git_did_is_seen(void **state)
{
	struct draftfix *x = *state;
	struct draft *all;
	struct draft d;
	size_t n;

	draftfix_new(x, "doubt");
	draftfix_change(x, "doubt", SPREAD, "When in doubt, or alone");
	fixture_git(&x->f, "branch", "draft/-odd", "main");
	fixture_git(&x->f, "branch", "draft/lin/other", "main");
	fixture_git(&x->f, "update-ref", "refs/heads/main", x->id);
	OK(store_drafts(&all, &n, x->s, &x->f.err));
	assert_int_equal(n, 2);
	assert_string_equal(all[0].name, "doubt");
	assert_string_equal(all[1].name, "lin/other");
	mem_free(all);
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_int_equal(d.ahead, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, draftfix_up, draftfix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_message_the_text_waits),
		TEST(git_must_know_the_person),
		TEST(two_drafts_that_change_two_steps_both_come_in),
		TEST(a_step_both_changed_is_asked_for),
		TEST(two_who_write_one_draft_do_not_trample),
		TEST(a_dropped_draft_can_be_brought_back),
		TEST(a_kept_text_is_for_its_writer_alone),
		TEST(odd_names_are_refused),
		TEST(what_plain_git_did_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
