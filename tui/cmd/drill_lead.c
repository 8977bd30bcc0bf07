/*
 * tui/cmd/drill_lead.c - one program leads a drill: a console, or a script.
 * The others look at its lock to know whether anybody leads.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/drill.h"

#define TRIES 20 /* a player who looks holds the lock for a moment */

static int try_lock(int fd, const char *label, struct error *err)
{
	struct timespec pause = {0, 10 * 1000000L};

	for (int i = 0; i < TRIES; i++) {
		if (!flock(fd, LOCK_EX | LOCK_NB))
			return 0;
		nanosleep(&pause, NULL);
	}
	error_set(err, ERR_REFUSED, _("%s is led elsewhere now"), label);
	return error_fix(err, _("one person leads; the others join"));
}

int play_lead(int *fd, const struct play *p, struct error *err)
{
	const char *label = casefile_now(p->c)->label;
	char *path = store_drill_lock(p->x->store, label);
	int rc;

	*fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0660) : -1;
	if (!path)
		rc = error_nomem(err);
	else if (*fd < 0)
		rc = error_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	else
		rc = try_lock(*fd, label, err);
	if (rc && *fd >= 0) {
		close(*fd);
		*fd = -1;
	}
	mem_free(path);
	return rc;
}
