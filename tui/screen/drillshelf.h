/*
 * tui/screen/drillshelf.h - all drills and all scenarios, as data: what the
 * list of drills and the screen for a new one show.
 *
 * A drill is read as a player may read it; no text of a scenario that was
 * not released comes into the list.
 */
#ifndef STANCH_SCREEN_DRILLSHELF_H
#define STANCH_SCREEN_DRILLSHELF_H

#include "core/drill/state.h"
#include "core/report/aar.h"
#include "tui/screen/ctx.h"

struct drill_card { /* a drill in the list */
	char label[64];
	bool known, stale;   /* what follows was read; is to be read anew */
	char error[160];     /* why it cannot be read; or "" */
	char title[256];     /* of the scenario */
	char scenario[128];  /* "first-call 1.0.0"; "" before STARTEX */
	char playbook[96];   /* "customer-data-leak@40fd791" */
	char roles[160];     /* that did something: "it, lead" */
	enum drill_run run;
	bool solo;
	int64_t play, plays; /* ms: where it stands, how long it is */
	int64_t when;	     /* when it began, else was made */
};
/* Reads one by its label; c->error says what is wrong with it. */
void drillshelf_card(struct drill_card *c, struct ctx *x, const char *label);
/* "RUNNING", "FROZEN": every state, translated. */
const char *drillshelf_words(enum drill_run run);

struct drill_scenario { /* one that can be played */
	char id[64], title[256], playbook[64], players[32], difficulty[32];
	int64_t play;
	size_t injects, objectives;
	bool solo; /* fit for one person */
};
/* Those at main; *out is the caller's (mem_free). One that cannot be read
 * has its id alone. */
int drillshelf_scenarios(struct drill_scenario **out, size_t *count,
			 struct ctx *x, struct error *err);
/* Makes a drill: playbook "SLUG[@COMMIT]" or NULL: the scenario's own in
 * force; scenario an id or a path. */
int drillshelf_new(char label[64], struct ctx *x, const char *scenario,
		   const char *playbook, bool solo, struct error *err);
/* Appends the after-action report of a drill that has ended, text at that
 * width. ERR_REFUSED before that. */
int drillshelf_report(struct str *out, struct ctx *x, const char *label,
		      enum aar_form form, int width, struct error *err);
/* Runs "drill VERB LABEL [--as ROLE]" as a program of its own and comes
 * back when it has ended; its status. */
int drillshelf_run(struct app *app, const char *verb, const char *label,
		   const char *role);
/* The ordinary program, beginning with a REAL case that was reported at that
 * time; nothing of the drill goes along but its label. */
int drillshelf_real(struct app *app, const char *label, int64_t at);

#endif
