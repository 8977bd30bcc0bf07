/*
 * tui/screen/board.h - all cases at a glance, as data: what the dashboard
 * shows. The first load reads only what is remembered; the rest is read one
 * case at a time, so that keys are never kept waiting.
 */
#ifndef STANCH_SCREEN_BOARD_H
#define STANCH_SCREEN_BOARD_H

#include <sys/stat.h>

#include "tui/screen/ctx.h"
#include "tui/widget/countdown.h"

/* Something in an open case that only the person here can do. */
struct board_wait {
	char id[128];	 /* what a list knows it by */
	char label[32];	 /* of the case */
	char step[256];	 /* key, or "": an enquiry, or who asks to join */
	char enquiry[16]; /* "Q-1" */
	char number[16]; /* "3.03" */
	char text[256];	 /* "Second reader: Data types" */
	char by[65];
	int64_t at;	 /* when it was asked; 0 unknown */
};

struct board_clock { /* a legal clock that runs */
	char id[200];	 /* what a list knows it by */
	char label[32];	 /* of the case */
	char key[160];	 /* of the clock in it */
	char name[64];	 /* "GDPR 33 authority" */
	char law[256];	 /* "General Data Protection Regulation, Art. 33" */
	struct countdown due;
	enum clock_end end;
};

/* What the summary of an open case does not say. */
struct board_glance {
	char label[32];
	struct stat file; /* as it was when it was read */
	int64_t until;	  /* good until then, ms */
	int64_t asks;	  /* the folder of asks to join, as it was then */
	bool read;
	size_t done_today, overdue;
	char blocked[160]; /* "3.06 Backup copies", the first; or "" */
	char last[256];	   /* the last change, in words */
	int64_t last_at;
	struct board_wait *wait;
	size_t wait_count;
	struct board_clock *clock;
	size_t clock_count;
};

struct board {
	struct store *store;
	const struct env *env;
	struct summary *at; /* open ones first */
	size_t count;
	struct board_glance *glance; /* one for each of at[] */
	const struct board_wait **wait; /* of all cases, newest case first */
	size_t wait_count;
	size_t drills; /* how many there are, ended ones too */
	int64_t asks; /* when somebody last asked to join or was let in */
	bool loaded, unsorted;
};

void board_init(struct board *b, struct store *store, const struct env *env);
void board_release(struct board *b);
/* What is remembered of the cases, and which of them have changed since. */
int board_load(struct board *b, struct error *err);
/* Reads the next case that is not known as it is now. False: nothing is
 * left to read. who: whom "waiting on you" means. */
bool board_step(struct board *b, const char *who, const char *lang);
/* The folder where devices ask to join; the caller's, or NULL. */
char *board_asks(const struct board *b);
/* The open case whose time limit comes first; NULL if none has one. */
const struct summary *board_first_due(const struct board *b);
const struct summary *board_find(const struct board *b, const char *label);
/* The limit of a case, for a countdown. */
struct countdown board_due(const struct summary *m);
/* Opens the case whose time limit comes first, at that clock or step. */
void board_go_deadline(struct app *app, const struct board *b);

/* The same from any screen: of the case that is open, else of all. */
void board_go_urgent(struct app *app);

/* The NEXT row across cases. */
void board_next_row(struct app *app, const struct board *b, struct surface *s,
		    int row);
/* Keys 1-5 of the screens beside the dashboard, which each was pushed on. */
void board_view(struct app *app, void *state);
/* The tabs of the first level: 0 cases, 1 clocks, 2 playbooks, 3 drills. */
void board_tabs(struct app *app, const struct board *b, struct surface *s,
		int row, int chosen);

#endif
