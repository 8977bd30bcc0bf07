/* core/drill/skeleton.c - a scenario from a playbook, see write.h. */
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/drill/write.h"

#define APART (3 * TIME_MINUTE) /* two in less than 5 min are not too dense */
#define WITHIN (10 * TIME_MINUTE)
#define FIRST_CONTAINING 2

struct making {
	struct arena a;
	const struct playbook *pb;
	size_t lang;
	struct sc_draft d;
	const struct pb_phase *goal_of; /* the last objective's */
	size_t containing;
};

static bool is_critical(struct making *m, const struct pb_step *st)
{
	if (st->is_check)
		return false;
	if (st->phase->kind == PHASE_CONTAIN &&
	    m->containing++ < FIRST_CONTAINING)
		return true;
	return st->decide.count || st->starts.count || st->stops.count ||
	       st->notice.count;
}

static void add_clocks(struct making *m, const struct pb_step *st)
{
	for (size_t i = 0; i < st->starts.count; i++) {
		size_t k = 0;

		while (k < m->d.clock_count &&
		       !str_eq(m->d.clock[k].id, st->starts.id[i]))
			k++;
		if (k < m->d.clock_count)
			continue;
		m->d.clock[m->d.clock_count++] = (struct draft_clock){
			st->starts.id[i], m->d.inject_count};
	}
}

static const char *note_of(struct making *m, const struct pb_step *st)
{
	return arena_printf(&m->a, _("%s The step: %s. What happens so that "
				     "the team has to do it? Do not name it."),
			    SC_ASKED, text_in(&st->title, m->lang));
}

static int add_inject(struct making *m, const struct pb_step *st)
{
	struct draft_expect *e = arena_alloc(&m->a, sizeof(*e));
	const char **to = arena_alloc(&m->a, sizeof(*to));
	const char *note = note_of(m, st);

	if (!e || !to || !note)
		return ERR_NOMEM;
	/* A step that only some answer asks for may rightly be left out. */
	*e = (struct draft_expect){.step = st->id, .by = WITHIN,
				   .crit = !st->when_step};
	*to = st->role;
	if (m->goal_of != st->phase)
		m->d.goal[m->d.goal_count++] =
			text_in(&st->phase->title, m->lang);
	m->goal_of = st->phase;
	add_clocks(m, st);
	m->d.inject[m->d.inject_count] = (struct draft_inject){
		.at = (int64_t)m->d.inject_count * APART, .kind = "message",
		.via = "phone", .note = note, .goal = m->d.goal_count - 1,
		.to = to, .to_count = 1, .expect = e, .expect_count = 1};
	m->d.inject_count++;
	return 0;
}

static size_t clocks_of(const struct playbook *pb)
{
	size_t n = 0;

	for (size_t i = 0; i < pb->step_count; i++)
		n += pb->step[i].starts.count;
	return n;
}

static void add_role(struct making *m, const char *key)
{
	for (size_t i = 0; i < m->d.role_count; i++)
		if (str_eq(m->d.role[i], key))
			return;
	m->d.role[m->d.role_count++] = key;
}

static int room(struct making *m)
{
	const struct playbook *pb = m->pb;
	struct sc_draft *d = &m->d;
	size_t steps = pb->step_count + 1;

	d->inject = arena_alloc(&m->a, steps * sizeof(*d->inject));
	d->goal = arena_alloc(&m->a, steps * sizeof(*d->goal));
	d->role = arena_alloc(&m->a, (steps + pb->role_count) *
					     sizeof(*d->role));
	d->clock = arena_alloc(&m->a,
			       (clocks_of(pb) + 1) * sizeof(*d->clock));
	d->cast = arena_alloc(&m->a, sizeof(*d->cast));
	if (!d->inject || !d->goal || !d->role || !d->clock || !d->cast)
		return ERR_NOMEM;
	d->cast[0] = arena_printf(&m->a, "%s %s", SC_ASKED,
				  _("who rings or writes"));
	d->cast_count = 1;
	d->title = arena_printf(&m->a, "%s %s", SC_ASKED,
				text_in(&pb->title, m->lang));
	return d->cast[0] && d->title ? 0 : ERR_NOMEM;
}

static int fill(struct making *m)
{
	const struct playbook *pb = m->pb;
	int rc = room(m);

	for (size_t i = 0; !rc && i < pb->role_count; i++)
		add_role(m, pb->role[i].key);
	for (size_t i = 0; !rc && i < pb->step_count; i++) {
		if (!is_critical(m, &pb->step[i]))
			continue;
		add_role(m, pb->step[i].role);
		rc = add_inject(m, &pb->step[i]);
	}
	return rc;
}

int scenario_skeleton(struct str *out, const struct playbook *pb,
		      const char *id, size_t lang, const char *story,
		      struct error *err)
{
	struct making m = {.pb = pb, .lang = lang};
	int rc;

	m.d.id = id;
	m.d.lang = pb->lang[lang];
	m.d.slug = pb->slug;
	m.d.min = pb->version;
	m.d.story = story;
	rc = fill(&m) ? error_nomem(err) : 0;
	if (!rc && !m.d.inject_count)
		rc = error_set(err, ERR_REFUSED,
			       _("no step of %s decides, contains, notifies or "
				 "has a clock"), pb->slug);
	if (!rc)
		rc = scenario_write(out, &m.d, err);
	arena_release(&m.a);
	return rc;
}
