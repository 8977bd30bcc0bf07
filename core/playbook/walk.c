/* core/playbook/walk.c - see walk.h. */
#include "core/playbook/walk.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"

struct walker {
	const struct playbook *pb;
	const char *const *fixed;
	int (*fn)(void *ctx, const struct pb_way *way);
	void *ctx;
	struct pb_way way;
	size_t told;
	bool more;
};

/* Index of a step by id; SIZE_MAX. */
static size_t step_index(const struct playbook *pb, const char *id)
{
	const struct pb_step *st = id ? playbook_step(pb, id) : NULL;

	return st ? (size_t)(st - pb->step) : SIZE_MAX;
}

static bool fits(const struct pb_step *st, const char *answer)
{
	return answer && str_eq(st->when_answer, answer) != st->when_not;
}

/* A condition looks back only, so both of these end. */
bool playbook_reached(const struct playbook *pb, size_t step)
{
	const struct pb_step *st = &pb->step[step];
	size_t on = step_index(pb, st->when_step);
	bool some = false;

	if (!st->when_step)
		return true;
	if (on >= step)
		return false;
	for (size_t i = 0; i < pb->step[on].decide.count; i++)
		some |= fits(st, pb->step[on].decide.id[i]);
	return some && playbook_reached(pb, on);
}

bool playbook_needed(const struct playbook *pb, size_t step,
		     const char *const *answer)
{
	const struct pb_step *st = &pb->step[step];
	size_t on = step_index(pb, st->when_step);

	if (!st->when_step)
		return true;
	return on < step && fits(st, answer[on]) &&
	       playbook_needed(pb, on, answer);
}

static bool waits_for(const struct playbook *pb, size_t other,
		      const char *const *answer, const bool *closed)
{
	return other != SIZE_MAX && !closed[other] &&
	       playbook_needed(pb, other, answer);
}

bool playbook_free_to_close(const struct playbook *pb, size_t step,
			    const char *const *answer, const bool *closed)
{
	const struct pb_step *st = &pb->step[step];
	size_t first = (size_t)(st->phase->step - pb->step);

	for (size_t i = 0; i < st->after.count; i++)
		if (waits_for(pb, step_index(pb, st->after.id[i]), answer,
			      closed))
			return false;
	/* The phase's check comes when all else of the phase is done. */
	for (size_t i = 0; st->is_check && i < st->phase->step_count; i++)
		if (first + i != step &&
		    waits_for(pb, first + i, answer, closed))
			return false;
	return true;
}

/* Closes what can be closed, from the top, again and again. */
static void close_all(struct walker *w)
{
	const struct playbook *pb = w->pb;
	struct pb_way *way = &w->way;
	const char *const *answer = (const char *const *)way->answer;
	bool again = true;

	memset(way->closed, 0, pb->step_count * sizeof(*way->closed));
	way->count = way->stuck = 0;
	for (size_t i = 0; i < pb->step_count; i++)
		way->needed[i] = playbook_needed(pb, i, answer);
	while (again) {
		again = false;
		for (size_t i = 0; i < pb->step_count; i++) {
			if (!way->needed[i] || way->closed[i] ||
			    !playbook_free_to_close(pb, i, answer,
						    way->closed))
				continue;
			way->closed[i] = again = true;
			way->order[way->count++] = i;
		}
	}
	for (size_t i = 0; i < pb->step_count; i++)
		way->stuck += way->needed[i] && !way->closed[i];
}

static int tell(struct walker *w)
{
	if (w->told == WALK_WAYS) {
		w->more = true;
		return 0;
	}
	w->told++;
	close_all(w);
	return w->fn(w->ctx, &w->way);
}

/* The next decision that is asked, from a step on; its answers one by one. */
static int branch(struct walker *w, size_t from)
{
	const struct playbook *pb = w->pb;
	const struct pb_step *st;
	size_t i = from;
	int rc = 0;

	while (i < pb->step_count &&
	       (!pb->step[i].decide.count ||
		!playbook_needed(pb, i, (const char *const *)w->way.answer)))
		i++;
	if (i == pb->step_count)
		return tell(w);
	st = &pb->step[i];
	for (size_t k = 0; k < st->decide.count && !rc && !w->more; k++) {
		if (w->fixed && w->fixed[i] &&
		    !str_eq(w->fixed[i], st->decide.id[k]))
			continue;
		w->way.answer[i] = st->decide.id[k];
		rc = branch(w, i + 1);
	}
	w->way.answer[i] = NULL;
	return rc;
}

int playbook_walk(bool *more, const struct playbook *pb,
		  const char *const *fixed,
		  int (*fn)(void *ctx, const struct pb_way *way), void *ctx,
		  struct error *err)
{
	struct walker w = {.pb = pb, .fixed = fixed, .fn = fn, .ctx = ctx};
	struct arena a = {0};
	size_t n = pb->step_count + 1;
	int rc;

	*more = false;
	if (pb->step_count > WALK_STEPS)
		return error_set(err, ERR_TOOBIG,
				 _("%s: more than %d steps"), pb->slug,
				 WALK_STEPS);
	w.way.answer = arena_alloc(&a, n * sizeof(*w.way.answer));
	w.way.needed = arena_alloc(&a, n * sizeof(*w.way.needed));
	w.way.closed = arena_alloc(&a, n * sizeof(*w.way.closed));
	w.way.order = arena_alloc(&a, n * sizeof(*w.way.order));
	if (w.way.answer && w.way.needed && w.way.closed && w.way.order) {
		memset(w.way.answer, 0, n * sizeof(*w.way.answer));
		rc = branch(&w, 0);
	} else {
		rc = error_nomem(err);
	}
	arena_release(&a);
	*more = w.more;
	return rc;
}
