/*
 * tui/screen/ctx.h - what all screens share: the store, the language, the
 * case that is open, and the way an act is done and told.
 */
#ifndef STANCH_SCREEN_CTX_H
#define STANCH_SCREEN_CTX_H

#include "core/case/act.h"
#include "core/case/clocks.h"
#include "core/store/store.h"
#include "tui/app/app.h"

#define NEWS_MS 60000 /* how long an answer about main is good */

struct news { /* has a playbook of the open case moved on? (adopt_news.c) */
	bool known, coming;
	uint8_t case_id[ID_LEN];
	size_t adopted, events;
	int64_t at;	 /* mono */
	char words[160]; /* "playbook moved on: 2 new", or "" */
};

#define CLOCK_KEY 160
#define CLOCK_OFFERS 32
struct clock_queue { /* clocks that a closed step offers, one after another */
	char step[256];
	char key[CLOCK_OFFERS][CLOCK_KEY];
	bool stop[CLOCK_OFFERS];
	size_t count, at;
};

struct cli;

struct ctx {
	struct clock_queue offers;
	struct cli *cli; /* for what runs as a command does; may be NULL */
	struct store *store;
	const struct env *env;
	char lang[8];	    /* "en", "zh": texts of playbooks */
	struct casefile *c; /* the open case, or NULL */
	uint64_t settled;   /* as the screens have seen it last */
	bool read_only;
	char who[65];	    /* this device's person */
	char step[256];	    /* where one is in the case, for view 1 */
	bool leaving;	    /* and that is not noted on disk yet */
	struct news news;
	struct roster *roster; /* the register, once looked at (people.h) */
	/* The person's own, by key (tui/cmd/config.h); "" where unset. */
	struct settings {
		int (*get)(char *value, size_t size, void *ctx,
			   const char *key, struct error *err);
		int (*set)(void *ctx, const char *key, const char *value,
			   struct error *err);
		void *ctx;
	} settings;
	/* A case to begin with: reported then, and how one knows; or 0. */
	int64_t reported;
	const char *basis;
	/* The drill this session leads or plays in, or NULL; then c is its
	 * file, and no other is opened. */
	struct drilling *drill;
	/* What env points to while one plays in it: its zone becomes the
	 * story's when that is known. Else NULL. */
	struct env *drill_env;
};

struct ctx *ctx_of(const struct app *app);

/* --- the open case ------------------------------------------------------- */

/* Opens a case by its label (closing another), sets the window's title.
 * A failure is shown and returned. */
int ctx_open(struct app *app, const char *label);
/* Gives back what the context still holds once the app is gone: the register
 * that was looked at, and the case unless a drill owns it. */
void ctx_release(struct ctx *x);
/* One stands on this step of the case now: noted a second later, so that a
 * program that is killed comes back there. */
void ctx_stand(struct app *app, const char *step_key);
/* Notes it at once: the steps are left. */
void ctx_leave(struct app *app);
/* The situation of the open case; valid until the next act or refresh. */
const struct situation *ctx_now(const struct app *app);
/* The present moment to show targets and clocks by: the wall's, in a drill
 * the story's, as of the last full minute of play. */
int64_t ctx_time(const struct app *app);
/* Language index for the texts of a book's playbook. */
size_t ctx_lang(const struct app *app, const struct book *b);
/* Called by the app's watch: reads what others wrote; true if anything did.
 */
bool ctx_watch(struct app *app);

/* Called by the app before a key and before it draws: true if the case was
 * settled since, so that what screens hold of its situation is gone. */
bool ctx_moved(struct app *app);

/* --- acting ------------------------------------------------------------------ */

/* What an act is for, given to act_* by a screen: keeps both values when
 * two people act at once. */
struct act ctx_act(struct app *app);
/* After an act: rc 0 says `what` ("3.02 Record count done") and remembers
 * the undo; ERR_PENDING says what is waited for; all else is shown as an
 * error. Refreshes the screens. True if something was written. */
bool ctx_told(struct app *app, const struct act *a, int rc,
	      const struct error *err, const char *what);

/* complete() of a prompt for a name: who fills a role, then the members. */
const char *ctx_complete_person(struct app *app, void *ctx,
				const char *so_far, int want);

/* --- rows every screen shows --------------------------------------------------- */

/* "3.02 Record count" in the program's language. Appends. */
void ctx_step_name(struct str *out, const struct app *app,
		   const struct step *st);
/* "PIPL 57 people": a clock of the open case, for a column. Appends. */
void ctx_clock_name(struct str *out, struct app *app,
		    const struct case_clock *c);
/* The NEXT row of the open case: its nearest own target or legal clock. */
void ctx_next_row(struct app *app, struct surface *s, int row);
/* What of the open case is due first: a legal clock in *clock, or else an
 * open step with a target of its own in *st; both NULL: nothing. */
void ctx_first_due(const struct situation *s, const struct step **st,
		   const struct case_clock **clock);
/* Goes to it: the step in view 1, or the clock in view 6. */
void ctx_go_deadline(struct app *app);
/* Row above the footer: the last change in the case, by whom. */
void ctx_last_change(struct app *app);
/* The tabs of a case's views ("1 Steps", "2 Timeline 61" ...), the one of
 * number chosen (0-based) marked. */
void ctx_view_tabs(struct app *app, struct surface *s, int row, int chosen);
/* Actions "1-7" call this: goes to the view of the key pressed. */
void ctx_view(struct app *app, void *state);

#endif
