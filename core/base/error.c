/* core/base/error.c - what went wrong, where, and how to mend it. */
#include "core/base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/tr.h"

void error_clear(struct error *err)
{
	if (!err)
		return;
	err->code = ERR_OK;
	err->what[0] = err->where[0] = err->fix[0] = '\0';
	err->id = NULL;
}

int error_set(struct error *err, enum error_code code, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return code;
	err->code = code;
	err->where[0] = err->fix[0] = '\0';
	err->id = NULL;
	va_start(ap, fmt);
	vsnprintf(err->what, sizeof(err->what), fmt, ap);
	va_end(ap);
	return code;
}

int error_where(struct error *err, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return ERR_FAILED;
	va_start(ap, fmt);
	vsnprintf(err->where, sizeof(err->where), fmt, ap);
	va_end(ap);
	return err->code;
}

int error_fix(struct error *err, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return ERR_FAILED;
	va_start(ap, fmt);
	vsnprintf(err->fix, sizeof(err->fix), fmt, ap);
	va_end(ap);
	return err->code;
}

int error_id(struct error *err, const char *id)
{
	if (!err)
		return ERR_FAILED;
	err->id = id;
	return err->code;
}

int error_errno(struct error *err, const char *path)
{
	int e = errno;
	enum error_code code = e == ENOENT   ? ERR_NOTFOUND
			       : e == ENOMEM ? ERR_NOMEM
					     : ERR_IO;

	return error_set(err, code, "%s: %s", path, strerror(e));
}

int error_nomem(struct error *err)
{
	return error_set(err, ERR_NOMEM, _("out of memory"));
}

const char *error_name(enum error_code code)
{
	switch (code) {
	case ERR_OK:
		return "ok";
	case ERR_FAILED:
		return "failed";
	case ERR_USAGE:
		return "usage";
	case ERR_NOTFOUND:
		return "not_found";
	case ERR_REFUSED:
		return "refused";
	case ERR_INVALID:
		return "invalid";
	case ERR_CORRUPT:
		return "corrupt";
	case ERR_MOVED:
		return "moved";
	case ERR_UNKNOWN:
		return "unknown";
	case ERR_IO:
		return "io";
	case ERR_NOMEM:
		return "no_memory";
	case ERR_BUSY:
		return "busy";
	case ERR_CANCELLED:
		return "cancelled";
	case ERR_TOOBIG:
		return "too_big";
	case ERR_PENDING:
		return "pending";
	}
	return "failed";
}
