/*
 * tui/screen/difftext.c - old and new text of every step that changed, in
 * one column or two, or as a plain patch.
 */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/bookdiff.h"
#include "tui/screen/verdict.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

#define COLUMNS_FROM 100 /* cells: two columns unless asked otherwise */

enum layout { AS_FITS, ONE_COLUMN, TWO_COLUMNS, PATCH };

struct difftext {
	struct pager pager; /* first: its focus is the screen's */
	struct rich *old;   /* the left column, line for line */
	struct bookdiff b;
	enum layout layout;
	int cols; /* it is filled for; 0: not yet */
	int *at;  /* first line of each row, -1 none, while filled */
	bool begun; /* the step one came for has been looked up */
	struct remarks remarks; /* of a draft */
};

/* --- filling ------------------------------------------------------------------------ */

static enum layout layout_now(const struct difftext *v)
{
	if (v->layout != AS_FITS)
		return v->layout;
	return v->cols >= COLUMNS_FROM ? TWO_COLUMNS : ONE_COLUMN;
}

/* Cells of one column of two. */
static int half(const struct difftext *v)
{
	return (v->cols - 6) / 2;
}

static int width(const struct difftext *v)
{
	return layout_now(v) == TWO_COLUMNS ? half(v) : v->cols - 3;
}

/* "3.03  Data types" and "changed: text", side by side or one behind the
 * other. */
static void add_head(struct difftext *v, struct rich *name, struct rich *what,
		     size_t row)
{
	struct str t = {0}, parts = {0};

	bookdiff_name(&t, &v->b, row);
	bookdiff_parts(&parts, &v->b, row);
	rich_line(name, 0, LOOK_PLAIN, "");
	rich_para(name, 0, 4);
	rich_add(name, LOOK_BOLD, str_text(&t));
	if (what != name) {
		rich_line(what, 0, LOOK_PLAIN, "");
		rich_para(what, 0, 4);
	} else {
		rich_add(what, LOOK_PLAIN, "   ");
	}
	rich_add(what, LOOK_PLAIN, bookdiff_word(&v->b, row));
	if (parts.len)
		rich_addf(what, LOOK_PLAIN, _(": %s"), str_text(&parts));
	str_release(&parts);
	str_release(&t);
}

static int lines_of(struct difftext *v)
{
	int n = rich_layout(v->pager.text, width(v));

	return n < 0 ? 0 : n;
}

static void fill_two(struct difftext *v, size_t row)
{
	struct rich *new = v->pager.text, *old = v->old;
	int l, r;

	v->at[row] = lines_of(v) + 1;
	add_head(v, old, new, row);
	l = rich_layout(old, half(v));
	for (r = lines_of(v); r < l; r++)
		rich_line(new, 0, LOOK_PLAIN, "");
	for (; l < r; l++)
		rich_line(old, 0, LOOK_PLAIN, "");
	bookdiff_columns(old, new, half(v), &v->b, row);
	remarks_add(new, v->b.app, &v->remarks, v->b.d->step[row].id);
}

static void fill(struct difftext *v)
{
	rich_clear(v->pager.text);
	rich_clear(v->old);
	for (size_t i = 0; i < v->b.d->count; i++)
		v->at[i] = -1;
	if (layout_now(v) == PATCH) {
		bookdiff_patch(v->pager.text, &v->b);
		return;
	}
	for (size_t i = 0; i < v->b.d->count; i++) {
		if (!bookdiff_changed(&v->b, i))
			continue;
		if (layout_now(v) == TWO_COLUMNS) {
			fill_two(v, i);
			continue;
		}
		v->at[i] = lines_of(v) + 1;
		add_head(v, v->pager.text, v->pager.text, i);
		bookdiff_lines(v->pager.text, &v->b, i, false);
		remarks_add(v->pager.text, v->b.app, &v->remarks,
			    v->b.d->step[i].id);
	}
	if (!lines_of(v))
		rich_line(v->pager.text, 0, LOOK_PLAIN,
			  _("Both say the same."));
}

/* The row in view: the last whose head is not below the top. */
static size_t row_in_view(const struct difftext *v)
{
	size_t best = v->b.d->count;

	for (size_t i = 0; i < v->b.d->count; i++)
		if (v->at[i] >= 0 &&
		    (best == v->b.d->count || v->at[i] <= v->pager.top))
			best = i;
	return best;
}

static void go_to(struct difftext *v, size_t row)
{
	if (row < v->b.d->count && v->at[row] >= 0)
		v->pager.top = v->at[row];
}

/* Anew for another width or layout; the step in view stays in view. */
static void fill_for(struct difftext *v, int cols)
{
	size_t row = v->cols ? row_in_view(v) : v->b.d->count;

	v->cols = cols;
	fill(v);
	v->pager.top = 0;
	go_to(v, row);
	for (size_t i = 0; !v->begun && i < v->b.d->count; i++)
		if (*v->b.step && str_eq(v->b.d->step[i].id, v->b.step))
			go_to(v, i);
	v->begun = true;
}

/* --- opening, drawing ------------------------------------------------------------------ */

static void difftext_close(struct app *app, void *state)
{
	struct difftext *v = state;

	(void)app;
	pager_release(&v->pager);
	rich_free(v->old);
	bookdiff_release(&v->b);
	remarks_release(&v->remarks);
	mem_free(v->at);
	mem_free(v);
}

static int difftext_open(void **state, struct app *app, const void *arg,
			 struct error *err)
{
	struct difftext *v = mem_zalloc(sizeof(*v));
	int rc = v ? pager_init(&v->pager, err) : error_nomem(err);

	if (!rc)
		rc = bookdiff_open(&v->b, app, arg, err);
	if (!rc) {
		remarks_read(&v->remarks, app, verdict_draft(&v->b.to));
		v->old = rich_new();
		v->at = mem_zalloc((v->b.d->count + 1) * sizeof(*v->at));
		rc = v->old && v->at ? 0 : error_nomem(err);
	}
	if (rc && v)
		difftext_close(app, v);
	else if (!rc)
		*state = v;
	return rc;
}

static void draw_row(struct difftext *v, struct surface *s, int row)
{
	struct str left = {0}, right = {0};
	int cols = surface_cols(s);

	bookdiff_versions(&left, &v->b);
	pager_place(&right, &v->pager);
	surface_put(s, row, 1, cols - 2, LOOK_BOLD, str_text(&left));
	surface_right(s, row, 1, cols - 2, LOOK_PLAIN, str_text(&right));
	str_release(&left);
	str_release(&right);
}

static void difftext_draw(struct app *app, void *state, struct surface *s)
{
	struct difftext *v = state;
	int rows = frame_rows(app, s) - 4, cols = surface_cols(s), n;

	if (v->cols != cols)
		fill_for(v, cols);
	frame_title(app, s, v->b.to.slug,
		    layout_now(v) == PATCH ? _("as a patch")
					   : _("old and new text"));
	if (layout_now(v) != TWO_COLUMNS) {
		pager_draw(&v->pager, s, 3, rows, 2, cols - 3, true);
	} else {
		pager_draw(&v->pager, s, 3, rows, half(v) + 4, half(v), true);
		n = rich_layout(v->old, half(v));
		for (int i = 0; i < rows && v->pager.top + i < n; i++)
			rich_draw(v->old, v->pager.top + i, s, 3 + i, 2,
				  half(v));
	}
	draw_row(v, s, 1);
	frame_rule(s, 2);
}

static struct focus *difftext_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct difftext *)state)->pager.focus;
}

/* --- acting ------------------------------------------------------------------------------- */

static void lay_anew(struct app *app, struct difftext *v, enum layout how)
{
	int cols = v->cols;
	size_t row = row_in_view(v);

	v->layout = how;
	fill_for(v, cols);
	go_to(v, row);
	app_redraw(app);
}

static void columns(struct app *app, void *state)
{
	struct difftext *v = state;

	lay_anew(app, v, layout_now(v) == TWO_COLUMNS ? ONE_COLUMN
						      : TWO_COLUMNS);
}

static void patch(struct app *app, void *state)
{
	struct difftext *v = state;

	lay_anew(app, v, layout_now(v) == PATCH ? AS_FITS : PATCH);
}

static void next_change(struct app *app, void *state)
{
	struct difftext *v = state;

	for (size_t i = 0; i < v->b.d->count; i++)
		if (v->at[i] > v->pager.top) {
			go_to(v, i);
			break;
		}
	app_redraw(app);
}

static void change_before(struct app *app, void *state)
{
	struct difftext *v = state;

	for (size_t i = v->b.d->count; i-- > 0;)
		if (v->at[i] >= 0 && v->at[i] < v->pager.top) {
			go_to(v, i);
			break;
		}
	app_redraw(app);
}

/* What was remarked meanwhile; the texts stay those one has read. */
static void difftext_refresh(struct app *app, void *state)
{
	struct difftext *v = state;

	remarks_read(&v->remarks, app, verdict_draft(&v->b.to));
	lay_anew(app, v, v->layout);
}

static const char *draft_of(struct app *app, const struct difftext *v)
{
	const char *draft = verdict_draft(&v->b.to);

	if (!draft)
		app_note(app, _("This is no draft: nothing waits for a word."));
	return draft;
}

static void comment(struct app *app, void *state)
{
	struct difftext *v = state;
	size_t row = row_in_view(v);
	const char *draft = draft_of(app, v);
	struct str about = {0};

	if (!draft)
		return;
	if (row < v->b.d->count)
		bookdiff_name(&about, &v->b, row);
	else
		str_addf(&about, DRAFT_PREFIX "%s", draft);
	verdict_comment(app, draft, row < v->b.d->count ? v->b.d->step[row].id
							: "",
			str_text(&about));
	str_release(&about);
}

static void approve(struct app *app, void *state)
{
	struct difftext *v = state;
	const char *draft = draft_of(app, v);

	if (draft)
		verdict_approve(app, draft, v->b.is.texts.commit);
}

static void page(struct app *app, void *state)
{
	struct focus *f = &((struct difftext *)state)->pager.focus;

	f->ops->move(f, MOVE_PAGE_DOWN);
	app_redraw(app);
}

static const struct action difftext_actions[] = {
	{"page", "Space", N_("page"), N_("On by a page"), page,
	 ACT_FOOTER | ACT_MOVES},
	{"change-next", "] l Right", N_("next change"),
	 N_("Go to the next change"), next_change, ACT_FOOTER | ACT_MOVES},
	{"change-back", "[ h Left", N_("change before"),
	 N_("Go to the change before"), change_before,
	 ACT_HIDDEN | ACT_MOVES},
	{"columns", "|", N_("columns"), N_("One column or two"), columns,
	 ACT_FOOTER},
	{"comment", "a", N_("comment"),
	 N_("A remark on the step in view, for those who write the draft"),
	 comment, ACT_HIDDEN | ACT_CHANGES},
	{"approve", "A", N_("approve"),
	 N_("Approve the draft whose changes these are"), approve,
	 ACT_HIDDEN | ACT_CHANGES},
	{"patch", "p", N_("patch"), N_("The same as a plain patch, and back"),
	 patch, ACT_FOOTER},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def difftext_screen = {
	.name = "difftext",
	.title = N_("Old and new text"),
	.actions = difftext_actions,
	.open = difftext_open,
	.close = difftext_close,
	.draw = difftext_draw,
	.refresh = difftext_refresh,
	.focus = difftext_focus,
};
