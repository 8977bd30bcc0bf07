/* core/notice/words.h - how a notice stands, in words for people. */
#ifndef STANCH_NOTICE_WORDS_H
#define STANCH_NOTICE_WORDS_H

#include "core/notice/draft_check.h"

/* "approved by mei", "approved by its author (mei)", "needs approval; lin
 * wrote it" ... Appends, translated. */
void notice_state_words(struct str *out, const struct case_notice *n);
/* "; VOID: approved for 160 people, now 161"; nothing where
 * that fits, or once it went out. Appends, translated. */
void notice_count_words(struct str *out, const struct case_notice *n,
			int64_t count);
/* "to follow: cn-pipl-57/3" of what went out without it; nothing else.
 * Appends, translated. */
void notice_follow_words(struct str *out, const struct case_notice *n);
/* "your-kinds (the kinds of data ...): 3 people have no value for it".
 * Appends, translated. */
void notice_lack_words(struct str *out, const struct draft_lack *l);
/* "160 characters, 1 short message", "up to ..." where letters differ.
 * Appends, translated. */
void notice_size_words(struct str *out, const struct sms_size *sms, bool most);
/* " (not to 3 people)" of an item that only some letters lack; nothing else.
 * Appends, translated. */
void notice_people_words(struct str *out, const struct said *it);
/* "cn-pipl-57/2: Measures taken ...", a line for each item that the text does
 * not say. Appends. */
void notice_missing_words(struct str *out, const struct draft_check *c,
			  const char *lang);
/* "yes", "to follow", "not applicable", "NO", translated. */
const char *said_words(enum said_state st);
/* Whom it goes to: an office, "everybody", a saved group by its name, else a
 * filter as it is; without people a kind of reader. Borrowed. */
const char *notice_to_words(const struct situation *s,
			    const struct set_notice *set);
/* For which reader a text is ("people affected"), translated; the kind itself
 * where the table has no words for it. */
const char *notice_kind_words(const char *kind);

#endif
