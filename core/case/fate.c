/* core/case/fate.c - see fate.h. */
#include "core/case/fate.h"

#include "core/base/tr.h"

static const struct {
	const char *name, *words;
	bool by_hand;
} fates[] = {
	[FATE_NONE] = {"not-sent", N_("not sent"), false},
	[FATE_DOUBT] = {"in-doubt", N_("in doubt"), true},
	[FATE_HANDED] = {"handed", N_("handed over"), true},
	[FATE_FAILED] = {"failed", N_("failed"), true},
	[FATE_BOUNCED] = {"bounced", N_("came back"), true},
	[FATE_REACHED] = {"reached", N_("reached"), true},
	[FATE_NO_ANSWER] = {"no-answer", N_("no answer"), true},
	[FATE_WRONG] = {"wrong-number", N_("wrong number"), true},
	[FATE_AGAIN] = {"call-back", N_("call back"), true},
	[FATE_REFUSED] = {"refused", N_("refused"), true},
};

static const struct {
	const char *channel, *words;
} ways[] = {
	{"mail", N_("e-mail")},	  {"eml", N_("mail files")},
	{"csv", N_("CSV")},	  {"html", N_("print")},
	{"poster", N_("poster")}, {"phone", N_("phone")},
	{"sms", N_("short message")}, {"wechat", N_("WeChat")},
};

const char *channel_words(const char *channel)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (str_eq(ways[i].channel, channel))
			return _(ways[i].words);
	return channel;
}

const char *fate_name(enum fate f)
{
	return fates[f].name;
}

const char *fate_words(enum fate f)
{
	return fates[f].words;
}

bool fate_find(enum fate *out, const char *word)
{
	for (int i = FATE_NONE; i < FATES; i++)
		if (str_eq(word, fates[i].name)) {
			*out = (enum fate)i;
			return true;
		}
	return false;
}

bool fate_parse(enum fate *out, const char *word)
{
	return fate_find(out, word) && fates[*out].by_hand;
}

void fate_list(struct str *out)
{
	const char *between = "";

	for (int i = FATE_NONE; i < FATES; i++) {
		if (!fates[i].by_hand)
			continue;
		str_addf(out, "%s%s", between, fates[i].name);
		between = ", ";
	}
}
