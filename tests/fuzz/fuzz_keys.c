/* Any keys, pastes and sizes on a stack of screens with every widget: no
 * crash, no row over the edge, and the program never ends but by q. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "tui/app/app.h"
#include "tui/widget/dialog.h"
#include "tui/widget/everywhere.h"
#include "tui/widget/form.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct state {
	struct list list;
	char text[200];
};

static const struct screen_def fuzz_screen;
static int64_t ms;

static int64_t clock_ms(void *ctx)
{
	(void)ctx;
	return ms;
}

static int count(void *ctx)
{
	(void)ctx;
	return 50;
}

static const char *key_of(void *ctx, int i)
{
	static const char *const keys[] = {"a", NULL, "b", "c", "d"};

	(void)ctx;
	return i < 5 ? keys[i] : NULL;
}

static void draw_row(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	(void)chosen;
	surface_putf(s, row, col, cells, LOOK_PLAIN, "%d 案例 %s", i,
		     ((struct state *)ctx)->text);
}

static const char *text_of(void *ctx, int i)
{
	return key_of(ctx, i);
}

static const struct list_ops ops = {count, key_of, draw_row, text_of};

static int open_it(void **state, struct app *app, const void *arg,
		   struct error *err)
{
	struct state *st = mem_zalloc(sizeof(*st));

	(void)app;
	(void)arg;
	*state = st;
	if (!st)
		return error_nomem(err);
	list_init(&st->list, &ops, st);
	return 0;
}

static void close_it(struct app *app, void *state)
{
	(void)app;
	list_release(&((struct state *)state)->list);
	mem_free(state);
}

static void draw_it(struct app *app, void *state, struct surface *s)
{
	int rows = frame_rows(app, s);

	frame_title(app, s, "INC-2031-001", "Vendor");
	frame_rule(s, 1);
	list_draw(&((struct state *)state)->list, s, 2, rows - 2, 0,
		  surface_cols(s), true);
}

static struct focus *focus_it(struct app *app, void *state)
{
	(void)app;
	return &((struct state *)state)->list.focus;
}

static void given(struct app *app, void *ctx, const char *text)
{
	if (text)
		str_copy(((struct state *)ctx)->text, 200, text);
	app_say(app, "%s", text ? text : "-");
}

static const char *offer(struct app *app, void *ctx, const char *so_far,
			 int i)
{
	(void)app;
	(void)ctx;
	return i < 3 && !str_starts(so_far, "x") ? "供应商" + 3 * i : NULL;
}

static void ask(struct app *app, void *state)
{
	struct prompt p = {.label = "Owner", .complete = offer,
			   .done = given, .ctx = state};

	prompt_open(app, &p);
}

static void hidden(struct app *app, void *state)
{
	prompt_ask(app, "Word", NULL, PROMPT_HIDDEN, given, state);
}

static void chosen(struct app *app, void *ctx, int i)
{
	(void)ctx;
	app_say(app, "%d", i);
}

static void choose(struct app *app, void *state)
{
	static const char *const words[] = {"one", "two", "三", "4", "5", "6",
					    "7", "8", "9", "10", "11"};

	dialog_choose(app, "Which?", words, 11, 3, chosen, state);
}

static void yes(struct app *app, void *ctx, bool is)
{
	(void)ctx;
	app_say(app, "%d", is);
}

static void sure(struct app *app, void *state)
{
	dialog_yes(app, "Sure?", yes, state);
}

static void label(struct app *app, void *state)
{
	dialog_label(app, "Closes.\nReally.", "INC-1", yes, state);
}

static bool filled(struct app *app, void *ctx, struct form *f)
{
	(void)ctx;
	if (f)
		app_say(app, "%s", form_text(f, 1));
	return true;
}

static void form(struct app *app, void *state)
{
	static const char *const words[] = {"a", "b", NULL};
	static const struct form_field fields[] = {
		{"Lines", FORM_LINES, "hint", "x", NULL, 0, 3, true},
		{"Word", FORM_TEXT, NULL, NULL, NULL, 0, 0, false},
		{"Which", FORM_CHOICE, NULL, NULL, words, 0, 0, false},
	};

	form_ask(app, "Form", fields, 3, filled, state);
}

static void more(struct app *app, void *state)
{
	(void)state;
	if (app_depth(app) < 5)
		app_push(app, &fuzz_screen, NULL);
}

static const struct action actions[] = {
	{"ask", "o", "ask", "Ask", ask, ACT_FOOTER},
	{"hidden", "p", "hidden", "Hidden", hidden, 0},
	{"choose", "s", "choose", "Choose", choose, ACT_FOOTER},
	{"sure", "W", "sure", "Sure", sure, 0},
	{"label", "X", "label", "Label", label, 0},
	{"form", "c", "form", "Form", form, ACT_FOOTER},
	{"more", "Enter", "more", "More", more, ACT_FOOTER},
	{0},
};
static const struct screen_def fuzz_screen = {
	.name = "fuzz", .title = "Fuzz", .actions = actions, .open = open_it,
	.close = close_it, .draw = draw_it, .focus = focus_it,
};

/* Every wide cell has its right half, and none stands across the edge. */
static void check(const struct surface *s)
{
	int row, col;

	for (row = 0; row < surface_rows(s); row++) {
		for (col = 0; col < surface_cols(s); col++) {
			const struct cell *c = surface_cell(s, row, col);
			const struct cell *r = surface_cell(s, row, col + 1);

			if (c->width == 2 && (!r || r->width != 0))
				abort();
			if (c->width == 1 && r && r->width == 0)
				abort();
			if (c->width && utf8_hidden(c->ch[0]))
				abort();
		}
	}
	surface_cursor_at(s, &row, &col);
	if (row < 0 || row >= surface_rows(s) || col < 0 ||
	    col >= surface_cols(s))
		abort();
}

/* A byte is a key, or what follows is: 0x80-0x9f special keys, 0xf0 a size,
 * 0xf1 a paste, 0xf2 a pause, 0xf3 the drill's banner; other high bytes make
 * characters. */
static size_t one(struct app *app, struct term *t, const uint8_t *p, size_t n)
{
	char text[32] = {0};
	uint32_t cp;

	if (*p < 0x80) {
		/* Ctrl-G would start an editor, Ctrl-Z nothing here. */
		if (*p && *p != KEY_CTRL_G)
			term_mem_feed(t, *p);
		return 1;
	}
	if (*p < 0xa0) {
		term_mem_feed(t, KEY_SPECIAL + 1 + (*p - 0x80u) % 26);
		return 1;
	}
	if (*p < 0xf0) {
		cp = n > 2 ? (uint32_t)p[0] << 12 | (uint32_t)p[1] << 6 | p[2]
			   : 0x4f9b;
		term_mem_feed(t, cp % 0x30000);
		return n > 2 ? 3 : 1;
	}
	if (*p == 0xf0 && n > 2) {
		term_mem_resize(t, p[1] % 121, p[2] * 400 / 255);
		return 3;
	}
	if (*p == 0xf1) {
		memcpy(text, p + 1, n - 1 < 31 ? n - 1 : 31);
		term_mem_paste(t, text);
		return n < 33 ? n : 32;
	}
	ms += *p == 0xf2 ? 200 : 1;
	if (*p == 0xf3)
		app_set_drill(app, app_drill(app) ? NULL : "DRILL-2031-001");
	return 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct env env = {.now = clock_ms, .mono = clock_ms};
	struct keymap *keys = keymap_new();
	struct error err = {0};
	struct app *app = NULL;
	struct term *t;
	bool going = true;

	if (term_mem_open(&t, 24, 80, &err) || everywhere_keys(keys, &err) ||
	    keymap_add(keys, "fuzz", actions, &err))
		abort();
	struct app_config config = {.term = t, .env = &env, .keys = keys,
				    .who = "lin"};
	ms = 1000;
	if (app_new(&app, &config, &err) ||
	    app_push(app, &fuzz_screen, NULL))
		abort();
	while (n && going && n < 4096) {
		size_t used = one(app, t, data, n);

		data += used;
		n -= used;
		going = app_step(app, 0);
		check(app_surface(app));
	}
	app_free(app);
	t->ops->close(t);
	keymap_free(keys);
	return 0;
}
