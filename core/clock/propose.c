/* core/clock/propose.c - see propose.h. */
#include "core/clock/propose.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/near.h"
#include "core/base/tr.h"

#define LEVEL_LARGER 2 /* 较大: from here reports are due in hours */

const struct clock_term case_questions[] = {
	[CF_PLACES] = {"people", N_("Where are the people? CN, EU, US-CA ...")},
	[CF_ROLE] = {"role", N_("Whose data: ours (handler), or a client's "
				"(processor)?")},
	[CF_LEVEL] = {"level", N_("In China, the incident's level? (Not the "
				  "case's severity.)")},
	[CF_MINORS] = {"minors", N_("Are minors among them?")},
	[CF_CRIME] = {"crime", N_("Is a crime suspected?")},
	[CF_CII] = {"cii", N_("Is it critical information infrastructure?")},
	[CF_ORGAN] = {"state_organ", N_("Are we an organ of state?")},
	[CF_MISUSE] = {"misuse", N_("Could the data be misused?")},
	[CF_COUNT] = {"count", N_("How many people?")},
	[CF_KINDS] = {"kinds", N_("What kinds of data?")},
	{0},
};

static const char *const levels[4][2] = {
	{"general", "一般"}, {"larger", "较大"}, {"major", "重大"},
	{"extreme", "特别重大"}};

#define NEED(fact) (1u << (fact))
/* What a clock needs beside its place; all others are a handler's. */
static const struct {
	const char *clock;
	unsigned needs; /* bits; CF_ROLE: we are the processor */
} conditions[] = {
	{"cn-incident-4h", NEED(CF_LEVEL)},
	{"cn-incident-cii-1h", NEED(CF_LEVEL) | NEED(CF_CII)},
	{"cn-incident-gov-2h", NEED(CF_LEVEL) | NEED(CF_ORGAN)},
	{"cn-incident-update", NEED(CF_LEVEL)},
	{"cn-incident-summary-30d", NEED(CF_LEVEL)},
	{"cn-incident-police", NEED(CF_CRIME)},
	{"cn-minors-35", NEED(CF_MINORS)},
	{"cn-processor-to-handler", NEED(CF_ROLE)},
	{"eu-gdpr-33-2-processor", NEED(CF_ROLE)},
	{"eu-gdpr-33-authority", NEED(CF_MISUSE)},
	{"eu-gdpr-34-individuals", NEED(CF_MISUSE)},
	{"us-hipaa-business-associate", NEED(CF_ROLE)},
	{"us-sec-regsp-provider", NEED(CF_ROLE)},
	{"contract-processor-24h", NEED(CF_ROLE)},
};

static unsigned needs_of(const struct clock_rule *c)
{
	for (size_t i = 0; i < sizeof(conditions) / sizeof(*conditions); i++)
		if (!strcmp(conditions[i].clock, c->id))
			return conditions[i].needs;
	return 0;
}

/* --- answers --------------------------------------------------------------------- */

static int no_answer(const char *name, const char *value, const char *words,
		     struct error *err)
{
	error_set(err, ERR_USAGE, _("%s: \"%.64s\" is no answer"), name,
		  value);
	error_where(err, _("it is one of: %s"), words);
	error_id(err, "bad_fact");
	return ERR_USAGE;
}

static int take_places(struct case_facts *f, const struct clock_rules *r,
		       const char *value, struct error *err)
{
	const struct clock_place *p;
	struct str all = {0};
	int rc;

	for (size_t i = 0; (p = clock_place_at(r, i)); i++) {
		if (p->id && !strcasecmp(p->id, value) &&
		    f->places < FACT_PLACES) {
			f->place[f->places++] = p->id;
			str_release(&all);
			return 0;
		}
		if (p->id)
			str_addf(&all, "%s%s", all.len ? ", " : "", p->id);
	}
	rc = no_answer("people", value, str_text(&all), err);
	str_release(&all);
	return rc;
}

static int take_level(struct case_facts *f, const char *value,
		      struct error *err)
{
	for (int i = 0; i < 4; i++)
		if (!strcmp(levels[i][0], value) ||
		    !strcmp(levels[i][1], value)) {
			f->level = i + 1;
			return 0;
		}
	return no_answer("level", value, "general, larger, major, extreme; "
			 "一般, 较大, 重大, 特别重大", err);
}

static int take_role(struct case_facts *f, const char *value,
		     struct error *err)
{
	if (!strcmp(value, "handler") || !strcmp(value, "processor")) {
		f->role = *value == 'h' ? ROLE_HANDLER : ROLE_PROCESSOR;
		return 0;
	}
	return no_answer("role", value, "handler, processor", err);
}

int case_fact(struct case_facts *f, const struct clock_rules *r,
	      const char *name, const char *value, struct error *err)
{
	int fact = clock_term(case_questions, name);
	const char *near = clock_term_near(case_questions, name);
	bool yes = !strcmp(value, "yes"), no = !strcmp(value, "no");

	switch (fact) {
	case CF_PLACES:
		return take_places(f, r, value, err);
	case CF_ROLE:
		return take_role(f, value, err);
	case CF_LEVEL:
		return take_level(f, value, err);
	case CF_KINDS:
		f->kinds = value;
		return 0;
	case CF_COUNT:
		if (str_int(&f->people, value, 0, 10000000000))
			return 0;
		return no_answer(name, value, "0 ... 10000000000", err);
	}
	if (fact < 0) {
		error_set(err, ERR_USAGE, _("nobody asks for %.64s"), name);
		if (near)
			error_fix(err, _("did you mean %s?"), near);
		error_id(err, "unknown_fact");
		return ERR_USAGE;
	}
	if (!yes && !no)
		return no_answer(name, value, "yes, no", err);
	f->is[fact] = yes ? ANSWER_YES : ANSWER_NO;
	return 0;
}

/* --- what follows ----------------------------------------------------------------- */

static void reason(struct str *why, const char *text)
{
	str_addf(why, "%s%s", why->len ? _("; ") : "", text);
}

bool clock_at_place(const struct clock_rule *c, const char *place)
{
	size_t n = strlen(c->jurisdiction);

	return !strncasecmp(place, c->jurisdiction, n) &&
	       (!place[n] || place[n] == '-');
}

static bool at_place(const struct clock_rule *c, const struct case_facts *f)
{
	for (size_t i = 0; i < f->places; i++)
		if (clock_at_place(c, f->place[i]))
			return true;
	return false;
}

static bool by_role(struct str *why, bool processor,
		    const struct case_facts *f)
{
	enum our_role wanted = processor ? ROLE_PROCESSOR : ROLE_HANDLER;

	if (f->role != ROLE_UNSAID && f->role != wanted)
		return false;
	if (f->role == ROLE_UNSAID)
		reason(why, processor ? _("if it is a client's data")
				      : _("if it is our own data"));
	else
		reason(why, processor ? _("it is a client's data")
				      : _("it is our own data"));
	return true;
}

static bool by_level(struct str *why, const struct case_facts *f)
{
	if (f->level && f->level < LEVEL_LARGER)
		return false;
	reason(why, f->level ? _("the incident's level is 较大 or above")
			     : _("if the incident's level is 较大 or above"));
	return true;
}

static const struct {
	enum case_fact fact;
	const char *is, *if_so;
} yes_or_no[] = {
	{CF_MINORS, N_("minors are among them"),
	 N_("if minors are among them")},
	{CF_CRIME, N_("a crime is suspected"), N_("if a crime is suspected")},
	{CF_CII, N_("it is critical infrastructure"),
	 N_("if it is critical infrastructure")},
	{CF_ORGAN, N_("we are an organ of state"),
	 N_("if we are an organ of state")},
	{CF_MISUSE, N_("the data could be misused"),
	 N_("if the data could be misused")},
};

/* The program weighs neither against a threshold: a person does. */
static void how_much(struct str *why, const struct case_facts *f)
{
	char text[64];

	if (f->people >= 0) {
		snprintf(text, sizeof(text),
			 ngettext("%lld person", "%lld people",
				  (unsigned long)f->people), f->people);
		reason(why, text);
	}
	if (f->kinds && *f->kinds)
		reason(why, f->kinds);
}

bool clock_proposed(struct str *why, const struct clock_rule *c,
		    const struct case_facts *f)
{
	bool contract = !strcmp(c->jurisdiction, "contract");
	unsigned needs = needs_of(c);

	if (!contract && !at_place(c, f))
		return false;
	if (!contract)
		reason(why, _("people are there"));
	if (!by_role(why, needs & NEED(CF_ROLE), f))
		return false;
	if (needs & NEED(CF_LEVEL) && !by_level(why, f))
		return false;
	for (size_t i = 0; i < sizeof(yes_or_no) / sizeof(*yes_or_no); i++) {
		enum answer is = f->is[yes_or_no[i].fact];

		if (!(needs & NEED(yes_or_no[i].fact)))
			continue;
		if (is == ANSWER_NO)
			return false;
		reason(why, _(is == ANSWER_YES ? yes_or_no[i].is
					       : yes_or_no[i].if_so));
	}
	how_much(why, f);
	return true;
}
