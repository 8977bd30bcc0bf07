/* tui/cmd/table.c - the tables of out.h. */
#include <stdarg.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/cmd/out.h"

#define TABLE_COLUMNS 12
#define TABLE_GAP 2

void table_cell(struct table *t, const char *text)
{
	struct str s = {0};
	char *kept;

	if (t->out->mode == OUT_JSON)
		return;
	show_text(&s, text ? text : "");
	kept = arena_strdup(&t->arena, str_text(&s));
	str_release(&s);
	if (!kept || arena_grow(&t->arena, &t->cell, t->count, &t->cap,
				sizeof(*t->cell)))
		t->failed = true;
	else
		t->cell[t->count++] = kept;
}

void table_cellf(struct table *t, const char *fmt, ...)
{
	struct str s = {0};
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&s, fmt, ap);
	va_end(ap);
	table_cell(t, str_text(&s));
	str_release(&s);
}

void table_time(struct table *t, int64_t at)
{
	char text[TIME_TEXT] = "";

	if (at && t->out->mode == OUT_PLAIN)
		time_utc(text, at);
	else if (at)
		out_when(text, t->out, at);
	table_cell(t, text);
}

static size_t columns(const struct table *t)
{
	size_t n = 0;

	while (n < TABLE_COLUMNS && t->head[n])
		n++;
	return n;
}

static const char *heading(const struct table *t, size_t i)
{
	return *t->head[i] ? _(t->head[i]) : ""; /* gettext("") is no text */
}

static void measure(int width[], const struct table *t, size_t cols)
{
	for (size_t i = 0; i < cols; i++)
		width[i] = utf8_cells(heading(t, i));
	for (size_t i = 0; i < t->count; i++) {
		int w = utf8_cells(t->cell[i]);

		if (w > width[i % cols])
			width[i % cols] = w;
	}
}

static void put(struct str *out, const char *text, int width, bool last)
{
	str_add(out, text);
	if (!last)
		str_pad(out, ' ',
			(size_t)(width - utf8_cells(text) + TABLE_GAP));
}

/* No blanks stand at the end of a line. */
static void end_row(struct str *out)
{
	while (out->len && out->p[out->len - 1] == ' ')
		out->p[--out->len] = '\0';
	str_addc(out, '\n');
}

static bool any_heading(const struct table *t, size_t cols)
{
	for (size_t i = 0; i < cols; i++)
		if (*t->head[i])
			return true;
	return false;
}

static void print(struct table *t, size_t cols)
{
	struct str *out = &t->out->buf;
	bool plain = t->out->mode == OUT_PLAIN;
	int width[TABLE_COLUMNS];

	measure(width, t, cols);
	if (!plain && any_heading(t, cols)) {
		for (size_t i = 0; i < cols; i++)
			put(out, heading(t, i), width[i], i + 1 == cols);
		end_row(out);
	}
	for (size_t i = 0; i < t->count; i++) {
		bool last = (i + 1) % cols == 0;

		if (plain)
			str_addf(out, "%s%s", t->cell[i], last ? "\n" : "\t");
		else
			put(out, t->cell[i], width[i % cols], last);
		if (last && !plain)
			end_row(out);
	}
}

int table_end(struct table *t, struct error *err)
{
	bool failed = t->failed;

	if (t->out)
		t->out->rows = true;
	if (!failed && t->count)
		print(t, columns(t));
	arena_release(&t->arena);
	t->cell = NULL;
	t->count = t->cap = 0;
	return failed ? error_nomem(err) : 0;
}
