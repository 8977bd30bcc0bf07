/* core/people/columns.c - see columns.h. */
#include "core/people/columns.h"

#include <stdint.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/people/value.h"

#define MEMORY_MAX ((size_t)256 * 1024)
#define MEMORY_FIRST "stanch-columns 1\n"

void columns_release(struct columns *c)
{
	for (size_t i = 0; i < c->count; i++)
		mem_free(c->heading[i]);
	mem_free(c->heading);
	mem_free(c->field);
	*c = (struct columns){0};
}

/* A field has one column: the first that claims it. */
static void give(struct columns *c, size_t i, int f)
{
	c->field[i] = c->of->count;
	if (f == c->of->count || c->at[f] != SIZE_MAX)
		return;
	c->field[i] = f;
	c->at[f] = i;
}

static int take_headings(struct columns *c, const char *const *cell,
			 size_t count)
{
	for (int f = 0; f < c->of->count; f++)
		c->at[f] = SIZE_MAX;
	c->heading = mem_zalloc(count * sizeof(*c->heading));
	c->field = mem_zalloc(count * sizeof(*c->field));
	if (!c->heading || !c->field)
		return ERR_NOMEM;
	for (; c->count < count; c->count++) {
		c->field[c->count] = c->of->count;
		c->heading[c->count] = mem_strdup(cell[c->count]);
		if (!c->heading[c->count])
			return ERR_NOMEM;
	}
	return 0;
}

/* A table without headings: its first row would be lost, and told. */
static int check_headings(const struct columns *c, struct error *err)
{
	for (size_t i = 0; i < c->count; i++) {
		if (!value_is_mail(c->heading[i]) &&
		    !value_is_phone(c->heading[i]))
			continue;
		error_set(err, ERR_INVALID,
			  _("the first row holds data, not headings"));
		error_where(err, _("column %zu reads as a telephone or an "
				   "e-mail"), i + 1);
		return error_fix(err, _("put a row of headings above it: %s"),
				 c->of->example);
	}
	return 0;
}

/* --- --map ------------------------------------------------------------------------ */

/* "列3", "#3", "column3": its number; 0 if it is none. */
static size_t column_number(const char *word)
{
	static const char *const before[] = {"列", "第", "#", "column",
					     "col"};
	long long n;

	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
		if (str_starts(word, before[i]) &&
		    str_int(&n, word + strlen(before[i]), 1, CSV_COLUMNS))
			return (size_t)n;
	return 0;
}

static size_t find_column(const struct columns *c, const char *word)
{
	size_t n = column_number(word);

	for (size_t i = 0; i < c->count; i++)
		if (str_eq(c->heading[i], word))
			return i;
	return n && n <= c->count ? n - 1 : SIZE_MAX;
}

void columns_list(struct str *out, const struct column_kind *k)
{
	for (int f = 0; f < k->count; f++)
		str_addf(out, "%s%s", f ? ", " : "", k->field[f].name);
}

/* The fields there are, for whoever named another. */
static int no_field(const struct column_kind *k, const char *word,
		    struct error *err)
{
	struct str list = {0};

	columns_list(&list, k);
	error_set(err, ERR_USAGE, _("\"%s\" is no field of this table"), word);
	error_where(err, "%s", str_text(&list));
	error_fix(err, _("--map HEADING=FIELD,...; \"-\" leaves a column "
			 "out"));
	str_release(&list);
	return ERR_USAGE;
}

static int map_one(struct columns *c, bool *said, char *pair,
		   struct error *err)
{
	char *eq = strrchr(pair, '=');
	size_t i;
	int f;

	if (!eq)
		return error_set(err, ERR_USAGE,
				 _("--map \"%s\": it is HEADING=FIELD"),
				 pair);
	*eq = '\0';
	i = find_column(c, pair);
	if (i == SIZE_MAX) {
		error_set(err, ERR_USAGE,
			  _("--map: there is no column \"%s\""), pair);
		return error_fix(err, _("name it by its heading, or by its "
					"number: #3=phone"));
	}
	f = column_find(c->of, eq + 1);
	if (f == c->of->count && strcmp(eq + 1, "-") != 0)
		return no_field(c->of, eq + 1, err);
	if (f != c->of->count && c->at[f] != SIZE_MAX)
		return error_set(err, ERR_USAGE,
				 _("--map: two columns for \"%s\""), eq + 1);
	give(c, i, f);
	said[i] = true;
	return 0;
}

static int map_said(struct columns *c, bool *said, const char *map,
		    struct error *err)
{
	char *copy = mem_strdup(map ? map : "");
	int rc = copy ? 0 : error_nomem(err);

	for (char *p = copy; p && *p && !rc;) {
		char *end = p + strcspn(p, ",");
		bool more = *end == ',';

		*end = '\0';
		if (*p)
			rc = map_one(c, said, p, err);
		p = end + more;
	}
	mem_free(copy);
	return rc;
}

/* --- memory ------------------------------------------------------------------------ */

static void headings_sum(char hex[HASH_HEX], const struct columns *c)
{
	struct hash *h = hash_new();
	uint8_t sum[HASH_LEN] = {0};

	if (h)
		hash_add(h, c->of->table, strlen(c->of->table));
	for (size_t i = 0; h && i < c->count; i++)
		hash_add(h, c->heading[i], strlen(c->heading[i]) + 1);
	if (h)
		hash_end(h, sum);
	hash_free(h);
	hex_encode(hex, sum, HASH_LEN);
}

/* The line of these headings: "<sum> name,phone,-". NULL if there is none. */
static const char *memory_line(const struct str *s, const char *hex)
{
	const char *p = str_text(s);

	if (!str_starts(p, MEMORY_FIRST))
		return NULL;
	while ((p = strchr(p, '\n')) && *++p)
		if (!strncmp(p, hex, HASH_HEX - 1) && p[HASH_HEX - 1] == ' ')
			return p + HASH_HEX;
	return NULL;
}

/* True if it was there and fits. What --map says stands before it. */
static bool recall(struct columns *c, bool *said, const char *path)
{
	char hex[HASH_HEX], word[32];
	struct str s = {0};
	const char *p;
	size_t i = 0;

	if (!path || io_read(&s, path, MEMORY_MAX, NULL)) {
		str_release(&s);
		return false;
	}
	headings_sum(hex, c);
	p = memory_line(&s, hex);
	for (; p && *p && *p != '\n' && i < c->count; i++) {
		size_t n = strcspn(p, ",\n");

		if (!said[i] && n < sizeof(word)) {
			memcpy(word, p, n);
			word[n] = '\0';
			give(c, i, column_find(c->of, word));
			said[i] = true;
		}
		p += n + (p[n] == ',');
	}
	str_release(&s);
	return i == c->count && c->count;
}

int columns_remember(const struct columns *c, const struct columns_args *args,
		     struct error *err)
{
	char hex[HASH_HEX];
	struct str s = {0}, out = {0};
	const char *p;
	int rc;

	if (!args->memory)
		return 0;
	headings_sum(hex, c);
	str_addf(&out, "%s%s ", MEMORY_FIRST, hex);
	for (size_t i = 0; i < c->count; i++)
		str_addf(&out, "%s%s", i ? "," : "",
			 c->field[i] == c->of->count
				 ? "-"
				 : c->of->field[c->field[i]].name);
	str_addc(&out, '\n');
	if (!io_read(&s, args->memory, MEMORY_MAX, NULL) &&
	    str_starts(str_text(&s), MEMORY_FIRST))
		for (p = s.p + strlen(MEMORY_FIRST); *p;) {
			size_t n = strcspn(p, "\n");

			if (strncmp(p, hex, HASH_HEX - 1) != 0 &&
			    out.len + n < MEMORY_MAX / 2)
				str_addf(&out, "%.*s\n", (int)n, p);
			p += n + (p[n] == '\n');
		}
	rc = out.failed ? error_nomem(err)
			: io_replace(args->memory, out.p, out.len, 0600, err);
	str_release(&s);
	str_release(&out);
	return rc;
}

/* --- all of it ------------------------------------------------------------------- */

static int ask_rest(struct columns *c, const bool *said,
		    const struct columns_args *args, struct error *err)
{
	const int none = c->of->count;
	int rc = 0;

	for (size_t i = 0; i < c->count && !rc; i++) {
		int f = none;

		if (said[i] || c->field[i] != none || !args->ask ||
		    !*c->heading[i] ||
		    column_known(c->of, c->heading[i]) != none)
			continue;
		rc = args->ask(args->ctx, &f, c->of, c->heading[i], i + 1,
			       err);
		if (!rc)
			give(c, i, f);
	}
	return rc;
}

static int check_needed(const struct columns *c,
			const struct columns_args *args, struct error *err)
{
	for (int f = 0; f < c->of->needed; f++)
		if (c->at[f] != SIZE_MAX)
			return 0;
	error_set(err, ERR_INVALID, "%s", _(c->of->lacking));
	if (args->screen)
		return error_fix(err, _("i once more, and say what the columns "
					"are"));
	return error_fix(err, _("say what they are: --map \"%s\""),
			 c->of->map);
}

static int choose(struct columns *c, const char *const *cell, size_t count,
		  const struct columns_args *args, struct error *err)
{
	bool *said;
	int rc;

	if (take_headings(c, cell, count))
		return error_nomem(err);
	said = mem_zalloc(count * sizeof(*said));
	if (!said)
		return error_nomem(err);
	rc = check_headings(c, err);
	if (!rc)
		rc = map_said(c, said, args->map, err);
	if (!rc)
		c->remembered = recall(c, said, args->memory);
	for (size_t i = 0; i < c->count && !rc; i++)
		if (!said[i])
			give(c, i, column_known(c->of, c->heading[i]));
	if (!rc)
		rc = ask_rest(c, said, args, err);
	if (!rc)
		rc = check_needed(c, args, err);
	mem_free(said);
	return rc;
}

int columns_read(struct columns *c, const struct column_kind *k,
		 const struct sheet *sheet, const struct csv_row *row,
		 const struct columns_args *args, struct error *err)
{
	struct str *text = mem_zalloc((row->count + 1) * sizeof(*text));
	const char **cell = mem_zalloc((row->count + 1) * sizeof(*cell));
	int rc = text && cell ? 0 : error_nomem(err);

	c->of = k;
	for (size_t i = 0; i < row->count && !rc; i++) {
		enum row_fault fault = sheet_row_fault(row, 0, row->count);

		if (!fault)
			fault = sheet_cell(&text[i], sheet, row->cell[i],
					   row->len[i]);
		if (fault)
			rc = error_set(err, ERR_INVALID,
				       _("heading %zu cannot be read: %s"),
				       i + 1, row_fault_words(fault));
		cell[i] = str_text(&text[i]);
	}
	if (!rc)
		rc = choose(c, cell, row->count, args, err);
	for (size_t i = 0; text && i < row->count; i++)
		str_release(&text[i]);
	mem_free(text);
	mem_free(cell);
	return rc;
}
