/* tui/screen/filediff.c - what a draft changes in a file that is no playbook,
 * as a patch. */
#include "tui/screen/filediff.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/bookref.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

struct filediff {
	struct pager pager; /* first: its focus is the screen's */
	char draft[DRAFT_NAME], path[220];
};

static unsigned look_of(const char *line)
{
	if (str_starts(line, "@@") || str_starts(line, "--- ") ||
	    str_starts(line, "+++ ") || str_starts(line, "diff "))
		return LOOK_BOLD;
	return *line == '+' ? LOOK_BOLD
	       : *line == '-' ? LOOK_UNDERLINE : LOOK_PLAIN;
}

int filediff_add(struct rich *out, struct app *app, const struct draft *d,
		 const char *path, struct error *err)
{
	struct store *s = ctx_of(app)->store;
	struct repo *r = store_repo(s, err);
	struct str was = {0}, is = {0}, patch = {0}, line = {0};
	bool old, new;
	int rc;

	if (!r)
		return ERR_NOTFOUND;
	old = *d->base && !repo_read(&was, r, d->base, path, NULL);
	new = !store_draft_text(&is, s, d->name, path, NULL);
	rc = repo_patch(&patch, path, old ? str_text(&was) : NULL, was.len,
			new ? str_text(&is) : NULL, is.len, err);
	for (const char *p = str_text(&patch); !rc && *p;) {
		size_t n = strcspn(p, "\n");

		str_clear(&line);
		str_addn(&line, p, n);
		rich_para(out, 0, 2);
		rich_add(out, look_of(str_text(&line)), str_text(&line));
		p += n + (p[n] == '\n');
	}
	str_release(&line);
	str_release(&patch);
	str_release(&is);
	str_release(&was);
	return rc;
}

static void filediff_close(struct app *app, void *state)
{
	struct filediff *v = state;

	(void)app;
	pager_release(&v->pager);
	mem_free(v);
}

static int filediff_open(void **state, struct app *app, const void *arg,
			 struct error *err)
{
	struct filediff *v = mem_zalloc(sizeof(*v));
	struct bookref name;
	struct draft d;
	int rc = v ? pager_init(&v->pager, err) : error_nomem(err);

	if (!rc) {
		str_copy(v->path, sizeof(v->path), bookref_read(&name, arg));
		str_copy(v->draft, sizeof(v->draft), name.slug);
		rc = store_draft(&d, ctx_of(app)->store, v->draft, err);
	}
	if (!rc)
		rc = filediff_add(v->pager.text, app, &d, v->path, err);
	if (rc && v)
		filediff_close(app, v);
	else if (!rc)
		*state = v;
	return rc;
}

static void filediff_draw(struct app *app, void *state, struct surface *s)
{
	struct filediff *v = state;
	char name[sizeof(v->draft) + sizeof(DRAFT_PREFIX)] = DRAFT_PREFIX;
	struct str place = {0};

	str_copy(name + strlen(DRAFT_PREFIX), sizeof(v->draft), v->draft);
	frame_title(app, s, name, _("as a patch"));
	pager_draw(&v->pager, s, 3, frame_rows(app, s) - 4, 2,
		   surface_cols(s) - 3, true);
	pager_place(&place, &v->pager);
	surface_put(s, 1, 1, surface_cols(s) - 2, LOOK_BOLD, v->path);
	surface_right(s, 1, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      str_text(&place));
	frame_rule(s, 2);
	str_release(&place);
}

static struct focus *filediff_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct filediff *)state)->pager.focus;
}

static void page(struct app *app, void *state)
{
	struct focus *f = &((struct filediff *)state)->pager.focus;

	f->ops->move(f, MOVE_PAGE_DOWN);
	app_redraw(app);
}

static const struct action filediff_actions[] = {
	{"page", "Space", N_("page"), N_("On by a page"), page,
	 ACT_FOOTER | ACT_MOVES},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def filediff_screen = {
	.name = "filediff",
	.title = N_("A file, as a patch"),
	.actions = filediff_actions,
	.open = filediff_open,
	.close = filediff_close,
	.draw = filediff_draw,
	.focus = filediff_focus,
};
