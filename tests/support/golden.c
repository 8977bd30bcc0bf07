#include "tests/support/golden.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"

void golden_dump(struct str *out, const struct surface *s)
{
	int row, col;

	surface_cursor_at(s, &row, &col);
	for (int i = 0; i < surface_rows(s); i++) {
		str_addf(out, "%3d|", i);
		surface_row_text(out, s, i);
		str_addc(out, '\n');
	}
	str_addf(out, "    cursor at row %d, cell %d of %dx%d\n", row, col,
		 surface_cols(s), surface_rows(s));
}

/* The folder of a world has another name each time. */
static void hide_folder(struct str *out)
{
	char *at = out->p ? strstr(out->p, "stanch-world-") : NULL;

	for (at = at ? at + 13 : NULL; at && isalnum((unsigned char)*at); at++)
		*at = 'X';
}

static void add_rows(struct str *out, const struct surface *s)
{
	for (int i = 0; i < surface_rows(s); i++) {
		surface_row_text(out, s, i);
		str_addc(out, '\n');
	}
	hide_folder(out);
}

static void tell_difference(struct str *report, const char *path,
			    const char *want, const char *is)
{
	int row = 1;

	while (*want && *is) {
		size_t n = strcspn(want, "\n"), m = strcspn(is, "\n");

		if (n != m || memcmp(want, is, n)) {
			str_addf(report, "%s:%d: differs\n  want |%.*s\n"
					 "  is   |%.*s\n",
				 path, row, (int)n, want, (int)m, is);
			return;
		}
		want += n + (want[n] == '\n');
		is += m + (is[m] == '\n');
		row++;
	}
	str_addf(report, "%s:%d: the number of rows differs\n", path, row);
}

bool golden_check(struct str *report, const struct surface *s,
		  const char *path)
{
	const char *update = getenv("UPDATE");
	struct str is = {0}, want = {0};
	struct error err = {0};
	bool same;

	add_rows(&is, s);
	if (update && !strcmp(update, "1"))
		same = !io_replace(path, is.p, is.len, 0644, &err);
	else
		same = !io_read(&want, path, 1 << 20, &err) &&
		       str_eq(str_text(&want), str_text(&is));
	if (!same && *err.what)
		str_addf(report, "%s (UPDATE=1 writes it)\n", err.what);
	else if (!same)
		tell_difference(report, path, str_text(&want),
				str_text(&is));
	str_release(&is);
	str_release(&want);
	return same;
}
