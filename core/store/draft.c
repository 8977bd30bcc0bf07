/* core/store/draft.c - drafts: begun, found, listed, read and linted. */
#include "core/store/draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/store/drafting.h"

/* --- one draft --------------------------------------------------------------- */

static void set_people(struct draft *out, const struct draft_review *v,
		       const struct drafting *d)
{
	char *name, *email;

	if (v->author_count)
		store_fit(out->author, sizeof(out->author),
			  v->author[0].name);
	else
		store_fit(out->author, sizeof(out->author), out->tip.author);
	if (v->reviewer_count)
		store_fit(out->reviewer, sizeof(out->reviewer),
			  v->reviewer[0].name);
	out->mine = !d->tip[0];
	if (store_draft_user(&name, &email, d->s, NULL))
		return; /* git knows nobody here */
	out->mine |= draft_wrote(v, name, email);
	out->waits_for_me = out->state == DRAFT_OFFERED && !out->mine;
	if (!out->author[0])
		store_fit(out->author, sizeof(out->author), name);
	mem_free(name);
	mem_free(email);
}

/* Takes main back to where it stood before the merge. */
static int second_parent(void *ctx, const struct repo_commit *c)
{
	struct drafting *d = ctx;
	char parent[2][COMMIT_HEX];
	size_t n;

	if (repo_parents(parent, &n, d->s->repo, c->id, NULL) || n < 2 ||
	    strcmp(parent[1], d->tip) != 0)
		return 0;
	memcpy(d->main, parent[0], COMMIT_HEX);
	return 1;
}

/* All of it is in main already, as the second parent of a merge: somebody
 * merged it elsewhere. What it changed is then seen from before that. */
static bool is_merged(const struct draft *out, struct drafting *d)
{
	char main[COMMIT_HEX];

	memcpy(main, d->main, COMMIT_HEX);
	return d->tip[0] && !out->ahead && out->behind &&
	       repo_commits(d->s->repo, main, d->tip, second_parent, d,
			    NULL) == 1;
}

static int set_branch(struct draft *out, struct drafting *d,
		      struct error *err)
{
	struct draft_review v;
	bool merged = false;
	int rc = 0;

	if (d->tip[0]) {
		rc = repo_commit_info(&out->tip, d->s->repo, d->tip, err);
		if (!rc)
			rc = repo_ahead(&out->ahead, &out->behind, d->s->repo,
					d->tip, d->main, err);
		merged = !rc && is_merged(out, d);
	}
	if (!rc)
		rc = drafting_base(out->base, d, err);
	if (!rc)
		rc = draft_review_read(&v, d, err);
	if (rc)
		return rc;
	out->state = merged ? DRAFT_MERGED : v.state;
	set_people(out, &v, d);
	draft_review_release(&v);
	return rc;
}

static int set_texts(struct draft *out, const struct drafting *d,
		     struct error *err)
{
	struct findings f = {0};
	struct arena a = {0};
	const char **slug;
	size_t n = 0;
	int rc = draft_slugs(&slug, &n, &out->files, &a, d, err);

	if (!rc && n)
		store_fit(out->slug, sizeof(out->slug), slug[0]);
	if (!rc)
		rc = draft_kept(&slug, &n, &a, d, err);
	out->unfinished = n > 0;
	out->conflict = d->merging[0] != '\0';
	if (!rc)
		rc = draft_lint(&f, d, err);
	out->errors = (unsigned)f.errors;
	out->warnings = (unsigned)f.warnings;
	findings_release(&f);
	arena_release(&a);
	return rc;
}

static int fill(struct draft *out, struct drafting *d, struct error *err)
{
	int rc;

	*out = (struct draft){0};
	str_copy(out->name, sizeof(out->name), d->name);
	rc = set_branch(out, d, err);
	return rc ? rc : set_texts(out, d, err);
}

/* --- all of them ------------------------------------------------------------- */

struct names {
	struct arena arena;
	const char **at;
	size_t len, cap;
};

static int add_name(void *ctx, const char *name)
{
	struct names *n = ctx;
	const char *own;

	for (size_t i = 0; i < n->len; i++)
		if (!strcmp(n->at[i], name))
			return 0;
	own = arena_strdup(&n->arena, name);
	if (!own ||
	    arena_grow(&n->arena, &n->at, n->len, &n->cap, sizeof(own)))
		return ERR_NOMEM;
	n->at[n->len++] = own;
	return 0;
}

/* A branch whose name we would not have given is left to git. */
static int add_branch(void *ctx, const char *branch)
{
	const char *name = branch + strlen(DRAFT_PREFIX);

	if (!str_starts(branch, DRAFT_PREFIX) || draft_name_check(name, NULL))
		return 0;
	return add_name(ctx, name);
}

static int add_folder(void *ctx, const char *folder)
{
	char name[DRAFT_NAME];

	if (!str_copy(name, sizeof(name), folder))
		return 0;
	for (char *p = name; *p; p++)
		if (*p == '%')
			*p = '/';
	return draft_name_check(name, NULL) ? 0 : add_name(ctx, name);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int all_names(struct names *out, struct store *s, struct error *err)
{
	char *folder = draft_folder(s);
	int rc = folder ? store_need_repo(s, err) : error_nomem(err);

	if (!rc)
		rc = repo_branches(s->repo, add_branch, out, err);
	if (!rc && io_exists(folder))
		rc = io_list(folder, add_folder, out, err);
	if (!rc && out->len)
		qsort(out->at, out->len, sizeof(*out->at), by_name);
	mem_free(folder);
	return rc == ERR_NOMEM ? error_nomem(err) : rc;
}

int store_drafts(struct draft **out, size_t *count, struct store *s,
		 struct error *err)
{
	struct names n = {0};
	struct draft *all = NULL;
	struct drafting d;
	int rc = all_names(&n, s, err);

	*out = NULL;
	*count = 0;
	if (!rc && !(all = mem_zalloc((n.len + 1) * sizeof(*all))))
		rc = error_nomem(err);
	for (size_t i = 0; i < n.len && !rc; i++) {
		rc = drafting_open(&d, s, n.at[i], err);
		if (rc)
			break;
		rc = fill(&all[i], &d, err);
		drafting_release(&d);
	}
	if (rc)
		mem_free(all);
	else {
		*out = all;
		*count = n.len;
	}
	arena_release(&n.arena);
	return rc;
}

int store_drafts_waiting(unsigned *count, char first[DRAFT_NAME],
			 struct store *s, struct error *err)
{
	struct names n = {0};
	int rc = all_names(&n, s, err);

	*count = 0;
	*first = '\0';
	for (size_t i = 0; i < n.len && !rc; i++) {
		struct drafting d;
		struct draft one = {0};

		rc = drafting_open(&d, s, n.at[i], err);
		if (rc)
			break;
		rc = set_branch(&one, &d, err);
		drafting_release(&d);
		if (!rc && one.waits_for_me && !(*count)++)
			str_copy(first, DRAFT_NAME, n.at[i]);
	}
	arena_release(&n.arena);
	return rc;
}

static bool has_slug(struct store *s, const char *name, const char *slug)
{
	struct arena a = {0};
	struct drafting d;
	const char **at;
	size_t n = 0;
	bool has = false;

	if (drafting_open(&d, s, name, NULL))
		return false;
	if (!draft_slugs(&at, &n, NULL, &a, &d, NULL))
		for (size_t i = 0; i < n; i++)
			has |= !strcmp(at[i], slug);
	drafting_release(&d);
	arena_release(&a);
	return has;
}

static int which(struct error *err, const char *slug, const struct names *n)
{
	struct str all = {0};

	for (size_t i = 0; i < n->len; i++)
		str_addf(&all, i ? ", %s" : "%s", n->at[i]);
	error_set(err, ERR_USAGE, _("more than one draft changes %s"), slug);
	error_where(err, "%s", str_text(&all));
	error_fix(err, _("Name the draft itself."));
	str_release(&all);
	return ERR_USAGE;
}

static int not_there(struct error *err, const char *word, struct names *all)
{
	struct str shown = {0};
	const char *near = NULL;

	for (size_t i = 0; i < all->len; i++)
		near = near_better(word, near, all->at[i]);
	show_text(&shown, word);
	error_set(err, ERR_NOTFOUND, _("no draft is called \"%s\""),
		  str_text(&shown));
	if (near)
		error_where(err, _("did you mean: %s"), near);
	error_fix(err, "stanch playbook drafts");
	str_release(&shown);
	return ERR_NOTFOUND;
}

/* The name of the only draft that changes a playbook. */
static int by_slug(char name[DRAFT_NAME], struct store *s, const char *slug,
		   struct error *err)
{
	struct names all = {0}, hit = {0};
	int rc = all_names(&all, s, err);

	for (size_t i = 0; i < all.len && !rc; i++)
		if (has_slug(s, all.at[i], slug))
			rc = add_name(&hit, all.at[i]);
	if (!rc && hit.len > 1)
		rc = which(err, slug, &hit);
	else if (!rc && !hit.len)
		rc = not_there(err, slug, &all);
	else if (!rc)
		str_copy(name, DRAFT_NAME, hit.at[0]);
	arena_release(&hit.arena);
	arena_release(&all.arena);
	return rc;
}

int store_draft(struct draft *out, struct store *s, const char *name,
		struct error *err)
{
	char found[DRAFT_NAME];
	struct drafting d;
	int rc;

	*out = (struct draft){0};
	if (str_starts(name, DRAFT_PREFIX))
		name += strlen(DRAFT_PREFIX);
	rc = drafting_open(&d, s, name, err);
	if (rc == ERR_NOTFOUND) {
		rc = by_slug(found, s, name, err);
		if (!rc)
			rc = drafting_open(&d, s, found, err);
	}
	if (rc)
		return rc;
	error_clear(err);
	rc = fill(out, &d, err);
	drafting_release(&d);
	return rc;
}

bool store_draft_is(struct store *s, const char *name)
{
	struct drafting d;

	if (drafting_open(&d, s, name, NULL))
		return false;
	drafting_release(&d);
	return true;
}

/* --- beginning --------------------------------------------------------------- */

static int begin(struct drafting *d, struct error *err)
{
	char *texts;
	int rc;

	if (d->tip[0] || d->folder) {
		error_set(err, ERR_REFUSED,
			  _("there is a draft %s already"), d->name);
		return error_fix(err, "stanch playbook edit %s", d->name);
	}
	texts = io_join(d->dir, "texts");
	rc = texts ? io_mkdirs(texts, 0700, err) : error_nomem(err);
	mem_free(texts);
	d->folder = !rc;
	return rc;
}

int store_draft_new(struct draft *out, struct store *s, const char *name,
		    struct error *err)
{
	char *who, *email;
	struct drafting d;
	int rc = store_draft_user(&who, &email, s, err);

	*out = (struct draft){0};
	mem_free(who);
	mem_free(email);
	if (!rc)
		rc = drafting_begin(&d, s, name, err);
	if (rc)
		return rc;
	rc = begin(&d, err);
	if (!rc)
		rc = fill(out, &d, err);
	drafting_release(&d);
	return rc;
}

int store_draft_for(struct draft *out, struct store *s, const char *slug,
		    struct error *err)
{
	struct draft *all;
	char name[DRAFT_NAME];
	size_t count, mine = 0;
	bool taken = true;
	int rc = store_drafts(&all, &count, s, err);

	for (size_t i = 0; i < count; i++)
		if ((all[i].mine || all[i].unfinished) &&
		    all[i].state != DRAFT_MERGED &&
		    has_slug(s, all[i].name, slug) && !mine++)
			*out = all[i];
	for (int k = 1; !rc && taken && k < 100; k++) {
		snprintf(name, sizeof(name), k > 1 ? "%.50s-%d" : "%.50s",
			 slug, k);
		taken = false;
		for (size_t i = 0; i < count; i++)
			taken |= !strcmp(all[i].name, name);
	}
	mem_free(all);
	if (rc || mine == 1)
		return rc;
	if (mine)
		return store_draft(out, s, slug, err); /* says which */
	return store_draft_new(out, s, name, err);
}

int store_draft_beside(struct draft *out, struct store *s, const char *file,
		       struct error *err)
{
	char name[DRAFT_NAME];
	int rc;

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(file, "."), file);
	for (char *p = name; *p; p++)
		if (*p == '/')
			*p = '-';
	rc = store_draft(out, s, name, err);
	if (rc != ERR_NOTFOUND)
		return rc;
	error_clear(err);
	return store_draft_new(out, s, name, err);
}

int store_version(char id[COMMIT_HEX], struct store *s, const char *word,
		  struct error *err)
{
	char branch[DRAFT_NAME + 8];
	int rc = store_need_repo(s, err);

	if (rc)
		return rc;
	if (!word)
		word = "main";
	snprintf(branch, sizeof(branch), "%s%.*s", DRAFT_PREFIX,
		 DRAFT_NAME - 1, word);
	if (strcmp(word, "main") && !draft_name_check(word, NULL) &&
	    !repo_branch_tip(id, s->repo, branch, NULL))
		return 0;
	return repo_resolve(id, s->repo, word, err);
}
