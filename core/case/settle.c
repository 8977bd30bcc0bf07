/*
 * core/case/settle.c - what follows from the registers: the state of every
 * step, what waits for what, what is not needed, what is next.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/case/event.h"
#include "core/case/layout.h"
#include "core/case/settle.h"

/* --- by name ------------------------------------------------------------------ */

struct step *settle_step(const struct situation *s, const struct book *b,
			 const char *id)
{
	char key[256];

	if (!id)
		return NULL;
	snprintf(key, sizeof(key), "%s%s", b->prefix, id);
	return map_gets(&s->step_by_key, key);
}

const struct role *settle_role(const struct situation *s, const char *key)
{
	for (size_t i = 0; i < s->role_count; i++)
		if (str_eq(s->role[i].key, key))
			return &s->role[i];
	return NULL;
}

/* --- owners ------------------------------------------------------------------ */

/* Given to nobody, it is again its role's: an undo brings that back. */
static void settle_owner(const struct situation *s, struct step *st)
{
	const struct event *ev =
		reg_value(situation_reg(s, "step.assign", st->key), NULL);
	const struct set_text *p = ev ? ev->data : NULL;
	const struct role *r;

	if (p && *p->text) {
		st->owner = p->text;
		return;
	}
	r = settle_role(s, st->def->role);
	if (r && r->count) {
		st->owner = r->name[0];
		st->owner_by_role = true;
	}
}

/* --- what hangs on a step ------------------------------------------------------ */

static int link_evidence(struct situation *s, struct step *st,
			 const struct evidence *e)
{
	struct evidence **more;

	for (size_t i = 0; i < st->evidence_count; i++)
		if (st->evidence[i] == e)
			return 0;
	more = arena_alloc(&s->settled,
			   (st->evidence_count + 1) * sizeof(*more));
	if (!more)
		return ERR_NOMEM;
	if (st->evidence_count)
		memcpy(more, st->evidence,
		       st->evidence_count * sizeof(*more));
	more[st->evidence_count++] = (struct evidence *)e;
	st->evidence = more;
	return 0;
}

static int settle_links(struct situation *s)
{
	for (size_t i = 0; i < s->note_count; i++) {
		const bool counts = s->note[i].step &&
				    !s->note[i].event->retracted;
		struct step *st = counts
					  ? map_gets(&s->step_by_key,
						     s->note[i].step)
					  : NULL;
		if (st)
			st->notes++;
	}
	for (size_t i = 0; i < s->evidence_count; i++) {
		struct evidence *e = s->evidence[i];
		struct step *st = e->step && !e->event->retracted
					  ? map_gets(&s->step_by_key, e->step)
					  : NULL;
		if (st && link_evidence(s, st, e))
			return ERR_NOMEM;
	}
	for (size_t i = 0; i < s->step_count; i++) {
		struct step *st = &s->step[i];
		const struct set_step *p = st->last ? st->last->data : NULL;

		for (size_t k = 0; p && k < p->evidence_count; k++) {
			const struct evidence *e =
				situation_evidence(s, p->evidence[k]);

			if (e && link_evidence(s, st, e))
				return ERR_NOMEM;
		}
	}
	return 0;
}

/* --- states ------------------------------------------------------------------------ */

/* The most open of the values that stand (enum step_state). */
static const struct event *most_open(const struct reg *r)
{
	const struct event *best = NULL;

	for (size_t i = 0; r && i < r->count; i++) {
		const struct set_step *p = r->at[i]->data;
		const struct set_step *b = best ? best->data : NULL;

		if (!b || p->state <= b->state)
			best = r->at[i];
	}
	return best;
}

/* A second person's word counts if it names this very record. */
static void settle_confirmed(const struct situation *s, struct step *st)
{
	const struct set_step *p = st->last->data;

	for (size_t i = 0; i < s->confirm_count; i++) {
		const struct event *ev = s->confirm[i];
		const struct set_confirm *c = ev->data;

		if (ev->retracted || memcmp(c->of, st->last->id, ID_LEN) ||
		    str_eq(event_doer(ev), event_doer(st->last)))
			continue;
		if (c->as & NEED_SECOND)
			st->second = ev;
		if (c->as & NEED_APPROVE)
			st->approve = ev;
	}
	st->asks = p->asks;
	if (st->second)
		st->asks &= ~(unsigned)NEED_SECOND;
	if (st->approve)
		st->asks &= ~(unsigned)NEED_APPROVE;
	st->asked = st->asks != 0;
	if (p->asks && !st->asks)
		st->state = STEP_DONE;
}

static void settle_decision(const struct situation *s, struct step *st)
{
	const struct event *ev =
		reg_value(situation_reg(s, "decision.set", st->key), NULL);

	st->decided = ev;
	if (!ev || st->state != STEP_DONE)
		return;
	st->answer = ((const struct set_text *)ev->data)->text;
	for (size_t i = 0; i < st->def->decide.count; i++)
		if (str_eq(st->def->decide.id[i], st->answer))
			return;
	st->answer_gone = st->answer;
	st->answer = NULL;
}

static int64_t closed_at(const struct step *st)
{
	int64_t at = st->last ? st->last->at : 0;

	if (st->second && st->second->at > at)
		at = st->second->at;
	if (st->approve && st->approve->at > at)
		at = st->approve->at;
	return at;
}

static bool is_settled(const struct step *st)
{
	return st->state >= STEP_SKIPPED;
}

/* What a `when` says: true if the answer is there and rules the step out. */
static bool ruled_out(const struct step *st, const struct step *on)
{
	if (on->state == STEP_NOT_NEEDED)
		return true;
	return on->answer && str_eq(on->answer, st->def->when_answer) ==
				     st->def->when_not;
}

static const struct step *depends(const struct situation *s,
				  const struct step *st)
{
	if (st->state == STEP_DONE || st->state == STEP_DOING)
		return NULL;
	return settle_step(s, st->book, st->def->when_step);
}

/* In a playbook a decision stands before what hangs on it, so that one pass
 * is enough; over several versions it may stand behind. */
static void settle_when(struct situation *s)
{
	const struct step *on;
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < s->step_count; i++) {
			struct step *st = &s->step[i];

			on = depends(s, st);
			if (on && st->state != STEP_NOT_NEEDED &&
			    ruled_out(st, on)) {
				st->state = STEP_NOT_NEEDED;
				again = true;
			}
		}
	}
	for (size_t i = 0; i < s->step_count; i++) {
		struct step *st = &s->step[i];

		on = depends(s, st);
		if (on && st->state != STEP_NOT_NEEDED && !on->answer &&
		    (on->answer_gone || !is_settled(on))) {
			st->waits = true;
			st->waits_for = on;
		}
		if (is_settled(st) && st->last)
			st->closed = closed_at(st);
		st->changed = step_changed(s, st);
	}
}

static void settle_state(struct situation *s, struct step *st)
{
	const struct set_step *p;

	if (st->conflict)
		st->last = most_open(st->reg);
	if (st->last) {
		p = st->last->data;
		st->state = p->state;
		st->value = p->value;
		st->why = p->why;
		st->overrides = p->overrides;
		st->started = st->reg->at[0]->at;
		if (p->asks)
			settle_confirmed(s, st);
	}
	settle_decision(s, st);
}

static void settle_after(const struct situation *s, struct step *st)
{
	const struct phase *ph = NULL;

	for (size_t i = 0; i < st->def->after.count; i++) {
		const struct step *on =
			settle_step(s, st->book, st->def->after.id[i]);

		if (on && !is_settled(on)) {
			st->waits = true;
			st->waits_for = on;
			return;
		}
	}
	for (size_t i = 0; st->def->is_check && i < s->phase_count; i++)
		if (s->phase[i].def == st->def->phase)
			ph = &s->phase[i];
	for (size_t i = 0; ph && i < ph->count; i++) {
		const struct step *on = &s->step[ph->first + i];

		if (on != st && !is_settled(on)) {
			st->waits = true;
			st->waits_for = on;
			return;
		}
	}
}

static unsigned evidence_missing(const struct step *st)
{
	size_t want = 0;
	bool note = false;

	for (size_t i = 0; i < st->def->evidence_count; i++) {
		if (st->def->evidence[i].type == EVID_NOTE)
			note = true;
		else
			want++;
	}
	if (want > st->evidence_count)
		return NEED_EVIDENCE;
	return note && !st->notes && !st->evidence_count ? NEED_EVIDENCE : 0;
}

/* What closing it now would ask for: bits of enum step_need. */
static unsigned missing_of(const struct step *st)
{
	const struct pb_step *def = st->def;
	unsigned m = evidence_missing(st);

	if (st->waits)
		m |= NEED_AFTER;
	if (def->decide.count && !st->decided)
		m |= NEED_ANSWER;
	if (def->value == VALUE_LIST ? !st->ticked
				     : def->value && !st->value)
		m |= NEED_VALUE;
	if (def->value != VALUE_LIST && st->ticked < st->tick_count)
		m |= NEED_ITEMS;
	if (def->second)
		m |= NEED_SECOND;
	if (def->approve)
		m |= NEED_APPROVE;
	return m;
}

/* --- the whole -------------------------------------------------------------------- */

static void sum_phase(const struct situation *s, struct phase *ph)
{
	for (size_t i = 0; i < ph->count; i++) {
		const struct step *st = &s->step[ph->first + i];

		ph->touched += st->last != NULL;
		if (st->state == STEP_NOT_NEEDED)
			continue;
		ph->total++;
		ph->done += is_settled(st);
		if (st->closed > ph->closed)
			ph->closed = st->closed;
	}
	if (ph->done < ph->total)
		ph->closed = 0;
}

/* A closed case grows no later. */
static int64_t judged_at(const struct situation *s)
{
	return s->closed && !s->story && s->closed->at < s->settled_at
		       ? s->closed->at
		       : s->settled_at;
}

static void count_phase(struct situation *s, const struct phase *ph)
{
	s->done += ph->done;
	s->total += ph->total;
	for (size_t i = 0; i < ph->count; i++) {
		const struct step *st = &s->step[ph->first + i];

		s->blocked += st->state == STEP_BLOCKED;
		s->conflicts += st->conflict;
		s->overdue += !is_settled(st) && st->due &&
			      st->due <= judged_at(s);
	}
}

/* The step in hand: the first that can be worked on, in the playbook's
 * order; a blocked, waiting or retired one only if nothing else is left. A
 * decision whose answer is no longer offered is to be taken again. */
static void find_next(struct situation *s)
{
	const struct step *rest = NULL;

	for (size_t p = 0; p < s->phase_count; p++) {
		const struct phase *ph = &s->phase[p];

		if (ph->folded)
			continue;
		for (size_t i = 0; i < ph->count; i++) {
			const struct step *st = &s->step[ph->first + i];

			if (is_settled(st) && !st->answer_gone)
				continue;
			if (!rest) {
				rest = st;
				s->now = ph;
			}
			if (st->waits || st->state == STEP_BLOCKED ||
			    st->asked || st->retired)
				continue;
			s->next = st;
			s->now = ph;
			return;
		}
	}
	s->next = rest;
	if (!rest && s->phase_count)
		s->now = &s->phase[s->phase_count - 1];
}

static void settle_contained(struct situation *s)
{
	for (size_t i = 0; i < s->phase_count; i++) {
		const struct phase *ph = &s->phase[i];

		if (ph->def->kind != PHASE_CONTAIN || !ph->total)
			continue;
		if (!ph->closed) {
			s->contained = 0;
			return;
		}
		if (ph->closed > s->contained)
			s->contained = ph->closed;
	}
}

static const char *set_value(const struct situation *s, const char *field)
{
	const struct event *ev =
		reg_value(situation_reg(s, "case.set", field), NULL);

	return ev ? ((const struct set_text *)ev->data)->text : NULL;
}

static void settle_case(struct situation *s)
{
	const char *title = set_value(s, "title");

	s->title = title ? title : "";
	s->summary = set_value(s, "summary");
	s->severity = SEV_NONE;
	severity_parse(&s->severity, set_value(s, "severity"));
	s->hold = str_eq(set_value(s, "hold"), "yes");
	s->aware = reg_value(situation_reg(s, "case.set", "aware"), NULL);
	s->closed = NULL;
	for (size_t i = 0; i < s->close_count; i++)
		if (!s->close[i]->retracted)
			s->closed = s->close[i];
	s->state = s->closed ? CASE_CLOSED : CASE_OPEN;
}

static void settle_action(struct situation *s, struct case_action *a)
{
	const struct event *ev = reg_value(
		situation_reg(s, "action.set", a->label), &a->conflict);
	char label[sizeof(a->label)];
	const struct event *added = a->event;

	memcpy(label, a->label, sizeof(label));
	if (ev)
		*a = *(const struct case_action *)ev->data;
	memcpy(a->label, label, sizeof(label));
	a->event = added;
	a->last = ev ? ev : added;
	a->due = settle_day(a->due_text);
}

static void reset(struct situation *s, int64_t now)
{
	arena_release(&s->settled);
	map_release(&s->step_by_key);
	s->book = NULL;
	s->book_count = 0;
	s->phase_count = s->step_count = s->role_count = 0;
	s->done = s->total = s->overdue = s->blocked = s->conflicts = 0;
	s->next = NULL;
	s->now = NULL;
	s->contained = 0;
	s->settled_at = now;
}

int settle_all(struct situation *s, int64_t now, struct error *err)
{
	reset(s, now);
	if (lay_out(s) || settle_links(s))
		return error_nomem(err);
	settle_case(s);
	if (settle_clocks(s))
		return error_nomem(err);
	for (size_t i = 0; i < s->step_count; i++)
		settle_state(s, &s->step[i]);
	settle_when(s);
	for (size_t i = 0; i < s->step_count; i++) {
		settle_after(s, &s->step[i]);
		settle_owner(s, &s->step[i]);
		s->step[i].missing = missing_of(&s->step[i]);
	}
	for (size_t i = 0; i < s->phase_count; i++)
		sum_phase(s, &s->phase[i]);
	settle_contained(s);
	settle_due(s);
	for (size_t i = 0; i < s->phase_count; i++)
		if (!s->phase[i].folded)
			count_phase(s, &s->phase[i]);
	find_next(s);
	if (s->state != CASE_OPEN)
		s->next = NULL; /* its open steps were let go with it */
	for (size_t i = 0; i < s->action_count; i++)
		settle_action(s, &s->action[i]);
	return settle_notices(s) ? error_nomem(err) : 0;
}

int situation_settle(struct situation *s, struct log *log, int64_t now,
		     struct error *err)
{
	int rc = books_read(s, log, err);

	if (rc)
		return rc;
	books_stand(s);
	return settle_all(s, now, err);
}
