/* tui/screen/versions.c - the versions of a playbook, newest first. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/diff.h"
#include "core/store/history.h"
#include "tui/screen/draftview.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/rich.h"

#define FOLLOW_MOST 16
#define BELOW 7 /* rows for what is said of the chosen one */

struct versions {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct bookref ref;
	struct pb_version *at;
	size_t count;
	char mark[COMMIT_HEX]; /* one end of a difference; "" none */
	struct follow {	       /* an open case, and what it runs */
		char label[32], id[COMMIT_HEX];
	} follow[FOLLOW_MOST];
	size_t follow_count;
	bool reading; /* the change of the chosen one comes in a moment */
	char told[COMMIT_HEX]; /* of which one `change` speaks */
	struct str change;     /* "1 new, 2 changed" */
	struct rich *text;
};

/* --- rows -------------------------------------------------------------------------- */

static int row_count(void *ctx)
{
	return (int)((struct versions *)ctx)->count;
}

static const char *row_key(void *ctx, int i)
{
	return ((struct versions *)ctx)->at[i].c.id;
}

static const char *row_text(void *ctx, int i)
{
	return ((struct versions *)ctx)->at[i].c.subject;
}

static bool in_force(const struct versions *v, int i)
{
	return !i && str_eq(v->ref.commit, "main");
}

/* "in force", "2 cases", "INC-2026-003": what hangs on this version. */
static void add_marks(struct str *out, const struct versions *v, int i)
{
	const struct follow *one = NULL;
	unsigned n = 0;

	for (size_t k = 0; k < v->follow_count; k++)
		if (str_eq(v->follow[k].id, v->at[i].c.id)) {
			one = &v->follow[k];
			n++;
		}
	if (str_eq(v->mark, v->at[i].c.id))
		str_add(out, _("MARKED "));
	if (in_force(v, i))
		str_add(out, _("in force"));
	if (n && in_force(v, i))
		str_add(out, _(", "));
	if (n == 1)
		str_add(out, one->label);
	else if (n)
		str_addf(out, ngettext("%u case", "%u cases", n), n);
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct versions *v = ctx;
	const struct pb_version *at = &v->at[i];
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	int marks;
	struct str t = {0};

	surface_putf(s, row, col, 7, LOOK_PLAIN, "%.7s", at->c.id);
	book_when(&t, v->app, at->c.at);
	surface_field(s, row, col + 9, 10, LOOK_PLAIN, str_text(&t));
	surface_field(s, row, col + 20, 8, LOOK_PLAIN, at->c.author);
	surface_field(s, row, col + 29, 7, LOOK_PLAIN, at->version);
	str_clear(&t);
	add_marks(&t, v, i);
	marks = utf8_cells(str_text(&t));
	surface_field(s, row, col + 37, cells - 40 - marks, look,
		      at->c.subject);
	surface_right(s, row, col + 37, cells - 38, look, str_text(&t));
	str_release(&t);
}

static const struct list_ops versions_ops = {row_count, row_key, row_draw,
					     row_text};

/* --- opening ------------------------------------------------------------------------- */

/* What each open case runs: the version its commit holds. */
static void find_followers(struct versions *v)
{
	struct store *store = ctx_of(v->app)->store;
	struct summary *m = NULL;
	size_t n = 0;

	v->follow_count = 0;
	if (store_cases(&m, &n, store, true, NULL))
		return;
	for (size_t i = 0; i < n; i++)
		for (unsigned b = 0; m[i].open && b < m[i].book_count; b++) {
			struct follow *f = &v->follow[v->follow_count];
			struct repo_commit last;

			if (!str_eq(m[i].book[b].slug, v->ref.slug) ||
			    v->follow_count == FOLLOW_MOST ||
			    store_version_at(&last, store, v->ref.slug,
					     m[i].book[b].commit, NULL))
				continue;
			str_copy(f->label, sizeof(f->label), m[i].label);
			memcpy(f->id, last.id, COMMIT_HEX);
			v->follow_count++;
		}
	mem_free(m);
}

static int load(struct versions *v, struct error *err)
{
	struct pb_version *at;
	size_t n;
	int rc = store_history(&at, &n, ctx_of(v->app)->store, v->ref.slug,
			       v->ref.commit, err);

	if (rc)
		return rc;
	mem_free(v->at);
	v->at = at;
	v->count = n;
	find_followers(v);
	return 0;
}

static void versions_close(struct app *app, void *state)
{
	struct versions *v = state;

	(void)app;
	mem_free(v->at);
	str_release(&v->change);
	rich_free(v->text);
	list_release(&v->list);
	mem_free(v);
}

static int versions_open(void **state, struct app *app, const void *arg,
			 struct error *err)
{
	struct versions *v = mem_zalloc(sizeof(*v));
	int rc;

	if (!v)
		return error_nomem(err);
	v->app = app;
	bookref_read(&v->ref, arg);
	list_init(&v->list, &versions_ops, v);
	v->text = rich_new();
	rc = v->text ? load(v, err) : error_nomem(err);
	if (rc)
		versions_close(app, v);
	else
		*state = v;
	return rc;
}

static void versions_refresh(struct app *app, void *state)
{
	struct versions *v = state;
	struct error err = {0};

	v->reading = false;
	if (load(v, &err))
		app_error(app, &err);
}

/* --- what the chosen one changed ------------------------------------------------------- */

static void ref_of(struct bookref *out, const struct versions *v, size_t i)
{
	str_copy(out->slug, sizeof(out->slug), v->at[i].slug);
	str_copy(out->commit, sizeof(out->commit), v->at[i].c.id);
}

static void tell_change(struct versions *v, size_t i)
{
	struct booktext was = {0}, is = {0};
	struct bookref ref;
	struct pb_diff *d = NULL;
	struct error err = {0};
	int rc = 0;

	str_clear(&v->change);
	str_copy(v->told, sizeof(v->told), v->at[i].c.id);
	if (i + 1 < v->count) {
		ref_of(&ref, v, i + 1);
		rc = booktext_open(&was, v->app, &ref, &err);
	}
	ref_of(&ref, v, i);
	if (!rc)
		rc = booktext_open(&is, v->app, &ref, &err);
	if (!rc)
		rc = playbook_diff(&d, was.pb, was.texts.src, was.texts.count,
				   is.pb, is.texts.src, is.texts.count, &err);
	if (rc)
		str_add(&v->change, err.what);
	else if (i + 1 == v->count)
		str_add(&v->change, _("the first version"));
	else
		pb_diff_words(&v->change, d);
	pb_diff_free(d);
	booktext_release(&is);
	booktext_release(&was);
}

static void read_on(struct app *app, void *ctx)
{
	struct versions *v;
	int at;

	(void)ctx;
	if (app_top(app) != &versions_screen)
		return;
	v = app_top_state(app);
	v->reading = false;
	at = list_at(&v->list);
	if (at >= 0)
		tell_change(v, (size_t)at);
	app_redraw(app);
}

/* --- drawing ------------------------------------------------------------------------------ */

static void add_line(struct rich *r, const char *head, const char *text)
{
	rich_para(r, 0, 11);
	rich_add(r, LOOK_BOLD, head);
	rich_addf(r, LOOK_PLAIN, "  %s", text);
}

static void describe(struct versions *v, int i)
{
	const struct pb_version *at = &v->at[i];
	struct str t = {0};

	rich_clear(v->text);
	book_when(&t, v->app, at->c.at);
	rich_para(v->text, 0, 3);
	rich_addf(v->text, LOOK_BOLD, "%s", at->c.subject);
	rich_addf(v->text, LOOK_PLAIN, "   %s, %s", at->c.author,
		  str_text(&t));
	str_clear(&t);
	if (str_eq(v->told, at->c.id))
		str_add(&t, str_text(&v->change));
	if (!str_starts(at->langs, "base"))
		str_addf(&t, "%s%s", t.len ? _(", ") : "",
			 _("only a translation"));
	add_line(v->text, _("CHANGE"), str_text(&t));
	if (!str_eq(at->slug, v->ref.slug)) {
		str_clear(&t);
		str_addf(&t, "%s.md", at->slug);
		add_line(v->text, _("CALLED"), str_text(&t));
	}
	str_clear(&t);
	for (size_t k = 0; k < v->follow_count; k++)
		if (str_eq(v->follow[k].id, at->c.id))
			str_addf(&t, "%s%s", t.len ? _(", ") : "",
				 v->follow[k].label);
	if (t.len)
		add_line(v->text, _("RUN BY"), str_text(&t));
	str_release(&t);
}

static void draw_heads(struct surface *s, int row)
{
	static const struct {
		int col, cells;
		const char *text;
	} heads[] = {{3, 8, N_("COMMIT")}, {12, 10, N_("DATE")},
		     {23, 8, N_("BY")}, {32, 7, N_("VERSION")},
		     {40, 20, N_("WHAT")}};

	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		surface_field(s, row, heads[i].col, heads[i].cells,
			      LOOK_PLAIN, _(heads[i].text));
}

static void versions_draw(struct app *app, void *state, struct surface *s)
{
	struct versions *v = state;
	int rows = frame_rows(app, s), cols = surface_cols(s), n;
	int at = list_at(&v->list), room = rows - 4 - BELOW;
	struct str t = {0};

	frame_title(app, s, v->ref.slug, _("its versions"));
	str_addf(&t, ngettext("%zu version", "%zu versions", v->count),
		 v->count);
	if (!str_eq(v->ref.commit, "main"))
		str_addf(&t, "   %s", v->ref.commit);
	surface_put(s, 1, 1, cols - 2, LOOK_PLAIN, str_text(&t));
	str_release(&t);
	draw_heads(s, 2);
	frame_rule(s, 3);
	surface_cursor(s, 4, 1);
	n = (int)v->count < room ? (int)v->count : room;
	list_draw(&v->list, s, 4, n < 1 ? 1 : n, 0, cols, true);
	if (at < 0)
		return;
	if (!v->reading && !str_eq(v->told, v->at[at].c.id))
		v->reading = !app_after(app, 1, read_on, NULL);
	describe(v, at);
	rich_put(v->text, s, 5 + n, rows - 5 - n, 3, cols - 5);
}

static struct focus *versions_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct versions *)state)->list.focus;
}

/* --- acting ------------------------------------------------------------------------------- */

static void versions_read(struct app *app, void *state)
{
	struct versions *v = state;
	int at = list_at(&v->list);
	char arg[160];

	if (at < 0)
		return;
	snprintf(arg, sizeof(arg), "%s@%s", v->at[at].slug,
		 v->at[at].c.id);
	app_push(app, &reading_screen, in_force(v, at) ? v->ref.slug : arg);
}

static size_t marked(const struct versions *v)
{
	for (size_t i = 0; *v->mark && i < v->count; i++)
		if (str_eq(v->mark, v->at[i].c.id))
			return i;
	return v->count;
}

/* To the version before, or between the marked one and this. */
static void versions_diff(struct app *app, void *state)
{
	struct versions *v = state;
	int at = list_at(&v->list);
	size_t new = (size_t)at, old = marked(v), swap;
	char arg[320];

	if (at < 0)
		return;
	if (old == v->count || old == new)
		old = new + 1;
	if (old < new) {
		swap = old;
		old = new;
		new = swap;
	}
	if (old == v->count)
		app_note(app, _("It is the first version: read it with v."));
	if (old == v->count)
		return;
	snprintf(arg, sizeof(arg), "%s@%s %s@%s", v->at[old].slug,
		 v->at[old].c.id, v->at[new].slug, v->at[new].c.id);
	app_push(app, &diff_screen, arg);
}

static void versions_mark(struct app *app, void *state)
{
	struct versions *v = state;
	const char *id = list_key(&v->list);

	if (id && str_eq(id, v->mark))
		*v->mark = '\0';
	else if (id)
		str_copy(v->mark, sizeof(v->mark), id);
	app_redraw(app);
}

static void versions_blame(struct app *app, void *state)
{
	struct versions *v = state;
	int at = list_at(&v->list);
	char arg[160];

	if (at < 0)
		return;
	snprintf(arg, sizeof(arg), "%s@%s", v->at[at].slug,
		 v->at[at].c.id);
	app_push(app, &blame_screen, arg);
}

/* The screen that adopts this version in the case of row i of follow[]. */
static void adopt_in(struct app *app, void *ctx, int i)
{
	struct versions *v = ctx;
	int at = list_at(&v->list);
	char arg[160], label[32];

	if (i < 0 || at < 0)
		return;
	if (str_eq(v->follow[i].id, v->at[at].c.id)) {
		app_note(app, _("That case follows this version already."));
		return;
	}
	snprintf(arg, sizeof(arg), "%s@%s", v->ref.slug, v->at[at].c.id);
	str_copy(label, sizeof(label), v->follow[i].label);
	if (ctx_open(app, label) || app_push(app, &adopt_screen, arg))
		return;
	app_title(app, label);
}

static void versions_adopt(struct app *app, void *state)
{
	struct versions *v = state;
	const char *label[FOLLOW_MOST];

	for (size_t i = 0; i < v->follow_count; i++)
		label[i] = v->follow[i].label;
	if (v->follow_count > 1)
		dialog_choose(app, _("In which case?"), label,
			      (int)v->follow_count, 0, adopt_in, v);
	else if (v->follow_count)
		adopt_in(app, v, 0);
	else
		app_note(app, _("No open case follows this playbook."));
}

static void versions_edit(struct app *app, void *state)
{
	draft_begin(app, ((struct versions *)state)->ref.slug, NULL);
}

static void versions_copy(struct app *app, void *state)
{
	const char *id = list_key(&((struct versions *)state)->list);

	if (id)
		app_copy(app, id, _("the commit"));
}

static const struct action versions_actions[] = {
	{"read", "Enter v", N_("read"), N_("Read the playbook as it was then"),
	 versions_read, ACT_FOOTER},
	{"diff", "d", N_("changes"),
	 N_("What it changed; or what lies between it and the marked one"),
	 versions_diff, ACT_FOOTER},
	{"mark", "Space", N_("mark"),
	 N_("Mark one end of a difference, or unmark it"), versions_mark,
	 ACT_FOOTER},
	{"blame", "b", N_("blame"), N_("Who last changed each step, and why"),
	 versions_blame, ACT_FOOTER},
	{"edit", "e", N_("edit"), N_("Edit the playbook in a draft"),
	 versions_edit, ACT_FOOTER | ACT_CHANGES},
	{"adopt", "P", N_("adopt"),
	 N_("Adopt this version in an open case that follows the playbook"),
	 versions_adopt, ACT_HIDDEN},
	{"copy", "y", N_("copy"), N_("Copy the id of the commit"),
	 versions_copy, ACT_FOOTER},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def versions_screen = {
	.name = "versions",
	.title = N_("Versions"),
	.actions = versions_actions,
	.open = versions_open,
	.close = versions_close,
	.draw = versions_draw,
	.refresh = versions_refresh,
	.focus = versions_focus,
};
