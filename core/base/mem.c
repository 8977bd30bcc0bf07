/* core/base/mem.c - memory that may run out, and can be made to. */
#include "core/base/mem.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"

/* The test hook is the one mutable file-scope state in core/: allocation
 * has no object to hang it on. */
static uint64_t asked, fail_at;

static int refused(void)
{
	asked++;
	return fail_at && asked >= fail_at;
}

void *mem_alloc(size_t n)
{
	return refused() ? NULL : malloc(n ? n : 1);
}

void *mem_zalloc(size_t n)
{
	return refused() ? NULL : calloc(1, n ? n : 1);
}

void *mem_realloc(void *p, size_t n)
{
	return refused() ? NULL : realloc(p, n ? n : 1);
}

char *mem_strndup(const char *s, size_t n)
{
	char *p = mem_alloc(n + 1);

	if (p) {
		if (n)
			memcpy(p, s, n);
		p[n] = '\0';
	}
	return p;
}

char *mem_strdup(const char *s)
{
	return mem_strndup(s, strlen(s));
}

void mem_free(void *p)
{
	free(p);
}

void mem_wipe(void *p, size_t n)
{
	explicit_bzero(p, n);
}

uint64_t mem_fail_at(uint64_t nth)
{
	uint64_t n = asked;

	asked = 0;
	fail_at = nth;
	return n;
}

int mem_reserve(void *items, size_t *cap, size_t want, size_t size)
{
	size_t n = *cap ? *cap : 8;
	void *old, *p;

	if (want <= *cap)
		return 0;
	while (n < want) {
		if (n > SIZE_MAX / 2)
			return ERR_NOMEM;
		n *= 2;
	}
	if (n > SIZE_MAX / size)
		return ERR_NOMEM;
	memcpy(&old, items, sizeof(old));
	p = mem_realloc(old, n * size);
	if (!p)
		return ERR_NOMEM;
	memcpy(items, &p, sizeof(p));
	*cap = n;
	return 0;
}
