/* tui/cmd/lint_folder.c - `playbook lint FOLDER`: all that a repository of
 * playbooks holds, without a store. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/finding.h"
#include "core/playbook/markdown.h"
#include "core/store/folder.h"
#include "tui/cmd/lint.h"

struct pass { /* over one folder */
	struct linting *l;
	struct folder *d;
	const char *dir;   /* with its slash */
	struct findings f; /* of files that cannot be had */
	struct error *err;
};

static void tell(struct pass *p, struct findings *f)
{
	lint_tell(p->l, p->dir, f);
	findings_release(f);
}

/* --- playbooks ------------------------------------------------------------------ */

/* A front matter that is too big or too deep to be read names its kind. */
static bool says_playbook(const struct pb_source *s)
{
	static const char key[] = "\nplaybook:";

	return str_starts(s->text, "---") &&
	       memmem(s->text, s->len, key, sizeof(key) - 1);
}

/* A playbook that was saved with a byte order mark, or in UTF-16, is meant to
 * be one too. */
static bool meant_as_playbook(const struct pb_source *s)
{
	static const char mark[] = "\xef\xbb\xbf", little[] = "\xff\xfe-\0-\0-",
			  big[] = "\xfe\xff\0-\0-\0-";

	if (s->len > 3 && !memcmp(s->text, mark, 3))
		return playbook_is(s->text + 3, s->len - 3);
	return playbook_is(s->text, s->len) || says_playbook(s) ||
	       (s->len > 8 && (!memcmp(s->text, little, 7) ||
			       !memcmp(s->text, big, 8)));
}

static bool any_playbook(const struct pb_texts *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (meant_as_playbook(&t->src[i]))
			return true;
	return false;
}

static int lint_book(void *ctx, const char *name, const struct pb_texts *t)
{
	struct pass *p = ctx;
	struct playbook *pb = NULL;
	struct findings f = {0};
	struct place at = {.file = t->src[0].name};
	int rc;

	if (!any_playbook(t))
		return 0;
	p->l->books++;
	if (strlen(at.file) != strlen(name) + strlen(".md")) {
		finding_add(&f, LINT_TRANSLATION, &at, NULL,
			    _("there is no %s.md that this is a translation "
			      "of"), name);
		tell(p, &f);
		return 0;
	}
	rc = playbook_read(&pb, t->src, t->count, &f, p->err);
	if (!rc)
		rc = folder_lint(&f, p->d, pb, t->src, t->count, p->err);
	else
		rc = finding_unread(&f, at.file, rc, p->err);
	playbook_free(pb);
	tell(p, &f);
	return rc;
}

/* --- the folder --------------------------------------------------------------------- */

/* Whoever has a store already is told what went since it was put in force; a
 * git host has none, and none is made. */
static int store_if_any(struct store **out, struct linting *l,
			struct error *err)
{
	char *path = io_join(l->x->paths.home, "playbooks");
	int rc = 0;

	*out = NULL;
	if (!path)
		return error_nomem(err);
	if (io_exists(path))
		rc = cli_store(out, l->x, err);
	mem_free(path);
	return rc;
}

static int lint_all(struct pass *p)
{
	size_t looked = 0;
	int rc = folder_groups(p->dir, &p->f, lint_book, p, p->err);

	tell(p, &p->f);
	if (!rc)
		rc = folder_lint_beside(&p->f, &looked, p->d, p->err);
	p->l->others += looked;
	tell(p, &p->f);
	return rc;
}

int lint_folder(struct linting *l, const char *path, struct error *err)
{
	struct str dir = {0};
	struct pass p = {.l = l, .err = err};
	struct store *s;
	int rc = store_if_any(&s, l, err);

	str_addf(&dir, "%s%s", path, str_ends(path, "/") ? "" : "/");
	p.dir = str_text(&dir);
	if (!rc && dir.failed)
		rc = error_nomem(err);
	if (!rc)
		rc = folder_open(&p.d, p.dir, s, err);
	l->short_lines = true;
	if (!rc) {
		size_t had = l->books + l->others + l->errors;

		rc = lint_all(&p);
		if (!rc && had == l->books + l->others + l->errors)
			rc = error_set(err, ERR_NOTFOUND,
				       _("%s: no playbook in it"), path);
	}
	l->short_lines = false;
	findings_release(&p.f);
	folder_close(p.d);
	str_release(&dir);
	return rc;
}
