/*
 * core/playbook/import.h - a playbook from elsewhere, as a checklist to look
 * at: foreign Markdown, CACAO 2.0 JSON.
 *
 * A pure function of the bytes. Nothing in them is run, followed or
 * believed; what is not taken over is counted and named in a finding.
 */
#ifndef STANCH_PLAYBOOK_IMPORT_H
#define STANCH_PLAYBOOK_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/playbook/playbook.h"

#define IMPORT_MAX ((size_t)8 << 20) /* the largest format's limit */

enum import_grade { IMPORT_REFUSE, IMPORT_WARN, IMPORT_INFO };
struct import_finding {
	enum import_grade grade;
	int line;	  /* 1-based; 0: the whole file */
	const char *text; /* translated, one line */
};
struct import_note {
	const char *text; /* may have several lines */
	bool code;	  /* a command or listing: shown as "not run" */
};
struct import_step {
	const char *title; /* one line */
	const char *role;  /* a name as written there, or NULL */
	int line;
	const char **check; /* check items */
	size_t checks, check_cap;
	struct import_note *note; /* what becomes the body */
	size_t notes, note_cap;
	const char **answer; /* a decision's */
	size_t answers, answer_cap;
	const char *when; /* title of the decision it hangs on, or NULL */
	const char *when_answer;
};
struct import_phase {
	enum phase_kind kind;
	const char *title;
	int line;
	struct import_step *step;
	size_t steps, step_cap;
	struct import_note *note; /* its introduction */
	size_t notes, note_cap;
};
struct imported {
	struct arena arena;
	const char *format; /* "markdown", "cacao-2.0", or "unknown" */
	const char *title;  /* NULL if refused before there was one */
	struct import_phase *phase;
	size_t phases, phase_cap;
	size_t notes;	/* pieces of text kept that are no step or item */
	size_t skipped; /* pieces of text not taken over */
	size_t bytes, outside; /* of readable text; outside any step */
	bool refused;	       /* a finding of grade refuse is there */
	struct import_finding *finding;
	size_t findings, finding_cap;
	bool failed; /* private: memory ran out */
};

/* Reads a file's bytes; name is its file name, which lends a title where
 * the text has none. *out is the caller's until imported_free(), and there
 * is one even for bytes that are refused: a finding says why. ERR_NOMEM. */
int import_read(struct imported **out, const char *name, const char *text,
		size_t n, struct error *err);
void imported_free(struct imported *im); /* NULL is fine */
/* "refuse", "warn", "info": never translated, tools read them. */
const char *import_grade_name(enum import_grade g);

#endif
