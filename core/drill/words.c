/* core/drill/words.c - see words.h. */
#include "core/drill/words.h"

#include "core/base/tr.h"

const char *drill_run_words(enum drill_run r)
{
	static const char *const words[] = {
		[RUN_BEFORE] = N_("not started"),
		[RUN_RUNNING] = N_("running"), [RUN_FROZEN] = N_("frozen"),
		[RUN_HALTED] = N_("halted"), [RUN_ENDED] = N_("ended"),
	};

	return _(words[r]);
}

const char *inject_state_words(enum inject_state st)
{
	static const char *const words[] = {
		[INJ_PLANNED] = N_("planned"), [INJ_DUE] = N_("due"),
		[INJ_HELD] = N_("held"), [INJ_RELEASED] = N_("released"),
		[INJ_ACKED] = N_("acknowledged"),
		[INJ_ANSWERED] = N_("answered"),
		[INJ_MOOT] = N_("not needed"), [INJ_SKIPPED] = N_("skipped"),
		[INJ_NOT_REACHED] = N_("not reached"),
	};

	return _(words[st]);
}

const char *expect_state_words(enum expect_state st)
{
	static const char *const words[] = {
		[EXP_MET] = N_("met"), [EXP_LATE] = N_("late"),
		[EXP_MISSED] = N_("missed"),
		[EXP_UNTESTED] = N_("untested"),
		[EXP_NOT_OBSERVED] = N_("not observed"),
		[EXP_OPEN] = N_("still open"),
	};

	return _(words[st]);
}

const char *clock_result_words(enum clock_result r)
{
	static const char *const words[] = {
		[CLOCK_MET] = N_("met"), [CLOCK_MISSED] = N_("missed"),
		[CLOCK_STILL_OPEN] = N_("still open"),
		[CLOCK_CUT] = N_("cut"),
		[CLOCK_NOT_ASKED] = N_("does not apply"),
	};

	return _(words[r]);
}

const char *score_clock_words(const struct score_clock *k)
{
	return k->house  ? _("own target, from the truth")
	       : k->team ? _("from the team's own start")
			 : _("limit, from the truth");
}

const char *proposal_words(enum proposal why)
{
	static const char *const words[] = {
		[BECAUSE_CRITICAL] = N_("a critical expectation was missed"),
		[BECAUSE_CLOCK] = N_("a legal clock was missed"),
		[BECAUSE_ORDER] = N_("a step was done before the one it waits "
				     "for; whether that did harm, a person "
				     "says"),
		[BECAUSE_LATE] = N_("something was late, or missed without "
				    "being critical"),
		[BECAUSE_HELP] = N_("it took a hint or a contingency"),
		[BECAUSE_CLEAN] = N_("all that was tested was met in time"),
		[BECAUSE_NOTHING] = N_("nothing of it was tested"),
	};

	return _(words[why]);
}

const char *rating_words(enum rating r)
{
	static const char *const words[] = {
		[RATE_P] = N_("P, achieved cleanly"),
		[RATE_S] = N_("S, achieved, late or with help"),
		[RATE_M] = N_("M, achieved, with a clock or an order broken"),
		[RATE_U] = N_("U, not achieved"),
		[RATE_NR] = N_("NR, not rated"),
	};

	return _(words[r]);
}

const char *outcome_words(enum outcome o)
{
	static const char *const words[] = {
		[OUTCOME_FIXED] = N_("fixed"),
		[OUTCOME_STILL] = N_("still missed"),
		[OUTCOME_REGRESSED] = N_("regressed"),
		[OUTCOME_NEW] = N_("new"),
		[OUTCOME_GONE] = N_("no longer asked"),
		[OUTCOME_KEPT] = N_("met again"),
		[OUTCOME_UNTESTED] = N_("not tested in both"),
	};

	return _(words[o]);
}

const char *drill_change_words(enum step_change change)
{
	static const char *const words[] = {
		[STEP_KEPT] = N_("kept"), [STEP_REWORDED] = N_("reworded"),
		[STEP_MOVED] = N_("moved"), [STEP_NEW] = N_("new"),
		[STEP_RETIRED] = N_("retired"),
	};

	return _(words[change]);
}

const char *drill_mode_words(const char *mode)
{
	if (str_eq(mode, "solo"))
		return _("solo practice");
	if (str_eq(mode, "script"))
		return _("scripted");
	return _("led");
}
