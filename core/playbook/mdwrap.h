/* core/playbook/mdwrap.h - breaks running text into lines of cells; for
 * those who set text, here and in core/report. */
#ifndef STANCH_PLAYBOOK_MDWRAP_H
#define STANCH_PLAYBOOK_MDWRAP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/playbook/mdtext.h"

struct glyph {
	const char *p;
	uint32_t cp;
	uint8_t len, width;
	unsigned style;
};
struct glyphs { /* running text, a character each */
	struct glyph *at;
	size_t count, cap;
	struct arena *a;
	bool failed;
};
void glyphs_add(struct glyphs *g, const char *text, unsigned style);
/* The runs of a leaf: links with their targets, images by name. */
void glyphs_runs(struct glyphs *g, const struct md_run *run);
int glyphs_cells(const struct glyphs *g);
/* The end of the line that begins at `from` and takes at most `width`
 * cells; *next is where the one behind it begins. verbatim: blanks stay,
 * a line ends anywhere. */
size_t glyphs_line(const struct glyphs *g, size_t from, int width,
		   bool verbatim, size_t *next);

#endif
