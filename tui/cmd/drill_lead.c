/*
 * tui/cmd/drill_lead.c - one program leads a drill: a console, or a script.
 * The others look at its lock to know whether anybody leads.
 *
 * A console leaves a sign of life in the lock's file each second and takes
 * it away when it goes. A sign without a lock says that a console died: from
 * that moment on the drill stands still, for everybody who looks.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/drill.h"

#define SIGN_BYTES 64
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
	if (!rc) /* whatever the umask: the group looks at it */
		(void)!fchmod(*fd, 0660);
	mem_free(path);
	return rc;
}

/* --- the sign of life ---------------------------------------------------------- */

/* Not durable: after a power cut the boot is another and walls compare. */
void play_sign(int fd, const struct moment *m)
{
	char text[SIGN_BYTES];
	int n = snprintf(text, sizeof(text), "%019lld %019lld %016llx\n",
			 (long long)m->wall, (long long)m->mono,
			 (unsigned long long)m->boot);

	(void)!pwrite(fd, text, (size_t)n, 0);
}

void play_unsign(int fd)
{
	(void)!ftruncate(fd, 0);
}

static bool read_sign(struct moment *m, int fd)
{
	char text[SIGN_BYTES] = "";
	long long wall, mono;
	unsigned long long boot;
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);

	if (n <= 0 || sscanf(text, "%lld %lld %llx", &wall, &mono, &boot) != 3)
		return false;
	*m = (struct moment){.wall = wall, .mono = mono, .boot = boot};
	return true;
}

/* Before its last order it says nothing: somebody went on without it. */
static bool is_later(const struct moment *m, const struct moment *order)
{
	return m->boot == order->boot ? m->mono >= order->mono
				      : m->wall >= order->wall;
}

bool play_lost(struct moment *m, const struct play *p)
{
	char *path = store_drill_lock(p->x->store, casefile_now(p->c)->label);
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	bool lost = fd >= 0 && !flock(fd, LOCK_SH | LOCK_NB) &&
		    read_sign(m, fd) && is_later(m, &p->d->times.last);

	if (fd >= 0)
		close(fd);
	mem_free(path);
	return lost;
}

/* --- freezing what nobody watched ------------------------------------------------ */

struct silence {
	const char *why;
	int64_t gone;
};

static void silence_members(struct jwrite *j, const void *ctx)
{
	const struct silence *s = ctx;

	jwrite_str(j, "op", drill_op_name(OP_FREEZE));
	jwrite_str(j, "why", s->why);
	jwrite_int(j, "gone", s->gone);
}

int play_freeze_since(int64_t *gone, struct play *p, const char *why,
		      int64_t since, struct error *err)
{
	struct moment now = drill_moment(p->x->env,
					 device_key(store_device(p->x->store)));
	const int64_t ms = times_instant(&p->d->times, &now) - since;
	struct silence s = {why, ms < 0 ? 0 : ms};
	struct drill_entry e = {.type = "drill.control", .by = FACILITATOR,
				.fill = silence_members, .ctx = &s};

	*gone = s.gone;
	return play_write(p, &e, 1, ROLE_OWNER, err);
}

int play_freeze_lost(int64_t *gone, struct play *p, int fd,
		     struct error *err)
{
	const struct situation *s = casefile_now(p->c);
	struct moment m;
	int64_t since = p->d->times.last_u;

	*gone = 0;
	if (p->d->run != RUN_RUNNING)
		return 0;
	if (read_sign(&m, fd) && is_later(&m, &p->d->times.last))
		since = times_instant(&p->d->times, &m);
	else
		for (size_t i = s->event_count; i--;)
			if (s->event[i]->author == s->me) {
				since = p->d->instant[i];
				break;
			}
	return play_freeze_since(gone, p, "lost", since, err);
}

int play_recover(int64_t *gone, struct play *p, struct error *err)
{
	const struct who *me = casefile_now(p->c)->me;
	struct error busy = {0};
	int fd, rc;

	*gone = 0;
	if (!p->lost || !me || me->role != ROLE_OWNER)
		return 0;
	if (play_lead(&fd, p, &busy))
		return 0; /* somebody leads it again: he sees to it */
	rc = play_look(p, err);
	if (!rc)
		rc = play_freeze_lost(gone, p, fd, err);
	if (!rc)
		play_unsign(fd);
	close(fd);
	return rc ? rc : play_look(p, err);
}
