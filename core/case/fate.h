/* core/case/fate.h - what can become of a notice for one person: the words of
 * notice.result, and how people are told of them. */
#ifndef STANCH_CASE_FATE_H
#define STANCH_CASE_FATE_H

#include <stdbool.h>

#include "core/base/str.h"

enum fate {
	FATE_NONE,    /* nothing was sent */
	FATE_DOUBT,   /* handed over or not: nobody knows */
	FATE_HANDED,
	FATE_FAILED,  /* refused before it was out of our hands */
	FATE_BOUNCED, /* came back */
	FATE_REACHED, /* answered, read, spoken to */
	FATE_NO_ANSWER,
	FATE_WRONG,   /* the number or address is somebody else's */
	FATE_AGAIN,   /* wants to be called back */
	FATE_REFUSED, /* was reached, and will not hear it */
	FATES,
};
#define FATE_BIT(f) (1u << (f))
/* Who has not got it: another way may reach them. In doubt is not among
 * them: to those only by choice. */
#define FATES_UNREACHED (FATE_BIT(FATE_NONE) | FATE_BIT(FATE_FAILED) | \
			 FATE_BIT(FATE_BOUNCED) | FATE_BIT(FATE_NO_ANSWER) | \
			 FATE_BIT(FATE_WRONG))

/* The way a notice goes, "e-mail" of "mail": translated; the word itself
 * where there are no others for it. */
const char *channel_words(const char *channel);
const char *fate_name(enum fate f);  /* "in-doubt": tools and records */
const char *fate_words(enum fate f); /* a msgid */
/* The word of a record; false if there is none. */
bool fate_find(enum fate *out, const char *word);
/* The same of those that a person may record. */
bool fate_parse(enum fate *out, const char *word);
/* "handed, failed, in-doubt": the words of fate_parse(). Appends. */
void fate_list(struct str *out);

#endif
