/* core/base/map.h - bytes to a pointer, by hash. */
#ifndef STANCH_BASE_MAP_H
#define STANCH_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

struct map_slot;
struct map {
	struct map_slot *slots; /* private */
	size_t len, cap;	/* len: how many keys are in */
};

/* An all-zero struct map is empty and ready. Keys and values are borrowed:
 * they must outlive the map. */
void map_release(struct map *m);
/* Sets key to value (NULL removes nothing: NULL values are not allowed).
 * 0 or ERR_NOMEM with the map unchanged. */
int map_put(struct map *m, const void *key, size_t n, void *value);
/* The value, or NULL. */
void *map_get(const struct map *m, const void *key, size_t n);
int map_puts(struct map *m, const char *key, void *value);
void *map_gets(const struct map *m, const char *key);

#endif
