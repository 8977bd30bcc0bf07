/*
 * core/report/report.h - a case as a document: the report, the situation in
 * one screen, the checklist on paper. One tree, three ways to write it down.
 *
 * Words are in the program's language, the playbook's texts in the language
 * asked for. What is unknown is called unknown, never left out or invented.
 */
#ifndef STANCH_REPORT_REPORT_H
#define STANCH_REPORT_REPORT_H

#include "core/base/error.h"
#include "core/base/str.h"
#include "core/case/casefile.h"

enum report_form {
	REPORT_FULL,	  /* everything, for those who were not there */
	REPORT_BRIEF,	  /* the situation, in a window of 80 by 24 */
	REPORT_CHECKLIST, /* the playbook on paper, with room to write */
};

struct report;

/* *out is the caller's until report_free(), NULL on failure: ERR_NOMEM. It
 * holds no pointer into the case. lang is that of playbook texts ("zh_CN");
 * times are in the zone of the case's env, as of its last casefile_tick(). */
int report_build(struct report **out, enum report_form form,
		 const struct casefile *c, const char *lang,
		 struct error *err);
void report_free(struct report *r); /* NULL is fine */

/* Each appends the whole; every text from the case has been through show()
 * and is escaped, so that it is text and nothing else. ERR_NOMEM. */

/* GitHub's Markdown; the first line says LIVE or DRILL. */
int report_markdown(struct str *out, const struct report *r,
		    struct error *err);
/* One file with its own style, for screen and paper: no script, no link,
 * nothing is loaded. */
int report_html(struct str *out, const struct report *r, struct error *err);
/* Plain lines of at most `width` cells, at least 40. */
int report_text(struct str *out, const struct report *r, int width,
		struct error *err);

#endif
