/*
 * core/drill/notes.h - what a facilitator or evaluator keeps apart from the
 * drill's file until it ends: marks, ratings, observations, held injects,
 * and the scenario itself. Whoever plays may read the drill's file; this one
 * is of one person alone (mode 0600).
 *
 * A file of JSON, written anew as a whole each time.
 */
#ifndef STANCH_DRILL_NOTES_H
#define STANCH_DRILL_NOTES_H

#include <stdbool.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/playbook/playbook.h"

struct drill_remark { /* one note; members as in struct drill_note */
	const char *type, *on, *by;
	const char *op, *text, *inject, *objective;
	int64_t made; /* ms */
};

struct drill_notes { /* all-zero is empty and ready */
	struct arena arena;
	struct pb_source file[PB_LANGS]; /* the scenario */
	size_t file_count;
	bool solo; /* practice of one person: injects release themselves */
	struct drill_remark *at;
	size_t count, cap;
};

/* Reads the file; one that is not there is empty. ERR_INVALID, ERR_IO,
 * ERR_NOMEM; what was read is released on failure. */
int notes_load(struct drill_notes *n, const char *path, struct error *err);
/* Writes it durably. Folders above it are made (0700). */
int notes_save(const struct drill_notes *n, const char *path,
	       struct error *err);
void notes_release(struct drill_notes *n);
/* Every text is copied. */
int notes_add(struct drill_notes *n, const struct drill_remark *r,
	      struct error *err);
int notes_scenario(struct drill_notes *n, const struct pb_source *src,
		   size_t count, struct error *err);

#endif
