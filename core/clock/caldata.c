/* core/clock/caldata.c - calendars and duty maps, read (see rules.h). */
#include <string.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/clock/private.h"

#define AT(member) offsetof(struct clock_calendar, member)
#define SPAN_MAX 400 /* days closed in a row */

static const struct clock_term kinds[] = {{"table", NULL}, {"rule", NULL},
					  {0}};
static const struct clock_term observances[] = {
	{"no_move", NULL}, {"sat_to_fri_sun_to_mon", NULL}, {0}};
static const struct clock_term rule_kinds[] = {
	[RULE_FIXED] = {"fixed", NULL}, [RULE_NTH] = {"nth", NULL},
	[RULE_LAST] = {"last", NULL}, [RULE_EASTER] = {"easter", NULL},
	{0}};
static const struct clock_term weekdays[] = {
	{"mon", NULL}, {"tue", NULL}, {"wed", NULL}, {"thu", NULL},
	{"fri", NULL}, {"sat", NULL}, {"sun", NULL}, {0}};

struct head {
	struct clock_calendar own;
	int kind, observance;
};

/* A day, or a first and a last one. */
static void read_span(struct field_reader *r, struct day_spans *to,
		      const struct ynode *v)
{
	const struct ynode *a = v->kind == Y_LIST ? v->child : v;
	const struct ynode *b = v->kind == Y_LIST && a ? a->next : a;
	struct day_span s;

	if (!a || !b || (v->kind == Y_LIST && b->next) ||
	    !field_day(&s.from, a->text) || !field_day(&s.to, b->text) ||
	    s.to < s.from || s.to - s.from > SPAN_MAX) {
		field_bad(r, v, _("a day belongs here, or the first and the "
				  "last of some: [\"2026-10-01\", "
				  "\"2026-10-07\"]"));
		return;
	}
	if (arena_grow(r->arena, &to->at, to->count, &to->cap,
		       sizeof(*to->at)))
		r->nomem = true;
	else
		to->at[to->count++] = s;
}

static void read_spans(struct field_reader *r, struct day_spans *to,
		       const struct ynode *map, const char *key)
{
	const struct ynode *v = field_list(r, map, key);

	for (; v && !r->nomem; v = v->next)
		read_span(r, to, v);
}

static void read_years(struct field_reader *r, struct clock_calendar *c,
		       const struct ynode *v)
{
	static const struct field table[] = {
		{"year", F_INT, 0, true, NULL},
		{"closed", F_OTHER, 0, false, NULL},
		{"open", F_OTHER, 0, false, NULL},
		{0},
	};

	for (; v && !r->nomem; v = v->next) {
		int *year = field_row(r, &c->year, &c->years, &c->year_cap,
				      sizeof(*year));

		if (!year)
			return;
		fields_read(r, year, table, v);
		read_spans(r, &c->closed, v, "closed");
		read_spans(r, &c->open, v, "open");
	}
}

/* What each kind of rule needs, and nothing that no year has. */
static bool rule_is_whole(const struct holiday_rule *h)
{
	bool month = h->month >= 1 && h->month <= 12;

	switch (h->kind) {
	case RULE_FIXED:
		return month && h->day >= 1 &&
		       h->day <= time_days_in(2024, h->month);
	case RULE_NTH:
		return month && h->weekday >= 0 && h->nth >= 1 && h->nth <= 5;
	case RULE_LAST:
		return month && h->weekday >= 0;
	case RULE_EASTER:
		return true;
	}
	return false;
}

struct holiday_words { /* as written; kinds and days are words there */
	int kind, month, day, weekday, nth, offset;
};

static void read_rules(struct field_reader *r, struct clock_calendar *c,
		       const struct ynode *v)
{
	static const struct field table[] = {
		{"rule", F_WORD, offsetof(struct holiday_words, kind), true,
		 rule_kinds},
		{"month", F_INT, offsetof(struct holiday_words, month), false,
		 NULL},
		{"day", F_INT, offsetof(struct holiday_words, day), false,
		 NULL},
		{"weekday", F_WORD, offsetof(struct holiday_words, weekday),
		 false, weekdays},
		{"nth", F_INT, offsetof(struct holiday_words, nth), false,
		 NULL},
		{"offset", F_SIGNED, offsetof(struct holiday_words, offset),
		 false, NULL},
		{"en", F_OTHER, 0, false, NULL},
		{"zh", F_OTHER, 0, false, NULL},
		{0},
	};

	for (; v && !r->nomem; v = v->next) {
		struct holiday_words w = {.weekday = -1};
		struct holiday_rule *h =
			field_row(r, &c->rule, &c->rules, &c->rule_cap,
				  sizeof(*h));

		if (!h)
			return;
		fields_read(r, &w, table, v);
		*h = (struct holiday_rule){
			.kind = w.kind < 0 ? RULE_EASTER
					   : (enum rule_kind)w.kind,
			.month = w.month, .day = w.day, .weekday = w.weekday,
			.nth = w.nth, .offset = w.offset};
		if (!rule_is_whole(h))
			field_bad(r, v, _("this rule gives no day"));
	}
}

static void read_weekend(struct field_reader *r, struct clock_calendar *c,
			 const struct ynode *map)
{
	const struct ynode *v = field_list(r, map, "weekend");

	for (; v; v = v->next) {
		int day = clock_term(weekdays, v->text);

		if (day < 0)
			field_bad(r, v, _("mon, tue, wed, thu, fri, sat or "
					  "sun belongs here"));
		else
			c->weekend |= 1u << day;
	}
}

/* Days that the rules of a year give, holidays on a weekend included. */
static bool is_holiday(const struct clock_calendar *c, int64_t day)
{
	struct clock_calendar bare = *c;

	bare.weekend = 0;
	return calendar_day(&bare, day) == DAY_CLOSED;
}

/* The years computed elsewhere that a calendar carries: they must come out
 * as they stand there. */
static void check_years(struct field_reader *r, struct clock_calendar *c,
			const struct ynode *v)
{
	for (; v; v = v->next) {
		const struct ynode *days = field_list(r, v, "days");
		const char *text = yread_str(v, "year");
		size_t holidays = 0, listed = 0;
		int64_t first, day;
		long long year;

		if (!text || !str_int(&year, text, 1, 9999)) {
			field_bad(r, v, _("%s is missing"), "year");
			return;
		}
		first = time_days((int)year, 1, 1);
		for (int64_t d = first; d < time_days((int)year + 1, 1, 1);
		     d++)
			holidays += is_holiday(c, d);
		for (; days; days = days->next, listed++)
			if (!field_day(&day, days->text) ||
			    !is_holiday(c, day))
				field_bad(r, days,
					  _("the rules do not give this day"));
		if (holidays != listed)
			field_bad(r, v, _("the rules give %zu days in %lld, "
					  "%zu are listed"),
				  holidays, year, listed);
	}
}

void calendars_read(struct field_reader *r, struct clock_rules *to,
		    const struct ynode *list)
{
	static const struct field table[] = {
		{"id", F_ID, offsetof(struct head, own.id), true, NULL},
		{"en", F_TEXT, offsetof(struct head, own.name.en), true, NULL},
		{"zh", F_TEXT, offsetof(struct head, own.name.zh), false,
		 NULL},
		{"kind", F_WORD, offsetof(struct head, kind), true, kinds},
		{"observance", F_WORD, offsetof(struct head, observance),
		 false, observances},
		{"confidence", F_ID, offsetof(struct head, own.confidence),
		 true, NULL},
		{"source", F_TEXT, offsetof(struct head, own.source), true,
		 NULL},
		{"note", F_TEXT, offsetof(struct head, own.note), false, NULL},
		{"weekend", F_OTHER, 0, true, NULL},
		{"years", F_OTHER, 0, false, NULL},
		{"rules", F_OTHER, 0, false, NULL},
		{"check", F_OTHER, 0, false, NULL},
		{0},
	};

	for (const struct ynode *v = list; v && !r->nomem; v = v->next) {
		struct head h = {0};
		struct clock_calendar *c =
			field_new(r, &to->calendar.at, &to->calendar.count,
				  &to->calendar.cap, sizeof(*c));

		if (!c)
			return;
		fields_read(r, &h, table, v);
		*c = h.own;
		c->table = h.kind == 0;
		c->observed = h.observance == 1;
		c->file = r->file;
		read_weekend(r, c, v);
		read_years(r, c, field_list(r, v, "years"));
		read_rules(r, c, field_list(r, v, "rules"));
		check_years(r, c, field_list(r, v, "check"));
		rows_name(r, &to->calendar.by_id, c->id, c, v);
	}
}

/* --- duty maps -------------------------------------------------------------------- */

static void read_steps(struct field_reader *r, struct duty_map *m,
		       const struct ynode *v)
{
	static const struct field table[] = {
		{"id", F_ID, offsetof(struct duty_step, id), true, NULL},
		{"when", F_ID, offsetof(struct duty_step, when), false, NULL},
		{"en", F_TEXT, offsetof(struct duty_step, text.en), true,
		 NULL},
		{"zh", F_TEXT, offsetof(struct duty_step, text.zh), false,
		 NULL},
		{"clocks", F_IDS, offsetof(struct duty_step, clocks), true,
		 NULL},
		{"content_list", F_ID,
		 offsetof(struct duty_step, content_list), false, NULL},
		{"basis", F_TEXT, offsetof(struct duty_step, basis), true,
		 NULL},
		{"confidence", F_ID, offsetof(struct duty_step, confidence),
		 true, NULL},
		{0},
	};
	size_t cap = 0;

	for (; v && !r->nomem; v = v->next) {
		struct duty_step *s = field_row(r, &m->step, &m->steps, &cap,
						sizeof(*s));

		if (s)
			fields_read(r, s, table, v);
	}
}

static void read_conditions(struct field_reader *r, struct duty_map *m,
			    const struct ynode *v)
{
	static const struct field table[] = {
		{"id", F_ID, offsetof(struct clock_event, id), true, NULL},
		{"en", F_TEXT, offsetof(struct clock_event, name.en), true,
		 NULL},
		{"zh", F_TEXT, offsetof(struct clock_event, name.zh), false,
		 NULL},
		{0},
	};
	size_t cap = 0;

	for (; v && !r->nomem; v = v->next) {
		struct clock_event *e = field_row(
			r, &m->condition, &m->conditions, &cap, sizeof(*e));

		if (e)
			fields_read(r, e, table, v);
	}
}

void duties_read(struct field_reader *r, struct clock_rules *to,
		 const struct ynode *v)
{
	static const struct field table[] = {
		{"id", F_ID, offsetof(struct duty_map, id), true, NULL},
		{"en", F_TEXT, offsetof(struct duty_map, name.en), true, NULL},
		{"zh", F_TEXT, offsetof(struct duty_map, name.zh), false,
		 NULL},
		{"applies_to", F_WORDS, offsetof(struct duty_map, applies_to),
		 false, NULL},
		{"open_question", F_WORDS,
		 offsetof(struct duty_map, open_question), false, NULL},
		{"steps", F_OTHER, 0, true, NULL},
		{"conditions", F_OTHER, 0, false, NULL},
		{0},
	};

	for (; v && !r->nomem; v = v->next) {
		struct duty_map *m =
			field_new(r, &to->duty.at, &to->duty.count,
				  &to->duty.cap, sizeof(*m));

		if (!m)
			return;
		fields_read(r, m, table, v);
		read_steps(r, m, field_list(r, v, "steps"));
		read_conditions(r, m, field_list(r, v, "conditions"));
		rows_name(r, &to->duty.by_id, m->id, m, v);
	}
}
