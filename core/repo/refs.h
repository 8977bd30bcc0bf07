/*
 * core/repo/refs.h - names that point at commits: read, moved only from
 * where the caller saw them, compared.
 *
 * A ref is named in full here: "refs/heads/main".
 */
#ifndef STANCH_REPO_REFS_H
#define STANCH_REPO_REFS_H

#include "core/repo/repo.h"

enum refs_relation {
	REFS_SAME,
	REFS_AHEAD,	/* a has all of b, and more */
	REFS_BEHIND,
	REFS_DIVERGED,
	REFS_UNRELATED, /* no commit in common */
};

/* The commit a ref points at; "" if there is no such ref. */
int refs_tip(char id[COMMIT_HEX], struct repo *r, const char *ref,
	     struct error *err);
/* Points ref at `to`, if it is still at `from` ("" = not there yet). `to` ""
 * deletes it. ERR_MOVED if somebody was quicker; ERR_BUSY. */
int refs_move(struct repo *r, const char *ref, const char *from,
	      const char *to, const char *why, struct error *err);
/* How commit a stands to commit b, and how many commits each has alone. */
int refs_relate(enum refs_relation *out, size_t *a_alone, size_t *b_alone,
		struct repo *r, const char *a, const char *b,
		struct error *err);
/* Every ref that begins with prefix, by what follows it; symbolic ones are
 * left out. */
int refs_each(struct repo *r, const char *prefix,
	      int (*fn)(void *ctx, const char *rest), void *ctx,
	      struct error *err);
/* True and *bare, *detached: how plain git would find the repository. dirty:
 * paths whose file in the work tree, or whose entry in the index, is not as
 * at HEAD. *lock: the oldest .lock file below the git folder, "" if none. */
struct refs_tree {
	bool bare, detached, unborn;
	size_t dirty;
	char head[256]; /* the branch that HEAD names */
	char lock[512];
	int64_t lock_at; /* ms */
};
int refs_tree(struct refs_tree *out, struct repo *r, struct error *err);

#endif
