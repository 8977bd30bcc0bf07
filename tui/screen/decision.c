/* tui/screen/decision.c - one question: what we know, the answers, why. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/case_rows.h"
#include "tui/screen/closing.h"
#include "tui/screen/views.h"
#include "tui/widget/edit.h"
#include "tui/widget/frame.h"

struct decision {
	char step[256];
	size_t chosen; /* answer; the last + 1 is "cannot tell yet" */
	bool in_why;
	struct edit why;
};

static const struct step *the_step(const struct app *app,
				   const struct decision *d)
{
	return map_gets(&ctx_now(app)->step_by_key, d->step);
}

static size_t answers(const struct step *st)
{
	return st ? st->def->decide.count : 0;
}

/* --- opening ----------------------------------------------------------------- */

static int decision_open(void **state, struct app *app, const void *arg,
			 struct error *err)
{
	struct decision *d = mem_zalloc(sizeof(*d));
	const struct step *st;
	const char *kept;

	if (!d)
		return error_nomem(err);
	str_copy(d->step, sizeof(d->step), arg);
	st = the_step(app, d);
	for (size_t i = 0; st && i < answers(st); i++)
		if (str_eq(st->answer, st->def->decide.id[i]))
			d->chosen = i;
	kept = app_kept(app, d->step);
	if (edit_set(&d->why, kept ? kept : "")) {
		mem_free(d);
		return error_nomem(err);
	}
	*state = d;
	return 0;
}

static void decision_close(struct app *app, void *state)
{
	struct decision *d = state;

	if (*edit_text(&d->why))
		app_keep(app, d->step, edit_text(&d->why));
	edit_release(&d->why);
	mem_free(d);
}

static bool decision_field(struct app *app, void *state)
{
	(void)app;
	return ((struct decision *)state)->in_why;
}

/* --- recording ----------------------------------------------------------------- */

static void record(struct app *app, struct decision *d)
{
	const struct step *st = the_step(app, d);
	struct act a = ctx_act(app);
	struct error err = {0};
	struct str what = {0};
	int rc;

	if (!st)
		return;
	if (d->chosen >= answers(st)) {
		app_pop(app);
		return;
	}
	ctx_step_name(&what, app, st);
	str_addf(&what, ": %s",
		 playbook_answer(st->book->pb, st->def->decide.id[d->chosen],
				 ctx_lang(app, st->book)));
	rc = act_decide(&a, d->step, st->def->decide.id[d->chosen],
			&(struct step_args){.why = edit_text(&d->why)}, &err);
	if (ctx_told(app, &a, rc, &err, str_text(&what))) {
		edit_set(&d->why, "");
		app_keep(app, d->step, NULL);
		app_pop(app);
	}
	str_release(&what);
}

static void write_why(struct app *app, void *state)
{
	struct decision *d = state;
	struct error err = {0};
	char *text = NULL;

	if (app_edit(app, &text, edit_text(&d->why), 1, &err))
		app_error(app, &err);
	else if (text)
		edit_set(&d->why, text);
	mem_free(text);
	d->in_why = true;
	app_redraw(app);
}

static bool decision_key(struct app *app, void *state, uint32_t key)
{
	struct decision *d = state;

	if (!d->in_why)
		return false;
	if (key == KEY_PASTE) {
		edit_insert(&d->why, app_pasted(app));
	} else if (key == KEY_ENTER) {
		record(app, d);
		return true;
	} else if (key == KEY_UP_ARROW || key == KEY_SHIFT_TAB ||
		   key == KEY_TAB) {
		d->in_why = false;
	} else if (!edit_key(&d->why, key)) {
		return false;
	}
	app_redraw(app);
	return true;
}

/* --- choosing ------------------------------------------------------------------- */

static void choose(struct app *app, void *state)
{
	struct decision *d = state;
	size_t i = app_key(app) - '1';

	if (i <= answers(the_step(app, d))) {
		d->chosen = i;
		d->in_why = i < answers(the_step(app, d));
		app_redraw(app);
	}
}

static void up(struct app *app, void *state)
{
	struct decision *d = state;

	if (d->chosen)
		d->chosen--;
	app_redraw(app);
}

static void down(struct app *app, void *state)
{
	struct decision *d = state;

	if (d->chosen < answers(the_step(app, d)))
		d->chosen++;
	app_redraw(app);
}

static void next_field(struct app *app, void *state)
{
	struct decision *d = state;

	if (d->chosen >= answers(the_step(app, d)))
		record(app, d);
	else
		d->in_why = true;
	app_redraw(app);
}

static void add_file(struct app *app, void *state)
{
	closing_file(app, ((struct decision *)state)->step, NULL, NULL);
}

/* --- drawing ---------------------------------------------------------------------- */

static void put(struct surface *s, int row, int col, int cells,
		unsigned look, struct str *t)
{
	surface_field(s, row, col, cells, look, str_text(t));
	str_clear(t);
}

static int draw_fact(struct app *app, struct surface *s, int row,
		     const struct step *st)
{
	int cells = surface_cols(s) - 20;
	struct str t = {0};

	str_addf(&t, "%s: ",
		 text_in(&st->def->object, ctx_lang(app, st->book)));
	step_says(&t, app, st);
	put(s, row, 3, cells - 4, LOOK_PLAIN, &t);
	str_add(&t, st->number);
	if (st->evidence_count)
		str_addf(&t, "  %s", st->evidence[0]->label);
	put(s, row, cells, 19, LOOK_PLAIN, &t);
	str_release(&t);
	return row + 1;
}

/* What earlier steps have settled, and what they have not. */
static int draw_facts(struct app *app, const struct step *at,
		      struct surface *s, int row, int last, bool known)
{
	const struct situation *now = ctx_now(app);
	int top = row++;

	for (size_t i = 0; i < at->index && row < last; i++) {
		const struct step *st = &now->step[i];
		bool fact = st->state == STEP_DONE &&
			    ((st->value && *st->value) || st->answer);
		bool gap = st->state == STEP_BLOCKED ||
			   st->state == STEP_SKIPPED ||
			   (st->state < STEP_SKIPPED && st->def->value);

		if (known ? fact : gap)
			row = draw_fact(app, s, row, st);
	}
	if (row == top + 1)
		return top;
	surface_put(s, top, 3, 40, LOOK_PLAIN,
		    known ? _("WE KNOW") : _("WE DO NOT KNOW"));
	return row;
}

/* "opens 6 steps; 2 become not needed": from the `when` of later steps. */
static void effect(struct str *out, const struct situation *now,
		   const struct step *st, const char *answer)
{
	size_t on = 0, off = 0;

	for (size_t i = st->index + 1; i < now->step_count; i++) {
		const struct pb_step *def = now->step[i].def;

		if (now->step[i].book != st->book ||
		    !str_eq(def->when_step, st->def->id))
			continue;
		if (str_eq(def->when_answer, answer) != def->when_not)
			on++;
		else
			off++;
	}
	if (on)
		str_addf(out,
			 ngettext("opens %zu step", "opens %zu steps", on),
			 on);
	if (off)
		str_addf(out,
			 ngettext("%s%zu step becomes not needed",
				  "%s%zu steps become not needed", off),
			 on ? "; " : "", off);
}

static void draw_answer(struct app *app, const struct decision *d,
			const struct step *st, size_t i, struct surface *s,
			int row)
{
	bool chosen = d->chosen == i;
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	struct str t = {0};

	if (chosen) {
		surface_put(s, row, 1, 1, LOOK_BOLD, ">");
		if (!d->in_why)
			surface_cursor(s, row, 1);
	}
	surface_putf(s, row, 3, 2, look, "%zu", i + 1);
	if (i < answers(st)) {
		surface_field(s, row, 6, 18, look,
			      playbook_answer(st->book->pb,
					      st->def->decide.id[i],
					      ctx_lang(app, st->book)));
		effect(&t, ctx_now(app), st, st->def->decide.id[i]);
	} else {
		surface_field(s, row, 6, 18, look, _("Cannot tell yet"));
		str_add(&t, _("stays open; nothing is written"));
	}
	put(s, row, 25, surface_cols(s) - 26, LOOK_PLAIN, &t);
	str_release(&t);
}

static void draw_head(struct app *app, const struct step *st,
		      struct surface *s, int row)
{
	struct str t = {0};

	str_addf(&t, _("%s  DECISION"), st->number);
	put(s, row, 1, 30, LOOK_BOLD, &t);
	str_addf(&t, _("decides  %s"), st->owner ? st->owner : "-");
	put(s, row, 38, 20, LOOK_PLAIN, &t);
	if (st->def->second)
		str_addf(&t, _("second reader  %s"), st->def->second);
	else if (st->def->approve)
		str_addf(&t, _("approves  %s"), st->def->approve);
	put(s, row, 59, surface_cols(s) - 60, LOOK_PLAIN, &t);
	(void)app;
	str_release(&t);
}

/* The guidance of the question, as many lines as there is room for. */
static int draw_body(struct app *app, const struct step *st,
		     struct surface *s, int row, int last)
{
	struct rows r = {0};

	rows_step(&r, app, st, surface_cols(s) - 8);
	for (size_t i = 0; i < r.count && row < last; i++)
		if (r.at[i].kind == ROW_TEXT && r.at[i].text)
			surface_put(s, row++, 3, surface_cols(s) - 4,
				    r.at[i].look, r.at[i].text);
	rows_release(&r);
	return row + 1;
}

static void draw_why(struct decision *d, struct surface *s, int row)
{
	surface_put(s, row, 3, surface_cols(s) - 4, LOOK_PLAIN,
		    _("Why  (goes into the report, word for word)"));
	surface_put(s, row + 1, 3, 1, LOOK_PLAIN, "|");
	edit_draw(&d->why, s, row + 1, 1, 5, surface_cols(s) - 7,
		  LOOK_PLAIN, d->in_why);
	surface_put(s, row + 3, 1, surface_cols(s) - 2, LOOK_PLAIN,
		    _("Nothing is sent by this choice. It can be changed."));
}

static void decision_draw(struct app *app, void *state, struct surface *s)
{
	struct decision *d = state;
	const struct step *st = the_step(app, d);
	const struct situation *now = ctx_now(app);
	int row, last = frame_rows(app, s), foot;

	row = frame_title(app, s, now->label, now->title);
	ctx_next_row(app, s, row++);
	if (!st)
		return;
	draw_head(app, st, s, row++);
	frame_rule(s, row++);
	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_BOLD,
		      text_in(&st->def->title, ctx_lang(app, st->book)));
	foot = last - 5 - (int)answers(st) - 1;
	row = draw_body(app, st, s, row + 2, foot);
	if (row < foot)
		row = draw_facts(app, st, s, row, foot, true);
	if (row < foot)
		draw_facts(app, st, s, row, foot, false);
	for (size_t i = 0; i <= answers(st); i++)
		draw_answer(app, d, st, i, s, foot + (int)i);
	draw_why(d, s, last - 4);
}

static const struct action decision_actions[] = {
	{"choose", "1 2 3 4 5 6 7 8 9", N_("choose"),
	 N_("Choose an answer, then say why"), choose,
	 ACT_CHANGES | ACT_FOOTER},
	{"next-field", "Enter Tab", N_("next field"),
	 N_("Go to the reason; there, record the decision"), next_field,
	 ACT_CHANGES | ACT_FOOTER},
	{"editor", "Ctrl-G e", N_("write in editor"),
	 N_("Write the reason in your editor"), write_why,
	 ACT_CHANGES | ACT_FOOTER},
	{"file", "f", N_("file"), N_("Add a file as evidence of the decision"),
	 add_file, ACT_CHANGES | ACT_HIDDEN},
	{"up", "k Up", "", N_("The answer above"), up,
	 ACT_HIDDEN | ACT_MOVES},
	{"down", "j Down", "", N_("The answer below"), down,
	 ACT_HIDDEN | ACT_MOVES},
	{0},
};

const struct screen_def decision_screen = {
	.name = "decision",
	.title = N_("Decision"),
	.actions = decision_actions,
	.open = decision_open,
	.close = decision_close,
	.draw = decision_draw,
	.key = decision_key,
	.field = decision_field,
};
