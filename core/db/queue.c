/*
 * core/db/queue.c - whose turn it is to write.
 *
 * A blocking flock on `.lock` in the folder makes a fair queue among
 * processes of one host: the slowest of 50 waits a fifth of a second rather
 * than four. It is courtesy, never correctness: after 5 s, or where it
 * cannot be had, SQLite's own lock decides alone.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/db/private.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

#define QUEUE_SECONDS 5
#define BUSY_US 10000000L

void queue_open(struct db *db)
{
	char *path = io_join(db->dir, ".lock");
	int fd;

	if (!path)
		return;
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		  0660);
	if (fd >= 0)
		(void)fchmod(fd, 0660); /* whatever the umask: the group */
	else
		fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	mem_free(path);
	db->lock = fd;
}

static void on_timer(int sig)
{
	(void)sig; /* only there to interrupt flock() */
}

/* flock() that gives up: a timer interrupts it after QUEUE_SECONDS, and
 * again every 50 ms, should the first have come before the call. */
static void wait_for_lock(int fd)
{
	struct sigaction sa = { .sa_handler = on_timer }, old;
	struct sigevent ev = { .sigev_notify = SIGEV_THREAD_ID,
			       .sigev_signo = SIGALRM };
	struct itimerspec when = { .it_value.tv_sec = QUEUE_SECONDS,
				   .it_interval.tv_nsec = 50000000 };
	struct itimerspec left;
	timer_t timer;
	int rc;

	ev.sigev_notify_thread_id = (int)syscall(SYS_gettid);
	if (timer_create(CLOCK_MONOTONIC, &ev, &timer))
		return;
	sigaction(SIGALRM, &sa, &old);
	timer_settime(timer, 0, &when, NULL);
	do { /* other signals (a resize) do not end the wait */
		rc = flock(fd, LOCK_EX);
		timer_gettime(timer, &left);
	} while (rc && errno == EINTR &&
		 (left.it_value.tv_sec > 0 ||
		  left.it_value.tv_nsec > 50000000));
	timer_delete(timer);
	sigaction(SIGALRM, &old, NULL);
}

/* Whoever is stopped with ^Z must not hold up all the others. */
static void hold_stop(struct db *db)
{
	sigset_t stop, before;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_BLOCK, &stop, &before);
	db->stop_blocked = !sigismember(&before, SIGTSTP);
}

void queue_enter(struct db *db)
{
	hold_stop(db);
	if (db->lock < 0)
		return;
	if (flock(db->lock, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK)
		wait_for_lock(db->lock);
}

void queue_leave(struct db *db)
{
	sigset_t stop;

	if (db->lock >= 0)
		flock(db->lock, LOCK_UN);
	if (!db->stop_blocked)
		return;
	db->stop_blocked = false;
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
}

/* SQLite's busy handler: half a millisecond and a random rest, so that two
 * who met do not meet again. */
int queue_busy(void *ctx, int tries)
{
	struct db *db = ctx;
	long most = tries < 3 ? 2000 : tries < 8 ? 8000 : 20000;
	uint32_t r = 0;
	struct timespec ts = { 0 };

	if (tries == 0)
		db->waited_us = 0;
	if (db->waited_us > BUSY_US)
		return 0;
	if (db->env->random(db->env->ctx, &r, sizeof(r)))
		r = (uint32_t)tries * 7919u;
	ts.tv_nsec = 1000L * (500 + (long)(r % (uint32_t)most));
	db->waited_us += ts.tv_nsec / 1000;
	nanosleep(&ts, NULL);
	return 1;
}
