/*
 * tui/widget/rich.h - paragraphs with looks, wrapped to a width.
 *
 * What a playbook's Markdown, the help and the messages are shown with.
 * Breaks at blanks and between Chinese characters; no line begins with a
 * closing mark.
 */
#ifndef STANCH_WIDGET_RICH_H
#define STANCH_WIDGET_RICH_H

#include <stdbool.h>

#include "core/base/str.h"
#include "tui/app/surface.h"

struct rich;
struct rich *rich_new(void); /* NULL: no memory */
void rich_free(struct rich *r);
void rich_clear(struct rich *r);
/* Begins a paragraph: indent is where its first line starts, hang the
 * others. Memory that runs out is told by rich_layout(). */
void rich_para(struct rich *r, int indent, int hang);
/* Adds words to the paragraph begun last. A line feed in text ends the line
 * within the paragraph. */
void rich_add(struct rich *r, unsigned look, const char *text);
void rich_addf(struct rich *r, unsigned look, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* rich_para and rich_add in one; an empty text is an empty line. */
void rich_line(struct rich *r, int indent, unsigned look, const char *text);
/* What an empty screen says: a heading, and what the screen is for. */
void rich_empty(struct rich *r, const char *heading, const char *text);
/* A key and what it does, which hangs beside it. */
void rich_key(struct rich *r, const char *key, const char *does);
/* Wraps to cells; returns the number of lines, or ERR_NOMEM. Cheap when
 * nothing changed. */
int rich_layout(struct rich *r, int cells);
/* Draws line i of the last layout. */
void rich_draw(const struct rich *r, int i, struct surface *s, int row,
	       int col, int cells);
/* Wraps to cells and draws the first `rows` lines from row on; returns how
 * many lines there are in all, or ERR_NOMEM with nothing drawn. */
int rich_put(struct rich *r, struct surface *s, int row, int rows, int col,
	     int cells);
/* The text of line i, for find. Appends. */
void rich_text(struct str *out, const struct rich *r, int i);

#endif
