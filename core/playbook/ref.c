/* core/playbook/ref.c - lint: what steps name must be there. */
#include <string.h>

#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/playbook/lint.h"

static void unknown(struct linter *l, const struct pb_step *st,
		    enum key_id key, const char *word, const char *near,
		    const char *what)
{
	struct place at = lint_key(l, st, key, word);

	finding_add(l->f, LINT_REF, &at, lint_guess(l, near), "%s \"%s\"",
		    what, word);
}

/* --- roles and steps ------------------------------------------------------- */

static void check_role(struct linter *l, const struct pb_step *st,
		       enum key_id key, const char *role)
{
	const struct playbook *pb = l->pb;
	const char *near = NULL;

	if (!role || !pb->role_count ||
	    (key == KEY_SECOND && str_eq(role, "any")))
		return;
	for (size_t i = 0; i < pb->role_count; i++) {
		if (strcmp(pb->role[i].key, role) == 0)
			return;
		if (!findings_full(l->f))
			near = near_better(role, near, pb->role[i].key);
	}
	unknown(l, st, key, role, near, _("unknown role"));
}

static const struct pb_step *check_step(struct linter *l,
					const struct pb_step *st,
					enum key_id key, const char *id)
{
	const struct pb_step *to = playbook_step(l->pb, id);
	const char *near = NULL;

	for (size_t i = 0; i < l->pb->step_count && !to &&
			   !findings_full(l->f); i++)
		near = near_better(id, near, l->pb->step[i].id);
	if (!to)
		unknown(l, st, key, id, near, _("unknown step"));
	return to;
}

static void check_when(struct linter *l, const struct pb_step *st)
{
	const struct pb_step *to;
	struct place at = lint_key(l, st, KEY_WHEN, NULL);
	const char *near = NULL;

	if (!st->when_step || !(to = check_step(l, st, KEY_WHEN,
						st->when_step)))
		return;
	if (lint_index(l, to) >= lint_index(l, st)) {
		finding_add(l->f, LINT_ORDER, &at,
			    _("put the decision before what hangs on it"),
			    _("the decision %s comes later"), to->id);
		return;
	}
	if (!to->decide.count) {
		finding_add(l->f, LINT_REF, &at, "- decide: yes | no",
			    _("the step %s decides nothing"), to->id);
		return;
	}
	for (size_t i = 0; i < to->decide.count; i++) {
		if (strcmp(to->decide.id[i], st->when_answer) == 0)
			return;
		near = near_better(st->when_answer, near, to->decide.id[i]);
	}
	unknown(l, st, KEY_WHEN, st->when_answer, near,
		_("unknown answer"));
}

static void on_itself(struct linter *l, const struct pb_step *st,
		      enum key_id key)
{
	struct place at = lint_key(l, st, key, NULL);

	finding_add(l->f, LINT_ORDER, &at, _("name another step"),
		    _("%s names the step itself"), at.key);
}

/* True if st hangs on the same condition as the step it counts from. */
static bool same_condition(const struct pb_step *a, const struct pb_step *b)
{
	return b->when_step && str_eq(a->when_step, b->when_step) &&
	       str_eq(a->when_answer, b->when_answer) &&
	       a->when_not == b->when_not;
}

static void check_anchor(struct linter *l, const struct pb_step *st)
{
	static const char *const words[] = {"opened", "contained", "closed"};
	struct place at = lint_key(l, st, KEY_DUE, NULL);
	const struct pb_step *to;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(st->due.anchor, words[i]) == 0)
			return;
	to = check_step(l, st, KEY_DUE, st->due.anchor);
	if (to == st)
		on_itself(l, st, KEY_DUE);
	else if (to && to->when_step && !same_condition(to, st))
		finding_add(l->f, LINT_VOID, &at,
			    _("count from a step that is always needed"),
			    _("the step %s may turn out not needed, and this "
			      "due time with it"), to->id);
}

/* --- clocks and notices ---------------------------------------------------- */

static bool is_clock(const struct linter *l, const char *id, bool *number)
{
	*number = true;
	return !l->world->clock || l->world->clock(l->world->ctx, id, number);
}

static void no_clock(struct linter *l, const struct pb_step *st,
		     enum key_id key, const char *word, const char *what)
{
	const struct lint_world *w = l->world;

	unknown(l, st, key, word,
		w->nearest && !findings_full(l->f)
			? w->nearest(w->ctx, word, key == KEY_DUE) : NULL,
		what);
}

static void check_before(struct linter *l, const struct pb_step *st)
{
	struct place at = lint_key(l, st, KEY_DUE, NULL);
	bool number;

	if (!is_clock(l, st->due.anchor, &number))
		no_clock(l, st, KEY_DUE, st->due.anchor,
			 _("unknown clock"));
	else if (!number)
		finding_add(l->f, LINT_CLOCK, &at,
			    _("set a target of your own: due: 24h from "
			      "opened"),
			    _("the clock %s has no number to count back "
			      "from"), st->due.anchor);
}

static void check_starts(struct linter *l, const struct pb_step *st)
{
	const struct lint_world *w = l->world;
	bool number;

	for (size_t i = 0; i < st->starts.count; i++)
		if (!is_clock(l, st->starts.id[i], &number) &&
		    !(w->trigger && w->trigger(w->ctx, st->starts.id[i])))
			no_clock(l, st, KEY_STARTS, st->starts.id[i],
				 _("unknown clock or trigger"));
}

static void check_stops(struct linter *l, const struct pb_step *st)
{
	const struct lint_world *w = l->world;
	bool number;

	for (size_t i = 0; i < st->stops.count; i++)
		if (!is_clock(l, st->stops.id[i], &number) &&
		    !(w->recipient && w->recipient(w->ctx, st->stops.id[i])))
			no_clock(l, st, KEY_STOPS, st->stops.id[i],
				 _("unknown clock or recipient"));
}

static void check_notices(struct linter *l, const struct pb_step *st)
{
	const struct lint_world *w = l->world;

	for (size_t i = 0; w->notice && i < st->notice.count; i++) {
		const char *id = st->notice.id[i];
		struct place at = lint_key(l, st, KEY_NOTICE, id);

		for (size_t k = 0; k < l->pb->langs; k++)
			if (!w->notice(w->ctx, id, l->pb->lang[k]))
				finding_add(l->f, LINT_NOTICE, &at, NULL,
					    _("no notice \"%s\" in the "
					      "language %s"),
					    id, l->pb->lang[k]);
	}
}

void lint_refs(struct linter *l, const struct pb_step *st)
{
	const struct pb_step *to;

	check_role(l, st, KEY_ROLE, st->role);
	check_role(l, st, KEY_SECOND, st->second);
	check_role(l, st, KEY_APPROVE, st->approve);
	for (size_t i = 0; i < st->after.count; i++)
		check_step(l, st, KEY_AFTER, st->after.id[i]);
	check_when(l, st);
	if (st->due.set && st->due.before)
		check_before(l, st);
	else if (st->due.set)
		check_anchor(l, st);
	if (st->repeat_until) {
		to = check_step(l, st, KEY_REPEAT, st->repeat_until);
		if (to == st)
			on_itself(l, st, KEY_REPEAT);
	}
	check_starts(l, st);
	check_stops(l, st);
	check_notices(l, st);
}

/* --- clocks never started -------------------------------------------------- */

/* True if some step starts the clock: by id, or by its trigger. Where
 * nobody can tell triggers, any started trigger might be its own. */
static bool started(const struct linter *l, const char *clock)
{
	const struct lint_world *w = l->world;
	const char *event = w->clock_event ? w->clock_event(w->ctx, clock)
					   : NULL;
	bool number;

	for (size_t i = 0; i < l->pb->step_count; i++) {
		const struct pb_list *s = &l->pb->step[i].starts;

		for (size_t k = 0; k < s->count; k++)
			if (strcmp(s->id[k], clock) == 0 ||
			    (event && strcmp(s->id[k], event) == 0) ||
			    (!w->clock_event && w->clock &&
			     !w->clock(w->ctx, s->id[k], &number)))
				return true;
	}
	return false;
}

/* True if a started clock is told to recipients of this kind. A trigger
 * starts clocks of every kind. */
static bool kind_started(const struct linter *l, const char *kind)
{
	const struct lint_world *w = l->world;
	const char *k;
	bool number;

	for (size_t i = 0; i < l->pb->step_count; i++) {
		const struct pb_list *s = &l->pb->step[i].starts;

		for (size_t j = 0; j < s->count; j++) {
			if (!w->clock_kind ||
			    (w->clock && !w->clock(w->ctx, s->id[j], &number)))
				return true;
			k = w->clock_kind(w->ctx, s->id[j]);
			if (k && strstr(k, kind))
				return true;
		}
	}
	return false;
}

static void never(struct linter *l, const struct pb_step *st, enum key_id key,
		  const char *word)
{
	struct place at = lint_key(l, st, key, word);

	finding_add(l->f, LINT_CLOCK, &at,
		    _("start it in an earlier step with: starts"),
		    _("the clock %s is never started"), word);
}

void lint_clocks(struct linter *l)
{
	const struct lint_world *w = l->world;
	bool number;

	if (!w->clock)
		return;
	for (size_t i = 0; i < l->pb->step_count; i++) {
		const struct pb_step *st = &l->pb->step[i];

		if (st->due.set && st->due.before &&
		    is_clock(l, st->due.anchor, &number) &&
		    !started(l, st->due.anchor))
			never(l, st, KEY_DUE, st->due.anchor);
		for (size_t k = 0; k < st->stops.count; k++) {
			const char *id = st->stops.id[k];

			if (is_clock(l, id, &number) ? !started(l, id)
			    : w->recipient && w->recipient(w->ctx, id) &&
				      !kind_started(l, id))
				never(l, st, KEY_STOPS, id);
		}
	}
}
