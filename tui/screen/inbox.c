/* tui/screen/inbox.c - what players were told: the injects released so far,
 * the chosen one below in full; acknowledged, answered, voted, decided. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/drilling.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"
#include "tui/widget/rich.h"

#define OPTIONS 12
#define ROLES 24

struct inbox {
	struct app *app;
	struct list list;
	struct rich *text;
	char id[64];	 /* of the inject an answer is for */
	char option[64], owner[64];
};

static const struct drill_state *state_of(const struct inbox *v)
{
	return ctx_of(v->app)->drill->d;
}

/* --- the list -------------------------------------------------------------------- */

/* The i-th that was released; NULL behind the last. */
static const struct drill_inject *inject_at(const struct inbox *v, int i)
{
	const struct drill_state *d = state_of(v);

	for (size_t k = 0; d && k < d->inject_count; k++)
		if (d->inject[k].event && !i--)
			return &d->inject[k];
	return NULL;
}

static int count(void *ctx)
{
	int n = 0;

	while (inject_at(ctx, n))
		n++;
	return n;
}

static const char *key(void *ctx, int i)
{
	const struct drill_inject *in = inject_at(ctx, i);

	return in ? in->id : NULL;
}

static const char *title(const struct inbox *v, const struct drill_inject *in)
{
	const struct drill_words *w = drill_said(v->app, in);

	return w && w->title ? w->title : w && w->text ? w->text : in->id;
}

static const char *text(void *ctx, int i)
{
	const struct drill_inject *in = inject_at(ctx, i);

	return in ? title(ctx, in) : NULL;
}

static const char *state_word(const struct drill_inject *in)
{
	return in->state == INJ_RELEASED ? _("NEW")
	       : in->state == INJ_ACKED	 ? _("acknowledged")
					 : _("answered");
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	const struct inbox *v = ctx;
	const struct drill_inject *in = inject_at(v, i);
	const unsigned look = chosen || in->state == INJ_RELEASED
				      ? LOOK_BOLD
				      : LOOK_PLAIN;
	char play[TIME_TEXT];
	const char *word = state_word(in);

	play_text(play, times_play(&state_of(v)->times, in->released) /
				1000 * 1000);
	surface_field(s, row, col, 6, look, in->id);
	surface_field(s, row, col + 7, 8, look, play);
	surface_field(s, row, col + 16, cells - 32, look, title(v, in));
	surface_right(s, row, col, cells - 1, look, word);
}

static const struct list_ops inbox_ops = {count, key, draw_one, text};

/* --- the text ---------------------------------------------------------------------- */

static void write_text(struct inbox *v, const struct drill_inject *in)
{
	const struct drill_words *w = drill_said(v->app, in);
	struct str mark = {0};

	rich_clear(v->text);
	if (!w)
		return;
	app_banner(&mark, v->app);
	rich_line(v->text, 0, LOOK_PLAIN, str_text(&mark));
	str_release(&mark);
	rich_para(v->text, 0, 0);
	rich_addf(v->text, LOOK_BOLD, "%s  %s", in->id, title(v, in));
	if (w->from)
		rich_addf(v->text, LOOK_PLAIN, _("   from %s"), w->from);
	if (w->text)
		rich_line(v->text, 0, LOOK_PLAIN, w->text);
	if (w->ask) {
		rich_para(v->text, 0, 0);
		rich_addf(v->text, LOOK_BOLD, "%s  %s: ", in->said->opens,
			  w->ask);
		for (size_t i = 0; i < w->option_count; i++)
			rich_addf(v->text, LOOK_PLAIN, "%s%s", i ? " / " : "",
				  w->option[i]);
	}
	if (in->answer_text) {
		rich_para(v->text, 0, 0);
		rich_addf(v->text, LOOK_PLAIN, _("Answer: %s"),
			  in->answer_text);
	}
}

static void inbox_draw(struct app *app, void *state, struct surface *s)
{
	struct inbox *v = state;
	int row, last = frame_rows(app, s), cols = surface_cols(s), n, i;

	row = frame_title(app, s, casefile_now(ctx_of(app)->c)->label,
			  _("Inbox"));
	drill_row(app, s, row++);
	frame_rule(s, row++);
	ctx_last_change(app);
	n = count(v);
	if (!n) {
		surface_put(s, row, 1, cols - 1, LOOK_PLAIN,
			    _("Nothing has been released yet."));
		return;
	}
	n = n > (last - row) / 2 ? (last - row) / 2 : n;
	list_draw(&v->list, s, row, n, 0, cols, true);
	row += n;
	frame_rule(s, row++);
	i = list_at(&v->list);
	if (i < 0)
		return;
	write_text(v, inject_at(v, i));
	n = rich_layout(v->text, cols - 2);
	for (i = 0; i < n && row < last; i++, row++)
		rich_draw(v->text, i, s, row, 1, cols - 2);
}

/* --- opening, closing ----------------------------------------------------------------- */

static int inbox_open(void **state, struct app *app, const void *arg,
		      struct error *err)
{
	struct inbox *v = mem_zalloc(sizeof(*v));

	(void)arg;
	if (!v)
		return error_nomem(err);
	v->app = app;
	v->text = rich_new();
	if (!v->text) {
		mem_free(v);
		return error_nomem(err);
	}
	list_init(&v->list, &inbox_ops, v);
	*state = v;
	drill_now(app);
	list_go(&v->list, count(v) - 1);
	return 0;
}

static void inbox_close(struct app *app, void *state)
{
	struct inbox *v = state;

	(void)app;
	list_release(&v->list);
	rich_free(v->text);
	mem_free(v);
}

static void inbox_refresh(struct app *app, void *state)
{
	(void)state;
	drill_now(app);
}

static struct focus *inbox_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct inbox *)state)->list.focus;
}

/* --- acting ------------------------------------------------------------------------------ */

static const struct drill_inject *chosen(struct inbox *v)
{
	int i;

	drill_now(v->app);
	i = list_at(&v->list);
	if (i >= 0)
		str_copy(v->id, sizeof(v->id), inject_at(v, i)->id);
	return i >= 0 ? inject_at(v, i) : NULL;
}

static void say(struct inbox *v, struct saying *w, const char *what)
{
	struct drilling *g = ctx_of(v->app)->drill;
	struct error err = {0};
	struct str told = {0};
	int rc;

	w->as = g->as;
	rc = drilling_do(g, w, &err);
	str_addf(&told, "%s: %s", w->word[1], what);
	drill_told(v->app, rc, &err, str_text(&told));
	str_release(&told);
}

static void ack(struct app *app, void *state)
{
	struct inbox *v = state;

	(void)app;
	if (chosen(v))
		say(v, &(struct saying){.word = {"ack", v->id}},
		    _("acknowledged"));
}

static void answer_given(struct app *app, void *ctx, const char *given)
{
	struct inbox *v = ctx;

	(void)app;
	if (given)
		say(v, &(struct saying){.word = {"answer", v->id, given}},
		    _("answered"));
}

static void why_given(struct app *app, void *ctx, const char *why)
{
	struct inbox *v = ctx;

	(void)app;
	if (why)
		say(v, &(struct saying){
			       .word = {"decide", v->id, v->option},
			       .owner = v->owner, .why = why},
		    _("decided"));
}

static void owner_chosen(struct app *app, void *ctx, int i)
{
	struct inbox *v = ctx;
	const char *role = i < 0 ? NULL
				 : drill_role(ctx_of(app)->drill, (size_t)i);

	if (!role)
		return;
	str_copy(v->owner, sizeof(v->owner), role);
	prompt_ask(app, _("Why (goes into the report)"), "", PROMPT_NEEDED,
		   why_given, v);
}

static bool take_option(struct inbox *v, int i)
{
	const struct drill_inject *in = i < 0 ? NULL : chosen(v);

	if (!in || !in->said->opens || (size_t)i >= in->said->option_count)
		return false;
	str_copy(v->option, sizeof(v->option), in->said->option[i]);
	str_copy(v->id, sizeof(v->id), in->said->opens);
	return true;
}

static void option_chosen(struct app *app, void *ctx, int i)
{
	const struct drilling *g = ctx_of(app)->drill;
	const char *role[ROLES];
	int n = 0;

	if (!take_option(ctx, i))
		return;
	while (n < ROLES && (role[n] = drill_role(g, (size_t)n)))
		n++;
	dialog_choose(app, _("Who answers for it?"), role, n, 0, owner_chosen,
		      ctx);
}

static void vote_chosen(struct app *app, void *ctx, int i)
{
	struct inbox *v = ctx;

	(void)app;
	if (take_option(v, i))
		say(v, &(struct saying){.word = {"vote", v->id, v->option}},
		    _("voted"));
}

static void ask_option(struct inbox *v, const struct drill_inject *in,
		       void (*done)(struct app *app, void *ctx, int i))
{
	const struct drill_words *w = drill_said(v->app, in);
	const char *option[OPTIONS];
	int n = 0;

	for (size_t i = 0; i < in->said->option_count && n < OPTIONS; i++)
		option[n++] = i < w->option_count ? w->option[i]
						  : in->said->option[i];
	dialog_choose(v->app, w->ask ? w->ask : in->said->opens, option, n, 0,
		      done, v);
}

/* A decision is answered by an option, an owner and a reason. */
static void answer(struct app *app, void *state)
{
	struct inbox *v = state;
	const struct drill_inject *in = chosen(v);

	if (in && in->said->opens)
		ask_option(v, in, option_chosen);
	else if (in)
		prompt_ask(app, _("Answer"), "", PROMPT_NEEDED, answer_given,
			   v);
}

static void vote(struct app *app, void *state)
{
	struct inbox *v = state;
	const struct drill_inject *in = chosen(v);

	if (in && in->said->opens)
		ask_option(v, in, vote_chosen);
	else
		app_note(app, _("This asks for no vote."));
}

#define W ACT_CHANGES | ACT_FOOTER
static const struct action inbox_actions[] = {
	{"inject-ack", "Space", N_("acknowledge"),
	 N_("Say that you have read it"), ack, W},
	{"inject-answer", "r", N_("answer"),
	 N_("Answer it, or decide what it asks: option, owner, reason"),
	 answer, W},
	{"inject-vote", "V", N_("vote"), N_("Vote on what it asks"), vote,
	 W},
	{0},
};
#undef W

const struct screen_def inbox_screen = {
	.name = "inbox",
	.title = N_("Inbox"),
	.actions = inbox_actions,
	.open = inbox_open,
	.close = inbox_close,
	.draw = inbox_draw,
	.refresh = inbox_refresh,
	.focus = inbox_focus,
};
