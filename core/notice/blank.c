/* core/notice/blank.c - the table of blanks. */
#include "core/notice/blank.h"

#include <string.h>

#include "core/base/near.h"
#include "core/base/tr.h"

static const struct blank blanks[] = {
	{"firm", BLANK_TEAM, N_("our name, as people know it")},
	{"firm-id", BLANK_TEAM, N_("our registration number")},
	{"address", BLANK_TEAM, N_("our postal address")},
	{"contact", BLANK_TEAM, N_("who answers, and how to reach them")},
	{"contact-night", BLANK_TEAM, N_("who answers at night")},
	{"dpo", BLANK_TEAM, N_("data protection officer, and how to reach "
			       "them")},
	{"phone", BLANK_TEAM, N_("telephone number for questions")},
	{"hours", BLANK_TEAM, N_("when that telephone is answered")},
	{"mail", BLANK_TEAM, N_("e-mail address for questions")},
	{"website", BLANK_TEAM, N_("web page that holds what is known")},
	{"sender", BLANK_TEAM, N_("who signs, and in which capacity")},

	{"label", BLANK_CASE, N_("number of the case")},
	{"aware", BLANK_CASE, N_("when we became aware, with time zone")},
	{"happened", BLANK_CASE, N_("when it happened")},
	{"what", BLANK_CASE, N_("what happened, in plain words")},
	{"kinds", BLANK_CASE, N_("kinds of data")},
	{"people", BLANK_CASE, N_("how many people, and who they are to us")},
	{"records", BLANK_CASE, N_("how many records, and of what kind")},
	{"cause", BLANK_CASE, N_("cause, as far as it is known")},
	{"harm", BLANK_CASE, N_("what harm may follow")},
	{"done", BLANK_CASE, N_("what we have done")},
	{"planned", BLANK_CASE, N_("what we will do next")},
	{"stopped", BLANK_CASE, N_("whether it is stopped, and since when")},
	{"system", BLANK_CASE, N_("the system that was hit")},
	{"place", BLANK_CASE, N_("where it happened or was found")},
	{"type", BLANK_CASE, N_("type of incident")},
	{"level", BLANK_CASE, N_("level of the incident")},
	{"impact", BLANK_CASE, N_("effect and damage so far")},
	{"trend", BLANK_CASE, N_("how it may develop")},
	{"leads", BLANK_CASE, N_("leads: attacker, path, weakness")},
	{"ransom", BLANK_CASE, N_("ransom: amount, method, date")},
	{"evidence", BLANK_CASE, N_("logs and evidence that are kept")},

	{"advice", BLANK_NOTICE, N_("what people can do themselves")},
	{"offer", BLANK_NOTICE, N_("what we offer to those affected")},
	{"ask", BLANK_NOTICE, N_("what we ask the reader for")},
	{"late", BLANK_NOTICE, N_("why it comes late")},
	{"missing", BLANK_NOTICE, N_("what is not known yet")},
	{"next-report", BLANK_NOTICE, N_("when the next report follows")},
	{"to", BLANK_NOTICE, N_("the office or firm it is written to")},
	{"told", BLANK_NOTICE, N_("who has been told so far")},
	{"date", BLANK_NOTICE, N_("date of the notice")},
	{"until", BLANK_NOTICE, N_("until when it stays up")},
	{"other", BLANK_NOTICE, N_("anything else")},

	{"name", BLANK_PERSON, N_("the person's name")},
	{"guardian", BLANK_PERSON, N_("the guardian of a minor")},
	{"your-kinds", BLANK_PERSON, N_("the kinds of data we hold of this "
					"person")},
};
#define BLANKS (sizeof(blanks) / sizeof(*blanks))

const struct blank *blank_find(const char *name, size_t n)
{
	for (size_t i = 0; i < BLANKS; i++)
		if (strlen(blanks[i].name) == n &&
		    memcmp(blanks[i].name, name, n) == 0)
			return &blanks[i];
	return NULL;
}

const char *blank_nearest(const char *word)
{
	const char *best = NULL;

	for (size_t i = 0; i < BLANKS; i++)
		best = near_better(word, best, blanks[i].name);
	return best;
}

const struct blank *blank_table(size_t *count)
{
	*count = BLANKS;
	return blanks;
}
