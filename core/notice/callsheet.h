/*
 * core/notice/callsheet.h - the call list on paper: what is to be said, then
 * three lines and a row of boxes for each person.
 */
#ifndef STANCH_NOTICE_CALLSHEET_H
#define STANCH_NOTICE_CALLSHEET_H

#include "core/notice/calls.h"

/* Appends it, as it may be shown. What differs from person to person is named
 * in the text and stands with each of them. label: the case. d->out is filled
 * with the text. */
int callsheet_write(struct str *out, struct draft *d, const struct group *g,
		    enum via via, const char *label, struct error *err);

#endif
