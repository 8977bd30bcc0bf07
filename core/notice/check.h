/*
 * core/notice/check.h - whether a template fits the data it refers to: kinds
 * of recipients and content lists.
 */
#ifndef STANCH_NOTICE_CHECK_H
#define STANCH_NOTICE_CHECK_H

#include "core/notice/template.h"

/* What the check may look up; ctx is handed on. */
struct notice_world {
	bool (*recipient)(void *ctx, const char *kind);
	/* Number of items of a content list; 0 if there is no such list. */
	int (*items)(void *ctx, const char *list);
	const char *(*nearest)(void *ctx, const char *word); /* or NULL */
	void *ctx;
};
/* Adds findings (ref): an unknown recipient, list or item, an item that no
 * block covers. */
int notice_lint(struct findings *f, const struct notice_template *t,
		const char *file, const struct notice_world *world,
		struct error *err);

#endif
