/* core/base/run.c - io_run(): another program, watched. */
#include "core/base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/tr.h"

#define GRACE 1000 /* ms to tidy up in, once asked to end */

enum { OUT, ERRS, EXEC, PIPES }; /* EXEC brings errno if exec() failed */

struct run {
	pid_t pid;
	int from[PIPES], to[PIPES]; /* -1 when closed */
	struct str *text[2];
	size_t left[2], max; /* bytes that still may come, of max each */
	int timeout_ms;
	const char *name;
	const struct io_watch *watch; /* or NULL */
};

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* 0, 1 and 2 are the child's own; if we were started without one of them,
 * a pipe may have got that number. */
static int above_stderr(int *fd)
{
	int high = fcntl(*fd, F_DUPFD_CLOEXEC, 3);

	close(*fd);
	*fd = high;
	return high < 0 ? -1 : 0;
}

static int open_pipes(struct run *r)
{
	for (int i = 0; i < PIPES; i++) {
		int fd[2];

		if (pipe2(fd, O_CLOEXEC))
			return -1;
		r->from[i] = fd[0];
		r->to[i] = fd[1];
		if ((fd[0] < 3 && above_stderr(&r->from[i])) ||
		    (fd[1] < 3 && above_stderr(&r->to[i])))
			return -1;
		if (fcntl(r->from[i], F_SETFL, O_NONBLOCK))
			return -1;
	}
	return fcntl(r->from[EXEC], F_SETFL, 0);
}

/* In the child. Its own session: no terminal to ask at, and one kill()
 * reaches what it started too. It does not outlive us. */
_Noreturn static void become(const struct run *r, const char *const argv[],
			     const char *const envp[])
{
	int null, e;
	sigset_t none;

	setsid();
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	for (int i = 1; i < NSIG; i++)
		signal(i, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	null = r->watch && r->watch->input ? r->watch->input
					   : open("/dev/null", O_RDONLY);
	if (null >= 0 && dup2(null, 0) == 0 && dup2(r->to[OUT], 1) == 1 &&
	    dup2(r->to[ERRS], 2) == 2) {
		/* Also what a library opened without O_CLOEXEC. */
		close_range(3, ~0u, CLOSE_RANGE_CLOEXEC);
		for (; envp && *envp; envp++)
			putenv((char *)(uintptr_t)*envp);
		/* Neither is written to; POSIX only lacks the word. */
		execvp(argv[0], (char *const *)(uintptr_t)argv);
	}
	e = errno;
	if (write(r->to[EXEC], &e, sizeof(e)) != sizeof(e))
		_exit(126);
	_exit(127);
}

/* ERR_* if the program could not be started. */
static int start(struct run *r, const char *const argv[],
		 const char *const envp[], struct error *err)
{
	int e = 0;

	if (open_pipes(r))
		return error_errno(err, r->name);
	r->pid = fork();
	if (r->pid < 0)
		return error_errno(err, r->name);
	if (r->pid == 0)
		become(r, argv, envp);
	for (int i = 0; i < PIPES; i++)
		shut(&r->to[i]);
	while (read(r->from[EXEC], &e, sizeof(e)) < 0 && errno == EINTR)
		continue;
	shut(&r->from[EXEC]);
	if (!e)
		return 0;
	errno = e;
	return error_errno(err, r->name);
}

/* All there is to read now; closes at the end of the pipe. */
static int drain(struct run *r, int i, struct error *err)
{
	char buf[8192];
	ssize_t n;

	while ((n = read(r->from[i], buf, sizeof(buf))) > 0) {
		if ((size_t)n > r->left[i])
			return error_set(err, ERR_TOOBIG,
					 _("%s: more than %zu bytes of output"),
					 r->name, r->max);
		r->left[i] -= (size_t)n;
		str_addn(r->text[i], buf, (size_t)n);
		if (r->text[i]->failed)
			return error_nomem(err);
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	shut(&r->from[i]);
	return 0;
}

/* Reads until the child has ended and nothing is left. Its end is looked
 * for between the reads: something it started may keep the pipes open. */
static int watch(struct run *r, int *wstatus, struct error *err)
{
	int idle = 0, slice = 1;

	for (;;) {
		struct pollfd fd[2] = {{r->from[OUT], POLLIN, 0},
				       {r->from[ERRS], POLLIN, 0}};
		int n = poll(fd, 2, slice), rc = 0;
		bool ended = waitpid(r->pid, wstatus, WNOHANG) == r->pid;

		for (int i = 0; i < 2 && !rc; i++)
			if (r->from[i] >= 0)
				rc = drain(r, i, err);
		if (ended)
			r->pid = 0;
		if (rc || ended)
			return rc;
		if (r->watch && r->watch->stop &&
		    r->watch->stop(r->watch->ctx, r->text[1]))
			return error_set(err, ERR_CANCELLED, _("stopped"));
		idle = n > 0 ? 0 : idle + slice;
		slice = n > 0 ? 1 : slice < 50 ? slice * 2 : slice;
		if (idle >= r->timeout_ms)
			return error_set(err, ERR_IO,
					 _("%s: silent for %d s, stopped"),
					 r->name, (r->timeout_ms + 999) / 1000);
	}
}

/* SIGTERM first, so that it takes its lock files with it. */
static void end(struct run *r, int *wstatus)
{
	pid_t group = r->pid;

	kill(-group, SIGTERM);
	for (int waited = 0; r->pid && waited < GRACE; waited += 10) {
		if (waitpid(r->pid, wstatus, WNOHANG) == r->pid)
			r->pid = 0;
		else
			poll(NULL, 0, 10);
	}
	kill(-group, SIGKILL);
	while (r->pid && waitpid(r->pid, wstatus, 0) < 0 && errno == EINTR)
		continue;
}

int io_run_watched(int *status, struct str *out, struct str *errs,
		   const char *const argv[], const char *const envp[],
		   size_t max, int timeout_ms, const struct io_watch *look,
		   struct error *err)
{
	struct run r = {.from = {-1, -1, -1}, .to = {-1, -1, -1},
			.text = {out, errs}, .left = {max, max}, .max = max,
			.timeout_ms = timeout_ms, .name = argv[0],
			.watch = look};
	int wstatus = 0;
	int rc = start(&r, argv, envp, err);

	*status = -1;
	if (!rc)
		rc = watch(&r, &wstatus, err);
	if (r.pid > 0)
		end(&r, &wstatus);
	for (int i = 0; i < PIPES; i++) {
		shut(&r.from[i]);
		shut(&r.to[i]);
	}
	if (!rc)
		*status = WIFSIGNALED(wstatus) ? 128 + WTERMSIG(wstatus)
					       : WEXITSTATUS(wstatus);
	return rc;
}

int io_run(int *status, struct str *out, struct str *errs,
	   const char *const argv[], const char *const envp[], size_t max,
	   int timeout_ms, struct error *err)
{
	return io_run_watched(status, out, errs, argv, envp, max, timeout_ms,
			      NULL, err);
}
