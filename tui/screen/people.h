/*
 * tui/screen/people.h - private to the people view's files: the register as
 * its screens read it, and the rows they share.
 *
 * The view has panes, each a screen of its own; Tab goes round. They share
 * one roster, which lasts as long as the case is open.
 */
#ifndef STANCH_SCREEN_PEOPLE_H
#define STANCH_SCREEN_PEOPLE_H

#include "core/people/register.h"
#include "tui/screen/ctx.h"

enum people_pane {
	PANE_PEOPLE, PANE_ENQUIRIES, PANE_TWICE, PANE_GROUPS, PANE_IMPORTS,
	PEOPLE_PANES,
};

#define VALUE_SHOWN 200 /* characters of a value in part */

struct roster { /* the register of the open case */
	struct people *people; /* NULL: not read yet */
	uint8_t case_id[ID_LEN];
	size_t events;	 /* what is read is of so many records */
	bool looked;	 /* it is on record that this person did */
	bool whole;	 /* values are shown unmasked */
	bool seen_whole; /* that too is on record; */
	char seen[PERSON_ID]; /* or of this person alone */
	bool all;	 /* who stands twice or was taken off, too */
	char *filter;	 /* conditions or words as typed; NULL: none */
	char *filter_part; /* if made of a hidden value: what may be seen */
	size_t *at;	 /* places of those who pass */
	size_t count;
	size_t total;	 /* people, each once */
	size_t place;	 /* where the cursor was last */
	struct str buf;	 /* of a value */
	char part[VALUE_SHOWN * 4];
};

/* The roster of the open case, up to date, borrowed; who looks is written
 * down first. */
int roster_look(struct roster **out, struct app *app, struct error *err);
/* For a refresh: the same; where it fails that is shown, and the roster has
 * no people. */
void roster_renew(struct app *app, struct roster *r);
/* Gives the register's memory back until the next roster_renew(). */
void roster_drop(struct roster *r);
void roster_free(struct roster *r); /* NULL is fine */
/* Takes only those who pass: conditions as `people list --where` has them,
 * or words that stand somewhere among the values; "" is everybody.
 * ERR_USAGE says what is wrong, ERR_CANCELLED; then nothing changed. */
int roster_filter(struct app *app, struct roster *r, const char *text,
		  struct error *err);
/* The same for a filter of which only `part` may be seen while values are
 * hidden. */
int roster_filter_part(struct app *app, struct roster *r, const char *text,
		       const char *part, struct error *err);
/* The filter as it may be seen now; NULL: there is none. */
const char *roster_filter_seen(const struct roster *r);
/* True, and told, while the filter holds a value that is hidden. */
bool roster_filter_hidden(struct app *app, const struct roster *r);
/* Why those conditions (or words, if they may be) cannot be used: true, and
 * a line of at most size bytes in out. */
bool people_filter_wrong(char *out, size_t size, const char *text,
			 bool words);
/* Shows the list of those who fit, in the place of this screen. */
void people_show(struct app *app, struct roster *r, const char *filter);
/* Shows whole values, which is recorded, or hides them again. */
void people_whole(struct app *app, struct roster *r);
/* Before whole values show, of one person or (NULL) of all: recorded once
 * while the case is open, not at every key. Codes as people_access(). */
int roster_unmask(struct app *app, struct roster *r, const char *person,
		  struct error *err);
/* The value as it may be seen now, until the next call. */
const char *roster_value(struct roster *r, size_t at, enum person_field f);
/* Long work says how far it is; true: Ctrl-C. */
struct people_watch people_watch(struct app *app);

/* An `access` record: "people-unmasked" ..., before anything is shown. 0
 * too where this person may write nothing, which is told. */
int people_access(struct app *app, const char *what, const char *detail,
		  struct error *err);
/* Title, NEXT, views and the panes with `pane` chosen; returns the next
 * row. */
int people_head(struct app *app, struct surface *s, enum people_pane pane);
/* "2026-10-14 14:12", in the person's zone. Appends. */
void people_when(struct str *out, const struct app *app, int64_t at);
/* An empty pane: what to press. */
void people_empty(struct surface *s, int row, const char *text);
/* Actions "people-next-pane" and "people-previous-pane". */
void people_next_pane(struct app *app, void *state);
void people_previous_pane(struct app *app, void *state);
/* Their rows in each pane's table, and the views'. */
#define PEOPLE_PANE_ACTIONS                                              \
	{"next-pane", "Tab", N_("list|next list"),                       \
	 N_("People, enquiries, who is in twice, groups, imports"),      \
	 people_next_pane, ACT_FOOTER},                                  \
	{"previous-pane", "Shift-Tab", N_("list before"),                \
	 N_("The list before this one"), people_previous_pane,           \
	 ACT_HIDDEN},                                                    \
	{"view", "1 2 3 4 5 6 7", N_("view"),                            \
	 N_("Another view of the case"), ctx_view, ACT_FOOTER}

/* Asks whether two places are one person, and records it; `at` stays. */
void people_pair_ask(struct app *app, const struct roster *r, size_t at,
		     size_t other);
/* Brings a CSV file in, by questions (peoplein.c). */
void people_bring_in(struct app *app);
/* Logs what somebody asks: an id, or NULL for an unknown caller. */
void enquiry_ask(struct app *app, const char *person);

#endif
