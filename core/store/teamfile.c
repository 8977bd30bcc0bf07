/* core/store/teamfile.c - team.yaml in the repository: read, written. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/store/private.h"

#define TEAM_FILE "team.yaml"

int store_team_text(struct str *out, struct store *s, struct error *err)
{
	int rc = store_need_repo(s, err);

	return rc ? rc : repo_read(out, s->repo, "main", TEAM_FILE, err);
}

/* Who commits: as git would sign it, else this account at this host. */
static int commit_as(struct store *s, const char *text, size_t n,
		     struct error *err)
{
	const struct env *env = s->env;
	int64_t now = env->now(env->ctx);
	struct repo_file file = {TEAM_FILE, text, n};
	struct repo_person who;
	char *name = NULL, *email = NULL, id[COMMIT_HEX], own[256];
	int rc;

	snprintf(own, sizeof(own), "%s@%s", s->paths->login, s->paths->host);
	repo_user(&name, &email, s->repo, NULL);
	who.name = name ? name : store_me(s);
	who.email = email ? email : own;
	rc = repo_commit(id, s->repo, "main", &file, 1, &who, now,
			 zone_offset(env->zone, now),
			 "team: change who we are and how to reach us\n", err);
	mem_free(name);
	mem_free(email);
	return rc;
}

void books_moved(struct store *s)
{
	team_free(s->team);
	s->team = NULL;
	s->team_read = false;
	mem_free(s->me);
	s->me = NULL;
	memory_free(s); /* it remembers whom this device speaks for */
}

int store_team_set(struct store *s, const char *text, size_t n,
		   struct error *err)
{
	struct team *t;
	int rc = team_read(&t, text, n, err);

	if (!rc)
		rc = store_need_repo(s, err);
	if (rc)
		return rc;
	team_free(t);
	rc = commit_as(s, text, n, err);
	if (rc)
		return rc;
	books_moved(s);
	return 0;
}
