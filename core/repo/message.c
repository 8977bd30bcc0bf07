/* core/repo/message.c - what a commit says of itself, and the log. */
#include <git2.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/repo/git.h"

int repo_message(struct str *out, struct repo *r, const char *commit,
		 struct error *err)
{
	git_commit *c = NULL;
	int rc = git_commit_of(&c, r, commit, err);

	if (!rc) {
		str_add(out, git_commit_message(c));
		rc = out->failed ? error_nomem(err) : 0;
	}
	git_commit_free(c);
	return rc;
}

int repo_trailers(struct repo *r, const char *commit,
		  int (*fn)(void *ctx, const char *key, const char *value),
		  void *ctx, struct error *err)
{
	git_message_trailer_array all = {0};
	git_commit *c = NULL;
	int rc = git_commit_of(&c, r, commit, err), grc;

	if (rc)
		return rc;
	grc = git_message_trailers(&all, git_commit_message(c));
	if (grc)
		rc = git_fail(err, grc, commit);
	for (size_t i = 0; !rc && i < all.count; i++)
		rc = fn(ctx, all.trailers[i].key, all.trailers[i].value);
	git_message_trailer_array_free(&all);
	git_commit_free(c);
	return rc;
}

int repo_tree(char id[COMMIT_HEX], struct repo *r, const char *commit,
	      struct error *err)
{
	git_commit *c = NULL;
	int rc = git_commit_of(&c, r, commit, err);

	if (!rc)
		git_oid_tostr(id, COMMIT_HEX, git_commit_tree_id(c));
	git_commit_free(c);
	return rc;
}

int repo_parents(char id[2][COMMIT_HEX], size_t *count, struct repo *r,
		 const char *commit, struct error *err)
{
	git_commit *c = NULL;
	int rc = git_commit_of(&c, r, commit, err);

	*count = 0;
	if (!rc)
		*count = git_commit_parentcount(c);
	for (unsigned i = 0; i < *count && i < 2; i++)
		git_oid_tostr(id[i], COMMIT_HEX, git_commit_parent_id(c, i));
	git_commit_free(c);
	return rc;
}

static int push(git_revwalk *walk, const git_commit *tip,
		const git_commit *hide)
{
	int rc = git_revwalk_push(walk, git_commit_id(tip));

	if (!rc && hide)
		rc = git_revwalk_hide(walk, git_commit_id(hide));
	return rc ? rc
		  : git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL |
						      GIT_SORT_TIME);
}

int repo_commits(struct repo *r, const char *tip, const char *hide,
		 int (*fn)(void *ctx, const struct repo_commit *c), void *ctx,
		 struct error *err)
{
	git_commit *a = NULL, *b = NULL, *c;
	git_revwalk *walk = NULL;
	struct repo_commit info;
	git_oid id;
	int rc = git_commit_of(&a, r, tip, err), grc = 0;

	if (!rc && hide)
		rc = git_commit_of(&b, r, hide, err);
	if (!rc)
		grc = git_revwalk_new(&walk, r->g);
	if (!rc && !grc)
		grc = push(walk, a, b);
	while (!rc && !grc && !git_revwalk_next(&id, walk)) {
		grc = git_commit_lookup(&c, r->g, &id);
		if (grc)
			break;
		git_info(&info, c);
		git_commit_free(c);
		rc = fn(ctx, &info);
	}
	git_revwalk_free(walk);
	git_commit_free(b);
	git_commit_free(a);
	return rc ? rc : grc ? git_fail(err, grc, tip) : 0;
}
