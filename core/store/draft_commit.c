/* core/store/draft_commit.c - kept texts become a commit; drafts dropped. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/store/drafting.h"
#include "core/store/stepmerge.h"

struct committing {
	struct drafting *d;
	const char *message;
	bool anyway;
	struct arena arena;
	struct repo_file *file;
	size_t count;
	struct error *err;
};

/* --- somebody else committed to the draft meanwhile -------------------------- */

/* A text as it was at a commit; p NULL where it was not. */
static int text_at(struct side_text *out, struct committing *c,
		   const char *commit, const char *path)
{
	struct str t = {0};
	int rc = repo_read(&t, c->d->s->repo, commit, path, c->err);

	*out = (struct side_text){0};
	if (!rc) {
		out->n = t.len;
		out->p = arena_strndup(&c->arena, str_text(&t), t.len);
		rc = out->p ? 0 : error_nomem(c->err);
	} else if (rc == ERR_NOTFOUND) {
		error_clear(c->err);
		rc = 0;
	}
	str_release(&t);
	return rc;
}

static bool same_text(const struct side_text *a, const struct side_text *b)
{
	return a->p && b->p ? a->n == b->n && !memcmp(a->p, b->p, a->n)
			    : a->p == b->p;
}

static int both_changed(const struct committing *c, const char *file,
			const struct draft_merging *m)
{
	struct str steps = {0};
	const char *name = c->d->name;

	for (size_t i = 0; i < m->count; i++)
		str_addf(&steps, i ? "\n%s: %s" : "%s: %s", file,
			 *m->at[i].step ? m->at[i].step : "-");
	error_set(c->err, ERR_MOVED,
		  _("draft %s was changed by somebody else meanwhile, in the "
		    "same place"), name);
	error_where(c->err, "%.500s", str_text(&steps));
	str_release(&steps);
	return error_fix(c->err, _("Your text is kept and shows both:\nstanch "
				   "playbook edit %s"), name);
}

/* The kept text on top of what the draft holds now. */
static int bring_up(struct committing *c, struct repo_file *f,
		    const char *base)
{
	const char *now = drafting_at(c->d);
	struct three t = {.ours = {f->data, f->len}, .our_name = "yours",
			  .their_name = "draft"};
	struct draft_merging m = {0};
	struct str merged = {0};
	int rc;

	if (!strcmp(base, now) || !*base)
		return 0;
	rc = text_at(&t.base, c, base, f->path);
	if (!rc)
		rc = text_at(&t.theirs, c, now, f->path);
	if (rc || same_text(&t.base, &t.theirs) ||
	    same_text(&t.ours, &t.theirs))
		return rc;
	rc = step_merge(&merged, &m, f->path, &t, c->err);
	if (!rc)
		rc = draft_write_kept(c->d, f->path, str_text(&merged),
				      merged.len, now, c->err);
	if (!rc && m.count)
		rc = both_changed(c, f->path, &m);
	if (!rc) {
		f->len = merged.len;
		f->data = arena_strndup(&c->arena, str_text(&merged),
					merged.len);
		rc = f->data ? 0 : error_nomem(c->err);
	}
	draft_merging_release(&m);
	str_release(&merged);
	return rc;
}

/* --- the texts --------------------------------------------------------------- */

static int check_text(const struct committing *c, const struct repo_file *f)
{
	if (!utf8_valid(f->data, f->len) || memchr(f->data, '\0', f->len)) {
		error_set(c->err, ERR_INVALID, _("%s is not valid UTF-8"),
			  f->path);
		return error_fix(c->err, _("The text is kept: save it as "
					   "UTF-8."));
	}
	if (step_marked(f->data, f->len)) {
		error_set(c->err, ERR_INVALID,
			  _("%s holds marks of a conflict"), f->path);
		error_where(c->err, "<<<<<<<  |||||||  >>>>>>>");
		return error_fix(c->err, _("Choose, take the marks out:\n"
					   "stanch playbook edit %s"),
				 c->d->name);
	}
	return 0;
}

static int load(struct committing *c, const char *path)
{
	struct repo_file *f = &c->file[c->count];
	char base[COMMIT_HEX];
	struct str t = {0};
	int rc = draft_read_kept(&t, base, c->d, path, c->err);

	if (!rc) {
		*f = (struct repo_file){path, arena_strndup(&c->arena,
							    str_text(&t),
							    t.len), t.len};
		rc = f->data ? 0 : error_nomem(c->err);
	}
	str_release(&t);
	if (!rc)
		rc = check_text(c, f);
	if (!rc)
		rc = bring_up(c, f, base);
	c->count += !rc;
	return rc;
}

static int load_all(struct committing *c)
{
	const char **path;
	size_t n = 0;
	int rc = draft_kept(&path, &n, &c->arena, c->d, c->err);

	if (!rc && !n && !c->d->merging[0]) {
		error_set(c->err, ERR_REFUSED,
			  _("nothing of draft %s waits to be committed"),
			  c->d->name);
		return error_fix(c->err, "stanch playbook edit %s",
				 c->d->name);
	}
	c->file = rc ? NULL : arena_alloc(&c->arena,
					  (n + 1) * sizeof(*c->file));
	if (!rc && !c->file)
		rc = error_nomem(c->err);
	for (size_t i = 0; i < n && !rc; i++)
		rc = load(c, path[i]);
	return rc;
}

static int check_lint(struct committing *c)
{
	struct findings f = {0};
	int rc = c->anyway ? 0 : draft_lint(&f, c->d, c->err);

	if (!rc && !c->anyway && draft_refuse(&f, c->d->branch, c->err)) {
		error_fix(c->err, _("The text is kept. Mend it, or commit it "
				    "as it is:\nstanch playbook edit %s "
				    "--as-is --force"), c->d->name);
		rc = ERR_INVALID;
	}
	findings_release(&f);
	return rc;
}

/* --- committing -------------------------------------------------------------- */

/* One that only read: nothing would be in the commit. */
static int no_change(struct committing *c, bool *same)
{
	struct side_text there, here;
	int rc = 0;

	*same = true;
	for (size_t i = 0; i < c->count && !rc && *same; i++) {
		here = (struct side_text){c->file[i].data, c->file[i].len};
		rc = text_at(&there, c, drafting_at(c->d), c->file[i].path);
		*same = same_text(&there, &here);
	}
	return rc;
}

static int plain(char id[COMMIT_HEX], struct committing *c,
		 const struct draft_signer *p)
{
	struct drafting *d = c->d;
	struct repo *r = d->s->repo;
	bool same;
	int rc = no_change(c, &same);

	if (rc)
		return rc;
	if (same) {
		error_set(c->err, ERR_REFUSED,
			  _("draft %s holds this text already"), d->name);
		draft_clear(d, NULL);
		return ERR_REFUSED;
	}
	rc = repo_commit_on(id, r, d->tip[0] ? d->branch : NULL,
			    drafting_at(d), c->file, c->count, &p->who, p->at,
			    p->offset, c->message, c->err);
	if (!rc && !d->tip[0])
		rc = repo_branch(r, d->branch, id, c->err);
	return rc;
}

/* What both changed is settled by the kept texts, and by steps. */
static int settle(struct committing *c, struct repo_merge *m,
		  const struct repo_conflict *at)
{
	struct three t = {{at->base, at->base_len}, {at->ours, at->ours_len},
			  {at->theirs, at->theirs_len}, "draft", "main"};
	struct draft_merging left = {0};
	struct str text = {0};
	int rc = step_merge(&text, &left, at->path, &t, c->err);

	if (!rc && left.count)
		rc = error_set(c->err, ERR_REFUSED,
			       _("both sides changed %s, differently"),
			       at->path);
	if (!rc)
		rc = repo_merge_resolve(m, at->path, str_text(&text),
					text.len, c->err);
	draft_merging_release(&left);
	str_release(&text);
	return rc;
}

static int merge_main(char id[COMMIT_HEX], struct committing *c,
		      const struct draft_signer *p)
{
	struct drafting *d = c->d;
	const struct repo_conflict *at;
	struct repo_merge *m;
	int rc = repo_merge(&m, d->s->repo, d->tip, d->merging, c->err);

	for (size_t i = 0; i < c->count && !rc; i++)
		rc = repo_merge_resolve(m, c->file[i].path, c->file[i].data,
					c->file[i].len, c->err);
	for (size_t i = 0; !rc && (at = repo_merge_conflict(m, i)); i++)
		if (!at->resolved)
			rc = settle(c, m, at);
	if (!rc)
		rc = repo_merge_commit(id, m, d->branch, &p->who, p->at,
				       p->offset, c->message, c->err);
	repo_merge_free(m);
	return rc;
}

static int set_message(struct str *out, const char *text, struct error *err)
{
	size_t n = strlen(text);

	while (n && strchr(" \t\r\n", text[n - 1]))
		n--;
	while (n && strchr(" \t\r\n", *text))
		text++, n--;
	if (!n) {
		error_set(err, ERR_CANCELLED, _("the message is empty"));
		return ERR_CANCELLED;
	}
	if (!utf8_valid(text, n))
		return error_set(err, ERR_INVALID,
				 _("the text is not valid UTF-8"));
	str_addn(out, text, n);
	str_addc(out, '\n');
	return out->failed ? error_nomem(err) : 0;
}

static int commit(char id[COMMIT_HEX], struct store *s, const char *name,
		  const char *message, bool anyway, struct error *err)
{
	struct committing c = {.anyway = anyway, .err = err};
	struct draft_signer p = {0};
	struct str text = {0};
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	if (rc)
		return rc;
	c.d = &d;
	rc = draft_signer(&p, s, err);
	if (!rc)
		rc = load_all(&c);
	if (!rc)
		rc = check_lint(&c);
	if (!rc && set_message(&text, message, err)) {
		error_fix(err, _("The draft waits:\nstanch playbook edit %s "
				 "--as-is -m TEXT"), d.name);
		rc = err ? err->code : ERR_CANCELLED;
	}
	c.message = str_text(&text);
	if (!rc)
		rc = d.merging[0] ? merge_main(id, &c, &p)
				  : plain(id, &c, &p);
	if (!rc)
		rc = draft_clear(&d, err);
	str_release(&text);
	draft_signer_release(&p);
	arena_release(&c.arena);
	drafting_release(&d);
	return rc;
}

int store_draft_commit(char id[COMMIT_HEX], struct store *s,
		       const char *name, const char *message,
		       struct error *err)
{
	return commit(id, s, name, message, false, err);
}

int store_draft_commit_anyway(char id[COMMIT_HEX], struct store *s,
			      const char *name, const char *message,
			      struct error *err)
{
	return commit(id, s, name, message, true, err);
}

int store_draft_drop(char id[COMMIT_HEX], struct store *s, const char *name,
		     struct error *err)
{
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	if (rc)
		return rc;
	memcpy(id, d.tip, COMMIT_HEX);
	if (d.tip[0])
		rc = repo_branch_drop(s->repo, d.branch, d.tip, err);
	if (!rc)
		rc = draft_clear(&d, err);
	drafting_release(&d);
	return rc;
}
