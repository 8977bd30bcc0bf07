/* tui/screen/drillreport.c - the after-action report of a drill, as it was
 * drafted the minute it ended; to read, and to write to a file. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/drilling.h"
#include "tui/screen/drillshelf.h"
#include "tui/screen/review.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"
#include "tui/widget/prompt.h"

struct drillreport {
	struct pager pager; /* first: its focus is ours */
	char label[64];
	int cells; /* it was written for */
	enum aar_form form;
};

static int write_it(struct drillreport *v, struct app *app, int cells,
		    struct error *err)
{
	struct str text = {0};
	int rc = drillshelf_report(&text, ctx_of(app), v->label,
				   AAR_TEXT, cells - 3, err);

	if (!rc)
		review_text(v->pager.text, str_text(&text));
	v->cells = cells;
	str_release(&text);
	return rc;
}

/* arg: a drill's label; NULL: the one that is led or played in here. */
static int aar_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct drillreport *v = mem_zalloc(sizeof(*v));
	int rc = v ? pager_init(&v->pager, err) : error_nomem(err);

	if (rc) {
		mem_free(v);
		return rc;
	}
	str_copy(v->label, sizeof(v->label),
		 arg ? arg : casefile_now(ctx_of(app)->c)->label);
	rc = write_it(v, app, surface_cols(app_surface(app)), err);
	if (rc) {
		pager_release(&v->pager);
		mem_free(v);
		return rc;
	}
	app_set_drill(app, v->label);
	*state = v;
	return 0;
}

static void aar_close(struct app *app, void *state)
{
	struct drillreport *v = state;

	if (!ctx_of(app)->drill)
		app_set_drill(app, NULL);
	pager_release(&v->pager);
	mem_free(v);
}

/* Drafted anew: a finding, a mark, an observation came in. */
static void aar_refresh(struct app *app, void *state)
{
	struct drillreport *v = state;
	struct error err = {0};

	if (write_it(v, app, v->cells, &err))
		app_error(app, &err);
}

static void aar_draw(struct app *app, void *state, struct surface *s)
{
	struct drillreport *v = state;
	struct error err = {0};
	int row = frame_title(app, s, v->label, NULL);

	if (v->cells != surface_cols(s))
		write_it(v, app, surface_cols(s), &err);
	pager_page(&v->pager, s, row, frame_rows(app, s) - row - 2,
		   _("The report, drafted from the record"));
}

static struct focus *aar_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct drillreport *)state)->pager.focus;
}

/* --- to a file ------------------------------------------------------------------- */

static void path_given(struct app *app, void *ctx, const char *path)
{
	struct drillreport *v = ctx;
	struct error err = {0};
	struct str text = {0};
	int rc;

	if (!path)
		return;
	rc = drillshelf_report(&text, ctx_of(app), v->label, v->form, 80,
			       &err);
	if (!rc && io_exists(path))
		rc = error_set(&err, ERR_REFUSED, _("%s is there already"),
			       path);
	if (!rc)
		rc = io_replace(path, str_text(&text), text.len, 0600, &err);
	str_release(&text);
	if (rc)
		app_error(app, &err);
	else
		app_say(app, _("written: %s"), path);
}

static void form_chosen(struct app *app, void *ctx, int i)
{
	struct drillreport *v = ctx;
	struct str name = {0};

	if (i < 0)
		return;
	v->form = i ? AAR_HTML : AAR_MARKDOWN;
	str_addf(&name, "%s.%s", v->label, i ? "html" : "md");
	prompt_ask(app, _("File"), str_text(&name),
		   PROMPT_NEEDED | PROMPT_FLEETING, path_given, v);
	str_release(&name);
}

static void export_it(struct app *app, void *state)
{
	const char *choices[] = {"Markdown", "HTML"};

	dialog_choose(app, _("Write the report to a file"), choices, 2, 0,
		      form_chosen, state);
}

/* What is learned is written where a case's is, by whoever led. */
static void findings(struct app *app, void *state)
{
	const struct drillreport *v = state;
	const struct ctx *x = ctx_of(app);

	if (x->drill && x->drill->part == PART_LEADS)
		app_push(app, &report_screen, NULL);
	else
		app_say(app, _("whoever led writes findings: stanch finding "
				"add %s --ref STEP -m TEXT"), v->label);
}

static void page(struct app *app, void *state)
{
	struct drillreport *v = state;

	v->pager.focus.ops->move(&v->pager.focus, MOVE_PAGE_DOWN);
	app_redraw(app);
}

static const struct action aar_actions[] = {
	{"page", "Space", N_("page"), N_("Go one page on"), page,
	 ACT_FOOTER},
	{"export", "x", N_("to a file"),
	 N_("Write the report to a file: Markdown or HTML"), export_it,
	 ACT_FOOTER},
	{"findings", "F", N_("findings"),
	 N_("Findings and actions: what was learned, and of which step"),
	 findings, ACT_FOOTER},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def drillreport_screen = {
	.name = "drillreport",
	.title = N_("Report of a drill"),
	.actions = aar_actions,
	.open = aar_open,
	.close = aar_close,
	.draw = aar_draw,
	.refresh = aar_refresh,
	.focus = aar_focus,
};
