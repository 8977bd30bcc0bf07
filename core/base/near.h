/* core/base/near.h - the word somebody probably meant. */
#ifndef STANCH_BASE_NEAR_H
#define STANCH_BASE_NEAR_H

/* How many letters were added, lost, changed or swapped with a neighbour
 * between two texts (optimal string alignment, by bytes); 99 where either is
 * longer than 63 bytes. */
int near_distance(const char *a, const char *b);
/* The word of a NULL-ended list nearest to `word`, borrowed; NULL if none is
 * near: more than one slip in three letters is another word. The first of
 * equals wins. */
const char *near_word(const char *word, const char *const *words);
/* The same by steps: keeps the nearer of `best` (NULL at first) and
 * `next`. */
const char *near_better(const char *word, const char *best,
			const char *next);

#endif
