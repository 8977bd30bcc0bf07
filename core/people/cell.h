/* core/people/cell.h - what spreadsheets and exports make of a value, and
 * what it was before. */
#ifndef STANCH_PEOPLE_CELL_H
#define STANCH_PEOPLE_CELL_H

#include <stdbool.h>

#include "core/base/str.h"
#include "core/people/column.h"

/* Takes off what only keeps a spreadsheet's hands away: blanks at both ends,
 * ="138..." and a leading apostrophe. */
void cell_tidy(struct str *s);
/* A tidy value of that field: what stands for "nothing" there becomes empty,
 * a number that was stored with decimals (13800000000.0) whole, and without
 * marks of direction around it. */
void cell_settle(struct str *s, enum person_field f);
/* True if the digits of a number are gone: 1.38E+10, ########. */
bool cell_shortened(const char *text, enum person_field f);

#endif
