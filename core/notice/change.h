/*
 * core/notice/change.h - a notice on its way from one draft to the next:
 * what stood there, with blanks, marks, group or text set anew.
 */
#ifndef STANCH_NOTICE_CHANGE_H
#define STANCH_NOTICE_CHANGE_H

#include "core/clock/rules.h"
#include "core/notice/draft.h"

#define CHANGE_FILE 128 /* the name of a template's file, with its NUL */

struct notice_change {
	struct set_notice set; /* its blanks and marks stand below */
	struct notice_blank blank[NOTICE_BLANKS];
	struct notice_mark mark[NOTICE_MARKS];
	char file[CHANGE_FILE];
	struct str source; /* the template's text */
};

/* From nothing (NULL), or from a draft as it stands: then its words are
 * borrowed until the case changes. NULL when memory is out. */
struct notice_change *change_new(const struct draft *was);
void change_free(struct notice_change *c); /* NULL is fine */
/* Fills a blank in; "" takes its value away. Borrows the value. ERR_USAGE
 * names the nearest blank, ERR_INVALID, ERR_TOOBIG. */
int change_blank(struct notice_change *c, const char *name,
		 const char *value, struct error *err);
/* An item that is to follow (why NULL) or does not apply, or is demanded
 * after all. */
void change_mark(struct notice_change *c, const char *item, const char *why);
void change_unmark(struct notice_change *c, const char *item);
/* What was typed for another notice of this case in that language: only what
 * is the same in all of them. */
void change_inherit(struct notice_change *c, const struct situation *s,
		    const char *lang);
/* The running clock that such a text serves, if there is just one and none
 * is set. ERR_INVALID where the text is no notice. */
int change_serve(struct notice_change *c, const struct situation *s,
		 const struct clock_rules *rules, struct error *err);
/* draft_write() of it. */
int change_write(char out[16], struct act *a, const char *label,
		 const struct notice_change *c, struct error *err);

#endif
