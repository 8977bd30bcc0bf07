/* The list of playbooks: remembered, read on, right after every change. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/store/store.h"
#include "tests/support/fixture.h"

static const char book[] =
	"---\nplaybook: 1\nid: 9b1f3f0e-6c0e-4c0b-8d52-3d2a6f0a7c11\n"
	"lang: en\nversion: 1.0.0\n---\n\n# Lost keys\n\nKeys are gone.\n\n"
	"## Act\n- id: act\n- kind: contain\n\n### Locks: change them\n"
	"- id: locks\n\nAll of them.\n";

struct scene {
	struct fixture f;
	struct store *s;
	char id[COMMIT_HEX];
};

static void good(struct scene *w, int rc)
{
	if (rc)
		fail_msg("%s (%s)", w->f.err.what, w->f.err.where);
}

static int up(void **state)
{
	struct scene *w = calloc(1, sizeof(*w));

	fixture_up(&w->f);
	w->s = fixture_store(&w->f, "mei", NULL);
	*state = w;
	return 0;
}

static int down(void **state)
{
	struct scene *w = *state;

	store_close(w->s);
	fixture_down(&w->f);
	free(w);
	return 0;
}

static void put(struct scene *w, const char *path, const char *text,
		const char *who, const char *subject)
{
	struct repo_person by = {who, "x@example.org"};
	struct repo_file file = {path, text, text ? strlen(text) : 0};

	w->f.now += 60000;
	good(w, repo_commit(w->id, store_repo(w->s, &w->f.err), "main", &file,
			    1, &by, w->f.now, 0, subject, &w->f.err));
}

/* The row of that playbook as it is remembered now, or in full. */
static struct pb_entry row(struct scene *w, const char *slug, bool full)
{
	struct pb_entry *all, found = {.known = false};
	size_t n;

	good(w, full ? store_playbooks(&all, &n, w->s, "en", &w->f.err)
		     : store_shelf(&all, &n, w->s, "en", &w->f.err));
	for (size_t i = 0; i < n; i++)
		if (!strcmp(all[i].slug, slug))
			found = all[i];
	mem_free(all);
	return found;
}

static void again(struct scene *w)
{
	store_close(w->s);
	w->s = fixture_store(&w->f, "mei", NULL);
}

static void what_was_read_once_is_known_at_the_next_start(void **state)
{
	struct scene *w = *state;
	struct pb_entry e;

	put(w, "lost-keys.md", book, "wu", "Keys");
	e = row(w, "lost-keys", false);
	assert_false(e.known);
	assert_string_equal(e.last.id, "");
	e = row(w, "lost-keys", true);
	assert_true(e.known);
	assert_string_equal(e.title, "Lost keys");
	assert_string_equal(e.last.subject, "Keys");
	again(w);
	e = row(w, "lost-keys", false);
	assert_true(e.known);
	assert_string_equal(e.title, "Lost keys");
	assert_string_equal(e.version, "1.0.0");
	assert_int_equal(e.steps, 1);
	assert_string_equal(e.last.author, "wu");
	assert_string_equal(e.last.id, w->id);
	assert_string_equal(e.entered, w->id);
}

static void only_what_changed_is_read_again(void **state)
{
	struct scene *w = *state;
	struct pb_entry e;
	char first[COMMIT_HEX];

	put(w, "lost-keys.md", book, "wu", "Keys");
	memcpy(first, w->id, sizeof(first));
	row(w, "lost-keys", true);
	put(w, "README.md", "About.\n", "lin", "Say what this is");
	put(w, "ransomware.md", book, "lin", "Another text");
	again(w);
	e = row(w, "lost-keys", false);
	assert_true(e.known);
	e = row(w, "ransomware", false);
	assert_false(e.known);
	e = row(w, "ransomware", true);
	assert_string_equal(e.title, "Lost keys");
	assert_string_equal(e.last.subject, "Another text");
	e = row(w, "lost-keys", false);
	assert_string_equal(e.last.id, first);
	assert_string_equal(row(w, "README", true).slug, "");
}

static void a_text_put_back_is_a_change_all_the_same(void **state)
{
	struct scene *w = *state;

	put(w, "lost-keys.md", book, "wu", "Keys");
	row(w, "lost-keys", true);
	put(w, "lost-keys.md", "---\nplaybook: 1\n---\n", "lin", "Worse");
	put(w, "lost-keys.md", book, "chen", "As it was");
	again(w);
	assert_true(row(w, "lost-keys", false).known);
	assert_string_equal(row(w, "lost-keys", true).last.author, "chen");
}

static void what_lint_may_ask_counts_as_well(void **state)
{
	struct scene *w = *state;

	put(w, "lost-keys.md", book, "wu", "Keys");
	row(w, "lost-keys", true);
	put(w, "team.yaml", "languages: [en, zh]\n", "lin", "Two languages");
	assert_false(row(w, "lost-keys", false).known);
}

static void a_damaged_cache_is_as_if_it_were_not_there(void **state)
{
	struct scene *w = *state;
	const char *dir = fixture_path(&w->f, "mei/cache/shelf");
	struct str line = {0}, said = {0};
	int status;

	put(w, "lost-keys.md", book, "wu", "Keys");
	row(w, "lost-keys", true);
	str_addf(&line, "for f in %s/*; do printf x >>$f; done", dir);
	good(w, io_run(&status, &said, &said,
		       (const char *const[]){"sh", "-c", str_text(&line),
					     NULL},
		       NULL, 1000, 5000, &w->f.err));
	assert_int_equal(status, 0);
	str_release(&line);
	again(w);
	assert_false(row(w, "lost-keys", false).known);
	assert_string_equal(row(w, "lost-keys", true).title, "Lost keys");
}

/* Branch and merge by plain git, as a colleague on a host would. */
static void merge(struct scene *w, const char *message)
{
	struct str line = {0}, said = {0}, none = {0};
	int status = -1;

	str_addf(&line,
		 "cd %s && export GIT_AUTHOR_NAME=mei GIT_AUTHOR_EMAIL=m@e"
		 " GIT_COMMITTER_NAME=mei GIT_COMMITTER_EMAIL=m@e"
		 " GIT_AUTHOR_DATE='1900000000 +0000'"
		 " GIT_COMMITTER_DATE='1900000000 +0000' &&"
		 " id=$(printf '%s' | git commit-tree"
		 " 'draft/keys^{tree}' -p main -p draft/keys) &&"
		 " git update-ref refs/heads/main $id",
		 fixture_path(&w->f, "store/playbooks"), message);
	good(w, io_run(&status, &none, &said,
		       (const char *const[]){"sh", "-c", str_text(&line),
					     NULL},
		       NULL, 10000, 20000, &w->f.err));
	if (status)
		fail_msg("%s", str_text(&said));
	str_release(&line);
	str_release(&said);
	str_release(&none);
}

static void a_merge_tells_who_reviewed_and_the_change_who_wrote(void **state)
{
	static const struct repo_person lin = {"lin", "lin@example.org"};
	struct scene *w = *state;
	struct repo *r = store_repo(w->s, &w->f.err);
	struct pb_entry e;
	struct str text = {0};
	struct repo_file file = {"lost-keys.md", NULL, 0};

	put(w, "lost-keys.md", book, "wu", "Keys");
	row(w, "lost-keys", true);
	str_addf(&text, "%s\nAnd the cellar.\n", book);
	file.data = str_text(&text);
	file.len = text.len;
	good(w, repo_branch(r, "draft/keys", "main", &w->f.err));
	good(w, repo_commit(w->id, r, "draft/keys", &file, 1, &lin,
			    w->f.now + 60000, 0, "The cellar too\n",
			    &w->f.err));
	merge(w, "Keys: put in force\\n\\nReviewed-by: mei <m@e>\\n"
		 "Reviewed-by: wu <w@e>\\n");
	e = row(w, "lost-keys", true);
	assert_string_equal(e.last.subject, "The cellar too");
	assert_string_equal(e.last.id, w->id);
	assert_string_equal(e.reviewers, "mei, wu");
	assert_int_not_equal(strcmp(e.entered, w->id), 0);
	str_release(&text);
}

static void a_version_is_the_newest_change_of_all_its_files(void **state)
{
	struct scene *w = *state;
	struct repo_commit at;
	char second[COMMIT_HEX];

	put(w, "lost-keys.md", book, "wu", "Keys");
	put(w, "lost-keys.zh.md", "---\nplaybook: 1\nlang: zh\n---\n", "chen",
	    "In Chinese");
	memcpy(second, w->id, sizeof(second));
	put(w, "README.md", "About.\n", "lin", "Say what this is");
	good(w, store_version_at(&at, w->s, "lost-keys", "main",
				 &w->f.err));
	assert_string_equal(at.id, second);
	assert_int_equal(store_version_at(&at, w->s, "lost-kees", "main",
					  &w->f.err), ERR_NOTFOUND);
	assert_string_equal(w->f.err.where, "did you mean: lost-keys");
}

static void out_of_memory_leaves_nothing_behind(void **state)
{
	struct scene *w = *state;
	struct pb_entry *all;
	size_t n;
	int rc = ERR_NOMEM;

	put(w, "lost-keys.md", book, "wu", "Keys");
	for (long at = 1; rc && at < 20000; at += 1 + at / 8) {
		again(w);
		mem_fail_at(at);
		rc = store_shelf(&all, &n, w->s, "en", &w->f.err);
		mem_fail_at(0);
		if (rc)
			assert_int_equal(rc, ERR_NOMEM);
		else
			mem_free(all);
	}
	assert_int_equal(rc, 0);
	assert_string_equal(row(w, "lost-keys", true).title, "Lost keys");
}

#define T(name) cmocka_unit_test_setup_teardown(name, up, down)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		T(what_was_read_once_is_known_at_the_next_start),
		T(only_what_changed_is_read_again),
		T(a_text_put_back_is_a_change_all_the_same),
		T(what_lint_may_ask_counts_as_well),
		T(a_damaged_cache_is_as_if_it_were_not_there),
		T(a_merge_tells_who_reviewed_and_the_change_who_wrote),
		T(a_version_is_the_newest_change_of_all_its_files),
		T(out_of_memory_leaves_nothing_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
