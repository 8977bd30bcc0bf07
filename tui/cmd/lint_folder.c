/* tui/cmd/lint_folder.c - `playbook lint FOLDER`: all that a repository of
 * playbooks holds, without a store. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/drill/scenario.h"
#include "core/notice/check.h"
#include "core/playbook/finding.h"
#include "core/playbook/markdown.h"
#include "core/store/folder.h"
#include "tui/cmd/lint.h"

struct pass { /* over one folder */
	struct linting *l;
	struct folder *d;
	const char *dir;    /* with its slash */
	struct str under;   /* of the files looked at: dir/notices/ */
	struct findings f;  /* of files that cannot be had */
	struct error *err;
};

/* The folder below dir; false if there is none. */
static bool go_below(struct pass *p, const char *name)
{
	str_clear(&p->under);
	str_addf(&p->under, "%s%s", p->dir, name);
	return !p->under.failed && io_exists(str_text(&p->under));
}

static void tell(struct pass *p, struct findings *f)
{
	lint_tell(p->l, str_text(&p->under), f);
	findings_release(f);
}

/* --- playbooks ------------------------------------------------------------------ */

/* A playbook that was saved with a byte order mark, or in UTF-16, is meant to
 * be one too. */
static bool meant_as_playbook(const struct pb_source *s)
{
	static const char mark[] = "\xef\xbb\xbf", little[] = "\xff\xfe-\0-\0-",
			  big[] = "\xfe\xff\0-\0-\0-";

	if (s->len > 3 && !memcmp(s->text, mark, 3))
		return playbook_is(s->text + 3, s->len - 3);
	return playbook_is(s->text, s->len) ||
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
	else if (rc == ERR_INVALID && f.errors)
		rc = 0; /* no playbook at all: the finding says so */
	playbook_free(pb);
	tell(p, &f);
	return rc;
}

/* --- notices -------------------------------------------------------------------- */

static bool has_recipient(void *ctx, const char *kind)
{
	return clock_recipient(ctx, kind);
}

static int items_of(void *ctx, const char *list)
{
	const struct clock_list *l = clock_list(ctx, list);

	return l ? (int)l->items : 0;
}

static const char *nearest(void *ctx, const char *word)
{
	return clock_nearest(ctx, word, false);
}

static int lint_notice(void *ctx, const char *name)
{
	struct pass *p = ctx;
	struct notice_world world = {
		.recipient = has_recipient, .items = items_of,
		.nearest = nearest,
		.ctx = (void *)(uintptr_t)folder_clocks(p->d)};
	struct notice_template *t = NULL;
	struct findings f = {0};
	struct str text = {0}, path = {0};
	int rc;

	if (!str_ends(name, ".md"))
		return 0;
	str_addf(&path, "%s%s", str_text(&p->under), name);
	rc = io_read(&text, str_text(&path), NOTICE_MAX, p->err);
	if (!rc)
		rc = notice_template_read(&t, name, str_text(&text), text.len,
					  &f, p->err);
	if (!rc)
		rc = notice_lint(&f, t, name, &world, p->err);
	if ((rc == ERR_INVALID || rc == ERR_TOOBIG) && !f.errors)
		finding_add(&f, LINT_DATA, &(struct place){.file = name}, NULL,
			    "%s", p->err->what);
	notice_template_free(t);
	findings_sort(&f);
	p->l->others++;
	tell(p, &f);
	str_release(&text);
	str_release(&path);
	return rc == ERR_INVALID || rc == ERR_TOOBIG ? 0 : rc;
}

/* --- scenarios of drills ---------------------------------------------------------- */

static int scenario_book(struct playbook **out, struct pb_texts *t,
			 struct findings *f, struct pass *p,
			 const struct scenario *sc)
{
	struct findings ignored = {0};
	int rc = folder_texts(t, p->dir, sc->slug, p->err);

	if (!rc)
		rc = playbook_read(out, t->src, t->count, &ignored, p->err);
	findings_release(&ignored);
	if (rc != ERR_NOTFOUND && rc != ERR_INVALID)
		return rc;
	drill_no_playbook(f, sc);
	return 0;
}

static int lint_scenario(void *ctx, const char *name,
			 const struct pb_texts *t)
{
	struct pass *p = ctx;
	struct scenario *sc = NULL;
	struct playbook *pb = NULL;
	struct pb_texts book = {0};
	struct findings f = {0};
	struct scenario_world w;
	int rc = scenario_read(&sc, t->src, t->count, &f, p->err);

	(void)name;
	if (!rc && sc->slug)
		rc = scenario_book(&pb, &book, &f, p, sc);
	drill_world_of(&w, folder_clocks(p->d), pb);
	if (!rc)
		rc = scenario_lint(&f, sc, &w, p->err);
	else if (rc == ERR_INVALID && f.errors)
		rc = 0; /* no scenario at all: the finding says so */
	scenario_free(sc);
	playbook_free(pb);
	pb_texts_release(&book);
	p->l->others++;
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
	int rc = folder_groups(p->dir, &p->f, lint_book, p, p->err);

	tell(p, &p->f);
	if (!rc && go_below(p, "notices/"))
		rc = io_list(str_text(&p->under), lint_notice, p, p->err);
	if (!rc && go_below(p, "drills/")) {
		rc = folder_groups(str_text(&p->under), &p->f, lint_scenario,
				   p, p->err);
		tell(p, &p->f);
	}
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
	if (!rc && (dir.failed || (!go_below(&p, "") && p.under.failed)))
		rc = error_nomem(err);
	if (!rc)
		rc = folder_open(&p.d, p.dir, s, &p.f, err);
	l->short_lines = true;
	if (!rc) {
		size_t had = l->books + l->others + l->errors;

		tell(&p, &p.f);
		rc = lint_all(&p);
		if (!rc && had == l->books + l->others + l->errors)
			rc = error_set(err, ERR_NOTFOUND,
				       _("%s: no playbook in it"), path);
	}
	l->short_lines = false;
	findings_release(&p.f);
	folder_close(p.d);
	str_release(&p.under);
	str_release(&dir);
	return rc;
}
