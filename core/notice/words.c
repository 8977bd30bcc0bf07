/* core/notice/words.c - see words.h. */
#include "core/notice/words.h"

#include "core/base/tr.h"

static void add_names(struct str *out, const struct case_notice *n)
{
	for (size_t i = 0; i < n->approvals; i++)
		str_addf(out, "%s%s", i ? ", " : "",
			 event_doer(n->approval[i]));
}

void notice_state_words(struct str *out, const struct case_notice *n)
{
	if (n->conflict) {
		str_add(out, _("changed by two people at once"));
		return;
	}
	if (n->sent)
		str_add(out, _("sent, "));
	if (n->approved && n->self) {
		str_addf(out, _("approved by its author (%s)"),
			 event_doer(n->approval[n->approvals - 1]));
	} else if (n->approved) {
		str_add(out, _("approved by "));
		add_names(out, n);
	} else if (n->approvals) {
		str_add(out, _("needs a second approval; so far: "));
		add_names(out, n);
	} else if (n->voided) {
		str_addf(out, _("the approval by %s is void: %s changed it"),
			 event_doer(n->voided), event_doer(n->draft));
	} else {
		str_addf(out, _("needs approval; %s wrote it"),
			 event_doer(n->draft));
	}
}

void notice_follow_words(struct str *out, const struct case_notice *n)
{
	for (size_t i = 0; i < n->follows; i++)
		str_addf(out, "%s%s", i ? ", " : _("to follow: "),
			 n->follow[i]);
}

const char *said_words(enum said_state st)
{
	switch (st) {
	case SAID:
		return _("yes");
	case SAID_LATER:
		return _("to follow");
	case SAID_NOT:
		return _("not applicable");
	case SAID_MISSING:
		return _("NO");
	}
	return "";
}

static const struct {
	const char *kind, *words;
} kinds[] = {
	{"authority", N_("an authority")},
	{"individuals", N_("people affected")},
	{"authority_and_individuals", N_("an authority and people affected")},
	{"contract_partner", N_("a contract partner")},
	{"payment_brand", N_("a payment brand")},
	{"media", N_("the media")},
	{"police", N_("the police")},
	{"public_filing", N_("a public register")},
	{"internal", N_("our own people")},
};

const char *notice_kind_words(const char *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_eq(kinds[i].kind, kind))
			return _(kinds[i].words);
	return kind ? kind : "";
}
