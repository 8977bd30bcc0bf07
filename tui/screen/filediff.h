/* tui/screen/filediff.h - a file that is no playbook, changed by a draft. */
#ifndef STANCH_SCREEN_FILEDIFF_H
#define STANCH_SCREEN_FILEDIFF_H

#include "core/store/draft.h"
#include "tui/app/app.h"
#include "tui/widget/rich.h"

/* Adds the patch, kept text and all; nothing if it is as it was. ERR_IO,
 * ERR_NOMEM. */
int filediff_add(struct rich *out, struct app *app, const struct draft *d,
		 const char *path, struct error *err);

#endif
