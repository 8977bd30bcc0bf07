/*
 * core/case/act.h - everything a person can do to a case.
 *
 * Each function checks against the situation as it stood on the person's
 * screen, appends one transaction, checks again inside it, and brings the
 * case up to date. Codes: ERR_REFUSED (not allowed in this state; err->fix
 * says what would make it so), ERR_NOTFOUND, ERR_MOVED (somebody changed
 * the same thing meanwhile, only when strict), ERR_PENDING (recorded, a
 * second person must act), and those of log_append().
 */
#ifndef STANCH_CASE_ACT_H
#define STANCH_CASE_ACT_H

#include "core/case/casefile.h"

struct jwrite;

struct act {
	struct casefile *c;
	const char *by;	  /* on behalf of another person, or NULL */
	bool strict;	  /* a command: ERR_MOVED if it changed meanwhile;
			     a screen keeps both values */
	bool override_person; /* close without the second person; needs why */
	uint8_t id[ID_LEN];   /* out: the first record written */
};

struct step_args {
	const char *value, *note, *why;
	const char *const *evidence; /* "E-3" ... */
	size_t evidence_count;
};

/* Whoever acts works on it from here on, also in the place of a colleague. */
int act_step_start(struct act *a, const char *step, struct error *err);
/* Whether the step takes that value; ERR_INVALID, ERR_TOOBIG: why not. */
int act_value_check(struct act *a, const struct step *st, const char *value,
		    struct error *err);
/* Missing value, evidence, items, earlier steps: ERR_REFUSED unless why is
 * given, which overrides them by name. A second person: see ERR_PENDING. */
int act_step_done(struct act *a, const char *step,
		  const struct step_args *args, struct error *err);
int act_step_confirm(struct act *a, const char *step, struct error *err);
int act_step_skip(struct act *a, const char *step, const char *why,
		  struct error *err);
int act_step_block(struct act *a, const char *step, const char *why,
		   struct error *err);
int act_step_not_needed(struct act *a, const char *step, const char *why,
			struct error *err);
int act_step_reopen(struct act *a, const char *step, const char *why,
		    struct error *err);
/* person NULL or "": whoever fills its role. */
int act_step_assign(struct act *a, const char *step, const char *person,
		    struct error *err);
/* item: 1-based number, or what its text alone begins with. All or, if one is
 * unknown, none: ERR_NOTFOUND. */
int act_checks(struct act *a, const char *step, const char *const *item,
	       size_t count, bool ticked, struct error *err);
int act_check(struct act *a, const char *step, const char *item, bool ticked,
	      struct error *err);
/* why is demanded. evidence and override as in act_step_done. */
int act_decide(struct act *a, const char *step, const char *answer,
	       const struct step_args *args, struct error *err);
int act_note(struct act *a, const char *step, const char *text,
	     struct error *err);

/* One value of the case; field: title, severity, summary or hold. */
int act_case_set(struct act *a, const char *field, const char *value,
		 struct error *err);
int act_case_aware(struct act *a, int64_t at, const char *basis,
		   struct error *err);
int act_case_close(struct act *a, enum close_as as, const char *of,
		   const char *why, struct error *err);
int act_case_reopen(struct act *a, const char *why, struct error *err);
/* Takes a playbook into the case, or another version of one that is there:
 * then why is demanded, whoever calls. ERR_REFUSED: the same text already,
 * or another playbook (`id:`) under that name; ERR_INVALID: it has lint
 * errors; ERR_MOVED: somebody adopted meanwhile, screen or not. */
int act_adopt(struct act *a, const char *slug, const char *commit,
	      const struct pb_source *file, size_t count, const char *why,
	      struct error *err);
int act_role(struct act *a, const char *role, const char *const *person,
	     size_t count, struct error *err);

/* Lets a device in, or gives a member another role. ROLE_EVALUATOR is of
 * drills alone. ERR_REFUSED: it has that role, or owns the case. */
int act_member_add(struct act *a, const uint8_t dev[KEY_LEN],
		   const char *person, enum member_role role,
		   struct error *err);
int act_member_remove(struct act *a, const uint8_t dev[KEY_LEN],
		      const char *why, struct error *err);

/* What the review found; ref: steps and evidence that show it. */
int act_finding(struct act *a, enum finding_kind kind, const char *text,
		const char *const *ref, size_t count, struct error *err);
struct action_args {
	const char *text, *owner, *step, *proof, *commit, *why;
	const char *due;  /* YYYY-MM-DD, or NULL */
	const char *state; /* "open" "doing" "done" "dropped", or NULL */
};
int act_action_add(struct act *a, const struct action_args *args,
		   struct error *err);
/* Only the members that are not NULL change. */
int act_action_set(struct act *a, const char *label,
		   const struct action_args *args, struct error *err);
/* who looked: what = "exported", "printed", "reported" ... */
int act_access(struct act *a, const char *what, const char *detail,
	       struct error *err);

struct drill_entry { /* one record of a drill's own events */
	const char *type, *on; /* on may be NULL */
	const char *by;	       /* claimed doer: a role */
	void (*fill)(struct jwrite *j, const void *ctx); /* its members */
	const void *ctx;
	const struct pb_source *file; /* attached */
	size_t file_count;
};
/* Appends them in one transaction. ERR_REFUSED in a case that is no drill,
 * or for a device whose role is below `least`. */
int act_drill(struct act *a, const struct drill_entry *e, size_t count,
	      enum member_role least, struct error *err);

/* Appends the opposite of a record: an earlier value set again, a note or
 * evidence entry withdrawn. ERR_REFUSED for what has no opposite. */
int act_undo(struct act *a, const uint8_t id[ID_LEN], struct error *err);

#endif
