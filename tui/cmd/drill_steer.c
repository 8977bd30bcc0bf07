/* tui/cmd/drill_steer.c - the facilitator's verbs: the clock, injects. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/drill/words.h"
#include "tui/cmd/drill.h"

#define SPEEDS "0.5, 1, 2, 4"

struct order { /* one drill.control record on its way */
	const struct play *p;
	enum drill_op op;
	const char *why, *with;
	int64_t ms;
	int half;
	uint8_t sum[HASH_LEN];
	const char *mode;
};

/* --- start --------------------------------------------------------------------- */

static void start_members(struct jwrite *j, const struct order *o)
{
	const struct scenario *sc = o->p->sc;
	const struct situation *s = casefile_now(o->p->c);
	struct zone *z = zone_fixed(sc->offset);
	char wall[TIME_TEXT];

	time_wall(wall, sc->story, z);
	zone_free(z);
	jwrite_str(j, "scenario", sc->id);
	jwrite_str(j, "version", sc->version);
	jwrite_hex(j, "sha256", o->sum, HASH_LEN);
	if (s->book_count) {
		jwrite_str(j, "slug", s->book[0].adopt->slug);
		jwrite_str(j, "commit", s->book[0].adopt->commit);
	}
	jwrite_str(j, "story", wall);
	jwrite_array(j, "anchors");
	for (size_t i = 0; i < sc->anchor_count; i++) {
		jwrite_array(j, NULL);
		jwrite_int(j, NULL, sc->anchor[i].play);
		jwrite_int(j, NULL, sc->anchor[i].story);
		jwrite_end(j);
	}
	jwrite_end(j);
	jwrite_int(j, "play", sc->play_ms);
	jwrite_str(j, "release", o->p->notes.solo
					 ? sc_release_name(RELEASE_AUTO)
					 : sc_release_name(sc->release));
	jwrite_str(j, "mode", o->mode);
	jwrite_list(j, "langs", sc->lang, sc->langs);
}

static void order_members(struct jwrite *j, const void *ctx)
{
	const struct order *o = ctx;

	jwrite_str(j, "op", drill_op_name(o->op));
	if (o->why)
		jwrite_str(j, "why", o->why);
	if (o->with)
		jwrite_str(j, "with", o->with);
	if (o->op == OP_SPEED)
		jwrite_int(j, "half", o->half);
	if (o->op == OP_JUMP || o->op == OP_STORY)
		jwrite_int(j, "ms", o->ms);
	if (o->op == OP_HALT)
		jwrite_str(j, "role", o->p->as);
	if (o->op == OP_START)
		start_members(j, o);
}

/* --- end -------------------------------------------------------------------------- */

static int refuse_due(const struct play *p, const char *why,
		      struct error *err)
{
	struct str due = {0};
	int rc = 0;

	for (size_t i = 0; !why && i < p->d->inject_count; i++)
		if (p->d->inject[i].state == INJ_DUE ||
		    p->d->inject[i].state == INJ_HELD)
			str_addf(&due, "%s%s", due.len ? ", " : "",
				 p->d->inject[i].id);
	if (due.len) {
		error_set(err, ERR_REFUSED, _("injects are due: %s"),
			  str_text(&due));
		rc = error_fix(err, _("release or skip them, or end all the "
				      "same, with a reason: --why TEXT"));
	}
	str_release(&due);
	return rc;
}

/* What was kept apart goes into the file in the same transaction, the whole
 * scenario with it: from here on everybody may read it. */
static int end_drill(struct play *p, const struct order *o,
		     struct error *err)
{
	struct drill_entry *e;
	size_t n;
	int rc = refuse_due(p, o->why, err);

	if (!rc)
		rc = play_take(p, err);
	if (rc)
		return rc;
	n = p->notes.count;
	e = mem_zalloc((n + 1) * sizeof(*e));
	if (!e)
		return error_nomem(err);
	for (size_t i = 0; i < n; i++)
		e[i] = (struct drill_entry){
			.type = p->notes.at[i].type, .on = p->notes.at[i].on,
			.by = p->notes.at[i].by, .fill = play_remark,
			.ctx = &p->notes.at[i]};
	e[n] = (struct drill_entry){.type = "drill.control", .by = p->as,
				    .fill = order_members, .ctx = o,
				    .file = p->notes.file,
				    .file_count = p->notes.file_count};
	rc = play_write(p, e, n + 1, ROLE_OWNER, err);
	mem_free(e);
	if (rc)
		return rc;
	play_taken(p);
	p->notes.count = 0;
	rc = notes_save(&p->notes, p->path, err);
	return rc ? rc : play_look(p, err);
}

/* --- all of them --------------------------------------------------------------------- */

static int speed_of(int *half, const char *word, struct error *err)
{
	static const struct { const char *word; int half; } speeds[] = {
		{"0.5", 1}, {"1", 2}, {"2", 4}, {"4", 8}};

	for (size_t i = 0; i < sizeof(speeds) / sizeof(*speeds); i++)
		if (str_eq(speeds[i].word, word)) {
			*half = speeds[i].half;
			return 0;
		}
	error_set(err, ERR_USAGE, _("\"%s\" is no speed"), word ? word : "");
	return error_where(err, _("it is one of: %s"), SPEEDS);
}

/* A place in play, as it is shown or typed ("21:30", "21m"), or so far on
 * from here ("+5m"); of the story only that. */
static int span_of(struct order *o, const char *word, struct error *err)
{
	const struct times *t = &o->p->d->times;
	const char *text = word ? word + (*word == '+') : "";
	bool jump = o->op == OP_JUMP;

	if (!(jump ? play_read(&o->ms, text) : play_parse(&o->ms, text))) {
		error_set(err, ERR_USAGE, _("\"%s\" is no span of time"),
			  word ? word : "");
		return error_fix(err, _("write it as 12m or 1h30m"));
	}
	if (jump && *word == '+')
		o->ms += times_play(t, o->p->d->now);
	return 0;
}

/* The fold's own word on it, before anything is written. */
static int check_order(const struct play *p, const struct order *o,
		       struct error *err)
{
	struct arena a = {0};
	struct times t = p->d->times;
	struct control c = {.op = o->op, .half = o->half, .ms = o->ms,
			    .with = o->with != NULL};
	const char *odd = NULL;
	int rc;

	if (p->sc) {
		c.anchor = p->sc->anchor;
		c.anchor_count = p->sc->anchor_count;
		c.play = p->sc->play_ms;
		c.story = p->sc->story;
	}
	/* A copy of the spans: the state is only looked at. */
	t.arena = &a;
	t.cap = 0;
	t.span = arena_alloc(&a, (t.count + 1) * sizeof(*t.span));
	if (!t.span)
		return error_nomem(err);
	if (t.count)
		memcpy(t.span, p->d->times.span, t.count * sizeof(*t.span));
	t.cap = t.count + 1;
	c.at = drill_moment(p->x->env,
			    device_key(store_device(p->x->store)));
	rc = times_add(&t, &c, &odd);
	if (!rc && odd)
		rc = error_set(err, ERR_REFUSED, "%s: %s",
			       casefile_now(p->c)->label, odd);
	arena_release(&a);
	return rc;
}

int steer(struct play *p, struct args *args, struct error *err)
{
	struct order o = {.p = p, .why = args_text(args, "why"),
			  .with = args_text(args, "with"),
			  .mode = p->x->env->pinned ? "script"
				  : p->notes.solo ? "solo" : "run"};
	const char *word = args->word_count > 1 ? args->word[1] : NULL;
	struct drill_entry e = {.type = "drill.control", .by = p->as,
				.fill = order_members, .ctx = &o};
	int rc = 0;

	drill_op_parse(&o.op, args->word[0]);
	if (o.op == OP_START)
		rc = play_need_scenario(p, err);
	if (!rc && o.op == OP_SPEED)
		rc = speed_of(&o.half, word, err);
	if (!rc && (o.op == OP_JUMP || o.op == OP_STORY))
		rc = span_of(&o, word, err);
	if (!rc)
		rc = check_order(p, &o, err);
	if (rc)
		return rc;
	if (o.op == OP_START)
		play_base_sum(o.sum, p->sc, p->notes.file,
			      p->notes.file_count);
	if (o.op == OP_END)
		return end_drill(p, &o, err);
	if (o.op == OP_FREEZE && !o.why)
		o.why = "pause";
	return play_write(p, &e, 1,
			  o.op == OP_HALT ? ROLE_OBSERVER : ROLE_OWNER, err);
}

/* --- injects ---------------------------------------------------------------------------- */

struct releasing {
	const struct scenario *sc;
	const struct sc_inject *in;
	bool early;
	/* ad-lib or hint */
	const char *text, *to, *of;
};

static void words_members(struct jwrite *j, const struct releasing *r,
			  const struct sc_decision *d, size_t lang)
{
	jwrite_object(j, NULL);
	jwrite_str(j, "lang", r->sc->lang[lang]);
	jwrite_str(j, "title", r->in->title.in[lang]);
	jwrite_str(j, "from", scenario_cast(r->sc, r->in->from, lang));
	jwrite_str(j, "text", r->in->say.in[lang]);
	if (d) {
		jwrite_str(j, "ask", text_in(&d->ask, lang));
		jwrite_array(j, "options");
		for (size_t i = 0; i < d->option_count; i++) {
			const struct sc_word *w = &d->option[i];
			const char *said = text_in(&w->text, lang);

			jwrite_str(j, NULL, *said ? said : w->key);
		}
		jwrite_end(j);
	}
	jwrite_end(j);
}

/* Nothing of the facilitator's goes along: no note, no expectation. */
static void release_members(struct jwrite *j, const void *ctx)
{
	const struct releasing *r = ctx;
	const struct sc_inject *in = r->in;
	const struct sc_decision *d =
		in->opens ? scenario_decision(r->sc, in->opens) : NULL;

	if (in->via)
		jwrite_str(j, "via", in->via);
	jwrite_list(j, "to", in->to, in->to_count);
	if (r->early)
		jwrite_bool(j, "early", true);
	if (d) {
		jwrite_str(j, "opens", d->id);
		jwrite_array(j, "options");
		for (size_t i = 0; i < d->option_count; i++)
			jwrite_str(j, NULL, d->option[i].key);
		jwrite_end(j);
	}
	jwrite_array(j, "words");
	for (size_t l = 0; l < r->sc->langs; l++)
		if (in->say.in[l])
			words_members(j, r, d, l);
	jwrite_end(j);
}

int play_must_run(const struct play *p, struct error *err)
{
	static const char *const fix[][2] = {
		[RUN_BEFORE] = {"do", " start"},
		[RUN_HALTED] = {"do", " resume --with ROLE"},
		[RUN_ENDED] = {"report", ""},
	};
	const char *label = casefile_now(p->c)->label;

	if (p->d->run == RUN_RUNNING || p->d->run == RUN_FROZEN)
		return 0;
	error_set(err, ERR_REFUSED, _("%s is not being played: %s"), label,
		  drill_run_words(p->d->run));
	return error_fix(err, "stanch drill %s %s%s", fix[p->d->run][0], label,
			 fix[p->d->run][1]);
}

int release_inject(struct play *p, const char *id, const char *why,
		   struct error *err)
{
	struct releasing r = {.sc = p->sc};
	const struct drill_inject *in;
	struct drill_entry e;
	int rc = play_need_scenario(p, err);

	if (!rc)
		rc = play_must_run(p, err);
	if (rc)
		return rc;
	in = drill_inject(p->d, id);
	if (!in || !in->def) {
		error_set(err, ERR_NOTFOUND, _("there is no inject \"%s\""),
			  id);
		return error_fix(err, "stanch drill show %s",
				 casefile_now(p->c)->label);
	}
	if (in->event)
		return error_set(err, ERR_REFUSED, _("%s is released already"),
				 id);
	if (in->def->when_count && !in->cond_now && !why) {
		error_set(err, ERR_REFUSED,
			  _("%s is not needed: its condition does not hold"),
			  id);
		return error_fix(err, _("close it: moot; or release it all "
					"the same: --why TEXT"));
	}
	r.in = in->def;
	r.early = in->due > p->d->now;
	e = (struct drill_entry){.type = "inject.release", .on = in->id,
				 .by = p->as, .fill = release_members,
				 .ctx = &r};
	return play_write(p, &e, 1, ROLE_OWNER, err);
}

static void other_members(struct jwrite *j, const void *ctx)
{
	const struct releasing *r = ctx;

	jwrite_array(j, "to");
	if (r->to)
		jwrite_str(j, NULL, r->to);
	jwrite_end(j);
	if (r->of)
		jwrite_str(j, "of", r->of);
	jwrite_bool(j, r->of ? "hint" : "adlib", true);
	jwrite_array(j, "words");
	jwrite_object(j, NULL);
	jwrite_str(j, "text", r->text);
	jwrite_end(j);
	jwrite_end(j);
}

/* A hint of an inject, or something nobody had planned: ... */
int release_other(struct play *p, const char *of, const char *text,
		  const char *to, struct error *err)
{
	struct releasing r = {.text = text, .to = to, .of = of};
	struct drill_entry e = {.type = "inject.release", .by = p->as,
				.fill = other_members, .ctx = &r};
	size_t n = 1;
	char id[24];
	int rc = play_must_run(p, err);

	if (!rc && (!text || !*text))
		rc = error_set(err, ERR_USAGE, _("the text is empty"));
	if (rc)
		return rc;
	for (size_t i = 0; i < p->d->inject_count; i++)
		n += !p->d->inject[i].def &&
		     str_starts(p->d->inject[i].id, of ? "H-" : "X-");
	snprintf(id, sizeof(id), "%s-%zu", of ? "H" : "X", n);
	e.on = id;
	return play_write(p, &e, 1, ROLE_OWNER, err);
}
