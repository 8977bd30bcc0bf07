/* core/store/draft_merge.c - a draft put in force: merged, linted whole,
 * approved, and only then main moves. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/beside.h"
#include "core/store/drafting.h"
#include "core/store/stepmerge.h"

#define TRIES 5

struct merging {
	struct draft_merging *out;
	struct drafting *d;
	struct draft_signer who;
	struct draft_review review;
	const char *why; /* of an override, or NULL */
	struct error *err;
};

/* --- what both changed ------------------------------------------------------- */

static int tell(const struct merging *g)
{
	struct str where = {0};

	for (size_t i = 0; i < g->out->count; i++)
		str_addf(&where, i ? "\n%s: %s" : "%s: %s",
			 g->out->at[i].file,
			 *g->out->at[i].step ? g->out->at[i].step : "-");
	error_set(g->err, ERR_REFUSED,
		  ngettext("main and %s both changed %zu step: nothing is "
			   "merged", "main and %s both changed %zu steps: "
			   "nothing is merged",
			   (unsigned long)g->out->count),
		  g->d->branch, g->out->count);
	error_where(g->err, "%.500s", str_text(&where));
	str_release(&where);
	return error_fix(g->err, _("Both texts are kept in the draft, between "
				   "marks. Choose, then commit:\nstanch "
				   "playbook edit %s"), g->d->name);
}

/* One path both changed: by steps. With marks it is kept, seen from the
 * draft, for the editor. */
static int settle(struct merging *g, struct repo_merge *m,
		  const struct repo_conflict *at)
{
	struct three t = {{at->base, at->base_len},
			  {at->theirs, at->theirs_len},
			  {at->ours, at->ours_len}, "draft", "main"};
	size_t before = g->out->count;
	struct str text = {0};
	int rc = step_merge(&text, g->out, at->path, &t, g->err);

	if (!rc && g->out->count == before)
		rc = repo_merge_resolve(m, at->path, str_text(&text),
					text.len, g->err);
	else if (!rc)
		rc = draft_write_kept(g->d, at->path, str_text(&text),
				      text.len, g->d->tip, g->err);
	str_release(&text);
	return rc;
}

static int settle_all(struct merging *g, struct repo_merge *m)
{
	const struct repo_conflict *at;
	int rc = 0;

	for (size_t i = 0; !rc && (at = repo_merge_conflict(m, i)); i++)
		rc = settle(g, m, at);
	if (!rc && g->out->count)
		rc = draft_set_merging(g->d, repo_merge_ours(m), g->err);
	return !rc && g->out->count ? tell(g) : rc;
}

/* --- lint of the merged whole ------------------------------------------------ */

struct linting {
	struct merging *g;
	const char *commit;
	struct findings f;
	struct arena arena;
	const char **slug; /* that changed */
	size_t count, cap;
	bool beside; /* clocks, notices, drills or the team changed */
};

static int note_path(void *ctx, const char *path)
{
	struct linting *l = ctx;
	const char *lang, *own;
	size_t n;

	if (!books_split(path, &n, &lang)) {
		l->beside |= beside_is(path);
		return 0;
	}
	for (size_t i = 0; i < l->count; i++)
		if (strlen(l->slug[i]) == n && !memcmp(l->slug[i], path, n))
			return 0;
	own = arena_strndup(&l->arena, path, n);
	if (!own || arena_grow(&l->arena, &l->slug, l->count, &l->cap,
			       sizeof(own)))
		return ERR_NOMEM;
	l->slug[l->count++] = own;
	return 0;
}

static int lint_one(struct linting *l, const char *slug)
{
	struct store *s = l->g->d->s;
	struct pb_texts t;
	struct playbook *pb;
	int rc = store_playbook(&pb, &t, &l->f, s, slug, l->commit,
				l->g->err);

	if (rc == ERR_NOTFOUND || (rc == ERR_INVALID && l->f.errors)) {
		error_clear(l->g->err);
		return 0;
	}
	if (!rc)
		rc = store_lint_at(&l->f, s, pb, t.src, t.count, l->commit,
				l->g->err);
	playbook_free(pb);
	pb_texts_release(&t);
	return rc;
}

/* They, and every playbook: any may refer to them. */
static int lint_beside(struct linting *l)
{
	const struct files_at at = {l->g->d->s, l->commit};
	struct beside files;
	int rc = files_at(&files, &at, &l->arena, l->g->err);

	if (!rc)
		rc = store_lint_beside(&l->f, at.s, &files, l->g->d->main,
				       l->g->err);
	if (!rc)
		rc = books_slugs(&l->slug, &l->count, &l->arena, at.s,
				 l->commit, l->g->err);
	return rc;
}

static int lint_merged(struct merging *g, struct repo_merge *m,
		       const char *commit)
{
	struct linting l = {.g = g, .commit = commit};
	int rc = repo_merge_changed(m, note_path, &l, g->err);

	if (rc == ERR_NOMEM)
		error_nomem(g->err);
	if (!rc && l.beside)
		rc = lint_beside(&l);
	for (size_t i = 0; i < l.count && !rc; i++)
		rc = lint_one(&l, l.slug[i]);
	if (!rc)
		rc = draft_refuse(&l.f, g->d->branch, g->err);
	findings_release(&l.f);
	arena_release(&l.arena);
	return rc;
}

/* --- four eyes --------------------------------------------------------------- */

static bool needs_two(struct store *s)
{
	const struct team *t = store_team(s);

	return !t || t->review_two; /* unreadable: the stricter one */
}

static int check_review(const struct merging *g)
{
	const struct draft_review *v = &g->review;

	if (v->reviewer_count || g->why || !needs_two(g->d->s))
		return 0;
	error_set(g->err, ERR_REFUSED,
		  v->state == DRAFT_OFFERED
			  ? _("draft %s waits for a second person to approve "
			      "it")
			  : _("draft %s is not offered for review, nor "
			      "approved"), g->d->name);
	if (v->author_count)
		error_where(g->err, _("written by %s <%s>"),
			    v->author[0].name, v->author[0].email);
	if (v->state != DRAFT_OFFERED)
		return error_fix(g->err, "stanch playbook review %s --offer",
				 g->d->name);
	return error_fix(g->err, _("Somebody who wrote none of it:\nstanch "
				   "playbook approve %s\nor, for the record: "
				   "stanch playbook merge %s --override WHY"),
			 g->d->name, g->d->name);
}

/* --- merging ----------------------------------------------------------------- */

static int add_subject(void *ctx, const struct repo_commit *c)
{
	str_addf(ctx, "* %s\n", c->subject);
	return 0;
}

/* A reason on one line, so that it stays one trailer. */
static void add_why(struct str *out, const char *why)
{
	str_add(out, "Review-override: ");
	for (; *why; why++)
		str_addc(out, *why == '\n' || *why == '\r' ? ' ' : *why);
	str_addc(out, '\n');
}

static int write_message(struct str *out, const struct merging *g)
{
	const struct draft_review *v = &g->review;
	int rc;

	str_addf(out, "Put %s in force\n\n", g->d->branch);
	rc = repo_commits(g->d->s->repo, g->d->tip, g->d->main, add_subject,
			  out, g->err);
	str_addf(out, "\nDraft: %s\n", g->d->name);
	for (size_t i = 0; i < v->reviewer_count; i++)
		str_addf(out, "Reviewed-by: %s <%s>\n", v->reviewer[i].name,
			 v->reviewer[i].email);
	if (!v->reviewer_count && g->why)
		add_why(out, g->why);
	return !rc && out->failed ? error_nomem(g->err) : rc;
}

static int attempt(struct merging *g)
{
	struct drafting *d = g->d;
	struct repo *r = d->s->repo;
	struct str message = {0};
	char id[COMMIT_HEX];
	struct repo_merge *m;
	int rc = repo_resolve(d->main, r, "main", g->err);

	if (!rc)
		rc = repo_merge(&m, r, d->main, d->tip, g->err);
	if (rc)
		return rc;
	rc = settle_all(g, m);
	if (!rc)
		rc = write_message(&message, g);
	if (!rc)
		rc = repo_merge_commit(id, m, NULL, &g->who.who, g->who.at,
				       g->who.offset, str_text(&message),
				       g->err);
	if (!rc)
		rc = lint_merged(g, m, id);
	if (!rc)
		rc = check_review(g);
	if (!rc)
		rc = repo_branch_move(r, "main", d->main, id, g->err);
	if (!rc)
		memcpy(g->out->id, id, COMMIT_HEX);
	str_release(&message);
	repo_merge_free(m);
	return rc;
}

static int check_draft(const struct merging *g)
{
	const struct drafting *d = g->d;
	struct arena a = {0};
	const char **kept;
	size_t n = 0;
	unsigned ahead = 0, behind;
	int rc = draft_kept(&kept, &n, &a, d, g->err);

	arena_release(&a);
	if (!rc && (n || !d->tip[0])) {
		error_set(g->err, ERR_REFUSED,
			  _("a text of draft %s is not committed yet"),
			  d->name);
		return error_fix(g->err, "stanch playbook edit %s", d->name);
	}
	if (!rc)
		rc = repo_ahead(&ahead, &behind, d->s->repo, d->tip, d->main,
				g->err);
	if (!rc && !ahead) {
		error_set(g->err, ERR_REFUSED,
			  _("draft %s holds nothing that is not in force"),
			  d->name);
		rc = error_fix(g->err, "stanch playbook drop %s", d->name);
	}
	return rc;
}

static void tidy(struct merging *g)
{
	struct drafting *d = g->d;

	g->out->branch_stays =
		repo_branch_drop(d->s->repo, d->branch, d->tip, NULL) != 0;
	g->out->work_tree = repo_checked_out(d->s->repo, "main");
	draft_clear(d, NULL);
	books_moved(d->s);
}

int store_draft_merge(struct draft_merging *out, struct store *s,
		      const char *name, const char *override_why,
		      struct error *err)
{
	struct merging g = {.out = out, .why = override_why, .err = err};
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	*out = (struct draft_merging){0};
	if (rc)
		return rc;
	g.d = &d;
	memcpy(out->tip, d.tip, COMMIT_HEX);
	if (override_why && !override_why[strspn(override_why, " \t\r\n")])
		rc = error_set(err, ERR_USAGE,
			       _("an override needs a reason"));
	if (!rc)
		rc = check_draft(&g);
	if (!rc)
		rc = draft_signer(&g.who, s, err);
	if (!rc)
		rc = draft_review_read(&g.review, &d, err);
	for (int i = 0; !rc && i < TRIES; i++) {
		rc = attempt(&g);
		if (rc != ERR_MOVED)
			break;
		if (i + 1 < TRIES)
			rc = 0; /* main moved: merge with what it is now */
	}
	if (!rc)
		tidy(&g);
	draft_review_release(&g.review);
	draft_signer_release(&g.who);
	drafting_release(&d);
	return rc;
}

void draft_merging_release(struct draft_merging *m)
{
	arena_release(&m->arena);
	*m = (struct draft_merging){0};
}
