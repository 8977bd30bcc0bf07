/* tui/cmd/people.h - what the commands on people share. */
#ifndef STANCH_CMD_PEOPLE_H
#define STANCH_CMD_PEOPLE_H

#include "core/people/register.h"
#include "tui/cmd/ask.h"
#include "tui/cmd/view.h"

/* The access record first, then the register: whoever looks at people is
 * written down before anything is shown. what: "people-viewed" ... */
int people_see(struct people **out, struct cli *x, const char *what,
	       const char *detail, struct error *err);
/* Asks below a line that says what: y, or Enter and n for no. */
bool people_agree(struct cli *x);
/* Appends what an option says, or with "-" the first line of standard input:
 * a name or a number is nothing for a command line, where ps and the shell's
 * history would show it. Nothing where it is not given. */
int people_words(struct str *out, struct cli *x, const char *option,
		 struct error *err);
/* Places that --where, --search and --all take; the caller's (mem_free). */
int people_chosen(size_t **at, size_t *count, const struct people *p,
		  struct cli *x, struct error *err);

/* The register and the person that word i names, with an act; nothing is
 * shown, so nothing is recorded. */
int people_named(struct people **p, size_t *at, struct act *a,
		 struct cli *x, size_t i, struct error *err);
/* -F, or a line typed: never an argument, where ps and the shell's history
 * would show it. what: "the answer". */
int people_text(struct str *out, struct cli *x, const char *what,
		struct error *err);

int people_import_run(struct cli *x, struct error *err);
int people_set_run(struct cli *x, struct error *err);
int people_join_run(struct cli *x, struct error *err);
int people_export_run(struct cli *x, struct error *err);
int people_purge_run(struct cli *x, struct error *err);
int people_enquiry_run(struct cli *x, struct error *err);
int people_enquiries_run(struct cli *x, struct error *err);
int people_answer_run(struct cli *x, struct error *err);
int people_groups_run(struct cli *x, struct error *err);
int people_group_run(struct cli *x, struct error *err);
extern const struct opt people_import_opts[], people_set_opts[],
	people_join_opts[], people_export_opts[], people_purge_opts[],
	people_group_opts[], people_enquiry_opts[], people_enquiries_opts[],
	people_answer_opts[];

#endif
