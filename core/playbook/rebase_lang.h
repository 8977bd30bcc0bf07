/*
 * core/playbook/rebase_lang.h - makes a translation the base, and the base a
 * translation: a team that works in Chinese edits in Chinese.
 *
 * What belongs to the structure moves to the new base in that file's own way
 * of writing keys; texts, items and labels stay where they are, byte by byte.
 */
#ifndef STANCH_PLAYBOOK_REBASE_LANG_H
#define STANCH_PLAYBOOK_REBASE_LANG_H

#include "core/playbook/playbook.h"

struct rebased {
	struct arena arena;
	struct pb_source file[PB_LANGS]; /* base first */
	size_t count;
	const char *gone; /* name of the file that is no more */
	/* Ids of phases and steps that were not translated: in the new base
	 * they stand in the old language. */
	const char **untranslated;
	size_t untranslated_count, untranslated_cap;
};

/* src: base first, then translations, without lint errors. A section that
 * was behind its base is so the other way round afterwards.
 * ERR_NOTFOUND (no such translation; "" names those there are), ERR_REFUSED
 * (it is the base already), ERR_INVALID (keys of a section stand apart),
 * ERR_NOMEM. Released by rebased_release() in any case. */
int playbook_rebase(struct rebased *out, const char *slug,
		    const struct pb_source *src, size_t count,
		    const char *lang, struct error *err);
void rebased_release(struct rebased *out);

#endif
