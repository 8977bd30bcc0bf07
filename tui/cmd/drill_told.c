/* tui/cmd/drill_told.c - what `drill do` answers: what was recorded, what a
 * person reads aloud now, and what comes next. */
#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "core/drill/words.h"
#include "tui/cmd/drill_verbs.h"

/* --- what was recorded ---------------------------------------------------------- */

static void told_apart(struct play *p)
{
	if (p->d->ended)
		return;
	out_line(&p->x->out, "%s",
		 _("  kept apart until the end: no player reads it"));
	if (!p->notes.file_count)
		out_line(&p->x->out,
			 _("  it stays with you; after the end hand it in: "
			   "stanch drill score %s"), casefile_now(p->c)->label);
}

static void told_mark(struct play *p, const struct args *a)
{
	const struct sc_inject *in;
	const struct sc_expect *e =
		p->sc ? scenario_expect(p->sc, verb_word(a, 1), &in) : NULL;
	size_t lang = e ? scenario_lang(p->sc, p->x->lang.code) : 0;

	if (e && e->say.in[0])
		out_line(&p->x->out, "  %s", text_in(&e->say, lang));
	told_apart(p);
}

static void told_rate(struct play *p, const struct args *a)
{
	const struct sc_objective *o =
		p->sc ? scenario_objective(p->sc, verb_word(a, 1)) : NULL;
	size_t lang = o ? scenario_lang(p->sc, p->x->lang.code) : 0;

	if (o)
		out_line(&p->x->out, "  %s", text_in(&o->does, lang));
	for (int r = RATE_P; r <= RATE_NR; r++)
		if (str_eq(rating_name((enum rating)r), verb_word(a, 2)))
			out_line(&p->x->out, "  %s",
				 rating_words((enum rating)r));
	told_apart(p);
}

static void told_observe(struct play *p, const struct args *a)
{
	(void)a;
	told_apart(p);
}

/* What is out now is read to the players, by whoever has no screen for it. */
static void told_release(struct play *p, const struct args *a)
{
	const struct drill_inject *in = drill_inject(p->d, verb_word(a, 1));

	if (in && in->said)
		released_lines(p->x, in);
}

/* What evaluators keep on devices of their own comes by their programs. */
static void told_end(struct play *p, const struct args *a)
{
	const struct situation *s = casefile_now(p->c);
	struct str names = {0};

	(void)a;
	for (size_t i = 0; i < s->who_count; i++)
		if (!s->who[i]->removed && s->who[i]->role == ROLE_EVALUATOR)
			str_addf(&names, "%s%s", names.len ? ", " : "",
				 s->who[i]->name);
	if (names.len)
		out_line(&p->x->out,
			 _("  what evaluators noted counts once their screen "
			   "has seen the end, or they run stanch drill score "
			   "%s: %s"), s->label, str_text(&names));
	str_release(&names);
}

static const struct {
	const char *verb;
	void (*tell)(struct play *p, const struct args *a);
} told[] = {
	{"mark", told_mark},	   {"rate", told_rate},
	{"observe", told_observe}, {"release", told_release},
	{"end", told_end},
};

/* --- what is next ----------------------------------------------------------------- */

static bool marked(const struct play *p, const char *type, const char *on)
{
	for (size_t i = 0; i < p->d->mark_count; i++)
		if (str_eq(p->d->mark[i].type, type) &&
		    str_eq(p->d->mark[i].on, on))
			return true;
	return false;
}

/* A spoken word that nobody has marked; true if there is one. */
static bool next_mark(struct str *out, const struct play *p, const char *label)
{
	for (size_t i = 0; i < p->d->inject_count; i++) {
		const struct drill_inject *in = &p->d->inject[i];

		for (size_t k = 0; in->def && in->event &&
				   k < in->def->expect_count; k++) {
			const struct sc_expect *e = &in->def->expect[k];

			if (e->step || marked(p, "mark", e->key))
				continue;
			str_addf(out, "stanch drill mark %s %s "
				      "met|late|missed", label, e->key);
			return true;
		}
	}
	return false;
}

/* An objective that nobody has rated; true if there is one. */
static bool next_rating(struct str *out, const struct play *p,
			const char *label)
{
	for (size_t i = 0; i < p->sc->objective_count; i++) {
		const char *id = p->sc->objective[i].id;

		if (marked(p, "rating", id))
			continue;
		str_addf(out, "stanch drill rate %s %s P|S|M|U --why TEXT",
			 label, id);
		return true;
	}
	return false;
}

/* The first inject that is due; true if there is one. */
static bool next_due(struct str *out, const struct play *p, const char *label)
{
	for (size_t i = 0; i < p->d->inject_count; i++)
		if (p->d->inject[i].state == INJ_DUE) {
			str_addf(out, "stanch drill inject %s %s", label,
				 p->d->inject[i].id);
			return true;
		}
	return false;
}

/* Of whoever leads. */
static void next_command(struct str *out, const struct play *p,
			 const char *label)
{
	switch (p->d->run) {
	case RUN_BEFORE:
		str_addf(out, "stanch drill do %s start", label);
		return;
	case RUN_RUNNING:
		if (!next_due(out, p, label))
			next_mark(out, p, label);
		return;
	case RUN_FROZEN:
		str_addf(out, "stanch drill do %s resume", label);
		return;
	case RUN_HALTED:
		str_addf(out, "stanch drill do %s resume --with ROLE", label);
		return;
	case RUN_ENDED:
		if (!next_mark(out, p, label) && !next_rating(out, p, label))
			str_addf(out, "stanch drill report %s", label);
		return;
	}
}

/* Which inject falls due next, for whoever waits for it. */
static void coming(const struct play *p)
{
	const struct drill_inject *next = NULL;
	char play[TIME_TEXT];

	for (size_t i = 0; i < p->d->inject_count; i++) {
		const struct drill_inject *in = &p->d->inject[i];

		if (in->state == INJ_PLANNED && in->def && in->def->timed &&
		    (!next || in->def->at < next->def->at))
			next = in;
	}
	if (!next || p->d->ended)
		return;
	play_text(play, next->def->at);
	out_line(&p->x->out, _("due at %s: %s  %s"), play, next->id,
		 text_in(&next->def->title,
			 scenario_lang(p->sc, p->x->lang.code)));
}

static void next_lines(struct play *p)
{
	const char *label = casefile_now(p->c)->label;
	struct cli *x = p->x;
	struct str next = {0};

	if (p->sc && str_eq(p->as, FACILITATOR)) {
		next_command(&next, p, label);
		coming(p);
	} else if (p->sc && str_eq(p->as, EVALUATOR)) {
		if (!next_mark(&next, p, label))
			next_rating(&next, p, label);
		if (next.len)
			str_add(&next, " --as " EVALUATOR);
	}
	if (next.len)
		out_line(&x->out, _("next: %s"), str_text(&next));
	if (x->out.mode == OUT_JSON)
		jwrite_str(x->out.json, "next",
			   next.len ? str_text(&next) : NULL);
	str_release(&next);
}

/* --- all of it ----------------------------------------------------------------------- */

static void verb_line(struct play *p, const struct args *a, const char *play)
{
	struct str words = {0};

	for (size_t i = 0; i < a->word_count; i++)
		str_addf(&words, "%s%s", i ? " " : "", a->word[i]);
	out_line(&p->x->out, "%s  %s  %s  (%s)", play,
		 drill_run_words(p->d->run), str_text(&words),
		 timeline_role(p->as));
	str_release(&words);
}

void play_told(struct play *p, const struct args *a)
{
	struct cli *x = p->x;
	int64_t at = times_play(&p->d->times, p->d->now);
	char play[TIME_TEXT];

	play_banner(x, casefile_now(p->c)->label);
	play_short(play, at);
	verb_line(p, a, play);
	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
		if (str_eq(told[i].verb, verb_word(a, 0)))
			told[i].tell(p, a);
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "verb", verb_word(a, 0));
		jwrite_array(x->out.json, "words");
		for (size_t i = 1; i < a->word_count; i++)
			jwrite_str(x->out.json, NULL, a->word[i]);
		jwrite_end(x->out.json);
		jwrite_str(x->out.json, "by", p->as);
		jwrite_str(x->out.json, "state", drill_run_name(p->d->run));
		jwrite_int(x->out.json, "play_ms", at);
	}
	next_lines(p);
}
