/*
 * core/base/str.h - a byte string that grows.
 *
 * Adding never returns an error: a string that ran out of memory stays
 * `failed`, adds nothing more, and is asked once at the end.
 */
#ifndef STANCH_BASE_STR_H
#define STANCH_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	char *p;    /* NUL behind the end; NULL while nothing was added */
	size_t len; /* bytes without that NUL */
	size_t cap; /* private */
	bool failed;
};

/* An all-zero struct str is empty and ready. */
void str_release(struct str *s);
void str_clear(struct str *s); /* empty again, memory kept, not failed */
void str_add(struct str *s, const char *text);
void str_addn(struct str *s, const void *bytes, size_t n);
void str_addc(struct str *s, char c);
void str_pad(struct str *s, char c, size_t n); /* n times c */
void str_addf(struct str *s, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void str_vaddf(struct str *s, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));
void str_add_grouped(struct str *s, uint64_t n); /* 41208: "41,208" */
/* The text, never NULL; borrowed until the next change. */
const char *str_text(const struct str *s);
/* Gives the bytes away (the caller's, mem_free()), leaves s empty. NULL if
 * it failed or memory is out; never NULL otherwise, even when empty. */
char *str_take(struct str *s);

/* Bounded copy of text to buf[size], always terminated; true if it fit. */
bool str_copy(char *buf, size_t size, const char *text);
bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);
/* Equal, NULL equal to NULL only. */
bool str_eq(const char *a, const char *b);
/* Whole of s as a decimal number within [min, max]; false otherwise. */
bool str_int(long long *out, const char *s, long long min, long long max);

#endif
