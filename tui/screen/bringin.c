/* tui/screen/bringin.c - a look at a table of people before it comes in. */
#include "tui/screen/bringin.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"

#define BAD_SHOWN 20

struct bringview {
	struct list list; /* first: its focus is ours */
	struct bringing *b;
};

/* --- rows ------------------------------------------------------------------------ */

static struct bringrow *add(struct bringing *b, const char *text, bool bold)
{
	struct bringrow *r;

	if (arena_grow(&b->arena, &b->row, b->count, &b->cap,
		       sizeof(*b->row)))
		return NULL;
	r = &b->row[b->count++];
	*r = (struct bringrow){.text = arena_strdup(&b->arena, text),
			       .column = -1,
			       .bold = bold};
	return r;
}

static void add_line(struct bringing *b, struct str *t, bool bold)
{
	add(b, str_text(t), bold);
	str_clear(t);
}

static void lay_columns(struct bringing *b)
{
	const struct columns *c = &b->result.columns;
	struct str out = {0};

	for (size_t i = 0; i < c->count; i++) {
		struct bringrow *r;

		if (c->field[i] == PERSON_FIELDS) {
			str_addf(&out, "%s%s", out.len ? ", " : "",
				 *c->heading[i] ? c->heading[i]
						: _("(no heading)"));
			continue;
		}
		r = add(b, "", false);
		if (!r)
			break;
		r->name = c->heading[i];
		r->field = _(person_field_label(c->field[i]));
		r->column = (int)c->field[i];
	}
	if (out.len) {
		struct str t = {0};

		str_addf(&t, _("left out, not stored: %s"), str_text(&out));
		add_line(b, &t, false);
		str_release(&t);
	}
	str_release(&out);
}

static void lay_bad(struct bringing *b)
{
	const struct import_result *r = &b->result;
	struct str t = {0};

	if (!r->bad)
		return;
	str_addf(&t, ngettext("! %" PRIu64 " row cannot be used: s leaves it "
			      "out, or Esc and mend the file",
			      "! %" PRIu64 " rows cannot be used: s leaves "
			      "them out, or Esc and mend the file",
			      (unsigned long)r->bad), r->bad);
	add_line(b, &t, true);
	for (size_t i = 0; i < r->bad && i < BAD_SHOWN; i++) {
		str_addf(&t, _("row %" PRIu64 " (line %" PRIu64 "): %s"),
			 r->first[i].row, r->first[i].line,
			 row_fault_words(r->first[i].fault));
		add_line(b, &t, false);
	}
	if (r->bad > BAD_SHOWN) {
		str_addf(&t, _("and %" PRIu64 " more"), r->bad - BAD_SHOWN);
		add_line(b, &t, false);
	}
	str_release(&t);
}

static void lay_same(struct bringing *b)
{
	const struct import_result *r = &b->result;
	struct str t = {0};

	if (r->same) {
		str_addf(&t, ngettext("%" PRIu64 " is there already: kept, "
				      "and counted once", "%" PRIu64 " are "
				      "there already: kept, and counted once",
				      (unsigned long)r->same), r->same);
		add_line(b, &t, false);
	}
	if (r->near) {
		str_addf(&t, ngettext("%" PRIu64 " has somebody else's "
				      "telephone: see In twice afterwards",
				      "%" PRIu64 " have somebody else's "
				      "telephone: see In twice afterwards",
				      (unsigned long)r->near), r->near);
		add_line(b, &t, false);
	}
	str_release(&t);
}

static void lay(struct bringing *b)
{
	arena_release(&b->arena);
	b->row = NULL;
	b->count = b->cap = 0;
	lay_bad(b);
	lay_same(b);
	lay_columns(b);
}

/* --- the list ---------------------------------------------------------------------- */

static int count(void *ctx)
{
	return (int)((struct bringing *)ctx)->count;
}

static const char *key(void *ctx, int i)
{
	struct bringing *b = ctx;

	snprintf(b->key, sizeof(b->key), "%d", i);
	return b->key;
}

static const char *text(void *ctx, int i)
{
	const struct bringrow *r = &((struct bringing *)ctx)->row[i];

	return r->name ? r->name : r->text;
}

static const char *seen(struct bringing *b, int sample, int f)
{
	const char *value = b->sample[sample][f];

	if (!value)
		return "";
	if (b->whole)
		return value;
	person_mask(b->part, sizeof(b->part), (enum person_field)f, value);
	return b->part;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct bringing *b = ctx;
	const struct bringrow *r = &b->row[i];
	unsigned look = chosen || r->bold ? LOOK_BOLD : LOOK_PLAIN;
	int wide = cells / 5;

	if (r->column < 0) {
		surface_field(s, row, col, cells - 1, look,
			      r->text ? r->text : "");
		return;
	}
	surface_field(s, row, col, wide - 1, look, r->name);
	surface_field(s, row, col + wide, wide - 1, look, r->field);
	for (int k = 0; k < b->samples; k++)
		surface_field(s, row, col + (2 + k) * wide, wide - 1,
			      LOOK_PLAIN, seen(b, k, r->column));
}

static const struct list_ops bringin_ops = {count, key, draw_one, text};

/* --- the screen -------------------------------------------------------------------- */

/* arg: a struct bringing, which is taken. */
static int bringin_open(void **state, struct app *app, const void *arg,
			struct error *err)
{
	struct bringview *v = mem_zalloc(sizeof(*v));

	(void)app;
	if (!v)
		return error_nomem(err);
	v->b = (struct bringing *)arg;
	if (!v->b) {
		mem_free(v);
		return error_set(err, ERR_USAGE, _("bring in which file?"));
	}
	list_init(&v->list, &bringin_ops, v->b);
	lay(v->b);
	*state = v;
	return 0;
}

static void bringin_close(struct app *app, void *state)
{
	struct bringview *v = state;

	(void)app;
	list_release(&v->list);
	bringing_free(v->b);
	mem_free(v);
}

static void draw_head(const struct bringing *b, struct surface *s, int row)
{
	int wide = (surface_cols(s) - 3) / 5;

	surface_put(s, row, 3, wide - 1, LOOK_PLAIN, _("COLUMN"));
	surface_put(s, row, 3 + wide, wide - 1, LOOK_PLAIN, _("FIELD"));
	for (int k = 0; k < b->samples; k++)
		surface_putf(s, row, 3 + (2 + k) * wide, wide - 1, LOOK_PLAIN,
			     _("ROW %" PRIu64), b->sampled[k]);
}

static void bringin_draw(struct app *app, void *state, struct surface *s)
{
	struct bringview *v = state;
	const struct bringing *b = v->b;
	int row = people_head(app, s, PANE_PEOPLE), last = frame_rows(app, s);
	const struct import_result *r = &b->result;
	struct str t = {0}, n = {0};

	str_add_grouped(&n, (uint64_t)r->rows);
	str_addf(&t, ngettext("%s (%s): %s person can be brought in%s",
			      "%s (%s): %s people can be brought in%s",
			      (unsigned long)r->rows),
		 io_name(b->path), encoding_name(r->encoding),
		 str_text(&n),
		 r->columns.remembered ? _("; columns as last time") : "");
	surface_field(s, row++, 1, surface_cols(s) - 2, LOOK_BOLD,
		      str_text(&t));
	draw_head(b, s, row++);
	frame_rule(s, row++);
	list_draw(&v->list, s, row, last - row, 0, surface_cols(s), true);
	str_release(&t);
	str_release(&n);
}

static struct focus *bringin_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct bringview *)state)->list.focus;
}

/* --- acting ------------------------------------------------------------------------- */

static void finish(struct app *app, struct bringing *b, bool skip_bad)
{
	if (!b->result.rows) {
		app_note(app, _("There is nobody in it that can be brought "
				"in."));
		return;
	}
	if (!bringing_do(b, skip_bad)) {
		app_pop(app); /* what it showed is no longer so */
		return;
	}
	app_pop(app);
	app_changed(app);
}

static void bring_in(struct app *app, void *state)
{
	struct bringing *b = ((struct bringview *)state)->b;

	if (b->result.bad)
		app_note(app, _("Some rows cannot be used. s leaves them out; "
				"Esc brings nothing in."));
	else
		finish(app, b, false);
}

static void skip_bad(struct app *app, void *state)
{
	finish(app, ((struct bringview *)state)->b, true);
}

static void whole(struct app *app, void *state)
{
	struct bringing *b = ((struct bringview *)state)->b;

	b->whole = !b->whole;
	app_redraw(app);
}

static void other_columns(struct app *app, void *state)
{
	struct bringview *v = state;
	struct bringing *b = v->b;

	v->b = NULL;
	app_pop(app);
	columnask_all(&b->columns, &b->result.columns);
}

#define W ACT_CHANGES
static const struct action bringin_actions[] = {
	{"bring-in", "Enter", N_("bring in"),
	 N_("Bring all of them in, in one record"), bring_in, W | ACT_FOOTER},
	{"skip-bad", "s", N_("skip bad|leave bad rows out"),
	 N_("Bring in the rows that can be used, leave the others out"),
	 skip_bad, W | ACT_FOOTER},
	{"columns", "c", N_("columns"),
	 N_("Say anew what each column is; it is remembered"), other_columns,
	 ACT_FOOTER},
	{"whole", "v", N_("whole|whole values"),
	 N_("Show the samples whole, or masked again"), whole, ACT_FOOTER},
	{0},
};
#undef W

const struct screen_def bringin_screen = {
	.name = "bring-in",
	.title = N_("People to be brought in"),
	.actions = bringin_actions,
	.open = bringin_open,
	.close = bringin_close,
	.draw = bringin_draw,
	.focus = bringin_focus,
};
