/* tui/screen/playbooks.c - the playbooks of the store, one line each. */
#include "tui/screen/playbooks.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/bookref.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/prompt.h"

#define SLICE 8 /* ms: keys are not kept waiting for longer */

/* --- rows ------------------------------------------------------------------------ */

static int row_count(void *ctx)
{
	return (int)((struct books *)ctx)->count;
}

const struct pb_entry *books_chosen(struct books *v)
{
	int at = list_at(&v->list);

	return at < 0 ? NULL : &v->pb[at];
}

static const char *row_key(void *ctx, int i)
{
	return ((struct books *)ctx)->pb[i].slug;
}

static const char *row_text(void *ctx, int i)
{
	return ((struct books *)ctx)->pb[i].title;
}

static void add_cases(struct str *out, const struct pb_entry *pb)
{
	unsigned now = pb->cases_open - pb->cases_older;

	if (!pb->cases_open)
		str_add(out, "-");
	if (now)
		str_addf(out, _("%u current"), now);
	if (pb->cases_older)
		str_add(out, now ? ", " : "");
	if (pb->cases_older)
		str_addf(out, _("%u on OLDER"), pb->cases_older);
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct books *v = ctx;
	const struct pb_entry *pb = &v->pb[i];
	struct str t = {0};

	surface_field(s, row, col, 22, chosen ? LOOK_BOLD : LOOK_PLAIN,
		      pb->slug);
	if (*pb->last.id)
		booktext_version(&t, pb->version, pb->last.id);
	surface_field(s, row, col + 23, 16, LOOK_PLAIN, str_text(&t));
	surface_field(s, row, col + 40, 10, LOOK_PLAIN,
		      !pb->known   ? ".."
		      : pb->errors ? _("has errors")
				   : _("in force"));
	str_clear(&t);
	if (*pb->last.id) {
		book_when(&t, v->app, pb->last.at);
		str_addf(&t, " %s", pb->last.author);
	}
	surface_field(s, row, col + 51, 11, LOOK_PLAIN, str_text(&t));
	str_clear(&t);
	if (pb->known)
		add_cases(&t, pb);
	surface_field(s, row, col + 63, cells - 63, LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

static const struct list_ops books_ops = {row_count, row_key, row_draw,
					  row_text};

/* --- opening ------------------------------------------------------------------------- */

static void read_on(struct app *app, void *ctx);

static void read_soon(struct books *v)
{
	if (!v->reading && !app_after(v->app, 1, read_on, NULL))
		v->reading = true;
}

/* What is remembered; the rest is read once it is on the screen. */
static int load(struct books *v, struct error *err)
{
	struct ctx *x = ctx_of(v->app);
	struct pb_entry *pb;
	size_t n;
	int rc = store_shelf(&pb, &n, x->store, x->lang, err);

	if (rc)
		return rc;
	mem_free(v->pb);
	v->pb = pb;
	v->count = n;
	return board_load(&v->board, err);
}

/* Works until a slice of time is up; whether there is more to do. */
static int read_slice(bool *more, struct books *v, struct error *err)
{
	int64_t until = app_mono(v->app) + SLICE;
	int rc = 0;

	*more = true;
	while (!rc && *more && app_mono(v->app) <= until)
		rc = store_shelf_on(more, ctx_of(v->app)->store, err);
	if (!rc)
		rc = load(v, err);
	if (!rc && !*more && books_detail_waits(v))
		books_detail_read(v);
	return rc;
}

/* The screen may have gone meanwhile: it is asked for, not remembered. */
static void read_on(struct app *app, void *ctx)
{
	struct books *v;
	struct error err = {0};
	bool more;

	(void)ctx;
	if (app_top(app) != &playbooks_screen)
		return;
	v = app_top_state(app);
	v->reading = false;
	if (read_slice(&more, v, &err))
		app_error(app, &err);
	else if (more)
		read_soon(v);
	app_redraw(app);
}

static void books_close(struct app *app, void *state)
{
	struct books *v = state;

	(void)app;
	board_release(&v->board);
	mem_free(v->pb);
	rich_free(v->text);
	books_detail_release(v);
	list_release(&v->list);
	mem_free(v);
}

static int books_open(void **state, struct app *app, const void *arg,
		      struct error *err)
{
	struct ctx *x = ctx_of(app);
	struct books *v = mem_zalloc(sizeof(*v));
	int rc;

	(void)arg;
	if (!v)
		return error_nomem(err);
	v->app = app;
	board_init(&v->board, x->store, x->env);
	list_init(&v->list, &books_ops, v);
	v->text = rich_new();
	rc = v->text ? load(v, err) : error_nomem(err);
	if (rc) {
		books_close(app, v);
		return rc;
	}
	read_soon(v);
	*state = v;
	return 0;
}

static void books_refresh(struct app *app, void *state)
{
	struct error err = {0};

	struct books *v = state;

	v->reading = false;
	*v->detail.slug = '\0'; /* a case may have taken up another */
	if (load(v, &err))
		app_error(app, &err);
	read_soon(v);
}

/* --- drawing --------------------------------------------------------------------------- */

static void draw_heads(struct surface *s, int row)
{
	static const struct {
		int col, cells;
		const char *text;
	} heads[] = {{3, 22, N_("PLAYBOOK")},	  {26, 16, N_("VERSION")},
		     {43, 10, N_("STATE")},	  {54, 11, N_("LAST CHANGE")},
		     {66, 14, N_("OPEN CASES")}};

	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		surface_field(s, row, heads[i].col, heads[i].cells,
			      LOOK_PLAIN, _(heads[i].text));
}

static void books_draw(struct app *app, void *state, struct surface *s)
{
	struct books *v = state;
	int rows = frame_rows(app, s), cols = surface_cols(s), n;
	bool wide = cols >= APP_WIDER;

	if (books_detail_waits(v))
		read_soon(v);
	frame_title(app, s, _("Playbooks"), NULL);
	board_next_row(app, &v->board, s, 1);
	board_tabs(app, &v->board, s, 2, 2);
	frame_rule(s, 3);
	draw_heads(s, 4);
	n = (int)v->count < rows - 14 ? (int)v->count : rows - 14;
	n = n < 3 ? 3 : n;
	surface_cursor(s, 5, 1);
	if (wide)
		n = rows - 8;
	list_draw(&v->list, s, 5, n, 0, wide ? 80 : cols, true);
	if (wide)
		books_detail_draw(v, s, 5, rows - 8, 84, cols - 86);
	else
		books_detail_draw(v, s, 6 + n, rows - 8 - n, 3, cols - 5);
	surface_put(s, rows - 2, 1, cols - 2, LOOK_PLAIN,
		    _("A case starts only from what is in force, and keeps "
		      "the text it started with."));
}

static struct focus *books_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct books *)state)->list.focus;
}

/* --- acting ------------------------------------------------------------------------------- */

static void books_read(struct app *app, void *state)
{
	const char *slug = list_key(&((struct books *)state)->list);

	if (slug)
		app_push(app, &reading_screen, slug);
}

static void books_versions(struct app *app, void *state)
{
	const char *slug = list_key(&((struct books *)state)->list);

	if (slug)
		app_push(app, &versions_screen, slug);
}

static void books_view(struct app *app, void *state)
{
	(void)state;
	if (app_key(app) == '1')
		app_pop(app);
	else if (app_key(app) != '3')
		app_note(app, _("From here: 1 cases."));
}

static void import_file(struct app *app, void *ctx, const char *path)
{
	(void)ctx;
	if (path && *path)
		app_push(app, &import_screen, path);
}

static void books_import(struct app *app, void *state)
{
	(void)state;
	prompt_ask(app, _("File to import"), NULL, PROMPT_NEEDED, import_file,
		   NULL);
}

static const struct action books_actions[] = {
	{"versions", "Enter", N_("versions"),
	 N_("The versions of the playbook, over renames"), books_versions,
	 ACT_FOOTER},
	{"read", "v", N_("read"), N_("Read the playbook"), books_read,
	 ACT_FOOTER},
	{"import", "i", N_("import"),
	 N_("Read a playbook from elsewhere into a draft"), books_import,
	 ACT_HIDDEN},
	{"view", "1 2 3 4 5", N_("view"), N_("1 cases, 3 playbooks"),
	 books_view, ACT_FOOTER},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def playbooks_screen = {
	.name = "playbooks",
	.title = N_("Playbooks"),
	.actions = books_actions,
	.open = books_open,
	.close = books_close,
	.draw = books_draw,
	.refresh = books_refresh,
	.focus = books_focus,
};
