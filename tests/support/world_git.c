/* tests/support/world_git.c - what people of the world do by plain git; see
 * world.h. */
#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "tests/support/world.h"

#define DAY INT64_C(86400000)

static int put_edit(struct str *text, const char *old, const char *new,
		    struct error *err)
{
	const char *at = *old ? strstr(str_text(text), old) : NULL;
	struct str out = {0};

	if (*old && !at)
		return error_set(err, ERR_NOTFOUND, "not in it: %s", old);
	if (!at)
		at = str_text(text) + text->len;
	str_addn(&out, str_text(text), (size_t)(at - str_text(text)));
	str_add(&out, new);
	str_add(&out, at + strlen(old));
	str_release(text);
	*text = out;
	return 0;
}

static int git_config(const char *dir, const char *key, const char *value,
		      struct error *err)
{
	const char *const argv[] = {"git", "-C", dir, "config", key, value,
				    NULL};
	struct str out = {0}, errs = {0};
	int status = 0, rc = io_run(&status, &out, &errs, argv, NULL, 1 << 16,
				    20000, err);

	str_release(&out);
	str_release(&errs);
	return rc || !status ? rc : error_set(err, ERR_IO, "git config");
}

int world_git_user(struct world *w, const char *who, struct error *err)
{
	char address[64];
	struct store *s = world_store(w, "mei");
	char *dir = io_join(store_paths(s)->home, "playbooks");
	int rc = dir ? git_config(dir, "user.name", who, err)
		     : error_nomem(err);

	snprintf(address, sizeof(address), "%s@example.org", who);
	if (!rc)
		rc = git_config(dir, "user.email", address, err);
	mem_free(dir);
	return rc;
}

int world_commit(struct world *w, const char *who, int days,
		 const char *branch, const char *file, const char *old,
		 const char *new, const char *message, struct error *err)
{
	char address[64], id[COMMIT_HEX];
	struct repo_person by = {who, address};
	const struct env *env = world_env(w);
	struct repo *r = store_repo(world_store(w, "mei"), err);
	struct repo_file change = {.path = file};
	struct str text = {0};
	int rc = r ? 0 : ERR_FAILED;

	snprintf(address, sizeof(address), "%s@example.org", who);
	if (!rc && repo_resolve(id, r, branch, NULL))
		rc = repo_branch(r, branch, "main", err);
	if (!rc && (*old || !repo_read(&text, r, branch, file, NULL))) {
		str_clear(&text);
		rc = repo_read(&text, r, branch, file, err);
	}
	if (!rc)
		rc = put_edit(&text, old, new, err);
	change.data = str_text(&text);
	change.len = text.len;
	if (!rc)
		rc = repo_commit(id, r, branch, &change, 1, &by,
				 env->now(env->ctx) - days * DAY, 28800,
				 message, err);
	str_release(&text);
	return rc;
}
