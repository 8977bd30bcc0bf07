/* The one place that draws: screen, overlays, the last rows, the banner. */
#include <limits.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/app/app_priv.h"

#define TROUBLE_ROWS 8

void app_fit(struct app *app)
{
	int rows, cols;

	app->config.term->ops->size(app->config.term, &rows, &cols);
	/* Without memory the old size stays: cut, never a crash. */
	if (surface_resize(app->surface, rows, cols))
		surface_clear(app->surface);
	app->dirty = true;
}

int app_footer_row(const struct app *app, const struct surface *s)
{
	return surface_rows(s) - 1 - (app->drill ? 1 : 0);
}

void app_banner(struct str *out, const struct app *app)
{
	str_addf(out, "DRILL 演练  %s  NOT REAL 非真实事件", app->drill);
}

static void draw_banner(const struct app *app, struct surface *s)
{
	struct str text = {0};
	int last = surface_rows(s) - 1;
	int used;

	app_banner(&text, app);
	used = surface_put(s, 0, 1, INT_MAX, LOOK_BOLD | LOOK_REVERSE,
			   str_text(&text));
	surface_look(s, 0, 0, used + 1, LOOK_BOLD | LOOK_REVERSE);
	surface_fill(s, last, 0, INT_MAX, LOOK_REVERSE, ' ');
	surface_put(s, last, 1, INT_MAX, LOOK_BOLD | LOOK_REVERSE,
		    str_text(&text));
	str_release(&text);
}

static void draw_too_small(const struct app *app, struct surface *s)
{
	int rows = surface_rows(s), cols = surface_cols(s);
	int row = app->drill && rows > 1 ? 1 : 0;

	surface_putf(s, row, 0, INT_MAX, LOOK_PLAIN,
		     _("Need %dx%d, have %dx%d"),
		     APP_MIN_COLS, APP_MIN_ROWS, cols, rows);
	surface_cursor(s, row, 0);
}

/* "u  undo", or the action the screen points at. */
static void add_right(struct str *out, const struct app *app,
		      const struct layer *l)
{
	const char *name = l->hint ? l->hint : "undo";
	const struct action *a =
		keymap_action(app->config.keys, l->def->name, name);

	if (!a || (!l->hint && !app_undo_label(app)))
		return;
	keymap_keys(out, app->config.keys, l->def->name, name, false);
	if (out->len && a->brief)
		str_addf(out, "  %s", _(a->brief));
}

static void draw_said(const struct app *app, const struct layer *l,
		      struct surface *s, int row)
{
	int cols = surface_cols(s), left = cols - 1;
	struct str right = {0}, text = {0};

	add_right(&right, app, l);
	if (right.len) {
		int cells = utf8_cells(str_text(&right));

		surface_right(s, row, 1, cols - 1, LOOK_PLAIN,
			      str_text(&right));
		left = cols - cells - 3;
	}
	if (app->last.text && app->last.at) {
		struct civil t =
			time_civil(app->last.at, app->config.env->zone);

		str_addf(&text, "%02d:%02d  ", t.hour, t.minute);
	}
	if (app->last.text)
		str_add(&text, app->last.text);
	surface_field(s, row, 1, left, LOOK_PLAIN, str_text(&text));
	str_release(&right);
	str_release(&text);
}

/* How much of a line goes into one row: up to the last blank that fits. */
static size_t row_bytes(const char *p, size_t n, int cells)
{
	size_t fits = utf8_cut(p, cells, NULL), blank;

	if (fits >= n)
		return n;
	for (blank = fits; blank && p[blank] != ' ';)
		blank--;
	return blank ? blank : fits ? fits : n;
}

/* The rows of an error: the first line bold, the others set in; long ones
 * wrap. s NULL: only counts. */
static int trouble_rows(const char *p, struct surface *s, int row, int most,
			int cols)
{
	int rows = 0;

	for (bool first = true; *p && rows < most; rows++) {
		int col = first ? 1 : 3;
		size_t n = row_bytes(p, strcspn(p, "\n"), cols - col - 1);
		char *text = s ? mem_strndup(p, n) : NULL;

		if (s) {
			surface_fill(s, row + rows, 0, INT_MAX, LOOK_PLAIN,
				     ' ');
			surface_put(s, row + rows, col, cols - col - 1,
				    rows ? LOOK_PLAIN : LOOK_BOLD, text);
		}
		mem_free(text);
		p += n;
		p += strspn(p, " \n");
		first = false;
	}
	return rows;
}

/* They stand over the last rows until the next key. */
static void draw_trouble(const struct app *app, struct surface *s, int end)
{
	int cols = surface_cols(s);
	int rows = trouble_rows(app->trouble, NULL, 0, TROUBLE_ROWS, cols);
	int row = end - rows;

	surface_fill(s, row, 0, INT_MAX, LOOK_PLAIN, ' ');
	surface_fill(s, row, 1, INT_MAX, LOOK_PLAIN, '-');
	trouble_rows(app->trouble, s, row + 1, TROUBLE_ROWS, cols);
}

void app_draw_said(struct app *app)
{
	struct surface *s = app->surface;
	struct layer *l = layer_screen(app);
	int row = app_footer_row(app, s) - 1;

	if (!l || surface_rows(s) < APP_MIN_ROWS ||
	    surface_cols(s) < APP_MIN_COLS)
		return;
	surface_fill(s, row, 0, INT_MAX, LOOK_PLAIN, ' ');
	draw_said(app, l, s, row);
	app->config.term->ops->paint(app->config.term, s);
}

static void draw_screen(struct app *app, struct surface *s)
{
	struct layer *l = layer_screen(app);
	int row = app_footer_row(app, s);
	struct str footer = {0};

	l->def->draw(app, l->state, s);
	surface_fill(s, row - 1, 0, INT_MAX, LOOK_PLAIN, ' ');
	surface_fill(s, row, 0, INT_MAX, LOOK_PLAIN, ' ');
	draw_said(app, l, s, row - 1);
	footer_text(&footer, app, surface_cols(s));
	surface_put(s, row, 0, INT_MAX, LOOK_PLAIN, str_text(&footer));
	str_release(&footer);
	for (size_t i = (size_t)(l - app->layers) + 1; i < app->n; i++)
		app->layers[i].overlay->draw(app, app->layers[i].state, s);
	if (app->ask_paste) { /* an overlay may stand over the question */
		surface_fill(s, row - 1, 0, INT_MAX, LOOK_PLAIN, ' ');
		draw_said(app, l, s, row - 1);
	}
	if (app->config.over)
		app->config.over(app, s);
	if (app->trouble)
		draw_trouble(app, s, row - 1);
}

/* Its lines in the middle, one below the other. */
static void draw_curtain(const struct app *app, struct surface *s)
{
	int cols = surface_cols(s), row = surface_rows(s) / 2 - 1;
	const char *p = app->curtain;

	for (row = row < 1 ? 1 : row; *p; row++) {
		size_t n = strcspn(p, "\n");
		char *line = mem_strndup(p, n);
		int col = line ? (cols - utf8_cells(line)) / 2 : 0;

		surface_put(s, row, col < 0 ? 0 : col, INT_MAX, LOOK_BOLD,
			    line);
		mem_free(line);
		p += n;
		p += *p == '\n';
	}
	surface_cursor(s, surface_rows(s) - 1, 0);
}

void app_draw(struct app *app)
{
	struct surface *s = app->surface;

	app_catch_up(app);
	surface_clear(s);
	if (app->curtain)
		draw_curtain(app, s);
	else if (surface_rows(s) < APP_MIN_ROWS ||
		 surface_cols(s) < APP_MIN_COLS)
		draw_too_small(app, s);
	else if (layer_screen(app))
		draw_screen(app, s);
	if (app->drill)
		draw_banner(app, s);
	app->dirty = false;
	app->config.term->ops->paint(app->config.term, s);
}
