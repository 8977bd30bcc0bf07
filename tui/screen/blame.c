/* tui/screen/blame.c - who last changed each step, when, and why. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/history.h"
#include "tui/screen/bookdiff.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"

struct blaming {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct bookref ref;
	struct booktext text;
	struct blame b;
	struct str key, name; /* of the row asked for last */
	struct rich *said;
};

/* --- rows -------------------------------------------------------------------------- */

static int row_count(void *ctx)
{
	return (int)((struct blaming *)ctx)->b.count;
}

static const char *row_key(void *ctx, int i)
{
	struct blaming *v = ctx;

	str_clear(&v->key);
	str_addf(&v->key, "%s %s", v->b.row[i].lang, v->b.row[i].id);
	return str_text(&v->key);
}

/* "3.03  Data types" in the person's language. */
static void add_name(struct str *out, const struct blaming *v,
		     const struct blame_row *r)
{
	const struct playbook *pb = v->text.pb;
	const struct pb_step *st = playbook_step(pb, r->id);
	size_t in = playbook_lang(pb, ctx_of(v->app)->lang);

	if (st) {
		str_addf(out, "%s  %s", st->number, text_in(&st->object, in));
		return;
	}
	for (size_t i = 0; *r->id && i < pb->phase_count; i++)
		if (str_eq(pb->phase[i].id, r->id))
			str_addf(out, "%s  %s", pb->phase[i].number,
				 text_in(&pb->phase[i].title, in));
	if (!*r->id)
		str_add(out, _("Title, front matter, introduction"));
}

static const char *row_text(void *ctx, int i)
{
	struct blaming *v = ctx;

	str_clear(&v->name);
	add_name(&v->name, v, &v->b.row[i]);
	return str_text(&v->name);
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct blaming *v = ctx;
	const struct blame_row *r = &v->b.row[i];
	int name = cells > 90 ? 40 : 28;
	bool step = r->level > 2;
	struct str when = {0};

	surface_field(s, row, col + (step ? 2 : 0), name - (step ? 2 : 0),
		      step && !chosen ? LOOK_PLAIN : LOOK_BOLD,
		      row_text(v, i));
	surface_field(s, row, col + name + 1, 2, LOOK_PLAIN, r->lang);
	surface_field(s, row, col + name + 4, 8, LOOK_PLAIN, r->last.author);
	book_when(&when, v->app, r->last.at);
	surface_field(s, row, col + name + 13, 10, LOOK_PLAIN,
		      str_text(&when));
	surface_field(s, row, col + name + 24, cells - name - 25, LOOK_PLAIN,
		      r->last.subject);
	str_release(&when);
}

static const struct list_ops blame_ops = {row_count, row_key, row_draw,
					  row_text};

/* --- opening ------------------------------------------------------------------------- */

static void blame_close(struct app *app, void *state)
{
	struct blaming *v = state;

	(void)app;
	blame_release(&v->b);
	booktext_release(&v->text);
	rich_free(v->said);
	str_release(&v->key);
	str_release(&v->name);
	list_release(&v->list);
	mem_free(v);
}

static int blame_open(void **state, struct app *app, const void *arg,
		      struct error *err)
{
	struct blaming *v = mem_zalloc(sizeof(*v));
	int rc;

	if (!v)
		return error_nomem(err);
	v->app = app;
	bookref_read(&v->ref, arg);
	list_init(&v->list, &blame_ops, v);
	v->said = rich_new();
	rc = v->said ? booktext_open(&v->text, app, &v->ref, err)
		     : error_nomem(err);
	if (!rc)
		rc = store_blame(&v->b, ctx_of(app)->store, v->ref.slug,
				 v->text.texts.commit, err);
	if (rc)
		blame_close(app, v);
	else
		*state = v;
	return rc;
}

/* --- drawing ------------------------------------------------------------------------------ */

static void draw_heads(struct surface *s, int row, int cells)
{
	int name = cells > 90 ? 40 : 28;
	const struct {
		int col, cells;
		const char *text;
	} heads[] = {{0, name, N_("STEP")}, {name + 4, 8, N_("BY")},
		     {name + 13, 10, N_("DATE")}, {name + 24, 20, N_("WHY")}};

	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		surface_field(s, row, 3 + heads[i].col, heads[i].cells,
			      LOOK_PLAIN, _(heads[i].text));
}

static void draw_chosen(struct blaming *v, struct surface *s, int row)
{
	int at = list_at(&v->list);
	const struct repo_commit *c;
	struct str when = {0};

	if (at < 0)
		return;
	c = &v->b.row[at].last;
	rich_clear(v->said);
	rich_para(v->said, 0, 3);
	rich_add(v->said, LOOK_BOLD, c->subject);
	book_when(&when, v->app, c->at);
	rich_addf(v->said, LOOK_PLAIN, "   %s, %s   @ %.7s", c->author,
		  str_text(&when), c->id);
	rich_put(v->said, s, row, 2, 3, surface_cols(s) - 5);
	str_release(&when);
}

static void blame_draw(struct app *app, void *state, struct surface *s)
{
	struct blaming *v = state;
	int rows = frame_rows(app, s), cols = surface_cols(s);
	struct str t = {0};

	booktext_version(&t, v->text.pb->version, v->text.texts.commit);
	frame_title(app, s, v->ref.slug, _("who last changed each step"));
	surface_put(s, 1, 1, cols - 2, LOOK_BOLD, str_text(&t));
	str_release(&t);
	draw_heads(s, 2, cols - 3);
	frame_rule(s, 3);
	surface_cursor(s, 4, 1);
	list_draw(&v->list, s, 4, rows - 7, 0, cols, true);
	draw_chosen(v, s, rows - 2);
}

static struct focus *blame_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct blaming *)state)->list.focus;
}

/* --- acting ------------------------------------------------------------------------------- */

static void open_change(struct app *app, void *state)
{
	struct blaming *v = state;
	int at = list_at(&v->list);
	struct str arg = {0};

	if (at < 0)
		return;
	bookdiff_of_commit(&arg, app, v->ref.slug, v->b.row[at].last.id);
	str_addf(&arg, " #%s", v->b.row[at].id);
	app_push(app, &difftext_screen, str_text(&arg));
	str_release(&arg);
}

static void copy(struct app *app, void *state)
{
	struct blaming *v = state;
	int at = list_at(&v->list);

	if (at >= 0)
		app_copy(app, v->b.row[at].last.id, _("the commit"));
}

static const struct action blame_actions[] = {
	{"texts", "Enter d", N_("what it changed"),
	 N_("Old and new text of that step in that commit"), open_change,
	 ACT_FOOTER},
	{"copy", "y", N_("copy"), N_("Copy the id of the commit"), copy,
	 ACT_FOOTER},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def blame_screen = {
	.name = "blame",
	.title = N_("Who changed what"),
	.actions = blame_actions,
	.open = blame_open,
	.close = blame_close,
	.draw = blame_draw,
	.focus = blame_focus,
};
