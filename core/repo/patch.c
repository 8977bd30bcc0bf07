/* core/repo/patch.c - two texts as a plain patch. */
#include <git2.h>

#include "core/base/tr.h"
#include "core/repo/git.h"

int repo_patch(struct str *out, const char *path, const char *was,
	       size_t was_len, const char *is, size_t is_len,
	       struct error *err)
{
	git_patch *patch = NULL;
	git_buf buf = {0};
	int rc = git_libgit2_init();

	if (rc >= 0)
		rc = git_patch_from_buffers(&patch, was, was_len, path, is,
					    is_len, path, NULL);
	if (!rc)
		rc = git_patch_to_buf(&buf, patch);
	if (!rc)
		str_addn(out, buf.ptr, buf.size);
	git_buf_dispose(&buf);
	git_patch_free(patch);
	if (rc)
		return git_fail(err, rc, path);
	return out->failed ? error_nomem(err) : 0;
}
