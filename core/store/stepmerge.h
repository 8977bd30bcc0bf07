/*
 * core/store/stepmerge.h - merges three versions of a playbook file by step.
 *
 * Works on lines, so that nothing is written anew: a file is cut at its `##`
 * and `###` headings, each section known by its id. A section that one side
 * alone changed, moved, added or took away merges by itself.
 */
#ifndef STANCH_STORE_STEPMERGE_H
#define STANCH_STORE_STEPMERGE_H

#include "core/store/draft.h"

struct side_text { /* one version; p NULL: no such file */
	const char *p;
	size_t n;
};
struct three {
	struct side_text base, ours, theirs;
	const char *our_name, *their_name; /* for the marks */
};
/* Appends the merged file. Sections that both sides changed differently hold
 * marks of diff3 style and are added to m (texts in its arena): count grows.
 * Where sections cannot be told apart, the file is merged line by line.
 * file is for m. ERR_NOMEM, ERR_IO. */
int step_merge(struct str *out, struct draft_merging *m, const char *file,
	       const struct three *t, struct error *err);
/* True if a line begins with a mark of an open conflict. */
bool step_marked(const char *text, size_t n);

#endif
