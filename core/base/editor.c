/* core/base/editor.c - io_editor(): a text in the person's own editor. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/io.h"

/* Editors that take +LINE before the file. */
static bool takes_line(const char *editor)
{
	static const char *const known[] = {"vi", "vim", "nvim", "nano",
					    "emacs", "micro", "joe", "mg",
					    "kak", "view"};
	size_t n = strcspn(editor, " ");
	const char *base = editor;

	for (const char *p = editor; p < editor + n; p++)
		if (*p == '/')
			base = p + 1;
	n -= (size_t)(base - editor);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strlen(known[i]) == n && !strncmp(base, known[i], n))
			return true;
	return false;
}

int io_wait(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* git's way: the words of the setting are for the shell, the path is an
 * argument and never looked at by it. */
int io_editor(const char *editor, const char *path, int line)
{
	struct str words = {0}, at = {0};
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction old_int, old_quit; /* with their flags */
	int status = -1;
	pid_t pid;

	sigaction(SIGINT, &ignore, &old_int);
	sigaction(SIGQUIT, &ignore, &old_quit);
	str_addf(&words, "%s \"$@\"", editor);
	str_addf(&at, "+%d", line);
	pid = words.failed || at.failed ? -1 : fork();
	if (!pid) {
		signal(SIGINT, SIG_DFL);
		signal(SIGQUIT, SIG_DFL);
		if (line > 1 && takes_line(editor))
			execl("/bin/sh", "sh", "-c", words.p, editor, at.p,
			      path, (char *)NULL);
		else
			execl("/bin/sh", "sh", "-c", words.p, editor, path,
			      (char *)NULL);
		_exit(127);
	}
	if (pid > 0)
		status = io_wait(pid);
	sigaction(SIGINT, &old_int, NULL);
	sigaction(SIGQUIT, &old_quit, NULL);
	str_release(&words);
	str_release(&at);
	return status;
}
