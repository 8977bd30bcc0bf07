/* core/store/join.c - one branch takes in what came from elsewhere. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/store/sharing.h"
#include "core/store/stepmerge.h"

#define TRIES 5
#define TOLD 6 /* paths that are named */

struct join {
	struct share_branch *b;
	struct store *s;
	const char *theirs, *draft, *message;
	bool dry;
};

static bool in_force(const struct join *j)
{
	return !strcmp(j->b->name, BRANCH_MAIN);
}

static int fit(const struct join *j, const char *commit, struct error *err)
{
	return in_force(j) ? share_fit(j->s, commit, err) : 0;
}

/* --- a clash ------------------------------------------------------------------ */

/* Their side becomes a draft, which is merged like any other: its conflicts
 * are resolved in the editor, its review is the team's. */
static int lay_by(struct join *j, struct error *err)
{
	struct repo *r = j->s->repo;
	enum refs_relation how;
	char name[256], ref[300], at[COMMIT_HEX];
	size_t own, theirs;
	int rc;

	snprintf(name, sizeof(name), DRAFT "%s", j->draft);
	snprintf(ref, sizeof(ref), "refs/heads/%s", name);
	rc = refs_tip(at, r, ref, err);
	if (!rc && !*at)
		return repo_branch(r, name, j->theirs, err);
	if (!rc)
		rc = refs_relate(&how, &own, &theirs, r, at, j->theirs, err);
	if (!rc && how == REFS_BEHIND)
		rc = repo_branch_move(r, name, at, j->theirs, err);
	return rc;
}

/* "ransomware.md: spread-now", a line for each. */
static void add_places(struct str *out, const struct draft_merging *open)
{
	for (size_t i = 0; i < open->count && i < TOLD; i++) {
		str_addf(out, "%s%s", i ? "\n" : "", open->at[i].file);
		if (*open->at[i].step)
			str_addf(out, ": %s", open->at[i].step);
	}
}

static int clash(struct join *j, struct repo_merge *m,
		 const struct draft_merging *open, struct error *err)
{
	struct str places = {0};
	size_t n = repo_merge_open(m);
	int rc = j->draft && !j->dry ? lay_by(j, err) : 0;

	add_places(&places, open);
	if (!rc) {
		rc = error_set(err, ERR_MOVED,
			       ngettext("both sides changed %zu file of %s "
					"differently; nothing was changed",
					"both sides changed %zu files of %s "
					"differently; nothing was changed", n),
			       n, j->b->name);
		error_where(err, "%s", str_text(&places));
		if (j->draft)
			error_fix(err, _("their side waits as a draft; settle "
					 "it by step:\n"
					 "stanch playbook merge %s"),
				  j->draft);
	}
	str_release(&places);
	return rc;
}

int share_settle(struct draft_merging *open, struct repo_merge *m,
		 struct error *err)
{
	const struct repo_conflict *c;
	struct str text = {0};
	int rc = 0;

	for (size_t i = 0; !rc && (c = repo_merge_conflict(m, i)); i++) {
		struct three t = {{c->base, c->base_len},
				  {c->ours, c->ours_len},
				  {c->theirs, c->theirs_len}, "ours", "theirs"};
		size_t before = open->count;

		str_clear(&text);
		rc = step_merge(&text, open, c->path, &t, err);
		if (!rc && open->count == before)
			rc = repo_merge_resolve(m, c->path, str_text(&text),
						text.len, err);
	}
	str_release(&text);
	return rc;
}

/* --- the three ways forward ------------------------------------------------------ */

static int commit_merge(char id[COMMIT_HEX], struct join *j,
			struct repo_merge *m, struct error *err)
{
	const struct env *env = j->s->env;
	int64_t now = env->now(env->ctx);
	struct repo_person who;
	char *name, *email;
	int rc = repo_user(&name, &email, j->s->repo, err);

	if (rc)
		return rc;
	who = (struct repo_person){name, email};
	rc = repo_merge_commit(id, m, NULL, &who, now,
			       zone_offset(env->zone, now), j->message, err);
	mem_free(name);
	mem_free(email);
	return rc;
}

static int merge(struct join *j, struct error *err)
{
	struct share_branch *b = j->b;
	struct draft_merging open = {0};
	struct repo_merge *m;
	char id[COMMIT_HEX];
	int rc = repo_merge(&m, j->s->repo, b->was, j->theirs, err);

	if (rc)
		return rc;
	rc = share_settle(&open, m, err);
	if (!rc && repo_merge_open(m)) {
		rc = clash(j, m, &open, err);
		if (rc == ERR_MOVED)
			b->state = SHARE_BLOCKED; /* not to be tried again */
	} else if (!rc && j->dry) {
		b->state = SHARE_MERGED;
	} else if (!rc) {
		rc = commit_merge(id, j, m, err);
		if (!rc)
			rc = fit(j, id, err);
		if (!rc)
			rc = repo_branch_move(j->s->repo, b->name, b->was, id,
					      err);
		if (!rc) {
			b->state = SHARE_MERGED;
			memcpy(b->is, id, sizeof(b->is));
		}
	}
	draft_merging_release(&open);
	repo_merge_free(m);
	return rc;
}

static int forward(struct join *j, struct error *err)
{
	struct share_branch *b = j->b;
	int rc = j->dry ? 0 : fit(j, j->theirs, err);

	if (!rc && !j->dry)
		rc = *b->was ? repo_branch_move(j->s->repo, b->name, b->was,
						j->theirs, err)
			     : repo_branch(j->s->repo, b->name, j->theirs,
					   err);
	if (rc)
		return rc;
	b->state = *b->was ? SHARE_FORWARD : SHARE_NEW;
	memcpy(b->is, j->theirs, sizeof(b->is));
	return 0;
}

static int unrelated(struct join *j, struct error *err)
{
	error_set(err, ERR_REFUSED,
		  _("%s here and there have no commit in common: two "
		    "repositories, not two versions of one"), j->b->name);
	error_where(err, _("nothing was changed"));
	return error_fix(err,
			 _("is it the right address? To take theirs and keep "
			   "what is here as a draft:\n"
			   "stanch playbook pull --take-theirs"));
}

static int once(struct join *j, struct error *err)
{
	struct share_branch *b = j->b;
	enum refs_relation how;
	int rc = share_ours(b->was, j->s, b->name, err);

	memcpy(b->is, b->was, sizeof(b->is));
	if (rc || !*b->was)
		return rc ? rc : forward(j, err);
	rc = refs_relate(&how, &b->own, &b->got, j->s->repo, b->was,
			 j->theirs, err);
	if (rc)
		return rc;
	switch (how) {
	case REFS_SAME:
		b->state = SHARE_SAME;
		return 0;
	case REFS_AHEAD:
		b->state = SHARE_AHEAD;
		return 0;
	case REFS_BEHIND:
		return forward(j, err);
	case REFS_DIVERGED:
		return merge(j, err);
	case REFS_UNRELATED:
		return unrelated(j, err);
	}
	return 0;
}

int share_join(struct share_branch *b, struct store *s, const char *theirs,
	       const char *draft, const char *message, bool dry,
	       struct error *err)
{
	struct join j = {b, s, theirs, draft, message, dry};
	int rc = ERR_MOVED;

	/* Somebody may commit while we look: then once more on the new tip. */
	for (int i = 0; rc == ERR_MOVED && i < TRIES; i++) {
		b->state = SHARE_SAME;
		rc = once(&j, &b->err);
		if (b->state == SHARE_BLOCKED)
			break;
	}
	if (rc == ERR_NOMEM)
		return error_nomem(err);
	if (rc)
		b->state = SHARE_BLOCKED;
	else if (in_force(&j))
		share_forget(s);
	return 0;
}
