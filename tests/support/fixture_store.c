/* tests/support/fixture_store.c - a shared store with persons of its own. */
#include "tests/support/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/io.h"
#include "core/store/store.h"

struct store *fixture_store(struct fixture *f, const char *who, bool *made)
{
	struct store_paths *p = arena_alloc(&f->arena, sizeof(*p));
	struct store *s;
	bool new;

	assert_non_null(p);
	*p = (struct store_paths){
		.home = fixture_path(f, "store"),
		.config = fixture_path(f, "%s/config", who),
		.state = fixture_path(f, "%s/state", who),
		.cache = fixture_path(f, "%s/cache", who),
		.login = arena_strdup(&f->arena, who),
		.name = arena_strdup(&f->arena, who),
		.host = "host-a",
	};
	if (store_open(&s, &new, p, &f->env, &f->err))
		fail_msg("%s: %s %s", who, f->err.what, f->err.where);
	if (made)
		*made = new;
	return s;
}

void fixture_case(struct fixture *f, struct store *s, const char *title,
		  char label[32])
{
	struct store_new what = {.title = title, .severity = SEV_HIGH,
				 .playbook = "customer-data-leak"};
	struct casefile *c;

	goes(f, store_case_new(&c, s, &what, &f->err));
	assert_true(str_copy(label, 32, casefile_now(c)->label));
	casefile_close(c);
}

struct summary *fixture_list(struct fixture *f, struct store *s, size_t *n,
			     bool quick)
{
	struct summary *all;

	goes(f, store_cases(&all, n, s, quick, &f->err));
	return all;
}

void fixture_team(struct fixture *f, struct store *s, const char *text)
{
	struct repo_file file = {"team.yaml", text, strlen(text)};
	struct repo_person who = {"Mei", "mei@example.org"};
	char id[COMMIT_HEX];

	goes(f, repo_commit(id, store_repo(s, &f->err), "main", &file, 1, &who,
			    f->now, 0, "team: who we are\n", &f->err));
}

void fixture_git(struct fixture *f, const char *a, const char *b,
		 const char *c)
{
	const char *argv[] = {"git", "-C", fixture_path(f, "store/playbooks"),
			      a, b, c, NULL};
	struct str out = {0}, errs = {0};
	int status = -1;

	io_run(&status, &out, &errs, argv, NULL, 1 << 20, 20000, NULL);
	if (status)
		fail_msg("git %s %s: %s", a, b, str_text(&errs));
	str_release(&out);
	str_release(&errs);
}

void fixture_git_user(struct fixture *f, const char *who)
{
	char mail[64];

	snprintf(mail, sizeof(mail), "%s@example.org", who);
	fixture_git(f, "config", "user.name", who);
	fixture_git(f, "config", "user.email", mail);
}
