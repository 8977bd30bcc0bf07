/* tui/screen/drillbar.c - what every screen of a drill has: the row with its
 * state, who acts, REAL INCIDENT, talk; what the watch looks for. */
#include <stdio.h>
#include <string.h>

#include "core/base/tr.h"
#include "tui/screen/drilling.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

#define ROLES 24
#define HALTED                                             \
	"DRILL HALTED - REAL INCIDENT POSSIBLE\n演练已中止"

const struct drill_state *drill_now(const struct app *app)
{
	struct drilling *g = ctx_of(app)->drill;
	struct error ignored = {0}; /* the state stands as it was read */

	drilling_look(g, &ignored);
	return g->d;
}

const char *drill_role(const struct drilling *g, size_t i)
{
	const struct situation *s = casefile_now(g->c);

	return i < s->role_count ? s->role[i].key : NULL;
}

const char *drill_state_word(const struct drilling *g)
{
	static const char *const words[] = {
		N_("BEFORE STARTEX"), N_("RUNNING"), N_("FROZEN"),
		N_("HALTED"), N_("ENDED")};
	enum drill_run run = g->d ? g->d->run : RUN_BEFORE;

	return _(words[run == RUN_RUNNING && !g->leads && !g->led
			       ? RUN_FROZEN
			       : run]);
}

const struct drill_words *drill_said(const struct app *app,
				     const struct drill_inject *in)
{
	const char *lang = ctx_of(app)->lang;

	if (!in->said || !in->said->word_count)
		return NULL;
	for (size_t i = 0; i < in->said->word_count; i++) {
		const char *l = in->said->words[i].lang;

		if (l && str_starts(lang, l))
			return &in->said->words[i];
	}
	return &in->said->words[0];
}

/* --- the row ------------------------------------------------------------------- */

static size_t unread(const struct drill_state *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->inject_count; i++)
		n += d->inject[i].state == INJ_RELEASED;
	return n;
}

/* Minutes: what changes each second would be sent each second. */
static void add_times(struct str *out, const struct drilling *g)
{
	const struct times *t = &g->d->times;
	char story[TIME_TEXT];

	if (!g->d->start || (g->d->run == RUN_RUNNING && !g->led))
		return;
	story_text(story, t->story, g->d->start->offset,
		   times_story(t, g->d->now));
	str_addf(out, _("   play %lld of %lld min   story %s"),
		 (long long)(times_play(t, g->d->now) / 60000),
		 (long long)(t->play / 60000), story);
}

void drill_row(struct app *app, struct surface *s, int row)
{
	const struct drilling *g = ctx_of(app)->drill;
	const struct drill_state *d = drill_now(app);
	int half, col = 1, cols = surface_cols(s);
	struct str text = {0}, right = {0};
	size_t n;

	if (!d)
		return;
	half = times_half(&d->times, d->now);
	n = unread(d);
	str_add(&text, drill_state_word(g));
	if (d->run == RUN_RUNNING && half != 2)
		str_addf(&text, half == 1 ? " x0.5" : " x%d", half / 2);
	col += surface_put(s, row, col, cols - col, LOOK_BOLD,
			   str_text(&text));
	str_clear(&text);
	add_times(&text, g);
	if (g->fixed)
		str_addf(&text, "   %s", g->fixed);
	if (n)
		str_addf(&right, _("i inbox: %zu NEW"), n);
	else
		str_add(&right, _("i inbox"));
	str_add(&right, _("  t talk  ! REAL"));
	surface_put(s, row, col, cols - col, LOOK_PLAIN, str_text(&text));
	surface_right(s, row, col, cols - col - 1,
		      n ? LOOK_BOLD : LOOK_PLAIN, str_text(&right));
	str_release(&text);
	str_release(&right);
}

/* --- the watch ------------------------------------------------------------------ */

static int64_t minute_of(const struct drilling *g)
{
	return g->d ? times_play(&g->d->times, g->d->now) / 60000 : 0;
}

bool drill_watch(struct app *app)
{
	struct drilling *g = ctx_of(app)->drill;
	const bool was = g->led, moved = drilling_led(g) != was;
	const bool stale = casefile_stale(g->c);
	const int64_t second = app_mono(app) / 1000, minute = minute_of(g);
	const struct drill_state *d;

	if (!moved && !stale && (g->leads || second == g->shown))
		return false;
	g->shown = second;
	d = drill_now(app);
	if (!g->leads)
		app_set_curtain(app, d && d->run == RUN_HALTED ? HALTED
							       : NULL);
	return moved || stale || minute_of(g) != minute;
}

/* --- who acts -------------------------------------------------------------------- */

static void who_chosen(struct app *app, void *ctx, int i)
{
	struct drilling *g = ctx_of(app)->drill;
	const char *role = i < 0 ? NULL : drill_role(g, (size_t)i);

	if (!role)
		return;
	str_copy(g->as, sizeof(g->as), role);
	g->passing = true;
	app_do(app, ctx);
}

static void ask_who(struct app *app, const struct action *a)
{
	const struct drilling *g = ctx_of(app)->drill;
	const char *role[ROLES];
	int n = 0, last = 0;

	while (n < ROLES && (role[n] = drill_role(g, (size_t)n))) {
		if (str_eq(role[n], g->as))
			last = n;
		n++;
	}
	dialog_choose(app, _("Who acts?"), role, n, last, who_chosen,
		      (void *)a);
}

bool drill_gate(struct app *app, const struct action *a)
{
	struct drilling *g = ctx_of(app)->drill;
	struct error err = {0};
	const struct drill_state *d;

	if (!g || (g->leads && app_top(app) == &console_screen))
		return false;
	if (g->passing) {
		g->passing = false;
		return false;
	}
	d = drill_now(app);
	if (g->leads)
		error_set(&err, ERR_REFUSED,
			  _("players act; this is only what they see"));
	else if (!d || (d->run != RUN_RUNNING && d->run != RUN_FROZEN))
		error_set(&err, ERR_REFUSED, _("%s is not being played: %s"),
			  casefile_now(g->c)->label,
			  drill_run_name(d ? d->run : RUN_BEFORE));
	if (err.code) {
		app_error(app, &err);
		return true;
	}
	if (g->fixed)
		return false;
	ask_who(app, a);
	return true;
}

/* --- keys of every screen --------------------------------------------------------- */

bool drill_told(struct app *app, int rc, const struct error *err,
		const char *what)
{
	if (rc && rc != ERR_PENDING) {
		app_error(app, err);
		return false;
	}
	app_say(app, "%s", what);
	app_changed(app);
	return true;
}

static void inbox(struct app *app, void *state)
{
	(void)state;
	if (app_top(app) != &inbox_screen)
		app_push(app, &inbox_screen, NULL);
}

static void talk_given(struct app *app, void *ctx, const char *text)
{
	struct drilling *g = ctx_of(app)->drill;
	struct error err = {0};
	int rc;

	(void)ctx;
	if (!text)
		return;
	rc = drilling_do(g, &(struct saying){.as = g->as,
					     .word = {"talk", text}}, &err);
	drill_told(app, rc, &err, _("told the facilitator"));
}

static void talk(struct app *app, void *state)
{
	(void)state;
	prompt_ask(app, _("To the facilitator"), "", PROMPT_NEEDED,
		   talk_given, NULL);
}

static void halt(struct app *app, void *state)
{
	struct drilling *g = ctx_of(app)->drill;
	struct error err = {0};
	int rc = drilling_halt(g, &err);

	(void)state;
	drill_told(app, rc, &err, _("REAL INCIDENT: the drill is halted"));
	if (!rc && !g->leads)
		app_set_curtain(app, HALTED);
}

const struct action drill_actions[] = {
	{"drill-inbox", "i", N_("inbox"), N_("What was released to you"),
	 inbox, 0},
	{"drill-talk", "t", N_("talk"), N_("Say or ask the facilitator "
					   "something"), talk, ACT_CHANGES},
	{"drill-halt", "! F9", N_("REAL"),
	 N_("REAL INCIDENT: halts the drill at once"), halt, 0},
	{0},
};
