/*
 * core/case/closing.h - private to core/case: closing a step, by doing it or
 * by deciding it - what is missing, what is overridden, who must still act.
 */
#ifndef STANCH_CASE_CLOSING_H
#define STANCH_CASE_CLOSING_H

#include "core/case/doing.h"

struct closing {
	unsigned overrides, asks;
	char value[4096];
	bool has_value;
};

/* "Record count", in the language of our messages. */
const char *closing_name(const struct step *st);
/* Begins an act on a step that is there. */
int closing_begin(struct doing *d, const struct step **st, struct act *a,
		  const char *word, struct error *err);
/* One step.set record. */
struct jwrite *closing_state(struct doing *d, const struct step *st,
			     enum step_state state);
/* A list of needs by name, if there are any. */
void closing_needs(struct jwrite *j, const char *name, unsigned bits);
/* Why a closed step cannot be closed again. Returns ERR_REFUSED. */
int closing_refuse(const struct step *st, struct error *err);
/* What is still missing once these arguments are in. */
unsigned closing_missing(const struct step *st,
			 const struct step_args *args);
/* Checks and takes the arguments; ERR_REFUSED lists what is missing unless
 * it is overridden. */
int closing_plan(struct closing *cl, const struct doing *d,
		 const struct step *st, const struct step_args *args,
		 unsigned missing, bool override, struct error *err);
void closing_write(struct doing *d, const struct step *st,
		   const struct step_args *args, const struct closing *cl);
/* Appends; ERR_PENDING if somebody else must act now. */
int closing_end(struct doing *d, const char *step_key, struct error *err);

#endif
