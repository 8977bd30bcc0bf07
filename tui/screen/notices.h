/* tui/screen/notices.h - private to the files of the notices view. */
#ifndef STANCH_SCREEN_NOTICES_H
#define STANCH_SCREEN_NOTICES_H

#include "core/notice/change.h"
#include "core/notice/outbox.h"
#include "tui/screen/ctx.h"
#include "tui/widget/list.h"
#include "tui/widget/rich.h"

#define NOTICE_LABEL 16
#define NOTICE_TELL 80

/* What the list of notices and one notice have in front: the same acts work
 * in both (notices_acts). */
struct noticepane {
	struct list list; /* first: its focus is ours */
	struct app *app;
	char label[NOTICE_LABEL]; /* the one notice; "": the one chosen */
	char about[NOTICE_LABEL]; /* what an open question is about */
};
/* The notice that an act is about; says so and is NULL when there is none. */
const struct case_notice *noticepane_notice(struct noticepane *p);
/* The same, and remembers it as what the next question is about. */
const struct case_notice *noticepane_about(struct noticepane *p);

/* How a notice stands, counted: the register is asked once for it. */
struct notice_count {
	char label[NOTICE_LABEL];
	bool known;
	struct group group; /* counts, and the first of its people */
	size_t left, missing, later, items; /* blanks; items of its lists */
	struct sms_size sms;
	bool most; /* sms: of the longest letter */
	char lacks[200]; /* the first thing it lacks, in words */
};
/* Counts one notice anew. */
int notice_count(struct notice_count *out, struct app *app,
		 const struct case_notice *n, struct error *err);
void notice_count_release(struct notice_count *c);
/* "needs approval", "sent 12 of 40", "in doubt 3": for a column. */
void notice_stand(struct str *out, const struct case_notice *n,
		  const struct notice_count *c);
/* How it goes or went: "mail", "CSV"; "-" while nobody knows. */
const char *notice_by(const struct app *app, const struct case_notice *n);
/* The text as the first of a masked group (or NULL) will see it, into
 * d->out; *who gets a name for that person ("" without one). */
int notice_as(char who[64], struct draft *d, const struct group *masked,
	      struct error *err);
/* Lines of a text, one paragraph each. */
void notice_lines(struct rich *r, int indent, const char *text);

/* --- one notice ----------------------------------------------------------- */

#define NOTICE_FORM 24 /* fields of a form, the last one NULL */

struct onerow {
	const char *key; /* "cause", "cn-pipl-57/3"; NULL: a heading */
	const char *text; /* of a heading */
	const struct blank *blank;
	const char *value; /* of the blank; NULL: none */
	bool left;	   /* the text cannot do without it */
	bool own;	   /* each person's row has it */
	size_t lacking;	   /* so many rows have not */
	const struct said *said;
};
struct noticeview {
	struct noticepane pane; /* first */
	struct draft d;
	struct draft_check check;
	size_t people; /* it goes to */
	struct arena arena;
	struct onerow *row;
	size_t rows, cap;
	bool there; /* the notice could be read */
	char what[96]; /* the blank or item an open question is about */
	const struct blank *asked[NOTICE_FORM]; /* by the form */
};
const struct onerow *noticeview_chosen(struct noticeview *v);
bool notice_is_left(const struct draft *d, const struct blank *b);
extern const struct action notice_actions[]; /* notices_fill.c */

/* --- acts ----------------------------------------------------------------- */

/* What a person does in both; state is a struct noticepane. */
void notices_new(struct app *app, void *state);	   /* notices_new.c */
void notices_target(struct app *app, void *state);
void notices_clock(struct app *app, void *state);
void notices_edit(struct app *app, void *state);   /* notices_acts.c */
void notices_approve(struct app *app, void *state);
void notices_withdraw(struct app *app, void *state);
void notices_text(struct app *app, void *state);
void notices_changes(struct app *app, void *state);
void notices_copy(struct app *app, void *state);
void notices_test(struct app *app, void *state);   /* notices_send.c */
void notices_send(struct app *app, void *state);
void notices_export(struct app *app, void *state);
void notices_people(struct app *app, void *state); /* notices_people.c */
void notices_offer(struct app *app, void *state);  /* notices_offer.c */
/* The rows of those acts, for both tables, behind edit, text and approval:
 * `rare` is where a test and files stand, `send` the sending and its results
 * (enum action_flag). */
#define NOTICES_ACTIONS(rare, send) \
	{"notice-test", "T", N_("test to me"), \
	 N_("Send the text to yourself, marked as a test"), notices_test, \
	 ACT_CHANGES | (rare)}, \
	{"notice-export", "x", N_("export"), \
	 N_("Write it out: mail files, CSV, letters, a poster"), \
	 notices_export, ACT_CHANGES | (rare)}, \
	{"notice-send", "S", N_("send"), \
	 N_("Send it to its group; the case label is typed"), notices_send, \
	 ACT_CHANGES | (send)}, \
	{"notice-people", "r", N_("results"), \
	 N_("Who got it and who did not: in doubt, to call, one key a " \
	    "result"), notices_people, (send)}, \
	{"notice-offer", "O", N_("remedy"), \
	 N_("What is offered to this group, and whether it was kept"), \
	 notices_offer, ACT_CHANGES | ACT_HIDDEN}, \
	{"notice-target", "t", N_("to whom"), \
	 N_("Change the group or the office that it goes to"), \
	 notices_target, ACT_CHANGES | ACT_FOOTER | ACT_WIDE}, \
	{"notice-changes", "d", N_("changes"), \
	 N_("What changed since it was approved"), notices_changes, \
	 ACT_HIDDEN}, \
	{"copy", "y", N_("copy"), N_("Copy the text, for all to read"), \
	 notices_copy, ACT_HIDDEN}, \
	{"notice-withdraw", "W", N_("withdraw"), \
	 N_("Withdraw the approval, with a reason"), notices_withdraw, \
	 ACT_CHANGES | ACT_HIDDEN}
/* To one person of the group, whatever became of it before. */
void notices_send_one(struct app *app, void *state, const char *id);

/* Reads a table of what came back, by questions (cameback.c). */
void cameback_ask(struct app *app, const char *label);
/* Asks whether the clock that it serves is met with it; nothing where none
 * runs. */
void notices_meets(struct app *app, const char *label);

/* A change of a notice on its way: the act, the draft it begins from. */
struct noticework {
	struct app *app;
	struct act a;
	struct draft d;
	struct notice_change *c;
	char label[NOTICE_LABEL];
};
int noticework_begin(struct noticework *w, struct app *app,
		     const char *label, struct error *err);
/* Writes it if rc is 0 and says `what` of it; releases it. Returns the code,
 * err says why: nothing is shown of that yet. */
int noticework_end(struct noticework *w, int rc, const char *what,
		   struct error *err);
/* Remembers a change for u: the draft with id `before` is written again. */
void notices_undoable(struct app *app, const char *label, const char *what,
		      const uint8_t before[ID_LEN]);
/* Says what was done to a notice. */
void notices_told(struct app *app, const char *label, const char *what);

#endif
