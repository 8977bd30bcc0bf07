/*
 * core/base/mem.h - memory that may run out, and can be made to.
 *
 * All of core/ and tui/ allocates here. A test sets mem_fail_at() and sees
 * every path that meets NULL; see tests/fault/.
 */
#ifndef STANCH_BASE_MEM_H
#define STANCH_BASE_MEM_H

#include <stddef.h>
#include <stdint.h>

/* NULL when memory is out (or the test hook says so). Freed by mem_free(). */
void *mem_alloc(size_t n);
void *mem_zalloc(size_t n);
void *mem_realloc(void *p, size_t n); /* p is untouched on failure */
char *mem_strdup(const char *s);
char *mem_strndup(const char *s, size_t n); /* copies n bytes, adds a NUL */
void mem_free(void *p);			     /* NULL is fine */
/* Overwrites n bytes in a way no compiler drops. */
void mem_wipe(void *p, size_t n);

/* Test hook: the nth allocation from now (1 = the next) returns NULL, and
 * so does every one after it; 0 switches it off. Returns how many were
 * asked for since the last call. */
uint64_t mem_fail_at(uint64_t nth);

/* Makes room for `want` items of `size` bytes in *items (capacity *cap),
 * at least doubling. 0, or ERR_NOMEM with everything untouched. */
int mem_reserve(void *items, size_t *cap, size_t want, size_t size);

#endif
