/* tui/screen/pathask.h - asks for a file by its path; Tab completes it. */
#ifndef STANCH_SCREEN_PATHASK_H
#define STANCH_SCREEN_PATHASK_H

#include "tui/app/app.h"

enum path_kind {
	PATH_FILE, /* that is there */
	PATH_NEW,  /* that is not there yet */
};

/* done() as that of a prompt: once, with NULL when it was left. */
void path_ask(struct app *app, const char *label, const char *text,
	      enum path_kind kind,
	      void (*done)(struct app *app, void *ctx, const char *path),
	      void *ctx);

#endif
