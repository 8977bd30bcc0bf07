/*
 * core/repo/remote.h - the repository elsewhere: its address, fetch, push.
 *
 * The network is the `git` program's: it knows the person's ssh, keys and
 * credential helpers. It is run without a shell, with hooks, prompts and
 * every transport but the one the address asks for switched off. Address
 * and name stand in the repository's own configuration, as plain git has
 * them.
 */
#ifndef STANCH_REPO_REMOTE_H
#define STANCH_REPO_REMOTE_H

#include "core/base/io.h"
#include "core/repo/repo.h"

#define REMOTE_NAME 64
#define REMOTE_URL 1024
/* Beside refs/remotes/: the last commit of a branch that both sides had. If
 * the other side loses it, its history was rewritten. */
#define REMOTE_SHARED "refs/stanch/shared/"
#define REMOTE_SILENCE 60000 /* ms without a byte */

enum remote_kind {
	REMOTE_HTTPS,
	REMOTE_HTTP, /* to this very host only */
	REMOTE_SSH,
	REMOTE_PATH,
};
struct remote {
	char name[REMOTE_NAME];
	char url[REMOTE_URL];
	enum remote_kind kind;
	int64_t fetched; /* ms, when git last fetched anything; 0: never */
};

/* What kind of address it is. ERR_REFUSED for one that git must not see:
 * another transport, a leading '-', control characters, a password in it, a
 * relative path. */
int remote_check(enum remote_kind *kind, const char *url, struct error *err);
/* The remote: "origin", else the only one. ERR_NOTFOUND if there is none,
 * ERR_REFUSED for an address that remote_check() refuses. */
int remote_get(struct remote *out, struct repo *r, struct error *err);
/* Sets the address of the remote (making "origin"); NULL takes the remote
 * away, and what is known of its branches. */
int remote_set(struct repo *r, const char *url, struct error *err);

/* Brings refs/remotes/NAME/ to what the other side has; all of it or
 * nothing. Nothing else moves. ERR_REFUSED, ERR_NOTFOUND, ERR_IO ... with
 * the reason in plain words; ERR_CANCELLED if `look` (may be NULL) says
 * so. */
int remote_fetch(struct repo *r, const struct remote *to,
		 const struct io_watch *look, struct error *err);

struct push_ref {
	char branch[256];
	struct error err; /* why it did not go; code 0: it is there now */
};
/* Pushes branches under their own names, never by force; with `dry` only
 * asks. Each has its answer. The first that failed is returned and told in
 * err. */
int remote_push(struct push_ref *refs, size_t count, struct repo *r,
		const struct remote *to, bool dry,
		const struct io_watch *look, struct error *err);

/* One at a time fetches or pushes here: waits as long as `look` lets it.
 * Returns a descriptor to close, or -1 (err says why). Nothing is left
 * behind by a crash. */
int remote_queue(struct repo *r, const struct io_watch *look,
		 struct error *err);

/* --- refusal.c: what git says, in plain words ------------------------------ */

/* Writes what went wrong from what git printed. Its code. */
int refusal_words(struct error *err, const char *errs, const char *url);
/* From one reason of `push --porcelain` ("non-fast-forward"). Its code. */
int refusal_push(struct error *err, const char *reason, const char *errs,
		 const char *branch, const char *url);

#endif
