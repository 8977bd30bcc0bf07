/* tui/screen/adopt.h - what the adopt screen and that of one step share. */
#ifndef STANCH_SCREEN_ADOPT_H
#define STANCH_SCREEN_ADOPT_H

#include "core/store/offer.h"
#include "tui/screen/bookref.h"

/* Reads what `ref` would do to the open case. *out is the caller's
 * (offer_free), and good until the case changes. */
int adopt_offer(struct offer **out, struct app *app,
		const struct bookref *ref, struct error *err);
/* Row of the step of that key; -1 if it has none. */
int adopt_row_of(const struct offer *o, const char *key);
/* "open   lin", "done   wu", "-" for a step that is new. Appends. */
void adopt_state(struct str *out, const struct adopt_row *r);
/* "vendor-breach@main": P goes there if a playbook of the open case moved
 * on; false if none did. */
bool adopt_moved(char *ref, size_t size, struct app *app);
/* Which playbook moved on, in words, for a row of the case screen; it is
 * worked out after the first picture, in a moment. Borrowed, "" if none. */
const char *adopt_news(struct app *app);

#endif
