/* core/base/html.h - one HTML file for screen and paper: no script, nothing
 * fetched, every text escaped. */
#ifndef STANCH_BASE_HTML_H
#define STANCH_BASE_HTML_H

#include "core/base/str.h"

/* Appends a text that show() has passed: the five signs are escaped, a line
 * break is one on the page too. */
void html_escape(struct str *out, const char *text);
/* The head of a file up to the body; lang is "en" or "zh_CN". The policy in
 * it forbids the browser everything but the style. */
void html_begin(struct str *out, const char *lang, const char *title);
void html_end(struct str *out);

#endif
