/* core/store/rebase.h - another base language, committed to a draft. */
#ifndef STANCH_STORE_REBASE_H
#define STANCH_STORE_REBASE_H

#include "core/playbook/rebase_lang.h"
#include "core/store/draft.h"

/* Makes lang the base of slug, in the draft in which this person writes that
 * playbook; id is the commit, *d the draft, *what says what has not been
 * translated (rebased_release() in any case). ERR_REFUSED: a text waits in
 * that draft; else as playbook_rebase() and store_draft_for(). */
int store_rebase_language(char id[COMMIT_HEX], struct draft *d,
			  struct rebased *what, struct store *s,
			  const char *slug, const char *lang,
			  struct error *err);

#endif
