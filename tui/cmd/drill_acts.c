/* tui/cmd/drill_acts.c - the verbs of `drill do` that a case knows, too: by
 * the same code, by a role, in story time. */
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/clock/running.h"
#include "tui/cmd/clock.h"
#include "tui/cmd/drill_verbs.h"

struct deciding {
	const char *answer, *why, *owner;
};

static void decide_members(struct jwrite *j, const void *ctx)
{
	const struct deciding *d = ctx;

	jwrite_str(j, "answer", d->answer);
	jwrite_str(j, "why", d->why);
	jwrite_str(j, "owner", d->owner);
}

/* --- steps, decisions -------------------------------------------------------------- */

static struct act case_act(struct play *p, struct args *a)
{
	return (struct act){.c = p->c, .by = p->as, .strict = true,
			    .override_person = args_flag(a, "override")};
}

static struct step_args step_args(struct args *a)
{
	return (struct step_args){.value = args_text(a, "value"),
				  .note = args_text(a, "note"),
				  .why = args_text(a, "why")};
}

static int looked(struct play *p, int rc, struct error *err)
{
	return rc && rc != ERR_PENDING ? rc : play_look(p, err);
}

/* A decision of the scenario is not one of the playbook's: it has an owner,
 * and who does not name one and a reason has not decided. */
int verb_decide(struct play *p, struct args *a, struct error *err)
{
	struct deciding d = {verb_word(a, 2), args_text(a, "why"),
			     args_text(a, "owner")};
	struct drill_entry e = {.type = "decision.set", .on = verb_word(a, 1),
				.by = p->as, .fill = decide_members,
				.ctx = &d};
	struct step_args args = step_args(a);
	struct act act = case_act(p, a);
	const struct step *st;
	struct error ignored = {0};
	int rc;

	if (!situation_step(&st, casefile_now(p->c), verb_word(a, 1), &ignored))
		return looked(p, act_decide(&act, verb_word(a, 1),
					    verb_word(a, 2), &args, err),
			      err);
	rc = verb_option(p, verb_word(a, 1), verb_word(a, 2), err);
	if (!rc && (!d.why || !d.owner)) {
		error_set(err, ERR_USAGE,
			  _("a decision has an owner and a reason"));
		rc = error_fix(err, "--owner ROLE --why TEXT");
	}
	return rc ? rc : play_write(p, &e, 1, ROLE_RESPONDER, err);
}

int verb_done(struct play *p, struct args *a, struct error *err)
{
	struct step_args args = step_args(a);
	struct act act = case_act(p, a);

	return looked(p, act_step_done(&act, verb_word(a, 1), &args, err), err);
}

int verb_confirm(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_step_confirm(&act, verb_word(a, 1), err), err);
}

int verb_work(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_step_start(&act, verb_word(a, 1), err), err);
}

int verb_unneeded(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_step_not_needed(&act, verb_word(a, 1),
					     args_text(a, "why"), err), err);
}

int verb_reopen(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_step_reopen(&act, verb_word(a, 1),
					 args_text(a, "why"), err), err);
}

int verb_check(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_checks(&act, verb_word(a, 1), a->word + 2,
				    a->word_count - 2, true, err), err);
}

int verb_note(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_note(&act, args_text(a, "step"), verb_word(a, 1),
				  err), err);
}

/* A moment of the story: "now", "aware" (what the team recorded), or as it
 * was typed. */
static int story_moment(int64_t *at, struct play *p, const char *word,
			struct error *err)
{
	const struct situation *s = casefile_now(p->c);
	const struct set_text *aware = s->aware ? s->aware->data : NULL;

	*at = times_story(&p->d->times, p->d->now);
	if (!word || str_eq(word, "now"))
		return 0;
	if (!str_eq(word, "aware"))
		return time_parse(at, NULL, word,
				  p->zone ? p->zone : p->x->env->zone, *at,
				  err) ? ERR_USAGE : 0;
	if (!aware) {
		error_set(err, ERR_REFUSED, _("%s: nobody has recorded when we "
					      "became aware"), s->label);
		return error_fix(err, "aware now --why TEXT");
	}
	*at = aware->at;
	return 0;
}

/* "aware at" is a moment of the story. */
int verb_aware(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);
	int64_t at;
	int rc = story_moment(&at, p, verb_word(a, 1), err);

	return rc ? rc
		  : looked(p, act_case_aware(&act, at, args_text(a, "why"),
					     err), err);
}

int verb_block(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_step_block(&act, verb_word(a, 1),
					args_text(a, "why"), err), err);
}

/* --- legal clocks ------------------------------------------------------------------- */

/* From a moment, the team's awareness if none is said. */
int verb_clock_start(struct play *p, struct args *a, struct error *err)
{
	const char *at = args_text(a, "at"), *zone = args_text(a, "zone");
	struct act act = case_act(p, a);
	const struct clock_rules *rules;
	struct clock_begin b = {.aware = !at || str_eq(at, "aware"),
				.basis = args_text(a, "why"),
				.typed = at ? at : "aware"};
	int rc = clock_open(&b.rule, &rules, p->x, verb_word(a, 1), err);

	if (!rc)
		rc = story_moment(&b.t.at, p, b.typed, err);
	if (rc)
		return rc;
	b.t.known = true;
	b.zone = zone ? zone : clock_zone(rules, b.rule);
	rc = clock_choose_zone(&b.t, p->x, b.rule, rules, zone, err);
	b.zone_version = rc ? NULL : zones_version(p->x->zones);
	if (!rc)
		rc = clock_start(NULL, &act, &b, rules,
				 times_story(&p->d->times, p->d->now), err);
	return looked(p, rc, err);
}

int verb_clock_stop(struct play *p, struct args *a, struct error *err)
{
	struct set_met m = {.receipt = args_text(a, "receipt"),
			    .why = args_text(a, "why")};
	struct act act = case_act(p, a);
	int rc = story_moment(&m.at, p, args_text(a, "at"), err);

	return rc ? rc
		  : looked(p, act_clock_stop(&act, verb_word(a, 1), &m, err),
			   err);
}

int verb_clock_waive(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_clock_waive(&act, verb_word(a, 1),
					 args_text(a, "why"), err), err);
}
