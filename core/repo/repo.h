/*
 * core/repo/repo.h - the playbook repository, by libgit2; the only module
 * that includes git2.h.
 *
 * A repository with no work tree in use: texts are read as blobs of a
 * commit and written as commits; nothing is checked out, so two people
 * never trample each other. Paths are refused unless they are plain names
 * (no "..", no leading '-' or '.').
 */
#ifndef STANCH_REPO_REPO_H
#define STANCH_REPO_REPO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/str.h"

#define COMMIT_HEX 41
#define REPO_BLOB_MAX ((size_t)1 << 20)

struct repo;

struct repo_person {
	const char *name, *email;
};
struct repo_file { /* one change of a commit */
	const char *path;
	const char *data; /* NULL removes the path */
	size_t len;
};
struct repo_commit {
	char id[COMMIT_HEX];
	char author[128], email[128];
	char subject[256];
	int64_t at;	 /* ms */
	int offset;	 /* seconds east */
};

/* Opens dir (a normal or bare repository). ERR_NOTFOUND if there is none,
 * ERR_IO, ERR_CORRUPT. The first call in a process starts libgit2 (4 ms).
 * The folder must have been checked by the caller: libgit2's owner check is
 * off. */
int repo_open(struct repo **out, const char *dir, struct error *err);
/* Makes dir with initial branch main, shared by the group. */
int repo_create(struct repo **out, const char *dir, struct error *err);
void repo_close(struct repo *r); /* NULL is fine */

/* Commit id of a branch ("main"), a full or short id, or "main~2".
 * ERR_NOTFOUND; ERR_USAGE if a short id is ambiguous. */
int repo_resolve(char id[COMMIT_HEX], struct repo *r, const char *name,
		 struct error *err);
/* Appends the text of a regular file at a commit. ERR_NOTFOUND; ERR_REFUSED
 * for a link or submodule; ERR_TOOBIG. */
int repo_read(struct str *out, struct repo *r, const char *commit,
	      const char *path, struct error *err);
/* Every regular file below `under` ("" = all), in tree order. */
int repo_list(struct repo *r, const char *commit, const char *under,
	      int (*fn)(void *ctx, const char *path), void *ctx,
	      struct error *err);
/* Commits the changes on top of branch (made if unborn) and moves the
 * branch; atomically: if the branch moved meanwhile, reads it again and
 * retries on the new tip. */
int repo_commit(char id[COMMIT_HEX], struct repo *r, const char *branch,
		const struct repo_file *files, size_t count,
		const struct repo_person *who, int64_t at, int offset,
		const char *message, struct error *err);
/* Points a new branch at a commit. ERR_REFUSED if it is there. */
int repo_branch(struct repo *r, const char *branch, const char *commit,
		struct error *err);
/* Where a branch stands, and nothing else that has its name. ERR_NOTFOUND. */
int repo_branch_tip(char id[COMMIT_HEX], struct repo *r, const char *branch,
		    struct error *err);
/* Moves a branch that stands at `from` to `to` (a fast-forward, say);
 * ERR_MOVED if it no longer stands there. */
int repo_branch_move(struct repo *r, const char *branch, const char *from,
		     const char *to, struct error *err);
/* Takes a branch away that stands at `from`; its commits stay in the
 * repository until git collects them. ERR_MOVED; ERR_REFUSED while it is
 * checked out in a work tree. */
int repo_branch_drop(struct repo *r, const char *branch, const char *from,
		     struct error *err);
/* True if a work tree (of somebody who edits with plain git) stands on this
 * branch: it will look changed when the branch moves. */
bool repo_checked_out(struct repo *r, const char *branch);
int repo_branches(struct repo *r, int (*fn)(void *ctx, const char *name),
		  void *ctx, struct error *err);
int repo_commit_info(struct repo_commit *out, struct repo *r,
		     const char *commit, struct error *err);
/* The commit that last changed path, looking back from commit. */
int repo_last_change(struct repo_commit *out, struct repo *r,
		     const char *commit, const char *path,
		     struct error *err);
/* History of a path, newest first, following renames; fn may stop it. */
int repo_history(struct repo *r, const char *commit, const char *path,
		 int (*fn)(void *ctx, const struct repo_commit *c,
			   const char *path),
		 void *ctx, struct error *err);

/* Appends the patch that turns one text into the other, as `git diff` writes
 * it; nothing if they are equal. Either may be NULL: the file is not there.
 * ERR_IO, ERR_NOMEM. */
int repo_patch(struct str *out, const char *path, const char *was,
	       size_t was_len, const char *is, size_t is_len,
	       struct error *err);

/* --- what a commit says ---------------------------------------------------- */

/* Appends the whole message. */
int repo_message(struct str *out, struct repo *r, const char *commit,
		 struct error *err);
/* Each trailer of the message ("Reviewed-by", "Wu <wu@example.org>") in
 * order; fn may stop it by a non-zero answer, which is returned. */
int repo_trailers(struct repo *r, const char *commit,
		  int (*fn)(void *ctx, const char *key, const char *value),
		  void *ctx, struct error *err);
/* Id of the commit's tree: equal trees hold the same texts. */
int repo_tree(char id[COMMIT_HEX], struct repo *r, const char *commit,
	      struct error *err);
/* Its parents, at most two are told: *count is how many there are. */
int repo_parents(char id[2][COMMIT_HEX], size_t *count, struct repo *r,
		 const char *commit, struct error *err);
/* The commits that tip has and `hide` (NULL: nothing) has not, newest first;
 * fn may stop it by a non-zero answer, which is returned. */
int repo_commits(struct repo *r, const char *tip, const char *hide,
		 int (*fn)(void *ctx, const struct repo_commit *c), void *ctx,
		 struct error *err);
/* Every path that differs between two commits, in order; a renamed file is
 * both its paths. As repo_list() else. */
int repo_changed(struct repo *r, const char *from, const char *to,
		 int (*fn)(void *ctx, const char *path), void *ctx,
		 struct error *err);

/* --- merging (merge.c) ------------------------------------------------------ */

/* Appends what becomes of a text that two sides changed. ERR_REFUSED where
 * both changed the same lines. */
int repo_merge_text(struct str *out, const struct str *base,
		    const struct str *ours, const struct str *theirs,
		    struct error *err);

/* The last commit both have. ERR_REFUSED, in plain words, where they have
 * none in common. */
int repo_merge_base(char id[COMMIT_HEX], struct repo *r, const char *a,
		    const char *b, struct error *err);
/* How many commits `branch` has that `from` has not, and the other way. */
int repo_ahead(unsigned *ahead, unsigned *behind, struct repo *r,
	       const char *branch, const char *from, struct error *err);

/* A three-way merge in memory: nothing is written before
 * repo_merge_commit(). The caller's until repo_merge_free(). ERR_REFUSED:
 * unrelated histories, or both sides changed a link; ERR_TOOBIG. */
struct repo_merge;
struct repo_conflict { /* both sides changed this path, differently */
	const char *path;
	/* NULL where that side has no such file. */
	const char *base, *ours, *theirs;
	size_t base_len, ours_len, theirs_len;
	bool resolved;
};
int repo_merge(struct repo_merge **out, struct repo *r, const char *ours,
	       const char *theirs, struct error *err);
void repo_merge_free(struct repo_merge *m); /* NULL is fine */
/* Full id of what is merged into. Borrowed. */
const char *repo_merge_ours(const struct repo_merge *m);
/* Conflict i, also once it is resolved; NULL behind the last. Borrowed. */
const struct repo_conflict *repo_merge_conflict(const struct repo_merge *m,
						size_t i);
/* How many wait for repo_merge_resolve(). */
size_t repo_merge_open(const struct repo_merge *m);
/* Settles a path, or writes another text there; NULL takes it away. */
int repo_merge_resolve(struct repo_merge *m, const char *path,
		       const char *text, size_t n, struct error *err);
/* Appends the merged text of a path. ERR_NOTFOUND; ERR_REFUSED where the
 * conflict is open. */
int repo_merge_read(struct str *out, struct repo_merge *m, const char *path,
		    struct error *err);
/* As repo_list(): all paths of the merged tree. */
int repo_merge_list(struct repo_merge *m,
		    int (*fn)(void *ctx, const char *path), void *ctx,
		    struct error *err);
/* Paths of the merged tree that differ from ours, also those that went. */
int repo_merge_changed(struct repo_merge *m,
		       int (*fn)(void *ctx, const char *path), void *ctx,
		       struct error *err);
/* A commit with both as parents; the branch, which must still stand at
 * `ours`, moves last (NULL: none moves, the commit is only made). ERR_MOVED:
 * merge again. ERR_REFUSED while a conflict is open. */
int repo_merge_commit(char id[COMMIT_HEX], struct repo_merge *m,
		      const char *branch, const struct repo_person *who,
		      int64_t at, int offset, const char *message,
		      struct error *err);
/* Merges three texts by line, without a repository: appends the result;
 * where both changed the same lines, *clean is false and both stand there
 * between marks of diff3 style. A NULL text is empty. */
struct repo_text {
	const char *text, *label;
	size_t n;
};
int repo_merge_lines(struct str *out, bool *clean,
		     const struct repo_text *base,
		     const struct repo_text *ours,
		     const struct repo_text *theirs, struct error *err);
/* A commit on top of `expect` (count 0: of the same tree, for its message);
 * the branch moves last; NULL: none does yet. Unlike repo_commit() it never
 * goes on top of another's commit: ERR_MOVED. */
int repo_commit_on(char id[COMMIT_HEX], struct repo *r, const char *branch,
		   const char *expect, const struct repo_file *files,
		   size_t count, const struct repo_person *who, int64_t at,
		   int offset, const char *message, struct error *err);

/* Every entry of one folder ("" = the root) at a commit, in git's order: its
 * name and object id, whether it is a folder. Links and submodules are left
 * out. ERR_NOTFOUND if there is no such folder. */
int repo_folder(struct repo *r, const char *commit, const char *folder,
		int (*fn)(void *ctx, const char *name, const char *id,
			  bool is_folder),
		void *ctx, struct error *err);
/* Appends a text by the object id that repo_folder() gave. */
int repo_blob(struct str *out, struct repo *r, const char *id,
	      struct error *err);

/* Who last changed each of many files of the root, by one walk for all. */
struct repo_last {
	const char *name; /* asked for; borrowed */
	/* As repo_last_change() gives it; id "" as long as not known. */
	struct repo_commit last;
	/* The commit of the branch itself (first parents) that took the
	 * text in as it is now: the merge, or last.id; "" not known. */
	char entered[COMMIT_HEX];
	char reviewers[128]; /* its Reviewed-by trailers: "mei, wu" */
};
struct repo_lasts;
/* Begins a walk back from commit over count names (borrowed until the end).
 * since: a full id or ""; if it is an ancestor of commit, only what came
 * after it is looked at, and what did not change since stays not known. */
int repo_lasts_begin(struct repo_lasts **out, struct repo *r,
		     const char *commit, const char *since,
		     struct repo_last *at, size_t count, struct error *err);
/* Looks at up to n commits more; *more is false when nothing is left. */
int repo_lasts_step(bool *more, struct repo_lasts *w, size_t n,
		    struct error *err);
void repo_lasts_end(struct repo_lasts *w); /* NULL is fine */

/* git's user.name and user.email as git itself would find them (HOME
 * config); ERR_NOTFOUND if either is not set. Both are the caller's. */
int repo_user(char **name, char **email, struct repo *r, struct error *err);

#endif
