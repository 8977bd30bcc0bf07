/* tui/screen/timeline.c - every record of the case, newest at the bottom. */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "tui/screen/views.h"
#include "tui/screen/ctx.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"

struct timeline {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct str key, text; /* of the row asked for last */
	bool days;	      /* not all of it is of today: the day as well */
};

static const struct event *event_at(const struct timeline *v, int i)
{
	const struct situation *s = ctx_now(v->app);

	return i >= 0 && (size_t)i < s->event_count ? s->event[i] : NULL;
}

static int count(void *ctx)
{
	return (int)ctx_now(((struct timeline *)ctx)->app)->event_count;
}

static const char *key(void *ctx, int i)
{
	struct timeline *v = ctx;
	char hex[ID_HEX];

	hex_encode(hex, event_at(v, i)->id, ID_LEN);
	str_clear(&v->key);
	str_add(&v->key, hex);
	return str_text(&v->key);
}

static const char *text(void *ctx, int i)
{
	struct timeline *v = ctx;

	str_clear(&v->text);
	timeline_text(&v->text, ctx_now(v->app), event_at(v, i),
		      ctx_of(v->app)->lang);
	return str_text(&v->text);
}

/* "08:12", or "12 Oct 08:12" where days differ. */
static void add_time(struct str *out, const struct timeline *v, int64_t at)
{
	const struct zone *z = ctx_of(v->app)->env->zone;
	struct civil t = time_civil(at, z), n = time_civil(app_now(v->app), z);

	frame_when(out, at, app_now(v->app), z);
	if (t.year != n.year || t.month != n.month || t.day != n.day)
		str_addf(out, " %02d:%02d", t.hour, t.minute);
}

/* Whether the first entry is of an earlier day than now. */
static bool spans_days(const struct timeline *v)
{
	const struct zone *z = ctx_of(v->app)->env->zone;
	const struct event *ev = event_at(v, 0);
	struct civil a, b;

	if (!ev)
		return false;
	a = time_civil(ev->at, z);
	b = time_civil(app_now(v->app), z);
	return a.year != b.year || a.month != b.month || a.day != b.day;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct timeline *v = ctx;
	const struct event *ev = event_at(v, i);
	struct event shown;
	struct str t = {0};
	int wide = v->days ? 14 : 7;

	add_time(&t, v, ev->at);
	surface_put(s, row, col, wide, LOOK_PLAIN, str_text(&t));
	str_clear(&t);
	shown = *ev;
	shown.flags &= ~(unsigned)REC_UNSYNCED; /* said once, by verify */
	timeline_flags(&t, &shown);
	if (t.len) {
		struct str all = {0};

		str_addf(&all, "%s  (%s)", text(v, i), str_text(&t));
		surface_field(s, row, col + wide, cells - wide - 1,
			      chosen ? LOOK_BOLD : LOOK_PLAIN,
			      str_text(&all));
		str_release(&all);
	} else {
		surface_field(s, row, col + wide, cells - wide - 1,
			      chosen ? LOOK_BOLD : LOOK_PLAIN, text(v, i));
	}
	str_release(&t);
}

static const struct list_ops timeline_ops = {count, key, draw_one, text};

static int timeline_open(void **state, struct app *app, const void *arg,
			 struct error *err)
{
	struct timeline *v = mem_zalloc(sizeof(*v));

	(void)arg;
	if (!v)
		return error_nomem(err);
	v->app = app;
	list_init(&v->list, &timeline_ops, v);
	list_go(&v->list, count(v) - 1);
	*state = v;
	return 0;
}

static void timeline_close(struct app *app, void *state)
{
	struct timeline *v = state;

	(void)app;
	list_release(&v->list);
	str_release(&v->key);
	str_release(&v->text);
	mem_free(v);
}

static void timeline_draw(struct app *app, void *state, struct surface *s)
{
	struct timeline *v = state;
	const struct situation *now = ctx_now(app);
	int row, last = frame_rows(app, s);

	row = frame_title(app, s, now->label, now->title);
	ctx_next_row(app, s, row++);
	ctx_view_tabs(app, s, row++, 1);
	frame_rule(s, row++);
	ctx_last_change(app);
	v->days = spans_days(v);
	list_draw(&v->list, s, row, last - row, 0, surface_cols(s), true);
}

static struct focus *timeline_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct timeline *)state)->list.focus;
}

/* --- acting -------------------------------------------------------------------- */

static void note_given(struct app *app, void *ctx, const char *what)
{
	struct act a = ctx_act(app);
	struct error err = {0};

	struct timeline *v = ctx;

	if (what && ctx_told(app, &a, act_note(&a, NULL, what, &err), &err,
			     _("note added")))
		list_go(&v->list, count(v) - 1);
}

static void add_note(struct app *app, void *state)
{
	prompt_ask(app, _("Note"), "", PROMPT_NEEDED | PROMPT_EDITOR,
		   note_given, state);
}

static void page(struct app *app, void *state)
{
	struct timeline *v = state;

	v->list.focus.ops->move(&v->list.focus, MOVE_PAGE_DOWN);
	app_redraw(app);
}

static void raw(struct app *app, void *state)
{
	const char *k = list_key(&((struct timeline *)state)->list);

	if (k)
		app_push(app, &record_screen, k);
}

static void copy(struct app *app, void *state)
{
	struct timeline *v = state;
	int i = list_at(&v->list);

	if (i >= 0)
		app_copy(app, text(v, i), _("the entry"));
}

static const struct action timeline_actions[] = {
	{"page", "Space", N_("page"), N_("Go one page on"), page,
	 ACT_FOOTER},
	{"note", "a", N_("note"), N_("Add a note to the case"), add_note,
	 ACT_CHANGES | ACT_FOOTER},
	{"raw", "v Enter", N_("record"),
	 N_("The record itself: hash, signature, body"), raw, ACT_FOOTER},
	{"copy", "y", N_("copy"), N_("Copy the entry"), copy, ACT_FOOTER},
	{"view", "1 2 3 4 5 6 7", N_("view"), N_("Another view of the case"),
	 ctx_view, ACT_FOOTER},
	{0},
};

const struct screen_def timeline_screen = {
	.name = "timeline",
	.title = N_("Timeline"),
	.actions = timeline_actions,
	.open = timeline_open,
	.close = timeline_close,
	.draw = timeline_draw,
	.focus = timeline_focus,
};
