/* Drafts: kept, committed, reviewed by a second person, put in force. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/store/draft.h"
#include "core/store/stepmerge.h"
#include "tests/support/fixture.h"

struct scene {
	struct fixture f;
	struct store *s; /* of whoever git says we are */
	char id[COMMIT_HEX];
};

#define BOOK "ransomware.md"
#define SPREAD "In doubt, or if nobody can look within five minutes"
#define PHOTO "Use a phone that is not on the firm's network."

static void git(struct scene *x, const char *a, const char *b, const char *c)
{
	const char *argv[] = {"git", "-C", fixture_path(&x->f,
			      "store/playbooks"), a, b, c, NULL};
	struct str out = {0}, errs = {0};
	int status = -1;

	io_run(&status, &out, &errs, argv, NULL, 1 << 20, 20000, NULL);
	if (status)
		fail_msg("git %s %s: %s", a, b, str_text(&errs));
	str_release(&out);
	str_release(&errs);
}

/* From here on git knows this person, on a device of their own. */
static void be(struct scene *x, const char *who)
{
	char mail[64];

	snprintf(mail, sizeof(mail), "%s@example.org", who);
	store_close(x->s);
	x->s = fixture_store(&x->f, who, NULL);
	git(x, "config", "user.name", who);
	git(x, "config", "user.email", mail);
}

static int setup(void **state)
{
	struct scene *x = calloc(1, sizeof(*x));

	fixture_up(&x->f);
	setenv("HOME", x->f.dir, 1);
	be(x, "lin");
	*state = x;
	return 0;
}

static int teardown(void **state)
{
	struct scene *x = *state;

	git(x, "fsck", "--strict", NULL);
	store_close(x->s);
	fixture_down(&x->f);
	free(x);
	return 0;
}

#define OK(call) \
	do { \
		if (call) \
			fail_msg("%s: %s %s", #call, x->f.err.what, \
				 x->f.err.where); \
	} while (0)

/* The text of the draft with one phrase for another, kept. */
static void edit(struct scene *x, const char *draft, const char *file,
		 const char *from, const char *to)
{
	struct str t = {0}, out = {0};
	const char *at;

	OK(store_draft_text(&t, x->s, draft, file, &x->f.err));
	at = strstr(str_text(&t), from);
	assert_non_null(at);
	str_addn(&out, t.p, (size_t)(at - t.p));
	str_add(&out, to);
	str_add(&out, at + strlen(from));
	OK(store_draft_keep(x->s, draft, file, str_text(&out), out.len,
			    &x->f.err));
	str_release(&t);
	str_release(&out);
}

static void change(struct scene *x, const char *draft, const char *from,
		   const char *to)
{
	edit(x, draft, BOOK, from, to);
	OK(store_draft_commit(x->id, x->s, draft, "Change it", &x->f.err));
}

static void begin(struct scene *x, const char *draft)
{
	struct draft d;

	OK(store_draft_new(&d, x->s, draft, &x->f.err));
}

static void main_has(struct scene *x, const char *words, bool has)
{
	struct str t = {0};

	OK(repo_read(&t, store_repo(x->s, NULL), "main", BOOK, &x->f.err));
	if ((strstr(str_text(&t), words) != NULL) != has)
		fail_msg("main %s \"%s\"", has ? "lacks" : "has", words);
	str_release(&t);
}

static void says(struct scene *x, const char *want)
{
	if (!strstr(x->f.err.what, want))
		fail_msg("\"%s\" is not in \"%s\"", want, x->f.err.what);
}

static enum draft_state state_of(struct scene *x, const char *name)
{
	struct draft d;

	OK(store_draft(&d, x->s, name, &x->f.err));
	return d.state;
}

static void a_draft_is_reviewed_by_another_and_put_in_force(void **state)
{
	struct scene *x = *state;
	struct draft_merging m;
	struct str t = {0};
	struct draft d;

	begin(x, "doubt");
	edit(x, "doubt", BOOK, SPREAD, "When in doubt, or alone");
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
	says(x, "not offered for review");
	OK(store_draft_offer(x->s, "doubt", &x->f.err));
	assert_int_equal(state_of(x, "doubt"), DRAFT_OFFERED);
	assert_int_equal(store_draft_approve(x->s, "doubt", NULL, &x->f.err),
			 ERR_REFUSED);
	says(x, "you wrote some of draft doubt");
	assert_int_equal(store_draft_merge(&m, x->s, "doubt", NULL,
					   &x->f.err), ERR_REFUSED);
	says(x, "waits for a second person");
	be(x, "mei");
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_true(d.waits_for_me && !d.mine);
	assert_int_equal(store_draft_approve(x->s, "doubt", d.base,
					     &x->f.err), ERR_MOVED);
	says(x, "draft doubt was changed while you read it");
	OK(store_draft_approve(x->s, "doubt", d.tip.id, &x->f.err));
	assert_int_equal(state_of(x, "doubt"), DRAFT_APPROVED);
	main_has(x, "When in doubt", false);
	OK(store_draft_merge(&m, x->s, "doubt", NULL, &x->f.err));
	main_has(x, "When in doubt", true);
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
	struct scene *x = *state;
	struct draft_merging m;

	begin(x, "doubt");
	change(x, "doubt", SPREAD, "When in doubt, or alone");
	OK(store_draft_offer(x->s, "doubt", &x->f.err));
	be(x, "mei");
	OK(store_draft_approve(x->s, "doubt", NULL, &x->f.err));
	be(x, "lin");
	change(x, "doubt", PHOTO, "Use a phone of your own.");
	assert_int_equal(state_of(x, "doubt"), DRAFT_OFFERED);
	assert_int_equal(store_draft_merge(&m, x->s, "doubt", NULL,
					   &x->f.err), ERR_REFUSED);
	be(x, "mei");
	OK(store_draft_approve(x->s, "doubt", NULL, &x->f.err));
	be(x, "lin");
	OK(store_draft_withdraw(x->s, "doubt", &x->f.err));
	assert_int_equal(state_of(x, "doubt"), DRAFT_WRITING);
	OK(store_draft_merge(&m, x->s, "doubt", "It is\nSunday", &x->f.err));
	draft_merging_release(&m);
	main_has(x, "Use a phone of your own.", true);
}

static void an_override_stands_in_the_merge(void **state)
{
	struct scene *x = *state;
	struct draft_merging m;
	struct str t = {0};

	begin(x, "doubt");
	change(x, "doubt", SPREAD, "When in doubt, or alone");
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
	struct scene *x = *state;
	struct draft_merging m;

	OK(store_team_set(x->s, team, strlen(team), &x->f.err));
	begin(x, "doubt");
	change(x, "doubt", SPREAD, "When in doubt, or alone");
	OK(store_draft_merge(&m, x->s, "doubt", NULL, &x->f.err));
	draft_merging_release(&m);
	main_has(x, "When in doubt", true);
}

/* The rule is that of main: a draft cannot lower it for itself. */
static void a_draft_does_not_change_the_rule_it_is_under(void **state)
{
	static const char team[] = "team: 1\nreview: one\n";
	struct repo_file f = {"team.yaml", team, sizeof(team) - 1};
	struct repo_person lin = {"lin", "lin@example.org"};
	struct scene *x = *state;
	struct draft_merging m;

	begin(x, "doubt");
	change(x, "doubt", SPREAD, "When in doubt, or alone");
	OK(repo_commit(x->id, store_repo(x->s, NULL), "draft/doubt", &f, 1,
		       &lin, x->f.now, 0, "team\n", &x->f.err));
	assert_int_equal(store_draft_merge(&m, x->s, "doubt", NULL,
					   &x->f.err), ERR_REFUSED);
}

static void errors_stay_in_the_draft(void **state)
{
	struct scene *x = *state;
	struct draft_merging m;
	struct draft d;

	begin(x, "bad");
	edit(x, "bad", BOOK, "- role: it\n", "- rol: it\n");
	assert_int_equal(store_draft_commit(x->id, x->s, "bad", "Try",
					    &x->f.err), ERR_INVALID);
	says(x, "draft/bad: lint finds");
	assert_true(str_starts(x->f.err.where, "ransomware.md:25:3: "));
	OK(store_draft(&d, x->s, "bad", &x->f.err));
	assert_true(d.unfinished && d.errors);
	OK(store_draft_commit_anyway(x->id, x->s, "bad", "Try", &x->f.err));
	assert_int_equal(store_draft_offer(x->s, "bad", &x->f.err),
			 ERR_INVALID);
	assert_int_equal(store_draft_merge(&m, x->s, "bad", "now",
					   &x->f.err), ERR_INVALID);
	main_has(x, "- rol: it", false);
}

/* A fault of a file beside the playbooks; where lint puts its finger. */
static void stays_out(struct scene *x, const char *draft, const char *file,
		      const char *from, const char *to, const char *where)
{
	struct draft_merging m;
	struct draft d;

	begin(x, draft);
	edit(x, draft, file, from, to);
	assert_int_equal(store_draft_commit(x->id, x->s, draft, "Try",
					    &x->f.err), ERR_INVALID);
	OK(store_draft_commit_anyway(x->id, x->s, draft, "Try", &x->f.err));
	OK(store_draft(&d, x->s, draft, &x->f.err));
	assert_true(d.errors > 0);
	assert_int_equal(store_draft_offer(x->s, draft, &x->f.err),
			 ERR_INVALID);
	says(x, "lint finds");
	if (!str_starts(x->f.err.where, where))
		fail_msg("not at %s: %s", where, x->f.err.where);
	assert_int_equal(store_draft_merge(&m, x->s, draft, "now",
					   &x->f.err), ERR_INVALID);
	if (!str_starts(x->f.err.where, where))
		fail_msg("not at %s: %s", where, x->f.err.where);
}

static void clocks_notices_and_drills_are_linted_too(void **state)
{
	struct scene *x = *state;

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
	struct scene *x = *state;
	struct draft_merging m;
	struct repo_person lin = {"lin", "lin@example.org"};
	struct repo_file bad = {"notices/odd.en.md", "---\nnotice: 1\n", 15};

	OK(repo_commit(x->id, store_repo(x->s, NULL), "main", &bad, 1, &lin,
		       x->f.now, 0, "odd\n", &x->f.err));
	begin(x, "words");
	edit(x, "words", "notices/gdpr-authority.en.md", "To: {{to}}",
	     "For: {{to}}");
	OK(store_draft_commit(x->id, x->s, "words", "Say it", &x->f.err));
	OK(store_draft_offer(x->s, "words", &x->f.err));
	be(x, "mei");
	OK(store_draft_approve(x->s, "words", NULL, &x->f.err));
	OK(store_draft_merge(&m, x->s, "words", NULL, &x->f.err));
	draft_merging_release(&m);
}

static void what_lint_finds_wrong_is_not_approved(void **state)
{
	struct scene *x = *state;
	struct repo_person lin = {"lin", "lin@example.org"};
	struct repo_file bad = {"clocks/odd.yaml", "clocks: [", 9};

	begin(x, "odd");
	change(x, "odd", SPREAD, "When in doubt, or alone");
	OK(store_draft_offer(x->s, "odd", &x->f.err));
	OK(repo_commit(x->id, store_repo(x->s, NULL), "draft/odd", &bad, 1,
		       &lin, x->f.now, 0, "by plain git\n", &x->f.err));
	be(x, "mei");
	assert_int_equal(store_draft_approve(x->s, "odd", NULL, &x->f.err),
			 ERR_INVALID);
	if (!str_starts(x->f.err.where, "clocks/odd.yaml:2:1: "))
		fail_msg("%s", x->f.err.where);
}

static void without_a_message_the_text_waits(void **state)
{
	struct scene *x = *state;
	struct draft d;

	begin(x, "doubt");
	edit(x, "doubt", BOOK, SPREAD, "When in doubt, or alone");
	assert_int_equal(store_draft_commit(x->id, x->s, "doubt", " \n",
					    &x->f.err), ERR_CANCELLED);
	assert_non_null(strstr(x->f.err.fix, "stanch playbook edit doubt"));
	store_close(x->s);
	x->s = NULL;
	be(x, "lin");
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_true(d.unfinished);
	OK(store_draft_commit(x->id, x->s, "doubt", "Now", &x->f.err));
}

static void git_must_know_the_person(void **state)
{
	struct scene *x = *state;
	struct draft d;

	git(x, "config", "--unset", "user.email");
	assert_int_equal(store_draft_new(&d, x->s, "doubt", &x->f.err),
			 ERR_REFUSED);
	says(x, "git does not know your name and address");
	assert_non_null(strstr(x->f.err.fix,
			       "git config --global user.email"));
	git(x, "config", "user.email", "lin@example.org");
}

static void two_drafts_that_change_two_steps_both_come_in(void **state)
{
	struct scene *x = *state;
	struct draft_merging m;

	begin(x, "one");
	begin(x, "two");
	change(x, "one", SPREAD, "When in doubt, or alone");
	change(x, "two", PHOTO, "Use a phone of your own.");
	OK(store_draft_merge(&m, x->s, "one", "why", &x->f.err));
	OK(store_draft_merge(&m, x->s, "two", "why", &x->f.err));
	draft_merging_release(&m);
	main_has(x, "When in doubt", true);
	main_has(x, "Use a phone of your own.", true);
}

static void a_step_both_changed_is_asked_for(void **state)
{
	struct scene *x = *state;
	struct arena a = {0};
	struct draft_mark *mark;
	size_t n;
	struct draft_merging m;
	struct str t = {0};
	struct draft d;

	begin(x, "one");
	begin(x, "two");
	change(x, "one", SPREAD, "When in doubt, or alone");
	edit(x, "two", BOOK, PHOTO, "Use a phone of your own.");
	change(x, "two", SPREAD, "If nobody can look");
	OK(store_draft_merge(&m, x->s, "one", "why", &x->f.err));
	draft_merging_release(&m);
	assert_int_equal(store_draft_merge(&m, x->s, "two", "why",
					   &x->f.err), ERR_REFUSED);
	says(x, "main and draft/two both changed 1 step");
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
	says(x, "ransomware.md holds marks of a conflict");
	str_release(&t);
	OK(repo_read(&t, store_repo(x->s, NULL), "main", BOOK, &x->f.err));
	OK(store_draft_keep(x->s, "two", BOOK, str_text(&t), t.len,
			    &x->f.err));
	edit(x, "two", BOOK, "When in doubt, or alone", "Both");
	OK(store_draft_commit(x->id, x->s, "two", "Merge main", &x->f.err));
	OK(store_draft_merge(&m, x->s, "two", "why", &x->f.err));
	draft_merging_release(&m);
	main_has(x, "Both", true);
	str_release(&t);
}

static void a_comment_stays_with_the_draft_and_approves_nothing(void **state)
{
	struct scene *x = *state;
	struct draft_comment *c;
	struct arena a = {0};
	struct draft d;
	size_t n;

	begin(x, "doubt");
	assert_int_equal(store_draft_comment(x->s, "doubt", "", "What?",
					     &x->f.err), ERR_REFUSED);
	change(x, "doubt", SPREAD, "When in doubt, or alone");
	OK(store_draft_offer(x->s, "doubt", &x->f.err));
	be(x, "mei");
	assert_int_equal(store_draft_comment(x->s, "doubt", "", " \n",
					     &x->f.err), ERR_USAGE);
	says(x, "a comment needs words");
	OK(store_draft_comment(x->s, "doubt", "spread-now",
			       "Who decides?\n\nName a role.\n",
			       &x->f.err));
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_int_equal(d.state, DRAFT_OFFERED);
	assert_true(d.waits_for_me);
	OK(store_draft_approve(x->s, "doubt", x->id, &x->f.err));
	be(x, "lin");
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
	assert_int_equal(state_of(x, "doubt"), DRAFT_APPROVED);
	arena_release(&a);
}

static void two_who_write_one_draft_do_not_trample(void **state)
{
	struct scene *x = *state;

	begin(x, "doubt");
	change(x, "doubt", SPREAD, "When in doubt, or alone");
	edit(x, "doubt", BOOK, PHOTO, "Use a phone of your own.");
	be(x, "mei");
	change(x, "doubt", "When in doubt, or alone", "If nobody can look");
	be(x, "lin");
	OK(store_draft_commit(x->id, x->s, "doubt", "Phone", &x->f.err));
	edit(x, "doubt", BOOK, "If nobody can look", "Alone");
	be(x, "mei");
	change(x, "doubt", "If nobody can look", "If nobody looks");
	be(x, "lin");
	assert_int_equal(store_draft_commit(x->id, x->s, "doubt", "Alone",
					    &x->f.err), ERR_MOVED);
	says(x, "draft doubt was changed by somebody else meanwhile");
	assert_string_equal(x->f.err.where, "ransomware.md: spread-now");
}

static void a_dropped_draft_can_be_brought_back(void **state)
{
	struct scene *x = *state;
	char id[COMMIT_HEX];
	struct draft d;

	begin(x, "doubt");
	change(x, "doubt", SPREAD, "When in doubt, or alone");
	edit(x, "doubt", BOOK, PHOTO, "Use a phone of your own.");
	OK(store_draft_drop(id, x->s, "doubt", &x->f.err));
	assert_string_equal(id, x->id);
	assert_int_equal(store_draft(&d, x->s, "doubt", &x->f.err),
			 ERR_NOTFOUND);
	git(x, "branch", "draft/doubt", id);
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_false(d.unfinished);
}

static void a_kept_text_is_for_its_writer_alone(void **state)
{
	struct scene *x = *state;
	struct stat st;
	char *path;

	begin(x, "doubt");
	edit(x, "doubt", BOOK, SPREAD, "When in doubt, or alone");
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
	struct scene *x = *state;
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
	struct scene *x = *state;
	struct draft *all;
	struct draft d;
	size_t n;

	begin(x, "doubt");
	change(x, "doubt", SPREAD, "When in doubt, or alone");
	git(x, "branch", "draft/-odd", "main");
	git(x, "branch", "draft/lin/other", "main");
	git(x, "update-ref", "refs/heads/main", x->id);
	OK(store_drafts(&all, &n, x->s, &x->f.err));
	assert_int_equal(n, 2);
	assert_string_equal(all[0].name, "doubt");
	assert_string_equal(all[1].name, "lin/other");
	mem_free(all);
	OK(store_draft(&d, x->s, "doubt", &x->f.err));
	assert_int_equal(d.ahead, 0);
}

/* --- merging by step --------------------------------------------------------- */

struct row {
	const char *base, *ours, *theirs, *want;
	size_t conflicts;
};

#define HEAD "---\nplaybook: 1\n---\n\n# T\n\n"
#define P "## P\n- id: p\n\n"
#define STEP(id, text) "### S\n- id: " id "\n\n" text "\n"

static void steps_merge_by_themselves(void **state)
{
	static const struct row rows[] = {
		{HEAD P STEP("a", "1") "\n" STEP("b", "2"),
		 HEAD P STEP("a", "x") "\n" STEP("b", "2"),
		 HEAD P STEP("a", "1") "\n" STEP("b", "y"),
		 HEAD P STEP("a", "x") "\n" STEP("b", "y"), 0},
		/* one moves, the other changes and adds */
		{HEAD P STEP("a", "1") "\n" STEP("b", "2"),
		 HEAD P STEP("b", "2") "\n" STEP("a", "1"),
		 HEAD P STEP("a", "x") "\n" STEP("c", "3") "\n"
		 STEP("b", "2"),
		 HEAD P STEP("b", "2") "\n" STEP("a", "x") "\n"
		 STEP("c", "3"), 0},
		/* one takes away what the other left alone, or changed */
		{HEAD P STEP("a", "1") "\n" STEP("b", "2"),
		 HEAD P STEP("b", "2"),
		 HEAD P STEP("a", "1") "\n" STEP("b", "y"),
		 HEAD P STEP("b", "y"), 0},
		{HEAD P STEP("a", "1") "\n" STEP("b", "2"),
		 HEAD P STEP("b", "2"),
		 HEAD P STEP("a", "x") "\n" STEP("b", "2"), NULL, 1},
		/* a heading in code is text */
		{HEAD P STEP("a", "```\n## x\n```") "\n" STEP("b", "2"),
		 HEAD P STEP("a", "```\n## y\n```") "\n" STEP("b", "2"),
		 HEAD P STEP("a", "```\n## x\n```") "\n" STEP("b", "3"),
		 HEAD P STEP("a", "```\n## y\n```") "\n" STEP("b", "3"), 0},
		/* the layout of what nobody touched is kept */
		{HEAD P STEP("a", "1") "\n\n\n" STEP("b", "2"),
		 HEAD P STEP("a", "1") "\n\n\n" STEP("b", "x"),
		 HEAD "n\n\n" P STEP("a", "1") "\n\n\n" STEP("b", "2"),
		 HEAD "n\n\n" P STEP("a", "1") "\n\n\n" STEP("b", "x"), 0},
		/* the same step, the same line */
		{HEAD P STEP("a", "1"), HEAD P STEP("a", "x"),
		 HEAD P STEP("a", "y"), NULL, 1},
		/* an id twice: by line */
		{HEAD P STEP("a", "1") "\n" STEP("a", "2"),
		 HEAD P STEP("a", "x") "\n" STEP("a", "2"),
		 HEAD P STEP("a", "y") "\n" STEP("a", "2"), NULL, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *r = &rows[i];
		struct three t = {{r->base, strlen(r->base)},
				  {r->ours, strlen(r->ours)},
				  {r->theirs, strlen(r->theirs)}, "draft",
				  "main"};
		struct draft_merging m = {0};
		struct str out = {0};

		assert_int_equal(step_merge(&out, &m, "a.md", &t, NULL), 0);
		if (m.count != r->conflicts ||
		    (r->want && strcmp(r->want, str_text(&out))))
			fail_msg("row %zu: %zu conflicts\n%s", i, m.count,
				 str_text(&out));
		assert_int_equal(step_marked(str_text(&out), out.len),
				 r->conflicts > 0);
		draft_merging_release(&m);
		str_release(&out);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

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
		TEST(without_a_message_the_text_waits),
		TEST(git_must_know_the_person),
		TEST(two_drafts_that_change_two_steps_both_come_in),
		TEST(a_step_both_changed_is_asked_for),
		TEST(a_comment_stays_with_the_draft_and_approves_nothing),
		TEST(two_who_write_one_draft_do_not_trample),
		TEST(a_dropped_draft_can_be_brought_back),
		TEST(a_kept_text_is_for_its_writer_alone),
		TEST(odd_names_are_refused),
		TEST(what_plain_git_did_is_seen),
		TEST(steps_merge_by_themselves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
