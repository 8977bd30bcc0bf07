/* core/repo/branch.c - branches: made, listed, moved, taken away. */
#include <fcntl.h>
#include <git2.h>
#include <poll.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/repo/git.h"

#define RETRIES 50
#define PAUSE 5 /* ms */

int git_branch_ref(struct str *ref, const char *branch, struct error *err)
{
	struct str shown = {0};
	int valid = 0;

	str_addf(ref, "refs/heads/%s", branch);
	if (ref->failed)
		return error_nomem(err);
	if (*branch != '-' &&
	    !git_reference_name_is_valid(&valid, str_text(ref)) && valid)
		return 0;
	show_text(&shown, branch);
	error_set(err, ERR_USAGE, _("\"%s\" is no name for a branch"),
		  str_text(&shown));
	str_release(&shown);
	return ERR_USAGE;
}

/* libgit2 never waits for a lock, so our own writers queue at the folder
 * first; a crash opens it. Who cannot get in within two seconds tries all
 * the same. */
int git_queue(struct repo *r)
{
	int fd = open(git_repository_path(r->g),
		      O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	for (int i = 0; fd >= 0 && i < 400 && flock(fd, LOCK_EX | LOCK_NB);
	     i++)
		poll(NULL, 0, PAUSE);
	return fd;
}

int git_ref_fail(struct error *err, int rc, struct repo *r, const char *ref)
{
	struct str lock = {0};
	int code = git_fail(err, rc, ref);

	str_addf(&lock, "%s%s.lock", git_repository_commondir(r->g), ref);
	if (rc == GIT_ELOCKED && !access(str_text(&lock), F_OK)) {
		error_set(err, ERR_BUSY, _("%s is locked"), ref);
		error_where(err, "%s", str_text(&lock));
		error_fix(err, _("Another program is writing there, or died "
				 "while it did. Try again; if it stays and "
				 "nobody is writing:\nrm %s"),
			  str_text(&lock));
	}
	str_release(&lock);
	return code;
}

/* --- making and listing ---------------------------------------------------- */

int repo_branch(struct repo *r, const char *branch, const char *commit,
		struct error *err)
{
	git_reference *made = NULL;
	git_commit *c = NULL;
	struct str ref = {0};
	mode_t mask;
	int rc = git_branch_ref(&ref, branch, err), grc;

	if (!rc)
		rc = git_commit_of(&c, r, commit, err);
	if (!rc) {
		mask = umask(007);
		grc = git_reference_create(&made, r->g, str_text(&ref),
					   git_commit_id(c), 0, NULL);
		umask(mask);
		if (grc == GIT_EEXISTS)
			rc = error_set(err, ERR_REFUSED,
				       _("the branch %s is there already"),
				       branch);
		else if (grc)
			rc = git_ref_fail(err, grc, r, str_text(&ref));
	}
	git_reference_free(made);
	git_commit_free(c);
	str_release(&ref);
	return rc;
}

int repo_branches(struct repo *r, int (*fn)(void *ctx, const char *name),
		  void *ctx, struct error *err)
{
	git_strarray all = {0};
	int rc = git_reference_list(&all, r->g);

	if (rc)
		return git_fail(err, rc, r->dir);
	for (size_t i = 0; i < all.count && !rc; i++)
		if (str_starts(all.strings[i], "refs/heads/"))
			rc = fn(ctx, all.strings[i] + 11);
	git_strarray_dispose(&all);
	return rc;
}

bool repo_checked_out(struct repo *r, const char *branch)
{
	git_reference *ref = NULL;
	bool out;

	if (git_branch_lookup(&ref, r->g, branch, GIT_BRANCH_LOCAL))
		return false;
	out = git_branch_is_checked_out(ref) == 1 ||
	      (!git_repository_is_bare(r->g) && git_branch_is_head(ref) == 1);
	git_reference_free(ref);
	return out && !git_repository_is_bare(r->g);
}

int repo_branch_tip(char id[COMMIT_HEX], struct repo *r, const char *branch,
		    struct error *err)
{
	struct str ref = {0};
	git_oid oid;
	int rc = git_branch_ref(&ref, branch, err), grc;

	if (!rc) {
		grc = git_reference_name_to_id(&oid, r->g, str_text(&ref));
		if (grc == GIT_ENOTFOUND)
			rc = error_set(err, ERR_NOTFOUND,
				       _("no branch \"%s\""), branch);
		else if (grc)
			rc = git_fail(err, grc, branch);
		else
			git_oid_tostr(id, COMMIT_HEX, &oid);
	}
	str_release(&ref);
	return rc;
}

/* --- moving ---------------------------------------------------------------- */

static int moved(struct error *err, const char *branch)
{
	struct str shown = {0};

	show_text(&shown, branch);
	error_set(err, ERR_MOVED, _("%s was changed by somebody else "
				    "meanwhile"), str_text(&shown));
	error_fix(err, _("Nothing of yours was written or lost: do it "
			 "again."));
	str_release(&shown);
	return ERR_MOVED;
}

/* Waits for foreign locks as a commit does. */
static int set_ref(struct repo *r, const char *ref, const git_oid *to,
		   const git_oid *from)
{
	git_reference *made = NULL;
	int rc = GIT_ELOCKED;

	for (int i = 0; i < RETRIES && rc == GIT_ELOCKED; i++) {
		if (i)
			poll(NULL, 0, PAUSE);
		rc = git_reference_create_matching(&made, r->g, ref, to, 1,
						   from, "stanch");
		git_reference_free(made);
		made = NULL;
	}
	return rc;
}

int git_ref_move(struct repo *r, const char *branch, const git_oid *to,
		 const git_oid *from, struct error *err)
{
	struct str ref = {0};
	git_oid now;
	int rc = git_branch_ref(&ref, branch, err), grc = 0;
	int fd = rc ? -1 : git_queue(r);

	if (!rc)
		grc = git_reference_name_to_id(&now, r->g, str_text(&ref));
	if (!rc && grc == GIT_ENOTFOUND)
		rc = moved(err, branch);
	else if (!rc && !grc && !git_oid_equal(&now, from))
		rc = moved(err, branch);
	else if (!rc && !grc)
		grc = set_ref(r, str_text(&ref), to, from);
	if (!rc && grc == GIT_EMODIFIED)
		rc = moved(err, branch);
	else if (!rc && grc)
		rc = git_ref_fail(err, grc, r, str_text(&ref));
	if (fd >= 0)
		close(fd);
	str_release(&ref);
	return rc;
}

int repo_branch_move(struct repo *r, const char *branch, const char *from,
		     const char *to, struct error *err)
{
	git_commit *a = NULL, *b = NULL;
	mode_t mask = umask(007);
	int rc = git_commit_of(&a, r, from, err);

	if (!rc)
		rc = git_commit_of(&b, r, to, err);
	if (!rc)
		rc = git_ref_move(r, branch, git_commit_id(b),
				  git_commit_id(a), err);
	umask(mask);
	git_commit_free(b);
	git_commit_free(a);
	return rc;
}

int repo_branch_drop(struct repo *r, const char *branch, const char *from,
		     struct error *err)
{
	git_reference *ref = NULL;
	git_commit *c = NULL;
	struct str name = {0};
	int rc = git_commit_of(&c, r, from, err), grc, fd;

	if (!rc)
		rc = git_branch_ref(&name, branch, err);
	if (!rc && repo_checked_out(r, branch)) {
		rc = error_set(err, ERR_REFUSED,
			       _("%s is checked out in a work tree: it stays"),
			       branch);
		error_fix(err, "git switch main");
	}
	fd = rc ? -1 : git_queue(r);
	if (!rc) {
		grc = git_reference_lookup(&ref, r->g, str_text(&name));
		if (grc == GIT_ENOTFOUND ||
		    (!grc && (!git_reference_target(ref) ||
			      !git_oid_equal(git_reference_target(ref),
					     git_commit_id(c)))))
			rc = moved(err, branch);
		else if (!grc)
			grc = git_reference_delete(ref);
		if (!rc && grc == GIT_EMODIFIED)
			rc = moved(err, branch);
		else if (!rc && grc)
			rc = git_ref_fail(err, grc, r, str_text(&name));
	}
	if (fd >= 0)
		close(fd);
	git_reference_free(ref);
	git_commit_free(c);
	str_release(&name);
	return rc;
}
