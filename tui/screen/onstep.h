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
/* The rows of those acts but for the last, for every table that has them;
 * `wide`: ACT_WIDE where the footer is short of room, or 0. */
#define ONSTEP_ACTIONS(wide) \
	{"step-owner", "o", N_("owner"), N_("Give the step an owner"), \
	 onstep_owner, ACT_CHANGES | ACT_FOOTER}, \
	{"step-note", "a", N_("note"), N_("Add a note to the step"), \
	 onstep_note, ACT_CHANGES | ACT_FOOTER}, \
	{"step-file", "f", N_("file"), \
	 N_("Add a file as evidence of the step"), onstep_file, \
	 ACT_CHANGES | ACT_FOOTER}, \
	{"step-skip", "s", N_("skip|skip or block"), \
	 N_("Skip the step, mark it blocked or not needed; asks why"), \
	 onstep_aside, ACT_CHANGES | ACT_FOOTER}, \
	{"step-work", "w", N_("working"), N_("Say that you work on it"), \
	 onstep_work, ACT_CHANGES | ACT_FOOTER | (wide)}

#endif
