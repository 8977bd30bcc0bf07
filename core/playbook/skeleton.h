/* core/playbook/skeleton.h - what a new playbook begins as. */
#ifndef STANCH_PLAYBOOK_SKELETON_H
#define STANCH_PLAYBOOK_SKELETON_H

#include "core/base/error.h"
#include "core/base/str.h"

/* Appends a small playbook in Chinese ("zh") or else English: four phases
 * with their checks, a decision, a value, evidence; it passes lint without
 * a warning, and its sentences say what to write in their place. uuid is a
 * version 4 one; title is one line ("" gives one). ERR_NOMEM. */
int playbook_skeleton(struct str *out, const char *title, const char *lang,
		      const char *uuid, struct error *err);

#endif
