/* core/base/map.c - bytes to a pointer, by hash (open addressing). */
#include "core/base/map.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/mem.h"

struct map_slot {
	const void *key;
	size_t n;
	uint64_t hash;
	void *value; /* NULL: free */
};

/* FNV-1a with a final mix. Keys that an outsider could choose in bulk are
 * record ids and parser-capped names, so flooding is bounded by the caps. */
static uint64_t hash_of(const void *key, size_t n)
{
	const unsigned char *p = key;
	uint64_t h = 14695981039346656037ull;

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 1099511628211ull;
	h ^= h >> 32;
	return h * 0x9e3779b97f4a7c15ull;
}

void map_release(struct map *m)
{
	mem_free(m->slots);
	*m = (struct map){0};
}

static struct map_slot *find(const struct map *m, const void *key, size_t n,
			     uint64_t h)
{
	size_t i = (h >> 20) & (m->cap - 1);
	struct map_slot *s;

	for (;; i = (i + 1) & (m->cap - 1)) {
		s = &m->slots[i];
		if (!s->value)
			return s;
		if (s->hash == h && s->n == n && memcmp(s->key, key, n) == 0)
			return s;
	}
}

static int grow(struct map *m)
{
	struct map bigger = {.cap = m->cap ? m->cap * 2 : 16, .len = m->len};

	bigger.slots = mem_zalloc(bigger.cap * sizeof(*bigger.slots));
	if (!bigger.slots)
		return ERR_NOMEM;
	for (size_t i = 0; i < m->cap; i++) {
		struct map_slot *s = &m->slots[i];

		if (s->value)
			*find(&bigger, s->key, s->n, s->hash) = *s;
	}
	mem_free(m->slots);
	*m = bigger;
	return 0;
}

int map_put(struct map *m, const void *key, size_t n, void *value)
{
	uint64_t h = hash_of(key, n);
	struct map_slot *s;

	if ((m->len + 1) * 4 > m->cap * 3 && grow(m))
		return ERR_NOMEM;
	s = find(m, key, n, h);
	if (!s->value)
		m->len++;
	*s = (struct map_slot){key, n, h, value};
	return 0;
}

void *map_get(const struct map *m, const void *key, size_t n)
{
	return m->cap ? find(m, key, n, hash_of(key, n))->value : NULL;
}

int map_puts(struct map *m, const char *key, void *value)
{
	return map_put(m, key, strlen(key), value);
}

void *map_gets(const struct map *m, const char *key)
{
	return map_get(m, key, strlen(key));
}
