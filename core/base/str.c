/* core/base/str.c - a byte string that grows. */
#include "core/base/str.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

void str_release(struct str *s)
{
	mem_free(s->p);
	*s = (struct str){0};
}

void str_clear(struct str *s)
{
	s->len = 0;
	s->failed = false;
	if (s->p)
		s->p[0] = '\0';
}

static bool room(struct str *s, size_t n)
{
	if (!s->failed && mem_reserve(&s->p, &s->cap, s->len + n + 1, 1))
		s->failed = true;
	return !s->failed;
}

void str_addn(struct str *s, const void *bytes, size_t n)
{
	if (!n || !room(s, n))
		return;
	memcpy(s->p + s->len, bytes, n);
	s->len += n;
	s->p[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void str_addc(struct str *s, char c)
{
	str_addn(s, &c, 1);
}

void str_pad(struct str *s, char c, size_t n)
{
	if (!n || !room(s, n))
		return;
	memset(s->p + s->len, c, n);
	s->len += n;
	s->p[s->len] = '\0';
}

void str_vaddf(struct str *s, const char *fmt, va_list ap)
{
	va_list ap2;
	int n;

	va_copy(ap2, ap);
	n = vsnprintf(NULL, 0, fmt, ap2);
	va_end(ap2);
	if (n < 0) {
		s->failed = true;
		return;
	}
	if (!room(s, (size_t)n))
		return;
	vsnprintf(s->p + s->len, (size_t)n + 1, fmt, ap);
	s->len += (size_t)n;
}

void str_addf(struct str *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(s, fmt, ap);
	va_end(ap);
}

void str_add_grouped(struct str *s, uint64_t n)
{
	if (n >= 1000) {
		str_add_grouped(s, n / 1000);
		str_addf(s, ",%03u", (unsigned)(n % 1000));
	} else {
		str_addf(s, "%u", (unsigned)n);
	}
}

const char *str_text(const struct str *s)
{
	return s->p ? s->p : "";
}

char *str_take(struct str *s)
{
	char *p;

	if (!room(s, 0)) {
		str_release(s);
		return NULL;
	}
	s->p[s->len] = '\0';
	p = s->p;
	*s = (struct str){0};
	return p;
}

bool str_copy(char *buf, size_t size, const char *text)
{
	size_t n = strlen(text);
	bool fits = n < size;

	if (!fits)
		n = size - 1;
	memcpy(buf, text, n);
	buf[n] = '\0';
	return fits;
}

bool str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

bool str_eq(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool str_int(long long *out, const char *s, long long min, long long max)
{
	char *end;
	long long v;

	if (!*s || (*s != '-' && (*s < '0' || *s > '9')))
		return false;
	errno = 0;
	v = strtoll(s, &end, 10);
	if (errno || *end || v < min || v > max)
		return false;
	*out = v;
	return true;
}
