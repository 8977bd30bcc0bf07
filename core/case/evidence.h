/*
 * core/case/evidence.h - files as evidence: hashed, kept, handed over.
 */
#ifndef STANCH_CASE_EVIDENCE_H
#define STANCH_CASE_EVIDENCE_H

#include "core/case/act.h"

#define EVIDENCE_PIECE ((size_t)8 << 20)	/* docs/FILE-FORMAT.md 7 */
#define EVIDENCE_INSIDE ((int64_t)64 << 20) /* default limit */

struct evidence_args {
	const char *path;   /* the file; NULL for a reference only */
	const char *title;  /* NULL: the file's name */
	const char *source, *taken, *step, *note;
	const char *place;  /* where it is kept if not inside */
	const char *sha256; /* kept elsewhere: its sum as typed, or NULL */
	int64_t limit;	    /* 0: EVIDENCE_INSIDE; below 0: never inside */
	/* called now and then; non-zero stops (ERR_CANCELLED) */
	int (*progress)(void *ctx, int64_t done, int64_t all);
	void *ctx;
};
/* Hashes, keeps (or records by hash and place when larger than the limit),
 * and writes evidence.add; label gets "E-20". Nothing is written when it
 * fails. */
int evidence_add(char label[16], struct act *a,
		 const struct evidence_args *args, struct error *err);
int evidence_handover(struct act *a, const char *label, const char *to,
		      const char *why, struct error *err);
/* Writes the identical bytes to a new file (never over one that is there),
 * or to fd >= 0 when path is NULL. ERR_REFUSED if they are kept elsewhere. */
int evidence_export(struct casefile *c, const char *label, const char *path,
		    int fd, struct error *err);
/* Re-hashes what is inside. ERR_CORRUPT says which. For what is kept
 * elsewhere, `path` (may be NULL) is hashed instead. */
int evidence_verify(struct casefile *c, const char *label, const char *path,
		    struct error *err);

#endif
