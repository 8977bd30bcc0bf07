/* A surface as a picture: rectangles for reverse, a <text> for each run of
 * cells that look alike. textLength holds every run to its cells, whatever
 * the font does. */
#include <string.h>

#include "core/base/html.h"
#include "core/base/utf8.h"
#include "tui/app/surface.h"
#include "tui/app/theme.h"

#define CELL_W 9
#define CELL_H 19
#define EDGE 8
#define PAPER "#fbfaf7"

static void add_escaped(struct str *out, uint32_t cp)
{
	char text[5] = "";

	text[utf8_encode(text, cp)] = '\0';
	html_escape(out, text);
}

static bool is_blank(const struct cell *c)
{
	return c->ch[0] == ' ' && !(c->look & (LOOK_REVERSE | LOOK_UNDERLINE));
}

/* Cells from col on that go into one <text>: same look, same width. */
static int run_cells(const struct surface *s, int row, int col)
{
	const struct cell *first = surface_cell(s, row, col);
	int n = first->width;

	while (col + n < surface_cols(s)) {
		const struct cell *c = surface_cell(s, row, col + n);

		if (c->look != first->look || c->width != first->width ||
		    (is_blank(c) && is_blank(first)))
			break;
		n += c->width;
	}
	return n;
}

static void add_run(struct str *out, const struct surface *s, int row,
		    int col, int n)
{
	const struct cell *first = surface_cell(s, row, col);
	bool reverse = first->look & LOOK_REVERSE;
	const char *ink = theme_svg(first->look);
	int x = EDGE + col * CELL_W, y = EDGE + row * CELL_H;

	if (reverse)
		str_addf(out,
			 "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
			 " fill=\"%s\"/>\n",
			 x, y, n * CELL_W, CELL_H, ink);
	str_addf(out,
		 "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust="
		 "\"spacingAndGlyphs\" fill=\"%s\"%s%s>",
		 x, y + 14, n * CELL_W, reverse ? PAPER : ink,
		 first->look & LOOK_BOLD ? " font-weight=\"bold\"" : "",
		 first->look & LOOK_UNDERLINE
			 ? " text-decoration=\"underline\""
			 : "");
	for (int i = 0; i < n; i++) {
		const struct cell *c = surface_cell(s, row, col + i);

		for (int k = 0; k <= CELL_MARKS && c->ch[k]; k++)
			add_escaped(out, c->ch[k] == ' ' ? 0xa0 : c->ch[k]);
	}
	str_add(out, "</text>\n");
}

static void add_cursor(struct str *out, const struct surface *s)
{
	int row, col;

	surface_cursor_at(s, &row, &col);
	str_addf(out,
		 "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
		 " fill=\"#1c1c1c\" fill-opacity=\"0.35\"/>\n",
		 EDGE + col * CELL_W, EDGE + row * CELL_H, CELL_W, CELL_H);
}

void surface_svg(struct str *out, const struct surface *s)
{
	int w = surface_cols(s) * CELL_W + 2 * EDGE;
	int h = surface_rows(s) * CELL_H + 2 * EDGE;

	str_addf(out,
		 "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\""
		 " height=\"%d\" viewBox=\"0 0 %d %d\">\n"
		 "<rect width=\"100%%\" height=\"100%%\" fill=\"" PAPER "\"/>\n"
		 "<g font-family=\"'DejaVu Sans Mono', 'WenQuanYi Micro Hei"
		 " Mono', 'WenQuanYi Micro Hei', monospace\" font-size=\"15\""
		 " xml:space=\"preserve\">\n",
		 w, h, w, h);
	for (int row = 0; row < surface_rows(s); row++) {
		int n;

		for (int col = 0; col < surface_cols(s); col += n) {
			n = run_cells(s, row, col);
			if (!is_blank(surface_cell(s, row, col)) || n > 1)
				add_run(out, s, row, col, n);
		}
	}
	add_cursor(out, s);
	str_add(out, "</g>\n</svg>\n");
}
