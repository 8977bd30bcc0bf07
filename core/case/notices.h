/*
 * core/case/notices.h - notices as records have them: drafted, approved,
 * withdrawn, sent, and what became of each sending.
 *
 * Texts stand in attachments: the template as it was taken, and the exact
 * text with {{name}} where a person's own values go. People are named by
 * the import's id and their rows, never by name.
 */
#ifndef STANCH_CASE_NOTICES_H
#define STANCH_CASE_NOTICES_H

#include "core/case/act.h"

#define NOTICE_BATCH 500 /* people of one notice.send at most */
#define NOTICE_PREFIX 17 /* of a Message-ID: 16 hex digits and a NUL */
#define NOTICE_BLANKS 200 /* of one notice, filled in; no more are read */
#define NOTICE_MARKS 200

struct notice_text { /* an attachment, by its content */
	uint8_t sha256[HASH_LEN], att[HASH_LEN];
	const char *name; /* "cn-individuals.zh.md" */
};
struct notice_blank {
	const char *name, *value;
};
struct notice_mark { /* an item of a content list that the text lacks */
	const char *item; /* "cn-pipl-57/3" */
	const char *why;  /* not applicable; NULL: it is to follow */
};
struct set_notice { /* notice.draft */
	const char *template, *lang, *kind; /* its id; its `to` */
	const char *filter;    /* the group; NULL: not to people */
	const char *authority; /* or the office; NULL */
	const char *clock;     /* register of the clock it serves; NULL */
	struct notice_blank *blank;
	size_t blanks;
	struct notice_mark *mark;
	size_t marks;
	struct notice_text source, text;
};
struct set_approval { /* notice.approve */
	const char *notice;
	uint8_t of[ID_LEN]; /* the notice.draft */
	uint8_t text[HASH_LEN], source[HASH_LEN];
	const char *to;	    /* the group's filter, or the office */
	int64_t count;	    /* people in the group then */
	bool self, second;  /* by its author; as the second of two */
	const char *why;
};
struct set_withdrawal { /* notice.withdraw */
	const char *notice, *why;
	const char **of; /* approvals */
	size_t count;
};
struct notice_rows { /* "1-17,25" of an import, or an office */
	const char *of, *rows;
};
struct set_sending { /* notice.send */
	uint8_t of[ID_LEN];  /* the notice.draft */
	const char *channel; /* "mail" "eml" "csv" "html" "poster" "test" */
	const char *prefix;  /* of Message-IDs; NULL */
	struct notice_rows *people;
	size_t people_count;
	int64_t count;
};
#define CHANNEL_TEST "test"
/* True of a letter that whoever wrote it sent to themselves. */
static inline bool sending_is_test(const struct set_sending *p)
{
	return str_eq(p->channel, CHANNEL_TEST);
}
struct notice_outcome {
	const char *result; /* "handed" "failed" "doubt" "bounced" ... */
	const char *why;
	struct notice_rows *people;
	size_t people_count;
	int64_t count;
};
struct set_result { /* notice.result */
	const char *notice, *channel;
	const char *receipt;
	const char *send; /* the notice.send in hex; NULL: by hand */
	struct notice_outcome *outcome;
	size_t outcomes;
};
struct set_offer { /* notice.offer: a remedy, and whether it was kept */
	const char *text, *until, *why;
	const char *kept; /* "open" "kept" "broken" */
};

struct case_notice { /* as it stands */
	const char *label; /* "A" */
	const struct event *draft; /* that counts */
	const struct set_notice *set;
	bool conflict;	/* two drafts at once: nobody can approve it */
	size_t version; /* how many drafts there were */
	const struct event **approval; /* that hold for this draft */
	size_t approvals;
	const struct event *voided; /* the last that held for another */
	unsigned needed; /* approvals: 1 or 2 */
	const char *role, *second; /* who gives them; NULL: an owner */
	bool approved, self; /* self: by its author */
	const struct event **sending, **result; /* in order */
	size_t sendings, results;
	const struct event **offer; /* that stand, on "A#1" */
	size_t offers;
	bool sent; /* something went out, or may have */
	/* Items that were to follow when it went out, and that nothing sent
	 * since to the same people or office has said. */
	const char **follow;
	size_t follows;
};

/* By its letter, "A"; NULL if there is none. */
const struct case_notice *situation_notice(const struct situation *s,
					   const char *label);
/* "6,310 people" cannot be known here: these are the counts of records. */
const char *notice_state_name(const struct case_notice *n); /* "approved" */

/* The end of its last day, ms; 0: it has none. */
int64_t offer_due(const struct set_offer *o);
/* Not settled, and its last day has passed. */
bool offer_overdue(const struct situation *s, const struct set_offer *o);
/* "open", "kept", "not kept", "OVERDUE", translated. */
const char *offer_state_words(const struct situation *s,
			      const struct set_offer *o);
/* Those that are neither kept nor broken, and how many of them are overdue. */
void offers_open(size_t *open, size_t *overdue, const struct situation *s);
/* Appends "2 open, 1 OVERDUE"; nothing where none is open. */
void offers_words(struct str *out, const struct situation *s);
/* "A: cn-pipl-57/3; B: ..." of all that are to follow; nothing if there are
 * none. Appends, and counts. */
size_t notices_follow(struct str *out, const struct situation *s);

/* Writes a draft: a new one (label NULL) or over the one that stands; out
 * (may be NULL) gets its label. source and text become attachments. */
int act_notice_draft(char out[16], struct act *a, const char *label,
		     const struct set_notice *n,
		     const struct pb_source *source,
		     const struct pb_source *text, struct error *err);
/* By whoever may; `of`, `text`, `source`, `to` and `count` are what the
 * person saw. alone: the team lets an author approve; else a reason is
 * demanded of one. ERR_PENDING: a second approval is still needed. */
int act_notice_approve(struct act *a, const char *label,
		       const struct set_approval *what, bool alone,
		       struct error *err);
int act_notice_withdraw(struct act *a, const char *label, const char *why,
			struct error *err);
/* ERR_REFUSED in a drill: nothing leaves it, whoever asks. */
int notice_only_live(const struct situation *s, struct error *err);
/* ERR_REFUSED in a drill, or without approval. */
int notice_may_leave(const struct situation *s, const struct case_notice *n,
		     struct error *err);
/* What is about to be handed over, before the first of it; id gets the
 * records' ids. ERR_REFUSED in a drill, without approval, or when the draft
 * is another one by now; ERR_MOVED if somebody else sends it. At most 40 at
 * once. */
int act_notice_send(uint8_t (*id)[ID_LEN], struct act *a, const char *label,
		    const struct set_sending *what, size_t count,
		    struct error *err);
int act_notice_result(struct act *a, const struct set_result *what,
		      size_t count, struct error *err);
/* number 0: a new one. ERR_INVALID: `until` is no day. */
int act_notice_offer(struct act *a, const char *label, size_t number,
		     const struct set_offer *what, struct error *err);

#endif
