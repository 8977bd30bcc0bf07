/* tui/screen/console_draw.c - the facilitator's console, drawn. Times go by
 * the minute: nobody leads by the second, and a screen nobody touches should
 * write next to nothing. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/console.h"
#include "tui/widget/frame.h"

#define PLAYERS 6 /* rows at most */
#define ROLE_CELLS 24
#define STUCK (10 * MINUTE) /* who is quiet so long may need a hint */
#define COMING (3 * MINUTE) /* an inject that is so near is counted down */
#define NOTHING SIZE_MAX    /* a row without an expectation */
#define CONDITION (SIZE_MAX - 1)

static const struct drilling *drill_of(const struct console *v)
{
	return ctx_of(v->app)->drill;
}

/* --- rows ------------------------------------------------------------------------ */

static void add_row(struct console *v, size_t inject, size_t expect,
		    bool *first)
{
	if (mem_reserve(&v->row, &v->cap, v->count + 1, sizeof(*v->row)))
		return; /* fewer rows, not a crash */
	v->row[v->count++] = (struct conrow){inject, expect, *first};
	*first = false;
}

/* An evaluator sees what is out, and nothing that is to come. */
static bool in_view(const struct drilling *g, const struct drill_inject *in)
{
	return g->part != PART_EVALUATES || in->event;
}

/* What is out has a row for all that is hoped for; what is to come one alone,
 * so that the next ones stay in view: the condition, if it has one, or what
 * is hoped for first. */
void console_rows(struct console *v)
{
	const struct drilling *g = drill_of(v);

	v->count = 0;
	for (size_t i = 0; g->d && i < g->d->inject_count; i++) {
		const struct drill_inject *in = &g->d->inject[i];
		bool first = true;

		if (!in_view(g, in))
			continue;
		if (in->def && in->def->when_count && !in->event)
			add_row(v, i, CONDITION, &first);
		for (size_t k = 0; g->score && k < g->score->expect_count;
		     k++)
			if (g->score->expect[k].inject == in &&
			    (in->event || first))
				add_row(v, i, k, &first);
		if (first)
			add_row(v, i, NOTHING, &first);
	}
}

const struct drill_inject *console_inject(const struct console *v, int i)
{
	const struct drilling *g = drill_of(v);

	if (i < 0 || (size_t)i >= v->count || !g->d ||
	    v->row[i].inject >= g->d->inject_count)
		return NULL;
	return &g->d->inject[v->row[i].inject];
}

static const struct score_expect *expect_at(const struct console *v, int i)
{
	const struct score *sc = drill_of(v)->score;

	if ((size_t)i >= v->count || !sc ||
	    v->row[i].expect >= sc->expect_count)
		return NULL;
	return &sc->expect[v->row[i].expect];
}

static int count(void *ctx)
{
	return (int)((struct console *)ctx)->count;
}

static const char *key(void *ctx, int i)
{
	const struct console *v = ctx;
	const struct drill_inject *in = console_inject(v, i);

	return in && v->row[i].first ? in->id : NULL;
}

static const char *title(const struct console *v,
			 const struct drill_inject *in)
{
	const struct scenario *sc = drill_of(v)->sc;
	const struct drill_words *w = drill_said(v->app, in);

	if (in->def && sc)
		return text_in(&in->def->title,
			       scenario_lang(sc, ctx_of(v->app)->lang));
	return w && w->title ? w->title : w && w->text ? w->text : "";
}

static const char *text(void *ctx, int i)
{
	const struct drill_inject *in = console_inject(ctx, i);

	return in ? title(ctx, in) : NULL;
}

/* Minutes that are over, by steps that grow: 0 1 2 5 10 15 and so on. */
static int rounded(int64_t ms)
{
	static const int steps[] = {60, 45, 30, 20, 15, 10, 5, 2, 1};
	const int64_t minutes = ms / MINUTE;

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (minutes >= steps[i])
			return steps[i];
	return 0;
}

static void due_text(struct str *out, int minutes)
{
	if (minutes)
		str_addf(out, _("DUE %dm"), minutes);
	else
		str_add(out, _("DUE now"));
}

/* "DUE 2m", "in 2m", "sent 11m". */
static void state_text(struct str *out, const struct console *v,
		       const struct drill_inject *in)
{
	const struct drilling *g = drill_of(v);
	const struct times *t = &g->d->times;
	int64_t ms;

	switch (in->state) {
	case INJ_PLANNED:
		ms = in->def && in->def->timed && g->d->started
			     ? in->def->at - times_play(t, g->shown)
			     : INT64_MAX;
		if (ms <= COMING)
			str_addf(out, _("in %dm"),
				 (int)((ms + MINUTE - 1) / MINUTE));
		return;
	case INJ_DUE:
		due_text(out, rounded(times_real(t, g->shown) -
				      times_real(t, in->due)));
		return;
	case INJ_HELD:
		str_add(out, _("held"));
		return;
	case INJ_RELEASED:
		str_addf(out, _("sent %dm"),
			 (int)(times_play(t, in->released) / MINUTE));
		return;
	case INJ_ACKED:
		str_add(out, _("was read"));
		return;
	case INJ_ANSWERED:
		str_add(out, _("answered"));
		return;
	case INJ_MOOT:
		str_add(out, _("not needed"));
		return;
	case INJ_SKIPPED:
		str_add(out, _("left out"));
		return;
	case INJ_NOT_REACHED:
		str_add(out, _("not reached"));
		return;
	}
}

/* --- what is hoped for ---------------------------------------------------------------- */

static const char *const seen_words[] = {
	N_("met"), N_("LATE"), N_("MISSED"), "-", N_("not observed"),
	N_("open"),
};

static void add_step(struct str *out, const struct app *app, const char *key)
{
	const struct step *st = map_gets(
		&ctx_of(app)->drill->d->s->step_by_key, key);

	if (st)
		ctx_step_name(out, app, st);
	else
		str_add(out, key);
}

void console_expect(struct str *out, const struct app *app,
		    const struct sc_expect *e)
{
	const struct scenario *sc = ctx_of(app)->drill->sc;

	if (e->step)
		add_step(out, app, e->step);
	else
		str_add(out, text_in(&e->say,
				     scenario_lang(sc, ctx_of(app)->lang)));
}

const char *console_option(const struct app *app, const char *decision,
			   const char *option)
{
	const struct scenario *sc = ctx_of(app)->drill->sc;
	const struct sc_decision *def = scenario_decision(sc, decision);
	const size_t lang = scenario_lang(sc, ctx_of(app)->lang);

	for (size_t i = 0; def && i < def->option_count; i++) {
		const char *words = text_in(&def->option[i].text, lang);

		if (str_eq(def->option[i].key, option) && *words)
			return words;
	}
	return option;
}

void console_condition(struct str *out, const struct app *app,
		       const struct sc_inject *def)
{
	static const char *const words[] = {
		N_("if not done:"), N_("if one is not done:"), N_("if done:"),
		N_("if decided:"), N_("if unanswered:")};

	for (size_t i = 0; i < def->when_count; i++) {
		const struct sc_cond *c = &def->when[i];
		const bool step = c->kind <= WHEN_DONE;

		str_addf(out, "%s%s", i ? "; " : "", _(words[c->kind]));
		for (size_t k = 0; k < c->count; k++) {
			str_addf(out, "%s", k ? ", " : " ");
			if (step)
				add_step(out, app, c->id[k]);
			else
				str_add(out, c->id[k]);
		}
		if (c->option)
			str_addf(out, " = %s",
				 console_option(app, c->id[0], c->option));
	}
}

static void draw_expect(const struct console *v, const struct score_expect *e,
			struct surface *s, int row, int col, int cells)
{
	struct str hope = {0};
	const bool out = inject_released(e->inject);

	str_addf(&hope, _("%2dm "), (int)(e->def->by / MINUTE));
	console_expect(&hope, v->app, e->def);
	surface_field(s, row, col, cells - 13, LOOK_PLAIN, str_text(&hope));
	str_clear(&hope);
	str_add(&hope, out ? _(seen_words[e->state]) : "-");
	if (out && e->mark)
		str_add(&hope, "*"); /* a person's word, not the rule's */
	surface_right(s, row, col, cells - 1,
		      e->state == EXP_MISSED ? LOOK_BOLD : LOOK_PLAIN,
		      str_text(&hope));
	str_release(&hope);
}

static void draw_condition(const struct console *v,
			   const struct drill_inject *in, struct surface *s,
			   int row, int col, int cells)
{
	struct str cond = {0};

	console_condition(&cond, v->app, in->def);
	surface_field(s, row, col, cells - 9, LOOK_PLAIN, str_text(&cond));
	surface_right(s, row, col, cells - 1,
		      in->cond_now ? LOOK_BOLD : LOOK_PLAIN,
		      in->cond_now ? _("TRUE") : _("false"));
	str_release(&cond);
}

/* Where the columns stand: title, plan, state, what is hoped for. */
static int title_cells(int cells)
{
	return cells >= 110 ? 34 : cells >= 97 ? 26 : 17;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	const struct console *v = ctx;
	const struct drill_inject *in = console_inject(v, i);
	const struct score_expect *e = expect_at(v, i);
	const int at = 6 + title_cells(cells) + 1;
	const unsigned look = chosen || (in && in->state == INJ_DUE)
				      ? LOOK_BOLD
				      : LOOK_PLAIN;
	struct str word = {0};
	char plan[24] = "-";

	if (!in)
		return;
	if (e)
		draw_expect(v, e, s, row, col + at + 17, cells - at - 17);
	else if (v->row[i].expect == CONDITION)
		draw_condition(v, in, s, row, col + at + 17, cells - at - 17);
	if (!v->row[i].first)
		return;
	surface_field(s, row, col, 5, look, in->id);
	surface_field(s, row, col + 6, title_cells(cells), look, title(v, in));
	if (in->def && in->def->timed)
		snprintf(plan, sizeof(plan), _("%dm"),
			 (int)(in->def->at / MINUTE));
	surface_field(s, row, col + at, 5, look, plan);
	state_text(&word, v, in);
	surface_field(s, row, col + at + 5, 11, look, str_text(&word));
	str_release(&word);
}

const struct list_ops console_ops = {count, key, draw_one, text};

/* --- players -------------------------------------------------------------------------- */

static const struct event *last_of(const struct situation *s,
				   const char *role)
{
	for (size_t i = s->event_count; i--;)
		if (str_eq(s->event[i]->by, role))
			return s->event[i];
	return NULL;
}

/* What a role did last, when that was not on a step. */
static void add_deed(struct str *out, const struct event *ev)
{
	static const struct {
		const char *type, *words;
	} deeds[] = {
		{"inject.ack", N_("acknowledged")},
		{"inject.answer", N_("answered")},
		{"vote.cast", N_("voted on")},
		{"decision.set", N_("decided")},
	};
	const struct drill_note *n = ev->data;

	if (str_eq(ev->type, "talk") && n && n->text) {
		str_addf(out, _("SAYS: %s"), n->text);
		return;
	}
	for (size_t i = 0; i < sizeof(deeds) / sizeof(*deeds); i++)
		if (str_eq(ev->type, deeds[i].type)) {
			str_addf(out, "%s %s", _(deeds[i].words),
				 ev->on ? ev->on : "");
			return;
		}
	str_add(out, _("wrote something down"));
}

/* How long nothing came, from two minutes on. */
static void add_quiet(struct str *out, int64_t ms)
{
	const int minutes = rounded(ms);

	if (minutes > 1)
		str_addf(out, _("%d min"), minutes);
	else
		str_add(out, "-");
}

static void draw_player(const struct console *v, size_t i, struct surface *s,
			int row)
{
	const char *role = drill_role(drill_of(v), i);
	const struct drill_state *d = drill_of(v)->d;
	const struct event *ev = last_of(d->s, role);
	const struct step *st = ev && ev->on
					? map_gets(&d->s->step_by_key, ev->on)
					: NULL;
	const int cells = surface_cols(s);
	int64_t quiet = times_real(&d->times, drill_of(v)->shown) -
			(ev ? drill_real(d, ev) : 0);
	struct str text = {0};

	if (!d->started || (!ev && quiet < STUCK))
		quiet = 0;
	if (quiet >= STUCK)
		surface_put(s, row, 1, 1, LOOK_BOLD, "?");
	drill_role_text(&text, v->app, i);
	surface_field(s, row, 3, ROLE_CELLS - 1, LOOK_PLAIN, str_text(&text));
	str_clear(&text);
	if (st)
		ctx_step_name(&text, v->app, st);
	else if (ev)
		add_deed(&text, ev);
	else
		str_add(&text, _("nothing yet"));
	surface_field(s, row, 3 + ROLE_CELLS, cells - ROLE_CELLS - 15,
		      LOOK_PLAIN, str_text(&text));
	str_clear(&text);
	add_quiet(&text, quiet);
	surface_field(s, row, cells - 10, 9, LOOK_PLAIN, str_text(&text));
	str_release(&text);
}

/* "D-01 votes 4/6" while it is open, else all there were. */
static void add_votes(struct str *out, const struct drilling *g)
{
	const struct drill_decision *open = NULL;
	size_t votes = 0;

	for (size_t i = 0; i < g->d->decision_count; i++) {
		const struct drill_decision *k = &g->d->decision[i];

		votes += k->vote_count;
		if (k->opened && !k->option)
			open = k;
	}
	if (open)
		str_addf(out,
			 open->closed ? _("%s closed %zu/%zu")
				      : _("%s votes %zu/%zu"),
			 open->id, open->vote_count, g->d->s->role_count);
	else
		str_addf(out, _("votes %zu"), votes);
}

/* Somebody at the door comes before the figures. */
static bool draw_asking(const struct drilling *g, struct surface *s, int row)
{
	const int cells = surface_cols(s) - 2;
	struct str text = {0};

	if (!g->ask_count)
		return false;
	drilling_ask_text(&text, g);
	if (g->ask_count > 1)
		str_addf(&text, _(" (waiting: %zu)"), g->ask_count);
	surface_field(s, row, 1, cells - 16, LOOK_BOLD, str_text(&text));
	surface_right(s, row, 1, cells, LOOK_BOLD, _("A  let in"));
	str_release(&text);
	return true;
}

static void draw_so_far(const struct drilling *g, struct surface *s, int row)
{
	size_t n[EXP_OPEN + 1] = {0}, due = 0;
	struct str text = {0};

	for (size_t i = 0; g->score && i < g->score->expect_count; i++)
		n[g->score->expect[i].state]++;
	for (size_t i = 0; i < g->d->inject_count; i++)
		due += g->d->inject[i].state == INJ_DUE ||
		       g->d->inject[i].state == INJ_HELD;
	if (g->part == PART_LEADS)
		str_addf(&text, _("DUE %zu   "), due);
	str_addf(&text,
		 _("met %zu  late %zu  missed %zu  not observed %zu  "
		   "hints %zu  "),
		 n[EXP_MET], n[EXP_LATE], n[EXP_MISSED], n[EXP_NOT_OBSERVED],
		 g->d->hints);
	add_votes(&text, g);
	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      str_text(&text));
	str_release(&text);
}

/* The roles, below the injects; what was seen so far below them. */
static void draw_foot(const struct console *v, struct surface *s, int row,
		      int rows)
{
	const struct drilling *g = drill_of(v);
	const int cells = surface_cols(s);

	surface_put(s, row, 3, ROLE_CELLS - 1, LOOK_PLAIN, _("PLAYER"));
	surface_put(s, row, 3 + ROLE_CELLS, 30, LOOK_PLAIN, _("LAST ON"));
	surface_put(s, row, cells - 10, 9, LOOK_PLAIN, _("QUIET"));
	for (int i = 0; i < rows - 2 && drill_role(g, (size_t)i); i++)
		draw_player(v, (size_t)i, s, row + 1 + i);
	if (!draw_asking(g, s, row + rows - 1))
		draw_so_far(g, s, row + rows - 1);
}

static void draw_heads(struct surface *s, int row)
{
	const int cols = surface_cols(s);
	const int at = 3 + 6 + title_cells(cols - 3) + 1;

	surface_put(s, row, 3, at - 4, LOOK_PLAIN, _("INJECT"));
	surface_put(s, row, at, 5, LOOK_PLAIN, _("PLAN"));
	surface_put(s, row, at + 5, 10, LOOK_PLAIN, _("STATE"));
	surface_put(s, row, at + 17, 30, LOOK_PLAIN, _("WE HOPE TO SEE"));
	surface_right(s, row, at, cols - at - 1, LOOK_PLAIN, _("SEEN"));
}

void console_draw(struct app *app, void *state, struct surface *s)
{
	struct console *v = state;
	const struct drilling *g;
	int row, foot = 2, last = frame_rows(app, s);

	g = drill_of(v);
	row = frame_title(app, s, casefile_now(g->c)->label,
			  g->part == PART_EVALUATES ? _("evaluator")
						    : _("facilitator"));
	if (!g->d)
		return;
	console_status(g, s, row++);
	console_clocks(app, s, row++);
	frame_rule(s, row++);
	draw_heads(s, row++);
	ctx_last_change(app);
	while (foot < PLAYERS + 2 && foot < (last - row) / 2 &&
	       drill_role(g, (size_t)foot - 2))
		foot++;
	list_draw(&v->list, s, row, last - row - foot, 0, surface_cols(s),
		  true);
	draw_foot(v, s, last - foot, foot);
}
