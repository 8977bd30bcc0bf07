/* core/notice/fate.h - what became of a notice for each of those it went
 * to, as its records say. */
#ifndef STANCH_NOTICE_FATE_H
#define STANCH_NOTICE_FATE_H

#include "core/case/fate.h"
#include "core/case/notices.h"

#define GROUP_OFFICE "office" /* the "of" of an authority's row */

/* What the records of a notice say of each row; fates_release(). */
struct fates {
	struct fate_rows {
		const char *of; /* import, or GROUP_OFFICE */
		unsigned char *at; /* by row, enum fate */
		size_t rows;
	} *import;
	size_t imports, cap;
};
int fates_read(struct fates *out, const struct case_notice *n,
	       struct error *err);
void fates_release(struct fates *f);
/* id: "<import>/<row>", or an office's name. */
enum fate fates_of(const struct fates *f, const char *id);
/* How many have each; FATE_NONE, which the records cannot know, is 0. */
void fates_count(size_t by_fate[FATES], const struct fates *f);

#endif
