/* tui/screen/evidence.c - what is kept, since when, and who has it now. */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/evidence.h"
#include "tui/screen/closing.h"
#include "tui/screen/ctx.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"

struct evidences {
	struct list list; /* first: its focus is ours */
	struct app *app;
	char label[16]; /* what an open question is about */
};

static const struct evidence *item(const struct evidences *v, int i)
{
	const struct situation *s = ctx_now(v->app);

	return i >= 0 && (size_t)i < s->evidence_count ? s->evidence[i]
						       : NULL;
}

static int count(void *ctx)
{
	return (int)ctx_now(((struct evidences *)ctx)->app)->evidence_count;
}

static const char *key(void *ctx, int i)
{
	return item(ctx, i)->label;
}

static const char *text(void *ctx, int i)
{
	return item(ctx, i)->title;
}

/* "12 B", "3.4 MB": enough to tell a screenshot from a disk. */
static void add_size(struct str *out, const struct evidence *e)
{
	static const char *const unit[] = {"B", "kB", "MB", "GB", "TB"};
	double n = (double)e->len;
	size_t u = 0;

	if (e->len < 0) {
		str_add(out, "-");
		return;
	}
	for (; n >= 1000 && u < 4; u++)
		n /= 1000;
	str_addf(out, u ? "%.1f %s" : "%.0f %s", n, unit[u]);
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct evidences *v = ctx;
	const struct evidence *e = item(v, i);
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	int title = cells - 50;
	struct str t = {0};

	surface_put(s, row, col, 6, look, e->label);
	if (e->event->retracted)
		str_add(&t, _("(withdrawn) "));
	str_add(&t, e->title);
	surface_field(s, row, col + 7, title, look, str_text(&t));
	str_clear(&t);
	add_size(&t, e);
	surface_right(s, row, col + 8 + title, 9, LOOK_PLAIN, str_text(&t));
	surface_field(s, row, col + 19 + title, 9, LOOK_PLAIN,
		      e->inside ? _("inside") : _("elsewhere"));
	surface_field(s, row, col + 29 + title, 10, LOOK_PLAIN, e->holder);
	str_clear(&t);
	frame_when(&t, e->event->at, app_now(v->app),
		   ctx_of(v->app)->env->zone);
	surface_field(s, row, col + 40 + title, 8, LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

static const struct list_ops evidence_ops = {count, key, draw_one, text};

static int evidence_open(void **state, struct app *app, const void *arg,
			 struct error *err)
{
	struct evidences *v = mem_zalloc(sizeof(*v));

	(void)arg;
	if (!v)
		return error_nomem(err);
	v->app = app;
	list_init(&v->list, &evidence_ops, v);
	*state = v;
	return 0;
}

static void evidence_close(struct app *app, void *state)
{
	(void)app;
	list_release(&((struct evidences *)state)->list);
	mem_free(state);
}

static const struct evidence *chosen(struct evidences *v)
{
	return item(v, list_at(&v->list));
}

/* --- the one chosen, below the list ------------------------------------------------ */

static int draw_custody(const struct evidences *v, const struct evidence *e,
			struct surface *s, int row, int last)
{
	const struct env *env = ctx_of(v->app)->env;
	struct str t = {0};

	for (size_t i = 0; i < e->custody_count && row < last; i++) {
		const struct handover *h = e->custody[i]->data;

		frame_when(&t, e->custody[i]->at, app_now(v->app), env->zone);
		str_addf(&t, _("  %s gave it to %s"), h->from ? h->from : "?",
			 h->to);
		if (h->why)
			str_addf(&t, " (%s)", h->why);
		surface_field(s, row++, 5, surface_cols(s) - 6, LOOK_PLAIN,
			      str_text(&t));
		str_clear(&t);
	}
	str_release(&t);
	return row;
}

static void draw_chosen(struct evidences *v, struct surface *s, int row,
			int last)
{
	const struct evidence *e = chosen(v);
	char hex[HASH_HEX];
	int cells = surface_cols(s) - 4;

	frame_dots(s, row++, 3, cells - 1);
	if (!e)
		return;
	surface_putf(s, row++, 3, cells, LOOK_BOLD, "%s  %s", e->label,
		     e->title);
	if (e->has_hash) {
		hex_encode(hex, e->sha256, HASH_LEN);
		surface_putf(s, row++, 3, cells, LOOK_PLAIN, "SHA-256 %s",
			     hex);
	}
	if (e->source)
		surface_putf(s, row++, 3, cells, LOOK_PLAIN, _("from %s"),
			     e->source);
	if (e->place)
		surface_putf(s, row++, 3, cells, LOOK_PLAIN,
			     _("kept at %s"), e->place);
	surface_putf(s, row++, 3, cells, LOOK_PLAIN,
		     _("added by %s; now with %s"), event_doer(e->event),
		     e->holder);
	draw_custody(v, e, s, row, last);
}

static void draw_head(struct surface *s, int row)
{
	int title = surface_cols(s) - 53;

	surface_put(s, row, 3, 6, LOOK_PLAIN, _("NO."));
	surface_put(s, row, 10, title, LOOK_PLAIN, _("WHAT IT IS"));
	surface_right(s, row, 11 + title, 9, LOOK_PLAIN, _("SIZE"));
	surface_put(s, row, 22 + title, 9, LOOK_PLAIN, _("BYTES"));
	surface_put(s, row, 32 + title, 10, LOOK_PLAIN, _("NOW WITH"));
	surface_put(s, row, 43 + title, 8, LOOK_PLAIN, _("SINCE"));
}

static void evidence_draw(struct app *app, void *state, struct surface *s)
{
	struct evidences *v = state;
	const struct situation *now = ctx_now(app);
	int row, last = frame_rows(app, s), below;

	row = frame_title(app, s, now->label, now->title);
	ctx_next_row(app, s, row++);
	ctx_view_tabs(app, s, row++, 2);
	ctx_last_change(app);
	if (!now->evidence_count) {
		frame_rule(s, row);
		surface_put(s, row + 2, 3, surface_cols(s) - 4, LOOK_PLAIN,
			    _("No evidence yet. f: add a file; it is hashed "
			      "and kept inside the case."));
		surface_cursor(s, row + 2, 3);
		return;
	}
	draw_head(s, row++);
	frame_rule(s, row++);
	below = last - 8;
	list_draw(&v->list, s, row, below - row, 0, surface_cols(s), true);
	draw_chosen(v, s, below, last);
}

static struct focus *evidence_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct evidences *)state)->list.focus;
}

/* --- acting ---------------------------------------------------------------------- */

static void add_file(struct app *app, void *state)
{
	(void)state;
	closing_file(app, NULL, NULL, NULL);
}

static bool remember(struct app *app, struct evidences *v)
{
	const struct evidence *e = chosen(v);

	if (!e)
		app_say(app, _("there is no evidence yet"));
	else
		str_copy(v->label, sizeof(v->label), e->label);
	return e != NULL;
}

static void holder_given(struct app *app, void *ctx, const char *to)
{
	struct evidences *v = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};
	struct str what = {0};

	if (!to)
		return;
	str_addf(&what, _("%s handed over to %s"), v->label, to);
	if (evidence_handover(&a, v->label, to, NULL, &err)) {
		app_error(app, &err);
	} else { /* no undo: who had it stays in the record */
		app_say(app, _("you: %s"), str_text(&what));
		app_changed(app);
	}
	str_release(&what);
}

static void hand_over(struct app *app, void *state)
{
	if (remember(app, state))
		prompt_ask(app, _("Hand it over to"), "", PROMPT_NEEDED,
			   holder_given, state);
}

static void path_given(struct app *app, void *ctx, const char *path)
{
	struct evidences *v = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (!path)
		return;
	if (evidence_export(ctx_of(app)->c, v->label, path, -1, &err)) {
		app_error(app, &err);
		return;
	}
	if (!app_read_only(app))
		act_access(&a, "exported", v->label, NULL);
	app_say(app, _("%s written to %s"), v->label, path);
	app_changed(app);
}

static void export(struct app *app, void *state)
{
	if (remember(app, state))
		prompt_ask(app, _("Write it to which new file"), "",
			   PROMPT_NEEDED, path_given, state);
}

static void check(struct app *app, void *state)
{
	struct evidences *v = state;
	struct error err = {0};

	if (!remember(app, v))
		return;
	if (evidence_verify(ctx_of(app)->c, v->label, NULL, &err))
		app_error(app, &err);
	else
		app_say(app, _("%s is what was recorded: SHA-256 fits"),
			v->label);
}

static void raw(struct app *app, void *state)
{
	const struct evidence *e = chosen(state);
	char hex[ID_HEX];

	if (!e)
		return;
	hex_encode(hex, e->event->id, ID_LEN);
	app_push(app, &record_screen, hex);
}

static void page(struct app *app, void *state)
{
	struct evidences *v = state;

	v->list.focus.ops->move(&v->list.focus, MOVE_PAGE_DOWN);
	app_redraw(app);
}

static const struct action evidence_actions[] = {
	{"page", "Space", N_("page"), N_("Go one page on"), page,
	 ACT_HIDDEN},
	{"file", "f", N_("add file"), N_("Add a file as evidence"), add_file,
	 ACT_CHANGES | ACT_FOOTER},
	{"hand-over", "o", N_("hand over"),
	 N_("Record that it went to another person"), hand_over,
	 ACT_CHANGES | ACT_FOOTER},
	{"export", "x", N_("export"), N_("Write the identical bytes to a "
					 "file"),
	 export, ACT_FOOTER},
	{"check", "=", N_("check"), N_("Hash it again and compare"), check,
	 ACT_FOOTER},
	{"raw", "v Enter", N_("record"),
	 N_("The record itself: hash, signature, body"), raw, ACT_FOOTER},
	{"view", "1 2 3 4 5 6 7", N_("view"), N_("Another view of the case"),
	 ctx_view, ACT_FOOTER},
	{0},
};

const struct screen_def evidence_screen = {
	.name = "evidence",
	.title = N_("Evidence"),
	.actions = evidence_actions,
	.open = evidence_open,
	.close = evidence_close,
	.draw = evidence_draw,
	.focus = evidence_focus,
};
