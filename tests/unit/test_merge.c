/* Branches and merges in memory: the branch moves last, or not at all. */
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
#include "core/base/str.h"
#include "core/repo/repo.h"

struct scene {
	char root[64], dir[96];
	struct repo *r;
	char base[COMMIT_HEX], id[COMMIT_HEX];
	struct error err;
};

static const struct repo_person wu = {"Wu Example", "wu@example.org"};
static const struct repo_person mei = {"Mei Example", "mei@example.org"};
#define AT ((int64_t)1900000000000)

static int run(const char *const *argv)
{
	struct str out = {0}, errs = {0};
	int status = -1;

	io_run(&status, &out, &errs, argv, NULL, 1 << 20, 20000, NULL);
	str_release(&out);
	str_release(&errs);
	return status;
}

static void put(struct scene *s, const char *branch, const char *path,
		const char *text)
{
	struct repo_file f = {path, text, text ? strlen(text) : 0};

	assert_int_equal(repo_commit(s->id, s->r, branch, &f, 1, &wu, AT,
				     28800, "change\n", &s->err), 0);
}

/* main with a.md and b.md, and the branch draft/x at the same place. */
static int setup(void **state)
{
	struct scene *s = calloc(1, sizeof(*s));

	str_copy(s->root, sizeof(s->root), "/tmp/stanch-merge-XXXXXX");
	if (!mkdtemp(s->root))
		return -1;
	snprintf(s->dir, sizeof(s->dir), "%s/playbooks", s->root);
	*state = s;
	if (repo_create(&s->r, s->dir, &s->err))
		return -1;
	put(s, "main", "a.md", "one\n\ntwo\n\nthree\n");
	put(s, "main", "b.md", "four\n");
	str_copy(s->base, sizeof(s->base), s->id);
	return repo_branch(s->r, "draft/x", s->id, &s->err);
}

static int teardown(void **state)
{
	struct scene *s = *state;

	if (s->r) {
		assert_int_equal(run((const char *[]){"git", "-C", s->dir,
				"fsck", "--strict", NULL}), 0);
		repo_close(s->r);
	}
	run((const char *[]){"rm", "-rf", s->root, NULL});
	free(s);
	return 0;
}

static void read_is(struct scene *s, const char *commit, const char *path,
		    const char *want)
{
	struct str t = {0};

	assert_int_equal(repo_read(&t, s->r, commit, path, &s->err), 0);
	assert_string_equal(str_text(&t), want);
	str_release(&t);
}

static int gather(void *ctx, const char *path)
{
	str_addf(ctx, "%s ", path);
	return 0;
}

static void both_sides_are_in_the_merge(void **state)
{
	struct scene *s = *state;
	struct str paths = {0}, t = {0};
	char parent[2][COMMIT_HEX], draft[COMMIT_HEX], main[COMMIT_HEX];
	unsigned ahead, behind;
	struct repo_merge *m;
	size_t n;

	put(s, "draft/x", "a.md", "ONE\n\ntwo\n\nthree\n");
	put(s, "draft/x", "c.md", "new\n");
	str_copy(draft, sizeof(draft), s->id);
	put(s, "main", "a.md", "one\n\ntwo\n\nTHREE\n");
	str_copy(main, sizeof(main), s->id);
	assert_int_equal(repo_merge_base(s->id, s->r, "main", "draft/x",
					 &s->err), 0);
	assert_string_equal(s->id, s->base);
	assert_int_equal(repo_ahead(&ahead, &behind, s->r, "draft/x", "main",
				    &s->err), 0);
	assert_int_equal(ahead, 2);
	assert_int_equal(behind, 1);
	assert_int_equal(repo_merge(&m, s->r, "main", "draft/x", &s->err), 0);
	assert_null(repo_merge_conflict(m, 0));
	assert_int_equal(repo_merge_changed(m, gather, &paths, &s->err), 0);
	assert_string_equal(str_text(&paths), "a.md c.md ");
	str_clear(&paths);
	assert_int_equal(repo_merge_list(m, gather, &paths, &s->err), 0);
	assert_string_equal(str_text(&paths), "a.md b.md c.md ");
	assert_int_equal(repo_merge_read(&t, m, "a.md", &s->err), 0);
	assert_string_equal(str_text(&t), "ONE\n\ntwo\n\nTHREE\n");
	assert_int_equal(repo_merge_commit(s->id, m, "main", &mei, AT, 0,
			"merge\n\nReviewed-by: Mei <mei@example.org>\n",
			&s->err), 0);
	repo_merge_free(m);
	read_is(s, "main", "a.md", "ONE\n\ntwo\n\nTHREE\n");
	assert_int_equal(repo_parents(parent, &n, s->r, "main", &s->err), 0);
	assert_int_equal(n, 2);
	assert_string_equal(parent[0], main);
	assert_string_equal(parent[1], draft);
	str_release(&paths);
	str_release(&t);
}

static void a_conflict_is_told_with_three_texts_and_settled(void **state)
{
	struct scene *s = *state;
	const struct repo_conflict *c;
	struct str t = {0};
	struct repo_merge *m;

	put(s, "draft/x", "a.md", "ours\n");
	put(s, "main", "a.md", "theirs\n");
	put(s, "main", "b.md", NULL);
	put(s, "draft/x", "b.md", "five\n");
	assert_int_equal(repo_merge(&m, s->r, "draft/x", "main", &s->err), 0);
	assert_int_equal(repo_merge_open(m), 2);
	c = repo_merge_conflict(m, 0);
	assert_string_equal(c->path, "a.md");
	assert_string_equal(c->base, "one\n\ntwo\n\nthree\n");
	assert_string_equal(c->ours, "ours\n");
	assert_string_equal(c->theirs, "theirs\n");
	assert_null(repo_merge_conflict(m, 1)->theirs);
	assert_int_equal(repo_merge_read(&t, m, "a.md", &s->err),
			 ERR_REFUSED);
	assert_int_equal(repo_merge_commit(s->id, m, "draft/x", &mei, AT, 0,
					   "merge\n", &s->err), ERR_REFUSED);
	assert_string_equal(s->err.what,
			    "both sides changed a.md, differently");
	assert_int_equal(repo_merge_resolve(m, "a.md", "both\n", 5, &s->err),
			 0);
	assert_int_equal(repo_merge_resolve(m, "b.md", NULL, 0, &s->err), 0);
	assert_int_equal(repo_merge_resolve(m, "../b", "x", 1, &s->err),
			 ERR_REFUSED);
	assert_int_equal(repo_merge_open(m), 0);
	assert_int_equal(repo_merge_commit(s->id, m, "draft/x", &mei, AT, 0,
					   "merge\n", &s->err), 0);
	repo_merge_free(m);
	read_is(s, "draft/x", "a.md", "both\n");
	assert_int_equal(repo_read(&t, s->r, "draft/x", "b.md", &s->err),
			 ERR_NOTFOUND);
	str_release(&t);
}

static void a_merge_of_what_moved_meanwhile_is_not_written(void **state)
{
	struct scene *s = *state;
	struct repo_merge *m;
	char tip[COMMIT_HEX];

	put(s, "draft/x", "a.md", "ours\n");
	assert_int_equal(repo_merge(&m, s->r, "main", "draft/x", &s->err), 0);
	put(s, "main", "b.md", "between\n");
	str_copy(tip, sizeof(tip), s->id);
	assert_int_equal(repo_merge_commit(s->id, m, "main", &mei, AT, 0,
					   "merge\n", &s->err), ERR_MOVED);
	assert_string_equal(s->err.what,
			    "main was changed by somebody else meanwhile");
	repo_merge_free(m);
	assert_int_equal(repo_resolve(s->id, s->r, "main", &s->err), 0);
	assert_string_equal(s->id, tip);
}

static void histories_that_share_nothing_are_refused(void **state)
{
	struct scene *s = *state;
	struct repo_merge *m;

	put(s, "other", "a.md", "foreign\n");
	assert_int_equal(repo_merge(&m, s->r, "main", "other", &s->err),
			 ERR_REFUSED);
	assert_null(m);
	assert_string_equal(s->err.what, "main and other have no commit in "
			    "common: they are two repositories, not two "
			    "versions of one");
	assert_int_equal(repo_merge(&m, s->r, "main", "nowhere", &s->err),
			 ERR_NOTFOUND);
	assert_int_equal(repo_merge(&m, s->r, "unborn", "main", &s->err),
			 ERR_NOTFOUND);
}

static int key_value(void *ctx, const char *key, const char *value)
{
	str_addf(ctx, "%s=%s;", key, value);
	return 0;
}

static int subjects(void *ctx, const struct repo_commit *c)
{
	str_addf(ctx, "%s <%s> %s;", c->author, c->email, c->subject);
	return 0;
}

static void a_commit_may_hold_words_alone(void **state)
{
	static const char words[] =
		"Approve\n\nRead twice.\n\nReviewed-by: Mei <mei@example.org>"
		"\nReviewed-tree: 12\n";
	struct scene *s = *state;
	char was[COMMIT_HEX], is[COMMIT_HEX];
	struct str t = {0};

	assert_int_equal(repo_commit_on(s->id, s->r, "draft/x", s->base, NULL,
					0, &mei, AT, 0, words, &s->err), 0);
	assert_int_equal(repo_tree(was, s->r, s->base, &s->err), 0);
	assert_int_equal(repo_tree(is, s->r, "draft/x", &s->err), 0);
	assert_string_equal(was, is);
	assert_int_equal(repo_message(&t, s->r, "draft/x", &s->err), 0);
	assert_string_equal(str_text(&t), words);
	str_clear(&t);
	assert_int_equal(repo_trailers(s->r, "draft/x", key_value, &t,
				       &s->err), 0);
	assert_string_equal(str_text(&t), "Reviewed-by=Mei "
			    "<mei@example.org>;Reviewed-tree=12;");
	str_clear(&t);
	assert_int_equal(repo_commits(s->r, "draft/x", "main", subjects, &t,
				      &s->err), 0);
	assert_string_equal(str_text(&t),
			    "Mei Example <mei@example.org> Approve;");
	str_release(&t);
}

static void a_commit_on_an_older_tip_is_refused(void **state)
{
	struct repo_file f = {"a.md", "late\n", 5};
	struct scene *s = *state;

	put(s, "draft/x", "a.md", "first\n");
	assert_int_equal(repo_commit_on(s->id, s->r, "draft/x", s->base, &f, 1,
					&mei, AT, 0, "late\n", &s->err),
			 ERR_MOVED);
	read_is(s, "draft/x", "a.md", "first\n");
	assert_int_equal(repo_commit_on(s->id, s->r, "draft/gone", s->base,
					&f, 1, &mei, AT, 0, "late\n",
					&s->err), ERR_MOVED);
	assert_int_equal(repo_resolve(s->id, s->r, "draft/gone", &s->err),
			 ERR_NOTFOUND);
}

static void a_branch_goes_only_where_it_was_seen(void **state)
{
	struct scene *s = *state;
	char tip[COMMIT_HEX];

	put(s, "draft/x", "a.md", "first\n");
	str_copy(tip, sizeof(tip), s->id);
	assert_int_equal(repo_branch_drop(s->r, "draft/x", s->base, &s->err),
			 ERR_MOVED);
	assert_int_equal(repo_branch_move(s->r, "main", s->base, tip,
					  &s->err), 0);
	read_is(s, "main", "a.md", "first\n");
	assert_int_equal(repo_branch_move(s->r, "main", s->base, s->base,
					  &s->err), ERR_MOVED);
	assert_int_equal(repo_branch_drop(s->r, "draft/x", tip, &s->err), 0);
	assert_int_equal(repo_branch_drop(s->r, "draft/x", tip, &s->err),
			 ERR_MOVED);
	assert_int_equal(repo_resolve(s->id, s->r, "draft/x", &s->err),
			 ERR_NOTFOUND);
	assert_int_equal(repo_branch_drop(s->r, "a b", tip, &s->err),
			 ERR_USAGE);
	assert_int_equal(repo_branch_drop(s->r, "-d", tip, &s->err),
			 ERR_USAGE);
}

static void a_lock_left_behind_is_told_with_its_place(void **state)
{
	struct scene *s = *state;
	struct repo_merge *m;
	char lock[160];

	put(s, "draft/x", "a.md", "first\n");
	snprintf(lock, sizeof(lock), "%s/.git/refs/heads/main.lock", s->dir);
	assert_int_equal(io_create(lock, "", 0, 0600, NULL), 0);
	assert_int_equal(repo_merge(&m, s->r, "main", "draft/x", &s->err), 0);
	assert_int_equal(repo_merge_commit(s->id, m, "main", &mei, AT, 0,
					   "merge\n", &s->err), ERR_BUSY);
	assert_string_equal(s->err.what, "refs/heads/main is locked");
	assert_string_equal(s->err.where, lock);
	unlink(lock);
	assert_int_equal(repo_merge_commit(s->id, m, "main", &mei, AT, 0,
					   "merge\n", &s->err), 0);
	repo_merge_free(m);
}

/* Somebody cloned the repository with plain git and works in it. */
static void a_work_tree_is_left_as_it_is(void **state)
{
	struct scene *s = *state;
	char clone[128], file[160];
	struct repo_merge *m;
	struct str t = {0};

	put(s, "draft/x", "a.md", "first\n");
	assert_false(repo_checked_out(s->r, "main"));
	snprintf(clone, sizeof(clone), "%s/clone", s->root);
	snprintf(file, sizeof(file), "%s/b.md", clone);
	assert_int_equal(run((const char *[]){"git", "clone", "-q", s->dir,
			clone, NULL}), 0);
	assert_int_equal(run((const char *[]){"git", "-C", clone, "branch",
			"-q", "draft/x", "origin/draft/x", NULL}), 0);
	assert_int_equal(io_replace(file, "mine\n", 5, 0644, &s->err), 0);
	repo_close(s->r);
	s->r = NULL;
	assert_int_equal(repo_open(&s->r, clone, &s->err), 0);
	assert_true(repo_checked_out(s->r, "main"));
	assert_false(repo_checked_out(s->r, "draft/x"));
	assert_int_equal(repo_merge(&m, s->r, "main", "draft/x", &s->err), 0);
	assert_int_equal(repo_merge_commit(s->id, m, "main", &mei, AT, 0,
					   "merge\n", &s->err), 0);
	repo_merge_free(m);
	assert_int_equal(io_read(&t, file, 100, &s->err), 0);
	assert_string_equal(str_text(&t), "mine\n");
	assert_int_equal(repo_branch_drop(s->r, "main", s->id, &s->err),
			 ERR_REFUSED);
	str_release(&t);
}

static void main_is_merged_while_head_points_elsewhere(void **state)
{
	struct scene *s = *state;
	struct repo_merge *m;

	put(s, "draft/x", "a.md", "first\n");
	run((const char *[]){"git", "-C", s->dir, "update-ref", "--no-deref",
			     "HEAD", s->base, NULL});
	assert_int_equal(repo_merge(&m, s->r, "main", "draft/x", &s->err), 0);
	assert_int_equal(repo_merge_commit(s->id, m, "main", &mei, AT, 0,
					   "merge\n", &s->err), 0);
	repo_merge_free(m);
	read_is(s, "main", "a.md", "first\n");
	assert_int_equal(repo_resolve(s->id, s->r, "HEAD", &s->err), 0);
	assert_string_equal(s->id, s->base);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(both_sides_are_in_the_merge),
		TEST(a_conflict_is_told_with_three_texts_and_settled),
		TEST(a_merge_of_what_moved_meanwhile_is_not_written),
		TEST(histories_that_share_nothing_are_refused),
		TEST(a_commit_may_hold_words_alone),
		TEST(a_commit_on_an_older_tip_is_refused),
		TEST(a_branch_goes_only_where_it_was_seen),
		TEST(a_lock_left_behind_is_told_with_its_place),
		TEST(a_work_tree_is_left_as_it_is),
		TEST(main_is_merged_while_head_points_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
