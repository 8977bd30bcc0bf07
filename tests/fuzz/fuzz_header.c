/* The record header: whatever is accepted encodes to the same bytes. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	uint8_t out[RECORD_HEADER + ID_LEN * RECORD_DEPS];
	struct header h;
	struct error err;

	if (header_decode(&h, data, n, &err)) {
		if (err.code != ERR_INVALID || !err.what[0])
			abort();
		return 0;
	}
	if (header_encode(out, &h) != n || memcmp(out, data, n) != 0)
		abort();
	return 0;
}
