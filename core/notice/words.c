/* core/notice/words.c - see words.h. */
#include "core/notice/words.h"

#include "core/base/tr.h"
#include "core/case/people.h"
#include "core/notice/approve.h"

static void add_names(struct str *out, const struct case_notice *n)
{
	for (size_t i = 0; i < n->approvals; i++) {
		const struct set_approval *p = n->approval[i]->data;

		str_add(out, i ? _(", ") : "");
		str_addf(out, p->self ? _("its author (%s)") : "%s",
			 event_doer(n->approval[i]));
	}
}

void notice_state_words(struct str *out, const struct case_notice *n)
{
	if (n->conflict) {
		str_add(out, _("changed by two people at once"));
		return;
	}
	if (n->sent)
		str_add(out, _("sent, "));
	if (n->approved) {
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

void notice_count_words(struct str *out, const struct case_notice *n,
			int64_t count)
{
	int64_t was;

	if (!n->sent && notice_other_count(&was, n, count))
		str_addf(out, _("; VOID: approved for %lld people, now %lld"),
			 (long long)was, (long long)count);
}

void notice_follow_words(struct str *out, const struct case_notice *n)
{
	for (size_t i = 0; i < n->follows; i++)
		str_addf(out, "%s%s", i ? _(", ") : _("to follow: "),
			 n->follow[i]);
}

void notice_lack_words(struct str *out, const struct draft_lack *l)
{
	str_addf(out, ngettext("%s (%s): %zu person has no value for it",
			       "%s (%s): %zu people have no value for it",
			       l->people),
		 l->blank->name, _(l->blank->what), l->people);
}

void notice_size_words(struct str *out, const struct sms_size *sms, bool most)
{
	str_addf(out,
		 most ? ngettext("up to %zu characters, %zu short message",
				 "up to %zu characters, %zu short messages",
				 sms->parts)
		      : ngettext("%zu characters, %zu short message",
				 "%zu characters, %zu short messages",
				 sms->parts), sms->units, sms->parts);
}

void notice_people_words(struct str *out, const struct said *it)
{
	if (it->people)
		str_addf(out, ngettext(" (not to %zu person)",
				       " (not to %zu people)", it->people),
			 it->people);
}

void notice_missing_words(struct str *out, const struct draft_check *c,
			  const char *lang)
{
	bool first = true;

	for (size_t i = 0; i < c->items; i++) {
		const struct said *it = &c->item[i];

		if (it->state != SAID_MISSING)
			continue;
		str_addf(out, "%s%s/%d: %s", first ? "" : "\n",
			 it->list->id, it->item->item,
			 clock_text(&it->item->text, lang));
		notice_people_words(out, it);
		first = false;
	}
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

const char *notice_to_words(const struct situation *s,
			    const struct set_notice *set)
{
	const char *name;

	if (set->authority)
		return set->authority;
	if (!set->filter)
		return notice_kind_words(set->kind);
	if (str_eq(set->filter, GROUP_ALL))
		return _("everybody");
	name = situation_group_name(s, set->filter);
	return name ? name : set->filter;
}
