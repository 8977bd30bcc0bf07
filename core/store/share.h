/*
 * core/store/share.h - the playbooks shared with a remote, and with what
 * the program ships: pull, push, how things stand.
 *
 * main only ever moves to a commit that holds all of the old main, whose
 * playbooks pass lint, and only if nobody moved it meanwhile. Nothing is
 * checked out. docs/adr/0005-sharing.md says what happens when.
 */
#ifndef STANCH_STORE_SHARE_H
#define STANCH_STORE_SHARE_H

#include "core/repo/refs.h"
#include "core/repo/remote.h"
#include "core/store/store.h"

enum share_state {
	SHARE_SAME,
	SHARE_NEW,     /* was not here (or there) */
	SHARE_FORWARD, /* theirs taken: nothing of ours was beside it */
	SHARE_MERGED,  /* both sides' commits are in it now */
	SHARE_AHEAD,   /* ours has more: push */
	SHARE_BEHIND,  /* theirs has more: pull */
	SHARE_APART,   /* each has commits of its own */
	SHARE_REPLACED, /* ours was put aside as a draft, theirs taken */
	SHARE_MERGED_THERE, /* a draft gone there and merged: gone here too */
	SHARE_GONE_THERE,   /* a draft gone there; ours stays */
	SHARE_BLOCKED,	    /* err says why; nothing was moved */
	SHARE_PUSHED,
};
struct share_branch {
	char name[200]; /* "main", "draft/NAME" */
	enum share_state state;
	char was[COMMIT_HEX], is[COMMIT_HEX]; /* ours; "" none */
	size_t got, own; /* commits that came; that only we have */
	struct error err;
};
struct share_news {
	struct share_branch *at; /* main first */
	size_t count, cap;
};
void share_release(struct share_news *n);
/* "same", "forward" ...: never translated, tools read them. */
const char *share_state_name(enum share_state state);

enum share_flag {
	SHARE_TAKE = 1, /* where main cannot be joined: put ours aside as a
			   draft and take theirs */
	SHARE_DRY = 2,	/* push: only ask */
};
/* Fetches, then takes main and drafts as far as that harms nothing. A branch
 * that could not be taken is SHARE_BLOCKED; others are not held up by it.
 * Non-zero if nothing could be fetched at all. */
int store_pull(struct share_news *out, struct store *s, unsigned flags,
	       const struct io_watch *look, struct error *err);
/* Pushes main and the drafts that only need it: those named, else those
 * that the remote has and the person's own. Non-zero if any was refused. */
int store_push(struct share_news *out, struct store *s,
	       const char *const *draft, size_t count, unsigned flags,
	       const struct io_watch *look, struct error *err);
/* How main and drafts stand to what was fetched last; no network. *to is
 * empty (name "") where no remote is set. */
int store_shared(struct share_news *out, struct remote *to, struct store *s,
		 struct error *err);

/* What the program brought that main has not taken. */
struct store_brought {
	char version[32]; /* of the program that brought it; "" if nothing */
	size_t files;	  /* that it would change in main */
	size_t conflicts; /* files changed here too, differently */
	bool strange; /* main did not begin with what ships: no way to merge */
};
int store_brought(struct store_brought *out, struct store *s,
		  struct error *err);
/* Merges it into main; with `dry` only says what would be. Files that clash
 * wait as a draft: SHARE_BLOCKED. */
int store_update(struct share_branch *out, struct store *s, bool dry,
		 struct error *err);

#endif
