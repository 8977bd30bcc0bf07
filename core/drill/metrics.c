/* core/drill/metrics.c - see metrics.h; how each is counted stands in
 * score_figures.c. */
#include "core/drill/metrics.h"

#include "core/base/tr.h"

static void span(struct str *out, int64_t ms)
{
	char text[TIME_TEXT];

	play_short(text, ms);
	str_add(out, text);
}

static void contained(struct str *out, const struct score *s)
{
	if (!s->contained_known)
		str_add(out, _("not by the end"));
	else
		span(out, s->contained);
}

static void slowest(struct str *out, const struct score *s)
{
	if (s->undecided)
		str_add(out, _("one was not taken"));
	else if (s->slowest == REAL_NONE)
		str_add(out, "-");
	else
		span(out, s->slowest);
}

static void clocks(struct str *out, const struct score *s)
{
	str_addf(out, _("met %zu, missed %zu, open %zu, cut %zu"),
		 s->clocks[CLOCK_MET], s->clocks[CLOCK_MISSED],
		 s->clocks[CLOCK_STILL_OPEN], s->clocks[CLOCK_CUT]);
}

static void critical(struct str *out, const struct score *s)
{
	str_addf(out, "%zu", s->critical_missed);
}

static void order(struct str *out, const struct score *s)
{
	str_addf(out, _("%zu of %zu"), s->broken, s->edges);
}

static void unprompted(struct str *out, const struct score *s)
{
	str_addf(out, _("%zu of %zu"), s->unprompted, s->met);
}

static void acked(struct str *out, const struct score *s)
{
	if (s->acked == REAL_NONE)
		str_add(out, "-");
	else
		span(out, s->acked);
}

static void aware(struct str *out, const struct score *s)
{
	if (!s->aware_known)
		str_add(out, _("not recorded"));
	else
		span(out, s->aware);
}

static void coverage(struct str *out, const struct score *s)
{
	str_addf(out, _("%zu of %zu"), s->done, s->required);
}

static void answered(struct str *out, const struct score *s)
{
	str_addf(out, _("%zu of %zu"), s->in_window, s->asked);
}

static void alike(struct str *out, const struct score *s)
{
	if (s->alike_on)
		str_addf(out, "%u %% (%s)", s->alike, s->alike_on);
	else
		str_add(out, "-");
}

static void contradictions(struct str *out, const struct score *s)
{
	str_addf(out, "%zu", s->contradictions);
}

static void plan(struct str *out, const struct score *s)
{
	str_addf(out, _("%zu of %zu"), s->actions_done, s->actions);
	if (s->action_days != REAL_NONE)
		str_addf(out, _(", median %lld days"),
			 (long long)s->action_days);
}

const struct drill_metric drill_metrics[] = {
	{N_("First containment"),
	 N_("real time from the first inject that asks for a step of a "
	    "contain phase to the first such step done"), contained},
	{N_("Slowest critical decision"),
	 N_("real time from the inject that opens it to an answer with an "
	    "owner and a reason; critical: its inject has a critical "
	    "expectation"), slowest},
	{N_("Clocks"),
	 N_("legal limits and own targets, counted in story time from the "
	    "inject that was the truth; open: the end came first; cut: a "
	    "jump or a speed above 1 passed it"), clocks},
	{N_("Critical steps missed"),
	 N_("critical expectations whose time ran out undone"), critical},
	{N_("Steps out of order"),
	 N_("done before the step they wait for, of those waits that were "
	    "put to the test"), order},
	{N_("Met unprompted"),
	 N_("before any hint or contingency, of those met; help is no sin"),
	 unprompted},
	{N_("Time to acknowledge"),
	 N_("median real time from the release to the first "
	    "acknowledgement"), acked},
	{N_("Awareness error"),
	 N_("story time the team recorded less that of the inject that was "
	    "the truth; below zero is a lucky guess, look at it"), aware},
	{N_("Step coverage"),
	 N_("steps done, of those that released injects expect"), coverage},
	{N_("Injects answered"),
	 N_("within their time, of the released ones that ask for an "
	    "answer"), answered},
	{N_("Decision alignment"),
	 N_("largest share of equal silent votes where it was least; low "
	    "below 60 %; needs four voters"), alike},
	{N_("Contradictions"),
	 N_("statements that differed between two recipients, as an "
	    "evaluator marked them"), contradictions},
	{N_("Improvement plan"),
	 N_("actions closed, of those written down; closed is not verified: "
	    "that takes the same expectation met in a later run"), plan},
};
const size_t drill_metric_count =
	sizeof(drill_metrics) / sizeof(*drill_metrics);
