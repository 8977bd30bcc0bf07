/*
 * core/playbook/clockdata.h - the ids that clock files define, for lint and
 * for showing a clock's name; counting is another module's.
 */
#ifndef STANCH_PLAYBOOK_CLOCKDATA_H
#define STANCH_PLAYBOOK_CLOCKDATA_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"

struct clockdata; /* ids, names, triggers, recipient kinds, has-a-number */

struct clockdata *clockdata_new(void); /* NULL when memory is out */
void clockdata_free(struct clockdata *c);
/* Adds one clocks/<x>.yaml (or events.yaml); n <= 1 MiB. ERR_INVALID says
 * file:line:col. */
int clockdata_add(struct clockdata *c, const char *name, const char *text,
		  size_t n, struct error *err);
/* As struct lint_world wants them; ctx is the struct clockdata. */
bool clockdata_clock(void *ctx, const char *id, bool *has_number);
bool clockdata_trigger(void *ctx, const char *event);
bool clockdata_recipient(void *ctx, const char *kind);
const char *clockdata_event(void *ctx, const char *id); /* or NULL */
const char *clockdata_kind(void *ctx, const char *id);	/* or NULL */
const char *clockdata_nearest(void *ctx, const char *word, bool clocks);
/* The clock's name in "en" or "zh" (zh missing: en), or NULL. */
const char *clockdata_name(const struct clockdata *c, const char *id,
			   const char *lang);

#endif
