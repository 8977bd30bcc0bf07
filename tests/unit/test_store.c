/* The shared folder: made once, opened cheaply, many cases, many people. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/case/act.h"
#include "core/store/store.h"
#include "tests/support/fixture.h"

#define MINUTE INT64_C(60000)

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

/* Ends the test unless rc is 0. */
static void good(struct fixture *f, int rc)
{
	if (rc)
		fail_msg("%d: %s %s %s", rc, f->err.what, f->err.where,
			 f->err.fix);
}

static unsigned mode_of(struct fixture *f, const char *name)
{
	struct stat st;

	if (lstat(fixture_path(f, "%s", name), &st))
		fail_msg("%s: not there", name);
	return (unsigned)st.st_mode & 07777;
}

/* Opens a case by a word and gives its label back. */
static void new_case(struct fixture *f, struct store *s, const char *title,
		     char label[32])
{
	struct store_new what = {.title = title, .severity = SEV_HIGH,
				 .playbook = "customer-data-leak"};
	struct casefile *c;

	good(f, store_case_new(&c, s, &what, &f->err));
	assert_true(str_copy(label, 32, casefile_now(c)->label));
	casefile_close(c);
}

static struct summary *list(struct fixture *f, struct store *s, size_t *n,
			    bool quick)
{
	struct summary *all;

	good(f, store_cases(&all, n, s, quick, &f->err));
	return all;
}

/* --- opening ------------------------------------------------------------------- */

static void the_first_start_makes_a_whole_store(void **state)
{
	struct fixture *f = *state;
	struct repo_commit at;
	bool made;
	struct store *s = fixture_store(f, "mei", &made);
	struct pb_entry *book;
	size_t n;

	assert_true(made);
	assert_int_equal(mode_of(f, "store"), 02770);
	assert_int_equal(mode_of(f, "store/cases"), 02770);
	assert_int_equal(mode_of(f, "store/devices"), 02770);
	assert_int_equal(mode_of(f, "store/playbooks"), 02770);
	assert_int_equal(mode_of(f, "mei/config/keys"), 0700);
	assert_int_equal(mode_of(f, "mei/config/keys/device.key"), 0600);
	good(f, repo_commit_info(&at, store_repo(s, &f->err), "main",
				 &f->err));
	assert_string_equal(at.author, "stanch");
	assert_int_equal(at.at, f->now);
	assert_non_null(strstr(at.subject, "as shipped with stanch"));
	good(f, repo_commit_info(&at, store_repo(s, &f->err), "builtin",
				 &f->err));
	good(f, store_playbooks(&book, &n, s, "en", &f->err));
	assert_true(n >= 2);
	for (size_t i = 0; i < n; i++)
		if (book[i].errors)
			fail_msg("%s: %u errors", book[i].slug,
				 book[i].errors);
	assert_string_equal(book[0].slug, "business-transfer");
	assert_true(book[0].steps > 5 && *book[0].title && *book[0].intro);
	assert_string_equal(book[0].langs, "zh, en");
	mem_free(book);
	assert_string_equal(store_me(s), "mei");
	store_close(s);
}

static void a_second_start_touches_nothing(void **state)
{
	static const char *const name[] = {"store", "store/cases",
					   "store/devices", "store/playbooks",
					   "mei/config/keys"};
	struct fixture *f = *state;
	struct stat before[5], after[5];
	bool made;

	store_close(fixture_store(f, "mei", &made));
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(stat(fixture_path(f, "%s", name[i]),
				      &before[i]), 0);
	store_close(fixture_store(f, "mei", &made));
	assert_false(made);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(stat(fixture_path(f, "%s", name[i]),
				      &after[i]), 0);
		assert_memory_equal(&before[i].st_mtim, &after[i].st_mtim,
				    sizeof(before[i].st_mtim));
		assert_memory_equal(&before[i].st_ctim, &after[i].st_ctim,
				    sizeof(before[i].st_ctim));
	}
}

/* Every file and folder below must be open to the group. */
static void shared_with_the_group(const char *path)
{
	struct dirent *e;
	DIR *d = opendir(path);
	struct stat st;

	assert_non_null(d);
	while ((e = readdir(d))) {
		char *below = io_join(path, e->d_name);
		bool object;

		assert_int_equal(lstat(below, &st), 0);
		object = S_ISREG(st.st_mode) && !(st.st_mode & 0222);
		if (strcmp(e->d_name, "..") != 0 && !object &&
		    !str_ends(e->d_name, ".card") &&
		    (st.st_mode & 060) != 060)
			fail_msg("%s: mode %o", below,
				 (unsigned)st.st_mode & 07777);
		if (S_ISDIR(st.st_mode) && e->d_name[0] != '.')
			shared_with_the_group(below);
		mem_free(below);
	}
	closedir(d);
}

static void the_umask_of_who_comes_first_does_not_shut_out_others(void **state)
{
	struct fixture *f = *state;
	mode_t old = umask(077);
	struct store *s = fixture_store(f, "mei", NULL);
	char label[32];

	new_case(f, s, "one", label);
	store_close(s);
	umask(old);
	shared_with_the_group(fixture_path(f, "store"));
	shared_with_the_group(fixture_path(f, "store/playbooks/.git"));
	assert_int_equal(mode_of(f, "store/cases/INC-2026-001.case"), 0660);
}

static void a_store_that_cannot_be_made_says_why(void **state)
{
	struct fixture *f = *state;
	struct store_paths p = {.home = fixture_path(f, "file/store"),
				.config = fixture_path(f, "c"),
				.state = fixture_path(f, "s"),
				.cache = fixture_path(f, "k"),
				.login = "mei", .name = "mei", .host = "h"};
	struct store *s;
	bool made;

	fixture_write(f, "file", "not a folder");
	assert_int_equal(store_open(&s, &made, &p, &f->env, &f->err), ERR_IO);
	assert_null(s);
	assert_non_null(strstr(f->err.what, "file: Not a directory"));
	assert_non_null(strstr(f->err.where, "file/store"));
	assert_non_null(strstr(f->err.fix, "-C FOLDER"));
}

/* As another account, because root may write anywhere. */
static void a_store_that_is_read_only_is_still_read(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct casefile *c;
	struct summary *all;
	char label[32];
	size_t n;
	int status;
	pid_t pid;

	if (geteuid() != 0)
		skip();
	new_case(f, s, "one", label);
	store_close(s);
	assert_int_equal(chmod(f->dir, 0777), 0);
	assert_int_equal(chmod(fixture_path(f, "store"), 0755), 0);
	assert_int_equal(chmod(fixture_path(f, "store/cases"), 0755), 0);
	assert_int_equal(chmod(fixture_path(f, "store/devices"), 0755), 0);
	assert_int_equal(chmod(fixture_path(f, "store/playbooks"), 0755), 0);
	assert_int_equal(chmod(fixture_path(f, "store/cases/%s.case", label),
			       0644), 0);
	pid = fork();
	if (!pid) {
		struct store_new what = {.title = "no"};

		fixture_child();
		if (setgid(65534) || setuid(65534))
			_exit(9);
		s = fixture_store(f, "other", NULL);
		all = list(f, s, &n, false);
		if (n != 1 || strcmp(all[0].title, "one") != 0)
			_exit(2);
		mem_free(all);
		if (store_case_new(&c, s, &what, &f->err) != ERR_IO)
			_exit(3);
		store_close(s);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

/* --- cases --------------------------------------------------------------------- */

static void a_new_case_takes_the_next_label_of_its_year(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct store_new plan = {.title = "transfer", .plan = true,
				 .playbook = "business-transfer"};
	struct zone *east = zone_fixed(8 * 3600);
	struct casefile *c;
	char label[32];

	new_case(f, s, "one", label);
	assert_string_equal(label, "INC-2026-001");
	new_case(f, s, "two", label);
	assert_string_equal(label, "INC-2026-002");
	good(f, store_case_new(&c, s, &plan, &f->err));
	assert_string_equal(casefile_now(c)->label, "PLAN-2026-001");
	assert_true(casefile_now(c)->plan);
	casefile_close(c);
	/* New Year comes earlier in the east. */
	good(f, time_parse(&f->now, NULL, "2026-12-31T20:00:00Z", NULL, 0,
			   &f->err));
	f->env.zone = east;
	new_case(f, s, "three", label);
	assert_string_equal(label, "INC-2027-001");
	f->env.zone = NULL;
	store_close(s);
	zone_free(east);
}

static void a_case_is_found_by_the_part_of_its_label_that_is_unique(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct store_new plan = {.title = "p", .plan = true};
	struct casefile *c;
	char label[32], *path;

	assert_int_equal(store_find(&path, s, "014", &f->err), ERR_NOTFOUND);
	assert_string_equal(f->err.fix, "stanch case new");
	new_case(f, s, "one", label);
	new_case(f, s, "two", label);
	good(f, store_case_new(&c, s, &plan, &f->err));
	casefile_close(c);
	good(f, store_find(&path, s, "002", &f->err));
	assert_true(str_ends(path, "/cases/INC-2026-002.case"));
	mem_free(path);
	good(f, store_find(&path, s, "inc-2026-001", &f->err));
	mem_free(path);
	assert_int_equal(store_find(&path, s, "001", &f->err), ERR_USAGE);
	assert_string_equal(f->err.where, "INC-2026-001, PLAN-2026-001");
	assert_null(path);
	assert_int_equal(store_find(&path, s, "INC-2026-020", &f->err),
			 ERR_NOTFOUND);
	assert_non_null(strstr(f->err.where, "INC-2026-002"));
	assert_int_equal(store_find(&path, s, "", &f->err), ERR_NOTFOUND);
	assert_int_equal(store_find(&path, s, "../../x", &f->err),
			 ERR_NOTFOUND);
	store_close(s);
}

static void two_at_once_get_two_labels(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	int status;
	size_t n;
	pid_t pid[2];

	store_close(s);
	for (int i = 0; i < 2; i++) {
		pid[i] = fork();
		if (!pid[i]) {
			char label[32];

			fixture_child();
			f->drawn = 1000u * (unsigned)(i + 1);
			s = fixture_store(f, i ? "mei" : "wu", NULL);
			for (int k = 0; k < 4; k++)
				new_case(f, s, "x", label);
			store_close(s);
			_exit(0);
		}
	}
	for (int i = 0; i < 2; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
	}
	s = fixture_store(f, "mei", NULL);
	mem_free(list(f, s, &n, true));
	assert_int_equal(n, 8);
	assert_true(io_exists(fixture_path(f, "store/cases/INC-2026-008.case")));
	store_close(s);
}

static void an_unknown_playbook_names_the_nearest(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct store_new what = {.title = "x", .playbook = "ransomwear"};
	struct casefile *c;

	assert_int_equal(store_case_new(&c, s, &what, &f->err), ERR_NOTFOUND);
	assert_null(c);
	assert_non_null(strstr(f->err.what, "ransomwear"));
	assert_non_null(strstr(f->err.where, "ransomware"));
	what.playbook = "../team";
	assert_int_equal(store_case_new(&c, s, &what, &f->err), ERR_NOTFOUND);
	store_close(s);
}

/* The reading of a text as it would stand beside what is in force. */
static void lint_text(struct fixture *f, struct store *s, struct findings *out,
		      const char *text)
{
	struct pb_source src = {"new-book.md", text, strlen(text)};
	struct playbook *pb;

	*out = (struct findings){0};
	good(f, playbook_read(&pb, &src, 1, out, &f->err));
	good(f, store_lint(out, s, pb, &src, 1, &f->err));
	playbook_free(pb);
}

static bool has_code(const struct findings *f, const char *code)
{
	for (size_t i = 0; i < f->count; i++)
		if (!strcmp(f->at[i].code, code))
			return true;
	return false;
}

static void lint_knows_the_clocks_and_what_is_in_force(void **state)
{
	static const char head[] =
		"---\nplaybook: 1\nid: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n"
		"lang: en\nroles: {lead: Lead}\n---\n\n# New book\n\nUse it.\n\n"
		"## Contain\n- id: contain\n\n";
	static const char one[] = "### Link: close it\n- id: close-link\n\n"
				  "Close it.\n\n";
	static const char two[] = "### Office: tell it\n- id: tell\n"
				  "- stops: no-such-clock\n\nTell it.\n";
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct repo_person who = {"Mei", "mei@example.org"};
	struct repo_file file = {.path = "new-book.md"};
	char text[1024], id[COMMIT_HEX];
	struct findings found;

	snprintf(text, sizeof(text), "%s%s%s", head, one, two);
	lint_text(f, s, &found, text);
	assert_true(has_code(&found, "ref"));
	findings_release(&found);

	snprintf(text, sizeof(text), "%s%s", head, one);
	lint_text(f, s, &found, text);
	assert_false(has_code(&found, "ref") || has_code(&found, "gone"));
	findings_release(&found);
	file.data = text;
	file.len = strlen(text);
	good(f, repo_commit(id, store_repo(s, &f->err), "main", &file, 1, &who,
			    f->now, 0, "book: add\n", &f->err));
	snprintf(text, sizeof(text), "%s### Door: shut it\n- id: door\n\n"
		 "Shut it.\n", head);
	lint_text(f, s, &found, text);
	assert_true(has_code(&found, "gone"));
	findings_release(&found);
	store_close(s);
}

/* --- summaries ------------------------------------------------------------------ */

static void the_list_tells_what_stands_in_the_case(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct summary *all;
	char label[32];
	size_t n;

	new_case(f, s, "older", label);
	f->now += MINUTE;
	new_case(f, s, "newer", label);
	all = list(f, s, &n, false);
	assert_int_equal(n, 2);
	assert_string_equal(all[0].label, "INC-2026-002");
	assert_string_equal(all[0].title, "newer");
	assert_string_equal(all[1].title, "older");
	assert_true(all[0].open && all[0].fresh && !all[0].broken);
	assert_int_equal(all[0].severity, SEV_HIGH);
	assert_int_equal(all[0].opened, f->now);
	assert_true(all[0].total > 5 && all[0].done == 0);
	assert_true(*all[0].next && *all[0].phase);
	assert_string_equal(all[0].lead, "mei");
	assert_string_equal(all[0].book[0].slug, "customer-data-leak");
	mem_free(all);
	store_close(s);
}

static void the_first_screen_reads_the_cache_and_opens_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct summary *all;
	struct casefile *c;
	char label[32];
	size_t n;

	new_case(f, s, "one", label);
	f->now += MINUTE; /* the file is no longer just written */
	mem_free(list(f, s, &n, false));
	store_close(s);

	s = fixture_store(f, "mei", NULL);
	all = list(f, s, &n, true);
	assert_true(n == 1 && all[0].fresh);
	assert_string_equal(all[0].title, "one");
	mem_free(all);

	good(f, store_case_open(&c, s, label, false, &f->err));
	good(f, act_case_set(&(struct act){.c = c}, "title", "two", &f->err));
	casefile_close(c);
	all = list(f, s, &n, true);
	assert_false(all[0].fresh);
	assert_string_equal(all[0].title, "one");
	mem_free(all);
	all = list(f, s, &n, false);
	assert_true(all[0].fresh);
	assert_string_equal(all[0].title, "two");
	mem_free(all);
	store_close(s);
}

static const char *cache_name(struct fixture *f)
{
	DIR *d = opendir(fixture_path(f, "mei/cache/summaries"));
	const char *name = NULL;
	struct dirent *e;

	assert_non_null(d);
	while ((e = readdir(d)))
		if (e->d_name[0] != '.')
			name = fixture_path(f, "mei/cache/summaries/%s",
					    e->d_name);
	closedir(d);
	assert_non_null(name);
	return name;
}

static void a_broken_cache_is_passed_over_and_written_anew(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct summary *all;
	struct str bytes = {0};
	const char *path;
	char label[32];
	size_t n;

	new_case(f, s, "one", label);
	f->now += MINUTE;
	mem_free(list(f, s, &n, false));
	store_close(s);
	path = cache_name(f);
	good(f, io_read(&bytes, path, 1 << 20, &f->err));
	for (size_t cut = 0; cut <= bytes.len; cut += 37) {
		char was = bytes.p[cut % bytes.len];

		bytes.p[cut % bytes.len] ^= 0x41;
		good(f, io_replace(path, bytes.p,
				   cut % 2 ? bytes.len : cut, 0600, &f->err));
		bytes.p[cut % bytes.len] = was;
		s = fixture_store(f, "mei", NULL);
		all = list(f, s, &n, true);
		assert_true(n == 1 && !all[0].fresh && !*all[0].title);
		mem_free(all);
		if (cut == 37)
			mem_free(list(f, s, &n, false));
		store_close(s);
	}
	s = fixture_store(f, "mei", NULL);
	all = list(f, s, &n, false);
	assert_string_equal(all[0].title, "one");
	mem_free(all);
	store_close(s);
	s = fixture_store(f, "mei", NULL);
	all = list(f, s, &n, true);
	assert_true(all[0].fresh);
	mem_free(all);
	store_close(s);
	str_release(&bytes);
}

static void a_broken_case_stands_in_the_list_with_its_reason(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct summary *all;
	char label[32];
	size_t n;

	new_case(f, s, "one", label);
	fixture_write(f, "store/cases/INC-2026-007.case", "no case at all");
	fixture_write(f, "store/cases/INC-2026-001.case-journal", "");
	fixture_write(f, "store/cases/$(x).case", "");
	fixture_write(f, "store/cases/notes.txt", "");
	all = list(f, s, &n, false);
	assert_int_equal(n, 2);
	assert_string_equal(all[1].label, "INC-2026-007");
	assert_true(all[1].broken && all[1].open);
	assert_true(*all[1].error);
	mem_free(all);
	store_close(s);
}

static void an_action_falls_due_without_the_file_changing(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct action_args args = {.text = "change the locks", .owner = "mei",
				   .due = "2026-10-20"};
	struct summary *all;
	struct casefile *c;
	char label[32];
	size_t n;

	new_case(f, s, "one", label);
	good(f, store_case_open(&c, s, label, false, &f->err));
	good(f, act_action_add(&(struct act){.c = c}, &args, &f->err));
	casefile_close(c);
	f->now += MINUTE;
	all = list(f, s, &n, false);
	assert_int_equal(all[0].actions_open, 1);
	assert_int_equal(all[0].actions_overdue, 0);
	mem_free(all);
	f->now += 10 * 24 * 60 * MINUTE;
	all = list(f, s, &n, true);
	assert_false(all[0].fresh);
	mem_free(all);
	all = list(f, s, &n, false);
	assert_int_equal(all[0].actions_overdue, 1);
	mem_free(all);
	store_close(s);
}

/* Whatever allocation fails: a code, or a list with a case that says so. */
static void out_of_memory_leaves_nothing_behind(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct store_paths paths = *store_paths(s);
	char label[32];
	int rc = ERR_NOMEM;

	new_case(f, s, "one", label);
	f->now += MINUTE;
	mem_free(list(f, s, &(size_t){0}, false));
	store_close(s);
	for (uint64_t nth = 1; rc; nth++) {
		struct summary *all = NULL;
		char *path = NULL;
		bool made;
		size_t n;

		mem_fail_at(nth);
		rc = store_open(&s, &made, &paths, &f->env, &f->err);
		if (!rc)
			rc = store_cases(&all, &n, s, true, &f->err);
		if (!rc)
			rc = store_find(&path, s, "001", &f->err);
		mem_fail_at(0);
		if (rc && rc != ERR_NOMEM)
			fail_msg("%d: %s", rc, f->err.what);
		mem_free(path);
		mem_free(all);
		store_close(s);
		s = NULL;
	}
}

static void a_case_is_there_whole_or_not_at_all(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct store_new what = {.title = "x", .playbook = "ransomware"};
	struct casefile *c = NULL;
	int rc = ERR_NOMEM;
	size_t n = 0;

	for (uint64_t nth = 1; rc; nth += 1 + nth / 8) {
		mem_fail_at(nth);
		rc = store_case_new(&c, s, &what, &f->err);
		mem_fail_at(0);
		assert_true(!rc == !!c);
		if (rc && rc != ERR_NOMEM)
			fail_msg("%d: %s", rc, f->err.what);
		mem_free(list(f, s, &n, true));
		assert_true(rc || n);
	}
	casefile_close(c);
	/* Made before memory ran out, and too late to be shown: whole too. */
	for (; n; n--) {
		char label[32];

		snprintf(label, sizeof(label), "INC-2026-%03zu", n);
		good(f, store_case_open(&c, s, label, false, &f->err));
		assert_int_equal(casefile_now(c)->book_count, 1);
		casefile_close(c);
	}
	store_close(s);
}

/* --- people ----------------------------------------------------------------------- */

static void put_team(struct fixture *f, struct store *s, const char *text)
{
	struct repo_file file = {"team.yaml", text, strlen(text)};
	struct repo_person who = {"Mei", "mei@example.org"};
	char id[COMMIT_HEX];

	good(f, repo_commit(id, store_repo(s, &f->err), "main", &file, 1, &who,
			    f->now, 0, "team: who we are\n", &f->err));
}

/* Gives the card of a person's device to an account. */
static void give_card(struct fixture *f, const char *who, uid_t uid)
{
	struct store *s = fixture_store(f, who, NULL);
	char hex[KEY_HEX];

	hex_encode(hex, device_key(store_device(s)), KEY_LEN);
	store_close(s);
	assert_int_equal(chown(fixture_path(f, "store/devices/%s.card", hex),
			       uid, (gid_t)-1), 0);
}

static enum member_role role_of(struct fixture *f, struct casefile *c,
				const char *who, unsigned *rank)
{
	struct store *s = fixture_store(f, who, NULL);
	enum member_role role = log_role(casefile_log(c),
					 device_key(store_device(s)));
	size_t n;
	const struct member *m = log_members(casefile_log(c), &n);

	for (size_t i = 0; i < n; i++)
		if (!memcmp(m[i].dev, device_key(store_device(s)), KEY_LEN))
			*rank = m[i].seniority;
	store_close(s);
	return role;
}

static void without_a_team_the_opener_owns_and_leads(void **state)
{
	struct fixture *f = *state;
	struct store *s;
	struct store_new what = {.title = "x", .playbook = "ransomware"};
	struct casefile *c;
	unsigned rank;

	store_close(fixture_store(f, "wu", NULL));
	s = fixture_store(f, "mei", NULL);
	good(f, store_case_new(&c, s, &what, &f->err));
	assert_int_equal(role_of(f, c, "mei", &rank), ROLE_OWNER);
	assert_int_equal(role_of(f, c, "wu", &rank), ROLE_RESPONDER);
	assert_string_equal(casefile_now(c)->role[0].name[0], "mei");
	assert_string_equal(casefile_now(c)->me->name, "mei");
	assert_false(casefile_now(c)->me->claimed);
	casefile_close(c);
	store_close(s);
}

/* The owner of a file vouches only for what nobody else can write. */
static void a_card_that_others_can_write_proves_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct card card;
	char hex[KEY_HEX];
	const char *path;

	good(f, store_find_device(&card, s, "mei", &f->err));
	assert_int_equal(card.owner, geteuid());
	hex_encode(hex, card.dev, KEY_LEN);
	path = fixture_path(f, "store/devices/%s.card", hex);
	assert_int_equal(mode_of(f, path + strlen(f->dir) + 1), 0644);
	assert_int_equal(chmod(path, 0664), 0);
	good(f, store_find_device(&card, s, "mei", &f->err));
	assert_int_equal(card.owner, (uid_t)-1);
	assert_null(store_person(s, &card));
	store_close(s);
}

/* Accounts every Debian has; only root can hand out files. */
static const char team[] =
	"team: 1\npeople:\n"
	"  - {name: Bo, login: bin, roles: [lead, head]}\n"
	"  - {name: Mei, login: daemon, roles: [lead, it]}\n"
	"  - {name: Wu, login: sys, roles: [it]}\n";

static void owners_are_the_leads_of_the_team_in_its_order(void **state)
{
	struct fixture *f = *state;
	struct store_new what = {.title = "x", .playbook = "ransomware"};
	struct store *s;
	struct casefile *c;
	const struct situation *now;
	unsigned rank = 9;

	if (geteuid() != 0)
		skip();
	give_card(f, "mei", 1);
	give_card(f, "bo", 2);
	give_card(f, "wu", 3);
	give_card(f, "stranger", 65534);
	s = fixture_store(f, "wu", NULL);
	put_team(f, s, team);
	assert_string_equal(store_me(s), "Wu");
	good(f, store_case_new(&c, s, &what, &f->err));
	now = casefile_now(c);
	assert_int_equal(role_of(f, c, "bo", &rank), ROLE_OWNER);
	assert_int_equal(rank, 0);
	assert_int_equal(role_of(f, c, "mei", &rank), ROLE_OWNER);
	assert_int_equal(rank, 1);
	assert_int_equal(role_of(f, c, "wu", &rank), ROLE_OWNER);
	assert_int_equal(rank, 2);
	assert_int_equal(role_of(f, c, "stranger", &rank), ROLE_RESPONDER);
	assert_string_equal(now->role[0].key, "lead");
	assert_int_equal(now->role[0].count, 2);
	assert_string_equal(now->role[0].name[0], "Bo");
	assert_true(role_held_by(now, "it", "Wu"));
	assert_string_equal(now->me->name, "Wu");
	casefile_close(c);
	store_close(s);
}

static void only_keeps_out_the_others_even_those_who_lead(void **state)
{
	struct fixture *f = *state;
	const char *names[] = {"mei"};
	struct store_new what = {.title = "x", .playbook = "ransomware",
				 .only = names, .only_count = 1};
	struct store *s;
	struct casefile *c;
	unsigned rank = 9;

	if (geteuid() != 0)
		skip();
	give_card(f, "mei", 1);
	give_card(f, "bo", 2);
	give_card(f, "wu", 3);
	give_card(f, "Mei", 65534); /* only calls himself so */
	s = fixture_store(f, "wu", NULL);
	put_team(f, s, team);
	good(f, store_case_new(&c, s, &what, &f->err));
	assert_int_equal(role_of(f, c, "bo", &rank), ROLE_NONE);
	assert_int_equal(role_of(f, c, "mei", &rank), ROLE_OWNER);
	assert_int_equal(role_of(f, c, "wu", &rank), ROLE_OWNER);
	assert_int_equal(role_of(f, c, "Mei", &rank), ROLE_NONE);
	assert_int_equal(casefile_now(c)->role[0].count, 1);
	casefile_close(c);
	names[0] = "Mai";
	assert_int_equal(store_case_new(&c, s, &what, &f->err), ERR_NOTFOUND);
	assert_non_null(strstr(f->err.what, "nobody here is called \"Mai\""));
	assert_non_null(strstr(f->err.where, "Mei"));
	store_close(s);
}

static void a_late_device_asks_and_is_let_in(void **state)
{
	struct fixture *f = *state;
	struct store *mei = fixture_store(f, "mei", NULL), *wu;
	struct join_ask *ask;
	struct casefile *c, *theirs;
	struct card card;
	char label[32];
	size_t n;

	new_case(f, mei, "one", label);
	wu = fixture_store(f, "wu", NULL);
	good(f, store_case_open(&theirs, wu, label, false, &f->err));
	assert_false(log_can_write(casefile_log(theirs), NULL) &&
		     !act_note(&(struct act){.c = theirs}, NULL, "hello",
			       &f->err));
	good(f, store_ask_join(wu, theirs, &f->err));
	good(f, store_ask_join(wu, theirs, &f->err));
	good(f, store_case_open(&c, mei, label, false, &f->err));
	fixture_write(f, "store/cases/.asks/rubbish", "x");
	good(f, store_joins(&ask, &n, mei, c, &f->err));
	assert_int_equal(n, 1);
	assert_string_equal(ask[0].card.name, "wu");
	good(f, store_find_device(&card, mei, "wu", &f->err));
	assert_memory_equal(card.dev, ask[0].card.dev, KEY_LEN);
	good(f, act_member_add(&(struct act){.c = c}, ask[0].card.dev, "wu",
			       ROLE_RESPONDER, &f->err));
	mem_free(ask);
	good(f, store_joins(&ask, &n, mei, c, &f->err));
	assert_int_equal(n, 0);
	mem_free(ask);
	good(f, casefile_refresh(theirs, NULL, &f->err));
	good(f, act_note(&(struct act){.c = theirs}, NULL, "hello", &f->err));
	assert_int_equal(store_ask_join(wu, theirs, &f->err), ERR_REFUSED);
	casefile_close(theirs);
	casefile_close(c);
	store_close(wu);
	store_close(mei);
}

static void a_device_is_found_by_name_or_tag(void **state)
{
	struct fixture *f = *state;
	struct store *mei = fixture_store(f, "mei", NULL);
	char tag[TAG_LEN];
	struct card card;

	store_close(fixture_store(f, "wu", NULL));
	good(f, store_find_device(&card, mei, "wu", &f->err));
	key_tag(tag, card.dev);
	memset(&card, 0, sizeof(card));
	good(f, store_find_device(&card, mei, tag, &f->err));
	assert_string_equal(card.name, "wu");
	assert_int_equal(store_find_device(&card, mei, "meo", &f->err),
			 ERR_NOTFOUND);
	assert_non_null(strstr(f->err.where, "mei"));
	store_close(mei);
}

/* --- doctor ----------------------------------------------------------------------- */

struct told {
	char bad[4096];
	unsigned good;
};

static void hear(void *ctx, bool right, const char *what, const char *detail)
{
	struct told *t = ctx;
	size_t n = strlen(t->bad);

	if (right)
		t->good++;
	else
		snprintf(t->bad + n, sizeof(t->bad) - n, "%s: %s\n", what,
			 detail);
}

static void the_doctor_finds_nothing_in_a_new_store(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct told t = {0};
	char label[32];

	new_case(f, s, "one", label);
	if (store_check(s, hear, &t, &f->err))
		fail_msg("%s\n%s", f->err.what, t.bad);
	assert_true(t.good > 10);
	store_close(s);
}

static void the_doctor_names_each_thing_that_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct told t = {0};

	put_team(f, s, "team: 1\npepole: []\n");
	fixture_write(f, "store/cases/INC-2026-007.case", "no case at all");
	assert_int_equal(chmod(fixture_path(f, "store/cases"), 03770), 0);
	fixture_write(f, "store/devices/x.card", "no card");
	assert_int_equal(store_check(s, hear, &t, &f->err), ERR_FAILED);
	assert_string_equal(f->err.what, "4 things are not right");
	assert_non_null(strstr(t.bad, "sticky"));
	assert_non_null(strstr(t.bad, "team.yaml:2:1"));
	assert_non_null(strstr(t.bad, "INC-2026-007: "));
	assert_non_null(strstr(t.bad, "1 file is not a card"));
	store_close(s);
}

#define T(name) cmocka_unit_test_setup_teardown(name, up, down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_first_start_makes_a_whole_store),
		T(a_second_start_touches_nothing),
		T(the_umask_of_who_comes_first_does_not_shut_out_others),
		T(a_store_that_cannot_be_made_says_why),
		T(a_store_that_is_read_only_is_still_read),
		T(a_new_case_takes_the_next_label_of_its_year),
		T(a_case_is_found_by_the_part_of_its_label_that_is_unique),
		T(two_at_once_get_two_labels),
		T(an_unknown_playbook_names_the_nearest),
		T(lint_knows_the_clocks_and_what_is_in_force),
		T(the_list_tells_what_stands_in_the_case),
		T(the_first_screen_reads_the_cache_and_opens_nothing),
		T(a_broken_cache_is_passed_over_and_written_anew),
		T(a_broken_case_stands_in_the_list_with_its_reason),
		T(an_action_falls_due_without_the_file_changing),
		T(out_of_memory_leaves_nothing_behind),
		T(a_case_is_there_whole_or_not_at_all),
		T(without_a_team_the_opener_owns_and_leads),
		T(a_card_that_others_can_write_proves_nothing),
		T(owners_are_the_leads_of_the_team_in_its_order),
		T(only_keeps_out_the_others_even_those_who_lead),
		T(a_late_device_asks_and_is_let_in),
		T(a_device_is_found_by_name_or_tag),
		T(the_doctor_finds_nothing_in_a_new_store),
		T(the_doctor_names_each_thing_that_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
