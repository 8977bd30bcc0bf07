/* core/base/arena.c - many small things that live and die together. */
#include "core/base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/mem.h"

#define CHUNK ((size_t)16 * 1024)
#define ALIGN (_Alignof(max_align_t))

struct arena_chunk {
	struct arena_chunk *next;
	max_align_t data[];
};

void arena_release(struct arena *a)
{
	struct arena_chunk *c = a->head, *next;

	for (; c; c = next) {
		next = c->next;
		mem_free(c);
	}
	*a = (struct arena){0};
}

void arena_move(struct arena *into, struct arena *from)
{
	struct arena_chunk *last = from->head;

	if (!last)
		return;
	while (last->next)
		last = last->next;
	last->next = into->head;
	*into = *from;
	*from = (struct arena){0};
}

void *arena_alloc(struct arena *a, size_t n)
{
	size_t room;
	struct arena_chunk *c;
	char *p;

	if (n > (size_t)1 << 40)
		return NULL;
	n = (n + ALIGN - 1) / ALIGN * ALIGN;
	if (!a->head || a->room - a->used < n) {
		room = n > CHUNK ? n : CHUNK;
		c = mem_alloc(sizeof(*c) + room);
		if (!c)
			return NULL;
		c->next = a->head;
		a->head = c;
		a->room = room;
		a->used = 0;
	}
	p = (char *)a->head->data + a->used;
	a->used += n;
	return memset(p, 0, n);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	if (p && n)
		memcpy(p, s, n);
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, ap2;
	char *p = NULL;
	int n;

	va_start(ap, fmt);
	va_copy(ap2, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n >= 0)
		p = arena_alloc(a, (size_t)n + 1);
	if (p)
		vsnprintf(p, (size_t)n + 1, fmt, ap2);
	va_end(ap2);
	va_end(ap);
	return p;
}

int arena_grow(struct arena *a, void *items, size_t len, size_t *cap,
	       size_t size)
{
	size_t n = *cap ? *cap * 2 : 4;
	void *old, *p;

	if (len < *cap)
		return 0;
	p = arena_alloc(a, n * size);
	if (!p)
		return ERR_NOMEM;
	memcpy(&old, items, sizeof(old));
	if (len)
		memcpy(p, old, len * size);
	memcpy(items, &p, sizeof(p));
	*cap = n;
	return 0;
}
