/* tui/screen/columnask.h - which column of a table is what: asked one after
 * the other, for a table of people and for one of undeliverables.
 *
 * Nobody can be asked while a file is read: a first reading, as far as the
 * headings, notes what nobody knows; what is answered stands in `map`, as
 * --map would say it, for the next one.
 */
#ifndef STANCH_SCREEN_COLUMNASK_H
#define STANCH_SCREEN_COLUMNASK_H

#include "core/people/columns.h"
#include "tui/app/app.h"

struct columnask { /* all-zero is ready but for app, done and ctx */
	struct app *app;
	/* Once, when the last was answered; left: by Esc. */
	void (*done)(void *ctx, bool left);
	void *ctx;
	struct str map; /* "#3=phone,#5=-," */
	bool noting;	/* this reading goes only as far as the headings */
	/* Private. */
	const struct column_kind *kind;
	struct unknown {
		size_t column; /* from 1 */
		char *heading;
	} *ask;
	size_t count, cap, at;
	bool taken[COLUMN_FIELDS];
	int offer[COLUMN_FIELDS]; /* choices of the question */
	int offers;
};

/* Fills the arguments of a reading; memory is borrowed. */
void columnask_args(struct columns_args *out, struct columnask *q,
		    const char *memory);
/* True in a reading that has seen the headings and need go no further. */
bool columnask_enough(const struct columnask *q);
/* Asks what is to be asked after a first reading; false, and done() is not
 * called, where nothing is. */
bool columnask_rest(struct columnask *q, const struct columns *c);
/* Asks about every column anew. */
void columnask_all(struct columnask *q, const struct columns *c);
void columnask_release(struct columnask *q);

#endif
