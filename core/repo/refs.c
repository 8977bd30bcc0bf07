/* core/repo/refs.c - see refs.h. */
#include "core/repo/refs.h"

#include <poll.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/repo/git.h"

#define RETRIES 50
#define PAUSE 5 /* ms */
#define DEEP 6 /* folders below the git folder that are looked into */

int refs_tip(char id[COMMIT_HEX], struct repo *r, const char *ref,
	     struct error *err)
{
	git_oid oid;
	int rc = git_reference_name_to_id(&oid, r->g, ref);

	*id = '\0';
	if (rc == GIT_ENOTFOUND || rc == GIT_EINVALIDSPEC)
		return 0;
	if (rc)
		return git_fail(err, rc, ref);
	git_oid_tostr(id, COMMIT_HEX, &oid);
	return 0;
}

/* --- moving ----------------------------------------------------------------- */

static int moved(struct error *err, const char *ref)
{
	return error_set(err, ERR_MOVED,
			 _("%s was changed by somebody else meanwhile"), ref);
}

static int drop(struct repo *r, const char *ref, const git_oid *from)
{
	git_reference *at = NULL;
	int rc = git_reference_lookup(&at, r->g, ref);

	if (!rc && (!git_reference_target(at) ||
		    !git_oid_equal(git_reference_target(at), from)))
		rc = GIT_EMODIFIED;
	if (!rc)
		rc = git_reference_delete(at); /* only if still there */
	git_reference_free(at);
	return rc;
}

static int point(struct repo *r, const char *ref, const git_oid *from,
		 const git_oid *to, const char *why)
{
	git_reference *made = NULL;
	int rc = from ? git_reference_create_matching(&made, r->g, ref, to, 1,
						      from, why)
		      : git_reference_create(&made, r->g, ref, to, 0, why);

	git_reference_free(made);
	return rc;
}

int refs_move(struct repo *r, const char *ref, const char *from,
	      const char *to, const char *why, struct error *err)
{
	git_oid old = {{0}}, new = {{0}};
	mode_t mask;
	int rc = *from ? git_oid_fromstr(&old, from) : 0;

	if (!rc && *to)
		rc = git_oid_fromstr(&new, to);
	if (rc)
		return git_fail(err, rc, ref);
	mask = umask(007);
	for (int i = 0; !i || (rc == GIT_ELOCKED && i < RETRIES); i++) {
		if (i)
			poll(NULL, 0, PAUSE);
		rc = *to ? point(r, ref, *from ? &old : NULL, &new, why)
			 : drop(r, ref, &old);
	}
	umask(mask);
	if (rc == GIT_EEXISTS || rc == GIT_EMODIFIED || rc == GIT_ENOTFOUND)
		return moved(err, ref);
	return rc ? git_fail(err, rc, ref) : 0;
}

/* --- comparing -------------------------------------------------------------- */

int refs_relate(enum refs_relation *out, size_t *a_alone, size_t *b_alone,
		struct repo *r, const char *a, const char *b,
		struct error *err)
{
	git_oid ida, idb, base;
	int rc = git_oid_fromstr(&ida, a);

	if (!rc)
		rc = git_oid_fromstr(&idb, b);
	if (!rc)
		rc = git_graph_ahead_behind(a_alone, b_alone, r->g, &ida,
					    &idb);
	if (rc)
		return git_fail(err, rc, r->dir);
	*out = !*a_alone && !*b_alone ? REFS_SAME
	       : !*b_alone	      ? REFS_AHEAD
	       : !*a_alone	      ? REFS_BEHIND
				      : REFS_DIVERGED;
	if (*out != REFS_DIVERGED)
		return 0;
	rc = git_merge_base(&base, r->g, &ida, &idb);
	if (rc == GIT_ENOTFOUND) {
		*out = REFS_UNRELATED;
		return 0;
	}
	return rc ? git_fail(err, rc, r->dir) : 0;
}

int refs_each(struct repo *r, const char *prefix,
	      int (*fn)(void *ctx, const char *rest), void *ctx,
	      struct error *err)
{
	git_strarray all = {0};
	git_reference *ref;
	int rc = git_reference_list(&all, r->g);

	if (rc)
		return git_fail(err, rc, r->dir);
	for (size_t i = 0; i < all.count && !rc; i++) {
		bool direct;

		if (!str_starts(all.strings[i], prefix) ||
		    git_reference_lookup(&ref, r->g, all.strings[i]))
			continue;
		direct = git_reference_type(ref) == GIT_REFERENCE_DIRECT;
		git_reference_free(ref);
		if (direct)
			rc = fn(ctx, all.strings[i] + strlen(prefix));
	}
	git_strarray_dispose(&all);
	return rc;
}

/* --- what plain git would meet here ------------------------------------------ */

static int count_change(const char *path, unsigned status, void *ctx)
{
	(void)path;
	*(size_t *)ctx += status != GIT_STATUS_IGNORED;
	return 0;
}

struct locks {
	struct refs_tree *out;
	const char *dir;
	int deep;
};

static int look_for_lock(void *ctx, const char *name)
{
	struct locks *l = ctx;
	struct locks below = {.out = l->out, .deep = l->deep + 1};
	char *path = io_join(l->dir, name);
	struct stat st;
	int64_t at;

	if (path && !lstat(path, &st)) {
		at = (int64_t)st.st_mtim.tv_sec * 1000;
		if (S_ISDIR(st.st_mode) && strcmp(name, "objects") != 0 &&
		    l->deep < DEEP) {
			below.dir = path;
			io_list(path, look_for_lock, &below, NULL);
		} else if (S_ISREG(st.st_mode) && str_ends(name, ".lock") &&
			   (!*l->out->lock || at < l->out->lock_at)) {
			str_copy(l->out->lock, sizeof(l->out->lock), path);
			l->out->lock_at = at;
		}
	}
	mem_free(path);
	return 0;
}

int refs_tree(struct refs_tree *out, struct repo *r, struct error *err)
{
	git_status_options opts;
	struct locks l = {.out = out, .dir = git_repository_commondir(r->g)};
	git_reference *head = NULL;
	int rc;

	*out = (struct refs_tree){.bare = git_repository_is_bare(r->g),
				  .detached = git_repository_head_detached(
						      r->g) == 1,
				  .unborn = git_repository_head_unborn(
						    r->g) == 1};
	if (!git_reference_lookup(&head, r->g, "HEAD") &&
	    git_reference_symbolic_target(head))
		str_copy(out->head, sizeof(out->head),
			 git_reference_symbolic_target(head));
	git_reference_free(head);
	git_status_options_init(&opts, GIT_STATUS_OPTIONS_VERSION);
	opts.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED |
		     GIT_STATUS_OPT_EXCLUDE_SUBMODULES;
	rc = out->bare ? 0 : git_status_foreach_ext(r->g, &opts, count_change,
						    &out->dirty);
	io_list(l.dir, look_for_lock, &l, NULL);
	return rc ? git_fail(err, rc, r->dir) : 0;
}
