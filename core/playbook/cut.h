/* core/playbook/cut.h - private: one file cut into its sections, for those
 * who change its bytes. */
#ifndef STANCH_PLAYBOOK_CUT_H
#define STANCH_PLAYBOOK_CUT_H

#include "core/playbook/reader.h"
#include "core/playbook/sections.h"

struct cut {
	struct arena arena;
	struct playbook *pb; /* what its front matter says */
	struct sections all;
	size_t body; /* byte behind the front matter */
	struct hash *hash;
};

/* Cuts a base file, or a translation (whose sections may have `of` and no
 * structural keys). Released by cut_release(), also after a failure.
 * ERR_INVALID if it is no playbook at all, ERR_TOOBIG, ERR_NOMEM. */
int cut_read(struct cut *c, const struct pb_source *src, bool translation,
	     struct error *err);
void cut_release(struct cut *c);
/* The section of that id, or NULL. */
struct section *cut_find(const struct cut *c, const char *id);
/* The line of a key of a section, or NULL. */
const struct key_line *cut_key(const struct section *s, enum key_id key);

#endif
