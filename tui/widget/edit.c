#include "tui/widget/edit.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "tui/app/term.h"

#define EDIT_MAX (1 << 20)

void edit_release(struct edit *e)
{
	if (e->text && e->hidden)
		mem_wipe(e->text, e->cap);
	mem_free(e->text);
	*e = (struct edit){.many = e->many, .hidden = e->hidden};
}

const char *edit_text(const struct edit *e)
{
	return e->text ? e->text : "";
}

/* Growing by realloc would leave a copy of hidden text behind. */
static bool make_room(struct edit *e, size_t want)
{
	size_t cap = e->cap;
	char *bigger;

	if (want + 1 <= cap)
		return true;
	if (want >= EDIT_MAX)
		return false;
	while (cap < want + 1)
		cap = cap ? cap * 2 : 128;
	bigger = mem_alloc(cap);
	if (!bigger)
		return false;
	memcpy(bigger, edit_text(e), e->len + 1);
	if (e->text && e->hidden)
		mem_wipe(e->text, e->cap);
	mem_free(e->text);
	e->text = bigger;
	e->cap = cap;
	return true;
}

static void put(struct edit *e, const char *bytes, size_t n)
{
	if (!make_room(e, e->len + n)) {
		e->lost = true;
		return;
	}
	memmove(e->text + e->at + n, e->text + e->at, e->len - e->at + 1);
	memcpy(e->text + e->at, bytes, n);
	e->at += n;
	e->len += n;
}

static void cut(struct edit *e, size_t from, size_t to)
{
	if (from >= to)
		return;
	memmove(e->text + from, e->text + to, e->len - to + 1);
	e->len -= to - from;
	e->at = from;
}

int edit_set(struct edit *e, const char *text)
{
	e->len = e->at = 0;
	e->left = 0;
	if (e->text)
		e->text[0] = '\0';
	e->lost = false;
	if (text)
		edit_insert(e, text);
	return e->lost ? ERR_NOMEM : 0;
}

void edit_insert(struct edit *e, const char *text)
{
	const char *p = text, *end = text + strlen(text);
	char bytes[4];
	uint32_t cp;

	while (p < end) {
		if (!utf8_next(&cp, &p, end))
			continue;
		if (cp == '\r' || (cp == '\n' && !e->many) || cp == '\t')
			cp = ' ';
		if (cp == '\n' || (cp >= ' ' && !(cp >= 0x7f && cp < 0xa0)))
			put(e, bytes, utf8_encode(bytes, cp));
	}
}

/* ---- places ---- */
static uint32_t char_at(const struct edit *e, size_t at, size_t *next)
{
	const char *p = e->text + at;
	uint32_t cp = 0;

	utf8_next(&cp, &p, e->text + e->len);
	*next = (size_t)(p - e->text);
	return cp;
}

/* The next place after at: over a character and its marks. */
static size_t after(const struct edit *e, size_t at)
{
	size_t next = at, beyond;

	if (at >= e->len)
		return e->len;
	char_at(e, at, &next);
	while (next < e->len &&
	       utf8_width(char_at(e, next, &beyond)) == 0 &&
	       e->text[next] != '\n')
		next = beyond;
	return next;
}

static size_t earlier(const struct edit *e, size_t at)
{
	size_t p = 0, last = 0;

	while (p < at) {
		last = p;
		p = after(e, p);
	}
	return last;
}

static size_t line_start(const struct edit *e, size_t at)
{
	while (at && e->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct edit *e, size_t at)
{
	while (at < e->len && e->text[at] != '\n')
		at++;
	return at;
}

static size_t word_start(const struct edit *e, size_t at)
{
	while (at && e->text[at - 1] == ' ')
		at--;
	while (at && e->text[at - 1] != ' ' && e->text[at - 1] != '\n')
		at--;
	return at;
}

static int cells_between(const struct edit *e, size_t from, size_t to)
{
	int cells = 0;

	while (from < to && from < e->len) {
		uint32_t cp = char_at(e, from, &from);

		cells += cp == '\n' ? 0 : utf8_hidden(cp) ? 1 : utf8_width(cp);
	}
	return cells;
}

static size_t at_cells(const struct edit *e, size_t from, int cells)
{
	while (from < e->len && e->text[from] != '\n' &&
	       cells_between(e, from, after(e, from)) <= cells) {
		cells -= cells_between(e, from, after(e, from));
		from = after(e, from);
	}
	return from;
}

static void to_line(struct edit *e, int by)
{
	size_t start = line_start(e, e->at);
	int cells = cells_between(e, start, e->at);

	if (by < 0 && start)
		e->at = at_cells(e, line_start(e, start - 1), cells);
	else if (by > 0 && line_end(e, e->at) < e->len)
		e->at = at_cells(e, line_end(e, e->at) + 1, cells);
}

/* ---- keys ---- */
enum {
	CTRL_A = 1, CTRL_B = 2, CTRL_E = 5, CTRL_F = 6, CTRL_H = 8,
	CTRL_K = 11, CTRL_W = 23,
};

static bool key_moves(struct edit *e, uint32_t key)
{
	switch (key) {
	case KEY_LEFT_ARROW:
	case CTRL_B:
		e->at = earlier(e, e->at);
		return true;
	case KEY_RIGHT_ARROW:
	case CTRL_F:
		e->at = after(e, e->at);
		return true;
	case KEY_HOME_:
	case CTRL_A:
		e->at = line_start(e, e->at);
		return true;
	case KEY_END_:
	case CTRL_E:
		e->at = line_end(e, e->at);
		return true;
	}
	return false;
}

static bool key_cuts(struct edit *e, uint32_t key)
{
	switch (key) {
	case KEY_BACKSPACE:
	case CTRL_H:
		cut(e, earlier(e, e->at), e->at);
		return true;
	case KEY_DELETE:
	case KEY_CTRL_D:
		cut(e, e->at, after(e, e->at));
		return true;
	case CTRL_K:
		cut(e, e->at, line_end(e, e->at));
		return true;
	case KEY_CTRL_U:
		cut(e, line_start(e, e->at), e->at);
		return true;
	case CTRL_W:
		cut(e, word_start(e, e->at), e->at);
		return true;
	}
	return false;
}

static bool key_lines(struct edit *e, uint32_t key)
{
	if (!e->many)
		return false;
	switch (key) {
	case KEY_ENTER:
		put(e, "\n", 1);
		return true;
	case KEY_UP_ARROW:
		to_line(e, -1);
		return true;
	case KEY_DOWN_ARROW:
		to_line(e, 1);
		return true;
	case KEY_PGUP:
		e->at = 0;
		return true;
	case KEY_PGDN:
		e->at = e->len;
		return true;
	}
	return false;
}

bool edit_key(struct edit *e, uint32_t key)
{
	char bytes[4];

	if (!make_room(e, 1)) {
		e->lost = true;
		return true;
	}
	if (!e->len)
		e->text[0] = '\0';
	if (key_moves(e, key) || key_cuts(e, key) || key_lines(e, key))
		return true;
	if (key < ' ' || key >= KEY_SPECIAL || (key >= 0x7f && key < 0xa0))
		return false;
	put(e, bytes, utf8_encode(bytes, key));
	return true;
}

/* ---- drawing ---- */
struct place {
	struct surface *s;
	int row, rows, col, cells;
	unsigned look;
	bool focus;
};

static void cursor(const struct place *p, int row, int col)
{
	if (p->focus)
		surface_cursor(p->s, p->row + row, p->col + col);
}

static void draw_hidden(const struct edit *e, const struct place *p)
{
	int n = 0, limit = p->cells - 1;

	for (size_t at = 0; at < e->at && n < limit; at = after(e, at))
		n++;
	surface_fill(p->s, p->row, p->col, n, p->look, '*');
	cursor(p, 0, n);
}

/* One character that show() would spell out is drawn as "?" here, so that
 * every cell before the cursor is one of the text's. */
static void draw_from(const struct edit *e, const struct place *p, int row,
		      size_t from, size_t to, int skip)
{
	int col = -skip;

	while (from < to) {
		size_t next = after(e, from);
		int width = cells_between(e, from, next);
		size_t unused;
		char buf[64];

		if (col >= 0 && col + width <= p->cells) {
			size_t n = next - from < sizeof(buf) - 1
					   ? next - from : sizeof(buf) - 1;

			memcpy(buf, e->text + from, n);
			buf[n] = '\0';
			if (utf8_hidden(char_at(e, from, &unused)))
				str_copy(buf, sizeof(buf), "?");
			surface_put(p->s, p->row + row, p->col + col, width,
				    p->look, buf);
		}
		col += width;
		from = next;
	}
}

static void draw_line(struct edit *e, const struct place *p)
{
	int at = cells_between(e, 0, e->at);

	if (at < e->left)
		e->left = at;
	if (at - e->left > p->cells - 2)
		e->left = at - p->cells + 2;
	if (e->left < 0)
		e->left = 0;
	draw_from(e, p, 0, 0, e->len, e->left);
	cursor(p, 0, at - e->left);
}

static void draw_lines(struct edit *e, const struct place *p)
{
	int row = 0, at_row = 0, at_col = 0;
	size_t from = 0;

	for (int pass = 0; pass < 2; pass++) {
		from = 0;
		for (row = 0; from <= e->len; row++) {
			size_t to = at_cells(e, from, p->cells - 1);
			bool wraps = to < e->len && e->text[to] != '\n';

			if (e->at >= from &&
			    (e->at < to || (e->at == to && !wraps))) {
				at_row = row;
				at_col = cells_between(e, from, e->at);
			}
			if (pass && row >= e->left && row < e->left + p->rows)
				draw_from(e, p, row - e->left, from, to, 0);
			from = wraps ? (to > from ? to : after(e, from))
				     : to + 1;
		}
		if (at_row < e->left)
			e->left = at_row;
		if (at_row >= e->left + p->rows)
			e->left = at_row - p->rows + 1;
	}
	cursor(p, at_row - e->left, at_col);
}

void edit_draw(struct edit *e, struct surface *s, int row, int rows, int col,
	       int cells, unsigned look, bool focus)
{
	struct place p = {s, row, rows, col, cells, look, focus};

	if (cells < 3 || rows < 1)
		return;
	for (int i = 0; i < rows; i++)
		surface_fill(s, row + i, col, cells, look, ' ');
	if (!e->len)
		cursor(&p, 0, 0);
	else if (e->hidden)
		draw_hidden(e, &p);
	else if (e->many)
		draw_lines(e, &p);
	else
		draw_line(e, &p);
}
