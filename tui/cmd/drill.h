/*
 * tui/cmd/drill.h - what the commands of drills share.
 */
#ifndef STANCH_CMD_DRILL_H
#define STANCH_CMD_DRILL_H

#include <sys/stat.h>

#include "core/drill/compare.h"
#include "core/drill/score.h"
#include "core/drill/state.h"
#include "core/report/aar.h"
#include "tui/cmd/cli.h"

/* --- scenarios: drill_lint.c ---------------------------------------------- */

/* The texts of a scenario: a path if the word has a slash or ends in .md,
 * else its id at main. *texts is the caller's (pb_texts_release). */
int drill_texts(struct pb_texts *texts, struct cli *x, const char *word,
		struct error *err);
/* Read, with its faults left to lint. *out is the caller's. */
int drill_scenario(struct scenario **out, struct cli *x, const char *word,
		   struct error *err);
/* What lint may look up: the clocks of the store, and a playbook. */
int drill_world(struct scenario_world *w, struct cli *x,
		const struct playbook *pb, struct error *err);

/* --- a new one: drill_list.c ------------------------------------------------ */

struct drill_wish {
	const char *scenario; /* as drill_texts() takes it */
	const char *playbook; /* "SLUG[@COMMIT]", or NULL: the scenario's own */
	bool solo;	      /* injects release themselves */
};
/* Makes it; its label in label. ERR_INVALID if the scenario has errors. */
int drill_make(char label[64], struct cli *x, const struct drill_wish *w,
	       struct error *err);

/* --- one drill, open: drill_play.c ------------------------------------------ */

struct play {
	struct cli *x;
	struct casefile *c;
	struct drill_notes notes;
	char *path; /* of the notes, or NULL */
	bool lost; /* the console that led it died: it stands still */
	bool learnt; /* play_learn() has looked */
	bool apart; /* they are an observer's: nothing else is read */
	struct stat seen; /* the file they were read from */
	struct scenario *sc; /* NULL: only what players see is known here */
	struct drill_state *d;
	const char *as; /* the role that acts */
	struct zone *zone; /* of the story, once it is known */
	struct case_story story; /* its clock, for targets and limits */
};

/* Opens the drill of a label with all that this person may know of it. */
int play_open(struct play *p, struct cli *x, const char *label,
	      bool read_only, struct error *err);
/* As a player, in a role or (NULL) any: opens the drill's file and nothing
 * else; as an observer also what he wrote. */
int play_join(struct play *p, struct cli *x, const char *label,
	      const char *as, struct error *err);
/* The one or the other, as somebody may. */
int play_open_as(struct play *p, struct cli *x, const char *label,
		 const char *as, struct error *err);
/* The same to read alone. */
int play_watch(struct play *p, struct cli *x, const char *label,
	       struct error *err);
/* Reads what is new and works the state out for the present moment. */
int play_look(struct play *p, struct error *err);
void play_close(struct play *p);
/* "DRILL 演练  DRILL-2026-003  NOT REAL 非真实事件", in text mode. */
void play_banner(struct cli *x, const char *label);
/* A state as this output says it: tools read its name, people its words. */
const char *play_word(const struct cli *x, const char *name,
		      const char *words);
/* For an evaluator of a drill that somebody else made: the scenario, of a
 * file or (NULL) of the playbooks, if it is the one that `start` names; p->sc
 * stays NULL if it is not found there. ERR_REFUSED: the file is another. */
int play_learn(struct play *p, const char *path, struct error *err);
/* The SHA-256 of a scenario's base file among its files. */
void play_base_sum(uint8_t sum[HASH_LEN], const struct scenario *sc,
		   const struct pb_source *src, size_t count);
/* The scenario is needed. ERR_NOTFOUND with words if it is not here. */
int play_need_scenario(const struct play *p, struct error *err);

/* --- who leads: drill_lead.c ------------------------------------------------ */

/* Takes the lock of the one who leads, until *fd is closed; *fd is -1 if it
 * was not had. ERR_REFUSED if another program leads, ERR_IO. */
int play_lead(int *fd, const struct play *p, struct error *err);
/* The sign of life of a console that holds the lock; and that it goes. */
void play_sign(int fd, const struct moment *m);
void play_unsign(int fd);
/* Whether a console left it without freezing; *m: its last sign of life. */
bool play_lost(struct moment *m, const struct play *p);
/* Freezes it as from an instant on; *gone: the ms that are no play. */
int play_freeze_since(int64_t *gone, struct play *p, const char *why,
		      int64_t since, struct error *err);
/* If it runs, of whoever holds the lock and does not yet lead: from the last
 * sign of life on, else the last record of this device. */
int play_freeze_lost(int64_t *gone, struct play *p, int fd,
		     struct error *err);
/* Of whoever may lead: writes down that it stands still since a console
 * died; *gone 0: it did not. */
int play_recover(int64_t *gone, struct play *p, struct error *err);

/* --- who is let in: drill_admit.c --------------------------------------------- */

/* Whether this device may act as somebody (NULL: in any role that plays). */
bool play_may(const struct play *p, const char *as);
/* If it may not, asks whoever leads, unless the drill is over. */
int play_ask(bool *asked, const struct play *p, const char *as,
	     struct error *err);
/* Who asks; *out is the caller's (mem_free). */
int play_asks(struct join_ask **out, size_t *count, const struct play *p,
	      struct error *err);
/* "wu 3168c605 asks to join as it". Appends. */
void play_ask_text(struct str *out, const struct join_ask *a);
/* Lets a device in, as somebody or (NULL) as it asks. ERR_REFUSED. */
int play_admit(struct play *p, const struct join_ask *a, const char *as,
	       struct error *err);

/* --- as a case: drill_case.c -------------------------------------------------- */

/* "DRILL-..." and nothing else. */
bool drill_is_label(const char *word);
/* Opens a drill for a command of cases, with its banner: x->open, x->played
 * and, for one that writes, x->acts, checked. */
int drill_as_case(struct cli *x, const char *word, struct error *err);
void drill_left(struct cli *x); /* closes it */
/* Who acts, by a role's name (NULL: the facilitator, if this device made the
 * drill), into p->as. ERR_USAGE, ERR_REFUSED, ERR_NOTFOUND. */
int play_role(struct play *p, const char *as, struct error *err);
/* A role of the drill, evaluator or observer. ERR_NOTFOUND names them. */
int play_is_role(const struct play *p, const char *as, struct error *err);

/* --- acts: drill_do.c, drill_steer.c ------------------------------------------ */

extern const struct opt do_opts[];
struct drill_verb { /* one of `drill do`; who and help translated */
	const char *name, *words, *who, *help;
};
bool drill_verb(struct drill_verb *out, size_t i); /* false behind the last */
/* What the words say, done as a role (NULL: the facilitator, if this device
 * made the drill); word 0 is the verb. ERR_PENDING: written, but a second
 * person must confirm. */
int play_do(struct play *p, const char *as, struct args *args,
	    struct error *err);
/* Only whether there is such a verb, for that role, with all its words. */
int play_check(struct play *p, const char *as, const struct args *args,
	       struct error *err);
/* Appends one record. */
int play_write(struct play *p, const struct drill_entry *e, size_t count,
	       enum member_role least, struct error *err);
/* 0 while it runs or is frozen, else ERR_REFUSED with what to do. */
int play_must_run(const struct play *p, struct error *err);
/* The control verbs; word 0 is the op. */
int steer(struct play *p, struct args *args, struct error *err);
/* Releases an inject of the scenario that is due or is wanted early. */
int release_inject(struct play *p, const char *id, const char *why,
		   struct error *err);
int release_other(struct play *p, const char *of, const char *text,
		  const char *to, struct error *err);

/* --- notes: drill_keep.c ---------------------------------------------------------- */

/* Keeps a mark, a rating, an observation apart until the drill ends; into
 * the file after. */
int play_keep(struct play *p, struct drill_remark *r, struct error *err);
/* Leaves a copy for whoever ends the drill under the same login. */
int play_leave(const struct play *p, struct error *err);
/* Of who ends it: takes such copies among his notes; and once they are
 * written, away with them. */
int play_take(struct play *p, struct error *err);
void play_taken(struct play *p);
/* The members of its record; ctx is a struct drill_remark. */
void play_remark(struct jwrite *j, const void *ctx);
/* Reads the notes anew if another program wrote them; p->d is NULL then. */
int play_notes(struct play *p, struct error *err);
/* Where an observer's are; the caller's, NULL when memory is out. */
char *play_observer_path(const struct play *p, struct store *store);
/* Whether what somebody who does not lead kept must go into the file: the
 * drill has ended, and this device may write it. */
bool play_owes(const struct play *p);
/* Once it has ended: writes into the file what somebody who does not lead
 * kept on a device of his own. */
int play_hand_in(struct play *p, struct error *err);

/* --- documents: drill_report.c ----------------------------------------------- */

/* Appends the after-action report of a drill that has ended; width is that
 * of text. ERR_REFUSED before that. */
int drill_report_text(struct str *out, struct cli *x, const char *label,
		      enum aar_form form, int width, struct error *err);

/* In the form of --format, md if there is none. */
int report_form_write(struct str *out, struct cli *x,
		      const struct report *r, struct error *err);
/* To the file of --output, or as it is. */
int report_deliver(struct cli *x, const struct str *text, struct error *err);

/* An inject that is out, as players read it: drill_join.c. Text mode. */
void released_lines(struct cli *x, const struct drill_inject *in);

/* Members "players" and "heads" of an open object: drill_list.c. */
void drill_heads_json(struct jwrite *w, const struct drill_heads *h);

int drill_short_run(struct cli *x, struct error *err);
/* Without a screen: what has been released so far. */
int drill_released_run(struct cli *x, struct error *err);
int drill_admit_run(struct cli *x, struct error *err);
int drill_compare_run(struct cli *x, struct error *err);
int drill_print_run(struct cli *x, struct error *err);
int drill_skeleton_run(struct cli *x, struct error *err);
int drill_import_run(struct cli *x, struct error *err);
int drill_export_run(struct cli *x, struct error *err);
int drill_lint_run(struct cli *x, struct error *err);
int drill_list_run(struct cli *x, struct error *err);
int drill_new_run(struct cli *x, struct error *err);
int drill_show_run(struct cli *x, struct error *err);
int drill_do_run(struct cli *x, struct error *err);
int drill_run_run(struct cli *x, struct error *err);
int drill_join_run(struct cli *x, struct error *err);
int drill_report_run(struct cli *x, struct error *err);
int drill_score_run(struct cli *x, struct error *err);

#endif
