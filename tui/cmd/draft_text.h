/* tui/cmd/draft_text.h - a text that is edited in a draft, and which it is. */
#ifndef STANCH_CMD_DRAFT_TEXT_H
#define STANCH_CMD_DRAFT_TEXT_H

#include "core/base/str.h"
#include "tui/cmd/draft.h"

struct editing {
	struct cli *x;
	struct store *s;
	struct draft d;
	char slug[64];	   /* "": no playbook, what stands beside them */
	char file[80];
	const char *clock; /* begin at this one of the file; NULL */
	struct str before; /* as it was when we began */
	bool fresh;	   /* the draft was begun now */
	struct error *err;
};

/* Chooses draft and file: "SLUG@DRAFT", "SLUG", a draft alone, or what
 * stands beside the playbooks, "clocks/cn.yaml@DRAFT". */
int draft_choose(struct editing *e, const char *word);
/* The same, of the file that a legal time limit stands in: "CLOCK@DRAFT". */
int draft_choose_clock(struct editing *e, const char *word);
/* True if main holds a playbook of that name. */
bool draft_in_force(struct store *s, const char *slug);

#endif
