/* CSV in one piece and byte by byte gives the same rows; what a row says of
 * itself holds. The guess of its encoding does not hang on the cuts either. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/people/csv.h"
#include "core/people/encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int take(void *ctx, const struct csv_row *row, struct error *err)
{
	(void)err;
	if (row->count > CSV_COLUMNS || !row->count)
		abort();
	for (size_t i = 0; i < row->count; i++) {
		if (row->len[i] > CSV_CELL_MAX || row->cell[i][row->len[i]] ||
		    strlen(row->cell[i]) != row->len[i])
			abort();
		hash_add(ctx, row->cell[i], row->len[i] + 1);
	}
	hash_add(ctx, &row->line, sizeof(row->line));
	hash_add(ctx, &row->fault, sizeof(row->fault));
	return 0;
}

static void read_cut(uint8_t sum[HASH_LEN], const uint8_t *data, size_t n,
		     size_t cut)
{
	struct hash *h = hash_new();
	struct csv *c = csv_new(0, take, h);
	struct guess g = {0};

	for (size_t at = 0; at < n; at += cut) {
		size_t len = n - at < cut ? n - at : cut;

		if (csv_feed(c, (const char *)data + at, len, NULL))
			abort();
		guess_feed(&g, (const char *)data + at, len);
	}
	if (csv_end(c, NULL))
		abort();
	csv_free(c);
	hash_end(h, sum);
	hash_free(h);
	if (guess_end(&g) == ENC_UNKNOWN)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	uint8_t whole[HASH_LEN], cut[HASH_LEN];

	if (n > 65536)
		return 0;
	read_cut(whole, data, n, n ? n : 1);
	read_cut(cut, data, n, 3);
	if (memcmp(whole, cut, HASH_LEN) != 0)
		abort();
	return 0;
}
