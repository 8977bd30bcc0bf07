/*
 * tui/cmd/view.h - a step, a person, a piece of evidence as commands show
 * them: the same members and words wherever they appear.
 */
#ifndef STANCH_CMD_VIEW_H
#define STANCH_CMD_VIEW_H

#include "tui/cmd/cli.h"

/* Members of the JSON object that is open. */
void view_step_json(struct cli *x, const struct step *st);
void view_phase_json(struct cli *x, const struct phase *ph);
void view_who_json(struct cli *x, const struct who *w);

/* All of it: keys, caution, guidance, items, what closing asks for. */
int view_step(struct cli *x, const struct step *st, struct error *err);
/* Markdown from node on, rendered, `indent` blanks in front; text mode
 * only. NULL is no text. */
int view_markdown(struct cli *x, const struct md_node *node, int indent,
		  struct error *err);
/* A table of steps that take(st) lets through (NULL: all). */
int view_steps(struct cli *x, const struct situation *s,
	       bool (*take)(const struct cli *x, const struct step *st),
	       struct error *err);
/* After a command changed a step: what it is now. */
int view_changed(struct cli *x, const char *step, struct error *err);
/* After a command changed a case: a line, or {label, id, record}. */
void view_recorded(struct cli *x, const struct act *a, const char *what);

/* Records that a copy went out; who may not even write that is told so and
 * may still look. */
int view_access(struct cli *x, const char *what, const char *detail,
		struct error *err);

/* The playbooks that a case follows, their files, versions and what adopting
 * main would do, as "playbooks" of the object that is open. */
void view_books_json(struct cli *x, const struct situation *s);

/* "lin", or "lin (own word)" where no owner gave the name. */
void view_who(struct str *out, const struct who *w);

#endif
