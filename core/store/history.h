/*
 * core/store/history.h - the versions of a playbook, and who last changed
 * each of its steps.
 */
#ifndef STANCH_STORE_HISTORY_H
#define STANCH_STORE_HISTORY_H

#include "core/store/store.h"

struct pb_version { /* a commit that changed some file of a playbook */
	struct repo_commit c;
	char slug[64];	  /* what it was called then */
	char version[32]; /* the label it has there; "" for none */
	char langs[64];	  /* files changed: "base, zh" */
};
/* The versions from a commit ("main", "draft/NAME", an id) back, newest
 * first, over renames, of the base file and its translations as they are
 * named at that commit. *out is the caller's (mem_free). ERR_NOTFOUND. */
int store_history(struct pb_version **out, size_t *count, struct store *s,
		  const char *slug, const char *commit, struct error *err);
/* The playbook as it was at an older commit `then`, under the name it had
 * there, seen from `commit`. As store_playbook() else. */
int store_playbook_then(struct playbook **out, struct pb_texts *texts,
			struct findings *f, struct store *s,
			const char *slug, const char *commit,
			const char *then, struct error *err);

struct blame_row {
	const char *id;	  /* of a step or a phase; "": front and intro */
	const char *lang; /* of the file: "en", "zh" */
	int level;	  /* 1, 2 a phase, 3 a step */
	struct repo_commit last; /* that changed its text or its keys */
};
struct blame {
	struct arena arena;
	struct blame_row *row; /* in order of the base file, its languages
				  one after the other */
	size_t count;
	char commit[COMMIT_HEX];
};
/* Who last changed each section, looking back from commit. The walk ends as
 * soon as every section is settled. Released by blame_release(), also after
 * a failure. ERR_NOTFOUND, ERR_IO, ERR_NOMEM. */
int store_blame(struct blame *out, struct store *s, const char *slug,
		const char *commit, struct error *err);
void blame_release(struct blame *b);

#endif
