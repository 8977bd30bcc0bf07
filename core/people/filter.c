/* core/people/filter.c - filters, search, counts and pairs of the register
 * (see register.h). */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/map.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/people/match.h"
#include "core/people/private.h"

#define FILTER_TERMS 32

enum { FIELD_IMPORT = PERSON_FIELDS };

struct term {
	int field; /* enum person_field, or FIELD_IMPORT */
	bool within, not;
	char *text; /* alternatives, each NUL-ended */
	size_t alternatives;
};
struct people_filter {
	struct term term[FILTER_TERMS];
	size_t count;
};

void filter_free(struct people_filter *f)
{
	for (size_t i = 0; f && i < f->count; i++)
		mem_free(f->term[i].text);
	mem_free(f);
}

/* --- parse ------------------------------------------------------------------------ */

static int no_term(const char *at, size_t n, struct error *err)
{
	struct str list = {0};

	error_set(err, ERR_USAGE, _("\"%.*s\" is no condition"),
		  n < 80 ? (int)n : 80, at);
	for (int f = 0; f < PERSON_FIELDS; f++)
		str_addf(&list, "%s, ",
			 person_field_name((enum person_field)f));
	error_where(err, _("fields: %simport"), str_text(&list));
	str_release(&list);
	return error_fix(err, _("FIELD=VALUE, FIELD!=VALUE, FIELD~PART, "
				"commas between: jurisdiction=CN,minor!="));
}

static bool parse_field(struct term *t, const char *name, size_t n)
{
	char word[32];

	if (n >= sizeof(word))
		return false;
	memcpy(word, name, n);
	word[n] = '\0';
	t->field = str_eq(word, "import") ? FIELD_IMPORT
					  : (int)person_field_find(word);
	return t->field != PERSON_FIELDS || str_eq(word, "import");
}

/* One condition; *p goes behind it. */
static int parse_term(struct people_filter *f, const char **p,
		      struct error *err)
{
	struct term *t = &f->term[f->count];
	const char *from = *p, *s = from + strcspn(from, "=!~,");
	struct str text = {0};

	if (!parse_field(t, from, (size_t)(s - from)))
		return no_term(from, strcspn(from, ","), err);
	t->not = *s == '!';
	s += t->not;
	t->within = *s == '~';
	if (*s != '=' && *s != '~')
		return no_term(from, strcspn(from, ","), err);
	for (s++; *s && *s != ','; s++) {
		if (*s == '\\' && s[1])
			str_addc(&text, *++s);
		else
			str_addc(&text, *s == '|' ? '\0' : *s);
		t->alternatives += *s == '|' && s[-1] != '\\';
	}
	t->alternatives++;
	str_addc(&text, '\0');
	t->text = str_take(&text);
	if (!t->text)
		return error_nomem(err);
	f->count++;
	*p = s + (*s == ',');
	return 0;
}

int filter_parse(struct people_filter **out, const char *text,
		 struct error *err)
{
	struct people_filter *f = mem_zalloc(sizeof(*f));
	const char *p = text ? text : "";
	int rc = f ? 0 : error_nomem(err);

	*out = NULL;
	while (!rc && *p) {
		if (f->count == FILTER_TERMS)
			rc = error_set(err, ERR_TOOBIG,
				       _("more than %d conditions"),
				       FILTER_TERMS);
		else
			rc = parse_term(f, &p, err);
	}
	if (rc)
		filter_free(f);
	else
		*out = f;
	return rc;
}

/* --- match ------------------------------------------------------------------------- */

/* Equal after folding; n bytes against a text. */
static bool equal(const char *a, size_t n, const char *b)
{
	const char *ea = a + n, *eb = b + strlen(b);
	uint32_t x, y;

	if (n == (size_t)(eb - b) && !memcmp(a, b, n))
		return true;
	while (a < ea && b < eb) {
		utf8_next(&x, &a, ea);
		utf8_next(&y, &b, eb);
		if (utf8_fold(x) != utf8_fold(y))
			return false;
	}
	return a == ea && b == eb;
}

static bool any_of(const struct term *t, const char *value)
{
	const char *alt = t->text;
	bool hit = false;

	for (size_t i = 0; i < t->alternatives && !hit; i++) {
		hit = t->within ? utf8_find(value, alt) >= 0
				: equal(value, strlen(value), alt);
		alt += strlen(alt) + 1;
	}
	return hit;
}

/* Values that are as they were brought in are compared where they lie. */
static bool holds(const struct term *t, const struct people *p, size_t at,
		  const struct row_import *im, struct str *buf)
{
	const char *raw;
	size_t n;

	if (t->field == FIELD_IMPORT)
		return any_of(t, im->of->label);
	if (!p->flag[at] && !t->within && t->alternatives == 1) {
		raw = row_raw(&n, p, im, at, (enum person_field)t->field);
		if (!memchr(raw, '\\', n))
			return equal(raw, n, t->text);
	}
	return any_of(t, person_get(buf, p, at, (enum person_field)t->field));
}

bool filter_match(const struct people_filter *f, const struct people *p,
		  size_t at)
{
	const struct row_import *im;
	struct str buf = {0};
	bool all = true;

	if (!f || !f->count)
		return true;
	im = row_import(p, at);
	for (size_t i = 0; i < f->count && all; i++)
		all = holds(&f->term[i], p, at, im, &buf) != f->term[i].not;
	str_release(&buf);
	return all;
}

bool person_search(const struct people *p, size_t at, const char *words)
{
	struct str buf = {0};
	bool hit = false;

	for (int f = 0; f < PERSON_FIELDS && !hit; f++)
		hit = utf8_find(person_get(&buf, p, at, (enum person_field)f),
				words) >= 0;
	str_release(&buf);
	return hit;
}

/* --- count ------------------------------------------------------------------------ */

struct counting {
	struct tally *t;
	struct map by_value;
};

static int count_value(struct counting *c, const char *value, size_t n)
{
	struct tally *t = c->t;
	uintptr_t at = (uintptr_t)map_get(&c->by_value, value, n);
	char *kept;

	if (at) {
		t->line[at - 1].count++;
		return 0;
	}
	kept = arena_strndup(&t->arena, value, n);
	if (!kept ||
	    mem_reserve(&t->line, &t->cap, t->count + 1, sizeof(*t->line)))
		return ERR_NOMEM;
	t->line[t->count++] = (struct tally_line){kept, 1};
	return map_put(&c->by_value, kept, n, (void *)(uintptr_t)t->count);
}

/* "telephone; address、mail": each by itself. */
static int count_kinds(struct counting *c, const char *value)
{
	static const char *const between[] = {",", ";", "/", "|", "、", "，",
					      "；", "\n", " "};
	const char *p = value;
	int rc = 0;

	while (*p && !rc) {
		size_t n = 0, skip = 0;

		for (; p[n] && !skip; n += !skip)
			for (size_t i = 0;
			     i < sizeof(between) / sizeof(*between); i++)
				if (str_starts(p + n, between[i]))
					skip = strlen(between[i]);
		if (n)
			rc = count_value(c, p, n);
		p += n + skip;
	}
	return rc;
}

static int most_first(const void *a, const void *b)
{
	const struct tally_line *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->value, y->value);
}

int register_count(struct tally *out, const struct people *p,
		   const struct people_filter *filter, enum person_field f,
		   struct error *err)
{
	struct counting c = {.t = out};
	struct str buf = {0};
	int rc = 0;

	*out = (struct tally){0};
	for (size_t i = 0; i < p->len && !rc; i++) {
		const char *value;

		if (!person_counts(p, i) || !filter_match(filter, p, i))
			continue;
		out->people++;
		if (f == PERSON_FIELDS)
			continue;
		value = person_get(&buf, p, i, f);
		rc = f == PERSON_KINDS && *value
			     ? count_kinds(&c, value)
			     : count_value(&c, value, strlen(value));
	}
	if (out->count)
		qsort(out->line, out->count, sizeof(*out->line), most_first);
	str_release(&buf);
	map_release(&c.by_value);
	if (!rc)
		return 0;
	tally_release(out);
	return error_nomem(err);
}

void tally_release(struct tally *t)
{
	mem_free(t->line);
	arena_release(&t->arena);
	*t = (struct tally){0};
}

/* --- pairs ------------------------------------------------------------------------- */

static bool told_apart(const struct people *p, size_t at, size_t other)
{
	const struct set_person *set = person_set(p, at);
	char id[PERSON_ID];

	if (!set || !set->apart_count)
		return false;
	person_id(id, p, other);
	for (size_t i = 0; i < set->apart_count; i++)
		if (str_eq(set->apart[i], id))
			return true;
	return false;
}

bool person_apart(const struct people *p, size_t at, size_t other)
{
	return told_apart(p, at, other) || told_apart(p, other, at);
}

int register_pairs(const struct people *p, const struct env *env,
		   const struct people_watch *watch,
		   int (*fn)(void *ctx, size_t at, size_t other, bool sure),
		   void *ctx, struct error *err)
{
	static const enum person_field wanted[] = {
		PERSON_NAME, PERSON_PHONE, PERSON_MAIL, PERSON_ID_NUMBER};
	struct match *m = match_new(env);
	const char *value[PERSON_FIELDS] = {NULL};
	struct str buf[PERSON_FIELDS] = {{0}};
	uint32_t same, near;
	int rc = m ? 0 : error_nomem(err);

	for (size_t i = 0; i < p->len && !rc; i++) {
		if (i % PEOPLE_TELL == 0)
			rc = people_told(watch, i, p->len, err);
		if (rc || !person_counts(p, i))
			continue;
		for (int k = 0; k < 4; k++)
			value[wanted[k]] = person_get(&buf[wanted[k]], p, i,
						      wanted[k]);
		rc = match_add(&same, &near, m, value, (uint32_t)i, err);
		if (rc || (same == MATCH_NONE && near == MATCH_NONE))
			continue;
		if (same == MATCH_NONE)
			same = near;
		if (!person_apart(p, i, same))
			rc = fn(ctx, i, same, near == MATCH_NONE);
	}
	for (int f = 0; f < PERSON_FIELDS; f++)
		str_release(&buf[f]);
	match_free(m);
	return rc;
}
