/* core/store/draft_marks.c - conflicts that are open in the kept texts. */
#include <string.h>

#include "core/base/tr.h"
#include "core/store/drafting.h"

#define BEGINS "<<<<<<< "
#define ENDS ">>>>>>> "

struct reading {
	struct draft_mark *at;
	size_t count, cap;
	struct arena *a;
	const char *file;
	const char *title; /* of the section a line is in */
	bool open, titled; /* a mark waits for the heading behind it */
};

/* "Data types: name every kind" of "### Data types: name every kind". */
static const char *heading(struct arena *a, const char *line, size_t n)
{
	size_t k = 0;

	while (k < n && line[k] == '#')
		k++;
	if (k < 2 || k > 3 || k == n || line[k] != ' ')
		return NULL;
	return arena_strndup(a, line + k + 1, n - k - 1);
}

/* The section that both changed begins behind the mark, where git's own
 * merge put the mark into the middle of one, before it. */
static int take_line(struct reading *r, const char *line, size_t n, int at)
{
	const char *title = heading(r->a, line, n);

	if (title)
		r->title = title;
	if (title && r->open && !r->titled) {
		r->at[r->count - 1].title = title;
		r->titled = true;
	}
	if (n > strlen(ENDS) && !memcmp(line, ENDS, strlen(ENDS)))
		r->open = false;
	if (n <= strlen(BEGINS) || memcmp(line, BEGINS, strlen(BEGINS)))
		return 0;
	if (arena_grow(r->a, &r->at, r->count, &r->cap, sizeof(*r->at)))
		return ERR_NOMEM;
	r->at[r->count++] = (struct draft_mark){r->file, at, r->title};
	r->open = true;
	r->titled = false;
	return 0;
}

static int take_text(struct reading *r, const struct str *text)
{
	const char *p = str_text(text);
	int rc = 0;

	r->title = "";
	r->open = false;
	for (int line = 1; !rc && *p; line++) {
		size_t n = strcspn(p, "\n");

		rc = take_line(r, p, n, line);
		p += n + (p[n] == '\n');
	}
	return rc;
}

int store_draft_marks(struct draft_mark **out, size_t *count,
		      struct arena *a, struct store *s, const char *name,
		      struct error *err)
{
	struct reading r = {.a = a};
	char base[COMMIT_HEX];
	struct str text = {0};
	struct drafting d;
	const char **file;
	size_t n = 0;
	int rc = drafting_open(&d, s, name, err);

	*out = NULL;
	*count = 0;
	if (rc)
		return rc;
	rc = draft_kept(&file, &n, a, &d, err);
	for (size_t i = 0; !rc && i < n; i++) {
		str_clear(&text);
		r.file = file[i];
		rc = draft_read_kept(&text, base, &d, file[i], err);
		if (!rc)
			rc = take_text(&r, &text);
	}
	str_release(&text);
	drafting_release(&d);
	if (rc)
		return rc == ERR_NOMEM ? error_nomem(err) : rc;
	*out = r.at;
	*count = r.count;
	return 0;
}
