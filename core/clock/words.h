/*
 * core/clock/words.h - rules and clocks of cases in words, for screens,
 * commands and the report. All append; lang is "en" or "zh...".
 */
#ifndef STANCH_CLOCK_WORDS_H
#define STANCH_CLOCK_WORDS_H

#include "core/base/str.h"
#include "core/clock/count.h"

/* "72 hours", "1 month"; nothing without a unit. */
void clock_amount(struct str *out, struct clock_span span);
/* "immediately", "not later than 72 hours": the number with its words. */
void clock_span_text(struct str *out, const struct clock_rule *c,
		     const char *lang);
/* A law and where in it: "Data Security Law, art. 29"; in Chinese, where the
 * reference is one of articles, the Chinese way: 数据安全法第29条; what is
 * given in Chinese already stays as it is. */
void clock_law(struct str *out, const char *law, const char *article,
	       const char *lang);
/* "General Data Protection Regulation, Art. 33(1)". */
void clock_name(struct str *out, const struct clock_rule *c,
		const char *lang);
/* The same from what a case recorded; nothing if it was never started. */
void case_clock_name(struct str *out, const struct case_clock *c,
		     const char *lang);
/* A name for a column, at most 20 cells of what ships: "PIPL 57 people"; the
 * id where the rule has none. */
void clock_short(struct str *out, const struct clock_rule *c,
		 const char *lang);
/* The same from what a case recorded, with the scope of a second one of its
 * kind behind it; from the rule (may be NULL) if it was never started, else
 * its id. */
void case_clock_short(struct str *out, const struct case_clock *c,
		      const struct clock_rule *rule, const char *lang);
/* Where a clock of a case stands. */
enum clock_state case_clock_state(const struct case_clock *c);
/* "2d 21h left", "1h 5m OVERDUE", "20h 12m since", "met, 3h 0m left". */
void case_clock_left(struct str *out, const struct case_clock *c,
		     int64_t now);
/* The same where there is room: "met, 3h 0m before the deadline"; "met after
 * 3h 0m" where the rule has no number. */
void case_clock_stands(struct str *out, const struct case_clock *c,
		       int64_t now);
/* What kind of limit it is when it is no statute's: "target" of a guideline,
 * "contract", "voluntary"; NULL for a law that binds. Translated. */
const char *clock_soft(const struct clock_rule *c);

/* "2026-10-14 13:00 +02: the hour of the event is not counted". */
void clock_note_text(struct str *out, const struct clock_note *n,
		     const struct zone *z);
/* A grade as it stands in a column, translated: "B", "project". */
const char *clock_grade_short(const char *grade);
/* What a grade means ("B"), translated; "" for none that is known. */
const char *clock_grade_words(const char *grade);

struct clock_mark_term {
	unsigned bit;		/* enum clock_mark */
	const char *id, *words; /* words N_() */
};
extern const struct clock_mark_term clock_mark_terms[]; /* ended by {0} */

/* The sentence that stands wherever clocks are shown, in English or in
 * Chinese, whatever the program's language is. */
const char *clock_no_advice_in(const char *lang);

#endif
