/* tui/screen/diff.c - what changed between two versions, step by step. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/bookdiff.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"

struct diff_row {
	const char *head; /* a msgid; NULL: a row of the difference */
	size_t row;
	char key[24];
};
struct diff {
	struct list list; /* first: its focus is ours */
	struct bookdiff b;
	char *arg; /* as it was opened, for the texts */
	struct diff_row *row;
	size_t count;
	struct rich *text; /* of the chosen one */
	size_t filled;	   /* which one that is, + 1; 0: none */
	struct str name;   /* of the row asked for last */
};

/* --- rows -------------------------------------------------------------------------- */

static int row_count(void *ctx)
{
	return (int)((struct diff *)ctx)->count;
}

static const char *row_key(void *ctx, int i)
{
	const struct diff_row *r = &((struct diff *)ctx)->row[i];

	return r->head ? NULL : r->key;
}

static const char *row_text(void *ctx, int i)
{
	struct diff *v = ctx;

	if (v->row[i].head)
		return NULL;
	str_clear(&v->name);
	bookdiff_name(&v->name, &v->b, v->row[i].row);
	return str_text(&v->name);
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct diff *v = ctx;
	const struct diff_row *r = &v->row[i];
	int name = cells > 90 ? 56 : 44;
	struct str t = {0};

	if (r->head) {
		surface_put(s, row, col, cells, LOOK_BOLD, _(r->head));
		return;
	}
	surface_field(s, row, col, name, chosen ? LOOK_BOLD : LOOK_PLAIN,
		      row_text(v, i));
	bookdiff_parts(&t, &v->b, r->row);
	surface_field(s, row, col + name + 2, cells - name - 3, LOOK_PLAIN,
		      str_text(&t));
	str_release(&t);
}

static const struct list_ops diff_ops = {row_count, row_key, row_draw,
					 row_text};

/* --- which rows ------------------------------------------------------------------------ */

static bool is_step(const struct step_diff *r)
{
	return r->was || r->is;
}

static bool only_lang(const struct step_diff *r)
{
	return r->change == STEP_KEPT && r->parts == DIFF_LANG;
}

static bool is_changed(const struct step_diff *r)
{
	return is_step(r) && (r->change == STEP_REWORDED ||
			      (r->change == STEP_KEPT && r->parts &&
			       !only_lang(r)));
}

static bool is_new(const struct step_diff *r)
{
	return is_step(r) && r->change == STEP_NEW;
}

static bool is_moved(const struct step_diff *r)
{
	return is_step(r) && r->change == STEP_MOVED;
}

static bool is_retired(const struct step_diff *r)
{
	return is_step(r) && r->change == STEP_RETIRED;
}

static bool is_lang(const struct step_diff *r)
{
	return is_step(r) && only_lang(r);
}

static bool is_frame(const struct step_diff *r)
{
	return !is_step(r) && (r->change != STEP_KEPT || r->parts);
}

static const struct section {
	const char *head;
	bool (*is)(const struct step_diff *r);
} sections[] = {
	{N_("CHANGED"), is_changed},
	{N_("NEW"), is_new},
	{N_("MOVED"), is_moved},
	{N_("RETIRED"), is_retired},
	{N_("TRANSLATION ONLY"), is_lang},
	{N_("AROUND THE STEPS"), is_frame},
};
#define SECTIONS (sizeof(sections) / sizeof(*sections))

static void lay_out(struct diff *v)
{
	for (size_t k = 0; k < SECTIONS; k++) {
		size_t before = v->count;

		for (size_t i = 0; i < v->b.d->count; i++) {
			struct diff_row *r = &v->row[v->count];

			if (!sections[k].is(&v->b.d->step[i]))
				continue;
			if (v->count == before) {
				v->count++;
				r++->head = sections[k].head;
			}
			r->row = i;
			snprintf(r->key, sizeof(r->key), "%zu", i);
			v->count++;
		}
	}
}

static void diff_close(struct app *app, void *state)
{
	struct diff *v = state;

	(void)app;
	bookdiff_release(&v->b);
	mem_free(v->arg);
	mem_free(v->row);
	rich_free(v->text);
	str_release(&v->name);
	list_release(&v->list);
	mem_free(v);
}

static int diff_open(void **state, struct app *app, const void *arg,
		     struct error *err)
{
	struct diff *v = mem_zalloc(sizeof(*v));
	int rc = v ? bookdiff_open(&v->b, app, arg, err) : error_nomem(err);

	if (rc) {
		mem_free(v);
		return rc;
	}
	list_init(&v->list, &diff_ops, v);
	v->text = rich_new();
	v->arg = mem_strdup(arg);
	v->row = mem_zalloc((v->b.d->count + SECTIONS) * sizeof(*v->row));
	if (!v->text || !v->arg || !v->row) {
		diff_close(app, v);
		return error_nomem(err);
	}
	lay_out(v);
	*state = v;
	return 0;
}

/* --- drawing ------------------------------------------------------------------------------ */

/* "29 kept   1 changed   2 new", as the adopt screen says it. */
static void draw_counts(const struct diff *v, struct surface *s, int row)
{
	const struct pb_diff *d = v->b.d;
	struct str t = {0};

	str_addf(&t, _("%zu kept     %zu changed     %zu new     %zu moved"
		       "     %zu retired"),
		 d->kept, d->reworded, d->added, d->moved, d->retired);
	surface_put(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

/* Old and new text of the chosen one, as far as there is room. */
static void draw_text(struct diff *v, struct surface *s, int row, int rows)
{
	int at = list_at(&v->list), n, cells = surface_cols(s) - 5;
	size_t which;

	if (at < 0 || rows < 3)
		return;
	which = v->row[at].row;
	if (v->filled != which + 1) {
		rich_clear(v->text);
		bookdiff_lines(v->text, &v->b, which, true);
		v->filled = which + 1;
	}
	frame_dots(s, row, 3, cells);
	n = rich_put(v->text, s, row + 1, rows - 1, 3, cells);
	if (n > rows - 1) {
		surface_fill(s, row + rows - 1, 0, surface_cols(s),
			     LOOK_PLAIN, ' ');
		surface_put(s, row + rows - 1, 3, cells, LOOK_PLAIN,
			    _("... Enter shows all of it"));
	}
}

static void diff_draw(struct app *app, void *state, struct surface *s)
{
	struct diff *v = state;
	int rows = frame_rows(app, s), room = (rows - 3) / 2, n;
	struct str t = {0};

	bookdiff_versions(&t, &v->b);
	frame_title(app, s, v->b.to.slug, _("what changed"));
	surface_put(s, 1, 1, surface_cols(s) - 2, LOOK_BOLD, str_text(&t));
	str_release(&t);
	draw_counts(v, s, 2);
	frame_rule(s, 3);
	surface_cursor(s, 4, 1);
	if (!v->count) {
		surface_put(s, 5, 3, surface_cols(s) - 4, LOOK_PLAIN,
			    _("Both say the same."));
		return;
	}
	n = (int)v->count < room ? (int)v->count : room;
	list_draw(&v->list, s, 4, n, 0, surface_cols(s), true);
	draw_text(v, s, 5 + n, rows - 5 - n);
}

static struct focus *diff_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct diff *)state)->list.focus;
}

/* --- acting ------------------------------------------------------------------------------- */

/* The texts, from the chosen one on. */
static void open_texts(struct app *app, void *state)
{
	struct diff *v = state;
	int at = list_at(&v->list);
	struct str arg = {0};

	if (at < 0)
		return;
	str_add(&arg, v->arg);
	str_addf(&arg, " #%s", v->b.d->step[v->row[at].row].id);
	app_push(app, &difftext_screen, str_text(&arg));
	str_release(&arg);
}

static void step_by(struct app *app, struct diff *v, enum move how)
{
	v->list.focus.ops->move(&v->list.focus, how);
	app_redraw(app);
}

static void next_change(struct app *app, void *state)
{
	step_by(app, state, MOVE_DOWN);
}

static void change_before(struct app *app, void *state)
{
	step_by(app, state, MOVE_UP);
}

static void page(struct app *app, void *state)
{
	step_by(app, state, MOVE_PAGE_DOWN);
}

static const struct action diff_actions[] = {
	{"texts", "Enter", N_("old and new text"),
	 N_("Old and new text, step after step"), open_texts, ACT_FOOTER},
	{"change-next", "]", N_("next change"), N_("Go to the next change"),
	 next_change, ACT_FOOTER | ACT_MOVES},
	{"change-back", "[", N_("change before"),
	 N_("Go to the change before"), change_before,
	 ACT_HIDDEN | ACT_MOVES},
	{"page", "Space", N_("page"), N_("On by a page"), page,
	 ACT_HIDDEN | ACT_MOVES},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def diff_screen = {
	.name = "diff",
	.title = N_("What changed"),
	.actions = diff_actions,
	.open = diff_open,
	.close = diff_close,
	.draw = diff_draw,
	.focus = diff_focus,
};
