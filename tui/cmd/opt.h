/*
 * tui/cmd/opt.h - option tables: parsing, usage, the man page and shell
 * completion are all made from the same rows.
 */
#ifndef STANCH_CMD_OPT_H
#define STANCH_CMD_OPT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"
#include "core/base/str.h"

enum opt_kind {
	OPT_FLAG,  /* no value */
	OPT_TEXT,  /* one value, the last one given holds */
	OPT_MANY,  /* may be given again; commas part values too */
	OPT_MAYBE, /* a value only as --name=value */
};

struct opt {
	const char *name; /* "title", without the dashes */
	char letter;	  /* 'm', or 0 */
	enum opt_kind kind;
	const char *value; /* "TEXT"; "low|high" are the only words taken */
	const char *help;  /* N_() */
};

struct given {
	const struct opt *opt;
	const char *value; /* "" for a flag */
};

struct args {
	struct given *given;
	size_t given_count;
	const char **word; /* what is no option, in order */
	size_t word_count;
	bool ended; /* `--` was seen: all the rest are words */
	struct str parts; /* what commas parted */
};

/* Room for these arguments; ERR_NOMEM. Released by args_release(). */
int args_init(struct args *a, char *const *argv, int argc,
	      struct error *err);
void args_release(struct args *a);
/* Takes argv[*i] (and its value, if it stands apart) into a and moves *i
 * behind it. tables: NULL-ended list of option tables, each ended by {0}.
 * ERR_USAGE names the option and the nearest one. Values are borrowed from
 * argv. */
int args_take(struct args *a, const struct opt *const *tables,
	      char *const *argv, int argc, int *i, struct error *err);
/* The value of an option that was given; NULL if it was not. */
const char *args_text(const struct args *a, const char *name);
bool args_flag(const struct args *a, const char *name);
/* All values of an OPT_MANY option, parted at commas: *list is the
 * caller's (mem_free), its texts live in a. ERR_NOMEM. */
int args_list(const char ***list, size_t *count, struct args *a,
	      const char *name, struct error *err);

/* "  -m, --message=TEXT", as usage shows it. */
void opt_head(struct str *out, const struct opt *o);
/* True if the value is one of "low|high|..." (or any, where there is no
 * choice to make). */
bool opt_allows(const struct opt *o, const char *value);
/* The i-th word of "low|high", or false. */
bool opt_choice(char *out, size_t size, const struct opt *o, size_t i);

#endif
