/*
 * tui/cmd/out.h - what a command prints: text, tab-separated or JSON.
 *
 * The only place in tui/cmd that writes to stdout or stderr. All of it goes
 * through show(), so that nothing in a case reaches the terminal raw. Data
 * are collected and written by out_end(); messages go to stderr at once.
 */
#ifndef STANCH_CMD_OUT_H
#define STANCH_CMD_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/jwrite.h"
#include "core/base/str.h"
#include "core/base/time.h"

enum out_mode { OUT_TEXT, OUT_PLAIN, OUT_JSON };

struct out {
	enum out_mode mode;
	bool quiet;	       /* no messages but errors */
	const char *fields;    /* --json=FIELDS, or NULL */
	const struct zone *zone; /* for times in text */
	struct str buf;
	bool rows;	  /* a table or a document was told, maybe empty */
	struct str lines; /* plain mode: what is told if no rows are */
	struct jwrite *json;
	int broken; /* errno of a write that did not go through */
};

/* Chooses the form; a JSON document is opened with its schema. ERR_NOMEM. */
int out_begin(struct out *o, enum out_mode mode, struct error *err);
/* Writes what was collected. ERR_IO when stdout takes no more (a full disk,
 * a reader that left); ERR_USAGE for a field of --json= that there is
 * not. */
int out_end(struct out *o, struct error *err);
/* Writes what was collected so far, before a question or another program. */
void out_now(struct out *o);
/* A question to stderr; the answer is typed behind it. */
void out_ask(const char *prompt);
/* Drops what was collected. */
void out_release(struct out *o);

/* One line of data in text mode; in plain mode only of a command that tells
 * no rows, for then its lines are all there is. What is formatted is shown
 * on one line whatever it holds. */
void out_line(struct out *o, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* A text of several lines, each behind `indent` blanks; else as out_line(). */
void out_text(struct out *o, int indent, const char *text);
/* The bytes of a text as they are but for show(); LF and TAB act. For what
 * is a document of its own: a man page, a script, a dump. Any mode but
 * JSON. */
void out_document(struct out *o, const char *text, size_t n);
/* A text whose lines end with LF or CRLF, written with CRLF as calendars and
 * lists want it. Any mode but JSON. */
void out_crlf(struct out *o, const char *text);
/* n bytes of data on one line, whatever they hold. Any mode but JSON. */
void out_raw_line(struct out *o, const char *text, size_t n);
/* A line to stderr, unless -q. */
void out_note(struct out *o, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* A table: columns aligned by cells with a heading in text mode, tabs and
 * no heading in plain mode, nothing in JSON. Starts zeroed but for out and
 * head; ends with table_end(). */
struct table {
	struct out *out;
	const char *const *head; /* N_(), NULL-ended; "" for none */
	const char **cell;
	size_t count, cap;
	struct arena arena;
	bool failed;
};
void table_cell(struct table *t, const char *text); /* NULL is "" */
void table_cellf(struct table *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* "2026-10-14 14:12" in the person's zone, "" for 0; UTC RFC 3339 in plain
 * mode. */
void table_time(struct table *t, int64_t at);
int table_end(struct table *t, struct error *err);

/* Opens the list of a JSON document, "items"; label: of the case it is of, or
 * NULL. out_items_end() closes it. Nothing in the other two modes. */
void out_items(struct out *o, const char *label);
void out_items_end(struct out *o);
/* "2026-10-14 14:12" in the zone of o. */
void out_when(char text[TIME_TEXT], const struct out *o, int64_t at);
/* UTC RFC 3339 or null, for JSON. */
void out_json_time(struct out *o, const char *name, int64_t at);

#define OUT_STATUS_OVERDUE 7 /* `clock list --check` */
/* The exit status of an error code: the one table of them. */
int out_status(int code);
/* Words for exit status i (N_()), NULL behind the last; *status gets it. */
const char *out_status_words(size_t i, int *status);
/* Tells an error: `error: what` and its other lines on stderr (ERR_PENDING
 * without that word, for it was recorded), or as an object on stdout in JSON
 * mode. Returns the exit status. */
int out_error(struct out *o, const struct error *err);

#endif
