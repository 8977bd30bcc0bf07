/* core/base/lcs.h - what two sequences of numbers have in common. */
#ifndef STANCH_BASE_LCS_H
#define STANCH_BASE_LCS_H

#include <stdbool.h>
#include <stddef.h>

/* Marks what must go from a (n numbers) and come from b (m numbers) to turn
 * one into the other, in the fewest edits (Myers, "An O(ND) Difference
 * Algorithm", 1986). If that takes more than `most` edits, all between their
 * common head and tail is marked: time and memory stay within
 * (n + m) * most and most * most. gone has room for n, come for m. ERR_NOMEM
 * or 0. */
int lcs_mark(bool *gone, bool *come, const int *a, size_t n, const int *b,
	     size_t m, int most);
/* Marks the numbers of a, all different, that do not belong to one longest
 * rising run of it: in a list that was 1, 2, 3 ... those that were moved.
 * Takes n * n steps. ERR_NOMEM or 0. */
int lcs_moved(bool *moved, const int *a, size_t n);

#endif
