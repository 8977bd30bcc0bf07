/* tui/cmd/lint.c - see lint.h. */
#include "tui/cmd/lint.h"

#include <string.h>
#include <sys/stat.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "core/playbook/finding.h"
#include "tui/cmd/draft.h"

/* --- telling ---------------------------------------------------------------------- */

static void finding_json(struct cli *x, const char *dir,
			 const struct finding *f)
{
	struct jwrite *w = x->out.json;
	struct str file = {0};

	str_addf(&file, "%s%s", dir, f->file);
	jwrite_object(w, NULL);
	jwrite_str(w, "file", str_text(&file));
	jwrite_int(w, "line", f->line);
	jwrite_int(w, "col", f->col);
	jwrite_str(w, "level", lint_level_name(f->level));
	jwrite_str(w, "code", f->code);
	jwrite_str(w, "what", f->what);
	jwrite_str(w, "step", f->step);
	jwrite_str(w, "fix", f->fix);
	jwrite_end(w);
	str_release(&file);
}

static void finding_plain(struct table *t, const char *dir,
			  const struct finding *f)
{
	table_cellf(t, "%s%s", dir, f->file);
	table_cellf(t, "%d", f->line);
	table_cellf(t, "%d", f->col);
	table_cell(t, lint_level_name(f->level));
	table_cell(t, f->code);
	table_cell(t, f->what);
}

static void finding_lines(struct cli *x, const char *dir,
			  const struct finding *f)
{
	struct str file = {0}, text = {0};
	struct finding here = *f;

	str_addf(&file, "%s%s", dir, f->file);
	here.file = str_text(&file);
	finding_text(&text, &here);
	out_text(&x->out, 0, str_text(&text));
	str_release(&file);
	str_release(&text);
}

/* For the log of a git host: what, and how to write it, in one line. */
static void finding_line(struct cli *x, const char *dir,
			 const struct finding *f)
{
	out_line(&x->out, "%s%s:%d:%d: %s: %s%s%s%s", dir, f->file, f->line,
		 f->col, lint_level_name(f->level), f->what, f->fix ? " (" : "",
		 f->fix ? f->fix : "", f->fix ? ")" : "");
}

void lint_tell(struct linting *l, const char *dir, const struct findings *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (l->x->out.mode == OUT_JSON)
			finding_json(l->x, dir, &f->at[i]);
		else if (l->x->out.mode == OUT_PLAIN)
			finding_plain(&l->table, dir, &f->at[i]);
		else if (l->short_lines)
			finding_line(l->x, dir, &f->at[i]);
		else
			finding_lines(l->x, dir, &f->at[i]);
	l->errors += f->errors;
	l->warnings += f->warnings;
	l->hints += f->hints;
}

void lint_tell_edited(struct cli *x, const struct findings *f,
		      const char *file, const char *draft)
{
	size_t others = 0;

	for (int errors = 0; errors < 2; errors++)
		for (size_t i = 0; i < f->count; i++) {
			bool error = f->at[i].level == LINT_ERROR;

			if (error != errors)
				continue;
			if (error || str_eq(f->at[i].file, file))
				finding_lines(x, "", &f->at[i]);
			else
				others++;
		}
	if (others)
		out_note(&x->out, ngettext("%zu finding in other files: "
					   "stanch playbook lint draft/%s",
					   "%zu findings in other files: "
					   "stanch playbook lint draft/%s",
					   (unsigned long)others),
			 others, draft);
}

/* --- files of one playbook ------------------------------------------------------------ */

struct gathered { /* one playbook's files in a folder, base first */
	const char *dir; /* "" or with its slash */
	char slug[64];
	struct pb_source src[PB_LANGS];
	size_t count;
	bool base; /* src[0] is <slug>.md */
	struct arena arena;
	struct error *err;
};

/* "ransomware" of "ransomware.zh.md"; false if it is no such name. */
static bool slug_of(char *slug, size_t size, const char *name)
{
	size_t n = strcspn(name, ".");

	if (!str_ends(name, ".md") || n == 0 || n >= size)
		return false;
	memcpy(slug, name, n);
	slug[n] = '\0';
	return true;
}

static int load(struct gathered *g, const char *name, struct error *err)
{
	struct str path = {0}, text = {0};
	struct pb_source s = {.name = arena_strdup(&g->arena, name)};
	int rc;

	str_addf(&path, "%s%s", g->dir, name);
	rc = io_read(&text, str_text(&path), MARKDOWN_MAX, err);
	if (!rc) {
		s.len = text.len;
		s.text = arena_strndup(&g->arena, str_text(&text), text.len);
	}
	if (!rc && (!s.name || !s.text || path.failed || text.failed))
		rc = error_nomem(err);
	if (!rc && !strcmp(name + strlen(g->slug), ".md")) {
		memmove(g->src + 1, g->src, g->count * sizeof(*g->src));
		g->src[0] = s;
		g->count++;
		g->base = true;
	} else if (!rc)
		g->src[g->count++] = s;
	str_release(&path);
	str_release(&text);
	return rc;
}

static int gather_name(void *ctx, const char *name)
{
	struct gathered *g = ctx;
	char slug[64];

	if (!slug_of(slug, sizeof(slug), name) || strcmp(slug, g->slug) != 0)
		return 0;
	if (g->count == PB_LANGS)
		return error_set(g->err, ERR_TOOBIG,
				 _("%s: more than %d languages"), g->slug,
				 PB_LANGS);
	return load(g, name, g->err);
}

static int lint_sources(struct linting *l, const char *dir,
			const struct pb_source *src, size_t count,
			struct error *err)
{
	struct playbook *pb = NULL;
	struct findings f = {0};
	struct store *store;
	int rc = cli_store(&store, l->x, err);

	if (rc)
		return rc;
	rc = playbook_read(&pb, src, count, &f, err);
	if (!rc)
		rc = store_lint(&f, store, pb, src, count, err);
	else
		rc = finding_unread(&f, src[0].name, rc, err);
	if (!rc)
		lint_tell(l, dir, &f);
	l->books++;
	playbook_free(pb);
	findings_release(&f);
	return rc;
}

static int lint_slug(struct linting *l, const char *dir, const char *slug,
		     struct error *err)
{
	struct gathered g = {.dir = dir, .err = err};
	int rc;

	str_copy(g.slug, sizeof(g.slug), slug);
	rc = io_list(*dir ? dir : ".", gather_name, &g, err);
	if (!rc && !g.base) {
		error_set(err, ERR_NOTFOUND, _("%s%s.md: no such file"), dir,
			  slug);
		error_where(err, _("a translation needs its base beside it"));
		rc = ERR_NOTFOUND;
	}
	if (!rc)
		rc = lint_sources(l, dir, g.src, g.count, err);
	arena_release(&g.arena);
	return rc;
}

/* --- a file, a slug ------------------------------------------------------------------ */

static int lint_file(struct linting *l, const char *path, struct error *err)
{
	const char *name = io_name(path);
	struct str dir = {0};
	char slug[64];
	int rc;

	str_addn(&dir, path, (size_t)(name - path));
	if (!slug_of(slug, sizeof(slug), name)) {
		error_set(err, ERR_INVALID, _("%s: not a playbook's name"),
			  path);
		error_fix(err, _("a playbook is <name>.md, its translation "
				 "<name>.<language>.md"));
		rc = ERR_INVALID;
	} else
		rc = lint_slug(l, str_text(&dir), slug, err);
	str_release(&dir);
	return rc;
}

/* A draft with its own clocks and notices, and what waits in it. */
static int lint_stored(struct linting *l, const char *word,
		       struct error *err)
{
	struct playbook *pb = NULL;
	struct pb_texts texts = {0};
	struct findings f = {0};
	struct store *store;
	int rc = cli_store(&store, l->x, err);

	if (!rc)
		rc = draft_book(&pb, &texts, &f, store, word, err);
	if (!rc)
		rc = store_lint_at(&f, store, pb, texts.src, texts.count,
				   texts.commit, err);
	else if (rc == ERR_INVALID && f.errors) {
		error_clear(err); /* no playbook: the finding says so */
		rc = 0;
	}
	if (!rc)
		lint_tell(l, "", &f);
	l->books++;
	playbook_free(pb);
	pb_texts_release(&texts);
	findings_release(&f);
	return rc;
}

/* All that a draft changes, clocks and notices too. */
static int lint_draft(struct linting *l, const char *name, struct error *err)
{
	struct findings f = {0};
	struct store *store;
	struct draft d;
	int rc = cli_store(&store, l->x, err);

	if (!rc)
		rc = store_draft(&d, store, name, err);
	if (!rc)
		rc = store_draft_lint(&f, store, d.name, err);
	if (!rc) {
		lint_tell(l, "", &f);
		l->books += *d.slug != '\0';
	}
	findings_release(&f);
	return rc;
}

static int lint_one(struct linting *l, const char *word, struct error *err)
{
	struct stat st;

	if (!stat(word, &st) && S_ISDIR(st.st_mode))
		return lint_folder(l, word, err);
	if (str_starts(word, DRAFT_PREFIX) && !str_ends(word, ".md"))
		return lint_draft(l, word + strlen(DRAFT_PREFIX), err);
	if (strchr(word, '/') || str_ends(word, ".md"))
		return lint_file(l, word, err);
	return lint_stored(l, word, err);
}

void lint_begin(struct linting *l, struct cli *x)
{
	static const char *const head[] = {"", "", "", "", "", "", NULL};

	*l = (struct linting){.x = x,
			      .table = {.out = &x->out, .head = head}};
	out_items(&x->out, NULL);
}

int lint_end(struct linting *l, int rc, struct error *err)
{
	struct cli *x = l->x;

	out_items_end(&x->out);
	if (x->out.mode == OUT_JSON) {
		jwrite_int(x->out.json, "errors", (int64_t)l->errors);
		jwrite_int(x->out.json, "warnings", (int64_t)l->warnings);
		jwrite_int(x->out.json, "hints", (int64_t)l->hints);
	}
	if (table_end(&l->table, err) && !rc)
		rc = ERR_NOMEM;
	if (!rc && l->errors)
		x->status = out_status(ERR_INVALID);
	return rc;
}

int lint_run(struct cli *x, struct error *err)
{
	struct linting l;
	int rc = 0;

	if (cli_flag(x, "fix"))
		return fix_run(x, err);
	lint_begin(&l, x);
	for (size_t i = 0; i < x->args.word_count && !rc; i++)
		rc = lint_one(&l, cli_word(x, i), err);
	rc = lint_end(&l, rc, err);
	if (!rc)
		out_note(&x->out, _("playbooks: %zu   errors: %zu   "
				    "warnings: %zu   hints: %zu"),
			 l.books, l.errors, l.warnings, l.hints);
	return rc;
}
