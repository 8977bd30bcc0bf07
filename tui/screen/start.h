/* tui/screen/start.h - the way into the full-screen program. */
#ifndef STANCH_SCREEN_START_H
#define STANCH_SCREEN_START_H

struct cli;

/* Runs the screens until the person leaves; x->label (or NULL) is the case
 * to begin with. Returns the exit status; what went wrong has been told. */
int screen_main(struct cli *x);

#endif
