/*
 * core/store/draft.h - drafts of playbooks: branches draft/NAME, their
 * review, and putting them in force (docs/adr/0004-drafts.md).
 *
 * What is being written lies in the person's own state folder until it is
 * committed; what is committed is on the branch. The state of a review is
 * in the commits of the branch, so that it travels with git:
 *
 *   offered	a commit with the trailer "Review-Requested: who" ("Review-
 *		Withdrawn: who" takes it back);
 *   approved	a commit with "Reviewed-tree: <tree id>" by somebody who
 *		wrote nothing of it; void as soon as the tree is another.
 */
#ifndef STANCH_STORE_DRAFT_H
#define STANCH_STORE_DRAFT_H

#include "core/store/store.h"

#define DRAFT_PREFIX "draft/"
#define DRAFT_NAME 64 /* bytes, with the NUL */

enum draft_state { DRAFT_WRITING, DRAFT_OFFERED, DRAFT_APPROVED,
		   DRAFT_MERGED };
struct draft {
	char name[DRAFT_NAME]; /* "backups": the branch is draft/backups */
	char slug[64];	       /* the first playbook it changes; "" if none */
	struct repo_commit tip; /* id "" while nothing is committed */
	char base[COMMIT_HEX];	/* where it left main */
	char author[128], reviewer[128];
	enum draft_state state;
	unsigned ahead, behind, files, errors, warnings;
	bool unfinished;   /* a text waits here that was not committed */
	bool conflict;	   /* it waits because main changed the same */
	bool mine;	   /* I wrote some of it */
	bool waits_for_me; /* offered, and I wrote none of it */
};

/* "writing", "offered" ...: never translated, tools read them. */
const char *draft_state_name(enum draft_state state);
/* In the language of the person. */
const char *draft_state_words(enum draft_state state);

/* All drafts, in the order of their names; *out is the caller's. */
int store_drafts(struct draft **out, size_t *count, struct store *s,
		 struct error *err);
/* How many wait for this person's review, and the first of them ("" none);
 * not linted, so quicker than all of it. */
int store_drafts_waiting(unsigned *count, char first[DRAFT_NAME],
			 struct store *s, struct error *err);
/* By its name, or by the slug if one draft alone changes that playbook.
 * ERR_NOTFOUND names the nearest; ERR_USAGE names those it may be. */
int store_draft(struct draft *out, struct store *s, const char *name,
		struct error *err);
/* True if a draft has exactly this name. */
bool store_draft_is(struct store *s, const char *name);
struct draft_files { /* what it changes against what it left */
	const char **slug; /* playbooks */
	const char **path; /* all files, those of playbooks too */
	size_t slugs, paths;
};
/* Kept texts too, in an arena. */
int store_draft_files(struct draft_files *out, struct arena *a,
		      struct store *s, const char *name, struct error *err);
/* True if path is a file of that playbook: "ransomware.zh.md". */
bool store_draft_is_of(const char *path, const char *slug);
/* Begins one at main; the branch is made by the first commit. ERR_REFUSED:
 * the name is taken, is no plain name, or git knows no user.name. */
int store_draft_new(struct draft *out, struct store *s, const char *name,
		    struct error *err);
/* The draft in which this playbook is written by this person: their only one
 * that changes it, else a new one named like it. */
int store_draft_for(struct draft *out, struct store *s, const char *slug,
		    struct error *err);
/* The draft named after a file beside the playbooks, "clocks-cn" after
 * clocks/cn.yaml; begun if there is none. */
int store_draft_beside(struct draft *out, struct store *s, const char *file,
		       struct error *err);
/* Who commits, as git knows the person: both the caller's. ERR_REFUSED says
 * how to tell git. */
int store_draft_user(char **name, char **email, struct store *s,
		     struct error *err);
/* The full id of what a word names: a draft, else a branch or a commit; NULL
 * is main. */
int store_version(char id[COMMIT_HEX], struct store *s, const char *word,
		  struct error *err);

/* --- the text being edited --------------------------------------------------- */

/* What waits here, else the branch's, else main's. ERR_NOTFOUND. */
int store_draft_text(struct str *out, struct store *s, const char *name,
		     const char *file, struct error *err);
/* Keeps an unfinished text, durably, for this person alone. */
int store_draft_keep(struct store *s, const char *name, const char *file,
		     const char *text, size_t n, struct error *err);
/* Where a kept text lies, for an editor; the caller's. */
int store_draft_path(char **out, struct store *s, const char *name,
		     const char *file, struct error *err);
/* Names of the kept files, in an arena. */
int store_draft_kept(const char ***out, size_t *count, struct arena *a,
		     struct store *s, const char *name, struct error *err);
/* Forgets one kept text; NULL: all, and with them a draft that holds nothing
 * else. */
int store_draft_forget(struct store *s, const char *name, const char *file,
		       struct error *err);
/* The playbook as it would be committed: kept texts over the branch. As
 * store_playbook() else. */
int store_draft_playbook(struct playbook **out, struct pb_texts *texts,
			 struct findings *f, struct store *s,
			 const char *name, const char *slug,
			 struct error *err);
/* Lints every playbook that the draft changes, kept texts over the branch,
 * with the clocks and notices of the draft; and clocks, notices, drills and
 * team.yaml if it changes any: what it adds to what main has. */
int store_draft_lint(struct findings *f, struct store *s, const char *name,
		     struct error *err);
/* Commits all kept texts. ERR_INVALID: lint finds errors (anyway: commits
 * all the same); ERR_MOVED: somebody else committed to the draft and both
 * changed the same step: the kept text now shows both. Whatever fails, what
 * was kept is kept. ERR_CANCELLED: the message is empty. */
int store_draft_commit(char id[COMMIT_HEX], struct store *s,
		       const char *name, const char *message,
		       struct error *err);
int store_draft_commit_anyway(char id[COMMIT_HEX], struct store *s,
			      const char *name, const char *message,
			      struct error *err);

/* --- review ------------------------------------------------------------------ */

/* Takes the draft away; id is the commit that brings it back, "" if nothing
 * was committed. */
int store_draft_drop(char id[COMMIT_HEX], struct store *s, const char *name,
		     struct error *err);
/* Offers the draft for review; refused while lint finds errors. */
int store_draft_offer(struct store *s, const char *name, struct error *err);
int store_draft_withdraw(struct store *s, const char *name,
			 struct error *err);
/* Says yes to what stands at commit `seen` (NULL: the tip now): ERR_MOVED if
 * the text is another by now. ERR_REFUSED: not offered, or by one who wrote
 * of it; ERR_INVALID while lint finds errors. */
int store_draft_approve(struct store *s, const char *name, const char *seen,
			struct error *err);

struct draft_comment {
	char who[128];
	int64_t at;	  /* ms */
	const char *step; /* id, of a step or a phase; "": the whole */
	const char *text; /* lines */
};
/* What was remarked on the draft, oldest first, in an arena. */
int store_draft_comments(struct draft_comment **out, size_t *count,
			 struct arena *a, struct store *s, const char *name,
			 struct error *err);
/* Remarks on a step ("": the whole): a commit that changes nothing, so an
 * approval stays, and its writer is no author. ERR_USAGE: no words;
 * ERR_REFUSED: nothing is committed; ERR_MOVED: somebody committed at this
 * very moment. */
int store_draft_comment(struct store *s, const char *name, const char *step,
			const char *text, struct error *err);

struct draft_mark { /* of an open conflict, in a kept text */
	const char *file;
	int line;
	const char *title; /* of the section it stands in, or "" */
};
/* Where both sides stand between marks, in an arena, in order. */
int store_draft_marks(struct draft_mark **out, size_t *count,
		      struct arena *a, struct store *s, const char *name,
		      struct error *err);

struct draft_conflict { /* a step, a phase, or "" for all else of the file */
	const char *file, *step;
	const char *base, *ours, *theirs; /* NULL: not there */
};
struct draft_merging { /* what store_draft_merge() did */
	char id[COMMIT_HEX];  /* of the merge */
	char tip[COMMIT_HEX]; /* of the draft: brings the branch back */
	bool branch_stays;    /* it is checked out in a work tree */
	bool work_tree;	      /* main is checked out in one: it lags now */
	/* ERR_REFUSED with count: both changed these. They are kept with
	 * marks in the draft's texts, to be edited and committed. */
	struct draft_conflict *at;
	size_t count, cap;
	struct arena arena;
};
/* Puts the draft in force: a three-way merge into main, by step; linted
 * whole; approved by a second person where team.yaml at main says so, or
 * override_why. The branch is taken away. ERR_REFUSED, ERR_INVALID,
 * ERR_MOVED. Release *out in any case. */
int store_draft_merge(struct draft_merging *out, struct store *s,
		      const char *name, const char *override_why,
		      struct error *err);
void draft_merging_release(struct draft_merging *m);

#endif
