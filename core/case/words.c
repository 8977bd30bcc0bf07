/* core/case/words.c - see words.h. */
#include "core/case/words.h"

#include "core/base/tr.h"

const char *severity_words(enum severity s)
{
	static const char *const words[] = {
		[SEV_NONE] = N_("unknown"),
		[SEV_LOW] = N_("low"),
		[SEV_MEDIUM] = N_("medium"),
		[SEV_HIGH] = N_("high"),
		[SEV_CRITICAL] = N_("critical"),
	};

	return _(words[s]);
}

const char *step_state_words(enum step_state st)
{
	static const char *const words[] = {
		[STEP_OPEN] = N_("open"),
		[STEP_BLOCKED] = N_("blocked"),
		[STEP_DOING] = N_("doing"),
		[STEP_SKIPPED] = N_("skipped"),
		[STEP_NOT_NEEDED] = N_("not needed"),
		[STEP_DONE] = N_("done"),
	};

	return _(words[st]);
}

const char *close_as_words(enum close_as as)
{
	static const char *const words[] = {
		[CLOSE_RESOLVED] = N_("resolved"),
		[CLOSE_FALSE_ALARM] = N_("a false alarm"),
		[CLOSE_DUPLICATE] = N_("a duplicate"),
	};

	return _(words[as]);
}

const char *finding_kind_words(enum finding_kind k)
{
	static const char *const words[] = {
		[FIND_CAUSE] = N_("cause"),
		[FIND_CONTRIBUTING] = N_("contributing"),
		[FIND_WELL] = N_("went well"),
	};

	return _(words[k]);
}

const char *action_state_words(enum action_state st)
{
	static const char *const words[] = {
		[ACTION_OPEN] = N_("open"),
		[ACTION_DOING] = N_("doing"),
		[ACTION_DONE] = N_("done"),
		[ACTION_DROPPED] = N_("dropped"),
	};

	return _(words[st]);
}

const char *member_role_words(enum member_role role)
{
	static const char *const words[] = {
		[ROLE_NONE] = N_("none"),
		[ROLE_OBSERVER] = N_("observer"),
		[ROLE_EVALUATOR] = N_("evaluator"),
		[ROLE_RESPONDER] = N_("responder"),
		[ROLE_OWNER] = N_("owner"),
	};

	return _(words[role]);
}

const char *evidence_words(enum evidence_type t)
{
	static const char *const words[] = {
		[EVID_NOTE] = N_("a note"),
		[EVID_FILE] = N_("a file"),
		[EVID_REF] = N_("a reference"),
		[EVID_HASH] = N_("a file kept elsewhere, by its SHA-256"),
	};

	return _(words[t]);
}

void needs_words(struct str *out, unsigned needs)
{
	static const struct {
		unsigned bit;
		const char *words;
	} row[] = {
		{NEED_AFTER, N_("an earlier step")},
		{NEED_ANSWER, N_("an answer")},
		{NEED_VALUE, N_("a value")},
		{NEED_EVIDENCE, N_("evidence")},
		{NEED_ITEMS, N_("all check items")},
		{NEED_SECOND, N_("a second reader")},
		{NEED_APPROVE, N_("an approval")},
	};
	bool first = true;

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		if (needs & row[i].bit) {
			str_addf(out, "%s%s", first ? "" : _(", "),
				 _(row[i].words));
			first = false;
		}
}

static void say_evidence_missing(struct str *out, const struct step *st)
{
	for (size_t i = 0; i < st->def->evidence_count; i++)
		str_addf(out, _("evidence: %s, \"%s\"\n"),
			 evidence_words(st->def->evidence[i].type),
			 book_text(st->book, &st->def->evidence[i].label));
}

void missing_words(struct str *out, const struct step *st, unsigned missing)
{
	if (missing & NEED_AFTER && st->waits_for)
		str_addf(out, _("first: %s %s\n"), st->waits_for->number,
			 book_text(st->waits_for->book,
				   &st->waits_for->def->object));
	if (missing & NEED_ANSWER)
		str_addf(out, _("an answer: it is a decision\n"));
	if (missing & NEED_VALUE)
		str_addf(out, _("a value: \"%s\"\n"),
			 book_text(st->book, &st->def->value_label));
	if (missing & NEED_EVIDENCE)
		say_evidence_missing(out, st);
	if (missing & NEED_ITEMS)
		str_addf(out,
			 ngettext("%zu of %zu items is not ticked\n",
				  "%zu of %zu items are not ticked\n",
				  st->tick_count - st->ticked),
			 st->tick_count - st->ticked, st->tick_count);
	if (missing & NEED_SECOND)
		str_addf(out, "%s\n", _("a second reader"));
	if (missing & NEED_APPROVE)
		str_addf(out, "%s\n", _("an approval"));
}
