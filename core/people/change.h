/* core/people/change.h - one person is changed, joined, taken off: a new
 * value of people.set that keeps what was set before. */
#ifndef STANCH_PEOPLE_CHANGE_H
#define STANCH_PEOPLE_CHANGE_H

#include "core/people/register.h"

struct person_change { /* all-zero but for field changes nothing */
	enum person_field field; /* PERSON_FIELDS: none */
	const char *value;	 /* "" empties it */
	enum { KEEP, TAKE_OFF, PUT_BACK } listed;
	const char *channel; /* a field's name, "" for none; NULL: as it is */
	const char *why;
};

/* A telephone and an e-mail are of their form, all text is sound and not
 * too long; "" is fine. */
bool person_value_fits(enum person_field f, const char *value);
/* ERR_INVALID for a value that is not of its form, ERR_TOOBIG, and the codes
 * of an act. The register is stale afterwards. */
int person_change(struct act *a, const struct people *p, size_t at,
		  const struct person_change *what, struct error *err);
/* Saves a filter as act_people_group() does; ERR_USAGE for conditions that
 * filter_parse() does not take. */
int people_group(struct act *a, const char *name, const char *filter,
		 struct error *err);
/* `other` is the same person as `at`, who stays - or, if apart, is not.
 * ERR_REFUSED if that is so already. */
int person_join(struct act *a, const struct people *p, size_t at,
		size_t other, bool apart, const char *why, struct error *err);

#endif
