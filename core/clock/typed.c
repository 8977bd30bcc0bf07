/* core/clock/typed.c - times, facts and terms as people type them. */
#include <string.h>
#include <strings.h>

#include "core/base/tr.h"
#include "core/clock/count.h"
#include "core/clock/fields.h"

#define TERM_MAX 3660 /* of hours or days */

static int in_bounds(int64_t at, const char *text, const struct zone *z,
		     struct error *err)
{
	struct civil c = time_civil(at, z);

	if (c.year >= CLOCK_YEAR_MIN && c.year <= CLOCK_YEAR_MAX)
		return 0;
	return error_set(err, ERR_USAGE, _("%s: no law counts from that year"),
			 text);
}

int clock_moment(int64_t *at, const char *text, const struct zone *z,
		 int64_t now, struct error *err)
{
	int rc = time_parse(at, NULL, text, z, now, err);

	if (rc) {
		if (err && err->code == ERR_INVALID)
			err->code = ERR_USAGE;
		return ERR_USAGE;
	}
	return in_bounds(*at, text, z, err);
}

int clock_began(struct clock_trigger *t, const char *text, int64_t now,
		struct error *err)
{
	int64_t day;

	t->known = true;
	if (!field_day(&day, text))
		return clock_moment(&t->at, text, t->zone, now, err);
	t->at = time_day_end(day - 1, t->zone);
	t->precision = PRECISE_DAY;
	return in_bounds(t->at, text, t->zone, err);
}

bool clock_term_parse(struct clock_span *out, const char *text)
{
	static const struct {
		char letter;
		enum clock_unit unit;
	} units[] = {
		{'m', UNIT_MINUTES}, {'h', UNIT_HOURS}, {'d', UNIT_DAYS},
	};
	size_t n = strlen(text);
	char number[8];
	long long v;

	if (n < 2 || n > sizeof(number))
		return false;
	memcpy(number, text, n - 1);
	number[n - 1] = '\0';
	if (!str_int(&v, number, 1, TERM_MAX))
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (text[n - 1] == units[i].letter) {
			*out = (struct clock_span){(int)v, units[i].unit};
			return true;
		}
	return false;
}

static int wrong(const char *name, const char *value, struct error *err)
{
	error_set(err, ERR_USAGE, _("%s: \"%.64s\" is no answer"), name,
		  value);
	error_fix(err, _("write true or false"));
	error_id(err, "bad_fact");
	return ERR_USAGE;
}

static int truth(bool *out, const char *name, const char *value,
		 struct error *err)
{
	*out = !strcasecmp(value, "true") || !strcasecmp(value, "yes");
	if (*out || !strcasecmp(value, "false") || !strcasecmp(value, "no"))
		return 0;
	return wrong(name, value, err);
}

static int choose_calendar(struct clock_trigger *t,
			   const struct clock_rules *r, const char *value,
			   struct error *err)
{
	const char *near = clock_calendar_nearest(r, value);
	const struct clock_file *f;

	t->calendar = clock_calendar(r, value);
	f = t->calendar ? clock_file(r, t->calendar->file) : NULL;
	if (t->calendar && !(f && f->bad))
		return 0;
	t->calendar = NULL;
	error_set(err, ERR_USAGE, _("no calendar is called %.64s"), value);
	if (near)
		error_fix(err, _("did you mean %s?"), near);
	error_id(err, "unknown_calendar");
	return ERR_USAGE;
}

static int unknown_fact(const char *name, struct error *err)
{
	const char *near = clock_term_near(clock_facts, name);
	struct str all = {0};

	error_set(err, ERR_USAGE, _("no clock asks for the fact %.64s"),
		  name);
	for (const struct clock_term *f = clock_facts; f->id; f++)
		str_addf(&all, "%s%s", all.len ? ", " : "", f->id);
	error_where(err, _("it is one of: %s"), str_text(&all));
	if (near)
		error_fix(err, _("did you mean %s?"), near);
	error_id(err, "unknown_fact");
	str_release(&all);
	return ERR_USAGE;
}

int clock_fact(struct clock_trigger *t, const struct clock_rules *r,
	       const char *name, const char *value, int64_t now,
	       struct error *err)
{
	bool yes = false;
	int rc;

	switch (clock_term(clock_facts, name)) {
	case FACT_CLASSIFIED:
		t->classified = true;
		return clock_moment(&t->classified_at, value, t->zone, now,
				    err);
	case FACT_SMALL_AGENT:
		return truth(&t->small_agent, name, value, err);
	case FACT_CALENDAR:
		return choose_calendar(t, r, value, err);
	case FACT_ANCHOR:
		rc = truth(&yes, name, value, err);
		t->anchor = yes ? ANCHOR_YES : ANCHOR_NO;
		return rc;
	}
	return unknown_fact(name, err);
}
