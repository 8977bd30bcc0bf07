/* tui/cmd/import.h - private: the parts of `playbook import`. */
#ifndef STANCH_CMD_IMPORT_H
#define STANCH_CMD_IMPORT_H

#include "core/playbook/import.h"
#include "tui/cmd/cli.h"

/* Prints an import, in the mode of x; marks: also each part of the source
 * with what it became (text only: JSON always has them). */
void import_show(struct cli *x, const struct imported *im, const char *file,
		 bool marks);

#endif
