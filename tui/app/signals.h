/*
 * tui/app/signals.h - signals become bytes in a pipe; a crash still gives the
 * terminal back.
 *
 * A handler has no argument for a context: this is the one place of tui/
 * with state of the whole process. There is one terminal in a process.
 */
#ifndef STANCH_APP_SIGNALS_H
#define STANCH_APP_SIGNALS_H

#include <stdbool.h>

#include "core/base/error.h"

#define SIGNALS_PASTE_OFF "\033[?2004l"

enum { /* what a byte in the pipe says */
	SIGNALS_RESIZED = 'w', SIGNALS_END = 'e', SIGNALS_CTRL_C = 'c',
	SIGNALS_CTRL_Z = 'z', SIGNALS_CONTINUED = 'r',
};

/* Before newterm(): curses only takes a signal nobody has. ERR_IO. */
int signals_open(struct error *err);
/* As they were before. */
void signals_close(void);
int signals_fd(void); /* the pipe's end to read, without waiting */
/* SIGTSTP and SIGCONT as the shell wants them (on), or ours again. */
void signals_default(bool on);

#endif
