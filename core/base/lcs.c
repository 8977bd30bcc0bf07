/* core/base/lcs.c - what two sequences of numbers have in common. */
#include "core/base/lcs.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/mem.h"

struct search {
	const int *a, *b;
	int n, m, most;
	int *far;   /* far[most + k]: the x reached on diagonal k */
	int *trace; /* at d * d: what far[-d..d] was before round d */
	size_t cap;
};

/* Does round d come to diagonal k from above (an insertion)? */
static bool from_above(const int *far, int k, int d)
{
	return k == -d || (k != d && far[k - 1] < far[k + 1]);
}

/* One round: 1 if the end is reached. */
static int search_round(struct search *s, int d)
{
	int *far = s->far + s->most + 1;
	size_t at = (size_t)d * (size_t)d;

	if (mem_reserve(&s->trace, &s->cap, at + (size_t)d * 2 + 1,
			sizeof(*s->trace)))
		return ERR_NOMEM;
	memcpy(s->trace + at, far - d,
	       ((size_t)d * 2 + 1) * sizeof(*s->trace));
	for (int k = -d; k <= d; k += 2) {
		int x = from_above(far, k, d) ? far[k + 1] : far[k - 1] + 1;

		while (x < s->n && x - k < s->m && s->a[x] == s->b[x - k])
			x++;
		far[k] = x;
		if (x >= s->n && x - k >= s->m)
			return 1;
	}
	return 0;
}

/* From the end back to the start, marking every edit. */
static void search_back(const struct search *s, bool *gone, bool *come, int d)
{
	int x = s->n, y = s->m;

	for (; d > 0; d--) {
		const int *far = s->trace + d * d + d;
		int k = x - y, before;
		bool above = from_above(far, k, d);

		before = above ? k + 1 : k - 1;
		x = far[before];
		y = x - before;
		if (above)
			come[y] = true;
		else
			gone[x] = true;
	}
}

static int search_run(struct search *s, bool *gone, bool *come)
{
	int rc = 0, d;

	s->far = mem_zalloc(((size_t)s->most * 2 + 3) * sizeof(*s->far));
	if (!s->far)
		return ERR_NOMEM;
	for (d = 0; d <= s->most && !rc; d++)
		rc = search_round(s, d);
	if (rc == 1) {
		search_back(s, gone, come, d - 1);
		rc = 0;
	} else if (!rc) {
		memset(gone, true, (size_t)s->n);
		memset(come, true, (size_t)s->m);
	}
	mem_free(s->trace);
	mem_free(s->far);
	return rc;
}

int lcs_mark(bool *gone, bool *come, const int *a, size_t n, const int *b,
	     size_t m, int most)
{
	struct search s = {.most = most};
	size_t head = 0;

	memset(gone, 0, n);
	memset(come, 0, m);
	while (head < n && head < m && a[head] == b[head])
		head++;
	while (n > head && m > head && a[n - 1] == b[m - 1]) {
		n--;
		m--;
	}
	s.a = a + head;
	s.b = b + head;
	s.n = (int)(n - head);
	s.m = (int)(m - head);
	if (s.n + s.m < most)
		s.most = s.n + s.m;
	return s.n || s.m ? search_run(&s, gone + head, come + head) : 0;
}

int lcs_moved(bool *moved, const int *a, size_t n)
{
	size_t *len = mem_zalloc((n + 1) * sizeof(*len));
	size_t best = 0;
	int above = 0;

	if (!len)
		return ERR_NOMEM;
	for (size_t i = n; i-- > 0;) {
		len[i] = 1;
		for (size_t k = i + 1; k < n; k++)
			if (a[k] > a[i] && len[k] >= len[i])
				len[i] = len[k] + 1;
		if (len[i] > best)
			best = len[i];
	}
	for (size_t i = 0; i < n; i++) {
		moved[i] = len[i] != best || (above && a[i] < above);
		if (!moved[i]) {
			above = a[i];
			best--;
		}
	}
	mem_free(len);
	return 0;
}
