/* core/store/draft_texts.c - the playbooks of a draft, kept texts over the
 * branch: read and linted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/store/beside.h"
#include "core/store/drafting.h"

/* --- what it changes --------------------------------------------------------- */

struct changed {
	struct arena *a;
	const char **slug, **path;
	size_t count, cap, files, path_cap;
	bool beside; /* it changes more than playbooks */
};

static bool among(const char *const *at, size_t count, const char *name,
		  size_t n)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(at[i]) == n && !memcmp(at[i], name, n))
			return true;
	return false;
}

static int note(struct arena *a, const char ***at, size_t *count, size_t *cap,
		const char *name, size_t n)
{
	const char *own;

	if (among(*at, *count, name, n))
		return 0;
	own = arena_strndup(a, name, n);
	if (!own || arena_grow(a, at, *count, cap, sizeof(own)))
		return ERR_NOMEM;
	(*at)[(*count)++] = own;
	return 0;
}

static int add_path(void *ctx, const char *path)
{
	struct changed *c = ctx;
	const char *lang;
	size_t n;
	int rc = note(c->a, &c->path, &c->files, &c->path_cap, path,
		      strlen(path));

	c->beside |= beside_is(path);
	if (!rc && books_split(path, &n, &lang))
		rc = note(c->a, &c->slug, &c->count, &c->cap, path, n);
	return rc;
}

static int look(struct changed *c, const struct drafting *d,
		struct error *err)
{
	char base[COMMIT_HEX];
	const char **kept;
	size_t n = 0;
	int rc = drafting_base(base, d, err);

	if (!rc)
		rc = draft_kept(&kept, &n, c->a, d, err);
	for (size_t i = 0; i < n && !rc; i++)
		rc = add_path(c, kept[i]);
	if (!rc && d->tip[0] && base[0])
		rc = repo_changed(d->s->repo, base, d->tip, add_path, c, err);
	return rc == ERR_NOMEM ? error_nomem(err) : rc;
}

int draft_slugs(const char ***out, size_t *count, unsigned *files,
		struct arena *a, const struct drafting *d, struct error *err)
{
	struct changed c = {.a = a};
	int rc = look(&c, d, err);

	*out = c.slug;
	*count = c.count;
	if (files)
		*files = (unsigned)c.files;
	return rc;
}

int store_draft_files(struct draft_files *out, struct arena *a,
		      struct store *s, const char *name, struct error *err)
{
	struct changed c = {.a = a};
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	*out = (struct draft_files){0};
	if (rc)
		return rc;
	rc = look(&c, &d, err);
	drafting_release(&d);
	*out = (struct draft_files){c.slug, c.path, c.count, c.files};
	return rc;
}

bool store_draft_is_of(const char *path, const char *slug)
{
	const char *lang;
	size_t n;

	return books_split(path, &n, &lang) && strlen(slug) == n &&
	       !memcmp(slug, path, n);
}

/* --- reading it, kept texts over the branch ---------------------------------- */

static int add_source(struct pb_texts *t, const struct drafting *d,
		      const char *file, struct error *err)
{
	struct str text = {0};
	int rc = draft_read_over(&text, d, file, err);

	if (!rc)
		rc = pb_texts_add(t, file, false, &text, err);
	str_release(&text);
	return rc;
}

static bool has_source(const struct pb_texts *t, const char *file)
{
	for (size_t i = 0; i < t->count; i++)
		if (!strcmp(t->src[i].name, file))
			return true;
	return false;
}

static int add_langs(struct pb_texts *t, const struct drafting *d,
		     const char *slug, const char **path, size_t count,
		     struct error *err)
{
	const char *lang;
	size_t n;
	int rc = 0;

	for (size_t i = 0; i < count && !rc && t->count < PB_LANGS; i++)
		if (books_split(path[i], &n, &lang) && n == strlen(slug) &&
		    !memcmp(path[i], slug, n) && !has_source(t, path[i]))
			rc = add_source(t, d, path[i], err);
	return rc;
}

static int read_draft(struct playbook **out, struct pb_texts *texts,
		      struct findings *f, const struct drafting *d,
		      const char *slug, struct error *err)
{
	const char **path, **kept;
	char base[80];
	size_t n = 0, k = 0;
	int rc;

	*out = NULL;
	*texts = (struct pb_texts){0};
	memcpy(texts->commit, drafting_at(d), COMMIT_HEX);
	snprintf(base, sizeof(base), "%s.md", slug);
	rc = add_source(texts, d, base, err);
	if (!rc)
		rc = books_paths(&path, &n, &texts->arena, d->s,
				 texts->commit, "", err);
	if (!rc)
		rc = draft_kept(&kept, &k, &texts->arena, d, err);
	if (!rc)
		rc = add_langs(texts, d, slug, path, n, err);
	if (!rc)
		rc = add_langs(texts, d, slug, kept, k, err);
	if (!rc)
		rc = playbook_read(out, texts->src, texts->count, f, err);
	if (rc)
		pb_texts_release(texts);
	return rc;
}

int store_draft_playbook(struct playbook **out, struct pb_texts *texts,
			 struct findings *f, struct store *s,
			 const char *name, const char *slug,
			 struct error *err)
{
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	*out = NULL;
	*texts = (struct pb_texts){0};
	if (rc)
		return rc;
	rc = read_draft(out, texts, f, &d, slug, err);
	drafting_release(&d);
	return rc;
}

/* --- lint -------------------------------------------------------------------- */

static int lint_slug(struct findings *f, const struct drafting *d,
		     const char *slug, struct error *err)
{
	struct playbook *pb;
	struct pb_texts t;
	int rc = read_draft(&pb, &t, f, d, slug, err);

	if (rc == ERR_NOTFOUND) { /* taken away */
		error_clear(err);
		return 0;
	}
	if (rc == ERR_INVALID && f->errors) { /* no playbook: f says so */
		error_clear(err);
		return 0;
	}
	if (!rc)
		rc = store_lint_at(f, d->s, pb, t.src, t.count, drafting_at(d),
				err);
	playbook_free(pb);
	pb_texts_release(&t);
	return rc;
}

static int read_one(void *ctx, struct str *out, const char *path,
		    struct error *err)
{
	return draft_read_over(out, ctx, path, err);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int lint_beside(struct findings *f, const struct drafting *d,
		       struct arena *a, struct error *err)
{
	struct beside files = {.read = read_one,
			       .ctx = (void *)(uintptr_t)d};
	const char **path, **kept;
	size_t n = 0, k = 0;
	int rc = books_paths(&path, &n, a, d->s, drafting_at(d), "", err);

	if (!rc)
		rc = draft_kept(&kept, &k, a, d, err);
	if (rc)
		return rc;
	files.path = arena_alloc(a, (n + k + 1) * sizeof(*path));
	if (!files.path)
		return error_nomem(err);
	for (size_t i = 0; i < n; i++)
		files.path[files.count++] = path[i];
	for (size_t i = 0; i < k; i++) { /* new ones among them */
		bool old = false;

		for (size_t j = 0; j < n && !old; j++)
			old = str_eq(path[j], kept[i]);
		if (!old)
			files.path[files.count++] = kept[i];
	}
	if (files.count)
		qsort(files.path, files.count, sizeof(*path), by_bytes);
	return store_lint_beside(f, d->s, &files, d->main, err);
}

int draft_lint(struct findings *f, const struct drafting *d,
	       struct error *err)
{
	struct arena a = {0};
	struct changed c = {.a = &a};
	int rc = look(&c, d, err);

	for (size_t i = 0; i < c.count && !rc; i++)
		rc = lint_slug(f, d, c.slug[i], err);
	if (!rc && c.beside)
		rc = lint_beside(f, d, &a, err);
	arena_release(&a);
	return rc;
}

int store_draft_lint(struct findings *f, struct store *s, const char *name,
		     struct error *err)
{
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	if (rc)
		return rc;
	rc = draft_lint(f, &d, err);
	drafting_release(&d);
	return rc;
}

int draft_refuse(const struct findings *f, const char *what,
		 struct error *err)
{
	const struct finding *at = f->at;

	if (!f->errors)
		return 0;
	for (size_t i = 0; i < f->count && at->level != LINT_ERROR; i++)
		at++;
	error_set(err, ERR_INVALID,
		  ngettext("%s: lint finds %zu error", "%s: lint finds %zu "
			   "errors", (unsigned long)f->errors),
		  what, f->errors);
	error_where(err, "%s:%d:%d: %s", at->file, at->line, at->col,
		    at->what);
	return at->fix ? error_fix(err, "%s", at->fix) : ERR_INVALID;
}
