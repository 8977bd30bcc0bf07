/* The playbook repository: commits without a work tree, reads, history. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/repo/repo.h"

struct scene {
	char root[64], dir[96];
	struct repo *r;
	char id[COMMIT_HEX];
	struct error err;
};

static const struct repo_person wu = {"Wu Example", "wu@example.org"};
#define AT ((int64_t)1900000000000)

static int setup(void **state)
{
	struct scene *s = calloc(1, sizeof(*s));

	str_copy(s->root, sizeof(s->root), "/tmp/stanch-repo-XXXXXX");
	if (!mkdtemp(s->root))
		return -1;
	snprintf(s->dir, sizeof(s->dir), "%s/playbooks", s->root);
	*state = s;
	return repo_create(&s->r, s->dir, &s->err);
}

static int run(const char *const *argv)
{
	struct str out = {0}, errs = {0};
	int status = -1;

	io_run(&status, &out, &errs, argv, NULL, 1 << 20,
	       20000, NULL);
	str_release(&out);
	str_release(&errs);
	return status;
}

static int teardown(void **state)
{
	struct scene *s = *state;

	repo_close(s->r);
	run((const char *[]){"rm", "-rf", s->root, NULL});
	free(s);
	return 0;
}

static int put(struct scene *s, const char *path, const char *text)
{
	struct repo_file f = {path, text, text ? strlen(text) : 0};
	char message[128];

	snprintf(message, sizeof(message), "%s %.40s", text ? "put" : "drop",
		 path);
	return repo_commit(s->id, s->r, "main", &f, 1, &wu, AT, 28800,
			   message, &s->err);
}

static void what_is_committed_is_read_back(void **state)
{
	struct scene *s = *state;
	struct repo_commit info;
	struct str out = {0};
	char id[COMMIT_HEX];

	assert_int_equal(put(s, "a.md", "one\n"), 0);
	assert_int_equal(put(s, "clocks/cn.yaml", "two\n"), 0);
	assert_int_equal(repo_resolve(id, s->r, "main", &s->err), 0);
	assert_string_equal(id, s->id);
	assert_int_equal(repo_read(&out, s->r, "main", "clocks/cn.yaml",
				   &s->err), 0);
	assert_string_equal(str_text(&out), "two\n");
	assert_int_equal(repo_commit_info(&info, s->r, id, &s->err), 0);
	assert_string_equal(info.author, "Wu Example");
	assert_string_equal(info.subject, "put clocks/cn.yaml");
	assert_int_equal(info.at, AT);
	assert_int_equal(info.offset, 28800);
	str_release(&out);
}

static void an_unborn_branch_says_so_and_is_made_by_the_first(void **state)
{
	struct scene *s = *state;
	char id[COMMIT_HEX];

	assert_int_equal(repo_resolve(id, s->r, "main", &s->err),
			 ERR_NOTFOUND);
	assert_string_equal(s->err.what, "the playbooks have no branch main: "
					 "none is in force");
	assert_int_equal(repo_resolve(id, s->r, "mainn", &s->err),
			 ERR_NOTFOUND);
	assert_string_equal(s->err.what, "no commit or branch \"mainn\"");
	assert_int_equal(put(s, "a.md", "x"), 0);
	assert_int_equal(repo_resolve(id, s->r, "main", &s->err), 0);
	assert_int_equal(repo_resolve(id, s->r, "main~1", &s->err),
			 ERR_NOTFOUND);
}

static void a_name_that_is_not_plain_is_refused(void **state)
{
	static const char *const bad[] = {
		"../a", "a/../b", "/etc/passwd", "-x", ".git/config", "a//b",
		"a/", "", "a/.b", "a\\b", "a\nb", "\xff", "a/-b",
	};
	struct scene *s = *state;
	struct str out = {0};

	assert_int_equal(put(s, "a.md", "x"), 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (put(s, bad[i], "x") != ERR_REFUSED)
			fail_msg("%s was written", bad[i]);
		if (repo_read(&out, s->r, "main", bad[i], &s->err) !=
		    ERR_REFUSED)
			fail_msg("%s was read", bad[i]);
	}
	put(s, "../a", "x");
	assert_string_equal(s->err.what, "\"../a\" is no plain file name");
	assert_int_equal(repo_resolve(s->id, s->r, "--all", &s->err),
			 ERR_NOTFOUND);
	str_release(&out);
}

static void a_file_that_is_not_there_is_named(void **state)
{
	struct scene *s = *state;
	struct str out = {0};
	char want[80];

	put(s, "a.md", "x");
	put(s, "d/b.md", "x");
	snprintf(want, sizeof(want), "c.md is not in commit %.12s", s->id);
	assert_int_equal(repo_read(&out, s->r, s->id, "c.md", &s->err),
			 ERR_NOTFOUND);
	assert_string_equal(s->err.what, want);
	assert_int_equal(repo_read(&out, s->r, "main", "d", &s->err),
			 ERR_NOTFOUND);
	assert_int_equal(repo_read(&out, s->r, "nope", "a.md", &s->err),
			 ERR_NOTFOUND);
}

static void a_removed_file_is_gone_but_its_past_is_not(void **state)
{
	struct scene *s = *state;
	struct str out = {0};

	put(s, "a.md", "x");
	put(s, "b.md", "y");
	assert_int_equal(put(s, "a.md", NULL), 0);
	assert_int_equal(repo_read(&out, s->r, "main", "a.md", NULL),
			 ERR_NOTFOUND);
	assert_int_equal(repo_read(&out, s->r, "main~1", "a.md", NULL), 0);
	assert_string_equal(str_text(&out), "x");
	str_release(&out);
}

static int join(void *ctx, const char *path)
{
	str_add(ctx, path);
	str_addc(ctx, ' ');
	return 0;
}

static void files_are_listed_in_tree_order(void **state)
{
	struct scene *s = *state;
	struct str all = {0}, under = {0}, names = {0};

	put(s, "b.md", "x");
	put(s, "clocks/eu.yaml", "x");
	put(s, "clocks-old.md", "x");
	put(s, "clocks/cn.yaml", "x");
	assert_int_equal(repo_list(s->r, "main", "", join, &all, &s->err), 0);
	assert_string_equal(str_text(&all), "b.md clocks-old.md "
					    "clocks/cn.yaml clocks/eu.yaml ");
	assert_int_equal(repo_list(s->r, "main", "clocks", join, &under,
				   &s->err), 0);
	assert_string_equal(str_text(&under),
			    "clocks/cn.yaml clocks/eu.yaml ");
	assert_int_equal(repo_branch(s->r, "draft/a", "main~1", &s->err), 0);
	assert_int_equal(repo_branches(s->r, join, &names, &s->err), 0);
	assert_string_equal(str_text(&names), "draft/a main ");
	assert_int_equal(repo_branch(s->r, "draft/a", "main", &s->err),
			 ERR_REFUSED);
	assert_string_equal(s->err.what, "the branch draft/a is there already");
	assert_int_equal(repo_branch(s->r, "a..b", "main", &s->err),
			 ERR_USAGE);
	assert_string_equal(s->err.what, "\"a..b\" is no name for a branch");
	str_release(&all);
	str_release(&under);
	str_release(&names);
}

static int note(void *ctx, const struct repo_commit *c, const char *path)
{
	str_addf(ctx, "%s as %s; ", c->subject, path);
	return 0;
}

static void history_follows_a_rename(void **state)
{
	static const char text[] = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
	struct scene *s = *state;
	struct repo_file move[2] = {{"old.md", NULL, 0},
				    {"new.md", text, sizeof(text) - 1}};
	struct repo_commit c;
	struct str h = {0};

	put(s, "old.md", "one\ntwo\n");
	put(s, "other.md", "x");
	put(s, "old.md", text);
	assert_int_equal(repo_commit(s->id, s->r, "main", move, 2, &wu, AT, 0,
				     "move", &s->err), 0);
	put(s, "other.md", "y");
	put(s, "new.md", "one\ntwo\nthree\n");
	assert_int_equal(repo_history(s->r, "main", "new.md", note, &h,
				      &s->err), 0);
	assert_string_equal(str_text(&h),
			    "put new.md as new.md; move as new.md; "
			    "put old.md as old.md; put old.md as old.md; ");
	assert_int_equal(repo_last_change(&c, s->r, "main", "other.md",
					  &s->err), 0);
	assert_string_equal(c.subject, "put other.md");
	assert_int_equal(repo_last_change(&c, s->r, "main", "none.md",
					  &s->err), ERR_NOTFOUND);
	str_release(&h);
}

static int writer(const char *dir, int n)
{
	struct repo *r;
	char path[32], id[COMMIT_HEX];
	int rc = repo_open(&r, dir, NULL);

	for (int i = 0; i < 25 && !rc; i++) {
		struct repo_file f = {path, "x", 1};

		snprintf(path, sizeof(path), "w%d-%d.md", n, i);
		rc = repo_commit(id, r, "main", &f, 1, &wu, AT, 0, path, NULL);
	}
	return rc ? 1 : 0;
}

static int count(void *ctx, const char *path)
{
	(void)path;
	++*(int *)ctx;
	return 0;
}

static void two_writers_never_lose_a_commit(void **state)
{
	struct scene *s = *state;
	int status = 0, bad = 0, files = 0;
	pid_t pid[3];

	for (int i = 0; i < 3; i++) {
		pid[i] = fork();
		if (!pid[i])
			_exit(writer(s->dir, i));
	}
	for (int i = 0; i < 3; i++) {
		waitpid(pid[i], &status, 0);
		bad |= status;
	}
	assert_int_equal(bad, 0);
	assert_int_equal(repo_list(s->r, "main", "", count, &files, &s->err),
			 0);
	assert_int_equal(files, 75);
}

static void a_lock_that_stays_is_named(void **state)
{
	struct scene *s = *state;
	char lock[160];

	put(s, "a.md", "x");
	snprintf(lock, sizeof(lock), "%s/.git/refs/heads/main.lock", s->dir);
	assert_int_equal(io_create(lock, "", 0, 0600, NULL), 0);
	assert_int_equal(put(s, "a.md", "y"), ERR_BUSY);
	assert_string_equal(s->err.what, "refs/heads/main is locked");
	assert_string_equal(s->err.where, lock);
	assert_true(strstr(s->err.fix, "\nrm /tmp/stanch-repo-") != NULL);
	unlink(lock);
	assert_int_equal(put(s, "a.md", "y"), 0);
}

static void a_link_is_not_followed(void **state)
{
	struct scene *s = *state;
	struct str out = {0}, list = {0};
	char script[512];

	put(s, "a.md", "x");
	snprintf(script, sizeof(script),
		 "cd %s && ln -s /etc/passwd link.md && git -c user.name=x "
		 "-c user.email=x@example.org add link.md && git read-tree "
		 "--prefix= main 2>/dev/null; git -c user.name=x -c "
		 "user.email=x@example.org commit -qm link", s->dir);
	if (run((const char *[]){"sh", "-c", script, NULL}))
		skip();
	assert_int_equal(repo_read(&out, s->r, "main", "link.md", &s->err),
			 ERR_REFUSED);
	assert_string_equal(s->err.what, "link.md is a link, not a file: "
					 "links are not followed");
	assert_int_equal(out.len, 0);
	repo_list(s->r, "main", "", join, &list, &s->err);
	assert_null(strstr(str_text(&list), "link.md"));
	str_release(&list);
}

static void too_big_a_file_is_refused(void **state)
{
	struct scene *s = *state;
	struct str big = {0}, out = {0};

	str_pad(&big, 'x', REPO_BLOB_MAX + 1);
	assert_int_equal(put(s, "big.md", str_text(&big)), 0);
	assert_int_equal(repo_read(&out, s->r, "main", "big.md", &s->err),
			 ERR_TOOBIG);
	assert_string_equal(s->err.what, "big.md: over 1 MiB");
	str_release(&big);
}

static void a_folder_without_repository_is_named(void **state)
{
	struct scene *s = *state;
	struct repo *r;
	char want[128];

	assert_int_equal(repo_open(&r, s->root, &s->err), ERR_NOTFOUND);
	snprintf(want, sizeof(want), "%s: no git repository", s->root);
	assert_string_equal(s->err.what, want);
	assert_null(r);
	assert_int_equal(repo_create(&r, s->dir, &s->err), ERR_REFUSED);
	assert_int_equal(repo_open(&r, s->dir, &s->err), 0);
	repo_close(r);
}

static void a_commit_is_shared_with_the_group(void **state)
{
	struct scene *s = *state;
	char path[160];
	struct stat st;
	mode_t mask = umask(022);

	put(s, "a.md", "x");
	umask(mask);
	snprintf(path, sizeof(path), "%s/.git/refs/heads/main", s->dir);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0060, 0060);
	snprintf(path, sizeof(path), "%s/.git/objects/%.2s", s->dir, s->id);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0070, 0070);
}

static void the_person_is_the_one_git_knows(void **state)
{
	struct scene *s = *state;
	char *name, *email;
	const char *config[] = {"git", "-C", s->dir, "config", NULL, NULL,
				NULL};

	config[4] = "user.name";
	config[5] = "Lin Example";
	assert_int_equal(run(config), 0);
	config[4] = "user.email";
	config[5] = "lin@example.org";
	assert_int_equal(run(config), 0);
	assert_int_equal(repo_user(&name, &email, s->r, &s->err), 0);
	assert_string_equal(name, "Lin Example");
	assert_string_equal(email, "lin@example.org");
	mem_free(name);
	mem_free(email);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	static const struct CMUnitTest tests[] = {
		T(what_is_committed_is_read_back),
		T(an_unborn_branch_says_so_and_is_made_by_the_first),
		T(a_name_that_is_not_plain_is_refused),
		T(a_file_that_is_not_there_is_named),
		T(a_removed_file_is_gone_but_its_past_is_not),
		T(files_are_listed_in_tree_order),
		T(history_follows_a_rename),
		T(two_writers_never_lose_a_commit),
		T(a_lock_that_stays_is_named),
		T(a_link_is_not_followed),
		T(too_big_a_file_is_refused),
		T(a_folder_without_repository_is_named),
		T(a_commit_is_shared_with_the_group),
		T(the_person_is_the_one_git_knows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
