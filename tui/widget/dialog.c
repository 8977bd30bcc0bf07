#include "tui/widget/dialog.h"

#include <limits.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/widget/edit.h"

#define SHOWN 9 /* choices in view: the digits reach them */

static int lines_of(const char *text)
{
	int n = 1;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* Each line on a row of its own, from that row on; returns the next. */
static int put_lines(struct surface *s, int row, const char *text)
{
	for (;;) {
		size_t n = strcspn(text, "\n");
		char *line = mem_strndup(text, n);

		surface_field(s, row++, 1, surface_cols(s) - 2, LOOK_BOLD,
			      line);
		mem_free(line);
		if (!text[n])
			return row;
		text += n + 1;
	}
}

/* ---- y/N ---- */
struct question {
	char *text;
	void (*done)(struct app *app, void *ctx, bool yes);
	void *ctx;
	bool yes;
};

static void close_question(struct app *app, void *state)
{
	struct question q = *(struct question *)state;

	mem_free(q.text);
	mem_free(state);
	q.done(app, q.ctx, q.yes);
}

static void key_question(struct app *app, void *state, uint32_t key)
{
	struct question *q = state;

	if (key == KEY_CTRL_L) {
		app_repaint(app);
		return;
	}
	q->yes = key == 'y' || key == 'Y';
	if (!q->yes)
		app_say(app, _("not done: %s"), q->text);
	app_overlay_close(app);
}

static void draw_question(struct app *app, void *state, struct surface *s)
{
	struct question *q = state;
	int row = app_footer_row(app, s), cols = surface_cols(s);
	int col;

	surface_fill(s, row, 0, INT_MAX, LOOK_PLAIN, ' ');
	col = 1 + surface_field(s, row, 1, cols - 8, LOOK_BOLD, q->text);
	col += surface_put(s, row, col, INT_MAX, LOOK_BOLD, " y/N ");
	surface_cursor(s, row, col);
}

static const struct overlay question_overlay = {draw_question, key_question,
						close_question, false};

void dialog_yes(struct app *app, const char *question,
		void (*done)(struct app *app, void *ctx, bool yes), void *ctx)
{
	struct question *q = mem_zalloc(sizeof(*q));

	if (!q || !(q->text = mem_strdup(question))) {
		mem_free(q);
		done(app, ctx, false);
		return;
	}
	q->done = done;
	q->ctx = ctx;
	app_overlay(app, &question_overlay, q);
}

/* ---- one of n ---- */
struct choice {
	char *text;
	char **words;
	int n, at, top;
	struct edit only; /* narrows the choices down */
	bool chosen;
	void (*done)(struct app *app, void *ctx, int i);
	void *ctx;
};

static void close_choice(struct app *app, void *state)
{
	struct choice c = *(struct choice *)state;

	for (int i = 0; i < c.n; i++)
		mem_free(c.words[i]);
	mem_free(c.words);
	mem_free(c.text);
	edit_release(&c.only);
	mem_free(state);
	c.done(app, c.ctx, c.chosen ? c.at : -1);
}

static bool shown(const struct choice *c, int i)
{
	return utf8_find(c->words[i], edit_text(&c->only)) >= 0;
}

/* The k-th choice (from 0) that is shown; -1. */
static int nth(const struct choice *c, int k)
{
	for (int i = 0; i < c->n; i++)
		if (shown(c, i) && !k--)
			return i;
	return -1;
}

static int rank_of(const struct choice *c, int at)
{
	int k = 0;

	for (int i = 0; i < at; i++)
		k += shown(c, i);
	return k;
}

static void step(struct choice *c, int by)
{
	int next = nth(c, rank_of(c, c->at) + by);

	if (next >= 0 && rank_of(c, c->at) + by >= 0)
		c->at = next;
}

static void choose(struct app *app, struct choice *c, int i)
{
	if (i < 0)
		return;
	c->at = i;
	c->chosen = true;
	app_overlay_close(app);
}

static void narrow(struct choice *c, uint32_t key)
{
	if (!edit_key(&c->only, key))
		return;
	c->top = 0;
	if (!shown(c, c->at) && nth(c, 0) >= 0)
		c->at = nth(c, 0);
}

static void key_choice(struct app *app, void *state, uint32_t key)
{
	struct choice *c = state;
	uint32_t ascii = key_narrow(key);

	if (key == KEY_ESC || key == KEY_CTRL_C)
		app_overlay_close(app);
	else if (key == KEY_ENTER)
		choose(app, c, shown(c, c->at) ? c->at : -1);
	else if (key == KEY_UP_ARROW || key == KEY_SHIFT_TAB)
		step(c, -1);
	else if (key == KEY_DOWN_ARROW || key == KEY_TAB)
		step(c, 1);
	else if (ascii >= '1' && ascii <= '9')
		choose(app, c, nth(c, c->top + (int)(ascii - '1')));
	else if (key == KEY_CTRL_L)
		app_repaint(app);
	else
		narrow(c, key);
}

static void draw_choice(struct app *app, void *state, struct surface *s)
{
	struct choice *c = state;
	int end = app_footer_row(app, s), cols = surface_cols(s);
	int rank = rank_of(c, c->at), total = rank_of(c, c->n);
	int rows = total < SHOWN ? total : SHOWN, row;

	if (rank < c->top)
		c->top = rank;
	if (rank >= c->top + SHOWN)
		c->top = rank - SHOWN + 1;
	row = end - rows - 1 - lines_of(c->text);
	for (int r = row; r <= end; r++)
		surface_fill(s, r, 0, INT_MAX, LOOK_PLAIN, ' ');
	surface_fill(s, row++, 1, INT_MAX, LOOK_PLAIN, '-');
	row = put_lines(s, row, c->text);
	surface_putf(s, end, 1, INT_MAX, LOOK_PLAIN,
		     _("1-9 or Enter choose   letters narrow down: %s   "
		       "Esc leave"),
		     edit_text(&c->only));
	for (int k = 0; k < rows && row < end; k++, row++) {
		int i = nth(c, c->top + k);

		if (i < 0)
			break;
		surface_putf(s, row, 1, 6, LOOK_PLAIN, "%c %d",
			     i == c->at ? '>' : ' ', k + 1);
		surface_field(s, row, 6, cols - 7, LOOK_PLAIN, c->words[i]);
		if (i == c->at)
			surface_cursor(s, row, 1);
	}
}

static const struct overlay choice_overlay = {draw_choice, key_choice,
					      close_choice, true};

static struct choice *new_choice(const char *question,
				 const char *const *choices, int n)
{
	struct choice *c = mem_zalloc(sizeof(*c));
	bool whole = c != NULL;

	if (c) {
		c->words = mem_zalloc((size_t)n * sizeof(*c->words) + 1);
		c->text = mem_strdup(question);
		whole = c->words && c->text;
	}
	for (int i = 0; whole && i < n; i++, c->n++)
		if (!(c->words[i] = mem_strdup(choices[i])))
			whole = false;
	if (whole)
		return c;
	for (int i = 0; c && c->words && i < c->n; i++)
		mem_free(c->words[i]);
	if (c) {
		mem_free(c->words);
		mem_free(c->text);
	}
	mem_free(c);
	return NULL;
}

void dialog_choose(struct app *app, const char *question,
		   const char *const *choices, int n, int chosen,
		   void (*done)(struct app *app, void *ctx, int i), void *ctx)
{
	struct choice *c = n > 0 ? new_choice(question, choices, n) : NULL;

	if (!c) {
		done(app, ctx, -1);
		return;
	}
	c->at = chosen >= 0 && chosen < n ? chosen : 0;
	c->done = done;
	c->ctx = ctx;
	app_overlay(app, &choice_overlay, c);
}

/* ---- type the label ---- */
struct typing {
	char *says, *label;
	struct edit edit;
	bool yes, wrong;
	void (*done)(struct app *app, void *ctx, bool yes);
	void *ctx;
};

static void close_typing(struct app *app, void *state)
{
	struct typing t = *(struct typing *)state;

	mem_free(t.says);
	mem_free(t.label);
	edit_release(&t.edit);
	mem_free(state);
	t.done(app, t.ctx, t.yes);
}

static void key_typing(struct app *app, void *state, uint32_t key)
{
	struct typing *t = state;

	if (key == KEY_ESC || key == KEY_CTRL_C) {
		app_say(app, _("not done: %s was not typed"), t->label);
		app_overlay_close(app);
	} else if (key == KEY_ENTER) {
		t->yes = str_eq(edit_text(&t->edit), t->label);
		t->wrong = !t->yes;
		if (t->yes)
			app_overlay_close(app);
	} else if (key == KEY_CTRL_L) {
		app_repaint(app);
	} else if (key != KEY_PASTE) { /* a word that must be typed */
		edit_key(&t->edit, key_narrow(key));
		t->wrong = false;
	}
}

static void draw_typing(struct app *app, void *state, struct surface *s)
{
	struct typing *t = state;
	int end = app_footer_row(app, s), cols = surface_cols(s);
	int row = end - lines_of(t->says) - 2, col;

	for (int r = row; r <= end; r++)
		surface_fill(s, r, 0, INT_MAX, LOOK_PLAIN, ' ');
	surface_fill(s, row++, 1, INT_MAX, LOOK_PLAIN, '-');
	put_lines(s, row, t->says);
	if (t->wrong)
		surface_put(s, end - 1, 1, cols - 2, LOOK_BOLD,
			    _("That is not it. Esc leaves without doing "
			      "it."));
	col = 1 + surface_putf(s, end, 1, cols / 2, LOOK_BOLD,
			       _("Type %s to go on: "), t->label);
	edit_draw(&t->edit, s, end, 1, col, cols - col, LOOK_PLAIN, true);
}

static const struct overlay typing_overlay = {draw_typing, key_typing,
					      close_typing, true};

void dialog_label(struct app *app, const char *says, const char *label,
		  void (*done)(struct app *app, void *ctx, bool yes),
		  void *ctx)
{
	struct typing *t = mem_zalloc(sizeof(*t));

	if (t) {
		t->says = mem_strdup(says);
		t->label = mem_strdup(label);
	}
	if (!t || !t->says || !t->label) {
		if (t) {
			mem_free(t->says);
			mem_free(t->label);
		}
		mem_free(t);
		done(app, ctx, false);
		return;
	}
	t->done = done;
	t->ctx = ctx;
	app_overlay(app, &typing_overlay, t);
}
