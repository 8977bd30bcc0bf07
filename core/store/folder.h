/*
 * core/store/folder.h - playbooks in a folder that is no store: a checkout,
 * on a git host or at home.
 *
 * Clocks, notices and team.yaml of the folder itself count; where it has
 * none of a kind, those that ship with the program do.
 */
#ifndef STANCH_STORE_FOLDER_H
#define STANCH_STORE_FOLDER_H

#include "core/store/store.h"

struct folder;

/* Reads clocks and team. s: whose playbooks in force are compared with, or
 * NULL. Both must outlive *out, the caller's. ERR_NOTFOUND, ERR_IO. */
int folder_open(struct folder **out, const char *dir, struct store *s,
		struct error *err);
void folder_close(struct folder *d); /* NULL is fine */
/* Lint of all but the playbooks, as beside_lint(). */
int folder_lint_beside(struct findings *f, size_t *looked, struct folder *d,
		       struct error *err);
/* Lint of a playbook that was read there. */
int folder_lint(struct findings *f, struct folder *d,
		const struct playbook *pb, const struct pb_source *src,
		size_t count, struct error *err);

/* The files NAME.md and NAME.<language>.md of a folder in groups of one NAME,
 * in order, NAME.md first. A text that is too big is left out, and named in
 * f. fn may keep nothing of t; a non-zero answer ends it and is returned. */
int folder_groups(const char *dir, struct findings *f,
		  int (*fn)(void *ctx, const char *name,
			    const struct pb_texts *t),
		  void *ctx, struct error *err);

#endif
