/* core/store/update.c - the newer playbooks a newer program brought. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/sharing.h"

/* What merging would change, without doing it. */
static int weigh(struct store_brought *out, struct store *s, const char *main,
		 const char *shipped, struct error *err)
{
	struct draft_merging open = {0};
	struct repo_merge *m;
	int rc = repo_merge(&m, s->repo, main, shipped, err);

	if (rc)
		return rc;
	rc = share_settle(&open, m, err);
	out->conflicts = repo_merge_open(m);
	if (!rc)
		rc = repo_merge_changed(m, share_count, &out->files, err);
	draft_merging_release(&open);
	repo_merge_free(m);
	return rc;
}

int store_brought(struct store_brought *out, struct store *s,
		  struct error *err)
{
	char main[COMMIT_HEX], shipped[COMMIT_HEX];
	struct repo_commit tip;
	enum refs_relation how;
	size_t own, theirs;
	int rc = store_need_repo(s, err);

	*out = (struct store_brought){0};
	if (!rc)
		rc = share_ours(main, s, BRANCH_MAIN, err);
	if (!rc)
		rc = share_ours(shipped, s, BRANCH_SHIPPED, err);
	if (rc || !*main || !*shipped)
		return rc;
	rc = refs_relate(&how, &own, &theirs, s->repo, main, shipped, err);
	if (rc || how == REFS_SAME || how == REFS_AHEAD)
		return rc;
	rc = repo_commit_info(&tip, s->repo, shipped, err);
	if (rc || !ship_version(out->version, sizeof(out->version),
				tip.subject))
		return rc;
	out->strange = how == REFS_UNRELATED;
	if (!out->strange)
		rc = weigh(out, s, main, shipped, err);
	if (!rc && !out->strange && !out->files && !out->conflicts)
		*out->version = '\0'; /* main says the same already */
	return rc;
}

int store_update(struct share_branch *out, struct store *s, bool dry,
		 struct error *err)
{
	struct store_brought brought;
	char shipped[COMMIT_HEX], message[128], draft[64];
	int rc = store_brought(&brought, s, err);

	*out = (struct share_branch){.name = BRANCH_MAIN};
	if (!rc)
		rc = share_ours(shipped, s, BRANCH_SHIPPED, err);
	if (!rc)
		rc = share_ours(out->was, s, BRANCH_MAIN, err);
	memcpy(out->is, out->was, sizeof(out->is));
	if (rc || !*brought.version)
		return rc;
	if (brought.strange) {
		out->state = SHARE_BLOCKED;
		error_set(&out->err, ERR_REFUSED,
			  _("these playbooks did not begin with those that "
			    "ship: there is nothing to merge by"));
		error_fix(&out->err, "stanch playbook show PLAYBOOK --commit "
				     BRANCH_SHIPPED);
		return 0;
	}
	snprintf(message, sizeof(message),
		 "playbooks: merge what ships with stanch %s\n",
		 brought.version);
	snprintf(draft, sizeof(draft), "shipped-%s", brought.version);
	return share_join(out, s, shipped, draft, message, dry, err);
}
