/* `:` - every action with its key, narrowed down by what is typed; words
 * with arguments (`:owner 3.03 wu`) go to the program. */
#include <limits.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/widget/edit.h"
#include "tui/widget/everywhere.h"

#define MOST 200
#define ROWS 10

struct found {
	const struct action *action;
	int score; /* smaller is nearer */
};
struct palette {
	struct edit edit;
	struct found found[MOST];
	int n, at, top;
};

/* The letters of what, in order, in text: how many others lie between, or
 * -1. Whole words and beginnings come first. */
static int fuzzy(const char *text, const char *what)
{
	long at = utf8_find(text, what);
	int gaps = 0;

	if (at >= 0)
		return at ? 2 : 0;
	for (; *what; what++) {
		char one[2] = {*what, '\0'};
		long next = utf8_find(text, one);

		if (*what == ' ')
			continue;
		if (next < 0)
			return -1;
		gaps += (int)next;
		text += next + 1;
	}
	return 10 + gaps;
}

static int score_of(const struct action *a, const char *what)
{
	int name = fuzzy(a->name, what);
	int help = utf8_find(_(a->help), what) >= 0 ? 5 : -1;

	if (name < 0)
		return help;
	return help >= 0 && help < name ? help : name;
}

static void add_found(struct palette *p, const struct action *a, int score)
{
	int i = p->n;

	for (int k = 0; k < p->n; k++)
		if (str_eq(p->found[k].action->name, a->name))
			return;
	if (p->n == MOST)
		return;
	while (i && p->found[i - 1].score > score) {
		p->found[i] = p->found[i - 1];
		i--;
	}
	p->found[i] = (struct found){a, score};
	p->n++;
}

static void add_table(struct palette *p, struct app *app, const char *want)
{
	const char *what = edit_text(&p->edit), *screen;
	const struct action *a;

	for (int i = 0;
	     keymap_table(app_config(app)->keys, i, &screen, &a); i++) {
		if (!str_eq(screen, want))
			continue;
		for (; a->name; a++) {
			int score = a->run ? score_of(a, what) : -1;

			if (score >= 0)
				add_found(p, a, score);
		}
	}
}

static void look(struct app *app, struct palette *p)
{
	p->n = p->at = p->top = 0;
	if (app_top(app))
		add_table(p, app, app_top(app)->name);
	if (app_extra(app))
		add_table(p, app, app_extra(app));
	add_table(p, app, KEYMAP_ALL);
}

static void close_palette(struct app *app, void *state)
{
	struct palette *p = state;

	(void)app;
	edit_release(&p->edit);
	mem_free(p);
}

static void say_unknown(struct app *app, const char *line)
{
	struct error err = {0};

	error_set(&err, ERR_NOTFOUND, _("%s is not a command here"), line);
	error_fix(&err, _("`:` alone lists them all"));
	app_error(app, &err);
}

/* True: the words meant something (even if it then went wrong). */
static bool run_words(struct app *app, const char *line)
{
	struct error err = {0};
	int rc = ERR_NOTFOUND;

	if (str_starts(line, "lang ")) {
		app_lang(app, line + 5 + strspn(line + 5, " "));
		return true;
	}
	if (app_config(app)->words)
		rc = app_config(app)->words(app, line, &err);
	if (rc && rc != ERR_NOTFOUND)
		app_error(app, &err);
	else if (rc && *err.what) { /* understood, but no such thing */
		app_error(app, &err);
		return true;
	}
	return rc != ERR_NOTFOUND;
}

static void enter(struct app *app, struct palette *p)
{
	const struct action *a = p->n ? p->found[p->at].action : NULL;
	char *line = mem_strdup(edit_text(&p->edit));
	bool words = line && strchr(line, ' ');

	app_overlay_close(app);
	if (line && (words || !a) && *line && run_words(app, line))
		;
	else if (a)
		app_do(app, a);
	else if (line && *line)
		say_unknown(app, line);
	mem_free(line);
}

static void step(struct palette *p, int by)
{
	if (p->n)
		p->at = (p->at + p->n + by) % p->n;
}

static void key_palette(struct app *app, void *state, uint32_t key)
{
	struct palette *p = state;

	if (key == KEY_ESC || key == KEY_CTRL_C) {
		app_overlay_close(app);
	} else if (key == KEY_ENTER) {
		enter(app, p);
	} else if (key == KEY_UP_ARROW || key == KEY_SHIFT_TAB) {
		step(p, -1);
	} else if (key == KEY_DOWN_ARROW) {
		step(p, 1);
	} else if (key == KEY_TAB) {
		if (p->n)
			edit_set(&p->edit, p->found[p->at].action->name);
	} else if (key == KEY_CTRL_L) {
		app_repaint(app);
	} else if (key == KEY_PASTE) {
		edit_insert(&p->edit, app_pasted(app));
		look(app, p);
	} else if (edit_key(&p->edit, key)) {
		look(app, p);
	}
}

static void draw_found(struct app *app, struct palette *p, struct surface *s,
		       int row, int i)
{
	const struct action *a = p->found[i].action;
	struct str keys = {0};

	keymap_keys(&keys, app_config(app)->keys,
		    app_top(app) ? app_top(app)->name : "", a->name, false);
	if (!keys.len && app_extra(app))
		keymap_keys(&keys, app_config(app)->keys, app_extra(app),
			    a->name, false);
	surface_put(s, row, 1, 1, LOOK_PLAIN, i == p->at ? ">" : " ");
	surface_field(s, row, 3, 16, LOOK_BOLD, a->name);
	surface_field(s, row, 20, 8, LOOK_PLAIN, str_text(&keys));
	surface_field(s, row, 29, surface_cols(s) - 30, LOOK_PLAIN,
		      _(a->help));
	str_release(&keys);
}

static void draw_palette(struct app *app, void *state, struct surface *s)
{
	struct palette *p = state;
	int end = app_footer_row(app, s), cols = surface_cols(s);
	int rows = p->n < ROWS ? p->n : ROWS;

	if (p->at < p->top)
		p->top = p->at;
	if (p->at >= p->top + ROWS)
		p->top = p->at - ROWS + 1;
	for (int row = end - ROWS - 1; row <= end; row++)
		surface_fill(s, row, 0, INT_MAX, LOOK_PLAIN, ' ');
	surface_fill(s, end - ROWS - 1, 1, INT_MAX, LOOK_PLAIN, '-');
	for (int i = 0; i < rows; i++)
		draw_found(app, p, s, end - ROWS + i, p->top + i);
	surface_put(s, end, 0, 1, LOOK_BOLD, ":");
	edit_draw(&p->edit, s, end, 1, 1, cols - 1, LOOK_PLAIN, true);
}

static const struct overlay palette_overlay = {draw_palette, key_palette,
					       close_palette, true};

void palette_open(struct app *app, const char *text)
{
	struct palette *p = mem_zalloc(sizeof(*p));
	struct error err = {0};

	if (!p) {
		error_nomem(&err);
		app_error(app, &err);
		return;
	}
	edit_set(&p->edit, text);
	look(app, p);
	app_overlay(app, &palette_overlay, p);
}
