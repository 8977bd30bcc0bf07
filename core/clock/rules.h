/*
 * core/clock/rules.h - the legal time limits of a store, read from
 * clocks/<jurisdiction>.yaml, clocks/calendars/, clocks/duties/ and
 * clocks/events.yaml (docs/CLOCKS.md).
 *
 * A file that breaks the format is refused whole, with file:line:col; its
 * clocks stay in the list as not loaded, so that nothing goes missing in
 * silence.
 */
#ifndef STANCH_CLOCK_RULES_H
#define STANCH_CLOCK_RULES_H

#include "core/base/error.h"
#include "core/clock/calendar.h"
#include "core/clock/terms.h"

#define CLOCK_FILE_MAX ((size_t)1 << 20)

struct ynode;
struct clock_rules; /* owns all that is below */

struct clock_ids {
	const char **at;
	size_t count;
};
struct clock_span {
	int value; /* -1: none */
	int unit;  /* enum clock_unit */
};
struct clock_rule {
	const char *id, *jurisdiction;
	struct clock_words law, brief; /* brief: its short name, or none */
	struct clock_words duty_of, recipient, trigger, qualifier;
	struct clock_words threshold, exceptions, note, penalty, remark;
	struct clock_words effective_note, article;
	int status;		    /* enum law_status */
	const char *effective_from; /* YYYY-MM-DD, or NULL */
	bool enabled;		    /* by default; counsel decides */
	const char *kind;	    /* of recipient: "authority" */
	const char *event;	    /* which determination starts it */
	const char *anchor;	    /* chained: the clock whose filing does */
	int method;		    /* enum clock_method */
	unsigned flags;		    /* bits, enum clock_flag */
	struct clock_span span;
	struct clock_span small_agent; /* instead, by that fact */
	int classified_hours, aware_hours; /* of METHOD_DORA */
	const char *calendar_id;
	const struct clock_calendar *calendar;
	const char *content_list;
	struct clock_ids more_lists;
	const char *citation;
	const char *confidence; /* A to D, or "project" */
	const char *evidence, *checked, *quote;
	const char *reviewed_by; /* NULL until counsel signs */
	const char *file;	 /* "clocks/cn.yaml" */
	int line;
	const struct ynode *node; /* where it stands; NULL if unreadable */
	const struct clock_problem *bad; /* not loaded, and why; or NULL */
};
struct clock_problem {
	const char *file;
	int line, col;
	const char *what;
};
struct clock_place { /* a jurisdiction */
	const char *id;
	struct clock_words name;
	const char *zone; /* of its authorities; NULL: the team picks one */
	const char *zone_note;
};
struct clock_item {
	int item; /* its number, for ever */
	struct clock_words text;
};
struct clock_list { /* what a notice must say */
	const char *id;
	struct clock_words title, basis;
	const char *confidence, *note;
	struct clock_item *item;
	size_t items;
};
struct clock_event { /* a trigger event, a kind of recipient */
	const char *id;
	struct clock_words name;
};
struct duty_step {
	const char *id, *when, *content_list, *basis, *confidence;
	struct clock_words text;
	struct clock_ids clocks;
};
struct duty_map {
	const char *id;
	struct clock_words name, applies_to, open_question;
	struct duty_step *step;
	size_t steps;
	struct clock_event *condition;
	size_t conditions;
};
struct clock_file {
	const char *path, *text;
	size_t len;
	const struct clock_problem *bad;
};

struct clock_rules *clock_rules_new(void); /* NULL when memory is out */
void clock_rules_free(struct clock_rules *r);
/* From here on a zone that this folder does not hold is a problem: for lint
 * alone, as nobody loses a clock to an old zone database. The folder's name
 * must outlive r. ERR_NOMEM. */
int clock_rules_zones(struct clock_rules *r, const char *dir,
		      struct error *err);
/* Adds one file; path ("clocks/cn.yaml") and text are copied. What is wrong
 * in it becomes a problem. ERR_NOMEM only. */
int clock_rules_add(struct clock_rules *r, const char *path, const char *text,
		    size_t n, struct error *err);
/* After the last file: looks up what clocks name in other files. ERR_NOMEM
 * only. */
int clock_rules_link(struct clock_rules *r, struct error *err);

/* Row i, NULL behind the last; clocks that are not loaded are among them. */
const struct clock_rule *clock_rule_at(const struct clock_rules *r, size_t i);
const struct clock_problem *clock_problem_at(const struct clock_rules *r,
					     size_t i);
const struct clock_place *clock_place_at(const struct clock_rules *r,
					 size_t i);
const struct duty_map *duty_map_at(const struct clock_rules *r, size_t i);
const struct clock_file *clock_file_at(const struct clock_rules *r, size_t i);

/* By id; NULL if it is not there. A rule may be one that is not loaded. */
const struct clock_rule *clock_rule(const struct clock_rules *r,
				    const char *id);
const struct clock_calendar *clock_calendar(const struct clock_rules *r,
					    const char *id);
const struct clock_place *clock_place(const struct clock_rules *r,
				      const char *id);
const struct clock_list *clock_list(const struct clock_rules *r,
				    const char *id);
const struct clock_event *clock_event(const struct clock_rules *r,
				      const char *id);
const struct clock_event *clock_recipient(const struct clock_rules *r,
					  const char *kind);
const struct clock_file *clock_file(const struct clock_rules *r,
				    const char *path);
/* The id nearest to a word: of the clocks, else of events and kinds. */
const char *clock_nearest(const struct clock_rules *r, const char *word,
			  bool clocks);
const char *clock_calendar_nearest(const struct clock_rules *r,
				   const char *word);
/* The rule that can be counted with. ERR_NOTFOUND (id unknown_clock) names
 * the nearest; ERR_INVALID (id clock_not_loaded) says why. */
int clock_rules_find(const struct clock_rule **out,
		     const struct clock_rules *r, const char *id,
		     struct error *err);
/* The text in a language ("zh"), else in English; NULL for none. */
const char *clock_text(const struct clock_words *w, const char *lang);
/* The zone of those who are told, or NULL: the team picks one. */
const char *clock_zone(const struct clock_rules *r,
		       const struct clock_rule *c);
/* What must be said of a source: it has no date, or one older than 180 days;
 * nobody who answers for it has read it. */
enum clock_mark { MARK_NO_DATE = 1, MARK_OLD = 2, MARK_NO_REVIEW = 4 };
unsigned clock_marks(const struct clock_rule *c, int64_t now);
/* The sentence that stands wherever clocks are shown, translated. */
const char *clock_no_advice(void);
/* Grades C and D, and laws that do not bind yet, are switched on by a person
 * with a reason. */
bool clock_needs_reason(const struct clock_rule *r);

#endif
