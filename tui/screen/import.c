/* tui/screen/import.c - a playbook from elsewhere: left the parts of the
 * source with their marks, right the playbook they make. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/imports.h"
#include "tui/screen/ctx.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"

struct line { /* of the playbook, on the right */
	const char *text;
	unsigned look;
	size_t unit; /* the part it comes from, 0 none */
};
struct importing {
	struct list list; /* first: its focus is ours */
	struct app *app;
	char *file;
	char slug[61];
	struct str text;
	struct mapping *map;
	struct imported *im;
	size_t *row; /* units that can be marked, in the order of the source */
	size_t rows;
	struct arena a; /* of the lines */
	struct line *line;
	size_t lines, line_cap;
};

/* --- the playbook it makes -------------------------------------------------------- */

static void add_line(struct importing *v, size_t unit, unsigned look,
		     const char *text)
{
	if (!text || arena_grow(&v->a, &v->line, v->lines, &v->line_cap,
				sizeof(*v->line)))
		return;
	v->line[v->lines++] = (struct line){text, look, unit};
}

static void add_step(struct importing *v, const struct import_step *st,
		     size_t ph, size_t n)
{
	add_line(v, st->unit, LOOK_PLAIN,
		 arena_printf(&v->a, "%zu.%02zu %s", ph, n, st->title));
	for (size_t i = 0; i < st->checks; i++)
		add_line(v, 0, LOOK_PLAIN,
			 arena_printf(&v->a, "     [ ] %s", st->check[i]));
	if (st->notes)
		add_line(v, 0, LOOK_PLAIN,
			 arena_printf(&v->a, ngettext("     %zu text",
						      "     %zu texts",
						      st->notes),
				      st->notes));
}

static void make_lines(struct importing *v)
{
	arena_release(&v->a);
	v->line = NULL;
	v->lines = v->line_cap = 0;
	for (size_t i = 0; i < v->im->phases; i++) {
		const struct import_phase *ph = &v->im->phase[i];

		add_line(v, ph->unit, LOOK_BOLD,
			 arena_printf(&v->a, "%zu %s  %s", i + 1, ph->title,
				      phase_kind_name(ph->kind)));
		for (size_t k = 0; k < ph->steps; k++)
			add_step(v, &ph->step[k], i + 1, k + 1);
	}
}

static int read_again(struct importing *v, struct error *err)
{
	struct import_from from = {
		.name = v->file, .text = str_text(&v->text),
		.n = v->text.len, .map = v->map,
		.beside = store_import_beside, .ctx = v->file};
	struct imported *im = NULL;
	size_t *row;
	int rc = import_read(&im, &from, err);

	if (rc)
		return rc;
	row = mem_zalloc((im->units + 1) * sizeof(*row));
	if (!row) {
		imported_free(im);
		return error_nomem(err);
	}
	mem_free(v->row);
	imported_free(v->im);
	v->im = im;
	v->row = row;
	v->rows = 0;
	for (size_t i = 0; i < im->units; i++)
		if (im->unit[i].met)
			v->row[v->rows++] = i;
	make_lines(v);
	return 0;
}

/* --- the parts ---------------------------------------------------------------------- */

static const struct import_unit *unit_at(const struct importing *v, int i)
{
	return &v->im->unit[v->row[i]];
}

static int row_count(void *ctx)
{
	return (int)((struct importing *)ctx)->rows;
}

static const char *row_key(void *ctx, int i)
{
	return unit_at(ctx, i)->at;
}

static const char *row_text(void *ctx, int i)
{
	return unit_at(ctx, i)->title;
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	const struct import_unit *u = unit_at(ctx, i);
	int in = u->depth > 4 ? 8 : 2 * u->depth;
	bool kind = u->mark == MARK_PHASE && u->kind != PHASE_NONE;

	surface_field(s, row, col, 11, LOOK_PLAIN,
		      kind ? phase_kind_name(u->kind)
			   : import_mark_name(u->mark));
	surface_field(s, row, col + 12 + in, cells - 15 - in,
		      u->mark == MARK_PHASE || chosen ? LOOK_BOLD
						       : LOOK_PLAIN,
		      u->title);
}

static const struct list_ops import_ops = {row_count, row_key, row_draw,
					   row_text};

/* --- opening ------------------------------------------------------------------------- */

static void import_close(struct app *app, void *state)
{
	struct importing *v = state;

	(void)app;
	mapping_free(v->map);
	imported_free(v->im);
	str_release(&v->text);
	arena_release(&v->a);
	mem_free(v->row);
	mem_free(v->file);
	list_release(&v->list);
	mem_free(v);
}

static int load(struct importing *v, const char *path, struct error *err)
{
	struct str name = {0};
	int rc;

	str_add(&name, path);
	v->file = str_take(&name);
	if (!v->file)
		return error_nomem(err);
	store_import_slug(v->slug, path);
	rc = io_read(&v->text, path, IMPORT_MAX, err);
	if (!rc)
		rc = store_import_map(&v->map, ctx_of(v->app)->store, v->slug,
				      v->slug, err);
	if (!rc && !v->map)
		rc = mapping_new(&v->map, err);
	if (!rc)
		rc = read_again(v, err);
	for (size_t i = 0; !rc && v->im->refused && i < v->im->findings; i++)
		if (v->im->finding[i].grade == IMPORT_REFUSE)
			rc = error_set(err, ERR_INVALID, "%s: %s", path,
				       v->im->finding[i].text);
	return rc;
}

/* arg: the path of a file. */
static int import_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct importing *v = mem_zalloc(sizeof(*v));
	int rc;

	if (!v)
		return error_nomem(err);
	v->app = app;
	list_init(&v->list, &import_ops, v);
	rc = load(v, arg, err);
	if (rc)
		import_close(app, v);
	else
		*state = v;
	return rc;
}

/* --- drawing --------------------------------------------------------------------------- */

/* The first line to show, so that what the chosen part made is in view. */
static size_t first_line(const struct importing *v, int at, size_t room)
{
	size_t unit = at < 0 ? 0 : v->row[at] + 1, hit = 0;

	for (size_t i = 0; i < v->lines; i++)
		if (v->line[i].unit && v->line[i].unit <= unit)
			hit = i;
	if (v->lines <= room || hit < room / 2)
		return 0;
	return hit + room / 2 > v->lines ? v->lines - room : hit - room / 2;
}

static void draw_playbook(struct importing *v, struct surface *s, int row,
			  int rows, int col, int cells)
{
	int at = list_at(&v->list);
	size_t unit = at < 0 ? 0 : v->row[at] + 1;
	size_t from = first_line(v, at, (size_t)rows);

	for (int i = 0; i < rows && from + (size_t)i < v->lines; i++) {
		const struct line *l = &v->line[from + (size_t)i];

		surface_field(s, row + i, col, 2, LOOK_BOLD,
			      l->unit && l->unit == unit ? ">" : " ");
		surface_field(s, row + i, col + 2, cells - 2, l->look,
			      l->text);
	}
}

static void import_draw(struct app *app, void *state, struct surface *s)
{
	struct importing *v = state;
	int rows = frame_rows(app, s), cols = surface_cols(s);
	int left = cols / 2;
	size_t steps = 0;

	for (size_t i = 0; i < v->im->phases; i++)
		steps += v->im->phase[i].steps;
	frame_title(app, s, v->slug, _("a playbook from elsewhere"));
	surface_putf(s, 1, 1, cols - 2, LOOK_PLAIN,
		     _("phases: %zu   steps: %zu   notes: %zu   skipped: %zu"
		       "   findings: %zu"),
		     v->im->phases, steps, v->im->notes, v->im->skipped,
		     v->im->findings);
	surface_field(s, 2, 3, left - 4, LOOK_PLAIN, _("WHAT STANDS THERE"));
	surface_field(s, 2, left + 2, cols - left - 3, LOOK_PLAIN,
		      _("WHAT IT BECOMES"));
	frame_rule(s, 3);
	surface_cursor(s, 4, 1);
	list_draw(&v->list, s, 4, rows - 4, 0, left, true);
	draw_playbook(v, s, 4, rows - 4, left, cols - left);
}

static struct focus *import_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct importing *)state)->list.focus;
}

/* --- acting ---------------------------------------------------------------------------- */

static void set_mark(struct importing *v, const char *mark)
{
	struct str s = {0};
	struct error err = {0};
	int at = list_at(&v->list), rc;

	if (at < 0)
		return;
	str_addf(&s, "%s=%s", unit_at(v, at)->at, mark);
	rc = s.failed ? error_nomem(&err)
		      : mapping_mark(v->map, str_text(&s), &err);
	if (!rc)
		rc = read_again(v, &err);
	if (rc)
		app_error(v->app, &err);
	str_release(&s);
	app_redraw(v->app);
}

static void next_mark(struct app *app, void *state)
{
	struct importing *v = state;
	int at = list_at(&v->list);
	enum import_mark m = at < 0 ? MARK_NONE : unit_at(v, at)->mark;

	(void)app;
	set_mark(v, import_mark_name(m >= MARK_SKIP || m == MARK_NONE
					     ? MARK_PHASE
					     : (enum import_mark)(m + 1)));
}

static void kind_chosen(struct app *app, void *ctx, int i)
{
	struct str s = {0};

	(void)ctx;
	if (i < 0 || app_top(app) != &import_screen)
		return;
	str_addf(&s, "phase:%s",
		 phase_kind_name((enum phase_kind)(PHASE_PREPARE + i)));
	set_mark(app_top_state(app), str_text(&s));
	str_release(&s);
}

static void choose_kind(struct app *app, void *state)
{
	const char *word[PHASE_LEARN];

	(void)state;
	for (int k = PHASE_PREPARE; k <= PHASE_LEARN; k++)
		word[k - 1] = phase_kind_name((enum phase_kind)k);
	dialog_choose(app, _("A phase of which kind?"), word, PHASE_LEARN, 0,
		      kind_chosen, NULL);
}

static void write_draft(struct app *app, void *ctx, int choice)
{
	struct importing *v;
	struct import_done done = {0};
	struct error err = {0};
	int rc;

	(void)ctx;
	if (choice < 0 || choice > 1 || app_top(app) != &import_screen)
		return;
	v = app_top_state(app);
	rc = store_import(&done, ctx_of(app)->store, &(struct import_ask){
		.slug = v->slug, .draft = v->slug, .confirmed = !choice,
		.from = &(struct import_from){
			.name = v->file, .text = str_text(&v->text),
			.n = v->text.len, .map = v->map,
			.beside = store_import_beside, .ctx = v->file}}, &err);
	imported_free(done.im);
	if (rc) {
		app_error(app, &err);
		return;
	}
	if (*done.commit)
		app_say(app, _("Written to the draft %s."), v->slug);
	else
		app_note(app, _("Nothing was changed."));
	app_pop(app);
	app_changed(app);
}

static void ask_write(struct app *app, void *state)
{
	const char *const word[] = {_("Write it: its structure is right"),
				    _("Write it as it is: nobody has looked"),
				    _("Go on marking")};

	(void)state;
	dialog_choose(app, _("Write it to a draft?"), word, 3, 0, write_draft,
		      NULL);
}

static const struct action import_actions[] = {
	{"import-mark", "Space", N_("mark"),
	 N_("The next mark: phase, step, group, items, notes, skip"),
	 next_mark, ACT_FOOTER},
	{"import-kind", "p", N_("phase"), N_("A phase, and of which kind"),
	 choose_kind, ACT_FOOTER},
	{"import-write", "A Enter", N_("write"), N_("Write it to a draft"),
	 ask_write, ACT_FOOTER | ACT_CHANGES},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def import_screen = {
	.name = "import",
	.title = N_("A playbook from elsewhere"),
	.actions = import_actions,
	.open = import_open,
	.close = import_close,
	.draw = import_draw,
	.focus = import_focus,
};
