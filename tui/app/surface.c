#include "tui/app/surface.h"

#include <limits.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"

#define SPOTS 256 /* rows of two lists and some tabs; more cannot be clicked */

struct surface {
	int rows, cols;
	int cur_row, cur_col;
	struct cell *cells;
	struct placed {
		int row, col, cells;
		struct spot what;
	} spot[SPOTS];
	int spots;
};

static const struct cell blank = {{' '}, 1, LOOK_PLAIN};

static struct cell *cell_at(const struct surface *s, int row, int col)
{
	if (row < 0 || col < 0 || row >= s->rows || col >= s->cols)
		return NULL;
	return &s->cells[(size_t)row * (size_t)s->cols + (size_t)col];
}

struct surface *surface_new(int rows, int cols)
{
	struct surface *s = mem_zalloc(sizeof(*s));

	if (s && surface_resize(s, rows, cols)) {
		mem_free(s);
		s = NULL;
	}
	return s;
}

void surface_free(struct surface *s)
{
	if (s)
		mem_free(s->cells);
	mem_free(s);
}

int surface_resize(struct surface *s, int rows, int cols)
{
	struct cell *cells;

	rows = rows < 1 ? 1 : rows > 1000 ? 1000 : rows;
	cols = cols < 1 ? 1 : cols > 1000 ? 1000 : cols;
	if (!s->cells || rows != s->rows || cols != s->cols) {
		cells = mem_alloc((size_t)rows * (size_t)cols * sizeof(*cells));
		if (!cells)
			return ERR_NOMEM;
		mem_free(s->cells);
		s->cells = cells;
		s->rows = rows;
		s->cols = cols;
	}
	surface_clear(s);
	return 0;
}

int surface_rows(const struct surface *s)
{
	return s->rows;
}

int surface_cols(const struct surface *s)
{
	return s->cols;
}

void surface_clear(struct surface *s)
{
	size_t n = (size_t)s->rows * (size_t)s->cols;

	for (size_t i = 0; i < n; i++)
		s->cells[i] = blank;
	s->cur_row = s->cur_col = 0;
	s->spots = 0;
}

void surface_spot(struct surface *s, int row, int col, int cells,
		  struct spot what)
{
	if (s->spots < SPOTS)
		s->spot[s->spots++] = (struct placed){row, col, cells, what};
}

const struct spot *surface_spot_at(const struct surface *s, int row, int col)
{
	for (int i = s->spots; i-- > 0;) {
		const struct placed *p = &s->spot[i];

		if (row == p->row && col >= p->col && col < p->col + p->cells)
			return &p->what;
	}
	return NULL;
}

void surface_copy(struct surface *to, const struct surface *from)
{
	int cols = from->cols < to->cols ? from->cols : to->cols;

	surface_clear(to);
	for (int row = 0; row < from->rows && row < to->rows; row++)
		memcpy(cell_at(to, row, 0), cell_at(from, row, 0),
		       (size_t)cols * sizeof(struct cell));
	surface_cursor(to, from->cur_row, from->cur_col);
}

const struct cell *surface_cell(const struct surface *s, int row, int col)
{
	return cell_at(s, row, col);
}

/* A cell about to be written may be half of a wide character: the other half
 * must not stay behind alone. */
static void unhook(struct surface *s, int row, int col)
{
	struct cell *c = cell_at(s, row, col);
	struct cell *other;

	if (c->width == 1)
		return;
	other = cell_at(s, row, c->width == 2 ? col + 1 : col - 1);
	if (other) {
		other->ch[0] = ' ';
		other->ch[1] = 0;
		other->width = 1;
	}
}

static void set_cell(struct surface *s, int row, int col, uint32_t cp,
		     int width, unsigned look)
{
	for (int i = 0; i < width; i++) {
		unhook(s, row, col + i);
		*cell_at(s, row, col + i) = (struct cell){
			{i ? 0 : cp}, (uint8_t)(i ? 0 : width), (uint8_t)look};
	}
}

static void add_mark(struct surface *s, int row, int col, uint32_t cp)
{
	struct cell *c = cell_at(s, row, col);

	if (c && !c->width)
		c = cell_at(s, row, col - 1);
	for (int i = 1; c && i <= CELL_MARKS; i++) {
		if (c->ch[i])
			continue;
		c->ch[i] = cp;
		if (i < CELL_MARKS)
			c->ch[i + 1] = 0;
		return;
	}
}

/* Text that passed show(): puts what fits in cells. */
static int put_shown(struct surface *s, int row, int col, int cells,
		     unsigned look, const char *p, size_t n)
{
	const char *end = p + n;
	int used = 0;
	uint32_t cp;

	while (p < end) {
		int width = utf8_next(&cp, &p, end) ? utf8_width(cp) : 1;

		if (!width) {
			if (used)
				add_mark(s, row, col + used - 1, cp);
			continue;
		}
		if (used + width > cells)
			break;
		/* A wide character that would stand across an edge. */
		if (cell_at(s, row, col + used) &&
		    cell_at(s, row, col + used + width - 1))
			set_cell(s, row, col + used, cp, width, look);
		used += width;
	}
	return used;
}

static int room(const struct surface *s, int row, int col, int cells)
{
	if (row < 0 || row >= s->rows || col >= s->cols || cells <= 0)
		return 0;
	return cells < s->cols - col ? cells : s->cols - col;
}

int surface_put(struct surface *s, int row, int col, int cells,
		unsigned look, const char *text)
{
	struct str shown = {0};
	int used = 0;

	cells = room(s, row, col, cells);
	if (cells && text) {
		show_text(&shown, text);
		used = put_shown(s, row, col, cells, look, str_text(&shown),
				 shown.len);
	}
	str_release(&shown);
	return used;
}

int surface_putf(struct surface *s, int row, int col, int cells,
		 unsigned look, const char *fmt, ...)
{
	struct str text = {0};
	va_list ap;
	int used;

	va_start(ap, fmt);
	str_vaddf(&text, fmt, ap);
	va_end(ap);
	used = surface_put(s, row, col, cells, look, str_text(&text));
	str_release(&text);
	return used;
}

void surface_right(struct surface *s, int row, int col, int cells,
		   unsigned look, const char *text)
{
	struct str shown = {0};
	int width;

	show_text(&shown, text ? text : "");
	width = utf8_cells(str_text(&shown));
	if (width > cells)
		width = cells;
	surface_put(s, row, col + cells - width, width, look, text);
	str_release(&shown);
}

int surface_field(struct surface *s, int row, int col, int cells,
		  unsigned look, const char *text)
{
	struct str shown = {0};
	int used;

	cells = room(s, row, col, cells);
	show_text(&shown, text ? text : "");
	if (utf8_cells(str_text(&shown)) <= cells) {
		used = put_shown(s, row, col, cells, look, str_text(&shown),
				 shown.len);
	} else {
		int dots = cells < 2 ? cells : 2;

		used = put_shown(s, row, col, cells - dots, look,
				 str_text(&shown), shown.len);
		for (int i = 0; i < dots; i++, used++)
			if (cell_at(s, row, col + used))
				set_cell(s, row, col + used, '.', 1, look);
	}
	str_release(&shown);
	return used;
}

void surface_fill(struct surface *s, int row, int col, int cells,
		  unsigned look, char c)
{
	cells = room(s, row, col, cells);
	for (int i = 0; i < cells; i++)
		if (cell_at(s, row, col + i))
			set_cell(s, row, col + i, (uint32_t)(unsigned char)c,
				 1, look);
}

void surface_look(struct surface *s, int row, int col, int cells,
		  unsigned look)
{
	cells = room(s, row, col, cells);
	for (int i = 0; i < cells; i++) {
		struct cell *c = cell_at(s, row, col + i);

		if (c)
			c->look |= (uint8_t)look;
	}
}

void surface_cursor(struct surface *s, int row, int col)
{
	s->cur_row = row < 0 ? 0 : row >= s->rows ? s->rows - 1 : row;
	s->cur_col = col < 0 ? 0 : col >= s->cols ? s->cols - 1 : col;
}

void surface_cursor_at(const struct surface *s, int *row, int *col)
{
	*row = s->cur_row;
	*col = s->cur_col;
}

static void add_cell(struct str *out, const struct cell *c)
{
	char bytes[4];

	for (int i = 0; i <= CELL_MARKS && c->ch[i]; i++)
		str_addn(out, bytes, utf8_encode(bytes, c->ch[i]));
}

void surface_row_text(struct str *out, const struct surface *s, int row)
{
	int last = s->cols;

	if (row < 0 || row >= s->rows)
		return;
	while (last > 0 && cell_at(s, row, last - 1)->ch[0] == ' ')
		last--;
	for (int col = 0; col < last; col++)
		add_cell(out, cell_at(s, row, col));
}
