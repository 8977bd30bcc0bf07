#include "tui/widget/prompt.h"

#include <limits.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/widget/edit.h"

#define OFFERS 32

struct state {
	struct prompt p; /* label and text are ours */
	struct edit edit;
	char *so_far; /* what was typed before Tab took a word */
	int taken;    /* which word Tab took last, -1: none */
	char *wrong;  /* what check() said */
	bool answered;
};

static void set_text(char **place, const char *text)
{
	mem_free(*place);
	*place = text ? mem_strdup(text) : NULL;
}

static void close_prompt(struct app *app, void *state)
{
	struct state *st = state;
	struct prompt p = st->p;
	bool answered = st->answered;

	edit_release(&st->edit);
	mem_free((char *)p.label);
	mem_free((char *)p.text);
	mem_free(st->so_far);
	mem_free(st->wrong);
	mem_free(st);
	if (!answered)
		p.done(app, p.ctx, NULL);
}

static const char *offer(struct app *app, struct state *st, int i)
{
	const char *so_far = st->so_far ? st->so_far : edit_text(&st->edit);

	return i < OFFERS ? st->p.complete(app, st->p.ctx, so_far, i) : NULL;
}

static void typed(struct app *app, struct state *st)
{
	set_text(&st->so_far, NULL);
	set_text(&st->wrong, NULL);
	st->taken = -1;
	if (st->p.typed)
		st->p.typed(app, st->p.ctx, edit_text(&st->edit));
}

static void take_next(struct app *app, struct state *st, int by)
{
	const char *word;
	int n = 0;

	if (!st->so_far)
		set_text(&st->so_far, edit_text(&st->edit));
	while (offer(app, st, n))
		n++;
	if (!n)
		return;
	st->taken = st->taken < 0 ? (by > 0 ? 0 : n - 1)
				  : (st->taken + by + n) % n;
	word = offer(app, st, st->taken);
	edit_set(&st->edit, word);
	if (st->p.typed)
		st->p.typed(app, st->p.ctx, edit_text(&st->edit));
}

/* "w" and Enter is enough when only one word begins so. */
static void take_only(struct app *app, struct state *st)
{
	const char *text = edit_text(&st->edit);

	if (!st->p.complete || !*text || st->taken >= 0)
		return;
	if (!offer(app, st, 0) || offer(app, st, 1))
		return;
	edit_set(&st->edit, offer(app, st, 0));
}

static void answer(struct app *app, struct state *st)
{
	void (*done)(struct app *, void *, const char *) = st->p.done;
	void *ctx = st->p.ctx;
	bool hidden = st->edit.hidden;
	char *text = mem_strdup(edit_text(&st->edit));

	app_keep(app, st->p.label, NULL);
	st->answered = true;
	app_overlay_close(app);
	done(app, ctx, text);
	if (text && hidden)
		mem_wipe(text, strlen(text));
	mem_free(text);
}

static void enter(struct app *app, struct state *st)
{
	const char *wrong = NULL;

	take_only(app, st);
	if (st->p.check)
		wrong = st->p.check(app, st->p.ctx, edit_text(&st->edit));
	else if (st->p.flags & PROMPT_NEEDED && !st->edit.len)
		wrong = _("Write something, or leave with Esc.");
	if (wrong)
		set_text(&st->wrong, wrong);
	else
		answer(app, st);
}

/* Esc drops nothing: the same question starts with what stands here. */
static void leave(struct app *app, struct state *st)
{
	const char *text = edit_text(&st->edit);
	const char *first = st->p.text ? st->p.text : "";

	if (!(st->p.flags & (PROMPT_HIDDEN | PROMPT_FLEETING)) &&
	    !str_eq(text, first)) {
		app_keep(app, st->p.label, text);
		if (*text)
			app_say(app, _("%s: kept, not used yet"),
				st->p.label);
	}
	app_overlay_close(app);
}

static void edit_outside(struct app *app, struct state *st)
{
	struct error err = {0};
	char *text;

	if (app_edit(app, &text, edit_text(&st->edit), 1, &err))
		app_error(app, &err);
	if (!text)
		return;
	st->edit.many = true;
	edit_set(&st->edit, text);
	mem_free(text);
	answer(app, st);
}

static void paste(struct app *app, struct state *st)
{
	edit_insert(&st->edit, app_pasted(app));
	typed(app, st);
}

static void key_prompt(struct app *app, void *state, uint32_t key)
{
	struct state *st = state;

	if (key == KEY_ESC || key == KEY_CTRL_C)
		leave(app, st);
	else if (key == KEY_ENTER)
		enter(app, st);
	else if (key == KEY_CTRL_G && st->p.flags & PROMPT_EDITOR)
		edit_outside(app, st);
	else if ((key == KEY_TAB || key == KEY_DOWN_ARROW) && st->p.complete)
		take_next(app, st, 1);
	else if ((key == KEY_SHIFT_TAB || key == KEY_UP_ARROW) &&
		 st->p.complete)
		take_next(app, st, -1);
	else if (key == KEY_CTRL_L)
		app_repaint(app);
	else if (key == KEY_PASTE)
		paste(app, st);
	else if (edit_key(&st->edit, key))
		typed(app, st);
}

static void draw_offers(struct app *app, struct state *st, struct surface *s,
			int row)
{
	int col = 1, cols = surface_cols(s);
	const char *word;

	for (int i = 0; (word = offer(app, st, i)) && col < cols - 2; i++)
		col += 2 + surface_put(s, row, col, cols - 1 - col,
				       i == st->taken ? LOOK_REVERSE
						      : LOOK_PLAIN,
				       word);
}

static void draw_prompt(struct app *app, void *state, struct surface *s)
{
	struct state *st = state;
	int row = app_footer_row(app, s), cols = surface_cols(s);
	int col;

	surface_fill(s, row, 0, INT_MAX, LOOK_PLAIN, ' ');
	if (st->wrong || st->p.complete)
		surface_fill(s, row - 1, 0, INT_MAX, LOOK_PLAIN, ' ');
	if (st->wrong)
		surface_field(s, row - 1, 1, cols - 2, LOOK_BOLD, st->wrong);
	else if (st->p.complete)
		draw_offers(app, st, s, row - 1);
	col = 1 + surface_field(s, row, 1, cols / 2, LOOK_BOLD, st->p.label);
	col += surface_put(s, row, col, 2, LOOK_BOLD, ": ");
	edit_draw(&st->edit, s, row, 1, col, cols - col, LOOK_PLAIN, true);
}

static const struct overlay prompt_overlay = {draw_prompt, key_prompt,
					      close_prompt, true};

void prompt_open(struct app *app, const struct prompt *p)
{
	struct state *st = mem_zalloc(sizeof(*st));
	const char *kept = app_kept(app, p->label);
	char *label = mem_strdup(p->label);
	struct error err = {0};

	if (!st || !label) {
		mem_free(st);
		mem_free(label);
		error_nomem(&err);
		app_error(app, &err);
		p->done(app, p->ctx, NULL);
		return;
	}
	st->p = *p;
	st->p.label = label;
	st->p.text = p->text ? mem_strdup(p->text) : NULL;
	st->taken = -1;
	st->edit.hidden = p->flags & PROMPT_HIDDEN;
	edit_set(&st->edit, kept ? kept : p->text);
	app_overlay(app, &prompt_overlay, st);
}

void prompt_ask(struct app *app, const char *label, const char *text,
		unsigned flags,
		void (*done)(struct app *app, void *ctx, const char *text),
		void *ctx)
{
	struct prompt p = {.label = label, .text = text, .flags = flags,
			   .done = done, .ctx = ctx};

	prompt_open(app, &p);
}
