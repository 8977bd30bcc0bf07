/*
 * tui/app/term.h - a terminal: paints a surface, gives keys.
 *
 * Two makers: term_curses.c (the only file that includes curses) and
 * term_mem.c (tests). Same calls, same order.
 */
#ifndef STANCH_APP_TERM_H
#define STANCH_APP_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"
#include "tui/app/surface.h"

/* A key: a Unicode character, or one of these above all characters. */
enum key {
	KEY_NONE = 0,
	KEY_CTRL_C = 3, KEY_CTRL_D = 4, KEY_CTRL_G = 7, KEY_TAB = 9,
	KEY_ENTER = 13, KEY_CTRL_L = 12, KEY_CTRL_U = 21, KEY_CTRL_Z = 26,
	KEY_ESC = 27,
	KEY_SPACE = 32, KEY_BACKSPACE = 127,
	KEY_SPECIAL = 0x110000,
	KEY_UP_ARROW, KEY_DOWN_ARROW, KEY_LEFT_ARROW, KEY_RIGHT_ARROW,
	KEY_HOME_, KEY_END_, KEY_PGUP, KEY_PGDN, KEY_SHIFT_TAB, KEY_DELETE,
	KEY_F1, KEY_F2, KEY_F3, KEY_F4, KEY_F5, KEY_F6, KEY_F7, KEY_F8,
	KEY_F9, KEY_F10, KEY_F11, KEY_F12,
	KEY_RESIZED, /* the size changed: ask term_size() */
	KEY_PASTE,   /* a bracketed paste: ask term_pasted() */
	KEY_HANGUP,  /* the terminal is gone or we were told to end */
	KEY_WHEEL_UP, KEY_WHEEL_DOWN,
	KEY_CLICK = 0x1000000, /* and above: key_click() */
};
#define KEY_CLICK_COLS 1024
/* A click there; row and col of one, which begin at 0. */
static inline uint32_t key_click(int row, int col)
{
	return KEY_CLICK + (uint32_t)row * KEY_CLICK_COLS + (uint32_t)col;
}
static inline int key_click_row(uint32_t key)
{
	return (int)((key - KEY_CLICK) / KEY_CLICK_COLS);
}
static inline int key_click_col(uint32_t key)
{
	return (int)((key - KEY_CLICK) % KEY_CLICK_COLS);
}

struct term;
struct term_ops {
	void (*close)(struct term *t); /* restores the terminal */
	void (*size)(struct term *t, int *rows, int *cols);
	/* Writes only what differs from the last paint; cursor as the
	 * surface says. */
	void (*paint)(struct term *t, const struct surface *s);
	void (*repaint)(struct term *t); /* all anew (Ctrl-L, after suspend) */
	/* Next key, waiting at most timeout_ms (-1: for ever) or until
	 * another descriptor of `fds` is readable; KEY_NONE then. */
	uint32_t (*key)(struct term *t, int timeout_ms, const int *fds,
			int fd_count);
	const char *(*pasted)(struct term *t); /* text of the last KEY_PASTE */
	void (*title)(struct term *t, const char *title);
	/* Gives the terminal to a child (editor) and takes it back. */
	void (*suspend)(struct term *t);
	void (*resume)(struct term *t);
	/* Ctrl-Z: gives the terminal back, stops the process, goes on. */
	void (*stop)(struct term *t);
	int (*copy)(struct term *t, const char *text); /* OSC 52; 0 = sent */
	void (*mouse)(struct term *t, bool on); /* off at first */
};
struct term { /* first member of each maker's struct */
	const struct term_ops *ops;
};

/* TERM unknown: falls back to xterm-256color, then ansi, and says so in
 * note[]. ERR_REFUSED with words when there is no terminal. colour: -1 no,
 * 0 auto, 1 always. */
int term_curses_open(struct term **out, int colour, char *note,
		     size_t note_size, struct error *err);
/* In memory: rows x cols; keys are fed by term_mem_feed(). */
int term_mem_open(struct term **out, int rows, int cols, struct error *err);
void term_mem_feed(struct term *t, uint32_t key);
void term_mem_paste(struct term *t, const char *text);
void term_mem_resize(struct term *t, int rows, int cols);
const struct surface *term_mem_surface(const struct term *t);
const char *term_mem_title(const struct term *t);  /* "": none yet */
const char *term_mem_copied(const struct term *t); /* "": nothing yet */
int term_mem_paints(const struct term *t); /* how often it was painted */

#endif
