/* tui/screen/playbooks.c - the playbooks of the store, one line each. */
#include "tui/screen/playbooks.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/bookdiff.h"
#include "tui/screen/draftview.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/prompt.h"

#define SLICE 8 /* ms: keys are not kept waiting for longer */

/* --- rows ------------------------------------------------------------------------ */

static int row_count(void *ctx)
{
	return (int)((struct books *)ctx)->row_count;
}

static const struct books_row *chosen_row(struct books *v)
{
	int at = list_at(&v->list);

	return at < 0 ? NULL : &v->row[at];
}

const struct pb_entry *books_chosen(struct books *v)
{
	const struct books_row *r = chosen_row(v);

	return r && r->pb >= 0 ? &v->pb[r->pb] : NULL;
}

static const struct draft *chosen_draft(struct books *v)
{
	const struct books_row *r = chosen_row(v);

	return r && r->draft >= 0 ? &v->draft[r->draft] : NULL;
}

static const char *row_key(void *ctx, int i)
{
	return ((struct books *)ctx)->row[i].key;
}

static const char *row_text(void *ctx, int i)
{
	const struct books *v = ctx;
	const struct books_row *r = &v->row[i];

	return r->draft >= 0 ? v->draft[r->draft].name : v->pb[r->pb].title;
}

static void add_row(struct books *v, int pb, int draft)
{
	struct books_row *r = &v->row[v->row_count++];

	*r = (struct books_row){.pb = pb, .draft = draft};
	snprintf(r->key, sizeof(r->key), draft < 0 ? "%s" : DRAFT_PREFIX "%s",
		 draft < 0 ? v->pb[pb].slug : v->draft[draft].name);
}

/* Each draft below its playbook; those of new ones at the end. */
static int lay_out(struct books *v, struct error *err)
{
	struct books_row *row = mem_zalloc((v->count + v->draft_count + 1) *
					   sizeof(*row));

	if (!row)
		return error_nomem(err);
	mem_free(v->row);
	v->row = row;
	v->row_count = 0;
	for (size_t i = 0; i < v->count; i++) {
		add_row(v, (int)i, -1);
		for (size_t k = 0; k < v->draft_count; k++)
			if (str_eq(v->draft[k].slug, v->pb[i].slug))
				add_row(v, (int)i, (int)k);
	}
	for (size_t k = 0; k < v->draft_count; k++) {
		bool found = false;

		for (size_t i = 0; i < v->count; i++)
			found |= str_eq(v->draft[k].slug, v->pb[i].slug);
		if (!found)
			add_row(v, -1, (int)k);
	}
	return 0;
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

static void draw_draft(struct books *v, const struct draft *d,
		       struct surface *s, int row, int col, int cells,
		       bool chosen)
{
	struct str t = {0};

	surface_putf(s, row, col + 2, 20, chosen ? LOOK_BOLD : LOOK_PLAIN,
		     DRAFT_PREFIX "%s", d->name);
	if (*d->tip.id)
		booktext_version(&t, NULL, d->tip.id);
	else
		str_add(&t, _("not committed"));
	surface_field(s, row, col + 23, 16, LOOK_PLAIN, str_text(&t));
	surface_field(s, row, col + 40, 8, LOOK_PLAIN,
		      d->errors ? _("errors") : _("draft"));
	str_clear(&t);
	if (*d->tip.id)
		book_when(&t, v->app, d->tip.at);
	str_addf(&t, " %s", d->author);
	surface_field(s, row, col + 49, 13, LOOK_PLAIN, str_text(&t));
	surface_field(s, row, col + 63, cells - 63, LOOK_PLAIN,
		      d->waits_for_me ? _("waits for you")
				      : draft_state_words(d->state));
	str_release(&t);
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct books *v = ctx;
	const struct books_row *r = &v->row[i];
	const struct pb_entry *pb = &v->pb[r->pb < 0 ? 0 : r->pb];
	struct str t = {0};

	if (r->draft >= 0) {
		draw_draft(v, &v->draft[r->draft], s, row, col, cells, chosen);
		return;
	}
	surface_field(s, row, col, 22, chosen ? LOOK_BOLD : LOOK_PLAIN,
		      pb->slug);
	if (*pb->last.id)
		booktext_version(&t, pb->version, pb->last.id);
	surface_field(s, row, col + 23, 16, LOOK_PLAIN, str_text(&t));
	surface_field(s, row, col + 40, 8, LOOK_PLAIN,
		      !pb->known   ? ".."
		      : pb->errors ? _("errors")
				   : _("in force"));
	str_clear(&t);
	if (*pb->last.id) {
		book_when(&t, v->app, pb->last.at);
		str_addf(&t, " %s", pb->last.author);
	}
	surface_field(s, row, col + 49, 13, LOOK_PLAIN, str_text(&t));
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
	rc = lay_out(v, err);
	return rc ? rc : board_load(&v->board, err);
}

/* Somebody waits for this person's word. */
static void tell_offer(struct books *v)
{
	for (size_t i = 0; i < v->draft_count; i++) {
		const struct draft *d = &v->draft[i];
		struct str t = {0};

		if (!d->waits_for_me || d->tip.at <= v->told)
			continue;
		v->told = d->tip.at;
		str_addf(&t, _("%s asked you to review draft/%s"), d->author,
			 d->name);
		app_last(v->app, d->tip.at, str_text(&t));
		app_hint(v->app, "review");
		str_release(&t);
	}
}

/* Once the playbooks are known; a person without drafts waits for nothing. */
static int read_drafts(struct books *v, struct error *err)
{
	struct draft *all;
	size_t n;
	int rc = store_drafts(&all, &n, ctx_of(v->app)->store, err);

	if (rc)
		return rc;
	mem_free(v->draft);
	v->draft = all;
	v->draft_count = n;
	v->drafts_read = true;
	rc = store_brought(&v->brought, ctx_of(v->app)->store, err);
	if (rc)
		return rc;
	tell_offer(v);
	return lay_out(v, err);
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
	if (!rc && !*more && !v->drafts_read)
		rc = read_drafts(v, err);
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
	mem_free(v->draft);
	mem_free(v->row);
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

	v->reading = v->drafts_read = false;
	v->detail.again = true; /* a case may have taken up another */
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
		     {43, 8, N_("STATE")},	  {52, 13, N_("LAST CHANGE")},
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
	n = (int)v->row_count;
	n = n < rows - 14 ? n : rows - 14;
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
	const struct draft *d = chosen_draft(state);
	const struct pb_entry *pb = books_chosen(state);
	char arg[160];

	if (d)
		snprintf(arg, sizeof(arg), "%s@" DRAFT_PREFIX "%s", d->slug,
			 d->name);
	if (d || pb)
		app_push(app, &reading_screen, d ? arg : pb->slug);
}

/* A draft is looked at with what it changes. */
static bool open_draft(struct app *app, struct books *v)
{
	const struct draft *d = chosen_draft(v);

	if (d)
		app_push(app, &draft_screen, d->name);
	return d;
}

static void books_versions(struct app *app, void *state)
{
	const struct pb_entry *pb = books_chosen(state);

	if (!open_draft(app, state) && pb)
		app_push(app, &versions_screen, pb->slug);
}

static void books_blame(struct app *app, void *state)
{
	const struct draft *d = chosen_draft(state);
	const struct pb_entry *pb = books_chosen(state);
	char arg[160];

	if (d && *d->tip.id)
		snprintf(arg, sizeof(arg), "%s@%s", d->slug, d->tip.id);
	if ((d && *d->tip.id) || (!d && pb))
		app_push(app, &blame_screen, d ? arg : pb->slug);
}

static void books_edit(struct app *app, void *state)
{
	const struct pb_entry *pb = books_chosen(state);

	if (!open_draft(app, state) && pb)
		draft_begin(app, pb->slug, NULL);
}

/* The chosen draft, and what it waits for; else the one that waits for this
 * person. */
static void books_review(struct app *app, void *state)
{
	struct books *v = state;
	const struct draft *d = chosen_draft(v);

	if (d) {
		draft_review(app, d->name);
		return;
	}
	for (size_t i = 0; i < v->draft_count; i++)
		if (v->draft[i].waits_for_me) {
			app_push(app, &draft_screen, v->draft[i].name);
			return;
		}
	app_note(app, _("No draft waits for your review."));
}

static void books_new(struct app *app, void *state)
{
	(void)state;
	draft_ask_new(app);
}

static void books_stale(struct app *app, void *state)
{
	const struct draft *d = chosen_draft(state);
	const struct pb_entry *pb = books_chosen(state);
	char arg[160];

	if (d && *d->slug) {
		snprintf(arg, sizeof(arg), "%s@" DRAFT_PREFIX "%s", d->slug,
			 d->name);
		app_push(app, &stale_screen, arg);
	} else if (pb) {
		app_push(app, &stale_screen, pb->slug);
	}
}

/* What the last change changed. */
static void books_diff(struct app *app, void *state)
{
	const struct pb_entry *pb = books_chosen(state);
	struct str arg = {0};

	if (open_draft(app, state) || !pb || !*pb->last.id)
		return;
	bookdiff_of_commit(&arg, app, pb->slug, pb->last.id);
	app_push(app, &diff_screen, str_text(&arg));
	str_release(&arg);
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
	 N_("The versions of the playbook; a draft with its changes"),
	 books_versions, ACT_FOOTER},
	{"read", "v", N_("read"), N_("Read the playbook"), books_read,
	 ACT_FOOTER},
	{"import", "i", N_("import"),
	 N_("Read a playbook from elsewhere into a draft"), books_import,
	 ACT_HIDDEN},
	{"diff", "d", N_("changes"), N_("What its last change changed"),
	 books_diff, ACT_FOOTER},
	{"blame", "b", N_("blame"), N_("Who last changed each step, and why"),
	 books_blame, ACT_FOOTER | ACT_WIDE},
	{"edit", "e", N_("edit"), N_("Edit the playbook in a draft"),
	 books_edit, ACT_FOOTER | ACT_CHANGES},
	{"review", "A", N_("review"),
	 N_("Review a draft, put it in force"), books_review, ACT_FOOTER},
	{"stale", "t", N_("translate"),
	 N_("Go through what of a translation is behind its base"),
	 books_stale, ACT_FOOTER | ACT_WIDE},
	{"new", "c", N_("new"), N_("Begin a new playbook, as a draft"),
	 books_new, ACT_FOOTER | ACT_CHANGES},
	{"view", "1 2 3 4 5", N_("view"), N_("1 cases, 2 clocks, 4 drills"),
	 board_view, ACT_FOOTER | ACT_WIDE},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER | ACT_WIDE},
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
