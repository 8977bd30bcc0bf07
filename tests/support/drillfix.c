/* tests/support/drillfix.c - a drill with a clock that a test moves. */
#include "tests/support/drillfix.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/jread.h"
#include "core/base/jwrite.h"

static const char scenario[] =
"---\n"
"format: drill-scenario/1\n"
"id: laptop-train\n"
"version: 1.0.0\n"
"lang: en\n"
"title: A laptop is gone\n"
"playbook: {slug: lost-laptop, min: 1.0.0}\n"
"minutes: {brief: 1, play: 30, hotwash: 5}\n"
"release: confirm\n"
"story: {start: \"2026-03-16T09:00+00:00\", anchors: [[0m, 0h], [10m, 2h], "
"[20m, 20h], [30m, 22h]]}\n"
"roles: [lead, it]\n"
"cast: {guard: train guard}\n"
"objectives:\n"
"  O1: {does: Know when, task: the time, within: 10m}\n"
"  O2: {does: Lock it, task: the order, within: clock}\n"
"  O3: {does: Decide, task: with an owner, within: 10m}\n"
"clocks:\n"
"  eu-gdpr-33-authority: {truth: I-01, house_target: 6h}\n"
"decisions:\n"
"  D-01: {ask: Wipe it, options: [wipe, wait], within: 5m, obj: O3}\n"
"injects:\n"
"- {id: I-01, at: 0m, kind: message, from: guard, to: [lead], obj: [O1], "
"expect: [{step: awareness-time, by: 5m, crit: true}]}\n"
"- {id: I-02, at: 5m, kind: evidence, from: guard, to: [it], obj: [O2], "
"expect: [{step: lock-laptop, by: 5m, crit: true}]}\n"
"- {id: I-03, at: 8m, kind: decision, from: guard, to: [lead], opens: D-01, "
"obj: [O3], expect: [{say: who answers for it, by: 5m, crit: true}]}\n"
"- {id: I-04, at: 12m, kind: contingency, when: {not_done: lock-laptop}, "
"from: guard, to: [it], obj: [O2], expect: [{step: lock-laptop, by: 3m, "
"crit: true}]}\n"
"- {id: I-05, at: 15m, kind: noise, from: guard, to: [lead], obj: [O1], "
"expect: [{say: nobody chases it, by: 5m}]}\n"
"---\n\n"
"# Before\n> You are the team.\n\n"
"## I-01 A call\nNote.\n> Something is gone.\n\n"
"## I-02 A log\nNote.\n> It was online at noon.\n\n"
"## I-03 A question\nNote.\n> Do we wipe it?\n\n"
"## I-04 Again\nNote.\n> It is online again.\n\n"
"## I-05 Noise\nNote.\n> A dog barks.\n\n"
"# Hotwash\n1 What surprised you?\n";

/* --- up and down ---------------------------------------------------------- */

void drillfix_up(struct drillfix *x)
{
	struct pb_source src = {"laptop-train.en.md", scenario,
				sizeof(scenario) - 1};
	struct findings f = {0};

	memset(x, 0, sizeof(*x));
	casefix_up_as(&x->x, "DRILL-2026-014");
	x->wu = casefix_wu(&x->x);
	x->start = x->x.f.now;
	assert_int_equal(scenario_read(&x->sc, &src, 1, &f, &x->x.f.err), 0);
	if (f.errors)
		fail_msg("%s", f.at[0].what);
	findings_release(&f);
}

void drillfix_down(struct drillfix *x)
{
	score_free(x->s);
	drill_state_free(x->d);
	scenario_free(x->sc);
	notes_release(&x->notes);
	casefile_close(x->wu);
	casefix_down(&x->x);
}

int drillfix_begin(void **state)
{
	static struct drillfix x;

	drillfix_up(&x);
	*state = &x;
	return 0;
}

int drillfix_end(void **state)
{
	drillfix_down(*state);
	return 0;
}

/* --- what is written -------------------------------------------------------- */

void drillfix_at(struct drillfix *x, double minute)
{
	int64_t ms = (int64_t)(minute * (double)MINUTE);

	x->x.f.mono += x->start + ms - x->x.f.now;
	x->x.f.now = x->start + ms;
}

static bool copy_member(void *ctx, const char *name, const struct jread *v)
{
	jwrite_copy(ctx, name, v);
	return true;
}

static void copy_members(struct jwrite *j, const void *ctx)
{
	jread_each(ctx, copy_member, j);
}

static void write_by(struct drillfix *x, struct casefile *c, const char *type,
		     const char *on, const char *by, const char *members)
{
	struct act a = {.c = c};
	struct jread *doc;
	struct drill_entry e = {.type = type, .on = on, .by = by,
				.fill = copy_members};

	if (jread_parse_foreign(&doc, members, strlen(members), 8,
				&x->x.f.err))
		fail_msg("%s: %s", members, x->x.f.err.what);
	e.ctx = doc;
	if (act_drill(&a, &e, 1, ROLE_OBSERVER, &x->x.f.err))
		fail_msg("%s", x->x.f.err.what);
	jread_free(doc);
}

void drillfix_write(struct drillfix *x, const char *type, const char *on,
		    const char *by, const char *members)
{
	write_by(x, x->x.c, type, on, by, members);
}

void drillfix_write_wu(struct drillfix *x, const char *type, const char *on,
		       const char *by, const char *members)
{
	write_by(x, x->wu, type, on, by, members);
}

void drillfix_start(struct drillfix *x)
{
	drillfix_write(x, "drill.control", NULL, FACILITATOR,
		       "{\"op\":\"start\",\"scenario\":\"laptop-train\","
		       "\"version\":\"1.0.0\",\"slug\":\"lost-laptop\","
		       "\"story\":\"2026-03-16T09:00:00.000+00:00\","
		       "\"anchors\":[[0,0],[600000,7200000],"
		       "[1200000,72000000],[1800000,79200000]],"
		       "\"play\":1800000,\"release\":\"confirm\","
		       "\"mode\":\"run\"}");
}

void drillfix_op(struct drillfix *x, const char *op)
{
	struct str members = {0};

	str_addf(&members, "{\"op\":\"%s\"}", op);
	drillfix_write(x, "drill.control", NULL, FACILITATOR,
		       str_text(&members));
	str_release(&members);
}

void drillfix_release(struct drillfix *x, const char *inject)
{
	drillfix_write(x, "inject.release", inject, FACILITATOR,
		       str_eq(inject, "I-03")
			       ? "{\"opens\":\"D-01\",\"options\":[\"wipe\","
				 "\"wait\"],\"words\":[{\"text\":\"?\"}]}"
			       : "{\"words\":[{\"text\":\"!\"}]}");
}

void drillfix_done(struct drillfix *x, const char *role, const char *step)
{
	struct act a = {.c = x->x.c, .by = role, .override_person = true};
	struct step_args args = {.why = "a drill"};

	if (str_eq(step, "awareness-time"))
		args.value = "2026-03-16T09:00+00:00";
	if (act_step_done(&a, step, &args, &x->x.f.err))
		fail_msg("%s", x->x.f.err.what);
}

void drillfix_keep(struct drillfix *x, const char *type, const char *on,
		   const char *by, const char *op)
{
	struct drill_remark r = {.type = type, .on = on, .by = by, .op = op,
				 .made = x->x.f.now};

	assert_int_equal(notes_add(&x->notes, &r, &x->x.f.err), 0);
}

/* --- what came of it ---------------------------------------------------------- */

const struct drill_state *drillfix_look(struct drillfix *x)
{
	struct moment at = drill_moment(&x->x.f.env, device_key(x->x.lin));

	drill_state_free(x->d);
	x->d = NULL;
	if (casefile_refresh(x->x.c, NULL, &x->x.f.err) ||
	    casefile_tick(x->x.c, &x->x.f.err) ||
	    drill_state_make(&x->d, casefile_now(x->x.c), x->sc, &x->notes,
			     &at, &x->x.f.err))
		fail_msg("%s", x->x.f.err.what);
	return x->d;
}

const struct drill_inject *drillfix_inject(struct drillfix *x, const char *id)
{
	const struct drill_inject *in = drill_inject(drillfix_look(x), id);

	if (!in)
		fail_msg("no inject %s", id);
	return in;
}

static bool three_days(void *ctx, const char *id, int64_t from, int64_t *end)
{
	(void)ctx;
	*end = from + 72 * 60 * MINUTE;
	return str_eq(id, "eu-gdpr-33-authority");
}

const struct score *drillfix_score(struct drillfix *x)
{
	struct scenario_world w = {.limit = three_days};

	score_free(x->s);
	x->s = NULL;
	if (score_make(&x->s, drillfix_look(x), &w, &x->x.f.err))
		fail_msg("%s", x->x.f.err.what);
	return x->s;
}

const struct score_expect *drillfix_expect(struct drillfix *x, const char *key)
{
	const struct score *s = drillfix_score(x);

	for (size_t i = 0; i < s->expect_count; i++)
		if (str_eq(s->expect[i].def->key, key))
			return &s->expect[i];
	fail_msg("nothing is expected as %s", key);
	return NULL;
}

const struct score_objective *drillfix_objective(struct drillfix *x,
						 const char *id)
{
	const struct score *s = drillfix_score(x);

	for (size_t i = 0; i < s->objective_count; i++)
		if (str_eq(s->objective[i].def->id, id))
			return &s->objective[i];
	fail_msg("no objective %s", id);
	return NULL;
}
