/* core/log/checkpoint.c - the state of a case in a few lines that can be
 * read aloud, printed, mailed (docs/FILE-FORMAT.md, "Checkpoint"). */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/log/private.h"

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, ID_LEN);
}

int log_checkpoint(struct str *text, char fingerprint[21],
		   const struct log *log, const char *wall,
		   struct error *err)
{
	uint8_t(*tips)[ID_LEN] = mem_alloc(log->tip_len * ID_LEN);
	size_t start = text->len;
	uint8_t sum[HASH_LEN];
	char hex[ID_HEX];

	if (!tips)
		return error_nomem(err);
	for (size_t i = 0; i < log->tip_len; i++)
		memcpy(tips[i], log->tips[i]->rec.id, ID_LEN);
	qsort(tips, log->tip_len, ID_LEN, by_bytes);
	hex_encode(hex, log->genesis->rec.id, ID_LEN);
	str_addf(text, "stanch-checkpoint v1\ncase %s\ncount %zu\n", hex,
		 log->len);
	for (size_t i = 0; i < log->tip_len; i++) {
		hex_encode(hex, tips[i], ID_LEN);
		str_addf(text, "tip %s\n", hex);
	}
	str_addf(text, "at %s\n", wall);
	mem_free(tips);
	if (text->failed)
		return error_nomem(err);
	hash_bytes(sum, text->p + start, text->len - start);
	hex_encode(fingerprint, sum, 10);
	return 0;
}
