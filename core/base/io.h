/* core/base/io.h - files: whole, durable, never half written. */
#ifndef STANCH_BASE_IO_H
#define STANCH_BASE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/base/error.h"
#include "core/base/str.h"

/* Appends the whole of a regular file of at most max bytes. ERR_NOTFOUND,
 * ERR_TOOBIG, ERR_IO. */
int io_read(struct str *out, const char *path, size_t max,
	    struct error *err);
/* Replaces path by these bytes at once and durably: temporary file beside
 * it, fsync, rename, fsync of the folder. */
int io_replace(const char *path, const void *bytes, size_t n, mode_t mode,
	       struct error *err);
/* The same, but ERR_REFUSED if path is there already. */
int io_create(const char *path, const void *bytes, size_t n, mode_t mode,
	      struct error *err);
/* Makes a folder and those above it. An existing one is fine; its mode is
 * left alone. A new one gets exactly `mode` (setgid included), whatever the
 * umask. */
int io_mkdirs(const char *path, mode_t mode, struct error *err);
int io_fsync_dir(const char *path, struct error *err);
bool io_exists(const char *path);
/* dir + "/" + name. */
char *io_join(const char *dir, const char *name);
/* Every name in a folder that is not hidden, in byte order, to fn; stops at
 * the first non-zero answer and returns it. */
int io_list(const char *dir, int (*fn)(void *ctx, const char *name),
	    void *ctx, struct error *err);
/* ERR_REFUSED with words if path is on NFS, CIFS, SMB or FUSE, where locks
 * and fsync cannot be trusted. */
int io_local_disk(const char *path, struct error *err);

/* Runs argv (argv[0] looked up in PATH, no shell) with stdin /dev/null,
 * collecting at most max bytes of stdout and stderr each; env entries
 * ("NAME=value", NULL-ended, may be NULL) are added. *status is the exit
 * code, 128+signal if killed. Kills it after timeout_ms without a byte. */
int io_run(int *status, struct str *out, struct str *errs,
	   char *const argv[], char *const envp[], size_t max,
	   int timeout_ms, struct error *err);

#endif
