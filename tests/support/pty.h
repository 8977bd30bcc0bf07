/*
 * tests/support/pty.h - a program on a real pseudo-terminal, its screen read
 * through libvterm. Nothing here sleeps: it waits for a text or a deadline.
 */
#ifndef STANCH_TEST_PTY_H
#define STANCH_TEST_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "core/base/str.h"

struct pty;
struct surface;

/* Starts argv (argv[0] a path) with TERM=xterm-256color, LC_ALL=C.UTF-8, no
 * LINES, COLUMNS, ESCDELAY; env entries "NAME=value" ("NAME" alone removes)
 * are set on top, NULL-ended, may be NULL. NULL when it cannot start. */
struct pty *pty_start(char *const argv[], const char *const env[], int rows,
		      int cols);
/* Kills what still runs. NULL is fine. */
void pty_close(struct pty *p);
void pty_type(struct pty *p, const char *bytes);
/* Reads until the screen holds text, at most ms. False: it never did. */
bool pty_wait(struct pty *p, const char *text, int ms);
/* Reads until the screen does not hold text any more. */
bool pty_wait_gone(struct pty *p, const char *text, int ms);
/* Reads until nothing came for quiet_ms. */
void pty_settle(struct pty *p, int quiet_ms);
void pty_resize(struct pty *p, int rows, int cols);
/* The screen as rows, trailing blanks cut; numbered, for a failing test. */
void pty_row(struct str *out, struct pty *p, int row);
void pty_screen(struct str *out, struct pty *p);
/* The same with its looks, onto a surface of the same size. */
void pty_surface(struct surface *s, struct pty *p);
void pty_cursor(struct pty *p, int *row, int *col, bool *visible);
/* Bytes the program wrote since the last call. */
size_t pty_bytes(struct pty *p);
/* Everything it ever wrote, raw. */
const struct str *pty_raw(const struct pty *p);
pid_t pty_pid(const struct pty *p);
/* Whether the memory of the program holds a word; -1: not to be seen. */
int pty_memory_has(const struct pty *p, const char *word);
void pty_signal(struct pty *p, int signal);
/* Its exit code (128 + signal if it was killed), reading what it writes
 * until then; -1 when it still runs after ms. */
int pty_exit(struct pty *p, int ms);

#endif
