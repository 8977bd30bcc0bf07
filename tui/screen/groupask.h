/* tui/screen/groupask.h - saves a filter under a name, by questions. */
#ifndef STANCH_SCREEN_GROUPASK_H
#define STANCH_SCREEN_GROUPASK_H

#include "tui/app/app.h"

/* Asks for a name, then for the conditions, which begin with `filter`. */
void group_ask(struct app *app, const char *filter);
/* Asks for the conditions of that group alone. */
void group_ask_filter(struct app *app, const char *name, const char *filter);
/* filter NULL: no group any more. */
void group_record(struct app *app, const char *name, const char *filter);

#endif
