/*
 * core/case/words.h - the words a person reads for states, kinds and needs,
 * in the program's language. The names that tools read (step_state_name()
 * and the like) are never translated and stand in situation.h.
 */
#ifndef STANCH_CASE_WORDS_H
#define STANCH_CASE_WORDS_H

#include "core/base/str.h"
#include "core/case/situation.h"

/* All borrowed, never NULL, valid until the language changes. */
const char *severity_words(enum severity s);
const char *step_state_words(enum step_state st);
const char *close_as_words(enum close_as as);
const char *finding_kind_words(enum finding_kind k);
const char *action_state_words(enum action_state st);
const char *member_role_words(enum member_role role);
/* "a file kept elsewhere, by its SHA-256": what a step asks for. */
const char *evidence_words(enum evidence_type t);
/* "evidence, a second reader" for the bits of enum step_need. Appends. */
void needs_words(struct str *out, unsigned needs);

/* The same at length for one step, each on a line of its own: what value,
 * what evidence, how many items. Appends. */
void missing_words(struct str *out, const struct step *st, unsigned missing);

#endif
