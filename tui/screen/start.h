/* tui/screen/start.h - the way into the full-screen program. */
#ifndef STANCH_SCREEN_START_H
#define STANCH_SCREEN_START_H

#include "core/base/error.h"

struct cli;
struct keymap;

/* Runs the screens until the person leaves; x->label (or NULL) is the case
 * to begin with. Where there is no terminal it prints how things stand.
 * Returns the exit status; what went wrong has been told. */
int screen_main(struct cli *x);
/* The default keys of every screen; the caller's. NULL: err says why. */
struct keymap *screen_keys(struct error *err);

#endif
