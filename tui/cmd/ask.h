/* tui/cmd/ask.h - questions on a terminal, and texts from files. */
#ifndef STANCH_CMD_ASK_H
#define STANCH_CMD_ASK_H

#include "tui/cmd/cli.h"

/* True if somebody is there to answer: a terminal, text, no --no-input. */
bool ask_can(const struct cli *x);
/* Asks until one of these letters (or Enter: the first) is typed; 0 at the
 * end of input. */
char ask_letter(struct cli *x, const char *prompt, const char *letters);
/* One line, without its end; ERR_CANCELLED at the end of input. */
int ask_line(struct str *out, struct cli *x, const char *prompt,
	     struct error *err);
/* The whole of a file ("-": standard input) of at most max bytes. */
int ask_file(struct str *out, const char *path, size_t max,
	     struct error *err);

#endif
