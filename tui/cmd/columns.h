/* tui/cmd/columns.h - the columns of a table that comes in: asked about,
 * told. */
#ifndef STANCH_CMD_COLUMNS_H
#define STANCH_CMD_COLUMNS_H

#include "core/people/columns.h"
#include "tui/cmd/cli.h"

/* --map, what is remembered, and questions where somebody is there to answer
 * them. Give *memory back with mem_free(). ERR_NOMEM. */
int columns_args_of(struct columns_args *out, char **memory, struct cli *x,
		    struct error *err);
struct table_file { /* table_close() */
	const char *path, *name; /* where it is read; how it is called */
	char held[32];
	int fd;
};
/* A table by its path; "-" is standard input, which is read twice over: it
 * is held in memory, never in a file. ERR_IO. */
int table_open(struct table_file *out, const char *word, struct error *err);
void table_close(struct table_file *t);
/* On stderr: which column is what, and which are left out. */
void columns_tell(struct cli *x, const struct columns *c);
/* The array "columns" of an object. */
void columns_json(struct cli *x, const struct columns *c);

#endif
