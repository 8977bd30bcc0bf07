/* core/people/register.c - see register.h. */
#include "core/people/register.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/people/private.h"
#include "core/people/tsv.h"

enum { SET = 1, REMOVED = 2, CONFLICT = 4 };

size_t register_rows(const struct people *p)
{
	return p->len;
}

/* --- one row --------------------------------------------------------------------- */

const struct row_import *row_import(const struct people *p, size_t at)
{
	size_t low = 0, high = p->import_count;

	while (high - low > 1) {
		size_t mid = (low + high) / 2;

		if (p->import[mid].first <= at)
			low = mid;
		else
			high = mid;
	}
	return &p->import[low];
}

/* Behind the n-th tab of a row; where it ends, if there are fewer. */
static const char *behind_tab(const char *s, size_t n)
{
	for (; n && *s != '\n'; s++)
		n -= *s == '\t';
	return s;
}

const char *row_raw(size_t *n, const struct people *p,
		    const struct row_import *im, size_t at,
		    enum person_field f)
{
	const char *s;

	*n = 0;
	if (!im->column[f])
		return "";
	s = behind_tab(p->row[at], im->column[f]);
	while (s[*n] != '\t' && s[*n] != '\n')
		++*n;
	return s;
}

static uint64_t row_number(const struct people *p, size_t at)
{
	uint64_t n = 0;

	for (const char *s = p->row[at]; *s >= '0' && *s <= '9'; s++)
		n = 10 * n + (uint64_t)(*s - '0');
	return n;
}

static int by_place(const void *a, const void *b)
{
	const struct row_set *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

const struct set_person *person_set(const struct people *p, size_t at)
{
	struct row_set key = {.at = at}, *hit;

	if (!(p->flag[at] & SET))
		return NULL;
	hit = bsearch(&key, p->set, p->set_count, sizeof(key), by_place);
	return hit ? hit->set : NULL;
}

const char *person_get(struct str *buf, const struct people *p, size_t at,
		       enum person_field f)
{
	const struct set_person *set = person_set(p, at);
	const char *raw;
	size_t n;

	for (size_t i = 0; set && i < set->count; i++)
		if (str_eq(set->field[i], person_field_name(f)))
			return set->value[i];
	str_clear(buf);
	raw = row_raw(&n, p, row_import(p, at), at, f);
	if (memchr(raw, '\\', n))
		tsv_unescape(buf, raw, n);
	else
		str_addn(buf, raw, n);
	return str_text(buf);
}

bool person_removed(const struct people *p, size_t at)
{
	return p->flag[at] & REMOVED;
}

bool person_conflict(const struct people *p, size_t at)
{
	return p->flag[at] & CONFLICT;
}

bool person_counts(const struct people *p, size_t at)
{
	return p->same[at] == at && !(p->flag[at] & REMOVED);
}

size_t person_same(const struct people *p, size_t at)
{
	return p->same[at];
}

size_t register_people(const struct people *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->len; i++)
		n += person_counts(p, i);
	return n;
}

void person_id(char out[PERSON_ID], const struct people *p, size_t at)
{
	const struct row_import *im = row_import(p, at);

	hex_encode(out, im->of->event->id, ID_LEN);
	snprintf(out + ID_HEX - 1, PERSON_ID - ID_HEX + 1, "/%" PRIu64,
		 row_number(p, at));
}

void person_label(char out[PERSON_ID], const struct people *p, size_t at)
{
	snprintf(out, PERSON_ID, "%s/%" PRIu64, row_import(p, at)->of->label,
		 row_number(p, at));
}

/* --- find ------------------------------------------------------------------------- */

static size_t find_row(const struct people *p, const struct row_import *im,
		       uint64_t number)
{
	size_t low = im->first, high = im->first + im->count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (row_number(p, mid) < number)
			low = mid + 1;
		else
			high = mid;
	}
	return low < im->first + im->count && row_number(p, low) == number
		       ? low
		       : PEOPLE_NOBODY;
}

/* "P-1/17" or "<hex>/17", n bytes. */
static size_t find_word(const struct people *p, const char *word, size_t n)
{
	const char *slash = memchr(word, '/', n);
	size_t head = slash ? (size_t)(slash - word) : 0;
	uint64_t number = 0;
	char hex[ID_HEX];

	if (!slash || slash + 1 == word + n || word + n - slash > 12)
		return PEOPLE_NOBODY;
	for (const char *s = slash + 1; s < word + n; s++) {
		if (*s < '0' || *s > '9')
			return PEOPLE_NOBODY;
		number = 10 * number + (uint64_t)(*s - '0');
	}
	for (size_t i = 0; i < p->import_count; i++) {
		const struct people_import *of = p->import[i].of;

		hex_encode(hex, of->event->id, ID_LEN);
		if ((head == strlen(of->label) &&
		     !memcmp(word, of->label, head)) ||
		    (head == ID_HEX - 1 && !memcmp(word, hex, head)))
			return find_row(p, &p->import[i], number);
	}
	return PEOPLE_NOBODY;
}

int register_find(size_t *at, const struct people *p, const char *word,
		  struct error *err)
{
	*at = find_word(p, word, strlen(word));
	if (*at != PEOPLE_NOBODY)
		return 0;
	error_set(err, ERR_NOTFOUND, _("nobody is \"%s\""), word);
	error_where(err, _("a person is named by import and row: P-1/17"));
	return ERR_NOTFOUND;
}

/* --- load -------------------------------------------------------------------------- */

static int odd_rows(const struct people_import *of, struct error *err)
{
	error_set(err, ERR_CORRUPT,
		  _("%s: its rows are not as an import writes them"),
		  of->label);
	return error_where(err, _("whoever wrote that record did not use "
				  "this program"));
}

/* Which column each field has, by the first line of a piece. */
static bool read_head(struct row_import *im, const char **s, const char *end)
{
	const char *stop = memchr(*s, '\n', (size_t)(end - *s));
	char name[32];

	if (!stop || stop - *s < 8 || memcmp(*s, "row\tsame", 8) != 0)
		return false;
	memset(im->column, 0, sizeof(im->column));
	*s += 8;
	for (size_t i = 2; *s < stop; i++) {
		const char *from = *s + 1;
		size_t n = 0;
		enum person_field f;

		while (from + n < stop && from[n] != '\t')
			n++;
		snprintf(name, sizeof(name), "%.*s", n < 31 ? (int)n : 31,
			 from);
		f = person_field_find(name);
		if (f != PERSON_FIELDS)
			im->column[f] = i;
		*s = from + n;
	}
	*s = stop + 1;
	return true;
}

static int add_row(struct people *p, const char *s)
{
	if (p->len == p->cap) {
		size_t cap = p->cap ? 2 * p->cap : 4096;
		const char **row = mem_realloc(p->row, cap * sizeof(*row));
		uint32_t *same;

		if (!row)
			return ERR_NOMEM;
		p->row = row;
		same = mem_realloc(p->same, cap * sizeof(*same));
		if (!same)
			return ERR_NOMEM;
		p->same = same;
		p->cap = cap;
	}
	p->row[p->len] = s;
	p->same[p->len] = (uint32_t)p->len;
	p->len++;
	return 0;
}

static int read_piece(struct people *p, struct row_import *im,
		      const struct str *text, struct error *err)
{
	const char *s = str_text(text), *end = s + text->len, *stop;
	uint64_t last = im->count ? row_number(p, p->len - 1) : 0;

	if (!read_head(im, &s, end))
		return odd_rows(im->of, err);
	for (; s < end; s = stop + 1) {
		stop = memchr(s, '\n', (size_t)(end - s));
		if (!stop || *s < '1' || *s > '9' || p->len >= UINT32_MAX - 1)
			return odd_rows(im->of, err);
		if (add_row(p, s))
			return error_nomem(err);
		im->count++;
		if (row_number(p, p->len - 1) <= last)
			return odd_rows(im->of, err);
		last = row_number(p, p->len - 1);
	}
	return 0;
}

int people_told(const struct people_watch *w, size_t done, size_t all,
		struct error *err)
{
	if (!w || !w->fn(w->ctx, (int64_t)done, (int64_t)all))
		return 0;
	return error_set(err, ERR_CANCELLED, _("stopped"));
}

struct reading {
	struct people *p;
	struct log *log;
	const struct people_watch *watch;
	size_t all; /* rows that are to come, as the records say */
};

static int read_import(struct reading *r, const struct people_import *of,
		       struct error *err)
{
	struct people *p = r->p;
	struct row_import *im = &p->import[p->import_count];
	int rc = 0;

	*im = (struct row_import){.of = of, .first = p->len};
	memcpy(im->id, of->event->id, ID_LEN);
	p->import_count++;
	for (size_t i = 0; i < of->piece_count && !rc; i++) {
		struct str *text = &p->piece[p->piece_count++];

		rc = log_att_read(text, r->log, of->piece[i].hash, err);
		if (!rc)
			rc = read_piece(p, im, text, err);
		if (!rc)
			rc = people_told(r->watch, p->len, r->all, err);
	}
	return rc;
}

/* --- who is whom ---------------------------------------------------------------------- */

/* The `same` column: a row of this import, or an id. */
static void read_same(struct people *p)
{
	for (size_t k = 0; k < p->import_count; k++) {
		const struct row_import *im = &p->import[k];

		for (size_t i = im->first; i < im->first + im->count; i++) {
			const char *s = behind_tab(p->row[i], 1);
			size_t n = strcspn(s, "\t\n"), to;

			if (!n)
				continue;
			to = memchr(s, '/', n)
				     ? find_word(p, s, n)
				     : find_row(p, im,
						strtoull(s, NULL, 10));
			if (to != PEOPLE_NOBODY)
				p->same[i] = (uint32_t)to;
		}
	}
}

static int read_sets(struct people *p, const struct situation *s)
{
	p->set = mem_zalloc((s->person_sets + 1) * sizeof(*p->set));
	if (!p->set)
		return ERR_NOMEM;
	for (size_t i = 0; i < s->person_sets; i++) {
		const char *id = s->person_set[i]->on;
		size_t at = find_word(p, id, strlen(id)), to;
		bool conflict;
		const struct set_person *set =
			situation_person(s, id, &conflict);

		if (at == PEOPLE_NOBODY || !set || (p->flag[at] & SET))
			continue;
		p->flag[at] = (uint8_t)(SET | (set->removed ? REMOVED : 0) |
					(conflict ? CONFLICT : 0));
		p->set[p->set_count++] = (struct row_set){at, set};
		if (!set->same)
			continue;
		to = *set->same ? find_word(p, set->same, strlen(set->same))
				: at;
		p->same[at] = (uint32_t)(to == PEOPLE_NOBODY ? at : to);
	}
	qsort(p->set, p->set_count, sizeof(*p->set), by_place);
	return 0;
}

/* Chains end at the one that counts. Two who were joined to each other at
 * once make a circle: its least counts. */
static void settle_same(struct people *p)
{
	for (size_t i = 0; i < p->len; i++) {
		size_t to = i, least = i, steps = 0;

		while (p->same[to] != to && steps++ < 64) {
			to = p->same[to];
			least = to < least ? to : least;
		}
		p->same[i] = (uint32_t)(p->same[to] == to ? to : least);
	}
}

/* Who was changed, joined, taken off, as the situation has it now. */
static int read_changes(struct people *p, const struct situation *s,
			struct error *err)
{
	mem_free(p->flag);
	mem_free(p->set);
	p->set = NULL;
	p->set_count = 0;
	p->flag = mem_zalloc(p->len + 1);
	for (size_t i = 0; i < p->len; i++)
		p->same[i] = (uint32_t)i;
	read_same(p);
	if (!p->flag || read_sets(p, s))
		return error_nomem(err);
	settle_same(p);
	return 0;
}

static int read_all(struct people *p, struct casefile *c,
		    const struct people_watch *watch, struct error *err)
{
	const struct situation *s = casefile_now(c);
	struct reading r = {p, casefile_log(c), watch, 0};
	size_t pieces = 0;
	int rc = 0;

	for (size_t i = 0; i < s->import_count; i++) {
		pieces += s->import[i]->piece_count;
		r.all += (size_t)s->import[i]->rows;
	}
	p->import = mem_zalloc((s->import_count + 1) * sizeof(*p->import));
	p->piece = mem_zalloc((pieces + 1) * sizeof(*p->piece));
	if (!p->import || !p->piece)
		return error_nomem(err);
	for (size_t i = 0; i < s->import_count && !rc; i++)
		rc = read_import(&r, s->import[i], err);
	return rc ? rc : read_changes(p, s, err);
}

/* True, and its imports lead into the situation, if they are those that were
 * read. */
static bool same_imports(struct people *p, const struct situation *s)
{
	bool same = p && p->import_count == s->import_count;

	for (size_t i = 0; same && i < p->import_count; i++)
		same = !memcmp(p->import[i].id, s->import[i]->event->id,
			       ID_LEN);
	for (size_t i = 0; same && i < p->import_count; i++)
		p->import[i].of = s->import[i];
	return same;
}

int register_renew(struct people **p, struct casefile *c,
		   const struct people_watch *watch, struct error *err)
{
	int rc;

	if (same_imports(*p, casefile_now(c))) {
		rc = read_changes(*p, casefile_now(c), err);
	} else {
		register_close(*p);
		*p = mem_zalloc(sizeof(**p));
		rc = *p ? read_all(*p, c, watch, err) : error_nomem(err);
	}
	if (rc) {
		register_close(*p);
		*p = NULL;
	}
	return rc;
}

int register_open(struct people **out, struct casefile *c, struct error *err)
{
	*out = NULL;
	return register_renew(out, c, NULL, err);
}

void register_close(struct people *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->piece_count; i++)
		str_release(&p->piece[i]);
	mem_free(p->piece);
	mem_free(p->import);
	mem_free(p->row);
	mem_free(p->same);
	mem_free(p->flag);
	mem_free(p->set);
	mem_free(p);
}
