/* Other programs: the editor, tmux; and Ctrl-Z. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/app/app_priv.h"

#define EDIT_MAX (1 << 20)

void app_suspend(struct app *app)
{
	app->config.term->ops->stop(app->config.term);
	app_fit(app);
}

/* ---- copy ---- */
static bool tmux_copy(const char *text)
{
	char *argv[] = {(char *)"tmux", (char *)"load-buffer", (char *)"-w",
			(char *)"-", NULL};
	void (*old_pipe)(int);
	int fds[2];
	pid_t pid;
	bool sent;

	if (pipe2(fds, O_CLOEXEC))
		return false;
	pid = fork();
	if (!pid) {
		int null = open("/dev/null", O_RDWR);

		dup2(fds[0], 0);
		dup2(null, 1);
		dup2(null, 2);
		execvp(argv[0], argv);
		_exit(127);
	}
	close(fds[0]);
	old_pipe = signal(SIGPIPE, SIG_IGN);
	sent = pid > 0 && !io_write(fds[1], text, strlen(text));
	close(fds[1]);
	signal(SIGPIPE, old_pipe);
	return pid > 0 && !io_wait(pid) && sent;
}

void app_mouse(struct app *app, bool on)
{
	app->config.term->ops->mouse(app->config.term, on);
}

void app_copy(struct app *app, const char *text, const char *what)
{
	struct term *t = app->config.term;
	struct str shown = {0};
	bool sent;

	show(&shown, text, strlen(text), SHOW_LF | SHOW_TAB);
	if (app->config.tmux)
		sent = tmux_copy(str_text(&shown));
	else
		sent = !t->ops->copy(t, str_text(&shown));
	if (sent)
		app_say(app, _("copied: %s"), what);
	else
		app_say(app, _("not copied: this terminal takes no copies; "
			       "mark the text with the mouse"));
	str_release(&shown);
}

/* ---- the editor ---- */
/* Editors end a text with a line feed of their own. */
static void same_end(struct str *now, const char *before)
{
	size_t n = strlen(before);

	while (now->len && now->p[now->len - 1] == '\n' &&
	       !(n && before[n - 1] == '\n'))
		now->p[--now->len] = '\0';
}

static int edit_file(struct app *app, struct str *now, const char *path,
		     int line, struct error *err)
{
	struct term *t = app->config.term;
	const char *editor = app->config.editor ? app->config.editor : "vi";
	int status, rc;

	t->ops->suspend(t);
	status = io_editor(editor, path, line);
	t->ops->resume(t);
	app_fit(app);
	if (status) {
		error_set(err, ERR_CANCELLED,
			  _("%s ended with %d; nothing was changed"), editor,
			  status);
		return error_fix(err, _("set $VISUAL or $EDITOR to an editor "
					"that is installed"));
	}
	rc = io_read(now, path, EDIT_MAX, err);
	if (!rc && !utf8_valid(str_text(now), now->len)) {
		error_set(err, ERR_INVALID,
			  _("the text is not UTF-8; nothing was changed"));
		rc = error_fix(err, _("save it as UTF-8"));
	}
	return rc;
}

int app_edit_file(struct app *app, const char *path, int line)
{
	struct term *t = app->config.term;
	const char *editor = app->config.editor ? app->config.editor : "vi";
	struct error err = {0};
	int status;

	t->ops->suspend(t);
	status = io_editor(editor, path, line);
	t->ops->resume(t);
	app_fit(app);
	app_repaint(app);
	if (status < 0) {
		error_set(&err, ERR_FAILED, _("%s was stopped"), editor);
		app_error(app, &err);
	}
	return status;
}

/* ---- this program, once more ---- */
#define SAID_MAX ((size_t)4096)

static void again_child(const char *const argv[], int said)
{
	if (said >= 0)
		dup2(said, 2);
	execv("/proc/self/exe", (char *const *)(uintptr_t)argv);
	_exit(127);
}

/* Its own first line says "error: "; ours would be the second. */
static char *behind_error(char *text)
{
	const char *head = _("error: %s");
	size_t n = strcspn(head, "%");

	return strncmp(text, head, n) ? text : text + n;
}

static void show_said(struct app *app, int said, int status)
{
	char text[SAID_MAX + 1] = "";
	struct error err = {0};
	ssize_t n = said < 0 ? -1 : pread(said, text, SAID_MAX, 0);
	char *at, *end;

	text[n > 0 ? n : 0] = '\0';
	at = behind_error(text);
	end = strchr(at, '\n');
	if (end)
		*end++ = '\0';
	if (*at)
		error_set(&err, ERR_FAILED, "%s", at);
	else
		error_set(&err, ERR_FAILED, _("it ended with %d"), status);
	if (end)
		error_fix(&err, "%s", end + strspn(end, " "));
	app_error(app, &err);
}

int app_again(struct app *app, const char *const argv[])
{
	struct term *t = app->config.term;
	int said = memfd_create("said", MFD_CLOEXEC), status;
	pid_t pid;

	t->ops->suspend(t);
	pid = fork();
	if (!pid)
		again_child(argv, said);
	status = pid < 0 ? -1 : io_wait(pid);
	t->ops->resume(t);
	app_fit(app);
	app_repaint(app);
	if (status)
		show_said(app, said, status);
	if (said >= 0)
		close(said);
	return status;
}

static int write_text(char *path, const char *text, struct error *err)
{
	int fd = mkostemps(path, 4, O_CLOEXEC);
	bool done;

	if (fd < 0)
		return error_errno(err, path);
	done = !io_write(fd, text, strlen(text));
	if (close(fd) || !done) {
		error_errno(err, path);
		unlink(path);
		return ERR_IO;
	}
	return 0;
}

int app_edit(struct app *app, char **out, const char *text, int line,
	     struct error *err)
{
	char *path = io_join(app->config.tmp ? app->config.tmp : "/tmp",
			     "text-XXXXXX.txt");
	struct str now = {0};
	int rc;

	*out = NULL;
	if (!path)
		return error_nomem(err);
	rc = write_text(path, text, err);
	if (!rc) {
		rc = edit_file(app, &now, path, line, err);
		unlink(path);
	}
	same_end(&now, text);
	if (!rc && !str_eq(str_text(&now), text)) {
		*out = str_take(&now);
		rc = *out ? 0 : error_nomem(err);
	}
	str_release(&now);
	mem_free(path);
	return rc;
}
