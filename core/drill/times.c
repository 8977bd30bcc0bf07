/* core/drill/times.c - see times.h. */
#include "core/drill/times.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/str.h"
#include "core/base/tr.h"

/* No step of any clock counts for more than this. */
#define STEP_MAX TIMES_STORY

static const char *const op_names[] = {
	[OP_START] = "start", [OP_FREEZE] = "freeze", [OP_RESUME] = "resume",
	[OP_SPEED] = "speed", [OP_JUMP] = "jump",     [OP_STORY] = "story",
	[OP_HALT] = "halt",   [OP_END] = "end",
};

static const char *const run_names[] = {
	[RUN_BEFORE] = "before", [RUN_RUNNING] = "running",
	[RUN_FROZEN] = "frozen", [RUN_HALTED] = "halted",
	[RUN_ENDED] = "ended",
};

const char *drill_op_name(enum drill_op op)
{
	return op_names[op];
}

bool drill_op_parse(enum drill_op *out, const char *word)
{
	for (int i = OP_START; i <= OP_END; i++)
		if (str_eq(op_names[i], word)) {
			*out = (enum drill_op)i;
			return true;
		}
	return false;
}

const char *drill_run_name(enum drill_run r)
{
	return run_names[r];
}

/* --- anchors ---------------------------------------------------------------- */

bool anchors_fit(const struct anchor *a, size_t count, int64_t play)
{
	if (!count || a[0].play || a[0].story || play <= 0 ||
	    play > TIMES_PLAY)
		return false;
	for (size_t i = 1; i < count; i++)
		if (a[i].play <= a[i - 1].play ||
		    a[i].story < a[i - 1].story || a[i].play > TIMES_PLAY ||
		    a[i].story > TIMES_STORY)
			return false;
	return true;
}

int64_t times_anchored(const struct anchor *a, size_t count, int64_t play)
{
	size_t i = count;

	if (!count)
		return play;
	while (i > 1 && a[i - 1].play > play)
		i--;
	if (i == count)
		return a[i - 1].story + (play - a[i - 1].play);
	return a[i - 1].story + (play - a[i - 1].play) *
					(a[i].story - a[i - 1].story) /
					(a[i].play - a[i - 1].play);
}

int64_t times_play_of(const struct anchor *a, size_t count, int64_t story)
{
	int64_t rise, run;
	size_t i = 0;

	if (story <= 0 || !count)
		return story < 0 ? 0 : story;
	while (i < count && a[i].story < story)
		i++;
	if (i == count)
		return a[i - 1].play + (story - a[i - 1].story);
	rise = a[i].story - a[i - 1].story;
	run = a[i].play - a[i - 1].play;
	return a[i - 1].play +
	       ((story - a[i - 1].story) * run + rise - 1) / rise;
}

/* --- folding ---------------------------------------------------------------- */

static int64_t within(int64_t ms)
{
	return ms < 0 ? 0 : ms > STEP_MAX ? STEP_MAX : ms;
}

int64_t times_instant(const struct times *t, const struct moment *m)
{
	if (!t->count)
		return m->wall;
	return t->last_u + within(m->boot == t->last.boot
					  ? m->mono - t->last.mono
					  : m->wall - t->last.wall);
}

static bool half_fits(int half)
{
	return half == 1 || half == 2 || half == 4 || half == 8;
}

static const char *odd_move(const struct times *t, const struct span *now,
			    const struct control *c)
{
	if (now->state != RUN_RUNNING && now->state != RUN_FROZEN)
		return _("the drill is halted");
	if (c->op == OP_SPEED)
		return half_fits(c->half) ? NULL : _("no speed we know");
	if (c->op == OP_STORY)
		return c->ms > 0 && c->ms <= TIMES_STORY
			       ? NULL
			       : _("the story only moves forward");
	if (c->ms <= now->p0)
		return _("a jump only goes forward");
	return c->ms > t->play ? _("a jump beyond the end of play") : NULL;
}

/* Why the record makes no sense where it stands; `now` is the state at its
 * own instant. */
static const char *odd_control(const struct times *t, const struct span *now,
			       const struct control *c)
{
	if (c->op == OP_START)
		return t->count ? _("the drill was started already")
		       : anchors_fit(c->anchor, c->anchor_count, c->play)
			       ? NULL
			       : _("its anchors are not as they must be");
	if (!t->count)
		return _("the drill has not been started");
	if (now->state == RUN_ENDED)
		return _("the drill has ended");
	switch (c->op) {
	case OP_FREEZE:
		return now->state == RUN_RUNNING ? NULL
						 : _("it was not running");
	case OP_RESUME:
		if (now->state == RUN_RUNNING)
			return _("it was running");
		return now->state == RUN_FROZEN || c->with
			       ? NULL
			       : _("a halted drill goes on only with a "
				   "second role");
	case OP_HALT:
		return now->state == RUN_HALTED ? _("it was halted already")
						: NULL;
	case OP_SPEED:
	case OP_JUMP:
	case OP_STORY:
		return odd_move(t, now, c);
	case OP_END:
	case OP_START:
		return NULL;
	}
	return NULL;
}

static const struct span *span_at(const struct times *t, int64_t at)
{
	size_t low = 0, high = t->count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (t->span[mid].t0 <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low ? &t->span[low - 1] : NULL;
}

static int64_t span_real(const struct span *s, int64_t at)
{
	return s->r0 + (s->state == RUN_RUNNING ? at - s->t0 : 0);
}

static int64_t span_play(const struct span *s, int64_t at)
{
	return s->p0 +
	       (s->state == RUN_RUNNING ? (at - s->t0) * s->half / 2 : 0);
}

static void apply(struct span *s, const struct control *c)
{
	switch (c->op) {
	case OP_START:
	case OP_RESUME:
		s->state = RUN_RUNNING;
		break;
	case OP_FREEZE:
		s->state = RUN_FROZEN;
		break;
	case OP_SPEED:
		s->half = c->half;
		break;
	case OP_JUMP:
		s->p0 = c->ms;
		break;
	case OP_STORY:
		s->x0 += c->ms;
		break;
	case OP_HALT:
		s->state = RUN_HALTED;
		break;
	case OP_END:
		s->state = RUN_ENDED;
		break;
	}
}

static int take_start(struct times *t, const struct control *c)
{
	t->anchor = arena_alloc(t->arena,
				c->anchor_count * sizeof(*t->anchor));
	if (!t->anchor)
		return ERR_NOMEM;
	memcpy(t->anchor, c->anchor, c->anchor_count * sizeof(*t->anchor));
	t->anchor_count = c->anchor_count;
	t->story = c->story;
	t->play = c->play;
	return 0;
}

int times_add(struct times *t, const struct control *c, const char **odd)
{
	const struct span *last = t->count ? &t->span[t->count - 1] : NULL;
	int64_t u = times_instant(t, &c->at), at = u;
	struct span s = {.state = RUN_BEFORE, .half = 2};

	if (last) {
		if (c->op == OP_FREEZE)
			at = u - within(c->gone);
		if (at < last->t0)
			at = last->t0;
		s = (struct span){at, span_real(last, at),
				  span_play(last, at), last->x0, last->state,
				  last->half};
	} else {
		s.t0 = at;
	}
	*odd = odd_control(t, &s, c);
	if (last) { /* even of one that changes nothing the clock is known */
		t->last = c->at;
		t->last_u = u;
	}
	if (*odd)
		return 0;
	if (c->op == OP_START && take_start(t, c))
		return ERR_NOMEM;
	if (arena_grow(t->arena, &t->span, t->count, &t->cap, sizeof(s)))
		return ERR_NOMEM;
	apply(&s, c);
	t->last = c->at;
	t->last_u = u;
	t->span[t->count++] = s;
	return 0;
}

/* --- asking ----------------------------------------------------------------- */

enum drill_run times_state(const struct times *t, int64_t at)
{
	const struct span *s = span_at(t, at);

	return s ? s->state : RUN_BEFORE;
}

int times_half(const struct times *t, int64_t at)
{
	const struct span *s = span_at(t, at);

	return s ? s->half : 2;
}

int64_t times_real(const struct times *t, int64_t at)
{
	const struct span *s = span_at(t, at);

	return s ? span_real(s, at) : 0;
}

int64_t times_play(const struct times *t, int64_t at)
{
	const struct span *s = span_at(t, at);

	return s ? span_play(s, at) : 0;
}

static int64_t span_story(const struct times *t, const struct span *s,
			  int64_t at)
{
	return t->story + s->x0 +
	       times_anchored(t->anchor, t->anchor_count, span_play(s, at));
}

int64_t times_story(const struct times *t, int64_t at)
{
	const struct span *s = span_at(t, at);

	return s ? span_story(t, s, at) : INT64_MIN;
}

/* The first instant of span i with P >= play, TIMES_NEVER if it has none. */
static int64_t due_in(const struct times *t, size_t i, int64_t play)
{
	const struct span *s = &t->span[i];
	int64_t at;

	if (s->p0 >= play)
		return s->t0;
	if (s->state != RUN_RUNNING)
		return TIMES_NEVER;
	at = s->t0 + ((play - s->p0) * 2 + s->half - 1) / s->half;
	return i + 1 == t->count || at < t->span[i + 1].t0 ? at : TIMES_NEVER;
}

int64_t times_due(const struct times *t, int64_t play)
{
	int64_t at = TIMES_NEVER;

	for (size_t i = 0; at == TIMES_NEVER && i < t->count; i++)
		at = due_in(t, i, play);
	return at;
}

bool times_skipped(const struct times *t, int64_t play)
{
	for (size_t i = 1; i < t->count; i++) {
		const struct span *s = &t->span[i];

		if (span_play(s - 1, s->t0) < play && play < s->p0)
			return true;
	}
	return false;
}

enum passing times_passing(const struct times *t, int64_t story,
			   int64_t until, int64_t *at)
{
	*at = TIMES_NEVER;
	for (size_t i = 0; i < t->count; i++) {
		const struct span *s = &t->span[i];
		bool last = i + 1 == t->count;
		int64_t to = last ? until : t->span[i + 1].t0, play;

		if (span_story(t, s, s->t0) >= story) {
			*at = s->t0;
			return i ? PASS_CUT : PASS_PLAYED;
		}
		if (s->state != RUN_RUNNING || to < s->t0 ||
		    span_story(t, s, to) < story)
			continue;
		play = times_play_of(t->anchor, t->anchor_count,
				     story - t->story - s->x0);
		*at = s->t0 + ((play - s->p0) * 2 + s->half - 1) / s->half;
		return s->half > 2 ? PASS_CUT : PASS_PLAYED;
	}
	return PASS_OPEN;
}
