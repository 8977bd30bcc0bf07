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

#endif
