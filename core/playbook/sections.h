/* core/playbook/sections.h - one file of a playbook as a list of sections,
 * for telling which of them a version changed. */
#ifndef STANCH_PLAYBOOK_SECTIONS_H
#define STANCH_PLAYBOOK_SECTIONS_H

#include "core/base/hash.h"
#include "core/playbook/playbook.h"

struct pb_section {
	const char *id; /* "": front matter, title and introduction */
	int level;	/* 1, 2 a phase, 3 a step */
	size_t at, end; /* bytes of the source */
	uint8_t sum[HASH_LEN]; /* of its lines, blanks at their ends aside */
};

/* The sections that have an id, in order, in the arena. ERR_INVALID if the
 * text is no playbook, ERR_TOOBIG, ERR_NOMEM. */
int playbook_sections(struct pb_section **out, size_t *count,
		      struct arena *a, const struct pb_source *src,
		      struct error *err);

#endif
