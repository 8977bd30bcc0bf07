/*
 * tests/bench/bench_versions.c - what versions of playbooks cost: the history
 * of one file among 10,000 commits beside git's own, the difference of two
 * versions of a big playbook, lint of 1,000 playbooks.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/playbook/diff.h"
#include "tests/support/bench.h"

#define COMMITS 10000
#define RENAMED 5000 /* the commit where the file got its name */
#define EACH 50	     /* commits between two of its versions */
#define ROUNDS 5
#define STEPS 300
#define BOOKS 1000
#define AGES 60000 /* ms a program may take */

static double best(double *ms)
{
	return bench_share(ms, ROUNDS, 0);
}

static void put(struct fixture *f, const char *name, struct str *text)
{
	assert_false(text->failed);
	fixture_write(f, name, str_text(text));
	str_clear(text);
}

/* ms that a shell command takes; it has to end well. */
static double shell(struct fixture *f, const char *command)
{
	const char *const argv[] = {"/bin/sh", "-c", "cd \"$1\" && eval \"$2\"",
				    "sh", f->dir, command, NULL};
	struct str out = {0}, errs = {0};
	double began = bench_now();
	int status;

	if (io_run(&status, &out, &errs, argv, NULL, MARKDOWN_MAX, AGES, &f->err))
		fail_msg("%s", f->err.what);
	if (status)
		fail_msg("%s: %s", command, str_text(&errs));
	began = bench_now() - began;
	str_release(&out);
	str_release(&errs);
	return began * 1e3;
}

/* --- history ---------------------------------------------------------------- */

static void add_data(struct str *out, const char *text)
{
	str_addf(out, "data %zu\n%s\n", strlen(text), text);
}

/* One commit of `git fast-import`: to the playbook, or to some other file. */
static void add_commit(struct str *out, const char *book, int i)
{
	const char *name = i < RENAMED ? "old-name.md" : "one-book.md";
	char text[64];

	str_addf(out, "commit refs/heads/main\n"
		      "committer Wu <wu@example.org> %d +0000\n",
		 1700000000 + i * 600);
	snprintf(text, sizeof(text), "Change %d", i);
	add_data(out, text);
	if (!i)
		str_add(out, "from refs/heads/main^0\n");
	if (i == RENAMED) {
		str_add(out, "R old-name.md one-book.md\n");
	} else if (i % EACH == 0) {
		struct str all = {0};

		str_addf(&all, "%s\nRead for the %d. time.\n", book, i);
		str_addf(out, "M 100644 inline %s\n", name);
		add_data(out, str_text(&all));
		str_release(&all);
	} else {
		str_addf(out, "M 100644 inline notes/%d/%d.txt\n", i % 20,
			 i % 200);
		add_data(out, text);
	}
}

static int count_one(void *ctx, const struct repo_commit *c, const char *path)
{
	(void)c;
	(void)path;
	++*(int *)ctx;
	return 0;
}

static void measure_history(struct live *w)
{
	struct fixture *f = &w->f;
	struct store *s = bench_store(w);
	struct repo *r = store_repo(s, &f->err);
	struct str book = {0}, stream = {0};
	double git[ROUNDS], ours[ROUNDS], whole[ROUNDS];
	char bound[32];
	int seen = 0;

	assert_non_null(r);
	assert_int_equal(repo_read(&book, r, "main", "ransomware.md",
				   &f->err), 0);
	for (int i = 0; i < COMMITS; i++)
		add_commit(&stream, str_text(&book), i);
	put(f, "stream", &stream);
	shell(f, "git -C store/playbooks fast-import --quiet <stream");
	for (int i = 0; i < ROUNDS; i++) {
		git[i] = shell(f, "git -C store/playbooks log --follow "
				  "--format=%H main -- one-book.md");
		store_close(s);
		s = bench_store(w);
		whole[i] = bench_now();
		r = store_repo(s, &f->err);
		seen = 0;
		assert_int_equal(repo_history(r, "main", "one-book.md",
					      count_one, &seen, &f->err), 0);
		ours[i] = (bench_now() - whole[i]) * 1e3;
		whole[i] = bench_now();
		assert_int_equal(live_run(w, NULL, "playbook", "log",
					  "one-book", NULL), 0);
		whole[i] = (bench_now() - whole[i]) * 1e3;
	}
	assert_int_equal(seen, COMMITS / EACH);
	store_close(s);
	snprintf(bound, sizeof(bound), "%.1f", 2 * best(git));
	bench_line("git log --follow of one file in 10,000 commits",
		   best(git), "ms", "-");
	bench_line("history of one file in 10,000 commits", best(ours), "ms",
		   bound);
	bench_line("playbook log of it, the whole command", best(whole), "ms",
		   bound);
	str_release(&book);
	str_release(&stream);
}

/* --- difference -------------------------------------------------------------- */

/* About 1 MB; every third step of another version says something else. */
static void add_book(struct str *out, const char *version, bool other)
{
	str_addf(out, "---\nplaybook: 1\n"
		      "id: 3b1f3f0e-6c0e-4c0b-8d52-000000000001\n"
		      "lang: en\nversion: %s\n"
		      "---\n\n# Big\n\nMuch to do.\n", version);
	for (int i = 0; i < STEPS; i++) {
		if (i % 30 == 0)
			str_addf(out, "\n## Phase %d\n- id: phase-%d\n",
				 i / 30, i / 30);
		str_addf(out, "\n### Step %d\n- id: step-%d\n\n", i, i);
		for (int k = 0; k < 30; k++)
			str_addf(out, "Call number %d of the list and say "
				      "what was seen on host %d, then write "
				      "down who %s.\n",
				 k, i, other && i % 3 == 0 && k % 5 == 0
						? "answered it"
						: "picked up");
	}
}

static void measure_diff(struct live *w)
{
	struct str was = {0}, is = {0};
	struct pb_source src[2];
	struct playbook *a, *b;
	struct pb_diff *d;
	struct diff_line *line;
	double ms[ROUNDS], lines[ROUNDS];
	size_t n;

	add_book(&was, "1.0.0", false);
	add_book(&is, "1.1.0", true);
	src[0] = (struct pb_source){"big.md", str_text(&was), was.len};
	src[1] = (struct pb_source){"big.md", str_text(&is), is.len};
	for (int i = 0; i < ROUNDS; i++) {
		ms[i] = bench_now();
		if (playbook_read(&a, &src[0], 1, NULL, &w->f.err) ||
		    playbook_read(&b, &src[1], 1, NULL, &w->f.err))
			fail_msg("%s", w->f.err.what);
		lines[i] = bench_now();
		assert_int_equal(playbook_diff(&d, a, &src[0], 1, b, &src[1],
					       1, &w->f.err), 0);
		assert_int_equal(d->reworded, STEPS / 3);
		for (size_t k = 0; k < d->count; k++)
			assert_int_equal(step_diff_lines(&line, &n, d, k,
							 NULL, &w->f.err), 0);
		lines[i] = (bench_now() - lines[i]) * 1e3;
		ms[i] = (bench_now() - ms[i]) * 1e3;
		pb_diff_free(d);
		playbook_free(a);
		playbook_free(b);
	}
	bench_line("step difference of two versions, 300 steps, all lines",
		   best(lines), "ms", "20");
	bench_line("the same, both texts (0.9 MB each) read first", best(ms),
		   "ms", "-");
	str_release(&was);
	str_release(&is);
}

/* --- lint ------------------------------------------------------------------- */

static void put_books(struct live *w)
{
	struct store *s = bench_store(w);
	struct repo *r = store_repo(s, &w->f.err);
	struct str book = {0}, text = {0};
	const char *id;

	assert_int_equal(mkdir(fixture_path(&w->f, "books"), 0700), 0);
	assert_int_equal(repo_read(&book, r, "main", "ransomware.md",
				   &w->f.err), 0);
	id = strstr(str_text(&book), "\nid: ");
	assert_non_null(id);
	for (int i = 0; i < BOOKS; i++) {
		str_addn(&text, str_text(&book),
			 (size_t)(id - str_text(&book)));
		str_addf(&text, "\nid: 9b1f3f0e-6c0e-4c0b-8d52-%012d%s", i,
			 strchr(id + 1, '\n'));
		put(&w->f, strstr(fixture_path(&w->f, "books/book-%04d.md", i),
				  "books/"), &text);
	}
	store_close(s);
	str_release(&book);
	str_release(&text);
}

static void measure_lint(struct live *w)
{
	double ms[ROUNDS];

	put_books(w);
	for (int i = 0; i < ROUNDS; i++) {
		double began = bench_now();

		assert_int_equal(live_run(w, NULL, "playbook", "lint",
					  fixture_path(&w->f, "books"), NULL),
				 0);
		ms[i] = (bench_now() - began) * 1e3;
	}
	bench_line("playbook lint of a folder of 1,000", best(ms), "ms",
		   "1000");
}

int main(void)
{
	static struct live w;

	live_up(&w);
	measure_diff(&w);
	measure_lint(&w);
	measure_history(&w);
	live_down(&w);
	return 0;
}
