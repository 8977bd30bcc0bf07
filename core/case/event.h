/*
 * core/case/event.h - the table of event types: how each is read, what it
 * changes, how it is told. One row a type; docs/recipes/add-an-event.md.
 *
 * Private to core/case.
 */
#ifndef STANCH_CASE_EVENT_H
#define STANCH_CASE_EVENT_H

#include "core/base/jread.h"
#include "core/base/str.h"
#include "core/case/situation.h"

struct event_type {
	const char *name;
	bool is_register; /* needs `on`; its values live in a struct reg */
	/* Reads the body into a payload in the arena; NULL with ev->odd set
	 * if a member is missing or not of its form. NULL function: the
	 * type has no payload. */
	const void *(*read)(struct situation *s, struct event *ev,
			    const struct jread *body);
	/* Beside the register: lists and names. May be NULL. */
	int (*apply)(struct situation *s, struct event *ev);
	/* Adds the sentence that follows the doer's name: "closed 3.02". */
	void (*say)(struct str *out, const struct situation *s,
		    const struct event *ev, size_t lang);
};

const struct event_type *event_type(const char *name); /* NULL: unknown */

/* Registers: adds a value and takes away those it replaces. */
int reg_set(struct situation *s, struct event *ev, const struct jread *body);
/* The value that counts when there is one; of several the most recent in
 * order, with *conflict set. NULL for none. */
const struct event *reg_value(const struct reg *r, bool *conflict);

/* Copies of body members into the situation's arena. */
const char *body_str(struct situation *s, const struct jread *body,
		     const char *name);
int body_strs(const char ***out, size_t *count, struct situation *s,
	      const struct jread *body, const char *name);
/* The payload's list member of enum step_need names to bits, and back. */
unsigned needs_read(const struct jread *list);
const char *need_name(unsigned bit); /* "evidence" */
bool step_state_read(enum step_state *out, const char *word);

/* The key of a check item's register: "<step key>#<16 hex of the text's
 * SHA-256>". In the arena. */
char *tick_key(struct arena *a, const char *step, const char *text);

/* read.c */
const void *read_step_set(struct situation *, struct event *,
		const struct jread *);
const void *read_assign(struct situation *, struct event *,
		const struct jread *);
const void *read_name(struct situation *, struct event *,
		const struct jread *);
const void *read_decision(struct situation *, struct event *,
		const struct jread *);
const void *read_case_set(struct situation *, struct event *,
		const struct jread *);
const void *read_check(struct situation *, struct event *,
		const struct jread *);
const void *read_names(struct situation *, struct event *,
		const struct jread *);
const void *read_adopt(struct situation *, struct event *,
		const struct jread *);
const void *read_close(struct situation *, struct event *,
		const struct jread *);
const void *read_confirm(struct situation *, struct event *,
		const struct jread *);
const void *read_note(struct situation *, struct event *,
		const struct jread *);
const void *read_evidence(struct situation *, struct event *,
		const struct jread *);
const void *read_handover(struct situation *, struct event *,
		const struct jread *);
const void *read_finding(struct situation *, struct event *,
		const struct jread *);
const void *read_action(struct situation *, struct event *,
		const struct jread *);
const void *read_card(struct situation *, struct event *,
		const struct jread *);
const void *read_access(struct situation *, struct event *,
		const struct jread *);
const void *read_reopen(struct situation *, struct event *,
		const struct jread *);
const void *read_retract(struct situation *, struct event *,
		const struct jread *);
const void *read_member(struct situation *, struct event *,
		const struct jread *);

/* people.c */
const void *read_people_import(struct situation *, struct event *,
		const struct jread *);
const void *read_people_set(struct situation *, struct event *,
		const struct jread *);
const void *read_people_group(struct situation *, struct event *,
		const struct jread *);
const void *read_enquiry(struct situation *, struct event *,
		const struct jread *);
const void *read_answer(struct situation *, struct event *,
		const struct jread *);
const void *read_purge(struct situation *, struct event *,
		const struct jread *);
int add_import(struct situation *s, struct event *ev);
int add_person_set(struct situation *s, struct event *ev);
int add_group(struct situation *s, struct event *ev);
int add_enquiry(struct situation *s, struct event *ev);
int note_purge(struct situation *s, struct event *ev);
void say_people_import(struct str *, const struct situation *,
		const struct event *, size_t);
void say_people_set(struct str *, const struct situation *,
		const struct event *, size_t);
void say_people_group(struct str *, const struct situation *,
		const struct event *, size_t);
void say_enquiry(struct str *, const struct situation *,
		const struct event *, size_t);
void say_answer(struct str *, const struct situation *,
		const struct event *, size_t);
void say_purge(struct str *, const struct situation *,
		const struct event *, size_t);

/* clocks.c */
const void *read_clock_start(struct situation *, struct event *,
		const struct jread *);
const void *read_clock_stop(struct situation *, struct event *,
		const struct jread *);
const void *read_clock_waive(struct situation *, struct event *,
		const struct jread *);
int add_clock(struct situation *s, struct event *ev);
void say_clock_start(struct str *, const struct situation *,
		     const struct event *, size_t);
void say_clock_stop(struct str *, const struct situation *,
		    const struct event *, size_t);
void say_clock_waive(struct str *, const struct situation *,
		     const struct event *, size_t);

/* read_drill.c */
const void *read_control(struct situation *, struct event *,
		const struct jread *);
const void *read_release(struct situation *, struct event *,
		const struct jread *);
const void *read_drill_note(struct situation *, struct event *,
		const struct jread *);

/* say_drill.c */
void say_control(struct str *, const struct situation *,
		 const struct event *, size_t);
void say_release(struct str *, const struct situation *,
		 const struct event *, size_t);
void say_drill_note(struct str *, const struct situation *,
		    const struct event *, size_t);

/* notices.c */
const void *read_notice_draft(struct situation *, struct event *,
		const struct jread *);
const void *read_notice_approve(struct situation *, struct event *,
		const struct jread *);
const void *read_notice_withdraw(struct situation *, struct event *,
		const struct jread *);
const void *read_notice_send(struct situation *, struct event *,
		const struct jread *);
const void *read_notice_result(struct situation *, struct event *,
		const struct jread *);
const void *read_notice_offer(struct situation *, struct event *,
		const struct jread *);
int add_notice(struct situation *s, struct event *ev);
/* say_notice.c */
void say_notice_draft(struct str *, const struct situation *,
		      const struct event *, size_t);
void say_notice_approve(struct str *, const struct situation *,
			const struct event *, size_t);
void say_notice_withdraw(struct str *, const struct situation *,
			 const struct event *, size_t);
void say_notice_send(struct str *, const struct situation *,
		     const struct event *, size_t);
void say_notice_result(struct str *, const struct situation *,
		       const struct event *, size_t);
void say_notice_offer(struct str *, const struct situation *,
		      const struct event *, size_t);

/* say.c */
void say_case_open(struct str *, const struct situation *,
		   const struct event *, size_t);
void say_text(struct str *, const struct situation *, const struct event *,
	      size_t); /* the type's own name, for charter events */
void say_case_set(struct str *, const struct situation *,
		  const struct event *, size_t);
void say_case_close(struct str *, const struct situation *,
		    const struct event *, size_t);
void say_case_reopen(struct str *, const struct situation *,
		     const struct event *, size_t);
void say_adopt(struct str *, const struct situation *, const struct event *,
	       size_t);
void say_step_set(struct str *, const struct situation *,
		  const struct event *, size_t);
void say_step_assign(struct str *, const struct situation *,
		     const struct event *, size_t);
void say_step_confirm(struct str *, const struct situation *,
		      const struct event *, size_t);
void say_check(struct str *, const struct situation *, const struct event *,
	       size_t);
void say_decision(struct str *, const struct situation *,
		  const struct event *, size_t);
void say_note(struct str *, const struct situation *, const struct event *,
	      size_t);
void say_evidence(struct str *, const struct situation *,
		  const struct event *, size_t);
void say_handover(struct str *, const struct situation *,
		  const struct event *, size_t);
void say_finding(struct str *, const struct situation *,
		 const struct event *, size_t);
void say_action(struct str *, const struct situation *, const struct event *,
		size_t);
void say_member(struct str *, const struct situation *, const struct event *,
		size_t);
void say_role(struct str *, const struct situation *, const struct event *,
	      size_t);
void say_access(struct str *, const struct situation *, const struct event *,
		size_t);
void say_retract(struct str *, const struct situation *,
		 const struct event *, size_t);

#endif
