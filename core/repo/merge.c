/* core/repo/merge.c - three-way merges in memory; the branch moves last. */
#include <git2.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/arena.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/repo/git.h"

struct repo_merge {
	struct repo *r;
	git_index *index; /* in memory */
	git_commit *ours, *theirs;
	char ours_id[COMMIT_HEX];
	struct repo_conflict *at;
	size_t count, cap;
	struct arena arena;
};

/* --- where two commits meet ------------------------------------------------ */

static int unrelated(struct error *err, const char *a, const char *b)
{
	error_set(err, ERR_REFUSED,
		  _("%.12s and %.12s have no commit in common: they are two "
		    "repositories, not two versions of one"), a, b);
	error_fix(err, _("Nothing was changed. Look whether the right "
			 "repository was named."));
	return ERR_REFUSED;
}

static int merge_base(git_oid *id, struct repo *r, const char *a,
		      const char *b, struct error *err)
{
	git_commit *x = NULL, *y = NULL;
	int rc = git_commit_of(&x, r, a, err), grc;

	if (!rc)
		rc = git_commit_of(&y, r, b, err);
	if (!rc) {
		grc = git_merge_base(id, r->g, git_commit_id(x),
				     git_commit_id(y));
		if (grc == GIT_ENOTFOUND)
			rc = unrelated(err, a, b);
		else if (grc)
			rc = git_fail(err, grc, a);
	}
	git_commit_free(y);
	git_commit_free(x);
	return rc;
}

int repo_merge_base(char id[COMMIT_HEX], struct repo *r, const char *a,
		    const char *b, struct error *err)
{
	git_oid oid;
	int rc = merge_base(&oid, r, a, b, err);

	if (!rc)
		git_oid_tostr(id, COMMIT_HEX, &oid);
	return rc;
}

int repo_ahead(unsigned *ahead, unsigned *behind, struct repo *r,
	       const char *branch, const char *from, struct error *err)
{
	git_commit *x = NULL, *y = NULL;
	size_t a = 0, b = 0;
	int rc = git_commit_of(&x, r, branch, err), grc;

	if (!rc)
		rc = git_commit_of(&y, r, from, err);
	if (!rc) {
		grc = git_graph_ahead_behind(&a, &b, r->g, git_commit_id(x),
					     git_commit_id(y));
		if (grc)
			rc = git_fail(err, grc, branch);
	}
	*ahead = (unsigned)a;
	*behind = (unsigned)b;
	git_commit_free(y);
	git_commit_free(x);
	return rc;
}

/* --- what both changed ----------------------------------------------------- */

static int side(const char **text, size_t *len, struct repo_merge *m,
		const git_index_entry *e, struct error *err)
{
	struct str t = {0};
	int rc;

	*text = NULL;
	*len = 0;
	if (!e)
		return 0;
	if (e->mode != GIT_FILEMODE_BLOB &&
	    e->mode != GIT_FILEMODE_BLOB_EXECUTABLE)
		return error_set(err, ERR_REFUSED,
				 _("both sides changed %s, and it is a link, "
				   "not a file"), e->path);
	rc = git_blob_text(&t, m->r, &e->id, e->path, err);
	if (!rc) {
		*len = t.len;
		*text = arena_strndup(&m->arena, str_text(&t), t.len);
		rc = *text ? 0 : error_nomem(err);
	}
	str_release(&t);
	return rc;
}

static int add_conflict(struct repo_merge *m, const git_index_entry *base,
			const git_index_entry *ours,
			const git_index_entry *theirs, struct error *err)
{
	const git_index_entry *any = ours ? ours : theirs ? theirs : base;
	struct repo_conflict *c;
	int rc;

	if (arena_grow(&m->arena, &m->at, m->count, &m->cap, sizeof(*m->at)))
		return error_nomem(err);
	c = &m->at[m->count];
	*c = (struct repo_conflict){0};
	c->path = arena_strdup(&m->arena, any->path);
	rc = c->path ? side(&c->base, &c->base_len, m, base, err)
		     : error_nomem(err);
	if (!rc)
		rc = side(&c->ours, &c->ours_len, m, ours, err);
	if (!rc)
		rc = side(&c->theirs, &c->theirs_len, m, theirs, err);
	m->count += !rc;
	return rc;
}

static int conflicts(struct repo_merge *m, struct error *err)
{
	const git_index_entry *base, *ours, *theirs;
	git_index_conflict_iterator *it = NULL;
	int rc = 0, grc = git_index_conflict_iterator_new(&it, m->index);

	while (!grc && !rc &&
	       !(grc = git_index_conflict_next(&base, &ours, &theirs, it)))
		rc = add_conflict(m, base, ours, theirs, err);
	git_index_conflict_iterator_free(it);
	return rc ? rc : grc == GIT_ITEROVER ? 0 : git_fail(err, grc, "merge");
}

int repo_merge(struct repo_merge **out, struct repo *r, const char *ours,
	       const char *theirs, struct error *err)
{
	git_merge_options opts;
	struct repo_merge *m = mem_zalloc(sizeof(*m));
	git_oid base;
	int rc = m ? merge_base(&base, r, ours, theirs, err)
		   : error_nomem(err), grc;

	*out = NULL;
	if (!m)
		return rc;
	m->r = r;
	if (!rc)
		rc = git_commit_of(&m->ours, r, ours, err);
	if (!rc)
		rc = git_commit_of(&m->theirs, r, theirs, err);
	if (!rc) {
		git_oid_tostr(m->ours_id, COMMIT_HEX, git_commit_id(m->ours));
		git_merge_options_init(&opts, GIT_MERGE_OPTIONS_VERSION);
		grc = git_merge_commits(&m->index, r->g, m->ours, m->theirs,
					&opts);
		rc = grc ? git_fail(err, grc, theirs) : conflicts(m, err);
	}
	if (rc)
		repo_merge_free(m);
	else
		*out = m;
	return rc;
}

void repo_merge_free(struct repo_merge *m)
{
	if (!m)
		return;
	git_index_free(m->index);
	git_commit_free(m->theirs);
	git_commit_free(m->ours);
	arena_release(&m->arena);
	mem_free(m);
}

const char *repo_merge_ours(const struct repo_merge *m)
{
	return m->ours_id;
}

const struct repo_conflict *repo_merge_conflict(const struct repo_merge *m,
						size_t i)
{
	return i < m->count ? &m->at[i] : NULL;
}

size_t repo_merge_open(const struct repo_merge *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->count; i++)
		n += !m->at[i].resolved;
	return n;
}

/* --- settling it ----------------------------------------------------------- */

static struct repo_conflict *find(struct repo_merge *m, const char *path)
{
	for (size_t i = 0; i < m->count; i++)
		if (!strcmp(m->at[i].path, path))
			return &m->at[i];
	return NULL;
}

static int put(struct repo_merge *m, const char *path, const char *text,
	       size_t n)
{
	git_index_entry e = {.path = path, .mode = GIT_FILEMODE_BLOB};
	mode_t mask = umask(007);
	int rc = git_blob_create_from_buffer(&e.id, m->r->g, text, n);

	umask(mask);
	e.file_size = (uint32_t)n;
	return rc ? rc : git_index_add(m->index, &e);
}

int repo_merge_resolve(struct repo_merge *m, const char *path,
		       const char *text, size_t n, struct error *err)
{
	struct repo_conflict *c = find(m, path);
	int rc = git_path_check(path, err), grc = 0;

	if (rc)
		return rc;
	if (c && !c->resolved)
		grc = git_index_conflict_remove(m->index, path);
	if (!grc)
		grc = text ? put(m, path, text, n)
			   : git_index_remove(m->index, path, 0);
	if (grc == GIT_ENOTFOUND && !text)
		grc = 0;
	if (grc)
		return git_fail(err, grc, path);
	if (c)
		c->resolved = true;
	return 0;
}

int repo_merge_read(struct str *out, struct repo_merge *m, const char *path,
		    struct error *err)
{
	const struct repo_conflict *c = find(m, path);
	const git_index_entry *e;

	if (c && !c->resolved)
		return error_set(err, ERR_REFUSED,
				 _("both sides changed %s, differently"),
				 path);
	e = git_index_get_bypath(m->index, path, 0);
	if (!e)
		return error_set(err, ERR_NOTFOUND,
				 _("%s is not in the merged texts"), path);
	if (e->mode != GIT_FILEMODE_BLOB &&
	    e->mode != GIT_FILEMODE_BLOB_EXECUTABLE)
		return error_set(err, ERR_REFUSED,
				 _("%s is a link, not a file: links are not "
				   "followed"), path);
	return git_blob_text(out, m->r, &e->id, path, err);
}

int repo_merge_list(struct repo_merge *m,
		    int (*fn)(void *ctx, const char *path), void *ctx,
		    struct error *err)
{
	size_t n = git_index_entrycount(m->index);
	const char *last = "";
	int rc = 0;

	(void)err;
	for (size_t i = 0; i < n && !rc; i++) {
		const git_index_entry *e =
			git_index_get_byindex(m->index, i);

		/* An open conflict has up to three rows. */
		if (strcmp(e->path, last) && !git_path_check(e->path, NULL))
			rc = fn(ctx, e->path);
		last = e->path;
	}
	return rc;
}

static int each_delta(git_diff *diff, int (*fn)(void *ctx, const char *path),
		      void *ctx)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < git_diff_num_deltas(diff); i++) {
		const git_diff_delta *d = git_diff_get_delta(diff, i);
		const char *path = d->new_file.path ? d->new_file.path
						    : d->old_file.path;

		if (!git_path_check(path, NULL))
			rc = fn(ctx, path);
	}
	return rc;
}

int repo_merge_changed(struct repo_merge *m,
		       int (*fn)(void *ctx, const char *path), void *ctx,
		       struct error *err)
{
	git_tree *tree = NULL;
	git_diff *diff = NULL;
	int grc = git_commit_tree(&tree, m->ours), rc;

	if (!grc)
		grc = git_diff_tree_to_index(&diff, m->r->g, tree, m->index,
					     NULL);
	rc = grc ? git_fail(err, grc, "merge") : each_delta(diff, fn, ctx);
	git_diff_free(diff);
	git_tree_free(tree);
	return rc;
}

int repo_changed(struct repo *r, const char *from, const char *to,
		 int (*fn)(void *ctx, const char *path), void *ctx,
		 struct error *err)
{
	git_commit *a = NULL, *b = NULL;
	git_tree *x = NULL, *y = NULL;
	git_diff *diff = NULL;
	int rc = git_commit_of(&a, r, from, err), grc = 0;

	if (!rc)
		rc = git_commit_of(&b, r, to, err);
	if (!rc) {
		grc = git_commit_tree(&x, a);
		if (!grc)
			grc = git_commit_tree(&y, b);
		if (!grc)
			grc = git_diff_tree_to_tree(&diff, r->g, x, y, NULL);
		rc = grc ? git_fail(err, grc, to)
			 : each_delta(diff, fn, ctx);
	}
	git_diff_free(diff);
	git_tree_free(y);
	git_tree_free(x);
	git_commit_free(b);
	git_commit_free(a);
	return rc;
}

static git_merge_file_input input(const struct repo_text *t)
{
	git_merge_file_input in;

	git_merge_file_input_init(&in, GIT_MERGE_FILE_INPUT_VERSION);
	in.ptr = t->text ? t->text : "";
	in.size = t->text ? t->n : 0;
	in.path = t->label;
	return in;
}

int repo_merge_lines(struct str *out, bool *clean,
		     const struct repo_text *base,
		     const struct repo_text *ours,
		     const struct repo_text *theirs, struct error *err)
{
	git_merge_file_input a = input(base), b = input(ours),
			     c = input(theirs);
	git_merge_file_result merged = {0};
	git_merge_file_options opts;
	int rc = git_libgit2_init(); /* no repository may be open yet */

	git_merge_file_options_init(&opts, GIT_MERGE_FILE_OPTIONS_VERSION);
	opts.flags = GIT_MERGE_FILE_STYLE_DIFF3;
	opts.ancestor_label = base->label;
	opts.our_label = ours->label;
	opts.their_label = theirs->label;
	if (rc >= 0)
		rc = git_merge_file(&merged, &a, &b, &c, &opts);
	if (rc)
		return git_fail(err, rc, "merge");
	*clean = merged.automergeable;
	str_addn(out, merged.ptr, merged.len);
	git_merge_file_result_free(&merged);
	return out->failed ? error_nomem(err) : 0;
}

/* --- writing it ------------------------------------------------------------ */

static int write_commit(git_oid *id, struct repo_merge *m,
			const struct repo_person *who, int64_t at, int offset,
			const char *message)
{
	git_signature *sign = NULL;
	git_tree *tree = NULL;
	git_oid oid;
	int rc = git_signature_new(&sign, who->name, who->email, at / 1000,
				   offset / 60);

	if (!rc)
		rc = git_index_write_tree_to(&oid, m->index, m->r->g);
	if (!rc)
		rc = git_tree_lookup(&tree, m->r->g, &oid);
	if (!rc)
		rc = git_commit_create(id, m->r->g, NULL, sign, sign, NULL,
				       message, tree, 2,
				       (const git_commit *[]){m->ours,
							      m->theirs});
	git_tree_free(tree);
	git_signature_free(sign);
	return rc;
}

int repo_merge_commit(char id[COMMIT_HEX], struct repo_merge *m,
		      const char *branch, const struct repo_person *who,
		      int64_t at, int offset, const char *message,
		      struct error *err)
{
	git_oid oid;
	mode_t mask;
	int rc = 0, grc;

	for (size_t i = 0; i < m->count; i++)
		if (!m->at[i].resolved)
			return error_set(err, ERR_REFUSED,
					 _("both sides changed %s, "
					   "differently"), m->at[i].path);
	mask = umask(007);
	grc = write_commit(&oid, m, who, at, offset, message);
	if (grc)
		rc = git_fail(err, grc, branch ? branch : m->r->dir);
	else if (branch)
		rc = git_ref_move(m->r, branch, &oid, git_commit_id(m->ours),
				  err);
	umask(mask);
	if (!rc)
		git_oid_tostr(id, COMMIT_HEX, &oid);
	return rc;
}

int repo_merge_text(struct str *out, const struct str *base,
		    const struct str *ours, const struct str *theirs,
		    struct error *err)
{
	struct repo_text b = {str_text(base), NULL, base->len},
			 o = {str_text(ours), NULL, ours->len},
			 t = {str_text(theirs), NULL, theirs->len};
	struct str merged = {0};
	bool clean;
	int rc = repo_merge_lines(&merged, &clean, &b, &o, &t, err);

	if (!rc && !clean)
		rc = error_set(err, ERR_REFUSED,
			       _("both sides changed the same lines"));
	if (!rc) {
		str_addn(out, str_text(&merged), merged.len);
		rc = out->failed ? error_nomem(err) : 0;
	}
	str_release(&merged);
	return rc;
}
