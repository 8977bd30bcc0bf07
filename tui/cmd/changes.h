/* tui/cmd/changes.h - what differs between two versions, by step. */
#ifndef STANCH_CMD_CHANGES_H
#define STANCH_CMD_CHANGES_H

#include "core/playbook/diff.h"
#include "core/store/draft.h"
#include "tui/cmd/cli.h"

struct version { /* one version of a playbook; pb NULL: it is not there */
	struct playbook *pb;
	struct pb_texts texts;
};
/* ERR_NOTFOUND is no error: the version is empty then. */
int version_read(struct version *v, struct store *s, const char *slug,
		 const char *commit, struct error *err);
void version_release(struct version *v);
/* As playbook_diff(): *out is the caller's, and borrows from both. */
int version_diff(struct pb_diff **out, const struct version *was,
		 const struct version *is, struct error *err);

/* Every row that changed, with its lines in each language, or in the one
 * asked for; in JSON `words`, a count for each kind of change, and `steps`
 * of the object that is open. */
int changes_rows(struct cli *x, struct pb_diff *d, struct error *err);
/* The same of two versions, and "1 new, 2 changed" below it. */
int changes_show(struct cli *x, const struct version *was,
		 const struct version *is, struct error *err);

#endif
