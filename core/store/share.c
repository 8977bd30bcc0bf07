/* core/store/share.c - pull: what the remote has comes in; see share.h. */
#include "core/store/share.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/store/sharing.h"

/* --- rows -------------------------------------------------------------------- */

const char *share_state_name(enum share_state state)
{
	static const char *const name[] = {
		[SHARE_SAME] = "same",
		[SHARE_NEW] = "new",
		[SHARE_FORWARD] = "forward",
		[SHARE_MERGED] = "merged",
		[SHARE_AHEAD] = "ahead",
		[SHARE_BEHIND] = "behind",
		[SHARE_APART] = "apart",
		[SHARE_REPLACED] = "replaced",
		[SHARE_MERGED_THERE] = "merged_there",
		[SHARE_GONE_THERE] = "gone_there",
		[SHARE_BLOCKED] = "blocked",
		[SHARE_PUSHED] = "pushed",
	};

	return name[state];
}

struct share_branch *share_add(struct share_news *n, const char *name)
{
	struct share_branch *b;

	if (mem_reserve(&n->at, &n->cap, n->count + 1, sizeof(*n->at)))
		return NULL;
	b = &n->at[n->count++];
	*b = (struct share_branch){0};
	store_fit(b->name, sizeof(b->name), name);
	return b;
}

void share_release(struct share_news *n)
{
	mem_free(n->at);
	*n = (struct share_news){0};
}

static int tip(char id[COMMIT_HEX], struct store *s, const char *above,
	       const char *remote, const char *branch, struct error *err)
{
	struct str ref = {0};
	int rc;

	str_addf(&ref, "%s%s%s%s", above, remote, *remote ? "/" : "", branch);
	rc = ref.failed ? error_nomem(err)
			: refs_tip(id, s->repo, str_text(&ref), err);
	str_release(&ref);
	return rc;
}

int share_theirs(char id[COMMIT_HEX], struct store *s,
		 const struct remote *to, const char *branch,
		 struct error *err)
{
	return tip(id, s, "refs/remotes/", to->name, branch, err);
}

/* What both sides had last: refs/stanch/shared/BRANCH. */
static int agreed_at(char id[COMMIT_HEX], struct store *s, const char *branch,
		     struct error *err)
{
	return tip(id, s, REMOTE_SHARED, "", branch, err);
}

int share_ours(char id[COMMIT_HEX], struct store *s, const char *branch,
	       struct error *err)
{
	return tip(id, s, "refs/heads/", "", branch, err);
}

int share_agree(struct store *s, const char *branch, const char *id,
		struct error *err)
{
	char now[COMMIT_HEX];
	struct str ref = {0};
	int rc = agreed_at(now, s, branch, err);

	str_addf(&ref, REMOTE_SHARED "%s", branch);
	if (!rc && strcmp(now, id) != 0)
		rc = refs_move(s->repo, str_text(&ref), now, id, "shared",
			       err);
	str_release(&ref);
	return rc;
}

int share_count(void *ctx, const char *path)
{
	(void)path;
	++*(size_t *)ctx;
	return 0;
}

void share_forget(struct store *s)
{
	team_free(s->team);
	s->team = NULL;
	s->team_read = false;
	error_clear(&s->team_error);
	clock_rules_free(s->clocks);
	s->clocks = NULL;
	mem_free(s->me);
	s->me = NULL;
	memory_free(s); /* it remembers whom this device speaks for */
}

/* --- main -------------------------------------------------------------------- */

struct pull {
	struct share_news *news;
	struct store *s;
	struct remote to;
	unsigned flags;
};

/* Has main nothing but what shipped? Then a team's repository may take its
 * place: nobody here wrote a word of it. */
static bool untouched(struct store *s, const char *main)
{
	char shipped[COMMIT_HEX];
	enum refs_relation how;
	size_t own, theirs;

	return !share_ours(shipped, s, BRANCH_SHIPPED, NULL) && *shipped &&
	       !refs_relate(&how, &own, &theirs, s->repo, main, shipped,
			    NULL) &&
	       (how == REFS_SAME || how == REFS_BEHIND);
}

/* Theirs takes the place of ours, which stays as a draft if there is
 * anything in it. */
static int replace(struct pull *p, struct share_branch *b,
		   const char *theirs, bool keep, struct error *err)
{
	const struct env *env = p->s->env;
	char name[64], day[TIME_TEXT];
	int rc = share_fit(p->s, theirs, err);

	time_date(day, env->now(env->ctx), env->zone);
	snprintf(name, sizeof(name), DRAFT "main-%s-%.7s", day, b->was);
	if (!rc && keep)
		rc = repo_branch(p->s->repo, name, b->was, err);
	if (!rc)
		rc = repo_branch_move(p->s->repo, BRANCH_MAIN, b->was, theirs,
				      err);
	if (rc)
		return rc;
	b->state = SHARE_REPLACED;
	memcpy(b->is, theirs, sizeof(b->is));
	share_forget(p->s);
	return ship_follow(p->s->repo, env, err);
}

static int rewritten(struct error *err, const char *name, size_t lost)
{
	error_set(err, ERR_REFUSED,
		  ngettext("%s was rewritten there: %zu commit that both sides "
			   "had is gone",
			   "%s was rewritten there: %zu commits that both "
			   "sides had are gone", lost), name, lost);
	error_where(err, _("nothing was changed"));
	return error_fix(err,
			 _("ask who did it. To take theirs and keep what is "
			   "here as a draft:\n"
			   "stanch playbook pull --take-theirs"));
}

/* Main if it cannot simply be joined. *done says that it is settled. */
static int odd_main(bool *done, struct pull *p, struct share_branch *b,
		    const char *theirs, struct error *err)
{
	enum refs_relation how;
	char agreed[COMMIT_HEX];
	size_t lost = 0, more;
	bool bare = false, was_rewritten = false;
	int rc = share_ours(b->was, p->s, b->name, err);

	memcpy(b->is, b->was, sizeof(b->is));
	if (rc || !*b->was)
		return rc;
	rc = agreed_at(agreed, p->s, b->name, err);
	if (!rc && *agreed) {
		rc = refs_relate(&how, &lost, &more, p->s->repo, agreed,
				 theirs, err);
		was_rewritten = !rc && how != REFS_SAME && how != REFS_BEHIND;
	}
	if (!rc)
		rc = refs_relate(&how, &b->own, &b->got, p->s->repo, b->was,
				 theirs, err);
	if (rc || (how != REFS_UNRELATED && !was_rewritten))
		return rc;
	bare = untouched(p->s, b->was);
	if (bare || p->flags & SHARE_TAKE) {
		*done = true;
		return replace(p, b, theirs, !bare, err);
	}
	return was_rewritten ? rewritten(err, b->name, lost) : 0;
}

static int note_name(void *ctx, const char *name)
{
	struct str *names = ctx;

	if (strcmp(name, "HEAD") != 0 && names->len < 120)
		str_addf(names, "%s%s", names->len ? ", " : "", name);
	return 0;
}

/* The other side has no main: it is empty, or calls it otherwise. */
static int no_main(struct pull *p, struct error *err)
{
	struct str names = {0}, prefix = {0};
	int rc;

	str_addf(&prefix, "refs/remotes/%s/", p->to.name);
	rc = refs_each(p->s->repo, str_text(&prefix), note_name, &names, err);
	if (!rc && !names.len) {
		rc = error_set(err, ERR_NOTFOUND, _("%s is empty"), p->to.url);
		error_fix(err, "stanch playbook push");
	} else if (!rc) {
		rc = error_set(err, ERR_NOTFOUND,
			       _("%s has no branch main"), p->to.url);
		error_where(err, _("it has: %s"), str_text(&names));
		error_fix(err, _("rename it there: git branch -m main"));
	}
	str_release(&prefix);
	str_release(&names);
	return rc;
}

static int pull_main(struct pull *p, struct error *err)
{
	struct share_branch *b = share_add(p->news, BRANCH_MAIN);
	char theirs[COMMIT_HEX], draft[REMOTE_NAME + 8], message[160];
	bool done = false;
	int rc;

	if (!b)
		return error_nomem(err);
	rc = share_theirs(theirs, p->s, &p->to, BRANCH_MAIN, &b->err);
	if (!rc && !*theirs)
		rc = no_main(p, &b->err);
	if (!rc)
		rc = odd_main(&done, p, b, theirs, &b->err);
	if (rc) {
		b->state = SHARE_BLOCKED;
		return rc == ERR_NOMEM ? error_nomem(err) : 0;
	}
	snprintf(draft, sizeof(draft), "from-%s", p->to.name);
	snprintf(message, sizeof(message), "playbooks: merge main of %s\n",
		 p->to.name);
	if (!done)
		rc = share_join(b, p->s, theirs, draft, message, false, err);
	if (!rc && b->state != SHARE_BLOCKED)
		rc = share_agree(p->s, BRANCH_MAIN, theirs, err);
	return rc;
}

/* --- drafts ----------------------------------------------------------------------- */

struct names {
	char (*at)[200];
	size_t count, cap;
};

/* Longer than any of ours: left alone. */
static int add_name(void *ctx, const char *rest)
{
	struct names *n = ctx;

	if (strlen(rest) + sizeof(DRAFT) > sizeof(*n->at))
		return 0;
	if (mem_reserve(&n->at, &n->cap, n->count + 1, sizeof(*n->at)))
		return ERR_NOMEM;
	snprintf(n->at[n->count++], sizeof(*n->at), DRAFT "%s", rest);
	return 0;
}

/* Is all of a commit in main, by its commits or by what they say (a host
 * may squash them)? */
static bool in_main(struct store *s, const char *id)
{
	struct repo_merge *m;
	char main[COMMIT_HEX];
	enum refs_relation how;
	size_t own, theirs, changed = 0;
	bool in = false;

	if (share_ours(main, s, BRANCH_MAIN, NULL) || !*main ||
	    refs_relate(&how, &own, &theirs, s->repo, id, main, NULL) ||
	    how == REFS_UNRELATED)
		return false;
	if (how == REFS_SAME || how == REFS_BEHIND)
		return true;
	if (repo_merge(&m, s->repo, main, id, NULL))
		return false;
	in = !repo_merge_open(m) &&
	     !repo_merge_changed(m, share_count, &changed, NULL) && !changed;
	repo_merge_free(m);
	return in;
}

/* A draft whose author rewrote it, and that nobody here wrote on. */
static bool follows(struct store *s, const struct share_branch *b,
		    const char *agreed)
{
	return *agreed && !strcmp(b->was, agreed) &&
	       !repo_checked_out(s->repo, b->name);
}

static int pull_draft(struct pull *p, const char *name, struct error *err)
{
	char theirs[COMMIT_HEX], agreed[COMMIT_HEX], ours[COMMIT_HEX];
	enum refs_relation how;
	struct share_branch *b;
	char message[300];
	size_t lost; /* commits that their author took back */
	int rc = share_theirs(theirs, p->s, &p->to, name, err);

	if (!rc)
		rc = share_ours(ours, p->s, name, err);
	if (!rc)
		rc = agreed_at(agreed, p->s, name, err);
	if (rc || !*theirs || (!*ours && in_main(p->s, theirs)))
		return rc;
	b = share_add(p->news, name);
	if (!b)
		return error_nomem(err);
	memcpy(b->was, ours, sizeof(b->was));
	snprintf(message, sizeof(message), "playbooks: merge %s of %s\n", name,
		 p->to.name);
	if (strcmp(theirs, agreed) && *ours && follows(p->s, b, agreed)) {
		rc = repo_branch_move(p->s->repo, name, ours, theirs, &b->err);
		b->state = rc ? SHARE_BLOCKED : SHARE_FORWARD;
		memcpy(b->is, rc ? ours : theirs, sizeof(b->is));
		refs_relate(&how, &lost, &b->got, p->s->repo, ours, b->is,
			    NULL);
	} else {
		rc = share_join(b, p->s, theirs, NULL, message, false, err);
		if (rc)
			return rc;
	}
	return b->state == SHARE_BLOCKED
		       ? 0 : share_agree(p->s, name, theirs, err);
}

/* A draft that both sides had and the other has no more. */
static int gone_draft(struct pull *p, const char *name, struct error *err)
{
	char theirs[COMMIT_HEX], ours[COMMIT_HEX];
	struct share_branch *b;
	int rc = share_theirs(theirs, p->s, &p->to, name, err);

	if (!rc)
		rc = share_ours(ours, p->s, name, err);
	if (rc || *theirs)
		return rc;
	if (*ours) {
		b = share_add(p->news, name);
		if (!b)
			return error_nomem(err);
		memcpy(b->was, ours, sizeof(b->was));
		b->state = SHARE_GONE_THERE;
		if (in_main(p->s, ours) &&
		    !repo_branch_drop(p->s->repo, name, ours, NULL))
			b->state = SHARE_MERGED_THERE;
		else
			memcpy(b->is, ours, sizeof(b->is));
	}
	return share_agree(p->s, name, "", err);
}

static int pull_drafts(struct pull *p, struct error *err)
{
	struct names here = {0}, shared = {0};
	struct str prefix = {0};
	int rc;

	str_addf(&prefix, "refs/remotes/%s/" DRAFT, p->to.name);
	rc = prefix.failed ? error_nomem(err)
			   : refs_each(p->s->repo, str_text(&prefix),
				       add_name, &here, err);
	if (!rc)
		rc = refs_each(p->s->repo, REMOTE_SHARED DRAFT, add_name,
			       &shared, err);
	if (rc == ERR_NOMEM)
		error_nomem(err);
	for (size_t i = 0; !rc && i < shared.count; i++)
		rc = gone_draft(p, shared.at[i], err);
	for (size_t i = 0; !rc && i < here.count; i++)
		rc = pull_draft(p, here.at[i], err);
	mem_free(here.at);
	mem_free(shared.at);
	str_release(&prefix);
	return rc;
}

int store_pull(struct share_news *out, struct store *s, unsigned flags,
	       const struct io_watch *look, struct error *err)
{
	struct pull p = {.news = out, .s = s, .flags = flags};
	int rc = store_need_repo(s, err), fd = -1;

	*out = (struct share_news){0};
	if (!rc)
		rc = remote_get(&p.to, s->repo, err);
	if (!rc && (fd = remote_queue(s->repo, look, err)) < 0)
		rc = err && err->code ? (int)err->code : ERR_IO;
	if (!rc)
		rc = remote_fetch(s->repo, &p.to, look, err);
	if (!rc)
		rc = pull_main(&p, err);
	if (!rc)
		rc = pull_drafts(&p, err);
	if (fd >= 0)
		close(fd);
	if (rc)
		share_release(out);
	return rc;
}
