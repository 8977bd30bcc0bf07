#include "core/base/newfile.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/base/tr.h"

int newfile_open(int *fd, const char *path, struct error *err)
{
	*fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (*fd >= 0)
		return 0;
	if (errno != EEXIST)
		return error_errno(err, path);
	error_set(err, ERR_REFUSED, _("%s: there already"), path);
	return error_fix(err, _("nothing is overwritten: choose another "
				"name"));
}

int newfile_end(int fd, const char *path, int rc, struct error *err)
{
	if (fd < 0)
		return rc;
	if (!rc && fsync(fd))
		rc = error_errno(err, path);
	if (close(fd) && !rc)
		rc = error_errno(err, path);
	if (rc)
		unlink(path);
	return rc;
}
