/*
 * core/playbook/import_write.h - an import as the text of a playbook of this
 * format, to be put on a draft.
 */
#ifndef STANCH_PLAYBOOK_IMPORT_WRITE_H
#define STANCH_PLAYBOOK_IMPORT_WRITE_H

#include "core/playbook/import.h"

struct import_meta {
	const char *id;	    /* the playbook's, a UUID */
	const char *lang;   /* "en", "zh" */
	const char *source; /* where it comes from, or NULL */
	const char *licence; /* or NULL */
	bool confirmed;	     /* a person has looked at the structure */
};

/* Gives every phase and step an id: what the mapping says, else one made of
 * its title, unique. ERR_NOMEM. */
int import_ids(struct imported *im, struct error *err);
/* Appends the playbook; the same import and meta give the same bytes. What
 * is a playbook already is appended as it is. Calls import_ids(). ERR_TOOBIG
 * where it has more phases or steps than a playbook may; ERR_NOMEM. */
int import_write(struct str *out, struct imported *im,
		 const struct import_meta *meta, struct error *err);
/* "zh" where a third of the titles is Chinese, else "en". */
const char *import_lang(const struct imported *im);
/* A UUID v4 in form, made of a hash over n bytes: the same for the same. */
void import_uuid(char out[37], const void *bytes, size_t n);

#endif
