/* core/clock/fields.c - see fields.h. */
#include "core/clock/fields.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "core/base/near.h"
#include "core/base/str.h"
#include "core/base/time.h"
#include "core/base/tr.h"

#define ID_LEN_MAX 64

void field_bad(struct field_reader *r, const struct ynode *at,
	       const char *fmt, ...)
{
	struct str s = {0};
	va_list ap;

	if (r->first.what)
		return;
	va_start(ap, fmt);
	str_vaddf(&s, fmt, ap);
	va_end(ap);
	r->first = (struct clock_problem){
		.file = r->file,
		.line = at ? at->line : 1,
		.col = at ? at->col : 1,
		.what = arena_strdup(r->arena, str_text(&s)),
	};
	r->nomem |= !r->first.what;
	str_release(&s);
}

/* True for what YAML reads as nothing. */
static bool is_null(const struct ynode *v)
{
	return v->kind == Y_SCALAR && !v->quoted &&
	       (!*v->text || !strcmp(v->text, "~") ||
		!strcmp(v->text, "null"));
}

static bool scalar(struct field_reader *r, const struct ynode *v)
{
	if (v->kind == Y_SCALAR)
		return true;
	field_bad(r, v, _("%s: a text belongs here"), v->key ? v->key : "-");
	return false;
}

static bool is_id(const char *text)
{
	size_t n = strlen(text);

	for (const char *p = text; *p; p++)
		if (!((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
		      (*p >= '0' && *p <= '9') || strchr("-_", *p)))
			return false;
	return n && n <= ID_LEN_MAX;
}

static const char *read_id(struct field_reader *r, const struct ynode *v)
{
	if (!scalar(r, v))
		return NULL;
	if (is_id(v->text))
		return v->text;
	field_bad(r, v, _("%s: \"%.40s\" is no id"), v->key ? v->key : "-",
		  v->text);
	return NULL;
}

bool field_day(int64_t *day, const char *text)
{
	long long y, m, d;
	char part[11];

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return false;
	memcpy(part, text, sizeof(part));
	part[4] = part[7] = '\0';
	if (!str_int(&y, part, 1, 9999) || !str_int(&m, part + 5, 1, 12) ||
	    !str_int(&d, part + 8, 1, time_days_in((int)y, (int)m)))
		return false;
	*day = time_days((int)y, (int)m, (int)d);
	return true;
}

static void read_int(struct field_reader *r, int *to, const struct ynode *v,
		     int min, int max)
{
	long long n;

	if (!scalar(r, v))
		return;
	if (str_int(&n, v->text, min, max))
		*to = (int)n;
	else
		field_bad(r, v, _("%s: a number from %d to %d belongs here"),
			  v->key, min, max);
}

static int read_word(struct field_reader *r, const struct ynode *v,
		     const struct clock_term *of)
{
	const char *near;
	int i;

	if (!scalar(r, v))
		return -1;
	i = clock_term(of, v->text);
	if (i >= 0)
		return i;
	near = clock_term_near(of, v->text);
	if (near)
		field_bad(r, v, _("unknown: %.40s; did you mean %s?"),
			  v->text, near);
	else
		field_bad(r, v, _("unknown: %.40s"), v->text);
	return -1;
}

static void read_flags(struct field_reader *r, unsigned *to,
		       const struct ynode *v, const struct clock_term *of)
{
	if (v->kind != Y_LIST)
		field_bad(r, v, _("%s: a list belongs here"), v->key);
	for (const struct ynode *e = v->child; e; e = e->next) {
		int i = read_word(r, e, of);

		if (i >= 0)
			*to |= 1u << i;
	}
}

static void read_ids(struct field_reader *r, struct clock_ids *to,
		     const struct ynode *v)
{
	if (v->kind != Y_LIST) {
		field_bad(r, v, _("%s: a list belongs here"), v->key);
		return;
	}
	to->at = arena_alloc(r->arena, (v->count + 1) * sizeof(*to->at));
	if (!to->at) {
		r->nomem = true;
		return;
	}
	for (const struct ynode *e = v->child; e; e = e->next) {
		const char *id = read_id(r, e);

		if (id)
			to->at[to->count++] = id;
	}
}

static void read_words(struct field_reader *r, struct clock_words *to,
		       const struct ynode *v)
{
	static const struct field table[] = {
		{"en", F_TEXT, offsetof(struct clock_words, en), true, NULL},
		{"zh", F_TEXT, offsetof(struct clock_words, zh), false, NULL},
		{0},
	};

	fields_read(r, to, table, v);
}

static void read_bool(struct field_reader *r, bool *to,
		      const struct ynode *v)
{
	*to = v->kind == Y_SCALAR && !strcmp(v->text, "true");
	if (!*to && (v->kind != Y_SCALAR || strcmp(v->text, "false") != 0))
		field_bad(r, v, _("%s: true or false belongs here"), v->key);
}

static void read_date(struct field_reader *r, const char **to,
		      const struct ynode *v)
{
	int64_t day;

	if (!scalar(r, v))
		return;
	*to = v->text;
	if (!field_day(&day, v->text))
		field_bad(r, v, _("%s: \"%.20s\" is no date, write it as "
				  "2026-10-14"), v->key, v->text);
}

/* http or https stands before p, a host with a dot behind "://". */
static bool is_address(const char *text, const char *p)
{
	size_t n = (size_t)(p - text), host = strcspn(p + 3, " /;,");
	size_t scheme = 0;

	while (scheme < n && p[-1 - (ptrdiff_t)scheme] >= 'a' &&
	       p[-1 - (ptrdiff_t)scheme] <= 'z')
		scheme++;
	return ((scheme == 4 && !memcmp(p - 4, "http", 4)) ||
		(scheme == 5 && !memcmp(p - 5, "https", 5))) &&
	       p[3] != '.' && memchr(p + 3, '.', host);
}

/* "Order No. 766, art. 35", or addresses of pages. */
static void read_source(struct field_reader *r, const char **to,
			const struct ynode *v)
{
	const char *p;
	bool good;

	if (!scalar(r, v))
		return;
	*to = v->text;
	p = strstr(v->text, "://");
	good = p || !str_starts(v->text, "http");
	for (; p && good; p = strstr(p + 3, "://"))
		good = is_address(v->text, p);
	if (!good)
		field_bad(r, v, _("%s: \"%.60s\" is no address of a page"),
			  v->key, v->text);
}

static void read_one(struct field_reader *r, void *base,
		     const struct field *f, const struct ynode *v)
{
	void *to = (char *)base + f->at;

	switch (f->kind) {
	case F_TEXT:
		if (scalar(r, v))
			*(const char **)to = v->text;
		break;
	case F_ID:
		*(const char **)to = read_id(r, v);
		break;
	case F_SOURCE:
		read_source(r, to, v);
		break;
	case F_DATE:
		read_date(r, to, v);
		break;
	case F_BOOL:
		read_bool(r, to, v);
		break;
	case F_INT:
		read_int(r, to, v, 0, 10000);
		break;
	case F_SIGNED:
		read_int(r, to, v, -400, 400);
		break;
	case F_WORD:
		*(int *)to = read_word(r, v, f->of);
		break;
	case F_FLAGS:
		read_flags(r, to, v, f->of);
		break;
	case F_IDS:
		read_ids(r, to, v);
		break;
	case F_SAID:
		if (v->kind == Y_SCALAR) {
			((struct clock_words *)to)->en = v->text;
			break;
		}
		read_words(r, to, v);
		break;
	case F_WORDS:
		read_words(r, to, v);
		break;
	case F_MAP:
		fields_read(r, base, f->of, v);
		break;
	case F_OTHER:
		break;
	}
}

static const struct field *find(const struct field *table, const char *key)
{
	for (; table->key; table++)
		if (!strcmp(table->key, key))
			return table;
	return NULL;
}

static void unknown_key(struct field_reader *r, const struct field *table,
			const struct ynode *v)
{
	const struct ynode at = {.line = v->key_line, .col = v->key_col};
	const char *near = NULL;

	for (; table->key; table++)
		near = near_better(v->key, near, table->key);
	if (near)
		field_bad(r, &at, _("unknown key: %.40s; did you mean %s?"),
			  v->key, near);
	else
		field_bad(r, &at, _("unknown key: %.40s"), v->key);
}

/* Not there, null, or a text without a letter. */
static bool is_missing(const struct ynode *v)
{
	return !v || is_null(v) ||
	       (v->kind == Y_SCALAR && !v->text[strspn(v->text, " ")]);
}

void fields_read(struct field_reader *r, void *to, const struct field *table,
		 const struct ynode *map)
{
	if (map->kind != Y_MAP) {
		field_bad(r, map, _("%s: a map belongs here"),
			  map->key ? map->key : "-");
		return;
	}
	for (const struct ynode *v = map->child; v; v = v->next) {
		const struct field *f = find(table, v->key);

		if (!f)
			unknown_key(r, table, v);
		else if (!is_null(v))
			read_one(r, to, f, v);
	}
	for (; table->key; table++) {
		const struct ynode *v = yread_get(map, table->key);

		if (table->needed && is_missing(v))
			field_bad(r, v ? v : map, _("%s is missing"),
				  table->key);
	}
}

const struct ynode *field_list(struct field_reader *r,
			       const struct ynode *map, const char *key)
{
	const struct ynode *v = yread_get(map, key);

	if (!v || is_null(v))
		return NULL;
	if (v->kind == Y_LIST)
		return v->child;
	field_bad(r, v, _("%s: a list belongs here"), key);
	return NULL;
}

void *field_row(struct field_reader *r, void *items, size_t *count,
		size_t *cap, size_t size)
{
	char *row;

	if (arena_grow(r->arena, items, *count, cap, size)) {
		r->nomem = true;
		return NULL;
	}
	memcpy(&row, items, sizeof(row));
	row += (*count)++ * size;
	memset(row, 0, size);
	return row;
}

void *field_new(struct field_reader *r, void *items, size_t *count,
		size_t *cap, size_t size)
{
	void **place = field_row(r, items, count, cap, sizeof(void *));

	if (!place)
		return NULL;
	*place = arena_alloc(r->arena, size);
	if (!*place) {
		r->nomem = true;
		--*count;
	}
	return *place;
}
