/*
 * tui/cmd/cli.h - what a command is handed: the machine, the words typed,
 * a way out; the store and a case, opened when first asked for.
 */
#ifndef STANCH_CMD_CLI_H
#define STANCH_CMD_CLI_H

#include <signal.h>

#include "core/base/zones.h"
#include "core/case/act.h"
#include "core/store/store.h"
#include "tui/cmd/lang.h"
#include "tui/cmd/opt.h"
#include "tui/cmd/out.h"

struct command;
struct play;

struct cli {
	const struct env *env;
	struct store_paths paths;
	struct lang lang;
	struct args args;
	struct out out;
	const struct command *cmd;
	int status;    /* of a run that told its result itself (verify, lint) */
	bool terminal; /* stdin and stdout are one that can show a screen */
	volatile sig_atomic_t *stop; /* set by Ctrl-C */
	/* The full-screen program; label (or NULL) is the case to open. */
	int (*screen)(struct cli *x);
	const char *label;
	/* The label is a drill's, to be led or played in; role: who acts
	 * there, NULL to be asked each time. */
	enum cli_drill { CLI_CASE, CLI_LEADS, CLI_PLAYS } drill;
	const char *role;
	bool read_only;
	/* The screen begins with a new case: who knew when, and how. */
	bool begin;
	int64_t aware;
	const char *basis;
	/* What the screens need of the environment; each may be NULL. */
	const char *editor, *no_color;
	bool tmux; /* we run inside one */
	char home[4096]; /* -C, made absolute */
	int64_t line_at; /* ticks: when cli_line_due() is true again */
	/* The rest is made by cli_store() and cli_case(). */
	struct store *store;
	struct casefile *open;
	struct zones *zones; /* by cli_zone() */
	struct play *played; /* x->open is a drill, and its; else NULL */
	const char *acts;    /* the role that acts in it */
};

void cli_release(struct cli *x);

/* The store, opened on the first call, made if there is none. Borrowed. */
int cli_store(struct store **out, struct cli *x, struct error *err);
/* The same for a drill, which lies in somebody's store: none is made here.
 * ERR_NOTFOUND says how to name the one that is meant. */
int cli_store_there(struct store **out, struct cli *x, struct error *err);
/* `case new`: by its words; without a title, where there is somebody to be
 * asked, on the screen. */
int case_new_words(struct cli *x, struct error *err);
int case_new_run(struct cli *x, struct error *err);
/* The case that word i of the command names; read-only unless the command
 * is one that writes. Its situation in *s, borrowed. */
int cli_case(const struct situation **s, struct cli *x, size_t i,
	     struct error *err);
/* The same, with an act ready to be handed on: --by in it, strict. */
int cli_act(struct act *a, const struct situation **s, struct cli *x,
	    struct error *err);
/* The case that word 0 names and the step of word 1. */
int cli_step(const struct step **out, const struct situation **s,
	     struct cli *x, struct error *err);
/* Tells, without failing, that team.yaml cannot be read. */
void cli_team_note(struct cli *x, struct store *store);
/* Word i of the command, NULL if it was not given. */
const char *cli_word(const struct cli *x, size_t i);
const char *cli_text(const struct cli *x, const char *option);
bool cli_flag(const struct cli *x, const char *option);
/* The person's present moment, ms. */
int64_t cli_now(const struct cli *x);
/* The moment that the law counts from: in a drill that of its story. */
int64_t cli_law_now(const struct cli *x);
/* A clock that only runs forward, ms, for progress lines. */
int64_t cli_mono(const struct cli *x);
/* Long work asks between slices whether to say how far it has come: from
 * 0.3 s on, once a second at most, and only to a person. */
bool cli_line_due(struct cli *x);
/* Whether Ctrl-C was pressed. */
bool cli_stopped(const struct cli *x);
/* Tells so how many entries of a case are checked; non-zero: Ctrl-C. */
int cli_checking(void *x, uint64_t done, uint64_t all);
/* The same of the bytes of a file, in MiB; done 0: not known yet. */
int cli_progress(void *x, int64_t done, int64_t all);
/* A time that was typed, with or without an offset; *at is 0 if text is
 * NULL. ERR_INVALID becomes ERR_USAGE: it is the person's own word. */
int cli_time(int64_t *at, struct cli *x, const char *text,
	     struct error *err);
/* A zone by its IANA name, borrowed. ERR_USAGE (unknown_zone). */
int cli_zone(const struct zone **out, struct cli *x, const char *name,
	     struct error *err);
/* -m TEXT or -F FILE (- is stdin) of a command, at most 60,000 bytes and
 * valid UTF-8. ERR_USAGE if neither or both are given. */
int cli_message(struct str *out, struct cli *x, struct error *err);

/* Texts of a playbook in the person's language. */
const char *cli_title(const struct cli *x, const struct step *st);
const char *cli_phase(const struct cli *x, const struct phase *ph);

#endif
