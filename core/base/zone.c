/*
 * core/base/zone.c - time zones: TZif files (RFC 9636), 64-bit block and
 * footer.
 *
 * Compact files hold no change of the present: only the footer, a POSIX TZ
 * text, does. So an instant at or after the last change in the table, or any
 * where there is no table, follows the footer.
 */
#include "core/base/time.h"

#include <assert.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"

#define FILE_MAX (256 * 1024)
#define OFFSET_MAX 86399 /* less than a day: time_local() relies on it */
#define HEADER 44
#define TYPE_LEN 6

/* A day of the year in the footer. */
enum form { JULIAN, DAY, MONTH }; /* Jn without 29 February, n, Mm.w.d */
struct change {
	enum form form;
	int month, week, day;
	int time; /* seconds after local midnight; -167 to 167 hours */
};
struct rule {
	bool given, dst;
	int offset, dst_offset; /* seconds east */
	struct change start, end; /* of daylight saving */
};

struct zone {
	int64_t *at;   /* ascending, seconds */
	int *offset;   /* from at[i] on */
	size_t n;
	int first;     /* before at[0] */
	struct rule rule;
};

/* Second of the change in a year, as the wall clock before it shows it. */
static int64_t change_wall(const struct change *c, int year)
{
	int64_t jan1 = time_days(year, 1, 1), first;
	bool leap = time_days(year + 1, 1, 1) - jan1 == 366;
	int64_t days = 0;

	switch (c->form) {
	case JULIAN:
		days = jan1 + c->day - 1 + (leap && c->day > 59);
		break;
	case DAY:
		days = jan1 + c->day;
		break;
	case MONTH:
		first = time_days(year, c->month, 1);
		/* 1970-01-01 was a Thursday, 4 with Sunday as 0. */
		days = first + ((c->day - (first + 4) % 7) % 7 + 7) % 7 +
		       7 * (c->week - 1);
		if (days >= (c->month == 12
				     ? time_days(year + 1, 1, 1)
				     : time_days(year, c->month + 1, 1)))
			days -= 7; /* week 5 is the last one */
		break;
	}
	return days * 86400 + c->time;
}

/* Daylight saving begins at out[0] and ends at out[1] in a year. */
static void changes(int64_t out[2], const struct rule *r, int year)
{
	out[0] = change_wall(&r->start, year) - r->offset;
	out[1] = change_wall(&r->end, year) - r->dst_offset;
}

static int year_of(int64_t seconds)
{
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	int year, month, day;

	time_from_days(&year, &month, &day, days);
	return year;
}

/* The latest change at or before t decides. A change may lie a week outside
 * its own year, so three years are looked at. Where an end and the next
 * start are one instant, it is daylight saving all year round. */
static int rule_offset(const struct rule *r, int64_t t)
{
	int64_t last = INT64_MIN, c[2];
	bool dst = false;
	int year = year_of(t);

	if (!r->dst)
		return r->offset;
	for (int y = year - 1; y <= year + 1; y++) {
		changes(c, r, y);
		if (c[1] <= t && c[1] > last) {
			last = c[1];
			dst = false;
		}
		if (c[0] <= t && c[0] >= last) {
			last = c[0];
			dst = true;
		}
	}
	return dst ? r->dst_offset : r->offset;
}

/* The first change after t, or INT64_MAX. */
static int64_t rule_change(const struct rule *r, int64_t t)
{
	int64_t next = INT64_MAX, c[2];
	int year = year_of(t);

	if (!r->given || !r->dst)
		return next;
	for (int y = year - 1; y <= year + 2; y++) {
		changes(c, r, y);
		for (int i = 0; i < 2; i++)
			if (c[i] > t && c[i] < next)
				next = c[i];
	}
	return next;
}

/* How many changes of the table are at or before t. */
static size_t passed(const struct zone *z, int64_t t)
{
	size_t lo = 0, hi = z->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (z->at[mid] <= t)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static int64_t seconds(int64_t ms)
{
	return ms / 1000 - (ms % 1000 < 0);
}

int zone_offset(const struct zone *z, int64_t at)
{
	int64_t t = seconds(at);
	size_t i;

	if (!z)
		return 0;
	i = passed(z, t);
	if (i == z->n && z->rule.given)
		return rule_offset(&z->rule, t);
	return i ? z->offset[i - 1] : z->first;
}

int64_t zone_change(const struct zone *z, int64_t at)
{
	int64_t t = seconds(at), next;
	size_t i;

	if (!z)
		return INT64_MAX;
	i = passed(z, t);
	next = i < z->n ? z->at[i] : rule_change(&z->rule, t);
	return next > INT64_MAX / 1000 ? INT64_MAX : next * 1000;
}

/* [+-]h[h[h]][:mm[:ss]], at most `hours`. */
static bool read_hours(int *out, const char **p, int hours)
{
	static const int unit[] = {3600, 60, 1};
	int sign = **p == '-' ? -1 : 1, total = 0;

	if (**p == '-' || **p == '+')
		++*p;
	for (int i = 0; i < 3; i++) {
		int v = 0, n = 0;

		if (i > 0 && *(*p)++ != ':')
			return false;
		for (; **p >= '0' && **p <= '9' && n < 3; n++)
			v = v * 10 + (*(*p)++ - '0');
		if (!n || v > (i ? 59 : hours) || (i && n != 2))
			return false;
		total += v * unit[i];
		if (**p != ':')
			break;
	}
	*out = sign * total;
	return true;
}

static bool alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Three letters or more, or anything from '<' to '>'. */
static bool skip_name(const char **p)
{
	const char *s = *p;

	if (*s == '<') {
		*p = strchr(s, '>');
		return *p && (*p)++ - s > 3;
	}
	while (alpha(**p))
		++*p;
	return *p - s >= 3;
}

static bool number(int *out, const char **p, int min, int max)
{
	const char *s = *p;

	for (*out = 0; **p >= '0' && **p <= '9' && *p - s < 3; ++*p)
		*out = *out * 10 + (**p - '0');
	return *p > s && *out >= min && *out <= max;
}

static bool read_change(struct change *c, const char **p)
{
	bool ok;

	if (*(*p)++ != ',')
		return false;
	c->time = 7200;
	if (**p == 'M') {
		c->form = MONTH;
		++*p;
		ok = number(&c->month, p, 1, 12) && *(*p)++ == '.' &&
		     number(&c->week, p, 1, 5) && *(*p)++ == '.' &&
		     number(&c->day, p, 0, 6);
	} else if (**p == 'J') {
		c->form = JULIAN;
		++*p;
		ok = number(&c->day, p, 1, 365);
	} else {
		c->form = DAY;
		ok = number(&c->day, p, 0, 365);
	}
	if (!ok || **p != '/')
		return ok;
	++*p;
	return read_hours(&c->time, p, 167);
}

/* A TZ text: POSIX 8.3 with the hours of RFC 9636, 3.3.1. Offsets are
 * written as hours west. Daylight saving without its two dates is refused:
 * what it means is a guess. */
static bool read_rule(struct rule *r, const char *p)
{
	if (!skip_name(&p) || !read_hours(&r->offset, &p, 24))
		return false;
	r->offset = -r->offset;
	r->given = true;
	if (!*p)
		return r->offset >= -OFFSET_MAX && r->offset <= OFFSET_MAX;
	r->dst = true;
	if (!skip_name(&p))
		return false;
	r->dst_offset = r->offset + 3600;
	if (*p && *p != ',') {
		if (!read_hours(&r->dst_offset, &p, 24))
			return false;
		r->dst_offset = -r->dst_offset;
	}
	return read_change(&r->start, &p) && read_change(&r->end, &p) && !*p &&
	       r->offset >= -OFFSET_MAX && r->offset <= OFFSET_MAX &&
	       r->dst_offset >= -OFFSET_MAX && r->dst_offset <= OFFSET_MAX;
}

/* The bytes of a file, or of one block of it. */
struct bytes {
	const unsigned char *p;
	size_t n;
};

static int64_t big_endian(const unsigned char *p, int n)
{
	uint64_t v = *p & 0x80 ? UINT64_MAX : 0;

	for (int i = 0; i < n; i++)
		v = v << 8 | p[i];
	return (int64_t)v;
}

/* RFC 9636, 3.1: the counts in a header, and how long its block is. */
struct block {
	size_t isut, isstd, leap, time, type, chars;
};

static bool read_block(struct block *b, const struct bytes *f, size_t width,
		       size_t *len)
{
	size_t *const count[] = {&b->isut, &b->isstd, &b->leap,
				 &b->time, &b->type,  &b->chars};

	if (f->n < HEADER || memcmp(f->p, "TZif", 4) != 0)
		return false;
	for (size_t i = 0; i < 6; i++) {
		int64_t v = big_endian(f->p + 20 + 4 * i, 4);

		if (v < 0 || v > FILE_MAX)
			return false;
		*count[i] = (size_t)v;
	}
	*len = HEADER + b->time * (width + 1) + b->type * TYPE_LEN + b->chars +
	       b->leap * (width + 4) + b->isstd + b->isut;
	return *len <= f->n;
}

/* NULL, or why the table cannot be read. */
static const char *read_table(struct zone *z, const struct block *b,
			      const unsigned char *p)
{
	const unsigned char *index = p + b->time * 8;
	const unsigned char *type = index + b->time;

	if (!b->type)
		return N_("it names no offset");
	for (size_t i = 0; i < b->type; i++) {
		int64_t v = big_endian(type + i * TYPE_LEN, 4);

		if (v < -OFFSET_MAX || v > OFFSET_MAX)
			return N_("an offset of a day or more");
	}
	z->first = (int)big_endian(type, 4);
	for (size_t i = 0; i < b->time; i++) {
		z->at[i] = big_endian(p + i * 8, 8);
		if (i && z->at[i] <= z->at[i - 1])
			return N_("its changes are not in order");
		if (index[i] >= b->type)
			return N_("a change to an unknown offset");
		z->offset[i] = (int)big_endian(type + index[i] * TYPE_LEN, 4);
	}
	z->n = b->time;
	return NULL;
}

static const char *read_footer(struct zone *z, const struct bytes *f)
{
	char text[128];
	const unsigned char *end;

	if (f->n < 2 || f->p[0] != '\n')
		return N_("it has no footer");
	end = memchr(f->p + 1, '\n', f->n - 1);
	if (!end || (size_t)(end - f->p) > sizeof(text))
		return N_("its footer has no end");
	if (end == f->p + 1)
		return NULL;
	memcpy(text, f->p + 1, (size_t)(end - f->p) - 1);
	text[end - f->p - 1] = '\0';
	return read_rule(&z->rule, text) ? NULL
					 : N_("its footer cannot be read");
}

static int read_zone(struct zone *z, struct bytes f, const char **why)
{
	struct block b;
	size_t len;

	*why = N_("it is no TZif file");
	if (!read_block(&b, &f, 4, &len))
		return ERR_INVALID;
	*why = N_("it has no 64-bit part");
	if (f.p[4] < '2')
		return ERR_INVALID;
	f.p += len;
	f.n -= len;
	if (!read_block(&b, &f, 8, &len))
		return ERR_INVALID;
	*why = N_("it counts leap seconds");
	if (b.leap)
		return ERR_INVALID;
	z->at = mem_alloc(b.time * sizeof(*z->at));
	z->offset = mem_alloc(b.time * sizeof(*z->offset));
	if (!z->at || !z->offset)
		return ERR_NOMEM;
	*why = read_table(z, &b, f.p + HEADER);
	f.p += len;
	f.n -= len;
	if (!*why)
		*why = read_footer(z, &f);
	return *why ? ERR_INVALID : 0;
}

int zone_load(struct zone **out, const char *path, struct error *err)
{
	struct zone *z = mem_zalloc(sizeof(*z));
	struct str s = {0};
	const char *why = NULL;
	int rc;

	*out = NULL;
	if (!z)
		return error_nomem(err);
	rc = io_read(&s, path, FILE_MAX, err);
	if (!rc) {
		struct bytes f = {(const unsigned char *)str_text(&s), s.len};

		rc = read_zone(z, f, &why);
		if (rc == ERR_NOMEM)
			error_nomem(err);
		else if (rc)
			error_set(err, rc, _("%s: no time zone: %s"), path,
				  _(why));
	}
	str_release(&s);
	if (rc)
		zone_free(z);
	else
		*out = z;
	return rc;
}

struct zone *zone_fixed(int offset_seconds)
{
	struct zone *z = mem_zalloc(sizeof(*z));

	assert(offset_seconds >= -OFFSET_MAX && offset_seconds <= OFFSET_MAX);
	if (z)
		z->first = offset_seconds;
	return z;
}

void zone_free(struct zone *z)
{
	if (!z)
		return;
	mem_free(z->at);
	mem_free(z->offset);
	mem_free(z);
}
