/* core/clock/running.c - see running.h. */
#include "core/clock/running.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"

#define NEW_YORK "America/New_York"

/* --- starting ---------------------------------------------------------------- */

/* A chained clock runs from the filing that it follows. */
static int take_anchor(struct clock_begin *b, const struct situation *s,
		       struct error *err)
{
	const struct case_clock *on;

	if (!b->rule->anchor)
		return 0;
	on = situation_clock(s, b->rule->anchor);
	if (!on || on->state != CC_MET) {
		error_set(err, ERR_REFUSED, _("%s runs from the filing of %s, "
					      "which is not recorded"),
			  b->rule->id, b->rule->anchor);
		return error_fix(err, "stanch clock stop %s %s --receipt ...",
				 s->label, b->rule->anchor);
	}
	b->t.anchor = ANCHOR_YES;
	if (!b->t.known) {
		b->t.known = true;
		b->t.at = on->met->at;
	}
	return 0;
}

static int may_start(const struct clock_begin *b, enum clock_state state,
		     struct error *err)
{
	const struct clock_rule *r = b->rule;

	if (state == CLOCK_NOT_IN_FORCE)
		return error_set(err, ERR_REFUSED,
				 _("%s: not in force at that time"), r->id);
	if (!b->t.known)
		return error_set(err, ERR_USAGE,
				 _("%s: when did it begin?"), r->id);
	if (state == CLOCK_NOT_STARTED)
		return error_set(err, ERR_REFUSED,
				 _("%s: what it runs from is not recorded"),
				 r->id);
	if ((clock_needs_reason(r) || !r->enabled) &&
	    (!b->why || !*b->why)) {
		error_set(err, ERR_REFUSED,
			  _("%s is switched off: starting it needs a reason"),
			  r->id);
		error_where(err, _("grade %s, %s"), r->confidence,
			    _(law_statuses[r->status].name));
		return error_fix(err, "--why TEXT");
	}
	return 0;
}

static void fill(struct set_clock *c, const struct clock_begin *b,
		 const struct clock_due *due)
{
	const struct clock_rule *r = b->rule;
	struct clock_span span = clock_span(r, &b->t);

	*c = (struct set_clock){
		.clock = r->id, .scope = b->scope, .at = b->t.at,
		.offset = zone_offset(b->t.zone, b->t.at) / 60 * 60,
		.text = b->typed, .zone = b->zone,
		.zone_version = b->zone_version,
		.precision = clock_precisions[b->t.precision].id,
		.aware = b->aware,
		.who = b->who, .basis = b->basis, .why = b->why,
		.evidence = b->evidence, .evidence_count = b->evidence_count,
		.fact = b->fact, .fact_count = b->fact_count,
		.term = b->term, .law = r->law.en, .law_zh = r->law.zh,
		.brief = r->brief.en, .brief_zh = r->brief.zh,
		.article = r->article.en, .article_zh = r->article.zh,
		.kind = r->kind,
		.method = clock_methods[r->method].id,
		.unit = clock_units[span.unit].id, .value = span.value,
		.status = law_statuses[r->status].id,
		.from = r->effective_from, .grade = r->confidence,
		.checked = r->checked, .source = r->citation,
		.end = due->end, .deadline = due->deadline,
		.due_offset = zone_offset(b->t.zone, due->deadline) / 60 * 60};
}

/* "classified_at=now" is recorded as the moment that it meant. */
static void settle_facts(struct clock_begin *b)
{
	const char *name = clock_facts[FACT_CLASSIFIED].id;
	char text[TIME_TEXT];

	for (size_t i = 0; i < b->fact_count; i++)
		if (str_starts(b->fact[i], name)) {
			time_text(text, b->t.classified_at, b->t.zone);
			snprintf(b->moment, sizeof(b->moment), "%s=%s", name,
				 text);
			b->fact[i] = b->moment;
		}
}

/* The files that the rule and its calendar stand in. */
static size_t pins(struct pb_source out[2], const struct clock_begin *b,
		   const struct clock_rules *rules)
{
	const struct clock_calendar *cal =
		b->rule->calendar ? b->rule->calendar : b->t.calendar;
	const char *path[] = {b->rule->file, cal ? cal->file : NULL};
	size_t n = 0;

	for (size_t i = 0; i < 2; i++) {
		const struct clock_file *f =
			path[i] ? clock_file(rules, path[i]) : NULL;

		if (f)
			out[n++] = (struct pb_source){.name = f->path,
						      .text = f->text,
						      .len = f->len};
	}
	return n;
}

int clock_start(struct clock_due *due, struct act *a, struct clock_begin *b,
		const struct clock_rules *rules, int64_t now,
		struct error *err)
{
	struct pb_source file[2];
	struct clock_due own;
	struct set_clock c;
	struct str on = {0};
	size_t files;
	int rc = take_anchor(b, casefile_now(a->c), err);

	if (rc)
		return rc;
	clock_count(&own, b->rule, &b->t, now);
	if (due)
		*due = own;
	rc = may_start(b, own.state, err);
	if (rc)
		return rc;
	settle_facts(b);
	fill(&c, b, &own);
	files = pins(file, b, rules);
	str_add(&on, b->rule->id);
	if (b->scope)
		str_addf(&on, "@%s", b->scope);
	rc = on.failed ? error_nomem(err)
		       : act_clock_start(a, str_text(&on), &c, file, files,
					 err);
	str_release(&on);
	return rc;
}

/* --- counting again --------------------------------------------------------------- */

/* The rule as recorded; what was not kept comes from today's. */
static bool recorded_rule(struct clock_rule *r, const struct set_clock *c,
			  const struct clock_rules *rules)
{
	const struct clock_rule *now = rules ? clock_rule(rules, c->clock)
					     : NULL;
	int method = clock_term(clock_methods, c->method);
	int unit = clock_term(clock_units, c->unit);
	int status = clock_term(law_statuses, c->status);

	*r = now && !now->bad ? *now : (struct clock_rule){.id = c->clock};
	if (method < 0 || unit < 0 || status < 0)
		return false;
	r->method = method;
	r->status = status;
	r->effective_from = c->from;
	r->flags = 0;
	r->anchor = NULL;
	r->span = (struct clock_span){c->value, unit};
	r->small_agent.value = -1;
	return (method != METHOD_SEC_DAYS || r->calendar) &&
	       (method != METHOD_DORA || r->aware_hours);
}

static bool recorded_facts(struct clock_trigger *t, const struct set_clock *c,
			   const struct clock_rules *rules)
{
	char name[32];

	for (size_t i = 0; i < c->fact_count; i++) {
		const char *is = strchr(c->fact[i], '=');

		if (!is || (size_t)(is - c->fact[i]) >= sizeof(name))
			return false;
		memcpy(name, c->fact[i], (size_t)(is - c->fact[i]));
		name[is - c->fact[i]] = '\0';
		if (clock_fact(t, rules, name, is + 1, t->at, NULL))
			return false;
	}
	return true;
}

/* A recorded determination, as a trigger of that rule. */
static bool recorded_trigger(struct clock_trigger *t,
			     const struct set_clock *c, int64_t at,
			     struct zones *zones,
			     const struct clock_rules *rules)
{
	*t = (struct clock_trigger){.known = true, .at = at,
				    .anchor = ANCHOR_YES};
	if (!c->zone || zones_get(&t->zone, zones, c->zone, NULL) ||
	    zones_get(&t->new_york, zones, NEW_YORK, NULL) ||
	    (c->fact_count && (!rules || !recorded_facts(t, c, rules))))
		return false;
	for (int p = PRECISE_MINUTE; p <= PRECISE_UNKNOWN; p++)
		if (str_eq(c->precision, clock_precisions[p].id))
			t->precision = (enum trigger_precision)p;
	return !c->term || clock_term_parse(&t->term, c->term);
}

/* The deadline of a recorded clock from another moment; its number and
 * method stay those recorded, its calendar is today's. false: it cannot be
 * counted. */
static bool count_again(int64_t *deadline, const struct set_clock *c,
			int64_t at, struct zones *zones,
			const struct clock_rules *rules)
{
	struct clock_trigger t;
	struct clock_due due;
	struct clock_rule r;

	if (!recorded_rule(&r, c, rules) ||
	    !recorded_trigger(&t, c, at, zones, rules))
		return false;
	clock_count(&due, &r, &t, at);
	*deadline = due.end == END_NEVER ? 0 : due.deadline;
	return due.end == c->end;
}

/* Today's rule of a clock and its trigger, if it can be counted. */
static const struct clock_rule *today(struct clock_trigger *t,
				      const struct case_clock *c,
				      struct zones *zones,
				      const struct clock_rules *rules)
{
	const struct clock_rule *r =
		rules && c->set ? clock_rule(rules, c->clock) : NULL;

	return c->at && r && !r->bad &&
			       recorded_trigger(t, c->set, c->at, zones, rules)
		       ? r
		       : NULL;
}

bool clock_today(struct clock_due *out, const struct case_clock *c,
		 struct zones *zones, const struct clock_rules *rules)
{
	struct clock_trigger t;
	const struct clock_rule *r = today(&t, c, zones, rules);

	if (r)
		clock_count(out, r, &t, c->at);
	return r;
}

bool clock_changed(struct clock_change *out, const struct case_clock *c,
		   struct zones *zones, const struct clock_rules *rules)
{
	struct clock_trigger t;
	struct clock_due due;
	const struct clock_rule *r;
	struct clock_span span;

	*out = (struct clock_change){0};
	r = c->state == CC_RUNNING ? today(&t, c, zones, rules) : NULL;
	if (!r)
		return false;
	clock_count(&due, r, &t, c->at);
	span = clock_span(r, &t);
	out->end = due.end;
	out->deadline = due.end == END_NEVER ? 0 : due.deadline;
	out->rule = !str_eq(clock_methods[r->method].id, c->set->method) ||
		    !str_eq(clock_units[span.unit].id, c->set->unit) ||
		    span.value != c->set->value;
	return out->rule || out->deadline != c->deadline;
}

/* --- for core/case ------------------------------------------------------------------- */

struct clock_limits {
	struct case_limits ops;
	const char *zone_dir;
	struct zones *zones;
	const struct clock_rules *(*rules)(void *ctx);
	void *ctx;
};

static bool recount(void *ctx, const struct set_clock *c, int64_t at,
		    int64_t *deadline)
{
	struct clock_limits *l = ctx;

	if (!l->zones)
		l->zones = zones_new(l->zone_dir);
	return l->zones &&
	       count_again(deadline, c, at, l->zones, l->rules(l->ctx));
}

struct clock_limits *clock_limits_new(
	const char *zone_dir, const struct clock_rules *(*rules)(void *ctx),
	void *ctx)
{
	struct clock_limits *l = mem_zalloc(sizeof(*l));

	if (l)
		*l = (struct clock_limits){.ops = {recount, l},
					   .zone_dir = zone_dir,
					   .rules = rules,
					   .ctx = ctx};
	return l;
}

void clock_limits_free(struct clock_limits *l)
{
	if (!l)
		return;
	zones_free(l->zones);
	mem_free(l);
}

const struct case_limits *clock_limits_ops(struct clock_limits *l)
{
	return l ? &l->ops : NULL;
}
