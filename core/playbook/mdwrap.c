/* core/playbook/mdwrap.c - breaks running text into lines. */
#include "core/playbook/mdwrap.h"

#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"

void glyphs_add(struct glyphs *g, const char *text, unsigned style)
{
	const char *p = text, *end = text + strlen(text), *from;
	struct glyph *x;
	uint32_t cp;

	while (p < end) {
		from = p;
		utf8_next(&cp, &p, end);
		if (arena_grow(g->a, &g->at, g->count, &g->cap, sizeof(*x))) {
			g->failed = true;
			return;
		}
		x = &g->at[g->count++];
		x->p = from;
		x->cp = cp;
		x->len = (uint8_t)(p - from);
		x->width = (uint8_t)(cp == '\n' ? 0 : utf8_width(cp));
		x->style = style;
	}
}

static void add_target(struct glyphs *g, const struct md_run *run,
		       const char *last_text)
{
	char *shown;

	if (!run->href || strcmp(run->href, last_text) == 0)
		return;
	shown = arena_printf(g->a, " <%s>", run->href);
	if (shown)
		glyphs_add(g, shown, MDS_PLAIN);
	else
		g->failed = true;
}

void glyphs_runs(struct glyphs *g, const struct md_run *run)
{
	const char *image;

	for (; run; run = run->next) {
		if (run->style & MDS_IMAGE) {
			image = arena_printf(g->a, _("[image: %s]"),
					     run->text);
			g->failed |= !image;
			glyphs_add(g, image ? image : "", run->style);
		} else {
			glyphs_add(g, run->text, run->style);
		}
		if (run->href &&
		    (!run->next || run->next->href != run->href))
			add_target(g, run, run->text);
	}
}

int glyphs_cells(const struct glyphs *g)
{
	int n = 0;

	for (size_t i = 0; i < g->count && n < 1 << 20; i++)
		n += g->at[i].width;
	return n;
}

static bool one_of(const char *set, const struct glyph *x)
{
	const char *p = set, *end = set + strlen(set);
	uint32_t cp;

	while (p < end)
		if (utf8_next(&cp, &p, end) && cp == x->cp)
			return true;
	return false;
}

static bool closing(const struct glyph *x)
{
	return one_of(",.;:!?)]}%»”’，。、；：！？）】》〉」』〕％…—·～", x);
}

static bool opening(const struct glyph *x)
{
	return one_of("([{«“‘（【《〈「『〔￥", x);
}

/* A line may end between a and b. */
static bool may_break(const struct glyph *a, const struct glyph *b)
{
	if (a->cp == ' ')
		return b->cp != ' ';
	if (b->cp == ' ' || b->width == 0)
		return false;
	return (a->width == 2 || b->width == 2) && !closing(b) && !opening(a);
}

size_t glyphs_line(const struct glyphs *g, size_t from, int width,
		   bool verbatim, size_t *next)
{
	size_t i = from, cut = from, end;
	int cells = 0;

	for (; i < g->count && g->at[i].cp != '\n'; i++) {
		if (i > from && !verbatim &&
		    may_break(&g->at[i - 1], &g->at[i]))
			cut = i;
		if (cells + g->at[i].width > width && i > from &&
		    (g->at[i].cp != ' ' || verbatim))
			break;
		cells += g->at[i].width;
	}
	if (i == g->count || g->at[i].cp == '\n') {
		*next = i == g->count ? i : i + 1;
		cut = i;
	} else {
		*next = cut = cut > from ? cut : i;
	}
	for (end = cut; !verbatim && end > from && g->at[end - 1].cp == ' ';)
		end--;
	while (!verbatim && *next == cut && *next < g->count &&
	       g->at[*next].cp == ' ')
		++*next;
	return end;
}
