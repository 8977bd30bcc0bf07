/* Drafts: linted, reviewed by a second person, put in force. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "tests/support/draftfix.h"

#define OK(call) goes(&x->f, (call))

static void a_draft_is_reviewed_by_another_and_put_in_force(void **state)
{
	struct draftfix *x = *state;
	struct draft_merging m;
	struct str t = {0};
	struct draft d;

	draftfix_new(x, "doubt");
	draftfix_edit(x, "doubt", BOOK, SPREAD, "When in doubt, or alone");
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_true(d.unfinished && d.mine);
	assert_string_equal(d.slug, "ransomware");
	assert_string_equal(d.tip.id, "");
	OK(store_draft_commit(x->id, x->s, "doubt", "Say it short",
			      &x->f.err));
	OK(store_draft(&d, x->s, "ransomware", &x->f.err));
	assert_string_equal(d.name, "doubt");
	assert_string_equal(d.tip.id, x->id);
	assert_false(d.unfinished);
	assert_int_equal(d.ahead, 1);
	assert_int_equal(d.state, DRAFT_WRITING);
	assert_int_equal(store_draft_merge(&m, x->s, "doubt", NULL,
					   &x->f.err), ERR_REFUSED);
	draftfix_says(x, "not offered for review");
	OK(store_draft_offer(x->s, "doubt", &x->f.err));
	assert_int_equal(draftfix_state(x, "doubt"), DRAFT_OFFERED);
	assert_int_equal(store_draft_approve(x->s, "doubt", NULL, &x->f.err),
			 ERR_REFUSED);
	draftfix_says(x, "you wrote some of draft doubt");
	assert_int_equal(store_draft_merge(&m, x->s, "doubt", NULL,
					   &x->f.err), ERR_REFUSED);
	draftfix_says(x, "waits for a second person");
	draftfix_be(x, "mei");
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_true(d.waits_for_me && !d.mine);
	assert_int_equal(store_draft_approve(x->s, "doubt", d.base,
					     &x->f.err), ERR_MOVED);
	draftfix_says(x, "draft doubt was changed while you read it");
	OK(store_draft_approve(x->s, "doubt", d.tip.id, &x->f.err));
	assert_int_equal(draftfix_state(x, "doubt"), DRAFT_APPROVED);
	draftfix_main(x, "When in doubt", false);
	OK(store_draft_merge(&m, x->s, "doubt", NULL, &x->f.err));
	draftfix_main(x, "When in doubt", true);
	assert_int_equal(store_draft(&d, x->s, "doubt", &x->f.err),
			 ERR_NOTFOUND);
	OK(repo_message(&t, store_repo(x->s, NULL), m.id, &x->f.err));
	assert_non_null(strstr(str_text(&t), "Put draft/doubt in force\n"));
	assert_non_null(strstr(str_text(&t),
			       "\nReviewed-by: mei <mei@example.org>\n"));
	str_release(&t);
	draft_merging_release(&m);
}

static void an_approval_is_void_once_the_text_is_another(void **state)
{
	struct draftfix *x = *state;
	struct draft_merging m;

	draftfix_new(x, "doubt");
	draftfix_change(x, "doubt", SPREAD, "When in doubt, or alone");
	OK(store_draft_offer(x->s, "doubt", &x->f.err));
	draftfix_be(x, "mei");
	OK(store_draft_approve(x->s, "doubt", NULL, &x->f.err));
	draftfix_be(x, "lin");
	draftfix_change(x, "doubt", PHOTO, "Use a phone of your own.");
	assert_int_equal(draftfix_state(x, "doubt"), DRAFT_OFFERED);
	assert_int_equal(store_draft_merge(&m, x->s, "doubt", NULL,
					   &x->f.err), ERR_REFUSED);
	draftfix_be(x, "mei");
	OK(store_draft_approve(x->s, "doubt", NULL, &x->f.err));
	draftfix_be(x, "lin");
	OK(store_draft_withdraw(x->s, "doubt", &x->f.err));
	assert_int_equal(draftfix_state(x, "doubt"), DRAFT_WRITING);
	OK(store_draft_merge(&m, x->s, "doubt", "It is\nSunday", &x->f.err));
	draft_merging_release(&m);
	draftfix_main(x, "Use a phone of your own.", true);
}

static void an_override_stands_in_the_merge(void **state)
{
	struct draftfix *x = *state;
	struct draft_merging m;
	struct str t = {0};

	draftfix_new(x, "doubt");
	draftfix_change(x, "doubt", SPREAD, "When in doubt, or alone");
	assert_int_equal(store_draft_merge(&m, x->s, "doubt", "  ",
					   &x->f.err), ERR_USAGE);
	OK(store_draft_merge(&m, x->s, "doubt", "It is\nSunday", &x->f.err));
	OK(repo_message(&t, store_repo(x->s, NULL), "main", &x->f.err));
	assert_non_null(strstr(str_text(&t),
			       "\nReview-override: It is Sunday\n"));
	str_release(&t);
	draft_merging_release(&m);
}

static void a_team_of_one_needs_no_second_person(void **state)
{
	static const char team[] = "team: 1\nreview: one\n";
	struct draftfix *x = *state;
	struct draft_merging m;

	OK(store_team_set(x->s, team, strlen(team), &x->f.err));
	draftfix_new(x, "doubt");
	draftfix_change(x, "doubt", SPREAD, "When in doubt, or alone");
	OK(store_draft_merge(&m, x->s, "doubt", NULL, &x->f.err));
	draft_merging_release(&m);
	draftfix_main(x, "When in doubt", true);
}

/* The rule is that of main: a draft cannot lower it for itself. */
static void a_draft_does_not_change_the_rule_it_is_under(void **state)
{
	static const char team[] = "team: 1\nreview: one\n";
	struct repo_file f = {"team.yaml", team, sizeof(team) - 1};
	struct repo_person lin = {"lin", "lin@example.org"};
	struct draftfix *x = *state;
	struct draft_merging m;

	draftfix_new(x, "doubt");
	draftfix_change(x, "doubt", SPREAD, "When in doubt, or alone");
	OK(repo_commit(x->id, store_repo(x->s, NULL), "draft/doubt", &f, 1,
		       &lin, x->f.now, 0, "team\n", &x->f.err));
	assert_int_equal(store_draft_merge(&m, x->s, "doubt", NULL,
					   &x->f.err), ERR_REFUSED);
}

static void errors_stay_in_the_draft(void **state)
{
	struct draftfix *x = *state;
	struct draft_merging m;
	struct draft d;

	draftfix_new(x, "bad");
	draftfix_edit(x, "bad", BOOK, "- role: it\n", "- rol: it\n");
	assert_int_equal(store_draft_commit(x->id, x->s, "bad", "Try",
					    &x->f.err), ERR_INVALID);
	draftfix_says(x, "draft/bad: lint finds");
	assert_true(str_starts(x->f.err.where, "ransomware.md:25:3: "));
	OK(store_draft(&d, x->s, "bad", &x->f.err));
	assert_true(d.unfinished && d.errors);
	OK(store_draft_commit_anyway(x->id, x->s, "bad", "Try", &x->f.err));
	assert_int_equal(store_draft_offer(x->s, "bad", &x->f.err),
			 ERR_INVALID);
	assert_int_equal(store_draft_merge(&m, x->s, "bad", "now",
					   &x->f.err), ERR_INVALID);
	draftfix_main(x, "- rol: it", false);
}

/* A fault of a file beside the playbooks; where lint puts its finger. */
static void stays_out(struct draftfix *x, const char *draft, const char *file,
		      const char *from, const char *to, const char *where)
{
	struct draft_merging m;
	struct draft d;

	draftfix_new(x, draft);
	draftfix_edit(x, draft, file, from, to);
	assert_int_equal(store_draft_commit(x->id, x->s, draft, "Try",
					    &x->f.err), ERR_INVALID);
	OK(store_draft_commit_anyway(x->id, x->s, draft, "Try", &x->f.err));
	OK(store_draft(&d, x->s, draft, &x->f.err));
	assert_true(d.errors > 0);
	assert_int_equal(store_draft_offer(x->s, draft, &x->f.err),
			 ERR_INVALID);
	draftfix_says(x, "lint finds");
	if (!str_starts(x->f.err.where, where))
		fail_msg("not at %s: %s", where, x->f.err.where);
	assert_int_equal(store_draft_merge(&m, x->s, draft, "now",
					   &x->f.err), ERR_INVALID);
	if (!str_starts(x->f.err.where, where))
		fail_msg("not at %s: %s", where, x->f.err.where);
}

static void clocks_notices_and_drills_are_linted_too(void **state)
{
	struct draftfix *x = *state;

	stays_out(x, "clocks", "clocks/eu.yaml", "status: in_force",
		  "status: in_farce", "clocks/eu.yaml:25:13: ");
	stays_out(x, "yaml", "clocks/cn.yaml", "jurisdictions:",
		  "jurisdictions: [", "clocks/cn.yaml:");
	stays_out(x, "holiday", "clocks/calendars/cn-statutory.yaml",
		  "calendars:", "calenders:", "clocks/calendars/");
	stays_out(x, "notice", "notices/gdpr-authority.en.md", "{{firm}}",
		  "{{frim}}", "notices/gdpr-authority.en.md:6:53: ");
	stays_out(x, "drill", "drills/first-call.en.md", "at: 4m", "at: 4x",
		  "drills/first-call.en.md:24:3: ");
	stays_out(x, "team", "team.yaml", "team: 1", "team: 1\nreview: tow",
		  "team.yaml:");
}

static void what_main_has_wrong_holds_up_nobody(void **state)
{
	struct draftfix *x = *state;
	struct draft_merging m;
	struct repo_person lin = {"lin", "lin@example.org"};
	struct repo_file bad = {"notices/odd.en.md", "---\nnotice: 1\n", 15};

	OK(repo_commit(x->id, store_repo(x->s, NULL), "main", &bad, 1, &lin,
		       x->f.now, 0, "odd\n", &x->f.err));
	draftfix_new(x, "words");
	draftfix_edit(x, "words", "notices/gdpr-authority.en.md", "To: {{to}}",
		      "For: {{to}}");
	OK(store_draft_commit(x->id, x->s, "words", "Say it", &x->f.err));
	OK(store_draft_offer(x->s, "words", &x->f.err));
	draftfix_be(x, "mei");
	OK(store_draft_approve(x->s, "words", NULL, &x->f.err));
	OK(store_draft_merge(&m, x->s, "words", NULL, &x->f.err));
	draft_merging_release(&m);
}

static void what_lint_finds_wrong_is_not_approved(void **state)
{
	struct draftfix *x = *state;
	struct repo_person lin = {"lin", "lin@example.org"};
	struct repo_file bad = {"clocks/odd.yaml", "clocks: [", 9};

	draftfix_new(x, "odd");
	draftfix_change(x, "odd", SPREAD, "When in doubt, or alone");
	OK(store_draft_offer(x->s, "odd", &x->f.err));
	OK(repo_commit(x->id, store_repo(x->s, NULL), "draft/odd", &bad, 1,
		       &lin, x->f.now, 0, "by plain git\n", &x->f.err));
	draftfix_be(x, "mei");
	assert_int_equal(store_draft_approve(x->s, "odd", NULL, &x->f.err),
			 ERR_INVALID);
	if (!str_starts(x->f.err.where, "clocks/odd.yaml:2:1: "))
		fail_msg("%s", x->f.err.where);
}

static void a_comment_stays_with_the_draft_and_approves_nothing(void **state)
{
	struct draftfix *x = *state;
	struct draft_comment *c;
	struct arena a = {0};
	struct draft d;
	size_t n;

	draftfix_new(x, "doubt");
	assert_int_equal(store_draft_comment(x->s, "doubt", "", "What?",
					     &x->f.err), ERR_REFUSED);
	draftfix_change(x, "doubt", SPREAD, "When in doubt, or alone");
	OK(store_draft_offer(x->s, "doubt", &x->f.err));
	draftfix_be(x, "mei");
	assert_int_equal(store_draft_comment(x->s, "doubt", "", " \n",
					     &x->f.err), ERR_USAGE);
	draftfix_says(x, "a comment needs words");
	OK(store_draft_comment(x->s, "doubt", "spread-now",
			       "Who decides?\n\nName a role.\n",
			       &x->f.err));
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_int_equal(d.state, DRAFT_OFFERED);
	assert_true(d.waits_for_me);
	OK(store_draft_approve(x->s, "doubt", x->id, &x->f.err));
	draftfix_be(x, "lin");
	OK(store_draft_comment(x->s, "doubt", "", "The lead does.",
			       &x->f.err));
	OK(store_draft_comments(&c, &n, &a, x->s, "doubt", &x->f.err));
	assert_int_equal(n, 2);
	assert_string_equal(c[0].who, "mei");
	assert_string_equal(c[0].step, "spread-now");
	assert_string_equal(c[0].text, "Who decides?\n\nName a role.");
	assert_string_equal(c[1].who, "lin");
	assert_string_equal(c[1].step, "");
	assert_string_equal(c[1].text, "The lead does.");
	assert_int_equal(draftfix_state(x, "doubt"), DRAFT_APPROVED);
	arena_release(&a);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, draftfix_up, draftfix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_draft_is_reviewed_by_another_and_put_in_force),
		TEST(an_approval_is_void_once_the_text_is_another),
		TEST(an_override_stands_in_the_merge),
		TEST(a_team_of_one_needs_no_second_person),
		TEST(a_draft_does_not_change_the_rule_it_is_under),
		TEST(errors_stay_in_the_draft),
		TEST(clocks_notices_and_drills_are_linted_too),
		TEST(what_main_has_wrong_holds_up_nobody),
		TEST(what_lint_finds_wrong_is_not_approved),
		TEST(a_comment_stays_with_the_draft_and_approves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
