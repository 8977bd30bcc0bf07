/* Addresses that git may see, and what it says, in plain words. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/repo/refs.h"
#include "core/repo/remote.h"
#include "tests/support/fixture.h"

static const struct repo_person wu = {"Wu Example", "wu@example.org"};
#define AT ((int64_t)1900000000000)

static int up(void **state)
{
	struct fixture *f = mem_alloc(sizeof(*f));

	assert_non_null(f);
	fixture_up(f);
	*state = f;
	return 0;
}

static int down(void **state)
{
	fixture_down(*state);
	mem_free(*state);
	return 0;
}

static void addresses_are_known_by_their_form(void **state)
{
	static const struct {
		const char *url;
		enum remote_kind kind;
	} row[] = {
		{"https://example.org/team/x.git", REMOTE_HTTPS},
		{"https://lin@example.org:8443/x", REMOTE_HTTPS},
		{"http://localhost:3000/x", REMOTE_HTTP},
		{"http://127.0.0.1/x", REMOTE_HTTP},
		{"http://[::1]:80/x", REMOTE_HTTP},
		{"ssh://git@example.org:22/x", REMOTE_SSH},
		{"git@example.org:team/x.git", REMOTE_SSH},
		{"example:x", REMOTE_SSH},
		{"[::1]:x", REMOTE_SSH},
		{"git@[2001:db8::1]:x", REMOTE_SSH},
		{"/srv/git/x.git", REMOTE_PATH},
		{"file:///srv/git/x.git", REMOTE_PATH},
	};
	struct fixture *f = *state;
	enum remote_kind kind;

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		if (remote_check(&kind, row[i].url, &f->err) ||
		    kind != row[i].kind)
			fail_msg("%s: %d %s", row[i].url, (int)kind,
				 f->err.what);
}

static void what_git_must_not_see_is_refused(void **state)
{
	static const struct {
		const char *url, *why;
	} row[] = {
		{"", "it is empty"},
		{"-uexec", "it begins with -"},
		{"--upload-pack=x", "it begins with -"},
		{"ext::sh -c x", "only https, ssh and paths are used"},
		{"fd::7", "only https, ssh and paths are used"},
		{"git://example.org/x", "only https, ssh and paths are used"},
		{"ftp://example.org/x", "only https, ssh and paths are used"},
		{"http://example.org/x", "http is neither secret"},
		{"http://localhost.example.org/x", "http is neither secret"},
		{"http://127.0.0.1@example.org/x", "http is neither secret"},
		{"ssh://-oProxyCommand=x/y", "a part begins with -"},
		{"-oProxyCommand=x:y", "it begins with -"},
		{"ssh://-x@example.org/y", "a part begins with -"},
		{"host:-x", "a part begins with -"},
		{"x@-oProxyCommand=y:z", "a part begins with -"},
		{"https:///x", "it names no host"},
		{"ssh://:22/x", "it names no host"},
		{"https://lin:secret@example.org/x", "it holds a password"},
		{"https://example.org/x\ny", "it holds a control character"},
		{"https://example.org/%0ax", "it holds a control character"},
		{"x\x1b[2J", "it holds a control character"},
		{"\xff", "it holds a control character"},
		{"x", "the path is not absolute"},
		{"./x", "the path is not absolute"},
		{"../x:y", "the path is not absolute"},
		{"file://host/x", "the path is not absolute"},
	};
	struct fixture *f = *state;
	enum remote_kind kind;

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		if (remote_check(&kind, row[i].url, &f->err) != ERR_REFUSED ||
		    !strstr(f->err.what, row[i].why) ||
		    strchr(f->err.what, '\x1b'))
			fail_msg("%s: %s", row[i].url, f->err.what);
}

static void what_git_says_is_told_in_plain_words(void **state)
{
	static const struct {
		const char *said;
		enum error_code code;
		const char *what;
	} row[] = {
		{"@@@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @@@\n"
		 "Host key verification failed.\n", ERR_REFUSED,
		 "U: the host shows another key than before"},
		{"Host key verification failed.\r\nfatal: Could not read\n",
		 ERR_REFUSED, "U: this host's key is not known here"},
		{"git@example.org: Permission denied (publickey).\n",
		 ERR_REFUSED, "U: it does not let you in"},
		{"fatal: unable to access 'x': Could not resolve host: y\n",
		 ERR_IO, "U: there is no such host, or no network"},
		{"fatal: unable to access 'x': SSL certificate problem\n",
		 ERR_REFUSED, "U: its certificate does not hold"},
		{"fatal: detected dubious ownership in repository at '/x'\n",
		 ERR_REFUSED, "U: it belongs to another account"},
		{"error: unable to write file: No space left on device\n",
		 ERR_IO, "U: no space left"},
		{"fatal: '/x' does not appear to be a git repository\n",
		 ERR_NOTFOUND, "U: there is no git repository"},
		{"fatal: Unable to create '/x/HEAD.lock': File exists.\n",
		 ERR_BUSY, "U: another git is at work, or died"},
		{"error: object 12: missingSpaceBeforeDate: fsck error\n"
		 "fatal: fsck error in packed object\n", ERR_INVALID,
		 "U: it sent what git's own check does not accept"},
		/* The other side may not choose the words. */
		{"remote: Permission denied (publickey).\nfatal: odd\n",
		 ERR_FAILED, "U: git could not do it"},
		{"", ERR_FAILED, "U: git could not do it"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		if (refusal_words(&f->err, row[i].said, "U") != row[i].code ||
		    !strstr(f->err.what, row[i].what))
			fail_msg("%s: %d %s", row[i].said, (int)f->err.code,
				 f->err.what);
}

static void a_refused_push_brings_the_hooks_words_cleaned(void **state)
{
	static const char said[] =
		"Writing objects:  50% (1/2)\rWriting objects: 100% (2/2)\n"
		"remote: \x1b[31mno wipe\x1b]0;x\x07 first        \n"
		"remote: ask mei\nTo /x\n";
	struct fixture *f = *state;

	assert_int_equal(refusal_push(&f->err, "pre-receive hook declined",
				      said, "main", "U"), ERR_REFUSED);
	assert_string_equal(f->err.what,
			    "main: the other side's check refused it");
	assert_string_equal(f->err.where, "it says: <U+001B>[31mno wipe"
					  "<U+001B>]0;x<U+0007> first\nask mei");
	assert_int_equal(refusal_push(&f->err, "fetch first", said, "main",
				      "U"), ERR_MOVED);
	assert_string_equal(f->err.fix, "stanch playbook push --pull");
	assert_int_equal(refusal_push(&f->err, "odd \x1b reason", said,
				      "main", "U"), ERR_REFUSED);
	assert_string_equal(f->err.what,
			    "main: U refused it: odd <U+001B> reason");
}

static void put(struct fixture *f, char id[COMMIT_HEX], struct repo *r,
		const char *branch, const char *text)
{
	struct repo_file file = {"a.md", text, strlen(text)};

	assert_int_equal(repo_commit(id, r, branch, &file, 1, &wu, AT, 0,
				     text, &f->err), 0);
}

static void a_ref_moves_only_from_where_it_was_seen(void **state)
{
	struct fixture *f = *state;
	const char *ref = "refs/stanch/shared/main";
	char one[COMMIT_HEX], two[COMMIT_HEX], at[COMMIT_HEX];
	struct repo *r;

	assert_int_equal(repo_create(&r, fixture_path(f, "r"), &f->err), 0);
	put(f, one, r, "main", "one");
	put(f, two, r, "main", "two");
	assert_int_equal(refs_move(r, ref, "", one, "x", &f->err), 0);
	assert_int_equal(refs_move(r, ref, "", two, "x", &f->err), ERR_MOVED);
	assert_int_equal(refs_move(r, ref, two, one, "x", &f->err),
			 ERR_MOVED);
	assert_string_equal(f->err.what, "refs/stanch/shared/main was changed "
					 "by somebody else meanwhile");
	assert_int_equal(refs_move(r, ref, one, two, "x", &f->err), 0);
	assert_int_equal(refs_move(r, ref, one, "", "x", &f->err), ERR_MOVED);
	assert_int_equal(refs_move(r, ref, two, "", "x", &f->err), 0);
	assert_int_equal(refs_tip(at, r, ref, &f->err), 0);
	assert_string_equal(at, "");
	repo_close(r);
}

static void two_commits_stand_to_each_other_in_one_of_five_ways(void **state)
{
	struct fixture *f = *state;
	char one[COMMIT_HEX], two[COMMIT_HEX], side[COMMIT_HEX];
	char alone[COMMIT_HEX];
	enum refs_relation how;
	struct repo *r;
	size_t a, b;

	assert_int_equal(repo_create(&r, fixture_path(f, "r"), &f->err), 0);
	put(f, one, r, "main", "one");
	assert_int_equal(repo_branch(r, "side", one, &f->err), 0);
	put(f, two, r, "main", "two");
	put(f, side, r, "side", "side");
	put(f, alone, r, "alone", "alone");
	assert_int_equal(refs_relate(&how, &a, &b, r, one, one, &f->err), 0);
	assert_int_equal(how, REFS_SAME);
	assert_int_equal(refs_relate(&how, &a, &b, r, one, two, &f->err), 0);
	assert_int_equal(how, REFS_BEHIND);
	assert_int_equal(b, 1);
	assert_int_equal(refs_relate(&how, &a, &b, r, two, one, &f->err), 0);
	assert_int_equal(how, REFS_AHEAD);
	assert_int_equal(a, 1);
	assert_int_equal(refs_relate(&how, &a, &b, r, two, side, &f->err), 0);
	assert_int_equal(how, REFS_DIVERGED);
	assert_int_equal(refs_relate(&how, &a, &b, r, two, alone, &f->err),
			 0);
	assert_int_equal(how, REFS_UNRELATED);
	repo_close(r);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(addresses_are_known_by_their_form),
		CASE(what_git_must_not_see_is_refused),
		CASE(what_git_says_is_told_in_plain_words),
		CASE(a_refused_push_brings_the_hooks_words_cleaned),
		CASE(a_ref_moves_only_from_where_it_was_seen),
		CASE(two_commits_stand_to_each_other_in_one_of_five_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
