/* tui/screen/bringin.h - private to bringing a table of people in. */
#ifndef STANCH_SCREEN_BRINGIN_H
#define STANCH_SCREEN_BRINGIN_H

#include "core/base/arena.h"
#include "core/people/import.h"
#include "tui/screen/columnask.h"
#include "tui/screen/people.h"

#define SAMPLES 3 /* rows of the table that are shown */

struct bringrow { /* of the look at it */
	const char *name, *field, *text; /* a column: heading and field */
	int column; /* field of the samples; -1: text alone */
	bool bold;
};
struct bringing { /* one table on its way in, from question to question */
	struct app *app;
	char *path, *memory;
	struct columnask columns;
	struct import_result result; /* of the dry run */
	int rc;			     /* and how it ended */
	char *sample[SAMPLES][PERSON_FIELDS];
	uint64_t sampled[SAMPLES]; /* which rows they are */
	int samples;
	bool whole; /* samples are shown unmasked */
	struct arena arena; /* of the rows */
	struct bringrow *row;
	size_t count, cap;
	char key[24], part[VALUE_SHOWN * 4];
};

/* All of it, or what is sound, or nothing. True if it is in. */
bool bringing_do(struct bringing *b, bool skip_bad);
void bringing_free(struct bringing *b);

#endif
