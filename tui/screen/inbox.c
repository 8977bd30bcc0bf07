/* tui/screen/inbox.c - what players were told: the injects released so far,
 * the chosen one below in full; acknowledged, answered, voted, decided. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/drilling.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"
#include "tui/widget/rich.h"

struct inbox {
	struct app *app;
	struct list list;
	struct rich *text;
	char id[64];	 /* of the inject an answer is for */
	char key[17]; /* of the item asked for last */
};

static const struct drill_state *state_of(const struct inbox *v)
{
	return ctx_of(v->app)->drill->d;
}

/* --- the list -------------------------------------------------------------------- */

struct item { /* an inject that is out, or a word of or to the facilitator */
	const struct drill_inject *in;
	const struct event *talk;
};

/* What is said is for who plays here, or by him; who leads sees all. */
static bool hears(const struct drilling *g, const struct event *ev)
{
	const struct drill_note *n = ev->data;

	if (!n || !n->text || ev->retracted)
		return false;
	return !g->fixed || g->part != PART_PLAYS || !n->to ||
	       str_eq(n->to, g->fixed) || str_eq(ev->by, g->fixed);
}

static struct item item_of(const struct inbox *v, const struct event *ev)
{
	const struct drilling *g = ctx_of(v->app)->drill;
	struct item it = {0};

	if (str_eq(ev->type, "inject.release") && ev->on) {
		it.in = drill_inject(g->d, ev->on);
		if (it.in && it.in->event != ev)
			it.in = NULL;
	} else if (str_eq(ev->type, "talk") && hears(g, ev)) {
		it.talk = ev;
	}
	return it;
}

/* The i-th, in the order they came; all-zero behind the last. */
static struct item item_at(const struct inbox *v, int i)
{
	const struct drill_state *d = state_of(v);

	for (size_t k = 0; d && k < d->end; k++) {
		struct item it = item_of(v, d->s->event[k]);

		if ((it.in || it.talk) && !i--)
			return it;
	}
	return (struct item){0};
}

static bool is_item(struct item it)
{
	return it.in || it.talk;
}

static int count(void *ctx)
{
	int n = 0;

	while (is_item(item_at(ctx, n)))
		n++;
	return n;
}

static const char *key(void *ctx, int i)
{
	struct inbox *v = ctx;
	struct item it = item_at(v, i);

	if (it.in)
		return it.in->id;
	if (!it.talk)
		return NULL;
	hex_encode(v->key, it.talk->id, 8);
	return v->key;
}

static const char *title(const struct inbox *v, const struct drill_inject *in)
{
	const struct drill_words *w = drill_said(v->app, in);

	return w && w->title ? w->title : w && w->text ? w->text : in->id;
}

static const char *talk_text(const struct event *ev)
{
	return ((const struct drill_note *)ev->data)->text;
}

static const char *text(void *ctx, int i)
{
	struct item it = item_at(ctx, i);

	return it.in ? title(ctx, it.in) : it.talk ? talk_text(it.talk) : NULL;
}

/* "NEW", "answered"; "for it, legal" where it is meant for others. */
static void state_text(struct str *out, const struct inbox *v,
		       const struct drill_inject *in)
{
	if (!drill_for_me(ctx_of(v->app)->drill, in)) {
		str_add(out, _("for"));
		for (size_t i = 0; i < in->said->to_count; i++)
			str_addf(out, "%s %s", i ? "," : "", in->said->to[i]);
	} else {
		str_add(out, in->state == INJ_RELEASED ? _("NEW")
			     : in->state == INJ_ACKED  ? _("acknowledged")
						       : _("answered"));
	}
}

static void draw_talk(const struct inbox *v, const struct event *ev,
		      struct surface *s, int row, int col, int cells,
		      unsigned look)
{
	const struct drill_note *n = ev->data;
	const struct drill_state *d = state_of(v);
	struct str who = {0};
	char play[TIME_TEXT];

	play_text(play, times_play(&d->times, d->instant[ev->index]) / 1000 *
				1000);
	str_addf(&who, "%s", ev->by ? ev->by : "");
	if (n->to)
		str_addf(&who, " > %s", n->to);
	surface_field(s, row, col, 6, look, "...");
	surface_field(s, row, col + 7, 8, look, play);
	surface_field(s, row, col + 16, cells - 42, look, n->text);
	surface_right(s, row, col, cells - 1, look, str_text(&who));
	str_release(&who);
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	const struct inbox *v = ctx;
	const struct item it = item_at(v, i);
	const struct drill_inject *in = it.in;
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	struct str word = {0};
	char play[TIME_TEXT];

	if (it.talk)
		draw_talk(v, it.talk, s, row, col, cells, look);
	if (!in)
		return;
	if (in->state == INJ_RELEASED &&
	    drill_for_me(ctx_of(v->app)->drill, in))
		look = LOOK_BOLD;
	play_text(play, times_play(&state_of(v)->times, in->released) /
				1000 * 1000);
	state_text(&word, v, in);
	surface_field(s, row, col, 6, look, in->id);
	surface_field(s, row, col + 7, 8, look, play);
	surface_field(s, row, col + 16, cells - 42, look, title(v, in));
	surface_right(s, row, col, cells - 1, look, str_text(&word));
	str_release(&word);
}

static const struct list_ops inbox_ops = {count, key, draw_one, text};

/* --- the text ---------------------------------------------------------------------- */

static void write_talk(struct inbox *v, const struct event *ev)
{
	const struct drill_note *n = ev->data;

	rich_para(v->text, 0, 0);
	rich_addf(v->text, LOOK_BOLD, "%s", ev->by ? ev->by : "");
	if (n->to)
		rich_addf(v->text, LOOK_BOLD, " > %s", n->to);
	rich_line(v->text, 0, LOOK_PLAIN, n->text);
}

/* The i-th option in the person's words. */
static const char *option_text(const struct drill_inject *in,
			       const struct drill_words *w, size_t i)
{
	return i < w->option_count ? w->option[i] : in->said->option[i];
}

/* Open: that it is silent. Closed or decided: what they were, without names,
 * for the talk. */
static void write_votes(struct inbox *v, const struct drill_inject *in,
			const struct drill_decision *d,
			const struct drill_words *w)
{
	rich_para(v->text, 0, 0);
	if (!d->closed && !d->option) {
		rich_add(v->text, LOOK_PLAIN,
			 _("V votes silently, before anybody talks about it."));
		return;
	}
	rich_add(v->text, LOOK_PLAIN, _("Votes:"));
	for (size_t i = 0; i < in->said->option_count; i++) {
		size_t n = 0;

		for (size_t k = 0; k < d->vote_count; k++)
			n += str_eq(d->vote[k].option, in->said->option[i]);
		rich_addf(v->text, LOOK_PLAIN, "%s %s %zu", i ? "," : "",
			  option_text(in, w, i), n);
	}
}

static void write_decision(struct inbox *v, const struct drill_inject *in,
			   const struct drill_words *w)
{
	const struct drill_decision *d =
		drill_decision(state_of(v), in->said->opens);
	const char *taken = d ? d->option : NULL;

	rich_para(v->text, 0, 0);
	rich_addf(v->text, LOOK_BOLD, "%s  %s: ", in->said->opens, w->ask);
	for (size_t i = 0; i < w->option_count; i++)
		rich_addf(v->text, LOOK_PLAIN, "%s%s", i ? " / " : "",
			  w->option[i]);
	if (d)
		write_votes(v, in, d, w);
	if (!taken)
		return;
	for (size_t i = 0; i < in->said->option_count; i++)
		if (str_eq(in->said->option[i], d->option))
			taken = option_text(in, w, i);
	rich_para(v->text, 0, 0);
	rich_addf(v->text, LOOK_PLAIN, _("Decided: %s   owner %s   why: %s"),
		  taken, d->owner ? d->owner : "-",
		  d->why ? d->why : "-");
}

static void write_inject(struct inbox *v, const struct drill_inject *in)
{
	const struct drill_words *w = drill_said(v->app, in);

	if (!w)
		return;
	rich_para(v->text, 0, 0);
	rich_addf(v->text, LOOK_BOLD, "%s  %s", in->id,
		  w->title ? w->title : "");
	if (w->from)
		rich_addf(v->text, LOOK_PLAIN, _("   from %s"), w->from);
	if (w->text)
		rich_line(v->text, 0, LOOK_PLAIN, w->text);
	if (w->ask)
		write_decision(v, in, w);
	if (in->answer_text) {
		rich_para(v->text, 0, 0);
		rich_addf(v->text, LOOK_PLAIN, _("Answer: %s"),
			  in->answer_text);
	}
}

static void write_text(struct inbox *v, struct item it)
{
	struct str mark = {0};

	rich_clear(v->text);
	app_banner(&mark, v->app);
	rich_line(v->text, 0, LOOK_PLAIN, str_text(&mark));
	str_release(&mark);
	if (it.in)
		write_inject(v, it.in);
	else if (it.talk)
		write_talk(v, it.talk);
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
	write_text(v, item_at(v, i));
	rich_put(v->text, s, row, last - row, 1, cols - 2);
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

static struct focus *inbox_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct inbox *)state)->list.focus;
}

/* --- acting ------------------------------------------------------------------------------ */

static const struct drill_inject *chosen(struct inbox *v)
{
	const struct drill_inject *in;
	int i;

	drill_now(v->app);
	i = list_at(&v->list);
	in = i >= 0 ? item_at(v, i).in : NULL;
	if (in)
		str_copy(v->id, sizeof(v->id), in->id);
	return in;
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

/* A decision is answered by an option, an owner and a reason. */
static void answer(struct app *app, void *state)
{
	struct inbox *v = state;
	const struct drill_inject *in = chosen(v);

	if (in && !drill_decide(app, in))
		prompt_ask(app, _("Answer"), "", PROMPT_NEEDED, answer_given,
			   v);
}

static void vote(struct app *app, void *state)
{
	if (!drill_vote(app, chosen(state)))
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
	{"drill-talk", NULL, NULL, NULL, NULL, ACT_FOOTER},
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
	.focus = inbox_focus,
};
