/*
 * tui/app/theme.h - looks to colours: one table.
 *
 * Words stand in the terminal's own colours. Red is for overdue only,
 * magenta for soon, blue for links and focus; bold, reverse and underline
 * carry weight, and all of it means the same in one colour.
 */
#ifndef STANCH_APP_THEME_H
#define STANCH_APP_THEME_H

#include <stdbool.h>

/* ANSI colour numbers; THEME_DEFAULT is the terminal's own. */
enum { THEME_DEFAULT = -1, THEME_RED = 1, THEME_BLUE = 4, THEME_MAGENTA = 5 };

/* The foreground for a look (enum look bits). The background is always the
 * terminal's own. */
int theme_colour(unsigned look);
/* How the same looks read in an SVG picture: "#rrggbb". */
const char *theme_svg(unsigned look);
/* Whether to paint in colour: choice is --color (-1 never, 0 auto, 1
 * always), no_color the value of NO_COLOR or NULL, colours what terminfo
 * says. */
bool theme_wanted(int choice, const char *no_color, int colours);

#endif
