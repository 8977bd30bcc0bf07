#include "tests/support/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "tui/app/surface.h"

struct pty {
	int fd;
	pid_t pid;
	int status;
	bool ended, visible;
	int rows, cols;
	VTerm *vt;
	VTermScreen *screen;
	struct str raw;
	size_t counted;
};

static int64_t clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void answer(const char *bytes, size_t n, void *user)
{
	struct pty *p = user;

	if (write(p->fd, bytes, n) < 0)
		p->ended = true;
}

static int set_property(VTermProp prop, VTermValue *value, void *user)
{
	if (prop == VTERM_PROP_CURSORVISIBLE)
		((struct pty *)user)->visible = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = set_property};

/* In the child: nothing but exec, or _exit. */
static void become(char *const argv[], const char *const env[])
{
	static const char *const unset[] = {"LINES", "COLUMNS", "ESCDELAY",
					    "TMUX", "NO_COLOR"};

	for (size_t i = 0; i < sizeof(unset) / sizeof(unset[0]); i++)
		unsetenv(unset[i]);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	for (; env && *env; env++) {
		const char *eq = strchr(*env, '=');
		char name[64];

		if (!eq) {
			unsetenv(*env);
			continue;
		}
		str_copy(name, sizeof(name), *env);
		name[eq - *env] = '\0';
		setenv(name, eq + 1, 1);
	}
	execv(argv[0], argv);
	_exit(127);
}

struct pty *pty_start(char *const argv[], const char *const env[], int rows,
		      int cols)
{
	struct winsize size = {(unsigned short)rows, (unsigned short)cols, 0,
			       0};
	struct pty *p = mem_zalloc(sizeof(*p));

	if (!p)
		return NULL;
	p->rows = rows;
	p->cols = cols;
	p->visible = true;
	p->pid = forkpty(&p->fd, NULL, NULL, &size);
	if (!p->pid)
		become(argv, env);
	if (p->pid < 0) {
		mem_free(p);
		return NULL;
	}
	fcntl(p->fd, F_SETFD, FD_CLOEXEC);
	p->vt = vterm_new(rows, cols);
	vterm_set_utf8(p->vt, 1);
	vterm_output_set_callback(p->vt, answer, p);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_set_callbacks(p->screen, &callbacks, p);
	vterm_screen_reset(p->screen, 1);
	return p;
}

void pty_close(struct pty *p)
{
	if (!p)
		return;
	if (pty_exit(p, 0) < 0) {
		kill(p->pid, SIGKILL);
		pty_exit(p, 2000);
	}
	close(p->fd);
	vterm_free(p->vt);
	str_release(&p->raw);
	mem_free(p);
}

/* Reads what is there within ms; false when nothing came. */
static bool pump(struct pty *p, int ms)
{
	struct pollfd ready = {p->fd, POLLIN, 0};
	char bytes[4096];
	ssize_t n;

	if (p->ended || poll(&ready, 1, ms) <= 0)
		return false;
	n = read(p->fd, bytes, sizeof(bytes));
	if (n <= 0) {
		p->ended = n == 0 || errno != EINTR;
		return false;
	}
	str_addn(&p->raw, bytes, (size_t)n);
	vterm_input_write(p->vt, bytes, (size_t)n);
	return true;
}

void pty_type(struct pty *p, const char *bytes)
{
	size_t n = strlen(bytes);

	while (n) {
		ssize_t k = write(p->fd, bytes, n);

		if (k < 0 && errno != EINTR)
			return;
		if (k > 0) {
			bytes += k;
			n -= (size_t)k;
		}
	}
}

void pty_row(struct str *out, struct pty *p, int row)
{
	size_t end = out->len;

	for (int col = 0; col < p->cols; col++) {
		VTermPos at = {row, col};
		VTermScreenCell cell;
		char bytes[4];

		vterm_screen_get_cell(p->screen, at, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* right half of a wide one */
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++)
			str_addn(out, bytes,
				 utf8_encode(bytes, cell.chars[i]));
		if (cell.chars[0] && cell.chars[0] != ' ')
			end = out->len;
		if (!cell.chars[0])
			str_addc(out, ' ');
	}
	if (out->p) {
		out->len = end;
		out->p[end] = '\0';
	}
}

/* Colours as tui/app/theme.c gives them out. */
static unsigned look_of(const VTermScreenCell *cell)
{
	static const unsigned of_colour[8] = {
		[1] = LOOK_OVERDUE, [4] = LOOK_LINK, [5] = LOOK_SOON};
	unsigned look = LOOK_PLAIN;

	if (cell->attrs.bold)
		look |= LOOK_BOLD;
	if (cell->attrs.reverse)
		look |= LOOK_REVERSE;
	if (cell->attrs.underline)
		look |= LOOK_UNDERLINE;
	if (VTERM_COLOR_IS_INDEXED(&cell->fg) &&
	    !VTERM_COLOR_IS_DEFAULT_FG(&cell->fg))
		look |= of_colour[cell->fg.indexed.idx % 8];
	return look;
}

void pty_surface(struct surface *s, struct pty *p)
{
	bool visible;
	int at, col;

	for (int row = 0; row < p->rows; row++)
		for (col = 0; col < p->cols; col++) {
			VTermPos pos = {row, col};
			VTermScreenCell cell;
			char text[64] = " ";
			size_t n = 0;

			vterm_screen_get_cell(p->screen, pos, &cell);
			if (cell.chars[0] == (uint32_t)-1)
				continue;
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL &&
					cell.chars[i]; i++)
				n += utf8_encode(text + n, cell.chars[i]);
			text[n ? n : 1] = '\0';
			surface_put(s, row, col, cell.width, look_of(&cell),
				    text);
		}
	pty_cursor(p, &at, &col, &visible);
	surface_cursor(s, at, col);
}

void pty_screen(struct str *out, struct pty *p)
{
	for (int row = 0; row < p->rows; row++) {
		str_addf(out, "%3d|", row);
		pty_row(out, p, row);
		str_addc(out, '\n');
	}
}

static bool holds(struct pty *p, const char *text)
{
	struct str row = {0};
	bool hit = false;

	for (int i = 0; i < p->rows && !hit; i++) {
		str_clear(&row);
		pty_row(&row, p, i);
		hit = strstr(str_text(&row), text) != NULL;
	}
	str_release(&row);
	return hit;
}

static bool wait_until(struct pty *p, const char *text, bool there, int ms)
{
	int64_t deadline = clock_ms() + ms;

	while (holds(p, text) != there) {
		int64_t left = deadline - clock_ms();

		if (left <= 0 || p->ended)
			return false;
		pump(p, left < 50 ? (int)left : 50);
	}
	return true;
}

bool pty_wait(struct pty *p, const char *text, int ms)
{
	return wait_until(p, text, true, ms);
}

bool pty_wait_gone(struct pty *p, const char *text, int ms)
{
	return wait_until(p, text, false, ms);
}

void pty_settle(struct pty *p, int quiet_ms)
{
	while (pump(p, quiet_ms))
		;
}

void pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize size = {(unsigned short)rows, (unsigned short)cols, 0,
			       0};

	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	ioctl(p->fd, TIOCSWINSZ, &size);
}

void pty_cursor(struct pty *p, int *row, int *col, bool *visible)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &at);
	*row = at.row;
	*col = at.col;
	*visible = p->visible;
}

size_t pty_bytes(struct pty *p)
{
	size_t n = p->raw.len - p->counted;

	p->counted = p->raw.len;
	return n;
}

const struct str *pty_raw(const struct pty *p)
{
	return &p->raw;
}

pid_t pty_pid(const struct pty *p)
{
	return p->pid;
}

void pty_signal(struct pty *p, int signal)
{
	kill(p->pid, signal);
}

int pty_exit(struct pty *p, int ms)
{
	int64_t deadline = clock_ms() + ms;

	while (p->pid > 0) {
		pid_t got = waitpid(p->pid, &p->status, WNOHANG);

		if (got == p->pid || (got < 0 && errno == ECHILD)) {
			p->pid = -1;
			while (pump(p, 0))
				;
			break;
		}
		if (clock_ms() >= deadline)
			return -1;
		pump(p, 5);
		if (p->ended)
			poll(NULL, 0, 1);
	}
	return WIFEXITED(p->status) ? WEXITSTATUS(p->status)
				    : 128 + WTERMSIG(p->status);
}

/* --- its memory --------------------------------------------------------------- */

static bool piece_has(int fd, unsigned long from, unsigned long to,
		      const char *word)
{
	static char buf[1 << 16];
	const size_t keep = strlen(word) - 1;
	size_t have = 0;

	while (from < to) {
		size_t want = sizeof(buf) - have;
		ssize_t n;

		if (want > to - from)
			want = to - from;
		n = pread(fd, buf + have, want, (off_t)from);
		if (n <= 0)
			return false;
		have += (size_t)n;
		from += (unsigned long)n;
		if (memmem(buf, have, word, strlen(word)))
			return true;
		if (have > keep) {
			memmove(buf, buf + have - keep, keep);
			have = keep;
		}
	}
	return false;
}

#define SHADOW (1UL << 32) /* a sanitizer's own map: larger, without texts */

int pty_memory_has(const struct pty *p, const char *word)
{
	char path[64], line[512];
	unsigned long from, to;
	int fd, hit = 0;
	FILE *maps;
	char mode;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)p->pid);
	maps = fopen(path, "r");
	snprintf(path, sizeof(path), "/proc/%d/mem", (int)p->pid);
	fd = open(path, O_RDONLY);
	while (maps && fd >= 0 && !hit && fgets(line, sizeof(line), maps))
		if (sscanf(line, "%lx-%lx %c", &from, &to, &mode) == 3 &&
		    mode == 'r' && to - from < SHADOW)
			hit = piece_has(fd, from, to, word);
	if (!maps || fd < 0)
		hit = -1;
	if (maps)
		fclose(maps);
	if (fd >= 0)
		close(fd);
	return hit;
}
