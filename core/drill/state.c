/* core/drill/state.c - see state.h. */
#include "core/drill/state.h"

#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/drill/looking.h"

static const char *const state_names[] = {
	[INJ_PLANNED] = "planned",   [INJ_DUE] = "due",
	[INJ_HELD] = "held",	     [INJ_RELEASED] = "released",
	[INJ_ACKED] = "acked",	     [INJ_ANSWERED] = "answered",
	[INJ_MOOT] = "moot",	     [INJ_SKIPPED] = "skipped",
	[INJ_NOT_REACHED] = "not-reached",
};

enum member_role drill_takes(const char *as)
{
	return str_eq(as, EVALUATOR)  ? ROLE_EVALUATOR
	       : str_eq(as, OBSERVER) ? ROLE_OBSERVER : ROLE_RESPONDER;
}

const char *inject_state_name(enum inject_state st)
{
	return state_names[st];
}

bool inject_released(const struct drill_inject *in)
{
	return in->state >= INJ_RELEASED && in->state <= INJ_ANSWERED;
}

struct moment drill_moment(const struct env *env, const uint8_t dev[KEY_LEN])
{
	struct moment m = {.wall = env->now(env->ctx),
			   .mono = env->mono(env->ctx)};
	struct str text = {0};
	uint8_t sum[HASH_LEN];

	str_addn(&text, "stanch-boot-v1", 14);
	str_addn(&text, dev, KEY_LEN);
	str_add(&text, env->boot_id ? env->boot_id : "");
	hash_bytes(sum, str_text(&text), text.len);
	str_release(&text);
	memcpy(&m.boot, sum, sizeof(m.boot));
	return m;
}

const struct drill_inject *drill_inject(const struct drill_state *d,
					const char *id)
{
	for (size_t i = 0; i < d->inject_count; i++)
		if (str_eq(d->inject[i].id, id))
			return &d->inject[i];
	return NULL;
}

const struct drill_decision *drill_decision(const struct drill_state *d,
					    const char *id)
{
	for (size_t i = 0; i < d->decision_count; i++)
		if (str_eq(d->decision[i].id, id))
			return &d->decision[i];
	return NULL;
}

const struct drill_step *drill_step(const struct drill_state *d,
				    const char *key)
{
	return key ? map_gets(&d->step_by_key, key) : NULL;
}

bool drill_counts(const struct event *ev)
{
	return ev->standing == REC_COUNTS && !ev->retracted && ev->data &&
	       !ev->odd;
}

bool drill_closes(const struct set_step *p)
{
	return p->state == STEP_DONE || (p->state == STEP_DOING && p->asks);
}

/* --- the control log ---------------------------------------------------------- */

static int read_control(struct control *c, struct drill_state *d,
			const struct event *ev)
{
	const struct drill_control *p = ev->data;
	struct anchor *a;

	*c = (struct control){.at = {ev->at, ev->mono, ev->boot},
			      .gone = p->gone, .with = p->with != NULL,
			      .half = (int)p->half, .ms = p->ms,
			      .story = p->story, .play = p->play};
	if (p->half < 0 || p->half > 8)
		c->half = 0;
	if (!drill_op_parse(&c->op, p->op))
		return ERR_INVALID;
	if (!p->anchor_count)
		return 0;
	a = arena_alloc(&d->arena, p->anchor_count * sizeof(*a));
	if (!a)
		return ERR_NOMEM;
	for (size_t i = 0; i < p->anchor_count; i++)
		a[i] = (struct anchor){p->anchor[i][0], p->anchor[i][1]};
	c->anchor = a;
	c->anchor_count = p->anchor_count;
	return 0;
}

static void count_op(struct drill_state *d, const struct control *c)
{
	d->freezes += c->op == OP_FREEZE;
	d->jumps += c->op == OP_JUMP;
	d->leaps += c->op == OP_STORY;
	d->halts += c->op == OP_HALT;
	if (c->op == OP_SPEED && c->half > d->most_half)
		d->most_half = c->half;
}

/* Only the facilitator steers; halt is anyone's. */
static bool may_steer(const struct event *ev, enum drill_op op)
{
	return op == OP_HALT || ev->author->role == ROLE_OWNER;
}

static int take_control(struct drill_state *d, size_t i)
{
	const struct event *ev = d->s->event[i];
	const char *odd = NULL;
	struct control c;
	int rc = read_control(&c, d, ev);

	if (!rc && may_steer(ev, c.op))
		rc = times_add(&d->times, &c, &odd);
	else if (!rc)
		rc = ERR_INVALID;
	if (rc == ERR_NOMEM)
		return rc;
	if (rc || odd) {
		d->odd++;
		return 0;
	}
	count_op(d, &c);
	if (c.op == OP_START) {
		d->started = ev;
		d->start = ev->data;
	} else if (c.op == OP_END) {
		d->ended = ev;
		d->end = i;
	}
	return 0;
}

static int fold(struct drill_state *d, const struct moment *at)
{
	const struct situation *s = d->s;
	int rc = 0;

	d->end = s->event_count;
	d->most_half = 2;
	d->times.arena = &d->arena;
	d->instant = arena_alloc(&d->arena, (s->event_count + 1) *
						    sizeof(*d->instant));
	if (!d->instant)
		return ERR_NOMEM;
	for (size_t i = 0; !rc && i < s->event_count; i++) {
		const struct event *ev = s->event[i];
		struct moment m = {ev->at, ev->mono, ev->boot};

		d->instant[i] = times_instant(&d->times, &m);
		if (drill_counts(ev) && str_eq(ev->type, "drill.control"))
			rc = take_control(d, i);
	}
	d->now = times_instant(&d->times, at);
	d->run = times_state(&d->times, d->now);
	if (d->ended)
		d->now = d->times.span[d->times.count - 1].t0;
	d->practice = d->most_half > 2 ||
		      (d->start && !str_eq(d->start->mode, "run"));
	return rc;
}

size_t drill_index(const struct drill_state *d, const struct event *ev)
{
	size_t low = 0;

	while (low < d->s->event_count && d->s->event[low] != ev)
		low++;
	return low;
}

int64_t drill_real(const struct drill_state *d, const struct event *ev)
{
	size_t i = drill_index(d, ev);

	return i < d->s->event_count
		       ? times_real(&d->times, d->instant[i])
		       : REAL_NONE;
}

/* --- steps ------------------------------------------------------------------------- */

static struct drill_step *step_of(struct drill_state *d, const char *key)
{
	struct drill_step *st = map_gets(&d->step_by_key, key);

	if (st)
		return st;
	st = arena_alloc(&d->arena, sizeof(*st));
	if (!st || map_puts(&d->step_by_key, key, st))
		return NULL;
	*st = (struct drill_step){.key = key, .real = REAL_NONE};
	return st;
}

/* A step that asks for a second person is done when that one agrees, and
 * its time is that of the doing. */
static int take_step(struct drill_state *d, size_t i)
{
	const struct event *ev = d->s->event[i];
	const struct set_step *p = ev->data;
	struct drill_step *st = step_of(d, ev->on);

	if (!st)
		return ERR_NOMEM;
	st->touched = times_real(&d->times, d->instant[i]);
	if (!drill_closes(p)) {
		st->done = false;
		st->real = REAL_NONE;
	} else if (st->real == REAL_NONE) {
		st->done = !p->asks;
		st->at = d->instant[i];
		st->real = st->touched;
	} else {
		st->done = st->done || !p->asks;
	}
	return 0;
}

static int take_steps(struct drill_state *d)
{
	const struct situation *s = d->s;
	int rc = 0;

	for (size_t i = 0; !rc && i < d->end; i++) {
		const struct event *ev = s->event[i];
		const struct set_confirm *p = ev->data;
		struct drill_step *st;

		if (!drill_counts(ev))
			continue;
		if (str_eq(ev->type, "step.set")) {
			rc = take_step(d, i);
		} else if (str_eq(ev->type, "step.confirm")) {
			st = map_gets(&d->step_by_key, p->step);
			if (st && st->real != REAL_NONE)
				st->done = true;
		}
	}
	return rc;
}

/* --- injects --------------------------------------------------------------------------- */

static struct drill_inject *add_inject(struct drill_state *d, const char *id,
				       const struct sc_inject *def)
{
	struct drill_inject *in;

	if (arena_grow(&d->arena, &d->inject, d->inject_count, &d->inject_cap,
		       sizeof(*in)))
		return NULL;
	in = &d->inject[d->inject_count++];
	*in = (struct drill_inject){.id = id, .def = def, .due = TIMES_NEVER,
				    .real = REAL_NONE, .ack = REAL_NONE,
				    .answer = REAL_NONE};
	return in;
}

static struct drill_inject *find_inject(struct drill_state *d, const char *id)
{
	return (struct drill_inject *)(uintptr_t)drill_inject(d, id);
}

static int take_release(struct drill_state *d, size_t i)
{
	const struct event *ev = d->s->event[i];
	struct drill_inject *in = find_inject(d, ev->on);

	if (in && in->event) { /* what is out is out */
		d->odd++;
		return 0;
	}
	if (!in)
		in = add_inject(d, ev->on, NULL);
	if (!in)
		return ERR_NOMEM;
	in->event = ev;
	in->said = ev->data;
	in->state = INJ_RELEASED;
	in->released = d->instant[i];
	in->real = times_real(&d->times, d->instant[i]);
	d->hints += in->said->hint;
	d->adlibs += in->said->adlib;
	return 0;
}

static void take_word(struct drill_state *d, size_t i, bool answer)
{
	const struct event *ev = d->s->event[i];
	const struct drill_note *p = ev->data;
	struct drill_inject *in = find_inject(d, ev->on);
	int64_t real = times_real(&d->times, d->instant[i]);

	if (!in || !in->event) {
		d->odd++;
		return;
	}
	if (in->ack == REAL_NONE)
		in->ack = real;
	if (in->state < INJ_ACKED)
		in->state = INJ_ACKED;
	if (!answer)
		return;
	in->state = INJ_ANSWERED;
	if (in->answer == REAL_NONE)
		in->answer = real;
	in->answer_text = p->text;
}

static int take_injects(struct drill_state *d)
{
	int rc = 0;

	for (size_t i = 0; d->sc && i < d->sc->inject_count; i++)
		if (!add_inject(d, d->sc->inject[i].id, &d->sc->inject[i]))
			return ERR_NOMEM;
	for (size_t i = 0; !rc && i < d->end; i++) {
		const struct event *ev = d->s->event[i];

		if (!drill_counts(ev))
			continue;
		if (str_eq(ev->type, "inject.release"))
			rc = take_release(d, i);
		else if (str_eq(ev->type, "inject.ack"))
			take_word(d, i, false);
		else if (str_eq(ev->type, "inject.answer"))
			take_word(d, i, true);
	}
	return rc;
}

/* hold, skip and moot: of the notes before the end, of the file after. */
static void set_injects(struct drill_state *d)
{
	for (size_t i = 0; i < d->mark_count; i++) {
		const struct drill_mark *m = &d->mark[i];
		struct drill_inject *in = find_inject(d, m->on);

		if (!str_eq(m->type, "inject.set") || !in || in->event)
			continue;
		in->why = m->text;
		in->state = str_eq(m->op, "skip")   ? INJ_SKIPPED
			    : str_eq(m->op, "moot") ? INJ_MOOT
			    : str_eq(m->op, "hold") ? INJ_HELD
						    : INJ_PLANNED;
	}
}

/* What nobody has touched: planned, due, not needed, not reached. */
static void settle_injects(struct drill_state *d)
{
	for (size_t i = 0; i < d->inject_count; i++) {
		struct drill_inject *in = &d->inject[i];
		const struct sc_inject *def = in->def;

		if (!def)
			continue;
		if (def->timed)
			in->due = times_due(&d->times, def->at);
		in->cond_now = drill_condition(d, def, d->now);
		in->cond_due = in->due <= d->now
				       ? drill_condition(d, def, in->due)
				       : in->cond_now;
		d->skips += in->state == INJ_SKIPPED;
		if (in->state == INJ_PLANNED && in->due <= d->now)
			in->state = in->cond_due ? INJ_DUE : INJ_MOOT;
		if (d->ended && in->state <= INJ_HELD)
			in->state = in->state == INJ_DUE && !in->cond_now
					    ? INJ_MOOT
					    : INJ_NOT_REACHED;
	}
}

/* --- decisions ---------------------------------------------------------------------------- */

static struct drill_decision *add_decision(struct drill_state *d,
					   const char *id)
{
	struct drill_decision *x =
		(struct drill_decision *)(uintptr_t)drill_decision(d, id);

	if (x)
		return x;
	if (arena_grow(&d->arena, &d->decision, d->decision_count,
		       &d->decision_cap, sizeof(*x)))
		return NULL;
	x = &d->decision[d->decision_count++];
	*x = (struct drill_decision){.id = id, .real = REAL_NONE};
	if (d->sc)
		x->def = scenario_decision(d->sc, id);
	return x;
}

static void take_answer(struct drill_state *d, struct drill_decision *x)
{
	const struct reg *r = situation_reg(d->s, "decision.set", x->id);
	const struct set_text *p;
	size_t at;

	if (!r || !r->count)
		return;
	at = drill_index(d, r->at[r->count - 1]);
	if (at >= d->end)
		return;
	p = r->at[r->count - 1]->data;
	x->event = r->at[r->count - 1];
	x->conflict = r->count > 1;
	x->option = p->text;
	x->why = p->why;
	x->owner = p->owner;
	x->real = times_real(&d->times, d->instant[at]);
}

static int take_vote(struct drill_state *d, const struct event *ev)
{
	const struct drill_note *p = ev->data;
	struct drill_decision *x = add_decision(d, ev->on);
	const char *by = event_doer(ev);

	if (!x)
		return ERR_NOMEM;
	if (str_eq(by, FACILITATOR)) { /* has no vote, but leads it */
		x->closed = str_eq(p->op, BALLOT_CLOSE);
		return 0;
	}
	for (size_t i = 0; i < x->vote_count; i++)
		if (str_eq(x->vote[i].by, by)) {
			x->vote[i].option = p->op;
			return 0;
		}
	if (arena_grow(&d->arena, &x->vote, x->vote_count, &x->vote_cap,
		       sizeof(*x->vote)))
		return ERR_NOMEM;
	x->vote[x->vote_count++] = (struct drill_vote){by, p->op};
	return 0;
}

static int take_decisions(struct drill_state *d)
{
	int rc = 0;

	for (size_t i = 0; d->sc && i < d->sc->decision_count; i++)
		if (!add_decision(d, d->sc->decision[i].id))
			return ERR_NOMEM;
	for (size_t i = 0; i < d->inject_count; i++) {
		const struct drill_inject *in = &d->inject[i];
		struct drill_decision *x;

		if (!in->said || !in->said->opens)
			continue;
		x = add_decision(d, in->said->opens);
		if (!x)
			return ERR_NOMEM;
		x->opened = in;
	}
	for (size_t i = 0; !rc && i < d->end; i++)
		if (drill_counts(d->s->event[i]) &&
		    str_eq(d->s->event[i]->type, "vote.cast"))
			rc = take_vote(d, d->s->event[i]);
	for (size_t i = 0; i < d->decision_count; i++)
		take_answer(d, &d->decision[i]);
	return rc;
}

/* An inject that opens a decision is answered when that is taken. */
static void answer_by_decision(struct drill_state *d)
{
	for (size_t i = 0; i < d->decision_count; i++) {
		const struct drill_decision *x = &d->decision[i];
		struct drill_inject *in =
			(struct drill_inject *)(uintptr_t)x->opened;

		if (!in || !x->event || x->real < in->real)
			continue;
		in->state = INJ_ANSWERED;
		if (in->answer == REAL_NONE || in->answer > x->real)
			in->answer = x->real;
	}
}

/* --- marks ---------------------------------------------------------------------------------- */

static int add_mark(struct drill_state *d, const struct drill_mark *m)
{
	if (arena_grow(&d->arena, &d->mark, d->mark_count, &d->mark_cap,
		       sizeof(*m)))
		return ERR_NOMEM;
	d->mark[d->mark_count++] = *m;
	return 0;
}

static bool is_mark(const char *type)
{
	static const char *const types[] = {"mark", "rating", "observation",
					    "inject.set"};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_eq(types[i], type))
			return true;
	return false;
}

/* Of the file they count once it has ended. */
static int take_marks(struct drill_state *d, const struct drill_notes *notes)
{
	int rc = 0;

	for (size_t i = 0; !rc && d->ended && i < d->s->event_count; i++) {
		const struct event *ev = d->s->event[i];
		const struct drill_note *p = ev->data;

		if (drill_counts(ev) && is_mark(ev->type) &&
		    (ev->author->role != ROLE_RESPONDER ||
		     str_eq(ev->type, "observation")))
			rc = add_mark(d, &(struct drill_mark){
				ev->type, ev->on, event_doer(ev), p->op,
				p->text, p->inject, p->objective,
				p->made ? p->made : ev->at});
	}
	for (size_t i = 0; !rc && notes && i < notes->count; i++) {
		const struct drill_remark *r = &notes->at[i];

		rc = add_mark(d, &(struct drill_mark){
			r->type, r->on, r->by, r->op, r->text, r->inject,
			r->objective, r->made});
	}
	return rc;
}

/* --- the whole --------------------------------------------------------------------------------- */

int drill_state_make(struct drill_state **out, const struct situation *s,
		     const struct scenario *sc,
		     const struct drill_notes *notes,
		     const struct moment *at, struct error *err)
{
	struct drill_state *d = mem_zalloc(sizeof(*d));
	int rc = d ? 0 : ERR_NOMEM;

	*out = NULL;
	if (!rc) {
		d->s = s;
		d->sc = sc;
		rc = fold(d, at);
	}
	if (!rc)
		rc = take_steps(d);
	if (!rc)
		rc = take_injects(d);
	if (!rc)
		rc = take_decisions(d);
	if (!rc)
		rc = take_marks(d, notes);
	if (rc) {
		drill_state_free(d);
		return error_nomem(err);
	}
	answer_by_decision(d);
	set_injects(d);
	settle_injects(d);
	*out = d;
	return 0;
}

void drill_state_free(struct drill_state *d)
{
	if (!d)
		return;
	map_release(&d->step_by_key);
	arena_release(&d->arena);
	mem_free(d);
}
