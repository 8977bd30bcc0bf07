/* tests/fuzz/fuzz_mapping.c - the map of an import: what is read can be
 * written, and reads again. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/playbook/mapping.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct mapping *map, *again = NULL;
	struct str s = {0};

	if (mapping_read(&map, n ? (const char *)data : "", n, NULL))
		return 0;
	mapping_write(&s, map);
	if (s.len <= MAPPING_MAX &&
	    mapping_read(&again, str_text(&s), s.len, NULL))
		abort();
	mapping_free(again);
	mapping_free(map);
	str_release(&s);
	return 0;
}
