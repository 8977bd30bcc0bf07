/* What show() lets out can trick nobody, and shows again as itself. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Stops at the first character that no terminal must see. */
static void check(const char *p, const char *end, int flags)
{
	uint32_t cp;
	int marks = 0;

	while (p < end) {
		if (!utf8_next(&cp, &p, end))
			abort();
		if ((cp == '\n' && flags & SHOW_LF) ||
		    (cp == '\t' && flags & SHOW_TAB))
			continue;
		marks = utf8_width(cp) ? 0 : marks + 1;
		if (utf8_hidden(cp) || marks > 4)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	int flags = n ? data[0] & 3 : 0;
	struct str once = {0}, twice = {0};
	const char *text;

	show(&once, (const char *)data, n, flags);
	text = str_text(&once);
	check(text, text + once.len, flags);
	show(&twice, text, once.len, flags);
	if (strcmp(text, str_text(&twice)) != 0 || once.len < n)
		abort();
	if (utf8_cut(text, utf8_cells(text), NULL) != once.len)
		abort();
	if (utf8_find(text, text) != 0)
		abort();
	utf8_mixed(text);
	str_release(&once);
	str_release(&twice);
	return 0;
}
