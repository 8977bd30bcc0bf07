/*
 * tui/cmd/cmd.h - the commands: one table, from which dispatch, help, the
 * man page and shell completion are made.
 */
#ifndef STANCH_CMD_CMD_H
#define STANCH_CMD_CMD_H

#include "tui/cmd/cli.h"

enum command_flag {
	CMD_WRITES = 1, /* takes --by NAME */
	CMD_HIDDEN = 2, /* for scripts of ours, not in help */
	CMD_RAW = 4,	/* prints a document: neither --json nor --plain */
	/* The case may be a drill; one that writes needs --by ROLE there, and
	 * that it is being played, */
	CMD_DRILL = 8,
	CMD_DEBRIEF = 16, /* or has been: what is learned is written then */
	CMD_LEADS = 32, /* whoever leads a drill does it, at any time */
};

struct command {
	const char *name;     /* "case new": a noun and a verb */
	const char *alias;    /* short word of its own ("done"), or NULL */
	const char *summary;  /* N_(), one line, no full stop */
	const char *operands; /* "CASE STEP [NAME]"; "..." takes more */
	const struct opt *opts; /* ended by {0}; NULL for none */
	const char *examples; /* lines, without "stanch " in front */
	int (*run)(struct cli *x, struct error *err);
	unsigned flags; /* enum command_flag */
};

/* Row i of the table; NULL behind the last. */
const struct command *command_at(size_t i);
/* Options that every command takes, and --by. */
extern const struct opt global_opts[], by_opts[];

/* Finds the command in argv (without the program's name), runs it, tells
 * its error; returns the exit status. x holds env, paths, lang, screen. */
int cmd_main(struct cli *x, char *const *argv, int argc);
/* The language that --lang asks for, before anything is parsed; NULL. */
const char *cmd_lang(char *const *argv, int argc);

/* How the words typed so far name a command: exactly, as its beginning, or
 * not at all (err says so and names the nearest). */
int command_find(const struct command **out, const char *const *word,
		 size_t count, struct error *err);
/* Least and most words behind the command's own; most is SIZE_MAX for
 * "...". */
void command_words(size_t *least, size_t *most, const struct command *c);
/* "stanch case new --playbook ..." to out, without a line break. */
void command_usage(struct str *out, const struct command *c);

/* Rows of each file. */
extern const struct command case_commands[], member_commands[],
	step_commands[], say_commands[], evidence_commands[],
	history_commands[],
	record_commands[], status_commands[], playbook_commands[],
	draft_commands[],
	adopt_commands[], import_commands[], share_commands[],
	drill_commands[],
	finding_commands[], report_commands[], store_commands[],
	team_commands[], clock_commands[], people_commands[],
	notice_commands[],
	help_commands[];

#endif
