/* tui/screen/adopt.c - another version of a playbook, before a running case
 * takes it up: each step, its state here, and what happens to it. */
#include "tui/screen/adopt.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/case/words.h"
#include "tui/screen/case_rows.h"
#include "tui/screen/views.h"
#include "tui/widget/form.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"

#define WHAT_COL 40 /* where "what happens" begins in a row */
#define NUMBER 6
#define HEADS 4

struct line { /* a row of the list: a step, or a heading */
	const struct adopt_row *row; /* NULL: a heading */
	enum adopt_kind kind;
};
struct adopting {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct bookref ref;
	struct offer *offer; /* NULL: it could not be read anew */
	struct line *line;
	size_t count;
};

/* --- what both screens ask -------------------------------------------------------- */

int adopt_offer(struct offer **out, struct app *app,
		const struct bookref *ref, struct error *err)
{
	struct ctx *x = ctx_of(app);
	const struct situation *s = ctx_now(app);
	const struct book *b;
	int rc = offer_book(&b, s, ref->slug, err);

	*out = NULL;
	return rc ? rc : offer_read(out, x->store, s, b, ref->commit, err);
}

int adopt_row_of(const struct offer *o, const char *key)
{
	for (size_t i = 0; i < o->plan->count; i++)
		if (str_eq(o->plan->row[i].is->key, key))
			return (int)i;
	return -1;
}

void adopt_state(struct str *out, const struct adopt_row *r)
{
	const struct step *was = r->was;
	const char *word = was ? step_state_words(was->state) : "-";
	int cells = utf8_cells(word);

	str_add(out, word);
	if (!was)
		return;
	str_pad(out, ' ', cells < 6 ? (size_t)(7 - cells) : 1);
	str_add(out, was->owner ? was->owner : "-");
}

/* --- rows ---------------------------------------------------------------------------- */

static const char *const heads[HEADS] = {
	[ADOPT_CHANGED] = N_("CHANGED STEPS"), [ADOPT_NEW] = N_("NEW"),
	[ADOPT_RETIRED] = N_("RETIRED"), [ADOPT_KEPT] = N_("KEPT"),
};

static int row_count(void *ctx)
{
	return (int)((struct adopting *)ctx)->count;
}

static const char *row_key(void *ctx, int i)
{
	const struct adopt_row *r = ((struct adopting *)ctx)->line[i].row;

	return r ? r->is->key : NULL;
}

static const char *row_text(void *ctx, int i)
{
	const struct adopt_row *r = ((struct adopting *)ctx)->line[i].row;

	return r ? text_in(&r->is->def->title, 0) : NULL;
}

static void draw_head(const struct adopting *v, enum adopt_kind kind,
		      bool first, struct surface *s, int row, int cells)
{
	const struct adopt_plan *p = v->offer->plan;

	surface_put(s, row, 3, 22, LOOK_PLAIN, _(heads[kind]));
	if (kind == ADOPT_KEPT)
		surface_putf(s, row, 29, cells - 29, LOOK_PLAIN,
			     ngettext("%zu touched    %zu step; no number "
				      "moves",
				      "%zu touched    %zu steps; no number "
				      "moves", p->of[kind]),
			     p->touched, p->of[kind]);
	else if (first) {
		surface_put(s, row, 29, 14, LOOK_PLAIN, _("IN THIS CASE"));
		surface_put(s, row, 3 + WHAT_COL, cells - 3 - WHAT_COL,
			    LOOK_PLAIN, _("WHAT HAPPENS"));
	}
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	const struct adopting *v = ctx;
	const struct adopt_row *r = v->line[i].row;
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	int number = step_number_cells(&v->offer->plan->after, NUMBER);
	struct str t = {0};

	if (!r) {
		draw_head(v, v->line[i].kind, !i, s, row, cells + 3);
		return;
	}
	surface_put(s, row, col, number, look, r->is->number);
	surface_field(s, row, col + number, 25 - number, look,
		      text_in(&r->is->def->object,
			      ctx_lang(v->app, r->is->book)));
	adopt_state(&t, r);
	surface_field(s, row, col + 26, 13, LOOK_PLAIN, str_text(&t));
	surface_field(s, row, col + WHAT_COL, cells - WHAT_COL, LOOK_PLAIN,
		      r->what);
	str_release(&t);
}

static const struct list_ops adopt_ops = {row_count, row_key, row_draw,
					  row_text};

/* Sections that have steps; what is kept is one row. */
static int lay(struct adopting *v, struct error *err)
{
	const struct adopt_plan *p = v->offer->plan;

	mem_free(v->line);
	v->count = 0;
	v->line = mem_zalloc((p->count + HEADS + 1) * sizeof(*v->line));
	if (!v->line)
		return error_nomem(err);
	for (size_t i = 0; i < p->count; i++) {
		const struct adopt_row *r = &p->row[i];
		const bool begins = !i || r[-1].kind != r->kind;

		if (begins)
			v->line[v->count++].kind = r->kind;
		if (r->kind != ADOPT_KEPT)
			v->line[v->count++] = (struct line){r, r->kind};
	}
	return 0;
}

/* The case changed, or was not read yet. */
static int read_anew(struct adopting *v, struct error *err)
{
	int rc;

	offer_free(v->offer);
	v->count = 0;
	rc = adopt_offer(&v->offer, v->app, &v->ref, err);
	return rc ? rc : lay(v, err);
}

/* --- opening -------------------------------------------------------------------------- */

static void adopt_close(struct app *app, void *state)
{
	struct adopting *v = state;

	(void)app;
	list_release(&v->list);
	offer_free(v->offer);
	mem_free(v->line);
	mem_free(v);
}

static int adopt_open(void **state, struct app *app, const void *arg,
		      struct error *err)
{
	struct adopting *v = mem_zalloc(sizeof(*v));
	int rc;

	if (!v)
		return error_nomem(err);
	v->app = app;
	bookref_read(&v->ref, arg);
	list_init(&v->list, &adopt_ops, v);
	rc = read_anew(v, err);
	if (rc)
		adopt_close(app, v);
	else
		*state = v;
	return rc;
}

static void adopt_refresh(struct app *app, void *state)
{
	struct error err = {0};

	if (read_anew(state, &err))
		app_error(app, &err);
}

/* --- drawing --------------------------------------------------------------------------- */

static void draw_versions(const struct adopting *v, struct surface *s, int row)
{
	const struct offer *o = v->offer;
	const struct set_adopt *a = o->book->adopt;
	struct str t = {0};

	str_addf(&t, _("ADOPT  %s    "), a->slug);
	booktext_version(&t, o->book->pb ? o->book->pb->version : NULL,
			 a->commit);
	str_add(&t, "  ->  ");
	booktext_version(&t, o->pb->version, o->texts.commit);
	str_add(&t, "    ");
	book_when(&t, v->app, o->last.at);
	if (*o->last.author)
		str_addf(&t, " %s", o->last.author);
	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_BOLD, str_text(&t));
	str_release(&t);
}

static void draw_counts(const struct adopting *v, struct surface *s, int row)
{
	const struct adopt_plan *p = v->offer->plan;
	struct str t = {0};

	adopt_words(&t, p->of);
	str_addf(&t, _(", %zu kept"), p->of[ADOPT_KEPT]);
	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      str_text(&t));
	str_clear(&t);
	str_addf(&t, _("done stays done: %zu of %zu"), p->done, p->done);
	surface_right(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      str_text(&t));
	str_release(&t);
}

/* Why it cannot be, else what is safe. */
static const char *last_line(const struct offer *o)
{
	if (o->errors)
		return _("This text has errors; it cannot be adopted.");
	if (o->same && !o->book->conflict)
		return _("The case follows this text already.");
	if (o->book->conflict)
		return _("Two versions were adopted at once; adopting one "
			 "settles it.");
	return _("No tick, note or file is lost. The old text is kept.");
}

static void adopt_draw(struct app *app, void *state, struct surface *s)
{
	struct adopting *v = state;
	const struct situation *now = ctx_now(app);
	int rows = frame_rows(app, s), cols = surface_cols(s);

	frame_title(app, s, now->label, now->title);
	ctx_next_row(app, s, 1);
	frame_rule(s, 3);
	surface_cursor(s, 3, 1);
	if (!v->offer)
		return;
	draw_versions(v, s, 2);
	draw_counts(v, s, 4);
	list_draw(&v->list, s, 6, rows - 8, 0, cols, true);
	surface_put(s, rows - 1, 1, cols - 2, LOOK_PLAIN,
		    last_line(v->offer));
}

static struct focus *adopt_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct adopting *)state)->list.focus;
}

/* --- acting ------------------------------------------------------------------------------ */

/* Once the form has gone. */
static void leave(struct app *app, void *ctx)
{
	(void)ctx;
	if (app_top(app) == &adopt_screen)
		app_pop(app);
}

static bool take(struct app *app, void *ctx, struct form *f)
{
	struct adopting *v = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};
	struct str what = {0};
	const struct offer *o = v->offer;
	int rc;

	if (!f)
		return true;
	str_addf(&what, _("%s is now at "), v->ref.slug);
	booktext_version(&what, o->pb->version, o->texts.commit);
	rc = act_adopt(&a, v->ref.slug, o->texts.commit, o->texts.src,
		       o->texts.count, form_text(f, 0), &err);
	if (ctx_told(app, &a, rc, &err, str_text(&what)))
		app_after(app, 1, leave, NULL);
	str_release(&what);
	return true;
}

static void adopt_take(struct app *app, void *state)
{
	struct adopting *v = state;
	struct form_field why = {.label = _("Why now"), .kind = FORM_LINES,
				 .hint = _("recorded, word for word"),
				 .rows = 3, .needed = true};
	struct str title = {0};

	if (!v->offer || v->offer->errors ||
	    (v->offer->same && !v->offer->book->conflict)) {
		app_note(app, v->offer ? last_line(v->offer)
				       : _("It could not be read."));
		return;
	}
	str_addf(&title, _("Adopt %s "), v->ref.slug);
	booktext_version(&title, v->offer->pb->version,
			 v->offer->texts.commit);
	form_ask(app, str_text(&title), &why, 1, take, v);
	str_release(&title);
}

static void adopt_read(struct app *app, void *state)
{
	struct adopting *v = state;
	const char *key = list_key(&v->list);
	char arg[512];

	if (!key)
		return;
	snprintf(arg, sizeof(arg), "%s@%s %s", v->ref.slug, v->ref.commit,
		 key);
	app_push(app, &adopttext_screen, arg);
}

static void go_by(struct adopting *v, enum move how)
{
	v->list.focus.ops->move(&v->list.focus, how);
	app_redraw(v->app);
}

static void adopt_on(struct app *app, void *state)
{
	(void)app;
	go_by(state, MOVE_DOWN);
}

static void adopt_back(struct app *app, void *state)
{
	(void)app;
	go_by(state, MOVE_UP);
}

static void one_more(struct app *app, void *state)
{
	(void)state;
	app_replace(app, &newcase_screen, ctx_now(app)->label);
}

static const struct action adopt_actions[] = {
	{"adopt-read", "Enter d", N_("old and new text"),
	 N_("Show the step's old and new text"), adopt_read, ACT_FOOTER},
	{"change-next", "]", N_("next change"), N_("Go to the next change"),
	 adopt_on, ACT_FOOTER | ACT_MOVES},
	{"change-back", "[", N_("change before"),
	 N_("Go to the change before"), adopt_back, ACT_HIDDEN | ACT_MOVES},
	{"adopt", "A", N_("adopt"),
	 N_("Take up this version in the case; asks why"), adopt_take,
	 ACT_FOOTER | ACT_CHANGES},
	{"playbook-add", "P", N_("one more"),
	 N_("Follow one more playbook in this case"), one_more,
	 ACT_CHANGES | ACT_HIDDEN},
	{0},
};

const struct screen_def adopt_screen = {
	.name = "adopt",
	.title = N_("Adopt a version"),
	.actions = adopt_actions,
	.open = adopt_open,
	.close = adopt_close,
	.draw = adopt_draw,
	.refresh = adopt_refresh,
	.focus = adopt_focus,
};
