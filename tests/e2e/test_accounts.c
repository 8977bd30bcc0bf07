/*
 * Two Unix accounts, one group, one store: both write to one case.
 *
 * The accounts are two that every Debian has, with a common group given to
 * their processes; only root can become somebody else, so others skip this.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/case/act.h"
#include "core/store/store.h"
#include "tests/support/fixture.h"

#define TEAM_GROUP 50 /* staff */
#define NOTES 15
#define LABEL "INC-2026-001"

struct account {
	const char *who;
	uid_t uid;
	gid_t gid;
	mode_t mask;
};
static const struct account mei = {"mei", 1, 1, 077}; /* daemon */
static const struct account wu = {"wu", 2, 2, 022};   /* bin */

static const char team[] = "team: 1\npeople:\n"
			   "  - {name: Mei, login: daemon, roles: [lead]}\n"
			   "  - {name: Wu, login: bin, roles: [it]}\n";

/* Runs act() as that account, in a process of its own. */
static pid_t start(struct fixture *f, const struct account *a,
		   void (*act)(struct fixture *f, struct store *s))
{
	gid_t group = TEAM_GROUP;
	pid_t pid = fork();
	struct store *s;

	if (pid)
		return pid;
	fixture_child();
	umask(a->mask);
	setenv("HOME", fixture_path(f, "shut"), 1); /* as sudo may leave it */
	if (setgroups(1, &group) || setgid(a->gid) || setuid(a->uid))
		_exit(9);
	f->drawn += a->uid * UINT64_C(100000) + (uint64_t)getpid();
	s = fixture_store(f, a->who, NULL);
	act(f, s);
	store_close(s);
	_exit(0);
}

static void finish(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static void arrive(struct fixture *f, struct store *s)
{
	struct pb_entry *all;
	size_t n;

	goes(f, store_playbooks(&all, &n, s, "en", &f->err));
	assert_true(n >= 2);
	mem_free(all);
}

static void put_team(struct fixture *f, struct store *s)
{
	struct repo_file file = {"team.yaml", team, strlen(team)};
	struct repo_person who = {"Wu", "wu@example.org"};
	char id[COMMIT_HEX];

	goes(f, repo_commit(id, store_repo(s, &f->err), "main", &file, 1, &who,
			    f->now, 0, "team: who we are\n", &f->err));
}

static void open_case(struct fixture *f, struct store *s)
{
	struct store_new what = {.title = "Prepaid balances",
				 .playbook = "customer-data-leak"};
	struct casefile *c;

	goes(f, store_case_new(&c, s, &what, &f->err));
	assert_string_equal(casefile_now(c)->label, LABEL);
	casefile_close(c);
}

static void write_notes(struct fixture *f, struct store *s)
{
	struct casefile *c;
	char text[64];

	goes(f, store_case_open(&c, s, LABEL, false, &f->err));
	for (int i = 0; i < NOTES; i++) {
		snprintf(text, sizeof(text), "%s %d", store_me(s), i);
		goes(f, act_note(&(struct act){.c = c}, NULL, text, &f->err));
	}
	casefile_close(c);
}

static void read_all(struct fixture *f, struct store *s)
{
	const struct situation *now;
	struct casefile *c;
	struct summary *all;
	struct verify v;
	size_t n;

	goes(f, store_case_open(&c, s, LABEL, true, &f->err));
	now = casefile_now(c);
	assert_int_equal(now->note_count, 2 * NOTES);
	assert_string_equal(now->role[0].name[0], "Mei");
	assert_int_equal(now->set_apart, 0);
	for (size_t i = 0; i < now->who_count; i++)
		assert_false(now->who[i]->claimed);
	goes(f, log_verify(&v, log_path(casefile_log(c)), NULL, store_env(s),
			   NULL, NULL, NULL, &f->err));
	assert_int_equal(v.faults, 0);
	casefile_close(c);
	goes(f, store_cases(&all, &n, s, false, &f->err));
	assert_true(n == 1 && !all[0].broken);
	assert_string_equal(all[0].lead, "Mei");
	mem_free(all);
}

static void two_accounts_of_a_group_write_to_one_case(void **state)
{
	struct fixture f;
	const char *home;
	pid_t one, other;

	(void)state;
	if (geteuid() != 0)
		skip();
	fixture_up(&f);
	home = fixture_path(&f, "store");
	assert_int_equal(chmod(f.dir, 0755), 0);
	assert_int_equal(mkdir(home, 0770), 0);
	assert_int_equal(chown(home, 0, TEAM_GROUP), 0);
	assert_int_equal(chmod(home, 02770), 0);
	for (int i = 0; i < 2; i++) {
		const struct account *a = i ? &wu : &mei;
		const char *own = fixture_path(&f, "%s", a->who);

		assert_int_equal(mkdir(own, 0700), 0);
		assert_int_equal(chown(own, a->uid, a->gid), 0);
	}
	assert_int_equal(mkdir(fixture_path(&f, "shut"), 0700), 0);
	/* Both at once on a folder that holds nothing yet. */
	one = start(&f, &mei, arrive);
	other = start(&f, &wu, arrive);
	finish(one);
	finish(other);
	finish(start(&f, &wu, put_team));
	finish(start(&f, &wu, open_case));
	one = start(&f, &mei, write_notes);
	other = start(&f, &wu, write_notes);
	finish(one);
	finish(other);
	finish(start(&f, &mei, read_all));
	finish(start(&f, &wu, read_all));
	fixture_down(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_accounts_of_a_group_write_to_one_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
