/* core/clock/terms.c - see terms.h. */
#include "core/clock/count.h"

#include <string.h>

#include "core/base/near.h"
#include "core/base/tr.h"

const struct clock_term clock_methods[] = {
	[METHOD_NONE] = {"none", N_("no number in the rule")},
	[METHOD_CONTRACT] = {"contract", N_("the number comes from the "
					    "contract")},
	[METHOD_ELAPSED] = {"elapsed", N_("elapsed hours or minutes; nights, "
					  "weekends and holidays count")},
	[METHOD_DAYS_EXCL] = {"days_excl_event",
			      N_("calendar days, the day of the event not "
				 "counted")},
	[METHOD_DAYS_INCL] = {"days_incl_first",
			      N_("calendar days, the day of the event is "
				 "day 1")},
	[METHOD_MONTH_1182] = {"month_1182",
			       N_("months to the same date, else to the last "
				  "day of the month (Regulation 1182/71)")},
	[METHOD_SEC_DAYS] = {"business_days_us_sec",
			     N_("business days, to 17:30 in New York (SEC "
				"Form 8-K)")},
	[METHOD_BR_DAYS] = {"business_days_br",
			    N_("Monday to Friday, holidays counted "
			       "(Brazil)")},
	[METHOD_DORA] = {"dora_initial",
			 N_("DORA first report: from classification and from "
			    "awareness")},
	[METHOD_YEAR_END] = {"year_end_plus_days",
			     N_("days after the end of the calendar year")},
	{0},
};

const struct clock_term clock_units[] = {
	[UNIT_NONE] = {"none", NULL},
	[UNIT_MINUTES] = {"minutes", NULL},
	[UNIT_HOURS] = {"hours", NULL},
	[UNIT_DAYS] = {"calendar_days", NULL},
	[UNIT_BDAYS] = {"business_days", NULL},
	[UNIT_MONTHS] = {"months", NULL},
	{0},
};

const struct clock_term clock_flags[] = {
	[FLAG_NO_ROLL] = {"no_roll", N_("a last day on a weekend or holiday "
					"is not moved")},
	[FLAG_SHOW_EARLIER] = {"show_earlier",
			       N_("of two readings the earlier date is the "
				  "deadline")},
	[FLAG_ROLL_CN] = {"note_roll_cn",
			  N_("if Civil Code art. 203 applies, the last day is "
			     "the one after the statutory holiday")},
	[FLAG_ROLL_1182] = {"note_roll_1182",
			    N_("by Regulation 1182/71 Art. 3(4) to the end of "
			       "the next working day")},
	[FLAG_HOUR_1182] = {"note_1182_hour",
			    N_("by Regulation 1182/71 Art. 3(1) the hour of "
			       "the event is not counted")},
	[FLAG_ROLL_JP] = {"note_roll_jp",
			  N_("to the next day on which the Japanese "
			     "administration is open")},
	[FLAG_HOLIDAYS_SKIPPED] = {"note_holidays_skipped",
				   N_("if national holidays are skipped as "
				      "well")},
	[FLAG_DORA_RELIEF] = {"note_dora_5_4_relief",
			      N_("only for entities that qualify (Art. 5(4), "
				 "5(5)): noon of the next working day")},
	[FLAG_CUTOFF] = {"cutoff_17_30_new_york",
			 N_("17:30 in New York: a later filing gets the next "
			    "day's date")},
	[FLAG_SOFT] = {"guideline_soft",
		       N_("a target from a guideline, not a statutory "
			  "deadline")},
	{0},
};

const struct clock_term clock_facts[] = {
	[FACT_CLASSIFIED] = {"classified_at",
			     N_("when the incident was classified as major")},
	[FACT_SMALL_AGENT] = {"small_scale_agent",
			      N_("the controller is a small-scale agent "
				 "(Brazil)")},
	[FACT_CALENDAR] = {"calendar",
			   N_("the calendar that the team chose for notes")},
	[FACT_ANCHOR] = {"anchor_recorded",
			 N_("the filing that this clock runs from has been "
			    "recorded")},
	{0},
};

const struct clock_term clock_states[] = {
	[CLOCK_NOT_APPLICABLE] = {"not_applicable", N_("does not apply")},
	[CLOCK_SCOPE_UNKNOWN] = {"scope_unknown",
				 N_("nobody has decided if it applies")},
	[CLOCK_NOT_IN_FORCE] = {"not_in_force",
				N_("not in force at the trigger")},
	[CLOCK_NOT_STARTED] = {"not_started", N_("not started")},
	[CLOCK_ANCHOR_MISSING] = {"anchor_missing",
				  N_("it began, the time is not recorded")},
	[CLOCK_NO_NUMBER] = {"no_number", N_("running, no number in the "
					     "rule")},
	[CLOCK_RUNNING] = {"running", N_("running")},
	[CLOCK_OVERDUE] = {"overdue", N_("OVERDUE")},
	[CLOCK_FILED] = {"filed", N_("met in time")},
	[CLOCK_FILED_LATE] = {"filed_late", N_("met late")},
	[CLOCK_SKIPPED] = {"skipped_with_reason", N_("waived, with reason")},
	{0},
};

const struct clock_term clock_precisions[] = {
	[PRECISE_MINUTE] = {"minute", N_("to the minute")},
	[PRECISE_HOUR] = {"hour", N_("to the hour")},
	[PRECISE_DAY] = {"day", N_("to the day")},
	[PRECISE_UNKNOWN] = {"unknown", N_("not known how exactly")},
	{0},
};
const struct clock_term law_statuses[] = {
	[LAW_IN_FORCE] = {"in_force", N_("in force")},
	[LAW_NOT_IN_FORCE] = {"not_in_force", N_("not in force")},
	[LAW_PROPOSED] = {"proposed", N_("proposed")},
	[LAW_VOLUNTARY] = {"voluntary", N_("voluntary")},
	[LAW_CONTRACT] = {"contract", N_("contract")},
	{0},
};

int clock_term(const struct clock_term *of, const char *id)
{
	for (int i = 0; id && of[i].id; i++)
		if (!strcmp(of[i].id, id))
			return i;
	return -1;
}

const char *clock_term_near(const struct clock_term *of, const char *word)
{
	const char *best = NULL;

	for (; of->id; of++)
		best = near_better(word, best, of->id);
	return best;
}

/* The units each method counts in, as bits. */
static const unsigned method_units[] = {
	[METHOD_NONE] = 1 << UNIT_NONE,
	[METHOD_CONTRACT] = 1 << UNIT_NONE,
	[METHOD_ELAPSED] = 1 << UNIT_HOURS | 1 << UNIT_MINUTES,
	[METHOD_DAYS_EXCL] = 1 << UNIT_DAYS,
	[METHOD_DAYS_INCL] = 1 << UNIT_DAYS,
	[METHOD_MONTH_1182] = 1 << UNIT_MONTHS,
	[METHOD_SEC_DAYS] = 1 << UNIT_BDAYS,
	[METHOD_BR_DAYS] = 1 << UNIT_BDAYS,
	[METHOD_DORA] = 1 << UNIT_HOURS,
	[METHOD_YEAR_END] = 1 << UNIT_DAYS,
};

bool clock_method_takes(enum clock_method m, enum clock_unit u)
{
	return method_units[m] >> u & 1;
}
