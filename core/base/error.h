/*
 * core/base/error.h - what went wrong, where, and how to mend it.
 *
 * Every function that can fail takes a struct error * last and returns 0 or
 * a negative enum error_code. The lowest layer that knows writes the three
 * lines; the layers above pass them on unchanged. Texts are in the user's
 * language already (see tr.h) and may hold foreign bytes: whoever prints
 * them does so through show() (utf8.h).
 */
#ifndef STANCH_BASE_ERROR_H
#define STANCH_BASE_ERROR_H

enum error_code {
	ERR_OK = 0,
	ERR_FAILED = -1,    /* anything without a code of its own */
	ERR_USAGE = -2,	    /* wrong words from the person */
	ERR_NOTFOUND = -3,  /* no such case, step, file, member ... */
	ERR_REFUSED = -4,   /* not allowed in this state, or for this person */
	ERR_INVALID = -5,   /* data from outside breaks its own format */
	ERR_CORRUPT = -6,   /* a case file is not what was written */
	ERR_MOVED = -7,	    /* somebody else changed it meanwhile */
	ERR_UNKNOWN = -8,   /* a COMMIT failed: done or not, nobody knows yet */
	ERR_IO = -9,	    /* disk, permission, operating system */
	ERR_NOMEM = -10,    /* out of memory */
	ERR_BUSY = -11,	    /* a lock was not to be had in time */
	ERR_CANCELLED = -12, /* the person stopped it */
	ERR_TOOBIG = -13,   /* beyond a documented limit */
	ERR_PENDING = -14,  /* recorded, but a second person must act */
};

struct error {
	enum error_code code;
	char what[512];	 /* one line: the thing and the reason */
	char where[512]; /* one or more lines, '\n' between; may be empty */
	char fix[512];	 /* how to mend it, last line a command; may be empty */
	const char *id;	 /* a stable word for --json where the code is too
			    coarse ("unknown_zone"); a literal, or NULL */
};

/* Forgets an earlier failure. err may be NULL here and everywhere below. */
void error_clear(struct error *err);
/* Writes code and the first line, clears the others; returns code, so that
 * `return error_set(err, ERR_IO, _("%s: ..."), path);` is the idiom. */
int error_set(struct error *err, enum error_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Adds the second line(s). Returns err's code. */
int error_where(struct error *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Adds the last line(s). Returns err's code. */
int error_fix(struct error *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Gives the failure a word of its own for --json; it lives for ever.
 * Returns err's code. */
int error_id(struct error *err, const char *id);
/* "path: reason" from errno; ERR_NOTFOUND for ENOENT, ERR_NOMEM for ENOMEM,
 * else ERR_IO. */
int error_errno(struct error *err, const char *path);
/* Out of memory, in words. Always returns ERR_NOMEM. */
int error_nomem(struct error *err);
/* The stable name of a code for --json ("not_found", "refused" ...). */
const char *error_name(enum error_code code);

#endif
