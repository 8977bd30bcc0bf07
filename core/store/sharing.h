/* core/store/sharing.h - private: what pull, push and update share. */
#ifndef STANCH_STORE_SHARING_H
#define STANCH_STORE_SHARING_H

#include "core/store/draft.h"
#include "core/store/private.h"
#include "core/store/share.h"

#define DRAFT "draft/"

/* A row for a branch, zeroed but for its name; NULL when memory is out. It
 * may move when another is added. */
struct share_branch *share_add(struct share_news *n, const char *name);
/* refs/remotes/NAME/BRANCH and refs/heads/BRANCH: what they point at, "" if
 * nothing. */
int share_theirs(char id[COMMIT_HEX], struct store *s,
		 const struct remote *to, const char *branch,
		 struct error *err);
int share_ours(char id[COMMIT_HEX], struct store *s, const char *branch,
	       struct error *err);
/* Counts paths in a size_t: repo_changed(), repo_merge_changed(). */
int share_count(void *ctx, const char *path);
/* Notes what both sides have now; "" forgets. */
int share_agree(struct store *s, const char *branch, const char *id,
		struct error *err);

/* Brings a branch from b->was, which only moves forward, to their commit:
 * unborn, fast-forward or a merge; main only if what comes out is fit.
 * draft: where a clash waits, without "draft/"; NULL: it is only told.
 * message: of a merge. Fills b; returns only ERR_NOMEM and the like. */
int share_join(struct share_branch *b, struct store *s, const char *theirs,
	       const char *draft, const char *message, bool dry,
	       struct error *err);
/* Settles what both sides changed in different steps of one file; the steps
 * that both changed differently stay open. Release `open` in any case. */
int share_settle(struct draft_merging *open, struct repo_merge *m,
		 struct error *err);
/* What main keeps in mind (team, clocks) is read anew. */
void share_forget(struct store *s);

/* May what is at this commit come into force? ERR_INVALID lists what is
 * wrong that is not wrong at main already. */
int share_fit(struct store *s, const char *commit, struct error *err);

#endif
