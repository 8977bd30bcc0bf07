/* core/playbook/frontmatter.c - finding the front matter of a file. */
#include "core/playbook/frontmatter.h"

#include <string.h>

/* The byte behind the line at `at`. */
static size_t line_end(const char *text, size_t n, size_t at)
{
	const char *nl = memchr(text + at, '\n', n - at);

	return nl ? (size_t)(nl - text) + 1 : n;
}

static bool is_rule(const char *text, size_t n, size_t at)
{
	size_t len = line_end(text, n, at) - at;

	while (len && strchr(" \t\r\n", text[at + len - 1]))
		len--;
	return len == 3 && memcmp(text + at, "---", 3) == 0;
}

bool front_matter(struct front_matter *out, const char *text, size_t n)
{
	size_t from, at;

	if (n < 3 || !is_rule(text, n, 0))
		return false;
	from = line_end(text, n, 0);
	for (at = from; at < n && at < FRONT_MAX; at = line_end(text, n, at)) {
		if (!is_rule(text, n, at))
			continue;
		*out = (struct front_matter){text + from, at - from,
					     line_end(text, n, at)};
		return true;
	}
	return false;
}

bool front_matter_has(const struct front_matter *fm, const char *key)
{
	size_t n = strlen(key);

	for (size_t at = 0; at < fm->len; at = line_end(fm->text, fm->len, at))
		if (fm->len - at > n && fm->text[at + n] == ':' &&
		    memcmp(fm->text + at, key, n) == 0)
			return true;
	return false;
}
