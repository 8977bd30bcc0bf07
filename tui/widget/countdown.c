#include "tui/widget/countdown.h"

#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/app/surface.h"
#include "tui/widget/frame.h"

#define BY_SECOND (10 * TIME_MINUTE) /* below this, seconds are shown */

static int64_t quarter(const struct countdown *c)
{
	return c->start ? (c->end - c->start) / 4 : TIME_HOUR;
}

enum countdown_level countdown_level(const struct countdown *c, int64_t now)
{
	if (c->kind != COUNT_UNTIL)
		return COUNT_CALM;
	if (now >= c->end)
		return COUNT_OVER;
	return c->end - now < quarter(c) ? COUNT_SOON : COUNT_CALM;
}

unsigned countdown_look(enum countdown_level level)
{
	switch (level) {
	case COUNT_CALM:
		return LOOK_PLAIN;
	case COUNT_SOON:
		return LOOK_SOON | LOOK_BOLD;
	case COUNT_OVER:
		return LOOK_OVERDUE | LOOK_BOLD;
	}
	return LOOK_PLAIN;
}

static const char *mark_of(enum countdown_level level)
{
	switch (level) {
	case COUNT_CALM:
		return "";
	case COUNT_SOON:
		return "!";
	case COUNT_OVER:
		return "!!";
	}
	return "";
}

/* The two units a span is told in; the second is left out when it is 0. */
struct units {
	long long a, b;
	char ua, ub; /* ub 0: one unit */
};

static struct units units_of(int64_t ms)
{
	if (ms < 0)
		ms = 0;
	if (ms >= TIME_DAY)
		return (struct units){ms / TIME_DAY, ms % TIME_DAY / TIME_HOUR,
				      'd', 'h'};
	if (ms >= TIME_HOUR)
		return (struct units){ms / TIME_HOUR,
				      ms % TIME_HOUR / TIME_MINUTE, 'h', 'm'};
	if (ms >= BY_SECOND)
		return (struct units){ms / TIME_MINUTE, 0, 'm', 0};
	if (ms >= TIME_MINUTE)
		return (struct units){ms / TIME_MINUTE,
				      ms % TIME_MINUTE / TIME_SECOND, 'm',
				      's'};
	return (struct units){ms / TIME_SECOND, 0, 's', 0};
}

void countdown_span(struct str *out, int64_t ms)
{
	struct units u = units_of(ms);

	str_addf(out, "%lld%c", u.a, u.ua);
	if (u.b)
		str_addf(out, " %lld%c", u.b, u.ub);
}

/* Hours and less stand close: 3h48, 9m20; with days 1d 2h, 6d20h. */
static void add_close(struct str *out, int64_t ms)
{
	struct units u = units_of(ms);

	str_addf(out, "%lld%c", u.a, u.ua);
	if (u.ua == 'd')
		str_addf(out, "%2lld%c", u.b, u.ub);
	else if (u.ub)
		str_addf(out, "%02lld", u.b);
}

static void add_span(struct str *out, int64_t ms, int cells)
{
	struct str span = {0};
	int used;

	countdown_span(&span, ms);
	used = utf8_cells(str_text(&span));
	str_pad(out, ' ', used < cells ? (size_t)(cells - used) : 0);
	str_add(out, str_text(&span));
	str_release(&span);
}

static void add_text(struct str *out, const struct countdown *c, int64_t now,
		     int cells)
{
	struct str span = {0};

	switch (c->kind) {
	case COUNT_NOT_STARTED:
		str_add(out, _("not started"));
		break;
	case COUNT_SINCE:
		countdown_span(&span, now - c->start);
		str_addf(out, _("%s since"), str_text(&span));
		break;
	case COUNT_UNTIL:
		add_span(&span, now < c->end ? c->end - now : now - c->end,
			 cells);
		str_add(out, mark_of(countdown_level(c, now)));
		str_pad(out, ' ', countdown_level(c, now) != COUNT_CALM);
		str_addf(out, now < c->end ? _("due in %s") : _("OVERDUE %s"),
			 str_text(&span));
		break;
	}
	str_release(&span);
}

void countdown_text(struct str *out, const struct countdown *c, int64_t now)
{
	add_text(out, c, now, 0);
}

void countdown_head(struct str *out, const struct countdown *c, int64_t now)
{
	add_text(out, c, now, 7);
}

void countdown_short(struct str *out, const struct countdown *c, int64_t now)
{
	static const char *const marks[] = {"  ", "! ", "!! "};

	str_add(out, marks[countdown_level(c, now)]);
	switch (c->kind) {
	case COUNT_NOT_STARTED:
		str_add(out, _("not started"));
		break;
	case COUNT_SINCE:
		add_close(out, now - c->start);
		break;
	case COUNT_UNTIL:
		add_close(out, now < c->end ? c->end - now : now - c->end);
		break;
	}
}

void countdown_when(struct str *out, int64_t at, int64_t now,
		    const struct zone *z)
{
	struct civil a = time_civil(at, z), n = time_civil(now, z);

	if (!a.hour && !a.minute && !a.second) {
		a = time_civil(at - 1, z); /* "Sat 24:00", not "Sun 00:00" */
		a.hour = 24;
		a.minute = 0;
	}
	if (a.year == n.year && a.month == n.month && a.day == n.day)
		str_addf(out, _("today %02d:%02d"), a.hour, a.minute);
	else {
		frame_day(out, &a);
		str_addf(out, " %02d:%02d", a.hour, a.minute);
	}
}

/* How long a span that grows (or shrinks) reads the same. */
static int64_t tick(int64_t ms, bool grows)
{
	int64_t unit = ms < BY_SECOND  ? TIME_SECOND
		       : ms < TIME_DAY ? TIME_MINUTE
				       : TIME_HOUR;

	return grows ? unit - ms % unit : ms % unit + 1;
}

int64_t countdown_next(const struct countdown *c, int64_t now)
{
	int64_t left = c->end - now, next;

	switch (c->kind) {
	case COUNT_NOT_STARTED:
		return -1;
	case COUNT_SINCE:
		return tick(now < c->start ? 0 : now - c->start, true);
	case COUNT_UNTIL:
		break;
	}
	if (left <= 0)
		return tick(-left, true);
	next = tick(left, false);
	if (left >= quarter(c) && left - quarter(c) + 1 < next)
		next = left - quarter(c) + 1;
	return next;
}
