/* core/clock/private.h - what the files of core/clock share. */
#ifndef STANCH_CLOCK_PRIVATE_H
#define STANCH_CLOCK_PRIVATE_H

#include "core/base/map.h"
#include "core/base/zones.h"
#include "core/clock/fields.h"

#define ROWS(type) \
	struct { \
		type **at; \
		size_t count, cap; \
		struct map by_id; \
	}

struct clock_rules {
	struct arena arena;
	struct ydoc **doc; /* every text of a file is borrowed from it */
	size_t docs, doc_cap;
	struct zones *zones; /* NULL: zones are not looked up */
	ROWS(struct clock_file) file;
	ROWS(struct clock_rule) clock;
	ROWS(struct clock_calendar) calendar;
	ROWS(struct clock_place) place;
	ROWS(struct clock_list) list;
	ROWS(struct clock_event) event, kind;
	ROWS(struct duty_map) duty;
	ROWS(struct clock_problem) problem;
};

/* Adds the calendars of a file. */
void calendars_read(struct field_reader *r, struct clock_rules *to,
		    const struct ynode *list);
/* Adds the duty maps of a file. */
void duties_read(struct field_reader *r, struct clock_rules *to,
		 const struct ynode *list);
/* Puts a row under its id; a second one is a problem. */
void rows_name(struct field_reader *r, struct map *by_id, const char *id,
	       void *row, const struct ynode *at);

#endif
