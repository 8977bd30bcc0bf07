/*
 * tests/support/demo.h - a small stack of screens that uses every widget,
 * for the tests of tui/app and tui/widget themselves.
 */
#ifndef STANCH_TEST_DEMO_H
#define STANCH_TEST_DEMO_H

#include "tests/support/script.h"

struct demo; /* the data its screens share */

struct demo *demo_new(void);
void demo_free(struct demo *d);
/* Puts a row in at the top, as another process would. */
void demo_arrive(struct demo *d, const char *id, const char *title);
bool demo_is_done(const struct demo *d, const char *id);
extern const struct screen_def demo_screen; /* the list */
/* Every key table of the demo and of the widgets. */
struct keymap *demo_keys(void);
/* An app on term with the list in front; user is d. */
struct app *demo_app(struct demo *d, struct term *term,
		     const struct env *env, const struct keymap *keys);
extern const struct script_world demo_world;

#endif
