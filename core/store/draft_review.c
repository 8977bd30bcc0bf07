/* core/store/draft_review.c - what the commits of a draft say of its review,
 * and saying it. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/store/drafting.h"

#define REQUESTED "Review-Requested"
#define WITHDRAWN "Review-Withdrawn"
#define TREE "Reviewed-tree"
#define TOGETHER "Co-authored-by"

const char *draft_state_name(enum draft_state state)
{
	static const char *const name[] = {"writing", "offered", "approved",
					   "merged"};

	return name[state];
}

const char *draft_state_words(enum draft_state state)
{
	static const char *const words[] = {
		N_("being written"), N_("waits for review"), N_("approved"),
		N_("in force")};

	return _(words[state]);
}

/* --- reading ----------------------------------------------------------------- */

/* A name or an address alike, capitals aside, is the same person: who uses
 * two addresses is not two people. */
static bool same_person(const struct draft_person *p, const char *name,
			const char *email)
{
	return (*email && !strcasecmp(p->email, email)) ||
	       (*name && !strcasecmp(p->name, name));
}

static bool among(const struct draft_person *p, size_t n, const char *name,
		  const char *email)
{
	for (size_t i = 0; i < n; i++)
		if (same_person(&p[i], name, email))
			return true;
	return false;
}

bool draft_wrote(const struct draft_review *v, const char *name,
		 const char *email)
{
	return among(v->author, v->author_count, name, email);
}

static int add(struct draft_person **at, size_t *count, size_t *cap,
	       struct arena *a, const char *name, const char *email)
{
	if (among(*at, *count, name, email))
		return 0;
	if (arena_grow(a, at, *count, cap, sizeof(**at)))
		return ERR_NOMEM;
	store_fit((*at)[*count].name, sizeof((*at)->name), name);
	store_fit((*at)[*count].email, sizeof((*at)->email), email);
	++*count;
	return 0;
}

static int add_author(struct draft_review *v, const char *name,
		      const char *email)
{
	return add(&v->author, &v->author_count, &v->author_cap, &v->arena,
		   name, email);
}

struct scan { /* over the commits, newest first */
	struct draft_review *v;
	const struct drafting *d;
	struct error *err;
	bool asked, told; /* a trailer decided: offered or taken back */
	bool changed;	  /* the tree was another below here */
	/* of the commit at hand */
	bool requests, withdraws, reviews;
};

static int trailer(void *ctx, const char *key, const char *value)
{
	struct scan *sc = ctx;
	const char *mail = strchr(value, '<');
	char name[128], email[128];
	size_t n;

	if (!strcasecmp(key, REQUESTED))
		sc->requests = true;
	else if (!strcasecmp(key, WITHDRAWN))
		sc->withdraws = true;
	else if (!strcasecmp(key, TREE))
		sc->reviews |= !strcmp(value, sc->v->tree);
	if (strcasecmp(key, TOGETHER) || !mail)
		return 0;
	for (n = (size_t)(mail - value); n && value[n - 1] == ' '; n--)
		;
	snprintf(name, sizeof(name), "%.*s", (int)n, value);
	snprintf(email, sizeof(email), "%.*s", (int)strcspn(mail + 1, ">"),
		 mail + 1);
	return add_author(sc->v, name, email);
}

/* A commit that changes nothing says something; any other is writing. */
static int changes(bool *out, char tree[COMMIT_HEX], struct scan *sc,
		   const struct repo_commit *c)
{
	char parent[2][COMMIT_HEX], before[COMMIT_HEX];
	struct repo *r = sc->d->s->repo;
	size_t n;
	int rc = repo_tree(tree, r, c->id, sc->err);

	if (!rc)
		rc = repo_parents(parent, &n, r, c->id, sc->err);
	*out = true;
	if (!rc && n == 1) {
		rc = repo_tree(before, r, parent[0], sc->err);
		*out = strcmp(before, tree) != 0;
	}
	return rc;
}

static int look(void *ctx, const struct repo_commit *c)
{
	struct scan *sc = ctx;
	struct draft_review *v = sc->v;
	char tree[COMMIT_HEX];
	bool writes;
	int rc = changes(&writes, tree, sc, c);

	sc->requests = sc->withdraws = sc->reviews = false;
	if (!rc)
		rc = repo_trailers(sc->d->s->repo, c->id, trailer, sc,
				   sc->err);
	if (rc)
		return rc;
	sc->changed |= strcmp(tree, v->tree) != 0;
	if (!sc->told && (sc->requests || sc->withdraws)) {
		sc->told = true;
		sc->asked = sc->requests;
	}
	if (sc->reviews && !writes && !sc->changed &&
	    (!sc->told || sc->asked))
		rc = add(&v->reviewer, &v->reviewer_count, &v->reviewer_cap,
			 &v->arena, c->author, c->email);
	if (!rc && writes)
		rc = add_author(v, c->author, c->email);
	return rc;
}

/* Who turned out to have written some of it approves nothing. */
static void drop_writers(struct draft_review *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->reviewer_count; i++)
		if (!draft_wrote(v, v->reviewer[i].name,
				 v->reviewer[i].email))
			v->reviewer[n++] = v->reviewer[i];
	v->reviewer_count = n;
}

int draft_review_read(struct draft_review *out, const struct drafting *d,
		      struct error *err)
{
	struct scan sc = {.v = out, .d = d, .err = err};
	int rc;

	*out = (struct draft_review){0};
	if (!d->tip[0])
		return 0;
	rc = repo_tree(out->tree, d->s->repo, d->tip, err);
	if (!rc)
		rc = repo_commits(d->s->repo, d->tip, d->main, look, &sc, err);
	drop_writers(out);
	out->state = out->reviewer_count ? DRAFT_APPROVED
		     : sc.asked		 ? DRAFT_OFFERED
					 : DRAFT_WRITING;
	if (rc == ERR_NOMEM)
		error_nomem(err);
	if (rc)
		draft_review_release(out);
	return rc;
}

void draft_review_release(struct draft_review *v)
{
	arena_release(&v->arena);
	*v = (struct draft_review){0};
}

/* --- who --------------------------------------------------------------------- */

int store_draft_user(char **name, char **email, struct store *s,
		     struct error *err)
{
	int rc = store_need_repo(s, err);

	*name = *email = NULL;
	if (!rc)
		rc = repo_user(name, email, s->repo, err);
	if (rc == ERR_NOTFOUND && err)
		err->code = ERR_REFUSED; /* nothing is sought: it is missing */
	return rc == ERR_NOTFOUND ? ERR_REFUSED : rc;
}

int draft_signer(struct draft_signer *out, struct store *s,
		 struct error *err)
{
	const struct env *env = s->env;
	int rc;

	*out = (struct draft_signer){.at = env->now(env->ctx)};
	out->offset = zone_offset(env->zone, out->at);
	rc = store_draft_user(&out->name, &out->email, s, err);
	out->who = (struct repo_person){out->name, out->email};
	return rc;
}

void draft_signer_release(struct draft_signer *p)
{
	mem_free(p->name);
	mem_free(p->email);
	*p = (struct draft_signer){0};
}

/* --- saying it --------------------------------------------------------------- */

int draft_nothing_there(const struct drafting *d, struct error *err)
{
	error_set(err, ERR_REFUSED, _("nothing of draft %s is committed yet"),
		  d->name);
	return error_fix(err, "stanch playbook edit %s", d->name);
}

int draft_say(struct drafting *d, const struct draft_signer *p,
	      const struct str *message, struct error *err)
{
	char id[COMMIT_HEX];

	if (message->failed)
		return error_nomem(err);
	return repo_commit_on(id, d->s->repo, d->branch, d->tip, NULL, 0,
			      &p->who, p->at, p->offset, str_text(message),
			      err);
}

/* ERR_INVALID while lint finds errors in it. */
static int check_lint(const struct drafting *d, struct error *err)
{
	struct findings f = {0};
	int rc = draft_lint(&f, d, err);

	if (!rc)
		rc = draft_refuse(&f, d->branch, err);
	findings_release(&f);
	return rc;
}

/* A draft that was put in force elsewhere and lies here still. */
static int check_ahead(struct drafting *d, struct error *err)
{
	unsigned ahead, behind;
	int rc = repo_ahead(&ahead, &behind, d->s->repo, d->tip, d->main, err);

	if (rc || ahead)
		return rc;
	error_set(err, ERR_REFUSED, _("all of draft %s is in main already"),
		  d->name);
	return error_fix(err, "stanch playbook drop %s", d->name);
}

static int offer(struct drafting *d, const struct draft_signer *p,
		 struct error *err)
{
	struct str m = {0};
	struct arena a = {0};
	const char **kept;
	size_t n = 0;
	int rc = draft_kept(&kept, &n, &a, d, err);

	arena_release(&a);
	if (!rc && n) {
		error_set(err, ERR_REFUSED,
			  _("a text of draft %s is not committed yet"),
			  d->name);
		rc = error_fix(err, "stanch playbook edit %s", d->name);
	}
	if (!rc)
		rc = check_ahead(d, err);
	if (!rc)
		rc = check_lint(d, err);
	str_addf(&m, "Offer %s for review\n\n%s: %s <%s>\n", d->branch,
		 REQUESTED, p->name, p->email);
	if (!rc)
		rc = draft_say(d, p, &m, err);
	str_release(&m);
	return rc;
}

static int withdraw(struct drafting *d, const struct draft_signer *p,
		    struct error *err)
{
	struct str m = {0};
	int rc;

	str_addf(&m, "Take %s back from review\n\n%s: %s <%s>\n", d->branch,
		 WITHDRAWN, p->name, p->email);
	rc = draft_say(d, p, &m, err);
	str_release(&m);
	return rc;
}

static int may_approve(const struct drafting *d, const struct draft_review *v,
		       const struct draft_signer *p, struct error *err)
{
	if (v->state == DRAFT_WRITING) {
		error_set(err, ERR_REFUSED,
			  _("draft %s is not offered for review"), d->name);
		return error_fix(err, "stanch playbook review %s --offer",
				 d->name);
	}
	if (among(v->reviewer, v->reviewer_count, p->name, p->email))
		return error_set(err, ERR_REFUSED,
				 _("you approved draft %s already"), d->name);
	if (!draft_wrote(v, p->name, p->email))
		return 0;
	error_set(err, ERR_REFUSED,
		  _("you wrote some of draft %s: somebody else approves it"),
		  d->name);
	error_where(err, "%s <%s>", p->name, p->email);
	return error_fix(err, _("In a team of one, write review: one into "
				"team.yaml."));
}

static int approve(struct drafting *d, const struct draft_signer *p,
		   struct error *err)
{
	struct draft_review v;
	struct str m = {0};
	int rc = draft_review_read(&v, d, err);

	if (rc)
		return rc;
	rc = may_approve(d, &v, p, err);
	if (!rc)
		rc = check_lint(d, err);
	str_addf(&m, "Approve %s\n\nReviewed-by: %s <%s>\n%s: %s\n",
		 d->branch, p->name, p->email, TREE, v.tree);
	if (!rc)
		rc = draft_say(d, p, &m, err);
	str_release(&m);
	draft_review_release(&v);
	return rc;
}

typedef int act_fn(struct drafting *d, const struct draft_signer *p,
		   struct error *err);

/* A remark moves the branch and leaves the text as it was. */
static bool reads_as(const struct drafting *d, const char *seen)
{
	char then[COMMIT_HEX], now[COMMIT_HEX];

	return !seen || str_eq(seen, d->tip) ||
	       (!repo_tree(then, d->s->repo, seen, NULL) &&
		!repo_tree(now, d->s->repo, d->tip, NULL) &&
		str_eq(then, now));
}

static int act(struct store *s, const char *name, const char *seen,
	       act_fn *fn, struct error *err)
{
	struct draft_signer p = {0};
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	if (rc)
		return rc;
	if (!d.tip[0])
		rc = draft_nothing_there(&d, err);
	if (!rc && !reads_as(&d, seen)) {
		error_set(err, ERR_MOVED,
			  _("draft %s was changed while you read it"), name);
		rc = error_fix(err, _("Read it again."));
	}
	if (!rc)
		rc = draft_signer(&p, s, err);
	if (!rc)
		rc = fn(&d, &p, err);
	draft_signer_release(&p);
	drafting_release(&d);
	return rc;
}

int store_draft_offer(struct store *s, const char *name, struct error *err)
{
	return act(s, name, NULL, offer, err);
}

int store_draft_withdraw(struct store *s, const char *name,
			 struct error *err)
{
	return act(s, name, NULL, withdraw, err);
}

int store_draft_approve(struct store *s, const char *name, const char *seen,
			struct error *err)
{
	return act(s, name, seen, approve, err);
}
