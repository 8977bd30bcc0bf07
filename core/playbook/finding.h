/*
 * core/playbook/finding.h - private: how reader and lint write findings,
 * those of playbooks and those of drill scenarios.
 */
#ifndef STANCH_PLAYBOOK_FINDING_H
#define STANCH_PLAYBOOK_FINDING_H

#include <stdarg.h>

#include "core/playbook/playbook.h"

enum lint_code { /* a row of the table in finding.c */
	LINT_BYTES, LINT_FRONT, LINT_SHAPE, LINT_KEY, LINT_ID, LINT_REF,
	LINT_ORDER, LINT_CLOCK, LINT_TRANSLATION, LINT_DATA,
	LINT_NOTICE, LINT_LONG, LINT_CHECK, LINT_KINDS, LINT_GONE,
	LINT_STALE, LINT_TWICE, LINT_SELF, LINT_VOID, LINT_TODO, LINT_LOST,
	LINT_GUESSED,
	LINT_TITLE, LINT_PATCH,
};

struct place {
	const char *file;
	int line, col;
	const char *step; /* id, or NULL */
	const char *key;  /* or NULL */
};

/* Adds a finding; every text is copied. fix may be NULL. f may be NULL: then
 * nobody asked. */
void finding_add(struct findings *f, enum lint_code code,
		 const struct place *at, const char *fix, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
/* The same under a rule of another table. */
void finding_put(struct findings *f, const struct lint_rule *rule,
		 const struct place *at, const char *fix, const char *fmt,
		 va_list ap) __attribute__((format(printf, 5, 0)));
/* A text that could not be read at all is a finding among others (if none
 * says so already), and then no error; any other rc is returned. */
int finding_unread(struct findings *f, const char *file, int rc,
		   struct error *err);
/* True if no more are kept, or nobody asked: guessing what was meant is then
 * a waste that a hostile file could make a long one. */
bool findings_full(const struct findings *f);
/* Appends those of another list, with `dir` before their files. */
void findings_take(struct findings *to, const struct findings *from,
		   const char *dir);
/* Takes out those that another list has at the same place in the same words. */
void findings_drop(struct findings *f, const struct findings *known);
/* Sorts by file, line, column. */
void findings_sort(struct findings *f);

#endif
