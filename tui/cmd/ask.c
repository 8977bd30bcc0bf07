/* tui/cmd/ask.c - see ask.h. */
#include "tui/cmd/ask.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/tr.h"

#define LINE_MAX_BYTES ((size_t)4096)
#define LOOK_MS 200

bool ask_can(const struct cli *x)
{
	return x->terminal && x->out.mode == OUT_TEXT &&
	       !cli_flag(x, "no-input");
}

/* False once Ctrl-C was typed, also if that was just before we look: a
 * read() that begins after the signal would never hear of it. */
static bool answered(struct cli *x)
{
	struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};

	while (!(x->stop && *x->stop)) {
		int n = poll(&in, 1, LOOK_MS);

		if (n > 0 || (n < 0 && errno != EINTR))
			return true;
	}
	return false;
}

int ask_line(struct str *out, struct cli *x, const char *prompt,
	     struct error *err)
{
	char c;

	out_now(&x->out);
	out_ask(prompt);
	for (;;) {
		ssize_t n = answered(x) ? read(STDIN_FILENO, &c, 1) : 0;

		if (n == 1 && c == '\n')
			return out->failed ? error_nomem(err) : 0;
		if (n < 0 && errno == EINTR)
			continue;
		if (n != 1)
			return error_set(err, ERR_CANCELLED, _("stopped"));
		if (out->len < LINE_MAX_BYTES)
			str_addc(out, c);
	}
}

char ask_letter(struct cli *x, const char *prompt, const char *letters)
{
	struct str line = {0};
	char got = '\0';

	while (!got) {
		str_clear(&line);
		if (ask_line(&line, x, prompt, NULL))
			break;
		got = line.len ? (char)tolower((unsigned char)*line.p)
			       : *letters;
		if (!strchr(letters, got))
			got = '\0';
	}
	str_release(&line);
	return got;
}

int ask_file(struct str *out, const char *path, size_t max,
	     struct error *err)
{
	char buf[4096];
	ssize_t n;

	if (strcmp(path, "-"))
		return io_read(out, path, max, err);
	while ((n = read(STDIN_FILENO, buf, sizeof(buf))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, _("standard input"));
		str_addn(out, buf, (size_t)n);
		if (out->len > max)
			return error_set(err, ERR_TOOBIG, _("%s: over 1 MiB"),
					 _("standard input"));
	}
	return out->failed ? error_nomem(err) : 0;
}
