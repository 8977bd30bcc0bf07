/* core/base/near.c - the word somebody probably meant. */
#include "core/base/near.h"

#include <stddef.h>
#include <string.h>

#define LONGEST 63
#define FAR 99

static int least(int a, int b)
{
	return a < b ? a : b;
}

int near_distance(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	int row[3][LONGEST + 1], *before, *above, *now;

	if (n > LONGEST || m > LONGEST)
		return FAR;
	for (size_t j = 0; j <= m; j++)
		row[0][j] = (int)j;
	for (size_t i = 1; i <= n; i++) {
		before = row[(i + 1) % 3];
		above = row[(i - 1) % 3];
		now = row[i % 3];
		now[0] = (int)i;
		for (size_t j = 1; j <= m; j++) {
			now[j] = least(least(above[j], now[j - 1]) + 1,
				       above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
	}
	return row[n % 3][m];
}

static int allowed(const char *word)
{
	size_t n = strlen(word);

	return n < 3 ? 1 : (int)(n + 2) / 3;
}

const char *near_better(const char *word, const char *best, const char *next)
{
	int d = near_distance(word, next);

	if (d > allowed(word) || d >= (int)strlen(next))
		return best;
	return best && near_distance(word, best) <= d ? best : next;
}

const char *near_word(const char *word, const char *const *words)
{
	const char *best = NULL;

	for (; *words; words++)
		best = near_better(word, best, *words);
	return best;
}
