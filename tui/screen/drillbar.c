/* tui/screen/drillbar.c - what every screen of a drill has: the row with its
 * state, who acts, REAL INCIDENT, talk; what the watch looks for. */
#include <stdio.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/drilling.h"
#include "tui/screen/drillshelf.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/prompt.h"

static size_t due_now(const struct drill_state *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->inject_count; i++)
		n += d->inject[i].state == INJ_DUE;
	return n;
}

static void take_time(struct drilling *g, int64_t minute)
{
	const size_t due = due_now(g->d), events = g->d->s->event_count;

	if (minute == g->minute && due == g->due && events == g->events)
		return;
	g->minute = minute;
	g->due = due;
	g->events = events;
	g->shown = g->d->now;
}

void drill_seen(const struct app *app)
{
	struct drilling *g = ctx_of(app)->drill;

	if (ctx_of(app)->drill_env && g->zone)
		ctx_of(app)->drill_env->zone = g->zone;
	if (g->d)
		take_time(g, app_now(app) / 60000);
}

const struct drill_state *drill_now(const struct app *app)
{
	struct drilling *g = ctx_of(app)->drill;
	struct error ignored = {0}; /* the state stands as it was read */

	drilling_look(g, &ignored);
	drill_seen(app);
	return g->d;
}

const char *drill_role(const struct drilling *g, size_t i)
{
	const struct situation *s = casefile_now(g->c);

	return i < s->role_count ? s->role[i].key : NULL;
}

void drill_role_text(struct str *out, const struct app *app, size_t i)
{
	const struct situation *s = casefile_now(ctx_of(app)->drill->c);
	const struct pb_role *def = i < s->role_count ? s->role[i].def : NULL;
	const char *name =
		def && s->book_count
			? text_in(&def->name, ctx_lang(app, &s->book[0]))
			: NULL;

	if (i < s->role_count)
		str_add(out, s->role[i].key);
	if (name && !str_eq(name, s->role[i].key))
		str_addf(out, "  %s", name);
}

const char *drill_state_word(const struct drilling *g)
{
	return drillshelf_words(g->d ? g->d->run : RUN_BEFORE);
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

/* Players in one role are told what is meant for others, and as that. */
bool drill_for_me(const struct drilling *g, const struct drill_inject *in)
{
	if (!g->fixed || g->part != PART_PLAYS || !in->said ||
	    !in->said->to_count)
		return true;
	for (size_t i = 0; i < in->said->to_count; i++)
		if (str_eq(in->said->to[i], g->fixed))
			return true;
	return false;
}

static size_t unread(const struct drilling *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->d->inject_count; i++)
		n += g->d->inject[i].state == INJ_RELEASED &&
		     drill_for_me(g, &g->d->inject[i]);
	return n;
}

int64_t drill_story(const struct drilling *g)
{
	const struct times *t = g->d ? &g->d->times : NULL;
	int64_t play;

	if (!t || !t->count)
		return casefile_clock(g->c);
	play = times_play(t, g->shown);
	return times_story(t, g->shown) -
	       times_anchored(t->anchor, t->anchor_count, play) +
	       times_anchored(t->anchor, t->anchor_count,
			      play - play % 60000);
}

/* Minutes: what changes each second would be sent each second. */
static void add_times(struct str *out, const struct drilling *g, bool wide)
{
	const struct times *t = &g->d->times;
	char story[TIME_TEXT];

	if (!g->d->start)
		return;
	if (g->unled) {
		str_add(out, _("   nobody leads it now"));
		return;
	}
	story_text(story, t->story, g->d->start->offset, drill_story(g));
	str_addf(out, _("   play %lld of %lld min   story %s"),
		 (long long)(times_play(t, g->shown) / 60000),
		 (long long)(t->play / 60000), story);
	if (wide && g->part != PART_EVALUATES)
		str_add(out, _("   (write story time in your notes)"));
}

static const char *part_word(const struct drilling *g)
{
	return g->part == PART_OBSERVES	   ? _("observer")
	       : g->part == PART_EVALUATES ? _("evaluator")
						   : g->fixed;
}

static bool is_shut_out(const struct drilling *g)
{
	const struct who *me = casefile_now(g->c)->me;

	return me && me->removed;
}

void drill_row(struct app *app, struct surface *s, int row)
{
	const struct drilling *g = ctx_of(app)->drill;
	const struct drill_state *d = g->d;
	const int cols = surface_cols(s);
	int half, col = 1, room;
	struct str text = {0}, right = {0};
	size_t n;

	if (!d)
		return;
	half = times_half(&d->times, d->now);
	n = unread(g);
	if (d->ended)
		str_add(&right, _("7 report"));
	else if (n)
		str_addf(&right, _("i inbox: %zu NEW"), n);
	else
		str_add(&right, _("i inbox"));
	if (!d->ended && g->part == PART_SOLO)
		str_addf(&right, "  F5 %s  X %s",
			 d->run == RUN_RUNNING ? _("freeze") : _("go on"),
			 _("ENDEX"));
	else if (!d->ended)
		str_addf(&right, "  ! %s", _("REAL"));
	room = cols - utf8_cells(str_text(&right)) - 4;
	str_add(&text, drill_state_word(g));
	if (d->run == RUN_RUNNING && half != 2)
		str_addf(&text, half == 1 ? " x0.5" : " x%d", half / 2);
	col += surface_put(s, row, col, room, LOOK_BOLD, str_text(&text));
	str_clear(&text);
	if (part_word(g))
		str_addf(&text, "   %s", part_word(g));
	if (!g->in && !d->ended)
		str_addf(&text, "   %s", is_shut_out(g) ? _("SHUT OUT")
						 : _("NOT LET IN YET"));
	add_times(&text, g, cols >= 120);
	surface_field(s, row, col, room - col + 1, LOOK_PLAIN,
		      str_text(&text));
	surface_right(s, row, 1, cols - 2, n ? LOOK_BOLD : LOOK_PLAIN,
		      str_text(&right));
	str_release(&text);
	str_release(&right);
}

/* --- the watch ------------------------------------------------------------------ */

/* Two languages always; the rest in the person's. */
static void halt_curtain(struct app *app, bool on)
{
	const struct drilling *g = ctx_of(app)->drill;
	struct str text = {0};

	if (on) {
		str_add(&text, "DRILL HALTED - REAL INCIDENT POSSIBLE\n"
			       "演练已中止 - 可能有真实事件\n\n");
		frame_time(&text, drill_halted(g), drilling_zone(g));
		str_addf(&text, "\n\n%s\n%s",
			 _("c  open a REAL case, in a program of its own"),
			 _("q  leave"));
	}
	app_set_curtain(app, on ? str_text(&text) : NULL);
	str_release(&text);
}

bool drill_watch(struct app *app)
{
	struct drilling *g = ctx_of(app)->drill;
	const int64_t second = app_mono(app) / 1000;
	const bool was_in = g->in;
	const struct drill_state *d;

	if (!casefile_stale(g->c) && (g->leads || second == g->second))
		return false;
	g->second = second;
	d = drill_now(app);
	if (g->in && !was_in)
		app_say(app, _("You are let in: act now."));
	if (!g->leads)
		halt_curtain(app, d && d->run == RUN_HALTED);
	return true; /* what the screens have of the situation is gone */
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
	drill_choose_role(app, _("Who acts?"), NULL,
			  ctx_of(app)->drill->as, who_chosen, (void *)a);
}

/* What somebody who neither leads nor plays may write. */
static bool may(const struct drilling *g, const struct action *a)
{
	static const struct {
		enum drill_part part;
		const char *name;
	} rights[] = {
		{PART_EVALUATES, "drill-mark"},
		{PART_EVALUATES, "drill-observe"},
		{PART_EVALUATES, "drill-rate"}, {PART_EVALUATES, "undo"},
		{PART_EVALUATES, "redo"}, {PART_OBSERVES, "drill-remark"},
	};

	for (size_t i = 0; i < sizeof(rights) / sizeof(*rights); i++)
		if (rights[i].part == g->part &&
		    str_eq(rights[i].name, a->name))
			return true;
	return false;
}

static int check_right(const struct app *app, const struct action *a,
		       struct error *err)
{
	const struct drilling *g = ctx_of(app)->drill;
	const struct drill_state *d = g->d;

	if (is_shut_out(g))
		return error_set(err, ERR_REFUSED,
				 _("this device was shut out of %s"),
				 casefile_now(g->c)->label);
	if (!g->in) {
		error_set(err, ERR_REFUSED, _("you are not let in yet"));
		return error_fix(err, _("whoever leads lets you in by A on the "
					"console, or: stanch drill admit %s"),
				 casefile_now(g->c)->label);
	}
	switch (g->part) {
	case PART_LEADS:
		return error_set(err, ERR_REFUSED,
				 _("players act; this is only what they see"));
	case PART_EVALUATES:
		return may(g, a) ? 0
				 : error_set(err, ERR_REFUSED,
					     _("an evaluator marks, rates and "
					       "observes, and nothing else"));
	case PART_OBSERVES:
		return may(g, a) ? 0
				 : error_set(err, ERR_REFUSED,
					     _("an observer writes "
					       "observations, and nothing "
					       "else"));
	case PART_SOLO:
	case PART_PLAYS:
		break;
	}
	if (d && (d->run == RUN_RUNNING || d->run == RUN_FROZEN))
		return 0;
	return error_set(err, ERR_REFUSED, _("%s is not being played: %s"),
			 casefile_now(g->c)->label,
			 drillshelf_words(d ? d->run : RUN_BEFORE));
}

bool drill_gate(struct app *app, const struct action *a)
{
	struct drilling *g = ctx_of(app)->drill;
	struct error err = {0};

	if (!g ||
	    (g->part == PART_LEADS && (app_top(app) == &console_screen ||
				       app_top(app) == &inject_screen ||
				       (app_top(app) == &report_screen &&
					g->d && g->d->ended))) ||
	    (g->leads && (a->run == drill_freeze || a->run == drill_endex)))
		return false;
	if (g->passing) {
		g->passing = false;
		return false;
	}
	if (check_right(app, a, &err)) {
		app_error(app, &err);
		return true;
	}
	if (g->fixed || g->part == PART_EVALUATES)
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

	drill_alarm(app, state);
	if (!g->leads && g->d && g->d->run == RUN_HALTED)
		halt_curtain(app, true);
}

static void remark_given(struct app *app, void *ctx, const char *text)
{
	struct error err = {0};
	int rc;

	(void)ctx;
	if (!text)
		return;
	rc = drilling_do(ctx_of(app)->drill,
			 &(struct saying){.word = {"observe", text}}, &err);
	drill_told(app, rc, &err,
		   _("observation noted; players do not see it"));
}

static void remark(struct app *app, void *state)
{
	(void)state;
	prompt_ask(app, _("Observation"), "", PROMPT_NEEDED, remark_given,
		   NULL);
}

#define INBOX                                                              \
	{"drill-inbox", "i", N_("inbox"), N_("What was released to you"),  \
	 inbox, 0}
#define TALK                                                               \
	{"drill-talk", "t", N_("talk"),                                    \
	 N_("Say or ask the facilitator something"), talk, ACT_CHANGES}
#define REAL(flags)                                                        \
	{"drill-halt", "! F9", N_("REAL"),                                 \
	 N_("REAL INCIDENT: halts the drill at once"), halt, 0},           \
	{"drill-real", "c", N_("real case"),                               \
	 N_("While it is halted: open a real case"), drill_real_case,      \
	 flags}

const struct action drill_actions[] = {INBOX, TALK, REAL(ACT_CURTAIN), {0}};

const struct action solo_actions[] = {
	INBOX, REAL(0),
	{"drill-freeze", "F5", N_("freeze"),
	 N_("Freeze at once, resume; before it: STARTEX"), drill_freeze,
	 ACT_CHANGES},
	{"drill-end", "X", N_("ENDEX"),
	 N_("End the drill: check yourself, then the report"), drill_endex,
	 ACT_CHANGES},
	{0},
};

const struct action observer_actions[] = {
	{"drill-remark", "a", N_("observe"),
	 N_("Write an observation; players do not see it"), remark,
	 ACT_CHANGES},
	INBOX, REAL(ACT_CURTAIN), {0},
};
