#include "tui/app/theme.h"

#include <stddef.h>

#include "tui/app/surface.h"

/* The first row that fits counts: overdue before soon before link. */
static const struct {
	unsigned look;
	int colour;
	const char *svg;
} colours[] = {
	{LOOK_OVERDUE, THEME_RED, "#b3261e"},
	{LOOK_SOON, THEME_MAGENTA, "#8a3a8f"},
	{LOOK_LINK, THEME_BLUE, "#1f4f9e"},
};
#define COLOURS (sizeof(colours) / sizeof(colours[0]))

int theme_colour(unsigned look)
{
	for (size_t i = 0; i < COLOURS; i++)
		if (look & colours[i].look)
			return colours[i].colour;
	return THEME_DEFAULT;
}

const char *theme_svg(unsigned look)
{
	for (size_t i = 0; i < COLOURS; i++)
		if (look & colours[i].look)
			return colours[i].svg;
	return "#1c1c1c";
}

bool theme_wanted(int choice, const char *no_color, int available)
{
	if (choice)
		return choice > 0;
	return !(no_color && *no_color) && available >= 8;
}
