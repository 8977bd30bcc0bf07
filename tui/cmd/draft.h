/* tui/cmd/draft.h - what the files of `playbook new, edit, merge ...` share. */
#ifndef STANCH_CMD_DRAFT_H
#define STANCH_CMD_DRAFT_H

#include "core/store/draft.h"
#include "tui/cmd/cli.h"

int draft_new_run(struct cli *x, struct error *err);
int draft_edit_run(struct cli *x, struct error *err);
/* "clock edit": the file of a legal time limit. */
int clock_edit_run(struct cli *x, struct error *err);
int draft_walk_run(struct cli *x, struct error *err);
int draft_review_run(struct cli *x, struct error *err);
int draft_approve_run(struct cli *x, struct error *err);
int draft_stale_run(struct cli *x, struct error *err);
int rebase_language_run(struct cli *x, struct error *err);

struct stale_walk { /* a translation kept in a draft */
	const char *slug, *draft, *file;
	int (*edit)(void *ctx, int line); /* opens the editor on it */
	void *ctx;
};
/* Shows each section that is behind its base, opens the editor at it, and
 * asks whether it is right; the kept text then says so. ERR_USAGE if nobody
 * is there to ask. */
int stale_walk(struct cli *x, struct store *s, const struct stale_walk *what,
	       struct error *err);

/* Members of the JSON object that is open. */
void draft_json(struct cli *x, const struct draft *d);
/* How it stands, and what comes next. */
int draft_tell(struct cli *x, struct store *s, const char *name,
	       struct error *err);
/* After a commit to a draft: what it is now, and what comes next. */
int draft_told(struct cli *x, struct store *s, const char *name,
	       const char *id, struct error *err);
/* "SLUG@DRAFT", "SLUG@COMMIT" or "SLUG" as a slug and a full commit id. */
int draft_version(char slug[64], char id[COMMIT_HEX], struct store *s,
		  const char *word, struct error *err);
/* What stands behind the @; "draft" is the draft named like the playbook,
 * NULL is main. */
int draft_commit(char id[COMMIT_HEX], struct store *s, const char *slug,
		 const char *word, struct error *err);
/* Reads what the same words name, as store_playbook(); of a draft with the
 * text that waits here. texts->commit is what lies below that. */
int draft_book(struct playbook **out, struct pb_texts *texts,
	       struct findings *f, struct store *s, const char *word,
	       struct error *err);

#endif
