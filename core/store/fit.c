/* core/store/fit.c - may what came from elsewhere come into force? */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/beside.h"
#include "core/store/sharing.h"

#define TOLD 3 /* findings that are told; all count */

struct fit {
	struct store *s;
	const char *commit;
	struct map broken; /* slugs that are wrong at main already */
	struct arena arena;
	size_t errors;
	struct str told;
};

/* --- the files of one playbook -------------------------------------------------- */

/* All that matters is whether two commits hold the same bytes. */
static bool same_file(struct fit *c, const char *path)
{
	struct str a = {0}, b = {0};
	int x = repo_read(&a, c->s->repo, BRANCH_MAIN, path, NULL);
	int y = repo_read(&b, c->s->repo, c->commit, path, NULL);
	bool same = x == y && a.len == b.len &&
		    !memcmp(str_text(&a), str_text(&b), a.len);

	str_release(&b);
	str_release(&a);
	return same;
}

static void tell(struct fit *c, const char *text)
{
	if (c->errors++ < TOLD)
		str_addf(&c->told, "%s%.*s", c->told.len ? "\n" : "",
			 (int)strcspn(text, "\n"), text);
}

static int note_broken(void *ctx, const char *slug, struct findings *f)
{
	struct fit *c = ctx;
	char path[80];

	snprintf(path, sizeof(path), "%s.md", slug);
	if (!f->errors || !same_file(c, path))
		return 0;
	slug = arena_strdup(&c->arena, slug);
	return slug && !map_puts(&c->broken, slug, (void *)(uintptr_t)slug)
		       ? 0 : ERR_NOMEM;
}

static int tell_errors(struct fit *c, const struct findings *f)
{
	struct str text = {0};

	for (size_t i = 0; i < f->count; i++) {
		if (f->at[i].level != LINT_ERROR)
			continue;
		str_clear(&text);
		finding_text(&text, &f->at[i]);
		tell(c, str_text(&text));
	}
	str_release(&text);
	return f->failed ? ERR_NOMEM : 0;
}

static int judge(void *ctx, const char *slug, struct findings *f)
{
	struct fit *c = ctx;

	return map_gets(&c->broken, slug) ? 0 : tell_errors(c, f);
}

/* --- what else main is read for --------------------------------------------------- */

/* A file that is there and is a playbook no more (its head is gone, say)
 * would leave the list without a word. */
static int look_for_lost(struct fit *c, struct error *err)
{
	const char **slug;
	size_t n;
	char path[80];
	int rc = books_slugs(&slug, &n, &c->arena, c->s, BRANCH_MAIN, err);

	if (rc == ERR_NOTFOUND) { /* there is no main yet: nothing to lose */
		error_clear(err);
		return 0;
	}
	for (size_t i = 0; !rc && i < n; i++) {
		struct str text = {0}, line = {0};

		snprintf(path, sizeof(path), "%s.md", slug[i]);
		if (!repo_read(&text, c->s->repo, c->commit, path, NULL) &&
		    !playbook_is(str_text(&text), text.len)) {
			str_addf(&line, _("%s: is no playbook any more"),
				 path);
			tell(c, str_text(&line));
		}
		str_release(&line);
		str_release(&text);
	}
	return rc;
}

/* Clocks, notices, drills and the team. */
static int look_beside(struct fit *c, struct error *err)
{
	const struct files_at at = {c->s, c->commit};
	struct findings f = {0};
	struct beside files;
	int rc = files_at(&files, &at, &c->arena, err);

	if (!rc)
		rc = store_lint_beside(&f, c->s, &files, BRANCH_MAIN, err);
	if (!rc)
		rc = tell_errors(c, &f);
	findings_release(&f);
	return rc;
}

int share_fit(struct store *s, const char *commit, struct error *err)
{
	struct fit c = {.s = s, .commit = commit};
	int rc = store_lint_all(s, BRANCH_MAIN, note_broken, &c, NULL);

	rc = rc == ERR_NOMEM ? rc : look_for_lost(&c, err);
	if (!rc)
		rc = look_beside(&c, err);
	if (!rc)
		rc = store_lint_all(s, commit, judge, &c, err);
	if (rc == ERR_NOMEM || c.told.failed)
		rc = error_nomem(err);
	if (!rc && c.errors) {
		rc = error_set(err, ERR_INVALID,
			       ngettext("%zu error in these playbooks: they "
					"are not put in force",
					"%zu errors in these playbooks: they "
					"are not put in force", c.errors),
			       c.errors);
		error_where(err, "%s", str_text(&c.told));
		error_fix(err, _("whoever pushed them mends them; all errors, "
				 "in a clone: stanch playbook lint ."));
	}
	map_release(&c.broken);
	arena_release(&c.arena);
	str_release(&c.told);
	return rc;
}
