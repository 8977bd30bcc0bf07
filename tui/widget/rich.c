#include "tui/widget/rich.h"

#include <limits.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/mem.h"
#include "core/base/utf8.h"

struct para {
	int indent, hang;
	size_t first; /* its chunks: from here to the next one's */
};
struct chunk {
	unsigned look;
	char *text; /* passed show() */
};
struct glyph { /* a character with its marks */
	size_t chunk;
	unsigned from, bytes;
	int width;
	uint32_t cp;
};
struct line {
	size_t from, to; /* glyphs */
	int indent;
};
struct rich {
	struct para *paras;
	struct chunk *chunks;
	struct glyph *glyphs;
	struct line *lines;
	size_t paras_n, paras_cap, chunks_n, chunks_cap;
	size_t glyphs_n, glyphs_cap, lines_n, lines_cap;
	int cells; /* of the last layout; 0: none */
	bool failed;
};

struct rich *rich_new(void)
{
	return mem_zalloc(sizeof(struct rich));
}

void rich_clear(struct rich *r)
{
	for (size_t i = 0; i < r->chunks_n; i++)
		mem_free(r->chunks[i].text);
	r->paras_n = r->chunks_n = r->glyphs_n = r->lines_n = 0;
	r->cells = 0;
	r->failed = false;
}

void rich_free(struct rich *r)
{
	if (!r)
		return;
	rich_clear(r);
	mem_free(r->paras);
	mem_free(r->chunks);
	mem_free(r->glyphs);
	mem_free(r->lines);
	mem_free(r);
}

void rich_para(struct rich *r, int indent, int hang)
{
	r->cells = 0;
	if (mem_reserve(&r->paras, &r->paras_cap, r->paras_n + 1,
			sizeof(*r->paras)))
		r->failed = true;
	else
		r->paras[r->paras_n++] =
			(struct para){indent, hang, r->chunks_n};
}

void rich_add(struct rich *r, unsigned look, const char *text)
{
	struct str shown = {0};
	struct chunk c = {look, NULL};

	if (!r->paras_n)
		rich_para(r, 0, 0);
	show(&shown, text, strlen(text), SHOW_LF);
	c.text = str_take(&shown);
	r->cells = 0;
	if (!c.text || mem_reserve(&r->chunks, &r->chunks_cap,
				   r->chunks_n + 1, sizeof(*r->chunks))) {
		mem_free(c.text);
		r->failed = true;
		return;
	}
	r->chunks[r->chunks_n++] = c;
}

void rich_addf(struct rich *r, unsigned look, const char *fmt, ...)
{
	struct str text = {0};
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&text, fmt, ap);
	va_end(ap);
	r->failed |= text.failed;
	rich_add(r, look, str_text(&text));
	str_release(&text);
}

void rich_line(struct rich *r, int indent, unsigned look, const char *text)
{
	rich_para(r, indent, indent);
	rich_add(r, look, text);
}

void rich_empty(struct rich *r, const char *heading, const char *text)
{
	rich_clear(r);
	rich_line(r, 0, LOOK_BOLD, heading);
	rich_line(r, 0, LOOK_PLAIN, "");
	rich_line(r, 0, LOOK_PLAIN, text);
	rich_line(r, 0, LOOK_PLAIN, "");
}

void rich_key(struct rich *r, const char *key, const char *does)
{
	rich_para(r, 0, 4);
	rich_addf(r, LOOK_BOLD, "%s   ", key);
	rich_add(r, LOOK_PLAIN, does);
}

/* ---- layout ---- */
static bool add_glyph(struct rich *r, const struct glyph *g)
{
	if (mem_reserve(&r->glyphs, &r->glyphs_cap, r->glyphs_n + 1,
			sizeof(*r->glyphs)))
		return false;
	r->glyphs[r->glyphs_n++] = *g;
	return true;
}

static bool add_glyphs(struct rich *r, size_t chunk, size_t first)
{
	const char *text = r->chunks[chunk].text, *p = text;
	const char *end = text + strlen(text);
	uint32_t cp;

	while (p < end) {
		const char *from = p;
		struct glyph g = {.chunk = chunk};

		utf8_next(&cp, &p, end);
		g.from = (unsigned)(from - text);
		g.bytes = (unsigned)(p - from);
		g.width = cp == '\n' ? 0 : utf8_width(cp);
		g.cp = cp;
		if (!g.width && cp != '\n' && r->glyphs_n > first &&
		    r->glyphs[r->glyphs_n - 1].chunk == chunk)
			r->glyphs[r->glyphs_n - 1].bytes += g.bytes;
		else if (!add_glyph(r, &g))
			return false;
	}
	return true;
}

static bool add_line(struct rich *r, size_t from, size_t to, int indent)
{
	while (to > from && r->glyphs[to - 1].cp == ' ')
		to--;
	if (mem_reserve(&r->lines, &r->lines_cap, r->lines_n + 1,
			sizeof(*r->lines)))
		return false;
	r->lines[r->lines_n++] = (struct line){from, to, indent};
	return true;
}

static bool is_in(uint32_t cp, const uint32_t *set, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (set[i] == cp)
			return true;
	return false;
}

/* No line begins with one of these. */
static bool closes(uint32_t cp)
{
	static const uint32_t set[] = {
		0x3001, 0x3002, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff01,
		0xff1f, 0xff09, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011,
		0x201d, 0x2019, 0x2026, 0x30fb, 0xff05, ',', '.', ':',
		';', '!', '?', ')', ']', '}', '%',
	};

	return is_in(cp, set, sizeof(set) / sizeof(set[0]));
}

/* No line ends with one of these. */
static bool opens(uint32_t cp)
{
	static const uint32_t set[] = {
		0xff08, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010,
		0x201c, 0x2018, '(', '[', '{',
	};

	return is_in(cp, set, sizeof(set) / sizeof(set[0]));
}

static bool may_break(const struct glyph *a, const struct glyph *b)
{
	if (b->cp == ' ')
		return false;
	if (a->cp == ' ')
		return true;
	return (a->width == 2 || b->width == 2) && !closes(b->cp) &&
	       !opens(a->cp);
}

/* Where the line that begins at `from` ends: at the last place that may
 * break, or in the midst of a word that is longer than a line. */
static size_t line_end(const struct rich *r, size_t from, size_t end,
		       int cells)
{
	size_t last = 0, i;
	int used = 0;

	for (i = from; i < end; i++) {
		const struct glyph *g = &r->glyphs[i];

		if (g->cp == '\n')
			return i;
		if (i > from && may_break(g - 1, g))
			last = i;
		if (used + g->width > cells && g->cp != ' ')
			return last ? last : i > from ? i : i + 1;
		used += g->width;
	}
	return end;
}

static bool wrap(struct rich *r, const struct para *p, size_t from, int cells)
{
	size_t end = r->glyphs_n, to;
	int indent = p->indent;

	do {
		int room = cells - indent < 4 ? 4 : cells - indent;

		to = line_end(r, from, end, room);
		if (!add_line(r, from, to, indent))
			return false;
		if (to < end && r->glyphs[to].cp == '\n') {
			to++;
			if (to == end)
				break;
		} else {
			while (to < end && r->glyphs[to].cp == ' ')
				to++;
		}
		from = to;
		indent = p->hang;
	} while (from < end);
	return true;
}

int rich_layout(struct rich *r, int cells)
{
	if (cells < 1)
		cells = 1;
	if (r->cells == cells)
		return (int)r->lines_n;
	r->glyphs_n = r->lines_n = 0;
	for (size_t i = 0; i < r->paras_n; i++) {
		size_t last = i + 1 < r->paras_n ? r->paras[i + 1].first
						 : r->chunks_n;
		size_t from = r->glyphs_n;
		bool fits = true;

		for (size_t c = r->paras[i].first; fits && c < last; c++)
			fits = add_glyphs(r, c, from);
		if (!fits || !wrap(r, &r->paras[i], from, cells))
			return ERR_NOMEM;
	}
	if (r->failed)
		return ERR_NOMEM;
	r->cells = cells;
	return (int)r->lines_n;
}

static const struct line *line_at(const struct rich *r, int i)
{
	return i < 0 || (size_t)i >= r->lines_n ? NULL : &r->lines[i];
}

/* The glyphs from `from` on that are of one chunk, as text. */
static size_t piece(struct str *out, const struct rich *r, size_t from,
		    size_t to)
{
	const struct glyph *g = &r->glyphs[from];
	const char *text = r->chunks[g->chunk].text;
	size_t i = from;

	while (i < to && r->glyphs[i].chunk == g->chunk)
		i++;
	str_addn(out, text + g->from,
		 r->glyphs[i - 1].from + r->glyphs[i - 1].bytes - g->from);
	return i;
}

void rich_draw(const struct rich *r, int i, struct surface *s, int row,
	       int col, int cells)
{
	const struct line *l = line_at(r, i);
	int at = l ? l->indent : 0;
	struct str text = {0};

	for (size_t g = l ? l->from : 0; l && g < l->to;) {
		unsigned look = r->chunks[r->glyphs[g].chunk].look;

		str_clear(&text);
		g = piece(&text, r, g, l->to);
		at += surface_put(s, row, col + at, cells - at, look,
				  str_text(&text));
	}
	str_release(&text);
}

int rich_put(struct rich *r, struct surface *s, int row, int rows, int col,
	     int cells)
{
	int n = rich_layout(r, cells);

	for (int i = 0; i < n && i < rows; i++)
		rich_draw(r, i, s, row + i, col, cells);
	return n;
}

void rich_text(struct str *out, const struct rich *r, int i)
{
	const struct line *l = line_at(r, i);

	for (size_t g = l ? l->from : 0; l && g < l->to;)
		g = piece(out, r, g, l->to);
}
