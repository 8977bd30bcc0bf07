/*
 * kill -9 at a random moment of an act on playbooks: git accepts the
 * repository, main is old or new, what was kept is kept, and the next one
 * gets on, if need be by the line that the message says.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/store/draft.h"
#include "core/store/imports.h"
#include "core/store/rebase.h"
#include "tests/support/fixture.h"

#define BOOK "ransomware.md"
#define PHRASE "In doubt, or if nobody can look within five minutes"
#define ROUNDS 12

struct scene {
	struct fixture f;
	struct store *s;
	struct str text; /* of BOOK, as it ships */
	int out;	 /* the child's pipe */
	long takes;	 /* an act, us */
};
/* What the child tells: what it has to be found again. */
struct told {
	char what; /* 'r' ready, 'k' kept, 'd' done */
	int round;
};

static void again(struct scene *x)
{
	store_close(x->s);
	x->s = fixture_store(&x->f, "lin", NULL);
}

static int setup(void **state)
{
	struct scene *x = calloc(1, sizeof(*x));

	fixture_up(&x->f);
	x->out = -1;
	setenv("HOME", x->f.dir, 1);
	again(x);
	fixture_git_user(&x->f, "lin");
	assert_int_equal(repo_read(&x->text, store_repo(x->s, NULL), "main",
				   BOOK, &x->f.err), 0);
	assert_non_null(strstr(str_text(&x->text), PHRASE));
	*state = x;
	return 0;
}

static int teardown(void **state)
{
	struct scene *x = *state;

	store_close(x->s);
	str_release(&x->text);
	fixture_down(&x->f);
	free(x);
	return 0;
}

static void tell(struct scene *x, char what, int round)
{
	struct told t = {what, round};

	if (x->out >= 0 && write(x->out, &t, sizeof(t)) != sizeof(t))
		_exit(3);
}

/* --- the acts: each does one round ------------------------------------------- */

/* The text in which a round can be told. */
static void text_of(struct str *out, const struct scene *x, int round)
{
	const char *all = str_text(&x->text), *at = strstr(all, PHRASE);

	str_addn(out, all, (size_t)(at - all));
	str_addf(out, "Round %06d", round);
	str_add(out, at + strlen(PHRASE));
}

/* The round that a text tells; 0 is as it ships, -1 is no whole text. */
static int round_of(const struct scene *x, const struct str *t)
{
	const char *at = strstr(str_text(t), "Round ");
	int round = at ? (int)strtol(at + 6, NULL, 10) : 0;
	struct str want = {0};
	bool same;

	if (round)
		text_of(&want, x, round);
	else
		str_add(&want, str_text(&x->text));
	same = want.len == t->len && !memcmp(want.p, str_text(t), t->len);
	str_release(&want);
	return same ? round : -1;
}

static int keep(struct scene *x, const char *draft, int round)
{
	struct draft d;
	struct str t = {0};
	int rc = store_draft_is(x->s, draft)
			 ? 0 : store_draft_new(&d, x->s, draft, &x->f.err);

	text_of(&t, x, round);
	if (!rc)
		rc = store_draft_keep(x->s, draft, BOOK, str_text(&t), t.len,
				      &x->f.err);
	str_release(&t);
	if (!rc)
		tell(x, 'k', round);
	return rc;
}

static int commit(struct scene *x, int round)
{
	char id[COMMIT_HEX];
	int rc = keep(x, "one", round);

	return rc ? rc : store_draft_commit(id, x->s, "one", "Say it better",
					    &x->f.err);
}

/* Mei writes, lin offers and approves. */
static int approve(struct scene *x, int round)
{
	struct repo_person mei = {"mei", "mei@example.org"};
	struct repo *r = store_repo(x->s, NULL);
	struct repo_file file = {.path = BOOK};
	char id[COMMIT_HEX];
	struct str t = {0};
	int rc = 0;

	text_of(&t, x, round);
	file.data = str_text(&t);
	file.len = t.len;
	if (!store_draft_is(x->s, "two"))
		rc = repo_branch(r, "draft/two", "main", &x->f.err);
	if (!rc)
		rc = repo_commit(id, r, "draft/two", &file, 1, &mei,
				 x->f.now, 0, "Say it\n", &x->f.err);
	if (!rc)
		rc = store_draft_offer(x->s, "two", &x->f.err);
	if (!rc)
		rc = store_draft_approve(x->s, "two", NULL, &x->f.err);
	str_release(&t);
	return rc;
}

/* A merge that was cut off is told by its draft: merged, or as it was. */
static int merge(struct scene *x, int round)
{
	struct draft_merging m;
	char id[COMMIT_HEX];
	int rc = 0;

	if (store_draft_is(x->s, "three"))
		rc = store_draft_drop(id, x->s, "three", &x->f.err);
	if (!rc)
		rc = keep(x, "three", round);
	if (!rc)
		rc = store_draft_commit(id, x->s, "three", "Say it",
					&x->f.err);
	if (rc)
		return rc;
	rc = store_draft_merge(&m, x->s, "three", "alone", &x->f.err);
	draft_merging_release(&m);
	return rc;
}

/* To Chinese, and back from it. */
static int rebase(struct scene *x, int round)
{
	struct rebased what;
	char id[COMMIT_HEX];
	struct draft d;
	int rc = store_rebase_language(id, &d, &what, x->s, "ransomware",
				       "zh", &x->f.err);

	(void)round;
	rebased_release(&what);
	if (!rc || rc == ERR_BUSY)
		return rc;
	error_clear(&x->f.err);
	rc = store_rebase_language(id, &d, &what, x->s, "ransomware", "en",
				   &x->f.err);
	rebased_release(&what);
	return rc;
}

static int import(struct scene *x, int round)
{
	char text[128];
	int n = snprintf(text, sizeof(text), "# Outage\n\n## Look\n\n"
			 "- Call the host\n- Read log %06d\n", round);
	struct import_from from = {.name = "outage.md", .text = text,
				   .n = (size_t)n};
	struct import_ask ask = {.slug = "outage", .draft = "outage",
				 .from = &from, .confirmed = true};
	struct import_done done;
	int rc = store_import(&done, x->s, &ask, &x->f.err);

	imported_free(done.im);
	return rc;
}

/* --- one round of killing ---------------------------------------------------- */

typedef int act_fn(struct scene *x, int round);

static void child(struct scene *x, act_fn *act, int round)
{
	fixture_child();
	again(x);
	tell(x, 'r', 0);
	for (;; round++) {
		x->f.now += 1000;
		if (act(x, round)) {
			fprintf(stderr, "%s %s\n", x->f.err.what,
				x->f.err.where);
			_exit(2);
		}
		tell(x, 'd', round);
	}
}

static void nap(long us)
{
	struct timespec ts = {us / 1000000, us % 1000000 * 1000};

	nanosleep(&ts, NULL);
}

/* Lets it run for us from when it is ready; the last that it told. */
static void kill_one(struct scene *x, act_fn *act, int from, long us,
		     int *kept, int *done)
{
	struct told t;
	int fd[2], status;
	pid_t pid;

	*kept = *done = 0;
	assert_int_equal(pipe(fd), 0);
	pid = fork();
	if (!pid) {
		close(fd[0]);
		x->out = fd[1];
		child(x, act, from);
	}
	assert_true(pid > 0);
	close(fd[1]);
	assert_int_equal(read(fd[0], &t, sizeof(t)), sizeof(t));
	nap(us);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	assert_true(WIFSIGNALED(status));
	while (read(fd[0], &t, sizeof(t)) == sizeof(t))
		*(t.what == 'k' ? kept : done) = t.round;
	close(fd[0]);
}

/* The next one gets on; a lock that was left is named, and goes. */
static int goes_on(struct scene *x, act_fn *act, int round)
{
	struct timespec from, to;
	int rc, locks = 0;

	clock_gettime(CLOCK_MONOTONIC, &from);
	rc = act(x, round);
	clock_gettime(CLOCK_MONOTONIC, &to);
	x->takes = (to.tv_sec - from.tv_sec) * 1000000 +
		   (to.tv_nsec - from.tv_nsec) / 1000;
	for (; rc == ERR_BUSY && locks < 3; locks++) {
		assert_true(str_ends(x->f.err.where, ".lock"));
		assert_non_null(strstr(x->f.err.fix, "rm "));
		assert_int_equal(unlink(x->f.err.where), 0);
		error_clear(&x->f.err);
		rc = act(x, round);
	}
	if (rc)
		fail_msg("round %d: %s %s", round, x->f.err.what,
			 x->f.err.where);
	return locks;
}

static int main_round(struct scene *x)
{
	struct str t = {0};
	int round;

	assert_int_equal(repo_read(&t, store_repo(x->s, NULL), "main", BOOK,
				   &x->f.err), 0);
	round = round_of(x, &t);
	str_release(&t);
	return round;
}

static int draft_round(struct scene *x, const char *draft)
{
	struct str t = {0};
	int round, rc = store_draft_text(&t, x->s, draft, BOOK, &x->f.err);

	round = rc ? 0 : round_of(x, &t);
	str_release(&t);
	return round;
}

/* ROUNDS of them; check sees the store as a new process finds it. */
static void survives(struct scene *x, act_fn *act, uint64_t seed,
		     void (*check)(struct scene *x, int kept, int done))
{
	int round = 2, kept, done, all = 0, locks = goes_on(x, act, 1);

	for (int i = 0; i < ROUNDS; i++) {
		seed = seed * UINT64_C(6364136223846793005) + 1;
		kill_one(x, act, round, (long)(seed >> 40) % (2 * x->takes),
			 &kept, &done);
		all += done ? done - round + 1 : 0;
		fixture_git(&x->f, "fsck", "--strict", "--no-dangling");
		again(x);
		check(x, kept, done);
		round = (kept > done ? kept : done) + round + 1;
		locks += goes_on(x, act, round++);
	}
	fixture_git(&x->f, "fsck", "--strict", "--no-dangling");
	print_message("%d done, %d locks left\n", all, locks);
}

static void main_is_as_shipped(struct scene *x, int kept, int done)
{
	(void)kept, (void)done;
	assert_int_equal(main_round(x), 0);
}

static void text_is_kept(struct scene *x, int kept, int done)
{
	main_is_as_shipped(x, kept, done);
	if (kept)
		assert_in_range(draft_round(x, "one"), kept, kept + 1);
}

static void main_is_old_or_new(struct scene *x, int kept, int done)
{
	int now = main_round(x);

	assert_true(now >= done);
	if (kept && now != kept)
		assert_in_range(draft_round(x, "three"), kept, kept + 1);
}

static void a_commit_to_a_draft_survives_kill_9(void **state)
{
	survives(*state, commit, 1, text_is_kept);
}

static void an_approval_survives_kill_9(void **state)
{
	survives(*state, approve, 2, main_is_as_shipped);
}

static void a_merge_survives_kill_9(void **state)
{
	survives(*state, merge, 3, main_is_old_or_new);
}

static void another_base_language_survives_kill_9(void **state)
{
	survives(*state, rebase, 4, main_is_as_shipped);
}

static void an_import_survives_kill_9(void **state)
{
	survives(*state, import, 5, main_is_as_shipped);
}

/* --- a lock, for certain ----------------------------------------------------- */

static void a_lock_left_behind_is_named(void **state)
{
	struct scene *x = *state;

	assert_int_equal(commit(x, 1), 0);
	fixture_write(&x->f, "store/playbooks/.git/refs/heads/draft/one.lock",
		      "");
	assert_int_equal(commit(x, 2), ERR_BUSY);
	assert_int_equal(draft_round(x, "one"), 2);
	assert_int_equal(goes_on(x, commit, 2), 1);
	fixture_write(&x->f, "store/playbooks/.git/refs/heads/main.lock", "");
	assert_int_equal(merge(x, 3), ERR_BUSY);
	assert_int_equal(main_round(x), 0);
	assert_int_equal(goes_on(x, merge, 3), 1);
	assert_int_equal(main_round(x), 3);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_commit_to_a_draft_survives_kill_9),
		TEST(an_approval_survives_kill_9),
		TEST(a_merge_survives_kill_9),
		TEST(another_base_language_survives_kill_9),
		TEST(an_import_survives_kill_9),
		TEST(a_lock_left_behind_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
