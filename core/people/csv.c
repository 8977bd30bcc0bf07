/* core/people/csv.c - the rows of a CSV file, one after the other. */
#include "core/people/csv.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"

#define GUESS_MAX ((size_t)256 * 1024) /* a first row is no longer */

enum where {
	AT_START,   /* of a cell */
	IN_PLAIN,
	IN_QUOTES,
	BEHIND_QUOTE, /* a quote within quotes: the end, or half of one */
};

struct csv {
	int (*fn)(void *ctx, const struct csv_row *row, struct error *err);
	void *ctx;
	char separator; /* 0: not known yet */
	struct str head; /* bytes that wait for the separator */
	enum where where;
	bool after_cr, any;
	struct str text; /* the cells of this row, each NUL-ended */
	size_t *start, *len;
	const char **cell;
	size_t count, cap, from; /* from: where this cell begins */
	uint64_t line, row_line;
	enum csv_fault fault;
	bool first, failed;
};

struct csv *csv_new(char separator,
		    int (*fn)(void *ctx, const struct csv_row *row,
			      struct error *err),
		    void *ctx)
{
	struct csv *c = mem_zalloc(sizeof(*c));

	if (!c)
		return NULL;
	c->fn = fn;
	c->ctx = ctx;
	c->separator = separator;
	c->line = c->row_line = 1;
	c->first = true;
	return c;
}

void csv_free(struct csv *c)
{
	if (!c)
		return;
	str_release(&c->head);
	str_release(&c->text);
	mem_free(c->start);
	mem_free(c->len);
	mem_free(c->cell);
	mem_free(c);
}

/* --- cells and rows ----------------------------------------------------------- */

static void blame(struct csv *c, enum csv_fault fault)
{
	if (!c->fault)
		c->fault = fault;
}

static void put(struct csv *c, const char *s, size_t n)
{
	size_t room = CSV_CELL_MAX - (c->text.len - c->from);

	if (n > room) {
		blame(c, CSV_TOO_LONG);
		n = room;
	}
	str_addn(&c->text, s, n);
}

static bool grow(struct csv *c)
{
	size_t cap = c->cap ? 2 * c->cap : 32;
	size_t *start = mem_realloc(c->start, cap * sizeof(*start));
	size_t *len = start ? mem_realloc(c->len, cap * sizeof(*len)) : NULL;
	const char **cell =
		len ? mem_realloc(c->cell, cap * sizeof(*cell)) : NULL;

	c->start = start ? start : c->start;
	c->len = len ? len : c->len;
	if (!cell)
		return false;
	c->cell = cell;
	c->cap = cap;
	return true;
}

static void end_cell(struct csv *c)
{
	c->where = AT_START;
	if (c->count == CSV_COLUMNS) {
		blame(c, CSV_TOO_WIDE);
		c->text.len = c->from;
		return;
	}
	if (c->count == c->cap && !grow(c)) {
		c->failed = true;
		return;
	}
	c->start[c->count] = c->from;
	c->len[c->count++] = c->text.len - c->from;
	str_addc(&c->text, '\0');
	c->from = c->text.len;
}

/* "sep=;" as the first row; parted by itself if it was guessed from it. */
static bool is_directive(const struct csv *c)
{
	return c->first && c->len[0] >= 4 && !memcmp(c->text.p, "sep=", 4) &&
	       ((c->count == 1 && c->len[0] == 5) ||
		(c->count == 2 && c->len[0] == 4 && !c->len[1]));
}

static int end_row(struct csv *c, struct error *err)
{
	struct csv_row row;
	int rc = 0;

	end_cell(c);
	if (c->failed || c->text.failed)
		return error_nomem(err);
	for (size_t i = 0; i < c->count; i++)
		c->cell[i] = c->text.p + c->start[i];
	row = (struct csv_row){c->cell, c->len, c->count, c->row_line,
			       c->fault};
	if (is_directive(c))
		c->separator = c->count == 1 ? c->text.p[4] : c->separator;
	else if (c->count > 1 || c->len[0]) /* a blank line is no row */
		rc = c->fn(c->ctx, &row, err);
	c->first = false;
	c->count = c->from = 0;
	c->fault = CSV_SOUND;
	c->any = false;
	c->row_line = c->line;
	str_clear(&c->text);
	return rc;
}

/* --- bytes ------------------------------------------------------------------------ */

/* How many bytes from s on mean nothing but themselves here. */
static size_t plain_run(const struct csv *c, const char *s, size_t n)
{
	size_t i = 0;

	if (c->where == IN_QUOTES)
		while (i < n && s[i] != '"' && s[i] != '\n' && s[i])
			i++;
	else
		while (i < n && s[i] != c->separator && s[i] != '\n' &&
		       s[i] != '\r' && s[i] != '"' && s[i])
			i++;
	return i;
}

static int take_special(struct csv *c, char b, struct error *err)
{
	c->any = true;
	if (c->where == IN_QUOTES && b != '"') {
		c->line += b == '\n';
		put(c, &b, 1);
		return 0;
	}
	if (b == '"') {
		if (c->where == IN_PLAIN)
			put(c, "\"", 1); /* a stray one is only text */
		else if (c->where == BEHIND_QUOTE)
			put(c, "\"", 1);
		c->where = c->where == IN_PLAIN	   ? IN_PLAIN
			   : c->where == IN_QUOTES ? BEHIND_QUOTE
						   : IN_QUOTES;
		return 0;
	}
	if (b == c->separator) {
		end_cell(c);
		return c->failed ? error_nomem(err) : 0;
	}
	c->line++;
	c->after_cr = b == '\r';
	return end_row(c, err);
}

static int take(struct csv *c, const char *s, size_t n, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; i < n && !rc;) {
		size_t run = plain_run(c, s + i, n - i);

		if (run) {
			if (c->where != IN_QUOTES)
				c->where = IN_PLAIN;
			put(c, s + i, run);
			c->any = true;
			c->after_cr = false;
			i += run;
			continue;
		}
		if (!s[i])
			blame(c, CSV_ZERO);
		else if (!(s[i] == '\n' && c->after_cr &&
			   c->where != IN_QUOTES))
			rc = take_special(c, s[i], err);
		if (s[i] != '\r')
			c->after_cr = false;
		i++;
	}
	return rc ? rc : c->text.failed ? error_nomem(err) : 0;
}

/* --- the separator ------------------------------------------------------------------ */

/* The separator of the first row, once a whole row (or enough) is there. */
static bool guess(struct csv *c, bool ended)
{
	static const char set[] = ",;\t|";
	size_t seen[4] = {0}, best = 0, i;
	bool quoted = false, row = false;

	for (i = 0; i < c->head.len && !row; i++) {
		const char *hit = c->head.p[i] ? strchr(set, c->head.p[i])
					       : NULL;

		quoted ^= c->head.p[i] == '"';
		if (hit && !quoted)
			seen[hit - set]++;
		row = !quoted && (c->head.p[i] == '\n' ||
				  c->head.p[i] == '\r');
	}
	if (!row && !ended && c->head.len < GUESS_MAX)
		return false;
	for (i = 1; i < 4; i++)
		if (seen[i] > seen[best])
			best = i;
	c->separator = set[best];
	return true;
}

static int take_head(struct csv *c, bool ended, struct error *err)
{
	struct str head;
	int rc;

	if (c->head.failed)
		return error_nomem(err);
	if (!guess(c, ended))
		return 0;
	head = c->head;
	c->head = (struct str){0};
	rc = take(c, head.p, head.len, err);
	str_release(&head);
	return rc;
}

int csv_feed(struct csv *c, const char *bytes, size_t n, struct error *err)
{
	if (c->separator)
		return take(c, bytes, n, err);
	str_addn(&c->head, bytes, n);
	return take_head(c, false, err);
}

int csv_end(struct csv *c, struct error *err)
{
	int rc = c->separator ? 0 : take_head(c, true, err);

	if (rc || (!c->any && !c->count))
		return rc;
	if (c->where == IN_QUOTES)
		blame(c, CSV_UNCLOSED);
	return end_row(c, err);
}

bool csv_row_empty(const struct csv_row *row)
{
	size_t i = 0;

	while (i < row->count && !row->len[i])
		i++;
	return i == row->count && !row->fault;
}

static bool is_formula(const char *s, bool plus)
{
	if (!*s || !strchr("=+-@\t\r", *s))
		return false;
	return !plus || *s != '+' || s[1 + strspn(s + 1, "0123456789 -")];
}

void csv_cell(struct str *out, const char *text, bool plus)
{
	str_addc(out, '"');
	if (text && is_formula(text, plus))
		str_addc(out, '\'');
	for (; text && *text; text++) {
		if (*text == '"')
			str_addc(out, '"');
		str_addc(out, *text);
	}
	str_addc(out, '"');
}
