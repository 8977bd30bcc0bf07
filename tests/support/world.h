/*
 * tests/support/world.h - a shared store as a team would have it: three
 * people (mei, lin, wu) with a device each, two playbooks, three cases, and
 * chen, whose device is known but in no case:
 *
 *   INC-2026-001  Laptop left on the train   open, mei leads
 *   INC-2026-002  Mail rule in the cash box  closed, one action overdue
 *   INC-2026-003  Vendor portal breach       open, lin leads: steps done,
 *                 doing, blocked, and one that waits for a second reader
 *
 * Nothing in it depends on what the program ships.
 */
#ifndef STANCH_TEST_WORLD_H
#define STANCH_TEST_WORLD_H

#include "core/case/act.h"
#include "core/store/store.h"

struct world;

enum world_kind {
	WORLD_EMPTY,  /* the playbooks, no case */
	WORLD_CASES,  /* the three cases above */
};

/* now and zone come from env, random bytes are the world's own: the same
 * every time. The store lies in a folder of its own. */
int world_new(struct world **out, const struct env *env,
	      enum world_kind kind, struct error *err);
void world_free(struct world *w); /* the folder goes too; NULL is fine */
/* Puts other bytes in the place of a case file. */
int world_break(struct world *w, const char *label, struct error *err);
/* Keeps a copy of a case file, and puts that over it later. */
int world_keep(struct world *w, const char *label, struct error *err);
int world_bring_back(struct world *w, const char *label, struct error *err);
/* Lets timers fall due while the clock on the wall stands still. */
void world_pass(struct world *w, int64_t ms);
const char *world_dir(const struct world *w);
const struct env *world_env(const struct world *w);
/* The store as "mei", "lin", "wu" or "chen" has it open; NULL for anybody else. */
struct store *world_store(struct world *w, const char *who);
/* What that person does from a program of their own: `verb` is done (with
 * a reason for what is missing), ask (done but for a second person), start,
 * block, skip, confirm, tick, role, note, action or close; text its value,
 * item, person, due day or reason. people brings in the table `step`, approve
 * agrees to the notice `step` for as many people as text says. new begins a case by the playbook `step`,
 * alone one that nobody else is in; join asks to be let in. After look, the
 * person's next deed is done without having seen what others did since. */
int world_act(struct world *w, const char *who, const char *label,
	      const char *verb, const char *step, const char *text,
	      struct error *err);
/* Whom git takes the person at this machine for. */
int world_git_user(struct world *w, const char *who, struct error *err);
/* A commit of that person, `days` ago, on a branch (made from main if it is
 * not there): `old` in the file becomes `new`, once; "" adds new at the end
 * (and makes the file). */
int world_commit(struct world *w, const char *who, int days,
		 const char *branch, const char *file, const char *old,
		 const char *new, const char *message, struct error *err);

#endif
