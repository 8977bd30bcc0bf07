/*
 * core/people/match.h - who is in twice: by keyed 64-bit hashes in memory.
 *
 * The same person: the same identity number; the same telephone or mail
 * with an equal name. Possibly: the same telephone with another name.
 */
#ifndef STANCH_PEOPLE_MATCH_H
#define STANCH_PEOPLE_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/env.h"
#include "core/base/error.h"
#include "core/people/column.h"

#define MATCH_NONE UINT32_MAX

struct match;

/* NULL when memory is out; the key is drawn from env. */
struct match *match_new(const struct env *env);
void match_free(struct match *m);
/* value[PERSON_FIELDS], NULL or "" where there is none. Looks for a person
 * added before and adds this one as `index`. *same is the first who is this
 * person too, *near who may be, each MATCH_NONE if there is nobody.
 * ERR_NOMEM. */
int match_add(uint32_t *same, uint32_t *near, struct match *m,
	      const char *const *value, uint32_t index, struct error *err);

#endif
