/*
 * core/repo/lasts.c - who last changed each of many files, by one walk.
 *
 * A walk for each file would read the same commits as often as there are
 * files. Two trees are compared by running down both at once; only the names
 * that differ are looked up.
 */
#include <git2.h>
#include <string.h>

#include "core/base/map.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/repo/git.h"

struct repo_lasts {
	struct repo *r;
	struct repo_last *at;
	size_t count, open; /* open: names with something to find out */
	struct map by_name;
	git_revwalk *walk;
	git_oid main; /* where the line of first parents goes on */
	bool on_main; /* it has not ended yet */
};

struct looking { /* at one commit */
	struct repo_lasts *w;
	git_commit *c;
	git_tree *tree, *parent[8];
	size_t parents;
	bool mainline;
};

static bool is_done(const struct repo_last *l)
{
	return *l->last.id && *l->entered;
}

/* --- one commit ------------------------------------------------------------ */

static void add_reviewers(struct repo_last *l, const git_commit *c)
{
	git_message_trailer_array all = {0};
	size_t len = 0;

	if (git_message_trailers(&all, git_commit_message(c)))
		return;
	for (size_t i = 0; i < all.count; i++) {
		const char *by = all.trailers[i].value;
		size_t n = strcspn(by, "<");

		if (strcmp(all.trailers[i].key, "Reviewed-by") != 0)
			continue;
		while (n && by[n - 1] == ' ')
			n--;
		if (!n || len + n + 3 > sizeof(l->reviewers))
			continue;
		if (len) {
			memcpy(l->reviewers + len, ", ", 2);
			len += 2;
		}
		memcpy(l->reviewers + len, by, n);
		len += n;
		l->reviewers[len] = '\0';
	}
	git_message_trailer_array_free(&all);
}

static bool same_in(git_tree *tree, const char *name, const git_oid *id)
{
	const git_tree_entry *e = git_tree_entry_byname(tree, name);

	return e ? git_oid_equal(git_tree_entry_id(e), id)
		 : git_oid_is_zero(id);
}

/* A name that is not in the first parent as it is here: id, or zero. */
static void differs(struct looking *at, const char *name, const git_oid *id)
{
	struct repo_lasts *w = at->w;
	struct repo_last *l = map_gets(&w->by_name, name);
	bool ours = true;

	if (!l || is_done(l))
		return;
	if (at->mainline && !*l->entered) {
		git_oid_tostr(l->entered, COMMIT_HEX, git_commit_id(at->c));
		add_reviewers(l, at->c);
	}
	for (size_t i = 1; i < at->parents && ours; i++)
		ours = !same_in(at->parent[i], name, id);
	if (ours && !*l->last.id)
		git_info(&l->last, at->c);
	w->open -= is_done(l);
}

/* Both trees are in the order of their names (git's own, in which a folder
 * sorts with a slash behind it: equal entries still meet). */
static void compare(struct looking *at)
{
	git_tree *a = at->parents ? at->parent[0] : NULL, *b = at->tree;
	size_t na = a ? git_tree_entrycount(a) : 0;
	size_t nb = git_tree_entrycount(b), i = 0, k = 0;
	static const git_oid none;

	while (i < na || k < nb) {
		const git_tree_entry *x, *y;
		int order;

		x = i < na ? git_tree_entry_byindex(a, i) : NULL;
		y = k < nb ? git_tree_entry_byindex(b, k) : NULL;
		order = !x ? 1 : !y ? -1 : git_tree_entry_cmp(x, y);
		if (order < 0)
			differs(at, git_tree_entry_name(x), &none);
		else if (order > 0 || !git_oid_equal(git_tree_entry_id(x),
						     git_tree_entry_id(y)))
			differs(at, git_tree_entry_name(y),
				git_tree_entry_id(y));
		i += order <= 0;
		k += order >= 0;
	}
}

static int look(struct repo_lasts *w, const git_oid *id)
{
	struct looking at = {.w = w};
	size_t most = sizeof(at.parent) / sizeof(*at.parent);
	bool same = false;
	int rc = git_commit_lookup(&at.c, w->r->g, id);

	if (!rc)
		rc = git_commit_tree(&at.tree, at.c);
	while (!rc && at.parents < git_commit_parentcount(at.c) &&
	       at.parents < most) {
		git_commit *p = NULL;

		rc = git_commit_parent(&p, at.c, (unsigned)at.parents);
		if (!rc)
			rc = git_commit_tree(&at.parent[at.parents], p);
		git_commit_free(p);
		at.parents += !rc;
	}
	if (!rc) {
		at.mainline = w->on_main && git_oid_equal(id, &w->main);
		same = at.parents &&
		       git_oid_equal(git_tree_id(at.parent[0]),
				     git_tree_id(at.tree));
		if (!same)
			compare(&at);
		if (at.mainline && at.parents)
			git_oid_cpy(&w->main, git_commit_parent_id(at.c, 0));
		else if (at.mainline)
			w->on_main = false;
	}
	while (at.parents)
		git_tree_free(at.parent[--at.parents]);
	git_tree_free(at.tree);
	git_commit_free(at.c);
	return rc;
}

/* --- the walk -------------------------------------------------------------- */

void repo_lasts_end(struct repo_lasts *w)
{
	if (!w)
		return;
	git_revwalk_free(w->walk);
	map_release(&w->by_name);
	mem_free(w);
}

/* What is known up to `since` holds, if it is an ancestor. */
static int begin(struct repo_lasts *w, const git_oid *from, const char *since)
{
	git_oid known;
	bool holds = *since && !git_oid_fromstr(&known, since) &&
		     (git_oid_equal(from, &known) ||
		      git_graph_descendant_of(w->r->g, from, &known) == 1);
	int rc = git_revwalk_new(&w->walk, w->r->g);

	git_oid_cpy(&w->main, from);
	w->on_main = true;
	if (!rc)
		rc = git_revwalk_push(w->walk, from);
	if (!rc && holds)
		rc = git_revwalk_hide(w->walk, &known);
	if (!rc)
		rc = git_revwalk_sorting(w->walk, GIT_SORT_TOPOLOGICAL |
							  GIT_SORT_TIME);
	return rc;
}

int repo_lasts_begin(struct repo_lasts **out, struct repo *r,
		     const char *commit, const char *since,
		     struct repo_last *at, size_t count, struct error *err)
{
	struct repo_lasts *w = mem_zalloc(sizeof(*w));
	git_commit *c = NULL;
	int rc = w ? git_commit_of(&c, r, commit, err) : error_nomem(err);
	int grc;

	*out = NULL;
	if (rc) {
		mem_free(w);
		return rc;
	}
	*w = (struct repo_lasts){.r = r, .at = at, .count = count,
				 .open = count};
	for (size_t i = 0; !rc && i < count; i++) {
		at[i] = (struct repo_last){.name = at[i].name};
		if (map_puts(&w->by_name, at[i].name, &at[i]))
			rc = error_nomem(err);
	}
	grc = rc ? 0 : begin(w, git_commit_id(c), since);
	git_commit_free(c);
	if (grc)
		rc = git_fail(err, grc, commit);
	if (rc)
		repo_lasts_end(w);
	else
		*out = w;
	return rc;
}

int repo_lasts_step(bool *more, struct repo_lasts *w, size_t n,
		    struct error *err)
{
	git_oid id;
	int rc = 0;

	*more = false;
	while (!rc && w->open && n-- > 0) {
		rc = git_revwalk_next(&id, w->walk);
		if (!rc)
			rc = look(w, &id);
	}
	if (rc == GIT_ITEROVER)
		return 0;
	*more = !rc && w->open;
	return rc ? git_fail(err, rc, w->r->dir) : 0;
}
