/* core/repo/folder.c - one folder of a commit by names and object ids, so
 * that who has read a text once need not read it again. */
#include <git2.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/repo/git.h"

/* The tree of a folder; ERR_NOTFOUND. git_tree_free(). */
static int tree_of(git_tree **out, struct repo *r, git_commit *c,
		   const char *folder, struct error *err)
{
	git_tree_entry *entry = NULL;
	git_tree *root = NULL;
	int rc = git_commit_tree(&root, c);

	*out = NULL;
	if (!rc && !*folder) {
		*out = root;
		return 0;
	}
	if (!rc)
		rc = git_tree_entry_bypath(&entry, root, folder);
	if (!rc)
		rc = git_tree_entry_type(entry) == GIT_OBJECT_TREE
			     ? git_tree_lookup(out, r->g,
					       git_tree_entry_id(entry))
			     : GIT_ENOTFOUND;
	git_tree_entry_free(entry);
	git_tree_free(root);
	return rc ? git_fail(err, rc, folder) : 0;
}

int repo_folder(struct repo *r, const char *commit, const char *folder,
		int (*fn)(void *ctx, const char *name, const char *id,
			  bool is_folder),
		void *ctx, struct error *err)
{
	git_commit *c = NULL;
	git_tree *tree = NULL;
	char id[COMMIT_HEX];
	int rc = *folder ? git_path_check(folder, err) : 0;

	if (!rc)
		rc = git_commit_of(&c, r, commit, err);
	if (!rc)
		rc = tree_of(&tree, r, c, folder, err);
	for (size_t i = 0; !rc && i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *e = git_tree_entry_byindex(tree, i);
		const char *name = git_tree_entry_name(e);
		git_filemode_t mode = git_tree_entry_filemode(e);

		if (git_path_check(name, NULL) ||
		    mode == GIT_FILEMODE_LINK || mode == GIT_FILEMODE_COMMIT)
			continue;
		git_oid_tostr(id, sizeof(id), git_tree_entry_id(e));
		rc = fn(ctx, name, id, mode == GIT_FILEMODE_TREE);
	}
	git_tree_free(tree);
	git_commit_free(c);
	return rc;
}

int repo_blob(struct str *out, struct repo *r, const char *id,
	      struct error *err)
{
	git_oid oid;
	int rc = git_oid_fromstr(&oid, id);

	return rc ? git_fail(err, rc, id)
		  : git_blob_text(out, r, &oid, id, err);
}
