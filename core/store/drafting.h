/* core/store/drafting.h - private: what the files of drafts share. */
#ifndef STANCH_STORE_DRAFTING_H
#define STANCH_STORE_DRAFTING_H

#include "core/store/draft.h"
#include "core/store/private.h"

/*
 * The person's own folder of a draft, 0700:
 *	texts/FILE	a text that is not committed ('/' in a path is '%')
 *	bases/FILE	the commit it was taken from
 *	merging		the commit of main that is being merged into the draft
 */
struct drafting { /* one draft, looked up */
	struct store *s;
	char name[DRAFT_NAME];
	char branch[DRAFT_NAME + 8];
	char tip[COMMIT_HEX]; /* "" while there is no branch */
	char main[COMMIT_HEX];
	char merging[COMMIT_HEX]; /* "" mostly */
	char *dir;
	bool folder; /* it is there */
};
/* ERR_NOTFOUND if there is neither a branch nor a folder. */
int drafting_open(struct drafting *d, struct store *s, const char *name,
		  struct error *err);
/* The same without asking for either. */
int drafting_begin(struct drafting *d, struct store *s, const char *name,
		   struct error *err);
void drafting_release(struct drafting *d);
/* What texts are taken from: the tip, or main while there is no branch. */
const char *drafting_at(const struct drafting *d);
/* Where a text of the draft left main; "" where it shares nothing with it. */
int drafting_base(char id[COMMIT_HEX], const struct drafting *d,
		  struct error *err);

/* ERR_REFUSED unless it is a name for a draft. */
int draft_name_check(const char *name, struct error *err);
/* The folder of all drafts of this store; the caller's. */
char *draft_folder(const struct store *s);
/* Kept texts and where they were taken from ("" if unknown). */
int draft_kept(const char ***out, size_t *count, struct arena *a,
	       const struct drafting *d, struct error *err);
int draft_read_kept(struct str *out, char base[COMMIT_HEX],
		    const struct drafting *d, const char *file,
		    struct error *err);
/* The kept text, else what the draft has committed. */
int draft_read_over(struct str *out, const struct drafting *d,
		    const char *file, struct error *err);
int draft_write_kept(const struct drafting *d, const char *file,
		     const char *text, size_t n, const char *base,
		     struct error *err);
int draft_set_merging(const struct drafting *d, const char *id,
		      struct error *err);
/* Takes the folder away; what is not there is fine. */
int draft_clear(const struct drafting *d, struct error *err);
/* Slugs of the playbooks that the draft changes, kept texts too; *files (may
 * be NULL): how many paths. */
int draft_slugs(const char ***out, size_t *count, unsigned *files,
		struct arena *a, const struct drafting *d, struct error *err);
int draft_lint(struct findings *f, const struct drafting *d,
	       struct error *err);
/* ERR_INVALID with the first error of f in it, if f has one. */
int draft_refuse(const struct findings *f, const char *what,
		 struct error *err);

struct draft_person {
	char name[128], email[128];
};
struct draft_review { /* what the commits of a branch say */
	enum draft_state state; /* not DRAFT_MERGED */
	char tree[COMMIT_HEX];	/* of the tip */
	struct draft_person *author, *reviewer;
	size_t author_count, author_cap, reviewer_count, reviewer_cap;
	struct arena arena;
};
int draft_review_read(struct draft_review *out, const struct drafting *d,
		      struct error *err);
void draft_review_release(struct draft_review *v);
bool draft_wrote(const struct draft_review *v, const char *name,
		 const char *email);

/* ERR_REFUSED: nothing of the draft is committed. */
int draft_nothing_there(const struct drafting *d, struct error *err);
struct draft_signer { /* who commits, when */
	char *name, *email;
	struct repo_person who;
	int64_t at;
	int offset;
};
int draft_signer(struct draft_signer *out, struct store *s,
		 struct error *err);
void draft_signer_release(struct draft_signer *p);
/* An empty commit with trailers on top of the draft. */
int draft_say(struct drafting *d, const struct draft_signer *p,
	      const struct str *message, struct error *err);

#endif
