/* core/case/clocks.c - clock.start, clock.stop, clock.waive: read, settled,
 * told (see clocks.h). */
#include "core/case/clocks.h"

#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/event.h"
#include "core/case/settle.h"

#define PINS 4

static const char *const end_names[] = {
	[END_NEVER] = "none", [END_INSTANT] = "instant", [END_DAY] = "day"};

const char *clock_end_name(enum clock_end end)
{
	return end_names[end];
}

/* --- read ------------------------------------------------------------------------- */

static bool read_time(int64_t *at, int *offset, const struct jread *body,
		      const char *name)
{
	const char *text = jread_str(body, name);

	*at = 0;
	return !text || !time_parse_wall(at, offset, text);
}

static bool read_end(enum clock_end *end, const char *name)
{
	for (int i = END_NEVER; i <= END_DAY; i++)
		if (str_eq(name, end_names[i])) {
			*end = (enum clock_end)i;
			return true;
		}
	return false;
}

static void read_pins(struct situation *s, struct set_clock *p,
		      const struct jread *att)
{
	size_t n = jread_len(att);

	p->pin = arena_alloc(&s->arena, PINS * sizeof(*p->pin));
	for (size_t i = 0; p->pin && i < n && p->pins < PINS; i++) {
		const struct jread *v = jread_at(att, i);
		struct clock_pin *pin = &p->pin[p->pins];
		const char *sum = jread_str(v, "sha256");
		const char *hash = jread_str(v, "hash");

		pin->name = body_str(s, v, "name");
		p->pins += pin->name && sum && hash &&
			   hex_decode(pin->sha256, HASH_LEN, sum) &&
			   hex_decode(pin->att, HASH_LEN, hash);
	}
}

/* "cn-dsl-29@second office" */
static void split_key(struct situation *s, struct set_clock *p,
		      const char *on)
{
	size_t n = strcspn(on, "@");

	p->clock = arena_strndup(&s->arena, on, n);
	p->scope = on[n] ? on + n + 1 : NULL;
}

static void read_rule(struct situation *s, struct set_clock *p,
		      const struct jread *rule)
{
	p->law = body_str(s, rule, "law");
	p->law_zh = body_str(s, rule, "law_zh");
	p->brief = body_str(s, rule, "short");
	p->brief_zh = body_str(s, rule, "short_zh");
	p->article = body_str(s, rule, "article");
	p->article_zh = body_str(s, rule, "article_zh");
	p->kind = body_str(s, rule, "kind");
	p->method = body_str(s, rule, "method");
	p->unit = body_str(s, rule, "unit");
	p->status = body_str(s, rule, "status");
	p->from = body_str(s, rule, "from");
	p->grade = body_str(s, rule, "grade");
	p->checked = body_str(s, rule, "checked");
	p->source = body_str(s, rule, "source");
	p->value = (int)jread_int(rule, "value", -1);
}

static const void *no_member(struct event *ev)
{
	ev->odd = _("a member is missing");
	return NULL;
}

const void *read_clock_start(struct situation *s, struct event *ev,
			     const struct jread *body)
{
	struct set_clock *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !ev->on)
		return no_member(ev);
	split_key(s, p, ev->on);
	p->withdrawn = jread_bool(body, "withdrawn", false);
	if (p->withdrawn)
		return p;
	if (!read_time(&p->at, &p->offset, body, "at") ||
	    !read_time(&p->deadline, &p->due_offset, body, "deadline") ||
	    !read_end(&p->end, jread_str(body, "end")) ||
	    (p->end == END_NEVER) != !p->deadline || !jread_str(body, "basis"))
		return no_member(ev);
	p->text = body_str(s, body, "text");
	p->zone = body_str(s, body, "zone");
	p->zone_version = body_str(s, body, "tz");
	p->precision = body_str(s, body, "precision");
	p->aware = jread_bool(body, "aware", false);
	p->who = body_str(s, body, "who");
	p->basis = body_str(s, body, "basis");
	p->why = body_str(s, body, "why");
	p->term = body_str(s, body, "term");
	read_rule(s, p, jread_get(body, "rule"));
	read_pins(s, p, jread_get(body, "att"));
	if (body_strs(&p->evidence, &p->evidence_count, s, body, "evidence") ||
	    body_strs(&p->fact, &p->fact_count, s, body, "facts"))
		return NULL;
	return p;
}

const void *read_clock_stop(struct situation *s, struct event *ev,
			    const struct jread *body)
{
	struct set_met *p = arena_alloc(&s->arena, sizeof(*p));
	int offset;

	if (!p)
		return no_member(ev);
	p->withdrawn = jread_bool(body, "withdrawn", false);
	if (!p->withdrawn &&
	    (!read_time(&p->at, &offset, body, "at") || !p->at))
		return no_member(ev);
	p->receipt = body_str(s, body, "receipt");
	p->why = body_str(s, body, "why");
	if (body_strs(&p->evidence, &p->evidence_count, s, body, "evidence"))
		return NULL;
	return p;
}

const void *read_clock_waive(struct situation *s, struct event *ev,
			     const struct jread *body)
{
	struct set_waived *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p)
		return no_member(ev);
	p->withdrawn = jread_bool(body, "withdrawn", false);
	p->why = body_str(s, body, "why");
	if (!p->withdrawn && !p->why)
		return no_member(ev);
	return p;
}

/* Remembers each register once, in the order they came. */
int add_clock(struct situation *s, struct event *ev)
{
	for (size_t i = 0; i < s->clock_keys; i++)
		if (str_eq(s->clock_key[i], ev->on))
			return 0;
	if (arena_grow(&s->arena, &s->clock_key, s->clock_keys,
		       &s->clock_key_cap, sizeof(*s->clock_key)))
		return ERR_NOMEM;
	s->clock_key[s->clock_keys++] = ev->on;
	return 0;
}

/* --- settled ------------------------------------------------------------------------ */

/* Of two starts at once the one due first counts; one without a deadline
 * counts last. */
static const struct event *start_of(const struct reg *r, bool *conflict)
{
	const struct event *best = NULL;

	*conflict = r && r->count > 1;
	for (size_t i = 0; r && i < r->count; i++) {
		const struct set_clock *p = r->at[i]->data, *b;

		b = best ? best->data : NULL;
		if (!b || (p->deadline && (!b->deadline ||
					   p->deadline < b->deadline)) ||
		    (b->withdrawn && !p->withdrawn))
			best = r->at[i];
	}
	return best;
}

static bool over(const struct case_clock *c, int64_t at)
{
	switch (c->end) {
	case END_NEVER:
		return false;
	case END_INSTANT:
		return at > c->deadline;
	case END_DAY:
		return at >= c->deadline;
	}
	return false;
}

/* The awareness that it runs from was corrected since. */
static void follow(const struct situation *s, struct case_clock *c)
{
	const struct set_text *aware = s->aware ? s->aware->data : NULL;
	int64_t deadline = c->deadline;

	if (!c->set->aware || !aware || aware->at == c->at)
		return;
	if (!s->limits ||
	    !s->limits->recount(s->limits->ctx, c->set, aware->at, &deadline))
		return;
	c->at = aware->at;
	c->deadline = deadline;
	c->recounted = true;
}

static void settle_one(const struct situation *s, struct case_clock *c,
		       const char *key)
{
	c->key = key;
	c->start = start_of(situation_reg(s, "clock.start", key),
			    &c->conflict);
	c->stop = reg_value(situation_reg(s, "clock.stop", key), NULL);
	c->waive = reg_value(situation_reg(s, "clock.waive", key), NULL);
	c->set = c->start ? c->start->data : NULL;
	if (c->set && c->set->withdrawn)
		c->set = NULL;
	c->clock = c->set ? c->set->clock : key;
	c->met = c->stop ? c->stop->data : NULL;
	c->waived = c->waive ? c->waive->data : NULL;
	if (c->met && c->met->withdrawn)
		c->met = NULL;
	if (c->waived && c->waived->withdrawn)
		c->waived = NULL;
	if (c->set) {
		c->at = c->set->at;
		c->end = c->set->end;
		c->deadline = c->set->deadline;
		follow(s, c);
	}
	c->state = c->set && c->met ? CC_MET
		   : c->waived	    ? CC_WAIVED
		   : c->set	    ? CC_RUNNING
				    : CC_WITHDRAWN;
	if (c->state == CC_MET && c->deadline)
		c->margin = c->deadline - c->met->at;
	c->overdue = (c->state == CC_RUNNING && over(c, s->settled_at)) ||
		     (c->state == CC_MET && over(c, c->met->at));
}

int settle_clocks(struct situation *s)
{
	s->clock_count = 0;
	s->clocks_overdue = 0;
	s->next_clock = NULL;
	s->clock = arena_alloc(&s->settled,
			       (s->clock_keys + 1) * sizeof(*s->clock));
	if (!s->clock)
		return ERR_NOMEM;
	for (size_t i = 0; i < s->clock_keys; i++) {
		struct case_clock *c = &s->clock[s->clock_count++];

		settle_one(s, c, s->clock_key[i]);
		if (c->state != CC_RUNNING || s->state != CASE_OPEN)
			continue;
		s->clocks_overdue += c->overdue;
		if (c->deadline && (!s->next_clock ||
				    c->deadline < s->next_clock->deadline))
			s->next_clock = c;
	}
	return 0;
}

const struct case_clock *situation_clock(const struct situation *s,
					 const char *key)
{
	for (size_t i = 0; key && i < s->clock_count; i++)
		if (str_eq(s->clock[i].key, key))
			return &s->clock[i];
	for (size_t i = 0; key && i < s->clock_count; i++)
		if (str_eq(s->clock[i].clock, key))
			return &s->clock[i];
	return NULL;
}

/* --- told ------------------------------------------------------------------------------ */

void clock_when(char out[TIME_TEXT], enum clock_end end, int64_t at,
		const struct zone *z)
{
	char day[TIME_TEXT], offset[TIME_TEXT];

	/* Elsewhere the day of its zone ends in the middle of another. */
	if (end != END_DAY ||
	    time_civil(at - 1, z).day == time_civil(at, z).day) {
		time_zoned(out, at, z);
		return;
	}
	time_date(day, at - 1, z);
	time_offset_text(offset, zone_offset(z, at - 1));
	snprintf(out, TIME_TEXT, "%.10s 24:00 %.9s", day, offset);
}

static void add_moment(struct str *out, enum clock_end end, int64_t at,
		       int offset)
{
	struct zone *z = zone_fixed(offset);
	char text[TIME_TEXT];

	clock_when(text, end, at, z);
	str_add(out, text);
	zone_free(z);
}

/* The short name of a clock, in the program's language; else its id. */
static const char *name_of(const struct situation *s, const char *on)
{
	const struct case_clock *c = situation_clock(s, on);
	const struct set_clock *p = c && !strchr(on, '@') ? c->set : NULL;

	if (p && p->brief_zh && str_starts(tr_lang(), "zh"))
		return p->brief_zh;
	return p && p->brief ? p->brief : on;
}

void say_clock_start(struct str *out, const struct situation *s,
		     const struct event *ev, size_t lang)
{
	const struct set_clock *p = ev->data;

	(void)lang;
	if (p->withdrawn) {
		str_addf(out, _("took back the start of %s"),
			 name_of(s, ev->on));
		return;
	}
	str_addf(out, _("started the clock %s"), name_of(s, ev->on));
	if (p->at) {
		str_add(out, _(" from "));
		add_moment(out, END_INSTANT, p->at, p->offset);
	}
	if (p->deadline) {
		str_add(out, _(", it ends "));
		add_moment(out, p->end, p->deadline, p->due_offset);
	}
	str_addf(out, _(" (basis: %s)"), p->basis);
}

void say_clock_stop(struct str *out, const struct situation *s,
		    const struct event *ev, size_t lang)
{
	const struct set_met *p = ev->data;

	(void)lang;
	if (p->withdrawn) {
		str_addf(out, _("took back that %s was met"),
			 name_of(s, ev->on));
		return;
	}
	str_addf(out, _("met the clock %s at "), name_of(s, ev->on));
	add_moment(out, END_INSTANT, p->at, ev->offset);
	if (p->receipt)
		str_addf(out, _(" (receipt: %s)"), p->receipt);
}

void say_clock_waive(struct str *out, const struct situation *s,
		     const struct event *ev, size_t lang)
{
	const struct set_waived *p = ev->data;

	(void)lang;
	if (p->withdrawn)
		str_addf(out, _("took back the waiver of %s"),
			 name_of(s, ev->on));
	else
		str_addf(out, _("waived the clock %s (why: %s)"),
			 name_of(s, ev->on), p->why);
}
