/* core/people/private.h - what the files of the register share. */
#ifndef STANCH_PEOPLE_PRIVATE_H
#define STANCH_PEOPLE_PRIVATE_H

#include "core/people/register.h"

struct row_import {
	const struct people_import *of;
	uint8_t id[ID_LEN]; /* of its record: `of` may be gone */
	size_t first, count;	      /* places */
	size_t column[PERSON_FIELDS]; /* tabs before it; 0: not there */
};
struct row_set {
	size_t at;
	const struct set_person *set;
};
struct people {
	struct row_import *import;
	size_t import_count;
	struct str *piece; /* the rows' text */
	size_t piece_count;
	const char **row; /* each ends with a line break */
	uint32_t *same;	  /* place of the one that counts */
	uint8_t *flag;
	size_t len, cap;
	struct row_set *set; /* by place */
	size_t set_count;
};

#define PEOPLE_TELL 8192 /* rows between two words to a watch */

/* ERR_CANCELLED when somebody stops it. */
int people_told(const struct people_watch *w, size_t done, size_t all,
		struct error *err);
const struct row_import *row_import(const struct people *p, size_t at);
/* The value as it was brought in, escaped, n bytes up to a tab or line
 * break; sets are not looked at. */
const char *row_raw(size_t *n, const struct people *p,
		    const struct row_import *im, size_t at,
		    enum person_field f);

#endif
