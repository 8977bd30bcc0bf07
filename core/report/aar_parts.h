/* core/report/aar_parts.h - private: what the parts of an after-action
 * report share. */
#ifndef STANCH_REPORT_AAR_PARTS_H
#define STANCH_REPORT_AAR_PARTS_H

#include "core/report/aar.h"
#include "core/report/tree.h"

struct aar {
	struct maker *m;
	const struct aar_source *from;
	const struct drill_state *d;
	const struct score *s;
	const struct scenario *sc;
	size_t lang;
};

/* --- aar.c: cells ------------------------------------------------------------- */

/* A table with its head, msgids ended by NULL. */
struct node *aar_table(struct aar *a, const char *const *head);
struct node *aar_row(struct aar *a, struct node *table);
void aar_cell(struct aar *a, struct node *row, const char *text);
/* A span of R or P; empty for REAL_NONE. */
void aar_span(struct aar *a, struct node *row, int64_t ms);
/* "d2 09:55"; empty for INT64_MIN. */
void aar_story(struct aar *a, struct node *row, int64_t at);
/* What is asked, what the facilitator has written about it (`observe --for
 * word`; NULL: nothing can be), and lines to write on if that is nothing. */
void aar_room(struct aar *a, const char *ask, const char *word, int lines);

/* --- the parts ----------------------------------------------------------------- */

void aar_open(struct aar *a);	  /* aar_open.c: 1, 2, 3 */
/* aar_record.c: 4 to 7. ERR_NOMEM. */
int aar_record(struct aar *a);
void aar_lessons(struct aar *a);  /* aar_lessons.c: 8, 9 */
void aar_plan(struct aar *a);	  /* aar_lessons.c: 11 */
void aar_nine(struct aar *a);	  /* aar_nine.c: 10 */
void aar_earlier(struct aar *a);  /* aar_earlier.c: 12 */
void aar_hotwash(struct aar *a);  /* aar_earlier.c: 13, 14, 15 */

#endif
