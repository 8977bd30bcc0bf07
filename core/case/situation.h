/*
 * core/case/situation.h - a case as it stands: what a replay of its records
 * gives. Only in memory; every screen and every command reads this.
 *
 * Replay fills registers (pairs of event type and object:
 * docs/FILE-FORMAT.md 5) and lists; settle() derives all the rest - what is
 * open, what waits, what is not needed, what is next - and is run again after
 * each change.
 */
#ifndef STANCH_CASE_SITUATION_H
#define STANCH_CASE_SITUATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/map.h"
#include "core/log/log.h"
#include "core/playbook/playbook.h"

/* Ordered from most open to most closed: two values at once count as the
 * lesser. */
enum step_state {
	STEP_OPEN, STEP_BLOCKED, STEP_DOING, STEP_SKIPPED, STEP_NOT_NEEDED,
	STEP_DONE,
};
/* What closing a step can ask for; bits of `missing`, `asks`, `overrides`. */
enum step_need {
	NEED_AFTER = 1, NEED_ANSWER = 2, NEED_VALUE = 4, NEED_EVIDENCE = 8,
	NEED_ITEMS = 16, NEED_SECOND = 32, NEED_APPROVE = 64,
};
#define NEED_PERSON (NEED_SECOND | NEED_APPROVE)

enum case_state { CASE_OPEN, CASE_CLOSED };
enum close_as { CLOSE_RESOLVED, CLOSE_FALSE_ALARM, CLOSE_DUPLICATE };
enum severity { SEV_NONE, SEV_LOW, SEV_MEDIUM, SEV_HIGH, SEV_CRITICAL };

struct event { /* one record, as read; in order (lamport, id) */
	uint8_t id[ID_LEN];
	uint64_t n; /* its number in this file */
	size_t index; /* in situation.event: which came first */
	enum record_state standing;
	unsigned flags;	      /* enum record_flag */
	const char *type;     /* "?" if the body is unreadable */
	const char *on;	      /* register, or NULL */
	const char *by;	      /* claimed doer ("by wu, written by lin") */
	struct who *author;   /* whose device signed it */
	int64_t at;	      /* ms; what the record claims */
	int offset;	      /* seconds east */
	int64_t mono;	      /* of a drill's records: ms since ... */
	uint64_t boot;	      /* ... that start of its machine */
	const void *data;     /* payload of the type, see below; or NULL */
	bool known;	      /* the type is one of ours */
	const char *odd;      /* why it had no effect, translated; or NULL */
	bool retracted;
};

struct who { /* a device and the person it speaks for */
	uint8_t dev[KEY_LEN];
	char tag[TAG_LEN];
	const char *name; /* given by an owner, else claimed, else the tag */
	bool claimed;	  /* the name is only the device's own word */
	const char *host;
	enum member_role role;
	bool removed, me;
	int64_t last; /* when it last wrote */
};

struct case_story {
	/* 0: the story has not begun. */
	int64_t (*at)(const void *ctx, int64_t wall);
	const void *ctx;
	const struct zone *zone; /* of times that are typed; or NULL */
};

struct reg { /* the current values of one register, oldest first */
	const char *type, *on;
	struct event **at;
	size_t count, cap;
	uint8_t (*killed)[ID_LEN]; /* replaced before they arrived */
	size_t killed_count, killed_cap;
};

/* --- payloads ------------------------------------------------------------ */

struct set_step {
	enum step_state state;
	const char *value, *why;
	const char **evidence; /* "E-3" */
	size_t evidence_count;
	unsigned asks;	    /* a second person must still act */
	unsigned overrides; /* closed although these were missing */
};
struct set_text { /* step.assign, case.set, member.name, decision.set */
	const char *text; /* to, value, name, answer */
	const char *why;  /* why, basis */
	const char *owner; /* of a drill's decision, or NULL */
	int64_t at;	  /* case.set aware: the instant; else 0 */
};
struct set_check {
	bool ticked;
	const char *text;
};
struct set_names { /* role.set */
	const char **name;
	size_t count;
};
struct set_adopt {
	const char *slug, *commit, *why;
	struct adopt_file {
		const char *name;
		uint8_t sha256[HASH_LEN], att[HASH_LEN];
	} *file; /* base first */
	size_t file_count;
};
struct set_close {
	enum close_as as;
	const char *of, *why;
	const char **open_step; /* keys of steps overridden */
	size_t open_count;
};
struct set_confirm {
	uint8_t of[ID_LEN]; /* the step.set it confirms */
	const char *step;
	unsigned as; /* NEED_SECOND, NEED_APPROVE */
};

/* --- what stands ------------------------------------------------------------ */

struct tick {
	const struct pb_item *item;
	const char *key; /* register */
	const struct reg *reg; /* NULL: never touched */
	bool ticked, conflict;
	const struct event *last;
};

struct old_tick { /* ticked in an earlier version that has another text */
	const struct pb_item *item;
	const struct book *book; /* the version it stood in */
	const struct event *last;
	size_t beside; /* the item now at its place; tick_count: none */
};

struct step {
	const struct pb_step *def;
	const struct book *book; /* the version whose text it shows */
	const char *key;    /* "record-count", or "ransomware/record-count" */
	const char *number; /* "3.02" in this case: it never moves */
	bool retired; /* the version in force lacks it: a person closes it */
	const struct event *came, *gone; /* the adoption that brought, retired
					    it; NULL: the first; none */
	const struct event *changed; /* the adoption that changed its text
					after it was done, or NULL */
	size_t index;	    /* in situation.step */
	const struct reg *reg; /* of step.set; NULL: untouched */
	enum step_state state; /* effective */
	bool conflict;	       /* two people set it at once */
	bool waits;	       /* after or when not settled yet */
	const struct step *waits_for; /* the first such, or NULL */
	bool asked;	       /* done but for a second person */
	unsigned asks;	       /* which: NEED_SECOND, NEED_APPROVE */
	unsigned overrides;
	unsigned missing;      /* what closing it now would ask for */
	const struct event *last;  /* last step.set, NULL if untouched */
	const struct event *second, *approve; /* confirmations */
	const char *value, *why;
	const char *answer; /* of a decision, when it counts */
	const char *answer_gone; /* decided, but no longer offered */
	const struct event *decided;
	const char *owner;  /* a person's name, or NULL */
	bool owner_by_role; /* nobody assigned it: the role's person */
	struct tick *tick;
	size_t tick_count, ticked;
	struct old_tick *old;
	size_t old_count;
	struct evidence **evidence;
	size_t evidence_count;
	size_t notes;
	int64_t due;	    /* ms; 0: none known */
	bool due_waits;	    /* has a due, but its anchor is not known */
	int64_t started, closed; /* ms; 0 */
};

struct phase {
	const struct pb_phase *def;
	const struct book *book;
	const char *key;	/* "contain" or "ransomware/contain" */
	char number[12];
	size_t first, count;	/* in situation.step */
	bool retired;		/* the version in force lacks it */
	size_t done, total;	/* total leaves out not needed */
	size_t touched;
	bool folded;		/* kind prepare: counts in no figure */
	int64_t closed;		/* when its last step closed; 0 */
};

/* A version of a playbook that was adopted. situation.book[] has the one in
 * force of each playbook; those before it follow by `was`. */
struct book {
	const struct event *event;
	const struct set_adopt *adopt;
	const struct playbook *pb; /* NULL if its text cannot be read */
	const char *prefix;  /* "" or "ransomware/" */
	const struct book *was; /* adopted before it, in order; or NULL */
	bool stands;	/* nothing replaced it yet */
	bool conflict;	/* two were adopted at once: the later shows, and the
			   steps of both stand until one is adopted again */
	bool unread;	/* its text cannot be read: pb is an earlier one */
	size_t first_phase, phase_count;
};

struct evidence {
	const struct event *event;
	char label[16]; /* "E-19" */
	const char *name, *title, *source, *place, *taken, *step, *kind;
	uint8_t sha256[HASH_LEN];
	bool has_hash;
	int64_t len;
	bool inside; /* its bytes are in the case */
	uint8_t (*piece)[HASH_LEN];
	size_t piece_count;
	const char *holder; /* who has it now */
	const struct event **custody; /* handovers, oldest first */
	size_t custody_count, custody_cap;
};
struct handover {
	const char *of, *from, *to, *why;
};

struct note {
	const struct event *event;
	const char *text, *step;
};

enum finding_kind { FIND_CAUSE, FIND_CONTRIBUTING, FIND_WELL };
struct case_finding {
	const struct event *event;
	char label[16]; /* "F-2" */
	enum finding_kind kind;
	const char *text;
	const char **ref; /* steps, evidence, record ids */
	size_t ref_count;
};
enum action_state { ACTION_OPEN, ACTION_DOING, ACTION_DONE, ACTION_DROPPED };
struct case_action {
	const struct event *event;
	char label[16]; /* "A-1" */
	const char *text, *owner, *due_text, *step, *proof, *commit, *why;
	int64_t due; /* ms, 0 none */
	enum action_state state;
	bool conflict;
	const struct event *last;
};

struct role {
	const char *key;
	const struct pb_role *def;
	const struct reg *reg;
	const char **name;
	size_t count;
};

struct situation {
	struct arena arena;
	const char *label;
	uint8_t case_id[ID_LEN];
	bool drill, plan; /* plan: label PLAN-, outside incident figures */
	const char *title, *summary;
	enum severity severity;
	enum case_state state;
	const struct event *closed; /* case.close, or NULL */
	int64_t opened;
	const struct event *aware; /* case.set on aware, or NULL */
	bool hold;

	struct event **event; /* all, in order */
	size_t event_count, event_cap;
	struct map event_by_id;
	struct map regs; /* "type\0on" -> struct reg */

	struct who **who;
	size_t who_count, who_cap;
	struct who *me; /* NULL if this device is unknown here */

	struct book *book; /* in force, in the order of adoption */
	size_t book_count;
	struct book **version; /* all that were adopted, in order */
	size_t version_count, version_cap;
	struct book_texts *texts; /* each text once; books.c */
	struct book_texts *lent;  /* of many cases; NULL: texts are its own */
	struct phase *phase;
	size_t phase_count;
	struct step *step;
	size_t step_count;
	struct map step_by_key;
	struct role *role;
	size_t role_count;

	struct evidence **evidence;
	size_t evidence_count, evidence_cap;
	struct note *note;
	size_t note_count, note_cap;
	struct case_finding *finding;
	size_t finding_count, finding_cap;
	struct case_action *action;
	size_t action_count, action_cap;
	struct people_import **import; /* people.h */
	size_t import_count, import_cap, import_last; /* last: number given */
	const struct event **person_set; /* people.set that count */
	size_t person_sets, person_set_cap;
	const char **group; /* names of people.group, in order */
	size_t group_count, group_cap;
	struct enquiry **enquiry;
	size_t enquiry_count, enquiry_cap;
	const char **clock_key; /* registers of clocks, in order */
	size_t clock_keys, clock_key_cap;
	const char **notice_key; /* labels of notices, in order */
	size_t notice_keys, notice_key_cap;
	const struct event **notice_event; /* all of notice.*, in order */
	size_t notice_events, notice_event_cap;
	const struct event **confirm; /* step.confirm that count */
	size_t confirm_count, confirm_cap;
	const struct event **close; /* case.close that count */
	size_t close_count, close_cap;
	const struct event **adopt; /* playbook.adopt that count, in order */
	size_t adopt_count, adopt_cap;
	struct arena settled; /* what settle() derives; made anew each time */

	/* figures, folded phases left out */
	size_t done, total, overdue, blocked, conflicts, odd, set_apart;
	size_t pinned; /* records written under a clock set by hand */
	struct case_clock *clock; /* clocks.h */
	size_t clock_count, clocks_overdue;
	const struct case_clock *next_clock; /* running, due first; NULL */
	struct case_notice *notice; /* notices.h */
	size_t notice_count;
	const struct case_limits *limits; /* counts for us, or NULL */
	const struct step *next;
	const struct phase *now; /* phase of next, or the last */
	int64_t contained;	 /* last step of the contain phases; 0 */
	int64_t settled_at;	 /* the now it was settled for */
	/* A drill's: which moment of its story a moment of ours is; NULL: of
	 * a case, where they are the same. Borrowed. */
	const struct case_story *story;
};

/* --- asking ------------------------------------------------------------------ */

/* By key ("record-count", "ransomware/x"), by number ("3.02", "3.2" is not
 * it) or by a unique beginning of a key. ERR_NOTFOUND names what there is
 * and the nearest; ERR_USAGE if several begin so. */
int situation_step(const struct step **out, const struct situation *s,
		   const char *word, struct error *err);
const struct reg *situation_reg(const struct situation *s, const char *type,
				const char *on);
const struct evidence *situation_evidence(const struct situation *s,
					  const char *label);
/* A playbook's text in the language of our messages, else in the base. */
const char *book_text(const struct book *b, const struct text *t);
const char *step_state_name(enum step_state st); /* "not-needed" */
/* "[ ]", "[x]" ...: "[*]" on a conflict, "[?]" on a decision. */
const char *step_mark(const struct step *st);
const char *severity_name(enum severity s);
bool severity_parse(enum severity *out, const char *word);
const char *close_as_name(enum close_as as);
const char *finding_kind_name(enum finding_kind k);
const char *action_state_name(enum action_state st);
/* The doer of an event: the claimed `by`, else its author's name. */
const char *event_doer(const struct event *ev);
/* Who may act as second reader or approver of a step that asks for it. */
bool step_may_confirm(const struct situation *s, const struct step *st,
		      const char *person, unsigned *as);
bool role_held_by(const struct situation *s, const char *role,
		  const char *person);

/* --- making (casefile.c only) ---------------------------------------------- */

/* Reads the records from the from-th on into registers and lists; `me` is the
 * device that looks. ERR_NOMEM. */
int situation_replay(struct situation *s, struct log *log, size_t from,
		     const uint8_t me[KEY_LEN], struct error *err);
/* Derives all the rest as it stands at that instant. ERR_NOMEM, those of
 * reading the playbooks. */
int situation_settle(struct situation *s, struct log *log, int64_t now,
		     struct error *err);
void situation_release(struct situation *s);

#endif
