/* core/store/stale.h - the text that a translation was made from. */
#ifndef STANCH_STORE_STALE_H
#define STANCH_STORE_STALE_H

#include "core/playbook/stale.h"
#include "core/store/store.h"

/* Appends the base's section as it was when `at` was translated, from the
 * newest version at main that has that hash. Nothing is appended where no
 * version has it: a hash of a draft, or none. ERR_IO, ERR_NOMEM. */
int store_translated_from(struct str *out, struct store *s, const char *slug,
			  const struct stale *at, struct error *err);

#endif
