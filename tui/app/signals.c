#include "tui/app/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <termios.h>
#include <unistd.h>

static int wake_fd[2] = {-1, -1};
static struct termios cooked;

static const struct {
	int signal;
	char byte;
} watched[] = {
	{SIGWINCH, SIGNALS_RESIZED}, {SIGTERM, SIGNALS_END},
	{SIGHUP, SIGNALS_END},	     {SIGINT, SIGNALS_CTRL_C},
	{SIGTSTP, SIGNALS_CTRL_Z},   {SIGCONT, SIGNALS_CONTINUED},
};
#define WATCHED (sizeof(watched) / sizeof(watched[0]))
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
#define CRASHES (sizeof(crashes) / sizeof(crashes[0]))
static struct sigaction before[WATCHED], crash_before[CRASHES];

static void on_signal(int signal)
{
	int saved = errno;

	for (size_t i = 0; i < WATCHED; i++)
		if (watched[i].signal == signal &&
		    write(wake_fd[1], &watched[i].byte, 1) < 0)
			break; /* full: a byte is waiting already */
	errno = saved;
}

/* Only write() and tcsetattr() are safe here; then the old handler has it. */
static void on_crash(int signal)
{
	static const char reset[] =
		SIGNALS_PASTE_OFF "\033[0m\033[?1l\033>\033[?25h"
				  "\033[?1049l\r\n";

	if (write(STDOUT_FILENO, reset, sizeof(reset) - 1) < 0)
		errno = 0;
	tcsetattr(STDIN_FILENO, TCSANOW, &cooked);
	for (size_t i = 0; i < CRASHES; i++)
		if (crashes[i] == signal)
			sigaction(signal, &crash_before[i], NULL);
	raise(signal);
}

int signals_open(struct error *err)
{
	struct sigaction sa = {0};

	if (pipe2(wake_fd, O_NONBLOCK | O_CLOEXEC))
		return error_errno(err, "pipe");
	tcgetattr(STDIN_FILENO, &cooked);
	sigemptyset(&sa.sa_mask);
	sa.sa_flags = SA_RESTART;
	sa.sa_handler = on_signal;
	for (size_t i = 0; i < WATCHED; i++)
		sigaction(watched[i].signal, &sa, &before[i]);
	sa.sa_flags = SA_NODEFER;
	sa.sa_handler = on_crash;
	for (size_t i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &sa, &crash_before[i]);
	return 0;
}

void signals_close(void)
{
	for (size_t i = 0; i < WATCHED; i++)
		sigaction(watched[i].signal, &before[i], NULL);
	for (size_t i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &crash_before[i], NULL);
	close(wake_fd[0]);
	close(wake_fd[1]);
	wake_fd[0] = wake_fd[1] = -1;
}

int signals_fd(void)
{
	return wake_fd[0];
}

void signals_default(bool on)
{
	struct sigaction sa = {0};

	sigemptyset(&sa.sa_mask);
	sa.sa_flags = SA_RESTART;
	sa.sa_handler = on ? SIG_DFL : on_signal;
	sigaction(SIGTSTP, &sa, NULL);
	sigaction(SIGCONT, &sa, NULL);
}
