/*
 * core/base/newfile.h - a file that a person named for what is handed out to
 * them: never written over another one, never left behind half written.
 */
#ifndef STANCH_BASE_NEWFILE_H
#define STANCH_BASE_NEWFILE_H

#include "core/base/error.h"

/* Makes it (0600) and opens it for writing; *fd is -1 on failure.
 * ERR_REFUSED if there is one already. */
int newfile_open(int *fd, const char *path, struct error *err);
/* Closes fd (-1: nothing is done). With rc 0 its bytes are on disk then; with
 * any other, or when that fails, the file is gone. Returns rc, or why not. */
int newfile_end(int fd, const char *path, int rc, struct error *err);

#endif
