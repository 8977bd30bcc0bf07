/* tui/screen/report.c - view 7: what people write about a case when it is
 * over, and the report that comes of it. */
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/report/report.h"
#include "tui/screen/review.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

#define DETAIL_ROWS 6

static int review_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct review *v = mem_zalloc(sizeof(*v));

	(void)arg;
	if (!v)
		return error_nomem(err);
	v->app = app;
	list_init(&v->list, &review_ops, v);
	review_lay(v);
	*state = v;
	return 0;
}

static void review_close(struct app *app, void *state)
{
	struct review *v = state;

	(void)app;
	list_release(&v->list);
	str_release(&v->text);
	mem_free(v->row);
	mem_free(v);
}

static void review_refresh(struct app *app, void *state)
{
	(void)app;
	review_lay(state);
}

static void review_draw(struct app *app, void *state, struct surface *s)
{
	struct review *v = state;
	const struct situation *now = ctx_now(app);
	int row, last = frame_rows(app, s), below = last - DETAIL_ROWS;

	row = frame_title(app, s, now->label, now->title);
	ctx_next_row(app, s, row++);
	ctx_view_tabs(app, s, row++, 6);
	frame_rule(s, row++);
	ctx_last_change(app);
	list_draw(&v->list, s, row, below - row, 0, surface_cols(s), true);
	review_detail(v, s, below, last);
}

static struct focus *review_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct review *)state)->list.focus;
}

const struct screen_def report_screen = {
	.name = "report",
	.title = N_("Report"),
	.actions = report_actions,
	.open = review_open,
	.close = review_close,
	.draw = review_draw,
	.refresh = review_refresh,
	.focus = review_focus,
};

/* --- the report as others will read it ------------------------------------------------ */

struct preview {
	struct pager pager; /* first: its focus is ours */
	int cells;	    /* it was written for */
};

/* A line under which signs are drawn is a heading. */
static bool underlined(const char *next)
{
	return str_starts(next, "---") || str_starts(next, "===");
}

void review_text(struct rich *r, const char *text)
{
	struct str line = {0};

	rich_clear(r);
	while (*text) {
		size_t n = 0, blank = 0;
		const char *next;

		while (text[blank] == ' ')
			blank++;
		while (text[n] && text[n] != '\n')
			n++;
		next = text + n + (text[n] == '\n');
		str_clear(&line);
		if (blank < n)
			str_addn(&line, text + blank, n - blank);
		rich_line(r, (int)blank + 1,
			  underlined(next) ? LOOK_BOLD : LOOK_PLAIN,
			  str_text(&line));
		text = next;
	}
	str_release(&line);
}

static int write_preview(struct preview *v, struct app *app, int cells,
			 struct error *err)
{
	const struct ctx *x = ctx_of(app);
	struct report *r;
	struct str text = {0};
	int rc = report_build(&r, REPORT_FULL, x->c, x->lang, err);

	if (!rc)
		rc = report_text(&text, r, cells - 3, err);
	if (!rc)
		review_text(v->pager.text, str_text(&text));
	v->cells = cells;
	report_free(r);
	str_release(&text);
	return rc;
}

static int preview_open(void **state, struct app *app, const void *arg,
			struct error *err)
{
	struct preview *v = mem_zalloc(sizeof(*v));
	int rc = v ? pager_init(&v->pager, err) : error_nomem(err);

	(void)arg;
	if (!rc)
		rc = write_preview(v, app, surface_cols(app_surface(app)),
				   err);
	if (rc && v) {
		pager_release(&v->pager);
		mem_free(v);
	}
	if (!rc)
		*state = v;
	return rc;
}

static void preview_close(struct app *app, void *state)
{
	(void)app;
	pager_release(&((struct preview *)state)->pager);
	mem_free(state);
}

static void preview_refresh(struct app *app, void *state)
{
	struct error err = {0};

	if (write_preview(state, app, surface_cols(app_surface(app)), &err))
		app_error(app, &err);
}

static void preview_draw(struct app *app, void *state, struct surface *s)
{
	struct preview *v = state;
	const struct situation *now = ctx_now(app);
	struct error err = {0};
	int row = frame_title(app, s, now->label, now->title);

	if (v->cells != surface_cols(s))
		write_preview(v, app, surface_cols(s), &err);
	pager_page(&v->pager, s, row, frame_rows(app, s) - row - 2,
		   _("The report, as others will read it"));
	ctx_last_change(app);
}

static struct focus *preview_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct preview *)state)->pager.focus;
}

static void preview_page(struct app *app, void *state)
{
	struct preview *v = state;

	v->pager.focus.ops->move(&v->pager.focus, MOVE_PAGE_DOWN);
	app_redraw(app);
}

static const struct action preview_actions[] = {
	{"page", "Space", N_("page"), N_("Go one page on"), preview_page,
	 ACT_FOOTER},
	{0},
};

const struct screen_def preview_screen = {
	.name = "preview",
	.title = N_("Report preview"),
	.actions = preview_actions,
	.open = preview_open,
	.close = preview_close,
	.draw = preview_draw,
	.refresh = preview_refresh,
	.focus = preview_focus,
};
