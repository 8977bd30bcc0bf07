/*
 * core/playbook/frontmatter.h - the lines between two rules of three dashes
 * at the head of a Markdown file: a playbook's, a notice's, a scenario's.
 */
#ifndef STANCH_PLAYBOOK_FRONTMATTER_H
#define STANCH_PLAYBOOK_FRONTMATTER_H

#include <stdbool.h>
#include <stddef.h>

#define FRONT_MAX ((size_t)64 * 1024)

struct front_matter {
	const char *text; /* borrowed; its first line is line 2 of the file */
	size_t len;
	size_t body; /* byte of the file behind the second rule */
};

/* False if the file does not begin with a rule, or no second one stands
 * within 64 KiB. */
bool front_matter(struct front_matter *out, const char *text, size_t n);
/* True if a line begins with this key and a colon. */
bool front_matter_has(const struct front_matter *fm, const char *key);

#endif
