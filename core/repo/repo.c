/* core/repo/repo.c - texts as blobs of a commit, commits without a tree. */
#include "core/repo/repo.h"

#include <git2.h>
#include <git2/sys/repository.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/repo/git.h"

#define RETRIES 50
#define PAUSE 5 /* ms */

/* What libgit2 said last, fit for a line on a screen; its buffer is
 * overwritten by the next call. */
static void git_words(struct str *out)
{
	const git_error *e = git_error_last();

	show_text(out, e && e->message ? e->message : "?");
}

int git_fail(struct error *err, int rc, const char *what)
{
	struct str why = {0};
	enum error_code code = rc == GIT_ENOTFOUND    ? ERR_NOTFOUND
			       : rc == GIT_EAMBIGUOUS ? ERR_USAGE
			       : rc == GIT_ELOCKED    ? ERR_BUSY
			       : rc == GIT_EMODIFIED  ? ERR_MOVED
			       : rc == GIT_EINVALIDSPEC ? ERR_USAGE
						      : ERR_IO;

	git_words(&why);
	error_set(err, code, "%s: %s", what, str_text(&why));
	if (rc == GIT_ELOCKED)
		error_fix(err, _("another program is writing there, or died "
				 "while it did: try again; if it stays, "
				 "delete the .lock file"));
	str_release(&why);
	return code;
}

/* --- opening --------------------------------------------------------------- */

static int start(struct error *err)
{
	/* libgit2 counts its starts; it is never shut down, so a repository
	 * may outlive another. */
	int rc = git_libgit2_init();
	git_config *own = NULL;

	if (rc < 0)
		return git_fail(err, rc, "libgit2");
	/* su and sudo may leave HOME at a folder we may not look into: then
	 * nothing is set there. */
	if (git_config_open_default(&own)) {
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH,
				 GIT_CONFIG_LEVEL_GLOBAL, "");
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH,
				 GIT_CONFIG_LEVEL_XDG, "");
	}
	git_config_free(own);
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	return 0;
}

static int wrap(struct repo **out, git_repository *g, const char *dir,
		struct error *err)
{
	struct repo *r = mem_zalloc(sizeof(*r));

	if (r)
		r->dir = mem_strdup(dir);
	if (!r || !r->dir) {
		mem_free(r);
		git_repository_free(g);
		return error_nomem(err);
	}
	r->g = g;
	*out = r;
	return 0;
}

int repo_open(struct repo **out, const char *dir, struct error *err)
{
	git_repository *g = NULL;
	int rc = start(err);

	*out = NULL;
	if (rc)
		return rc;
	rc = git_repository_open_ext(&g, dir, GIT_REPOSITORY_OPEN_NO_SEARCH,
				     NULL);
	if (rc == GIT_ENOTFOUND)
		return error_set(err, ERR_NOTFOUND,
				 _("%s: no git repository"), dir);
	if (rc)
		return git_fail(err, rc, dir);
	return wrap(out, g, dir, err);
}

int repo_create(struct repo **out, const char *dir, struct error *err)
{
	git_repository_init_options opts;
	git_repository *g = NULL;
	mode_t mask;
	int rc = start(err);

	*out = NULL;
	if (rc)
		return rc;
	git_repository_init_options_init(
		&opts, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
	opts.flags = GIT_REPOSITORY_INIT_MKPATH |
		     GIT_REPOSITORY_INIT_NO_REINIT;
	opts.mode = GIT_REPOSITORY_INIT_SHARED_GROUP;
	opts.initial_head = "main";
	mask = umask(007); /* libgit2 obeys it even where shared is asked */
	rc = git_repository_init_ext(&g, dir, &opts);
	/* Nothing is ever checked out there: to plain git it is bare, so that
	 * nobody commits an empty folder by mistake, and a clone can push to
	 * main. */
	if (!rc)
		rc = git_repository_set_bare(g);
	umask(mask);
	if (rc)
		git_repository_free(g);
	if (rc == GIT_EEXISTS)
		return error_set(err, ERR_REFUSED,
				 _("%s: there is a repository already"), dir);
	if (rc)
		return git_fail(err, rc, dir);
	return wrap(out, g, dir, err);
}

void repo_close(struct repo *r)
{
	if (!r)
		return;
	git_repository_free(r->g);
	mem_free(r->dir);
	mem_free(r);
}

/* --- names ----------------------------------------------------------------- */

int git_path_check(const char *path, struct error *err)
{
	const char *p = path, *slash;
	struct str shown = {0};
	bool plain = *path && utf8_valid(path, strlen(path)) &&
		     strlen(path) < 1024;

	for (; plain; p = slash + 1) {
		slash = strchr(p, '/');
		plain = *p && *p != '/' && *p != '.' && *p != '-' &&
			!memchr(p, '\\', slash ? (size_t)(slash - p)
					       : strlen(p));
		if (!slash)
			break;
	}
	for (p = path; plain && *p; p++)
		plain = (unsigned char)*p >= 0x20 && *p != 0x7f;
	if (plain)
		return 0;
	show_text(&shown, path);
	error_set(err, ERR_REFUSED, _("\"%s\" is no plain file name"),
		  str_text(&shown));
	error_fix(err, _("a path below the repository, without .. and with "
			 "no part that begins with . or -"));
	str_release(&shown);
	return ERR_REFUSED;
}

static int not_found(struct error *err, const char *commit, const char *path)
{
	return error_set(err, ERR_NOTFOUND, _("%s is not in commit %.12s"),
			 path, commit);
}

int repo_resolve(char id[COMMIT_HEX], struct repo *r, const char *name,
		 struct error *err)
{
	git_object *o = NULL, *commit = NULL;
	struct str shown = {0};
	int rc = *name == '-' ? GIT_EINVALIDSPEC
			      : git_revparse_single(&o, r->g, name);

	if (!rc)
		rc = git_object_peel(&commit, o, GIT_OBJECT_COMMIT);
	if (!rc)
		git_oid_tostr(id, COMMIT_HEX, git_object_id(commit));
	git_object_free(commit);
	git_object_free(o);
	if (!rc)
		return 0;
	show_text(&shown, name);
	if (rc == GIT_EAMBIGUOUS) {
		rc = error_set(err, ERR_USAGE,
			       _("\"%s\" may be more than one commit"),
			       str_text(&shown));
		error_fix(err, _("give more digits"));
	} else if (!strcmp(name, "main")) { /* unborn, or deleted by hand */
		error_set(err, ERR_NOTFOUND,
			  _("the playbooks have no branch main: none is in "
			    "force"));
		error_fix(err, _("take it from the remote: stanch playbook "
				 "pull\nor from a commit: git branch main "
				 "COMMIT"));
		rc = ERR_NOTFOUND;
	} else {
		rc = error_set(err, ERR_NOTFOUND,
			       _("no commit or branch \"%s\""),
			       str_text(&shown));
	}
	str_release(&shown);
	return rc;
}

int git_commit_of(git_commit **out, struct repo *r, const char *commit,
		  struct error *err)
{
	char id[COMMIT_HEX];
	git_oid oid;
	int rc = repo_resolve(id, r, commit, err);

	*out = NULL;
	if (rc)
		return rc;
	rc = git_oid_fromstr(&oid, id);
	if (!rc)
		rc = git_commit_lookup(out, r->g, &oid);
	return rc ? git_fail(err, rc, commit) : 0;
}

/* --- reading --------------------------------------------------------------- */

int git_blob_text(struct str *out, struct repo *r, const git_oid *id,
		     const char *path, struct error *err)
{
	git_blob *blob = NULL;
	int rc = git_blob_lookup(&blob, r->g, id);

	if (rc)
		return git_fail(err, rc, path);
	if ((uint64_t)git_blob_rawsize(blob) > REPO_BLOB_MAX)
		rc = error_set(err, ERR_TOOBIG, _("%s: over 1 MiB"), path);
	else
		str_addn(out, git_blob_rawcontent(blob),
			 (size_t)git_blob_rawsize(blob));
	git_blob_free(blob);
	return rc ? rc : out->failed ? error_nomem(err) : 0;
}

static bool regular(git_filemode_t mode)
{
	return mode == GIT_FILEMODE_BLOB ||
	       mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

int repo_read(struct str *out, struct repo *r, const char *commit,
	      const char *path, struct error *err)
{
	git_commit *c = NULL;
	git_tree *tree = NULL;
	git_tree_entry *entry = NULL;
	int rc = git_path_check(path, err), grc;

	if (!rc)
		rc = git_commit_of(&c, r, commit, err);
	if (rc)
		return rc;
	grc = git_commit_tree(&tree, c);
	if (!grc)
		grc = git_tree_entry_bypath(&entry, tree, path);
	if (grc == GIT_ENOTFOUND)
		rc = not_found(err, commit, path);
	else if (grc)
		rc = git_fail(err, grc, path);
	else if (git_tree_entry_type(entry) == GIT_OBJECT_TREE)
		rc = not_found(err, commit, path);
	else if (!regular(git_tree_entry_filemode(entry)))
		rc = error_set(err, ERR_REFUSED,
			       _("%s is a link, not a file: links are not "
				 "followed"), path);
	else
		rc = git_blob_text(out, r, git_tree_entry_id(entry), path, err);
	git_tree_entry_free(entry);
	git_tree_free(tree);
	git_commit_free(c);
	return rc;
}

struct lister {
	const char *under;
	int (*fn)(void *ctx, const char *path);
	void *ctx;
	int rc;
	struct str path;
};

static int list_entry(const char *root, const git_tree_entry *entry, void *ctx)
{
	struct lister *l = ctx;
	size_t n = strlen(l->under);
	const char *path;

	if (!regular(git_tree_entry_filemode(entry)))
		return 0;
	str_clear(&l->path);
	str_add(&l->path, root);
	str_add(&l->path, git_tree_entry_name(entry));
	if (l->path.failed)
		return l->rc = ERR_NOMEM;
	path = str_text(&l->path);
	if (git_path_check(path, NULL) ||
	    (n && (strncmp(path, l->under, n) != 0 ||
		   (l->under[n - 1] != '/' && path[n] != '/'))))
		return 0;
	return l->rc = l->fn(l->ctx, path);
}

int repo_list(struct repo *r, const char *commit, const char *under,
	      int (*fn)(void *ctx, const char *path), void *ctx,
	      struct error *err)
{
	struct lister l = {.under = under, .fn = fn, .ctx = ctx};
	git_commit *c = NULL;
	git_tree *tree = NULL;
	int rc = git_commit_of(&c, r, commit, err), grc;

	if (rc)
		return rc;
	grc = git_commit_tree(&tree, c);
	if (!grc)
		grc = git_tree_walk(tree, GIT_TREEWALK_PRE, list_entry, &l);
	git_tree_free(tree);
	git_commit_free(c);
	str_release(&l.path);
	if (l.rc)
		return l.rc == ERR_NOMEM ? error_nomem(err) : l.rc;
	return grc ? git_fail(err, grc, commit) : 0;
}

/* --- committing ------------------------------------------------------------ */

struct change {		/* one commit being made */
	struct repo *r;
	const char *ref;
	const struct repo_file *files;
	size_t count;
	git_signature *who;
	const char *message;
	git_tree_update *update;
};

/* Blobs do not depend on the branch: written once, before any retry. */
static int write_blobs(struct change *c, struct error *err)
{
	int rc;

	for (size_t i = 0; i < c->count; i++) {
		const struct repo_file *f = &c->files[i];
		git_tree_update *u = &c->update[i];

		rc = git_path_check(f->path, err);
		if (rc)
			return rc;
		u->path = f->path;
		u->action = f->data ? GIT_TREE_UPDATE_UPSERT
				    : GIT_TREE_UPDATE_REMOVE;
		u->filemode = GIT_FILEMODE_BLOB;
		rc = f->data ? git_blob_create_from_buffer(
				       &u->id, c->r->g, f->data, f->len) : 0;
		if (rc)
			return git_fail(err, rc, f->path);
	}
	return 0;
}

/* The tip of the branch; NULL if the branch is unborn. */
static int tip(git_commit **out, struct change *c)
{
	git_oid oid;
	int rc = git_reference_name_to_id(&oid, c->r->g, c->ref);

	*out = NULL;
	if (rc == GIT_ENOTFOUND)
		return 0;
	return rc ? rc : git_commit_lookup(out, c->r->g, &oid);
}

static int empty_tree(git_tree **out, git_repository *g)
{
	git_treebuilder *b = NULL;
	git_oid oid;
	int rc = git_treebuilder_new(&b, g, NULL);

	if (!rc)
		rc = git_treebuilder_write(&oid, b);
	if (!rc)
		rc = git_tree_lookup(out, g, &oid);
	git_treebuilder_free(b);
	return rc;
}

/* One try on the branch as it is now. */
static int attempt(git_oid *id, struct change *c)
{
	git_commit *parent = NULL;
	git_tree *base = NULL, *tree = NULL;
	git_oid oid;
	int rc = tip(&parent, c);

	if (!rc)
		rc = parent ? git_commit_tree(&base, parent)
			    : empty_tree(&base, c->r->g);
	if (!rc)
		rc = git_tree_create_updated(&oid, c->r->g, base, c->count,
					     c->update);
	if (!rc)
		rc = git_tree_lookup(&tree, c->r->g, &oid);
	if (!rc)
		rc = git_commit_create(id, c->r->g, c->ref, c->who, c->who,
				       NULL, c->message, tree,
				       parent ? 1 : 0,
				       (const git_commit *[]){parent});
	git_tree_free(tree);
	git_tree_free(base);
	git_commit_free(parent);
	return rc;
}

static int commit(char id[COMMIT_HEX], struct change *c, struct error *err)
{
	git_oid oid;
	mode_t mask = umask(007);
	int rc = write_blobs(c, err), grc = GIT_ELOCKED;
	int fd = rc ? -1 : git_queue(c->r);

	for (int i = 0; !rc && i < RETRIES && grc; i++) {
		if (i)
			poll(NULL, 0, PAUSE);
		grc = attempt(&oid, c);
		if (grc != GIT_ELOCKED && grc != GIT_EMODIFIED)
			break; /* else a foreign program was in between */
	}
	umask(mask);
	if (fd >= 0)
		close(fd);
	if (rc)
		return rc;
	if (grc)
		return git_ref_fail(err, grc, c->r, c->ref);
	git_oid_tostr(id, COMMIT_HEX, &oid);
	return 0;
}

int repo_commit(char id[COMMIT_HEX], struct repo *r, const char *branch,
		const struct repo_file *files, size_t count,
		const struct repo_person *who, int64_t at, int offset,
		const char *message, struct error *err)
{
	struct change c = {.r = r, .files = files, .count = count,
			   .message = message};
	struct str ref = {0};
	int rc = git_branch_ref(&ref, branch, err), grc;

	if (!rc && !(c.update = mem_zalloc((count + 1) * sizeof(*c.update))))
		rc = error_nomem(err);
	if (!rc) {
		c.ref = str_text(&ref);
		grc = git_signature_new(&c.who, who->name, who->email,
					at / 1000, offset / 60);
		rc = grc ? git_fail(err, grc, who->name)
			 : commit(id, &c, err);
	}
	git_signature_free(c.who);
	mem_free(c.update);
	str_release(&ref);
	return rc;
}

/* The commit is whole before the branch moves to it. */
static int commit_on(git_oid *id, struct change *c, const git_commit *parent)
{
	git_tree *base = NULL, *tree = NULL;
	git_oid oid;
	int rc = git_commit_tree(&base, parent);

	if (!rc && c->count)
		rc = git_tree_create_updated(&oid, c->r->g, base, c->count,
					     c->update);
	if (!rc)
		rc = git_tree_lookup(&tree, c->r->g,
				     c->count ? &oid : git_tree_id(base));
	if (!rc)
		rc = git_commit_create(id, c->r->g, NULL, c->who, c->who, NULL,
				       c->message, tree, 1,
				       (const git_commit *[]){parent});
	git_tree_free(tree);
	git_tree_free(base);
	return rc;
}

int repo_commit_on(char id[COMMIT_HEX], struct repo *r, const char *branch,
		   const char *expect, const struct repo_file *files,
		   size_t count, const struct repo_person *who, int64_t at,
		   int offset, const char *message, struct error *err)
{
	struct change c = {.r = r, .files = files, .count = count,
			   .message = message};
	mode_t mask = umask(007);
	git_commit *parent = NULL;
	git_oid oid;
	int rc = git_commit_of(&parent, r, expect, err), grc = 0;

	if (!rc && !(c.update = mem_zalloc((count + 1) * sizeof(*c.update))))
		rc = error_nomem(err);
	if (!rc)
		rc = write_blobs(&c, err);
	if (!rc)
		grc = git_signature_new(&c.who, who->name, who->email,
					at / 1000, offset / 60);
	if (!rc && !grc)
		grc = commit_on(&oid, &c, parent);
	if (grc)
		rc = git_fail(err, grc, branch ? branch : expect);
	if (!rc && branch)
		rc = git_ref_move(r, branch, &oid, git_commit_id(parent), err);
	umask(mask);
	if (!rc)
		git_oid_tostr(id, COMMIT_HEX, &oid);
	git_signature_free(c.who);
	git_commit_free(parent);
	mem_free(c.update);
	return rc;
}

/* --- who ------------------------------------------------------------------- */

int repo_user(char **name, char **email, struct repo *r, struct error *err)
{
	git_signature *who = NULL;
	int rc = git_signature_default(&who, r->g);

	*name = *email = NULL;
	if (rc) {
		error_set(err, ERR_NOTFOUND,
			  _("git does not know your name and address"));
		error_fix(err, "git config --global user.name \"...\"\n"
			       "git config --global user.email ...");
		return ERR_NOTFOUND;
	}
	*name = mem_strdup(who->name);
	*email = mem_strdup(who->email);
	git_signature_free(who);
	if (*name && *email)
		return 0;
	mem_free(*name);
	mem_free(*email);
	*name = *email = NULL;
	return error_nomem(err);
}
