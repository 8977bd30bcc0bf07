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
	char author[128];
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
/* git's user.name and user.email as git itself would find them (HOME
 * config); ERR_NOTFOUND if either is not set. Both are the caller's. */
int repo_user(char **name, char **email, struct repo *r, struct error *err);

#endif
