/* tui/screen/decision.c - one question: what we know, the answers, why. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/case_rows.h"
#include "tui/screen/clockform.h"
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

	app_keep(app, d->step, edit_text(&d->why)); /* on the screen below */
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

	if (!st || closing_refused(app))
		return;
	if (d->chosen >= answers(st)) {
		app_pop(app);
		return;
	}
	if (!*edit_text(&d->why)) {
		d->in_why = true;
		app_say(app, _("Write why, or leave with Esc."));
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
		clockform_offer(app, d->step);
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

static int from_column(const struct surface *s)
{
	return surface_cols(s) < APP_WIDE ? surface_cols(s) - 20
					  : APP_WIDE - 20;
}

static void draw_fact(struct app *app, struct surface *s, int row,
		      const struct step *st)
{
	int cells = from_column(s);
	struct str t = {0};

	str_addf(&t, _("%s: "),
		 text_in(&st->def->object, ctx_lang(app, st->book)));
	step_says(&t, app, st);
	put(s, row, 3, cells - 4, LOOK_PLAIN, &t);
	str_add(&t, st->number);
	if (st->evidence_count)
		str_addf(&t, "  %s", st->evidence[0]->label);
	else if (st->state == STEP_BLOCKED)
		str_addf(&t, "  %s", _("blocked"));
	put(s, row, cells, 19, LOOK_PLAIN, &t);
	str_release(&t);
}

/* What steps have settled, and what those up to the end of this phase have
 * not: a step that is blocked further down is a gap here, too. */
static bool is_known(const struct step *at, const struct step *st)
{
	return st->index < at->index && st->state == STEP_DONE &&
	       ((st->value && *st->value) || st->answer);
}

static bool is_gap(const struct step *at, const struct step *st)
{
	return st != at && (st->state == STEP_BLOCKED ||
			    (st->index < at->index &&
			     (st->state == STEP_SKIPPED || st->asked ||
			      (st->state < STEP_SKIPPED && st->def->value))));
}

static size_t phase_end(const struct situation *now, const struct step *at)
{
	for (size_t i = 0; i < now->phase_count; i++)
		if (at->index < now->phase[i].first + now->phase[i].count)
			return now->phase[i].first + now->phase[i].count;
	return now->step_count;
}

/* A heading and at most `room` facts, the latest of them; the row after. */
static int draw_facts(struct app *app, const struct step *at,
		      struct surface *s, int row, int room,
		      bool (*is)(const struct step *, const struct step *),
		      const char *head)
{
	const struct situation *now = ctx_now(app);
	size_t end = phase_end(now, at);
	int n = 0;

	for (size_t i = 0; i < end; i++)
		n += is(at, &now->step[i]);
	if (!n || room < 2)
		return row;
	surface_put(s, row, 3, 40, LOOK_PLAIN, head);
	if (is == is_known)
		surface_put(s, row, from_column(s), 19, LOOK_PLAIN,
			    _("FROM"));
	row++;
	for (size_t i = 0; i < end; i++)
		if (is(at, &now->step[i]) && n-- < room)
			draw_fact(app, s, row++, &now->step[i]);
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
			 on ? _("; ") : "", off);
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
	put(s, row, 33, 20, LOOK_PLAIN, &t);
	step_person_text(&t, app, st);
	put(s, row, 54, surface_cols(s) - 55, LOOK_PLAIN, &t);
	str_release(&t);
}

/* The guidance of the question, as many lines as there is room for. */
static int draw_body(const struct rows *r, struct surface *s, int row,
		     int room)
{
	for (size_t i = 0; i < r->count && room > 0; i++, room--) {
		if (room == 1 && i + 1 < r->count)
			surface_put(s, row++, 3, surface_cols(s) - 4,
				    LOOK_PLAIN, _(".. v shows the whole step"));
		else
			surface_put(s, row++, 3, surface_cols(s) - 4,
				    r->at[i].look,
				    r->at[i].text ? r->at[i].text : "");
	}
	return row;
}

static int draw_why(struct decision *d, const struct step *st,
		    struct surface *s, int row)
{
	const char *word = st->why && st->answer ? st->why : NULL;

	surface_put(s, row, 3, surface_cols(s) - 4, LOOK_PLAIN,
		    _("Why  (goes into the report, word for word)"));
	surface_put(s, row + 1, 3, 1, LOOK_PLAIN, "|");
	edit_draw(&d->why, s, row + 1, 1, 5, surface_cols(s) - 7,
		  LOOK_PLAIN, d->in_why);
	if (word && !*edit_text(&d->why) && !d->in_why)
		surface_putf(s, row + 1, 5, surface_cols(s) - 7, LOOK_PLAIN,
			     _("so far: %s"), word);
	return row + 3;
}

/* Question, facts, answers, guidance, reason, from the top down; what does
 * not fit is left out of facts first, then of guidance. */
static void draw_all(struct app *app, struct decision *d,
		     const struct step *st, struct surface *s, int row,
		     int last)
{
	int n = (int)answers(st) + 1, cells = surface_cols(s) - 8, top, room;
	struct rows r = {0};

	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_BOLD,
		      text_in(&st->def->title, ctx_lang(app, st->book)));
	rows_guidance(&r, app, st, cells < 76 ? cells : 76);
	row += last - row > 12 ? 2 : 1;
	room = last - row - n - 6;
	top = row;
	row = draw_facts(app, st, s, row,
			 room - (int)r.count - 4 > 2 ? room - (int)r.count - 4
						     : 2,
			 is_known, _("WE KNOW"));
	row = draw_facts(app, st, s, row, room - (row - top) - 1, is_gap,
			 _("WE DO NOT KNOW"));
	room -= row - top;
	row += row > top;
	for (int i = 0; i < n; i++)
		draw_answer(app, d, st, (size_t)i, s, row++);
	top = row + 1;
	row = r.count && room > 1 ? draw_body(&r, s, top, room - 1) : row;
	row = draw_why(d, st, s, row + 1);
	if (row < last)
		surface_put(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN,
			    _("Nothing is sent by this choice. It can be "
			      "changed."));
	rows_release(&r);
}

static void decision_draw(struct app *app, void *state, struct surface *s)
{
	struct decision *d = state;
	const struct step *st = the_step(app, d);
	const struct situation *now = ctx_now(app);
	int row = frame_title(app, s, now->label, now->title);

	ctx_next_row(app, s, row++);
	if (!st)
		return;
	draw_head(app, st, s, row++);
	frame_rule(s, row++);
	draw_all(app, d, st, s, row, frame_rows(app, s));
}

static void view_step(struct app *app, void *state)
{
	app_push(app, &step_screen, ((struct decision *)state)->step);
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
	{"step-view", "v", N_("view step"),
	 N_("Its evidence, notes and history"), view_step, ACT_HIDDEN},
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
