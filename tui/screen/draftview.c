/* tui/screen/draftview.c - one draft: findings, changes, where it stands. */
#include "tui/screen/draftview.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/filediff.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

/* --- rows -------------------------------------------------------------------------- */

static int row_count(void *ctx)
{
	return (int)((struct draftview *)ctx)->count;
}

static const char *row_key(void *ctx, int i)
{
	const struct draft_row *r = &((struct draftview *)ctx)->row[i];

	return r->kind == DROW_HEAD ? NULL : r->key;
}

static const char *row_text(void *ctx, int i)
{
	struct draftview *v = ctx;
	const struct draft_row *r = &v->row[i];
	const struct draft_comment *c;
	const struct finding *f;

	str_clear(&v->shown);
	switch (r->kind) {
	case DROW_HEAD:
		return NULL;
	case DROW_MARK:
		str_addf(&v->shown, "%s:%d  %s", v->mark[r->at].file,
			 v->mark[r->at].line, v->mark[r->at].title);
		break;
	case DROW_COMMENT:
		c = &v->remarks.at[r->at];
		str_addf(&v->shown, _("%s: %.*s"), c->who,
			 (int)strcspn(c->text, "\n"), c->text);
		break;
	case DROW_FILE:
		str_add(&v->shown, v->files_of.path[r->at]);
		break;
	case DROW_FINDING:
		f = &v->found.at[r->at];
		str_addf(&v->shown, "%s:%d:%d  %s", f->file, f->line, f->col,
			 f->what);
		break;
	case DROW_CHANGE:
		bookdiff_name(&v->shown, &v->b, r->at);
		break;
	}
	return str_text(&v->shown);
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct draftview *v = ctx;
	const struct draft_row *r = &v->row[i];
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	int name = cells > 90 ? 56 : 40;
	struct str t = {0};

	switch (r->kind) {
	case DROW_HEAD:
		surface_put(s, row, col, cells, LOOK_BOLD, _(r->head));
		break;
	case DROW_MARK:
	case DROW_FINDING:
	case DROW_COMMENT:
	case DROW_FILE:
		surface_field(s, row, col, cells - 1, look, row_text(v, i));
		break;
	case DROW_CHANGE:
		surface_field(s, row, col, name, look, row_text(v, i));
		bookdiff_parts(&t, &v->b, r->at);
		surface_putf(s, row, col + name + 2, cells - name - 3,
			     LOOK_PLAIN, t.len ? _("%s: %s") : "%s",
			     bookdiff_word(&v->b, r->at), str_text(&t));
		break;
	}
	str_release(&t);
}

static const struct list_ops draft_ops = {row_count, row_key, row_draw,
					  row_text};

const struct draft_row *draftview_chosen(struct draftview *v)
{
	int at = list_at(&v->list);

	return at < 0 ? NULL : &v->row[at];
}

/* --- reading ------------------------------------------------------------------------- */

static struct draft_row *add_row(struct draftview *v, enum draft_row_kind kind,
				 size_t at)
{
	struct draft_row *r = &v->row[v->count++];

	*r = (struct draft_row){.kind = kind, .at = at};
	snprintf(r->key, sizeof(r->key), "%d-%zu", (int)kind, at);
	return r;
}

/* Both texts of one step make errors of their own, and no sense. */
static bool is_marked(const struct draftview *v, const char *file)
{
	for (size_t i = 0; i < v->marks; i++)
		if (str_eq(v->mark[i].file, file))
			return true;
	return false;
}

static void add_findings(struct draftview *v, enum lint_level level,
			 const char *head)
{
	size_t before = v->count;

	for (size_t i = 0; i < v->found.count; i++) {
		if (v->found.at[i].level != level ||
		    is_marked(v, v->found.at[i].file))
			continue;
		if (v->count == before)
			add_row(v, DROW_HEAD, 0)->head = head;
		add_row(v, DROW_FINDING, i);
	}
}

static void add_some(struct draftview *v, enum draft_row_kind kind,
		     const char *head, size_t n, bool (*is)(struct draftview *v,
							    size_t at))
{
	size_t before = v->count;

	for (size_t i = 0; i < n; i++) {
		if (is && !is(v, i))
			continue;
		if (v->count == before)
			add_row(v, DROW_HEAD, 0)->head = head;
		add_row(v, kind, i);
	}
}

static bool is_changed(struct draftview *v, size_t at)
{
	return bookdiff_changed(&v->b, at);
}

/* The playbook that is compared by step is told above, unless all that its
 * files changed is what no step says: the base a translation names. */
static bool is_other(struct draftview *v, size_t at)
{
	bool any = false;

	for (size_t i = 0; v->readable && i < v->b.d->count; i++)
		any |= bookdiff_changed(&v->b, i);
	return !any || !store_draft_is_of(v->files_of.path[at], v->slug);
}

/* What keeps it from being committed stands first. */
static int lay_out(struct draftview *v, struct error *err)
{
	size_t rows = v->readable ? v->b.d->count : 0;

	mem_free(v->row);
	v->count = 0;
	v->row = mem_zalloc((v->found.count + rows + v->marks +
			     v->remarks.count + v->files_of.paths + 6) *
			    sizeof(*v->row));
	if (!v->row)
		return error_nomem(err);
	add_some(v, DROW_MARK, N_("BOTH SIDES CHANGED"), v->marks, NULL);
	add_findings(v, LINT_ERROR, N_("ERRORS"));
	add_some(v, DROW_COMMENT, N_("COMMENTS"), v->remarks.count, NULL);
	add_some(v, DROW_CHANGE, N_("CHANGES"), rows, is_changed);
	add_some(v, DROW_FILE, N_("OTHER FILES"), v->files_of.paths, is_other);
	add_findings(v, LINT_WARNING, N_("WARNINGS"));
	return 0;
}

const struct step_diff *draftview_change(const struct draftview *v,
					 const char *step)
{
	for (size_t i = 0; v->readable && i < v->b.d->count; i++)
		if (str_eq(v->b.d->step[i].id, step) &&
		    bookdiff_changed(&v->b, i))
			return &v->b.d->step[i];
	return NULL;
}

const char *draftview_step(struct draftview *v)
{
	const struct draft_row *r = draftview_chosen(v);

	if (r && r->kind == DROW_CHANGE)
		return v->b.d->step[r->at].id;
	if (r && r->kind == DROW_COMMENT)
		return v->remarks.at[r->at].step;
	return "";
}

/* All but the playbook by step. */
static int load_around(struct draftview *v, struct error *err)
{
	struct store *s = ctx_of(v->app)->store;
	int rc;

	arena_release(&v->arena);
	v->marks = 0;
	v->files_of = (struct draft_files){0};
	findings_release(&v->found);
	v->found = (struct findings){0};
	rc = store_draft_lint(&v->found, s, v->name, err);
	if (rc == ERR_INVALID) /* the findings say it */
		rc = 0;
	if (!rc)
		rc = store_draft_marks(&v->mark, &v->marks, &v->arena, s,
				       v->name, err);
	if (!rc)
		rc = store_draft_files(&v->files_of, &v->arena, s, v->name,
				       err);
	remarks_read(&v->remarks, v->app, v->name);
	return rc;
}

int draftview_load(struct draftview *v, struct error *err)
{
	struct store *s = ctx_of(v->app)->store;
	char arg[400];
	int rc = store_draft(&v->d, s, v->name, err);

	if (rc)
		return rc;
	if (!*v->slug)
		str_copy(v->slug, sizeof(v->slug), v->d.slug);
	bookdiff_release(&v->b);
	v->readable = false;
	rc = load_around(v, err);
	snprintf(arg, sizeof(arg), "%s@%s %s@" DRAFT_PREFIX "%s", v->slug,
		 *v->d.base ? v->d.base : "main", v->slug, v->name);
	if (!rc && *v->slug)
		v->readable = !bookdiff_open(&v->b, v->app, arg, NULL);
	return rc ? rc : lay_out(v, err);
}

static void draft_close(struct app *app, void *state)
{
	struct draftview *v = state;

	(void)app;
	bookdiff_release(&v->b);
	findings_release(&v->found);
	remarks_release(&v->remarks);
	arena_release(&v->arena);
	mem_free(v->row);
	rich_free(v->text);
	str_release(&v->shown);
	list_release(&v->list);
	mem_free(v);
}

/* arg: "NAME", or "NAME SLUG" for one that changes nothing yet. */
static int draft_open(void **state, struct app *app, const void *arg,
		      struct error *err)
{
	struct draftview *v = mem_zalloc(sizeof(*v));
	struct bookref name, slug;
	int rc;

	if (!v)
		return error_nomem(err);
	v->app = app;
	bookref_read(&slug, bookref_read(&name, arg));
	str_copy(v->name, sizeof(v->name), name.slug);
	str_copy(v->slug, sizeof(v->slug), slug.slug);
	list_init(&v->list, &draft_ops, v);
	v->text = rich_new();
	rc = v->text ? draftview_load(v, err) : error_nomem(err);
	if (rc)
		draft_close(app, v);
	else
		*state = v;
	return rc;
}

static void draft_refresh(struct app *app, void *state)
{
	struct error err = {0};

	if (draftview_load(state, &err))
		app_error(app, &err);
}

/* --- drawing ------------------------------------------------------------------------------ */

/* "lin, offered for review   2 commits, main is 1 ahead   not committed" */
static void draw_state(struct draftview *v, struct surface *s, int row)
{
	const struct draft *d = &v->d;
	struct str t = {0};

	str_addf(&t, "%s", draft_state_words(d->state));
	if (*d->author)
		str_addf(&t, _(", by %s"), d->author);
	if (*d->reviewer)
		str_addf(&t, _(", reviewed by %s"), d->reviewer);
	if (d->conflict)
		str_addf(&t, "   %s", _("both sides changed the same"));
	else if (d->unfinished)
		str_addf(&t, "   %s", _("a text waits that is not committed"));
	if (d->behind)
		str_addf(&t, "   %s", _("main has moved on"));
	surface_put(s, row, 1, surface_cols(s) - 2, LOOK_BOLD, str_text(&t));
	str_release(&t);
}

static void draw_counts(struct draftview *v, struct surface *s, int row)
{
	struct str t = {0};

	if (v->readable)
		pb_diff_words(&t, v->b.d);
	str_add(&t, t.len ? "   " : "");
	if (v->found.errors + v->found.warnings) {
		str_addf(&t, ngettext("%zu error", "%zu errors",
				      v->found.errors), v->found.errors);
		str_add(&t, _(", "));
		str_addf(&t, ngettext("%zu warning", "%zu warnings",
				      v->found.warnings), v->found.warnings);
	} else {
		str_add(&t, _("lint finds nothing"));
	}
	if (v->d.files > 1)
		str_addf(&t, _("   %u files"), v->d.files);
	surface_put(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

static void describe_finding(struct rich *r, const struct finding *f)
{
	rich_line(r, 0, LOOK_BOLD, f->what);
	if (f->step)
		rich_line(r, 0, LOOK_PLAIN, f->step);
	if (f->fix)
		rich_line(r, 0, LOOK_PLAIN, f->fix);
}

/* A remark is about what stands below it. */
static void describe_step(struct draftview *v, const char *step)
{
	const struct step_diff *row = draftview_change(v, step);

	remarks_add(v->text, v->app, &v->remarks, step);
	if (row)
		bookdiff_lines(v->text, &v->b, (size_t)(row - v->b.d->step),
			       true);
}

static void describe(struct draftview *v, const struct draft_row *r)
{
	rich_clear(v->text);
	switch (r->kind) {
	case DROW_HEAD:
		break;
	case DROW_MARK:
		rich_line(v->text, 0, LOOK_BOLD, v->mark[r->at].title);
		rich_line(v->text, 0, LOOK_PLAIN,
			  _("Your text and main's stand between <<<<<<< and "
			    ">>>>>>>: Enter opens the editor there. Keep what "
			    "is right, take the marks out."));
		break;
	case DROW_FINDING:
		describe_finding(v->text, &v->found.at[r->at]);
		break;
	case DROW_COMMENT:
	case DROW_CHANGE:
		describe_step(v, draftview_step(v));
		break;
	case DROW_FILE:
		filediff_add(v->text, v->app, &v->d, v->files_of.path[r->at],
			     NULL);
		break;
	}
}

static void draw_chosen(struct draftview *v, struct surface *s, int row,
			int rows)
{
	const struct draft_row *r = draftview_chosen(v);
	int cells = surface_cols(s) - 5;

	if (!r || rows < 2)
		return;
	describe(v, r);
	frame_dots(s, row, 3, cells);
	rich_put(v->text, s, row + 1, rows - 1, 3, cells);
}

static void draft_draw(struct app *app, void *state, struct surface *s)
{
	struct draftview *v = state;
	int rows = frame_rows(app, s), room = (rows - 3) / 2, n;
	char name[sizeof(v->name) + sizeof(DRAFT_PREFIX)];

	snprintf(name, sizeof(name), DRAFT_PREFIX "%s", v->name);
	frame_title(app, s, name, v->slug);
	draw_state(v, s, 1);
	draw_counts(v, s, 2);
	frame_rule(s, 3);
	surface_cursor(s, 4, 1);
	if (!v->count) {
		surface_put(s, 5, 3, surface_cols(s) - 4, LOOK_PLAIN,
			    _("It changes nothing yet: e opens the editor."));
		return;
	}
	n = (int)v->count < room ? (int)v->count : room;
	list_draw(&v->list, s, 4, n, 0, surface_cols(s), true);
	draw_chosen(v, s, 5 + n, rows - 5 - n);
}

static struct focus *draft_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct draftview *)state)->list.focus;
}

const struct screen_def draft_screen = {
	.name = "draft",
	.title = N_("Draft"),
	.actions = draft_actions,
	.open = draft_open,
	.close = draft_close,
	.draw = draft_draw,
	.refresh = draft_refresh,
	.focus = draft_focus,
};
