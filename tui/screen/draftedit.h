/* tui/screen/draftedit.h - the editor on a file of a draft. */
#ifndef STANCH_SCREEN_DRAFTEDIT_H
#define STANCH_SCREEN_DRAFTEDIT_H

#include "core/base/error.h"
#include "tui/app/app.h"

/* Opens the editor at a line. The kept text itself is edited, so that a crash
 * loses nothing; *changed: it is another text than before. ERR_CANCELLED: the
 * editor left with a status, which takes its changes back. */
int draftedit_run(bool *changed, struct app *app, const char *draft,
		  const char *file, int line, struct error *err);
/* The line, from 1, of a byte. */
int draftedit_line(const char *text, size_t at);

#endif
