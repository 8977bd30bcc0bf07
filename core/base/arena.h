/*
 * core/base/arena.h - many small things that live and die together.
 *
 * A parsed playbook, a replayed situation: allocated piece by piece, freed
 * in one go. Nothing is freed alone.
 */
#ifndef STANCH_BASE_ARENA_H
#define STANCH_BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_chunk *head; /* private */
	size_t used, room;	  /* private: in the head chunk */
};

/* An all-zero struct arena is empty and ready. */
void arena_release(struct arena *a);
/* Moves everything in `from` to `into`, where it lives on; `from` is empty
 * and ready. */
void arena_move(struct arena *into, struct arena *from);
/* Zeroed memory, aligned for any type; NULL when memory is out. */
void *arena_alloc(struct arena *a, size_t n);
char *arena_strdup(struct arena *a, const char *s); /* NULL for NULL */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* An array that grows inside an arena: makes room for one more item of
 * `size` bytes behind the `len` there are (capacity *cap); the old place is
 * left to the arena. 0 or ERR_NOMEM. */
int arena_grow(struct arena *a, void *items, size_t len, size_t *cap,
	       size_t size);

#endif
