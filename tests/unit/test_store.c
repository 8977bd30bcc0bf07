/* The shared folder: made once, opened cheaply, many cases. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/store/store.h"
#include "tests/support/fixture.h"

static unsigned mode_of(struct fixture *f, const char *name)
{
	struct stat st;

	if (lstat(fixture_path(f, "%s", name), &st))
		fail_msg("%s: not there", name);
	return (unsigned)st.st_mode & 07777;
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
	goes(f, repo_commit_info(&at, store_repo(s, &f->err), "main",
				 &f->err));
	assert_string_equal(at.author, "stanch");
	assert_int_equal(at.at, f->now);
	assert_non_null(strstr(at.subject, "as shipped with stanch"));
	goes(f, repo_commit_info(&at, store_repo(s, &f->err), "builtin",
				 &f->err));
	goes(f, store_playbooks(&book, &n, s, "en", &f->err));
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

	fixture_case(f, s, "one", label);
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
	fixture_case(f, s, "one", label);
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
		all = fixture_list(f, s, &n, false);
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

	fixture_case(f, s, "one", label);
	assert_string_equal(label, "INC-2026-001");
	fixture_case(f, s, "two", label);
	assert_string_equal(label, "INC-2026-002");
	goes(f, store_case_new(&c, s, &plan, &f->err));
	assert_string_equal(casefile_now(c)->label, "PLAN-2026-001");
	assert_true(casefile_now(c)->plan);
	casefile_close(c);
	/* New Year comes earlier in the east. */
	goes(f, time_parse(&f->now, NULL, "2026-12-31T20:00:00Z", NULL, 0,
			   &f->err));
	f->env.zone = east;
	fixture_case(f, s, "three", label);
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
	fixture_case(f, s, "one", label);
	fixture_case(f, s, "two", label);
	goes(f, store_case_new(&c, s, &plan, &f->err));
	casefile_close(c);
	goes(f, store_find(&path, s, "002", &f->err));
	assert_true(str_ends(path, "/cases/INC-2026-002.case"));
	mem_free(path);
	goes(f, store_find(&path, s, "inc-2026-001", &f->err));
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
				fixture_case(f, s, "x", label);
			store_close(s);
			_exit(0);
		}
	}
	for (int i = 0; i < 2; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
	}
	s = fixture_store(f, "mei", NULL);
	mem_free(fixture_list(f, s, &n, true));
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
	goes(f, playbook_read(&pb, &src, 1, out, &f->err));
	goes(f, store_lint(out, s, pb, &src, 1, &f->err));
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
	goes(f, repo_commit(id, store_repo(s, &f->err), "main", &file, 1, &who,
			    f->now, 0, "book: add\n", &f->err));
	snprintf(text, sizeof(text), "%s### Door: shut it\n- id: door\n\n"
		 "Shut it.\n", head);
	lint_text(f, s, &found, text);
	assert_true(has_code(&found, "gone"));
	findings_release(&found);
	store_close(s);
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
		mem_free(fixture_list(f, s, &n, true));
		assert_true(rc || n);
	}
	casefile_close(c);
	/* Made before memory ran out, and too late to be shown: whole too. */
	for (; n; n--) {
		char label[32];

		snprintf(label, sizeof(label), "INC-2026-%03zu", n);
		goes(f, store_case_open(&c, s, label, false, &f->err));
		assert_int_equal(casefile_now(c)->book_count, 1);
		casefile_close(c);
	}
	store_close(s);
}

static void where_one_left_a_case_is_known_the_next_time(void **state)
{
	static const char *const odd[] = {"", "\n", "yesterday 3.03\n",
					  "2026-10-14T06:12:00.000+00:00 a",
					  "a b\n"};
	const uint8_t id[ID_LEN] = {0xab};
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct store_left left;
	char name[ID_HEX + 16] = "mei/state/left/", hex[ID_HEX];

	assert_false(store_left(&left, s, id));
	store_leave(s, id, "data-types");
	f->now += 60000;
	store_leave(s, id, "vendor-breach/record-count");
	assert_true(store_left(&left, s, id));
	assert_string_equal(left.step, "vendor-breach/record-count");
	assert_int_equal(left.at, f->now);
	hex_encode(hex, id, ID_LEN);
	strncat(name, hex, ID_HEX);
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		fixture_write(f, name, odd[i]);
		if (store_left(&left, s, id))
			fail_msg("row %zu was believed", i);
	}
	store_close(s);
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

	fixture_case(f, s, "one", label);
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

	fixture_team(f, s, "team: 1\npepole: []\n");
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

#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_begin, fixture_end)

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
		T(a_case_is_there_whole_or_not_at_all),
		T(where_one_left_a_case_is_known_the_next_time),
		T(the_doctor_finds_nothing_in_a_new_store),
		T(the_doctor_names_each_thing_that_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
