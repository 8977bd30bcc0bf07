/*
 * docs/picture.c - the real program on a real terminal, its screen as an SVG
 * picture: picture ROWS COLS OUT.svg KEYS PROGRAM [WORD]...
 *
 * KEYS is typed one by one, each when the screen has come to rest. Run by
 * docs/picture.sh.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"
#include "tests/support/pty.h"
#include "tui/app/surface.h"

#define REST 400 /* ms without a byte */

int main(int argc, char **argv)
{
	int rows = argc > 5 ? (int)strtol(argv[1], NULL, 10) : 0;
	int cols = argc > 5 ? (int)strtol(argv[2], NULL, 10) : 0;
	struct surface *s = rows > 0 && cols > 0 ? surface_new(rows, cols)
						 : NULL;
	struct pty *p = s ? pty_start(argv + 5, NULL, rows, cols) : NULL;
	struct str svg = {0};
	struct error err = {0};
	int rc;

	if (!p) {
		fprintf(stderr, "picture ROWS COLS OUT.svg KEYS PROGRAM...\n");
		return 2;
	}
	pty_settle(p, REST);
	for (const char *k = argv[4]; *k; k++) {
		const char key[2] = {*k, '\0'};

		pty_type(p, key);
		pty_settle(p, REST);
	}
	pty_surface(s, p);
	surface_svg(&svg, s);
	rc = io_replace(argv[3], str_text(&svg), svg.len, 0644, &err);
	if (rc)
		fprintf(stderr, "%s\n", err.what);
	str_release(&svg);
	pty_close(p);
	surface_free(s);
	return rc ? 1 : 0;
}
