/* core/clock/count.c - see count.h. */
#include "core/clock/count.h"

#include <string.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/clock/fields.h"

#define CUTOFF_HOUR 17 /* EDGAR takes filings of the day until 17:30 */
#define CUTOFF_MINUTE 30
#define NOON 12

/* A count under way. */
struct count {
	const struct clock_rule *r;
	const struct clock_trigger *t;
	struct clock_due *out;
	int64_t at;   /* the trigger, whole seconds */
	int64_t d0;   /* its local day */
	int64_t last; /* the last day, of day_end methods */
	int n;
	enum clock_unit unit;
};

static int64_t local_day(int64_t at, const struct zone *z)
{
	struct civil c = time_civil(at, z);

	return time_days(c.year, c.month, c.day);
}

/* A wall time on a day; in a gap the instant of the jump, in a fold the
 * earlier one. */
static int64_t on_day(int64_t day, int hour, int minute, const struct zone *z)
{
	struct civil c = {.hour = hour, .minute = minute};
	int64_t found[2];

	time_from_days(&c.year, &c.month, &c.day, day);
	return time_local(found, &c, z) ? found[0] : time_day_end(day - 1, z);
}

static void add_note(struct clock_due *out, struct clock_note note)
{
	if (out->notes < CLOCK_NOTES)
		out->note[out->notes++] = note;
}

static void end_at(struct count *c, enum clock_end end, int64_t at)
{
	c->out->end = end;
	c->out->deadline = at;
}

static void end_of(struct count *c, int64_t day)
{
	c->last = day;
	end_at(c, END_DAY, time_day_end(day, c->t->zone));
}

/* --- the methods ----------------------------------------------------------------- */

static void count_elapsed(struct count *c)
{
	end_at(c, END_INSTANT,
	       c->at + c->n * (c->unit == UNIT_MINUTES ? TIME_MINUTE
						       : TIME_HOUR));
}

static void count_excl(struct count *c)
{
	end_of(c, c->d0 + c->n);
}

static void count_incl(struct count *c)
{
	end_of(c, c->d0 + c->n - 1);
}

static void count_months(struct count *c)
{
	int y, m, d, days;

	time_from_days(&y, &m, &d, c->d0);
	m += c->n - 1;
	y += m / 12;
	m = m % 12 + 1;
	days = time_days_in(y, m);
	end_of(c, time_days(y, m, d < days ? d : days));
}

static void count_year_end(struct count *c)
{
	int y, m, d;

	time_from_days(&y, &m, &d, c->d0);
	end_of(c, time_days(y, 12, 31) + c->n);
}

/* The nth day after one that is open; DAY_UNKNOWN where a calendar ends. */
static enum day_kind nth_open(int64_t *out, const struct clock_calendar *cal,
			      int64_t day, int n)
{
	enum day_kind k = DAY_OPEN;

	for (; n > 0 && k == DAY_OPEN; n--)
		k = calendar_open(&day, cal, day + 1);
	*out = day;
	return k;
}

/* Day 0 is the date in New York, wherever the clock is shown. */
static void count_sec(struct count *c)
{
	const struct zone *ny = c->t->new_york;
	int64_t day;

	if (nth_open(&day, c->r->calendar, local_day(c->at, ny), c->n) ==
	    DAY_OPEN)
		end_at(c, END_INSTANT,
		       on_day(day, CUTOFF_HOUR, CUTOFF_MINUTE, ny));
	else
		add_note(c->out, (struct clock_note){
			.id = "calendar_ended", .value = NOTE_UNKNOWN,
			.text = N_("the calendar ends before the deadline: it "
				   "cannot be counted"),
			.calendar = c->r->calendar});
}

static void count_weekdays(struct count *c)
{
	int64_t day = c->d0;

	for (int i = 0; i < c->n; i++)
		do
			day++;
		while (day_weekday(day) > 4);
	end_of(c, day);
}

/* A late classification leaves only its own limb: a plain minimum would
 * call it overdue before it could be known. */
static void count_dora(struct count *c)
{
	int64_t classified = c->t->classified_at - c->t->classified_at % 1000;
	int64_t own = classified + c->r->classified_hours * TIME_HOUR;
	int64_t most = c->at + c->r->aware_hours * TIME_HOUR;

	end_at(c, END_INSTANT,
	       classified <= most && most < own ? most : own);
}

static void (*const methods[])(struct count *) = {
	[METHOD_ELAPSED] = count_elapsed,   [METHOD_DAYS_EXCL] = count_excl,
	[METHOD_DAYS_INCL] = count_incl,    [METHOD_MONTH_1182] = count_months,
	[METHOD_SEC_DAYS] = count_sec,	    [METHOD_BR_DAYS] = count_weekdays,
	[METHOD_DORA] = count_dora,	    [METHOD_YEAR_END] = count_year_end,
	[METHOD_NONE] = NULL,		    [METHOD_CONTRACT] = NULL,
};

/* --- notes ------------------------------------------------------------------------ */

static const struct clock_calendar *note_calendar(const struct count *c)
{
	return c->r->calendar ? c->r->calendar : c->t->calendar;
}

/* The last day moved on to an open one. */
static void note_roll(struct count *c, enum clock_flag flag)
{
	const struct clock_calendar *cal = note_calendar(c);
	struct clock_note n = {.id = "roll", .text = clock_flags[flag].name,
			       .end = END_DAY, .calendar = cal,
			       .value = NOTE_UNKNOWN};
	int64_t day;

	if (!cal || c->out->end != END_DAY)
		return;
	if (calendar_open(&day, cal, c->last) == DAY_OPEN) {
		n.value = day == c->last ? NOTE_NO_MOVE : NOTE_AT;
		n.at = time_day_end(day, c->t->zone);
	}
	add_note(c->out, n);
}

/* The trigger put back to its local hour, and that hour not counted. */
static void note_hour(struct count *c, enum clock_flag flag)
{
	int64_t offset = zone_offset(c->t->zone, c->at) * (int64_t)1000;
	int64_t into = (c->at + offset) % TIME_HOUR;
	int64_t hour = c->at - (into < 0 ? into + TIME_HOUR : into);

	if (c->out->end != END_INSTANT)
		return;
	add_note(c->out, (struct clock_note){
		.id = "hour_rule", .text = clock_flags[flag].name,
		.value = NOTE_AT, .end = END_INSTANT,
		.at = hour + TIME_HOUR + (c->out->deadline - c->at)});
}

static void note_skipped(struct count *c, enum clock_flag flag)
{
	const struct clock_calendar *cal = note_calendar(c);
	struct clock_note n = {.id = "holidays_skipped",
			       .text = clock_flags[flag].name, .end = END_DAY,
			       .calendar = cal, .value = NOTE_UNKNOWN};
	int64_t day;

	if (!cal)
		return;
	if (nth_open(&day, cal, c->d0, c->n) == DAY_OPEN) {
		n.value = NOTE_AT;
		n.at = time_day_end(day, c->t->zone);
	}
	add_note(c->out, n);
}

static void note_relief(struct count *c, enum clock_flag flag)
{
	const struct clock_calendar *cal = note_calendar(c);
	int64_t due = local_day(c->out->deadline, c->t->zone), day;
	struct clock_note n = {.id = "relief_5_4",
			       .text = clock_flags[flag].name,
			       .end = END_INSTANT, .calendar = cal,
			       .value = NOTE_UNKNOWN};

	if (!cal || c->out->end != END_INSTANT)
		return;
	if (calendar_open(&day, cal, due) == DAY_OPEN) {
		n.value = day == due ? NOTE_NO_MOVE : NOTE_AT;
		n.at = on_day(day, NOON, 0, c->t->zone);
	}
	add_note(c->out, n);
}

static void note_plain(struct count *c, enum clock_flag flag)
{
	add_note(c->out, (struct clock_note){.id = clock_flags[flag].id,
					     .text = clock_flags[flag].name});
}

/* By flag, in the order of notes. */
static void (*const noters[])(struct count *, enum clock_flag) = {
	[FLAG_NO_ROLL] = note_plain,	 [FLAG_SHOW_EARLIER] = note_plain,
	[FLAG_ROLL_CN] = note_roll,	 [FLAG_ROLL_1182] = note_roll,
	[FLAG_HOUR_1182] = note_hour,	 [FLAG_ROLL_JP] = note_roll,
	[FLAG_HOLIDAYS_SKIPPED] = note_skipped,
	[FLAG_DORA_RELIEF] = note_relief,
	[FLAG_CUTOFF] = note_plain,	 [FLAG_SOFT] = note_plain,
};

static void add_notes(struct count *c)
{
	if (c->t->precision == PRECISE_DAY)
		add_note(c->out, (struct clock_note){
			.id = "day_only",
			.text = N_("only the day is known: counted from its "
				   "beginning, the earliest reading")});
	for (int f = FLAG_NO_ROLL; f <= FLAG_SOFT; f++)
		if (c->r->flags >> f & 1)
			noters[f](c, (enum clock_flag)f);
}

/* --- states ------------------------------------------------------------------------- */

static bool in_force(const struct count *c)
{
	int64_t from;

	if (c->r->status == LAW_PROPOSED)
		return false;
	if (!c->r->effective_from ||
	    !field_day(&from, c->r->effective_from))
		return c->r->status != LAW_NOT_IN_FORCE;
	return c->d0 >= from;
}

static bool anchored(const struct count *c)
{
	return c->r->anchor ? c->t->anchor == ANCHOR_YES
			    : c->t->anchor != ANCHOR_NO;
}

struct clock_span clock_span(const struct clock_rule *r,
			     const struct clock_trigger *t)
{
	if (r->method == METHOD_CONTRACT)
		return t->term.value > 0 ? t->term
					 : (struct clock_span){.value = -1};
	return t->small_agent && r->small_agent.value > 0 ? r->small_agent
							  : r->span;
}

static enum clock_method method_of(const struct clock_rule *r,
				   struct clock_span s)
{
	if (r->method != METHOD_CONTRACT)
		return (enum clock_method)r->method;
	if (s.value <= 0)
		return METHOD_CONTRACT;
	return s.unit == UNIT_DAYS ? METHOD_DAYS_EXCL : METHOD_ELAPSED;
}

static enum clock_state judge(struct count *c, int64_t now)
{
	struct clock_span s = clock_span(c->r, c->t);
	enum clock_method m = method_of(c->r, s);

	if (!in_force(c))
		return CLOCK_NOT_IN_FORCE;
	if (!anchored(c))
		return CLOCK_NOT_STARTED;
	if (!methods[m])
		return CLOCK_NO_NUMBER;
	if (m == METHOD_DORA && !c->t->classified)
		return CLOCK_NOT_STARTED;
	c->n = s.value;
	c->unit = (enum clock_unit)s.unit;
	methods[m](c);
	add_notes(c);
	return clock_over(c->out->end, c->out->deadline, now) ? CLOCK_OVERDUE
							      : CLOCK_RUNNING;
}

void clock_count(struct clock_due *out, const struct clock_rule *r,
		 const struct clock_trigger *t, int64_t now)
{
	struct count c = {.r = r, .t = t, .out = out};
	int64_t ms = t->at % 1000;

	*out = (struct clock_due){.end = END_NEVER};
	if (!t->known) {
		out->state = t->anchor == ANCHOR_YES ? CLOCK_ANCHOR_MISSING
						     : CLOCK_NOT_STARTED;
		return;
	}
	c.at = t->at - (ms < 0 ? ms + 1000 : ms);
	c.d0 = local_day(c.at, t->zone);
	if (t->precision == PRECISE_DAY)
		c.at = time_day_end(c.d0 - 1, t->zone);
	out->state = judge(&c, now);
}

bool clock_over(enum clock_end end, int64_t deadline, int64_t now)
{
	switch (end) {
	case END_NEVER:
		return false;
	case END_INSTANT:
		return now > deadline;
	case END_DAY:
		return now >= deadline;
	}
	return false;
}

enum clock_state clock_met(const struct clock_due *due, int64_t filed,
			   int64_t *margin)
{
	if (margin)
		*margin = due->end == END_NEVER ? 0 : due->deadline - filed;
	return clock_over(due->end, due->deadline, filed) ? CLOCK_FILED_LATE
							  : CLOCK_FILED;
}
