/* tui/screen/console_head.c - the two rows on top of the console: how the
 * drill stands, and the legal clocks that run in its story. */
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/clock/words.h"
#include "core/store/store.h"
#include "tui/screen/console.h"

void console_status(const struct drilling *g, struct surface *s, int row)
{
	const struct drill_state *d = g->d;
	const struct times *t = &d->times;
	const int half = times_half(t, d->now);
	char story[TIME_TEXT] = "-";
	struct str text = {0};
	int64_t all = d->start ? t->play : g->sc ? g->sc->play_ms : 0;
	int col;

	if (d->start)
		story_text(story, t->story, d->start->offset, drill_story(g));
	str_add(&text, drill_state_word(g));
	if (d->run == RUN_RUNNING)
		str_addf(&text, half == 1 ? " x0.5" : " x%d", half / 2);
	col = 1 + surface_put(s, row, 1, surface_cols(s) - 1, LOOK_BOLD,
			      str_text(&text));
	str_clear(&text);
	if (d->run == RUN_HALTED)
		str_addf(&text, "   %s", _("c real case  F5 go on"));
	str_addf(&text, _("   play %lld of %lld min   story %s   "),
		 (long long)(times_play(t, g->shown) / MINUTE),
		 (long long)(all / MINUTE), story);
	str_addf(&text, ngettext("%zu freeze", "%zu freezes", d->freezes),
		 d->freezes);
	if (d->run != RUN_ENDED && d->started && times_play(t, g->shown) >= all)
		str_addf(&text, "   %s", _("PLAY IS OVER: X ends it"));
	surface_field(s, row, col, surface_cols(s) - col - 1, LOOK_PLAIN,
		      str_text(&text));
	str_release(&text);
}

/* The running clock that runs out next, from `after` on (its deadline and its
 * place among equals); NULL: no more. */
static const struct score_clock *next_clock(const struct drilling *g,
					    const struct score_clock *after)
{
	const int64_t now = times_story(&g->d->times, g->d->now);
	const struct score_clock *best = NULL;

	for (size_t i = 0; g->score && i < g->score->clock_count; i++) {
		const struct score_clock *c = &g->score->clock[i];

		if (c->result != CLOCK_STILL_OPEN || c->deadline <= now)
			continue;
		if (after && (c->deadline < after->deadline ||
			      (c->deadline == after->deadline && c <= after)))
			continue;
		if (!best || c->deadline < best->deadline)
			best = c;
	}
	return best;
}

/* "Authority, 4 h d1 13:55 (play 28m)"; own targets as such. */
static void add_clock(struct str *out, const struct app *app,
		      const struct score_clock *c)
{
	const struct ctx *x = ctx_of(app);
	const struct times *t = &x->drill->d->times;
	const int64_t now = x->drill->d->now;
	const int64_t leapt = times_story(t, now) - t->story -
			      times_anchored(t->anchor, t->anchor_count,
					     times_play(t, now));
	int64_t play = times_play_of(t->anchor, t->anchor_count,
				     c->deadline - t->story - leapt);
	const struct clock_rules *rules = NULL;
	const struct clock_rule *rule;
	char at[TIME_TEXT];

	story_text(at, t->story, x->drill->d->start->offset, c->deadline);
	store_clocks(&rules, x->store, NULL);
	rule = rules ? clock_rule(rules, c->def->id) : NULL;
	if (rule)
		clock_short(out, rule, x->lang);
	else
		str_add(out, c->def->id);
	str_addf(out, " %s%s", c->house ? _("own target ") : "", at);
	if (play != TIMES_NEVER && play <= t->play)
		str_addf(out, _(" (play %lldm)"), (long long)(play / MINUTE));
}

/* Legal clocks that run, the next one first: when the story reaches them, and
 * at which minute of play that is. Those without room are counted. */
void console_clocks(const struct app *app, struct surface *s, int row)
{
	const struct drilling *g = ctx_of(app)->drill;
	const struct score_clock *c = NULL;
	struct str text = {0}, one = {0};
	int room = surface_cols(s) - 8, more = 0;

	str_add(&text, _("STORY CLOCKS"));
	while ((c = next_clock(g, c))) {
		str_clear(&one);
		add_clock(&one, app, c);
		if (more || utf8_cells(str_text(&text)) + 2 +
					    utf8_cells(str_text(&one)) > room)
			more++;
		else
			str_addf(&text, "  %s", str_text(&one));
	}
	if (more)
		str_addf(&text, "  +%d", more);
	else if (!next_clock(g, NULL))
		str_addf(&text, "  %s", _("none runs"));
	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      str_text(&text));
	str_release(&text);
	str_release(&one);
}
