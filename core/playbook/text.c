/* core/playbook/text.c - a playbook's texts by language, and small getters. */
#include <string.h>

#include "core/playbook/reader.h"

size_t playbook_lang(const struct playbook *pb, const char *lang)
{
	char want[16];

	if (!lang)
		return 0;
	lang_normal(want, lang);
	for (size_t i = 0; i < pb->langs; i++)
		if (pb->lang[i] && strcmp(pb->lang[i], want) == 0)
			return i;
	return 0;
}

const char *text_in(const struct text *t, size_t lang)
{
	if (lang < PB_LANGS && t->in[lang])
		return t->in[lang];
	return t->in[0] ? t->in[0] : "";
}

const struct pb_step *playbook_step(const struct playbook *pb, const char *id)
{
	return map_gets(&pb->by_id, id);
}

/* Chinese for the two answers that nearly every decision has, so that a
 * Chinese base needs no table of them. */
static const char *common_answer(const char *key, const char *lang)
{
	if (!lang || strcmp(lang, "zh") != 0)
		return key;
	if (strcmp(key, "yes") == 0)
		return "是";
	return strcmp(key, "no") == 0 ? "否" : key;
}

const char *playbook_answer(const struct playbook *pb, const char *key,
			    size_t lang)
{
	if (lang >= pb->langs)
		lang = 0;
	for (size_t i = 0; i < pb->answer_count; i++)
		if (strcmp(pb->answer_key[i], key) == 0 &&
		    pb->answer_word[i].in[lang])
			return pb->answer_word[i].in[lang];
	return common_answer(key, pb->lang[lang]);
}
