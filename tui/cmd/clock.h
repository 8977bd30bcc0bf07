/* tui/cmd/clock.h - what the commands about clocks share. */
#ifndef STANCH_CMD_CLOCK_H
#define STANCH_CMD_CLOCK_H

#include "core/clock/count.h"
#include "core/clock/words.h"
#include "tui/cmd/cli.h"

/* The rule of that id, and all others; borrowed. */
int clock_open(const struct clock_rule **rule,
	       const struct clock_rules **rules, struct cli *x,
	       const char *id, struct error *err);
/* The zones a rule is counted in: that of the name, its own if it is NULL.
 * ERR_USAGE: zone_needed, unknown_zone. */
int clock_choose_zone(struct clock_trigger *t, struct cli *x,
		      const struct clock_rule *c,
		      const struct clock_rules *rules, const char *name,
		      struct error *err);
/* --zone, --fact, --term and the time into a trigger; time NULL: none is
 * known. */
int clock_trigger(struct clock_trigger *t, struct cli *x,
		  const struct clock_rule *c, const struct clock_rules *rules,
		  const char *time, struct error *err);
/* What stands beside a deadline: lines, or "notes" of the object that is
 * open. */
void clock_tell_notes(struct cli *x, const struct clock_due *due,
		      const struct zone *z);
/* Says on stderr which clocks were counted anew with the awareness, and to
 * what. */
void clock_tell_recounted(struct cli *x, const struct situation *s);
int clock_lint_run(struct cli *x, struct error *err);
int clock_rules_run(struct cli *x, struct error *err);
int clock_show_run(struct cli *x, struct error *err);
int clock_start_run(struct cli *x, struct error *err);
int clock_stop_run(struct cli *x, struct error *err);
int clock_waive_run(struct cli *x, struct error *err);
int clock_list_run(struct cli *x, struct error *err);
int clock_changed_run(struct cli *x, struct error *err);
/* Says on stderr how many clocks of a case would be counted otherwise. */
void clock_changed_note(struct cli *x, const struct situation *s);
int clock_propose_run(struct cli *x, struct error *err);

#endif
