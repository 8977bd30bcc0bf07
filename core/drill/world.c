/* core/drill/world.c - what lint of a scenario may look up. */
#include "core/base/tr.h"
#include "core/clock/count.h"
#include "core/drill/scenario.h"
#include "core/playbook/finding.h"

static bool has_clock(void *ctx, const char *id, bool *has_number)
{
	const struct clock_rule *r;
	struct error ignored;

	*has_number = true;
	return !clock_rules_find(&r, ctx, id, &ignored);
}

static bool runs_out(void *ctx, const char *id, int64_t from, int64_t *end)
{
	struct clock_trigger t = {.known = true, .at = from};
	const struct clock_rule *r;
	struct clock_due due;
	struct error ignored;

	if (clock_rules_find(&r, ctx, id, &ignored))
		return false;
	clock_count(&due, r, &t, from);
	*end = due.deadline;
	return due.end != END_NEVER;
}

void scenario_world_of(struct scenario_world *w,
		       const struct clock_rules *rules,
		       const struct playbook *pb)
{
	*w = (struct scenario_world){.pb = pb, .clock = has_clock,
				     .limit = runs_out,
				     .ctx = (void *)(uintptr_t)rules};
}

void scenario_no_playbook(struct findings *f, const struct scenario *sc)
{
	struct place at = {.file = sc->file[0], .line = sc->slug_at.line,
			   .col = sc->slug_at.col, .key = "playbook"};

	finding_add(f, LINT_REF, &at, NULL,
		    _("no playbook is called \"%s\""), sc->slug);
}
