#include "tui/widget/form.h"

#include <limits.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/widget/edit.h"

struct field {
	struct form_field f; /* its label, hint and text are ours */
	struct edit edit;
	int chosen, choices;
	char *wrong;
};
struct form {
	struct field *fields;
	int n, at; /* at: which has the focus */
};
enum result { /* of a key */
	NOT_MINE,
	EATEN,
	DONE, /* Enter on the last field, all needed ones filled */
	LEFT, /* Esc: nothing is lost, form_text() still has it */
};

static char *copy(const char *text)
{
	return text ? mem_strdup(text) : NULL;
}

static void release(struct form *f)
{
	for (int i = 0; f && i < f->n; i++) {
		struct field *d = &f->fields[i];

		mem_free((char *)d->f.label);
		mem_free((char *)d->f.hint);
		mem_free((char *)d->f.text);
		mem_free(d->wrong);
		edit_release(&d->edit);
	}
	if (f)
		mem_free(f->fields);
	mem_free(f);
}

static struct form *make(const struct form_field *fields, int n)
{
	struct form *f = mem_zalloc(sizeof(*f));

	if (f)
		f->fields = mem_zalloc((size_t)n * sizeof(*f->fields) + 1);
	if (!f || !f->fields) {
		mem_free(f);
		return NULL;
	}
	f->n = n;
	for (int i = 0; i < n; i++) {
		struct field *d = &f->fields[i];

		d->f = fields[i];
		d->f.label = copy(fields[i].label);
		d->f.hint = copy(fields[i].hint);
		d->f.text = copy(fields[i].text);
		d->chosen = fields[i].chosen;
		d->edit.many = fields[i].kind == FORM_LINES;
		while (d->f.choices && d->f.choices[d->choices])
			d->choices++;
		if (edit_set(&d->edit, fields[i].text) || !d->f.label) {
			release(f);
			return NULL;
		}
	}
	return f;
}

const char *form_text(const struct form *f, int i)
{
	const struct field *d = &f->fields[i];

	if (d->f.kind != FORM_CHOICE)
		return edit_text(&d->edit);
	return d->chosen < d->choices ? d->f.choices[d->chosen] : "";
}

int form_choice(const struct form *f, int i)
{
	return f->fields[i].chosen;
}

static bool touched(const struct field *d)
{
	const char *first = d->f.text ? d->f.text : "";

	return d->f.kind != FORM_CHOICE &&
	       !str_eq(edit_text(&d->edit), first);
}

static bool any_touched(const struct form *f)
{
	for (int i = 0; i < f->n; i++)
		if (touched(&f->fields[i]))
			return true;
	return false;
}

void form_complain(struct form *f, int i, const char *what)
{
	mem_free(f->fields[i].wrong);
	f->fields[i].wrong = copy(what);
	if (what)
		f->at = i;
}

/* ---- keys ---- */
static enum result finish(struct form *f)
{
	for (int i = 0; i < f->n; i++) {
		struct field *d = &f->fields[i];

		if (!d->f.needed || d->f.kind == FORM_CHOICE || d->edit.len)
			continue;
		form_complain(f, i, _("this is needed"));
		return EATEN;
	}
	return DONE;
}

static enum result next(struct form *f)
{
	if (f->at == f->n - 1)
		return finish(f);
	f->at++;
	return EATEN;
}

static bool choose(struct field *d, uint32_t key)
{
	uint32_t ascii = key_narrow(key);

	if (key == KEY_LEFT_ARROW || ascii == 'h')
		d->chosen = d->chosen ? d->chosen - 1 : d->choices - 1;
	else if (key == KEY_RIGHT_ARROW || ascii == 'l' || key == KEY_SPACE)
		d->chosen = (d->chosen + 1) % d->choices;
	else if (ascii >= '1' && ascii <= '9' &&
		 (int)(ascii - '1') < d->choices)
		d->chosen = (int)(ascii - '1');
	else
		return false;
	return true;
}

static void edit_outside(struct field *d, struct app *app)
{
	struct error err = {0};
	char *text;

	if (app_edit(app, &text, edit_text(&d->edit), 1, &err))
		app_error(app, &err);
	if (text)
		edit_set(&d->edit, text);
	mem_free(text);
}

static bool moves_field(const struct field *d, uint32_t key)
{
	bool lines = d->f.kind == FORM_LINES;

	return key == KEY_TAB || key == KEY_SHIFT_TAB ||
	       (!lines && (key == KEY_UP_ARROW || key == KEY_DOWN_ARROW));
}

static enum result take_key(struct form *f, struct app *app, uint32_t key)
{
	struct field *d = &f->fields[f->at];
	bool eaten = true;

	if (key == KEY_ESC)
		return LEFT;
	if (key == KEY_ENTER)
		return next(f);
	if (moves_field(d, key)) {
		bool back = key == KEY_SHIFT_TAB || key == KEY_UP_ARROW;

		f->at = (f->at + (back ? f->n - 1 : 1)) % f->n;
		return EATEN;
	}
	if (d->f.kind == FORM_CHOICE)
		eaten = d->choices && choose(d, key);
	else if (key == KEY_CTRL_G)
		edit_outside(d, app);
	else if (key == KEY_PASTE)
		edit_insert(&d->edit, app_pasted(app));
	else
		eaten = edit_key(&d->edit, key);
	if (eaten)
		form_complain(f, (int)(d - f->fields), NULL);
	return eaten ? EATEN : NOT_MINE;
}

/* ---- drawing ---- */
static int height(const struct field *d)
{
	int rows = d->f.kind == FORM_LINES && d->f.rows > 1 ? d->f.rows : 1;

	return 1 + rows + 1; /* label, value, a blank row */
}

static void draw_label(const struct field *d, struct surface *s, int row,
		       int col, int cells, bool here)
{
	int used = surface_field(s, row, col, cells,
				 here ? LOOK_BOLD : LOOK_PLAIN, d->f.label);
	struct str note = {0};

	if (d->wrong)
		str_addf(&note, "! %s", d->wrong);
	else if (d->f.hint && *d->f.hint)
		str_addf(&note, "(%s)", d->f.hint);
	if (note.len)
		surface_field(s, row, col + used + 2, cells - used - 2,
			      d->wrong ? LOOK_BOLD : LOOK_PLAIN,
			      str_text(&note));
	str_release(&note);
}

/* All on one row when they fit, else the chosen one with its place. */
static void draw_choices(const struct field *d, struct surface *s, int row,
			 int col, int cells, bool here)
{
	int wide = 0, at = col;

	for (int i = 0; i < d->choices; i++)
		wide += utf8_cells(d->f.choices[i]) + 7;
	if (wide > cells) {
		surface_putf(s, row, col, cells, LOOK_PLAIN, "< %d/%d  %s >",
			     d->chosen + 1, d->choices,
			     d->chosen < d->choices
				     ? d->f.choices[d->chosen] : "");
		if (here)
			surface_cursor(s, row, col);
		return;
	}
	for (int i = 0; i < d->choices; i++) {
		bool on = i == d->chosen;

		if (on && here)
			surface_cursor(s, row, at + 1);
		at += surface_putf(s, row, at, INT_MAX,
				   on ? LOOK_BOLD : LOOK_PLAIN, "(%s) %s",
				   on ? "x" : " ", d->f.choices[i]) + 3;
	}
}

static void draw_field(struct field *d, struct surface *s, int row, int rows,
		       int col, int cells, bool here)
{
	int lines = height(d) - 2;

	draw_label(d, s, row, col, cells, here);
	if (d->f.kind == FORM_CHOICE && rows > 1) {
		draw_choices(d, s, row + 1, col + 2, cells - 2, here);
		return;
	}
	lines = lines > rows - 1 ? rows - 1 : lines;
	for (int i = 0; i < lines; i++)
		surface_put(s, row + 1 + i, col, 1, LOOK_PLAIN, "|");
	edit_draw(&d->edit, s, row + 1, lines, col + 2, cells - 2, LOOK_PLAIN,
		  here);
}

/* From row on, at most rows of them; the field with the focus in view. */
static void draw_fields(struct form *f, struct surface *s, int row, int rows,
			int col, int cells)
{
	int from = 0, used = 0, at = 0;

	for (int i = 0; i <= f->at; i++)
		used += height(&f->fields[i]);
	while (used - 1 > rows && from < f->at)
		used -= height(&f->fields[from++]);
	for (int i = from; i < f->n && at < rows; i++) {
		draw_field(&f->fields[i], s, row + at, rows - at, col, cells,
			   i == f->at);
		at += height(&f->fields[i]);
	}
}

/* ---- as an overlay ---- */
struct asked {
	char *title;
	struct form *form;
	bool answered;
	bool (*done)(struct app *app, void *ctx, struct form *f);
	void *ctx;
};

/* The name under which a field's text waits after Esc. */
static void kept_name(struct str *out, const struct asked *a, int i)
{
	str_addf(out, "%s / %s", a->title, a->form->fields[i].f.label);
}

static void keep_all(struct app *app, const struct asked *a, bool keep)
{
	struct str name = {0};

	for (int i = 0; i < a->form->n; i++) {
		struct field *d = &a->form->fields[i];

		if (d->f.kind == FORM_CHOICE)
			continue;
		str_clear(&name);
		kept_name(&name, a, i);
		app_keep(app, str_text(&name),
			 keep && touched(d) ? edit_text(&d->edit) : NULL);
	}
	str_release(&name);
}

static void take_kept(struct app *app, struct asked *a)
{
	struct str name = {0};

	for (int i = 0; i < a->form->n; i++) {
		const char *kept;

		str_clear(&name);
		kept_name(&name, a, i);
		kept = app_kept(app, str_text(&name));
		if (kept)
			edit_set(&a->form->fields[i].edit, kept);
	}
	str_release(&name);
}

static void close_form(struct app *app, void *state)
{
	struct asked a = *(struct asked *)state;

	release(a.form);
	mem_free(a.title);
	mem_free(state);
	if (!a.answered)
		a.done(app, a.ctx, NULL);
}

static void answer(struct app *app, struct asked *a)
{
	bool closes = a->done(app, a->ctx, a->form);

	if (!closes)
		return;
	a->answered = true;
	keep_all(app, a, false);
	app_overlay_close(app);
}

static void key_form(struct app *app, void *state, uint32_t key)
{
	struct asked *a = state;

	switch (take_key(a->form, app, key)) {
	case DONE:
		answer(app, a);
		break;
	case LEFT:
		if (any_touched(a->form)) {
			keep_all(app, a, true);
			app_say(app, _("%s: kept, not used yet"), a->title);
		}
		app_overlay_close(app);
		break;
	case NOT_MINE:
		if (key == KEY_CTRL_L)
			app_repaint(app);
		break;
	case EATEN:
		break;
	}
}

static void draw_form(struct app *app, void *state, struct surface *s)
{
	struct asked *a = state;
	int end = app_footer_row(app, s), cols = surface_cols(s);

	app_next(app)->shown = false; /* its row is covered */
	for (int row = 1; row <= end; row++)
		surface_fill(s, row, 0, INT_MAX, LOOK_PLAIN, ' ');
	surface_field(s, 1, 1, cols - 2, LOOK_BOLD, a->title);
	surface_fill(s, 2, 1, INT_MAX, LOOK_PLAIN, '-');
	draw_fields(a->form, s, 4, end - 5, 3, cols - 6);
	surface_put(s, end, 1, INT_MAX, LOOK_PLAIN,
		    _("Enter next, last one: done   Tab move   Ctrl-G "
		      "editor   Esc leave"));
}

static const struct overlay form_overlay = {draw_form, key_form, close_form,
					    true};

void form_ask(struct app *app, const char *title,
	      const struct form_field *fields, int n,
	      bool (*done)(struct app *app, void *ctx, struct form *f),
	      void *ctx)
{
	struct asked *a = mem_zalloc(sizeof(*a));
	struct error err = {0};

	if (a) {
		a->title = mem_strdup(title);
		a->form = make(fields, n);
	}
	if (!a || !a->title || !a->form) {
		if (a) {
			mem_free(a->title);
			release(a->form);
		}
		mem_free(a);
		error_nomem(&err);
		app_error(app, &err);
		done(app, ctx, NULL);
		return;
	}
	a->done = done;
	a->ctx = ctx;
	take_kept(app, a);
	app_overlay(app, &form_overlay, a);
}
