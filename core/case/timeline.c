/* core/case/timeline.c - every record in words, one line each. */
#include "core/case/timeline.h"

#include "core/base/tr.h"
#include "core/case/event.h"

static size_t lang_of(const struct situation *s, const char *lang)
{
	return s->book_count && s->book[0].pb
		       ? playbook_lang(s->book[0].pb, lang)
		       : 0;
}

static const char *standing_words(const struct event *ev)
{
	switch (ev->standing) {
	case REC_COUNTS:
		break;
	case REC_SET_APART:
		return _(" [set apart: its author had been removed]");
	case REC_NOT_PERMITTED:
		return _(" [not permitted: no effect]");
	case REC_PURGED:
		return _(" [purged by an owner]");
	}
	return ev->retracted ? _(" [withdrawn]") : "";
}

const char *timeline_role(const char *by)
{
	static const char *const roles[] = {N_("facilitator"),
					    N_("evaluator"), N_("observer")};

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (str_eq(by, roles[i]))
			return _(roles[i]);
	return by;
}

void timeline_text(struct str *out, const struct situation *s,
		   const struct event *ev, const char *lang)
{
	const struct event_type *t = event_type(ev->type);

	str_add(out, s->drill ? timeline_role(event_doer(ev))
			      : event_doer(ev));
	if (ev->by && *ev->by && !str_eq(ev->by, ev->author->name))
		str_addf(out, _(" (written by %s)"), ev->author->name);
	str_addc(out, ' ');
	if (!t && ev->standing == REC_PURGED)
		str_add(out, _("wrote an entry"));
	else if (!t)
		str_addf(out, _("wrote an entry this program does not know: "
				"%s"),
			 ev->type);
	else if (t->read && !ev->data)
		str_addf(out, _("wrote an entry without effect: %s"),
			 ev->type);
	else
		t->say(out, s, ev, lang_of(s, lang));
	if (ev->odd)
		str_addf(out, " [%s]", ev->odd);
	str_add(out, standing_words(ev));
}

void timeline_flags(struct str *out, const struct event *ev)
{
	static const struct {
		unsigned flag;
		const char *text;
	} words[] = {
		{REC_EARLY, N_("earlier than what it builds on")},
		{REC_AHEAD, N_("claims a time to come")},
		{REC_STEPPED, N_("its clock had been moved")},
		{REC_UNSYNCED, N_("clock not synchronised")},
		{REC_LATE, N_("came late")},
		{REC_TWO_COPIES, N_("written on two copies at once")},
		{REC_PINNED, N_("clock set by hand")},
	};
	bool first = true;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (ev->flags & words[i].flag) {
			str_addf(out, "%s%s", first ? "" : ", ",
				 _(words[i].text));
			first = false;
		}
}
