/* core/store/push.c - what the remote lacks, and bringing it there. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/sharing.h"

/* --- how things stand ----------------------------------------------------------- */

static enum share_state state_of(enum refs_relation how)
{
	switch (how) {
	case REFS_SAME:
		return SHARE_SAME;
	case REFS_AHEAD:
		return SHARE_AHEAD;
	case REFS_BEHIND:
		return SHARE_BEHIND;
	case REFS_DIVERGED:
	case REFS_UNRELATED:
		return SHARE_APART;
	}
	return SHARE_APART;
}

/* was: ours; is: theirs. */
static int stand(struct share_branch *b, struct store *s,
		 const struct remote *to, struct error *err)
{
	enum refs_relation how;
	int rc = share_ours(b->was, s, b->name, err);

	if (!rc)
		rc = share_theirs(b->is, s, to, b->name, err);
	if (rc)
		return rc;
	if (!*b->is || !*b->was) {
		b->state = *b->was ? SHARE_NEW : SHARE_BEHIND;
		return 0;
	}
	rc = refs_relate(&how, &b->own, &b->got, s->repo, b->was, b->is, err);
	if (!rc)
		b->state = state_of(how);
	return rc;
}

struct listing {
	struct share_news *news;
	bool twice; /* a name may be there already */
};

static int list_draft(void *ctx, const char *rest)
{
	struct listing *l = ctx;
	char name[200];

	if (strlen(rest) + sizeof(DRAFT) > sizeof(name))
		return 0;
	snprintf(name, sizeof(name), DRAFT "%s", rest);
	for (size_t i = 0; l->twice && i < l->news->count; i++)
		if (!strcmp(l->news->at[i].name, name))
			return 0;
	return share_add(l->news, name) ? 0 : ERR_NOMEM;
}

int store_shared(struct share_news *out, struct remote *to, struct store *s,
		 struct error *err)
{
	struct listing l = {.news = out};
	struct str prefix = {0};
	int rc = store_need_repo(s, err);

	*out = (struct share_news){0};
	*to = (struct remote){0};
	if (!rc) {
		rc = remote_get(to, s->repo, err);
		if (rc == ERR_NOTFOUND) {
			*to = (struct remote){0};
			error_clear(err);
			rc = 0;
		}
	}
	if (!rc && !share_add(out, BRANCH_MAIN))
		rc = ERR_NOMEM;
	if (!rc)
		rc = refs_each(s->repo, "refs/heads/" DRAFT, list_draft, &l,
			       err);
	l.twice = true;
	str_addf(&prefix, "refs/remotes/%s/" DRAFT, to->name);
	if (!rc && *to->name)
		rc = refs_each(s->repo, str_text(&prefix), list_draft, &l,
			       err);
	for (size_t i = 0; !rc && i < out->count; i++)
		rc = stand(&out->at[i], s, to, err);
	str_release(&prefix);
	if (rc == ERR_NOMEM)
		error_nomem(err);
	if (rc)
		share_release(out);
	return rc;
}

/* --- push ------------------------------------------------------------------------ */

struct push {
	struct store *s;
	struct remote to;
	const char *const *draft; /* named by the person */
	size_t count;
	char *me; /* as git signs, or NULL */
};

static bool is_named(const struct push *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (!strcmp(p->draft[i], name) ||
		    !strcmp(p->draft[i], name + strlen(DRAFT)))
			return true;
	return false;
}

/* A draft that the remote never saw goes there when its writer pushes. */
static bool goes(const struct push *p, const struct share_branch *b)
{
	struct repo_commit tip;

	if (!*b->was || b->state == SHARE_SAME || b->state == SHARE_BEHIND)
		return false;
	if (!strcmp(b->name, BRANCH_MAIN))
		return !p->count;
	if (p->count)
		return is_named(p, b->name);
	if (b->state != SHARE_NEW)
		return true;
	return p->me && !repo_commit_info(&tip, p->s->repo, b->was, NULL) &&
	       !strcmp(tip.author, p->me);
}

/* What a fetch would now find. */
static int note_pushed(struct push *p, const struct share_branch *b,
		       struct error *err)
{
	char now[COMMIT_HEX];
	struct str ref = {0};
	int rc = share_theirs(now, p->s, &p->to, b->name, err);

	str_addf(&ref, "refs/remotes/%s/%s", p->to.name, b->name);
	if (!rc && strcmp(now, b->was) != 0)
		rc = refs_move(p->s->repo, str_text(&ref), now, b->was,
			       "push", err);
	str_release(&ref);
	return rc ? rc : share_agree(p->s, b->name, b->was, err);
}

/* Keeps the rows of the branches that go. */
static int choose(struct push *p, struct share_news *news, struct error *err)
{
	size_t n = 0;

	for (size_t i = 0; i < p->count; i++) {
		bool there = false;

		for (size_t k = 1; k < news->count && !there; k++)
			there = *news->at[k].was &&
				(!strcmp(p->draft[i], news->at[k].name) ||
				 !strcmp(p->draft[i],
					 news->at[k].name + strlen(DRAFT)));
		if (!there)
			return error_set(err, ERR_NOTFOUND,
					 _("there is no draft %s here"),
					 p->draft[i]);
	}
	for (size_t i = 0; i < news->count; i++)
		if (goes(p, &news->at[i]))
			news->at[n++] = news->at[i];
	news->count = n;
	return 0;
}

static int push(struct push *p, struct share_news *news, bool dry,
		const struct io_watch *look, struct error *err)
{
	struct push_ref *refs = mem_zalloc((news->count + 1) * sizeof(*refs));
	int rc = 0;

	if (!refs)
		return error_nomem(err);
	for (size_t i = 0; i < news->count; i++)
		str_copy(refs[i].branch, sizeof(refs[i].branch),
			 news->at[i].name);
	if (news->count)
		rc = remote_push(refs, news->count, p->s->repo, &p->to, dry,
				 look, err);
	for (size_t i = 0; i < news->count; i++) {
		struct share_branch *b = &news->at[i];

		b->err = refs[i].err;
		if (b->err.code) {
			b->state = SHARE_BLOCKED;
		} else if (!rc || err->code != ERR_CANCELLED) {
			b->state = SHARE_PUSHED;
			if (!dry)
				note_pushed(p, b, NULL);
		}
	}
	mem_free(refs);
	return rc;
}

int store_push(struct share_news *out, struct store *s,
	       const char *const *draft, size_t count, unsigned flags,
	       const struct io_watch *look, struct error *err)
{
	struct push p = {.s = s, .draft = draft, .count = count};
	char *email = NULL;
	int rc = store_need_repo(s, err), fd = -1;

	*out = (struct share_news){0};
	if (!rc)
		rc = remote_get(&p.to, s->repo, err);
	if (!rc && (fd = remote_queue(s->repo, look, err)) < 0)
		rc = err->code;
	if (!rc)
		rc = store_shared(out, &p.to, s, err);
	if (!rc) {
		repo_user(&p.me, &email, s->repo, NULL);
		rc = choose(&p, out, err);
	}
	if (!rc)
		rc = push(&p, out, flags & SHARE_DRY, look, err);
	if (fd >= 0)
		close(fd);
	mem_free(email);
	mem_free(p.me);
	return rc;
}
