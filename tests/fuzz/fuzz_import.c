/* tests/fuzz/fuzz_import.c - a playbook from elsewhere: Markdown, or JSON
 * where it begins with a brace. */
#include <stddef.h>
#include <stdint.h>

#include "core/playbook/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct imported *im;

	if (!import_read(&im, "fuzz.md", n ? (const char *)data : "", n, NULL))
		imported_free(im);
	return 0;
}
