/* tui/screen/console_draw.c - the facilitator's console, drawn. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/console.h"
#include "tui/widget/frame.h"

#define PLAYERS 6 /* rows at most */

static const struct drilling *drill_of(const struct console *v)
{
	return ctx_of(v->app)->drill;
}

/* "11:02": nobody reads thousandths. */
static void span_text(char out[TIME_TEXT], int64_t ms)
{
	play_text(out, (ms < 0 ? 0 : ms) / 1000 * 1000);
}

/* --- rows ------------------------------------------------------------------------ */

static void add_row(struct console *v, size_t inject, size_t expect,
		    bool first)
{
	if (v->count == v->cap) {
		size_t cap = v->cap ? v->cap * 2 : 32;
		struct conrow *r =
			mem_realloc(v->row, cap * sizeof(*v->row));

		if (!r)
			return; /* fewer rows, not a crash */
		v->row = r;
		v->cap = cap;
	}
	v->row[v->count++] = (struct conrow){inject, expect, first};
}

void console_rows(struct console *v)
{
	const struct drilling *g = drill_of(v);

	v->count = 0;
	for (size_t i = 0; g->d && i < g->d->inject_count; i++) {
		bool first = true;

		for (size_t k = 0; g->score && k < g->score->expect_count;
		     k++)
			if (g->score->expect[k].inject == &g->d->inject[i]) {
				add_row(v, i, k, first);
				first = false;
			}
		if (first)
			add_row(v, i, SIZE_MAX, true);
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
	return w && w->text ? w->text : "";
}

static const char *text(void *ctx, int i)
{
	const struct drill_inject *in = console_inject(ctx, i);

	return in ? title(ctx, in) : NULL;
}

/* "DUE 0:10", "in 2:50", "sent 11:02". */
static void state_text(struct str *out, const struct console *v,
		       const struct drill_inject *in)
{
	const struct drill_state *d = drill_of(v)->d;
	const struct times *t = &d->times;
	char at[TIME_TEXT];

	switch (in->state) {
	case INJ_PLANNED:
		if (!in->def || !in->def->timed || !d->started)
			return;
		span_text(at, in->def->at - times_play(t, d->now));
		str_addf(out, _("in %s"), at);
		return;
	case INJ_DUE:
		span_text(at, d->now - in->due);
		str_addf(out, _("DUE %s"), at);
		return;
	case INJ_HELD:
		str_add(out, _("held"));
		return;
	case INJ_RELEASED:
		span_text(at, times_play(t, in->released));
		str_addf(out, _("sent %s"), at);
		return;
	case INJ_ACKED:
		str_add(out, _("read"));
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

static const char *const seen_words[] = {
	N_("met"), N_("LATE"), N_("MISSED"), "-", N_("not observed"),
	N_("open"),
};

static void draw_expect(const struct console *v, const struct score_expect *e,
			struct surface *s, int row, int col, int cells)
{
	const size_t lang = scenario_lang(drill_of(v)->sc,
					  ctx_of(v->app)->lang);
	struct str hope = {0};
	char by[TIME_TEXT];

	span_text(by, e->def->by);
	str_addf(&hope, "%5s %s", by,
		 e->def->step ? e->def->step : text_in(&e->def->say, lang));
	surface_field(s, row, col, cells - 13, LOOK_PLAIN, str_text(&hope));
	surface_right(s, row, col, cells - 1,
		      e->state == EXP_MISSED ? LOOK_BOLD : LOOK_PLAIN,
		      inject_released(e->inject) ? _(seen_words[e->state])
						 : "-");
	str_release(&hope);
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	const struct console *v = ctx;
	const struct drill_inject *in = console_inject(v, i);
	const struct score_expect *e = expect_at(v, i);
	const int wide = cells >= 100 ? 30 : 17, at = 6 + wide + 1;
	const unsigned look = chosen || (in && in->state == INJ_DUE)
				      ? LOOK_BOLD
				      : LOOK_PLAIN;
	struct str word = {0};
	char plan[TIME_TEXT] = "-";

	if (!in)
		return;
	if (e)
		draw_expect(v, e, s, row, col + at + 15, cells - at - 15);
	if (!v->row[i].first)
		return;
	surface_field(s, row, col, 5, look, in->id);
	surface_field(s, row, col + 6, wide, look, title(v, in));
	if (in->def && in->def->timed)
		snprintf(plan, sizeof(plan), "%lldm",
			 (long long)(in->def->at / 60000));
	surface_field(s, row, col + at, 5, look, plan);
	state_text(&word, v, in);
	surface_field(s, row, col + at + 5, 10, look, str_text(&word));
	str_release(&word);
}

const struct list_ops console_ops = {count, key, draw_one, text};

/* --- the head ---------------------------------------------------------------------- */

static void draw_status(const struct drilling *g, struct surface *s, int row)
{
	const struct drill_state *d = g->d;
	const struct times *t = &d->times;
	const int half = times_half(t, d->now);
	char play[TIME_TEXT], all[TIME_TEXT], story[TIME_TEXT] = "-";
	char wall[TIME_TEXT];
	struct str text = {0};
	int col;

	span_text(play, times_play(t, d->now));
	span_text(all, d->start ? t->play : g->sc ? g->sc->play_ms : 0);
	span_text(wall, t->count ? d->now - t->span[0].t0 : 0);
	if (d->start)
		story_text(story, t->story, d->start->offset,
			   times_story(t, d->now));
	str_add(&text, drill_state_word(g));
	if (d->run == RUN_RUNNING)
		str_addf(&text, half == 1 ? " x0.5" : " x%d", half / 2);
	col = 1 + surface_put(s, row, 1, surface_cols(s) - 1, LOOK_BOLD,
			      str_text(&text));
	str_clear(&text);
	str_addf(&text, _("   play %s of %s   story %s   wall +%s   "), play,
		 all, story, wall);
	str_addf(&text, ngettext("%zu freeze", "%zu freezes", d->freezes),
		 d->freezes);
	surface_put(s, row, col, surface_cols(s) - col, LOOK_PLAIN,
		    str_text(&text));
	str_release(&text);
}

/* Legal clocks that run, in story time, and own targets as such. */
static void draw_clocks(const struct drilling *g, struct surface *s, int row)
{
	const int64_t story = times_story(&g->d->times, g->d->now);
	struct str text = {0};
	size_t shown = 0;

	str_add(&text, _("STORY CLOCKS"));
	for (size_t i = 0; g->score && i < g->score->clock_count; i++) {
		const struct score_clock *c = &g->score->clock[i];
		char left[TIME_TEXT];

		if (c->result != CLOCK_STILL_OPEN || c->deadline <= story)
			continue;
		span_text(left, (c->deadline - story) / 60000 * 60000);
		str_addf(&text, "  %s %s%s", c->def->id,
			 c->house ? _("own target ") : "", left);
		shown++;
	}
	if (!shown)
		str_addf(&text, "  %s", _("none runs"));
	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      str_text(&text));
	str_release(&text);
}

/* --- players -------------------------------------------------------------------------- */

static const struct event *last_of(const struct situation *s,
				   const char *role)
{
	for (size_t i = s->event_count; i--;)
		if (str_eq(s->event[i]->by, role))
			return s->event[i];
	return NULL;
}

static void draw_player(const struct console *v, const char *role,
			struct surface *s, int row)
{
	const struct drill_state *d = drill_of(v)->d;
	const struct event *ev = last_of(d->s, role);
	const struct step *st = ev && ev->on
					? map_gets(&d->s->step_by_key, ev->on)
					: NULL;
	struct str text = {0};
	char quiet[TIME_TEXT];

	surface_field(s, row, 3, 12, LOOK_PLAIN, role);
	if (!ev)
		return;
	if (st)
		ctx_step_name(&text, v->app, st);
	else
		str_addf(&text, "%s %s", ev->type, ev->on ? ev->on : "");
	surface_field(s, row, 16, 32, LOOK_PLAIN, str_text(&text));
	span_text(quiet, times_real(&d->times, d->now) - drill_real(d, ev));
	surface_field(s, row, 50, 10, LOOK_PLAIN, quiet);
	str_release(&text);
}

static void draw_so_far(const struct drilling *g, struct surface *s, int row)
{
	size_t n[EXP_OPEN + 1] = {0}, votes = 0, due = 0;
	struct str text = {0};

	for (size_t i = 0; g->score && i < g->score->expect_count; i++)
		n[g->score->expect[i].state]++;
	for (size_t i = 0; i < g->d->inject_count; i++)
		due += g->d->inject[i].state == INJ_DUE ||
		       g->d->inject[i].state == INJ_HELD;
	for (size_t i = 0; i < g->d->decision_count; i++)
		votes += g->d->decision[i].vote_count;
	str_addf(&text,
		 _("DUE %zu   SO FAR  met %zu  late %zu  missed %zu  not "
		   "observed %zu  hints %zu  votes %zu"),
		 due, n[EXP_MET], n[EXP_LATE], n[EXP_MISSED],
		 n[EXP_NOT_OBSERVED], g->d->hints, votes);
	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      str_text(&text));
	str_release(&text);
}

/* The roles, below the injects; what was seen so far below them. */
static void draw_foot(const struct console *v, struct surface *s, int row,
		      int rows)
{
	const struct drilling *g = drill_of(v);
	const char *role;

	surface_put(s, row, 3, 12, LOOK_PLAIN, _("PLAYER"));
	surface_put(s, row, 16, 30, LOOK_PLAIN, _("LAST ON"));
	surface_put(s, row, 50, 10, LOOK_PLAIN, _("QUIET"));
	for (int i = 0; i < rows - 2 &&
			(role = drill_role(g, (size_t)i)); i++)
		draw_player(v, role, s, row + 1 + i);
	draw_so_far(g, s, row + rows - 1);
}

void console_draw(struct app *app, void *state, struct surface *s)
{
	struct console *v = state;
	const struct drilling *g;
	int row, foot, last = frame_rows(app, s), cols = surface_cols(s);
	const int wide = cols - 3 >= 100 ? 30 : 17, at = 3 + 6 + wide + 1;

	drill_now(app);
	console_rows(v);
	g = drill_of(v);
	row = frame_title(app, s, casefile_now(g->c)->label,
			  _("facilitator"));
	if (!g->d)
		return;
	draw_status(g, s, row++);
	draw_clocks(g, s, row++);
	frame_rule(s, row++);
	surface_put(s, row, 3, at - 4, LOOK_PLAIN, _("INJECT"));
	surface_put(s, row, at, 5, LOOK_PLAIN, _("PLAN"));
	surface_put(s, row, at + 5, 10, LOOK_PLAIN, _("STATE"));
	surface_put(s, row, at + 15, 30, LOOK_PLAIN,
		    _("WE HOPE TO SEE"));
	surface_right(s, row, at, cols - at - 1, LOOK_PLAIN, _("SEEN"));
	row++;
	ctx_last_change(app);
	foot = 2;
	while (foot < PLAYERS + 2 && foot < (last - row) / 2 &&
	       drill_role(g, (size_t)foot - 2))
		foot++;
	list_draw(&v->list, s, row, last - row - foot, 0, cols, true);
	draw_foot(v, s, last - foot, foot);
}
