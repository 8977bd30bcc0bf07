/* tui/screen/members.c - who is in the case, and who asks to be. */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/ctx.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"

struct members {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct join_ask *ask; /* who wants to join, after the members */
	size_t ask_count;
	char key[KEY_HEX];	 /* of the row asked for last */
	uint8_t about[KEY_LEN]; /* whom an open question is about */
};

static const struct who *member(const struct members *v, int i)
{
	const struct situation *s = ctx_now(v->app);

	return i >= 0 && (size_t)i < s->who_count ? s->who[i] : NULL;
}

static const struct join_ask *asking(const struct members *v, int i)
{
	size_t n = ctx_now(v->app)->who_count;

	return i >= 0 && (size_t)i >= n && (size_t)i - n < v->ask_count
		       ? &v->ask[(size_t)i - n]
		       : NULL;
}

static int count(void *ctx)
{
	struct members *v = ctx;

	return (int)(ctx_now(v->app)->who_count + v->ask_count);
}

static const uint8_t *device(const struct members *v, int i)
{
	const struct who *w = member(v, i);
	const struct join_ask *a = asking(v, i);

	return w ? w->dev : a ? a->card.dev : NULL;
}

static const char *key(void *ctx, int i)
{
	struct members *v = ctx;

	hex_encode(v->key, device(v, i), KEY_LEN);
	return v->key;
}

static const char *text(void *ctx, int i)
{
	const struct who *w = member(ctx, i);
	const struct join_ask *a = asking(ctx, i);

	return w ? w->name : a && a->person ? a->person
			     : a		     ? a->card.name
						     : NULL;
}

static const char *role_word(const struct who *w)
{
	if (w->removed)
		return _("removed");
	switch (w->role) {
	case ROLE_OWNER:
		return _("owner");
	case ROLE_RESPONDER:
		return _("responder");
	case ROLE_EVALUATOR:
		return _("evaluator");
	case ROLE_OBSERVER:
		return _("observer");
	case ROLE_NONE:
		break;
	}
	return _("not a member");
}

static void draw_member(const struct members *v, const struct who *w,
			struct surface *s, int row, int col, unsigned look)
{
	struct str t = {0};

	str_addf(&t, w->claimed ? _("%s (own word)") : "%s", w->name);
	if (w->me)
		str_add(&t, _(", you"));
	surface_field(s, row, col, 26, look, str_text(&t));
	surface_put(s, row, col + 27, 8, LOOK_PLAIN, w->tag);
	surface_field(s, row, col + 37, 12, LOOK_PLAIN, role_word(w));
	surface_field(s, row, col + 50, 12, LOOK_PLAIN, w->host);
	str_clear(&t);
	if (w->last)
		frame_when(&t, w->last, app_now(v->app),
			   ctx_of(v->app)->env->zone);
	surface_field(s, row, col + 63, 12, LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct members *v = ctx;
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	const struct join_ask *a = asking(v, i);
	char tag[TAG_LEN];

	(void)cells;
	if (!a) {
		draw_member(v, member(v, i), s, row, col, look);
		return;
	}
	key_tag(tag, a->card.dev);
	surface_field(s, row, col, 26, look, text(v, i));
	surface_put(s, row, col + 27, 8, LOOK_PLAIN, tag);
	surface_field(s, row, col + 37, 40, LOOK_BOLD,
		      _("asks to join: A admits"));
}

static const struct list_ops members_ops = {count, key, draw_one, text};

static void read_asks(struct app *app, struct members *v)
{
	struct ctx *x = ctx_of(app);
	struct error err = {0};

	mem_free(v->ask);
	v->ask = NULL;
	v->ask_count = 0;
	if (store_joins(&v->ask, &v->ask_count, x->store, x->c, &err))
		app_error(app, &err);
}

static int members_open(void **state, struct app *app, const void *arg,
			struct error *err)
{
	struct members *v = mem_zalloc(sizeof(*v));

	(void)arg;
	if (!v)
		return error_nomem(err);
	v->app = app;
	list_init(&v->list, &members_ops, v);
	read_asks(app, v);
	*state = v;
	return 0;
}

static void members_close(struct app *app, void *state)
{
	struct members *v = state;

	(void)app;
	list_release(&v->list);
	mem_free(v->ask);
	mem_free(v);
}

static void members_refresh(struct app *app, void *state)
{
	read_asks(app, state);
}

static void members_draw(struct app *app, void *state, struct surface *s)
{
	struct members *v = state;
	const struct situation *now = ctx_now(app);
	int row = frame_title(app, s, now->label, now->title);

	ctx_next_row(app, s, row++);
	surface_put(s, row++, 1, surface_cols(s) - 2, LOOK_BOLD,
		    _("Who is in this case"));
	surface_put(s, row, 3, 26, LOOK_PLAIN, _("NAME"));
	surface_put(s, row, 30, 8, LOOK_PLAIN, _("DEVICE"));
	surface_put(s, row, 40, 12, LOOK_PLAIN, _("MAY"));
	surface_put(s, row, 53, 12, LOOK_PLAIN, _("COMPUTER"));
	surface_put(s, row++, 66, 12, LOOK_PLAIN, _("LAST WROTE"));
	frame_rule(s, row++);
	list_draw(&v->list, s, row, frame_rows(app, s) - row, 0,
		  surface_cols(s), true);
}

static struct focus *members_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct members *)state)->list.focus;
}

/* --- acting ---------------------------------------------------------------------- */

static void admit(struct app *app, void *state)
{
	struct members *v = state;
	const struct join_ask *a = asking(v, list_at(&v->list));
	struct act act = ctx_act(app);
	struct error err = {0};
	struct str what = {0};
	const char *name;

	if (!a) {
		app_say(app, _("choose somebody who asks to join"));
		return;
	}
	name = a->person ? a->person : a->card.name;
	str_addf(&what, _("%s admitted"), name);
	ctx_told(app, &act,
		 act_member_add(&act, a->card.dev, name, ROLE_RESPONDER,
				&err),
		 &err, str_text(&what));
	str_release(&what);
	read_asks(app, v);
}

static void removal_why(struct app *app, void *ctx, const char *why)
{
	struct members *v = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (why)
		ctx_told(app, &a, act_member_remove(&a, v->about, why, &err),
			 &err, _("member removed"));
}

static void remove_member(struct app *app, void *state)
{
	struct members *v = state;
	const struct who *w = member(v, list_at(&v->list));
	struct str label = {0};

	if (!w)
		return;
	memcpy(v->about, w->dev, KEY_LEN);
	str_addf(&label, _("Remove %s (%s) for good? Why"), w->name, w->tag);
	prompt_ask(app, str_text(&label), "", PROMPT_NEEDED, removal_why, v);
	str_release(&label);
}

static void ask_to_join(struct app *app, void *state)
{
	struct ctx *x = ctx_of(app);
	struct error err = {0};

	(void)state;
	if (store_ask_join(x->store, x->c, NULL, &err))
		app_error(app, &err);
	else
		app_say(app, _("asked; an owner admits this device with one "
			       "key"));
}

static const struct action members_actions[] = {
	{"admit", "A", N_("admit"), N_("Admit the device that asks"), admit,
	 ACT_CHANGES | ACT_FOOTER},
	{"ask", "J", N_("ask to join"),
	 N_("Ask an owner to let this device write"), ask_to_join,
	 ACT_FOOTER},
	{"remove", "W", N_("remove"),
	 N_("Remove a member for good; asks why"), remove_member,
	 ACT_CHANGES | ACT_HIDDEN},
	{0},
};

const struct screen_def members_screen = {
	.name = "members",
	.title = N_("Members"),
	.actions = members_actions,
	.open = members_open,
	.close = members_close,
	.draw = members_draw,
	.refresh = members_refresh,
	.focus = members_focus,
};
