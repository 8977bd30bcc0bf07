/*
 * tui/widget/countdown.h - a legal or own time limit in words.
 *
 * Pure: the time comes in as an argument. "!" when less than a quarter is
 * left, "!!" and OVERDUE after the end; two units; ticks by the minute, by
 * the second only under ten minutes.
 */
#ifndef STANCH_WIDGET_COUNTDOWN_H
#define STANCH_WIDGET_COUNTDOWN_H

#include <stdint.h>

#include "core/base/str.h"
#include "core/base/time.h"

enum countdown_kind {
	COUNT_NOT_STARTED, /* nobody has started it */
	COUNT_UNTIL,	   /* ends at end */
	COUNT_SINCE,	   /* "immediately": counts up from start */
};
struct countdown {
	enum countdown_kind kind;
	int64_t start, end; /* ms; start 0 when unknown: then soon is < 1 h */
};
enum countdown_level { COUNT_CALM, COUNT_SOON, COUNT_OVER };

enum countdown_level countdown_level(const struct countdown *c, int64_t now);
unsigned countdown_look(enum countdown_level level); /* enum look */
/* "! due in 3h 48m", "!! OVERDUE 2h", "20h 12m since", "not started". */
void countdown_text(struct str *out, const struct countdown *c, int64_t now);
/* The same for the NEXT row, where spans stand under each other:
 * "! due in  3h 48m". */
void countdown_head(struct str *out, const struct countdown *c, int64_t now);
/* Six cells for a table: "! 3h48", "  1d 2h"; a mark of two cells, then the
 * span: "6d20h", "not started". */
void countdown_short(struct str *out, const struct countdown *c, int64_t now);
/* A span alone: "2d 21h", "3h 48m", "22m", "9m 20s". */
void countdown_span(struct str *out, int64_t ms);
/* "today 18:00", "Sat 17 Oct 14:31". */
void countdown_when(struct str *out, int64_t at, int64_t now,
		    const struct zone *z);
/* ms until the text next changes; -1 never. */
int64_t countdown_next(const struct countdown *c, int64_t now);

#endif
