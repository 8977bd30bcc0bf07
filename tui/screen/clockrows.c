/* tui/screen/clockrows.c - the rows of the clocks view, as data. */
#include "tui/screen/clockrows.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/clock/words.h"

void clockrows_release(struct clockrows *r)
{
	arena_release(&r->arena);
	*r = (struct clockrows){0};
}

static struct clockrow *add(struct clockrows *r, enum clockrow_kind kind,
			    const char *key, const struct clock_rule *rule)
{
	char *copy = arena_strdup(&r->arena, key);

	if (!copy || arena_grow(&r->arena, &r->at, r->count, &r->cap,
				sizeof(*r->at))) {
		r->failed = true;
		return NULL;
	}
	r->at[r->count] = (struct clockrow){.kind = kind, .key = copy,
					    .rule = rule};
	return &r->at[r->count++];
}

static struct clockrow *find(const struct clockrows *r, const char *key)
{
	for (size_t i = 0; key && i < r->count; i++)
		if (str_eq(r->at[i].key, key))
			return &r->at[i];
	return NULL;
}

const struct clockrow *clockrows_find(const struct clockrows *r,
				      const char *key)
{
	return find(r, key);
}

/* --- what the case has ------------------------------------------------------ */

static enum clockrow_kind kind_of(const struct case_clock *c)
{
	if (c->state == CC_MET)
		return CR_MET;
	if (c->state == CC_WAIVED)
		return CR_WAIVED;
	if (!c->at)
		return CR_WAITING;
	return c->overdue ? CR_OVERDUE : c->deadline ? CR_RUNNING : CR_SINCE;
}

static bool decided(const struct situation *s, const char *id)
{
	const struct case_clock *c = situation_clock(s, id);

	return c && c->state != CC_WITHDRAWN;
}

/* --- what steps offer -------------------------------------------------------- */

void clockrows_starts(const struct step *st, const struct situation *s,
		      const struct clock_rules *rules, struct store *store,
		      void (*fn)(void *ctx, const struct clock_rule *rule),
		      void *ctx)
{
	const struct pb_list *on = &st->def->starts;

	for (size_t k = 0; k < on->count; k++) {
		const struct clock_rule *c = clock_rule(rules, on->id[k]);

		if (c) {
			if (!decided(s, c->id))
				fn(ctx, c);
			continue;
		}
		for (size_t i = 0; (c = clock_rule_at(rules, i)); i++)
			if (!c->bad && c->enabled &&
			    str_eq(c->event, on->id[k]) &&
			    store_sees_clock(store, c) && !decided(s, c->id))
				fn(ctx, c);
	}
}

void clockrows_stops(const struct step *st, const struct situation *s,
		     void (*fn)(void *ctx, const struct case_clock *c),
		     void *ctx)
{
	const struct pb_list *on = &st->def->stops;

	for (size_t i = 0; i < s->clock_count; i++) {
		const struct case_clock *c = &s->clock[i];
		bool meant = false;

		for (size_t k = 0; k < on->count; k++)
			meant |= str_eq(c->clock, on->id[k]) ||
				 (c->set && str_eq(c->set->kind, on->id[k]));
		if (meant && c->state == CC_RUNNING)
			fn(ctx, c);
	}
}

struct offering {
	struct clockrows *r;
	const struct step *step;
};

static void offer(void *ctx, const struct clock_rule *rule)
{
	struct offering *o = ctx;
	struct clockrow *row = clockrows_find(o->r, rule->id)
				       ? NULL
				       : add(o->r, CR_OFFERED, rule->id, rule);

	if (row)
		row->step = o->step;
}

/* A step that is not needed, or whose turn has not come, offers nothing. */
static bool offers(const struct step *st)
{
	return st->def->starts.count && !st->retired &&
	       (st->state == STEP_DONE ||
		(st->state < STEP_SKIPPED && !st->waits));
}

/* What a step offers besides is told with its reason, too; what is switched
 * off stands below, to be seen. */
static void propose_one(struct clockrows *r, const struct clock_rule *c,
			const struct case_facts *facts)
{
	struct str why = {0};
	struct clockrow *row = NULL;

	if (clock_proposed(&why, c, facts)) {
		row = find(r, c->id);
		if (!row)
			row = add(r, CR_PROPOSED, c->id, c);
	}
	if (row) {
		row->kind = c->enabled ? CR_PROPOSED : CR_OFF;
		row->why = arena_strdup(&r->arena, str_text(&why));
	}
	str_release(&why);
}

static void propose(struct clockrows *r, const struct situation *s,
		    const struct clock_rules *rules,
		    const struct case_facts *facts)
{
	const struct clock_rule *c;

	for (size_t i = 0; (c = clock_rule_at(rules, i)); i++)
		if (!c->bad && !decided(s, c->id))
			propose_one(r, c, facts);
}

static int by_need(const void *a, const void *b)
{
	const struct clockrow *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->c && y->c && x->c->deadline != y->c->deadline)
		return x->c->deadline < y->c->deadline ? -1 : 1;
	return strcmp(x->key, y->key);
}

void clockrows_lay(struct clockrows *r, const struct situation *s,
		   const struct clock_rules *rules, struct store *store,
		   const struct case_facts *facts)
{
	clockrows_release(r);
	for (size_t i = 0; i < s->clock_count; i++) {
		const struct case_clock *c = &s->clock[i];
		struct clockrow *row =
			c->state == CC_WITHDRAWN
				? NULL
				: add(r, kind_of(c), c->key,
				      clock_rule(rules, c->clock));

		if (row)
			row->c = c;
	}
	for (size_t i = 0; i < s->step_count; i++)
		if (offers(&s->step[i]))
			clockrows_starts(&s->step[i], s, rules, store, offer,
					 &(struct offering){r, &s->step[i]});
	if (facts)
		propose(r, s, rules, facts);
	if (r->count)
		qsort(r->at, r->count, sizeof(*r->at), by_need);
}

/* --- words --------------------------------------------------------------------- */

void clockrow_name(struct str *out, const struct clockrow *r,
		   const char *lang)
{
	if (r->c)
		case_clock_short(out, r->c, r->rule, lang);
	else if (r->rule && !r->rule->bad)
		clock_short(out, r->rule, lang);
	else
		str_add(out, r->key);
}

bool clockrow_countdown(struct countdown *out, const struct clockrow *r)
{
	if (r->kind > CR_SINCE)
		return false;
	*out = (struct countdown){r->c->deadline ? COUNT_UNTIL : COUNT_SINCE,
				  r->c->at, r->c->deadline};
	return true;
}

void clockrow_time(struct str *out, const struct clockrow *r, int64_t now)
{
	struct countdown c;

	switch (r->kind) {
	case CR_OVERDUE:
	case CR_RUNNING:
	case CR_SINCE:
		if (clockrow_countdown(&c, r))
			countdown_text(out, &c, now);
		break;
	case CR_WAITING:
		str_add(out, _("waits"));
		break;
	case CR_OFFERED:
		str_addf(out, _("offered by %s"), r->step->number);
		break;
	case CR_PROPOSED:
		str_add(out, _("may apply"));
		break;
	case CR_OFF:
		str_add(out, _("switched off"));
		break;
	case CR_MET:
		case_clock_left(out, r->c, now);
		break;
	case CR_WAIVED:
		str_add(out, _("waived"));
		break;
	}
}
