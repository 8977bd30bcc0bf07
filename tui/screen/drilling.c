/* tui/screen/drilling.c - see drilling.h. The one screen file that reaches
 * the commands, so that a key does what the verb of its name does. */
#include "tui/screen/drilling.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/drill.h"

#define ASLEEP_MS 10000 /* silence between two ticks that was no play */
#define FRESH_MS 5000	/* nothing releases itself later than that */

/* --- the sign of life ----------------------------------------------------------- */

static struct moment moment_now(const struct drilling *g)
{
	return drill_moment(g->x->env, device_key(store_device(g->x->store)));
}

static void leave_sign(struct drilling *g)
{
	g->ticked = moment_now(g);
	play_sign(g->lock, &g->ticked);
}

/* --- opening, closing ------------------------------------------------------------- */

static int make_score(struct drilling *g, struct error *err)
{
	struct scenario_world w;
	int rc;

	if (g->part == PART_PLAYS || g->part == PART_OBSERVES || !g->sc)
		return 0;
	rc = drill_world(&w, g->x, NULL, err);
	return rc ? rc : score_make(&g->score, g->d, &w, err);
}

static int look_asks(struct drilling *g, struct error *err)
{
	mem_free(g->ask);
	g->ask = NULL;
	g->ask_count = 0;
	return play_asks(&g->ask, &g->ask_count, g->p, err);
}

int drilling_look(struct drilling *g, struct error *err)
{
	int rc;

	score_free(g->score); /* it looks into the state */
	g->score = NULL;
	rc = play_look(g->p, err);
	if (!rc && g->part == PART_EVALUATES)
		rc = play_learn(g->p, cli_text(g->x, "scenario"), err);
	if (!rc && (g->part == PART_EVALUATES || g->part == PART_OBSERVES))
		rc = play_hand_in(g->p, err);
	g->d = g->p->d;
	g->sc = g->p->sc;
	g->zone = g->p->zone;
	g->unled = g->p->lost;
	g->settled = casefile_settled(g->c);
	g->in = play_may(g->p, g->leads ? FACILITATOR : g->fixed);
	if (!rc && g->leads)
		rc = look_asks(g, err);
	return rc ? rc : make_score(g, err);
}

static enum drill_part part_of(bool leads, const char *as)
{
	return leads			 ? PART_LEADS
	       : str_eq(as, EVALUATOR) ? PART_EVALUATES
	       : str_eq(as, OBSERVER)	 ? PART_OBSERVES : PART_PLAYS;
}

/* Who leads or evaluates may know the scenario; the others' programs open
 * the drill's file and nothing else. */
static int open_file(struct drilling *g, const char *label,
		     struct error *err)
{
	int rc = g->part == PART_LEADS || g->part == PART_EVALUATES
			 ? play_open(g->p, g->x, label, false, err)
			 : play_join(g->p, g->x, label, g->fixed, err);

	g->c = g->p->c;
	if (!rc && g->leads && g->p->notes.solo)
		g->part = PART_SOLO;
	return rc ? rc : drilling_look(g, err);
}

static int begin_leading(struct drilling *g, struct error *err)
{
	int rc = play_lead(&g->lock, g->p, err);

	if (!rc) /* nobody else leads it: whether it runs is in the record */
		rc = drilling_look(g, err);
	if (!rc)
		rc = play_freeze_lost(&g->lost, g->p, g->lock, err);
	if (rc)
		return rc;
	leave_sign(g);
	return drilling_look(g, err);
}

/* Who may not act yet asks to, and reads meanwhile. */
static int begin_playing(struct drilling *g, struct error *err)
{
	int rc = g->fixed ? play_is_role(g->p, g->fixed, err) : 0;

	return rc ? rc : play_ask(&g->asked, g->p, g->fixed, err);
}

int drilling_open(struct drilling **out, struct cli *x, const char *label,
		  bool leads, const char *as, struct error *err)
{
	struct drilling *g = mem_zalloc(sizeof(*g));
	int rc = 0;

	*out = NULL;
	if (!g)
		return error_nomem(err);
	*g = (struct drilling){.x = x, .leads = leads, .fixed = as,
			       .part = part_of(leads, as),
			       .lock = -1};
	g->p = mem_zalloc(sizeof(*g->p));
	if (!g->p) {
		mem_free(g);
		return error_nomem(err);
	}
	rc = open_file(g, label, err);
	if (!rc)
		rc = leads ? begin_leading(g, err) : begin_playing(g, err);
	if (as)
		str_copy(g->as, sizeof(g->as), as);
	if (rc) {
		/* It was never ours to freeze. */
		g->leads = false;
		drilling_close(g);
		return rc;
	}
	*out = g;
	return 0;
}

/* The sign of life stays where it could not be frozen. */
static void stop_leading(struct drilling *g)
{
	struct error ignored = {0};
	int rc = drilling_look(g, &ignored);

	if (!rc && g->d->run == RUN_RUNNING)
		rc = drilling_do(g, &(struct saying){.word = {"freeze"}},
				 &ignored);
	if (!rc)
		play_unsign(g->lock);
}

void drilling_close(struct drilling *g)
{
	if (!g)
		return;
	if (g->leads && g->lock >= 0)
		stop_leading(g);
	score_free(g->score);
	play_close(g->p);
	mem_free(g->p);
	if (g->lock >= 0)
		close(g->lock);
	mem_free(g->ask);
	mem_free(g);
}

/* --- every second ------------------------------------------------------------------ */

/* The one inject that fell due by itself a moment ago. What a jump passed,
 * or came while nobody looked, is for a person. */
static const struct drill_inject *releases_itself(const struct drilling *g)
{
	if (!g->d->start || !str_eq(g->d->start->release, "auto") ||
	    g->d->run != RUN_RUNNING)
		return NULL;
	for (size_t i = 0; i < g->d->inject_count; i++) {
		const struct drill_inject *in = &g->d->inject[i];

		if (in->state == INJ_DUE && in->cond_due &&
		    in->due >= g->d->now - FRESH_MS &&
		    !times_skipped(&g->d->times, in->def->at))
			return in;
	}
	return NULL;
}

int drilling_tick(bool *did, struct drilling *g, struct error *err)
{
	struct moment now = moment_now(g);
	const struct drill_inject *in;
	int64_t since, gone;
	int rc = drilling_look(g, err);

	*did = false;
	if (rc)
		return rc;
	since = times_instant(&g->d->times, &g->ticked);
	if (g->d->run == RUN_RUNNING &&
	    times_instant(&g->d->times, &now) - since > ASLEEP_MS) {
		*did = true;
		rc = play_freeze_since(&gone, g->p, "asleep", since, err);
		if (!rc)
			rc = drilling_look(g, err);
	}
	leave_sign(g);
	in = rc ? NULL : releases_itself(g);
	if (!in)
		return rc;
	*did = true;
	return drilling_do(g, &(struct saying){.word = {"release", in->id}},
			   err);
}

/* --- acting ------------------------------------------------------------------------- */

static const struct opt *option(const char *name)
{
	for (const struct opt *o = do_opts; o->name; o++)
		if (str_eq(o->name, name))
			return o;
	return NULL;
}

/* Who writes here without being asked: "facilitator", "evaluator" ... */
static const char *self(const struct drilling *g)
{
	switch (g->part) {
	case PART_LEADS:
	case PART_SOLO:
		return FACILITATOR;
	case PART_EVALUATES:
		return EVALUATOR;
	case PART_OBSERVES:
		return OBSERVER;
	case PART_PLAYS:
		break;
	}
	return g->as;
}

int drilling_do(struct drilling *g, const struct saying *w, struct error *err)
{
	const struct { const char *name, *value; } said[] = {
		{"why", w->why}, {"with", w->with}, {"owner", w->owner},
		{"to", w->to}, {"inject", w->inject},
		{"objective", w->objective}};
	const size_t n = sizeof(said) / sizeof(*said);
	struct given given[sizeof(said) / sizeof(*said)];
	const char *word[4];
	struct args args = {.given = given, .word = word};
	int rc;

	for (size_t i = 0; i < n; i++)
		if (said[i].value)
			given[args.given_count++] = (struct given){
				option(said[i].name), said[i].value};
	while (args.word_count < 4 && w->word[args.word_count]) {
		word[args.word_count] = w->word[args.word_count];
		args.word_count++;
	}
	rc = play_look(g->p, err);
	if (!rc)
		rc = play_do(g->p, w->as ? w->as : self(g), &args, err);
	g->d = g->p->d;
	if (!rc && g->leads)
		leave_sign(g); /* later than what was ordered */
	if (rc && rc != ERR_PENDING) {
		struct error ignored = {0};

		drilling_look(g, &ignored);
		return rc;
	}
	return drilling_look(g, err);
}

int drilling_admit(struct drilling *g, struct error *err)
{
	int rc = g->ask_count ? play_admit(g->p, &g->ask[0], NULL, err)
			      : error_set(err, ERR_NOTFOUND,
					  _("Nobody asks to join."));

	return rc ? rc : drilling_look(g, err);
}

void drilling_ask_text(struct str *out, const struct drilling *g)
{
	if (g->ask_count)
		play_ask_text(out, &g->ask[0]);
}

const struct zone *drilling_zone(const struct drilling *g)
{
	return g->x->env->zone;
}

const char *drilling_word(const struct drilling *g, const char *type,
			  const char *on)
{
	const char *op = NULL;

	for (size_t i = 0; g->d && i < g->d->mark_count; i++)
		if (str_eq(g->d->mark[i].type, type) &&
		    str_eq(g->d->mark[i].on, on))
			op = g->d->mark[i].op;
	return op;
}

static void halt_members(struct jwrite *j, const void *ctx)
{
	jwrite_str(j, "op", drill_op_name(OP_HALT));
	if (ctx)
		jwrite_str(j, "role", ctx);
}

int drilling_halt(struct drilling *g, struct error *err)
{
	const char *who = g->part == PART_PLAYS ? g->fixed : self(g);
	struct drill_entry e = {.type = "drill.control", .by = who,
				.fill = halt_members, .ctx = who};
	int rc = drilling_look(g, err);

	if (!rc && g->d->run != RUN_RUNNING && g->d->run != RUN_FROZEN)
		return error_set(err, ERR_REFUSED,
				 _("%s is not being played: %s"),
				 casefile_now(g->c)->label,
				 drill_run_name(g->d->run));
	if (!rc)
		rc = play_write(g->p, &e, 1, ROLE_OBSERVER, err);
	return rc ? rc : drilling_look(g, err);
}
