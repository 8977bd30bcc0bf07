/* core/notice/words.h - how a notice stands, in words for people. */
#ifndef STANCH_NOTICE_WORDS_H
#define STANCH_NOTICE_WORDS_H

#include "core/notice/draft.h"

/* "approved by mei", "approved by its author (mei)", "needs approval; lin
 * wrote it" ... Appends, translated. */
void notice_state_words(struct str *out, const struct case_notice *n);
/* "to follow: cn-pipl-57/3" of what went out without it; nothing else.
 * Appends, translated. */
void notice_follow_words(struct str *out, const struct case_notice *n);
/* "yes", "to follow", "not applicable", "NO", translated. */
const char *said_words(enum said_state st);
/* For which reader a text is ("people affected"), translated; the kind itself
 * where the table has no words for it. */
const char *notice_kind_words(const char *kind);

#endif
