/* core/repo/git.h - private: what the files of core/repo share. */
#ifndef STANCH_REPO_GIT_H
#define STANCH_REPO_GIT_H

#include <git2.h>

#include "core/repo/repo.h"

struct repo {
	git_repository *g;
	char *dir;
};

/* "what: libgit2's words", through show(), at once. Returns its code. */
int git_fail(struct error *err, int rc, const char *what);
/* A plain relative path: no empty part, none that begins with '.' or '-',
 * no backslash, no control character. ERR_REFUSED. */
int git_path_check(const char *path, struct error *err);
/* The commit a name stands for; git_commit_free(). */
int git_commit_of(git_commit **out, struct repo *r, const char *commit,
		  struct error *err);
/* "refs/heads/NAME" into *ref; ERR_USAGE if it is no name for one. */
int git_branch_ref(struct str *ref, const char *branch, struct error *err);
/* Our own writers queue here. The descriptor that holds the lock, or -1:
 * close it. */
int git_queue(struct repo *r);
/* As git_fail(), and where the lock lies if one is in the way. */
int git_ref_fail(struct error *err, int rc, struct repo *r, const char *ref);
/* Moves a branch if it still stands at `from`; else ERR_MOVED. */
int git_ref_move(struct repo *r, const char *branch, const git_oid *to,
		 const git_oid *from, struct error *err);
/* Appends a blob of at most REPO_BLOB_MAX; path is for messages. */
int git_blob_text(struct str *out, struct repo *r, const git_oid *id,
		  const char *path, struct error *err);
/* What repo_commit tells of a commit. */
void git_info(struct repo_commit *out, const git_commit *c);

#endif
