/* core/store/books.c - the playbook repository: made, listed, read. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/store/private.h"

/* --- making it ---------------------------------------------------------------- */

/* Made under another name and moved into place: there whole or not. */
int books_make(struct store *s, struct error *err)
{
	char name[] = ".playbooks-0123456789abcdef";
	uint8_t rnd[8];
	struct repo *r = NULL;
	char *temp;
	int rc;

	if (s->env->random(s->env->ctx, rnd, sizeof(rnd)))
		return error_set(err, ERR_IO, _("no random bytes to be had"));
	hex_encode(strchr(name, '-') + 1, rnd, sizeof(rnd));
	temp = io_join(s->paths->home, name);
	rc = temp ? io_mkdirs(temp, STORE_FOLDER, err) : error_nomem(err);
	if (!rc)
		rc = repo_create(&r, temp, err);
	if (!rc)
		rc = ship_first(r, s->env, err);
	repo_close(r);
	if (!rc && rename(temp, s->playbooks))
		rc = error_errno(err, s->playbooks);
	if (!rc)
		rc = io_fsync_dir(s->paths->home, err);
	mem_free(temp);
	return rc;
}

/* libgit2's own check of the owner is off, because a team's repository
 * belongs to whoever came first: so it is ours to look at the folder. */
static int may_trust(const struct store *s, struct error *err)
{
	struct stat st;

	if (lstat(s->playbooks, &st))
		return error_errno(err, s->playbooks);
	if (!S_ISDIR(st.st_mode))
		return error_set(err, ERR_REFUSED, _("%s: not a folder"),
				 s->playbooks);
	if (!(st.st_mode & S_IWOTH))
		return 0;
	error_set(err, ERR_REFUSED,
		  _("%s: every account of this host can write there"),
		  s->playbooks);
	return error_fix(err, "chmod o-w %s", s->playbooks);
}

int store_need_repo(struct store *s, struct error *err)
{
	int rc;

	if (s->repo)
		return 0;
	rc = may_trust(s, err);
	if (!rc)
		rc = repo_open(&s->repo, s->playbooks, err);
	/* Who may only read does without. */
	if (!rc)
		ship_newer(s->repo, s->env, NULL);
	return rc;
}

struct repo *store_repo(struct store *s, struct error *err)
{
	return store_need_repo(s, err) ? NULL : s->repo;
}

/* --- names ------------------------------------------------------------------------ */

struct names {
	struct arena *a;
	const char **at;
	size_t len, cap;
	bool failed;
};

static void names_add(struct names *n, const char *name, size_t len)
{
	/* Room for the NULL at the end too. */
	if (n->failed || arena_grow(n->a, &n->at, n->at ? n->len + 1 : 0,
				    &n->cap, sizeof(*n->at))) {
		n->failed = true;
		return;
	}
	n->at[n->len] = arena_strndup(n->a, name, len);
	n->failed = !n->at[n->len];
	n->at[++n->len] = NULL;
}

static int add_path(void *ctx, const char *path)
{
	struct names *n = ctx;

	names_add(n, path, strlen(path));
	return n->failed ? ERR_NOMEM : 0;
}

int books_paths(const char ***out, size_t *count, struct arena *a,
		struct store *s, const char *commit, const char *under,
		struct error *err)
{
	struct names n = {.a = a};
	int rc = store_need_repo(s, err);

	*out = NULL;
	*count = 0;
	if (rc)
		return rc;
	rc = repo_list(s->repo, commit, under, add_path, &n, err);
	if (rc == ERR_NOTFOUND && *under)
		rc = 0;
	if (n.failed)
		rc = error_nomem(err);
	*out = n.at;
	*count = n.len;
	return rc;
}

bool books_split(const char *path, size_t *slug, const char **lang)
{
	const char *dot = strchr(path, '.');

	if (strchr(path, '/') || !str_ends(path, ".md") || dot == path)
		return false;
	*slug = (size_t)(dot - path);
	*lang = strcmp(dot, ".md") ? dot + 1 : "";
	return *slug < 64;
}

/* Is that file there, and a playbook? */
static int ask_playbook(bool *is, struct store *s, const char *commit,
			const char *path, struct error *err)
{
	struct str text = {0};
	int rc = repo_read(&text, s->repo, commit, path, err);

	*is = !rc && playbook_is(str_text(&text), text.len);
	str_release(&text);
	if (rc != ERR_NOTFOUND && rc != ERR_REFUSED && rc != ERR_TOOBIG)
		return rc;
	error_clear(err);
	return 0;
}

int books_slugs(const char ***out, size_t *count, struct arena *a,
		struct store *s, const char *commit, struct error *err)
{
	struct names n = {.a = a};
	const char **path, *lang;
	size_t all, slug;
	int rc = books_paths(&path, &all, a, s, commit, "", err);

	for (size_t i = 0; !rc && i < all; i++) {
		bool is = false;

		if (books_split(path[i], &slug, &lang) && !*lang)
			rc = ask_playbook(&is, s, commit, path[i], err);
		if (is)
			names_add(&n, path[i], slug);
	}
	*out = n.at;
	*count = n.len;
	return !rc && n.failed ? error_nomem(err) : rc;
}

/* --- one playbook ------------------------------------------------------------------- */

int pb_texts_add(struct pb_texts *t, const char *name, bool base,
		 const struct str *text, struct error *err)
{
	struct pb_source src = {arena_strdup(&t->arena, name),
				arena_strndup(&t->arena, str_text(text),
					      text->len),
				text->len};
	size_t at = base ? 0 : t->count;

	if (t->count == PB_LANGS)
		return error_set(err, ERR_TOOBIG,
				 _("%s: more than %d languages"), name,
				 PB_LANGS);
	if (!src.name || !src.text || text->failed)
		return error_nomem(err);
	memmove(&t->src[at + 1], &t->src[at],
		(t->count - at) * sizeof(*t->src));
	t->src[at] = src;
	t->count++;
	return 0;
}

static int add_source(struct pb_texts *t, struct store *s, const char *path,
		      struct error *err)
{
	struct str text = {0};
	int rc = repo_read(&text, s->repo, t->commit, path, err);

	if (!rc)
		rc = pb_texts_add(t, path, false, &text, err);
	str_release(&text);
	return rc;
}

static int no_playbook(struct store *s, struct pb_texts *t, const char *slug,
		       struct error *err)
{
	const char **slugs, *near = NULL;
	size_t n;

	error_set(err, ERR_NOTFOUND, _("no playbook is called \"%s\""), slug);
	if (!err)
		return ERR_NOTFOUND; /* nobody asks what was meant */
	if (books_slugs(&slugs, &n, &t->arena, s, t->commit, NULL) || !n)
		return ERR_NOTFOUND;
	near = near_word(slug, slugs);
	for (size_t i = 0; !near && *slug && i < n; i++)
		if (strstr(slugs[i], slug))
			near = slugs[i];
	if (near)
		error_where(err, _("did you mean: %s"), near);
	error_fix(err, "stanch playbook list");
	return ERR_NOTFOUND;
}

/* The base file first, then the translations in the order of their names. */
static int read_texts(struct pb_texts *t, struct store *s, const char *slug,
		      struct error *err)
{
	const char **path, *lang;
	size_t count, n, want = strlen(slug);
	char base[80];
	bool is = false;
	int rc = 0;

	snprintf(base, sizeof(base), "%s.md", slug);
	if (want && want < 64 && !strpbrk(slug, "./"))
		rc = ask_playbook(&is, s, t->commit, base, err);
	if (!rc && !is)
		rc = no_playbook(s, t, slug, err);
	if (!rc)
		rc = add_source(t, s, base, err);
	if (!rc)
		rc = books_paths(&path, &count, &t->arena, s, t->commit, "",
				 err);
	for (size_t i = 0; !rc && i < count && t->count < PB_LANGS; i++)
		if (books_split(path[i], &n, &lang) && *lang && n == want &&
		    !memcmp(path[i], slug, n))
			rc = add_source(t, s, path[i], err);
	return rc;
}

/* The texts of a playbook at a commit, base first: pb_texts_release(). */
static int texts_at(struct pb_texts *t, struct store *s, const char *slug,
		    const char *commit, struct error *err)
{
	int rc = store_need_repo(s, err);

	*t = (struct pb_texts){0};
	if (!rc)
		rc = repo_resolve(t->commit, s->repo, commit, err);
	if (!rc)
		rc = read_texts(t, s, slug, err);
	if (rc)
		pb_texts_release(t);
	return rc;
}

int store_playbook(struct playbook **out, struct pb_texts *texts,
		   struct findings *f, struct store *s, const char *slug,
		   const char *commit, struct error *err)
{
	int rc = texts_at(texts, s, slug, commit, err);

	*out = NULL;
	if (!rc)
		rc = playbook_read(out, texts->src, texts->count, f, err);
	if (rc)
		pb_texts_release(texts);
	return rc;
}

void pb_texts_release(struct pb_texts *t)
{
	arena_release(&t->arena);
	*t = (struct pb_texts){0};
}

int store_version_at(struct repo_commit *out, struct store *s,
		     const char *slug, const char *commit, struct error *err)
{
	struct pb_texts t;
	int rc = texts_at(&t, s, slug, commit, err);

	*out = (struct repo_commit){0};
	for (size_t i = 0; !rc && i < t.count; i++) {
		struct repo_commit last;

		rc = repo_last_change(&last, s->repo, t.commit, t.src[i].name,
				      err);
		if (!rc && (!i || last.at > out->at))
			*out = last;
	}
	pb_texts_release(&t);
	return rc;
}
