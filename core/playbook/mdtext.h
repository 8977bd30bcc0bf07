/*
 * core/playbook/mdtext.h - Markdown as plain lines of a given width.
 *
 * For screens, `playbook show` and reports: no markup is left, nothing is
 * run or followed, a link shows its target.
 */
#ifndef STANCH_PLAYBOOK_MDTEXT_H
#define STANCH_PLAYBOOK_MDTEXT_H

#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/playbook/markdown.h"

struct mdspan {
	const char *text; /* UTF-8, NUL-terminated, not yet show()n */
	unsigned style;	  /* enum md_style */
};
struct mdline {
	struct mdspan *span;
	size_t count; /* 0: a blank line */
	int indent;   /* blanks in front */
};
enum mdtext_flags {
	MDTEXT_TIGHT = 1, /* no blank line between blocks */
};

/* Lines of at most `width` cells (never less than 16) from node `first` and
 * its siblings. Lists begin with "- " or their number, quotes with "| ",
 * code is verbatim below a line "(not run)"; a table is set in columns, or
 * as "head: cell" lines where it is too wide. No line begins with closing
 * punctuation. Everything lies in the arena. ERR_NOMEM. */
int mdtext_render(struct mdline **out, size_t *count, struct arena *a,
		  const struct md_node *first, int width, unsigned flags,
		  struct error *err);

#endif
