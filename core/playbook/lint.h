/*
 * core/playbook/lint.h - private: the parts of lint.
 *
 * lint.c runs the tables of checks; ref.c looks up what steps name, order.c
 * finds steps that wait for each other, prose.c reads the texts.
 */
#ifndef STANCH_PLAYBOOK_LINT_H
#define STANCH_PLAYBOOK_LINT_H

#include "core/playbook/finding.h"
#include "core/playbook/reader.h"

struct linter {
	struct findings *f;
	const struct playbook *pb;
	const struct pb_source *src[PB_LANGS]; /* by language, may be NULL */
	const struct lint_world *world;
	struct arena scratch;
	bool failed;
};

/* The head of a step; its key, or the word in the key's value (NULL: the
 * value). */
struct place lint_step(const struct linter *l, const struct pb_step *st);
struct place lint_key(const struct linter *l, const struct pb_step *st,
		      enum key_id key, const char *word);
/* "did you mean role?", or NULL, in the scratch arena. */
const char *lint_guess(struct linter *l, const char *near);
size_t lint_index(const struct linter *l, const struct pb_step *st);

/* Each adds its findings to l->f. What a step names is there; clocks are
 * started that are stopped; no steps wait for each other; texts and their
 * layout. */
void lint_refs(struct linter *l, const struct pb_step *st);
void lint_clocks(struct linter *l);
void lint_cycles(struct linter *l);
void lint_prose(struct linter *l);
void lint_layout(struct linter *l);

#endif
