/*
 * tui/app/touchup.h - a few cells that changed by themselves, as bytes.
 *
 * On a screen nobody touches a digit changes here and there once a minute.
 * curses walks to each and back again, one sequence an attribute; between
 * "save cursor" and "restore cursor" the same takes two thirds of the bytes,
 * and the cursor, which a screen reader follows, never stands elsewhere.
 */
#ifndef STANCH_APP_TOUCHUP_H
#define STANCH_APP_TOUCHUP_H

#include "tui/app/surface.h"

#define TOUCHUP_CELLS 32 /* more is for curses */

/* Appends what makes a terminal that shows `seen`, in plain attributes, show
 * `now`; both are of one size. False, and nothing appended: more changed than
 * a few ASCII cells, or the cursor moved. DECSC, DECRC and SGR as in
 * ECMA-48 and DEC STD 070; without colour only bold, reverse, underline. */
bool touchup(struct str *out, const struct surface *seen,
	     const struct surface *now, bool colour);

#endif
