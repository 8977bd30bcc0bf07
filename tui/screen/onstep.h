/*
 * tui/screen/onstep.h - what a person does to one step, the same keys on
 * every screen that has one: owner, note, file, setting aside, working.
 *
 * A struct onstep is the first member of such a screen's state; the actions
 * take that state.
 */
#ifndef STANCH_SCREEN_ONSTEP_H
#define STANCH_SCREEN_ONSTEP_H

#include "tui/screen/ctx.h"

struct onstep {
	struct app *app;
	char step[256]; /* its key, "" in an empty case */
};

/* The step as it stands now; NULL if there is none. */
const struct step *onstep_now(const struct onstep *on);
/* Says "3.02 Record count: DONE" with the undo key, or what went wrong. */
void onstep_told(struct onstep *on, const struct act *a, int rc,
		 const struct error *err, const char *done);
/* Which of two values set at once holds. */
void onstep_settle(struct onstep *on, const struct step *st);
/* Open, though the version in force lacks it. */
bool onstep_retired(const struct onstep *on);

/* Actions; state is what a struct onstep is the first member of. */
void onstep_owner(struct app *app, void *state);
void onstep_note(struct app *app, void *state);
void onstep_file(struct app *app, void *state);
void onstep_aside(struct app *app, void *state);
void onstep_work(struct app *app, void *state);
void onstep_copy(struct app *app, void *state);

#endif
