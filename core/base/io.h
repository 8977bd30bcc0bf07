/* core/base/io.h - files: whole, durable, never half written. */
#ifndef STANCH_BASE_IO_H
#define STANCH_BASE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/base/error.h"
#include "core/base/str.h"

/* Appends the whole of a regular file of at most max bytes, or nothing.
 * ERR_NOTFOUND, ERR_TOOBIG, ERR_IO (also for a folder, a FIFO, a device),
 * ERR_NOMEM. */
int io_read(struct str *out, const char *path, size_t max,
	    struct error *err);
/* Replaces path by these bytes at once and durably: hidden temporary file
 * beside it, fsync, rename, fsync of the folder. The mode is exact, whatever
 * the umask. On failure what was there is untouched (but for a failed fsync
 * of the folder, where the new bytes are there and may not be durable). */
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
/* All n bytes to fd; 0, or the errno of the write that did not go through. */
int io_write(int fd, const void *bytes, size_t n);
/* What stands behind the last / of a path; borrowed. */
const char *io_name(const char *path);
/* The folder it lies in, "." without a /: the caller's; NULL when memory is
 * out. */
char *io_folder(const char *path);
/* dir + "/" + name: the caller's; NULL when memory is out. */
char *io_join(const char *dir, const char *name);
/* Every name in a folder that is not hidden, in byte order, to fn; stops at
 * the first non-zero answer and returns it. The folder is read to its end
 * first, so fn may change it. */
int io_list(const char *dir, int (*fn)(void *ctx, const char *name),
	    void *ctx, struct error *err);
/* ERR_REFUSED with words if path is on NFS, CIFS, SMB or FUSE, where locks
 * and fsync cannot be trusted. */
int io_local_disk(const char *path, struct error *err);

/* Runs argv (argv[0] looked up in PATH, no shell) in a session of its own
 * with stdin /dev/null and no signal ignored or blocked; env entries
 * ("NAME=value", NULL-ended, may be NULL) are added, "NAME" alone takes one
 * away. It gets SIGTERM when we die. Appends stdout and
 * stderr. *status is the exit code, 128+signal if killed, -1 on failure:
 * ERR_NOTFOUND (no such program), ERR_TOOBIG (more than max bytes on either),
 * ERR_IO (timeout_ms without a byte, or the system), ERR_NOMEM; a program
 * that was started is then ended (SIGTERM, a second later SIGKILL) with all it
 * started. */
int io_run(int *status, struct str *out, struct str *errs,
	   const char *const argv[], const char *const envp[], size_t max,
	   int timeout_ms, struct error *err);

/* Who looks on while a program runs, every 50 ms at least. */
struct io_watch {
	/* errs: what it has said on stderr so far. True ends the program:
	 * ERR_CANCELLED. */
	bool (*stop)(void *ctx, const struct str *errs); /* may be NULL */
	void *ctx;
	int input; /* what it reads as its stdin; 0: /dev/null */
};
int io_run_watched(int *status, struct str *out, struct str *errs,
		   const char *const argv[], const char *const envp[],
		   size_t max, int timeout_ms, const struct io_watch *look,
		   struct error *err);

/* Waits for a child of ours: its exit status, -1 if it was killed. */
int io_wait(pid_t pid);
/* Runs an editor on the terminal that is ours and waits for it: `editor` is
 * words for /bin/sh ("vim -u NONE"), path an argument; known ones begin at a
 * line. Its exit status; -1 if it was killed or there is none. */
int io_editor(const char *editor, const char *path, int line);

#endif
