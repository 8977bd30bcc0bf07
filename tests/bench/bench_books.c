/*
 * tests/bench/bench_books.c - the playbook browser with 200 playbooks: from
 * its key to the first full list, never seen before and remembered.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/mem.h"
#include "tests/support/bench.h"

#define BOOKS 200
#define COMMITS 20 /* that they came in */
#define STARTS 9

/* A shipped playbook under another name and id. */
static char *another(const char *text, int i)
{
	const char *id = strstr(text, "\nid: ");
	struct str out = {0};

	assert_non_null(id);
	str_addn(&out, text, (size_t)(id - text));
	str_addf(&out, "\nid: 9b1f3f0e-6c0e-4c0b-8d52-%012d", i);
	str_add(&out, strchr(id + 1, '\n'));
	return str_take(&out);
}

static void put_books(struct fixture *f, struct store *s)
{
	static const struct repo_person who = {"wu", "wu@example.org"};
	struct repo *r = store_repo(s, &f->err);
	struct repo_file file[BOOKS / COMMITS];
	struct str text = {0};
	char id[COMMIT_HEX];

	assert_non_null(r);
	assert_int_equal(repo_read(&text, r, "main", "ransomware.md",
				   &f->err), 0);
	for (int c = 0, i = 0; c < COMMITS; c++) {
		size_t n = 0;

		for (; n < BOOKS / COMMITS; n++, i++) {
			const char *name = fixture_path(f, "book-%03d.md", i);
			char *made = another(str_text(&text), i);

			file[n] = (struct repo_file){
				strrchr(name, '/') + 1, made, strlen(made)};
		}
		if (repo_commit(id, r, "main", file, n, &who, f->now, 0,
				"Ten more\n", &f->err))
			fail_msg("%s", f->err.what);
		while (n)
			mem_free((char *)file[--n].data);
	}
	str_release(&text);
}

static double until(struct pty *p, const char *text)
{
	double began = bench_now();

	while (bench_now() - began < 20 &&
	       !strstr(str_text(pty_raw(p)), text))
		pty_settle(p, 0);
	return (bench_now() - began) * 1e3;
}

/* ms from the key until the last row of the list is there. */
static double open_browser(struct live *w)
{
	struct pty *p = live_start(w, 24, 80, NULL);
	double t;

	sees(p, "quit");
	pty_settle(p, 300);
	pty_type(p, "3");
	t = until(p, "book-005");
	pty_settle(p, 1500);
	pty_type(p, "qq");
	pty_exit(p, 2000);
	pty_close(p);
	w->p = NULL;
	return t;
}

int main(void)
{
	static struct live w;
	double first, again[STARTS];
	struct store *s;

	live_up(&w);
	w.f.now = (int64_t)time(NULL) * 1000 - INT64_C(86400000);
	s = bench_store(&w);
	put_books(&w.f, s);
	store_close(s);
	first = open_browser(&w);
	bench_line("browser: 200 playbooks, never read", first, "ms", "60");
	for (int i = 0; i < STARTS; i++)
		again[i] = open_browser(&w);
	bench_line("browser: 200 playbooks, remembered",
		   bench_share(again, STARTS, 0.95), "ms", "60");
	live_down(&w);
	return 0;
}
