/* tui/screen/draftedit.c - see draftedit.h. */
#include "tui/screen/draftedit.h"

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/draft.h"
#include "tui/screen/ctx.h"

static bool is_kept(struct store *s, const char *draft, const char *file)
{
	struct arena a = {0};
	const char **kept;
	size_t n = 0;
	bool found = false;

	if (!store_draft_kept(&kept, &n, &a, s, draft, NULL))
		for (size_t i = 0; i < n; i++)
			found |= str_eq(kept[i], file);
	arena_release(&a);
	return found;
}

int draftedit_line(const char *text, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at && text[i]; i++)
		line += text[i] == '\n';
	return line;
}

static int run(struct app *app, const char *draft, const char *file, int line,
	       const struct str *before, bool kept, struct error *err)
{
	struct store *s = ctx_of(app)->store;
	char *path;
	int status, rc = 0;

	if (!kept)
		rc = store_draft_keep(s, draft, file, str_text(before),
				      before->len, err);
	if (!rc)
		rc = store_draft_path(&path, s, draft, file, err);
	if (rc)
		return rc;
	status = app_edit_file(app, path, line);
	mem_free(path);
	if (status <= 0)
		return 0;
	if (kept)
		rc = store_draft_keep(s, draft, file, str_text(before),
				      before->len, err);
	return rc ? rc
		  : error_set(err, ERR_CANCELLED,
			      _("the editor ended with %d; nothing was "
				"changed"), status);
}

int draftedit_run(bool *changed, struct app *app, const char *draft,
		  const char *file, int line, struct error *err)
{
	struct store *s = ctx_of(app)->store;
	struct str before = {0}, after = {0};
	bool kept = is_kept(s, draft, file);
	int rc = store_draft_text(&before, s, draft, file, err);

	*changed = false;
	if (!rc)
		rc = run(app, draft, file, line, &before, kept, err);
	if (!rc)
		rc = store_draft_text(&after, s, draft, file, err);
	if (!rc)
		*changed = !str_eq(str_text(&before), str_text(&after));
	if (!*changed && !kept)
		store_draft_forget(s, draft, file, NULL);
	str_release(&before);
	str_release(&after);
	return rc;
}
