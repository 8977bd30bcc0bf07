/*
 * tui/screen/verdict.h - what a reviewer says of a draft: remarks on its
 * steps, and a yes.
 */
#ifndef STANCH_SCREEN_VERDICT_H
#define STANCH_SCREEN_VERDICT_H

#include "core/store/draft.h"
#include "tui/screen/bookref.h"
#include "tui/widget/rich.h"

struct remarks { /* all zero: none */
	struct draft_comment *at;
	size_t count;
	struct arena arena;
};
/* The draft that a ref names ("SLUG@draft/NAME"), or NULL. */
const char *verdict_draft(const struct bookref *ref);
/* Reads those of a draft anew; a draft that is gone has none. */
void remarks_read(struct remarks *r, struct app *app, const char *draft);
void remarks_release(struct remarks *r);
/* Adds those on one step, "wu, 14:12: Who decides?". */
void remarks_add(struct rich *out, struct app *app, const struct remarks *r,
		 const char *step);

/* Asks for a remark on a step ("": all of it; about: how the screen calls
 * it), and commits it; the screens are told by app_changed(). */
void verdict_comment(struct app *app, const char *draft, const char *step,
		     const char *about);
/* Asks, and approves what stood at the commit `seen`. */
void verdict_approve(struct app *app, const char *draft, const char *seen);

#endif
