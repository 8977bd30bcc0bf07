/*
 * tui/app/keymap.h - keys to actions, and the keys.conf that changes them.
 *
 * Nothing below the keymap sees a key: a key becomes an action first. Footer,
 * help, `:` and `:keys` ask here which keys an action has now.
 */
#ifndef STANCH_APP_KEYMAP_H
#define STANCH_APP_KEYMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/str.h"
#include "tui/app/screen.h"

#define KEYMAP_ALL "all" /* the table that is good on every screen */

struct keymap;

/* An empty map; NULL when memory is out. */
struct keymap *keymap_new(void);
void keymap_free(struct keymap *k); /* NULL is fine */
/* Takes in the default keys of a table (borrowed, for ever). screen is its
 * name, or KEYMAP_ALL. ERR_NOMEM; ERR_INVALID names two actions of one table
 * that share a key: our own mistake, found by the tests. */
int keymap_add(struct keymap *k, const char *screen,
	       const struct action *actions, struct error *err);
/* Reads keys.conf: lines `bind SCREEN KEY ACTION` (ACTION `none` frees the
 * key) and # comments. The first bind of an action takes its default keys
 * away. ERR_INVALID tells the first bad line as path:line, what and how to
 * mend; every good line holds. A key bound twice is reported with both line
 * numbers. */
int keymap_load(struct keymap *k, const char *text, const char *path,
		struct error *err);
/* The action a key stands for on a screen; the screen's own table first,
 * then the one for all. NULL if it has none. */
const struct action *keymap_find(const struct keymap *k, const char *screen,
				 uint32_t key);
/* The action of that name, the screen's own first; NULL. */
const struct action *keymap_action(const struct keymap *k, const char *screen,
				   const char *name);
/* Appends the keys an action has now: the first ("Space"), or with all set
 * every one ("1 2 3"). Digits in a row become "1-5" unless all is set.
 * Nothing is added when it has none. */
void keymap_keys(struct str *out, const struct keymap *k, const char *screen,
		 const char *name, bool all);
/* The i-th table taken in: its screen and actions; false when there is
 * none. For help, `:keys` and the man page. */
bool keymap_table(const struct keymap *k, int i, const char **screen,
		  const struct action **actions);

/* "Space" <-> KEY_SPACE, "Ctrl-L" <-> KEY_CTRL_L, "j" <-> 'j'. KEY_NONE for
 * a name that is none. */
uint32_t key_parse(const char *name);
void key_name(struct str *out, uint32_t key);
/* Full-width letters, digits and signs (：？／！＋－ and their like) count as
 * their ASCII keys. */
uint32_t key_narrow(uint32_t key);
/* True for Chinese, Japanese or Korean text: an input method is on. */
bool key_is_cjk(uint32_t key);

/* Text typed or pasted into the wrong window: five letters within 50 ms. */
#define GUARD_LETTERS 5
#define GUARD_MS 50
struct guard { /* all zero = ready */
	int64_t at[GUARD_LETTERS]; /* the last letters, oldest first */
	bool moves[GUARD_LETTERS]; /* which of them only move */
	int letters;		   /* how many are in */
	bool shut;		   /* ignoring until 50 ms pass in silence */
	int64_t last;
};
/* Tells the guard of a key that is about to act, at time ms (monotonic);
 * moves: it is a movement key. False: ignore it. */
bool guard_key(struct guard *g, uint32_t key, bool moves, int64_t ms);
/* The same for n keys that came at once, before the first of them acts: true
 * if they are stray text and the guard is shut now. */
bool guard_ahead(struct guard *g, const uint32_t *keys, const bool *moves,
		 int n, int64_t ms);

#endif
