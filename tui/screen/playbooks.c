/* tui/screen/playbooks.c - the playbooks of the store, one line each. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/board.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/rich.h"

struct books {
	struct app *app;
	struct board board; /* for NEXT and the tabs */
	struct pb_entry *pb;
	size_t count;
	struct list list;
	struct rich *text; /* what is said of the chosen one */
};

/* --- rows ------------------------------------------------------------------------ */

static int row_count(void *ctx)
{
	return (int)((struct books *)ctx)->count;
}

static const char *row_key(void *ctx, int i)
{
	return ((struct books *)ctx)->pb[i].slug;
}

static const char *row_text(void *ctx, int i)
{
	return ((struct books *)ctx)->pb[i].title;
}

static void add_version(struct str *out, const struct pb_entry *pb)
{
	if (*pb->version)
		str_addf(out, "%s ", pb->version);
	str_addf(out, "@ %.7s", pb->last.id);
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
	const struct zone *z = app_config(v->app)->env->zone;
	struct str t = {0};

	surface_field(s, row, col, 22, chosen ? LOOK_BOLD : LOOK_PLAIN,
		      pb->slug);
	add_version(&t, pb);
	surface_field(s, row, col + 23, 16, LOOK_PLAIN, str_text(&t));
	surface_field(s, row, col + 40, 9, LOOK_PLAIN,
		      pb->errors ? _("has errors") : _("in force"));
	str_clear(&t);
	frame_when(&t, pb->last.at, app_now(v->app), z);
	str_addf(&t, " %s", pb->last.author);
	surface_field(s, row, col + 50, 12, LOOK_PLAIN, str_text(&t));
	str_clear(&t);
	add_cases(&t, pb);
	surface_field(s, row, col + 63, cells - 63, LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

static const struct list_ops books_ops = {row_count, row_key, row_draw,
					  row_text};

/* --- opening ------------------------------------------------------------------------- */

static int load(struct books *v, struct error *err)
{
	struct ctx *x = ctx_of(v->app);
	struct pb_entry *pb;
	size_t n;
	int rc = store_playbooks(&pb, &n, x->store, x->lang, err);

	if (!rc) {
		mem_free(v->pb);
		v->pb = pb;
		v->count = n;
		rc = board_load(&v->board, err);
	}
	return rc;
}

static void books_close(struct app *app, void *state)
{
	struct books *v = state;

	(void)app;
	board_release(&v->board);
	mem_free(v->pb);
	rich_free(v->text);
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
	if (rc)
		books_close(app, v);
	else
		*state = v;
	return rc;
}

static void books_refresh(struct app *app, void *state)
{
	struct error err = {0};

	if (load(state, &err))
		app_error(app, &err);
}

/* --- drawing --------------------------------------------------------------------------- */

static void said(struct rich *r, const char *head, const char *text)
{
	int used = utf8_cells(head);

	rich_para(r, 0, 9);
	rich_add(r, LOOK_BOLD, head);
	rich_addf(r, LOOK_PLAIN, "%*s%s", used < 8 ? 9 - used : 1, "", text);
}

static void describe(struct books *v, const struct pb_entry *pb)
{
	struct rich *r = v->text;
	struct str t = {0};

	rich_clear(r);
	rich_para(r, 0, 9);
	rich_addf(r, LOOK_BOLD, "%s", pb->title);
	str_addf(&t, ngettext("%u phase", "%u phases", pb->phases),
		 pb->phases);
	str_addf(&t, _(", "));
	str_addf(&t, ngettext("%u step", "%u steps", pb->steps), pb->steps);
	rich_addf(r, LOOK_PLAIN, "    %s    %s", str_text(&t), pb->langs);
	rich_line(r, 0, LOOK_PLAIN, pb->intro);
	rich_line(r, 0, LOOK_PLAIN, "");
	str_clear(&t);
	frame_when(&t, pb->last.at, app_now(v->app),
		   app_config(v->app)->env->zone);
	str_addf(&t, ", %s: \"%s\"", pb->last.author, pb->last.subject);
	said(r, _("LAST"), str_text(&t));
	str_clear(&t);
	if (pb->cases_older)
		str_addf(&t,
			 ngettext("%u open case runs another text of it",
				  "%u open cases run another text of it",
				  pb->cases_older),
			 pb->cases_older);
	if (t.len)
		said(r, _("OLDER"), str_text(&t));
	str_clear(&t);
	str_addf(&t, ngettext("%u error", "%u errors", pb->errors),
		 pb->errors);
	str_add(&t, _(", "));
	str_addf(&t, ngettext("%u warning", "%u warnings", pb->warnings),
		 pb->warnings);
	if (pb->errors + pb->warnings)
		said(r, _("LINT"), str_text(&t));
	str_release(&t);
}

static void draw_chosen(struct books *v, struct surface *s, int row, int rows,
			int col, int cells)
{
	int at = list_at(&v->list), n;

	if (at < 0)
		return;
	describe(v, &v->pb[at]);
	n = rich_layout(v->text, cells);
	for (int i = 0; i < n && i < rows; i++)
		rich_draw(v->text, i, s, row + i, col, cells);
}

static void draw_heads(struct surface *s, int row)
{
	static const struct {
		int col, cells;
		const char *text;
	} heads[] = {{3, 22, N_("PLAYBOOK")},	  {26, 16, N_("VERSION")},
		     {43, 9, N_("STATE")},	  {53, 12, N_("LAST CHANGE")},
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
		draw_chosen(v, s, 5, rows - 8, 84, cols - 86);
	else
		draw_chosen(v, s, 6 + n, rows - 8 - n, 3, cols - 5);
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

static void books_view(struct app *app, void *state)
{
	(void)state;
	if (app_key(app) == '1')
		app_pop(app);
	else if (app_key(app) != '3')
		app_note(app, _("From here: 1 cases."));
}

static const struct action books_actions[] = {
	{"read", "Enter v", N_("read"), N_("Read the playbook"), books_read,
	 ACT_FOOTER},
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
