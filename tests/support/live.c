#include "tests/support/live.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE 5000 /* ms; far more than anything takes */
#define WORDS 16

void live_env(struct live *w, const char *entry)
{
	assert_true(w->env_count < LIVE_ENV);
	w->env[w->env_count] = arena_strdup(&w->f.arena, entry);
	assert_non_null(w->env[w->env_count++]);
}

void live_up(struct live *w)
{
	static const char *const folder[][2] = {
		{"HOME", "home"},
		{"STANCH_HOME", "store"},
		{"XDG_CONFIG_HOME", "config"},
		{"XDG_STATE_HOME", "state"},
		{"XDG_CACHE_HOME", "cache"},
		{"XDG_DATA_HOME", "data"},
	};
	const char *set = getenv("STANCH"), *b = getenv("B");
	char here[256], entry[512];

	memset(w, 0, sizeof(*w));
	fixture_up(&w->f);
	assert_non_null(getcwd(here, sizeof(here)));
	if (set)
		snprintf(w->program, sizeof(w->program), "%s", set);
	else
		snprintf(w->program, sizeof(w->program), "%s/%s/stanch", here,
			 b ? b : "build/release");
	for (size_t i = 0; i < sizeof(folder) / sizeof(*folder); i++) {
		snprintf(entry, sizeof(entry), "%s=%s/%s", folder[i][0],
			 w->f.dir, folder[i][1]);
		live_env(w, entry);
	}
	live_env(w, "STANCH_LANG=en");
	live_env(w, "TZ=UTC");
}

void live_down(struct live *w)
{
	pty_close(w->p);
	fixture_down(&w->f);
}

int live_begin(void **state)
{
	static struct live w;

	live_up(&w);
	*state = &w;
	return 0;
}

int live_end(void **state)
{
	live_down(*state);
	return 0;
}

static void collect(struct live *w, char *argv[WORDS], va_list ap)
{
	size_t n = 0;

	argv[n++] = w->program;
	do {
		assert_true(n < WORDS);
		argv[n] = va_arg(ap, char *);
	} while (argv[n++]);
}

struct pty *live_start(struct live *w, int rows, int cols, ...)
{
	char *argv[WORDS];
	struct pty *p;
	va_list ap;

	va_start(ap, cols);
	collect(w, argv, ap);
	va_end(ap);
	p = pty_start(argv, w->env, rows, cols);
	assert_non_null(p);
	if (!w->p)
		w->p = p;
	return p;
}

/* In the child: nothing but exec, or _exit. */
static void become(struct live *w, char *argv[WORDS], int out)
{
	for (size_t i = 0; i < w->env_count; i++) {
		char name[64];
		const char *eq = strchr(w->env[i], '=');

		if (!eq) {
			unsetenv(w->env[i]);
			continue;
		}
		snprintf(name, sizeof(name), "%.*s", (int)(eq - w->env[i]),
			 w->env[i]);
		setenv(name, eq + 1, 1);
	}
	dup2(out, STDOUT_FILENO);
	close(STDERR_FILENO);
	close(STDIN_FILENO);
	execv(argv[0], argv);
	_exit(127);
}

int live_run(struct live *w, const char **out, ...)
{
	char *argv[WORDS], *text = arena_alloc(&w->f.arena, 65536);
	size_t len = 0;
	ssize_t n;
	int fd[2], status;
	va_list ap;
	pid_t pid;

	assert_non_null(text);
	va_start(ap, out);
	collect(w, argv, ap);
	va_end(ap);
	assert_int_equal(pipe(fd), 0);
	pid = fork();
	if (!pid)
		become(w, argv, fd[1]);
	assert_true(pid > 0);
	close(fd[1]);
	while ((n = read(fd[0], text + len, 65535 - len)) > 0)
		len += (size_t)n;
	close(fd[0]);
	text[len] = '\0';
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (out)
		*out = text;
	return WIFEXITED(status) ? WEXITSTATUS(status)
				 : 128 + WTERMSIG(status);
}

const char *live_case(struct live *w)
{
	const char *out;
	char *label;

	assert_int_equal(live_run(w, &out, "case", "new", "--plain",
				   "--playbook", "customer-data-leak",
				   "--title", "A stranger knew", NULL),
			 0);
	label = arena_strndup(&w->f.arena, out, strcspn(out, "\t"));
	assert_non_null(label);
	return label;
}

static void tell(struct pty *p, const char *what, const char *text)
{
	struct str s = {0};

	pty_screen(&s, p);
	fprintf(stderr, "%s \"%s\":\n%s", what, text, str_text(&s));
	str_release(&s);
	fail();
}

void sees(struct pty *p, const char *text)
{
	if (!pty_wait(p, text, PATIENCE))
		tell(p, "never on the screen:", text);
}

void lacks(struct pty *p, const char *text)
{
	if (!pty_wait_gone(p, text, PATIENCE))
		tell(p, "still on the screen:", text);
}

void ends(struct pty *p, int status)
{
	int got = pty_exit(p, PATIENCE);

	if (got != status)
		tell(p, got < 0 ? "it still runs" : "another exit status",
		     "");
	assert_int_equal(got, status);
}
