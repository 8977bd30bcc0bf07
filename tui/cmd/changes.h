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

/* Every row that changed and its lines, or the members of the JSON object
 * that is open: `summary` and `steps`. */
int changes_show(struct cli *x, const struct version *was,
		 const struct version *is, struct error *err);

#endif
