#include "tui/app/touchup.h"

#include <string.h>

#include "tui/app/theme.h"

struct pen { /* where the terminal writes next, and how */
	struct str *out;
	int row, col;
	unsigned look;
	bool colour;
};

static bool differs(const struct surface *a, const struct surface *b, int row,
		    int col)
{
	return memcmp(surface_cell(a, row, col), surface_cell(b, row, col),
		      sizeof(struct cell)) != 0;
}

static bool is_ascii(const struct cell *c)
{
	return c->width == 1 && c->ch[0] >= ' ' && c->ch[0] <= '~' &&
	       !c->ch[1];
}

static bool are_few(const struct surface *seen, const struct surface *now)
{
	int was_row, was_col, row, col, n = 0;

	surface_cursor_at(seen, &was_row, &was_col);
	surface_cursor_at(now, &row, &col);
	if (row != was_row || col != was_col)
		return false;
	for (row = 0; row < surface_rows(now); row++)
		for (col = 0; col < surface_cols(now); col++) {
			if (!differs(seen, now, row, col))
				continue;
			if (++n > TOUCHUP_CELLS ||
			    !is_ascii(surface_cell(seen, row, col)) ||
			    !is_ascii(surface_cell(now, row, col)))
				return false;
		}
	return n > 0;
}

static void go(struct pen *p, int row, int col)
{
	if (row != p->row)
		str_addf(p->out, "\033[%d;%dH", row + 1, col + 1);
	else if (col > p->col + 1)
		str_addf(p->out, "\033[%dC", col - p->col);
	else if (col > p->col)
		str_add(p->out, "\033[C");
	p->row = row;
	p->col = col;
}

/* "\033[0;1;31m": what was goes first, but from plain to something. */
static void take(struct pen *p, unsigned look)
{
	static const struct {
		unsigned bit;
		char sgr;
	} bits[] = {{LOOK_BOLD, '1'},
		    {LOOK_UNDERLINE, '4'},
		    {LOOK_REVERSE, '7'}};
	const int colour = p->colour ? theme_colour(look) : THEME_DEFAULT;
	const char *part = "";

	if (look == p->look)
		return;
	str_add(p->out, "\033[");
	if (look && p->look) {
		str_addc(p->out, '0');
		part = ";";
	}
	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++)
		if (look & bits[i].bit) {
			str_addf(p->out, "%s%c", part, bits[i].sgr);
			part = ";";
		}
	if (colour != THEME_DEFAULT)
		str_addf(p->out, "%s3%d", part, colour);
	str_addc(p->out, 'm');
	p->look = look;
}

bool touchup(struct str *out, const struct surface *seen,
	     const struct surface *now, bool colour)
{
	struct pen p = {.out = out, .row = -1, .colour = colour};

	if (!are_few(seen, now))
		return false;
	str_add(out, "\0337");
	for (int row = 0; row < surface_rows(now); row++)
		for (int col = 0; col < surface_cols(now); col++) {
			const struct cell *c = surface_cell(now, row, col);

			if (!differs(seen, now, row, col))
				continue;
			go(&p, row, col);
			take(&p, c->look);
			str_addc(out, (char)c->ch[0]);
			p.col++;
		}
	take(&p, LOOK_PLAIN);
	str_add(out, "\0338");
	return true;
}
