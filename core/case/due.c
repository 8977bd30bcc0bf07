/* core/case/due.c - own targets: `due: 4h from awareness-time`. */
#include <stdio.h>

#include "core/base/time.h"
#include "core/case/clocks.h"
#include "core/case/settle.h"

int64_t settle_day(const char *text)
{
	int y, m, d, end = 0;

	if (!text || sscanf(text, "%4d-%2d-%2d%n", &y, &m, &d, &end) != 3 ||
	    end != 10 || m < 1 || m > 12 || d < 1 || d > 31)
		return 0;
	return (time_days(y, m, d) + 1) * TIME_DAY;
}

/* A record's moment, in a drill that of the story; 0 stays unknown. */
static int64_t told(const struct situation *s, int64_t wall)
{
	return wall && s->story ? s->story->at(s->story->ctx, wall) : wall;
}

/* A step as an anchor: the time it asks for, else when it was closed. */
static int64_t step_time(const struct situation *s, const struct step *st)
{
	int64_t at;
	struct error err;

	if (st->def->value == VALUE_TIME && st->value &&
	    !time_parse(&at, NULL, st->value, NULL, 0, &err))
		return at;
	return st->state == STEP_NOT_NEEDED ? 0 : told(s, st->closed);
}

static int64_t anchor_time(const struct situation *s, const struct step *st)
{
	const char *a = st->def->due.anchor;
	const struct step *on;

	if (str_eq(a, "opened"))
		return told(s, s->opened);
	if (str_eq(a, "contained"))
		return told(s, s->contained);
	if (str_eq(a, "closed"))
		return s->closed ? told(s, s->closed->at) : 0;
	on = settle_step(s, st->book, a);
	return on ? step_time(s, on) : 0;
}

/* The version in force asks nothing of a step that it lacks. */
/* The deadline of a running clock that a step counts back from. */
static int64_t limit_time(const struct situation *s, const char *clock)
{
	const struct case_clock *c = situation_clock(s, clock);

	return c && c->state == CC_RUNNING ? c->deadline : 0;
}

void settle_due(struct situation *s)
{
	for (size_t i = 0; i < s->step_count; i++) {
		struct step *st = &s->step[i];
		const struct pb_due *due = &st->def->due;
		int64_t at;

		if (!due->set || st->retired)
			continue;
		at = due->before ? limit_time(s, due->anchor)
				 : anchor_time(s, st);
		st->due = !at ? 0 : due->before ? at - due->span
						: at + due->span;
		st->due_waits = !at;
	}
}
