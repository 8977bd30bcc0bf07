/*
 * core/base/utf8.h - text from outside: strict UTF-8, widths, show().
 *
 * Widths come from our own table (Unicode 15 East Asian Width, UAX #11), so
 * that every terminal and test agrees; never from wcwidth(). Ambiguous
 * characters count as 1.
 */
#ifndef STANCH_BASE_UTF8_H
#define STANCH_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/str.h"

/* Decodes one character at *p (< end), strictly: no overlong form, no
 * surrogate, nothing above U+10FFFF, no noncharacter. Moves *p behind it
 * and returns true; on a bad byte moves *p by one, stores the byte in *cp
 * and returns false. */
bool utf8_next(uint32_t *cp, const char **p, const char *end);
bool utf8_valid(const char *s, size_t n);
/* Writes cp as 1-4 bytes (no NUL); returns how many. */
size_t utf8_encode(char out[4], uint32_t cp);
/* Cells one character takes: 0 (combining), 1 or 2; 1 if it is hidden. */
int utf8_width(uint32_t cp);
/* Cells a shown text takes; a bad byte counts as 1. */
int utf8_cells(const char *s);
/* The longest prefix of s that takes at most `cells` cells, in bytes; never
 * splits a character from its marks. *used gets its cells if not NULL. */
size_t utf8_cut(const char *s, int cells, int *used);
/* True if the terminal must never see cp itself (RELIABILITY: C0, C1, bidi,
 * zero-width, tags, private use, unassigned ...). */
bool utf8_hidden(uint32_t cp);
/* True if a reader would see anything of it: not blanks, not hidden alone. */
bool utf8_shows(const char *s);
/* Simple case folding for search and filter: ASCII and full-width forms to
 * lower-case ASCII, all else as it is. */
uint32_t utf8_fold(uint32_t cp);
/* Byte position of needle in hay after folding both, or -1; "" is found
 * at 0. */
long utf8_find(const char *hay, const char *needle);

enum show_flags {
	SHOW_LINE = 0, /* LF and TAB are shown as marks too */
	SHOW_LF = 1,   /* LF acts */
	SHOW_TAB = 2,  /* TAB acts */
};

/* The one way out: appends n bytes of s to out so that no terminal, pager
 * or reader can be tricked. Bad bytes become <x9B>, hidden characters
 * <U+202E>, at most four combining marks stay on a base and none without
 * one. Adds nothing for n = 0. */
void show(struct str *out, const char *s, size_t n, int flags);
/* show() of a NUL-terminated text on one line. */
void show_text(struct str *out, const char *s);
/* The same characters as JSON \u escapes, two of them above U+FFFF. The
 * input is a whole JSON text in valid UTF-8; it stays exactly as it was for
 * whoever parses it. A bad byte becomes \ufffd. */
void show_json(struct str *out, const char *json, size_t n);
/* True if letters of more than one script stand in one word (Latin with
 * Cyrillic or Greek), so that a name deserves a warning. */
bool utf8_mixed(const char *s);

#endif
