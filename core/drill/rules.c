/* core/drill/rules.c - what lint says of scenarios, and how it is said. */
#include <stdarg.h>

#include "core/base/tr.h"
#include "core/drill/reading.h"

static const struct lint_rule rules[] = {
	[SC_BYTES] = {"bytes", LINT_ERROR,
		"bytes that are no UTF-8, a hidden or control character"},
	[SC_FRONT] = {"front", LINT_ERROR,
		"front matter missing or not as it must be: an unknown or "
		"missing key, a value of another kind, another id or "
		"language than the file name"},
	[SC_TIME] = {"time", LINT_ERROR,
		"a span that is none, an inject or its deadline beyond "
		"play, anchors that do not begin at 0 or run backwards"},
	[SC_ID] = {"id", LINT_ERROR,
		"an id that is no id or is there twice"},
	[SC_BODY] = {"body", LINT_ERROR,
		"injects of the body that differ from the front matter or "
		"stand in another order"},
	[SC_QUOTE] = {"quote", LINT_ERROR,
		"an inject without its one blockquote, or with two"},
	[SC_FENCE] = {"fence", LINT_ERROR,
		"a quote inside a code fence or a list"},
	[SC_LAZY] = {"lazy", LINT_ERROR,
		"a line right under a quote: it would be shown to the "
		"players"},
	[SC_HTML] = {"html", LINT_ERROR, "raw HTML"},
	[SC_STEP] = {"step", LINT_ERROR,
		"a step that the pinned playbook does not have"},
	[SC_PLAYBOOK] = {"playbook", LINT_ERROR,
		"a playbook below the least version"},
	[SC_OBJECTIVE] = {"objective", LINT_ERROR,
		"an objective without a critical expectation, an inject "
		"that serves none and is not noise, an expectation that "
		"does not say which"},
	[SC_REF] = {"ref", LINT_ERROR,
		"an unknown member of the cast, role, objective, decision "
		"or option"},
	[SC_CLOCKS] = {"clock", LINT_ERROR,
		"an unknown clock, or one that a conditional inject "
		"starts"},
	[SC_WHEN] = {"when", LINT_ERROR,
		"a condition on something unknown, on something later, or "
		"on an inject that has a condition itself"},
	[SC_REAL] = {"real", LINT_ERROR,
		"what looks like a real phone number, mail address, "
		"identity or card number"},
	[SC_TRANSLATION] = {"translation", LINT_ERROR,
		"a translation of another scenario, or with an id that "
		"the base does not have"},
	[SC_DENSE] = {"dense", LINT_WARNING,
		"more than two unconditional injects in less than 5 "
		"minutes"},
	[SC_LEAP] = {"leap", LINT_WARNING,
		"a deadline inside a leap of the story"},
	[SC_STALE] = {"stale", LINT_WARNING,
		"a translation of another version"},
	[SC_MISSING] = {"missing", LINT_WARNING,
		"injects that a translation does not have; the base's "
		"text is shown with a mark"},
	[SC_WRITE] = {"write", LINT_HINT,
		"a text that still has to be written: [?]"},
};

const struct lint_rule *scenario_rules(size_t *count)
{
	*count = sizeof(rules) / sizeof(*rules);
	return rules;
}

void sc_complain(struct reading *r, enum sc_code code, int line, int col,
		 const char *fix, const char *fmt, ...)
{
	struct place at = {.file = r->file, .line = line, .col = col};
	va_list ap;

	va_start(ap, fmt);
	finding_put(r->f, &rules[code], &at, fix, fmt, ap);
	va_end(ap);
}

void sc_find(struct findings *f, const struct scenario *sc,
	     enum sc_code code, struct sc_spot spot, const char *fix,
	     const char *fmt, ...)
{
	struct place at = {.file = sc->file[0], .line = spot.line,
			   .col = spot.col};
	va_list ap;

	va_start(ap, fmt);
	finding_put(f, &rules[code], &at, fix, fmt, ap);
	va_end(ap);
}
