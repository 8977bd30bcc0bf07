/* tests/fuzz/fuzz_import.c - a playbook from elsewhere: Markdown, or JSON
 * where it begins with a brace. */
#include <stddef.h>
#include <stdint.h>

#include "core/playbook/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct import_from from = {.name = "fuzz.md", .n = n,
				   .text = n ? (const char *)data : ""};
	struct imported *im;

	if (!import_read(&im, &from, NULL))
		imported_free(im);
	return 0;
}
