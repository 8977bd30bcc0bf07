/*
 * core/store/imports.h - playbooks from elsewhere, onto a draft.
 *
 * A draft branch gets the playbook, the source as it came and the map of
 * what its parts became. Never main.
 */
#ifndef STANCH_STORE_IMPORTS_H
#define STANCH_STORE_IMPORTS_H

#include "core/playbook/mapping.h"
#include "core/repo/repo.h"
#include "core/store/store.h"

struct import_ask {
	const char *slug;  /* what the playbook will be called */
	const char *draft; /* of which draft; the branch is draft/<draft> */
	const struct import_from *from;
	const char *url, *licence; /* where it comes from, or NULL */
	bool confirmed; /* a person has looked at the structure */
};
struct import_done {
	char commit[COMMIT_HEX]; /* "" if nothing changed */
	struct imported *im;	 /* what was written; the caller's */
	bool merged;		 /* into a playbook imported before */
};

/* A name for a playbook, made of a file's: "Response plan (v2).md" ->
 * "response-plan-v2". */
void store_import_slug(char out[61], const char *file);
/* For import_from.beside; ctx is the path of the file. Appends ID.yml of its
 * folder, or of a folder beside that; false if there is none. */
bool store_import_beside(void *ctx, struct str *out, const char *id);
/* The map kept by an earlier import of slug, on the draft or on main; *out
 * is NULL if there is none. The caller's. */
int store_import_map(struct mapping **out, struct store *s, const char *slug,
		     const char *draft, struct error *err);
/* Writes the draft. A playbook imported before is merged three-way: what
 * was edited since stays. ERR_REFUSED: the slug is another playbook's, or
 * both changed the same lines; ERR_INVALID: the file was refused (a finding
 * of done->im says why). done->im is the caller's in any case. */
int store_import(struct import_done *done, struct store *s,
		 const struct import_ask *ask, struct error *err);

#endif
