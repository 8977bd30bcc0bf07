/*
 * tui/widget/everywhere.h - the actions that are good on every screen: move,
 * find, filter, commands, help, undo, back, redraw.
 */
#ifndef STANCH_WIDGET_EVERYWHERE_H
#define STANCH_WIDGET_EVERYWHERE_H

#include "tui/app/app.h"

/* The screens this folder brings: help (?), messages (:messages), the live
 * key map (:keys). For keymap_add() as well. */
extern const struct screen_def help_screen;
extern const struct screen_def messages_screen;
extern const struct screen_def keys_screen;

/* What `/` does with the words typed (prompt.h): goes there, or says why
 * not. For a screen that asks for them in its own way. */
void everywhere_find(struct app *app, void *ctx, const char *text);

/* The `:` list: every action with its key, narrowed by what is typed. */
void palette_open(struct app *app, const char *text);

/* Adds those actions and the screens above to a new map. A screen that has
 * its own idea of one (Enter, Esc, Tab, Space) puts an action of the same
 * name or key in its own table. ERR_NOMEM. */
int everywhere_keys(struct keymap *k, struct error *err);

#endif
