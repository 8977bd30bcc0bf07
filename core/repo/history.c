/* core/repo/history.c - the commits that changed a file, over renames. */
#include <git2.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/repo/git.h"

void git_info(struct repo_commit *out, const git_commit *c)
{
	const git_signature *who = git_commit_author(c);
	const char *subject = git_commit_summary((git_commit *)c);

	*out = (struct repo_commit){0};
	git_oid_tostr(out->id, COMMIT_HEX, git_commit_id(c));
	str_copy(out->author, sizeof(out->author),
		 who && who->name ? who->name : "");
	str_copy(out->email, sizeof(out->email),
		 who && who->email ? who->email : "");
	str_copy(out->subject, sizeof(out->subject), subject ? subject : "");
	out->at = (int64_t)(who ? who->when.time : git_commit_time(c)) * 1000;
	out->offset = (who ? who->when.offset
			   : git_commit_time_offset(c)) * 60;
}

int repo_commit_info(struct repo_commit *out, struct repo *r,
		     const char *commit, struct error *err)
{
	git_commit *c = NULL;
	int rc = git_commit_of(&c, r, commit, err);

	if (!rc)
		git_info(out, c);
	git_commit_free(c);
	return rc;
}

/* The blob at a path of a commit; *id is all zero where there is none. */
static int blob_at(git_oid *id, const git_commit *c, const char *path)
{
	git_tree *tree = NULL;
	git_tree_entry *entry = NULL;
	int rc = git_commit_tree(&tree, c);

	memset(id, 0, sizeof(*id));
	if (!rc) {
		rc = git_tree_entry_bypath(&entry, tree, path);
		if (!rc)
			git_oid_cpy(id, git_tree_entry_id(entry));
		else if (rc == GIT_ENOTFOUND)
			rc = 0;
	}
	git_tree_entry_free(entry);
	git_tree_free(tree);
	return rc;
}

/* The name that path had in the parent: the whole trees are compared, since
 * a path filter would hide the other side of a rename. *old is the
 * caller's, NULL where the file was born here. */
static int old_name(char **old, struct repo *r, const git_commit *parent,
		    const git_commit *c, const char *path)
{
	git_diff_find_options opts;
	git_tree *a = NULL, *b = NULL;
	git_diff *diff = NULL;
	int rc = git_commit_tree(&a, parent);

	*old = NULL;
	if (!rc)
		rc = git_commit_tree(&b, c);
	if (!rc)
		rc = git_diff_tree_to_tree(&diff, r->g, a, b, NULL);
	git_diff_find_options_init(&opts, GIT_DIFF_FIND_OPTIONS_VERSION);
	opts.flags = GIT_DIFF_FIND_RENAMES;
	if (!rc)
		rc = git_diff_find_similar(diff, &opts);
	for (size_t i = 0; !rc && i < git_diff_num_deltas(diff); i++) {
		const git_diff_delta *d = git_diff_get_delta(diff, i);

		if (d->status != GIT_DELTA_RENAMED ||
		    strcmp(d->new_file.path, path) != 0)
			continue;
		*old = mem_strdup(d->old_file.path);
		rc = *old ? 0 : GIT_ERROR;
	}
	git_diff_free(diff);
	git_tree_free(b);
	git_tree_free(a);
	return rc;
}

#define KNOWN 256

struct walk {
	struct repo *r;
	char *path; /* as it is called at this point of history */
	/* The file at the commits last asked for, by their first byte: a
	 * parent is visited soon, and each tree is read once. */
	struct {
		git_oid commit, blob;
		bool set;
	} known[KNOWN];
	int (*fn)(void *ctx, const struct repo_commit *c, const char *path);
	void *ctx;
	int rc; /* what fn answered */
};

/* Reading trees, libgit2 would sum up each anew, which takes longer than all
 * else. git does not, and what fn reads is checked as ever. */
static void check_sums(bool on)
{
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, (int)on);
}

static int known_blob(git_oid *id, struct walk *w, const git_commit *c)
{
	const git_oid *commit = git_commit_id(c);
	size_t i = commit->id[0] % KNOWN;
	int rc = 0;

	if (!w->known[i].set || !git_oid_equal(&w->known[i].commit, commit)) {
		rc = blob_at(&w->known[i].blob, c, w->path);
		w->known[i].set = !rc;
		git_oid_cpy(&w->known[i].commit, commit);
	}
	git_oid_cpy(id, &w->known[i].blob);
	return rc;
}

static void rename_to(struct walk *w, char *old)
{
	mem_free(w->path);
	w->path = old;
	memset(w->known, 0, sizeof(w->known));
}

/* True if some parent holds the file as it is here. */
static int in_parent(bool *same, struct walk *w, const git_commit *c,
		     const git_oid *here)
{
	unsigned n = git_commit_parentcount(c);
	git_commit *parent = NULL;
	git_oid there;
	int rc = 0;

	*same = !n && git_oid_is_zero(here);
	for (unsigned i = 0; !rc && !*same && i < n; i++) {
		rc = git_commit_parent(&parent, c, i);
		if (!rc && git_oid_equal(git_commit_tree_id(c),
					 git_commit_tree_id(parent)))
			*same = true;
		else if (!rc)
			rc = known_blob(&there, w, parent);
		if (!rc && !*same)
			*same = git_oid_equal(here, &there);
		git_commit_free(parent);
	}
	return rc;
}

/* Goes on under the old name where the file got its name here. */
static int follow(struct walk *w, git_commit *c, const git_oid *here)
{
	git_commit *parent = NULL;
	git_oid there;
	char *old = NULL;
	int rc;

	if (!git_commit_parentcount(c) || git_oid_is_zero(here))
		return 0;
	rc = git_commit_parent(&parent, c, 0);
	if (!rc)
		rc = known_blob(&there, w, parent);
	if (!rc && git_oid_is_zero(&there))
		rc = old_name(&old, w->r, parent, c, w->path);
	if (!rc && old)
		rename_to(w, old);
	git_commit_free(parent);
	return rc;
}

/* A commit changed the file if none of its parents holds it as it is. */
static int visit(struct walk *w, git_commit *c)
{
	struct repo_commit ci;
	git_oid here;
	bool same = false;
	int rc = known_blob(&here, w, c);

	if (!rc)
		rc = in_parent(&same, w, c, &here);
	if (rc || same)
		return rc;
	git_info(&ci, c);
	check_sums(true);
	w->rc = w->fn(w->ctx, &ci, w->path);
	check_sums(false);
	return w->rc ? 0 : follow(w, c, &here);
}

int repo_history(struct repo *r, const char *commit, const char *path,
		 int (*fn)(void *ctx, const struct repo_commit *c,
			   const char *path),
		 void *ctx, struct error *err)
{
	struct walk w = {.r = r, .fn = fn, .ctx = ctx};
	git_revwalk *walk = NULL;
	git_commit *c = NULL;
	git_oid id;
	int rc = git_path_check(path, err), grc;

	if (!rc)
		rc = git_commit_of(&c, r, commit, err);
	if (rc)
		return rc;
	w.path = mem_strdup(path);
	grc = w.path ? git_revwalk_new(&walk, r->g) : GIT_ERROR;
	if (!grc)
		grc = git_revwalk_push(walk, git_commit_id(c));
	if (!grc)
		grc = git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL |
						GIT_SORT_TIME);
	git_commit_free(c);
	check_sums(false);
	while (!grc && !w.rc && !git_revwalk_next(&id, walk)) {
		grc = git_commit_lookup(&c, r->g, &id);
		if (!grc)
			grc = visit(&w, c);
		git_commit_free(c);
	}
	check_sums(true);
	git_revwalk_free(walk);
	if (!w.path)
		return error_nomem(err);
	mem_free(w.path);
	return grc ? git_fail(err, grc, path) : w.rc;
}

static int take_first(void *ctx, const struct repo_commit *c, const char *path)
{
	(void)path;
	*(struct repo_commit *)ctx = *c;
	return 1;
}

int repo_last_change(struct repo_commit *out, struct repo *r,
		     const char *commit, const char *path, struct error *err)
{
	int rc;

	*out = (struct repo_commit){0};
	rc = repo_history(r, commit, path, take_first, out, err);
	if (rc == 1)
		return 0;
	return rc ? rc : error_set(err, ERR_NOTFOUND,
				   _("%s is not in commit %.12s"), path,
				   commit);
}
