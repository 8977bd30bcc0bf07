/* tui/cmd/columns.h - the columns of a table that comes in: asked about,
 * told. */
#ifndef STANCH_CMD_COLUMNS_H
#define STANCH_CMD_COLUMNS_H

#include "core/people/columns.h"
#include "tui/cmd/cli.h"

struct columns_file { /* columns_close() */
	const char *path, *name; /* where it is read; how it is called */
	struct columns_args columns;
	/* Private. */
	struct cli *x;
	char *memory, held[32];
	int fd;
	bool rest; /* all other columns are left out */
};
/* A table by its path, and how its columns are chosen: --map, what is
 * remembered, and questions where somebody is there to answer them. "-" is
 * standard input, which is read twice over: it is held in memory, never in a
 * file. ERR_NOMEM, ERR_IO. */
int columns_open(struct columns_file *out, struct cli *x, const char *word,
	       struct error *err);
void columns_close(struct columns_file *t);
/* On stderr: which column is what, and which are left out. */
void columns_tell(struct cli *x, const struct columns *c);
/* The array "columns" of an object. */
void columns_json(struct cli *x, const struct columns *c);

#endif
