/*
 * core/playbook/fix.h - `playbook lint --fix`: mends in a file what has one
 * right answer, byte by byte; prose is never touched.
 */
#ifndef STANCH_PLAYBOOK_FIX_H
#define STANCH_PLAYBOOK_FIX_H

#include "core/playbook/playbook.h"

/* Appends src as it should be: LF line ends, no byte order mark, no blanks
 * behind keys, keys in their order and (but in Chinese, where they are
 * right) with ASCII marks; phases and steps without an id get one, and steps
 * of in_force (or NULL) that are neither here nor retired are written into
 * `retired`. A translation gets neither. Twice is as once. ERR_INVALID if
 * it is no playbook at all, ERR_TOOBIG, ERR_NOMEM: nothing is added. */
int playbook_fix(struct str *out, const struct pb_source *src,
		 bool translation, const struct playbook *in_force,
		 struct error *err);

#endif
